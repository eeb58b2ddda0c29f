import { expect } from "chai";
import { networkHelpers, plainStatement } from "../support/statementFixture.ts";

const given = plainStatement;

describe("ClusterRegistry.retire", () => {
  it("refuses an unknown cluster", async () => {
    const { registry } = await given();

    await expect(registry.retire(2))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_UnknownCluster")
      .withArgs(2n);
  });

  it("refuses anyone but the holder of the title", async () => {
    const { registry, stranger, holder } = await given();

    await expect(registry.connect(stranger).retire(1))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_NotTitleHolder")
      .withArgs(1n, stranger.address, holder.address);
  });

  describe("when the cluster is only ordered", () => {
    it("calls the order off, for good", async () => {
      const { oracle, registry, curator, holder, facts, act } = await given();
      await act(curator, registry, "register", [facts, holder.address]);

      await expect(registry.connect(holder).retire(2)).to.emit(registry, "ClusterRetired").withArgs(2n);

      await expect(registry.connect(holder).commission(2, 1))
        .to.be.revertedWithCustomError(registry, "ClusterRegistry_WrongStatus")
        .withArgs(2n, 3n, 1n);
      await expect(oracle.nextReport(2))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotInService")
        .withArgs(2n);
    });
  });

  describe("when the cluster is in service", () => {
    it("ends its service for good, in this second", async () => {
      const { registry, holder } = await given();
      const now = (await networkHelpers.time.latest()) + 5;
      await networkHelpers.time.setNextBlockTimestamp(now);

      await expect(registry.connect(holder).retire(1)).to.emit(registry, "ClusterRetired").withArgs(1n);

      const { status, retiredAt } = await registry.hardware(1);
      expect([status, retiredAt]).to.deep.equal([3n, BigInt(now)]);
      await expect(registry.connect(holder).retire(1))
        .to.be.revertedWithCustomError(registry, "ClusterRegistry_WrongStatus")
        .withArgs(1n, 3n, 2n);
      await expect(registry.connect(holder).commission(1, 1))
        .to.be.revertedWithCustomError(registry, "ClusterRegistry_WrongStatus")
        .withArgs(1n, 3n, 1n);
    });
  });
});

import { expect } from "chai";
import { ethers, networkHelpers, plainStatement } from "../support/statementFixture.ts";

const { time } = networkHelpers;

const fixture = async () => {
  const statement = await plainStatement();
  const { registry, curator, holder, facts, act } = statement;
  await act(curator, registry, "register", [facts, holder.address]); // cluster 2, ordered
  return statement;
};
const given = () => networkHelpers.loadFixture(fixture);

describe("ClusterRegistry.commission", () => {
  it("refuses an unknown cluster", async () => {
    const { registry, holder } = await given();

    await expect(registry.connect(holder).commission(3, 1))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_UnknownCluster")
      .withArgs(3n);
  });

  it("refuses anyone but the holder of the title", async () => {
    const { registry, curator, holder } = await given();

    await expect(registry.connect(curator).commission(2, 1))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_NotTitleHolder")
      .withArgs(2n, curator.address, holder.address);
  });

  it("refuses a second commission", async () => {
    const { registry, holder } = await given();

    await expect(registry.connect(holder).commission(1, 1))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_WrongStatus")
      .withArgs(1n, 2n, 1n);
  });

  it("refuses second 0, which stands for none", async () => {
    const { registry, holder } = await given();

    await expect(registry.connect(holder).commission(2, 0))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_EmptyField")
      .withArgs(ethers.encodeBytes32String("inServiceAt"));
  });

  it("refuses the next second", async () => {
    const { registry, holder } = await given();
    const now = (await time.latest()) + 10;
    await time.setNextBlockTimestamp(now);

    await expect(registry.connect(holder).commission(2, now + 1))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_InServiceInFuture")
      .withArgs(now + 1, now);
  });

  describe("when it is this second", () => {
    it("puts the cluster in service, and says nothing about who finances it", async () => {
      const { registry, holder } = await given();
      const now = (await time.latest()) + 10;
      await time.setNextBlockTimestamp(now);

      await expect(registry.connect(holder).commission(2, now))
        .to.emit(registry, "ClusterCommissioned")
        .withArgs(2n, now);

      const { status, inServiceAt } = await registry.hardware(2);
      expect([status, inServiceAt]).to.deep.equal([2n, BigInt(now)]);
      expect(await registry.managerOf(2)).to.equal(ethers.ZeroAddress);
    });
  });

  describe("given the title was sold", () => {
    it("obeys the new holder, and the old one no more", async () => {
      const { registry, holder, stranger } = await given();
      await registry.connect(holder).transferFrom(holder.address, stranger.address, 2);

      await expect(registry.connect(holder).commission(2, 1))
        .to.be.revertedWithCustomError(registry, "ClusterRegistry_NotTitleHolder")
        .withArgs(2n, holder.address, stranger.address);
      await registry.connect(stranger).commission(2, 1);

      expect((await registry.hardware(2)).status).to.equal(2n);
    });
  });
});

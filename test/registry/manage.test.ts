import { expect } from "chai";
import { ethers, networkHelpers, plainStatement } from "../support/statementFixture.ts";

const fixture = async () => {
  const statement = await plainStatement();
  const { registry, curator, holder, facts, act } = statement;
  await act(curator, registry, "register", [facts, holder.address]); // cluster 2, ordered
  return statement;
};
const given = () => networkHelpers.loadFixture(fixture);

describe("ClusterRegistry.manage", () => {
  it("refuses an unknown cluster", async () => {
    const { registry, holder } = await given();

    await expect(registry.connect(holder).manage(3))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_UnknownCluster")
      .withArgs(3n);
  });

  it("refuses anyone but the holder of the title", async () => {
    const { registry, curator, holder } = await given();

    await expect(registry.connect(curator).manage(2))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_NotTitleHolder")
      .withArgs(2n, curator.address, holder.address);
  });

  describe("given the cluster is not ordered any more", () => {
    it("refuses what is in service", async () => {
      const { registry, holder } = await given();

      await expect(registry.connect(holder).manage(1))
        .to.be.revertedWithCustomError(registry, "ClusterRegistry_WrongStatus")
        .withArgs(1n, 2n, 1n);
    });

    it("refuses what is retired", async () => {
      const { registry, holder } = await given();
      await registry.connect(holder).retire(2);

      await expect(registry.connect(holder).manage(2))
        .to.be.revertedWithCustomError(registry, "ClusterRegistry_WrongStatus")
        .withArgs(2n, 3n, 1n);
    });
  });

  describe("given nobody has financed the cluster yet", () => {
    it("has no manager", async () => {
      const { registry } = await given();

      expect(await registry.managerOf(2)).to.equal(ethers.ZeroAddress);
    });

    it("makes the holder its manager", async () => {
      const { registry, holder } = await given();

      await expect(registry.connect(holder).manage(2)).to.emit(registry, "ClusterManaged").withArgs(2n, holder.address);

      expect(await registry.managerOf(2)).to.equal(holder.address);
    });
  });

  describe("given it has a manager", () => {
    it("stays with it for life, whoever holds the title later", async () => {
      const { registry, holder, stranger } = await given();
      await registry.connect(holder).manage(2);
      await registry.connect(holder).commission(2, 1);

      await registry.connect(holder).transferFrom(holder.address, stranger.address, 2);

      expect(await registry.managerOf(2)).to.equal(holder.address);
      await expect(registry.connect(stranger).manage(2))
        .to.be.revertedWithCustomError(registry, "ClusterRegistry_WrongStatus")
        .withArgs(2n, 2n, 1n);
    });

    it("goes to the next holder who finances it before it is in service", async () => {
      const { registry, holder, stranger } = await given();
      await registry.connect(holder).manage(2);
      await registry.connect(holder).transferFrom(holder.address, stranger.address, 2);

      await expect(registry.connect(stranger).manage(2))
        .to.emit(registry, "ClusterManaged")
        .withArgs(2n, stranger.address);

      expect(await registry.managerOf(2)).to.equal(stranger.address);
    });
  });

  describe("given the title is pledged", () => {
    it("is the pledgee's to manage, not the owner's", async () => {
      const { registry, holder, operator } = await given();
      await registry.connect(holder).pledge(2, operator.address);

      await expect(registry.connect(operator).manage(2))
        .to.be.revertedWithCustomError(registry, "ClusterRegistry_NotTitleHolder")
        .withArgs(2n, operator.address, holder.address);
      await expect(registry.connect(holder).manage(2)).to.emit(registry, "ClusterManaged").withArgs(2n, holder.address);
    });
  });
});

import { expect } from "chai";
import { facts, ordered } from "../support/protocol.ts";

const CLUSTER = 1n;

async function held() {
  const fixture = await ordered();
  const { registry, operator, curator, stranger, act } = fixture;
  await act(curator, registry, "register", [facts(operator.address), stranger.address]);
  return { ...fixture, cluster: 2n, holder: stranger };
}

describe("ClusterRegistry.pledge", () => {
  it("is the title holder's", async () => {
    const { registry, shares, operator } = await ordered();

    await expect(registry.connect(operator).pledge(CLUSTER, operator))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_NotTitleHolder")
      .withArgs(CLUSTER, operator, await shares.getAddress());
  });

  it("gives the name to the owner, and keeps the power", async () => {
    const { registry, operator, holder, cluster } = await held();
    await expect(registry.connect(holder).pledge(cluster, operator))
      .to.emit(registry, "TitlePledged")
      .withArgs(cluster, operator, holder);

    expect(await registry.ownerOf(cluster)).to.equal(operator);
    expect(await registry.pledgeeOf(cluster)).to.equal(holder);
    expect(await registry.titleHolderOf(cluster)).to.equal(holder);
    await expect(registry.connect(operator).retire(cluster))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_NotTitleHolder")
      .withArgs(cluster, operator, holder);
    await registry.connect(holder).retire(cluster);
  });

  it("binds the owner, and whoever it approved", async () => {
    const { registry, operator, holder, other, cluster } = await held();
    await registry.connect(holder).pledge(cluster, operator);
    await registry.connect(operator).setApprovalForAll(other, true);
    for (const caller of [operator, other]) {
      await expect(registry.connect(caller).transferFrom(operator, other, cluster))
        .to.be.revertedWithCustomError(registry, "ERC721InsufficientApproval")
        .withArgs(caller, cluster);
    }
  });

  it("ends when the pledgee passes the title on", async () => {
    const { registry, operator, holder, other, cluster } = await held();
    await registry.connect(holder).pledge(cluster, operator);
    await registry.connect(holder).transferFrom(operator, other, cluster);

    expect(await registry.ownerOf(cluster)).to.equal(other);
    expect(await registry.titleHolderOf(cluster)).to.equal(other);
    await registry.connect(other).transferFrom(other, operator, cluster);
  });
});

describe("ClusterRegistry.assign", () => {
  it("is the title holder's, before service, to somebody", async () => {
    const { registry, operator, holder, other, cluster } = await held();
    await expect(registry.connect(operator).assign(cluster, operator))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_NotTitleHolder")
      .withArgs(cluster, operator, holder);
    await expect(registry.connect(holder).assign(cluster, "0x0000000000000000000000000000000000000000"))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_EmptyField")
      .withArgs(`0x${Buffer.from("operator").toString("hex").padEnd(64, "0")}`);
    await expect(registry.connect(holder).assign(cluster, other))
      .to.emit(registry, "OperatorAssigned")
      .withArgs(cluster, operator, other);
    expect(await registry.operatorOf(cluster)).to.equal(other);

    await registry.connect(holder).retire(cluster);
    await expect(registry.connect(holder).assign(cluster, operator))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_WrongStatus")
      .withArgs(cluster, 3n, 1n);
  });
});

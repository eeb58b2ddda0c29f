import { expect } from "chai";
import { networkHelpers, plainStatement } from "../support/statementFixture.ts";

/**
 * Cluster 2 is ordered and cluster 1 in service; both titles are the holder's, and the guardian is its agent (ERC-721).
 */
const fixture = async () => {
  const statement = await plainStatement();
  const { registry, curator, holder, facts, act } = statement;
  await act(curator, registry, "register", [facts, holder.address]);
  await registry.connect(holder).setApprovalForAll(statement.guardian.address, true);
  return { ...statement, agent: statement.guardian };
};
const given = () => networkHelpers.loadFixture(fixture);

type Given = Awaited<ReturnType<typeof given>>;
type Caller = Given["agent"];

/** What a holder may do with cluster 2, in a word each. */
const powers: [name: string, use: (fixture: Given, by: Caller) => Promise<unknown>][] = [
  ["manage", ({ registry }, by) => registry.connect(by).manage(2)],
  ["commission", ({ registry }, by) => registry.connect(by).commission(2, 1)],
  ["retire", ({ registry }, by) => registry.connect(by).retire(2)],
  ["retireGpus", ({ registry }, by) => registry.connect(by).retireGpus(2, 1)],
  ["assign", ({ registry, stranger }, by) => registry.connect(by).assign(2, stranger.address)],
  ["pledge", ({ registry, stranger }, by) => registry.connect(by).pledge(2, stranger.address)],
];

describe("ClusterRegistry's agents", () => {
  for (const [name, use] of powers) {
    describe(`${name}, given whom the holder has approved for all its titles`, () => {
      it("acts for it", async () => {
        const statement = await given();

        await use(statement, statement.agent);
      });

      it("acts no longer once that is revoked", async () => {
        const statement = await given();
        const { registry, holder, agent } = statement;
        await registry.connect(holder).setApprovalForAll(agent.address, false);

        await expect(use(statement, agent))
          .to.be.revertedWithCustomError(registry, "ClusterRegistry_NotTitleHolder")
          .withArgs(2n, agent.address, holder.address);
      });

      it("acts no longer once the title is another's", async () => {
        const statement = await given();
        const { registry, holder, agent, operator } = statement;
        await registry.connect(holder).transferFrom(holder.address, operator.address, 2);

        await expect(use(statement, agent))
          .to.be.revertedWithCustomError(registry, "ClusterRegistry_NotTitleHolder")
          .withArgs(2n, agent.address, operator.address);
      });
    });

    describe(`${name}, given whom the holder has approved for one title`, () => {
      it("may move that title, and nothing else", async () => {
        const statement = await given();
        const { registry, holder, curator } = statement;
        await registry.connect(holder).approve(curator.address, 2);

        await expect(use(statement, curator))
          .to.be.revertedWithCustomError(registry, "ClusterRegistry_NotTitleHolder")
          .withArgs(2n, curator.address, holder.address);
      });
    });

    describe(`${name}, given a pledge`, () => {
      it("is the pledgee's agent's, not the owner's agent's", async () => {
        const statement = await given();
        const { registry, holder, agent, operator, curator } = statement;
        await registry.connect(holder).pledge(2, operator.address);
        await registry.connect(operator).setApprovalForAll(curator.address, true);

        await expect(use(statement, curator))
          .to.be.revertedWithCustomError(registry, "ClusterRegistry_NotTitleHolder")
          .withArgs(2n, curator.address, holder.address);
        await use(statement, agent);
      });
    });
  }

  describe("when an agent manages", () => {
    it("makes the holder the manager, not itself", async () => {
      const { registry, holder, agent } = await given();

      await expect(registry.connect(agent).manage(2)).to.emit(registry, "ClusterManaged").withArgs(2n, holder.address);

      expect(await registry.managerOf(2)).to.equal(holder.address);
    });
  });

  describe("when an agent pledges", () => {
    it("makes the holder the pledgee, not itself", async () => {
      const { registry, holder, agent, operator } = await given();

      await expect(registry.connect(agent).pledge(2, operator.address))
        .to.emit(registry, "TitlePledged")
        .withArgs(2n, operator.address, holder.address);

      expect(await registry.ownerOf(2)).to.equal(operator.address);
      expect(await registry.pledgeeOf(2)).to.equal(holder.address);
      expect(await registry.titleHolderOf(2)).to.equal(holder.address);
    });

    it("pledges what is pledged already for the same pledgee", async () => {
      const { registry, holder, agent, operator, stranger } = await given();
      await registry.connect(agent).pledge(2, operator.address);

      await registry.connect(agent).pledge(2, stranger.address);

      expect(await registry.ownerOf(2)).to.equal(stranger.address);
      expect(await registry.pledgeeOf(2)).to.equal(holder.address);
    });
  });

  describe("when a pledged title is moved", () => {
    it("obeys the pledgee's agent, and is free from then on", async () => {
      const { registry, holder, agent, operator, stranger } = await given();
      await registry.connect(holder).pledge(2, operator.address);

      await registry.connect(agent).transferFrom(operator.address, stranger.address, 2);

      expect(await registry.titleHolderOf(2)).to.equal(stranger.address);
      await expect(registry.connect(agent).transferFrom(stranger.address, operator.address, 2))
        .to.be.revertedWithCustomError(registry, "ERC721InsufficientApproval")
        .withArgs(agent.address, 2n);
    });

    it("refuses whom the owner has approved for that title", async () => {
      const { registry, holder, operator, curator } = await given();
      await registry.connect(holder).pledge(2, operator.address);
      await registry.connect(operator).approve(curator.address, 2);

      await expect(registry.connect(curator).transferFrom(operator.address, curator.address, 2))
        .to.be.revertedWithCustomError(registry, "ERC721InsufficientApproval")
        .withArgs(curator.address, 2n);
    });
  });
});

describe("ClusterRegistry.titleHolderOf", () => {
  it("refuses a cluster that was never registered", async () => {
    const { registry } = await given();

    await expect(registry.titleHolderOf(3))
      .to.be.revertedWithCustomError(registry, "ERC721NonexistentToken")
      .withArgs(3n);
  });

  it("is the owner where nothing is pledged", async () => {
    const { registry, holder } = await given();

    expect(await registry.titleHolderOf(2)).to.equal(holder.address);
  });
});

import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { debtStory, LEASE, LOAN } from "../support/debts.ts";
import { approved, at, inService, ordered } from "../support/protocol.ts";
import { resolutionStory } from "../support/resolutionStory.ts";
import { DAY, usdc } from "../support/units.ts";

describe("Workouts.takeTitle", () => {
  describe("given no facility", () => {
    it("reverts: no source of the vault finances the cluster", async () => {
      const { workouts, curator, act } = await ordered();

      await expect(act(curator, workouts, "takeTitle", [1n, curator.address]))
        .to.be.revertedWithCustomError(workouts, "Workouts_NothingFinanced")
        .withArgs(1n);
    });
  });

  for (const [name, fixture] of [
    ["a facility of which nothing is drawn", approved],
    ["a facility in good standing", inService],
  ] as const) {
    describe(`given ${name}`, () => {
      it("reverts: only what is in default is taken", async () => {
        const { workouts, curator, act } = await fixture();

        await expect(act(curator, workouts, "takeTitle", [1n, curator.address]))
          .to.be.revertedWithCustomError(workouts, "Workouts_NotOpen")
          .withArgs(1n);
      });
    });
  }

  describe("given a resolution is open", () => {
    it("gives the title to whom the curator names; the hardware retires, and the resolution goes on", async () => {
      const { shares, registry, workouts, curator, other, openedAt, actAt, holds } = await resolutionStory();
      const t = openedAt + 5n * DAY;

      const taking = actAt(t, curator, workouts, "takeTitle", [1n, other.address]);

      await expect(taking).to.emit(workouts, "TitleTaken").withArgs(1n, other);
      await expect(taking).to.emit(registry, "ClusterRetired").withArgs(1n);
      await expect(taking).to.emit(registry, "Transfer").withArgs(shares, other, 1n);
      expect(await registry.managerOf(1n)).to.equal(shares); // for life
      await holds(t);
    });

    it("ends what was offered", async () => {
      const { workouts, curator, other, buyer, openedAt, actAt } = await resolutionStory();
      await actAt(openedAt + 3n * DAY, curator, workouts, "offerSale", [1n, ZeroAddress, usdc("5")]);

      await actAt(openedAt + 6n * DAY, curator, workouts, "takeTitle", [1n, other.address]);

      expect([...(await workouts.offerOf(1n))]).to.deep.equal([false, ZeroAddress, 0n]);
      await expect(workouts.connect(buyer).buy(1n, usdc("5")))
        .to.be.revertedWithCustomError(workouts, "Workouts_NotOffered")
        .withArgs(1n, buyer, ZeroAddress);
    });

    it("reverts with the holder where it is gone already", async () => {
      const { workouts, curator, other, openedAt, actAt } = await resolutionStory();
      await actAt(openedAt + 3n * DAY, curator, workouts, "takeTitle", [1n, other.address]);

      await expect(actAt(openedAt + 6n * DAY, curator, workouts, "takeTitle", [1n, curator.address]))
        .to.be.revertedWithCustomError(workouts, "Workouts_TitleGone")
        .withArgs(1n, other);
    });

    it("reverts with the buyer where it was sold", async () => {
      const { workouts, curator, buyer, openedAt, actAt } = await resolutionStory();
      await actAt(openedAt + 3n * DAY, curator, workouts, "offerSale", [1n, buyer.address, usdc("5")]);
      await at(openedAt + 4n * DAY, () => workouts.connect(buyer).buy(1n, usdc("5")));

      await expect(actAt(openedAt + 7n * DAY, curator, workouts, "takeTitle", [1n, curator.address]))
        .to.be.revertedWithCustomError(workouts, "Workouts_TitleGone")
        .withArgs(1n, buyer);
    });
  });

  describe("given the resolution has closed", () => {
    it("gives the title of what is retired", async () => {
      const { registry, workouts, curator, other, openedAt, actAt } = await resolutionStory();
      await actAt(openedAt + 3n * DAY, curator, workouts, "closeResolution", [1n]);

      const taking = actAt(openedAt + 6n * DAY, curator, workouts, "takeTitle", [1n, other.address]);

      await expect(taking).to.emit(workouts, "TitleTaken").withArgs(1n, other);
      await expect(taking).not.to.emit(registry, "ClusterRetired");
      expect(await registry.ownerOf(1n)).to.equal(other);
    });
  });

  describe("given a borrower's title, pledged", () => {
    it("is taken from the borrower, free of the pledge", async () => {
      const { registry, loans, workouts, curator, operator, other, act } = await debtStory(LOAN);
      await act(curator, workouts, "openResolution", [1n]);
      expect([await registry.ownerOf(1n), await registry.pledgeeOf(1n)]).to.deep.equal([
        operator.address,
        await loans.getAddress(),
      ]);

      const taking = act(curator, workouts, "takeTitle", [1n, other.address]);

      await expect(taking).to.emit(registry, "Transfer").withArgs(operator, other, 1n);
      expect([await registry.ownerOf(1n), await registry.titleHolderOf(1n)]).to.deep.equal([
        other.address,
        other.address,
      ]);
    });
  });

  describe("given hardware that was leased", () => {
    it("is taken from the vault", async () => {
      const { registry, loans, workouts, curator, other, act } = await debtStory(LEASE);
      await act(curator, workouts, "openResolution", [1n]);

      await expect(act(curator, workouts, "takeTitle", [1n, other.address]))
        .to.emit(registry, "Transfer")
        .withArgs(loans, other, 1n);
    });
  });
});

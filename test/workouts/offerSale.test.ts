import { expect } from "chai";
import { approved, drawn, ethers, facts, inService, ordered } from "../support/protocol.ts";
import { usdc } from "../support/units.ts";

describe("Workouts.offerSale", () => {
  describe("given a cluster that nobody registered", () => {
    it("reverts: nothing of it is the vault's", async () => {
      const { workouts, curator, act } = await drawn();

      await expect(act(curator, workouts, "offerSale", [2n, ethers.ZeroAddress, 1n]))
        .to.be.revertedWithCustomError(workouts, "Workouts_NothingFinanced")
        .withArgs(2n);
    });
  });

  describe("given something else than a source of the vault finances the cluster", () => {
    it("reverts: nothing of it is the vault's", async () => {
      const { registry, workouts, curator, operator, stranger, act } = await drawn();
      await act(curator, registry, "register", [facts(operator.address), stranger.address]);
      await registry.connect(stranger).manage(2n);

      await expect(act(curator, workouts, "offerSale", [2n, ethers.ZeroAddress, 1n]))
        .to.be.revertedWithCustomError(workouts, "Workouts_NothingFinanced")
        .withArgs(2n);
    });
  });

  describe("given a title without a facility", () => {
    it("reverts: nothing of it is the vault's", async () => {
      const { workouts, curator, act } = await ordered();

      await expect(act(curator, workouts, "offerSale", [1n, ethers.ZeroAddress, 1n]))
        .to.be.revertedWithCustomError(workouts, "Workouts_NothingFinanced")
        .withArgs(1n);
    });
  });

  describe("given the title has gone to a buyer", () => {
    it("reverts with the holder", async () => {
      const { workouts, curator, buyer, act } = await drawn();
      await act(curator, workouts, "offerSale", [1n, ethers.ZeroAddress, 0n]);
      await workouts.connect(buyer).buy(1n, 0n);

      await expect(act(curator, workouts, "offerSale", [1n, ethers.ZeroAddress, 1n]))
        .to.be.revertedWithCustomError(workouts, "Workouts_TitleGone")
        .withArgs(1n, buyer);
    });
  });

  for (const [name, fixture] of [
    ["approved", approved],
    ["drawn", drawn],
  ] as const) {
    describe(`given the facility is ${name}`, () => {
      it("offers the title of what was ordered", async () => {
        const { workouts, curator, buyer, act } = await fixture();

        await expect(act(curator, workouts, "offerSale", [1n, buyer.address, usdc("9")]))
          .to.emit(workouts, "SaleOffered")
          .withArgs(1n, buyer, usdc("9"));
        expect([...(await workouts.offerOf(1n))]).to.deep.equal([true, buyer.address, usdc("9")]);
        expect([...(await workouts.offerOf(2n))]).to.deep.equal([false, ethers.ZeroAddress, 0n]);
      });
    });
  }

  describe("given the cluster is in service", () => {
    it("offers it to the buyer for the price", async () => {
      const { workouts, curator, buyer, act } = await inService();

      await expect(act(curator, workouts, "offerSale", [1n, buyer.address, usdc("9")]))
        .to.emit(workouts, "SaleOffered")
        .withArgs(1n, buyer, usdc("9"));
    });

    it("replaces what was offered before", async () => {
      const { workouts, curator, buyer, stranger, act } = await inService();
      await act(curator, workouts, "offerSale", [1n, stranger.address, usdc("9")]);

      await act(curator, workouts, "offerSale", [1n, buyer.address, usdc("10")]);

      await expect(workouts.connect(stranger).buy(1n, usdc("10")))
        .to.be.revertedWithCustomError(workouts, "Workouts_NotOffered")
        .withArgs(1n, stranger, buyer);
    });
  });
});

import { expect } from "chai";
import {
  approved,
  at,
  COST,
  drawn,
  ethers,
  facts,
  inService,
  networkHelpers,
  NOTICE,
  now,
  ordered,
} from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

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
        const { workouts, curator, buyer } = await fixture();
        const t = (await now()) + HOUR;

        await expect(at(t, () => workouts.connect(curator).offerSale(1n, buyer, usdc("9"))))
          .to.emit(workouts, "SaleOffered")
          .withArgs(1n, buyer, usdc("9"), t + NOTICE, t + 7n * DAY);
        expect([...(await workouts.offerOf(1n))]).to.deep.equal([
          ...[true, buyer.address, usdc("9")],
          ...[t + NOTICE, t + 7n * DAY],
        ]);
        expect([...(await workouts.offerOf(2n))]).to.deep.equal([false, ethers.ZeroAddress, 0n, 0n, 0n]);
      });
    });
  }

  describe("given the cluster is in service", () => {
    it("announces what the price falls short by as a loss, while the offer is open", async () => {
      const { workouts, losses, vault, curator, buyer } = await inService();
      const { nav } = await vault.state();

      await expect(workouts.connect(curator).offerSale(1n, buyer, COST / 2n))
        .to.emit(losses, "LossAnnounced")
        .withArgs(1n, 3n, 1n << 31n, 0n, (await now()) + 1n + NOTICE);

      const { unrealisedLoss, delinquentValue, nav: after } = await vault.state();
      expect([after, delinquentValue]).to.deep.equal([nav, COST / 2n]);
      expect(unrealisedLoss).to.be.within(COST / 2n, COST / 2n + 2n);
    });

    it("at its value or above it announces nothing", async () => {
      const { workouts, losses, vault, curator, buyer } = await inService();

      await expect(workouts.connect(curator).offerSale(1n, buyer, COST)).not.to.emit(losses, "LossAnnounced");

      expect((await vault.state()).unrealisedLoss).to.equal(0n);
    });

    it("cannot be taken for two days, to the second, nor after a week", async () => {
      const { workouts, curator, buyer } = await inService();
      const t = (await now()) + HOUR;
      await at(t, () => workouts.connect(curator).offerSale(1n, buyer, usdc("9")));

      await expect(at(t + NOTICE - 1n, () => workouts.connect(buyer).buy(1n, usdc("9"))))
        .to.be.revertedWithCustomError(workouts, "Workouts_NotYet")
        .withArgs(1n, t + NOTICE);
      await networkHelpers.time.increaseTo(t + 7n * DAY - 1n);
      await expect(workouts.connect(buyer).buy(1n, usdc("9"))).to.be.revertedWithCustomError(
        workouts,
        "Workouts_NotOffered",
      );
    });

    it("replaces what was offered before by a lower price", async () => {
      const { workouts, losses, curator, buyer, stranger, act } = await inService();
      await act(curator, workouts, "offerSale", [1n, stranger.address, usdc("10")]);

      await expect(workouts.connect(curator).offerSale(1n, buyer, usdc("9"))).not.to.emit(losses, "AnnouncementEnded");

      await expect(workouts.connect(stranger).buy(1n, usdc("10")))
        .to.be.revertedWithCustomError(workouts, "Workouts_NotOffered")
        .withArgs(1n, stranger, buyer);
    });

    it("takes it back for a higher one, which has to wait where it is below the value", async () => {
      const { workouts, losses, curator, buyer, act } = await inService();
      await act(curator, workouts, "offerSale", [1n, buyer.address, usdc("10")]);

      await expect(workouts.connect(curator).offerSale(1n, buyer, usdc("11"))).to.be.revertedWithCustomError(
        losses,
        "LossAnnouncements_NotYet",
      );
      await expect(workouts.connect(curator).offerSale(1n, buyer, COST)).to.emit(losses, "AnnouncementEnded");
    });
  });
});

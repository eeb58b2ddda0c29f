import { expect } from "chai";
import { debtStory, LEASE, LOAN, PRINCIPAL } from "../support/debts.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { ethers, STATUS, TICK, WORKOUT_PERIOD } from "../support/protocol.ts";
import { DAY, usdc } from "../support/units.ts";

const VESTING_CAP = 90n * DAY;

for (const [name, form] of [
  ["a loan", LOAN],
  ["a lease", LEASE],
] as const) {
  describe(`Workouts, given ${name}`, () => {
    /** In default since the curator opened its resolution, ten days after its first second, on the whole principal. */
    async function defaulted() {
      const story = await debtStory(form);
      const openedAt = story.start + 10n * DAY;
      await story.openServedAt(openedAt, 1n);
      return { ...story, openedAt, delinquentFrom: (openedAt / TICK + 1n) * TICK };
    }

    describe("while it is served", () => {
      it("is offered, and not sold", async () => {
        const { workouts, curator, buyer, act } = await debtStory(form);
        await act(curator, workouts, "offerSale", [1n, buyer.address, usdc("9_000_000")]);

        await expect(workouts.connect(buyer).buy(1n, usdc("9_000_000")))
          .to.be.revertedWithCustomError(workouts, "Workouts_Financed")
          .withArgs(1n);
      });

      it("goes on as it is when GPUs are lost: what is owed does not shrink with the hardware", async () => {
        const { lens, ledger, bond, registry, workouts, vault, operator, loseGpus } = await debtStory(form);
        await bond.connect(operator).post(1n, usdc("500_000"));
        const owed = await ledger.debtOf(1n);

        const retiring = loseGpus(1n, 64n);

        await expect(retiring).to.emit(workouts, "GpusRetired").withArgs(1n, 64n, 192n, 0n, 0n, 0n, 0n);
        await expect(retiring).to.emit(registry, "GpusRetired").withArgs(1n, 64n, 192n, 2n);
        await expect(retiring).not.to.emit(vault, "LossBooked");
        expect((await lens.facility(1n)).value).to.equal(PRINCIPAL);
        expect(await bond.bondOf(1n)).to.equal(usdc("500_000"));
        expect(await ledger.debtOf(1n)).to.deep.equal(owed);
      });

      it("takes no recovery for them: what an insurance pays repays", async () => {
        const { workouts, loseGpus } = await debtStory(form);

        await expect(loseGpus(1n, 64n, 1n))
          .to.be.revertedWithCustomError(workouts, "Workouts_NoRecovery")
          .withArgs(1n);
      });
    });

    describe("in default", () => {
      it("is delinquent from the next tick on, and by nothing but its principal", async () => {
        const { lens, workouts, openedAt, delinquentFrom } = await defaulted();

        const facility = await lens.facility(1n);
        expect([facility.status, facility.value, facility.deadline, facility.workoutSince]).to.deep.equal([
          STATUS.Resolving,
          PRINCIPAL,
          delinquentFrom,
          openedAt,
        ]);
        expect([...(await workouts.opensToAllAt(1n))]).to.deep.equal([0n, openedAt + WORKOUT_PERIOD]);
      });

      it("takes a price as a recovery, and the title with it", async () => {
        const { lens, loans, registry, vault, workouts, curator, buyer, openedAt, actAt } = await defaulted();
        const price = usdc("2_000_000");
        await actAt(openedAt + 3n * DAY, curator, workouts, "offerSale", [1n, buyer.address, price]);

        const sale = workouts.connect(buyer).buy(1n, price);

        await expect(sale).to.emit(workouts, "FacilitySold").withArgs(1n, buyer, price, price);
        await expect(sale)
          .to.emit(loans, "ValueLeft")
          .withArgs(1n, price * ONE_X32, price, 0n);
        await expect(sale).not.to.emit(vault, "LossBooked");
        expect(await registry.titleHolderOf(1n)).to.equal(buyer);
        const { status, value } = await lens.facility(1n);
        expect([status, value]).to.deep.equal([STATUS.Resolving, PRINCIPAL - price]);
      });

      it("closes on what is left: bond, then price", async () => {
        const story = await defaulted();
        const { asset, bond, escrow, loans, lens, vault, workouts, curator, operator, openedAt, actAt } = story;
        await bond.connect(operator).post(1n, usdc("500_000"));
        await story.giveTitle(1n);
        const t = openedAt + 8n * DAY;

        const closing = actAt(t, curator, workouts, "closeResolution", [1n]);

        await expect(closing).to.emit(workouts, "ResolutionClosed").withArgs(1n, PRINCIPAL, usdc("500_000"), 0n);
        await expect(closing)
          .to.emit(vault, "LossBooked")
          .withArgs((PRINCIPAL - usdc("500_000")) * ONE_X32, 0n);
        await expect(closing).to.changeTokenBalances(
          ethers,
          asset,
          [escrow, loans, workouts, vault],
          [-usdc("500_000"), 0n, 0n, usdc("500_000")],
        );
        const { status, value } = await lens.facility(1n);
        expect([status, value]).to.deep.equal([STATUS.Retired, 0n]);
      });

      it("takes what is recovered above the principal as income that vests over the cap", async () => {
        const { vault, loans, workouts, buyer } = await defaulted();
        const amount = PRINCIPAL + usdc("7");

        const recovery = workouts.connect(buyer).recover(1n, amount);

        await expect(recovery).to.emit(workouts, "Recovered").withArgs(1n, buyer, amount, PRINCIPAL);
        await expect(recovery)
          .to.emit(loans, "ValueLeft")
          .withArgs(1n, PRINCIPAL * ONE_X32, amount, 0n);
        await recovery;
        const { locked, value, vestsAt } = await vault.state();
        const second = BigInt((await ethers.provider.getBlock("latest"))?.timestamp ?? 0);
        expect([locked, value, vestsAt]).to.deep.equal([usdc("7"), 0n, second + VESTING_CAP]);
      });
    });
  });
}

import { expect } from "chai";
import { balanceAfterUp } from "@gpu-yield-vaults/sdk/model";
import { debtStory, LEASE, PAYMENTS, PRINCIPAL } from "../support/debts.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { at, networkHelpers, STATUS } from "../support/protocol.ts";
import { DAY, usdc } from "../support/units.ts";

const BOND = usdc("560_000");

describe("Story: a lessee who stops paying", () => {
  it("loses the hardware, and depositors lose what hardware, bond and reserve do not bring", async () => {
    const story = await debtStory(LEASE, { reserveTarget: usdc("100_000") });
    const { ledger, vault, registry, workouts, bond, curator, operator, buyer, cluster, lens, vaultLens } = story;
    const { act, month, report, lateAt } = story;
    await bond.connect(operator).post(cluster, BOND);

    // Two rents come in, and fill the reserve. The third never does.
    await month(1);
    await month(2);
    const { growth, payment, finalPayment } = await ledger.debtOf(cluster);
    const schedule = { principal: PRINCIPAL, payment, finalPayment, growth, payments: Number(PAYMENTS) };
    const outstanding = balanceAfterUp(schedule, 2);
    expect((await lens.facility(cluster)).value).to.equal(outstanding);
    await report(3);
    await networkHelpers.time.increaseTo(lateAt(3) + 30n * DAY);
    const facility = await lens.facility(cluster);
    expect([facility.delinquentSince, facility.value]).to.deep.equal([lateAt(3), outstanding]);
    const entry = await vaultLens.entryPrice();
    expect(await vaultLens.exitPrice()).to.be.below(entry);

    // Outside of a workout nobody buys it; in one it goes to whom the curator offers it.
    await act(curator, workouts, "offerSale", [cluster, buyer.address, outstanding]);
    await expect(workouts.connect(buyer).buy(cluster, outstanding))
      .to.be.revertedWithCustomError(workouts, "Workouts_Financed")
      .withArgs(cluster);
    await act(curator, workouts, "openResolution", [cluster]);
    expect((await ledger.debtOf(cluster)).payments).to.equal(0n);

    // The hardware is sold for half of what is owed, and the workout closes.
    const price = outstanding / 2n;
    await act(curator, workouts, "offerSale", [cluster, buyer.address, price]);
    await workouts.connect(buyer).buy(cluster, price);
    expect(await registry.ownerOf(cluster)).to.equal(buyer);
    expect((await lens.facility(cluster)).value).to.equal(outstanding - price);
    const reserve = (await lens.facility(cluster)).reserve;
    const { cash, locked } = await vault.state();
    expect(locked, "all rent has vested by now").to.equal(0n);
    const loss = outstanding - price - BOND - reserve;
    const closing = act(curator, workouts, "closeResolution", [cluster]);
    await expect(closing)
      .to.emit(workouts, "ResolutionClosed")
      .withArgs(cluster, outstanding - price, BOND, reserve);
    await expect(closing)
      .to.emit(vault, "LossBooked")
      .withArgs(loss * ONE_X32, 0n);
    const after = await vault.state();
    expect([after.value, after.locked]).to.deep.equal([0n, 0n]);
    expect([after.cash, after.nav]).to.deep.equal([cash + BOND + reserve, cash + BOND + reserve]);
    expect((await lens.facility(cluster)).status).to.equal(STATUS.Retired);
    expect(await vaultLens.exitPrice()).to.equal(await vaultLens.entryPrice());
  });

  it("keeps hardware that is paid for to the unit", async () => {
    const { loans, registry, workouts, curator, operator, cluster, act, start } = await debtStory(LEASE);
    await at(start + DAY, () => loans.connect(operator).repay(cluster, usdc("90_000_000")));

    expect(await registry.ownerOf(cluster)).to.equal(operator);
    await expect(act(curator, workouts, "offerSale", [cluster, curator.address, 0n]))
      .to.be.revertedWithCustomError(workouts, "Workouts_TitleGone")
      .withArgs(cluster, operator);
  });

  it("keeps hardware that is served: no resolution is opened", async () => {
    const { workouts, curator, cluster, act } = await debtStory(LEASE);

    await expect(act(curator, workouts, "openResolution", [cluster]))
      .to.be.revertedWithCustomError(workouts, "Workouts_Served")
      .withArgs(cluster);
  });

  it("owes as much when GPUs fail: insurance is repaid, not recovered", async () => {
    const { workouts, cluster, lens, loseGpus } = await debtStory(LEASE);

    await expect(loseGpus(cluster, 8n, 1n))
      .to.be.revertedWithCustomError(workouts, "Workouts_NoRecovery")
      .withArgs(cluster);
    await expect(workouts.bookLoss(cluster, 0n)).to.emit(workouts, "GpusRetired");
    expect((await lens.facility(cluster)).value).to.equal(PRINCIPAL);
  });
});

import { expect } from "chai";
import { ZeroAddress } from "ethers";
import {
  balanceOf,
  debtStory,
  LEASE,
  LOAN,
  loanSchedule,
  PAYMENTS,
  paymentOf,
  PRINCIPAL,
} from "../../support/debts.ts";
import { FacilityCurve } from "../../support/facilityCurve.ts";
import { ONE_X32, TICK as STEP } from "../../support/moneyLaw.ts";
import {
  at,
  deployed,
  DEPOSIT,
  FEE_BPS,
  inService,
  MARKDOWN,
  MONTH,
  networkHelpers,
  STATUS,
  RUN_OFF,
} from "../../support/protocol.ts";
import { DAY, usdc } from "../../support/units.ts";
import { VaultLaw } from "../../support/vaultLaw.ts";

const { time } = networkHelpers;

describe("LoanManager.settle, of a loan", () => {
  const schedule = loanSchedule();

  it("knows no revenue shares", async () => {
    const { loans } = await inService();

    await expect(loans.settle(1n))
      .to.be.revertedWithCustomError(loans, "FacilityManager_WrongStatus")
      .withArgs(1n, STATUS.None);
  });

  it("begins its schedule with the in-service second, on what has been drawn", async () => {
    const { ledger, lens, vault, cluster, start, lateAt } = await debtStory(LOAN);

    const debt = await ledger.debtOf(cluster);
    expect([debt.principal, debt.payment, debt.finalPayment]).to.deep.equal([PRINCIPAL, schedule.payment, 0n]);
    expect([debt.growth, debt.start, debt.period]).to.deep.equal([schedule.growth, start, MONTH]);
    const facility = await lens.facility(cluster);
    expect([facility.value, facility.exitValue]).to.deep.equal([PRINCIPAL, PRINCIPAL]);
    expect(facility.deadline).to.equal(lateAt(1));
    expect([facility.slope, facility.depreciatesUntil]).to.deep.equal([0n, 0n]);
    expect((await vault.state()).nav).to.equal(DEPOSIT);
  });

  it("is worth what is outstanding, whatever time passes", async () => {
    const { lens, vault, cluster, start } = await debtStory(LOAN);
    await time.increaseTo(start + MONTH);

    expect((await lens.facility(cluster)).value).to.equal(PRINCIPAL);
    expect((await vault.state()).nav).to.equal(DEPOSIT);
  });

  it("pays interest, then principal, out of the rent, and the operator what is left", async () => {
    const { loans, ledger, lens, vault, cluster, report, payIn, settledAt, start } = await debtStory(LOAN);
    const made = await report(1);
    await payIn(cluster, made.gross);
    const { interest, principal } = paymentOf(schedule, 1);
    const rest = made.gross - made.energyCost - made.otherOpex - interest - principal;

    const settling = at(settledAt(1), () => loans.settle(cluster));

    await expect(settling)
      .to.emit(loans, "Settled")
      .withArgs(
        cluster,
        1n,
        [made.gross, ...[0n, 0n, made.energyCost, made.otherOpex], ...[interest, principal, 0n, 0n, rest, 0n, 0n, 0n]],
        start,
        0n,
        0n,
      );
    await expect(settling)
      .to.emit(ledger, "DebtPaid")
      .withArgs(cluster, 0n, interest, principal, balanceOf(schedule, 1));
    await expect(settling)
      .to.emit(vault, "Posted")
      .withArgs(
        loans,
        interest + principal,
        0n, // the first interest is all locked
        -principal * ONE_X32,
        0n,
        settledAt(1) - start,
        interest * ONE_X32,
        (2n * settledAt(1) - start) * STEP,
      );
    await expect(settling).not.to.emit(vault, "RestrictedLocked");
    const state = await vault.state();
    expect([state.value, state.locked]).to.deep.equal([balanceOf(schedule, 1), interest]);
    expect(state.nav, "no transaction moves the price").to.equal(DEPOSIT);
    const { earned, received } = await lens.facility(cluster);
    expect([earned, received]).to.deep.equal([made.energyCost + made.otherOpex + rest, interest + principal]);
  });

  it("moves the deadline to the end of the next payment's grace, on the grid", async () => {
    const { loans, lens, cluster, report, payIn, settledAt, lateAt } = await debtStory(LOAN);
    const made = await report(1);
    await payIn(cluster, made.gross);

    await expect(at(settledAt(1), () => loans.settle(cluster)))
      .to.emit(loans, "DeadlineSet")
      .withArgs(cluster, lateAt(2));

    expect((await lens.facility(cluster)).deadline).to.equal(lateAt(2));
  });

  it("vests interest over the period that earned it", async () => {
    const { vault, month, settledAt, start } = await debtStory(LOAN);
    await month(1);

    expect((await vault.state()).vestsAt).to.equal(2n * settledAt(1) - start);
  });

  it("follows the schedule to the unit until nothing is outstanding, and hands the title over", async () => {
    const { loans, lens, vault, registry, cluster, month, operator } = await debtStory(LOAN, {
      debt: { payments: 6n },
    });
    const short = loanSchedule(PRINCIPAL, 6n);
    const feed = usdc("1_100_000");
    for (let k = 1; k <= 6; ++k) {
      await month(k, { gross: feed + usdc("100_000"), energyCost: usdc("20_000"), otherOpex: usdc("20_000") });
      expect((await lens.facility(cluster)).value).to.equal(balanceOf(short, k));
    }

    const facility = await lens.facility(cluster);
    expect([facility.status, facility.value, facility.deadline]).to.deep.equal([STATUS.Retired, 0n, 0n]);
    expect(await registry.ownerOf(cluster)).to.equal(operator);
    expect(await registry.pledgeeOf(cluster)).to.equal(ZeroAddress);
    expect((await vault.state()).value).to.equal(0n);
    expect(await loans.isIdle()).to.equal(false);
    await networkHelpers.time.increaseTo(facility.retiredAt + RUN_OFF);
    expect(await loans.isIdle()).to.equal(true);
  });

  it("claims a payment from the rent of its own period, before it is due", async () => {
    const { loans, ledger, lens, cluster, reportAt, payIn, start, lateAt } = await debtStory(LOAN);
    const made = await reportAt(start + 10n * DAY, cluster, { end: start + 9n * DAY });
    await payIn(cluster, made.gross);
    await at(start + 11n * DAY, () => loans.settle(cluster));
    const { interest, principal } = paymentOf(schedule, 1);
    const left = made.gross - made.energyCost - made.otherOpex;

    const debt = await ledger.debtOf(cluster);
    expect(debt.interestPaid).to.equal(interest);
    expect(debt.principalPaid).to.equal(left - interest);
    expect(left).to.be.below(interest + principal);
    expect((await lens.facility(cluster)).deadline).to.equal(lateAt(1));
  });

  it("covers what falls short when it is due by the reserve, in a line of its own", async () => {
    const { loans, ledger, lens, vault, cluster, start, month, report, settledAt, dueAt, lateAt } = await debtStory(
      LOAN,
      { reserveTarget: usdc("100_000") },
    );
    const [first, second, third] = [paymentOf(schedule, 1), paymentOf(schedule, 2), paymentOf(schedule, 3)];
    await month(1);
    const { reserve } = await lens.facility(cluster);
    expect(reserve).to.equal(usdc("100_000"));
    const made = await report(2);
    const fromReserve = reserve - second.interest;
    const left = balanceOf(schedule, 1) - fromReserve;
    const law = new VaultLaw(DAY, 90n * DAY, FEE_BPS);
    law.deposit(start, DEPOSIT);
    law.draw(start, cluster, PRINCIPAL, FacilityCurve.debt(PRINCIPAL, lateAt(1)));
    const served = { cash: first.interest + first.principal, over: settledAt(1) - start };
    law.move(settledAt(1), cluster, FacilityCurve.debt(balanceOf(schedule, 1), lateAt(2)), served);
    law.move(settledAt(2), cluster, FacilityCurve.debt(left, lateAt(2)), {
      cash: reserve,
      over: settledAt(2) - dueAt(1),
    });

    const settling = at(settledAt(2), () => loans.settle(cluster));

    await expect(settling).to.emit(ledger, "DebtPaid").withArgs(cluster, 0n, second.interest, fromReserve, left);
    await expect(settling)
      .to.emit(loans, "Settled")
      .withArgs(
        cluster,
        2n,
        [...Array.from({ length: 12 }, () => 0n), reserve],
        dueAt(1),
        made.energyCost,
        made.otherOpex,
      );
    expect((await lens.facility(cluster)).reserve).to.equal(0n);
    const [late, owedInterest, owedPrincipal] = await ledger.owedOf(cluster);
    expect([late, owedInterest, owedPrincipal]).to.deep.equal([
      0n,
      third.interest,
      second.principal - fromReserve + third.principal,
    ]);
    const state = await vault.state();
    expect([state.nav, state.value]).to.deep.equal([law.navAt(settledAt(2)), left]);
    // What of the first interest has vested by then has paid its fee.
    expect((await vault.fee()).owed).to.equal(law.fee.owed);
    expect(law.fee.owed).to.be.greaterThan(0n);
  });

  it("is delinquent after the oldest payment's grace, and what leavers forgo grows in a straight line", async () => {
    const { loans, lens, vault, cluster, month, report, lateAt, settledAt } = await debtStory(LOAN);
    await month(1);
    await report(2);
    await at(settledAt(2), () => loans.settle(cluster));
    const value = balanceOf(schedule, 1);
    const curve = FacilityCurve.debt(value, lateAt(2));
    await time.increaseTo(lateAt(2) - 1n);
    expect((await lens.facility(cluster)).delinquentSince).to.equal(0n);

    for (const after of [0n, 9n * DAY, MARKDOWN - 1n, MARKDOWN]) {
      await time.increaseTo(lateAt(2) + after);
      const facility = await lens.facility(cluster);
      expect([facility.delinquentSince, facility.markedDownAt]).to.deep.equal([lateAt(2), lateAt(2) + MARKDOWN]);
      expect([facility.value, facility.exitValue]).to.deep.equal([value, curve.exitAt(lateAt(2) + after) / ONE_X32]);
      const { nav, totalAssets, delinquentValue } = await vault.state();
      expect(nav - totalAssets).to.equal((curve.lossAt(lateAt(2) + after) + ONE_X32 - 1n) / ONE_X32);
      expect(delinquentValue).to.equal(curve.delinquentAt(lateAt(2), usdc("1")));
    }
  });

  it("is cured by what is due, which is restricted income", async () => {
    const { loans, lens, vault, cluster, month, report, payInAt, lateAt, settledAt } = await debtStory(LOAN);
    await month(1);
    await report(2);
    await at(settledAt(2), () => loans.settle(cluster));
    const { gross } = await report(3);

    const settling = payInAt(settledAt(3) + 2n * DAY, cluster, gross * 2n);

    await expect(settling).to.emit(loans, "Cured").withArgs(cluster);
    await expect(settling).to.emit(loans, "DeadlineSet").withArgs(cluster, lateAt(4));
    await expect(settling).to.emit(vault, "RestrictedLocked");
    const cured = await lens.facility(cluster);
    expect([cured.delinquentSince, cured.deadline]).to.deep.equal([0n, lateAt(4)]);
    expect(cured.value).to.equal(balanceOf(schedule, 3));
    const { unrealisedLoss, delinquentValue } = await vault.state();
    expect([unrealisedLoss, delinquentValue]).to.deep.equal([0n, 0n]);
  });

  it("stays delinquent where a payment before is still missing: from the same second on", async () => {
    const { loans, ledger, lens, cluster, month, report, payInAt, lateAt, settledAt } = await debtStory(LOAN);
    await month(1);
    const made = await report(2);
    await at(settledAt(2), () => loans.settle(cluster));
    const { interest, principal } = paymentOf(schedule, 2);
    const cash = made.energyCost + made.otherOpex + interest + principal - 1n;

    const settling = payInAt(lateAt(2) + DAY, cluster, cash);

    await expect(settling)
      .to.emit(ledger, "DebtPaid")
      .withArgs(cluster, 0n, interest, principal - 1n, balanceOf(schedule, 2) + 1n);
    await expect(settling).not.to.emit(loans, "Cured");
    const { delinquentSince, value } = await lens.facility(cluster);
    expect([delinquentSince, value]).to.deep.equal([lateAt(2), balanceOf(schedule, 2) + 1n]);
  });

  it("takes principal off a written-down value in proportion: what is above it is a gain", async () => {
    const { loans, lens, vault, cluster, writeDown, report, payIn, settledAt, start } = await debtStory(LOAN);
    await writeDown(cluster, 1n << 31n, start + 5n * DAY);
    const made = await report(1);
    await payIn(cluster, made.gross);
    const { interest, principal } = paymentOf(schedule, 1);
    const before = (PRINCIPAL / 2n) * ONE_X32;
    const left = ((before * balanceOf(schedule, 1)) / PRINCIPAL / ONE_X32) * ONE_X32;

    await expect(at(settledAt(1), () => loans.settle(cluster)))
      .to.emit(vault, "Posted")
      .withArgs(
        loans,
        interest + principal,
        0n,
        left - before,
        0n,
        settledAt(1) - start,
        (interest + principal) * ONE_X32 + left - before,
        (2n * settledAt(1) - start) * STEP,
      );
    expect((await lens.facility(cluster)).value).to.equal(left / ONE_X32);
  });
});

describe("LoanManager.settle, of a called loan", () => {
  /** Delinquent with its first payment, and a resolution opened `openedAt`. */
  async function called() {
    const fixture = await debtStory(LOAN);
    const { workouts, curator, actAt, lateAt, cluster } = fixture;
    const openedAt = lateAt(1) + 5n * DAY;
    await actAt(openedAt, curator, workouts, "openResolution", [cluster]);
    return { ...fixture, openedAt };
  }

  it("takes all rent left after running costs in the place of value, as restricted income over the cap", async () => {
    const { loans, ledger, lens, vault, cluster, openedAt, reportAt, payIn, oracle, start } = await called();
    const made = await reportAt(openedAt + DAY, cluster);
    await payIn(cluster, made.gross);
    const { finalAt } = await oracle.reportOf(cluster, 1);
    const principal = made.gross - made.energyCost - made.otherOpex;

    const settling = at(finalAt, () => loans.settle(cluster));

    await expect(settling)
      .to.emit(loans, "Settled")
      .withArgs(
        cluster,
        1n,
        [made.gross, ...[0n, 0n, made.energyCost, made.otherOpex], ...[0n, principal], ...[0n, 0n, 0n, 0n, 0n, 0n]],
        made.end,
        0n,
        0n,
      );
    await expect(settling).not.to.emit(ledger, "DebtPaid");
    await expect(settling).not.to.emit(loans, "Cured");
    const { value, status } = await lens.facility(cluster);
    expect([value, status]).to.deep.equal([PRINCIPAL - principal, STATUS.Resolving]);
    const state = await vault.state();
    // Principal is no income: nothing is locked.
    expect([state.locked, state.value, state.nav]).to.deep.equal([0n, PRINCIPAL - principal, DEPOSIT]);
    expect(made.end).to.equal(start + MONTH);
  });
});

describe("LoanManager.settle, of a lease", () => {
  it("finds the rate at which the rent is worth the price, and amortises by it", async () => {
    const { ledger, lens, registry, loans, cluster, month } = await debtStory(LEASE);
    const debt = await ledger.debtOf(cluster);
    const schedule = {
      principal: PRINCIPAL,
      payment: usdc("180_000"),
      finalPayment: usdc("560_000"),
      growth: debt.growth,
      payments: Number(PAYMENTS),
    };
    expect(debt.payment).to.equal(schedule.payment);
    expect(await registry.ownerOf(cluster)).to.equal(loans);
    await month(1);
    await month(2);

    expect((await lens.facility(cluster)).value).to.equal(balanceOf(schedule, 2));
  });

  it("hands the title over with its buyout", async () => {
    const { loans, registry, lens, operator, cluster, start } = await debtStory(LEASE);

    const buyout = at(start + DAY, () => loans.connect(operator).repay(cluster, usdc("90_000_000")));

    await expect(buyout).to.emit(loans, "DebtEnded").withArgs(cluster, operator);
    expect(await registry.ownerOf(cluster)).to.equal(operator);
    expect((await lens.facility(cluster)).status).to.equal(STATUS.Retired);
  });
});

describe("LoanManager.debtServiceOf", () => {
  it("is nothing where nothing is owed, and nothing of a revenue share", async () => {
    const { loans, shares } = await deployed();

    expect([...(await loans.debtServiceOf(1n))]).to.deep.equal([0n, 0n]);
    expect([...(await shares.debtServiceOf(1n))]).to.deep.equal([0n, 0n]);
  });
});

import { expect } from "chai";
import { levelPaymentUp } from "@gpu-yield-vaults/sdk/model";
import { balanceOf, debtStory, LOAN, loanSchedule, paymentOf } from "../../support/debts.ts";
import { MONTH } from "../../support/protocol.ts";
import type { Report } from "../../support/reports.ts";
import { usdc } from "../../support/units.ts";
import { PLAIN_TERMS } from "../../../scripts/lib/plainTerms.ts";

/** Looks back over one report; a good one takes a tier down. */
const COVENANTS = {
  ...PLAIN_TERMS.covenants,
  periods: 1n,
  curePeriods: 1n,
  coverageBps: [12_500n, 11_000n, 10_000n] as [bigint, bigint, bigint],
};
const NOT_TESTED = 2n ** 256n - 1n;

describe("Covenants.onReport", () => {
  const { payment } = loanSchedule();
  const costs = { energyCost: usdc("20_000"), otherOpex: usdc("60_000") };
  /** A report whose income covers the payment so many bps. */
  const covering = (bps: bigint): Partial<Report> => ({ ...costs, gross: (payment * bps) / 10_000n + usdc("80_000") });
  const figures = (bps: bigint) => [bps, NOT_TESTED, NOT_TESTED];

  for (const [bps, tier] of [
    [12_501n, 0n],
    [12_499n, 1n],
    [11_001n, 1n],
    [10_998n, 2n],
    [9_998n, 3n],
  ] as const) {
    it(`asks for tier ${tier} at a coverage of ${bps} bps`, async () => {
      const { covenants, lens, cluster, report, settle } = await debtStory(LOAN, { covenants: COVENANTS });
      await report(1, covering(bps));

      await expect(settle(1))
        .to.emit(covenants, "CovenantsTested")
        .withArgs(cluster, 1n, tier, figures(bps - 1n));
      expect((await lens.facility(cluster)).tier).to.equal(tier);
    });
  }

  it("keeps the residual back in tier 1, and frees it when the covenants are kept again", async () => {
    const { loans, covenants, lens, cluster, operator, month, report, payIn, settle } = await debtStory(LOAN, {
      covenants: COVENANTS,
    });
    await month(1, covering(12_000n));
    const { interest, principal } = paymentOf(loanSchedule(), 1);
    const held = (payment * 12_000n) / 10_000n - interest - principal;
    expect((await lens.facility(cluster)).trappedCash).to.equal(held);
    expect((await lens.facility(cluster)).earned).to.equal(usdc("80_000"));
    expect(await covenants.breachesOf(operator)).to.equal(1n);

    const made = await report(2, covering(13_000n));
    await payIn(cluster, made.gross);
    const settling = settle(2);
    await expect(settling).to.emit(covenants, "CovenantTierChanged").withArgs(cluster, 1n, 0n, figures(12_999n));
    await expect(settling).to.emit(covenants, "BreachesChanged").withArgs(operator, 0n);
    await expect(settling).to.emit(loans, "TrappedCashFreed").withArgs(cluster, held);
    expect((await lens.facility(cluster)).trappedCash).to.equal(0n);
    expect(await covenants.breachesOf(operator)).to.equal(0n);
  });

  it("sweeps half of it to debt in tier 2, and keeps the other half back", async () => {
    const { ledger, lens, vault, cluster, month } = await debtStory(LOAN, { covenants: COVENANTS });
    await month(1, covering(10_500n));
    const { interest, principal } = paymentOf(loanSchedule(), 1);
    const residual = (payment * 10_500n) / 10_000n - interest - principal;
    const swept = (residual + 1n) / 2n;

    const second = paymentOf(loanSchedule(), 2);
    const debt = await ledger.debtOf(cluster);
    expect(debt.interestPaid).to.equal(interest + (swept < second.interest ? swept : second.interest));
    expect((await lens.facility(cluster)).trappedCash).to.equal(residual - swept);
    const { nav, totalAssets } = await vault.state();
    expect(totalAssets).to.equal(nav);
  });

  it("sweeps all of it in tier 3: the running payment, then principal ahead of its time", async () => {
    const { loans, ledger, lens, cluster, month, report, payIn, settle, start } = await debtStory(LOAN, {
      covenants: { ...COVENANTS, curePeriods: 6n },
    });
    await month(1, covering(9_000n));
    expect((await lens.facility(cluster)).tier).to.equal(3n);
    const made = await report(2, covering(25_000n));
    await payIn(cluster, made.gross + usdc("80_000") + payment);

    // 0.9 of a payment came before: of 2.5 more, 1.1 are claimed, one pays what runs, the rest is principal.
    const residual = (payment * 25_000n) / 10_000n - (2n * payment - (payment * 9_000n) / 10_000n);
    const ahead = residual - payment;
    const { growth } = loanSchedule();
    const left = balanceOf(loanSchedule(), 3) - ahead;

    const settling = settle(2);
    await expect(settling).to.emit(loans, "ResidualSwept").withArgs(cluster, residual, 0n);
    await expect(settling)
      .to.emit(ledger, "DebtPrepaid")
      .withArgs(cluster, ahead, [
        left,
        levelPaymentUp(left, growth, 33, 0n),
        ...[0n, growth, 0n, 0n, start + 3n * MONTH, MONTH, 33n, false, 0n, 0n, 0n],
      ]);
    const debt = await ledger.debtOf(cluster);
    expect(debt.start).to.equal(start + 3n * MONTH);
    expect((await lens.facility(cluster)).trappedCash).to.equal(0n);
    expect((await lens.facility(cluster)).earned).to.equal(usdc("160_000"));
  });

  it("steps down one tier after as many good reports as the terms ask", async () => {
    const { lens, cluster, month } = await debtStory(LOAN, { covenants: { ...COVENANTS, curePeriods: 2n } });
    const tiers: bigint[] = [];
    for (const [k, bps] of [9_000n, 13_000n, 13_000n, 13_000n, 9_500n, 13_000n, 13_000n].entries()) {
      await month(k + 1, covering(bps));
      tiers.push((await lens.facility(cluster)).tier);
    }

    expect(tiers).to.deep.equal([3n, 3n, 2n, 2n, 3n, 3n, 2n]);
  });

  it("looks back over as many reports as the terms say", async () => {
    const { covenants, lens, cluster, month } = await debtStory(LOAN, { covenants: { ...COVENANTS, periods: 3n } });
    await month(1, covering(20_000n));
    await month(2, covering(9_000n));
    expect((await lens.facility(cluster)).tier, "14,500 on average").to.equal(0n);
    await month(3, covering(9_000n));
    expect((await lens.facility(cluster)).tier, "12,666").to.equal(0n);
    await month(4, covering(9_000n));
    expect((await lens.facility(cluster)).tier, "the good one has left").to.equal(3n);
    const { income, service } = await covenants.covenantsOf(cluster);
    expect(service).to.equal(payment * 3n);
    expect(income).to.equal(((payment * 9_000n) / 10_000n) * 3n);
  });

  it("tests the price of a GPU-hour against its band at closing", async () => {
    const { covenants, cluster, report, settle } = await debtStory(LOAN, {
      covenants: {
        ...PLAIN_TERMS.covenants,
        periods: 1n,
        curePeriods: 1n,
        priceBps: [10_000n, 9_000n, 8_000n],
        priceLow: usdc("2.50"),
      },
    });
    await report(1);

    const tested = settle(1);
    await tested;
    const { income, service } = await covenants.covenantsOf(cluster);
    // 2.25 for a GPU-hour.
    await expect(tested)
      .to.emit(covenants, "CovenantTierChanged")
      .withArgs(cluster, 0n, 1n, [(income * 10_000n) / service, NOT_TESTED, 9_000n]);
  });

  it("tests the value against the curator's mark: the guardian's binds draws only (59)", async () => {
    const { covenants, lens, drawLimits, registry, curator, guardian, cluster, act, report, settle } = await debtStory(
      LOAN,
      {
        covenants: {
          ...PLAIN_TERMS.covenants,
          periods: 1n,
          curePeriods: 1n,
          loanToValueBps: [8_000n, 9_000n, 10_000n],
        },
      },
    );
    const model = await registry.modelOf(cluster);
    await act(curator, drawLimits, "setMark", [model, usdc("24_000")]);
    await drawLimits.connect(guardian).lowerMark(model, 1n);
    await report(1);

    // 5,600,000 over 256 GPUs at 24,000.
    const settling = settle(1);
    await settling;
    const { income, service } = await covenants.covenantsOf(cluster);
    await expect(settling)
      .to.emit(covenants, "CovenantTierChanged")
      .withArgs(cluster, 0n, 2n, [(income * 10_000n) / service, 9_114n, NOT_TESTED]);
    expect((await lens.facility(cluster)).tier).to.equal(2n);
  });

  it("stops the operator's draws elsewhere until they are kept again", async () => {
    const { origination, operator, month, addCluster } = await debtStory(LOAN, { covenants: COVENANTS });
    const other = await addCluster({ maxPeriod: MONTH }, { amount: usdc("1_000") });
    await month(1, covering(9_000n));

    await expect(origination.connect(operator).draw(other, 1n, operator))
      .to.be.revertedWithCustomError(origination, "FacilityOrigination_OperatorInBreach")
      .withArgs(operator, 1n);
  });
});

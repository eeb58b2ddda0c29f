import { expect } from "chai";
import { debtStory, LEASE, LOAN, loanSchedule, PAYMENTS, paymentOf, PRINCIPAL } from "../../support/debts.ts";
import { deployed, inService, MONTH, networkHelpers, TERMS } from "../../support/protocol.ts";
import { usdc } from "../../support/units.ts";

describe("LoanLedger", () => {
  describe("calls of a manager", () => {
    for (const role of ["stranger", "operator", "curator", "governor", "guardian"] as const) {
      it(`are refused to the ${role}`, async () => {
        const { ledger, cluster, terms, ...fixture } = await debtStory(LOAN);
        const caller = fixture[role];
        const own = ledger.connect(caller);

        for (const call of [
          () => own.plan(cluster, { ...TERMS, ...terms }),
          () => own.begin(cluster, 1n, false, 1n),
          () => own.pay(cluster, 1n, 1n),
          () => own.serve(cluster, 0n, 0n),
          () => own.repay(cluster, 1n),
          () => own.forget(cluster),
        ]) {
          await expect(call()).to.be.revertedWithCustomError(ledger, "LoanLedger_NotManager").withArgs(caller);
        }
      });
    }
  });

  describe("manager", () => {
    it("is who made it", async () => {
      const { ledger, loans } = await deployed();

      expect(await ledger.manager()).to.equal(loans);
    });
  });

  describe("debtOf, owedOf and serviceOf", () => {
    it("are empty where nothing is owed", async () => {
      const { ledger } = await inService();

      expect([...(await ledger.owedOf(1n))]).to.deep.equal([0n, 0n, 0n, 0n]);
      expect([...(await ledger.serviceOf(1n))]).to.deep.equal([0n, 0n]);
      const { principal, payments, start } = await ledger.debtOf(1n);
      expect([principal, payments, start]).to.deep.equal([0n, 0n, 0n]);
    });

    it("claim a payment from the second after its period has begun", async () => {
      const { ledger, cluster, start, dueAt } = await debtStory(LOAN);
      const first = paymentOf(loanSchedule(), 1);
      const second = paymentOf(loanSchedule(), 2);
      expect([...(await ledger.owedOf(cluster))]).to.deep.equal([0n, 0n, 0n, PRINCIPAL]);

      await networkHelpers.time.increaseTo(start + 1n);
      expect([...(await ledger.owedOf(cluster))]).to.deep.equal([0n, first.interest, first.principal, PRINCIPAL]);
      await networkHelpers.time.increaseTo(dueAt(1));
      expect([...(await ledger.owedOf(cluster))]).to.deep.equal([0n, first.interest, first.principal, PRINCIPAL]);
      await networkHelpers.time.increaseTo(dueAt(1) + 1n);
      expect([...(await ledger.owedOf(cluster))]).to.deep.equal([
        0n,
        first.interest + second.interest,
        first.principal + second.principal,
        PRINCIPAL,
      ]);
    });
  });

  describe("begin", () => {
    it("makes the schedule for what has been drawn: a loan's level payment anew", async () => {
      const { addCluster, origination, ledger, loans, operator } = await deployed();
      const terms = { ...LOAN, debt: { ...LOAN.debt, finalPayment: usdc("560_000.000001") } };
      const cluster = await addCluster({ maxPeriod: MONTH }, terms);
      await origination.connect(operator).draw(cluster, usdc("2_800_000"), operator);
      const start = BigInt(await networkHelpers.time.latest());

      const beginning = origination.connect(operator).commission(cluster, start);

      // Half of a balloon that is odd by a unit, rounded up.
      const half = loanSchedule(usdc("2_800_000"), PAYMENTS, usdc("280_000.000001"));
      const state = [
        half.principal,
        half.payment,
        half.finalPayment,
        half.growth,
        0n,
        0n,
        start,
        MONTH,
        PAYMENTS,
        false,
        0n,
        0n, // no late interest is charged
        0n,
      ];
      await expect(beginning).to.emit(ledger, "DebtBegun").withArgs(cluster, state);
      expect([...(await ledger.debtOf(cluster))]).to.deep.equal(state);
      expect([...(await loans.debtServiceOf(cluster))]).to.deep.equal([half.payment, MONTH]);
    });

    it("and a lease's rent and buyout in proportion, rounded up", async () => {
      const { addCluster, origination, ledger, operator } = await deployed();
      const cluster = await addCluster({ maxPeriod: MONTH }, LEASE);
      await origination.connect(operator).draw(cluster, usdc("3_000_000"), operator);
      await origination.connect(operator).commission(cluster, BigInt(await networkHelpers.time.latest()));

      const { principal, payment, finalPayment } = await ledger.debtOf(cluster);
      expect([principal, payment, finalPayment]).to.deep.equal([
        usdc("3_000_000"),
        usdc("96_428.571429"), // 180,000 · 3,000,000 / 5,600,000
        usdc("300_000"),
      ]);
    });
  });

  describe("forget", () => {
    it("is what a default does: nothing is owed by schedule any more", async () => {
      const { workouts, ledger, loans, lens, cluster, curator, act, lateAt } = await debtStory(LOAN);
      await networkHelpers.time.increaseTo(lateAt(1));
      const claimed = await ledger.owedOf(cluster);

      await act(curator, workouts, "openResolution", [cluster]);

      expect([...(await ledger.owedOf(cluster))]).to.deep.equal([0n, 0n, 0n, 0n]);
      expect([...(await loans.debtServiceOf(cluster))]).to.deep.equal([0n, 0n]);
      // The value stays what was outstanding, and everything is due.
      expect((await lens.facility(cluster)).value).to.equal(PRINCIPAL);
      expect(await workouts.owedOf(cluster)).to.equal(claimed[0] + claimed[1] + PRINCIPAL);
    });
  });
});

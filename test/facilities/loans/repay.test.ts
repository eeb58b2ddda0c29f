import { expect } from "chai";
import { levelPaymentUp, termFor } from "@gpu-yield-vaults/sdk/model";
import { balanceOf, debtStory, LOAN, loanSchedule, paymentOf, PRINCIPAL } from "../../support/debts.ts";
import { ONE_X32 } from "../../support/moneyLaw.ts";
import {
  at,
  deployed,
  DEPOSIT,
  ethers,
  GRACE,
  inService,
  MONTH,
  networkHelpers,
  now,
  STATUS,
} from "../../support/protocol.ts";
import { ceilDiv, DAY, usdc } from "../../support/units.ts";

const { time } = networkHelpers;

describe("LoanManager.repay", () => {
  const schedule = loanSchedule();
  const first = paymentOf(schedule, 1);

  describe("given a revenue share", () => {
    it("reverts: this manager knows no such facility", async () => {
      const { loans, operator } = await inService();

      await expect(loans.connect(operator).repay(1n, 1n))
        .to.be.revertedWithCustomError(loans, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.None);
    });
  });

  describe("given a loan that is not in service", () => {
    it("reverts with where it stands", async () => {
      const { addCluster, origination, loans, operator } = await deployed();
      const cluster = await addCluster({ maxPeriod: MONTH }, LOAN);
      await origination.connect(operator).draw(cluster, PRINCIPAL, operator);

      await expect(loans.connect(operator).repay(cluster, 1n))
        .to.be.revertedWithCustomError(loans, "FacilityManager_WrongStatus")
        .withArgs(cluster, STATUS.Drawn);
    });
  });

  describe("given a loan in a resolution", () => {
    it("reverts with where it stands: there is no schedule any more", async () => {
      const { loans, workouts, cluster, operator, curator, act, lateAt } = await debtStory(LOAN);
      await time.increaseTo(lateAt(1));
      await act(curator, workouts, "openResolution", [cluster]);

      await expect(loans.connect(operator).repay(cluster, 1n))
        .to.be.revertedWithCustomError(loans, "FacilityManager_WrongStatus")
        .withArgs(cluster, STATUS.Resolving);
    });
  });

  describe("given a loan", () => {
    it("refuses nothing at all", async () => {
      const { loans, cluster, operator } = await debtStory(LOAN);

      await expect(loans.connect(operator).repay(cluster, 0n)).to.be.revertedWithCustomError(
        loans,
        "FacilityManager_ZeroAmount",
      );
    });

    it("refuses what the payer has not approved, with the token's error", async () => {
      const { loans, asset, cluster, stranger } = await debtStory(LOAN);
      await asset.connect(stranger).approve(loans, 0n);

      await expect(loans.connect(stranger).repay(cluster, 5n))
        .to.be.revertedWithCustomError(asset, "ERC20InsufficientAllowance")
        .withArgs(loans, 0n, 5n);
    });

    it("pays the running payment first, all of its interest too", async () => {
      const { loans, ledger, lens, vault, asset, cluster, stranger, start, lateAt } = await debtStory(LOAN);
      const { interest, principal } = first;
      const used = interest + principal;

      const paying = at(start + 3n * DAY, () => loans.connect(stranger).repay(cluster, used));

      await expect(paying).to.emit(loans, "Repaid").withArgs(cluster, stranger, interest, principal, start);
      await expect(paying)
        .to.emit(ledger, "DebtPaid")
        .withArgs(cluster, 0n, interest, principal, balanceOf(schedule, 1));
      await expect(paying).to.changeTokenBalances(ethers, asset, [stranger, loans, vault], [-used, 0n, used]);
      const state = await vault.state();
      expect([state.nav, state.locked]).to.deep.equal([DEPOSIT, interest]);
      // Paid early, it vests over a whole period all the same.
      expect(state.vestsAt).to.equal(start + 3n * DAY + MONTH);
      expect((await lens.facility(cluster)).deadline).to.equal(lateAt(2));
    });

    it("says how much it took", async () => {
      const { loans, cluster, operator, start } = await debtStory(LOAN);
      await time.increaseTo(start + DAY);

      expect(await loans.connect(operator).repay.staticCall(cluster, 7n)).to.equal(7n);
      expect(await loans.connect(operator).repay.staticCall(cluster, usdc("90_000_000"))).to.equal(
        PRINCIPAL + first.interest,
      );
    });

    it("leaves the deadline where it is while the payment is short of a unit", async () => {
      const { loans, lens, cluster, operator, start, lateAt } = await debtStory(LOAN);
      const almost = first.interest + first.principal - 1n;

      await expect(at(start + 3n * DAY, () => loans.connect(operator).repay(cluster, almost))).not.to.emit(
        loans,
        "DeadlineSet",
      );

      expect((await lens.facility(cluster)).deadline).to.equal(lateAt(1));
    });

    it("takes the rest as principal ahead of its time, and lowers the payments", async () => {
      const { loans, ledger, lens, vault, cluster, operator, start, lateAt } = await debtStory(LOAN);
      const { interest, principal } = first;
      const ahead = usdc("1_000_000");
      const left = balanceOf(schedule, 1) - ahead;

      const paying = at(start + 3n * DAY, () => loans.connect(operator).repay(cluster, interest + principal + ahead));

      await expect(paying)
        .to.emit(ledger, "DebtPrepaid")
        .withArgs(cluster, ahead, [
          left,
          levelPaymentUp(left, schedule.growth, 35, 0n),
          ...[0n, schedule.growth, 0n, 0n, start + MONTH, MONTH, 35n, false, 0n, 0n, 0n],
        ]);
      const debt = await ledger.debtOf(cluster);
      expect([debt.principal, debt.payments, debt.start]).to.deep.equal([left, 35n, start + MONTH]);
      expect((await vault.state()).nav).to.equal(DEPOSIT);
      const { deadline, value } = await lens.facility(cluster);
      expect([deadline, value]).to.deep.equal([lateAt(2), left]);
    });

    it("shortens the term where the terms say so", async () => {
      const { loans, ledger, cluster, operator, start } = await debtStory(LOAN, { debt: { shorten: true } });
      const { interest, principal } = first;
      await at(start + 3n * DAY, () =>
        loans.connect(operator).repay(cluster, interest + principal + usdc("1_000_000")),
      );

      const left = balanceOf(schedule, 1) - usdc("1_000_000");
      const debt = await ledger.debtOf(cluster);
      expect(debt.payment).to.equal(schedule.payment);
      expect(debt.payments).to.equal(BigInt(termFor(left, schedule.growth, schedule.payment, 35)));
      expect(debt.payments).to.be.below(35n);
    });

    it("takes no more than is outstanding, ends it, and frees the title", async () => {
      const { loans, lens, asset, registry, vault, cluster, operator, start } = await debtStory(LOAN);
      const { interest } = first;

      const paying = at(start + 3n * DAY, () => loans.connect(operator).repay(cluster, usdc("90_000_000")));

      await expect(paying).to.changeTokenBalance(ethers, asset, operator, -(PRINCIPAL + interest));
      await expect(paying).to.emit(loans, "FacilityEnded").withArgs(cluster);
      await expect(paying).to.emit(loans, "DebtEnded").withArgs(cluster, operator);
      await expect(paying).not.to.emit(loans, "Cured");
      await expect(paying).to.emit(registry, "Transfer").withArgs(operator, operator, cluster);
      expect((await lens.facility(cluster)).status).to.equal(STATUS.Retired);
      expect(await registry.titleHolderOf(cluster)).to.equal(operator);
      // Who accounts for it stays written down.
      expect(await registry.managerOf(cluster)).to.equal(loans);
      const { value, nav, locked } = await vault.state();
      expect([value, nav, locked]).to.deep.equal([0n, DEPOSIT, interest]);
      await expect(loans.connect(operator).repay(cluster, 1n))
        .to.be.revertedWithCustomError(loans, "FacilityManager_WrongStatus")
        .withArgs(cluster, STATUS.Retired);
    });

    it("gives the operator what was trapped, and the vault the reserve, when it ends", async () => {
      const { loans, lens, vault, asset, cluster, operator, month } = await debtStory(LOAN, {
        reserveTarget: usdc("100_000"),
      });
      await month(1);
      const before = await vault.state();

      const paying = loans.connect(operator).repay(cluster, usdc("90_000_000"));

      await expect(paying).to.emit(loans, "ReserveReturned").withArgs(cluster, usdc("100_000"));
      await expect(paying).to.changeTokenBalance(ethers, asset, loans, -usdc("100_000"));
      const { reserve, reserveTarget } = await lens.facility(cluster);
      expect([reserve, reserveTarget]).to.deep.equal([0n, 0n]);
      const second = paymentOf(schedule, 2);
      const fee = (await vault.fee()).owed;
      expect((await vault.state()).cash).to.equal(
        before.cash + balanceOf(schedule, 1) + second.interest + usdc("100_000") - fee,
      );
    });

    it("cures what is delinquent, as restricted income", async () => {
      const { loans, lens, vault, cluster, operator, start, lateAt } = await debtStory(LOAN);
      const t = lateAt(1) + 10n * DAY;
      const second = paymentOf(schedule, 2);
      const due = first.interest + first.principal + second.interest + second.principal;

      const paying = at(t, () => loans.connect(operator).repay(cluster, due));

      await expect(paying).to.emit(loans, "Cured").withArgs(cluster);
      await expect(paying).to.emit(loans, "DeadlineSet").withArgs(cluster, lateAt(3));
      // Principal is no income; only interest is locked.
      await expect(paying)
        .to.emit(vault, "RestrictedLocked")
        .withArgs((first.interest + second.interest) * ONE_X32, (2n * t - start) << 24n);
      const { restrictedLocked, delinquentValue, unrealisedLoss } = await vault.state();
      expect([restrictedLocked, delinquentValue, unrealisedLoss]).to.deep.equal([
        first.interest + second.interest,
        0n,
        0n,
      ]);
      expect((await lens.facility(cluster)).delinquentSince).to.equal(0n);
    });

    it("is cured by repaying all of it, and ends", async () => {
      const { loans, vault, cluster, operator, lateAt } = await debtStory(LOAN);

      const paying = at(lateAt(1) + DAY, () => loans.connect(operator).repay(cluster, usdc("90_000_000")));

      await expect(paying).to.emit(loans, "Cured").withArgs(cluster);
      await expect(paying).to.emit(loans, "FacilityEnded").withArgs(cluster);
      const { delinquentValue, unrealisedLoss, value } = await vault.state();
      expect([delinquentValue, unrealisedLoss, value]).to.deep.equal([0n, 0n, 0n]);
    });

    it("adds late interest only as the terms say, first of all, and to NAV only as cash", async () => {
      const { loans, ledger, vault, cluster, operator, dueAt } = await debtStory(LOAN, {
        debt: { lateRate: 2n * 10n ** 17n },
      });
      const { interest, principal } = first;
      // Nothing within the grace; four days after it.
      await time.increaseTo(dueAt(1) + GRACE);
      expect((await ledger.owedOf(cluster))[0]).to.equal(0n);
      const paidAt = dueAt(1) + GRACE + 4n * DAY;
      const late = ceilDiv((interest + principal) * 4n * 20n, 36_500n);

      const paying = at(paidAt, () => loans.connect(operator).repay(cluster, late + 1n));

      await expect(paying).to.emit(ledger, "DebtPaid").withArgs(cluster, late, 1n, 0n, PRINCIPAL);
      expect((await vault.state()).nav).to.equal(DEPOSIT);
      const { lateOwed, lateAt } = await ledger.debtOf(cluster);
      expect([lateOwed, lateAt]).to.deep.equal([0n, paidAt]);
      expect(await now()).to.equal(paidAt);
    });
  });
});

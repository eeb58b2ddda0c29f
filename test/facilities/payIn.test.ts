import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { expect } from "chai";
import { eventsIn } from "../../scripts/lib/events.ts";
import { debtStory, LOAN } from "../support/debts.ts";
import { tickUp } from "../support/facilityCurve.ts";
import { waterfall } from "../support/facilityLaw.ts";
import { KINK, kinkWord } from "@gpu-yield-vaults/sdk/model";
import {
  at,
  COST,
  drawn,
  ethers,
  inService,
  LONG_WINDOW,
  networkHelpers,
  now,
  PERIOD,
  REPORTING_DELAY,
  RUN_OFF,
  STATUS,
  TERMS,
  TICK,
  WINDOW,
} from "../support/protocol.ts";
import { HOUR, usdc } from "../support/units.ts";
import { posting } from "../support/vaultAlone.ts";

/** Reports that the oracle keeps of a cluster. */
const RING = 64n;

describe("FacilityManager.payIn", () => {
  /** The first period is reported an hour after its end, and final from `finalAt` on. */
  async function reported() {
    const fixture = await inService();
    const submittedAt = fixture.inServiceAt + PERIOD + HOUR;
    const report = await fixture.reportAt(submittedAt, 1n);
    const claims = {
      energy: report.energyCost,
      other: report.otherOpex,
      reserveRoom: TERMS.reserveTarget,
      vaultShareBps: TERMS.vaultShareBps,
    };
    return { ...fixture, report, claims, split: waterfall(report.gross, claims), finalAt: submittedAt + WINDOW };
  }

  describe("given no facility", () => {
    it("reverts with where it stands", async () => {
      const { shares, operator } = await drawn();

      await expect(shares.connect(operator).payIn(2n, 1n))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(2n, STATUS.None);
    });
  });

  describe("given the cluster is not in service", () => {
    it("reverts with where it stands", async () => {
      const { shares, operator } = await drawn();

      await expect(shares.connect(operator).payIn(1n, 1n))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.Drawn);
    });
  });

  describe("given another manager accounts for the cluster", () => {
    it("reverts: it knows no such facility", async () => {
      const { loans, operator } = await inService();

      await expect(loans.connect(operator).payIn(1n, 1n))
        .to.be.revertedWithCustomError(loans, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.None);
    });
  });

  describe("given the cluster is in service", () => {
    describe("when nothing is paid", () => {
      it("reverts", async () => {
        const { shares, operator } = await inService();

        await expect(shares.connect(operator).payIn(1n, 0n)).to.be.revertedWithCustomError(
          shares,
          "FacilityManager_ZeroAmount",
        );
      });
    });

    describe("when the payer has not approved it", () => {
      it("reverts with the token's error", async () => {
        const { shares, asset, stranger } = await inService();
        await asset.connect(stranger).approve(shares, 6n);

        await expect(shares.connect(stranger).payIn(1n, 7n))
          .to.be.revertedWithCustomError(asset, "ERC20InsufficientAllowance")
          .withArgs(shares, 6n, 7n);
      });
    });

    describe("when anyone pays", () => {
      it("lies in the lockbox, and is nobody's income yet", async () => {
        const { shares, vault, lens, asset, stranger } = await inService();
        const { nav } = await vault.state();

        const payment = shares.connect(stranger).payIn(1n, usdc("100"));

        await expect(payment).to.emit(shares, "PaidIn").withArgs(1n, stranger, usdc("100"), usdc("100"));
        await expect(payment).to.changeTokenBalances(ethers, asset, [stranger, shares], [-usdc("100"), usdc("100")]);
        await expect(payment).not.to.emit(shares, "Settled");
        await expect(payment).not.to.emit(vault, "Posted");
        const { lockbox, distributed, earned } = await lens.facility(1n);
        expect([lockbox, distributed, earned]).to.deep.equal([usdc("100"), 0n, 0n]);
        expect((await vault.state()).nav).to.equal(nav);
      });
    });

    describe("when more is paid", () => {
      it("adds up", async () => {
        const { shares, stranger, operator } = await inService();
        await shares.connect(stranger).payIn(1n, usdc("100"));

        await expect(shares.connect(operator).payIn(1n, 1n))
          .to.emit(shares, "PaidIn")
          .withArgs(1n, operator, 1n, usdc("100") + 1n);
      });
    });

    describe("when tokens are sent without payIn", () => {
      it("they are in no lockbox", async () => {
        const { shares, lens, asset, stranger } = await inService();

        await asset.connect(stranger).transfer(shares, usdc("5"));

        expect((await lens.facility(1n)).lockbox).to.equal(0n);
      });
    });

    describe("when the vault is paused", () => {
      it("pays in all the same", async () => {
        const { shares, vault, guardian, operator } = await inService();
        await vault.connect(guardian).pause();

        await expect(shares.connect(operator).payIn(1n, 1n)).to.emit(shares, "PaidIn").withArgs(1n, operator, 1n, 1n);
      });
    });
  });

  describe("given a report that is not final", () => {
    it("takes the payment and settles nothing in the last second of its window", async () => {
      const { shares, lens, report, finalAt, payInAt } = await reported();

      const payment = payInAt(finalAt - 1n, 1n, report.gross);

      await expect(payment).to.emit(shares, "PaidIn");
      await expect(payment).not.to.emit(shares, "Settled");
      const { lockbox, settledPeriods } = await lens.facility(1n);
      expect([lockbox, settledPeriods]).to.deep.equal([report.gross, 0n]);
    });
  });

  describe("given a report that is final", () => {
    it("settles in the same call: every line, and the vault's part in the vault", async () => {
      const { shares, vault, asset, operator, report, split, finalAt, inServiceAt } = await reported();

      const payment = at(finalAt, () => shares.connect(operator).payIn(1n, report.gross));

      await expect(payment).to.emit(shares, "PaidIn").withArgs(1n, operator, report.gross, report.gross);
      await expect(payment).to.emit(shares, "Settled").withArgs(1n, 1n, split.lines, inServiceAt, 0n, 0n);
      await expect(payment).to.changeTokenBalances(
        ethers,
        asset,
        [operator, shares, vault],
        [-report.gross, report.gross - split.toVault, split.toVault],
      );
    });

    it("leaves behind what paying and settling one after the other does, to the last word", async () => {
      const { shares, vault, operator, stranger, report, finalAt } = await reported();
      const words = async () => [await shares.wordsOf(1n), await vault.state(), await vault.fee()];
      const snapshot = await networkHelpers.takeSnapshot();
      await at(finalAt - 1n, () => shares.connect(operator).payIn(1n, report.gross));
      await at(finalAt, () => shares.connect(stranger).settle(1n));
      const apart = await words();
      await snapshot.restore();

      await at(finalAt, () => shares.connect(operator).payIn(1n, report.gross));

      expect(await words()).to.deep.equal(apart);
    });

    it("distributes a part that anyone pays, and the rest with the next payment", async () => {
      const { shares, lens, stranger, report, finalAt, inServiceAt, claims } = await reported();
      const first = waterfall(report.energyCost, claims);
      await expect(at(finalAt, () => shares.connect(stranger).payIn(1n, report.energyCost)))
        .to.emit(shares, "Settled")
        .withArgs(1n, 1n, first.lines, inServiceAt, 0n, report.otherOpex);
      const rest = report.gross - report.energyCost;

      await expect(shares.connect(stranger).payIn(1n, rest))
        .to.emit(shares, "Settled")
        .withArgs(
          1n,
          0n,
          waterfall(rest, { ...claims, energy: 0n, other: 0n, otherCarried: report.otherOpex }).lines,
          inServiceAt,
          0n,
          0n,
        );

      expect(await lens.receivable(1n)).to.equal(0n);
    });

    it("keeps what is paid beyond the reported for the next period, and settles nothing twice", async () => {
      const { shares, lens, report, finalAt, payIn, payInAt } = await reported();
      await payInAt(finalAt, 1n, report.gross + 7n);

      await expect(payIn(1n, 1n)).not.to.emit(shares, "Settled");

      const { lockbox, distributed } = await lens.facility(1n);
      expect([lockbox, distributed]).to.deep.equal([8n, report.gross]);
    });

    it("pays what was in the lockbox before with it", async () => {
      const { shares, report, split, finalAt, payIn, payInAt, inServiceAt } = await reported();
      await payIn(1n, report.gross - 1n);

      await expect(payInAt(finalAt, 1n, 1n))
        .to.emit(shares, "Settled")
        .withArgs(1n, 1n, split.lines, inServiceAt, 0n, 0n);
    });
  });

  describe("given several reports that are final", () => {
    it("takes all of them in, the oldest first: who has reported and paid is not late", async () => {
      const { shares, lens, reportAt, report, payIn } = await reported();
      const reports = [report];
      for (let k = 2n; k <= 8n; ++k) reports.push(await reportAt(report.start + k * PERIOD + HOUR, 1n));
      await networkHelpers.time.increase(LONG_WINDOW);
      expect((await lens.facility(1n)).delinquentSince, "nobody has settled").to.be.greaterThan(0n);
      const gross = reports.reduce((sum, one) => sum + one.gross, 0n);

      const payment = await payIn(1n, gross);

      const settled = eventsIn(shares, shares.filters.Settled, (await payment.wait())?.logs ?? []);
      expect(settled.map(({ period, lines, vestFrom }) => [period, lines.cash, vestFrom])).to.deep.equal(
        reports.map((one) => [one.period, one.gross, one.start]),
      );
      await expect(payment).to.emit(shares, "Cured").withArgs(1n);
      const { delinquentSince, deadline, lockbox, settledPeriods } = await lens.facility(1n);
      expect([delinquentSince, lockbox, settledPeriods]).to.deep.equal([0n, 0n, 8n]);
      expect(deadline).to.equal(tickUp(report.end + 8n * PERIOD + REPORTING_DELAY));
    });

    it("pays the oldest with what comes in while a newer one is taken in, whose own grace runs", async () => {
      const { shares, lens, oracle, report, finalAt, reportAt, payInAt } = await reported();
      await at(finalAt, () => shares.settle(1n)); // taken in, and nothing is paid
      const next = await reportAt(report.end + PERIOD + HOUR, 1n);
      const { finalAt: nextFinalAt } = await oracle.reportOf(1n, 2n);

      await expect(payInAt(nextFinalAt, 1n, report.gross + 1n))
        .to.emit(shares, "Settled")
        .withArgs(1n, 2n, anyValue, report.start, 0n, 0n);

      const { oldestUnpaid, deadline, settledPeriods } = await lens.facility(1n);
      expect([settledPeriods, oldestUnpaid]).to.deep.equal([2n, 2n]);
      expect(deadline).to.equal(tickUp(nextFinalAt + TERMS.paymentGrace));
      await expect(payInAt(nextFinalAt + HOUR, 1n, next.gross - 1n))
        .to.emit(shares, "Settled")
        .withArgs(1n, 0n, anyValue, next.start, 0n, 0n);
    });

    it("takes a whole ring of them in, in one transaction that a block has room for", async function () {
      this.timeout(120_000);
      const { shares, oracle, lens, inServiceAt, reportAt, payIn } = await inService();
      let gross = 0n;
      for (let k = 1n; k <= RING; ++k) {
        const end = inServiceAt + k * HOUR;
        gross += (await reportAt(end + HOUR, 1n, { end })).gross;
      }
      await networkHelpers.time.increase(LONG_WINDOW);
      // No call looks further than half a ring beyond what is latched.
      await oracle.finalize(1n);

      const receipt = await (await payIn(1n, gross - 1n)).wait();

      const { settledPeriods, oldestUnpaid } = await lens.facility(1n);
      expect([settledPeriods, oldestUnpaid]).to.deep.equal([RING, RING]);
      expect(receipt?.gasUsed).to.be.below(2n ** 24n); // the most that a transaction may ask for (EIP-7825)
      await expect(payIn(1n, 1n)).to.emit(shares, "Settled");
    });
  });

  describe("given a loan", () => {
    it("pays its last payment, ends it and hands its title over, in the same call", async () => {
      const { loans, ledger, lens, registry, operator, cluster, report, oracle, payInAt } = await debtStory(LOAN, {
        amount: usdc("100_000"),
        debt: { payments: 1n },
      });
      const made = await report(1);
      const { finalAt } = await oracle.reportOf(cluster, 1);

      const payment = payInAt(finalAt, cluster, made.gross);

      await expect(payment).to.emit(loans, "Settled");
      await expect(payment).to.emit(ledger, "DebtPaid");
      await expect(payment).to.emit(loans, "DebtEnded").withArgs(cluster, operator);
      expect(await registry.ownerOf(cluster)).to.equal(operator);
      const { status, lockbox } = await lens.facility(cluster);
      expect([status, lockbox]).to.deep.equal([STATUS.Retired, 0n]);
    });
  });

  describe("given more is due in the vault than one call carries out", () => {
    it("takes the payment and carries out what it can; the next one settles", async () => {
      const { shares, vault, lens, governor, stranger, act, report, payIn } = await reported();
      await act(governor, vault, "bindSource", [stranger.address]);
      const first = (await now()) / TICK + 2n;
      const kinks = Array.from({ length: 100 }, (_, i) => ({
        kind: KINK.slope,
        tick: first + BigInt(i),
        word: kinkWord({ slope: 1n }),
      }));
      await vault.connect(stranger).post(posting({ kinks }));
      await networkHelpers.time.increaseTo((first + 100n) * TICK);
      await expect(shares.settle(1n)).to.be.revertedWithCustomError(vault, "GpuYieldVault_AccrualPending");

      const payment = payIn(1n, report.gross - 1n);

      await expect(payment).to.emit(shares, "PaidIn");
      await expect(payment).to.emit(vault, "Accrued");
      await expect(payment).not.to.emit(shares, "Settled");
      expect((await lens.facility(1n)).lockbox).to.equal(report.gross - 1n);
      await expect(payIn(1n, 1n)).to.emit(shares, "Settled");
      expect((await lens.facility(1n)).distributed).to.equal(report.gross);
    });
  });

  describe("given the facility has ended", () => {
    it("takes what is still owed for its last days", async () => {
      const { shares, workouts, lens, curator, buyer, operator, act } = await inService();
      await act(curator, workouts, "offerSale", [1n, buyer.address, usdc("1")]);
      await workouts.connect(buyer).buy(1n, usdc("1"));
      expect((await lens.facility(1n)).retiredAt).to.equal(await now());

      await expect(shares.connect(operator).payIn(1n, 3n)).to.emit(shares, "PaidIn").withArgs(1n, operator, 3n, 3n);
    });

    /** Sold with a final report that nobody has settled. */
    async function soldUnsettled() {
      const fixture = await reported();
      const { workouts, curator, buyer, act } = fixture;
      await act(curator, workouts, "offerSale", [1n, buyer.address, COST]);
      await workouts.connect(buyer).buy(1n, COST);
      return fixture;
    }

    it("settles the rent of its last days", async () => {
      const { shares, lens, report, payIn } = await soldUnsettled();

      await expect(payIn(1n, report.gross)).to.emit(shares, "Settled");

      const { status, distributed } = await lens.facility(1n);
      expect([status, distributed]).to.deep.equal([STATUS.Retired, report.gross]);
    });

    it("takes the payment and settles nothing once the vault has let its manager go", async () => {
      const { shares, vault, governor, operator, act, report, payIn } = await soldUnsettled();
      await networkHelpers.time.increase(RUN_OFF);
      await act(governor, vault, "unbindSource", [await shares.getAddress()]);

      const payment = payIn(1n, report.gross);

      await expect(payment).to.emit(shares, "PaidIn").withArgs(1n, operator, report.gross, report.gross);
      await expect(payment).not.to.emit(shares, "Settled");
      await expect(shares.settle(1n)).to.be.revertedWithCustomError(vault, "GpuYieldVault_NotSource").withArgs(shares);
    });
  });
});

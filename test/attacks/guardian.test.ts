import { expect } from "chai";
import { roleId } from "@gpu-yield-vaults/sdk/roles";
import { PLAIN_TERMS } from "../../scripts/lib/plainTerms.ts";
import { debtStory, LOAN } from "../support/debts.ts";
import { dailyDoubt, monthlyDoubt } from "../support/doubtStory.ts";
import { at, deployed, ethers, GOVERNOR_DELAY, networkHelpers, now } from "../support/protocol.ts";
import { STATUS } from "../support/statementFixture.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

const { time } = networkHelpers;
const CURATOR = roleId("curator", 1);

describe("Attacks: the guardian", () => {
  describe("59 a guardian that stays", () => {
    it("59 can't cancel its removal, which happens when its delay is over", async () => {
      const { accessManager, governor, guardian } = await deployed();
      const ids = [roleId("guardian"), roleId("guardian", 1)]; // the protocol's, and the vault's
      const removals = ids.map((id) =>
        accessManager.interface.encodeFunctionData("revokeRole", [id, guardian.address]),
      );
      for (const removal of removals) {
        await accessManager.connect(governor).schedule(accessManager, removal, 0);
        await expect(accessManager.connect(guardian).cancel(governor, accessManager, removal))
          .to.be.revertedWithCustomError(accessManager, "AccessManagerUnauthorizedCancel")
          .withArgs(guardian, governor, accessManager, removal.slice(0, 10));
      }
      await time.increase(GOVERNOR_DELAY);
      for (const removal of removals) await accessManager.connect(governor).execute(accessManager, removal);

      for (const id of ids) expect((await accessManager.hasRole(id, guardian)).isMember).to.equal(false);
    });

    it("59 cancels every other change of the authority, as before", async () => {
      const { accessManager, governor, guardian, stranger } = await deployed();
      const grant = accessManager.interface.encodeFunctionData("grantRole", [CURATOR, stranger.address, 0]);
      await accessManager.connect(governor).schedule(accessManager, grant, 0);

      await expect(accessManager.connect(guardian).cancel(governor, accessManager, grant)).to.emit(
        accessManager,
        "OperationCanceled",
      );
    });
  });

  describe("59 a guardian that vetoes", () => {
    it("59 has one veto a period, and makes nobody late by it", async () => {
      const story = await monthlyDoubt();
      const { oracle, clock, shares, guardian, reportAt, payIn, lastInTime, lastOfWindow, veto, lateSince } = story;
      const report = await reportAt(await lastInTime(), 1n);
      await payIn(1n, report.gross);
      await at(await lastOfWindow(1n), () => veto(1n));
      await story.reportAgainAt((await now()) + 3n * DAY, report);

      await expect(oracle.connect(guardian).veto(1n, 1n)).to.be.revertedWithCustomError(clock, "ReportClock_WrongVeto");

      await time.increaseTo((await lastOfWindow(1n)) + 1n);
      await shares.settle(1n);
      expect(await lateSince()).to.equal(0n);
    });

    it("59 vetoes every daily report, and everything settles five days later at most", async () => {
      const story = await dailyDoubt();
      const { oracle, shares, reportAt, payIn, veto, lateSince } = story;
      const reports = [await reportAt((await oracle.nextReport(1n)).start + DAY, 1n)];
      await payIn(1n, (reports[0]?.gross ?? 0n) * 30n);
      for (let period = 1n; period <= 8n; period += 1n) {
        await veto(period);
        const report = reports.at(-1);
        if (!report) throw new Error("nothing was reported");
        await story.reportAgainAt((await now()) + 20n * HOUR, report);
        const { start } = await oracle.nextReport(1n);
        const due = start + DAY;
        reports.push(await reportAt(due > (await now()) ? due : (await now()) + 1n, 1n));
        const { finalAt } = await oracle.reportOf(1n, period);
        if (finalAt <= (await now())) await shares.settle(1n);
        expect(await lateSince(), `period ${period}`).to.equal(0n);
      }
      await time.increase(2n * DAY);
      while ((await oracle.statusOf(1n, (await story.lens.facility(1n)).settledPeriods + 1n)) === STATUS.Final) {
        await shares.settle(1n);
      }
      expect(await lateSince()).to.equal(0n);
      expect((await story.lens.facility(1n)).settledPeriods).to.be.greaterThanOrEqual(8n);
    });

    it("59 after its veto the arbiter has another one, and then nobody", async () => {
      const { oracle, arbiter, guardian, reportAt, reportAgainAt, lastInTime, veto } = await monthlyDoubt();
      const report = await reportAt(await lastInTime(), 1n);
      await expect(oracle.connect(arbiter).vetoAgain(1n, 1n)).to.revert(ethers);
      await veto(1n);
      await reportAgainAt((await now()) + HOUR, report);

      await oracle.connect(arbiter).vetoAgain(1n, 1n);
      await reportAgainAt((await now()) + HOUR, report);

      await expect(oracle.connect(arbiter).vetoAgain(1n, 1n)).to.revert(ethers);
      await expect(oracle.connect(guardian).veto(1n, 1n)).to.revert(ethers);
      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Pending);
    });
  });

  describe("59 a guardian that marks down", () => {
    it("59 stops draws, and takes no operator's residual", async () => {
      const story = await debtStory(LOAN, {
        covenants: {
          ...PLAIN_TERMS.covenants,
          periods: 1n,
          curePeriods: 1n,
          loanToValueBps: [8_000n, 9_000n, 10_000n],
        },
      });
      const { registry, drawLimits, curator, guardian, act, lens, cluster, month } = story;
      const model = await registry.modelOf(cluster);
      await act(curator, drawLimits, "setMark", [model, usdc("30_000")]);

      await drawLimits.connect(guardian).lowerMark(model, 1n);
      await month(1);

      const { tier, trappedCash, earned } = await lens.facility(cluster);
      expect([tier, trappedCash]).to.deep.equal([0n, 0n]);
      expect(earned).to.be.greaterThan(0n);
      expect(await drawLimits.drawMarkOf(model)).to.equal(1n);
    });
  });
});

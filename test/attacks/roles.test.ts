import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { expect } from "chai";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { encodeBytes32String } from "ethers";
import { COMMON } from "../../deploy/parameters/common.ts";
import { dailyDoubt } from "../support/doubtStory.ts";
import { clusterId, idOf, SCOPE } from "../support/drawLimitsFixture.ts";
import {
  at,
  COST,
  CURATOR_DELAY,
  DEPOSIT,
  deployed,
  ethers,
  facts,
  GOVERNOR_DELAY,
  GRACE,
  inService,
  networkHelpers,
  now,
  PERIOD,
  TERMS,
  TICK,
  WINDOW,
} from "../support/protocol.ts";
import { buildReport, signReport } from "../support/reports.ts";
import { STATUS } from "../support/statementFixture.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

const { time } = networkHelpers;

/** What the band lets 256 H100 earn in a day at the most: 16.00 a GPU-hour, all of them rented all day. */
const DEAREST_DAY = usdc("98_304");

describe("Attacks: one key, and two together", () => {
  describe("an operator", () => {
    it("takes what was approved and no unit more; its bond answers first, and everybody may leave", async () => {
      const { addCluster, origination, bond, vault, asset, operator, depositor, openServed, giveTitle, act, ...story } =
        await deployed();
      const cluster = await addCluster({}, { bondBps: 1_000n });
      await bond.connect(operator).post(cluster, COST / 10n);
      const draw = (amount: bigint) => origination.connect(operator).draw(cluster, amount, operator);
      await expect(draw(COST + 1n))
        .to.be.revertedWithCustomError(origination, "FacilityOrigination_AboveApproval")
        .withArgs(cluster, COST + 1n, COST);
      await expect(draw(COST)).to.changeTokenBalance(ethers, asset, operator, COST);
      await expect(draw(1n)).to.be.revertedWithCustomError(origination, "FacilityOrigination_AboveApproval");
      await origination.connect(operator).commission(cluster, await now());

      await openServed(cluster);
      await time.increase(HOUR);
      expect(await vault.maxDeposit(story.other)).to.equal(0n);
      await vault.connect(depositor).withdraw(usdc("1_000_000"), depositor, depositor);
      await giveTitle(cluster);
      await act(story.curator, story.workouts, "closeResolution", [cluster]);

      const { nav, value, cash } = await vault.state();
      expect([value, cash]).to.deep.equal([0n, DEPOSIT - COST - usdc("1_000_000") + COST / 10n]);
      expect(nav).to.equal(cash);
    });
  });

  describe("a reporter", () => {
    it("says nothing alone, and is out once it has signed two contents of what was stored", async () => {
      const { oracle, registry, quorum, contradictions, reporters, inServiceAt } = await inService();
      await time.increaseTo(inServiceAt + PERIOD);
      const report = await buildReport(oracle, registry, 1n);
      const alone = await signReport(oracle, report, reporters.slice(0, 1));
      await expect(oracle.submit(report, alone.signers, alone.signatures))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_TooFewSignatures")
        .withArgs(1n, 3n);

      const { signers, signatures } = await signReport(oracle, report, reporters.slice(0, 3));
      await oracle.submit(report, signers, signatures);
      const [liar] = reporters;
      if (!liar) throw new Error("nobody reports");
      const other = { ...report, gross: report.gross - 1n };
      const proof = async (statement: typeof report) => ({
        report: statement,
        array: [],
        signature: (await signReport(oracle, statement, [liar])).signatures[0] ?? "",
      });
      await contradictions.eject(liar, await proof(report), await proof(other));

      expect([await quorum.isReporter(liar), await quorum.threshold()]).to.deep.equal([false, 3n]);
      expect([...(await quorum.reporters())]).to.have.length(4); // a standby has its seat
    });
  });

  describe("a quorum of reporters", () => {
    it("says zero, and rent waits in the lockbox; the price moves by nothing, a veto voids it", async () => {
      const story = await dailyDoubt();
      const { oracle, shares, vault, lens, payIn, reportAt, veto, inServiceAt } = story;
      const zero = { gross: 0n, gpuSecondsSold: 0n, energyWh: 0n, energyCost: 0n, otherOpex: 0n };
      await payIn(1n, usdc("11_059.2"));
      await reportAt(inServiceAt + PERIOD, 1n, zero);
      const before = await vault.state();
      const { finalAt } = await oracle.reportOf(1n, 1n);
      expect(finalAt).to.equal(inServiceAt + PERIOD + WINDOW);
      const snapshot = await networkHelpers.takeSnapshot();
      await at(finalAt - 1n, () => veto(1n));
      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Void);
      await snapshot.restore();

      await at(finalAt, () => shares.settle(1n));

      const { lockbox, received, earned } = await lens.facility(1n);
      expect([lockbox, received, earned]).to.deep.equal([usdc("11_059.2"), 0n, 0n]);
      const after = await vault.state();
      expect([after.cash, after.nav]).to.deep.equal([before.cash, before.nav]);
    });

    it("says 73,728 of a day of 256 GPUs at the most; what nobody has paid is in no price", async () => {
      const { oracle, registry, bounds, reporters, shares, vault, lens, inServiceAt } = await inService();
      await time.increaseTo(inServiceAt + PERIOD);
      const report = await buildReport(oracle, registry, 1n);
      const all = { ...report, gpuSecondsSold: report.gpuSecondsAvailable, gross: DEAREST_DAY };
      all.energyWh = ceilDiv(all.gpuSecondsSold * 200n, HOUR);
      [all.energyCost, all.otherOpex] = [ceilDiv(all.energyWh * 10_000n, 1_000n), 0n];
      const submit = async (statement: typeof report) => {
        const { signers, signatures } = await signReport(oracle, statement, reporters.slice(0, 3));
        return oracle.submit(statement, signers, signatures);
      };
      await expect(submit({ ...all, gross: DEAREST_DAY + 1n })).to.be.revertedWithCustomError(
        bounds,
        "ReportBounds_PriceOutOfBand",
      );
      await submit(all);
      const { nav } = await vault.state();
      await time.increase(WINDOW);
      await shares.settle(1n);

      expect(await lens.receivable(1n)).to.equal(DEAREST_DAY);
      expect((await vault.state()).nav).to.equal(nav);
      const { finalAt } = await oracle.reportOf(1n, 1n);
      const late = ceilDiv(finalAt + GRACE, TICK) * TICK;
      await time.increaseTo(late - 1n);
      expect((await lens.facility(1n)).delinquentSince).to.equal(0n);
      await time.increaseTo(late);
      expect((await lens.facility(1n)).delinquentSince).to.equal(late);
    });
  });

  describe("a curator", () => {
    it("loosens no limit and raises no cap; what it may do waits two days, and the guardian cancels it", async () => {
      const { accessManager, vault, drawLimits, curator, guardian, governor, queue, parameters } = await deployed();
      const looser = drawLimits.interface.encodeFunctionData("setLimits", [parameters.drawLimits]);
      const higher = vault.interface.encodeFunctionData("setCap", [4_000_000_000]);
      for (const [target, data] of [
        [drawLimits, looser],
        [vault, higher],
      ] as const) {
        await expect(accessManager.connect(curator).schedule(target, data, 0))
          .to.be.revertedWithCustomError(accessManager, "AccessManagerUnauthorizedCall")
          .withArgs(curator, target, data.slice(0, 10));
        const { delay } = await accessManager.canCall(governor, target, data.slice(0, 10));
        expect(delay).to.equal(GOVERNOR_DELAY);
        expect(delay).to.be.greaterThan(await queue.epochLength()); // longer than leaving takes
      }
      const mark = drawLimits.interface.encodeFunctionData("setMark", [encodeBytes32String("H100"), 1n]);
      await accessManager.connect(curator).schedule(drawLimits, mark, 0);
      const { delay } = await accessManager.canCall(curator, drawLimits, mark.slice(0, 10));
      expect(delay).to.equal(CURATOR_DELAY);

      await expect(accessManager.connect(guardian).cancel(curator, drawLimits, mark)).to.emit(
        accessManager,
        "OperationCanceled",
      );
      await expect(drawLimits.connect(guardian).lowerLimits({ ...parameters.drawLimits, clusterBps: 1 })).to.emit(
        drawLimits,
        "LimitsChanged",
      );
    });
  });

  describe("a curator and an operator together", () => {
    it("take 40 % of NAV with a cluster, 50 by an operator, 60 in a region, 80 with a model", async () => {
      const story = await deployed();
      const { drawLimits, guardian, operator, other, vault } = story;
      await drawLimits.connect(guardian).lowerLimits(COMMON.drawLimits); // those of public networks
      const plunder = plundering(story);
      const [H100, TEXAS] = [encodeBytes32String("H100-SXM5"), encodeBytes32String("US-TX")];

      await (
        await plunder(operator, "H100-SXM5", "US-TX")
      )(SCOPE.Cluster, clusterId(1n), 4_000n);
      await (
        await plunder(operator, "H100-SXM5", "US-TX")
      )(SCOPE.Operator, await idOf(operator), 5_000n);
      await (
        await plunder(other, "H100-SXM5", "US-TX")
      )(SCOPE.Region, TEXAS, 6_000n);
      await (
        await plunder(other, "H100-SXM5", "US-NV")
      )(SCOPE.Model, H100, 8_000n);

      expect((await vault.state()).cash).to.be.within(usdc("2_000_000"), usdc("2_000_000") + 9n);
    });

    it("take all cash with more regions and models, but for what closed epochs wait for", async () => {
      const story = await deployed();
      const { drawLimits, guardian, operator, other, stranger, vault, queue, depositor } = story;
      await drawLimits.connect(guardian).lowerLimits(COMMON.drawLimits);
      const plunder = plundering(story);
      await queue.connect(depositor).requestRedeem(10n ** 12n * 10n ** 6n, depositor, depositor); // a tenth
      await time.increaseTo((await queue.currentEpoch()).end);
      await (
        await plunder(operator, "H100-SXM5", "US-TX")
      )(SCOPE.Cluster, clusterId(1n), 4_000n);
      await (
        await plunder(other, "B200", "US-NV")
      )(SCOPE.Cluster, clusterId(2n), 4_000n);
      const draw = (await plunder(stranger, "MI355X", "IS")).draw;
      const free = await vault.maxWithdraw(depositor);
      expect(free).to.be.within(usdc("1_000_000") - 9n, usdc("1_000_000") + 9n);
      await expect(draw(free + 1n))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotEnoughCash")
        .withArgs(free + 1n, free);
      const snapshot = await networkHelpers.takeSnapshot();
      await vault.connect(guardian).pause();
      await expect(draw(1n)).to.be.revertedWithCustomError(vault, "GpuYieldVault_Paused");
      await snapshot.restore();

      await draw(free);

      await queue.settle();
      expect(await queue.maxWithdraw(depositor)).to.be.within(usdc("1_000_000") - 9n, usdc("1_000_000"));
      expect((await vault.state()).cash).to.be.below(4n);
    });
  });

  describe("a governor", () => {
    it("takes all cash by a source that lies, after ten days; who asked in time is paid", async () => {
      const { accessManager, vault, queue, asset, governor, guardian, other, stranger } = await deployed();
      await vault.connect(other).deposit(usdc("1_000_000"), other);
      const binding = vault.interface.encodeFunctionData("bindSource", [stranger.address]);
      await accessManager.connect(governor).schedule(vault, binding, 0);
      const scheduledAt = await now();
      const snapshot = await networkHelpers.takeSnapshot();
      await expect(accessManager.connect(guardian).cancel(governor, vault, binding)).to.emit(
        accessManager,
        "OperationCanceled",
      );
      await snapshot.restore();

      await queue.connect(other).requestRedeem(await vault.balanceOf(other), other, other);
      const { end } = await queue.currentEpoch();
      expect(end - scheduledAt).to.be.below(GOVERNOR_DELAY);
      await at(end, () => queue.settle());
      expect(await queue.maxWithdraw(other)).to.equal(usdc("1_000_000"));
      await time.setNextBlockTimestamp(scheduledAt + GOVERNOR_DELAY - 1n);
      await expect(vault.connect(governor).bindSource(stranger)).to.be.revertedWithCustomError(
        accessManager,
        "AccessManagerNotReady",
      );
      await time.setNextBlockTimestamp(scheduledAt + GOVERNOR_DELAY);
      await vault.connect(governor).bindSource(stranger);

      await expect(vault.connect(stranger).fund(stranger, DEPOSIT)).to.changeTokenBalance(
        ethers,
        asset,
        stranger,
        DEPOSIT,
      );
      await queue.connect(other).withdraw(usdc("1_000_000"), other, other); // what was settled is out of reach
    });
  });

  describe("an arbiter", () => {
    it("says nothing first; it lets a false report stand, for the challenger's bond", async () => {
      const story = await dailyDoubt();
      const { oracle, disputes, escrow, vault, clock, arbiter, stranger, reportAt, challenge, defend, inServiceAt } =
        story;
      await reportAt(inServiceAt + PERIOD, 1n);
      await expect(disputes.connect(arbiter).decide(1n, 1n, false)).to.be.revertedWithCustomError(
        disputes,
        "ReportDisputes_WrongStatus",
      );
      await expect(oracle.connect(arbiter).vetoAgain(1n, 1n)).to.be.revertedWithCustomError(
        clock,
        "ReportClock_WrongVeto",
      );
      await challenge(1n);
      await defend(1n);
      const { nav } = await vault.state();

      await disputes.connect(arbiter).decide(1n, 1n, true);

      const bond = await disputes.challengeBondOf(1n, 1n);
      expect(bond).to.equal(usdc("1_000"));
      expect([await disputes.forfeitedOf(1n), await escrow.creditOf(stranger)]).to.deep.equal([bond, 0n]);
      expect((await vault.state()).nav).to.equal(nav);
    });
  });

  describe("a depositor with a flash loan", () => {
    it("gains nothing around a settlement in one block, and shuts nobody out", async () => {
      const { vault, shares, asset, stranger, depositor, payIn, reportAt, inServiceAt } = await inService();
      const { gross } = await reportAt(inServiceAt + PERIOD, 1n);
      await time.increase(WINDOW);
      await asset.connect(stranger).approve(shares, ethers.MaxUint256);
      const before = await asset.balanceOf(stranger);
      const { nav } = await vault.state();
      const loan = usdc("80_000_000");
      const minted = await vault.previewDeposit(loan);

      await ethers.provider.send("evm_setAutomine", [false]);
      await vault.connect(stranger).deposit(loan, stranger, { gasLimit: 3_000_000 });
      await shares.connect(stranger).payIn(1n, gross, { gasLimit: 3_000_000 });
      await vault.connect(stranger).redeem(minted, stranger, stranger, { gasLimit: 3_000_000 });
      await networkHelpers.mine();
      await ethers.provider.send("evm_setAutomine", [true]);

      const paid = before - (await asset.balanceOf(stranger)) - gross;
      expect(paid).to.be.within(0n, 1n); // what it lost beside the rent it paid
      expect(await vault.balanceOf(stranger)).to.equal(0n);
      expect((await vault.state()).nav).to.be.within(nav - 1n, nav + 1n);
      expect(await vault.maxDeposit(depositor)).to.be.greaterThan(0n);
      await payIn(1n, 1n);
    });
  });
});

/** The curator has an accomplice's cluster registered and approved, for as much as the vault has. */
function plundering(story: Awaited<ReturnType<typeof deployed>>) {
  const { act, curator, registry, origination, shares, drawLimits, vault } = story;
  return async (accomplice: HardhatEthersSigner, model: string, region: string) => {
    const hardware = { ...facts(accomplice.address, { cost: DEPOSIT }), model: encodeBytes32String(model) };
    hardware.region = encodeBytes32String(region);
    await act(curator, registry, "register", [hardware, await shares.getAddress()]);
    const cluster = await registry.clusterCount();
    const terms = { ...TERMS, amount: DEPOSIT, inServiceBy: (await now()) + 60n * DAY };
    await act(curator, origination, "approve", [cluster, terms]);
    const draw = (amount: bigint) => origination.connect(accomplice).draw(cluster, amount, accomplice);
    /**
     * Takes all that a limit leaves, of so many bps of NAV, but for the unit that drawing may round away, and is
     * refused more. An epoch before, it has to give notice.
     */
    const takeAll = async (scope: bigint, id: string, bps: bigint) => {
      const limit = async () => ((await vault.state()).nav * bps) / 10_000n;
      await drawLimits.connect(accomplice).noticeDraw(cluster);
      await networkHelpers.time.increase(await drawLimits.noticePeriod());
      await draw((await limit()) - 1n - (scope === SCOPE.Cluster ? 0n : await drawLimits.exposureOf(scope, id)));
      const most = await limit();
      await expect(draw(3n))
        .to.be.revertedWithCustomError(drawLimits, "DrawLimits_AboveLimit")
        .withArgs(scope, id, anyValue, (found: bigint) => found === most || found === most - 1n);
    };
    return Object.assign(takeAll, { draw });
  };
}

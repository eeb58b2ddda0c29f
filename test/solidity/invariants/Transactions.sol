// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {FacilityState, Form, Lines, Terms} from "../../../contracts/interfaces/FacilityTypes.sol";
import {FeeState, VaultState} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {IFacilityManager} from "../../../contracts/interfaces/IFacilityManager.sol";
import {ReportRecord, ReportStatus, RevenueReport} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {Mirrored, Status} from "./Mirror.sol";
import {MoneyLaws} from "./MoneyLaws.sol";

/// @notice One function for each transaction, on vault and mirror alike.
abstract contract Transactions is MoneyLaws {
    /// @notice Payments that settled.
    uint256 public paymentsSettled;
    /// @notice Times that somebody entered what everybody had left.
    uint256 public remaindersCredited;

    // --- depositors ---

    function txDeposit(address who, uint256 assets) internal oneTransaction {
        _enter();
        asset.mint(who, assets);
        vm.startPrank(who);
        asset.approve(address(vault), assets);
        vault.deposit(assets, who);
        vm.stopPrank();
        cash += assets;
    }

    function txMint(address who, uint256 shares) internal oneTransaction {
        _enter();
        uint256 assets = vault.previewMint(shares);
        asset.mint(who, assets);
        vm.startPrank(who);
        asset.approve(address(vault), assets);
        vault.mint(shares, who);
        vm.stopPrank();
        cash += assets;
    }

    function txWithdraw(address who, uint256 assets) internal oneTransaction {
        vm.prank(who);
        vault.withdraw(assets, who, who);
        cash -= assets;
    }

    function txRedeem(address who, address caller, uint256 shares) internal oneTransaction {
        vm.prank(caller);
        cash -= vault.redeem(shares, caller, who);
    }

    function txTransfer(address from, address to, uint256 shares) internal oneTransaction {
        vm.prank(from);
        vault.transfer(to, shares);
    }

    // --- hardware ---

    function txApprove(uint256 cost, uint256 salvage, uint32 life, Terms memory terms) internal oneTransaction {
        uint256 cluster = registerClusterOf(terms.form, cost, salvage, life);
        approveFacility(cluster, terms);
        clusters.push(cluster);
        Mirrored storage m = mirrored[cluster];
        (m.status, m.approved, m.fullCost, m.fullSalvage) = (Status.Approved, terms.amount, cost, salvage);
        m.form = terms.form;
        if (m.form == Form.RevenueShare) m.life = Math.ceilDiv(life, TICK) * TICK;
        (m.inServiceBy, m.reserveTarget) = (terms.inServiceBy, terms.reserveTarget);
        (m.gpus, m.bondBps) = (GPUS, terms.bondBps);
    }

    function txLowerApproval(uint256 cluster, uint256 amount) internal oneTransaction {
        vm.prank(guardian);
        origination.lowerApproval(cluster, uint128(amount));
        mirrored[cluster].approved = amount;
    }

    function txDraw(uint256 cluster, uint256 amount) internal oneTransaction {
        draw(cluster, amount);
        expectedLoss = mirrorLoss(mirrorDraw(cluster, amount));
        VaultState memory s = vault.state();
        uint256 worth = _worthUp(mirrorClosedShares(), s.nav, s.totalSupply);
        expectLe(QUEUE, worth, s.cash, "a draw leaves what all closed shares are worth");
    }

    function txCommission(uint256 cluster, uint256 inServiceAt) internal oneTransaction {
        commission(cluster, inServiceAt);
        uint256 wait = MAX_PERIOD + REPORTING_DELAY;
        if (mirrored[cluster].form != Form.RevenueShare) wait = ledger.debtOf(cluster).period + PAYMENT_GRACE;
        mirrorCommission(cluster, inServiceAt, inServiceAt + wait);
    }

    // --- reports and rent ---

    function txSubmit(RevenueReport memory report) internal oneTransaction {
        submit(report);
    }

    /// @dev A payment settles every report that is final: for the mirror, all but the last are settled before.
    function txPayIn(uint256 cluster, uint256 amount) internal {
        while (_isFinal(cluster, 2)) txSettle(cluster);
        if (_isFinal(cluster, 1) || lens.receivable(cluster) > 0) _payInAndSettle(cluster, amount);
        else _payInOnly(cluster, amount);
    }

    function _payInOnly(uint256 cluster, uint256 amount) private oneTransaction {
        payIn(cluster, amount);
        mirrored[cluster].lockbox += amount;
        expectEq(LINES, settledPeriods(cluster), taken[cluster].length, "nothing was final");
    }

    function _payInAndSettle(uint256 cluster, uint256 amount) private oneTransaction {
        mirrored[cluster].lockbox += amount;
        _settleOne(cluster, amount);
        ++paymentsSettled;
    }

    function txSettle(uint256 cluster) internal oneTransaction returns (bool tookReport) {
        return _settleOne(cluster, 0);
    }

    function _settleOne(uint256 cluster, uint256 paid) private returns (bool tookReport) {
        Mirrored storage m = mirrored[cluster];
        if (m.form != Form.RevenueShare) return _settleDebt(cluster, m, paid);
        uint256 vestOver = vm.getBlockTimestamp() - mirrorVestFrom(cluster);
        mayLift = mirrorIsDelinquent(m);
        bool restricted = mayLift || m.workoutSince != 0;
        Lines memory lines;
        (tookReport, lines) = _settleAndMirror(cluster, m, paid);
        expectEq(LINES, lines.fromReserve, 0, "a reserve pays for debt only");
        m.received += lines.toVault;
        _checkLines(cluster, lines);
        int256 profit = mirrorProfit(); // before anything changes
        uint256 lost = tookReport || lines.cash > 0 ? mirrorSettled(cluster) : 0;
        mirrorPosted(profit, lines.toVault, lost, vestOver, restricted);
        _makeGood(m, lines.toVault);
    }

    /// @dev After a default what comes in makes a booked loss good.
    function _makeGood(Mirrored storage m, uint256 amount) internal {
        if (m.status == Status.Retired && m.workoutSince != 0) mirrorServeClaim(m, amount);
    }

    /// @dev What every form's settlement does: a report is taken in, cash leaves the lockbox, people have earned their
    ///      lines.
    /// @param paid Base units whose payment settles; 0: settled by itself
    function _settleAndMirror(
        uint256 cluster,
        Mirrored storage m,
        uint256 paid
    ) internal returns (bool tookReport, Lines memory lines) {
        ReportRecord memory report = _nextReportOf(cluster, 1);
        if (paid == 0) {
            settleFacility(cluster);
        } else {
            payIn(cluster, paid);
        }
        lines = _readSettled(1)[0];
        tookReport = _mirrorLines(cluster, m, report, lines);
    }

    /// @dev Several shares in one batch, in service and not delinquent: one posting for all, over the average of their
    ///      times, weighted by what each brings and rounded up.
    function txSettleMany(uint256[] memory many) internal oneTransaction {
        ReportRecord[] memory reports = new ReportRecord[](many.length);
        uint256[] memory vestOver = new uint256[](many.length);
        for (uint256 i = 0; i < many.length; ++i) {
            reports[i] = _nextReportOf(many[i], 1);
            vestOver[i] = vm.getBlockTimestamp() - mirrorVestFrom(many[i]);
        }
        expectEq(LINES, revenueShares.settleMany(many), many.length, "all of a batch are settled");
        Lines[] memory lines = _readSettled(many.length);

        int256 profit = mirrorProfit(); // before anything changes
        uint256[3] memory all; // cash, value lost, gains times seconds
        for (uint256 i = 0; i < many.length; ++i) {
            Mirrored storage m = mirrored[many[i]];
            bool tookReport = _mirrorLines(many[i], m, reports[i], lines[i]);
            m.received += lines[i].toVault;
            _checkLines(many[i], lines[i]);
            uint256 lost = tookReport || lines[i].cash > 0 ? mirrorSettled(many[i]) : 0;
            uint256 gain = Math.saturatingSub(lines[i].toVault * X32, lost);
            uint256 time = Math.min(Math.max(vestOver[i], VESTING_FLOOR), VESTING_CAP);
            (all[0], all[1], all[2]) = (all[0] + lines[i].toVault, all[1] + lost, all[2] + gain * time);
        }
        uint256 gains = Math.saturatingSub(all[0] * X32, all[1]);
        mirrorPosted(profit, all[0], all[1], gains == 0 ? 0 : Math.ceilDiv(all[2], gains), false);
    }

    function _nextReportOf(uint256 cluster, uint256 ahead) private view returns (ReportRecord memory) {
        return oracle.reportOf(cluster, uint32(taken[cluster].length + ahead));
    }

    function _isFinal(uint256 cluster, uint256 ahead) private view returns (bool) {
        return _nextReportOf(cluster, ahead).status == ReportStatus.Final;
    }

    function _mirrorLines(
        uint256 cluster,
        Mirrored storage m,
        ReportRecord memory report,
        Lines memory lines
    ) private returns (bool tookReport) {
        uint32 next = uint32(taken[cluster].length + 1);
        tookReport = report.status == ReportStatus.Final;
        expectTrue(QUORUM_ONLY, tookReport == (settledPeriods(cluster) == next), "settled is what was final");
        if (tookReport) {
            taken[cluster].push(report);
            m.reported += report.gross;
        }
        expectEq(
            LINES,
            lines.cash,
            Math.min(m.lockbox, m.reported - m.distributed),
            "the cash that can be distributed"
        );
        _mirrorCosts(cluster, m, report, tookReport, lines);
        m.distributed += lines.cash;
        m.lockbox -= lines.cash;
        m.reserve = m.reserve + lines.reserve - lines.fromReserve;
    }

    /// @dev What stays unpaid is carried over, up to what the period bears out.
    function _mirrorCosts(
        uint256 cluster,
        Mirrored storage m,
        ReportRecord memory report,
        bool tookReport,
        Lines memory lines
    ) private {
        m.carried -= lines.energyCarried + lines.otherCarried;
        if (tookReport) {
            uint256 costs = uint256(report.energyCost) + report.otherOpex;
            m.carried += costs - lines.energy - lines.other;
            m.carried = Math.min(m.carried, Math.max(report.gross, costs));
        }
        _checkCosts(cluster, m);
    }

    function _checkCosts(uint256 cluster, Mirrored storage m) private {
        FacilityState memory f = lens.facility(cluster);
        expectEq(COSTS, uint256(f.carriedEnergy) + f.carriedOther, m.carried, "running costs carried over");
    }

    function txWriteDownCosts(uint256 cluster, uint256 most) internal oneTransaction {
        Mirrored storage m = mirrored[cluster];
        vm.prank(governor);
        origination.writeDownCosts(cluster, most);
        m.carried = most;
        _checkCosts(cluster, m);
    }

    /// @dev Of a loan or a lease: `LoanTransactions`.
    function _settleDebt(uint256 cluster, Mirrored storage m, uint256 paid) internal virtual returns (bool tookReport);

    /// @dev The manager's own pointer: the oracle knows of final reports, not of settled ones.
    function settledPeriods(uint256 cluster) internal view returns (uint32) {
        return lens.facility(cluster).settledPeriods;
    }

    function txVeto(uint256 cluster, uint32 period) internal oneTransaction {
        vm.prank(guardian);
        oracle.veto(cluster, period);
        _mirrorDoubt(cluster);
    }

    function txDispute(uint256 cluster, uint32 period) internal oneTransaction {
        oracle.dispute(cluster, period, DISPUTE_WINDOWS);
        _mirrorDoubt(cluster);
    }

    function txEndDispute(uint256 cluster, uint32 period, bool stands) internal oneTransaction {
        oracle.endDispute(cluster, period, stands);
    }

    function _mirrorDoubt(uint256 cluster) private {
        if (mirrorPostponement(cluster, mirrorReportedUntil(cluster)) == 0) return;
        mirrorDoubted(cluster, _awaitedBy(cluster));
    }

    /// @dev When it is delinquent if nothing more happens. Of a loan or a lease: `LoanTransactions`.
    function _awaitedBy(uint256 cluster) internal view virtual returns (uint256) {
        return mirrorNextDeadline(cluster);
    }

    function txMarkMissed(uint256 cluster) internal oneTransaction {
        oracle.markMissed(cluster);
    }

    function txClaimEarnings(uint256[] memory of_) internal oneTransaction {
        uint256 before = asset.balanceOf(operator);
        uint256 earned;
        for (uint256 i = 0; i < of_.length; ++i) {
            earned += mirrored[of_[i]].earned;
            mirrored[of_[i]].earned = 0;
        }
        IFacilityManager manager = managerOf(of_[0]);
        vm.prank(operator);
        expectEq(SOLVENCY, manager.claimEarnings(of_, operator), earned, "a claim is of what was earned");
        expectEq(SOLVENCY, asset.balanceOf(operator) - before, earned, "a claim is paid in full");
    }

    function txReturnExcess(uint256 cluster) internal oneTransaction {
        Mirrored storage m = mirrored[cluster];
        int256 profit = mirrorProfit();
        uint256 amount = managerOf(cluster).returnExcess(cluster);
        uint256 used = m.workoutSince == 0 ? 0 : mirrorServeClaim(m, amount);
        m.lockbox -= amount;
        m.earned += amount - used;
        if (used > 0) mirrorPosted(profit, used, 0, type(uint256).max, true);
    }

    // --- the vault's keepers ---

    function txDonate(address to, uint256 amount) internal oneTransaction {
        asset.mint(to, amount);
    }

    function txSkim() internal oneTransaction {
        vm.prank(curator);
        uint256 amount = vault.skim();
        cash += amount;
        mirrorGain(amount * X32, VESTING_CAP, false);
    }

    /// @dev Rules.md 4: what is due is taken out of what is locked, so no price moves; and all that is owed is paid.
    function txCollectFee() internal oneTransaction returns (bool paid) {
        FeeState memory f = vault.fee();
        uint256 due = _feeOn(mirrorProfit(), vault.totalSupply() == 0 ? 0 : Math.min(mirrorLocked() / X32, cash));
        uint256 tolerance = _feeTolerance();
        uint256 before = asset.balanceOf(feeRecipient);
        (uint256 nav, uint256 exits) = (vault.state().nav, vault.totalAssets());
        try vault.collectFee() returns (uint256 amount) {
            paid = true;
            uint256 taken_ = amount - f.owed;
            expectNear(LINES, taken_, due, tolerance, "the fee that is due");
            expectEq(SOLVENCY, asset.balanceOf(feeRecipient) - before, amount, "the fee is paid in full");
            cash -= taken_;
            feesTaken += taken_;
            feesPaid += amount;
            ++payouts;
            mirrorFeeOutOfLocked(taken_ * X32);
        } catch {
            expectTrue(SOLVENCY, f.owed == 0 && due <= tolerance, "what is owed can be collected");
        }
        expectNear(NO_FALL, vault.state().nav, nav, 1, "collecting a fee moves no price");
        expectNear(NO_FALL, vault.totalAssets(), exits, 1, "nor the exit price");
    }

    function txAccrue(uint256 maxTicks) internal oneTransaction {
        vault.accrue(maxTicks);
    }

    function txPause(bool on) internal oneTransaction {
        vm.prank(on ? guardian : curator);
        if (on) vault.pause();
        else vault.unpause();
    }

    // --- time ---

    /// @dev Nobody acts. Whatever moves is vesting and depreciation, as the mirror has it.
    function passTime(uint256 duration) internal {
        uint256 supply = vault.totalSupply();
        skip(duration);
        // Views look 96 ticks ahead. A vault left alone for longer than that is brought up first.
        while (vault.state().accrualPending) vault.accrue(96);
        _readEvents();
        _noteProfit();
        expectEq(NO_FALL, vault.totalSupply(), supply, "time mints and burns nothing");
        checkMirror();
    }

    // --- internals ---

    function _checkLines(uint256 cluster, Lines memory lines) internal {
        Mirrored storage m = mirrored[cluster];
        uint256 costs = lines.energyCarried + lines.otherCarried + lines.energy + lines.other;
        uint256 others = lines.interest + lines.principal + lines.reserve + lines.toVault + lines.preferred;
        uint256 people = costs + lines.toOperator;
        expectEq(LINES, people + others + lines.trapped, lines.cash, "lines add up to the cash");
        m.earned += people;
        FacilityState memory f = lens.facility(cluster);
        expectEq(LINES, f.earned, m.earned, "people have earned their lines");
        expectEq(LINES, f.lockbox, m.lockbox, "the cash leaves the lockbox");
        expectEq(LINES, f.reserve, m.reserve, "the reserve keeps its line");
    }

    /// @dev Where nobody holds a share, all that is left becomes the fee recipient's, and the fee starts anew.
    function _enter() private {
        if (vault.totalSupply() != 0 || cash + mirrorValue() == 0) return;
        mirrorUnlock();
        feesForgiven += _feeOn(mirrorProfit(), type(uint256).max);
        ++remaindersCredited;
    }
}

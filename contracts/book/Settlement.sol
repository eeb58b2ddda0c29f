// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {CovenantFigures, FacilityStatus, IBookEvents, Lines} from "../interfaces/IBookEvents.sol";
import {IClusterRegistry} from "../interfaces/IClusterRegistry.sol";
import {ReportRecord} from "../interfaces/IRevenueOracle.sol";
import {IUnderwriting} from "../interfaces/IUnderwriting.sol";
import {ValueLineLib} from "../vault/ValueLine.sol";
import {Schedule} from "./Amortisation.sol";
import {Covenant, Evidence} from "./Covenant.sol";
import {Debt, Service} from "./Debt.sol";
import {Facility} from "./Facility.sol";
import {PaymentPointer, UnpaidPeriod} from "./PaymentPointer.sol";
import {Claims, Split, Waterfall} from "./Waterfall.sol";

/// @notice What a settlement is made of.
struct Intake {
    uint256 cluster;
    bool taken; // a report
    ReportRecord report;
    IClusterRegistry registry;
    IUnderwriting underwriting;
}

/// @notice What came of it. Base units unless fine, times in unix seconds.
struct Outcome {
    Lines lines;
    uint256 valueOut; // fine; what principal took off the value
    uint256 principal; // cash for it
    uint256 vestFrom; // start of the oldest period that the cash pays for
    uint256 vestOver; // seconds
    uint256 released; // held back before, the operator's now
    uint256 deadline; // loans and leases: late from here on; 0: repaid
    bool broken; // the covenants are, and were not before
    bool mended; // they are kept again
}

/// @title Settlement
/// @notice One settlement of one facility: covenants, waterfall, debt service, sweep, reserve, and the pointer to what is oldest.
/// @dev Deployed by itself and linked: with it the book would be too large for a chain. It works on the book's storage, and
///      leaves to the book what is not the facility's alone: fee, credits, vault.
library Settlement {
    using SafeCast for uint256;

    uint256 private constant YEAR = 365 days;
    uint256 private constant WAD = 1e18;
    uint256 private constant OVER_THE_CAP = type(uint256).max;

    /// @notice Takes in the report, if there is one, and distributes what can be.
    function run(
        Facility storage f,
        Debt storage debt,
        Covenant storage covenant,
        mapping(uint32 period => UnpaidPeriod) storage unpaid,
        Intake calldata intake
    ) external returns (Outcome memory out) {
        if (intake.taken) {
            f.settledPeriods += 1;
            f.reported += intake.report.gross;
            f.reportedUntil = intake.report.end;
            if (covenant.periods != 0) _test(f, debt, covenant, intake, out);
            if (f.preferredRate != 0) f.preferredOwed += _preferredUp(f, intake.report).toUint128();
        }
        uint8 tier = covenant.tier;
        if (f.isDebt()) _settleDebt(f, debt, intake, tier, out);
        else _settleShare(f, unpaid, intake, tier, out);
        if (tier == 0 && f.held > 0) {
            out.released = f.held;
            f.held = 0;
        }
    }

    /// @notice Takes up to `amount` for a loan or a lease: what is claimed, then principal ahead of its time.
    function repay(
        Facility storage f,
        Debt storage debt,
        uint256 cluster,
        uint256 amount
    ) external returns (Outcome memory out) {
        Schedule memory s = _start(debt, out);
        uint256 before = debt.outstanding();
        uint256 count = debt.begunBy(block.timestamp);
        (Service memory paid, uint256 left) = _take(debt, s, cluster, amount, count);
        out.lines.interest = paid.late + paid.interest;
        out.lines.principal = paid.principal + _prepay(debt, s, cluster, left, count);
        out.lines.cash = out.lines.interest + out.lines.principal;
        _finish(f, debt, before, out);
    }

    /// @notice What is claimed by now, of payments whose period has begun.
    function owed(
        Debt storage debt
    ) external view returns (uint256 late, uint256 interest, uint256 principal, uint256 outstanding) {
        outstanding = debt.outstanding();
        if (debt.start == 0) return (0, 0, 0, outstanding); // not in service yet
        Schedule memory s = debt.schedule();
        Service memory claimed = debt.claims(s, debt.begunBy(block.timestamp));
        late = claimed.late + debt.lateSince(s);
        (interest, principal) = (claimed.interest, claimed.principal);
    }

    // --- a revenue share ---

    function _settleShare(
        Facility storage f,
        mapping(uint32 period => UnpaidPeriod) storage unpaid,
        Intake calldata intake,
        uint8 tier,
        Outcome memory out
    ) private {
        out.vestFrom = f.oldestStart;
        out.vestOver = block.timestamp - out.vestFrom;
        Claims memory claims = _claims(f, intake.report);
        _distribute(f, claims, out);
        uint256 toReserve = _sweep(tier, out.lines);
        if (toReserve > 0) {
            out.lines.reserve += toReserve;
            emit IBookEvents.ResidualSwept(intake.cluster, 0, toReserve);
        }
        f.reserve += out.lines.reserve.toUint128();
        if (out.lines.held > 0) f.held += out.lines.held.toUint128();
        if (out.lines.preferred > 0) f.preferredOwed -= out.lines.preferred.toUint128();
        PaymentPointer.advance(f, unpaid, intake.taken, intake.report);
    }

    // --- a loan or a lease ---

    function _settleDebt(
        Facility storage f,
        Debt storage debt,
        Intake calldata intake,
        uint8 tier,
        Outcome memory out
    ) private {
        if (debt.payments == 0) return _settleUnscheduled(f, intake, out);
        Schedule memory s = _start(debt, out);
        uint256 before = debt.outstanding();
        _serve(f, debt, s, intake, out);
        uint256 swept = _sweep(tier, out.lines);
        if (swept > 0) _sweepToDebt(debt, s, intake.cluster, swept, out.lines);
        f.reserve += out.lines.reserve.toUint128();
        if (out.lines.held > 0) f.held += out.lines.held.toUint128();
        out.lines.fromReserve = _coverByReserve(f, debt, intake.cluster);
        _finish(f, debt, before, out);
    }

    /// @dev The waterfall, and debt service out of it: what is due by now, and what rent was earned for.
    function _serve(
        Facility storage f,
        Debt storage debt,
        Schedule memory s,
        Intake calldata intake,
        Outcome memory out
    ) private {
        uint256 count = Math.max(debt.dueBy(block.timestamp), debt.begunBy(f.reportedUntil));
        Service memory owing = debt.claims(s, count);
        Claims memory claims = _claims(f, intake.report);
        (claims.interest, claims.principal) = (owing.late + owing.interest, owing.principal);
        _distribute(f, claims, out);
        _take(debt, s, intake.cluster, out.lines.interest + out.lines.principal, count);
    }

    /// @dev Repaid, or in default. Where there is value left, what remains after the running costs takes its place.
    function _settleUnscheduled(Facility storage f, Intake calldata intake, Outcome memory out) private {
        (out.vestFrom, out.vestOver) = (f.reportedUntil, OVER_THE_CAP);
        Claims memory claims = _claims(f, intake.report);
        claims.principal = f.valueFineAt(block.timestamp) >> ValueLineLib.FINE_BITS;
        claims.reserveRoom = 0;
        _distribute(f, claims, out);
        out.principal = out.lines.principal;
        out.valueOut = out.principal << ValueLineLib.FINE_BITS;
    }

    /// @dev The swept part pays the payment that runs, then principal ahead of its time; what debt does not need is the operator's.
    function _sweepToDebt(
        Debt storage debt,
        Schedule memory s,
        uint256 cluster,
        uint256 swept,
        Lines memory lines
    ) private {
        uint256 count = debt.begunBy(block.timestamp);
        (Service memory paid, uint256 left) = _take(debt, s, cluster, swept, count);
        uint256 ahead = _prepay(debt, s, cluster, left, count);
        lines.interest += paid.late + paid.interest;
        lines.principal += paid.principal + ahead;
        lines.toOperator += left - ahead;
        emit IBookEvents.ResidualSwept(cluster, swept - (left - ahead), 0);
    }

    /// @dev A payment that falls short when it is due is the reserve's, as far as it reaches.
    function _coverByReserve(Facility storage f, Debt storage debt, uint256 cluster) private returns (uint256 used) {
        uint256 reserve = f.reserve;
        if (reserve == 0) return 0;
        (, uint256 left) = _take(debt, debt.schedule(), cluster, reserve, debt.dueBy(block.timestamp));
        used = reserve - left;
        if (used > 0) f.reserve = left.toUint128();
    }

    function _take(
        Debt storage debt,
        Schedule memory s,
        uint256 cluster,
        uint256 amount,
        uint256 count
    ) private returns (Service memory paid, uint256 left) {
        if (amount == 0) return (paid, 0);
        (paid, left) = debt.take(s, amount, count);
        if (left == amount) return (paid, left);
        emit IBookEvents.DebtPaid(cluster, paid.late, paid.interest, paid.principal, debt.outstanding());
    }

    function _prepay(
        Debt storage debt,
        Schedule memory s,
        uint256 cluster,
        uint256 amount,
        uint256 count
    ) private returns (uint256 ahead) {
        ahead = Math.min(amount, debt.outstanding());
        if (ahead == 0) return 0;
        debt.prepay(s, ahead, count);
        emit IBookEvents.DebtPrepaid(cluster, ahead, debt.state());
    }

    /// @dev Before debt is paid: late interest up to now, and since when the oldest payment's period runs. Interest vests over a
    ///      payment's period at least: what is paid early has not been earned earlier.
    function _start(Debt storage debt, Outcome memory out) private returns (Schedule memory s) {
        s = debt.schedule();
        debt.countLate(s);
        out.vestFrom = debt.dueDate(debt.covered(s));
        out.vestOver = Math.max(Math.saturatingSub(block.timestamp, out.vestFrom), debt.period);
    }

    /// @dev After it: what principal takes off the value, in proportion where the value had been written down.
    function _finish(Facility storage f, Debt storage debt, uint256 before, Outcome memory out) private view {
        uint256 left = debt.outstanding();
        out.principal = before - left;
        if (out.principal > 0) {
            uint256 value = f.valueFineAt(block.timestamp);
            out.valueOut = value - Math.mulDiv(value, left, before);
        }
        if (f.status == FacilityStatus.InService) out.deadline = debt.deadline(debt.schedule(), f.paymentGrace);
    }

    // --- both ---

    function _claims(Facility storage f, ReportRecord calldata report) private view returns (Claims memory claims) {
        claims.energyCarried = f.carriedEnergy;
        claims.otherCarried = f.carriedOther;
        claims.energy = report.energyCost;
        claims.other = report.otherOpex;
        claims.reserveRoom = Math.saturatingSub(f.reserveTarget, f.reserve);
        if (f.preferredRate != 0) claims.preferred = f.preferredOwed;
    }

    /// @dev Takes what can be distributed out of the lockbox, and splits it.
    function _distribute(Facility storage f, Claims memory claims, Outcome memory out) private {
        uint256 cash = Math.min(f.lockbox, f.reported - f.distributed);
        Split memory terms = Split(f.vaultShareBps, f.stepShareBps, 0);
        if (terms.stepShareBps != 0) terms.untilStep = Math.saturatingSub(f.cost, f.received);
        uint256 carriedEnergy;
        uint256 carriedOther;
        (out.lines, carriedEnergy, carriedOther) = Waterfall.split(cash, claims, terms);
        f.lockbox -= cash.toUint128();
        f.distributed += cash.toUint128();
        f.carriedEnergy = carriedEnergy.toUint128();
        f.carriedOther = carriedOther.toUint128();
    }

    /// @dev What the tier takes out of the operator's part: from tier 1 on nothing is paid out; from tier 2 half of it, rounded up,
    ///      is swept; in tier 3 all of it.
    function _sweep(uint8 tier, Lines memory lines) private pure returns (uint256 swept) {
        uint256 part = lines.toOperator;
        if (tier == 0 || part == 0) return 0;
        if (tier == 2) swept = Math.ceilDiv(part, 2);
        if (tier == 3) swept = part;
        (lines.toOperator, lines.held) = (0, part - swept);
    }

    /// @dev cost * rate * time of the period, rounded up.
    function _preferredUp(Facility storage f, ReportRecord calldata report) private view returns (uint256) {
        uint256 costSeconds = uint256(f.cost) * (report.end - report.start);
        return Math.mulDiv(costSeconds, f.preferredRate, WAD * YEAR, Math.Rounding.Ceil);
    }

    function _test(
        Facility storage f,
        Debt storage debt,
        Covenant storage covenant,
        Intake calldata intake,
        Outcome memory out
    ) private {
        ReportRecord calldata report = intake.report;
        Evidence memory e;
        e.gross = report.gross;
        e.sold = report.gpuSecondsSold;
        e.income = int256(e.gross) - int256(uint256(report.energyCost) + report.otherOpex);
        if (debt.period != 0) {
            e.service = Math.ceilDiv(uint256(debt.payment) * (report.end - report.start), debt.period);
        }
        if (covenant.loanToValue1 != 0) {
            e.value = f.valueFineAt(block.timestamp) >> ValueLineLib.FINE_BITS;
            uint256 mark = intake.underwriting.markOf(intake.registry.modelOf(intake.cluster));
            e.marked = mark * intake.registry.hardware(intake.cluster).gpuCount;
        }
        (uint8 asked, uint8 before, CovenantFigures memory figures) = covenant.test(e);
        emit IBookEvents.CovenantsTested(intake.cluster, f.settledPeriods, asked, figures);
        uint8 tier = covenant.tier;
        if (tier == before) return;
        emit IBookEvents.CovenantTierChanged(intake.cluster, before, tier, figures);
        (out.broken, out.mended) = (before == 0, tier == 0);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {LatenessChange} from "../interfaces/IGpuYieldVault.sol";
import {IRevenueOracle, OracleTimings} from "../interfaces/IRevenueOracle.sol";
import {ValueLineLib} from "../vault/ValueLine.sol";
import {BookLedger} from "./BookLedger.sol";
import {Calendar} from "./Calendar.sol";
import {Facility, Line, Part} from "./Facility.sol";

/// @title BookSchedule
/// @notice What time does to a facility: wear, lateness, cure. Everything that changes a facility goes through `_begin` and
///         `_finish`, which take its future off the schedule, put the new one on, and post the difference to the vault.
abstract contract BookSchedule is BookLedger {
    using SafeCast for uint256;

    /// @dev Due items that the book's own functions work off before they act.
    uint256 private constant DUE_ITEMS = 32;

    /// @dev Carries out up to `maxItems` due items.
    function _sync(uint256 maxItems) internal returns (uint256 items) {
        Part memory change;
        uint256 nextDue;
        (change, nextDue, items) = Calendar.carryOut(_schedule, maxItems);
        if (items == 0) return 0;
        _nextDue = uint40(nextDue);
        emit Synced(items, uint40(nextDue));
        _vault.turnWear(change.value, change.slope, uint40(nextDue));
        _turnLateness(change);
    }

    /// @dev Every function of the book acts on a vault that is up to date, and on a facility that says so itself.
    function _upToDate(uint256 cluster) internal returns (Facility storage f) {
        f = _facilities[cluster];
        if (block.timestamp >= _nextDue) {
            _sync(DUE_ITEMS);
            if (block.timestamp >= _nextDue) revert FacilityBook_StillDue(_nextDue);
        }
        uint256 deadline = f.deadline;
        if (deadline != 0 && block.timestamp >= deadline) _recordLate(cluster, f, deadline);
    }

    /// @dev Before a facility changes: what it adds to the vault by now, with its future off the schedule.
    function _begin(Facility storage f) internal returns (Part memory before) {
        before = _place(f, -1);
    }

    /// @dev After it: its future back on the schedule, and the difference, with any cash for it, posted to the vault.
    ///      What cash and value gain together vests over `vestOver` seconds; what they lose is a loss.
    function _finish(Facility storage f, Part memory before, uint256 cash, uint256 vestOver) internal {
        Part memory part = _place(f, 1);
        part.value -= before.value;
        part.slope -= before.slope;
        part.loss -= before.loss;
        part.lossSlope -= before.lossSlope;
        part.watched -= before.watched;
        part.ended -= before.ended;
        _vault.post(cash, part.value, part.slope, vestOver, _nextDue);
        _turnLateness(part);
    }

    /// @dev For a draw, which moves cash into value by itself.
    function _reschedule(Facility storage f) internal {
        _place(f, 1);
    }

    /// @dev Wear starts now. Between `_begin` and `_finish`.
    function _startWear(uint256 cluster, Facility storage f) internal {
        _setWearFrom(cluster, f, uint40(block.timestamp));
    }

    /// @dev The facility is late from now on. Between `_begin` and `_finish`.
    function _becomeLate(uint256 cluster, Facility storage f) internal {
        f.deadline = uint40(block.timestamp);
        _recordLate(cluster, f, block.timestamp);
    }

    /// @dev What came in while the facility is late vests over `vestOver` seconds: until then it counts as late for deposits.
    function _watchArrears(Facility storage f, uint256 vestOver) internal {
        if (f.arrearsUntil <= block.timestamp) f.arrears = 0; // of an earlier cure
        uint256 duration = Math.min(Math.max(vestOver, _vault.vestingFloor()), _vault.vestingCap());
        f.arrearsUntil = uint40(Math.max(f.arrearsUntil, block.timestamp + duration));
    }

    /// @dev Everything due has been reported and paid. Between `_begin` and `_finish`.
    function _cure(uint256 cluster, Facility storage f) internal {
        _endLateness(f);
        emit Cured(cluster, f.arrearsUntil);
    }

    /// @dev What it counted for while it was late goes on counting until its arrears have vested.
    function _endLateness(Facility storage f) internal {
        if (f.arrearsUntil > block.timestamp) f.arrears = f.watched;
        (f.exitAnchor, f.exitAt, f.lateSince, f.lineEnd, f.watched) = (0, 0, 0, 0, 0);
    }

    function _setDeadline(uint256 cluster, Facility storage f, uint256 deadline) internal {
        f.deadline = deadline.toUint40();
        emit DeadlineSet(cluster, f.deadline);
    }

    /// @dev When a revenue share is late if nothing more happens: its next report can't be final any more, or the grace of the
    ///      oldest unpaid one is over.
    function _nextDeadline(uint256 cluster, Facility storage f) internal view returns (uint256 deadline) {
        deadline = f.reportedUntil + f.maxPeriod + _reportingDelay();
        if (f.oldestUnpaid > f.settledPeriods) return deadline;
        return Math.min(deadline, uint256(_unpaid[cluster][f.oldestUnpaid].finalAt) + f.paymentGrace);
    }

    /// @dev From the longest end of a period to the latest second in which its report becomes final.
    function _reportingDelay() internal view returns (uint256) {
        OracleTimings memory timings = IRevenueOracle(_oracle).timings();
        return uint256(timings.reportDeadline) + timings.longWindow;
    }

    /// @dev Takes `valueOut` fine units off the value, and everything that runs on it down in proportion: salvage, wear, what
    ///      leavers are paid. Between `_begin` and `_finish`.
    function _shrink(Facility storage f, uint256 valueOut) internal {
        uint256 value = f.valueFineAt(block.timestamp);
        uint256 left = value - valueOut;
        _setValue(f, left, Math.mulDiv(f.salvage, left, value));
    }

    /// @dev The value from now on, and the salvage at most that it wears to. What leavers are paid keeps its part of it.
    function _setValue(Facility storage f, uint256 value, uint256 salvage) internal {
        uint256 before = f.valueFineAt(block.timestamp);
        if (f.lateSince != 0) {
            f.exitAnchor = before == 0 ? 0 : Math.mulDiv(f.exitFineAt(block.timestamp), value, before).toUint128();
            f.exitAt = uint40(Math.min(block.timestamp, f.lineEnd));
        }
        f.salvage = Math.min(salvage, value >> ValueLineLib.FINE_BITS).toUint128();
        f.anchor = value.toUint128();
        f.anchorAt = uint40(block.timestamp);
    }

    /// @dev Writes down what began at a deadline that has passed.
    function _recordLate(uint256 cluster, Facility storage f, uint256 from) private {
        Line memory line = f.exitLine();
        if (f.wearFrom == 0 && !f.isDebt()) _setWearFrom(cluster, f, uint40(from));
        f.lateSince = f.exitAt = uint40(from);
        f.exitAnchor = line.base.toUint128();
        f.lineEnd = uint40(line.until);
        f.watched = Calendar.wholeTokensUp(line.base, _wholeToken).toUint64();
        f.deadline = 0;
        emit LateSince(cluster, f.lateSince, f.lineEnd, line.base >> ValueLineLib.FINE_BITS);
    }

    function _setWearFrom(uint256 cluster, Facility storage f, uint40 from) private {
        f.wearFrom = from;
        f.wearUntil = from + f.usefulLife;
        f.anchorAt = from;
        emit WearStarted(cluster, from, f.wearUntil, f.anchor >> ValueLineLib.FINE_BITS, f.salvage);
    }

    function _latenessOf(Part memory part) internal pure returns (LatenessChange memory) {
        return LatenessChange(part.loss, part.lossSlope, part.watched, part.ended);
    }

    function _turnLateness(Part memory change) private {
        if (change.loss == 0 && change.lossSlope == 0 && change.watched == 0 && change.ended == 0) return;
        _vault.turnLateness(_latenessOf(change));
    }

    /// @dev Everything that lies ahead of a facility, put on the schedule (`sign` 1) or taken off (-1).
    ///      Returns what the facility adds to the vault's numbers by now.
    ///      The vault's word holds 96 bits of wear; what could not be turned when it falls due is refused now. Wear that has
    ///      ended still counts: over a vault's life that is 18 tokens of 18 decimals a second, or endless for 6.
    function _place(Facility storage f, int256 sign) private returns (Part memory part) {
        int256 wear;
        uint256 nextDue;
        (part, wear, nextDue) = Calendar.place(_schedule, f, _wholeToken, sign);
        uint256 wearAhead = uint256(int256(uint256(_wearAhead)) + wear);
        if (wearAhead > type(uint96).max) revert FacilityBook_WearTooFast(wearAhead, type(uint96).max);
        (_wearAhead, _nextDue) = (uint128(wearAhead), uint40(nextDue));
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {FacilityStatus, Form} from "../interfaces/IBookEvents.sol";
import {ValueLineLib} from "../vault/ValueLine.sol";

/// @notice One facility as stored. Money in base units.
struct Facility {
    // slot 0
    address operator;
    uint16 vaultShareBps; // of the residual
    FacilityStatus status;
    Form form;
    uint32 paymentGrace; // seconds from final to late
    uint32 usefulLife; // seconds of wear
    // slot 1
    uint128 approved; // most that may be drawn
    uint128 cost; // drawn
    // slot 2
    uint128 salvage; // value at the end of the useful life
    uint40 wearFrom; // unix seconds; 0 until recorded
    uint40 wearUntil; // unix seconds
    uint40 deadline; // unix seconds; late from here on, and wear starts unless it has; 0 while late
    // slot 3
    uint128 anchor; // value at `anchorAt` [fine]; flat until wear starts, then on a straight line to salvage
    uint40 anchorAt; // unix seconds
    uint32 lineLength; // seconds from late to worth nothing to a leaver
    uint40 inServiceBy; // unix seconds
    uint16 bondBps; // of the cost; the operator's bond before a draw
    // slot 4
    uint128 lockbox; // paid in, not distributed
    uint128 distributed; // taken from the lockbox so far
    // slot 5
    uint128 reported; // gross of all reports taken in
    uint128 received; // that reached the vault
    // slot 6
    uint128 carriedEnergy; // unpaid running costs
    uint128 carriedOther;
    // slot 7
    uint128 reserve; // held back
    uint128 reserveTarget;
    // slot 8
    uint32 settledPeriods; // reports taken in
    uint32 oldestUnpaid; // the period at which the next cash is aimed; at most settledPeriods + 1
    uint40 oldestStart; // unix seconds; where that period starts
    uint128 paidThrough; // gross of all periods before it
    // slot 9
    uint128 valueLeft; // that left the book by sales, recoveries and realised losses
    uint40 retiredAt; // unix seconds
    uint40 reportedUntil; // unix seconds; end of the newest period taken in, or the in-service second
    uint32 maxPeriod; // seconds
    // slot 10: the exit line
    uint128 exitAnchor; // what leavers are paid for it at `exitAt` [fine], while it is late
    uint40 exitAt; // unix seconds
    uint40 lateSince; // unix seconds; 0 until recorded
    uint40 lineEnd; // unix seconds
    // slot 11
    uint64 watched; // whole tokens; its value when it became late
    uint64 arrears; // whole tokens; the same, after a cure, until its arrears have vested
    uint40 arrearsUntil; // unix seconds
    uint40 resolvingSince; // unix seconds; 0 unless a resolution is open
    // slot 12
    uint128 held; // of the operator's part of the residual
    uint64 preferredRate; // 1e18 = 100 % a year of the cost
    uint16 stepShareBps; // 0: no step
    uint16 orderedBps; // of what is drawn
    uint16 deliveredBps;
    // slot 13
    uint128 preferredOwed; // not paid yet
}

/// @notice A straight line ahead or under way.
struct Line {
    uint256 from; // unix seconds; 0: nothing is planned
    uint256 until; // unix seconds
    uint256 start; // unix seconds; `base` holds here
    uint256 base; // fine
    uint256 slope; // fine per second, rounded down
    uint256 remainder; // fine; what the rounded slope leaves, taken in the last second
}

/// @notice What a facility adds to the vault's numbers at one moment. Fine units, except tokens and counts.
struct Part {
    int256 value;
    int256 slope;
    int256 loss; // unrealised: value less what leavers are paid for it; below zero by rounding at most
    int256 lossSlope;
    int256 watched; // whole tokens
    int256 ended; // 1 at the end of its exit line
}

using FacilityLib for Facility global;

/// @title FacilityLib
/// @notice Two lines of one facility. The value: straight to salvage over the useful life. What leavers are paid for it
///         while it is late: straight from its value to nothing over the line's length.
/// @dev Both are functions of what is stored and of the clock, so nobody has to call for them to begin, bend or end.
library FacilityLib {
    /// @notice Whether it is a loan or a lease: its value is what is outstanding, and falls with each principal, not with time.
    function isDebt(Facility storage self) internal view returns (bool) {
        return self.form != Form.RevenueShare;
    }

    /// @notice Whether wear runs or has run at second `t`, recorded or not.
    function hasWornBy(Facility storage self, uint256 t) internal view returns (bool) {
        if (self.isDebt()) return false;
        return self.wearFrom != 0 || (self.deadline != 0 && t >= self.deadline);
    }

    /// @notice Whether the facility is late at second `t`, recorded or not.
    function isLateAt(Facility storage self, uint256 t) internal view returns (bool) {
        return self.lateSince != 0 || (self.deadline != 0 && t >= self.deadline);
    }

    /// @notice The wear as it stands: recorded, or beginning at the deadline.
    ///         Slope = (value - salvage) / time left, rounded down, so the value never falls below salvage.
    function wear(Facility storage self) internal view returns (Line memory line) {
        if (self.isDebt()) return line;
        if (self.wearFrom != 0) {
            (line.from, line.until, line.start) = (self.wearFrom, self.wearUntil, self.anchorAt);
        } else if (self.deadline != 0) {
            line.from = line.start = self.deadline;
            line.until = line.start + self.usefulLife;
        }
        if (line.start >= line.until) return line;
        line.base = self.anchor - salvageFine(self);
        _slope(line);
    }

    /// @notice What leavers are paid: recorded, or beginning at the deadline. It falls at least as fast as the value, so it
    ///         does not exceed it, but for what rounding a slope leaves: less than a base unit, which the vault never pays.
    function exitLine(Facility storage self) internal view returns (Line memory line) {
        if (self.lateSince != 0) {
            (line.from, line.until) = (self.lateSince, self.lineEnd);
            (line.start, line.base) = (self.exitAt, self.exitAnchor);
        } else if (self.deadline != 0) {
            line.from = line.start = self.deadline;
            line.base = valueFineAt(self, line.from);
            line.until = line.from + lineTime(self, line.from, line.base);
        }
        _slope(line);
    }

    /// @notice Seconds that an exit line takes which begins at second `t` at `base`.
    function lineTime(Facility storage self, uint256 t, uint256 base) internal view returns (uint256) {
        uint256 slope = slopeAt(self, t);
        return slope == 0 ? self.lineLength : Math.min(self.lineLength, base / slope);
    }

    /// @notice Value at second `t`, fine units.
    function valueFineAt(Facility storage self, uint256 t) internal view returns (uint256) {
        if (!hasWornBy(self, t)) return self.anchor;
        Line memory line = wear(self);
        if (t >= line.until) return salvageFine(self);
        return self.anchor - line.slope * (t - Math.max(self.anchorAt, line.from));
    }

    /// @notice Wear per second at second `t`, fine units.
    function slopeAt(Facility storage self, uint256 t) internal view returns (uint256) {
        if (!hasWornBy(self, t)) return 0;
        Line memory line = wear(self);
        return t < line.until ? line.slope : 0;
    }

    /// @notice What leavers are paid for it at second `t`, fine units: its value unless it is late.
    function exitFineAt(Facility storage self, uint256 t) internal view returns (uint256) {
        if (!isLateAt(self, t)) return valueFineAt(self, t);
        Line memory line = exitLine(self);
        return t < line.until ? line.base - line.slope * (t - line.start) : 0;
    }

    /// @notice What it adds to the vault's numbers at second `t`. Only what has been recorded counts as late.
    function partAt(Facility storage self, uint256 t) internal view returns (Part memory part) {
        uint256 value = valueFineAt(self, t);
        part.value = int256(value);
        part.slope = int256(slopeAt(self, t));
        if (self.arrearsUntil > t) part.watched = int256(uint256(self.arrears));
        if (self.lateSince == 0) return part;
        Line memory line = exitLine(self);
        part.loss = part.value - int256(exitFineAt(self, t));
        part.lossSlope = (t < line.until ? int256(line.slope) : int256(0)) - part.slope;
        part.watched += int256(uint256(self.watched));
        // Where nothing was at stake when it became late, nothing waits for its resolution.
        if (t >= line.until && self.watched != 0) part.ended = 1;
    }

    function salvageFine(Facility storage self) internal view returns (uint256) {
        return uint256(self.salvage) << ValueLineLib.FINE_BITS;
    }

    function _slope(Line memory line) private pure {
        uint256 time = line.until - line.start;
        if (time != 0) line.slope = line.base / time;
        line.remainder = line.base - line.slope * time;
    }
}

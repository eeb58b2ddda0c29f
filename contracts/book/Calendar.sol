// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ValueLineLib} from "../vault/ValueLine.sol";
import {DueSchedule} from "./DueSchedule.sol";
import {DueTimes} from "./DueTimes.sol";
import {Facility, Line, Part} from "./Facility.sol";

/// @title Calendar
/// @notice What lies ahead of a facility, written into the schedule of its book, and carried out when it is due.
/// @dev Deployed by itself and linked: with it the book would be too large for a chain. It works on the book's storage.
library Calendar {
    using DueTimes for DueTimes.Set;

    /// @notice Puts everything that lies ahead of a facility on the schedule (`sign` 1), or takes it off (-1).
    /// @param wholeToken Base units
    /// @return part What the facility adds to the vault's numbers by now
    /// @return wear Fine units per second that are planned or under way, times `sign`
    /// @return nextDue Unix seconds of the first item of all
    function place(
        DueSchedule storage schedule,
        Facility storage f,
        uint256 wholeToken,
        int256 sign
    ) external returns (Part memory part, int256 wear, uint256 nextDue) {
        part = f.partAt(block.timestamp);
        Line memory value = f.wear();
        Line memory exit = f.exitLine();
        wear = _placeWear(schedule, value, exit.from, sign);
        Part memory change;
        uint256 watched = f.lateSince != 0 ? f.watched : wholeTokensUp(exit.base, wholeToken);
        if (exit.from > block.timestamp) {
            change.lossSlope = int256(exit.slope) - int256(f.slopeAt(exit.from));
            change.watched = int256(watched);
            schedule.add(exit.from, change, sign);
            delete change;
        }
        if (exit.until > block.timestamp) {
            (change.lossSlope, change.loss) = (-int256(exit.slope), int256(exit.remainder));
            change.ended = watched == 0 ? int256(0) : int256(1);
            schedule.add(exit.until, change, sign);
            delete change;
        }
        if (f.arrears != 0 && f.arrearsUntil > block.timestamp) {
            change.watched = -int256(uint256(f.arrears));
            schedule.add(f.arrearsUntil, change, sign);
        }
        nextDue = schedule.times.next(0);
    }

    /// @notice Takes up to `maxItems` items that are due off the schedule.
    /// @return change What they come to by now
    /// @return nextDue Unix seconds of the first item after them
    /// @return items How many they are
    function carryOut(
        DueSchedule storage schedule,
        uint256 maxItems
    ) external returns (Part memory change, uint256 nextDue, uint256 items) {
        (change, nextDue, items) = schedule.due(block.timestamp, maxItems);
        schedule.drop(items);
    }

    /// @notice The same, without doing it.
    function preview(
        DueSchedule storage schedule,
        uint256 maxItems
    ) external view returns (Part memory change, uint256 nextDue, uint256 items) {
        return schedule.due(block.timestamp, maxItems);
    }

    function wholeTokensUp(uint256 fine, uint256 wholeToken) internal pure returns (uint256) {
        return Math.ceilDiv(fine, wholeToken << ValueLineLib.FINE_BITS);
    }

    /// @dev The value's line, and what its end means for a facility that is late from `lateFrom` on (0: never).
    function _placeWear(
        DueSchedule storage schedule,
        Line memory value,
        uint256 lateFrom,
        int256 sign
    ) private returns (int256) {
        if (value.until <= block.timestamp) return 0;
        Part memory change;
        if (value.from > block.timestamp) {
            change.slope = int256(value.slope);
            schedule.add(value.from, change, sign);
        }
        (change.slope, change.value) = (-int256(value.slope), -int256(value.remainder));
        // What is late loses less from then on: its value stands still.
        if (lateFrom != 0 && value.until > lateFrom) (change.lossSlope, change.loss) = (-change.slope, change.value);
        schedule.add(value.until, change, sign);
        return sign * int256(value.slope);
    }
}

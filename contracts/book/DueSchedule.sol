// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {DueTimes} from "./DueTimes.sol";
import {Part} from "./Facility.sol";

/// @notice What happens to the vault's lines in one second: facilities that share the second share the item.
/// @dev Remainders are below one second's count of fine units for each facility: 64 bits hold any sum of them.
struct DueItem {
    // slot 0: the value
    int128 slope; // fine per second, from that second on
    int128 value; // fine, in that second
    // slot 1: what is late
    int112 lossSlope; // fine per second
    int64 loss; // fine
    int64 watched; // whole tokens
    int16 ended;
}

/// @notice The items of a book by time.
struct DueSchedule {
    DueTimes.Set times;
    mapping(uint256 time => DueItem) items;
}

using DueScheduleLib for DueSchedule global;

/// @title DueScheduleLib
/// @notice Changes that lie ahead. They come due by themselves; whoever calls next carries them out.
library DueScheduleLib {
    using DueTimes for DueTimes.Set;
    using SafeCast for int256;

    /// @notice Adds a change at `time`, `sign` times, to what else happens in that second. An item that comes to nothing
    ///         goes.
    function add(DueSchedule storage self, uint256 time, Part memory change, int256 sign) internal {
        DueItem memory item = self.items[time];
        bool wasItem = !_isNothing(item);
        item.slope = (item.slope + sign * change.slope).toInt128();
        item.value = (item.value + sign * change.value).toInt128();
        item.lossSlope = (item.lossSlope + sign * change.lossSlope).toInt112();
        item.loss = (item.loss + sign * change.loss).toInt64();
        item.watched = (item.watched + sign * change.watched).toInt64();
        item.ended = (item.ended + sign * change.ended).toInt16();
        self.items[time] = item;

        bool isItem = !_isNothing(item);
        if (isItem && !wasItem) self.times.add(time);
        if (!isItem && wasItem) self.times.remove(time);
    }

    /// @notice What up to `maxItems` items due at second `now_` change by then, and the first time after them.
    function due(
        DueSchedule storage self,
        uint256 now_,
        uint256 maxItems
    ) internal view returns (Part memory change, uint256 nextDue, uint256 count) {
        nextDue = self.times.next(0);
        while (nextDue <= now_ && count < maxItems) {
            DueItem memory item = self.items[nextDue];
            int256 since = int256(now_ - nextDue);
            change.slope += item.slope;
            change.value += item.value - item.slope * since;
            change.lossSlope += item.lossSlope;
            change.loss += item.loss + item.lossSlope * since;
            change.watched += item.watched;
            change.ended += item.ended;
            ++count;
            nextDue = self.times.next(nextDue + 1);
        }
    }

    /// @notice Drops the first `count` items.
    function drop(DueSchedule storage self, uint256 count) internal {
        for (uint256 i = 0; i < count; ++i) {
            uint256 time = self.times.next(0);
            delete self.items[time];
            self.times.remove(time);
        }
    }

    function _isNothing(DueItem memory item) private pure returns (bool) {
        return
            item.slope == 0 &&
            item.value == 0 &&
            item.lossSlope == 0 &&
            item.loss == 0 &&
            item.watched == 0 &&
            item.ended == 0;
    }
}

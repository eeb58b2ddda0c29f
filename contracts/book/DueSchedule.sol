// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {DueTimes} from "./DueTimes.sol";

/// @notice What happens to the vault's line in one second: facilities that share the second share the item.
struct DueItem {
    int128 slopeChange; // fine per second, from that second on
    int128 valueChange; // fine, in that second
}

/// @notice The items of a book by time.
struct DueSchedule {
    DueTimes.Set times;
    mapping(uint256 time => DueItem) items;
}

using DueScheduleLib for DueSchedule global;

/// @title DueScheduleLib
/// @notice Changes of wear that lie ahead. They come due by themselves; whoever calls next carries them out.
library DueScheduleLib {
    using DueTimes for DueTimes.Set;

    /// @notice Adds a change at `time` to what else happens in that second. An item that comes to nothing goes.
    function add(DueSchedule storage self, uint256 time, int256 slopeChange, int256 valueChange) internal {
        DueItem storage item = self.items[time];
        int256 slopeBefore = item.slopeChange;
        int256 valueBefore = item.valueChange;
        // Both stay within 128 bits: sums of 96-bit slopes and of remainders below one second's wear.
        int128 slopeAfter = int128(slopeBefore + slopeChange);
        int128 valueAfter = int128(valueBefore + valueChange);
        (item.slopeChange, item.valueChange) = (slopeAfter, valueAfter);

        bool wasItem = slopeBefore != 0 || valueBefore != 0;
        bool isItem = slopeAfter != 0 || valueAfter != 0;
        if (isItem && !wasItem) self.times.add(time);
        if (!isItem && wasItem) self.times.remove(time);
    }

    /// @notice What up to `maxItems` items due at second `now_` change by then, and the first time after them.
    function due(
        DueSchedule storage self,
        uint256 now_,
        uint256 maxItems
    ) internal view returns (int256 valueChange, int256 slopeChange, uint256 nextDue, uint256 count) {
        nextDue = self.times.next(0);
        while (nextDue <= now_ && count < maxItems) {
            DueItem storage item = self.items[nextDue];
            int256 slope = item.slopeChange;
            slopeChange += slope;
            valueChange += int256(item.valueChange) - slope * int256(now_ - nextDue);
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
}

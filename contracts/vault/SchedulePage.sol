// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {TimeBitmap} from "./TimeBitmap.sol";

/// @notice 256 neighbouring ticks, one bit each in every row: bit i is tick `first` + i. Read at once, so that a tick
///         that is carried out costs no search.
struct SchedulePage {
    uint256 first; // tick, a multiple of 256
    uint256 kinks;
    uint256 starts; // of markdowns
    uint256 ends; // of markdowns
    uint256 ahead; // in any row, and neither passed nor taken
}

using SchedulePageLib for SchedulePage global;

library SchedulePageLib {
    using TimeBitmap for TimeBitmap.Set;

    uint256 private constant TICKS = 256;

    /// @notice The page of a tick. What lies before that tick has been passed.
    /// @param kinks Ticks of kinks
    /// @param markdowns Ticks at which markdowns start
    /// @param markdownTicks The markdown period, ticks
    function open(
        TimeBitmap.Set storage kinks,
        TimeBitmap.Set storage markdowns,
        uint256 tick,
        uint256 markdownTicks
    ) internal view returns (SchedulePage memory page) {
        unchecked {
            uint256 first = tick - (tick % TICKS);
            (page.first, page.kinks, page.starts) = (first, kinks.page(first), markdowns.page(first));
            // May begin before tick 0, where nothing is.
            page.ends = markdowns.page(first - markdownTicks);
            page.ahead = (page.kinks | page.starts | page.ends) & (type(uint256).max << (tick % TICKS));
        }
    }

    /// @notice Takes what is due, at most `most` ticks: they alone stay in the rows, and are not ahead any more.
    /// @param last The last tick that is due, not before the page
    /// @return count Ticks taken
    function take(SchedulePage memory self, uint256 last, uint256 most) internal pure returns (uint256 count) {
        unchecked {
            // A shift by 256 leaves nothing, and one less is everything.
            uint256 due = self.ahead & ((2 << (last - self.first)) - 1);
            uint256 left = due;
            while (left != 0) {
                if (count == most) break;
                left &= left - 1; // clears the lowest bit
                ++count;
            }
            uint256 taken = due ^ left;
            self.ahead ^= taken;
            (self.kinks, self.starts, self.ends) = (self.kinks & taken, self.starts & taken, self.ends & taken);
        }
    }

    /// @return The first tick ahead. Only where there is one.
    function next(SchedulePage memory self) internal pure returns (uint256) {
        unchecked {
            return self.first + TimeBitmap.lowestBit(self.ahead);
        }
    }

    /// @return The first tick behind the page.
    function end(SchedulePage memory self) internal pure returns (uint256) {
        unchecked {
            return self.first + TICKS;
        }
    }
}

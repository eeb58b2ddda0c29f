// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Curve} from "./Curve.sol";
import {Kink, MarkdownWord} from "./Kinks.sol";
import {SchedulePage, SchedulePageLib} from "./SchedulePage.sol";
import {TimeBitmap} from "./TimeBitmap.sol";
import {VestingScheduleLib} from "./VestingSchedule.sol";

/// @notice Words by tick, and which ticks have one.
struct TickWords {
    mapping(uint256 tick => uint256 word) words;
    TimeBitmap.Set ticks; // those whose word is not zero
}

/// @notice What will change, by ticks of the vault's grid, if nothing is posted any more.
/// @dev Nothing is cleared when it is carried out: what lies before the next kink is done, and past ticks take nothing
///      new, but for a markdown that runs and is drawn anew.
///      A markdown is carried out twice: where it begins and, out of the same word, one markdown period later.
struct AccrualSchedule {
    TickWords kinks; // Kink
    TickWords markdowns; // MarkdownWord, at the ticks where they begin
}

using AccrualScheduleLib for AccrualSchedule global;
using TickWordsLib for TickWords global;

library TickWordsLib {
    using TimeBitmap for TimeBitmap.Set;

    /// @notice Replaces the word of a tick.
    /// @param before Its word so far
    function replace(TickWords storage self, uint256 tick, uint256 before, uint256 word) internal {
        if (word == before) return;
        self.words[tick] = word;
        if ((word == 0) != (before == 0)) self.ticks.flip(tick);
    }
}

/// @title AccrualScheduleLib
/// @notice Three rows of ticks, walked side by side, page by page: kinks, where markdowns begin, where they end.
/// @dev What turns at a tick adds to the lines from there on, whatever else does. So each row of a page is summed up by
///      itself, and the curve turns once for all of it: by slopes, and by their moments (slope · time, in ticks until
///      the sum is known). Sums cannot overflow: at most 256 of 105 bits, times a time of 32.
library AccrualScheduleLib {
    using TimeBitmap for TimeBitmap.Set;

    /// @notice Carries out what is due by now, up to `curve.most` ticks, on a curve that stands before `curve.next`. It
    ///         then stands in this second or, where more is due, at the first tick left out, before what changes there.
    /// @param curve Changed in place
    /// @param tickLength Seconds
    /// @param markdownTicks The markdown period, ticks
    function carryOut(
        AccrualSchedule storage self,
        Curve memory curve,
        uint256 tickLength,
        uint256 markdownTicks
    ) internal view {
        unchecked {
            uint256 tick = curve.next / tickLength;
            do {
                SchedulePage memory page = SchedulePageLib.open(
                    self.kinks.ticks,
                    self.markdowns.ticks,
                    tick,
                    markdownTicks
                );
                curve.ticks += page.take(block.timestamp / tickLength, curve.most - curve.ticks);
                _addKinks(self, curve, page, tickLength);
                _addStarts(self, curve, page, tickLength);
                _addEnds(self, curve, page, tickLength, markdownTicks);
                tick = _nextTick(self, page, markdownTicks);
                curve.next = Math.min(tick * tickLength, VestingScheduleLib.NEVER);
            } while (curve.next <= block.timestamp && curve.ticks != curve.most);
            curve.follow(Math.min(curve.next, block.timestamp));
        }
    }

    /// @dev The first tick that is left, on the page or behind it; not before the end of time when there is none. An
    ///      end is never far while a markdown lies ahead or runs, and bounds the search for the others.
    function _nextTick(
        AccrualSchedule storage self,
        SchedulePage memory page,
        uint256 markdownTicks
    ) private view returns (uint256 found) {
        if (page.ahead != 0) return page.next();
        (TimeBitmap.Set storage markdowns, uint256 end) = (self.markdowns.ticks, page.end());
        unchecked {
            found = markdowns.next(Math.saturatingSub(end, markdownTicks), TimeBitmap.NONE) + markdownTicks;
            found = Math.min(found, markdowns.next(end, found));
            found = Math.min(found, self.kinks.ticks.next(end, found));
        }
    }

    function _addKinks(
        AccrualSchedule storage self,
        Curve memory curve,
        SchedulePage memory page,
        uint256 tickLength
    ) private view {
        unchecked {
            (int256 slope, int256 moment, uint256 tick) = (0, 0, page.first);
            for (uint256 row = page.kinks; row != 0; (row, tick) = (row >> 1, tick + 1)) {
                if (row & 1 == 0) (row, tick) = _skip(row, tick);
                Kink kink = Kink.wrap(self.kinks.words[tick]);
                int256 turn = kink.valueSlope();
                slope += turn;
                moment += turn * int256(tick);
                if (!kink.isOfValueAlone()) _addLoss(curve, kink, tick * tickLength);
            }
            if (slope | moment != 0) curve.turnValue(slope, moment * int256(tickLength));
        }
    }

    /// @dev What a kink changes beside the value's slope.
    function _addLoss(Curve memory curve, Kink kink, uint256 t) private pure {
        (, int256 slope, int256 delinquent) = kink.parts();
        unchecked {
            curve.turnMarkdown(slope, slope * int256(t), delinquent);
        }
    }

    /// @dev What a leaver forgoes grows from here in a straight line.
    function _addStarts(
        AccrualSchedule storage self,
        Curve memory curve,
        SchedulePage memory page,
        uint256 tickLength
    ) private view {
        if (page.starts == 0) return;
        unchecked {
            (uint256 slope, uint256 moment, uint256 delinquent, uint256 tick) = (0, 0, 0, page.first);
            for (uint256 row = page.starts; row != 0; (row, tick) = (row >> 1, tick + 1)) {
                if (row & 1 == 0) (row, tick) = _skip(row, tick);
                MarkdownWord word = MarkdownWord.wrap(self.markdowns.words[tick]);
                slope += word.slopeOfLoss();
                moment += word.slopeOfLoss() * tick;
                delinquent += word.tokens();
            }
            curve.turnMarkdown(int256(slope), int256(moment * tickLength), int256(delinquent));
        }
    }

    /// @dev It is all of the value now, and falls with it.
    function _addEnds(
        AccrualSchedule storage self,
        Curve memory curve,
        SchedulePage memory page,
        uint256 tickLength,
        uint256 markdownTicks
    ) private view {
        unchecked {
            for (uint256 row = page.ends; row != 0; row &= row - 1) {
                uint256 tick = page.first + TimeBitmap.lowestBit(row);
                MarkdownWord word = MarkdownWord.wrap(self.markdowns.words[tick - markdownTicks]);
                (uint256 lossSlope, uint256 depreciation, ) = word.parts();
                int256 slope = -int256(lossSlope + depreciation);
                curve.turnMarkdown(slope, slope * int256(tick * tickLength), 0);
            }
        }
    }

    /// @dev To the next tick of a row, which is bit 0 then. Where much is due, neighbours are frequent and need no
    ///      search.
    function _skip(uint256 row, uint256 tick) private pure returns (uint256, uint256) {
        unchecked {
            uint256 gap = TimeBitmap.lowestBit(row);
            return (row >> gap, tick + gap);
        }
    }
}

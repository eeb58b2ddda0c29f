// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Curve} from "./Curve.sol";
import {Kink, MarkdownWord} from "./Kinks.sol";
import {TimeBitmap} from "./TimeBitmap.sol";
import {VestingScheduleLib} from "./VestingSchedule.sol";

/// @notice Words by tick, and which ticks have one.
struct TickWords {
    mapping(uint256 tick => uint256 word) words;
    TimeBitmap.Set ticks; // those whose word is not zero
}

/// @notice What will change, by ticks of the vault's grid, if nothing is posted any more.
/// @dev Nothing is cleared when it is carried out: what lies before the next kink is done, and past ticks take nothing new,
///      but for a markdown that runs and is drawn anew.
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

    /// @notice The first tick at or after `tick` that has a word, `TimeBitmap.NONE` when there is none.
    function next(TickWords storage self, uint256 tick) internal view returns (uint256) {
        return self.ticks.next(tick);
    }
}

/// @title AccrualScheduleLib
/// @notice Three rows of ticks, walked side by side: kinks, where markdowns begin, where they end.
library AccrualScheduleLib {
    /// @notice Carries out what is due by now, up to `curve.most` ticks, on a curve that stands before `curve.next`. It then
    ///         stands in this second or, where more is due, at the first tick left out, before what changes there.
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
            uint256 kink = self.kinks.next(tick);
            uint256 start = self.markdowns.next(tick);
            uint256 end = _nextEnd(self, tick, markdownTicks);
            while (true) {
                tick = Math.min(kink, Math.min(start, end));
                curve.next = Math.min(tick * tickLength, VestingScheduleLib.NEVER);
                if (curve.next > block.timestamp || curve.ticks == curve.most) break;
                curve.follow(curve.next);
                if (kink == tick) {
                    _turnAtKink(curve, Kink.wrap(self.kinks.words[tick]));
                    kink = self.kinks.next(tick + 1);
                }
                if (start == tick) {
                    _startMarkdown(curve, MarkdownWord.wrap(self.markdowns.words[tick]));
                    start = self.markdowns.next(tick + 1);
                }
                if (end == tick) {
                    _endMarkdown(curve, MarkdownWord.wrap(self.markdowns.words[tick - markdownTicks]));
                    end = _nextEnd(self, tick + 1, markdownTicks);
                }
                ++curve.ticks;
            }
            curve.follow(Math.min(curve.next, block.timestamp));
        }
    }

    /// @dev The first tick at or after `tick` at which a markdown ends; not before the end of time when none does.
    function _nextEnd(
        AccrualSchedule storage self,
        uint256 tick,
        uint256 markdownTicks
    ) private view returns (uint256) {
        unchecked {
            return self.markdowns.next(Math.saturatingSub(tick, markdownTicks)) + markdownTicks;
        }
    }

    function _turnAtKink(Curve memory curve, Kink kink) private pure {
        (int256 slope, int256 lossSlope, int256 delinquent, int256 matured) = kink.parts();
        if (slope != 0) curve.turnValue(slope);
        if (lossSlope | delinquent | matured != 0) curve.turnMarkdown(lossSlope, delinquent, matured);
    }

    /// @dev What a leaver forgoes grows from here in a straight line.
    function _startMarkdown(Curve memory curve, MarkdownWord word) private pure {
        (uint256 lossSlope, , uint256 delinquent, ) = word.parts();
        curve.turnMarkdown(int256(lossSlope), int256(delinquent), 0);
    }

    /// @dev It is all of the value now, and falls with it.
    function _endMarkdown(Curve memory curve, MarkdownWord word) private pure {
        (uint256 lossSlope, uint256 depreciation, , uint256 count) = word.parts();
        unchecked {
            curve.turnMarkdown(-int256(lossSlope + depreciation), 0, int256(count));
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {KinkEntry, KinkKind, Posting} from "../../interfaces/IGpuYieldVault.sol";
import {Kink, KinkLib, MarkdownLib, MarkdownWord} from "../../vault/Kinks.sol";

/// @dev log2 of X32 units per base unit.
uint256 constant X32_BITS = 32;

/// @notice One facility as a function of time. Value and loss in X32, times in unix seconds.
struct Curve {
    uint256 salvage; // X32, whole base units; value of a loan, or of hardware at the end of its life
    uint256 slope; // X32 per second of depreciation, planned or under way
    uint256 until; // depreciation ends; 0: it has not begun
    uint256 life; // seconds of depreciation, whole ticks; 0: the value does not depend on time
    uint256 deadline; // delinquent from here on, and depreciation begins unless it has; 0: none
    uint256 markdown; // seconds, the vault's
}

/// @notice What a facility adds to the vault's numbers at one moment.
struct Part {
    int256 value; // X32
    int256 slope; // X32 per second
    int256 loss; // X32
    int256 lossSlope; // X32 per second
    int256 delinquent; // whole tokens
}

/// @notice How depreciation changes later if nothing more is said. Ticks of the vault's grid, 0: nothing.
struct Future {
    uint256 beginTick; // depreciation begins at the deadline
    Kink begin;
    uint256 endTick; // depreciation ends
    Kink end;
}

using CurveLib for Curve global;

/// @title CurveLib
/// @notice Value and loss of one facility, in closed form. Both are functions of what is stored and of the clock, so
///         nobody has to call for them to begin, bend or end.
///
///     value(t) = salvage + slope · seconds of depreciation left
///     loss(t)  = ⌈value(D + M) / M⌉ · (t − D) from the deadline D to D + M, M the markdown period; then the value
///
/// No line has a remainder: the slope is rounded down, and what that takes (less than a base unit) is a loss when the
/// line is drawn. The loss never exceeds the value, but for what rounding it up brings: less than a base unit, which
/// the vault never pays.
library CurveLib {
    /// @notice When depreciation ends, begun or planned; 0 where the value does not depend on time, or no deadline is
    ///         set.
    function endOf(Curve memory self) internal pure returns (uint256) {
        if (self.until != 0) return self.until;
        unchecked {
            return self.life == 0 || self.deadline == 0 ? 0 : self.deadline + self.life; // seconds
        }
    }

    /// @notice The same once more, to be changed.
    function copy(Curve memory self) internal pure returns (Curve memory other) {
        assembly ("memory-safe") {
            mcopy(other, self, 0xc0) // six words
        }
    }

    /// @notice Whether two curves differ in their deadlines alone.
    function isSameLine(Curve memory self, Curve memory other) internal pure returns (bool) {
        uint256 differences = (self.salvage ^ other.salvage) | (self.slope ^ other.slope);
        return differences | (self.until ^ other.until) | (self.life ^ other.life) == 0;
    }

    function hasBegunBy(Curve memory self, uint256 t) internal pure returns (bool) {
        return self.until != 0 || (self.life != 0 && isDelinquentAt(self, t));
    }

    function isDelinquentAt(Curve memory self, uint256 t) internal pure returns (bool) {
        return self.deadline != 0 && t >= self.deadline;
    }

    /// @notice Seconds of depreciation left at second `t`.
    function timeLeft(Curve memory self, uint256 t) internal pure returns (uint256) {
        uint256 end = self.until;
        if (end == 0) {
            if (!hasBegunBy(self, t)) return self.life;
            end = endOf(self);
        }
        unchecked {
            return end > t ? end - t : 0;
        }
    }

    function valueAt(Curve memory self, uint256 t) internal pure returns (uint256) {
        unchecked {
            // Cannot overflow: 128 bits, and 96 by 33.
            return self.salvage + self.slope * timeLeft(self, t);
        }
    }

    /// @notice What leavers forgo of it at second `t`.
    function lossAt(Curve memory self, uint256 t) internal pure returns (uint256) {
        if (!isDelinquentAt(self, t)) return 0;
        uint256 end = self.deadline + self.markdown;
        if (t < end) return lossSlopeUp(self) * (t - self.deadline);
        // From the end of the markdown on it falls as the value does.
        return lossSlopeUp(self) * self.markdown - self.slope * (timeLeft(self, end) - timeLeft(self, t));
    }

    /// @notice X32 per second by which the loss grows while the markdown runs.
    function lossSlopeUp(Curve memory self) internal pure returns (uint256) {
        return Math.ceilDiv(valueAt(self, self.deadline + self.markdown), self.markdown);
    }

    /// @notice What it adds to the vault's numbers at second `t`.
    /// @param wholeX32 X32 of a whole token
    function partAt(Curve memory self, uint256 t, uint256 wholeX32) internal pure returns (Part memory part) {
        part.value = int256(valueAt(self, t));
        bool falls = hasBegunBy(self, t) && t < endOf(self);
        if (falls) part.slope = int256(self.slope);
        if (!isDelinquentAt(self, t)) return part;
        part.loss = int256(lossAt(self, t));
        part.delinquent = int256(_tokensUp(self, wholeX32));
        if (t < self.deadline + self.markdown) {
            part.lossSlope = int256(lossSlopeUp(self));
        } else if (falls) {
            part.lossSlope = -int256(self.slope);
        }
    }

    /// @notice Where depreciation begins and ends after second `now_`.
    /// @param tick Seconds of the vault's grid
    function futureAt(Curve memory self, uint256 now_, uint256 tick) internal pure returns (Future memory f) {
        uint256 end = endOf(self);
        if (self.slope == 0 || end <= now_) return f;
        // What is delinquent and marked down loses less from then on: its value stands still.
        f.endTick = end / tick;
        f.end = KinkLib.pack(-int256(self.slope), int256(_slopeLeft(self)), 0);
        if (!hasBegunBy(self, now_)) {
            f.beginTick = self.deadline / tick;
            f.begin = KinkLib.pack(int256(self.slope), 0, 0);
        }
    }

    /// @notice The markdown that lies ahead at second `now_` or runs, and its tick; zero where none does.
    /// @param tick Seconds of the vault's grid
    /// @param wholeX32 X32 of a whole token
    function markdownAt(
        Curve memory self,
        uint256 now_,
        uint256 tick,
        uint256 wholeX32
    ) internal pure returns (uint256, MarkdownWord) {
        if (self.deadline == 0 || self.deadline + self.markdown <= now_) return (0, MarkdownWord.wrap(0));
        return (self.deadline / tick, _markdownFrom(self, self.deadline, wholeX32));
    }

    /// @notice Adds to a posting what moves a deadline that lies ahead to another, of a curve whose depreciation has
    ///         begun. Not where depreciation ends in one markdown and not in the other: more moves with it.
    /// @param to Unix seconds, on the vault's grid
    /// @return Whether it did
    function postMove(
        Posting memory p,
        Curve memory self,
        uint256 to,
        uint256 tick,
        uint256 wholeX32
    ) internal pure returns (bool) {
        MarkdownWord old = _markdownFrom(self, self.deadline, wholeX32);
        MarkdownWord new_ = _markdownFrom(self, to, wholeX32);
        if (old.slopeLeft() != new_.slopeLeft()) return false;
        KinkEntry[] memory entries = room(1);
        uint256 count = _push(entries, 0, KinkKind.MarkdownAdded, to / tick, MarkdownWord.unwrap(new_));
        count = _push(entries, count, KinkKind.MarkdownRemoved, self.deadline / tick, MarkdownWord.unwrap(old));
        _close(entries, count);
        p.kinks = entries;
        return true;
    }

    /// @notice Adds to a posting what turns a facility's curve into another one.
    function post(
        Posting memory p,
        Curve memory before,
        Curve memory next,
        uint256 tick,
        uint256 wholeX32
    ) internal view {
        bool isSame = isSameLine(before, next);
        if (isSame && before.deadline == next.deadline) return;
        // Where only the deadline differs and neither has passed, they are one so far.
        if (!isSame || isDelinquentAt(before, block.timestamp) || isDelinquentAt(next, block.timestamp)) {
            Part memory a = partAt(before, block.timestamp, wholeX32);
            Part memory b = partAt(next, block.timestamp, wholeX32);
            p.value += b.value - a.value;
            p.slope += b.slope - a.slope;
            p.loss += b.loss - a.loss;
            p.lossSlope += b.lossSlope - a.lossSlope;
            p.delinquent += b.delinquent - a.delinquent;
        }
        (uint256 oldTick, MarkdownWord old) = markdownAt(before, block.timestamp, tick, wholeX32);
        (uint256 newTick, MarkdownWord new_) = markdownAt(next, block.timestamp, tick, wholeX32);
        KinkEntry[] memory entries = room(1);
        uint256 count;
        if (oldTick != newTick || MarkdownWord.unwrap(old) != MarkdownWord.unwrap(new_)) {
            count = _push(entries, count, KinkKind.MarkdownAdded, newTick, MarkdownWord.unwrap(new_));
            count = _push(entries, count, KinkKind.MarkdownRemoved, oldTick, MarkdownWord.unwrap(old));
        }
        if (before.slope | next.slope != 0) {
            Future memory a = futureAt(before, block.timestamp, tick);
            Future memory b = futureAt(next, block.timestamp, tick);
            count = _turn(entries, count, a.beginTick, a.begin, b.beginTick, b.begin);
            count = _turn(entries, count, a.endTick, a.end, b.endTick, b.end);
        }
        _close(entries, count);
        p.kinks = entries;
    }

    /// @notice An empty list with room for all entries of `facilities`, six each.
    /// @dev `new` would make entries that are replaced: 800 gas each six.
    function room(uint256 facilities) internal pure returns (KinkEntry[] memory entries) {
        assembly ("memory-safe") {
            entries := mload(0x40)
            mstore(entries, 0)
            mstore(0x40, add(entries, add(0x20, mul(facilities, 0xc0))))
        }
    }

    /// @dev As many as there are.
    function _close(KinkEntry[] memory entries, uint256 count) private pure {
        assembly ("memory-safe") {
            mstore(entries, count)
        }
    }

    /// @dev The markdown that begins at second `deadline`. From there on depreciation has begun, if it ever does.
    function _markdownFrom(Curve memory self, uint256 deadline, uint256 wholeX32) private pure returns (MarkdownWord) {
        unchecked {
            // Cannot overflow: seconds of 33 bits, and values as in `valueAt`.
            (uint256 end, uint256 markdown) = (endOf(self), self.markdown);
            uint256 left = end > deadline ? end - deadline : 0;
            uint256 tokens = Math.ceilDiv(self.salvage + self.slope * left, wholeX32);
            left = end > deadline + markdown ? end - deadline - markdown : 0;
            uint256 lossSlope = Math.ceilDiv(self.salvage + self.slope * left, markdown);
            return MarkdownLib.pack(lossSlope, left == 0 ? 0 : self.slope, tokens);
        }
    }

    /// @dev Depreciation that is left when the markdown ends, X32 per second.
    function _slopeLeft(Curve memory self) private pure returns (uint256) {
        return self.deadline != 0 && self.deadline + self.markdown < endOf(self) ? self.slope : 0;
    }

    /// @dev One kink moves: where its tick stays, one change of it.
    function _turn(
        KinkEntry[] memory entries,
        uint256 count,
        uint256 oldTick,
        Kink old,
        uint256 newTick,
        Kink new_
    ) private pure returns (uint256) {
        if (oldTick == newTick) return _push(entries, count, KinkKind.Slope, newTick, Kink.unwrap(new_.minus(old)));
        count = _push(entries, count, KinkKind.Slope, oldTick, Kink.unwrap(Kink.wrap(0).minus(old)));
        return _push(entries, count, KinkKind.Slope, newTick, Kink.unwrap(new_));
    }

    function _push(
        KinkEntry[] memory entries,
        uint256 count,
        KinkKind kind,
        uint256 tick,
        uint256 word
    ) private pure returns (uint256) {
        if (word == 0) return count;
        KinkEntry memory entry = KinkEntry(kind, uint32(tick), word);
        assembly ("memory-safe") {
            // There are never more than six.
            mstore(add(entries, shl(5, add(count, 1))), entry)
            count := add(count, 1)
        }
        return count;
    }

    /// @dev Its value in the second in which it becomes delinquent, whole tokens.
    function _tokensUp(Curve memory self, uint256 wholeX32) private pure returns (uint256) {
        return Math.ceilDiv(valueAt(self, self.deadline), wholeX32);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title TimeBitmap
/// @notice An ordered set of ticks in which every operation costs the same whatever is in it: add or remove one, find
///         the next.
/// @dev A tree of bits with one level for each byte of a 32-bit tick. A bit of level 0 is one tick; a bit of level n is
///      set while the word below it, which covers 256^n ticks, is not empty. A heap would do with less code, but its
///      cost grows with what it holds, and it cannot drop a tick in the middle.
library TimeBitmap {
    uint256 internal constant NONE = type(uint32).max;
    uint256 private constant LEVELS = 4;

    struct Set {
        mapping(uint256 key => uint256 bits) words; // level · 2^32 + the tick's bytes above the level
    }

    function has(Set storage self, uint256 tick) internal view returns (bool) {
        return self.words[tick >> 8] & (1 << (tick & 0xff)) != 0;
    }

    /// @notice Adds a tick below `NONE` that is no member, or removes one that is.
    function flip(Set storage self, uint256 tick) internal {
        unchecked {
            for (uint256 level = 0; level < LEVELS; ++level) {
                uint256 key = (level << 32) | (tick >> 8);
                uint256 word = self.words[key];
                uint256 flipped = word ^ (1 << (tick & 0xff));
                self.words[key] = flipped;
                if (word != 0 && flipped != 0) return; // the levels above know already
                tick >>= 8;
            }
        }
    }

    /// @notice The members among the 256 ticks from `first` on: bit i is tick `first` + i.
    /// @param first May lie before tick 0, as a wrapped number
    function page(Set storage self, uint256 first) internal view returns (uint256 bits) {
        unchecked {
            uint256 shift = first & 0xff;
            bits = _ticksOf(self, first >> 8) >> shift;
            if (shift == 0) return bits;
            return bits | (_ticksOf(self, (first + 0xff) >> 8) << (256 - shift));
        }
    }

    /// @notice The first member at or after `tick`, `NONE` when there is none.
    /// @param limit What lies here or later is not looked for: `NONE` or any tick from here on may come back instead
    function next(Set storage self, uint256 tick, uint256 limit) internal view returns (uint256) {
        unchecked {
            uint256 place = tick >> 8; // of a bit in its level: of a word in the level below
            uint256 bits = 0;
            if (tick & 0xff != 0) {
                bits = _ticksOf(self, place) & (type(uint256).max << (tick & 0xff));
                if (bits != 0) return (place << 8) | lowestBit(bits);
                ++place;
            }
            for (uint256 level = 1; level < LEVELS; ++level) {
                limit >>= 8;
                if (limit < place) break;
                bits = self.words[(level << 32) | (place >> 8)] & (type(uint256).max << (place & 0xff));
                place >>= 8;
                if (bits != 0) {
                    place = (place << 8) | lowestBit(bits);
                    return place > limit ? NONE : _descend(self, level, place);
                }
                ++place;
            }
            return NONE;
        }
    }

    /// @dev A word of level 0. Most are empty, and the one above says which: that is read first, often for many of
    ///      them.
    function _ticksOf(Set storage self, uint256 key) private view returns (uint256) {
        uint256 above = self.words[(1 << 32) | (key >> 8)];
        if (above & (1 << (key & 0xff)) == 0) return 0;
        return self.words[key];
    }

    /// @dev From a bit of `level` down to the first tick below it.
    function _descend(Set storage self, uint256 level, uint256 found) private view returns (uint256) {
        unchecked {
            while (level != 0) {
                --level;
                found = (found << 8) | lowestBit(self.words[(level << 32) | found]);
            }
            return found;
        }
    }

    /// @return Place of the lowest bit that is set, of a word that is not zero.
    function lowestBit(uint256 word) internal pure returns (uint256) {
        unchecked {
            // A frequent case; and the compiler does not copy what returns early to every caller.
            if (word & 1 != 0) return 0;
            return Math.log2(word & (~word + 1)); // the isolated lowest bit is a power of two
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title TimeBitmap
/// @notice An ordered set of ticks in which every operation costs the same whatever is in it: add or remove one, find the next.
/// @dev A tree of bits with one level for each byte of a 32-bit tick. A bit of level 0 is one tick; a bit of level n is set
///      while the word below it, which covers 256^n ticks, is not empty. A heap would do with less code, but its cost grows
///      with what it holds, and it cannot drop a tick in the middle.
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

    /// @notice The first member at or after `tick`, `NONE` when there is none.
    function next(Set storage self, uint256 tick) internal view returns (uint256) {
        unchecked {
            uint256 beyond = 0; // above level 0, only what lies beyond the word just searched
            for (uint256 level = 0; level < LEVELS; ++level) {
                uint256 digit = (tick & 0xff) + beyond;
                tick >>= 8;
                // A shift by 256 leaves nothing.
                uint256 bits = self.words[(level << 32) | tick] & (type(uint256).max << digit);
                if (bits != 0) return _descend(self, level, (tick << 8) | _lowestBit(bits));
                beyond = 1;
            }
            return NONE;
        }
    }

    /// @dev From a bit of `level` down to the first tick below it.
    function _descend(Set storage self, uint256 level, uint256 found) private view returns (uint256) {
        unchecked {
            while (level != 0) {
                --level;
                found = (found << 8) | _lowestBit(self.words[(level << 32) | found]);
            }
            return found;
        }
    }

    function _lowestBit(uint256 word) private pure returns (uint256) {
        unchecked {
            return Math.log2(word & (~word + 1)); // the isolated lowest bit is a power of two
        }
    }
}

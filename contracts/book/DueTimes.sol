// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title DueTimes
/// @notice An ordered set of seconds in which every operation costs the same whatever is in it: add, remove, next.
/// @dev A tree of bits with one level for each byte of a 32-bit time. A bit of level 0 is one second; a bit of level
///      n is set while the word below it, which covers 256^n seconds, is not empty. A heap would do with less code, but
///      its cost grows with the number of facilities, and it cannot drop a time in the middle.
library DueTimes {
    uint256 internal constant NONE = type(uint32).max;
    uint256 private constant LEVELS = 4;

    struct Set {
        mapping(uint256 key => uint256 bits) words;
    }

    /// @notice Adds a second before `NONE`. Adding a member again changes nothing.
    function add(Set storage self, uint256 time) internal {
        for (uint256 level = 0; level < LEVELS; ++level) {
            uint256 key = _key(level, time);
            uint256 word = self.words[key];
            self.words[key] = word | (1 << _digit(level, time));
            if (word != 0) return; // the levels above know already
        }
    }

    /// @notice Removes a member.
    function remove(Set storage self, uint256 time) internal {
        for (uint256 level = 0; level < LEVELS; ++level) {
            uint256 key = _key(level, time);
            uint256 word = self.words[key] & ~(1 << _digit(level, time));
            self.words[key] = word;
            if (word != 0) return; // the levels above stay as they are
        }
    }

    /// @notice The first member at or after `time`, `NONE` when there is none.
    function next(Set storage self, uint256 time) internal view returns (uint256) {
        for (uint256 level = 0; level < LEVELS; ++level) {
            // At level 0 the digit itself counts; above it, only what lies beyond the word just searched.
            uint256 digit = _digit(level, time) + Math.min(level, 1);
            uint256 candidates = self.words[_key(level, time)] & (type(uint256).max << digit); // a shift by 256 leaves 0
            if (candidates != 0) return _descend(self, level, time, candidates);
        }
        return NONE;
    }

    /// @dev From the lowest bit of `candidates` at `level` down to the first second below it.
    function _descend(
        Set storage self,
        uint256 level,
        uint256 time,
        uint256 candidates
    ) private view returns (uint256 found) {
        found = time >> (8 * (level + 1));
        while (true) {
            found = (found << 8) | _lowestBit(candidates);
            if (level == 0) return found;
            --level;
            candidates = self.words[(level << 32) | found];
        }
    }

    /// @dev Level and the bytes of the time above it.
    function _key(uint256 level, uint256 time) private pure returns (uint256) {
        return (level << 32) | (time >> (8 * (level + 1)));
    }

    function _digit(uint256 level, uint256 time) private pure returns (uint256) {
        return (time >> (8 * level)) & 0xff;
    }

    function _lowestBit(uint256 word) private pure returns (uint256) {
        unchecked {
            return Math.log2(word & (~word + 1)); // the isolated lowest bit is a power of two
        }
    }
}

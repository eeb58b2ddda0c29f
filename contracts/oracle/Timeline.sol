// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

/// @notice Values of up to 224 bits, each with the second from which on it holds.
struct Timeline {
    Checkpoints.Checkpoint224 newest; // the last of `all`, once more
    Checkpoints.Trace224 all;
}

/// @title TimelineLib
/// @notice What held at a second. Nothing is ever taken out, and what is added holds from now on: what held at a second
///         that has passed is the same for ever.
/// @dev What the newest value answers takes one word. Of the past the first value holds as far back as anybody asks: it
///      was never any other. 32 bits hold the time until the year 2106.
library TimelineLib {
    using Checkpoints for Checkpoints.Trace224;

    function set(Timeline storage self, uint256 value) internal {
        uint32 since = self.all.length() == 0 ? 0 : uint32(block.timestamp);
        self.newest = Checkpoints.Checkpoint224(since, uint224(value)); // whoever packs it sees to its width
        self.all.push(since, uint224(value));
    }

    function valueAt(Timeline storage self, uint256 second) internal view returns (uint256) {
        Checkpoints.Checkpoint224 memory newest = self.newest;
        return newest._key <= second ? newest._value : self.all.upperLookup(uint32(second));
    }

    function latest(Timeline storage self) internal view returns (uint256) {
        return self.newest._value;
    }
}

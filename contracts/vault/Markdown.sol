// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";
import {Curve} from "./Curve.sol";

/// @notice What is delinquent, summed over all facilities. Two words, unread while nothing is: a flag of the vesting
///         schedule says which.
/// @dev The mark keeps the first word from zero, so that a facility that becomes delinquent costs whoever carries it
///      out 5,000 gas there instead of 22,100.
struct Markdown {
    int128 loss; // slot 0: X32; what leavers forgo, at `since`
    int120 lossSlope; // X32 per second; by how much that grows
    uint8 mark; // 1
    uint64 delinquent; // slot 1: whole tokens, rounded up
    uint40 since; // unix seconds
}

using RunningMarkdownLib for Markdown global;

/// @title RunningMarkdownLib
/// @notice The unrealised loss: a straight line between two kinks, like the value itself.
library RunningMarkdownLib {
    /// @notice Reads what is delinquent into the curve, at the curve's second.
    function load(Markdown storage self, Curve memory curve) internal view {
        (int256 lossSlope, uint256 since) = (self.lossSlope, self.since);
        unchecked {
            // Cannot overflow: 128 bits and 120 + 40 bits. The curve's second is never before `since`.
            curve.loss = int256(self.loss) + lossSlope * int256(curve.time - since);
        }
        (curve.lossSlope, curve.delinquent) = (lossSlope, int256(uint256(self.delinquent)));
    }

    /// @notice Whether what is delinquent on the curve has room in the words.
    function fits(Curve memory curve) internal pure returns (bool) {
        return
            curve.loss == int128(curve.loss) &&
            curve.lossSlope == int120(curve.lossSlope) &&
            uint256(curve.delinquent) <= type(uint64).max;
    }

    /// @notice Writes what is delinquent on the curve. What does not fit is held at its bound, as for the value:
    ///         postings are refused before (`fits`), and what a source has put wrongly must not stop exits.
    function store(Markdown storage self, Curve memory curve) internal {
        int256 loss = SignedMath.max(SignedMath.min(curve.loss, type(int128).max), type(int128).min);
        int256 slope = SignedMath.max(SignedMath.min(curve.lossSlope, type(int120).max), type(int120).min);
        uint256 delinquent = Math.min(uint256(SignedMath.max(curve.delinquent, 0)), type(uint64).max);
        uint256 line = uint128(int128(loss)) | (uint256(uint120(int120(slope))) << 128) | (1 << 248);
        uint256 sums = delinquent | (curve.time << 64);
        // Field by field, the compiler would read each word before each.
        assembly ("memory-safe") {
            sstore(self.slot, line)
            sstore(add(self.slot, 1), sums)
        }
    }
}

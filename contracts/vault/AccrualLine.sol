// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";

/// @notice A value that falls in a straight line, in one word:
///         bits 0-127 value at `since` [X32, signed] · 128-223 slope [X32 per second] · 224-255 since [unix seconds]
/// @dev X32: fixed point with 32 binary places. Depreciation of a base unit or less per second keeps its fraction, and
///      sums of lines are exact sums: what one facility adds, it takes away again without a remainder. Seconds fit
///      until the year 2106.
type AccrualLine is uint256;

using AccrualLineLib for AccrualLine global;

library AccrualLineLib {
    /// @dev Binary places of X32 numbers.
    uint256 internal constant X32_BITS = 32;

    uint256 private constant SLOPE_AT = 128;
    uint256 private constant SINCE_AT = 224;

    /// @notice Whether a value and a slope have room in a line.
    function fits(int256 value_, int256 slope_) internal pure returns (bool) {
        return value_ == int128(value_) && uint256(slope_) <= type(uint96).max;
    }

    /// @notice The line that starts in second `since_`. What does not fit is held at its bound: postings are refused
    ///         before (`fits`), so only kinks that a source has put wrongly can bring it there, and those must not stop
    ///         exits.
    function pack(int256 value_, int256 slope_, uint256 since_) internal pure returns (AccrualLine) {
        value_ = SignedMath.max(SignedMath.min(value_, type(int128).max), type(int128).min);
        uint256 slopeHeld = Math.min(uint256(SignedMath.max(slope_, 0)), type(uint96).max);
        return AccrualLine.wrap(uint128(int128(value_)) | (slopeHeld << SLOPE_AT) | (since_ << SINCE_AT));
    }

    /// @notice Value at second `t`, X32.
    function valueAt(AccrualLine self, uint256 t) internal pure returns (int256) {
        unchecked {
            // Cannot overflow: 128 bits less a 96-bit slope times a 32-bit time. `t` is never before `since`.
            return int128(uint128(AccrualLine.unwrap(self))) - slope(self) * int256(t - since(self));
        }
    }

    /// @return X32 by which the value falls each second, never below zero.
    function slope(AccrualLine self) internal pure returns (int256) {
        return int256(uint256(uint96(AccrualLine.unwrap(self) >> SLOPE_AT)));
    }

    /// @return The second in which the line starts.
    function since(AccrualLine self) internal pure returns (uint256) {
        return AccrualLine.unwrap(self) >> SINCE_AT;
    }
}

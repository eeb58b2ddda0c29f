// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice A value that falls in a straight line, in one word:
///         bits 0-127 value at `since` [fine, signed] · 128-223 slope [fine per second] · 224-255 since [unix seconds]
/// @dev The value is below zero only between two due items of which the second, an end of wear, has not been turned yet.
///      A fine unit is 2^-32 base unit. Wear of a base unit or less per second keeps its fraction, and sums of lines
///      are exact sums: what one facility adds, it takes away again without a remainder. Seconds fit until the year 2106.
type ValueLine is uint256;

using ValueLineLib for ValueLine global;

library ValueLineLib {
    /// @dev log2 of fine units per base unit.
    uint256 internal constant FINE_BITS = 32;

    uint256 private constant SLOPE_AT = 128;
    uint256 private constant SINCE_AT = 224;

    function pack(int256 value_, uint256 slope_, uint256 since_) internal pure returns (ValueLine) {
        return
            ValueLine.wrap(
                uint128(SafeCast.toInt128(value_)) |
                    (uint256(SafeCast.toUint96(slope_)) << SLOPE_AT) |
                    (uint256(SafeCast.toUint32(since_)) << SINCE_AT)
            );
    }

    /// @notice Value at second `t`, fine units.
    function valueAt(ValueLine self, uint256 t) internal pure returns (int256) {
        unchecked {
            // Cannot overflow: 128 bits less a 96-bit slope times a 32-bit time. `t` is never before `since`.
            return int128(uint128(ValueLine.unwrap(self))) - int256(slope(self) * (t - since(self)));
        }
    }

    /// @notice The line that starts at second `t` with the value of now, both changed.
    function turnedAt(
        ValueLine self,
        uint256 t,
        int256 valueChange,
        int256 slopeChange
    ) internal pure returns (ValueLine) {
        return pack(valueAt(self, t) + valueChange, SafeCast.toUint256(int256(slope(self)) + slopeChange), t);
    }

    /// @return Fine units by which the value falls each second.
    function slope(ValueLine self) internal pure returns (uint256) {
        return uint96(ValueLine.unwrap(self) >> SLOPE_AT);
    }

    /// @return The second in which the line starts.
    function since(ValueLine self) internal pure returns (uint256) {
        return ValueLine.unwrap(self) >> SINCE_AT;
    }
}

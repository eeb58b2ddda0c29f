// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice The two newest notices of drawing, in one word, so that an exit writes one:
///         bits 0-95 lowest NAV since the newer was given [base units] · 96-127 its end [unix seconds] ·
///         128-223 lowest NAV since the older was given · 224-255 its end
/// @dev A NAV of more than 96 bits is kept as the largest that fits: too low, never too high.
type DrawNotices is uint256;

using DrawNoticesLib for DrawNotices global;

library DrawNoticesLib {
    uint256 private constant END_AT = 96;
    uint256 private constant OLDER_AT = 128;

    /// @notice After a notice was given at a NAV of `nav` base units, which ends at `end_` (unix seconds). What was the
    ///         newer is the older now.
    function joined(DrawNotices self, uint256 nav, uint32 end_) internal pure returns (DrawNotices) {
        uint256 newer = Math.min(nav, type(uint96).max) | (uint256(end_) << END_AT);
        return DrawNotices.wrap((DrawNotices.unwrap(self) << OLDER_AT) | newer);
    }

    /// @notice After the NAV fell to `nav` base units.
    function lowered(DrawNotices self, uint256 nav) internal pure returns (DrawNotices) {
        unchecked {
            // Neither lowest NAV falls below zero, nor reaches into the part above it.
            uint256 falls = Math.saturatingSub(low(self), nav);
            falls |= Math.saturatingSub(low(older(self)), nav) << OLDER_AT;
            return DrawNotices.wrap(DrawNotices.unwrap(self) - falls);
        }
    }

    /// @return The older notice, where the newer one is.
    function older(DrawNotices self) internal pure returns (DrawNotices) {
        return DrawNotices.wrap(DrawNotices.unwrap(self) >> OLDER_AT);
    }

    /// @return The lowest NAV since the newer notice was given, base units.
    function low(DrawNotices self) internal pure returns (uint256) {
        return uint96(DrawNotices.unwrap(self));
    }

    /// @return Unix seconds at which the newer notice ends, and with it both.
    function end(DrawNotices self) internal pure returns (uint32) {
        return uint32(DrawNotices.unwrap(self) >> END_AT);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice What a deposit or an exit changes, in one word, so that it is written once:
///         bits 0-95 cash [base units] · 96-223 share supply · 224-255 cap [whole tokens]
/// @dev OpenZeppelin's ERC20 keeps the supply in a slot of its own, which costs a second cold write (5,000 gas) on
///      every deposit and every exit. Packing by hand keeps it a single store.
type VaultTotals is uint256;

using VaultTotalsLib for VaultTotals global;

library VaultTotalsLib {
    uint256 private constant SUPPLY_AT = 96;
    uint256 private constant CAP_AT = 224;
    uint256 private constant CASH_AND_SUPPLY = (1 << CAP_AT) - 1;

    /// @notice The totals after `cash_` came in and `shares` were minted. Reverts where a part would not fit.
    function plus(VaultTotals self, uint256 cash_, uint256 shares) internal pure returns (VaultTotals) {
        SafeCast.toUint96(cash(self) + cash_);
        SafeCast.toUint128(supply(self) + shares);
        unchecked {
            // Neither sum reaches into the part above it: both fit, as just checked.
            return VaultTotals.wrap(VaultTotals.unwrap(self) + cash_ + (shares << SUPPLY_AT));
        }
    }

    /// @notice The totals after `cash_` went out and `shares` were burned. The caller has checked that both are there.
    function minus(VaultTotals self, uint256 cash_, uint256 shares) internal pure returns (VaultTotals) {
        unchecked {
            return VaultTotals.wrap(VaultTotals.unwrap(self) - cash_ - (shares << SUPPLY_AT));
        }
    }

    function withCap(VaultTotals self, uint32 cap_) internal pure returns (VaultTotals) {
        return VaultTotals.wrap((VaultTotals.unwrap(self) & CASH_AND_SUPPLY) | (uint256(cap_) << CAP_AT));
    }

    /// @return Base units that the vault holds and accounts for.
    function cash(VaultTotals self) internal pure returns (uint256) {
        return uint96(VaultTotals.unwrap(self));
    }

    /// @return Shares outstanding.
    function supply(VaultTotals self) internal pure returns (uint256) {
        return uint128(VaultTotals.unwrap(self) >> SUPPLY_AT);
    }

    /// @return Most that deposits may bring the NAV to, whole tokens.
    function cap(VaultTotals self) internal pure returns (uint256) {
        return VaultTotals.unwrap(self) >> CAP_AT;
    }
}

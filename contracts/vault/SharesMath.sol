// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title SharesMath
/// @notice Shares ⇄ assets. Each function says which way it rounds; callers choose the one that favours the vault.
/// @dev One virtual asset and 10^6 virtual shares stand beside the real ones: a first depositor cannot inflate the
///      price against the second, and no division is by zero. Without shares, a share costs what the first one did,
///      whatever is left: that is nobody's yet. The share has 6 decimals more than the asset. Products
///      fit: the supply has 128 bits, and all that the vault holds and finances 97; an amount asked about may have as
///      many as are left, and more is refused as an overflow.
library SharesMath {
    uint256 internal constant VIRTUAL_SHARES = 1e6;
    uint256 internal constant VIRTUAL_ASSETS = 1;
    uint8 internal constant DECIMALS_OFFSET = 6;

    function toSharesDown(uint256 assets, uint256 totalAssets, uint256 supply) internal pure returns (uint256) {
        (uint256 allAssets, uint256 allShares) = _withVirtual(totalAssets, supply);
        return (assets * allShares) / allAssets;
    }

    function toSharesUp(uint256 assets, uint256 totalAssets, uint256 supply) internal pure returns (uint256) {
        (uint256 allAssets, uint256 allShares) = _withVirtual(totalAssets, supply);
        return Math.ceilDiv(assets * allShares, allAssets);
    }

    function toAssetsDown(uint256 shares, uint256 totalAssets, uint256 supply) internal pure returns (uint256) {
        (uint256 allAssets, uint256 allShares) = _withVirtual(totalAssets, supply);
        return (shares * allAssets) / allShares;
    }

    function toAssetsUp(uint256 shares, uint256 totalAssets, uint256 supply) internal pure returns (uint256) {
        (uint256 allAssets, uint256 allShares) = _withVirtual(totalAssets, supply);
        return Math.ceilDiv(shares * allAssets, allShares);
    }

    function _withVirtual(uint256 totalAssets, uint256 supply) private pure returns (uint256, uint256) {
        unchecked {
            // Cannot overflow: 97 and 128 bits.
            uint256 allAssets = totalAssets + VIRTUAL_ASSETS;
            return (allAssets, supply == 0 ? allAssets * VIRTUAL_SHARES : supply + VIRTUAL_SHARES);
        }
    }
}

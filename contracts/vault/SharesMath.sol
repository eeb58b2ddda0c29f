// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title SharesMath
/// @notice Shares ⇄ assets. Each function says which way it rounds; callers choose the one that favours the vault.
/// @dev One virtual asset and 10^6 virtual shares stand beside the real ones: a first depositor cannot inflate the
///      price against the second, and no division is by zero. The share has 6 decimals more than the asset.
library SharesMath {
    using Math for uint256;

    uint256 internal constant VIRTUAL_SHARES = 1e6;
    uint256 internal constant VIRTUAL_ASSETS = 1;
    uint8 internal constant DECIMALS_OFFSET = 6;

    function toSharesDown(uint256 assets, uint256 totalAssets, uint256 supply) internal pure returns (uint256) {
        return assets.mulDiv(supply + VIRTUAL_SHARES, totalAssets + VIRTUAL_ASSETS);
    }

    function toSharesUp(uint256 assets, uint256 totalAssets, uint256 supply) internal pure returns (uint256) {
        return assets.mulDiv(supply + VIRTUAL_SHARES, totalAssets + VIRTUAL_ASSETS, Math.Rounding.Ceil);
    }

    function toAssetsDown(uint256 shares, uint256 totalAssets, uint256 supply) internal pure returns (uint256) {
        return shares.mulDiv(totalAssets + VIRTUAL_ASSETS, supply + VIRTUAL_SHARES);
    }

    function toAssetsUp(uint256 shares, uint256 totalAssets, uint256 supply) internal pure returns (uint256) {
        return shares.mulDiv(totalAssets + VIRTUAL_ASSETS, supply + VIRTUAL_SHARES, Math.Rounding.Ceil);
    }
}

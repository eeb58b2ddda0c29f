// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC4626} from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";

/// @notice An ERC-4626 vault that says it will cost a little more than it does, as the standard lets it.
contract MockGenerousVault is ERC4626 {
    uint256 private constant MARGIN = 7;

    constructor(IERC20 asset_) ERC20("Generous", "GEN") ERC4626(asset_) {}

    function previewMint(uint256 shares) public view override returns (uint256) {
        return super.previewMint(shares) + MARGIN;
    }

    function mint(uint256 shares, address receiver) public override returns (uint256 assets) {
        assets = super.previewMint(shares);
        _deposit(msg.sender, receiver, assets, shares);
    }
}

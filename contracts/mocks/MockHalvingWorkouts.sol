// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @notice Takes half of what is to be recovered, and would come for the rest later.
contract MockHalvingWorkouts {
    using SafeERC20 for IERC20;

    IERC20 private immutable ASSET;

    constructor(IERC20 asset_) {
        ASSET = asset_;
    }

    function recover(uint256, uint256 amount) external {
        ASSET.safeTransferFrom(msg.sender, address(this), amount / 2);
    }
}

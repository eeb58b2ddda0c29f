// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC7540Redeem} from "../interfaces/IAsyncRedeem.sol";

/// @notice Many people who ask to leave through a queue: each is an account of its own, and never claims.
contract MockCrowd {
    /// @notice Gives `shares` each to `count` new accounts, which request their redemption.
    function request(IERC7540Redeem queue, IERC20 share, uint256 count, uint256 shares) external {
        for (uint256 i = 0; i < count; ++i) {
            MockLeaver leaver = new MockLeaver();
            share.transfer(address(leaver), shares);
            leaver.request(queue, shares);
        }
    }
}

contract MockLeaver {
    function request(IERC7540Redeem queue, uint256 shares) external {
        queue.requestRedeem(shares, address(this), address(this));
    }
}

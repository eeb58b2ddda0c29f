// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockToken} from "./MockToken.sol";

/// @notice Keeps a part of every transfer: the receiver gets less than the sender sent.
contract MockFeeToken is MockToken {
    uint256 private constant BPS = 10_000;

    uint256 public immutable feeBps;

    constructor(uint8 decimals_, uint256 feeBps_) MockToken("Fee on Transfer", "FEE", decimals_) {
        feeBps = feeBps_;
    }

    function _update(address from, address to, uint256 amount) internal override {
        bool isTransfer = from != address(0) && to != address(0);
        uint256 fee = isTransfer ? (amount * feeBps) / BPS : 0;
        super._update(from, to, amount - fee);
        if (fee > 0) super._update(from, address(0), fee);
    }
}

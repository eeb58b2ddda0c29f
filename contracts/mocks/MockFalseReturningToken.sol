// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockToken} from "./MockToken.sol";

/// @notice Answers `false` where other tokens revert, once told to: a caller that ignores the answer books money that
/// never moved.
contract MockFalseReturningToken is MockToken {
    bool public refusing;

    constructor(uint8 decimals_) MockToken("False Returning", "FALSE", decimals_) {}

    function setRefusing(bool refusing_) external {
        refusing = refusing_;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        return !refusing && super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        return !refusing && super.transferFrom(from, to, amount);
    }
}

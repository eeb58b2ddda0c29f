// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockToken} from "./MockToken.sol";

/// @notice Refuses to move tokens from or to listed accounts, as USDC and USDT do.
contract MockBlocklistToken is MockToken {
    mapping(address account => bool) public isBlocked;

    error Blocked(address account);

    constructor(uint8 decimals_) MockToken("Blocklist", "BLOCK", decimals_) {}

    function setBlocked(address account, bool blocked) external {
        isBlocked[account] = blocked;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (isBlocked[from]) revert Blocked(from);
        if (isBlocked[to]) revert Blocked(to);
        super._update(from, to, amount);
    }
}

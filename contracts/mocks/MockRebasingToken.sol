// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockToken} from "./MockToken.sol";

/// @notice Balances scale by a factor anybody may set: they change without a transfer.
contract MockRebasingToken is MockToken {
    uint256 private constant ONE = 1e18;

    uint256 public factor = ONE;

    constructor(uint8 decimals_) MockToken("Rebasing", "REBASE", decimals_) {}

    /// @param factor_ What one unit held at the start is worth now, 1e18 = 1.
    function rebase(uint256 factor_) external {
        factor = factor_;
    }

    function balanceOf(address account) public view override returns (uint256) {
        return (super.balanceOf(account) * factor) / ONE;
    }

    function totalSupply() public view override returns (uint256) {
        return (super.totalSupply() * factor) / ONE;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, (amount * ONE) / factor);
    }
}

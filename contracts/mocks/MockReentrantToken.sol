// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockToken} from "./MockToken.sol";

/// @notice Makes a call of the attacker's choice in the middle of a transfer, before or after the balances change, as a
/// token with ERC-777 hooks would.
contract MockReentrantToken is MockToken {
    enum Moment {
        Never,
        BeforeTransfer,
        AfterTransfer
    }

    Moment public moment;
    address public callee;
    bytes public callData;

    /// @dev What became of the last call: tests read it where the attacked contract swallows the error.
    bool public succeeded;
    bytes public answer;
    uint256 public calls;

    constructor(uint8 decimals_) MockToken("Reentrant", "AGAIN", decimals_) {}

    /// @notice Arms the trap for one transfer.
    /// @dev The call comes from this token: give it the balance, shares or role that the attack needs.
    function arm(Moment moment_, address callee_, bytes calldata callData_) external {
        (moment, callee, callData) = (moment_, callee_, callData_);
    }

    function _update(address from, address to, uint256 amount) internal override {
        bool isTransfer = from != address(0) && to != address(0);
        if (isTransfer && moment == Moment.BeforeTransfer) _strike();
        super._update(from, to, amount);
        if (isTransfer && moment == Moment.AfterTransfer) _strike();
    }

    function _strike() private {
        // Disarmed first: the call may transfer this token itself.
        moment = Moment.Never;
        ++calls;
        // solhint-disable-next-line avoid-low-level-calls
        (succeeded, answer) = callee.call(callData);
    }
}

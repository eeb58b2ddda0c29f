// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Assertions} from "./Assertions.sol";
import {InvariantTargets} from "./InvariantTargets.sol";
import {Vm} from "./Vm.sol";

/// @notice Base of every Solidity test: cheatcodes, assertions, named actors, bounded inputs, targets of invariant
///         tests.
abstract contract SolidityTest is Assertions, InvariantTargets {
    /// @dev Where the test runner listens: the address of the private key keccak256("hevm cheat code").
    Vm internal constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    /// @notice `value` brought into [min, max]; what lies there already stays as it is.
    function bound(uint256 value, uint256 min, uint256 max) internal pure returns (uint256) {
        assertLe(min, max, "bound: the range is not empty");
        if (value >= min && value <= max) return value;
        // Cannot overflow: over the full range every value has returned above.
        return min + (value % (max - min + 1));
    }

    /// @notice The account of that name, labelled in traces.
    function actor(string memory name) internal returns (address account) {
        (account, ) = signer(name);
    }

    /// @notice The account of that name and the key it signs with.
    function signer(string memory name) internal returns (address account, uint256 privateKey) {
        privateKey = uint256(keccak256(bytes(name)));
        account = vm.addr(privateKey);
        vm.label(account, name);
    }

    /// @notice Lets `duration` seconds pass.
    /// @dev Asks the runner for the time: the optimizer may remember `block.timestamp` across a warp.
    function skip(uint256 duration) internal {
        vm.warp(vm.getBlockTimestamp() + duration);
    }
}

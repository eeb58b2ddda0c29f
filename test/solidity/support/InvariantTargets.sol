// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What an invariant test lets the runner call, and as whom. Without a word it calls every function of every
/// contract that `setUp` deployed.
abstract contract InvariantTargets {
    /// @dev Name and layout are the runner's.
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    address[] private _targetContracts;
    address[] private _excludedContracts;
    FuzzSelector[] private _targetSelectors;
    FuzzSelector[] private _excludedSelectors;
    address[] private _targetSenders;
    address[] private _excludedSenders;

    function targetContract(address target) internal {
        _targetContracts.push(target);
    }

    function excludeContract(address target) internal {
        _excludedContracts.push(target);
    }

    /// @dev Target the contract as well: selectors narrow it down.
    function targetSelectors(address target, bytes4[] memory selectors) internal {
        _targetSelectors.push(FuzzSelector(target, selectors));
    }

    function excludeSelectors(address target, bytes4[] memory selectors) internal {
        _excludedSelectors.push(FuzzSelector(target, selectors));
    }

    function targetSender(address sender) internal {
        _targetSenders.push(sender);
    }

    function excludeSender(address sender) internal {
        _excludedSenders.push(sender);
    }

    // The runner asks by these names.

    function targetContracts() external view returns (address[] memory) {
        return _targetContracts;
    }

    function excludeContracts() external view returns (address[] memory) {
        return _excludedContracts;
    }

    function targetSelectors() external view returns (FuzzSelector[] memory) {
        return _targetSelectors;
    }

    function excludeSelectors() external view returns (FuzzSelector[] memory) {
        return _excludedSelectors;
    }

    function targetSenders() external view returns (address[] memory) {
        return _targetSenders;
    }

    function excludeSenders() external view returns (address[] memory) {
        return _excludedSenders;
    }
}

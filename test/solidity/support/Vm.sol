// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice The part of the test runner's cheatcodes that this project uses.
/// @dev Signatures are the runner's: a misspelt one fails at run time, not at compile time.
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    // Time and chain

    function warp(uint256 timestamp) external;
    function roll(uint256 blockNumber) external;
    function chainId(uint256 id) external;
    function getBlockTimestamp() external view returns (uint256);

    // Callers

    function prank(address caller) external;
    function prank(address caller, address origin) external;
    function startPrank(address caller) external;
    function startPrank(address caller, address origin) external;
    function stopPrank() external;

    // Accounts and storage

    function addr(uint256 privateKey) external pure returns (address);
    function deal(address account, uint256 balance) external;
    function etch(address account, bytes calldata code) external;
    function getNonce(address account) external view returns (uint64);
    function label(address account, string calldata name) external;
    function load(address account, bytes32 slot) external view returns (bytes32);
    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function store(address account, bytes32 slot, bytes32 value) external;

    // Expectations about the next call

    function expectCall(address callee, bytes calldata data) external;
    function expectEmit() external;
    function expectEmit(address emitter) external;
    function expectEmit(bool topic1, bool topic2, bool topic3, bool data) external;
    function expectEmit(bool topic1, bool topic2, bool topic3, bool data, address emitter) external;
    /// @dev Expects any revert. Name the error instead wherever you can.
    function expectRevert() external;
    /// @dev Expects an error without arguments, by its selector.
    function expectRevert(bytes4 revertData) external;
    function expectRevert(bytes calldata revertData) external;
    /// @dev Expects an error by its selector, whatever its arguments.
    function expectPartialRevert(bytes4 selector) external;

    // Doubles

    function clearMockedCalls() external;
    function mockCall(address callee, bytes calldata data, bytes calldata returnData) external;
    function mockCallRevert(address callee, bytes calldata data, bytes calldata revertData) external;

    // State and logs

    function snapshotState() external returns (uint256 snapshot);
    function revertToState(uint256 snapshot) external returns (bool);
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory);

    // Words

    function toString(uint256 value) external pure returns (string memory);

    // Fuzzing

    function assume(bool condition) external pure;
    function envOr(string calldata name, uint256 otherwise) external view returns (uint256);
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A smart account that answers every call with as many bytes of 0xff as it was made for.
contract MockGarbageWallet {
    uint256 private immutable LENGTH;

    constructor(uint256 length_) {
        LENGTH = length_;
    }

    fallback(bytes calldata) external returns (bytes memory answer) {
        answer = new bytes(LENGTH);
        for (uint256 i; i < answer.length; ++i) answer[i] = 0xff;
    }
}

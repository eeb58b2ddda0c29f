// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {MockSignerWallet} from "./MockSignerWallet.sol";

/// @notice A smart account that sends what its owner tells it, all of it or nothing.
contract MockSafe is MockSignerWallet {
    struct Call {
        address to;
        bytes data;
    }

    error MockSafe_NotOwner();

    constructor(address owner_) MockSignerWallet(owner_) {}

    function execute(Call[] calldata calls) external {
        require(msg.sender == OWNER, MockSafe_NotOwner());
        for (uint256 i = 0; i < calls.length; ++i) Address.functionCall(calls[i].to, calls[i].data);
    }
}

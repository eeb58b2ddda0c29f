// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @notice A smart account that answers for one key, until told to deny everything.
contract MockSignerWallet is IERC1271 {
    address public immutable OWNER;
    bool public denies;

    constructor(address owner_) {
        OWNER = owner_;
    }

    function deny() external {
        denies = true;
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        (address recovered, , ) = ECDSA.tryRecoverCalldata(digest, signature);
        return !denies && recovered == OWNER ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title CollateralAccounts
/// @notice How custodians name their accounts in the escrow.
library CollateralAccounts {
    /// @dev Of what the custodian counts itself: an auction, a dispute.
    function numbered(uint256 id) internal pure returns (bytes32) {
        return bytes32(id);
    }

    /// @dev What an account has put up for a cluster: the cluster's number, then the account.
    function stakeOf(uint256 cluster, address account) internal pure returns (bytes32) {
        return bytes32((cluster << 160) | uint160(account));
    }

    /// @dev What was forfeited over a cluster, until it is forwarded. A hash is no number that anything counts up to.
    function forfeited(uint256 cluster) internal pure returns (bytes32) {
        return keccak256(abi.encode("forfeited", cluster));
    }

    /// @dev What an account has put up, whatever for.
    function owned(address account) internal pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }

    /// @dev The fees of a report, for who signed it: its content, and a bit for each signer.
    function feesOf(bytes32 content, uint256 signers) internal pure returns (bytes32) {
        return keccak256(abi.encode("fees", content, signers));
    }
}

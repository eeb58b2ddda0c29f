// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title CollateralAccounts
/// @notice How custodians name their accounts in the escrow.
library CollateralAccounts {
    /// @dev Of what the custodian counts itself: a cluster, an auction, a dispute.
    function numbered(uint256 id) internal pure returns (bytes32) {
        return bytes32(id);
    }

    /// @dev What was forfeited over a cluster, until it is forwarded. A hash is no number that anything counts up to.
    function forfeited(uint256 cluster) internal pure returns (bytes32) {
        return keccak256(abi.encode("forfeited", cluster));
    }
}

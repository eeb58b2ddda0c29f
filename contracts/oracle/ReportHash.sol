// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {RevenueReport} from "../interfaces/IRevenueOracle.sol";

/// @title ReportHash
/// @notice The EIP-712 struct hash of a report: its content, whatever chain or oracle it is meant for.
/// @dev Every field is a static value, so ABI encoding and EIP-712 encoding are the same words.
library ReportHash {
    bytes32 internal constant TYPEHASH = keccak256(
        "RevenueReport(uint256 cluster,uint32 period,uint32 revision,uint32 reporterSet,uint32 clusterVersion,uint40 start,uint40 end,uint64 gpuSecondsAvailable,uint64 gpuSecondsSold,uint128 gross,uint64 energyWh,uint128 energyCost,uint128 otherOpex,bytes32 evidenceRoot)"
    );

    function content(RevenueReport calldata report) internal pure returns (bytes32) {
        return keccak256(abi.encode(TYPEHASH, report));
    }

    /// @dev The content as it would read had `reporterSet` signed it. The same facts signed anew after a change of
    ///      reporters are the same content.
    function contentUnder(RevenueReport memory report, uint32 reporterSet) internal pure returns (bytes32) {
        report.reporterSet = reporterSet;
        return keccak256(abi.encode(TYPEHASH, report));
    }
}

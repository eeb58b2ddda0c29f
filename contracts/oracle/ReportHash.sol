// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {RevenueReport} from "../interfaces/IRevenueOracle.sol";

/// @title ReportHash
/// @notice The EIP-712 struct hash of a report: its content, whatever chain or oracle it is meant for. And that of an
///         array of reports, which reporters sign in one go.
/// @dev Every field is a static value, so ABI encoding and EIP-712 encoding are the same words.
library ReportHash {
    bytes32 internal constant TYPEHASH = keccak256(
        "RevenueReport(uint256 cluster,uint32 period,uint32 revision,uint32 reporterSet,uint32 clusterVersion,"
        "uint40 start,uint40 end,uint64 gpuSecondsAvailable,uint64 gpuSecondsSold,uint128 gross,uint64 energyWh,"
        "uint128 energyCost,uint128 otherOpex,bytes32 evidenceRoot)"
    );

    bytes32 internal constant ARRAY_TYPEHASH = keccak256(
        "RevenueReports(RevenueReport[] reports)"
        "RevenueReport(uint256 cluster,uint32 period,uint32 revision,uint32 reporterSet,uint32 clusterVersion,"
        "uint40 start,uint40 end,uint64 gpuSecondsAvailable,uint64 gpuSecondsSold,uint128 gross,uint64 energyWh,"
        "uint128 energyCost,uint128 otherOpex,bytes32 evidenceRoot)"
    );

    /// @dev Where the encoding has it: behind its length, the type, cluster, period and revision.
    uint256 private constant REPORTER_SET = 5 * 32;
    uint256 private constant BYTES = 14 * 32;

    /// @dev All fields, as they were given: who reads one refuses what does not fit its type.
    function words(RevenueReport calldata report) internal pure returns (bytes calldata all) {
        assembly ("memory-safe") {
            all.offset := report
            all.length := BYTES
        }
    }

    function content(RevenueReport calldata report) internal pure returns (bytes32) {
        return keccak256(bytes.concat(TYPEHASH, words(report)));
    }

    /// @dev The content as it would read had `reporterSet` signed it. The same facts signed anew after a change of
    ///      reporters are the same content.
    function contentUnder(RevenueReport calldata report, uint32 reporterSet) internal pure returns (bytes32) {
        bytes memory encoded = bytes.concat(TYPEHASH, words(report));
        assembly ("memory-safe") {
            mstore(add(encoded, REPORTER_SET), reporterSet)
        }
        return keccak256(encoded);
    }

    /// @param contents Of each report, in the array's order
    function contentOfArray(bytes32[] memory contents) internal pure returns (bytes32) {
        return keccak256(abi.encode(ARRAY_TYPEHASH, keccak256(abi.encodePacked(contents))));
    }
}

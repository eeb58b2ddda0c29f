// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IReportDisputes} from "../interfaces/IReportDisputes.sol";
import {RevenueReport} from "../interfaces/IRevenueOracle.sol";

/// @title ReportFields
/// @notice What of a report its reporters measure, and a challenge may name. The other fields the oracle itself
///         compares with what it expects.
library ReportFields {
    uint256 private constant FIELDS = 8;
    /// @dev Where the first of them stands in a report: behind cluster, period, revision, reporter set, hardware
    ///      version and start. The others follow in their order.
    uint256 private constant FIRST = 6;

    /// @return Its place among them
    function indexOf(bytes32 field) internal pure returns (uint8) {
        bytes32[FIELDS] memory names = [
            bytes32("end"),
            "gpuSecondsAvailable",
            "gpuSecondsSold",
            "gross",
            "energyWh",
            "energyCost",
            "otherOpex",
            "evidenceRoot"
        ];
        for (uint8 i; i < FIELDS; ++i) if (names[i] == field) return i;
        revert IReportDisputes.ReportDisputes_UnknownField(field);
    }

    /// @dev Of reports whose hash was checked, so that no word of theirs holds more than its field.
    function differs(RevenueReport calldata a, RevenueReport calldata b, bytes32 field) internal pure returns (bool) {
        uint256 offset = (FIRST + indexOf(field)) * 32;
        uint256 difference;
        assembly ("memory-safe") {
            difference := xor(calldataload(add(a, offset)), calldataload(add(b, offset)))
        }
        return difference != 0;
    }
}

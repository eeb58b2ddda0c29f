// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Hardware} from "../interfaces/IClusterRegistry.sol";
import {RevenueReport} from "../interfaces/IRevenueOracle.sol";

/// @title MockTrustingBounds
/// @notice Bounds that believe everything.
contract MockTrustingBounds {
    uint8 public immutable assetDecimals;

    constructor(uint8 assetDecimals_) {
        assetDecimals = assetDecimals_;
    }

    function isOrdinaryCost(uint40, uint256, uint256, uint256, uint256, uint256) external pure returns (bool) {
        return true;
    }

    function check(
        RevenueReport calldata,
        bytes32,
        Hardware calldata,
        uint256,
        uint128,
        uint64
    ) external pure returns (bool ordinaryPrice) {
        return true;
    }
}

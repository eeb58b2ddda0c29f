// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {LastSale} from "../interfaces/IReportBounds.sol";
import {RevenueReport} from "../interfaces/IRevenueOracle.sol";

/// @title MockTrustingBounds
/// @notice Bounds that believe everything.
contract MockTrustingBounds {
    uint8 public immutable assetDecimals;

    constructor(uint8 assetDecimals_) {
        assetDecimals = assetDecimals_;
    }

    function check(
        RevenueReport calldata,
        bytes32,
        uint256,
        uint256,
        uint256,
        LastSale calldata
    ) external pure returns (bool ordinary) {
        return true;
    }
}

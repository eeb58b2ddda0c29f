// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Form} from "./IBookEvents.sol";

/// @notice What is owed of a facility, as underwriting asks for it. Base units.
struct DrawnDebt {
    Form form;
    uint128 payment; // each period, on what has been drawn by now
    uint32 period; // seconds
    uint96 priceLow; // per GPU-hour; 0: the plausibility bounds' lowest
}

/// @title What underwriting and milestones ask of the book besides what everybody sees
interface IDrawnBook {
    function drawnDebtOf(uint256 cluster) external view returns (DrawnDebt memory);
    function milestonesOf(
        uint256 cluster
    ) external view returns (uint16 orderedBps, uint16 deliveredBps, address operator, uint40 inServiceBy);
    function returnDraw(uint256 cluster, uint256 amount) external;
}

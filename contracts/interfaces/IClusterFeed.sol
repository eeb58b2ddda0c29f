// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AggregatorV3Interface} from "./AggregatorV3Interface.sol";

/// @notice What a feed tells of a period.
enum Metric {
    Price, // whole asset units per GPU-hour sold
    Utilisation // GPU-seconds sold / GPU-seconds available
}

/// @title ClusterFeed
/// @notice One figure of one cluster's final reports, 8 decimals, rounded down, in the shape price consumers read.
///         `roundId` and `answeredInRound` are the period, `startedAt` its first second, `updatedAt` the second in which
///         its report was submitted.
/// @dev The plain face shows the newest final round, whatever its age; all zeros while there is none; 0 for a price
///      when nothing was sold and for a utilisation when nothing was on offer. The strict face reverts in all these
///      cases, beyond `maxAge`, and while any report of the cluster stands challenged.
interface IClusterFeed is AggregatorV3Interface {
    error ClusterFeed_NoMaxAge();
    error ClusterFeed_NoFinalReport(uint256 cluster);
    error ClusterFeed_TooOld(uint256 cluster, uint32 period, uint256 age, uint256 maxAge);
    error ClusterFeed_Challenged(uint256 cluster, uint256 challenged);
    error ClusterFeed_NothingSold(uint256 cluster, uint32 period);
    error ClusterFeed_NothingAvailable(uint256 cluster, uint32 period);
    error ClusterFeed_NoSuchRound(uint256 cluster, uint80 roundId);

    function oracle() external view returns (address);

    function cluster() external view returns (uint256);

    function metric() external view returns (Metric);

    /// @notice Whether this face reverts rather than show a figure nobody should act on.
    function strict() external view returns (bool);

    /// @notice Seconds since submission beyond which the strict face reverts.
    function maxAge() external view returns (uint32);
}

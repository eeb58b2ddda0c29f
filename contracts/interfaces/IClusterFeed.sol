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
///         `roundId` and `answeredInRound` are the period, `startedAt` its first second, `updatedAt` the second in
///         which its report was submitted.
/// @dev The plain face shows the newest final round, whatever its age; all zeros while there is none; 0 for a price
///      when nothing was sold and for a utilisation when nothing was on offer. The strict face reverts in all these
///      cases, beyond `maxAge`, and while any report of the cluster stands challenged or disputed. A round that is
///      asked for by its number is shown by both as far back as the oracle keeps reports (`oldestKept`; before, its
///      `RevenueOracle_Overwritten` comes through).
interface IClusterFeed is AggregatorV3Interface {
    /// @notice A strict face was to be made without a maximum age.
    error ClusterFeed_NoMaxAge();
    /// @notice No report of the cluster is final: the strict face has nothing to show.
    error ClusterFeed_NoFinalReport(uint256 cluster);
    /// @notice The newest final report was submitted longer ago than the strict face allows, seconds.
    error ClusterFeed_TooOld(uint256 cluster, uint32 period, uint256 age, uint256 maxAge);
    /// @notice So many reports of the cluster stand challenged or disputed: the strict face shows none meanwhile.
    error ClusterFeed_Challenged(uint256 cluster, uint256 challenged);
    /// @notice Nothing was sold in the period: the strict face has no price to show.
    error ClusterFeed_NothingSold(uint256 cluster, uint32 period);
    /// @notice Nothing was on offer in the period: the strict face has no utilisation to show.
    error ClusterFeed_NothingAvailable(uint256 cluster, uint32 period);
    /// @notice No period of this number is final.
    error ClusterFeed_NoSuchRound(uint256 cluster, uint80 roundId);

    /// @notice The oracle whose final reports are shown.
    /// @return Its address
    function oracle() external view returns (address);

    /// @notice The cluster that is shown.
    /// @return Registry id
    function cluster() external view returns (uint256);

    /// @notice The figure that is shown of each period.
    /// @return Price or utilisation
    function metric() external view returns (Metric);

    /// @notice Whether this face reverts rather than show a figure nobody should act on.
    /// @return Whether it does
    function strict() external view returns (bool);

    /// @notice Seconds since submission beyond which the strict face reverts.
    /// @return Seconds; nothing to the plain face
    function maxAge() external view returns (uint32);
}

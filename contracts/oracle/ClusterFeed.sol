// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {AggregatorV3Interface} from "../interfaces/AggregatorV3Interface.sol";
import {IClusterFeed, Metric} from "../interfaces/IClusterFeed.sol";
import {IRevenueOracle, ReportRecord, ReportStatus} from "../interfaces/IRevenueOracle.sol";

/// @title ClusterFeed
/// @notice The oracle's final reports in the shape price consumers read.
///
/// HISTORICAL by nature: the newest round is a period that has ended, been reported and stood its window. It tells what
/// was realised, never what an hour costs now.
contract ClusterFeed is IClusterFeed {
    uint256 private constant ONE = 1e8;
    uint256 private constant HOUR = 1 hours;

    uint8 public constant decimals = 8;
    uint256 public constant version = 1;

    /// @inheritdoc IClusterFeed
    uint256 public immutable cluster;
    /// @inheritdoc IClusterFeed
    Metric public immutable metric;
    /// @inheritdoc IClusterFeed
    bool public immutable strict;
    /// @inheritdoc IClusterFeed
    uint32 public immutable maxAge;

    IRevenueOracle private immutable _ORACLE;
    uint256 private immutable _ASSET_UNIT;

    constructor(address oracle_, uint256 cluster_, Metric metric_, bool strict_, uint32 maxAge_) {
        if (strict_ && maxAge_ == 0) revert ClusterFeed_NoMaxAge();
        _ORACLE = IRevenueOracle(oracle_);
        _ASSET_UNIT = 10 ** _ORACLE.assetDecimals();
        cluster = cluster_;
        metric = metric_;
        strict = strict_;
        maxAge = maxAge_;
    }

    /// @inheritdoc AggregatorV3Interface
    function latestRoundData()
        external
        view
        returns (uint80 id, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)
    {
        (uint32 period, uint256 challenged) = _ORACLE.finalityOf(cluster);
        if (period == 0) {
            if (strict) revert ClusterFeed_NoFinalReport(cluster);
            return (0, 0, 0, 0, 0);
        }
        ReportRecord memory record = _ORACLE.reportOf(cluster, period);
        if (strict) {
            if (challenged != 0) revert ClusterFeed_Challenged(cluster, challenged);
            uint256 age = block.timestamp - record.submittedAt;
            if (age > maxAge) revert ClusterFeed_TooOld(cluster, period, age, maxAge);
        }
        return _round(period, record);
    }

    /// @inheritdoc AggregatorV3Interface
    function getRoundData(
        uint80 roundId
    ) external view returns (uint80 id, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound) {
        if (roundId > type(uint32).max) revert ClusterFeed_NoSuchRound(cluster, roundId);
        uint32 period = uint32(roundId);
        ReportRecord memory record = _ORACLE.reportOf(cluster, period);
        if (record.status != ReportStatus.Final) revert ClusterFeed_NoSuchRound(cluster, roundId);
        return _round(period, record);
    }

    /// @inheritdoc AggregatorV3Interface
    function description() external view returns (string memory) {
        return
            string.concat(
                "Cluster ",
                Strings.toString(cluster),
                metric == Metric.Price ? ": rent per GPU-hour sold" : ": share of GPU-hours sold"
            );
    }

    /// @inheritdoc IClusterFeed
    function oracle() external view returns (address) {
        return address(_ORACLE);
    }

    function _round(
        uint32 period,
        ReportRecord memory record
    ) private view returns (uint80, int256, uint256, uint256, uint80) {
        // At most 128 + 12 + 27 bits.
        return (period, int256(_answerRoundedDown(period, record)), record.start, record.submittedAt, period);
    }

    function _answerRoundedDown(uint32 period, ReportRecord memory record) private view returns (uint256) {
        uint256 sold = record.gpuSecondsSold;
        if (metric == Metric.Price) {
            if (sold != 0) return (record.gross * HOUR * ONE) / (sold * _ASSET_UNIT);
            if (strict) revert ClusterFeed_NothingSold(cluster, period);
        } else {
            if (record.gpuSecondsAvailable != 0) return (sold * ONE) / record.gpuSecondsAvailable;
            if (strict) revert ClusterFeed_NothingAvailable(cluster, period);
        }
        return 0;
    }
}

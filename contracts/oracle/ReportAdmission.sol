// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ClusterStatus, Hardware, IClusterRegistry} from "../interfaces/IClusterRegistry.sol";
import {IReportBounds} from "../interfaces/IReportBounds.sol";
import {IReporterQuorum} from "../interfaces/IReporterQuorum.sol";
import {
    IRevenueOracle,
    MAX_LONG_WINDOW,
    MAX_REPORT_DEADLINE,
    OracleTimings,
    ReportStatus,
    RevenueReport
} from "../interfaces/IRevenueOracle.sol";
import {OracleStorage} from "./OracleStorage.sol";
import {Facts, Progress, ReportPacking} from "./ReportPacking.sol";
import {SettledPeriods} from "./SettledPeriods.sol";

/// @title ReportAdmission
/// @notice What the next report of a cluster has to be, which window it gets, and the settings that decide it. Signatures
///         are not its business.
abstract contract ReportAdmission is OracleStorage {
    using ReportPacking for *;

    uint256 private constant MIN_WINDOW = 1 minutes;
    uint256 private constant MAX_WINDOW = 4 days;
    uint256 private constant MIN_REPORT_DEADLINE = 1 hours;

    /// @dev One word.
    struct Settings {
        IReportBounds bounds;
        uint32 window; // seconds
        uint32 longWindow; // seconds
        uint32 reportDeadline; // seconds
    }

    IClusterRegistry internal immutable _REGISTRY;
    IReporterQuorum internal immutable _QUORUM;
    /// @inheritdoc IRevenueOracle
    uint8 public immutable assetDecimals;

    Settings internal _settings;

    constructor(
        address registry_,
        address quorum_,
        address bounds_,
        uint8 assetDecimals_,
        OracleTimings memory timings_
    ) {
        _REGISTRY = IClusterRegistry(registry_);
        _QUORUM = IReporterQuorum(quorum_);
        assetDecimals = assetDecimals_;
        _setBounds(bounds_);
        _setTimings(timings_);
    }

    // --- views ---

    /// @inheritdoc IRevenueOracle
    function nextReport(
        uint256 cluster
    )
        external
        view
        returns (
            uint32 period,
            uint32 revision,
            uint32 reporterSet,
            uint32 clusterVersion,
            uint40 start,
            uint40 deadline
        )
    {
        Hardware memory hardware = _REGISTRY.hardware(cluster);
        _requireCommissioned(cluster, hardware);
        Progress memory progress = _lookAhead(cluster, type(uint32).max);
        period = _oldestVoid(cluster, progress);
        if (period != 0) {
            Facts replaced = _factsOf(cluster, period);
            (revision, start) = (replaced.revision() + 1, replaced.start());
        } else {
            period = progress.submitted + 1;
            (revision, start) = (progress.missed ? 1 : 0, _startOf(progress, hardware));
        }
        reporterSet = _QUORUM.version();
        clusterVersion = hardware.version;
        deadline = uint40(_deadlineOf(start, hardware, _settings));
    }

    /// @inheritdoc IRevenueOracle
    function timings() external view returns (OracleTimings memory) {
        Settings memory settings = _settings;
        return OracleTimings(settings.window, settings.longWindow, settings.reportDeadline);
    }

    /// @inheritdoc IRevenueOracle
    function reportingDelay() public view returns (uint256) {
        Settings memory settings = _settings;
        return uint256(settings.reportDeadline) + settings.longWindow;
    }

    /// @inheritdoc IRevenueOracle
    function registry() external view returns (address) {
        return address(_REGISTRY);
    }

    /// @inheritdoc IRevenueOracle
    function quorum() external view returns (address) {
        return address(_QUORUM);
    }

    /// @inheritdoc IRevenueOracle
    function bounds() external view returns (address) {
        return address(_settings.bounds);
    }

    // --- admission ---

    /// @dev Takes a report in that a quorum has signed. Every earlier period that is final by now is latched.
    /// @param signers Bit i: reporter i
    function _admit(RevenueReport calldata report, bytes32 content, uint256 signers) internal {
        (uint256 cluster, uint32 period) = (report.cluster, report.period);
        Progress memory progress = _progressOf(cluster);
        _latch(cluster, progress, progress.submitted);
        (uint32 window, bool long) = _judge(report, progress);
        uint40 finalAt = _windowFrom(cluster, progress, period, window);
        if (period >= progress.submitted) {
            progress.submitted = period;
            progress.nextStart = report.end;
            progress.missed = false; // of the period that starts there nothing can have been missed yet
        }
        _saveProgress(cluster, progress);
        _place(cluster, period).write(report, uint32(signers), finalAt, content); // 32 reporters at most
        emit ReportSubmitted(cluster, period, report, signers, finalAt, long);
    }

    /// @dev Reverts unless the report is admissible.
    function _judge(
        RevenueReport calldata report,
        Progress memory progress
    ) private view returns (uint32 window, bool long) {
        (Hardware memory hardware, bytes32 model) = _REGISTRY.reportingFacts(report.cluster, report.start);
        _requireCommissioned(report.cluster, hardware);
        if (report.clusterVersion != hardware.version) {
            revert RevenueOracle_WrongClusterVersion(report.clusterVersion, hardware.version);
        }
        _checkPlace(report, progress, hardware);

        Settings memory settings = _settings;
        long = !_isOrdinary(report, model, hardware, progress, settings);
        window = long ? settings.longWindow : settings.window;
    }

    /// @dev The report is the next of its cluster, or replaces a void one, and covers the time it has to.
    function _checkPlace(
        RevenueReport calldata report,
        Progress memory progress,
        Hardware memory hardware
    ) private view {
        (uint256 cluster, uint32 period) = (report.cluster, report.period);
        uint32 expected = _isVoid(cluster, progress.submitted) ? progress.submitted : progress.submitted + 1;
        if (period == 0 || period > expected) revert RevenueOracle_WrongPeriod(cluster, period, expected);

        if (period > progress.submitted) {
            _requireRoom(cluster, progress, period);
            _checkRevisionAndStart(report, progress.missed ? 1 : 0, _startOf(progress, hardware));
        } else {
            // What is latched is not void, and what is not is in its place.
            Facts replaced = _factsOf(cluster, period);
            if (period <= progress.finalised || replaced.status() != ReportStatus.Void) {
                revert RevenueOracle_AlreadyReported(cluster, period);
            }
            _checkRevisionAndStart(report, replaced.revision() + 1, replaced.start());
            uint40 end = replaced.end();
            // A later period starts there.
            if (period < progress.submitted && report.end != end) revert RevenueOracle_WrongEnd(report.end, end);
        }

        if (report.end <= report.start) revert RevenueOracle_EmptyPeriod(report.start, report.end);
        uint256 length = report.end - report.start;
        if (length > hardware.maxPeriod) revert RevenueOracle_PeriodTooLong(length, hardware.maxPeriod);
        if (report.end > block.timestamp) revert RevenueOracle_PeriodNotOver(report.end, block.timestamp);
        if (hardware.status == ClusterStatus.Retired && report.end > hardware.retiredAt) {
            revert RevenueOracle_AfterRetirement(report.end, hardware.retiredAt);
        }
    }

    /// @dev The period's place is empty, or its report is done with: settled, and a later one final. What was settled when last
    ///      asked is remembered, so that a ring's worth of reports asks once.
    function _requireRoom(uint256 cluster, Progress memory progress, uint32 period) private view {
        if (period - progress.migrated <= RING) return;
        uint32 oldest = period - RING;
        bool settled = progress.settled >= oldest;
        if (oldest < progress.finalised && !settled) {
            progress.settled = SettledPeriods.read(_REGISTRY, cluster);
            settled = progress.settled >= oldest;
        }
        if (oldest >= progress.finalised || !settled) revert RevenueOracle_RingFull(cluster, period, oldest);
    }

    function _checkRevisionAndStart(RevenueReport calldata report, uint32 revision, uint40 start) private pure {
        if (report.revision != revision) revert RevenueOracle_WrongRevision(report.revision, revision);
        if (report.start != start) revert RevenueOracle_WrongStart(report.start, start);
    }

    /// @dev Reverts outside a hard bound. Ordinary is what came in time, for the first time, near the last price. Where that was
    ///      written over, by a ring of reports that sold nothing, nobody knows what is near.
    function _isOrdinary(
        RevenueReport calldata report,
        bytes32 model,
        Hardware memory hardware,
        Progress memory progress,
        Settings memory settings
    ) private view returns (bool) {
        (uint256 cluster, uint32 priced) = (report.cluster, progress.lastPriced);
        (uint128 lastGross, uint64 lastSold) = (0, 0);
        bool known = true;
        if (priced != 0) {
            known = priced >= _oldestKept(progress);
            if (known) (lastGross, lastSold) = (_place(cluster, priced).gross(), _factsOf(cluster, priced).sold());
        }
        bool ordinaryPrice = settings.bounds.check(report, model, hardware, lastGross, lastSold);
        if (!known && report.gpuSecondsSold != 0) ordinaryPrice = false;
        bool inTime = block.timestamp <= _deadlineOf(report.start, hardware, settings);
        return ordinaryPrice && inTime && report.revision == 0;
    }

    /// @dev First second after a window of `length` from now, and not before the period before is final.
    function _windowFrom(
        uint256 cluster,
        Progress memory progress,
        uint32 period,
        uint32 length
    ) internal view returns (uint40 finalAt) {
        finalAt = uint40(block.timestamp) + length;
        if (period - 1 > progress.finalised) {
            uint40 earlier = _factsOf(cluster, period - 1).finalAt();
            if (earlier > finalAt) finalAt = earlier;
        }
    }

    function _requireCommissioned(uint256 cluster, Hardware memory hardware) internal pure {
        if (hardware.inServiceAt == 0) revert RevenueOracle_NotInService(cluster);
    }

    function _startOf(Progress memory progress, Hardware memory hardware) internal pure returns (uint40) {
        return progress.nextStart == 0 ? hardware.inServiceAt : progress.nextStart;
    }

    /// @dev Last second in which a period that began at `start` is reported in time.
    function _deadlineOf(
        uint40 start,
        Hardware memory hardware,
        Settings memory settings
    ) internal pure returns (uint256) {
        return uint256(start) + hardware.maxPeriod + settings.reportDeadline;
    }

    // --- settings ---

    function _setBounds(address bounds_) internal {
        uint8 given = IReportBounds(bounds_).assetDecimals();
        if (given != assetDecimals) revert RevenueOracle_WrongDecimals(given, assetDecimals);
        emit BoundsReplaced(address(_settings.bounds), bounds_);
        _settings.bounds = IReportBounds(bounds_);
    }

    function _setTimings(OracleTimings memory t) internal {
        _checkTiming("window", t.window, MIN_WINDOW, MAX_WINDOW);
        _checkTiming("longWindow", t.longWindow, t.window, MAX_LONG_WINDOW);
        _checkTiming("reportDeadline", t.reportDeadline, MIN_REPORT_DEADLINE, MAX_REPORT_DEADLINE);

        Settings memory old = _settings;
        emit TimingsChanged(OracleTimings(old.window, old.longWindow, old.reportDeadline), t);
        (_settings.window, _settings.longWindow, _settings.reportDeadline) = (t.window, t.longWindow, t.reportDeadline);
    }

    function _checkTiming(bytes32 field, uint256 given, uint256 minimum, uint256 maximum) private pure {
        if (given < minimum || given > maximum) revert RevenueOracle_TimingOutOfRange(field, given, minimum, maximum);
    }
}

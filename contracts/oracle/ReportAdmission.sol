// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ClusterStatus, Hardware, IClusterRegistry} from "../interfaces/IClusterRegistry.sol";
import {IReportBounds, LastSale} from "../interfaces/IReportBounds.sol";
import {IReporterQuorum} from "../interfaces/IReporterQuorum.sol";
import {
    CORRECTION_TIME,
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
import {Timeline, TimelineLib} from "./Timeline.sol";

/// @title ReportAdmission
/// @notice What the next report of a cluster has to be, which window it gets, and the settings that decide it.
///         Signatures are not its business.
///
/// THEN, NOT NOW. A period is judged by the settings and bounds that were in force in its first second, and by the
/// hardware that was there second by second: when it is admitted, when it is missed, and when a report of it is
/// replaced, contradicted or held against who signed it. So a verdict is the same whenever it is asked for, and no
/// change reaches a period that has begun.
///
/// REVISIONS. Reporters sign one content for one revision. Who signed a wrong one leaves that revision out, or replaces
/// what it made pending, within an hour: the next revision is as good as this, and takes the long window. Who disputes
/// later than that knows what it disputes. There are enough of the revisions that reporters choose themselves, and a
/// void report can be replaced for ever after.
abstract contract ReportAdmission is OracleStorage {
    using ReportPacking for *;
    using TimelineLib for Timeline;

    uint256 private constant MIN_WINDOW = 1 minutes;
    uint256 private constant MAX_WINDOW = 4 days;
    uint256 private constant MIN_REPORT_DEADLINE = 1 hours;
    /// @dev Up to here reporters choose their revision. Beyond, only what is void is replaced, one by one: nobody uses
    ///      them up.
    uint32 private constant LAST_CHOSEN_REVISION = 63;
    /// @dev Of a time among the settings: what the limits above let through fits.
    uint256 private constant TIME_BITS = 21;

    /// @dev One word, with the second from which on they hold.
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

    Timeline private _settings;

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
        _requireDecimals(bounds_);
        _checkTimings(timings_);
        emit BoundsReplaced(address(0), bounds_);
        emit TimingsChanged(OracleTimings(0, 0, 0), timings_);
        _setSettings(bounds_, timings_);
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
        deadline = uint40(_deadlineOf(start, hardware));
    }

    /// @inheritdoc IRevenueOracle
    function judge(RevenueReport calldata report, uint40 submittedAt) external view {
        _judgeContent(report, submittedAt, LastSale(0, 0, 0, 0));
    }

    /// @inheritdoc IRevenueOracle
    function timings() external view returns (OracleTimings memory) {
        return _timingsOf(_unpackSettings(_settings.latest()));
    }

    /// @inheritdoc IRevenueOracle
    function settingsAt(uint40 start) external view returns (address, OracleTimings memory) {
        Settings memory settings = _settingsAt(start);
        return (address(settings.bounds), _timingsOf(settings));
    }

    /// @inheritdoc IRevenueOracle
    function reportingDelay() external view returns (uint256) {
        return _delayAt(uint40(block.timestamp));
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
        return address(_unpackSettings(_settings.latest()).bounds);
    }

    // --- admission ---

    /// @dev Takes a report in that a quorum has signed. Every earlier period that is final by now is latched.
    /// @param signers Bit i: reporter i
    function _admit(RevenueReport memory report, bytes32 content, uint256 signers) internal {
        (uint256 cluster, uint32 period) = (report.cluster, report.period);
        Progress memory progress = _progressOf(cluster);
        _latch(cluster, progress, progress.submitted);
        (uint32 window, bool long) = _judge(report, progress);
        uint40 finalAt = _windowFrom(cluster, progress, period, window);
        if (period <= progress.submitted) _keepReplaced(cluster, period);
        if (period >= progress.submitted) {
            progress.submitted = period;
            progress.nextStart = report.end;
            progress.missed = false; // of the period that starts there nothing can have been missed yet
        }
        _saveProgress(cluster, progress);
        _place(cluster, period).write(report, uint32(signers), finalAt, content); // 32 reporters at most
        emit ReportSubmitted(cluster, period, report, signers, finalAt, long);
    }

    /// @dev Reverts unless the report is admissible. Ordinary is what came in time, for the first time, near the last
    ///      price, at costs not far above the last.
    function _judge(
        RevenueReport memory report,
        Progress memory progress
    ) private view returns (uint32 window, bool long) {
        (bool known, LastSale memory last) = _lastSale(report.cluster, progress);
        (Hardware memory hardware, Settings memory settings, bool ordinary) = _judgeContent(
            report,
            block.timestamp,
            last
        );
        _checkPlace(report, progress, hardware);

        long =
            !ordinary ||
            !(known || report.gpuSecondsSold == 0) ||
            block.timestamp > _deadlineFrom(report.start, hardware, settings) ||
            report.revision != 0;
        window = long ? settings.longWindow : settings.window;
    }

    /// @dev Reverts unless a report may say this of a period that starts there, in the second `nowAt`.
    /// @return hardware As of the period's end
    /// @return settings As of its start
    /// @return ordinary Near the last price, at costs not far above the last
    function _judgeContent(
        RevenueReport memory report,
        uint256 nowAt,
        LastSale memory last
    ) private view returns (Hardware memory hardware, Settings memory settings, bool ordinary) {
        if (report.end <= report.start) revert RevenueOracle_EmptyPeriod(report.start, report.end);
        bytes32 model;
        uint256 installed;
        (hardware, model, installed) = _REGISTRY.reportingFacts(report.cluster, report.start, report.end);
        _requireCommissioned(report.cluster, hardware);
        if (report.clusterVersion != hardware.version) {
            revert RevenueOracle_WrongClusterVersion(report.clusterVersion, hardware.version);
        }
        uint256 length = report.end - report.start;
        if (length > hardware.maxPeriod) revert RevenueOracle_PeriodTooLong(length, hardware.maxPeriod);
        if (report.end > nowAt) revert RevenueOracle_PeriodNotOver(report.end, nowAt);
        if (hardware.status == ClusterStatus.Retired && report.end > hardware.retiredAt) {
            revert RevenueOracle_AfterRetirement(report.end, hardware.retiredAt);
        }
        settings = _settingsAt(report.start);
        ordinary = settings.bounds.check(report, model, hardware.systemWatts, hardware.pueBps, installed, last);
    }

    /// @dev The report is the next of its cluster, or the next revision of one that is void, or pending.
    function _checkPlace(RevenueReport memory report, Progress memory progress, Hardware memory hardware) private view {
        (uint256 cluster, uint32 period) = (report.cluster, report.period);
        uint32 expected = _isVoid(cluster, progress.submitted) ? progress.submitted : progress.submitted + 1;
        if (period == 0 || period > expected) revert RevenueOracle_WrongPeriod(cluster, period, expected);

        if (period > progress.submitted) {
            _requireRoom(cluster, progress, period);
            _checkRevisionAndStart(report, progress.missed ? 1 : 0, _startOf(progress, hardware));
        } else {
            // What is latched is not void, and what is not is in its place.
            Facts replaced = _factsOf(cluster, period);
            if (period <= progress.finalised || !_isReplaceable(replaced, report.revision)) {
                revert RevenueOracle_AlreadyReported(cluster, period);
            }
            _checkRevisionAndStart(report, replaced.revision() + 1, replaced.start());
            uint40 end = replaced.end();
            // A later period starts there.
            if (period < progress.submitted && report.end != end) revert RevenueOracle_WrongEnd(report.end, end);
        }
    }

    /// @dev A void one, and by a revision that its reporters choose one that is young and whose window runs.
    function _isReplaceable(Facts replaced, uint32 revision) private view returns (bool) {
        if (replaced.status() != ReportStatus.Pending) return replaced.status() == ReportStatus.Void;
        bool chosen = revision > replaced.revision() && revision <= LAST_CHOSEN_REVISION;
        bool young = block.timestamp < replaced.submittedAt() + CORRECTION_TIME;
        return chosen && young && block.timestamp < replaced.finalAt();
    }

    /// @dev The period's place is empty, or its report is done with: settled, and a later one final. What was settled
    ///      when last asked is remembered, so that a ring's worth of reports asks once.
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

    /// @param next The first revision that nobody has used
    function _checkRevisionAndStart(RevenueReport memory report, uint32 next, uint40 start) private pure {
        uint32 revision = report.revision;
        if (revision < next || (revision > next && revision > LAST_CHOSEN_REVISION)) {
            revert RevenueOracle_WrongRevision(revision, next);
        }
        if (report.start != start) revert RevenueOracle_WrongStart(report.start, start);
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
    function _deadlineOf(uint40 start, Hardware memory hardware) internal view returns (uint256) {
        return _deadlineFrom(start, hardware, _settingsAt(start));
    }

    function _deadlineFrom(
        uint40 start,
        Hardware memory hardware,
        Settings memory settings
    ) private pure returns (uint256) {
        return uint256(start) + hardware.maxPeriod + settings.reportDeadline;
    }

    // --- settings ---

    /// @dev In force for a period that starts there.
    function _settingsAt(uint40 start) internal view returns (Settings memory) {
        return _unpackSettings(_settings.valueAt(start));
    }

    /// @dev From its longest end until a report in time is final at the latest, of a period that starts there.
    function _delayAt(uint40 start) internal view returns (uint256) {
        Settings memory settings = _settingsAt(start);
        return uint256(settings.reportDeadline) + settings.longWindow;
    }

    function _setBounds(address bounds_) internal {
        _requireDecimals(bounds_);
        Settings memory old = _unpackSettings(_settings.latest());
        emit BoundsReplaced(address(old.bounds), bounds_);
        _setSettings(bounds_, _timingsOf(old));
    }

    function _setTimings(OracleTimings memory t) internal {
        _checkTimings(t);
        Settings memory old = _unpackSettings(_settings.latest());
        emit TimingsChanged(_timingsOf(old), t);
        _setSettings(address(old.bounds), t);
    }

    function _setSettings(address bounds_, OracleTimings memory t) private {
        uint256 times =
            t.window | (uint256(t.longWindow) << TIME_BITS) | (uint256(t.reportDeadline) << (2 * TIME_BITS));
        _settings.set(uint160(bounds_) | (times << 160));
    }

    function _unpackSettings(uint256 word) private pure returns (Settings memory settings) {
        uint256 mask = (1 << TIME_BITS) - 1;
        settings.bounds = IReportBounds(address(uint160(word)));
        settings.window = uint32((word >> 160) & mask);
        settings.longWindow = uint32((word >> (160 + TIME_BITS)) & mask);
        settings.reportDeadline = uint32((word >> (160 + 2 * TIME_BITS)) & mask);
    }

    function _timingsOf(Settings memory settings) private pure returns (OracleTimings memory) {
        return OracleTimings(settings.window, settings.longWindow, settings.reportDeadline);
    }

    function _requireDecimals(address bounds_) private view {
        uint8 given = IReportBounds(bounds_).assetDecimals();
        if (given != assetDecimals) revert RevenueOracle_WrongDecimals(given, assetDecimals);
    }

    function _checkTimings(OracleTimings memory t) private pure {
        _checkTiming("window", t.window, MIN_WINDOW, MAX_WINDOW);
        _checkTiming("longWindow", t.longWindow, t.window, MAX_LONG_WINDOW);
        _checkTiming("reportDeadline", t.reportDeadline, MIN_REPORT_DEADLINE, MAX_REPORT_DEADLINE);
    }

    function _checkTiming(bytes32 field, uint256 given, uint256 minimum, uint256 maximum) private pure {
        if (given < minimum || given > maximum) revert RevenueOracle_TimingOutOfRange(field, given, minimum, maximum);
    }
}

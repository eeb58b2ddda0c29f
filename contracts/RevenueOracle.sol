// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ClusterStatus, Hardware} from "./interfaces/IClusterRegistry.sol";
import {IReporterQuorum} from "./interfaces/IReporterQuorum.sol";
import {IRevenueOracle, OracleTimings, ReportStatus, RevenueReport} from "./interfaces/IRevenueOracle.sol";
import {ReportAdmission} from "./oracle/ReportAdmission.sol";
import {ReportHash} from "./oracle/ReportHash.sol";
import {ReportLedger} from "./oracle/ReportLedger.sol";
import {Progress, ReportStore, StoredReport} from "./oracle/ReportStore.sol";

/// @title RevenueOracle
/// @notice What was said of every cluster, period by period.
///
/// ORDER. Periods follow each other without gaps. A new one is built on the newest report unless that one is void;
/// then its replacement comes first. A replacement keeps its start, and its end as well once a later period starts there.
///
/// FINALITY. A report is final when its window has passed and every earlier one is final. Nothing is written at that
/// second: whoever asks is told, and whoever next submits or finalizes latches it. A latched period is final for
/// ever. Without a sequencer feed an unlatched one is too, since nothing can change a report after its window; with one,
/// see SequencerUptime for what an outage does to what nobody had latched. `finalReport` says final only of what nothing
/// can undo: who keeps accounts settles on it, once each and in order by a pointer of its own.
///
/// CONFLICT. The first quorum's report stands, challenged, until the guardian voids it or the governor upholds it. What
/// comes after it waits. Who signed both is no reporter from that transaction on.
///
/// DISPUTE. Anyone else contradicts a report with a bond, elsewhere: see ReportDisputes. While it lasts the report stands as a
/// challenged one does, except that the governor cannot uphold it: the dispute's outcome or a veto ends it.
///
/// TRUST. A quorum that agrees on a lie inside the bounds is believed unless the guardian vetoes within the window. The
/// governor can replace reporters and bounds, with its delay. Of a report it can write one kind only: a zero, for a period that was missed.
///
/// LIVENESS. Silence is marked, not filled in. A report that stands challenged holds up its cluster, and no other.
contract RevenueOracle is ReportAdmission, AccessManaged, EIP712 {
    using ReportStore for *;

    constructor(
        address authority_,
        address registry_,
        address quorum_,
        address bounds_,
        uint8 assetDecimals_,
        OracleTimings memory timings_,
        address sequencerFeed_
    )
        ReportLedger(sequencerFeed_)
        ReportAdmission(registry_, quorum_, bounds_, assetDecimals_, timings_)
        AccessManaged(authority_)
        EIP712("GpuYieldVaults RevenueOracle", "1")
    {}

    // --- anyone, with reporters' signatures ---

    /// @inheritdoc IRevenueOracle
    function submit(RevenueReport calldata report, address[] calldata signers, bytes[] calldata signatures) external {
        (Progress memory progress, uint40 finalAt, bool longWindow) = _admit(report);
        bytes32 content = ReportHash.content(report);
        uint32 bitmap = uint32(
            _QUORUM.verify(_hashTypedDataV4(content), report.reporterSet, signers, signatures) // 32 reporters at most
        );

        _saveProgress(report.cluster, progress);
        _store(report, bitmap, content, finalAt, longWindow);
    }

    /// @inheritdoc IRevenueOracle
    function contradict(
        RevenueReport calldata report,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external {
        uint256 cluster = report.cluster;
        (Progress memory progress, StoredReport storage stands) = _openReport(cluster, report.period);
        if (stands.status != ReportStatus.Pending) {
            revert RevenueOracle_NotOpen(cluster, report.period, stands.status);
        }
        if (report.revision != stands.revision) revert RevenueOracle_WrongRevision(report.revision, stands.revision);
        if (report.clusterVersion != stands.clusterVersion) {
            revert RevenueOracle_WrongClusterVersion(report.clusterVersion, stands.clusterVersion);
        }
        bytes32 pending = stands.content;
        if (ReportHash.contentUnder(report, stands.reporterSet) == pending) revert RevenueOracle_NoConflict(pending);
        bytes32 content = ReportHash.content(report);
        uint256 bitmap = _QUORUM.verify(_hashTypedDataV4(content), report.reporterSet, signers, signatures);

        stands.status = ReportStatus.Challenged;
        ++progress.challenged;
        _saveProgress(cluster, progress);
        emit ReportChallenged(cluster, report.period, pending, content);
        // Bits of two versions do not speak of the same reporters.
        if (report.reporterSet == stands.reporterSet) _ejectAll(bitmap & stands.signers, cluster, report.period);
    }

    /// @inheritdoc IRevenueOracle
    function eject(
        address reporter,
        RevenueReport calldata first,
        bytes calldata firstSignature,
        RevenueReport calldata second,
        bytes calldata secondSignature
    ) external {
        bytes32 content = ReportHash.content(first);
        bytes32 otherContent = ReportHash.content(second);
        if (!_sameStatement(first, second) || content == otherContent) revert RevenueOracle_NotEquivocation();
        _requireSignature(reporter, _hashTypedDataV4(content), firstSignature);
        _requireSignature(reporter, _hashTypedDataV4(otherContent), secondSignature);

        emit EquivocationProven(reporter, first.cluster, first.period);
        _QUORUM.eject(reporter);
    }

    // --- anyone ---

    /// @inheritdoc IRevenueOracle
    function markMissed(uint256 cluster) external {
        Progress memory progress = _progressOf(cluster);
        uint32 period = progress.submitted + 1;
        if (progress.missed) revert RevenueOracle_AlreadyMissed(cluster, period);
        if (_isVoid(cluster, progress.submitted)) revert RevenueOracle_AlreadyReported(cluster, progress.submitted);
        Hardware memory hardware = _REGISTRY.hardware(cluster);
        _requireCommissioned(cluster, hardware);
        uint40 start = _startOf(progress, hardware);
        // After its last second of service a cluster owes no report.
        if (hardware.status == ClusterStatus.Retired && start >= hardware.retiredAt) {
            revert RevenueOracle_NotInService(cluster);
        }
        uint256 deadline = _deadlineOf(start, hardware, _settings);
        if (block.timestamp <= deadline) {
            revert RevenueOracle_NotMissed(cluster, period, deadline, block.timestamp);
        }

        progress.missed = true;
        _saveProgress(cluster, progress);
        emit PeriodMissed(cluster, period, uint40(deadline));
    }

    // --- guardian ---

    /// @inheritdoc IRevenueOracle
    function veto(uint256 cluster, uint32 period) external restricted {
        (Progress memory progress, StoredReport storage report) = _openReport(cluster, period);

        if (report.status != ReportStatus.Pending) --progress.challenged;
        report.status = ReportStatus.Void;
        _saveProgress(cluster, progress);
        emit ReportVetoed(cluster, period, report.revision);
    }

    // --- disputes ---

    /// @inheritdoc IRevenueOracle
    function dispute(uint256 cluster, uint32 period) external restricted {
        (Progress memory progress, StoredReport storage report) = _openReport(cluster, period);
        if (report.status != ReportStatus.Pending) revert RevenueOracle_NotOpen(cluster, period, report.status);

        report.status = ReportStatus.Disputed;
        ++progress.challenged;
        _saveProgress(cluster, progress);
        emit ReportDisputed(cluster, period, report.revision);
    }

    /// @inheritdoc IRevenueOracle
    function settleDispute(uint256 cluster, uint32 period, bool stands) external restricted {
        Progress memory progress = _progressOf(cluster);
        StoredReport storage report = _reports[cluster][period];
        if (report.status != ReportStatus.Disputed) {
            revert RevenueOracle_NotDisputed(cluster, period, statusOf(cluster, period));
        }

        --progress.challenged;
        if (stands) {
            report.status = ReportStatus.Pending;
            report.finalAt = _windowFrom(cluster, progress, period, _settings.window);
        } else {
            report.status = ReportStatus.Void;
        }
        _saveProgress(cluster, progress);
        emit DisputeSettled(cluster, period, report.revision, stands, stands ? report.finalAt : 0);
    }

    // --- governor ---

    /// @inheritdoc IRevenueOracle
    function uphold(uint256 cluster, uint32 period) external restricted {
        Progress memory progress = _progressOf(cluster);
        StoredReport storage report = _reports[cluster][period];
        if (report.status != ReportStatus.Challenged) {
            revert RevenueOracle_NotChallenged(cluster, period, statusOf(cluster, period));
        }

        --progress.challenged;
        report.status = ReportStatus.Pending;
        report.finalAt = _windowFrom(cluster, progress, period, _settings.window);
        _saveProgress(cluster, progress);
        emit ReportUpheld(cluster, period, report.finalAt);
    }

    /// @inheritdoc IRevenueOracle
    function admitZero(RevenueReport calldata report) external restricted {
        Progress memory before = _progressOf(report.cluster);
        if (!before.missed || report.period != before.submitted + 1) {
            revert RevenueOracle_NotSilent(report.cluster, report.period);
        }
        uint256 billed = uint256(report.gross) + report.energyCost + report.otherOpex;
        if (billed + report.gpuSecondsSold + report.energyWh != 0) {
            revert RevenueOracle_NotZero(report.cluster, report.period);
        }
        (Progress memory progress, uint40 finalAt, bool longWindow) = _admit(report);
        _saveProgress(report.cluster, progress);
        _store(report, 0, ReportHash.content(report), finalAt, longWindow); // nobody signed it
    }

    /// @inheritdoc IRevenueOracle
    function adopt(uint256 cluster, uint32 period, uint40 start) external restricted {
        if (_hasReports(cluster)) revert RevenueOracle_AlreadyStarted(cluster);
        if (period == 0) revert RevenueOracle_WrongPeriod(cluster, period, 1);
        Hardware memory hardware = _REGISTRY.hardware(cluster);
        _requireCommissioned(cluster, hardware);
        if (start < hardware.inServiceAt) revert RevenueOracle_WrongStart(start, hardware.inServiceAt);
        if (start > block.timestamp) revert RevenueOracle_PeriodNotOver(start, block.timestamp);

        Progress memory progress;
        progress.submitted = progress.finalised = period - 1;
        progress.nextStart = start;
        _saveProgress(cluster, progress);
        emit ClusterAdopted(cluster, period, start);
    }

    /// @inheritdoc IRevenueOracle
    function setBounds(address bounds_) external restricted {
        _setBounds(bounds_);
    }

    /// @inheritdoc IRevenueOracle
    function setTimings(OracleTimings calldata timings_) external restricted {
        _setTimings(timings_);
    }

    // --- views ---

    /// @inheritdoc IRevenueOracle
    function digestOf(RevenueReport calldata report) external view returns (bytes32) {
        return _hashTypedDataV4(ReportHash.content(report));
    }

    // --- internals ---

    function _store(
        RevenueReport calldata report,
        uint32 signers,
        bytes32 content,
        uint40 finalAt,
        bool longWindow
    ) private {
        _reports[report.cluster][report.period].write(report, signers, finalAt, content);
        emit ReportSubmitted(report.cluster, report.period, report, signers, finalAt, longWindow);
    }

    // --- equivocation ---

    /// @dev The same thing was asked: contents may differ in one of the two at most.
    function _sameStatement(RevenueReport calldata a, RevenueReport calldata b) private pure returns (bool) {
        return
            a.cluster == b.cluster &&
            a.period == b.period &&
            a.revision == b.revision &&
            a.reporterSet == b.reporterSet &&
            a.clusterVersion == b.clusterVersion;
    }

    function _requireSignature(address signer, bytes32 digest, bytes calldata signature) private view {
        if (!_QUORUM.isSignedBy(signer, digest, signature)) {
            revert IReporterQuorum.ReporterQuorum_BadSignature(signer, digest);
        }
    }

    /// @dev Names first: every ejection moves the seats behind it.
    function _ejectAll(uint256 bitmap, uint256 cluster, uint32 period) private {
        address[] memory members = _QUORUM.reporters();
        for (uint256 i; i < members.length; ++i) {
            if ((bitmap >> i) & 1 == 0) continue;
            emit EquivocationProven(members[i], cluster, period);
            _QUORUM.eject(members[i]);
        }
    }
}

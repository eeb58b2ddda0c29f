// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ClusterStatus, Hardware} from "./interfaces/IClusterRegistry.sol";
import {IReportClock} from "./interfaces/IReportClock.sol";
import {IReporterQuorum} from "./interfaces/IReporterQuorum.sol";
import {IRevenueOracle, OracleTimings, ReportStatus, RevenueReport} from "./interfaces/IRevenueOracle.sol";
import {ReportAdmission} from "./oracle/ReportAdmission.sol";
import {ReportClock} from "./oracle/ReportClock.sol";
import {ReportHash} from "./oracle/ReportHash.sol";
import {OracleStorage} from "./oracle/OracleStorage.sol";
import {Facts, Progress, ReportPacking, StoredReport} from "./oracle/ReportPacking.sol";

/// @title RevenueOracle
/// @notice What was said of every cluster, period by period.
///
/// ORDER. Periods follow each other without gaps. A new one is built on the newest report unless that one is void;
/// then its replacement comes first. A replacement keeps its start, and its end as well once a later period starts
/// there.
///
/// FINALITY. A report is final when its window has passed and every earlier one is final. Nothing is written at that
/// second: whoever asks is told, and whoever next submits or finalizes latches it. A latched period is final for
/// ever. Without a sequencer feed an unlatched one is too, since nothing can change a report after its window; with
/// one, see SequencerUptime for what an outage does to what nobody had latched. `finalReport` says final only of what
/// nothing can undo: who keeps accounts settles on it, once each and in order by a pointer of its own.
///
/// CONFLICT. The first quorum's report stands, challenged, until the guardian voids it or the governor upholds it. What
/// comes after it waits. Who signed both is no reporter from that transaction on: see Contradictions.
///
/// DISPUTE. Anyone else contradicts a report with a bond, elsewhere: see ReportDisputes. While it lasts the report
/// stands as a challenged one does, except that the governor cannot uphold it: the dispute's outcome or a veto ends it.
/// A report that was upheld so is final at once. What doubts may take is no payer's delay: see ReportClock.
///
/// MANY. Reporters sign the reports of many clusters as one array. Each is admitted, or skipped, by itself: what is
/// impossible is told at once and holds up no other. An array submitted again admits what it did not before, if that is
/// still due, and nothing else.
///
/// TRUST. A quorum that agrees on a lie inside the bounds is believed unless the guardian vetoes within the window. It
/// has one veto a period, and the arbiter a second. The governor can replace reporters and bounds, with its delay. Of a
/// report it can write one kind only: a zero, for a period that was missed.
///
/// LIVENESS. Silence is marked, not filled in. A report that stands challenged holds up its cluster, and no other. So
/// does a full ring: 64 periods that nobody has settled, or that are not final. Anyone may settle.
contract RevenueOracle is ReportAdmission, AccessManaged, EIP712 {
    using ReportHash for RevenueReport;
    using ReportPacking for *;

    /// @inheritdoc IRevenueOracle
    IReportClock public immutable clock;

    constructor(
        address authority_,
        address registry_,
        address quorum_,
        address bounds_,
        uint8 assetDecimals_,
        OracleTimings memory timings_,
        address sequencerFeed_
    )
        OracleStorage(sequencerFeed_)
        ReportAdmission(registry_, quorum_, bounds_, assetDecimals_, timings_)
        AccessManaged(authority_)
        EIP712("GpuYieldVaults RevenueOracle", "1")
    {
        clock = new ReportClock(_REGISTRY);
    }

    // --- anyone, with reporters' signatures ---

    /// @inheritdoc IRevenueOracle
    function submit(RevenueReport calldata report, address[] calldata signers, bytes[] calldata signatures) external {
        bytes32 content = ReportHash.content(report);
        uint256 bitmap = _QUORUM.verify(_hashTypedDataV4(content), report.reporterSet, signers, signatures);
        _admit(report, content, bitmap);
    }

    /// @inheritdoc IRevenueOracle
    function submitMany(
        RevenueReport[] calldata reports,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external {
        bytes32[] memory contents = _contentsOf(reports);
        uint32 set = reports[0].reporterSet;
        uint256 bitmap = _QUORUM.verify(_arrayDigest(contents), set, signers, signatures);
        for (uint256 i; i < reports.length; ++i) {
            RevenueReport calldata report = reports[i];
            // Nobody signed another version's report with this one's set.
            if (report.reporterSet != set) revert IReporterQuorum.ReporterQuorum_WrongVersion(report.reporterSet, set);
            (bool admitted, bytes memory reason) = address(this).call(
                abi.encodePacked(this.admit.selector, report.words(), contents[i], bitmap)
            );
            if (admitted) continue;
            if (reason.length == 0) revert RevenueOracle_NoReason(report.cluster, report.period);
            emit ReportSkipped(report.cluster, report.period, reason);
        }
    }

    /// @inheritdoc IRevenueOracle
    function admit(RevenueReport calldata report, bytes32 contentHash, uint256 signers) external {
        if (msg.sender != address(this)) revert RevenueOracle_NotItself(msg.sender);
        _admit(report, contentHash, signers);
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
        uint256 deadline = _deadlineOf(start, hardware);
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
        _veto(cluster, period, 0);
    }

    // --- arbiter ---

    /// @inheritdoc IRevenueOracle
    function vetoAgain(uint256 cluster, uint32 period) external restricted {
        _veto(cluster, period, 1);
    }

    // --- contradictions ---

    /// @inheritdoc IRevenueOracle
    function contest(uint256 cluster, uint32 period, uint32 revision, bytes32 conflictingHash) external restricted {
        StoredReport storage report = _hold(cluster, period, ReportStatus.Challenged);
        uint32 current = report.facts.revision();
        if (revision != current) revert RevenueOracle_WrongRevision(revision, current);
        emit ReportChallenged(cluster, period, report.content, conflictingHash);
    }

    // --- disputes ---

    /// @inheritdoc IRevenueOracle
    function dispute(uint256 cluster, uint32 period, uint32 time) external restricted {
        Facts facts = _hold(cluster, period, ReportStatus.Disputed).facts;
        emit ReportDisputed(cluster, period, facts.revision());
        uint40 start = facts.start();
        uint256 disputeTime = uint256(time) + _settingsAt(start).longWindow;
        clock.onDispute(cluster, period, start, disputeTime, _delayAt(start));
    }

    /// @inheritdoc IRevenueOracle
    function endDispute(uint256 cluster, uint32 period, bool stands) external restricted {
        Progress memory progress = _progressOf(cluster);
        if (_statusAt(cluster, progress, period) != ReportStatus.Disputed) {
            revert RevenueOracle_NotDisputed(cluster, period, statusOf(cluster, period));
        }

        StoredReport storage report = _place(cluster, period);
        Facts facts = report.facts;
        --progress.challenged;
        uint40 finalAt;
        if (stands) {
            // Not before its own window ends: until then the guardian has a say.
            finalAt = uint40(Math.max(facts.finalAt(), block.timestamp));
            _setPending(report, finalAt);
            _latch(cluster, progress, period);
        } else {
            report.setStatus(ReportStatus.Void);
        }
        _saveProgress(cluster, progress);
        emit DisputeSettled(cluster, period, facts.revision(), stands, finalAt);
    }

    // --- governor ---

    /// @inheritdoc IRevenueOracle
    function uphold(uint256 cluster, uint32 period) external restricted {
        Progress memory progress = _progressOf(cluster);
        if (_statusAt(cluster, progress, period) != ReportStatus.Challenged) {
            revert RevenueOracle_NotChallenged(cluster, period, statusOf(cluster, period));
        }

        uint40 finalAt = _windowFrom(cluster, progress, period, _settingsAt(_factsOf(cluster, period).start()).window);
        _setPending(_place(cluster, period), finalAt);
        --progress.challenged;
        _saveProgress(cluster, progress);
        emit ReportUpheld(cluster, period, finalAt);
    }

    /// @inheritdoc IRevenueOracle
    function reportZero(RevenueReport calldata report) external restricted {
        Progress memory before = _progressOf(report.cluster);
        if (!before.missed || report.period != before.submitted + 1) {
            revert RevenueOracle_NotSilent(report.cluster, report.period);
        }
        uint256 billed = uint256(report.gross) + report.energyCost + report.otherOpex;
        if (billed + report.gpuSecondsSold + report.energyWh != 0) {
            revert RevenueOracle_NotZero(report.cluster, report.period);
        }
        _admit(report, ReportHash.content(report), 0); // nobody signed it
    }

    /// @inheritdoc IRevenueOracle
    function migrate(uint256 cluster, uint32 period, uint40 start) external restricted {
        if (_hasReports(cluster)) revert RevenueOracle_AlreadyStarted(cluster);
        if (period == 0) revert RevenueOracle_WrongPeriod(cluster, period, 1);
        Hardware memory hardware = _REGISTRY.hardware(cluster);
        _requireCommissioned(cluster, hardware);
        if (start < hardware.inServiceAt) revert RevenueOracle_WrongStart(start, hardware.inServiceAt);
        if (start > block.timestamp) revert RevenueOracle_PeriodNotOver(start, block.timestamp);

        Progress memory progress;
        progress.submitted = progress.finalised = progress.migrated = period - 1;
        progress.nextStart = start;
        _saveProgress(cluster, progress);
        emit ClusterMigrated(cluster, period, start);
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

    /// @inheritdoc IRevenueOracle
    function digestOfMany(RevenueReport[] calldata reports) external view returns (bytes32) {
        return _arrayDigest(_contentsOf(reports));
    }

    // --- internals ---

    /// @param before How many vetoes the period must have had so far
    function _veto(uint256 cluster, uint32 period, uint8 before) private {
        (Progress memory progress, StoredReport storage report) = _openReport(cluster, period);

        Facts facts = report.facts;
        if (facts.status() != ReportStatus.Pending) --progress.challenged;
        report.setStatus(ReportStatus.Void);
        progress.doubted = true;
        _saveProgress(cluster, progress);
        emit ReportVetoed(cluster, period, facts.revision());
        clock.onVeto(cluster, period, facts.start(), before, _delayAt(facts.start()));
    }

    function _setPending(StoredReport storage report, uint40 finalAt) private {
        report.setStatus(ReportStatus.Pending);
        report.setFinalAt(finalAt);
    }

    /// @dev A pending report stands challenged or disputed from now on.
    function _hold(uint256 cluster, uint32 period, ReportStatus as_) private returns (StoredReport storage report) {
        Progress memory progress;
        (progress, report) = _openReport(cluster, period);
        ReportStatus status = report.facts.status();
        if (status != ReportStatus.Pending) revert RevenueOracle_NotOpen(cluster, period, status);
        report.setStatus(as_);
        ++progress.challenged;
        if (as_ == ReportStatus.Disputed) progress.doubted = true;
        _saveProgress(cluster, progress);
    }

    // --- what is signed ---

    function _contentsOf(RevenueReport[] calldata reports) private pure returns (bytes32[] memory contents) {
        if (reports.length == 0) revert RevenueOracle_NoReports();
        contents = new bytes32[](reports.length);
        for (uint256 i; i < reports.length; ++i) contents[i] = ReportHash.content(reports[i]);
    }

    function _arrayDigest(bytes32[] memory contents) private view returns (bytes32) {
        return _hashTypedDataV4(ReportHash.contentOfArray(contents));
    }
}

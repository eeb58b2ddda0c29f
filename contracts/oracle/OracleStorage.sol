// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {LastSale} from "../interfaces/IReportBounds.sol";
import {IRevenueOracle, ReportRecord, ReportStatus, Stored} from "../interfaces/IRevenueOracle.sol";
import {Facts, Progress, ReportPacking, StoredReport} from "./ReportPacking.sol";
import {SequencerUptime, Uptime} from "./SequencerUptime.sol";

/// @title OracleStorage
/// @notice The oracle's memory: what was admitted, how far each cluster has come, and what is final as of now. It
///         judges no report and knows no role.
///
/// RING. A cluster has 64 places, and a report takes the place of the one 64 periods before, once nothing can be asked
/// of that any more: it is settled, and a later one is final. So the newest final report and all that may be unsettled
/// or in question are here; of what was written over, the events tell, and every view that is asked for it refuses.
/// Which period a place holds follows from the newest one: nothing more is stored.
///
/// REPLACED. What a report said that another revision took the place of is kept by its hash: who signed it stands by
/// that.
/// @dev Periods become final in order, so a pointer per cluster says it all. `_advance` moves it by one period; the
///      views and the latch walk with the same step, at most `LOOK_AHEAD` of them.
abstract contract OracleStorage is IRevenueOracle {
    using ReportPacking for *;
    using SequencerUptime for Uptime;

    /// @dev Most periods beyond the latched ones that any call looks at.
    uint32 private constant LOOK_AHEAD = 32;
    /// @dev Places of a cluster.
    uint32 internal constant RING = 64;

    /// @dev A report whose place another revision took.
    struct Replaced {
        Facts facts;
        bytes32 content;
    }

    /// @inheritdoc IRevenueOracle
    address public immutable sequencerFeed;

    mapping(uint256 cluster => uint256) private _progress; // Progress
    mapping(uint256 cluster => StoredReport[RING]) private _places;
    mapping(uint256 cluster => mapping(uint32 period => mapping(uint32 revision => Replaced))) private _replaced;

    constructor(address sequencerFeed_) {
        sequencerFeed = sequencerFeed_;
        SequencerUptime.read(sequencerFeed_); // reverts here rather than later where there is no contract
    }

    // --- anyone ---

    /// @inheritdoc IRevenueOracle
    function finalize(uint256 cluster) external returns (uint32 finalised) {
        Progress memory progress = _progressOf(cluster);
        _latch(cluster, progress, progress.submitted);
        _saveProgress(cluster, progress);
        return progress.finalised;
    }

    // --- views ---

    /// @inheritdoc IRevenueOracle
    function reportOf(uint256 cluster, uint32 period) external view returns (ReportRecord memory record) {
        Progress memory progress = _lookAhead(cluster, period);
        record = _recordAt(cluster, progress, period);
        if (_isOpen(record.status)) {
            record.finalAt = _expectedFinalAt(cluster, progress, period);
        } else if (period == progress.finalised && period != 0) {
            // Final but not latched yet: as the latch would write it.
            record.finalAt = progress.finalFloor;
        }
    }

    /// @inheritdoc IRevenueOracle
    function statusOf(uint256 cluster, uint32 period) public view returns (ReportStatus) {
        return _statusAt(cluster, _lookAhead(cluster, period), period);
    }

    /// @inheritdoc IRevenueOracle
    function finalReport(
        uint256 cluster,
        uint256 period
    )
        external
        view
        returns (
            bool isFinal,
            uint256 end,
            uint256 finalAt,
            uint256 gross,
            uint256 energyCost,
            uint256 otherOpex,
            bool doubted
        )
    {
        uint256 word = _progress[cluster];
        doubted = word.isDoubted();
        StoredReport storage report = _place(cluster, period);
        Facts facts;
        if (period > word.latched()) {
            // What nobody has latched, an outage can still put in doubt.
            if (sequencerFeed != address(0) || period > word.submitted()) return (false, 0, 0, 0, 0, 0, doubted);
            facts = report.facts;
            (isFinal, finalAt) = _unlatched(cluster, word, period, facts);
            if (!isFinal) return (false, 0, 0, 0, 0, 0, doubted);
        } else {
            // Nothing was said of period 0, nor here of what this oracle has migrated.
            if (!_isSaid(cluster, word.toProgress(), uint32(period))) return (false, 0, 0, 0, 0, 0, doubted);
            facts = report.facts;
            (isFinal, finalAt) = (true, facts.finalAt());
        }
        (gross, energyCost, otherOpex) = report.amounts();
        end = facts.end();
    }

    /// @inheritdoc IRevenueOracle
    function storedUnder(uint256 cluster, uint32 period, uint32 revision) external view returns (Stored memory stored) {
        if (!_isSaid(cluster, _progressOf(cluster), period)) return stored;
        StoredReport storage report = _place(cluster, period);
        Facts facts = report.facts;
        stored.contentHash = report.content;
        if (facts.revision() != revision) {
            Replaced storage replaced = _replaced[cluster][period][revision];
            (facts, stored.contentHash) = (replaced.facts, replaced.content);
        }
        (stored.start, stored.submittedAt, stored.signers) = (facts.start(), facts.submittedAt(), facts.signers());
    }

    /// @inheritdoc IRevenueOracle
    function oldestKept(uint256 cluster) external view returns (uint32) {
        Progress memory progress = _progressOf(cluster);
        return progress.submitted == progress.migrated ? 0 : _oldestKept(progress);
    }

    /// @inheritdoc IRevenueOracle
    function progressOf(uint256 cluster) external view returns (uint32 submitted, uint32 latched) {
        Progress memory progress = _progressOf(cluster);
        return (progress.submitted, progress.finalised);
    }

    /// @inheritdoc IRevenueOracle
    function finalityOf(uint256 cluster) external view returns (uint32 finalised, uint16 challenged) {
        Progress memory progress = _lookAhead(cluster, type(uint32).max);
        return (_newestFinal(progress), progress.challenged);
    }

    /// @inheritdoc IRevenueOracle
    function latestFinal(
        uint256 cluster
    ) external view returns (uint32 period, uint256 age, ReportRecord memory record) {
        Progress memory progress = _lookAhead(cluster, type(uint32).max);
        period = _newestFinal(progress);
        if (period == 0) revert RevenueOracle_NoFinalReport(cluster);
        record = _recordAt(cluster, progress, period);
        record.finalAt = progress.finalFloor;
        age = block.timestamp - record.submittedAt;
    }

    // --- finality ---

    /// @dev Moves the pointer to the next period if that is final. Changes `progress` in memory only.
    function _advance(
        uint256 cluster,
        Progress memory progress,
        Uptime memory uptime
    ) private view returns (bool advanced) {
        uint40 finalAt;
        Facts facts = _factsOf(cluster, progress.finalised + 1);
        if (uptime.up) (advanced, finalAt) = _isFinal(facts, _windowEnd(facts, uptime), progress.finalFloor);
        if (advanced) (progress.finalised, progress.finalFloor) = (progress.finalised + 1, finalAt);
    }

    /// @dev Whether a report is final, where the one before it is since `floor`; and since when.
    function _isFinal(Facts facts, uint40 windowEnd, uint40 floor) private view returns (bool, uint40 finalAt) {
        finalAt = _later(windowEnd, floor);
        return (facts.status() == ReportStatus.Pending && block.timestamp >= finalAt, finalAt);
    }

    /// @dev Whether a period that is not latched is final, without a sequencer feed: the same steps as `_walk`, of
    ///      words as they are stored. Accounts are settled on most reports before anybody latches them.
    /// @param word Progress, packed
    /// @param facts Of the period
    /// @return isFinal Whether it is
    /// @return finalAt As the latch would write it
    function _unlatched(
        uint256 cluster,
        uint256 word,
        uint256 period,
        Facts facts
    ) private view returns (bool isFinal, uint40 finalAt) {
        uint256 next = word.latched() + 1;
        if (period >= next + LOOK_AHEAD) return (false, 0);
        finalAt = word.finalFloor();
        for (; next < period; ++next) {
            Facts earlier = _factsOf(cluster, next);
            (isFinal, finalAt) = _isFinal(earlier, earlier.finalAt(), finalAt);
            if (!isFinal) return (false, 0);
        }
        return _isFinal(facts, facts.finalAt(), finalAt);
    }

    /// @dev The pointer as of now, up to `until`; `finalFloor` goes with it.
    function _lookAhead(uint256 cluster, uint32 until) internal view returns (Progress memory progress) {
        progress = _progressOf(cluster);
        _walk(cluster, progress, until);
    }

    /// @dev As far as periods are final, in memory only.
    function _walk(uint256 cluster, Progress memory progress, uint32 until) private view {
        uint256 last = _horizon(progress, until);
        if (progress.finalised >= last) return;
        Uptime memory uptime = SequencerUptime.read(sequencerFeed);
        while (progress.finalised < last) if (!_advance(cluster, progress, uptime)) return;
    }

    /// @dev What `_lookAhead` sees, for ever. `progress` is in memory: the caller saves it.
    function _latch(uint256 cluster, Progress memory progress, uint32 until) internal {
        uint256 last = _horizon(progress, until);
        if (progress.finalised >= last) return;
        Uptime memory uptime = SequencerUptime.read(sequencerFeed);
        while (progress.finalised < last) {
            if (!_advance(cluster, progress, uptime)) return;
            uint32 period = progress.finalised;
            Facts facts = _factsOf(cluster, period);
            uint40 announced = facts.finalAt();
            if (announced != progress.finalFloor) {
                emit FinalityMoved(cluster, period, announced, progress.finalFloor);
                _place(cluster, period).setFinalAt(progress.finalFloor);
            }
            if (facts.sold() != 0) progress.lastPriced = period;
        }
    }

    function _horizon(Progress memory progress, uint32 until) private pure returns (uint256) {
        uint256 last = until < progress.submitted ? until : progress.submitted;
        uint256 furthest = uint256(progress.finalised) + LOOK_AHEAD;
        return last < furthest ? last : furthest;
    }

    /// @dev When an open report becomes final if nothing else happens: not before any earlier one.
    function _expectedFinalAt(
        uint256 cluster,
        Progress memory progress,
        uint32 period
    ) private view returns (uint40 finalAt) {
        Uptime memory uptime = SequencerUptime.read(sequencerFeed);
        finalAt = progress.finalFloor;
        uint256 last = _horizon(progress, period);
        for (uint32 p = progress.finalised + 1; p <= last; ++p) {
            finalAt = _later(finalAt, _windowEnd(_factsOf(cluster, p), uptime));
        }
        return _later(finalAt, _windowEnd(_factsOf(cluster, period), uptime));
    }

    function _windowEnd(Facts facts, Uptime memory uptime) private pure returns (uint40) {
        return uptime.windowEnd(facts.submittedAt(), facts.finalAt());
    }

    // --- reading ---

    /// @dev `progress` has looked ahead to `period` at least.
    function _statusAt(uint256 cluster, Progress memory progress, uint32 period) internal view returns (ReportStatus) {
        if (!_isSaid(cluster, progress, period)) {
            bool missed = progress.missed && period == uint256(progress.submitted) + 1;
            return missed ? ReportStatus.Missed : ReportStatus.None;
        }
        return period <= progress.finalised ? ReportStatus.Final : _factsOf(cluster, period).status();
    }

    function _recordAt(
        uint256 cluster,
        Progress memory progress,
        uint32 period
    ) internal view returns (ReportRecord memory record) {
        if (_isSaid(cluster, progress, period)) record = _place(cluster, period).toRecord();
        record.status = _statusAt(cluster, progress, period);
        if (record.status == ReportStatus.Missed) record.revision = 1;
    }

    /// @dev An open report with the progress of its cluster, latched up to it. Reverts when it is not open, and when
    ///      its own window is over: whatever holds it up, doubt comes in its own time, so that doubts of several
    ///      periods run side by side.
    function _openReport(
        uint256 cluster,
        uint32 period
    ) internal returns (Progress memory progress, StoredReport storage report) {
        progress = _progressOf(cluster);
        uint32 before = progress.finalised;
        _latch(cluster, progress, period);
        // Beyond the horizon a report may be final already; nobody may touch it before that is known.
        if (progress.finalised == before + LOOK_AHEAD && progress.finalised < period) {
            revert RevenueOracle_FinalizeFirst(cluster, progress.finalised);
        }
        report = _place(cluster, period);
        ReportStatus status = _statusAt(cluster, progress, period);
        if (!_isOpen(status)) revert RevenueOracle_NotOpen(cluster, period, status);
        if (status == ReportStatus.Challenged) return (progress, report);
        Uptime memory uptime = SequencerUptime.read(sequencerFeed);
        uint40 windowEnd = _windowEnd(report.facts, uptime);
        if (uptime.up && block.timestamp >= windowEnd) revert RevenueOracle_WindowOver(cluster, period, windowEnd);
    }

    /// @dev Said, and neither final nor void.
    function _isOpen(ReportStatus status) private pure returns (bool) {
        return status == ReportStatus.Pending || status == ReportStatus.Challenged || status == ReportStatus.Disputed;
    }

    /// @dev 0 when no report of this oracle is final: what it migrated, it did not see.
    function _newestFinal(Progress memory progress) private pure returns (uint32) {
        return progress.finalised == progress.migrated ? 0 : progress.finalised;
    }

    /// @dev The last latched period that sold anything. Where that was written over, by a ring of reports that sold
    ///      nothing, nobody knows.
    function _lastSale(
        uint256 cluster,
        Progress memory progress
    ) internal view returns (bool known, LastSale memory last) {
        uint32 priced = progress.lastPriced;
        if (priced == 0) return (true, last);
        if (priced < _oldestKept(progress)) return (false, last);
        return (true, _place(cluster, priced).toSale());
    }

    /// @dev 0 when none within the look-ahead. An older open report may stand before it.
    function _oldestVoid(uint256 cluster, Progress memory progress) internal view returns (uint32) {
        uint256 last = _horizon(progress, progress.submitted);
        for (uint32 period = progress.finalised + 1; period <= last; ++period) {
            if (_isVoid(cluster, period)) return period;
        }
        return _isVoid(cluster, progress.submitted) ? progress.submitted : 0;
    }

    /// @dev Of the newest period, or of one that is not latched.
    function _isVoid(uint256 cluster, uint32 period) internal view returns (bool) {
        return _factsOf(cluster, period).status() == ReportStatus.Void;
    }

    /// @dev Whether this oracle has a report of the cluster; what it migrated, it did not see.
    function _hasReports(uint256 cluster) internal view returns (bool) {
        Progress memory progress = _progressOf(cluster);
        return progress.submitted != progress.migrated;
    }

    /// @dev Whether this oracle has a report of the period. Reverts where it had one, and has written over it.
    function _isSaid(uint256 cluster, Progress memory progress, uint32 period) internal pure returns (bool) {
        if (period <= progress.migrated || period > progress.submitted) return false;
        uint32 oldest = _oldestKept(progress);
        if (period < oldest) revert RevenueOracle_Overwritten(cluster, period, oldest);
        return true;
    }

    /// @dev The oldest period that is in its place, where any is.
    function _oldestKept(Progress memory progress) internal pure returns (uint32) {
        (uint32 newest, uint32 migrated) = (progress.submitted, progress.migrated);
        return newest - migrated > RING ? newest - RING + 1 : migrated + 1;
    }

    /// @dev Whose place it is was asked before.
    function _place(uint256 cluster, uint256 period) internal view returns (StoredReport storage) {
        return _places[cluster][period % RING];
    }

    /// @dev Whose place it is was asked before.
    function _factsOf(uint256 cluster, uint256 period) internal view returns (Facts) {
        return _place(cluster, period).facts;
    }

    function _progressOf(uint256 cluster) internal view returns (Progress memory) {
        return _progress[cluster].toProgress();
    }

    function _later(uint40 a, uint40 b) private pure returns (uint40) {
        return a > b ? a : b;
    }

    // --- writing ---

    /// @dev Another revision is about to take its place.
    function _keepReplaced(uint256 cluster, uint32 period) internal {
        StoredReport storage report = _place(cluster, period);
        Facts facts = report.facts;
        _replaced[cluster][period][facts.revision()] = Replaced(facts, report.content);
    }

    function _saveProgress(uint256 cluster, Progress memory progress) internal {
        _progress[cluster] = progress.packed();
    }
}

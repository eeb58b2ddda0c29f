// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IReportClock} from "./IReportClock.sol";

/// @dev Outer caps of what may lie between the end of a period and its final report, seconds: whoever plans with their
///      sum is never surprised by a setting. The deadline of a report and its window,
uint256 constant MAX_REPORT_DEADLINE = 7 days;
uint256 constant MAX_LONG_WINDOW = 4 days;
/// @dev a dispute: the answer, the arbiter's word, and the window of what replaces the report,
uint256 constant MAX_DISPUTE_TIME = 14 days;
/// @dev and a veto: the report's replacement, and its window.
uint256 constant MAX_VETO_TIME = MAX_REPORT_DEADLINE + MAX_LONG_WINDOW;
/// @dev All of them.
uint256 constant MAX_REPORTING_TIME = MAX_REPORT_DEADLINE + MAX_LONG_WINDOW + MAX_DISPUTE_TIME + MAX_VETO_TIME;
/// @dev For which reporters may replace a pending report of theirs by another revision, from its submission on, and in
///      which a challenge earns no award; seconds.
uint256 constant CORRECTION_TIME = 1 hours;

/// @notice What one cluster did in one period. Every reporter signs exactly this (EIP-712), integers only.
struct RevenueReport {
    uint256 cluster; // title token id
    uint32 period; // counts up from 1 without gaps
    uint32 revision; // 0 at first; more after a missed period, a veto or a wrong signature
    uint32 reporterSet; // version of the reporter set that signs
    uint32 clusterVersion; // version of the hardware in the period's last second
    uint40 start; // unix seconds, the end of the period before (period 1: in-service second)
    uint40 end; // unix seconds, exclusive; not in the future
    uint64 gpuSecondsAvailable; // GPU-seconds offered to renters, from the scheduler
    uint64 gpuSecondsSold; // GPU-seconds rented, from the invoices
    uint128 gross; // base units billed to renters
    uint64 energyWh; // Wh at the utility meter, PUE included
    uint128 energyCost; // base units
    uint128 otherOpex; // base units: colocation, staff, platform fee, repairs
    bytes32 evidenceRoot; // Merkle root of invoices and meter readings
}

/// @notice What was stored of a period under one revision, replaced by another since or not.
struct Stored {
    bytes32 contentHash; // EIP-712 struct hash; zero where nothing was
    uint40 start; // unix seconds
    uint40 submittedAt; // unix seconds
    uint256 signers; // bit i: reporter i of the set that its content names
}

/// @notice Where a report stands. `Final` is never stored: it is `Pending` after its window. Whether its money has been
///         distributed is for whoever keeps the accounts to say.
enum ReportStatus {
    None, // nothing was said here
    Missed, // its report deadline has passed in silence
    Pending, // its window runs, or an earlier report holds it up
    Challenged, // a second quorum says something else: a veto or the governor ends it
    Disputed, // as challenged, but by somebody's bond: only the dispute's outcome or a veto ends it
    Void, // awaits its next revision
    Final
}

/// @notice What the oracle keeps of a report.
struct ReportRecord {
    ReportStatus status;
    uint32 revision;
    uint40 start; // unix seconds
    uint40 end; // unix seconds, exclusive
    uint40 submittedAt; // unix seconds
    // Unix seconds; the first second in which it is final. Challenge and veto while its own window runs: earlier
    // periods may hold it up.
    uint40 finalAt;
    uint128 gross; // base units
    uint128 energyCost; // base units
    uint128 otherOpex; // base units
    uint64 gpuSecondsAvailable;
    uint64 gpuSecondsSold;
    bytes32 contentHash; // EIP-712 struct hash of the report
}

/// @notice Timings of the oracle, seconds.
struct OracleTimings {
    uint32 window; // ordinary challenge window
    uint32 longWindow; // window of what is late, revised or outside a soft bound
    uint32 reportDeadline; // after a period's longest possible end
}

/// @title RevenueOracle
/// @notice What was said: the life of a report from a quorum's signatures to final. It knows statements, not money.
interface IRevenueOracle {
    /// @notice A quorum's report, or the governor's zero, was admitted. Carries everything a reader needs to rebuild
    ///         it.
    /// @param report As it was submitted
    /// @param signers Bit i: reporter i of the report's set; 0 for the governor's zero
    /// @param finalAt Unix seconds; final from here on unless something comes in between
    /// @param longWindow Whether it has the long window
    event ReportSubmitted(
        uint256 indexed cluster,
        uint32 indexed period,
        RevenueReport report,
        uint256 signers,
        uint40 finalAt,
        bool longWindow
    );
    /// @notice A report of an array was not admitted. What it said may be admitted later, if it is due then.
    /// @param reason The error that refused it, ABI-encoded, as `submit` would have told it
    event ReportSkipped(uint256 indexed cluster, uint32 indexed period, bytes reason);
    /// @notice A period's report deadline (unix seconds) has passed in silence.
    event PeriodMissed(uint256 indexed cluster, uint32 indexed period, uint40 deadline);
    /// @notice The guardian, or after it the arbiter, voided a pending, challenged or disputed report.
    event ReportVetoed(uint256 indexed cluster, uint32 indexed period, uint32 revision);
    /// @notice A second quorum contradicted a pending report; nothing settles until it is vetoed or upheld. Both
    ///         contents as EIP-712 struct hashes.
    event ReportChallenged(
        uint256 indexed cluster,
        uint32 indexed period,
        bytes32 pendingHash,
        bytes32 conflictingHash
    );
    /// @notice The governor let a challenged report stand; its window starts anew and lasts until `finalAt` (unix
    ///         seconds).
    event ReportUpheld(uint256 indexed cluster, uint32 indexed period, uint40 finalAt);
    /// @notice Somebody put up a bond against a pending report; nothing settles until the dispute is decided, or the
    ///         report vetoed.
    event ReportDisputed(uint256 indexed cluster, uint32 indexed period, uint32 revision);
    /// @notice A dispute has ended. A report that stands is final from `finalAt` (unix seconds) on, once every earlier
    ///         one is; one that fell is void, and `finalAt` is 0.
    event DisputeSettled(uint256 indexed cluster, uint32 indexed period, uint32 revision, bool stands, uint40 finalAt);
    /// @notice A period became final later than its admission said (unix seconds): the sequencer had been down, or an
    ///         earlier period had been replaced. Where this is not emitted, `finalAt` as last announced holds.
    event FinalityMoved(uint256 indexed cluster, uint32 indexed period, uint40 announced, uint40 finalAt);
    /// @notice The plausibility of reports is judged by other bounds.
    event BoundsReplaced(address indexed oldBounds, address indexed newBounds);
    /// @notice The timings were set, seconds.
    event TimingsChanged(OracleTimings oldTimings, OracleTimings newTimings);
    /// @notice This oracle continues the reports of a cluster that another one began, with `period` from `start` (unix
    ///         seconds) on.
    event ClusterMigrated(uint256 indexed cluster, uint32 period, uint40 start);

    /// @notice The cluster has not been put in service; or it has left service, and owes no report of what came after.
    error RevenueOracle_NotInService(uint256 cluster);
    /// @notice The period is beyond the next that can be reported, or zero.
    error RevenueOracle_WrongPeriod(uint256 cluster, uint32 given, uint32 expected);
    /// @notice The report is not the revision that is awaited or contradicted: `expected`, or up to 63 one that
    ///         reporters have chosen after it.
    error RevenueOracle_WrongRevision(uint32 given, uint32 expected);
    /// @notice The report speaks of another version of the hardware than the cluster had at the period's end,
    ///         `current`.
    error RevenueOracle_WrongClusterVersion(uint32 given, uint32 current);
    /// @notice The period does not start where the one before ended, or a migrated one before the cluster was in
    ///         service; unix seconds.
    error RevenueOracle_WrongStart(uint40 given, uint40 expected);
    /// @notice A replacement does not end where the next period starts, unix seconds.
    error RevenueOracle_WrongEnd(uint40 given, uint40 expected);
    /// @notice The period does not end after its start, unix seconds.
    error RevenueOracle_EmptyPeriod(uint40 start, uint40 end);
    /// @notice The period is longer than one report of the cluster may cover, seconds.
    error RevenueOracle_PeriodTooLong(uint256 length, uint256 maximum);
    /// @notice The period has not ended, or had not when the report that it is held against was submitted; or a
    ///         migrated one would not have started; unix seconds.
    error RevenueOracle_PeriodNotOver(uint40 end, uint256 nowAt);
    /// @notice The period reaches beyond the cluster's last second of service, unix seconds.
    error RevenueOracle_AfterRetirement(uint40 end, uint256 retiredAt);
    /// @notice The period has a report: one that stands is not replaced, and one that is void is awaited, not missed.
    error RevenueOracle_AlreadyReported(uint256 cluster, uint32 period);
    /// @notice The period has been marked missed already.
    error RevenueOracle_AlreadyMissed(uint256 cluster, uint32 period);
    /// @notice The period's report deadline has not passed, unix seconds.
    error RevenueOracle_NotMissed(uint256 cluster, uint32 period, uint256 deadline, uint256 nowAt);
    /// @notice More may be final than one call latches: call `finalize` first. `finalised` is the newest period latched
    ///         so far.
    error RevenueOracle_FinalizeFirst(uint256 cluster, uint32 finalised);
    /// @notice The report is not open to the step: what is contradicted or disputed is pending, what is vetoed at least
    ///         not final.
    error RevenueOracle_NotOpen(uint256 cluster, uint32 period, ReportStatus status);
    /// @notice The report's own window is over since `windowEnd` (unix seconds), though it is not final yet.
    error RevenueOracle_WindowOver(uint256 cluster, uint32 period, uint40 windowEnd);
    /// @notice The report does not stand challenged.
    error RevenueOracle_NotChallenged(uint256 cluster, uint32 period, ReportStatus status);
    /// @notice The report is not in dispute.
    error RevenueOracle_NotDisputed(uint256 cluster, uint32 period, ReportStatus status);
    /// @notice The period is not the next one, or has not been marked missed: the governor has nothing to say of it.
    error RevenueOracle_NotSilent(uint256 cluster, uint32 period);
    /// @notice The governor's report says more than zero.
    error RevenueOracle_NotZero(uint256 cluster, uint32 period);
    /// @notice A timing is outside its range, seconds.
    error RevenueOracle_TimingOutOfRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum);
    /// @notice This oracle has a report of the cluster already.
    error RevenueOracle_AlreadyStarted(uint256 cluster);
    /// @notice No report of the cluster is final here.
    error RevenueOracle_NoFinalReport(uint256 cluster);
    /// @notice The place of the next report is taken by one that may still be asked for: `oldest`, 64 periods before,
    ///         is not settled by who accounts for the cluster, or is not older than the newest period that is latched
    ///         as final.
    error RevenueOracle_RingFull(uint256 cluster, uint32 period, uint32 oldest);
    /// @notice A later report has taken the place of the one asked for. What it said is in its events; `oldest` is the
    ///         oldest period that is kept.
    error RevenueOracle_Overwritten(uint256 cluster, uint32 period, uint32 oldest);
    /// @notice The array holds no report.
    error RevenueOracle_NoReports();
    /// @notice A report of an array failed without a reason: most likely the gas ran out in it.
    error RevenueOracle_NoReason(uint256 cluster, uint32 period);
    /// @notice Only the oracle calls this, on itself.
    error RevenueOracle_NotItself(address caller);
    /// @notice The money of the bounds has other decimals than the oracle's.
    error RevenueOracle_WrongDecimals(uint8 bounds, uint8 oracle);

    /// @notice Anyone, with a quorum's signatures: admits the next report of a cluster, or the next revision of one
    ///         that is void or, within an hour of its submission, pending. The period is judged by the rules that were
    ///         in force when it began. Up to revision 63 reporters may leave some out; all but the first take the long
    ///         window. Refused out of its place (`RevenueOracle_WrongPeriod`, `RevenueOracle_WrongStart` and their
    ///         like), outside a hard bound (`IReportBounds`), while the period's place is taken
    ///         (`RevenueOracle_RingFull`), and where a figure is wider than its place: gross 88 bits, a cost 84 (of a
    ///         token of 18 decimals 309 and 19 million a period), GPU-seconds 45, 17 years between a period's end and
    ///         its report, or from there until it is final.
    /// @param report The next one, as `nextReport` begins it
    /// @param signers Reporters that signed, ascending
    /// @param signatures Theirs, in that order
    function submit(RevenueReport calldata report, address[] calldata signers, bytes[] calldata signatures) external;

    /// @notice Anyone, with a quorum's signatures of one array (EIP-712 `RevenueReports(RevenueReport[] reports)`):
    ///         admits the reports of many clusters, in the array's order. What `submit` would refuse is skipped
    ///         (`ReportSkipped`), each by itself. Refused as a whole where no quorum signed the array, for an empty one
    ///         (`RevenueOracle_NoReports`), for reports of several reporter sets
    ///         (`IReporterQuorum.ReporterQuorum_WrongVersion`), and where a report fails without a reason
    ///         (`RevenueOracle_NoReason`).
    /// @param reports All that was signed, in that order
    /// @param signers Reporters that signed, ascending
    /// @param signatures Theirs, in that order
    function submitMany(
        RevenueReport[] calldata reports,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external;

    /// @notice Itself only: admits one report of an array, or undoes all of it. Refused for any other caller
    ///         (`RevenueOracle_NotItself`).
    /// @param report The report, which a quorum has signed
    /// @param contentHash Its EIP-712 struct hash
    /// @param signers Bit i: reporter i of its set
    function admit(RevenueReport calldata report, bytes32 contentHash, uint256 signers) external;

    /// @notice Anyone, once the report deadline has passed: marks the next period missed. Refused before
    ///         (`RevenueOracle_NotMissed`), after the cluster's last second of service, and while a void report awaits
    ///         its replacement.
    /// @param cluster Registry id
    function markMissed(uint256 cluster) external;

    /// @notice Guardian, once a period: voids a report while its own window runs, or while it stands challenged. The
    ///         period awaits its next revision, and its deadlines move by the time which that may take. Refused when it
    ///         is final or void (`RevenueOracle_NotOpen`), after its window (`RevenueOracle_WindowOver`), and the
    ///         second time (`IReportClock.ReportClock_WrongVeto`).
    /// @param cluster Registry id
    /// @param period Number of the report's period
    function veto(uint256 cluster, uint32 period) external;

    /// @notice Arbiter, once a period and after the guardian: as `veto`, but no deadline moves again. Refused before
    ///         the guardian's and the second time (`IReportClock.ReportClock_WrongVeto`).
    /// @param cluster Registry id
    /// @param period Number of the report's period
    function vetoAgain(uint256 cluster, uint32 period) external;

    /// @notice Governor, with its delay: lets a challenged report stand; an ordinary window starts anew. Refused for
    ///         any other report, one in dispute too (`RevenueOracle_NotChallenged`).
    /// @param cluster Registry id
    /// @param period Number of the report's period
    function uphold(uint256 cluster, uint32 period) external;

    /// @notice Contradictions only: a second quorum says otherwise than a pending report, which stands challenged from
    ///         now on. Refused unless it is pending (`RevenueOracle_NotOpen`) under this revision
    ///         (`RevenueOracle_WrongRevision`).
    /// @param cluster Registry id
    /// @param period Number of the report's period
    /// @param revision Of both
    /// @param conflictingHash EIP-712 struct hash of the second quorum's report
    function contest(uint256 cluster, uint32 period, uint32 revision, bytes32 conflictingHash) external;

    /// @notice Disputes only: puts a pending report in dispute. Neither it nor what comes after it becomes final
    ///         meanwhile. A period's first dispute moves its deadlines by the time that it may take, with a long window
    ///         after it. Refused unless the report is pending (`RevenueOracle_NotOpen`) and its own window runs
    ///         (`RevenueOracle_WindowOver`).
    /// @param cluster Registry id
    /// @param period Number of the report's period
    /// @param time Seconds until it is decided at the latest
    function dispute(uint256 cluster, uint32 period, uint32 time) external;

    /// @notice Disputes only: ends a dispute. A report that stands is final in this second, or when its own window
    ///         ends, if every earlier one is; else it is void, and the period awaits its next revision. Refused unless
    ///         it is in dispute (`RevenueOracle_NotDisputed`).
    /// @param cluster Registry id
    /// @param period Number of the report's period
    /// @param stands Whether the report does
    function endDispute(uint256 cluster, uint32 period, bool stands) external;

    /// @notice Anyone: latches what is final as of now, up to 32 periods, so that nothing can put it in doubt again.
    ///         `submit` does so in passing.
    /// @param cluster Registry id
    /// @return finalised The newest period that is latched
    function finalize(uint256 cluster) external returns (uint32 finalised);

    /// @notice Governor, with its delay: admits a zero for the next period after it was marked missed, where reporters
    ///         stay silent. Nothing sold, nothing billed, no energy; the long window, challenges and vetoes as for any
    ///         report. Refused for anything else (`RevenueOracle_NotSilent`, `RevenueOracle_NotZero`).
    /// @param report The zero, in its place as any other report
    function reportZero(RevenueReport calldata report) external;

    /// @notice Governor, with its delay: begins a cluster at `period` and `start`, when this oracle replaces another
    ///         one. It can be put right until the first report is here, and is refused from then on
    ///         (`RevenueOracle_AlreadyStarted`).
    /// @param cluster Registry id
    /// @param period Number of the first period that is reported here, from 1 on
    /// @param start Unix seconds; where it starts, not before the in-service second and not in the future
    function migrate(uint256 cluster, uint32 period, uint40 start) external;

    /// @notice Governor, with its delay: replaces the plausibility bounds, for periods that begin from now on. Refused
    ///         where their money has other decimals (`RevenueOracle_WrongDecimals`).
    /// @param bounds The `IReportBounds` to judge by
    function setBounds(address bounds) external;

    /// @notice Governor, with its delay: changes timings, for periods that begin from now on. That a period
    ///         with all its delays is no longer than the vesting cap was checked when its facility was approved,
    ///         against the longest that they may become. Refused outside the ranges (`RevenueOracle_TimingOutOfRange`).
    /// @param timings Seconds
    function setTimings(OracleTimings calldata timings) external;

    /// @notice EIP-712 digest that reporters sign.
    /// @param report Any
    /// @return The digest
    function digestOf(RevenueReport calldata report) external view returns (bytes32);

    /// @notice EIP-712 digest that reporters sign for an array of reports. Refused for an empty one
    ///         (`RevenueOracle_NoReports`).
    /// @param reports Any, in the order in which they will be submitted
    /// @return The digest
    function digestOfMany(RevenueReport[] calldata reports) external view returns (bytes32);

    /// @notice What the next report of a cluster must start with; reporters build from this. A void report that awaits
    ///         its replacement (the oldest of them, among the 32 periods after the last final one) comes before a new
    ///         period. Reverts before the cluster is in service (`RevenueOracle_NotInService`).
    /// @param cluster Registry id
    /// @return period Its number
    /// @return revision 0 at first, one more after a missed period or a void report; the first that nobody has used
    /// @return reporterSet Version of the set that signs
    /// @return clusterVersion Version of the hardware now; of an earlier end, see `IClusterRegistry.reportingFacts`
    /// @return start Unix seconds; where the period starts
    /// @return deadline Unix seconds; the last second in which it is in time
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
        );

    /// @notice How far back `reportOf`, `statusOf`, `finalReport` and every proof of a report reach. A cluster has 64
    ///         places: this is the newest period less 63, or the first that was reported here. What is older is refused
    ///         (`RevenueOracle_Overwritten`).
    /// @param cluster Registry id
    /// @return Number of the oldest period whose report is kept; 0 when none is
    function oldestKept(uint256 cluster) external view returns (uint32);

    /// @notice The record of a report with its status as of now. Reaches back to `oldestKept`
    ///         (`RevenueOracle_Overwritten` before).
    /// @param cluster Registry id
    /// @param period Number of the report's period
    /// @return Money in base units; all zero where nothing was said
    function reportOf(uint256 cluster, uint32 period) external view returns (ReportRecord memory);

    /// @notice Status as of now; `Final` when pending, past its window, and every earlier one is final too. Looks at
    ///         most 32 periods beyond the last latched one; later ones read as pending until `finalize` has caught up.
    ///         Reaches back to `oldestKept` (`RevenueOracle_Overwritten` before).
    /// @param cluster Registry id
    /// @param period Number of the report's period
    /// @return Where it stands
    function statusOf(uint256 cluster, uint32 period) external view returns (ReportStatus);

    /// @notice What a period came to, once nothing can change it any more: what accounts are settled on. Whoever asks
    ///         keeps its own pointer and asks for the period after it: only that gives every report once, and in order.
    ///
    ///         Final for ever are the periods that are latched; and, on a chain without a sequencer feed, those that
    ///         are past their window with every earlier one, since nothing touches a report then. With a feed an outage
    ///         can restart the window of what nobody has latched: there, call `finalize` first.
    ///
    ///         It looks at most 32 periods beyond the latched ones. Every submission latches up to 32, and so does
    ///         `finalize`: beyond the look-ahead call it, again and again until the period is latched. It reaches back
    ///         to `oldestKept` (`RevenueOracle_Overwritten` before), which is never later than the first period that is
    ///         not settled.
    /// @param cluster Registry id
    /// @param period Number of the period
    /// @return isFinal Whether it is. Where it is not, every figure is 0
    /// @return end Unix seconds, exclusive. It started where the period before ended
    /// @return finalAt Unix seconds, the first second in which it was final: as latched, or as a latch now would write
    ///         it
    /// @return gross Base units billed to renters
    /// @return energyCost Base units
    /// @return otherOpex Base units
    /// @return doubted Whether a report of the cluster was ever disputed or vetoed: the clock tells by how much
    ///         deadlines have moved
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
        );

    /// @notice How many periods have been submitted (the last one may be pending or void) and how many are latched as
    ///         final. More may be final by now: see `finalityOf`.
    /// @param cluster Registry id
    /// @return submitted Number of the newest period with a report
    /// @return latched Number of the newest period that is latched as final
    function progressOf(uint256 cluster) external view returns (uint32 submitted, uint32 latched);

    /// @notice The newest final period (0 when there is none here) and how many reports of the cluster stand challenged
    ///         or disputed.
    /// @param cluster Registry id
    /// @return finalised Number of the newest final period
    /// @return challenged How many reports stand challenged or disputed
    function finalityOf(uint256 cluster) external view returns (uint32 finalised, uint16 challenged);

    /// @notice The newest final report and its age. Reverts when there is none (`RevenueOracle_NoFinalReport`).
    /// @param cluster Registry id
    /// @return period Its number
    /// @return age Seconds since it was submitted
    /// @return record Money in base units
    function latestFinal(
        uint256 cluster
    ) external view returns (uint32 period, uint256 age, ReportRecord memory record);

    /// @notice Reverts with the reason where no report that is submitted in this second may say this of its period,
    ///         whoever signs it; its place among the reports of its cluster is not looked at. The answer is the same
    ///         for ever, whatever is set later: reporters ask before they sign.
    /// @param report Any, of a period that has ended by then
    /// @param submittedAt Unix seconds
    function judge(RevenueReport calldata report, uint40 submittedAt) external view;

    /// @notice What was stored of a period under a revision, replaced by another since or not: what its signers stand
    ///         by. Reaches back to `oldestKept` (`RevenueOracle_Overwritten` before).
    /// @param cluster Registry id
    /// @param period Number of the report's period
    /// @param revision Any
    /// @return All zero where nothing was
    function storedUnder(uint256 cluster, uint32 period, uint32 revision) external view returns (Stored memory);

    /// @notice What judges a period that starts in this second, whatever is set later.
    /// @param start Unix seconds
    /// @return bounds The bounds
    /// @return timings Seconds
    function settingsAt(uint40 start) external view returns (address bounds, OracleTimings memory timings);

    /// @notice Timings of a period that starts now.
    /// @return Seconds
    function timings() external view returns (OracleTimings memory);

    /// @notice The time from a period's longest possible end until the last report that was in time is final at the
    ///         latest, if nothing holds it up: report deadline + long window, of a period that starts now.
    /// @return Seconds
    function reportingDelay() external view returns (uint256);

    /// @notice The registry whose clusters are reported on.
    /// @return Its address
    function registry() external view returns (address);
    /// @notice The reporters that are believed.
    /// @return Its address
    function quorum() external view returns (address);
    /// @notice The bounds that reports of periods that start now are judged by.
    /// @return Its address
    function bounds() external view returns (address);
    /// @notice What tells by how much doubts have moved deadlines.
    /// @return Its address
    function clock() external view returns (IReportClock);
    /// @notice Decimals of the asset in which reports are denominated.
    /// @return How many
    function assetDecimals() external view returns (uint8);
    /// @notice Sequencer uptime feed, or zero where there is none.
    /// @return Its address
    function sequencerFeed() external view returns (address);
}

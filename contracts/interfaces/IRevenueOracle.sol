// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What one cluster did in one period. Every reporter signs exactly this (EIP-712), integers only.
struct RevenueReport {
    uint256 cluster; // title token id
    uint32 period; // counts up from 1 without gaps
    uint32 revision; // 0 at first; one more after a missed period or a veto
    uint32 reporterSet; // version of the reporter set that signs
    uint32 clusterVersion; // version of the hardware that is reported on
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

/// @notice Where a report stands. `Final` is never stored: it is `Pending` after its window. Whether its money has been
///         distributed is for whoever keeps the accounts to say.
enum ReportStatus {
    None,
    Missed,
    Pending,
    Challenged,
    Disputed, // as challenged, but by somebody's bond: only the dispute's outcome or a veto ends it
    Void,
    Final
}

/// @notice What the oracle keeps of a report.
struct ReportRecord {
    ReportStatus status;
    uint32 revision;
    uint40 start;
    uint40 end;
    uint40 submittedAt;
    uint40 finalAt; // the first second in which it is final; challenge and veto while block.timestamp < finalAt
    uint128 gross;
    uint128 energyCost;
    uint128 otherOpex;
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
    /// @notice A quorum's report was admitted. Carries everything a reader needs to rebuild it.
    event ReportSubmitted(
        uint256 indexed cluster,
        uint32 indexed period,
        RevenueReport report,
        uint256 signers,
        uint40 finalAt,
        bool longWindow
    );
    /// @notice A period's report deadline has passed in silence.
    event PeriodMissed(uint256 indexed cluster, uint32 indexed period, uint40 deadline);
    /// @notice The guardian voided a pending or challenged report.
    event ReportVetoed(uint256 indexed cluster, uint32 indexed period, uint32 revision);
    /// @notice A second quorum contradicted a pending report; nothing settles until it is vetoed or upheld.
    event ReportChallenged(
        uint256 indexed cluster,
        uint32 indexed period,
        bytes32 pendingHash,
        bytes32 conflictingHash
    );
    /// @notice The governor let a challenged report stand; its window starts anew.
    event ReportUpheld(uint256 indexed cluster, uint32 indexed period, uint40 finalAt);
    /// @notice Somebody put up a bond against a pending report; nothing settles until the dispute is decided.
    event ReportDisputed(uint256 indexed cluster, uint32 indexed period, uint32 revision);
    /// @notice A dispute has ended. A report that stands is pending until `finalAt`; one that fell is void, and `finalAt`
    ///         is 0.
    event DisputeSettled(uint256 indexed cluster, uint32 indexed period, uint32 revision, bool stands, uint40 finalAt);
    /// @notice A period became final later than its admission said: the sequencer had been down, or an earlier period
    ///         had been replaced. Where this is not emitted, `finalAt` as last announced holds.
    event FinalityMoved(uint256 indexed cluster, uint32 indexed period, uint40 announced, uint40 finalAt);
    /// @notice A reporter signed two contents of one report and was ejected.
    event EquivocationProven(address indexed reporter, uint256 indexed cluster, uint32 indexed period);
    event BoundsReplaced(address indexed oldBounds, address indexed newBounds);
    event TimingsChanged(OracleTimings oldTimings, OracleTimings newTimings);
    /// @notice This oracle continues the reports of a cluster that another one began.
    event ClusterAdopted(uint256 indexed cluster, uint32 period, uint40 start);

    error RevenueOracle_NotInService(uint256 cluster);
    error RevenueOracle_WrongPeriod(uint256 cluster, uint32 given, uint32 expected);
    error RevenueOracle_WrongRevision(uint32 given, uint32 expected);
    error RevenueOracle_WrongClusterVersion(uint32 given, uint32 current);
    error RevenueOracle_WrongStart(uint40 given, uint40 expected);
    error RevenueOracle_WrongEnd(uint40 given, uint40 expected);
    error RevenueOracle_EmptyPeriod(uint40 start, uint40 end);
    error RevenueOracle_PeriodTooLong(uint256 length, uint256 maximum);
    error RevenueOracle_PeriodNotOver(uint40 end, uint256 nowAt);
    error RevenueOracle_AfterRetirement(uint40 end, uint256 retiredAt);
    error RevenueOracle_AlreadyReported(uint256 cluster, uint32 period);
    error RevenueOracle_AlreadyMissed(uint256 cluster, uint32 period);
    error RevenueOracle_NotMissed(uint256 cluster, uint32 period, uint256 deadline, uint256 nowAt);
    error RevenueOracle_FinalizeFirst(uint256 cluster, uint32 finalised);
    error RevenueOracle_NotOpen(uint256 cluster, uint32 period, ReportStatus status);
    error RevenueOracle_NotChallenged(uint256 cluster, uint32 period, ReportStatus status);
    error RevenueOracle_NotDisputed(uint256 cluster, uint32 period, ReportStatus status);
    error RevenueOracle_NotSilent(uint256 cluster, uint32 period);
    error RevenueOracle_NotZero(uint256 cluster, uint32 period);
    error RevenueOracle_NoConflict(bytes32 contentHash);
    error RevenueOracle_NotEquivocation();
    error RevenueOracle_TimingOutOfRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum);
    error RevenueOracle_AlreadyStarted(uint256 cluster);
    error RevenueOracle_NoFinalReport(uint256 cluster);
    error RevenueOracle_WrongDecimals(uint8 bounds, uint8 oracle);

    /// @notice Admits the next report of a cluster with a quorum's signatures. Anyone submits. An amount of money that does
    ///         not fit 112 bits is refused.
    function submit(RevenueReport calldata report, address[] calldata signers, bytes[] calldata signatures) external;

    /// @notice Shows a second quorum for other contents of a pending report. The report stands challenged, and every
    ///         reporter that signed both is ejected.
    function contradict(
        RevenueReport calldata report,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external;

    /// @notice Marks the next period missed once its report deadline has passed. Anyone.
    function markMissed(uint256 cluster) external;

    /// @notice Guardian: voids a report that is not final. The period awaits its next revision.
    function veto(uint256 cluster, uint32 period) external;

    /// @notice Governor: lets a challenged report stand; an ordinary window starts anew.
    function uphold(uint256 cluster, uint32 period) external;

    /// @notice Disputes only: puts a pending report in dispute. Neither it nor what comes after it becomes final meanwhile.
    function dispute(uint256 cluster, uint32 period) external;

    /// @notice Disputes only: ends a dispute. A report that stands gets an ordinary window anew; else it is void, and the
    ///         period awaits its next revision.
    function settleDispute(uint256 cluster, uint32 period, bool stands) external;

    /// @notice Ejects a reporter on two of its signatures for different contents of one report. Anyone.
    function eject(
        address reporter,
        RevenueReport calldata first,
        bytes calldata firstSignature,
        RevenueReport calldata second,
        bytes calldata secondSignature
    ) external;

    /// @notice Latches what is final as of now, up to 32 periods, so that nothing can put it in doubt again. `submit` does so
    ///         in passing. Anyone.
    /// @return finalised The newest period that is final
    function finalize(uint256 cluster) external returns (uint32 finalised);

    /// @notice Governor, with its delay: admits a zero for the next period after it was marked missed, where reporters stay
    ///         silent. Nothing sold, nothing billed; the long window, challenges and vetoes as for any report.
    function admitZero(RevenueReport calldata report) external;

    /// @notice Governor: begins a cluster at `period` and `start`, when this oracle replaces another one. It can be put
    ///         right until the first report is here.
    function adopt(uint256 cluster, uint32 period, uint40 start) external;

    /// @notice Governor: replaces the plausibility bounds.
    function setBounds(address bounds) external;

    /// @notice Governor: changes timings. Reports that are pending keep their window. That a period with all its delays is
    ///         no longer than the vesting cap was checked when its facility was approved, and is not checked again.
    function setTimings(OracleTimings calldata timings) external;

    /// @notice EIP-712 digest that reporters sign.
    function digestOf(RevenueReport calldata report) external view returns (bytes32);

    /// @notice What the next report of a cluster must start with; reporters build from this. A void report that awaits its
    ///         replacement (the oldest of them, among the 32 periods after the last final one) comes before a new period.
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

    /// @notice The record of a report with its status as of now.
    function reportOf(uint256 cluster, uint32 period) external view returns (ReportRecord memory);

    /// @notice Status as of now; `Final` when pending, past its window, and every earlier one is final too. Looks at most
    ///         32 periods beyond the last latched one; later ones read as pending until `finalize` has caught up.
    function statusOf(uint256 cluster, uint32 period) external view returns (ReportStatus);

    /// @notice What a period came to, once nothing can change it any more: what accounts are settled on. Whoever asks keeps
    ///         its own pointer and asks for the period after it: only that gives every report once, and in order.
    ///
    ///         Final for ever are the periods that are latched; and, on a chain without a sequencer feed, those that are
    ///         past their window with every earlier one, since nothing touches a report then. With a feed an outage can restart
    ///         the window of what nobody has latched: there, call `finalize` first.
    ///
    ///         It looks at most 32 periods beyond the latched ones. Every submission latches up to 32, and so does
    ///         `finalize`: beyond the look-ahead call it, again and again until the period is latched.
    /// @return isFinal Whether it is. Where it is not, every figure is 0
    /// @return end Unix seconds, exclusive. It started where the period before ended
    /// @return finalAt Unix seconds, the first second in which it was final: as latched, or as a latch now would write it
    /// @return gross Base units billed to renters
    /// @return energyCost Base units
    /// @return otherOpex Base units
    function finalReport(
        uint256 cluster,
        uint32 period
    )
        external
        view
        returns (bool isFinal, uint40 end, uint40 finalAt, uint128 gross, uint128 energyCost, uint128 otherOpex);

    /// @notice How many periods have been submitted (the last one may be pending or void) and how many are latched as
    ///         final. More may be final by now: see `standingOf`.
    function progressOf(uint256 cluster) external view returns (uint32 submitted, uint32 latched);

    /// @notice The newest final period (0 when there is none here) and how many reports of the cluster stand challenged or
    ///         disputed.
    function standingOf(uint256 cluster) external view returns (uint32 finalised, uint16 challenged);

    /// @notice The newest final report and its age in seconds since it was submitted. Reverts when there is none.
    function latestFinal(
        uint256 cluster
    ) external view returns (uint32 period, uint256 age, ReportRecord memory record);

    /// @notice Current timings.
    function timings() external view returns (OracleTimings memory);

    /// @notice Seconds from a period's longest possible end until the last report that was in time is final at the latest, if
    ///         nothing holds it up: report deadline + long window, by the timings in force.
    function reportingDelay() external view returns (uint256);

    function registry() external view returns (address);
    function quorum() external view returns (address);
    function bounds() external view returns (address);
    /// @notice Decimals of the asset in which reports are denominated.
    function assetDecimals() external view returns (uint8);
    /// @notice Sequencer uptime feed, or zero where there is none.
    function sequencerFeed() external view returns (address);
}

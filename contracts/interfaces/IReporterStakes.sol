// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {DisputeStatus, IReportDisputes} from "./IReportDisputes.sol";
import {ReportStatus, RevenueReport} from "./IRevenueOracle.sol";

/// @notice What has become of the award of one dispute.
enum Award {
    None, // nobody has asked for it, or nobody can
    Paid,
    Stopped // by the guardian: it stays with the stakes
}

/// @title ReporterStakes
/// @notice What reporters put up, what challengers are awarded out of it, and the fees that reporters earn. All amounts
///         in base units of the escrow's asset; the money lies in an escrow that no vault's contract has accounts in,
///         in an account of this contract for each reporter, named by its address; reporters approve that escrow.
interface IReporterStakes {
    /// @notice A reporter put up `amount`; its stake is `stake` now. If it was leaving it is not any more.
    event StakePosted(address indexed reporter, uint256 amount, uint256 stake);
    /// @notice A reporter gave its seat up, which is inactive from now on; its stake is free at `freeAt`, unix seconds.
    event ReporterLeft(address indexed reporter, uint40 freeAt);
    /// @notice A reporter took `amount` of its stake back; `stake` is left.
    event StakeWithdrawn(address indexed reporter, address indexed receiver, uint256 amount, uint256 stake);
    /// @notice A part of an award was taken from who had signed the report; `stake` is left.
    event StakeTaken(address indexed reporter, uint64 indexed dispute, uint256 amount, uint256 stake);
    /// @notice The award of a period was credited to a dispute's challengers in the escrow: all that was taken.
    event AwardPaid(uint256 indexed cluster, uint32 indexed period, uint64 indexed dispute, uint256 amount);
    /// @notice The guardian stopped the award of a dispute: the stakes stay whole.
    event AwardStopped(address indexed disputes, uint64 indexed dispute);
    /// @notice A fee has come in for who signed the final report of a period (bit i: reporter i of its set).
    event FeeCredited(uint256 indexed cluster, uint32 indexed period, uint256 signers, uint256 amount);
    /// @notice The fees of a report were credited to who signed it, in the escrow.
    event FeeShared(uint256 indexed cluster, uint32 indexed period, uint256 signers, uint256 amount);

    /// @notice A term of the stakes is outside its range, in the term's own unit.
    error ReporterStakes_TermOutOfRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum);
    /// @notice The amount is zero.
    error ReporterStakes_ZeroAmount();
    /// @notice The reporter has not given its seat up: its stake is not free.
    error ReporterStakes_NotLeaving(address reporter);
    /// @notice It is too early; unix seconds.
    error ReporterStakes_NotYet(uint256 possibleAt, uint256 nowAt);
    /// @notice No disputes of the oracle's: they may not put its reports in dispute.
    error ReporterStakes_NotDisputes(address disputes);
    /// @notice The dispute did not end for its challengers, or was closed by a veto.
    error ReporterStakes_NoAward(uint64 dispute, DisputeStatus outcome);
    /// @notice The award of the dispute was paid, or the guardian has stopped it.
    error ReporterStakes_Ended(uint64 dispute, Award award);
    /// @notice The award of the period was paid, for this dispute of it.
    error ReporterStakes_AlreadyAwarded(uint256 cluster, uint32 period, uint64 dispute);
    /// @notice The report is another than was disputed, or than is final; EIP-712 struct hashes.
    error ReporterStakes_OtherReport(bytes32 given, bytes32 expected);
    /// @notice No report of the period is final.
    error ReporterStakes_NotFinal(uint256 cluster, uint32 period, ReportStatus status);
    /// @notice Every challenge came in the report's first hour, or named a field that has stayed as it was.
    error ReporterStakes_NobodyEarned(uint64 dispute);
    /// @notice Who signed the report has nothing staked any more, or nobody had signed it.
    error ReporterStakes_NothingStaked(uint64 dispute);
    /// @notice Nobody has signed the report: it is the governor's zero.
    error ReporterStakes_NobodySigned(uint256 cluster, uint32 period);
    /// @notice No fee waits for who is said to have signed the report.
    error ReporterStakes_NoFee(bytes32 content, uint256 signers);

    // --- anyone ---

    /// @notice Anyone, once the escrow is approved: adds to the caller's own stake, with which a seat of its is active
    ///         from the least stake on. Who was leaving stays. Refused for nothing (`ReporterStakes_ZeroAmount`).
    /// @param amount Base units, pulled from the caller into the escrow
    function post(uint256 amount) external;

    /// @notice Anyone: gives the caller's seat up, if it has one. It is inactive at once, until the caller posts again.
    ///         The stake is free after the release delay, counted anew with every call.
    function resign() external;

    /// @notice Anyone: pays back a part of the caller's stake. Refused to who has not left
    ///         (`ReporterStakes_NotLeaving`), before the stake is free (`ReporterStakes_NotYet`), and above what is
    ///         there.
    /// @param amount Base units
    /// @param receiver Whom the tokens go to
    function withdraw(uint256 amount, address receiver) external;

    /// @notice Anyone: takes the award of a dispute out of the stakes of who signed the report, in equal parts as far
    ///         as each has it, and credits it in the escrow to the challengers who earned it, in equal parts. Parts
    ///         differ by one unit at the most. Once a period of a cluster. The whole bond of a challenge, or all the
    ///         stakes if they are less: one long window after the arbiter's word. Half of it where the reporters
    ///         conceded, or nobody answered: one long window after the period is final, and to those only whose field
    ///         it says differently. A challenge in a report's first hour earns nothing. Refused before its time
    ///         (`ReporterStakes_NotYet`, `ReporterStakes_NotFinal`), a second time or once the guardian has stopped it
    ///         (`ReporterStakes_Ended`), once the oracle has written over the period, and for disputes without their
    ///         role (`ReporterStakes_NotDisputes`).
    /// @param disputes Those of the vault that finances the cluster
    /// @param dispute Its number
    /// @param disputed The report that it was about, exactly as it was submitted
    /// @param standing The report that is final; any other, where the arbiter has decided
    /// @return amount Base units
    function claimAward(
        IReportDisputes disputes,
        uint64 dispute,
        RevenueReport calldata disputed,
        RevenueReport calldata standing
    ) external returns (uint256 amount);

    /// @notice Anyone, with `amount` that has arrived here in the same transaction: keeps it for who signed the report
    ///         that is final. Refused where none is (`ReporterStakes_NotFinal`), and where nobody signed it
    ///         (`ReporterStakes_NobodySigned`).
    /// @param cluster Registry id
    /// @param period Number of the report's period
    /// @param amount Base units
    function creditFee(uint256 cluster, uint32 period, uint256 amount) external;

    /// @notice Anyone: credits the fees that have come in for a report to who signed it, in the escrow, in parts that
    ///         differ by one unit at the most. Refused when none waits (`ReporterStakes_NoFee`).
    /// @param report Exactly as it was submitted
    /// @param signers Bit i: reporter i of the report's set, as `FeeCredited` said
    /// @return amount Base units
    function shareFee(RevenueReport calldata report, uint256 signers) external returns (uint256 amount);

    // --- guardian ---

    /// @notice Guardian: stops the award of a dispute that has ended for its challengers, for ever; nothing is taken
    ///         from the stakes. Refused before (`ReporterStakes_NoAward`), and once it is paid
    ///         (`ReporterStakes_Ended`).
    /// @param disputes Those of a vault
    /// @param dispute Its number
    function stopAward(IReportDisputes disputes, uint64 dispute) external;

    // --- views ---

    /// @notice What a reporter has staked.
    /// @param reporter Any account
    /// @return Base units
    function stakeOf(address reporter) external view returns (uint256);

    /// @notice When the stake of who has left is free.
    /// @param reporter Any account
    /// @return Unix seconds; 0: it has not left
    function freeAt(address reporter) external view returns (uint40);

    /// @notice Who of these may hold an active seat: at least the least stake, and not leaving.
    /// @param reporters At most 32 accounts
    /// @return bitmap Bit i: `reporters[i]`
    function backed(address[] calldata reporters) external view returns (uint256 bitmap);

    /// @notice What has become of the award of a dispute.
    /// @param disputes Those of a vault
    /// @param dispute Its number
    /// @return Whether it was paid or stopped
    function awardOf(address disputes, uint64 dispute) external view returns (Award);

    /// @notice The dispute of a period for which its award was paid.
    /// @param cluster Registry id
    /// @param period Number of the period
    /// @return dispute Its number; 0: none
    function awardedFor(uint256 cluster, uint32 period) external view returns (uint64 dispute);

    /// @notice The fees that wait for who signed a report.
    /// @param contentHash EIP-712 struct hash of the report
    /// @param signers Bit i: reporter i of the report's set
    /// @return Base units
    function feesOf(bytes32 contentHash, uint256 signers) external view returns (uint256);

    /// @notice The stake below which a seat is inactive.
    /// @return Base units
    function leastStake() external view returns (uint128);

    /// @notice The time from leaving until a stake is free.
    /// @return Seconds
    function releaseDelay() external view returns (uint32);

    /// @notice The oracle whose reports are paid and answered for.
    /// @return Its address
    function oracle() external view returns (address);

    /// @notice The reporters whose stakes these are.
    /// @return Its address
    function quorum() external view returns (address);

    /// @notice Where the stakes lie, and what reporters approve; awards and fees are claimed there.
    /// @return Its address
    function escrow() external view returns (address);
}

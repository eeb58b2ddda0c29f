// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ReportStatus, RevenueReport} from "./IRevenueOracle.sol";

/// @notice Where the newest dispute of a report stands.
enum DisputeStatus {
    None,
    Open, // the reporters' quorum may answer
    StoodBy, // the arbiter may decide
    Upheld, // the report stands; the challenger's bond is forfeited
    Fallen, // decided for the challenger, by the arbiter or by a deadline missed
    Conceded, // a quorum corrected the report
    Closed // the guardian voided the report meanwhile
}

/// @notice The newest dispute of one report.
struct Dispute {
    address challenger;
    DisputeStatus status;
    uint40 answerBy; // unix seconds, exclusive; a quorum answers while block.timestamp < answerBy
    uint40 arbiterBy; // unix seconds, exclusive; 0 until a quorum has stood by the report
    uint8 upheld; // how often this period's report was upheld; every time doubles the next challenge's bond
    uint128 bond; // base units
    uint32 revision; // of the report that is disputed
    uint64 id; // counts up from 1 over all reports
    bytes32 field; // name of the report's field that is said to be false, ASCII, left-aligned
    bytes32 evidenceHash; // of what the challenger shows
    bytes32 contentHash; // EIP-712 struct hash of the report that is disputed
}

/// @notice What a challenge costs and how long its answers may take.
struct DisputeTerms {
    uint128 challengeBond; // base units of the asset
    uint32 answerWindow; // seconds for the reporters
    uint32 arbiterWindow; // seconds for the arbiter, from the reporters' answer
}

/// @title ReportDisputes
/// @notice Challenges of pending reports with a bond, and proofs of evidence against a report's root.
interface IReportDisputes {
    /// @notice Somebody put up a bond against a pending report.
    event DisputeOpened(
        uint256 indexed cluster,
        uint32 indexed period,
        address indexed challenger,
        uint64 dispute,
        uint32 revision,
        bytes32 field,
        bytes32 evidenceHash,
        uint256 bond,
        uint40 answerBy
    );
    /// @notice A quorum of the present reporters stands by the report (bit i: reporter i); the arbiter decides.
    event StoodBy(
        uint256 indexed cluster,
        uint32 indexed period,
        uint64 indexed dispute,
        uint256 signers,
        uint40 arbiterBy
    );
    /// @notice A dispute has ended. `returned` of its bond and `awarded` of the operator's bond are the challenger's credit, here
    ///         and in the operators' bond; a bond that is not returned is forfeited to the vault.
    event DisputeEnded(
        uint256 indexed cluster,
        uint32 indexed period,
        uint64 indexed dispute,
        DisputeStatus outcome,
        uint256 returned,
        uint256 awarded
    );
    /// @notice What challengers forfeited reached the vault.
    event Forwarded(uint256 indexed cluster, uint256 amount);
    event CreditClaimed(address indexed account, address indexed receiver, uint256 amount);
    /// @notice A piece of evidence with this hash is under the root of this report.
    event EvidenceProven(
        uint256 indexed cluster,
        uint32 indexed period,
        uint32 revision,
        bytes32 indexed pieceHash,
        address prover
    );

    error ReportDisputes_TermOutOfRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum);
    error ReportDisputes_UnknownField(bytes32 field);
    error ReportDisputes_NoEvidence();
    error ReportDisputes_OtherKeeper(uint256 cluster, address keeper, address book);
    error ReportDisputes_AlreadyOpen(uint256 cluster, uint32 period, uint64 dispute);
    error ReportDisputes_ShortTransfer(uint256 arrived, uint256 expected);
    error ReportDisputes_WrongStatus(uint256 cluster, uint32 period, DisputeStatus status);
    error ReportDisputes_TooLate(uint256 deadline, uint256 nowAt);
    error ReportDisputes_TooEarly(uint256 deadline, uint256 nowAt);
    error ReportDisputes_StillDisputed(uint256 cluster, uint32 period);
    error ReportDisputes_NotDisputed(uint256 cluster, uint32 period, ReportStatus status, uint32 revision);
    error ReportDisputes_NothingToForward(uint256 cluster);
    error ReportDisputes_NoCredit(address account);
    error ReportDisputes_OtherReport(bytes32 given);
    error ReportDisputes_NotInEvidence(bytes32 pieceHash, bytes32 evidenceRoot);

    // --- anyone ---

    /// @notice Challenges a report that is pending, and pays `challengeBondOf` for it.
    /// @param field The name of the report's field that is false: "end", "gpuSecondsAvailable", "gpuSecondsSold", "gross",
    ///        "energyWh", "energyCost", "otherOpex" or "evidenceRoot"
    /// @param evidenceHash Commits to what the challenger shows; not zero
    function challenge(uint256 cluster, uint32 period, bytes32 field, bytes32 evidenceHash) external;

    /// @notice Decides for the challenger: the reporters or the arbiter let their deadline pass.
    function timeout(uint256 cluster, uint32 period) external;

    /// @notice Gives the bond back when the guardian has voided the report meanwhile. No award.
    function close(uint256 cluster, uint32 period) external;

    /// @notice Pays what was forfeited over a cluster into the vault: income that vests over the cap, or a recovery while
    ///         the cluster's resolution is open.
    function forward(uint256 cluster) external returns (uint256 amount);

    /// @notice The caller's bonds that came back, to `receiver`. Awards are claimed where the operators' bonds lie.
    function claimCredit(address receiver) external returns (uint256 amount);

    /// @notice Shows that a piece of evidence is under the root of a report that was admitted, or disputed.
    /// @param pieceHash keccak256 of the piece's bytes
    function proveEvidence(RevenueReport calldata report, bytes32 pieceHash, bytes32[] calldata proof) external;

    // --- with reporters' signatures; anyone submits ---

    /// @notice Answers a dispute with the next revision of the report, signed by a quorum. The challenger has won.
    function correct(RevenueReport calldata report, address[] calldata signers, bytes[] calldata signatures) external;

    /// @notice Answers a dispute with a quorum's word that the report is true. The arbiter decides.
    /// @param reporterSet Version of the reporter set that signs: the present one
    function standBy(
        uint256 cluster,
        uint32 period,
        uint32 reporterSet,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external;

    // --- arbiter ---

    /// @notice Decides a dispute in which the reporters stood by their report.
    function decide(uint256 cluster, uint32 period, bool reportStands) external;

    // --- views ---

    /// @notice Whether a piece of evidence is under the root of a report that was admitted, or disputed.
    /// @param pieceHash keccak256 of the piece's bytes
    function verifyEvidence(
        RevenueReport calldata report,
        bytes32 pieceHash,
        bytes32[] calldata proof
    ) external view returns (bool);

    /// @notice What reporters sign (EIP-712) to stand by a disputed report:
    ///         `StandBy(uint256 cluster,uint32 period,uint32 revision,uint32 reporterSet,bytes32 contentHash,uint64 dispute)`.
    function standByDigest(uint256 cluster, uint32 period, uint32 reporterSet) external view returns (bytes32);

    /// @notice The newest dispute of a report.
    function disputeOf(uint256 cluster, uint32 period) external view returns (Dispute memory);

    /// @notice Until when the pending answer may be given and from when the dispute can be timed out, unix seconds; on a rollup
    ///         later than written down after an outage, and the largest number while the sequencer is down. 0 when nothing
    ///         is awaited.
    function deadlineOf(uint256 cluster, uint32 period) external view returns (uint256);

    /// @notice What the next challenge of a report costs, base units: it doubles every time the report was upheld.
    function challengeBondOf(uint256 cluster, uint32 period) external view returns (uint256);

    function creditOf(address account) external view returns (uint256);
    /// @notice Forfeited over a cluster and not paid into the vault yet, base units.
    function forfeitedOf(uint256 cluster) external view returns (uint256);
    /// @notice How many disputes have been opened.
    function disputeCount() external view returns (uint64);
    function terms() external view returns (DisputeTerms memory);
    function oracle() external view returns (address);
    /// @notice The operators' bond, which awards are paid from.
    function bond() external view returns (address);
    function asset() external view returns (address);
}

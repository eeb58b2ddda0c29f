// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ReportStatus, RevenueReport} from "./IRevenueOracle.sol";

/// @notice Where the newest dispute of a report stands.
enum DisputeStatus {
    None,
    Open, // the reporters' quorum may answer
    Defended, // the arbiter may decide
    Upheld, // the report stands; the bonds are forfeited
    Overturned, // voided for the challengers, by the arbiter or by a deadline missed
    Conceded, // a quorum corrected the report
    Closed // the guardian voided the report meanwhile
}

/// @notice One dispute of a report.
struct Dispute {
    DisputeStatus status;
    // Bit i: field i has been named; in the order "end", "gpuSecondsAvailable", "gpuSecondsSold", "gross",
    // "energyWh", "energyCost", "otherOpex", "evidenceRoot".
    uint8 fields;
    uint40 answerBy; // unix seconds, exclusive; a quorum answers while block.timestamp < answerBy
    uint40 arbiterBy; // unix seconds, exclusive; 0 until a quorum has defended the report
    uint32 revision; // of the report that is disputed
    uint64 id; // counts up from 1 over all reports
    uint40 decidedAt; // unix seconds of the arbiter's word; 0 where it has said nothing
    uint128 bond; // base units, of each challenge
    bytes32 contentHash; // EIP-712 struct hash of the report that is disputed
}

/// @notice One challenge of a dispute, with a bond of its own.
struct Challenge {
    address challenger;
    uint40 challengedAt; // unix seconds
    bytes32 field; // name of the report's field that is said to be false, ASCII, left-aligned
    bytes32 evidenceHash; // of what the challenger shows
}

/// @notice What a challenge costs and how long its answers may take.
struct DisputeTerms {
    uint128 leastBond; // base units of the asset
    uint16 bondBps; // of the gross that the report says, where that is more
    uint32 answerWindow; // seconds for the reporters
    uint32 arbiterWindow; // seconds for the arbiter, from the reporters' answer
}

/// @title ReportDisputes
/// @notice Challenges of pending reports with a bond, and proofs of evidence against a report's root. Bonds lie in the
///         escrow, in an account of each dispute's own number; challengers approve the escrow.
interface IReportDisputes {
    /// @notice A pending report was put in dispute by its first challenge; the reporters answer before `answerBy` (unix
    ///         seconds).
    event DisputeOpened(
        uint256 indexed cluster,
        uint32 indexed period,
        uint64 indexed dispute,
        uint32 revision,
        uint40 answerBy
    );
    /// @notice Somebody put up a bond (base units) on one field of a report being false.
    event Challenged(
        uint256 indexed cluster,
        uint32 indexed period,
        address indexed challenger,
        uint64 dispute,
        bytes32 field,
        bytes32 evidenceHash,
        uint256 bond
    );
    /// @notice A quorum of the present reporters defends the report (bit i: reporter i); the arbiter decides before
    ///         `arbiterBy` (unix seconds).
    event Defended(
        uint256 indexed cluster,
        uint32 indexed period,
        uint64 indexed dispute,
        uint256 signers,
        uint40 arbiterBy
    );
    /// @notice A dispute has ended. `returned` (base units) of its bonds are its challengers' credits in the escrow;
    ///         bonds that are not returned are forfeited to the vault.
    event DisputeEnded(
        uint256 indexed cluster,
        uint32 indexed period,
        uint64 indexed dispute,
        DisputeStatus outcome,
        uint256 returned
    );
    /// @notice What challengers forfeited over a cluster reached the vault, base units.
    event Forwarded(uint256 indexed cluster, uint256 amount);
    /// @notice A piece of evidence with this hash is under the root of this report.
    event EvidenceProven(
        uint256 indexed cluster,
        uint32 indexed period,
        uint32 revision,
        bytes32 indexed pieceHash,
        address prover
    );

    /// @notice A term of the disputes is outside its range, in the term's own unit.
    error ReportDisputes_TermOutOfRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum);
    /// @notice Reporters measure no such field.
    error ReportDisputes_UnknownField(bytes32 field);
    /// @notice The hash of the evidence is zero.
    error ReportDisputes_NoEvidence();
    /// @notice No source of this vault accounts for the cluster: what is forfeited would be another's.
    error ReportDisputes_OtherVault(uint256 cluster, address manager, address vault);
    /// @notice The report says something else by now: `current` is the revision that would be challenged.
    error ReportDisputes_OtherRevision(uint256 cluster, uint32 period, uint32 revision, uint32 current);
    /// @notice Somebody has named this field in the report's dispute already.
    error ReportDisputes_FieldTaken(uint256 cluster, uint32 period, bytes32 field, uint64 dispute);
    /// @notice The report was challenged before, and upheld.
    error ReportDisputes_AlreadyUpheld(uint256 cluster, uint32 period, uint32 revision);
    /// @notice The step does not fit where the dispute stands.
    error ReportDisputes_WrongStatus(uint256 cluster, uint32 period, DisputeStatus status);
    /// @notice An answer could be given before `deadline`, unix seconds.
    error ReportDisputes_TooLate(uint256 deadline, uint256 nowAt);
    /// @notice An answer may still come before `deadline`, unix seconds.
    error ReportDisputes_TooEarly(uint256 deadline, uint256 nowAt);
    /// @notice Nobody has voided the report: its dispute goes on.
    error ReportDisputes_StillDisputed(uint256 cluster, uint32 period);
    /// @notice The report that was disputed is not in dispute any more.
    error ReportDisputes_NotDisputed(uint256 cluster, uint32 period, ReportStatus status, uint32 revision);
    /// @notice Nothing that was forfeited over the cluster waits.
    error ReportDisputes_NothingToForward(uint256 cluster);
    /// @notice The report hashes to something else than was admitted or disputed.
    error ReportDisputes_OtherReport(bytes32 given);
    /// @notice The piece is not under the report's root.
    error ReportDisputes_NotInEvidence(bytes32 pieceHash, bytes32 evidenceRoot);

    // --- anyone ---

    /// @notice Anyone, once the escrow is approved: challenges a field of a report that is pending, or joins its
    ///         dispute with another field, until the reporters have answered and the report's own window is over.
    ///         `challengeBondOf` is pulled from the caller into the escrow. Refused for another vault's cluster
    ///         (`ReportDisputes_OtherVault`), for a report whose window is over (`IRevenueOracle.RevenueOracle_NotOpen`
    ///         and its like), for one that was upheld (`ReportDisputes_AlreadyUpheld`), for a field that somebody has
    ///         named (`ReportDisputes_FieldTaken`), when it is too late to join (`ReportDisputes_TooLate`), and for
    ///         another revision than the one that stands (`ReportDisputes_OtherRevision`).
    /// @param cluster Registry id
    /// @param period Number of the report's period
    /// @param revision Of the report that the challenger has seen: a correction in flight is not challenged
    /// @param field The name of the report's field that is false: "end", "gpuSecondsAvailable", "gpuSecondsSold",
    ///        "gross", "energyWh", "energyCost", "otherOpex" or "evidenceRoot"
    /// @param evidenceHash Commits to what the challenger shows; not zero
    function challenge(uint256 cluster, uint32 period, uint32 revision, bytes32 field, bytes32 evidenceHash) external;

    /// @notice Anyone, from the deadline on: decides for the challengers, since the reporters or the arbiter let their
    ///         deadline pass. Refused before (`ReportDisputes_TooEarly`).
    /// @param cluster Registry id
    /// @param period Number of the report's period
    function timeout(uint256 cluster, uint32 period) external;

    /// @notice Anyone, when the guardian has voided the report meanwhile: gives the bonds back. Refused while the
    ///         report is in dispute (`ReportDisputes_StillDisputed`).
    /// @param cluster Registry id
    /// @param period Number of the report's period
    function close(uint256 cluster, uint32 period) external;

    /// @notice Anyone: has the escrow pay what was forfeited over a cluster into the vault: income that vests over the
    ///         cap, or a recovery while the cluster's resolution is open. Refused when nothing waits
    ///         (`ReportDisputes_NothingToForward`), and where nothing is financed.
    /// @param cluster Registry id
    /// @return amount Base units that reached the vault
    function forward(uint256 cluster) external returns (uint256 amount);

    /// @notice Anyone: shows that a piece of evidence is under the root of a report that was admitted, or disputed.
    ///         Refused for any other report (`ReportDisputes_OtherReport`), for one that the oracle has written over
    ///         since (`IRevenueOracle.RevenueOracle_Overwritten`), and for a proof that does not lead to its root
    ///         (`ReportDisputes_NotInEvidence`). The report that a period's last dispute was about is known for ever.
    /// @param report Exactly as it was submitted
    /// @param pieceHash keccak256 of the piece's bytes
    /// @param proof Hashes on the way to the root, from the leaf on
    function proveEvidence(RevenueReport calldata report, bytes32 pieceHash, bytes32[] calldata proof) external;

    // --- with reporters' signatures; anyone submits ---

    /// @notice Anyone, with a quorum's signatures: answers a dispute with the next revision of the report. The
    ///         challengers have won. Refused from the deadline on (`ReportDisputes_TooLate`), and once another answer
    ///         was given.
    /// @param report The next revision of the period in dispute
    /// @param signers Reporters that signed, ascending
    /// @param signatures Theirs, in that order
    function correct(RevenueReport calldata report, address[] calldata signers, bytes[] calldata signatures) external;

    /// @notice Anyone, with a quorum's signatures: answers a dispute with its word that the report is true. The arbiter
    ///         decides. Refused from the deadline on (`ReportDisputes_TooLate`), and once another answer was given.
    /// @param cluster Registry id
    /// @param period Number of the report's period
    /// @param reporterSet Version of the reporter set that signs: the present one
    /// @param signers Reporters that signed, ascending
    /// @param signatures Theirs, in that order
    function defend(
        uint256 cluster,
        uint32 period,
        uint32 reporterSet,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external;

    // --- arbiter ---

    /// @notice Arbiter: decides a dispute in which the reporters defended their report. Refused from the deadline on
    ///         (`ReportDisputes_TooLate`).
    /// @param cluster Registry id
    /// @param period Number of the report's period
    /// @param reportStands Whether the report is true
    function decide(uint256 cluster, uint32 period, bool reportStands) external;

    // --- views ---

    /// @notice Whether a piece of evidence is under the root of a report that was admitted, or disputed. Reaches back
    ///         as far as the oracle keeps reports (`IRevenueOracle.RevenueOracle_Overwritten` before), and to what was
    ///         disputed last.
    /// @param report Exactly as it was submitted
    /// @param pieceHash keccak256 of the piece's bytes
    /// @param proof Hashes on the way to the root, from the leaf on
    /// @return Whether it is
    function verifyEvidence(
        RevenueReport calldata report,
        bytes32 pieceHash,
        bytes32[] calldata proof
    ) external view returns (bool);

    /// @notice What reporters sign (EIP-712) to defend a disputed report:
    ///         `Defence(uint256 cluster,uint32 period,uint32 revision,uint32 reporterSet,bytes32 contentHash,uint64
    ///         dispute)`.
    /// @param cluster Registry id
    /// @param period Number of the report's period
    /// @param reporterSet Version of the reporter set that signs
    /// @return The digest
    function defenceDigest(uint256 cluster, uint32 period, uint32 reporterSet) external view returns (bytes32);

    /// @notice The newest dispute of a report.
    /// @param cluster Registry id
    /// @param period Number of the report's period
    /// @return All zero where there was none; bond in base units, times in unix seconds
    function disputeOf(uint256 cluster, uint32 period) external view returns (Dispute memory);

    /// @notice Any dispute, whatever came after it.
    /// @param dispute Its number
    /// @return All zero where there is none; bond in base units, times in unix seconds
    function disputeNumbered(uint64 dispute) external view returns (Dispute memory);

    /// @notice The challenges of a dispute, at most one a field.
    /// @param dispute Its number
    /// @return In the order in which they came
    function challengesOf(uint64 dispute) external view returns (Challenge[] memory);

    /// @notice Until when the pending answer may be given and from when the dispute can be timed out; on a rollup later
    ///         than written down after an outage, and the largest number while the sequencer is down.
    /// @param cluster Registry id
    /// @param period Number of the report's period
    /// @return Unix seconds; 0 when nothing is awaited
    function deadlineOf(uint256 cluster, uint32 period) external view returns (uint256);

    /// @notice What a challenge of a report costs: a part of the gross that it says, but no less than the least bond.
    /// @param cluster Registry id
    /// @param period Number of the report's period
    /// @return Base units
    function challengeBondOf(uint256 cluster, uint32 period) external view returns (uint256);

    /// @notice Forfeited over a cluster and not paid into the vault yet: what the escrow's account of it holds.
    /// @param cluster Registry id
    /// @return Base units
    function forfeitedOf(uint256 cluster) external view returns (uint256);

    /// @notice How many disputes have been opened.
    /// @return How many; their numbers run from 1 to this
    function disputeCount() external view returns (uint64);

    /// @notice What a challenge costs and how long its answers may take.
    /// @return Base units and seconds
    function terms() external view returns (DisputeTerms memory);

    /// @notice The oracle whose reports are disputed.
    /// @return Its address
    function oracle() external view returns (address);

    /// @notice The vault that finances the clusters whose reports are disputed here.
    /// @return Its address
    function vault() external view returns (address);

    /// @notice Where the bonds lie, and what challengers approve; bonds that came back are claimed there.
    /// @return Its address
    function escrow() external view returns (address);

    /// @notice The token of the bonds: the vault's.
    /// @return Its address
    function asset() external view returns (address);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {CollateralAccounts} from "./collateral/CollateralAccounts.sol";
import {IClusterRegistry} from "./interfaces/IClusterRegistry.sol";
import {ICollateralEscrow} from "./interfaces/ICollateralEscrow.sol";
import {Managers} from "./facilities/lib/Managers.sol";
import {IFacilityManager} from "./interfaces/IFacilityManager.sol";
import {IGpuYieldVault} from "./interfaces/IGpuYieldVault.sol";
import {IOperatorBond} from "./interfaces/IOperatorBond.sol";
import {Dispute, DisputeStatus, DisputeTerms, IReportDisputes} from "./interfaces/IReportDisputes.sol";
import {IReporterQuorum} from "./interfaces/IReporterQuorum.sol";
import {IRevenueOracle, ReportRecord, ReportStatus, RevenueReport} from "./interfaces/IRevenueOracle.sol";
import {ReportHash} from "./oracle/ReportHash.sol";
import {SequencerUptime, Uptime} from "./oracle/SequencerUptime.sol";

/// @title ReportDisputes
/// @notice Who says that a report is false puts money on it.
///
/// A DISPUTE has two steps, each with a deadline. The reporters' quorum answers: it corrects the report, and has conceded, or stands
/// by it. Then the arbiter decides. A deadline missed decides for the challenger. Nothing of the report, or after it, becomes
/// final in between.
///
/// STAKES. A challenger who loses forfeits the bond to the vault, and the next challenge of the same report costs twice as much:
/// delay is bought at a doubling price. One who wins has it back and as much again out of the operator's bond, as far as
/// that reaches: what is not there is not paid.
///
/// TRUST. A quorum that challenges and corrects itself can move an operator's bond to itself, one challenge's bond at a time, in
/// the open; the guardian's veto ends any dispute without an award. The arbiter is believed.
///
/// ONLY RULES. The money lies in the escrow: an account of each dispute, and one of what was forfeited over each cluster.
///
/// LIVENESS. No outcome moves a token: credits are pulled, what is forfeited is forwarded by whoever likes. An arbiter, a
/// receiver or a token that refuses holds up itself. While a rollup's sequencer is down no deadline passes; once it is back
/// both sides have their time in full.
contract ReportDisputes is IReportDisputes, AccessManaged, EIP712, ReentrancyGuardTransient {
    using SafeCast for uint256;

    bytes32 private constant DEFENCE_TYPEHASH = keccak256(
        "Defence(uint256 cluster,uint32 period,uint32 revision,uint32 reporterSet,bytes32 contentHash,uint64 dispute)"
    );
    uint256 private constant MIN_WINDOW = 1 hours;
    uint256 private constant MAX_WINDOW = 30 days;

    IRevenueOracle private immutable _ORACLE;
    IOperatorBond private immutable _BOND;
    ICollateralEscrow private immutable _ESCROW;
    /// @inheritdoc IReportDisputes
    address public immutable asset;
    uint128 private immutable _CHALLENGE_BOND; // base units
    uint32 private immutable _ANSWER_WINDOW; // seconds
    uint32 private immutable _ARBITER_WINDOW; // seconds

    /// @inheritdoc IReportDisputes
    uint64 public disputeCount;
    mapping(uint256 cluster => mapping(uint256 period => Dispute)) private _disputes;

    constructor(
        address authority_,
        IRevenueOracle oracle_,
        IOperatorBond bond_,
        DisputeTerms memory terms_
    ) AccessManaged(authority_) EIP712("GpuYieldVaults ReportDisputes", "1") {
        _requireInRange("challengeBond", terms_.challengeBond, 1, type(uint128).max);
        _requireInRange("answerWindow", terms_.answerWindow, MIN_WINDOW, MAX_WINDOW);
        _requireInRange("arbiterWindow", terms_.arbiterWindow, MIN_WINDOW, MAX_WINDOW);
        _ORACLE = oracle_;
        _BOND = bond_;
        _ESCROW = bond_.escrow();
        asset = bond_.asset();
        _CHALLENGE_BOND = terms_.challengeBond;
        _ANSWER_WINDOW = terms_.answerWindow;
        _ARBITER_WINDOW = terms_.arbiterWindow;
    }

    // --- anyone ---

    /// @inheritdoc IReportDisputes
    function challenge(uint256 cluster, uint32 period, bytes32 field, bytes32 evidenceHash) external nonReentrant {
        if (!_isMeasured(field)) revert ReportDisputes_UnknownField(field);
        if (evidenceHash == 0) revert ReportDisputes_NoEvidence();
        _managerOf(cluster);
        Dispute storage d = _disputes[cluster][period];
        if (_isOpen(d.status)) revert ReportDisputes_AlreadyOpen(cluster, period, d.id);

        ReportRecord memory record = _ORACLE.reportOf(cluster, period);
        uint256 stake = challengeBondOf(cluster, period);
        d.challenger = msg.sender;
        d.status = DisputeStatus.Open;
        d.answerBy = (block.timestamp + _ANSWER_WINDOW).toUint40();
        d.arbiterBy = 0;
        d.bond = stake.toUint128();
        d.revision = record.revision;
        d.id = ++disputeCount;
        d.field = field;
        d.evidenceHash = evidenceHash;
        d.contentHash = record.contentHash;
        emit DisputeOpened(cluster, period, msg.sender, d.id, record.revision, field, evidenceHash, stake, d.answerBy);

        _ORACLE.dispute(cluster, period); // refuses what is not pending any more
        _BOND.hold(cluster);
        _ESCROW.deposit(CollateralAccounts.numbered(d.id), msg.sender, stake);
    }

    /// @inheritdoc IReportDisputes
    function timeout(uint256 cluster, uint32 period) external nonReentrant {
        Dispute storage d = _disputes[cluster][period];
        if (!_isOpen(d.status)) revert ReportDisputes_WrongStatus(cluster, period, d.status);
        uint256 deadline = _deadlineOf(d);
        if (block.timestamp < deadline) revert ReportDisputes_TooEarly(deadline, block.timestamp);

        _endForChallenger(cluster, period, d, DisputeStatus.Overturned);
    }

    /// @inheritdoc IReportDisputes
    function close(uint256 cluster, uint32 period) external nonReentrant {
        Dispute storage d = _disputes[cluster][period];
        if (!_isOpen(d.status)) revert ReportDisputes_WrongStatus(cluster, period, d.status);
        if (_isDisputed(cluster, period, d.revision)) revert ReportDisputes_StillDisputed(cluster, period);

        d.status = DisputeStatus.Closed;
        emit DisputeEnded(cluster, period, d.id, DisputeStatus.Closed, d.bond, 0);
        _BOND.unhold(cluster);
        _ESCROW.credit(CollateralAccounts.numbered(d.id), d.challenger, d.bond);
    }

    /// @inheritdoc IReportDisputes
    function forward(uint256 cluster) external nonReentrant returns (uint256 amount) {
        amount = forfeitedOf(cluster);
        if (amount == 0) revert ReportDisputes_NothingToForward(cluster);
        emit Forwarded(cluster, amount);

        // A refusal there reverts all of it: the money waits here.
        address workouts = address(_managerOf(cluster).workouts());
        _ESCROW.recover(CollateralAccounts.forfeited(cluster), workouts, cluster, amount);
    }

    /// @inheritdoc IReportDisputes
    function proveEvidence(RevenueReport calldata report, bytes32 pieceHash, bytes32[] calldata proof) external {
        if (!_isKnown(report)) revert ReportDisputes_OtherReport(ReportHash.content(report));
        if (!_isUnder(report.evidenceRoot, pieceHash, proof)) {
            revert ReportDisputes_NotInEvidence(pieceHash, report.evidenceRoot);
        }
        emit EvidenceProven(report.cluster, report.period, report.revision, pieceHash, msg.sender);
    }

    // --- with reporters' signatures ---

    /// @inheritdoc IReportDisputes
    function correct(
        RevenueReport calldata report,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external nonReentrant {
        Dispute storage d = _disputes[report.cluster][report.period];
        _requireAnswerable(report.cluster, report.period, d, DisputeStatus.Open);

        _endForChallenger(report.cluster, report.period, d, DisputeStatus.Conceded);
        _ORACLE.submit(report, signers, signatures); // takes the next revision of this very period, and no other report
    }

    /// @inheritdoc IReportDisputes
    function defend(
        uint256 cluster,
        uint32 period,
        uint32 reporterSet,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external nonReentrant {
        Dispute storage d = _disputes[cluster][period];
        _requireAnswerable(cluster, period, d, DisputeStatus.Open);
        ReportRecord memory record = _ORACLE.reportOf(cluster, period);
        if (record.status != ReportStatus.Disputed || record.revision != d.revision) {
            revert ReportDisputes_NotDisputed(cluster, period, record.status, record.revision);
        }
        bytes32 digest = defenceDigest(cluster, period, reporterSet);
        uint256 bitmap = IReporterQuorum(_ORACLE.quorum()).verify(digest, reporterSet, signers, signatures);

        d.status = DisputeStatus.Defended;
        d.arbiterBy = (block.timestamp + _ARBITER_WINDOW).toUint40();
        emit Defended(cluster, period, d.id, bitmap, d.arbiterBy);
    }

    // --- arbiter ---

    /// @inheritdoc IReportDisputes
    function decide(uint256 cluster, uint32 period, bool reportStands) external restricted nonReentrant {
        Dispute storage d = _disputes[cluster][period];
        _requireAnswerable(cluster, period, d, DisputeStatus.Defended);
        if (!reportStands) return _endForChallenger(cluster, period, d, DisputeStatus.Overturned);

        d.status = DisputeStatus.Upheld;
        ++d.upheld;
        emit DisputeEnded(cluster, period, d.id, DisputeStatus.Upheld, 0, 0);
        _ORACLE.endDispute(cluster, period, true);
        _BOND.unhold(cluster);
        _ESCROW.transfer(
            CollateralAccounts.numbered(d.id),
            address(this),
            CollateralAccounts.forfeited(cluster),
            d.bond
        );
    }

    // --- views ---

    /// @inheritdoc IReportDisputes
    function verifyEvidence(
        RevenueReport calldata report,
        bytes32 pieceHash,
        bytes32[] calldata proof
    ) external view returns (bool) {
        return _isKnown(report) && _isUnder(report.evidenceRoot, pieceHash, proof);
    }

    /// @inheritdoc IReportDisputes
    function defenceDigest(uint256 cluster, uint32 period, uint32 reporterSet) public view returns (bytes32) {
        Dispute storage d = _disputes[cluster][period];
        return
            _hashTypedDataV4(
                keccak256(abi.encode(DEFENCE_TYPEHASH, cluster, period, d.revision, reporterSet, d.contentHash, d.id))
            );
    }

    /// @inheritdoc IReportDisputes
    function disputeOf(uint256 cluster, uint32 period) external view returns (Dispute memory) {
        return _disputes[cluster][period];
    }

    /// @inheritdoc IReportDisputes
    function deadlineOf(uint256 cluster, uint32 period) external view returns (uint256) {
        Dispute storage d = _disputes[cluster][period];
        return _isOpen(d.status) ? _deadlineOf(d) : 0;
    }

    /// @inheritdoc IReportDisputes
    function challengeBondOf(uint256 cluster, uint32 period) public view returns (uint256) {
        return _CHALLENGE_BOND * 2 ** uint256(_disputes[cluster][period].upheld);
    }

    /// @inheritdoc IReportDisputes
    function forfeitedOf(uint256 cluster) public view returns (uint256) {
        return _ESCROW.balanceOf(address(this), CollateralAccounts.forfeited(cluster));
    }

    /// @inheritdoc IReportDisputes
    function terms() external view returns (DisputeTerms memory) {
        return DisputeTerms(_CHALLENGE_BOND, _ANSWER_WINDOW, _ARBITER_WINDOW);
    }

    /// @inheritdoc IReportDisputes
    function oracle() external view returns (address) {
        return address(_ORACLE);
    }

    /// @inheritdoc IReportDisputes
    function bond() external view returns (address) {
        return address(_BOND);
    }

    /// @inheritdoc IReportDisputes
    function escrow() external view returns (address) {
        return address(_ESCROW);
    }

    // --- outcomes ---

    /// @dev The report is void, the bond comes back, and as much again out of what the operator put up.
    function _endForChallenger(uint256 cluster, uint32 period, Dispute storage d, DisputeStatus outcome) private {
        (address challenger, uint256 stake) = (d.challenger, d.bond);
        d.status = outcome;
        _ORACLE.endDispute(cluster, period, false); // refuses a report that the guardian voided: see `close`
        _BOND.unhold(cluster);
        _ESCROW.credit(CollateralAccounts.numbered(d.id), challenger, stake);
        uint256 awarded = _BOND.award(cluster, stake, challenger);
        emit DisputeEnded(cluster, period, d.id, outcome, stake, awarded);
    }

    // --- deadlines ---

    function _requireAnswerable(uint256 cluster, uint32 period, Dispute storage d, DisputeStatus awaited) private view {
        if (d.status != awaited) revert ReportDisputes_WrongStatus(cluster, period, d.status);
        uint256 deadline = _deadlineOf(d);
        if (block.timestamp >= deadline) revert ReportDisputes_TooLate(deadline, block.timestamp);
    }

    /// @dev Of the answer that is awaited. Time in which nobody could answer does not count.
    function _deadlineOf(Dispute storage d) private view returns (uint256) {
        (uint40 end, uint40 window) = d.status == DisputeStatus.Open
            ? (d.answerBy, _ANSWER_WINDOW)
            : (d.arbiterBy, _ARBITER_WINDOW);
        Uptime memory uptime = SequencerUptime.read(_ORACLE.sequencerFeed());
        return uptime.up ? SequencerUptime.windowEnd(uptime, end - window, end) : type(uint256).max;
    }

    /// @dev What the oracle has written over was final.
    function _isDisputed(uint256 cluster, uint32 period, uint256 revision) private view returns (bool) {
        if (period < _ORACLE.oldestKept(cluster)) return false;
        ReportRecord memory record = _ORACLE.reportOf(cluster, period);
        return record.status == ReportStatus.Disputed && record.revision == revision;
    }

    function _isOpen(DisputeStatus status) private pure returns (bool) {
        return status == DisputeStatus.Open || status == DisputeStatus.Defended;
    }

    // --- evidence ---

    /// @dev The one that was disputed last, or the report that the oracle keeps of its period: it refuses what it has written over.
    function _isKnown(RevenueReport calldata report) private view returns (bool) {
        bytes32 content = ReportHash.content(report);
        return
            content == _disputes[report.cluster][report.period].contentHash ||
            content == _ORACLE.reportOf(report.cluster, report.period).contentHash;
    }

    /// @dev Leaves are hashed twice, so that no inner node passes for a piece; pairs are sorted.
    function _isUnder(bytes32 root, bytes32 pieceHash, bytes32[] calldata proof) private pure returns (bool) {
        return MerkleProof.verifyCalldata(proof, root, keccak256(abi.encode(pieceHash)));
    }

    // --- internals ---

    /// @dev What reporters measure. The other fields the oracle itself compares with what it expects.
    function _isMeasured(bytes32 field) private pure returns (bool) {
        return
            field == "end" ||
            field == "gpuSecondsAvailable" ||
            field == "gpuSecondsSold" ||
            field == "gross" ||
            field == "energyWh" ||
            field == "energyCost" ||
            field == "otherOpex" ||
            field == "evidenceRoot";
    }

    /// @dev Another vault's clusters have another bond.
    function _managerOf(uint256 cluster) private view returns (IFacilityManager manager) {
        IClusterRegistry registry = IClusterRegistry(_ORACLE.registry());
        manager = Managers.find(registry, IGpuYieldVault(_BOND.vault()), cluster);
        if (address(manager) == address(0)) {
            revert ReportDisputes_OtherVault(cluster, registry.managerOf(cluster), _BOND.vault());
        }
    }

    function _requireInRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum) private pure {
        if (given < minimum || given > maximum) {
            revert ReportDisputes_TermOutOfRange(field, given, minimum, maximum);
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {CollateralAccounts} from "./collateral/CollateralAccounts.sol";
import {IClusterRegistry} from "./interfaces/IClusterRegistry.sol";
import {ICollateralEscrow} from "./interfaces/ICollateralEscrow.sol";
import {Managers} from "./facilities/lib/Managers.sol";
import {IFacilityManager} from "./interfaces/IFacilityManager.sol";
import {IGpuYieldVault} from "./interfaces/IGpuYieldVault.sol";
import {Challenge, Dispute, DisputeStatus, DisputeTerms, IReportDisputes} from "./interfaces/IReportDisputes.sol";
import {IReporterQuorum} from "./interfaces/IReporterQuorum.sol";
import {
    IRevenueOracle,
    MAX_DISPUTE_TIME,
    MAX_LONG_WINDOW,
    ReportRecord,
    ReportStatus,
    RevenueReport
} from "./interfaces/IRevenueOracle.sol";
import {ReportEvidence} from "./oracle/ReportEvidence.sol";
import {ReportFields} from "./oracle/ReportFields.sol";
import {ReportHash} from "./oracle/ReportHash.sol";
import {SequencerUptime, Uptime} from "./oracle/SequencerUptime.sol";

/// @title ReportDisputes
/// @notice Who says that a report is false puts money on it.
///
/// A DISPUTE has two steps, each with a deadline. The reporters' quorum answers: it corrects the report, and has
/// conceded, or stands by it. Then the arbiter decides. A deadline missed decides for the challengers. Nothing of the
/// report, or after it, becomes final in between.
///
/// JOINED. A dispute is about the whole report. Until the reporters' answer, and at least while the report's own window
/// would have run, anyone adds another field to it, with evidence and a bond of its own: a false challenge shields no
/// report from a true one.
///
/// ONCE. A report that was upheld is final, and is not challenged again. How long all of it may take moves the
/// deadlines of whoever is to be paid, once a period: see `ReportClock`.
///
/// BONDS. Challengers who lose forfeit theirs to the vault. A bond is a part of what the report says was billed, and
/// has a least amount. Who wins has it back, and an award out of the signers' stakes: see `ReporterStakes`. No outcome
/// lowers an operator's bond.
///
/// TRUST. The arbiter is believed. The guardian's veto ends a dispute while the report's own window runs, and gives the
/// bonds back.
///
/// ONLY RULES. The money lies in the escrow: an account of each dispute, and one of what was forfeited over each
/// cluster.
///
/// LIVENESS. No outcome moves a token: credits are pulled, what is forfeited is forwarded by whoever likes. An arbiter,
/// a receiver or a token that refuses holds up itself. While a rollup's sequencer is down no deadline passes; once it
/// is back both sides have their time in full.
contract ReportDisputes is ReportEvidence, AccessManaged, EIP712, ReentrancyGuardTransient {
    using SafeCast for uint256;

    bytes32 private constant DEFENCE_TYPEHASH = keccak256(
        "Defence(uint256 cluster,uint32 period,uint32 revision,uint32 reporterSet,bytes32 contentHash,uint64 dispute)"
    );
    uint256 private constant MIN_WINDOW = 1 hours;

    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_BOND_BPS = 1_000;
    /// @dev Both windows together: a long window comes on top.
    uint256 private constant MAX_WINDOWS = MAX_DISPUTE_TIME - MAX_LONG_WINDOW;

    IRevenueOracle private immutable _ORACLE;
    ICollateralEscrow private immutable _ESCROW;
    /// @inheritdoc IReportDisputes
    address public immutable vault;
    /// @inheritdoc IReportDisputes
    address public immutable asset;
    uint128 private immutable _LEAST_BOND; // base units
    uint16 private immutable _BOND_BPS; // of the gross reported
    uint32 private immutable _ANSWER_WINDOW; // seconds
    uint32 private immutable _ARBITER_WINDOW; // seconds

    /// @inheritdoc IReportDisputes
    uint64 public disputeCount;
    mapping(uint64 dispute => Dispute) private _disputes;
    mapping(uint256 cluster => mapping(uint256 period => uint64 dispute)) private _newest;
    mapping(uint64 dispute => Challenge[]) private _challenges; // one a field at most

    constructor(
        address authority_,
        IRevenueOracle oracle_,
        address vault_,
        ICollateralEscrow escrow_,
        DisputeTerms memory terms_
    ) AccessManaged(authority_) EIP712("GpuYieldVaults ReportDisputes", "1") {
        _requireInRange("leastBond", terms_.leastBond, 1, type(uint128).max);
        _requireInRange("bondBps", terms_.bondBps, 0, MAX_BOND_BPS);
        _requireInRange("answerWindow", terms_.answerWindow, MIN_WINDOW, MAX_WINDOWS - MIN_WINDOW);
        _requireInRange("arbiterWindow", terms_.arbiterWindow, MIN_WINDOW, MAX_WINDOWS - terms_.answerWindow);
        (_ORACLE, _ESCROW) = (oracle_, escrow_);
        (vault, asset) = (vault_, escrow_.asset());
        (_LEAST_BOND, _BOND_BPS) = (terms_.leastBond, terms_.bondBps);
        (_ANSWER_WINDOW, _ARBITER_WINDOW) = (terms_.answerWindow, terms_.arbiterWindow);
    }

    // --- anyone ---

    /// @inheritdoc IReportDisputes
    function challenge(
        uint256 cluster,
        uint32 period,
        uint32 revision,
        bytes32 field,
        bytes32 evidenceHash
    ) external nonReentrant {
        uint8 bit = uint8(1 << ReportFields.indexOf(field));
        if (evidenceHash == 0) revert ReportDisputes_NoEvidence();
        _managerOf(cluster);
        Dispute storage d = _newestOf(cluster, period);
        if (_isOpen(d.status) && !_isDisputed(cluster, period, d.revision)) _close(cluster, period, d);
        bool isFirst = !_isOpen(d.status);
        if (isFirst) d = _open(cluster, period, d);
        else _requireJoinable(cluster, period, d, bit, field);
        if (revision != d.revision) revert ReportDisputes_OtherRevision(cluster, period, revision, d.revision);
        d.fields |= bit;
        _challenges[d.id].push(Challenge(msg.sender, uint40(block.timestamp), field, evidenceHash));
        emit Challenged(cluster, period, msg.sender, d.id, field, evidenceHash, d.bond);

        // Refuses what is not pending any more.
        if (isFirst) _ORACLE.dispute(cluster, period, _ANSWER_WINDOW + _ARBITER_WINDOW);
        _ESCROW.deposit(CollateralAccounts.numbered(d.id), msg.sender, d.bond);
    }

    /// @inheritdoc IReportDisputes
    function timeout(uint256 cluster, uint32 period) external nonReentrant {
        Dispute storage d = _newestOf(cluster, period);
        if (!_isOpen(d.status)) revert ReportDisputes_WrongStatus(cluster, period, d.status);
        uint256 deadline = _deadlineOf(d);
        if (block.timestamp < deadline) revert ReportDisputes_TooEarly(deadline, block.timestamp);

        _endForChallengers(cluster, period, d, DisputeStatus.Overturned);
    }

    /// @inheritdoc IReportDisputes
    function close(uint256 cluster, uint32 period) external nonReentrant {
        Dispute storage d = _newestOf(cluster, period);
        if (!_isOpen(d.status)) revert ReportDisputes_WrongStatus(cluster, period, d.status);
        if (_isDisputed(cluster, period, d.revision)) revert ReportDisputes_StillDisputed(cluster, period);

        _close(cluster, period, d);
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

    // --- with reporters' signatures ---

    /// @inheritdoc IReportDisputes
    function correct(
        RevenueReport calldata report,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external nonReentrant {
        Dispute storage d = _newestOf(report.cluster, report.period);
        _requireAnswerable(report.cluster, report.period, d, DisputeStatus.Open);

        _endForChallengers(report.cluster, report.period, d, DisputeStatus.Conceded);
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
        Dispute storage d = _newestOf(cluster, period);
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
        Dispute storage d = _newestOf(cluster, period);
        _requireAnswerable(cluster, period, d, DisputeStatus.Defended);
        d.decidedAt = uint40(block.timestamp);
        if (!reportStands) return _endForChallengers(cluster, period, d, DisputeStatus.Overturned);

        d.status = DisputeStatus.Upheld;
        emit DisputeEnded(cluster, period, d.id, DisputeStatus.Upheld, 0);
        _ORACLE.endDispute(cluster, period, true);
        bytes32 account = CollateralAccounts.numbered(d.id);
        uint256 forfeited = _ESCROW.balanceOf(address(this), account);
        _ESCROW.transfer(account, address(this), CollateralAccounts.forfeited(cluster), forfeited);
    }

    // --- views ---

    /// @inheritdoc IReportDisputes
    function defenceDigest(uint256 cluster, uint32 period, uint32 reporterSet) public view returns (bytes32) {
        Dispute storage d = _newestOf(cluster, period);
        return
            _hashTypedDataV4(
                keccak256(abi.encode(DEFENCE_TYPEHASH, cluster, period, d.revision, reporterSet, d.contentHash, d.id))
            );
    }

    /// @inheritdoc IReportDisputes
    function disputeOf(uint256 cluster, uint32 period) external view returns (Dispute memory) {
        return _newestOf(cluster, period);
    }

    /// @inheritdoc IReportDisputes
    function disputeNumbered(uint64 dispute) external view returns (Dispute memory) {
        return _disputes[dispute];
    }

    /// @inheritdoc IReportDisputes
    function challengesOf(uint64 dispute) external view returns (Challenge[] memory) {
        return _challenges[dispute];
    }

    /// @inheritdoc IReportDisputes
    function deadlineOf(uint256 cluster, uint32 period) external view returns (uint256) {
        Dispute storage d = _newestOf(cluster, period);
        return _isOpen(d.status) ? _deadlineOf(d) : 0;
    }

    /// @inheritdoc IReportDisputes
    function challengeBondOf(uint256 cluster, uint32 period) public view returns (uint256) {
        return _bondOf(_ORACLE.reportOf(cluster, period).gross);
    }

    /// @inheritdoc IReportDisputes
    function forfeitedOf(uint256 cluster) public view returns (uint256) {
        return _ESCROW.balanceOf(address(this), CollateralAccounts.forfeited(cluster));
    }

    /// @inheritdoc IReportDisputes
    function terms() external view returns (DisputeTerms memory) {
        return DisputeTerms(_LEAST_BOND, _BOND_BPS, _ANSWER_WINDOW, _ARBITER_WINDOW);
    }

    /// @inheritdoc IReportDisputes
    function oracle() external view returns (address) {
        return address(_ORACLE);
    }

    /// @inheritdoc IReportDisputes
    function escrow() external view returns (address) {
        return address(_ESCROW);
    }

    // --- outcomes ---

    /// @dev The report is void, and every bond comes back.
    function _endForChallengers(uint256 cluster, uint32 period, Dispute storage d, DisputeStatus outcome) private {
        d.status = outcome;
        _ORACLE.endDispute(cluster, period, false); // refuses a report that the guardian voided: see `close`
        _giveBack(cluster, period, d, outcome);
    }

    function _close(uint256 cluster, uint32 period, Dispute storage d) private {
        d.status = DisputeStatus.Closed;
        _giveBack(cluster, period, d, DisputeStatus.Closed);
    }

    function _giveBack(uint256 cluster, uint32 period, Dispute storage d, DisputeStatus outcome) private {
        (uint64 id, uint256 bond) = (d.id, d.bond);
        Challenge[] storage challenges = _challenges[id];
        uint256 count = challenges.length; // one a field at most
        emit DisputeEnded(cluster, period, id, outcome, count * bond);
        for (uint256 i; i < count; ++i) {
            _ESCROW.credit(CollateralAccounts.numbered(id), challenges[i].challenger, bond);
        }
    }

    // --- challenges ---

    function _open(uint256 cluster, uint32 period, Dispute storage last) private returns (Dispute storage d) {
        ReportRecord memory record = _ORACLE.reportOf(cluster, period);
        if (last.status == DisputeStatus.Upheld && last.revision == record.revision) {
            revert ReportDisputes_AlreadyUpheld(cluster, period, record.revision);
        }
        uint64 id = ++disputeCount;
        _newest[cluster][period] = id;
        d = _disputes[id];
        (d.status, d.id, d.revision) = (DisputeStatus.Open, id, record.revision);
        d.answerBy = (block.timestamp + _ANSWER_WINDOW).toUint40();
        (d.bond, d.contentHash) = (_bondOf(record.gross).toUint128(), record.contentHash);
        emit DisputeOpened(cluster, period, id, record.revision, d.answerBy);
    }

    /// @dev What is in dispute is not answered yet, or its own window would still run; and nobody has named the field.
    function _requireJoinable(
        uint256 cluster,
        uint32 period,
        Dispute storage d,
        uint8 bit,
        bytes32 field
    ) private view {
        if (d.fields & bit != 0) revert ReportDisputes_FieldTaken(cluster, period, field, d.id);
        uint256 until = _ORACLE.reportOf(cluster, period).finalAt;
        if (d.status == DisputeStatus.Open) until = Math.max(until, _deadlineOf(d));
        if (block.timestamp >= until) revert ReportDisputes_TooLate(until, block.timestamp);
    }

    function _bondOf(uint256 gross) private view returns (uint256) {
        return Math.max(_LEAST_BOND, Math.ceilDiv(gross * _BOND_BPS, BPS));
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

    // --- internals ---

    /// @dev All zero where there was none: nothing is numbered 0.
    function _newestOf(uint256 cluster, uint32 period) private view returns (Dispute storage) {
        return _disputes[_newest[cluster][period]];
    }

    /// @dev The one that was disputed last, or the report that the oracle keeps of its period: it refuses what it has
    ///      written over.
    function _isKnown(RevenueReport calldata report) internal view override returns (bool) {
        bytes32 content = ReportHash.content(report);
        return
            content == _newestOf(report.cluster, report.period).contentHash ||
            content == _ORACLE.reportOf(report.cluster, report.period).contentHash;
    }

    /// @dev What is forfeited goes to whom the report concerns.
    function _managerOf(uint256 cluster) private view returns (IFacilityManager manager) {
        IClusterRegistry registry = IClusterRegistry(_ORACLE.registry());
        manager = Managers.find(registry, IGpuYieldVault(vault), cluster);
        if (address(manager) == address(0)) {
            revert ReportDisputes_OtherVault(cluster, registry.managerOf(cluster), vault);
        }
    }

    function _requireInRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum) private pure {
        if (given < minimum || given > maximum) {
            revert ReportDisputes_TermOutOfRange(field, given, minimum, maximum);
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {CollateralAccounts} from "./collateral/CollateralAccounts.sol";
import {ICollateralEscrow} from "./interfaces/ICollateralEscrow.sol";
import {Challenge, Dispute, DisputeStatus, IReportDisputes} from "./interfaces/IReportDisputes.sol";
import {Award, IReporterStakes} from "./interfaces/IReporterStakes.sol";
import {IReporterQuorum} from "./interfaces/IReporterQuorum.sol";
import {
    CORRECTION_TIME,
    IRevenueOracle,
    OracleTimings,
    ReportRecord,
    ReportStatus,
    RevenueReport,
    Stored
} from "./interfaces/IRevenueOracle.sol";
import {ReportFields} from "./oracle/ReportFields.sol";
import {ReportHash} from "./oracle/ReportHash.sol";
import {SequencerUptime, Uptime} from "./oracle/SequencerUptime.sol";

/// @title ReporterStakes
/// @notice Who signs has something to lose by it.
///
/// WHAT FOR. Stakes pay who shows that a report is false, and make who copies a signature read what it signs. They do
/// not cover what a lying quorum can do, which is one period's gross of every cluster: windows, veto and disputes are
/// for that.
///
/// SEATS. A reporter with less than the least stake, or that has left, signs nothing: the quorum keeps that as a bit of
/// its own word, which is set anew with every step here. The threshold stays what it is.
///
/// AWARDS are paid by who signed that very revision, as the oracle keeps it, and by nobody else: never more than the
/// bond that a challenge risked, and once a period. So signers and challenger together gain nothing. Whoever signs what
/// another has made up may pay for it. The first hour of a report is its reporters': see `ReportAdmission`.
///
/// FEES. What managers hand over waits under the content of the report and its signers' bits: whoever brings the report
/// shares it out, however old it is.
///
/// ONCE. Reporters sign for the clusters of all vaults, and have one stake for it. An award is as many units of it as
/// the bond had, whatever the token of the vault whose report was false.
///
/// ONLY RULES. The money lies in an escrow of its own: an account of each reporter, and one of each report with fees.
///
/// TRUST. The arbiter is believed; the guardian may stop an award, for a long window, and then it stays with the
/// stakes. Neither can have a stake.
///
/// LIVENESS. No award moves a token: challengers and reporters claim credits. With too few active seats nobody agrees
/// on anything until reporters have posted.
contract ReporterStakes is IReporterStakes, AccessManaged, ReentrancyGuardTransient {
    using SafeCast for uint256;
    using SafeERC20 for IERC20Metadata;

    /// @dev Least and most of the least stake, in whole units of the asset. Ten of the least bond of a challenge, which
    ///      the deployment looks at: each vault's disputes have their own.
    uint256 private constant MIN_UNITS = 1;
    uint256 private constant MAX_UNITS = 10_000_000;
    /// @dev Longer than a dispute and what follows it.
    uint256 private constant MIN_RELEASE_DELAY = 60 days;
    uint256 private constant MAX_RELEASE_DELAY = 365 days;
    /// @dev Account through which awards go, and where nothing stays.
    bytes32 private constant AWARD = "award";

    IRevenueOracle private immutable _ORACLE;
    IReporterQuorum private immutable _QUORUM;
    ICollateralEscrow private immutable _ESCROW;
    /// @inheritdoc IReporterStakes
    uint128 public immutable leastStake;
    /// @inheritdoc IReporterStakes
    uint32 public immutable releaseDelay;

    /// @inheritdoc IReporterStakes
    mapping(address reporter => uint40) public freeAt;
    /// @inheritdoc IReporterStakes
    mapping(address disputes => mapping(uint64 dispute => Award)) public awardOf;
    /// @inheritdoc IReporterStakes
    mapping(uint256 cluster => mapping(uint32 period => uint64)) public awardedFor;

    constructor(
        address authority_,
        IRevenueOracle oracle_,
        ICollateralEscrow escrow_,
        uint128 leastStake_,
        uint32 releaseDelay_
    ) AccessManaged(authority_) {
        IERC20Metadata asset = IERC20Metadata(escrow_.asset());
        uint256 unit = 10 ** asset.decimals();
        _requireInRange("leastStake", leastStake_, MIN_UNITS * unit, MAX_UNITS * unit);
        _requireInRange("releaseDelay", releaseDelay_, MIN_RELEASE_DELAY, MAX_RELEASE_DELAY);
        (_ORACLE, _QUORUM, _ESCROW) = (oracle_, IReporterQuorum(oracle_.quorum()), escrow_);
        (leastStake, releaseDelay) = (leastStake_, releaseDelay_);
        // Nothing lies here but what `creditFee` hands on at once.
        asset.forceApprove(address(escrow_), type(uint256).max);
    }

    // --- anyone ---

    /// @inheritdoc IReporterStakes
    function post(uint256 amount) external nonReentrant {
        if (amount == 0) revert ReporterStakes_ZeroAmount();
        delete freeAt[msg.sender];
        _ESCROW.deposit(CollateralAccounts.owned(msg.sender), msg.sender, amount);
        emit StakePosted(msg.sender, amount, stakeOf(msg.sender));
        _QUORUM.refresh();
    }

    /// @inheritdoc IReporterStakes
    function resign() external {
        uint40 free = (block.timestamp + releaseDelay).toUint40();
        freeAt[msg.sender] = free;
        emit ReporterLeft(msg.sender, free);
        _QUORUM.refresh();
    }

    /// @inheritdoc IReporterStakes
    function withdraw(uint256 amount, address receiver) external nonReentrant {
        uint256 free = freeAt[msg.sender];
        if (free == 0) revert ReporterStakes_NotLeaving(msg.sender);
        _requireReached(free);
        if (amount == 0) revert ReporterStakes_ZeroAmount();

        _ESCROW.release(CollateralAccounts.owned(msg.sender), receiver, amount);
        emit StakeWithdrawn(msg.sender, receiver, amount, stakeOf(msg.sender));
    }

    /// @inheritdoc IReporterStakes
    function claimAward(
        IReportDisputes disputes,
        uint64 dispute,
        RevenueReport calldata disputed,
        RevenueReport calldata standing
    ) external nonReentrant returns (uint256 amount) {
        _requireDisputes(address(disputes));
        Dispute memory d = disputes.disputeNumbered(dispute);
        bool decided = _requireEarned(disputes, dispute, d.status, d.decidedAt);
        _requireContent(disputed, d.contentHash);
        (uint256 cluster, uint32 period) = (disputed.cluster, disputed.period);
        uint64 paidFor = awardedFor[cluster][period];
        if (paidFor != 0) revert ReporterStakes_AlreadyAwarded(cluster, period, paidFor);
        Stored memory stored = _ORACLE.storedUnder(cluster, period, d.revision);
        _requireLongWindow(stored.start, decided ? d.decidedAt : _finalAt(standing, cluster, period));
        address[] memory winners = _winnersOf(
            disputes.challengesOf(dispute),
            stored.submittedAt + CORRECTION_TIME,
            disputed,
            standing,
            decided
        );
        if (winners.length == 0) revert ReporterStakes_NobodyEarned(dispute);

        (awardOf[address(disputes)][dispute], awardedFor[cluster][period]) = (Award.Paid, dispute);
        amount = _take(dispute, _signersOf(disputed.reporterSet, stored.signers), d.bond, decided);
        _creditAll(AWARD, winners, amount);
        emit AwardPaid(cluster, period, dispute, amount);
        _QUORUM.refresh();
    }

    /// @inheritdoc IReporterStakes
    function creditFee(uint256 cluster, uint32 period, uint256 amount) external nonReentrant {
        if (amount == 0) revert ReporterStakes_ZeroAmount();
        ReportRecord memory record = _ORACLE.reportOf(cluster, period);
        if (record.status != ReportStatus.Final) revert ReporterStakes_NotFinal(cluster, period, record.status);
        uint256 signers = _ORACLE.storedUnder(cluster, period, record.revision).signers;
        if (signers == 0) revert ReporterStakes_NobodySigned(cluster, period);

        _ESCROW.deposit(CollateralAccounts.feesOf(record.contentHash, signers), address(this), amount);
        emit FeeCredited(cluster, period, signers, amount);
    }

    /// @inheritdoc IReporterStakes
    function shareFee(RevenueReport calldata report, uint256 signers) external nonReentrant returns (uint256 amount) {
        bytes32 content = ReportHash.content(report);
        amount = feesOf(content, signers);
        if (amount == 0) revert ReporterStakes_NoFee(content, signers);

        bytes32 account = CollateralAccounts.feesOf(content, signers);
        _creditAll(account, _signersOf(report.reporterSet, signers), amount);
        emit FeeShared(report.cluster, report.period, signers, amount);
    }

    // --- guardian ---

    /// @inheritdoc IReporterStakes
    function stopAward(IReportDisputes disputes, uint64 dispute) external restricted {
        Dispute memory d = disputes.disputeNumbered(dispute);
        _requireEarned(disputes, dispute, d.status, d.decidedAt);
        awardOf[address(disputes)][dispute] = Award.Stopped;
        emit AwardStopped(address(disputes), dispute);
    }

    // --- views ---

    /// @inheritdoc IReporterStakes
    function stakeOf(address reporter) public view returns (uint256) {
        return _ESCROW.balanceOf(address(this), CollateralAccounts.owned(reporter));
    }

    /// @inheritdoc IReporterStakes
    function backed(address[] calldata reporters) external view returns (uint256 bitmap) {
        for (uint256 i; i < reporters.length; ++i) {
            if (freeAt[reporters[i]] == 0 && stakeOf(reporters[i]) >= leastStake) bitmap |= 1 << i;
        }
    }

    /// @inheritdoc IReporterStakes
    function feesOf(bytes32 contentHash, uint256 signers) public view returns (uint256) {
        return _ESCROW.balanceOf(address(this), CollateralAccounts.feesOf(contentHash, signers));
    }

    /// @inheritdoc IReporterStakes
    function oracle() external view returns (address) {
        return address(_ORACLE);
    }

    /// @inheritdoc IReporterStakes
    function quorum() external view returns (address) {
        return address(_QUORUM);
    }

    /// @inheritdoc IReporterStakes
    function escrow() external view returns (address) {
        return address(_ESCROW);
    }

    // --- who, how much ---

    /// @dev Those challenges that came after the first hour; where no arbiter has looked, what they named must have
    ///      turned out otherwise.
    function _winnersOf(
        Challenge[] memory challenges,
        uint256 since,
        RevenueReport calldata disputed,
        RevenueReport calldata standing,
        bool decided
    ) private pure returns (address[] memory winners) {
        winners = new address[](challenges.length);
        uint256 count;
        for (uint256 i; i < challenges.length; ++i) {
            Challenge memory c = challenges[i];
            if (c.challengedAt < since) continue;
            if (decided || ReportFields.differs(disputed, standing, c.field)) winners[count++] = c.challenger;
        }
        _shorten(winners, count);
    }

    /// @param bitmap Bit i: reporter i of that version
    function _signersOf(uint32 version, uint256 bitmap) private view returns (address[] memory signers) {
        address[] memory members = _QUORUM.reportersOf(version);
        signers = new address[](members.length);
        uint256 count;
        for (uint256 i; i < members.length; ++i) if ((bitmap >> i) & 1 != 0) signers[count++] = members[i];
        _shorten(signers, count);
    }

    /// @dev In equal parts; who has less gives all, and the others more. From the smallest stake on, so that what is
    ///      left is never more than the stakes that are.
    function _take(
        uint64 dispute,
        address[] memory signers,
        uint256 bond,
        bool decided
    ) private returns (uint256 amount) {
        (uint256[] memory stakes, uint256 sum) = _sortByStake(signers);
        amount = Math.min(bond, sum) / (decided ? 1 : 2);
        if (amount == 0) revert ReporterStakes_NothingStaked(dispute);
        uint256 left = amount;
        for (uint256 i; i < signers.length; ++i) {
            (address signer, uint256 stake) = (signers[i], stakes[i]);
            uint256 part = Math.min(stake, left / (signers.length - i));
            left -= part;
            _ESCROW.transfer(CollateralAccounts.owned(signer), address(this), AWARD, part);
            emit StakeTaken(signer, dispute, part, stake - part);
        }
    }

    /// @dev Ascending; both lists.
    function _sortByStake(address[] memory signers) private view returns (uint256[] memory stakes, uint256 sum) {
        stakes = new uint256[](signers.length);
        for (uint256 i; i < signers.length; ++i) {
            (address signer, uint256 stake) = (signers[i], stakeOf(signers[i]));
            sum += stake;
            uint256 j = i;
            for (; j > 0 && stakes[j - 1] > stake; --j) {
                (stakes[j], signers[j]) = (stakes[j - 1], signers[j - 1]);
            }
            (stakes[j], signers[j]) = (stake, signer);
        }
    }

    /// @dev All of `amount`, in parts that differ by one unit at the most.
    function _creditAll(bytes32 account, address[] memory to, uint256 amount) private {
        for (uint256 i; i < to.length; ++i) {
            uint256 part = amount / (to.length - i);
            amount -= part;
            _ESCROW.credit(account, to[i], part);
        }
    }

    // --- whether, and when ---

    /// @return decided Whether the arbiter has ended it
    function _requireEarned(
        IReportDisputes disputes,
        uint64 dispute,
        DisputeStatus outcome,
        uint40 decidedAt
    ) private view returns (bool decided) {
        bool won = outcome == DisputeStatus.Overturned || outcome == DisputeStatus.Conceded;
        if (!won) revert ReporterStakes_NoAward(dispute, outcome);
        Award award = awardOf[address(disputes)][dispute];
        if (award != Award.None) revert ReporterStakes_Ended(dispute, award);
        return decidedAt != 0;
    }

    /// @dev Whoever may put a report in dispute says truly how that ended.
    function _requireDisputes(address disputes) private view {
        bytes4 selector = IRevenueOracle.dispute.selector;
        (bool isTrusted, ) = IAccessManager(authority()).canCall(disputes, address(_ORACLE), selector);
        if (!isTrusted) revert ReporterStakes_NotDisputes(disputes);
    }

    /// @dev Of a period whose final report this is.
    function _finalAt(
        RevenueReport calldata standing,
        uint256 cluster,
        uint32 period
    ) private view returns (uint40 finalAt) {
        bool isFinal;
        uint256 since;
        (isFinal, , since, , , , ) = _ORACLE.finalReport(cluster, period);
        finalAt = uint40(since);
        ReportRecord memory record = _ORACLE.reportOf(cluster, period);
        if (!isFinal) revert ReporterStakes_NotFinal(cluster, period, record.status);
        _requireContent(standing, record.contentHash);
    }

    function _requireContent(RevenueReport calldata report, bytes32 expected) private pure {
        bytes32 given = ReportHash.content(report);
        if (given != expected) revert ReporterStakes_OtherReport(given, expected);
    }

    /// @dev The guardian has a say in it. Time in which it could say nothing does not count.
    function _requireLongWindow(uint40 start, uint40 from) private view {
        (, OracleTimings memory timings) = _ORACLE.settingsAt(start);
        Uptime memory uptime = SequencerUptime.read(_ORACLE.sequencerFeed());
        if (!uptime.up) revert ReporterStakes_NotYet(type(uint256).max, block.timestamp);
        _requireReached(SequencerUptime.windowEnd(uptime, from, from + timings.longWindow));
    }

    function _requireReached(uint256 moment) private view {
        if (block.timestamp < moment) revert ReporterStakes_NotYet(moment, block.timestamp);
    }

    function _requireInRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum) private pure {
        if (given < minimum || given > maximum) revert ReporterStakes_TermOutOfRange(field, given, minimum, maximum);
    }

    function _shorten(address[] memory list, uint256 count) private pure {
        assembly ("memory-safe") {
            mstore(list, count)
        }
    }
}

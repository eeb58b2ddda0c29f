// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Facility, FacilityStatus, Lines} from "../interfaces/FacilityTypes.sol";
import {IFacilityManager, ManagerParts} from "../interfaces/IFacilityManager.sol";
import {Posting} from "../interfaces/IGpuYieldVault.sol";
import {IRevenueOracle} from "../interfaces/IRevenueOracle.sol";
import {FacilityEntries} from "./FacilityEntries.sol";
import {FacilityExits} from "./FacilityExits.sol";
import {FacilityStorage} from "./FacilityStorage.sol";
import {Curve, X32_BITS} from "./lib/Curve.sol";
import {FacilityLib} from "./lib/Facility.sol";
import {FacilityTerms} from "./lib/FacilityTerms.sol";
import {FacilityTimes} from "./lib/FacilityTimes.sol";
import {KinkBatch, KinkBatchLib} from "./lib/KinkBatch.sol";
import {Managers} from "./lib/Managers.sol";
import {Claims, Split, Waterfall} from "./lib/Waterfall.sol";

/// @notice What a settlement works on, in memory until it is written once.
struct Settling {
    FacilityTerms terms;
    FacilityTerms stored; // the terms as they stand in storage
    FacilityTimes times;
    bool taken; // a report
    uint256 gross; // of it, base units
    uint256 energyCost;
    uint256 otherOpex;
    uint256 finalAt; // unix seconds
    uint256 reportedFrom; // unix seconds; where its period starts
    uint256 earned; // base units; by the operator
    uint256 lockbox; // base units, before what is distributed now
    uint256 receivable; // base units, with the report and before what is distributed now
    uint256 postponed; // seconds; by doubts of the period that is awaited next
    uint8 tier; // of the covenants, after it
    bool posts; // the vault is to hear of it
    bool ends; // so does the facility, once it has been posted
    Lines lines;
}

/// @title FacilityManager
/// @notice What every way of financing has in common: custody of the lockbox, statuses, the waterfall, posting,
///         endings.
///
/// WATERFALL. What was paid in is distributed up to what was reported, in a fixed order: running costs carried over,
/// running costs, interest, principal, reserve, preferred part, residual. The lines add up to the cash, to the unit.
/// Running costs carry over up to what the newest report bears out, its gross or its costs; what is above stays the
/// operator's own. Operators pull what they earn.
///
/// RECEIVABLE. What was reported and not paid is shown, carried, and never in NAV.
///
/// DELINQUENT is a facility whose next report can't be final any more (its deadline and a long window have passed, and
/// what a dispute and a veto of it may take), or whose oldest unpaid rent or payment is past its grace. What leavers
/// are paid for it then falls in a straight line. A settlement after which nothing is due cures it. Nobody needs to
/// call for any of it: the vault knows the deadline.
///
/// TRUST. The curator approves and writes down, each with a delay; the operator can draw no more than approved. Tokens
/// sent here directly, past `payIn`, are nobody's and stay.
abstract contract FacilityManager is FacilityEntries, FacilityExits {
    using FacilityLib for Facility;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @dev From an end until what was paid in too much goes back: time to report and settle the last period.
    uint256 private constant EXCESS_DELAY = 90 days;
    /// @dev One more than the vault carries out in a call; while so many are due it refuses everybody.
    uint256 private constant TOO_MANY_TICKS = 97;

    constructor(ManagerParts memory given, IRevenueOracle oracle_) FacilityStorage(given) {
        Managers.checkOracle(oracle_, given.registry, given.vault);
        _setOracle(address(oracle_));
    }

    // --- anyone, and operators ---

    /// @inheritdoc IFacilityManager
    function settle(uint256 cluster) external nonReentrant {
        Facility storage f = _facilities[cluster];
        FacilityTerms terms = f.readTerms();
        _requireCommissioned(cluster, terms.status());
        _settleAlone(cluster, f, _readNext(cluster, f, terms));
    }

    /// @inheritdoc IFacilityManager
    function settleMany(uint256[] calldata clusters) external nonReentrant returns (uint256 settled) {
        Posting memory all;
        KinkBatch memory kinks = KinkBatchLib.open(clusters.length);
        uint256 gains;
        bool posts;
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[i];
            Facility storage f = _facilities[cluster];
            FacilityTerms terms = f.readTerms();
            if (!_isCommissioned(terms.status())) {
                emit SettlementSkipped(cluster, terms.status());
                continue;
            }
            unchecked {
                ++settled;
            }
            Posting memory p;
            uint256 from = KinkBatchLib.memoryEnd();
            Settling memory s = _readNext(cluster, f, terms);
            _settle(cluster, f, s, p);
            // What counts as restricted, and what goes on after its posting, is posted by itself.
            if (s.ends || p.restricted) {
                _conclude(cluster, s, p);
            } else if (s.posts) {
                posts = true;
                unchecked {
                    gains += _join(all, p); // as in it
                }
                // The settlement's memory is used anew, but for its kinks.
                kinks.take(p.kinks, from);
            }
        }
        if (!posts) return settled;
        all.kinks = kinks.all();
        if (gains != 0) all.vestOver = Math.ceilDiv(all.vestOver, gains);
        _sendToVault(all.cashIn);
        _tell(all);
    }

    /// @inheritdoc IFacilityManager
    function payIn(uint256 cluster, uint256 amount) external nonReentrant {
        Facility storage f = _facilities[cluster];
        FacilityStatus status = f.statusOf();
        _requireCommissioned(cluster, status);
        if (amount == 0) revert FacilityManager_ZeroAmount();
        _pull(amount);
        (uint256 lockbox, uint256 owed) = f.readMoney();
        lockbox += amount;
        f.writeMoney(lockbox, owed);
        emit PaidIn(cluster, msg.sender, amount, lockbox);
        Settling memory s = _readNext(cluster, f, f.readTerms());
        if ((!s.taken && owed == 0) || !_isHeard(status)) return;
        do {
            _settleAlone(cluster, f, s);
            s = _readNext(cluster, f, f.readTerms());
        } while (s.taken);
    }

    /// @inheritdoc IFacilityManager
    function claimEarnings(
        uint256[] calldata clusters,
        address receiver
    ) external nonReentrant returns (uint256 amount) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[i];
            Facility storage f = _facilities[cluster];
            _requireOperator(cluster, f);
            FacilityTimes times = f.readTimes();
            uint256 earned;
            (times, earned) = f.takeEarned(times);
            if (earned == 0) revert FacilityManager_NothingEarned(cluster);
            f.writeTimes(times);
            emit EarningsClaimed(cluster, receiver, earned);
            amount += earned;
        }
        _asset.safeTransfer(receiver, amount);
    }

    /// @inheritdoc IFacilityManager
    function returnExcess(uint256 cluster) external nonReentrant returns (uint256 amount) {
        Facility storage f = _facilities[cluster];
        _requireStatus(cluster, f.statusOf(), FacilityStatus.Retired);
        (uint256 lockbox, uint256 owed) = f.readMoney();
        amount = Math.saturatingSub(lockbox, owed);
        if (amount == 0 || block.timestamp < f.retiredAt + EXCESS_DELAY) {
            revert FacilityManager_NothingToReturn(cluster);
        }
        f.writeMoney(lockbox - amount, owed);
        // First the loss, then the operator.
        Posting memory p;
        if (f.workoutSince != 0 && _vault.isSource(address(this))) p.cashIn = workouts.serveClaim(cluster, amount);
        f.writeTimes(f.plus(f.readTimes(), amount - p.cashIn, 0, 0));
        emit ExcessReturned(cluster, amount - p.cashIn, p.cashIn);
        if (p.cashIn == 0) return amount;
        _sendToVault(p.cashIn);
        (p.vestOver, p.restricted) = (OVER_THE_CAP, true);
        _tell(p);
    }

    // --- oracle ---

    /// @inheritdoc IFacilityManager
    function refreshReportingDelay() external returns (uint256) {
        return _refreshDelay();
    }

    /// @inheritdoc IFacilityManager
    function postpone(uint256 cluster) external nonReentrant {
        Facility storage f = _facilities[cluster];
        FacilityTerms terms = f.readTerms();
        FacilityTimes times = f.readTimes();
        if (terms.status() != FacilityStatus.InService) return;
        uint256 time = _postponement(cluster, times);
        if (time == 0) return;
        Curve memory before = _curveOf(f, times);
        Curve memory next = before.copy();
        uint256 deadline = _deadlineOf(cluster, terms, times, time);
        if (deadline <= next.deadline) return;
        times = _setDeadline(cluster, times, next, deadline);
        if (next.deadline == before.deadline) return;
        emit DeadlinePostponed(cluster, time);
        f.writeTimes(times);
        _post(cluster, f, before, next, 0, 0);
    }

    // --- views ---

    /// @inheritdoc IFacilityManager
    function debtServiceOf(uint256) public view virtual returns (uint256 payment, uint256 period) {
        return (0, 0);
    }

    // --- settlements ---

    /// @dev Settles a facility: writes everything down, and leaves to the caller what the vault is to hear.
    function _settle(uint256 cluster, Facility storage f, Settling memory s, Posting memory p) internal virtual;

    /// @dev A facility has ended with its settlement, which has been posted.
    function _conclude(uint256 cluster) internal virtual;

    /// @dev When it is delinquent if nothing more happens. Unix seconds.
    /// @param postponed Seconds by which doubts have moved its next report
    function _deadlineOf(
        uint256 cluster,
        FacilityTerms terms,
        FacilityTimes times,
        uint256 postponed
    ) internal virtual returns (uint256);

    function _settleAlone(uint256 cluster, Facility storage f, Settling memory s) private {
        Posting memory p;
        _settle(cluster, f, s, p);
        _conclude(cluster, s, p);
    }

    /// @dev Whether the vault takes a posting now: it lets go of a source only when nothing of it is alive, and refuses
    ///      everybody while more is due than one call carries out.
    function _isHeard(FacilityStatus status) private returns (bool) {
        if (status == FacilityStatus.Retired && !_vault.isSource(address(this))) return false;
        return _vault.accrue(TOO_MANY_TICKS) < TOO_MANY_TICKS;
    }

    function _conclude(uint256 cluster, Settling memory s, Posting memory p) private {
        _sendToVault(p.cashIn);
        if (s.posts) _tell(p);
        // What comes in after a default makes good what was lost in it.
        if (p.restricted && s.terms.status() == FacilityStatus.Retired) workouts.serveClaim(cluster, p.cashIn);
        if (s.ends) _conclude(cluster);
    }

    /// @dev Adds one posting to others. What is gained vests over the average of the times, weighted by the gains, as
    ///      it does when one is posted after the other; until all have joined, `vestOver` is the sum of the weights.
    /// @return gain X32
    function _join(Posting memory all, Posting memory p) private view returns (uint256 gain) {
        // Most move a deadline, and change nothing now.
        if (p.value | p.slope | p.loss | p.lossSlope | p.delinquent != 0) {
            all.value += p.value;
            all.slope += p.slope;
            all.loss += p.loss;
            all.lossSlope += p.lossSlope;
            all.delinquent += p.delinquent;
        }
        unchecked {
            // Cash of 128 bits, values of 130 and times of 32: no batch is long enough for more.
            all.cashIn += p.cashIn;
            int256 net = int256(p.cashIn << X32_BITS) + p.value;
            if (net <= 0) return 0;
            gain = uint256(net);
            all.vestOver += gain * Math.min(Math.max(p.vestOver, _vestingFloor), _vestingCap);
        }
    }

    // --- one settlement, step by step ---

    /// @dev The facility, which is in service or was, as it stands; and its next report if that is final.
    function _readNext(
        uint256 cluster,
        Facility storage f,
        FacilityTerms terms
    ) private view returns (Settling memory s) {
        s.terms = s.stored = terms;
        s.times = f.readTimes();
        s.reportedFrom = s.times.reportedUntil(); // periods have no gaps
        uint256 period;
        unchecked {
            period = s.times.settledPeriods() + 1; // 24 bits
        }
        uint256 end;
        bool doubted;
        (s.taken, end, s.finalAt, s.gross, s.energyCost, s.otherOpex, doubted) = IRevenueOracle(_oracle).finalReport(
            cluster,
            period
        );
        if (s.taken) s.times = s.times.withSettled(period, end);
        if (doubted) s.postponed = _postponement(cluster, s.times);
    }

    /// @dev What the covenants say, of the report that is taken in too.
    function _test(uint256 cluster, Facility storage f, Settling memory s) internal {
        if (!s.terms.has(FacilityLib.COVENANTS)) return;
        uint256 value = _curveOf(f, s.times).valueAt(block.timestamp) >> X32_BITS;
        s.tier = s.taken ? _held(cluster, uint32(s.times.settledPeriods()), value) : covenants.tierOf(cluster);
    }

    /// @dev What can be distributed, and what of it every form claims.
    function _claim(Facility storage f, Settling memory s) internal view returns (Claims memory claims) {
        uint256 owed;
        (s.lockbox, owed) = f.readMoney();
        unchecked {
            s.receivable = owed + s.gross; // 128 and 88 bits
        }
        s.lines.cash = Math.min(s.lockbox, s.receivable);
        (claims.energy, claims.other) = (s.energyCost, s.otherOpex);
        if (s.terms.has(FacilityLib.CARRIED)) {
            (claims.energyCarried, claims.otherCarried) = (f.carriedEnergy, f.carriedOther);
        }
        if (s.terms.has(FacilityLib.RESERVE)) claims.reserveRoom = Math.saturatingSub(f.reserveTarget, f.reserve);
    }

    /// @dev Takes what can be distributed out of the lockbox, and splits it.
    function _distribute(
        uint256 cluster,
        Facility storage f,
        Settling memory s,
        Claims memory claims,
        Split memory split
    ) internal {
        uint256 cash = s.lines.cash;
        (uint256 energyLeft, uint256 otherLeft) = Waterfall.split(s.lines, claims, split);
        unchecked {
            // It is the lesser of both.
            if (cash != 0 || s.gross != 0) f.writeMoney(s.lockbox - cash, s.receivable - cash);
        }
        if (s.gross != cash) _receivable = (_receivable + s.gross - cash).toUint128();
        if (s.terms.has(FacilityLib.CARRIED) || energyLeft + otherLeft != 0) {
            _carryOn(cluster, f, s, energyLeft, otherLeft);
        }
    }

    /// @dev Of what stays unpaid, what a period has shown at most: its rent, or what it costs to run.
    function _carryOn(uint256 cluster, Facility storage f, Settling memory s, uint256 energy, uint256 other) private {
        uint256 most = s.taken ? Math.max(s.gross, s.energyCost + s.otherOpex) : type(uint256).max;
        _flag(s, FacilityLib.CARRIED, _carry(cluster, f, energy, other, most) != 0);
    }

    /// @dev What is kept for the vault, and kept from the operator; the rest is what it has earned.
    function _keep(uint256 cluster, Facility storage f, Settling memory s) internal {
        Lines memory lines = s.lines;
        if (lines.reserve > 0) {
            f.reserve += lines.reserve.toUint128();
            _flag(s, FacilityLib.RESERVE, true);
        }
        if (lines.trapped > 0) {
            f.trappedCash += lines.trapped.toUint128();
            _flag(s, FacilityLib.TRAPPED, true);
        } else if (s.tier == 0 && s.terms.has(FacilityLib.TRAPPED)) {
            uint256 freed = f.trappedCash;
            f.trappedCash = 0;
            s.earned = freed;
            _flag(s, FacilityLib.TRAPPED, false);
            emit TrappedCashFreed(cluster, freed);
        }
        unchecked {
            // Parts of the cash, which has 128 bits.
            s.earned += lines.energyCarried + lines.otherCarried + lines.energy + lines.other + lines.toOperator;
        }
    }

    /// @dev What the tier takes out of the operator's part: from tier 1 on nothing is paid out; from tier 2 half of it,
    ///      rounded up, is swept; in tier 3 all of it.
    function _sweep(uint8 tier, Lines memory lines) internal pure returns (uint256 swept) {
        uint256 part = lines.toOperator;
        if (tier == 0 || part == 0) return 0;
        if (tier == 2) swept = Math.ceilDiv(part, 2);
        if (tier == 3) swept = part;
        (lines.toOperator, lines.trapped) = (0, part - swept);
    }

    /// @dev Writes down what the settlement made of terms and times. Returns what is the vault's.
    function _deliver(
        uint256 cluster,
        Facility storage f,
        Settling memory s,
        uint256 vestFrom
    ) internal returns (uint256 cash) {
        Lines memory lines = s.lines;
        unchecked {
            // Parts of the cash and of the reserve, which have 128 bits.
            cash = lines.toVault + lines.preferred + lines.interest + lines.principal + lines.fromReserve;
        }
        s.times = f.plus(s.times, s.earned, cash, s.gross);
        f.writeTimes(s.times);
        if (FacilityTerms.unwrap(s.terms) != FacilityTerms.unwrap(s.stored)) f.writeTerms(s.terms);
        (uint256 energyLeft, uint256 otherLeft) = s.terms.has(FacilityLib.CARRIED)
            ? (uint256(f.carriedEnergy), uint256(f.carriedOther))
            : (uint256(0), uint256(0));
        uint32 period = s.taken ? uint32(s.times.settledPeriods()) : 0;
        emit Settled(cluster, period, lines, uint40(vestFrom), energyLeft, otherLeft);
    }

    /// @dev Sets a flag of the terms' word, or clears it.
    function _flag(Settling memory s, uint256 flag, bool set) internal pure {
        s.terms = set ? s.terms.with(flag) : s.terms.without(flag);
    }

    function _requireCommissioned(uint256 cluster, FacilityStatus status) private pure {
        if (!_isCommissioned(status)) revert FacilityManager_WrongStatus(cluster, status);
    }

    /// @dev In service, or after it.
    function _isCommissioned(FacilityStatus status) private pure returns (bool) {
        return status >= FacilityStatus.InService;
    }

    /// @dev The tier after a report has been held against the covenants.
    function _held(uint256 cluster, uint32 period, uint256 value) private returns (uint8) {
        (uint256 payment, uint256 between) = debtServiceOf(cluster);
        return covenants.onReport(cluster, period, payment, between, value);
    }
}

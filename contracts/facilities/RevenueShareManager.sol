// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Facility, FacilityStatus, Form, Lines, Terms} from "../interfaces/FacilityTypes.sol";
import {IFacilityManager, ManagerParts} from "../interfaces/IFacilityManager.sol";
import {Posting} from "../interfaces/IGpuYieldVault.sol";
import {IRevenueOracle} from "../interfaces/IRevenueOracle.sol";
import {FacilityManager, Settling} from "./FacilityManager.sol";
import {FacilityEntries} from "./FacilityEntries.sol";
import {Curve, CurveLib, X32_BITS} from "./lib/Curve.sol";
import {FacilityLib} from "./lib/Facility.sol";
import {FacilityTerms} from "./lib/FacilityTerms.sol";
import {FacilityTimes} from "./lib/FacilityTimes.sol";
import {PaymentPointer, UnpaidPeriod} from "./lib/PaymentPointer.sol";
import {TermRules} from "./lib/TermRules.sol";
import {Claims, Split} from "./lib/Waterfall.sol";

/// @title RevenueShareManager
/// @notice The vault owns the hardware and takes a share of what it earns.
///
/// DEPRECIATION starts with the settlement after which the first period is paid in full, or when the facility is first
/// delinquent. Values fall in a straight line to salvage over the useful life and never rise.
///
/// VESTING. Rent vests over the time since the start of the oldest period it pays for: first in, first out.
contract RevenueShareManager is FacilityManager {
    using FacilityLib for Facility;
    using SafeCast for uint256;

    mapping(uint256 cluster => mapping(uint256 period => UnpaidPeriod)) private _unpaid;

    constructor(ManagerParts memory given, IRevenueOracle oracle_) FacilityManager(given, oracle_) {}

    // --- one settlement ---

    function _settle(uint256 cluster, Facility storage f, Settling memory s, Posting memory p) internal override {
        _test(cluster, f, s);
        Claims memory claims = _claim(f, s);
        Split memory split = Split(s.terms.vaultShareBps(), 0, 0);
        if (s.terms.has(FacilityLib.PREFERRED)) claims.preferred = _preferred(cluster, f, s);
        if (s.terms.has(FacilityLib.HURDLE)) {
            split.hurdleShareBps = f.hurdleShareBps;
            split.untilHurdle = Math.saturatingSub(origination.drawnOf(cluster), f.sumsOf(s.times).received);
        }
        _distribute(cluster, f, s, claims, split);
        Lines memory lines = s.lines;
        if (lines.preferred > 0) f.preferredOwed -= uint128(lines.preferred); // a part of it
        uint256 swept = _sweep(s.tier, lines);
        if (swept > 0) {
            lines.reserve += swept;
            emit ResidualSwept(cluster, 0, swept);
        }
        _keep(cluster, f, s);

        uint256 vestFrom = s.terms.has(FacilityLib.ARREARS) ? f.oldestStart : s.reportedFrom;
        (uint256 oldest, uint256 start) = _advance(cluster, f, s, vestFrom);
        bool moves = s.taken || lines.cash > 0 || start != vestFrom;
        uint256 deadline = _nextDeadline(cluster, s);
        if (moves && s.terms.status() == FacilityStatus.InService && _bends(s, deadline)) {
            s.posts = true;
            return _bend(p, cluster, f, s, deadline, vestFrom, oldest > 1);
        }
        uint256 cash = _deliver(cluster, f, s, vestFrom);
        if (cash == 0) return;
        s.posts = true;
        (p.cashIn, p.vestOver) = (cash, block.timestamp - vestFrom);
        p.restricted = s.terms.status() != FacilityStatus.InService && f.workoutSince != 0;
    }

    function _conclude(uint256) internal override {}

    // --- what the forms differ in ---

    /// @inheritdoc IFacilityManager
    function finances(Form form) public pure override(FacilityEntries, IFacilityManager) returns (bool) {
        return form == Form.RevenueShare;
    }

    function _plan(
        uint256,
        Facility storage f,
        Terms calldata terms,
        uint256 usefulLife
    ) internal override returns (uint256, uint256 life) {
        TermRules.checkShare(terms);
        (f.preferredReturnRate, f.hurdleShareBps) = (terms.share.preferredReturnRate, terms.share.hurdleShareBps);
        life = _tickUp(usefulLife) * _tick;
        f.curve = life << 224;
        return (0, life);
    }

    /// @dev This draw's part of the salvage: parts add up to the whole, and what a write-down took stays away.
    function _grow(uint256 cluster, Curve memory curve, uint256 already, uint256 amount) internal view override {
        uint256 value = curve.valueAt(block.timestamp) + (amount << X32_BITS);
        (uint256 fullCost, uint256 fullSalvage) = registry.priceOf(cluster);
        uint256 salvage = _partOf(fullSalvage, already + amount, fullCost) - _partOf(fullSalvage, already, fullCost);
        _revalue(curve, value, curve.salvage + (salvage << X32_BITS));
    }

    /// @dev The first report's deadline, if that is earlier.
    function _begin(
        uint256 cluster,
        Facility storage,
        FacilityTerms terms,
        uint40 inServiceAt,
        uint256,
        uint256 latest
    ) internal view override returns (uint256 deadline) {
        deadline = inServiceAt + terms.maxPeriod() + _delayAt(inServiceAt);
        if (deadline <= block.timestamp) revert FacilityManager_InServiceTooEarly(cluster, inServiceAt, deadline);
        return Math.min(deadline, latest);
    }

    /// @dev The part of the hardware's salvage that `cost` has paid for.
    function _salvageOf(uint256 cluster, uint256 cost) internal view override returns (uint256) {
        (uint256 fullCost, uint256 fullSalvage) = registry.priceOf(cluster);
        return _partOf(fullSalvage, cost, fullCost);
    }

    function _partOf(uint256 salvage, uint256 cost, uint256 fullCost) private pure returns (uint256) {
        return Math.mulDiv(salvage, cost, fullCost);
    }

    /// @dev Its next report can't be final any more, or the grace of the oldest unpaid one is over.
    function _deadlineOf(
        uint256 cluster,
        FacilityTerms terms,
        FacilityTimes times,
        uint256 postponed
    ) internal view override returns (uint256 deadline) {
        uint256 start = times.reportedUntil();
        unchecked {
            deadline = start + terms.maxPeriod() + _delayAt(start) + postponed; // seconds of 32 bits each
        }
        if (!terms.has(FacilityLib.ARREARS)) return deadline;
        return Math.min(deadline, _unpaid[cluster][_facilities[cluster].oldestUnpaid].finalAt + terms.paymentGrace());
    }

    function _call(uint256) internal override {}

    function _forget(uint256) internal override {}

    // --- internals ---

    /// @dev What is owed of the preferred part: cost · rate · time of each period, rounded up. The rate falls with what
    ///      leaves.
    function _preferred(uint256 cluster, Facility storage f, Settling memory s) private returns (uint256 owed) {
        owed = f.preferredOwed;
        if (!s.taken) return owed;
        uint256 costSeconds = origination.drawnOf(cluster) * (s.times.reportedUntil() - s.reportedFrom);
        owed += Math.mulDiv(costSeconds, f.preferredReturnRate, 1e18 * 365 days, Math.Rounding.Ceil);
        f.preferredOwed = owed.toUint128();
    }

    /// @dev The oldest unpaid period after it, and where that starts; before it started in second `start`.
    function _advance(
        uint256 cluster,
        Facility storage f,
        Settling memory s,
        uint256 start
    ) private returns (uint256, uint256) {
        (uint256 newest, uint256 until) = (s.times.settledPeriods(), s.times.reportedUntil());
        if (s.receivable == s.lines.cash) {
            if (s.terms.has(FacilityLib.ARREARS)) PaymentPointer.clear(f);
            _flag(s, FacilityLib.ARREARS, false);
            return (newest + 1, until);
        }
        _flag(s, FacilityLib.ARREARS, true);
        if (s.taken) _unpaid[cluster][newest] = UnpaidPeriod(uint128(s.gross), uint40(until), uint40(s.finalAt));
        return PaymentPointer.advance(f, _unpaid[cluster], newest, start, s.lines.cash);
    }

    /// @dev On the grid, unix seconds.
    function _nextDeadline(uint256 cluster, Settling memory s) private view returns (uint256) {
        return _secondOf(_tickUp(_deadlineOf(cluster, s.terms, s.times, s.postponed)));
    }

    /// @dev Whether the settlement changes the curve: depreciation has not been written down, the deadline moves to
    ///      another tick, or has passed.
    function _bends(Settling memory s, uint256 deadline) private view returns (bool) {
        if (!s.terms.has(FacilityLib.BEGUN)) return true;
        uint256 before = _secondOf(s.times.deadline());
        return before <= block.timestamp || deadline != before;
    }

    /// @dev Depreciation starts if it has to, the deadline moves, what was delinquent is cured if nothing is due any
    ///      more.
    function _bend(
        Posting memory p,
        uint256 cluster,
        Facility storage f,
        Settling memory s,
        uint256 deadline,
        uint256 vestFrom,
        bool isFirstPaid
    ) private {
        uint256 vestOver;
        unchecked {
            vestOver = block.timestamp - vestFrom; // a period that is over
        }
        Curve memory before = _begunCurve(cluster, f, s.times);
        // On most days a deadline moves, and nothing else: depreciation goes on, and ends as it would have.
        bool isAhead = !before.isDelinquentAt(block.timestamp) && deadline > block.timestamp;
        if (isAhead && s.terms.has(FacilityLib.BEGUN) && !s.terms.has(FacilityLib.ANNOUNCED)) {
            if (CurveLib.postMove(p, before, deadline, _tick, _wholeX32)) {
                s.times = _setDeadline(cluster, s.times, before, deadline);
                (p.cashIn, p.vestOver) = (_deliver(cluster, f, s, vestFrom), vestOver);
                return;
            }
        }
        Curve memory next = before.copy();
        if (next.until == 0 && isFirstPaid) _startDepreciation(cluster, next);
        if (next.until != 0) _flag(s, FacilityLib.BEGUN, true);
        s.times = _setDeadline(cluster, s.times, next, deadline);
        uint256 cash = _deliver(cluster, f, s, vestFrom);
        _turn(p, cluster, f, before, next, cash, vestOver);
    }
}

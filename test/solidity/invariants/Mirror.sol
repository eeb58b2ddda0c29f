// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Form} from "../../../contracts/interfaces/FacilityTypes.sol";
import {ReportRecord} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {VestingMirror} from "./VestingMirror.sol";

enum Status {
    Approved,
    Drawn,
    InService,
    Resolving,
    Retired
}

/// @notice A facility as it ought to be.
struct Mirrored {
    Status status;
    Form form;
    uint256 approved;
    uint256 fullCost;
    uint256 fullSalvage;
    uint256 cost;
    uint256 reserveTarget;
    uint256 life; // seconds, whole ticks; 0 of what is owed, whose value is its salvage
    uint256 inServiceBy;
    uint256 inServiceAt;
    // value = salvage + slope · seconds of depreciation left
    uint256 salvage; // base units
    uint256 slope; // X32 per second
    uint256 until; // depreciation ends; 0 unless it was written down that it has begun
    uint256 deadline; // delinquent from there on, and depreciation begins, unless it has before; 0: none
    uint256 lowest; // value when last looked at [base units]
    uint256 lockbox;
    uint256 reserve;
    uint256 earned; // the operator's, not claimed
    uint256 reported;
    uint256 distributed;
    uint256 received;
    uint256 carried; // running costs, not paid yet
    uint256 gpus;
    uint256 bond;
    uint256 bondBps;
    uint256 workoutSince;
    uint256 retiredAt;
    bool titleSold;
    uint256 lost; // booked losses that were not made good [base units]
    uint256 claimed; // of them, what counts as delinquent
    uint256 fraction; // X32; of an announced loss
    uint256 counted; // whole tokens that count as delinquent because of it, by event
}

/// @notice The numbers of vault and managers, kept a second time by the letter of the law: every facility in closed
///         form for itself, every period searched through, no words, no schedules, no pointers, no flags.
abstract contract Mirror is VestingMirror {
    uint16 internal constant FEE_BPS = 1_000;

    uint256[] internal clusters;
    mapping(uint256 cluster => Mirrored) internal mirrored;
    /// @dev Reports that the manager has taken in, period 1 first.
    mapping(uint256 cluster => ReportRecord[]) internal taken;

    uint256 internal cash;
    int256 internal sourceCash; // base units; from sources less to them

    /// @dev Times that a settlement cured what was delinquent.
    uint256 public cures;

    // --- value ---

    function mirrorValueX32(Mirrored storage m) internal view returns (uint256) {
        return _valueAt(m, vm.getBlockTimestamp());
    }

    function mirrorValueX32OfAll() internal view returns (uint256 sum) {
        for (uint256 i = 0; i < clusters.length; ++i) sum += mirrorValueX32(mirrored[clusters[i]]);
    }

    function mirrorValue() internal view returns (uint256) {
        return mirrorValueX32OfAll() / X32;
    }

    /// @dev What the entry price shows: cash from sources, and value that is there, less what has not vested.
    function mirrorProfit() internal view returns (int256) {
        int256 unvested = int256(mirrorValueX32OfAll()) - int256(mirrorLocked());
        return sourceCash + (unvested >> 32); // rounded down
    }

    /// @return until When depreciation ends, begun by now; 0 while it has not
    function mirrorDepreciatesUntil(Mirrored storage m) internal view returns (uint256 until) {
        return _endBy(m, vm.getBlockTimestamp());
    }

    function _valueAt(Mirrored storage m, uint256 t) private view returns (uint256) {
        return m.salvage * X32 + m.slope * _secondsLeft(m, t);
    }

    function _secondsLeft(Mirrored storage m, uint256 t) private view returns (uint256) {
        uint256 end = _endBy(m, t);
        return end == 0 ? m.life : Math.saturatingSub(end, t);
    }

    function _endBy(Mirrored storage m, uint256 t) private view returns (uint256) {
        if (m.until != 0 || m.life == 0) return m.until;
        return _isDelinquentAt(m, t) ? m.deadline + m.life : 0;
    }

    // --- delinquency ---

    function mirrorIsDelinquent(Mirrored storage m) internal view returns (bool) {
        return _isDelinquentAt(m, vm.getBlockTimestamp());
    }

    /// @dev What leavers forgo of a facility, X32.
    function mirrorLossX32(Mirrored storage m) internal view returns (uint256) {
        return mirrorMarkdownX32(m) + mirrorMarkX32(m);
    }

    /// @dev Of what is announced as lost: its part of value and markdown, and a unit. Value up, markdown down.
    function mirrorMarkX32(Mirrored storage m) internal view returns (uint256 mark) {
        uint256 salvage = m.salvage * m.fraction;
        uint256 slope = Math.ceilDiv(m.slope * m.fraction, X32);
        if (salvage + slope == 0) return 0;
        salvage += X32;
        (uint256 t, uint256 end) = (vm.getBlockTimestamp(), m.deadline + MARKDOWN);
        uint256 atEnd = salvage + slope * _secondsLeft(m, end);
        if (t >= end) return atEnd - (atEnd / MARKDOWN) * MARKDOWN;
        mark = salvage + slope * _secondsLeft(m, t);
        if (t > m.deadline) mark -= (atEnd / MARKDOWN) * (t - m.deadline);
    }

    /// @dev What leavers forgo of a facility that is delinquent, X32: nothing at its deadline, all that it will be
    ///      worth one markdown period later; in a straight line, whose slope is rounded up.
    function mirrorMarkdownX32(Mirrored storage m) internal view returns (uint256) {
        uint256 t = vm.getBlockTimestamp();
        if (!_isDelinquentAt(m, t)) return 0;
        uint256 end = m.deadline + MARKDOWN;
        uint256 atStake = _valueAt(m, end);
        uint256 perSecond = Math.ceilDiv(atStake, MARKDOWN);
        if (t < end) return perSecond * (t - m.deadline);
        return _valueAt(m, t) + (perSecond * MARKDOWN - atStake);
    }

    /// @dev What leavers are paid for a facility, X32.
    function mirrorExitX32(Mirrored storage m) internal view returns (uint256) {
        return Math.saturatingSub(mirrorValueX32(m), mirrorLossX32(m));
    }

    /// @dev What leavers forgo for all that is delinquent, X32.
    function mirrorUnrealised() internal view returns (uint256 sum) {
        for (uint256 i = 0; i < clusters.length; ++i) sum += mirrorLossX32(mirrored[clusters[i]]);
    }

    /// @return tokens Whole tokens that are delinquent or claimed, rounded up facility by facility
    /// @return delinquent How many facilities are
    function mirrorDelinquency() internal view returns (uint256 tokens, uint256 delinquent) {
        uint256 t = vm.getBlockTimestamp();
        for (uint256 i = 0; i < clusters.length; ++i) {
            Mirrored storage m = mirrored[clusters[i]];
            tokens += Math.ceilDiv(m.claimed, unit);
            if (!_isDelinquentAt(m, t)) {
                if (m.fraction == 0) continue;
                tokens += m.counted;
                ++delinquent;
                continue;
            }
            tokens += Math.ceilDiv(_valueAt(m, m.deadline), unit * X32);
            ++delinquent;
        }
    }

    function _isDelinquentAt(Mirrored storage m, uint256 t) private view returns (bool) {
        return m.deadline != 0 && t >= m.deadline;
    }

    // --- what happens to a facility: what each takes from its value, X32 ---

    function mirrorDraw(uint256 cluster, uint256 amount) internal returns (uint256 lost) {
        Mirrored storage m = mirrored[cluster];
        if (m.status == Status.Approved) {
            m.status = Status.Drawn;
            m.deadline = _tickUp(m.inServiceBy + MAX_PERIOD + REPORTING_DELAY);
        }
        uint256 salvageBefore = (m.fullSalvage * m.cost) / m.fullCost;
        m.cost += amount;
        uint256 salvage = m.salvage + (m.fullSalvage * m.cost) / m.fullCost - salvageBefore;
        if (m.form != Form.RevenueShare) salvage = m.salvage + amount;
        lost = _drawLine(m, mirrorValueX32(m) + amount * X32, salvage * X32);
        m.lowest = mirrorValueX32(m) / X32;
        cash -= amount;
        sourceCash -= int256(amount);
    }

    /// @param firstBy Second by which its first report or payment has to be there
    function mirrorCommission(uint256 cluster, uint256 inServiceAt, uint256 firstBy) internal {
        Mirrored storage m = mirrored[cluster];
        (m.status, m.inServiceAt) = (Status.InService, inServiceAt);
        if (mirrorIsDelinquent(m)) mirrorBegin(m);
        else if (m.form != Form.RevenueShare) m.deadline = _tickUp(firstBy);
        else m.deadline = Math.min(m.deadline, _tickUp(firstBy));
    }

    function mirrorWriteDown(uint256 cluster, uint256 loss) internal returns (uint256) {
        Mirrored storage m = mirrored[cluster];
        mirrorBegin(m);
        uint256 value = mirrorValueX32(m);
        // All of it is all of it: no part of a unit is left. Even a loss of nothing draws the line anew.
        return _shrink(m, value, loss == value / X32 ? value : loss * X32);
    }

    /// @dev Takes `out` (X32) off the value, and everything that runs on it down in proportion.
    function mirrorShrink(Mirrored storage m, uint256 out) internal returns (uint256) {
        if (out == 0) return 0;
        mirrorBegin(m);
        return _shrink(m, mirrorValueX32(m), out);
    }

    function _shrink(Mirrored storage m, uint256 value, uint256 out) private returns (uint256) {
        uint256 left = value - out;
        return out + _drawLine(m, left, value == 0 ? 0 : Math.mulDiv(m.salvage * X32, left, value));
    }

    function mirrorOpenResolution(Mirrored storage m) internal {
        mirrorBegin(m);
        uint256 t = vm.getBlockTimestamp();
        if (!_isDelinquentAt(m, t)) m.deadline = _nextTick(t);
        (m.status, m.workoutSince, m.reserveTarget) = (Status.Resolving, t, 0);
    }

    /// @dev A booked loss that neither bond nor reserve has borne may still be made good.
    function mirrorClaim(Mirrored storage m, uint256 loss) internal {
        (m.lost, m.claimed) = (m.lost + loss, m.claimed + loss);
    }

    /// @return used What of `amount` makes a loss good
    function mirrorServeClaim(Mirrored storage m, uint256 amount) internal returns (uint256 used) {
        used = Math.min(amount, m.lost);
        (m.lost, m.claimed) = (m.lost - used, Math.saturatingSub(m.claimed, used));
    }

    function mirrorRetire(Mirrored storage m) internal {
        (m.status, m.reserve, m.lowest, m.retiredAt) = (Status.Retired, 0, 0, vm.getBlockTimestamp());
        (m.salvage, m.slope, m.life, m.until, m.deadline) = (0, 0, 0, 0, 0);
        m.fraction = 0;
    }

    /// @dev Depreciation starts once the first period is paid in full. What has nothing overdue any more is cured; what
    ///      has is delinquent from the next tick on, unless it is.
    function mirrorSettled(uint256 cluster) internal returns (uint256 lost) {
        Mirrored storage m = mirrored[cluster];
        if (m.status != Status.InService) return 0;
        mirrorBegin(m);
        uint256 t = vm.getBlockTimestamp();
        (uint256 paid, uint256 deadline) = _nextDeadline(cluster);
        if (m.until == 0 && paid > 0) {
            uint256 value = mirrorValueX32(m);
            m.until = _tickUp(t + m.life);
            lost = _drawLine(m, value, m.salvage * X32);
        }
        mirrorMoveDeadline(m, deadline);
    }

    /// @dev Principal that was paid leaves the value, in proportion where that had been written down.
    function mirrorPrincipalPaid(Mirrored storage m, uint256 before, uint256 after_) internal returns (uint256) {
        if (before == after_) return 0;
        uint256 value = mirrorValueX32(m);
        uint256 left = Math.mulDiv(value, after_, before);
        return value - left + _drawLine(m, left, value);
    }

    /// @dev Seconds by which doubts have moved the deadline of the period from `start` on. Nothing of it counts for
    ///      what is delinquent.
    function mirrorPostponement(uint256 cluster, uint256 start) internal view returns (uint256) {
        if (mirrorIsDelinquent(mirrored[cluster])) return 0;
        return oracle.clock().postponementOf(cluster, uint40(start));
    }

    /// @dev Where the period starts that is taken in next.
    function mirrorReportedUntil(uint256 cluster) internal view returns (uint256) {
        ReportRecord[] storage periods = taken[cluster];
        return periods.length == 0 ? mirrored[cluster].inServiceAt : periods[periods.length - 1].end;
    }

    /// @dev Doubts move a deadline that lies ahead, and only later.
    function mirrorDoubted(uint256 cluster, uint256 deadline) internal {
        Mirrored storage m = mirrored[cluster];
        if (m.status != Status.InService || mirrorIsDelinquent(m)) return;
        m.deadline = Math.max(m.deadline, _tickUp(deadline));
    }

    /// @dev By reports and rent alone.
    function mirrorNextDeadline(uint256 cluster) internal view returns (uint256 deadline) {
        (, deadline) = _nextDeadline(cluster);
    }

    /// @param deadline Unix seconds
    function mirrorMoveDeadline(Mirrored storage m, uint256 deadline) internal {
        uint256 t = vm.getBlockTimestamp();
        bool was = _isDelinquentAt(m, t);
        deadline = _tickUp(deadline);
        if (deadline > t) {
            if (was) ++cures;
            m.deadline = deadline;
        } else if (!was) {
            m.deadline = _nextTick(t);
        }
    }

    /// @dev What began at a deadline that has passed is written down before anything else changes.
    function mirrorBegin(Mirrored storage m) internal {
        m.until = mirrorDepreciatesUntil(m);
    }

    /// @dev The line from `value` (X32) to a salvage of at most `salvage` (X32), in the time that is left.
    /// @return lost What rounding takes, X32
    function _drawLine(Mirrored storage m, uint256 value, uint256 salvage) private returns (uint256 lost) {
        uint256 time = _secondsLeft(m, vm.getBlockTimestamp());
        m.salvage = (time == 0 ? value : Math.min(salvage, value)) / X32;
        m.slope = time == 0 ? 0 : (value - m.salvage * X32) / time;
        lost = value - mirrorValueX32(m);
        assertLt(lost, X32, "the mirror's line takes less than a base unit");
    }

    /// @return paid Periods that are paid in full, first in, first out
    function _nextDeadline(uint256 cluster) private view returns (uint256 paid, uint256 deadline) {
        ReportRecord[] storage periods = taken[cluster];
        uint256 through;
        for (; paid < periods.length; ++paid) {
            through += periods[paid].gross;
            if (through > mirrored[cluster].distributed) break;
        }
        uint256 newest = periods.length;
        deadline = newest == 0 ? mirrored[cluster].inServiceAt : periods[newest - 1].end;
        deadline += MAX_PERIOD + REPORTING_DELAY + mirrorPostponement(cluster, deadline);
        if (paid < newest) deadline = Math.min(deadline, uint256(periods[paid].finalAt) + PAYMENT_GRACE);
    }

    /// @dev Start of the oldest period that is not covered by what has been distributed.
    function mirrorVestFrom(uint256 cluster) internal view returns (uint256 start) {
        Mirrored storage m = mirrored[cluster];
        ReportRecord[] storage periods = taken[cluster];
        start = m.inServiceAt;
        uint256 through;
        for (uint256 i = 0; i < periods.length; ++i) {
            through += periods[i].gross;
            if (through > m.distributed) return start;
            start = periods[i].end;
        }
    }

    // --- the grid ---

    function _tickUp(uint256 second) private pure returns (uint256) {
        return Math.ceilDiv(second, TICK) * TICK;
    }

    function _nextTick(uint256 second) private pure returns (uint256) {
        return (second / TICK + 1) * TICK;
    }
}

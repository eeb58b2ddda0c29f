// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReportRecord} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {ProtocolFixture} from "../support/ProtocolFixture.sol";

enum Stage {
    Approved,
    Drawn,
    InService,
    Resolving,
    Retired
}

/// @notice A facility as it ought to be.
struct Mirrored {
    Stage stage;
    uint256 approved;
    uint256 fullCost;
    uint256 fullSalvage;
    uint256 cost;
    uint256 salvage;
    uint256 reserveTarget;
    uint256 life;
    uint256 inServiceBy;
    uint256 inServiceAt;
    uint256 deadline; // late from there on, and wear starts, unless it has before; 0 when there is none, and while late
    uint256 wearFrom; // 0 until wear has started
    uint256 anchor; // value at `anchorAt` [fine]
    uint256 anchorAt;
    uint256 lowest; // value when last looked at [base units]
    uint256 lockbox;
    uint256 reserve;
    uint256 reported;
    uint256 distributed;
    uint256 received;
    uint256 gpus;
    uint256 bond;
    uint256 bondBps;
    // late
    uint256 lineLength;
    uint256 lateSince; // 0 unless it is late and somebody has touched it since
    uint256 lineEnd;
    uint256 exitAnchor; // what leavers are paid for it at `exitAt` [fine]
    uint256 exitAt;
    uint256 watched; // whole tokens
    uint256 arrears; // whole tokens, until `arrearsUntil`
    uint256 arrearsUntil;
    uint256 resolvingSince;
    bool titleSold;
}

/// @notice The numbers of vault and book, kept a second time by the letter of the law: every facility for itself, every
///         period searched through, no words, no schedules, no pointers, no flags.
abstract contract Mirror is ProtocolFixture {
    uint256 internal constant FINE = 1 << 32;
    uint256 internal constant TICKS = 1 << 24; // per second

    uint256[] internal clusters;
    mapping(uint256 cluster => Mirrored) internal mirrored;
    /// @dev Reports that the book has taken in, period 1 first.
    mapping(uint256 cluster => ReportRecord[]) internal taken;

    uint256 internal cash;
    uint256 internal income; // all that came out of the waterfall for the vault, before the fee
    uint256 internal financed; // drawn, less what came back by sales
    uint256 internal highestProfit;
    uint256 internal everLocked; // fine, as are the next three
    uint256 internal vested;
    uint256 internal absorbed;
    uint256 internal released;

    uint256 private _locked; // fine, at `_lockedAt`
    uint256 private _lockedAt; // unix seconds
    uint256 private _lockedUntil; // ticks
    uint256 private _dust; // fine, of the stream that was carried forward at `_lockedAt`

    /// @dev Times that a settlement cured what was late.
    uint256 public cures;

    // --- wear ---

    function mirrorValueFine(Mirrored storage m) internal view returns (uint256) {
        return _valueAt(m, vm.getBlockTimestamp());
    }

    function mirrorValue() internal view returns (uint256 sum) {
        for (uint256 i = 0; i < clusters.length; ++i) sum += mirrorValueFine(mirrored[clusters[i]]);
        return sum / FINE;
    }

    function _valueAt(Mirrored storage m, uint256 t) private view returns (uint256) {
        if (m.stage == Stage.Retired || m.cost == 0) return 0;
        uint256 from = _wearFromBy(m, t);
        if (from == 0) return m.anchor;
        uint256 until = from + m.life;
        uint256 salvage = m.salvage * FINE;
        if (t >= until) return salvage;
        from = Math.max(from, m.anchorAt);
        return m.anchor - Math.mulDiv(m.anchor - salvage, t - from, until - from);
    }

    function _wearFromBy(Mirrored storage m, uint256 t) private view returns (uint256) {
        if (m.wearFrom == 0 && m.deadline != 0 && t >= m.deadline) return m.deadline;
        return m.wearFrom;
    }

    // --- lateness ---

    /// @dev What leavers are paid for a facility, fine: its value, or what its line has come down to.
    function mirrorExitFine(Mirrored storage m) internal view returns (uint256) {
        uint256 t = vm.getBlockTimestamp();
        if (m.stage == Stage.Retired || m.cost == 0) return 0;
        (uint256 since, uint256 until, uint256 start, uint256 base) = _exitLine(m);
        if (since == 0) return _valueAt(m, t);
        return t < until ? Math.mulDiv(base, until - t, until - start) : 0;
    }

    /// @dev What leavers forgo for all that is late, fine.
    function mirrorUnrealised() internal view returns (uint256 sum) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            Mirrored storage m = mirrored[clusters[i]];
            sum += Math.saturatingSub(mirrorValueFine(m), mirrorExitFine(m));
        }
    }

    /// @dev Whole tokens that are late, or whose arrears still vest; how many facilities are late; how many of them stand
    ///      at the end of their line.
    function mirrorLateness() internal view returns (uint256 watched, uint256 late, uint256 ended) {
        uint256 t = vm.getBlockTimestamp();
        for (uint256 i = 0; i < clusters.length; ++i) {
            Mirrored storage m = mirrored[clusters[i]];
            if (m.arrearsUntil > t) watched += m.arrears;
            (uint256 since, uint256 until, , uint256 base) = _exitLine(m);
            if (since == 0) continue;
            uint256 tokens = m.lateSince != 0 ? m.watched : Math.ceilDiv(base, unit * FINE);
            watched += tokens;
            ++late;
            // What was worth nothing when it became late keeps nobody waiting.
            if (t >= until && tokens != 0) ++ended;
        }
    }

    /// @return since 0 when it is not late
    /// @return lineEnd Unix seconds
    /// @return perUnit Seconds, rounded up, that a base unit more or less at its start lengthens or shortens the line by: of what is
    ///         worth little, days
    function mirrorLine(Mirrored storage m) internal view returns (uint256 since, uint256 lineEnd, uint256 perUnit) {
        uint256 start;
        uint256 base;
        (since, lineEnd, start, base) = _exitLine(m);
        if (base == 0) return (since, lineEnd, 0);
        perUnit = Math.ceilDiv((lineEnd - start) * FINE, base);
        // Where wear sets the length, a unit more or less to wear off does as much.
        uint256 toWear = Math.saturatingSub(m.anchor, m.salvage * FINE);
        if (toWear != 0) perUnit += Math.ceilDiv((lineEnd - start) * FINE, toWear);
    }

    /// @dev Before anything touches a facility: what time has made of it by itself.
    function mirrorCatchUp(Mirrored storage m) internal {
        if (m.deadline != 0 && vm.getBlockTimestamp() >= m.deadline) _becomeLate(m, m.deadline);
    }

    function mirrorOpenResolution(Mirrored storage m) internal {
        mirrorCatchUp(m);
        if (m.lateSince == 0) _becomeLate(m, vm.getBlockTimestamp());
        (m.stage, m.resolvingSince) = (Stage.Resolving, vm.getBlockTimestamp());
    }

    function mirrorRetire(Mirrored storage m) internal {
        _endLateness(m);
        (m.stage, m.reserve, m.lowest, m.deadline, m.resolvingSince) = (Stage.Retired, 0, 0, 0, 0);
    }

    /// @dev Takes `out` (fine) off the value, and everything that runs on it down in proportion.
    /// @return lost What is gone from the value, fine
    function mirrorShrink(Mirrored storage m, uint256 out) internal returns (uint256 lost) {
        uint256 value = mirrorValueFine(m);
        if (out == 0) return 0;
        _setValue(m, value - out, Math.mulDiv(m.salvage, value - out, value));
        return value - mirrorValueFine(m);
    }

    function _setValue(Mirrored storage m, uint256 value, uint256 salvage) private {
        uint256 t = vm.getBlockTimestamp();
        if (m.lateSince != 0) {
            uint256 before = mirrorValueFine(m);
            m.exitAnchor = before == 0 ? 0 : Math.mulDiv(mirrorExitFine(m), value, before);
            m.exitAt = Math.min(t, m.lineEnd);
        }
        m.salvage = Math.min(salvage, value / FINE);
        (m.anchor, m.anchorAt) = (value, t);
    }

    function _exitLine(
        Mirrored storage m
    ) private view returns (uint256 since, uint256 until, uint256 start, uint256 base) {
        if (m.lateSince != 0) return (m.lateSince, m.lineEnd, m.exitAt, m.exitAnchor);
        if (m.deadline == 0 || vm.getBlockTimestamp() < m.deadline) return (0, 0, 0, 0);
        base = _valueAt(m, m.deadline);
        return (m.deadline, m.deadline + _lineTime(m, m.deadline, base), m.deadline, base);
    }

    /// @dev The line's length, or less where the hardware wears faster than that: in whole seconds, at whole fine units a
    ///      second, as the contract counts them. A second more or less would be a step of a token.
    function _lineTime(Mirrored storage m, uint256 t, uint256 base) private view returns (uint256) {
        uint256 from = _wearFromBy(m, t);
        uint256 until = from + m.life;
        if (t >= until) return m.lineLength;
        uint256 slope = (m.anchor - m.salvage * FINE) / (until - Math.max(from, m.anchorAt));
        return slope == 0 ? m.lineLength : Math.min(m.lineLength, base / slope);
    }

    function _becomeLate(Mirrored storage m, uint256 from) private {
        m.deadline = 0;
        uint256 base = _valueAt(m, from);
        _startWear(m, from);
        (m.lateSince, m.exitAt, m.exitAnchor) = (from, from, base);
        m.lineEnd = from + _lineTime(m, from, base);
        m.watched = Math.ceilDiv(base, unit * FINE);
    }

    function _endLateness(Mirrored storage m) private {
        if (m.arrearsUntil > vm.getBlockTimestamp()) m.arrears = m.watched;
        (m.lateSince, m.lineEnd, m.exitAnchor, m.exitAt, m.watched) = (0, 0, 0, 0, 0);
    }

    function _startWear(Mirrored storage m, uint256 from) private {
        if (m.wearFrom != 0) return;
        (m.wearFrom, m.anchorAt) = (from, Math.max(m.anchorAt, from));
    }

    // --- what happens to a facility ---

    function mirrorDraw(uint256 cluster, uint256 amount) internal {
        Mirrored storage m = mirrored[cluster];
        if (m.stage == Stage.Approved) {
            m.stage = Stage.Drawn;
            m.deadline = m.inServiceBy + MAX_PERIOD + REPORTING_DELAY;
        }
        uint256 salvageBefore = (m.fullSalvage * m.cost) / m.fullCost;
        m.cost += amount;
        m.salvage += (m.fullSalvage * m.cost) / m.fullCost - salvageBefore;
        m.anchor += amount * FINE;
        m.anchorAt = vm.getBlockTimestamp();
        m.lowest += amount;
        cash -= amount;
        financed += amount;
    }

    function mirrorCommission(uint256 cluster, uint256 inServiceAt) internal {
        Mirrored storage m = mirrored[cluster];
        mirrorCatchUp(m);
        m.stage = Stage.InService;
        m.inServiceAt = inServiceAt;
        uint256 firstReportBy = inServiceAt + MAX_PERIOD + REPORTING_DELAY;
        if (m.lateSince == 0 && firstReportBy < m.deadline) m.deadline = firstReportBy;
    }

    function mirrorWriteDown(uint256 cluster, uint256 loss) internal {
        Mirrored storage m = mirrored[cluster];
        mirrorCatchUp(m);
        _setValue(m, Math.saturatingSub(mirrorValueFine(m), loss * FINE), m.salvage);
    }

    /// @dev Wear starts once the first period is paid in full. What has nothing overdue any more is cured; what has is late
    ///      from now on.
    function mirrorSettled(uint256 cluster, uint256 toVault, uint256 vestOver) internal {
        Mirrored storage m = mirrored[cluster];
        uint256 t = vm.getBlockTimestamp();
        if (m.lateSince != 0 && toVault > 0) {
            if (m.arrearsUntil <= t) m.arrears = 0; // of an earlier cure
            m.arrearsUntil = Math.max(m.arrearsUntil, t + _vestingTime(vestOver));
        }
        if (m.stage != Stage.InService) return;
        (uint256 paid, uint256 deadline) = _nextDeadline(cluster);
        if (paid > 0) _startWear(m, t);
        if (deadline > t) {
            if (m.lateSince != 0) {
                ++cures;
                _endLateness(m);
            }
            m.deadline = deadline;
        } else if (m.lateSince == 0) {
            _becomeLate(m, t);
        }
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
        deadline += MAX_PERIOD + REPORTING_DELAY;
        if (paid < newest) deadline = Math.min(deadline, uint256(periods[paid].finalAt) + PAYMENT_GRACE);
    }

    // --- income ---

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

    function mirrorLocked() internal view returns (uint256) {
        uint256 t = vm.getBlockTimestamp() * TICKS;
        if (t >= _lockedUntil) return 0;
        return Math.mulDiv(_locked, _lockedUntil - t, _lockedUntil - _lockedAt * TICKS);
    }

    function mirrorGain(uint256 fine, uint256 duration) internal {
        if (fine == 0) return;
        uint256 t = vm.getBlockTimestamp();
        uint256 before = _vest();
        uint256 left = before == 0 ? 0 : _lockedUntil - t * TICKS;
        duration = _vestingTime(duration) * TICKS;
        everLocked += fine;
        _locked = before + fine;
        _lockedUntil = t * TICKS + (before * left + fine * duration) / _locked;
    }

    function _vestingTime(uint256 duration) private pure returns (uint256) {
        return Math.min(Math.max(duration, VESTING_FLOOR), VESTING_CAP);
    }

    /// @return borne What the share price bears of the loss, fine
    function mirrorLoss(uint256 fine) internal returns (uint256 borne) {
        uint256 fromLocked = Math.min(_vest(), fine);
        _locked -= fromLocked;
        absorbed += fromLocked;
        return fine - fromLocked;
    }

    /// @dev Somebody deposits where nobody holds a share: what is locked has nobody to vest to.
    function mirrorRelease() internal {
        released += _vest();
        _locked = 0;
    }

    /// @dev The contract keeps the end of the stream in ticks, rounded up at each receipt; here it is rounded down. What
    ///      64 ticks' worth of it may differ: nothing to speak of, except where little is left.
    function mirrorStreamDust() internal view returns (uint256 units) {
        uint256 since = _lockedAt == vm.getBlockTimestamp() ? _dust : 0;
        return 3 + Math.max(_dustNow(), since) / FINE;
    }

    function _dustNow() private view returns (uint256) {
        uint256 from = _lockedAt * TICKS;
        return _lockedUntil > from ? (_locked * 64) / (_lockedUntil - from) : 0;
    }

    function _vest() private returns (uint256 left) {
        _dust = _dustNow();
        left = mirrorLocked();
        vested += _locked - left;
        _locked = left;
        _lockedAt = vm.getBlockTimestamp();
    }

    /// @dev All that has vested until now, written down or not.
    function mirrorVested() internal view returns (uint256) {
        return vested + _locked - mirrorLocked();
    }
}

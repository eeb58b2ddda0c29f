// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReportRecord} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {ProtocolFixture} from "../support/ProtocolFixture.sol";

enum Stage {
    Approved,
    Drawn,
    InService,
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
    uint256 deadline; // wear starts there, unless it has before; 0 when there is none
    uint256 wearFrom; // 0 until wear has started
    uint256 anchor; // value at `anchorAt` [fine]
    uint256 anchorAt;
    uint256 lowest; // value when last looked at [base units]
    uint256 lockbox;
    uint256 reserve;
    uint256 reported;
    uint256 distributed;
    uint256 received;
}

/// @notice The numbers of vault and book, kept a second time by the letter of the law: every facility for itself, every
///         period searched through, no slopes, no words, no schedules.
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

    // --- wear ---

    function mirrorValueFine(Mirrored storage m) internal view returns (uint256) {
        uint256 t = vm.getBlockTimestamp();
        if (m.stage == Stage.Retired || m.cost == 0) return 0;
        uint256 from = m.wearFrom;
        if (from == 0 && m.deadline != 0 && t >= m.deadline) from = m.deadline;
        if (from == 0) return m.anchor;
        uint256 until = from + m.life;
        uint256 salvage = m.salvage * FINE;
        if (t >= until) return salvage;
        from = Math.max(from, m.anchorAt);
        return m.anchor - Math.mulDiv(m.anchor - salvage, t - from, until - from);
    }

    function mirrorValue() internal view returns (uint256 sum) {
        for (uint256 i = 0; i < clusters.length; ++i) sum += mirrorValueFine(mirrored[clusters[i]]);
        return sum / FINE;
    }

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
        m.stage = Stage.InService;
        m.inServiceAt = inServiceAt;
        _startIfDue(m);
        uint256 firstReportBy = inServiceAt + MAX_PERIOD + REPORTING_DELAY;
        if (m.wearFrom == 0 && firstReportBy < m.deadline) m.deadline = firstReportBy;
    }

    function mirrorWriteDown(uint256 cluster, uint256 loss) internal {
        Mirrored storage m = mirrored[cluster];
        _startIfDue(m);
        m.anchor = Math.saturatingSub(mirrorValueFine(m), loss * FINE);
        m.anchorAt = vm.getBlockTimestamp();
        m.salvage = Math.min(m.salvage, m.anchor / FINE);
    }

    /// @dev Wear starts once the first period is paid in full; until then at the first deadline that is missed.
    function mirrorWearAfterSettlement(uint256 cluster, bool tookReport) internal {
        Mirrored storage m = mirrored[cluster];
        _startIfDue(m);
        if (m.wearFrom != 0 || m.stage != Stage.InService || taken[cluster].length == 0) return;
        ReportRecord[] storage periods = taken[cluster];
        if (m.distributed >= periods[0].gross) {
            m.wearFrom = vm.getBlockTimestamp();
            m.anchorAt = m.wearFrom;
        } else if (tookReport) {
            uint256 paymentBy = uint256(periods[0].finalAt) + PAYMENT_GRACE;
            uint256 reportBy = periods[periods.length - 1].end + uint256(MAX_PERIOD) + REPORTING_DELAY;
            _moveDeadline(m, Math.min(paymentBy, reportBy));
        }
    }

    function _moveDeadline(Mirrored storage m, uint256 deadline) private {
        m.deadline = deadline;
        if (deadline > vm.getBlockTimestamp()) return;
        m.wearFrom = vm.getBlockTimestamp();
        m.anchorAt = m.wearFrom;
    }

    function _startIfDue(Mirrored storage m) private {
        if (m.wearFrom != 0 || m.deadline == 0 || vm.getBlockTimestamp() < m.deadline) return;
        m.wearFrom = m.deadline;
        m.anchorAt = Math.max(m.anchorAt, m.deadline);
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
        duration = Math.min(Math.max(duration, VESTING_FLOOR), VESTING_CAP) * TICKS;
        everLocked += fine;
        _locked = before + fine;
        _lockedUntil = t * TICKS + (before * left + fine * duration) / _locked;
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

    function _vest() private returns (uint256 left) {
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

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";
import {RedemptionQueue} from "../RedemptionQueue.sol";
import {AccrualLine, AccrualLineLib} from "./AccrualLine.sol";
import {Curve} from "./Curve.sol";
import {FeeMark} from "./FeeMark.sol";
import {SharesMath} from "./SharesMath.sol";
import {VaultStorage} from "./VaultStorage.sol";
import {VaultTotals} from "./VaultTotals.sol";
import {VestingSchedule} from "./VestingSchedule.sol";

/// @title VaultNumbers
/// @notice What the words come to: the curve of this second, NAV, exit value, what is free, what is delinquent. Shared
///         by actions and views, so that both see the same. Nothing here changes any.
abstract contract VaultNumbers is VaultStorage {
    /// @dev Ticks that a user's own call, or a view, carries out: four days of a kink every hour.
    uint256 internal constant MAX_TICKS = 96;
    uint256 internal constant BPS = 10_000;

    /// @dev Finds the curve of this second, what is due carried out up to `c.most` ticks. One read when nothing is due;
    ///      two more while something is delinquent.
    function _find(Curve memory c, VestingSchedule vesting) internal view {
        AccrualLine line = _line;
        c.next = vesting.nextKink();
        bool due = c.isPending();
        // Neither line starts after the next kink: they start where everything before has been carried out.
        c.time = due ? c.next : block.timestamp;
        (c.value, c.slope) = (line.valueAt(c.time), line.slope());
        if (vesting.isDelinquent()) _markdown.load(c);
        if (due) _schedule.carryOut(c, _tick, _markdownTicks);
    }

    function _curveNow(VestingSchedule vesting) internal view returns (Curve memory c) {
        c.most = MAX_TICKS;
        _find(c, vesting);
    }

    /// @dev NAV, base units: entries. Value is rounded down and locked up, so that it is never too high.
    /// @param value X32 at second `time`
    function _navAt(
        int256 value,
        uint256 time,
        VaultTotals totals,
        VestingSchedule vesting
    ) internal pure returns (uint256) {
        unchecked {
            // Cannot overflow: 96 and 96 bits.
            return Math.saturatingSub(totals.cash() + _wholeDown(value), _lockedUp(time, totals, vesting));
        }
    }

    function _navOf(Curve memory c, VaultTotals totals, VestingSchedule vesting) internal pure returns (uint256) {
        return _navAt(c.value, c.time, totals, vesting);
    }

    /// @dev What leavers share, base units: the NAV less what is unrealised. Rounded so that it is never too high.
    function _exitValueOf(Curve memory c, uint256 nav) internal pure returns (uint256) {
        return Math.saturatingSub(nav, _lossUp(c));
    }

    /// @dev Base units. Never below zero; what is above the NAV, the exit value cuts off.
    function _lossUp(Curve memory c) internal pure returns (uint256) {
        return _wholeUp(uint256(SignedMath.max(c.loss, 0)));
    }

    /// @dev Base units. Without shares nothing is locked: there is nobody to vest to, and the next depositor must not
    ///      be the one.
    function _lockedUp(uint256 time, VaultTotals totals, VestingSchedule vesting) internal pure returns (uint256) {
        return totals.supply() == 0 ? 0 : _wholeUp(vesting.lockedUpAt(time));
    }

    /// @dev Cash that closed redemption epochs do not wait for, base units. Empty, the queue costs one read. For draws
    ///      the exit value is the NAV: patient requests wait at the entry price then, even while they may not be paid.
    function _freeCash(VaultTotals totals, uint256 nav, uint256 exitValue) internal view returns (uint256) {
        if (balanceOf(_queue) == 0) return totals.cash();
        (uint256 patient, uint256 wanted) = RedemptionQueue(_queue).closedShares();
        if (!_isBlocked(nav, exitValue)) wanted += patient;
        return Math.saturatingSub(totals.cash(), SharesMath.toAssetsUp(wanted, exitValue, totals.supply()));
    }

    /// @dev Of what vests, what came for something delinquent, base units.
    function _restrictedUp(
        Curve memory c,
        VaultTotals totals,
        VestingSchedule vesting
    ) internal view returns (uint256) {
        if (!vesting.isDelinquent()) return 0;
        // Both vest along lines of their own: what has reached the price is no longer worth waiting for.
        return Math.min(_wholeUp(_restricted.lockedUpAt(c.time)), _lockedUp(c.time, totals, vesting));
    }

    /// @dev What keeps deposits shut when it is much, base units: who deposits then would share in what others waited
    ///      for.
    function _delinquentUp(
        Curve memory c,
        VaultTotals totals,
        VestingSchedule vesting
    ) internal view returns (uint256) {
        return uint256(SignedMath.max(c.delinquent, 0)) * _wholeToken + _restrictedUp(c, totals, vesting);
    }

    function _isTooMuch(uint256 delinquent, uint256 nav) internal view returns (bool) {
        unchecked {
            // Cannot overflow: 125 and 97 bits, times 14.
            return delinquent * BPS > nav * _delinquencyLimitBps;
        }
    }

    /// @dev Whether more is unrealised than patient requests tolerate.
    function _isBlocked(uint256 nav, uint256 exitValue) internal view returns (bool) {
        unchecked {
            // Cannot underflow: the exit value is cut off at the NAV, which has 97 bits.
            return (nav - exitValue) * BPS > nav * _toleranceBps;
        }
    }

    /// @dev What deposits may still add to the NAV under the cap, base units.
    function _roomUnderCap(VaultTotals totals, uint256 nav) internal view returns (uint256) {
        return Math.saturatingSub(totals.cap() * _wholeToken, nav);
    }

    /// @dev Value less what has not vested, X32: the part of the profit that is no cash.
    function _unvested(Curve memory c, VestingSchedule vesting) internal pure returns (int256) {
        unchecked {
            return c.value - int256(vesting.lockedUpAt(c.time)); // 130 bits each, at most
        }
    }

    /// @dev Taken and not paid out, base units.
    function _feeOwed(FeeMark mark) internal view returns (uint256 owed) {
        owed = mark.owed();
        if (mark.hasCarried()) owed += _feeCarried;
    }

    /// @dev Never below zero.
    function _wholeDown(int256 x32) internal pure returns (uint256) {
        return uint256(SignedMath.max(x32, 0)) >> AccrualLineLib.X32_BITS;
    }

    /// @param x32 Below 2^255, as every number of the curve and of what is locked is
    function _wholeUp(uint256 x32) internal pure returns (uint256) {
        unchecked {
            return (x32 + type(uint32).max) >> AccrualLineLib.X32_BITS;
        }
    }
}

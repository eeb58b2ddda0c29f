// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ProtocolFixture} from "../support/ProtocolFixture.sol";

/// @notice Amounts that vest along one line.
struct Vesting {
    uint256 locked; // X32, at `since`
    uint256 since; // unix seconds
    uint256 until; // 2^-24 s
    uint256 dust; // X32, of the line that was carried forward at `since`
}

/// @notice Everything that was ever locked, and the part of it that keeps deposits shut, kept a second time.
abstract contract VestingMirror is ProtocolFixture {
    uint256 internal constant X32 = 1 << 32;
    uint256 private constant FRACTIONS = 1 << 24; // per second

    uint256 internal everLocked; // X32, as are the next four
    uint256 internal vested;
    uint256 internal absorbed;
    uint256 internal unlocked;
    uint256 internal takenAsFee;

    Vesting private _all;
    Vesting private _restricted;

    function mirrorLocked() internal view returns (uint256) {
        return _lockedOf(_all);
    }

    /// @dev Of what is locked, what came for something delinquent or after its end: never more than is locked at all.
    function mirrorRestricted() internal view returns (uint256) {
        return Math.min(_lockedOf(_restricted), _lockedOf(_all));
    }

    /// @dev All that has vested until now, written down or not.
    function mirrorVested() internal view returns (uint256) {
        return vested + _all.locked - mirrorLocked();
    }

    function mirrorGain(uint256 x32, uint256 duration, bool restricted) internal {
        if (x32 == 0) return;
        duration = Math.min(Math.max(duration, VESTING_FLOOR), VESTING_CAP);
        everLocked += x32;
        vested += _join(_all, x32, duration);
        if (restricted) _join(_restricted, x32, duration);
    }

    /// @return borne What the share price bears of the loss, X32
    function mirrorLoss(uint256 x32) internal returns (uint256 borne) {
        uint256 fromLocked = _take(x32);
        absorbed += fromLocked;
        return x32 - fromLocked;
    }

    function mirrorFeeOutOfLocked(uint256 x32) internal {
        takenAsFee += _take(x32);
    }

    /// @dev Somebody deposits where nobody holds a share: what is locked has nobody to vest to.
    function mirrorUnlock() internal {
        unlocked += _take(type(uint256).max);
        delete _restricted;
    }

    /// @dev The contract keeps the end of a line in 2^-24 s, rounded up at each receipt; here it is rounded down. What
    ///      64 of them may differ: nothing to speak of, except where little time is left.
    function mirrorVestingDust() internal view returns (uint256 units) {
        return _dustOf(_all);
    }

    function mirrorRestrictedDust() internal view returns (uint256 units) {
        return _dustOf(_restricted) + _dustOf(_all);
    }

    function _lockedOf(Vesting storage v) private view returns (uint256) {
        uint256 t = vm.getBlockTimestamp() * FRACTIONS;
        if (t >= v.until) return 0;
        return Math.mulDiv(v.locked, v.until - t, v.until - v.since * FRACTIONS);
    }

    /// @dev All of it ends after the average of both remaining times, weighted by amount.
    function _join(Vesting storage v, uint256 x32, uint256 duration) private returns (uint256 gone) {
        uint256 t = vm.getBlockTimestamp();
        gone = _bringUp(v);
        uint256 left = v.locked == 0 ? 0 : v.until - t * FRACTIONS;
        uint256 weighted = v.locked * left + x32 * duration * FRACTIONS;
        v.locked += x32;
        v.until = t * FRACTIONS + weighted / v.locked;
    }

    function _take(uint256 x32) private returns (uint256 took) {
        vested += _bringUp(_all);
        took = Math.min(_all.locked, x32);
        _all.locked -= took;
    }

    /// @return gone What has vested since, X32
    function _bringUp(Vesting storage v) private returns (uint256 gone) {
        v.dust = _mostDust(v);
        uint256 left = _lockedOf(v);
        gone = v.locked - left;
        (v.locked, v.since) = (left, vm.getBlockTimestamp());
    }

    function _dustOf(Vesting storage v) private view returns (uint256 units) {
        return 3 + _mostDust(v) / X32;
    }

    /// @dev However often it was brought up in this second.
    function _mostDust(Vesting storage v) private view returns (uint256) {
        return Math.max(_dustNow(v), v.since == vm.getBlockTimestamp() ? v.dust : 0);
    }

    function _dustNow(Vesting storage v) private view returns (uint256) {
        uint256 from = v.since * FRACTIONS;
        return v.until > from ? (v.locked * 64) / (v.until - from) : 0;
    }
}

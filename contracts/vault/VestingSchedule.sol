// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice Income on its way to the share price, and the facts that every user action needs, in one word:
///         bits 0-127 locked at `from` [X32] · 128-159 from [unix seconds] · 160-215 end [2^-24 s, unix] ·
///         216-247 next kink [unix seconds, maximum: none] · 248 paused · 249 delinquent (the words of what is
///         delinquent, or of restricted income, are in use) · 250 noticed (a notice of drawing may be alive) ·
///         251-255 free
/// @dev VESTING. What is locked vests in a straight line until `end`. A receipt joins with its own duration; the
///      schedule then ends after the average of both remaining times, weighted by amount, with 24 bits of a second's
///      fraction, so that splitting a receipt changes nothing. The next kink may be too early, never too late.
type VestingSchedule is uint256;

using VestingScheduleLib for VestingSchedule global;

library VestingScheduleLib {
    uint256 internal constant TIME_BITS = 24;
    uint256 internal constant NEVER = type(uint32).max;

    uint256 private constant FROM_AT = 128;
    uint256 private constant END_AT = 160;
    uint256 private constant KINK_AT = 216;
    uint256 private constant KINK_MASK = uint256(type(uint32).max) << KINK_AT;
    uint256 private constant PAUSED_BIT = 1 << 248;
    uint256 private constant DELINQUENT_BIT = 1 << 249;
    uint256 private constant NOTICED_BIT = 1 << 250;
    /// @dev Locked amount and its times; the rest of the word stays.
    uint256 private constant LOCK_MASK = (1 << KINK_AT) - 1;

    /// @notice What is still locked at second `t`, X32, rounded up.
    function lockedUpAt(VestingSchedule self, uint256 t) internal pure returns (uint256) {
        uint256 remaining = remainingAt(self, t);
        if (remaining == 0) return 0;
        unchecked {
            // Cannot overflow: 128 + 56 bits. `remaining > 0` means that `end` lies after `from`.
            uint256 span = end(self) - (from(self) << TIME_BITS);
            return (lockedAtFrom(self) * remaining + span - 1) / span;
        }
    }

    /// @notice The schedule after `gain` joined it at second `t`, to vest over `duration` seconds. Rounded towards
    ///         later.
    function withLocked(
        VestingSchedule self,
        uint256 t,
        uint256 gain,
        uint256 duration
    ) internal pure returns (VestingSchedule) {
        uint256 lockedNow = lockedUpAt(self, t);
        unchecked {
            // Cannot overflow: amounts of at most 161 bits, times of 56.
            uint256 total = lockedNow + gain;
            uint256 remaining = Math.ceilDiv(lockedNow * remainingAt(self, t) + gain * (duration << TIME_BITS), total);
            return _withLock(self, total, t, (t << TIME_BITS) + remaining);
        }
    }

    /// @notice The schedule after as much of `amount` as it holds at second `t` was taken out; it still ends when it
    ///         did.
    /// @return taken X32
    function withTaken(
        VestingSchedule self,
        uint256 t,
        uint256 amount
    ) internal pure returns (VestingSchedule, uint256 taken) {
        uint256 lockedNow = lockedUpAt(self, t);
        taken = Math.min(lockedNow, amount);
        return (_withLock(self, lockedNow - taken, t, Math.max(end(self), t << TIME_BITS)), taken);
    }

    /// @notice The schedule with nothing in it at second `t`.
    function emptied(VestingSchedule self, uint256 t) internal pure returns (VestingSchedule) {
        return _withLock(self, 0, t, t << TIME_BITS);
    }

    /// @param kink Unix seconds, at most `NEVER`
    function withNextKink(VestingSchedule self, uint256 kink) internal pure returns (VestingSchedule) {
        return VestingSchedule.wrap((VestingSchedule.unwrap(self) & ~KINK_MASK) | (kink << KINK_AT));
    }

    function withPaused(VestingSchedule self, bool paused_) internal pure returns (VestingSchedule) {
        uint256 word = VestingSchedule.unwrap(self) & ~PAUSED_BIT;
        return VestingSchedule.wrap(paused_ ? word | PAUSED_BIT : word);
    }

    function withDelinquent(VestingSchedule self, bool delinquent) internal pure returns (VestingSchedule) {
        uint256 word = VestingSchedule.unwrap(self) & ~DELINQUENT_BIT;
        return VestingSchedule.wrap(delinquent ? word | DELINQUENT_BIT : word);
    }

    function withNoticed(VestingSchedule self, bool noticed) internal pure returns (VestingSchedule) {
        uint256 word = VestingSchedule.unwrap(self) & ~NOTICED_BIT;
        return VestingSchedule.wrap(noticed ? word | NOTICED_BIT : word);
    }

    /// @return Time until all has vested, 2^-24 s; 0 when it has.
    function remainingAt(VestingSchedule self, uint256 t) internal pure returns (uint256) {
        return Math.saturatingSub(end(self), t << TIME_BITS);
    }

    /// @return The second before which no kink is due, `NEVER` when none lies ahead.
    function nextKink(VestingSchedule self) internal pure returns (uint256) {
        return uint32(VestingSchedule.unwrap(self) >> KINK_AT);
    }

    /// @return Whether the accrual line alone tells all at second `t`: no kink is due, and nothing is delinquent.
    function isQuietAt(VestingSchedule self, uint256 t) internal pure returns (bool) {
        return t < nextKink(self) && !isDelinquent(self);
    }

    function isPaused(VestingSchedule self) internal pure returns (bool) {
        return VestingSchedule.unwrap(self) & PAUSED_BIT != 0;
    }

    /// @return Whether the words of what is delinquent, or of restricted income, may hold anything.
    function isDelinquent(VestingSchedule self) internal pure returns (bool) {
        return VestingSchedule.unwrap(self) & DELINQUENT_BIT != 0;
    }

    /// @return Whether a notice of drawing may be alive.
    function isNoticed(VestingSchedule self) internal pure returns (bool) {
        return VestingSchedule.unwrap(self) & NOTICED_BIT != 0;
    }

    /// @return X32 that were locked in second `from`.
    function lockedAtFrom(VestingSchedule self) internal pure returns (uint256) {
        return uint128(VestingSchedule.unwrap(self));
    }

    function from(VestingSchedule self) internal pure returns (uint256) {
        return uint32(VestingSchedule.unwrap(self) >> FROM_AT);
    }

    /// @return When everything has vested, unix time in 2^-24 s.
    function end(VestingSchedule self) internal pure returns (uint256) {
        return uint56(VestingSchedule.unwrap(self) >> END_AT);
    }

    function _withLock(
        VestingSchedule self,
        uint256 amount,
        uint256 t,
        uint256 end_
    ) private pure returns (VestingSchedule) {
        uint256 rest = VestingSchedule.unwrap(self) & ~LOCK_MASK;
        uint256 lock =
            SafeCast.toUint128(amount) |
                (uint256(SafeCast.toUint32(t)) << FROM_AT) |
                (uint256(SafeCast.toUint56(end_)) << END_AT);
        return VestingSchedule.wrap(rest | lock);
    }
}

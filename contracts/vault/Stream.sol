// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice Income on its way to the share price, and the two facts that every user action needs, in one word:
///         bits 0-127 locked at `from` [fine] · 128-159 from [unix seconds] · 160-215 end [2^-24 s, unix] ·
///         216-247 next due item [unix seconds, maximum: none] · 248 paused · 249 late (the lateness words are in use)
/// @dev VESTING. What is locked vests in a straight line until `end`. A receipt joins with its own duration; the stream
///      then ends after the average of both remaining times, weighted by amount, with 24 bits of a second's fraction,
///      so that splitting a receipt changes nothing.
type Stream is uint256;

using StreamLib for Stream global;

library StreamLib {
    uint256 internal constant TIME_BITS = 24;
    uint256 internal constant NEVER = type(uint32).max;

    uint256 private constant FROM_AT = 128;
    uint256 private constant END_AT = 160;
    uint256 private constant DUE_AT = 216;
    uint256 private constant DUE_MASK = uint256(type(uint32).max) << DUE_AT;
    uint256 private constant PAUSED_BIT = 1 << 248;
    uint256 private constant LATE_BIT = 1 << 249;
    /// @dev Locked amount and its times; the rest of the word stays.
    uint256 private constant LOCK_MASK = (1 << DUE_AT) - 1;

    /// @notice What is still locked at second `t`, fine units, rounded up.
    function lockedUpAt(Stream self, uint256 t) internal pure returns (uint256) {
        uint256 remaining = remainingAt(self, t);
        if (remaining == 0) return 0;
        unchecked {
            // Cannot overflow: 128 + 56 bits. `remaining > 0` means that `end` lies after `from`.
            return Math.ceilDiv(lockedAtFrom(self) * remaining, end(self) - (from(self) << TIME_BITS));
        }
    }

    /// @notice The stream after `gain` joined it at second `t`, to vest over `duration` seconds. Rounded towards later.
    function withLocked(Stream self, uint256 t, uint256 gain, uint256 duration) internal pure returns (Stream) {
        uint256 lockedNow = lockedUpAt(self, t);
        uint256 total = lockedNow + gain;
        uint256 remaining = Math.ceilDiv(lockedNow * remainingAt(self, t) + gain * (duration << TIME_BITS), total);
        return _withLock(self, total, t, (t << TIME_BITS) + remaining);
    }

    /// @notice The stream after it bore as much of `loss` as it holds at second `t`; it still ends when it did.
    /// @return absorbed Fine units
    function withLoss(Stream self, uint256 t, uint256 loss) internal pure returns (Stream, uint256 absorbed) {
        uint256 lockedNow = lockedUpAt(self, t);
        absorbed = Math.min(lockedNow, loss);
        return (_withLock(self, lockedNow - absorbed, t, Math.max(end(self), t << TIME_BITS)), absorbed);
    }

    /// @notice The stream with nothing in it at second `t`.
    function emptied(Stream self, uint256 t) internal pure returns (Stream) {
        return _withLock(self, 0, t, t << TIME_BITS);
    }

    function withNextDue(Stream self, uint256 due) internal pure returns (Stream) {
        uint256 word = Stream.unwrap(self) & ~DUE_MASK;
        return Stream.wrap(word | (Math.min(due, NEVER) << DUE_AT));
    }

    function withPaused(Stream self, bool paused_) internal pure returns (Stream) {
        uint256 word = Stream.unwrap(self) & ~PAUSED_BIT;
        return Stream.wrap(paused_ ? word | PAUSED_BIT : word);
    }

    function withLate(Stream self, bool late) internal pure returns (Stream) {
        uint256 word = Stream.unwrap(self) & ~LATE_BIT;
        return Stream.wrap(late ? word | LATE_BIT : word);
    }

    /// @return Time until all has vested, 2^-24 s; 0 when it has.
    function remainingAt(Stream self, uint256 t) internal pure returns (uint256) {
        return Math.saturatingSub(end(self), t << TIME_BITS);
    }

    /// @return The second of the next due item, `NEVER` when there is none.
    function nextDue(Stream self) internal pure returns (uint256) {
        return uint32(Stream.unwrap(self) >> DUE_AT);
    }

    function isPaused(Stream self) internal pure returns (bool) {
        return Stream.unwrap(self) & PAUSED_BIT != 0;
    }

    /// @return Whether the lateness words hold anything.
    function isLate(Stream self) internal pure returns (bool) {
        return Stream.unwrap(self) & LATE_BIT != 0;
    }

    /// @return Fine units that were locked in second `from`.
    function lockedAtFrom(Stream self) internal pure returns (uint256) {
        return uint128(Stream.unwrap(self));
    }

    function from(Stream self) internal pure returns (uint256) {
        return uint32(Stream.unwrap(self) >> FROM_AT);
    }

    /// @return When everything has vested, unix time in 2^-24 s.
    function end(Stream self) internal pure returns (uint256) {
        return uint56(Stream.unwrap(self) >> END_AT);
    }

    function _withLock(Stream self, uint256 amount, uint256 t, uint256 end_) private pure returns (Stream) {
        uint256 rest = Stream.unwrap(self) & ~LOCK_MASK;
        uint256 lock =
            SafeCast.toUint128(amount) |
                (uint256(SafeCast.toUint32(t)) << FROM_AT) |
                (uint256(SafeCast.toUint56(end_)) << END_AT);
        return Stream.wrap(rest | lock);
    }
}

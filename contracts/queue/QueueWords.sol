// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

// The words of the redemption queue, packed by hand. As structs the compiler copies them to memory, checks every field
// and stores them one by one; measured, that costs 800 to 2,600 gas a call.

/// @notice What waits in one class:
///         bits 0-111 shares, of all its epochs · 112-135 its newest epoch · 136-159 settling epoch
/// @dev All epochs before `settling` are settled whole, or empty; none behind it is settled at all. Both are request
///      ids, so they name the class too. The word is never zero, so that nobody pays for a new one.
type Backlog is uint256;

/// @notice The sums of an epoch of one class:
///         bits 0-111 shares · 112-215 assets [base units], 2^8 times all the cash that a vault can hold ·
///         216-239 the same class's next epoch [request id], 0 as long as there is none ·
///         248 settled in part, a word of the class says how far · 249 settled whole
type Epoch is uint256;

/// @notice What almost every request is, in less than a word:
///         bits 0-111 shares asked for and not cancelled · 112 long: its other words are in use · 113 detached, and
///         long: settled in part, cancelled for the rest, so that it has its own sums and no part in the epoch's ·
///         120-143 the same controller's next request of the class [request id]
/// @dev All zero, but for what follows it, when nothing is left of it.
type Core is uint256;

/// @notice The requests of one class that a controller is not done with, a list from the oldest to the newest, and the
///         core of the newest: bits 0-113 as in a core · 120-143 head, 0 when the list is empty · 144-167 tail, the
///         newest request ever
/// @dev For almost everybody the newest is the only one, and asking writes no word besides (measured, 22,000 gas). The
///      tail is never 0 again, so that coming back costs no new word.
type Account is uint256;

using BacklogLib for Backlog global;
using EpochLib for Epoch global;
using CoreLib for Core global;
using AccountLib for Account global;

library BacklogLib {
    uint256 private constant NEWEST_AT = 112;
    uint256 private constant SETTLING_AT = 136;

    function pack(uint256 shares_, uint256 newest_, uint256 settling_) internal pure returns (Backlog) {
        return Backlog.wrap(shares_ | (newest_ << NEWEST_AT) | (settling_ << SETTLING_AT));
    }

    function withSettling(Backlog self, uint256 settling_) internal pure returns (Backlog) {
        return pack(shares(self), newest(self), settling_);
    }

    /// @notice Without `shares_` that wait no longer. The caller has checked that they did.
    function minus(Backlog self, uint256 shares_) internal pure returns (Backlog) {
        unchecked {
            return Backlog.wrap(Backlog.unwrap(self) - shares_);
        }
    }

    function shares(Backlog self) internal pure returns (uint256) {
        return uint112(Backlog.unwrap(self));
    }

    function newest(Backlog self) internal pure returns (uint256) {
        return uint24(Backlog.unwrap(self) >> NEWEST_AT);
    }

    function settling(Backlog self) internal pure returns (uint256) {
        return Backlog.unwrap(self) >> SETTLING_AT;
    }
}

library EpochLib {
    uint256 private constant ASSETS_AT = 112;
    uint256 private constant NEXT_AT = 216;
    uint256 private constant NEXT = uint256(type(uint24).max) << NEXT_AT;
    uint256 private constant IN_PART = 1 << 248;
    uint256 private constant WHOLE = 1 << 249;

    /// @notice With `shares_` more. The caller has checked that they fit.
    function plus(Epoch self, uint256 shares_) internal pure returns (Epoch) {
        unchecked {
            return Epoch.wrap(Epoch.unwrap(self) + shares_);
        }
    }

    function withNext(Epoch self, uint256 next_) internal pure returns (Epoch) {
        return Epoch.wrap(Epoch.unwrap(self) | (next_ << NEXT_AT));
    }

    /// @notice After a settlement that brought its assets to `assets_`.
    function settled(Epoch self, uint256 assets_, bool whole) internal pure returns (Epoch) {
        uint256 rest = Epoch.unwrap(self) & (type(uint112).max | NEXT);
        return Epoch.wrap(rest | (assets_ << ASSETS_AT) | (whole ? WHOLE : IN_PART));
    }

    /// @notice Without a request's part. The caller has checked that it is one.
    function minus(Epoch self, uint256 shares_, uint256 assets_) internal pure returns (Epoch) {
        unchecked {
            return Epoch.wrap(Epoch.unwrap(self) - shares_ - (assets_ << ASSETS_AT));
        }
    }

    function shares(Epoch self) internal pure returns (uint256) {
        return uint112(Epoch.unwrap(self));
    }

    function assets(Epoch self) internal pure returns (uint256) {
        return uint104(Epoch.unwrap(self) >> ASSETS_AT);
    }

    function next(Epoch self) internal pure returns (uint256) {
        return uint24(Epoch.unwrap(self) >> NEXT_AT);
    }

    function isInPart(Epoch self) internal pure returns (bool) {
        return Epoch.unwrap(self) & IN_PART != 0;
    }

    function isWhole(Epoch self) internal pure returns (bool) {
        return Epoch.unwrap(self) & WHOLE != 0;
    }

    /// @return Whether nothing of it waits.
    function isOver(Epoch self) internal pure returns (bool) {
        return isWhole(self) || shares(self) == 0;
    }
}

library CoreLib {
    uint256 private constant LONG = 1 << 112;
    uint256 private constant DETACHED = 1 << 113;
    uint256 private constant NEXT_AT = 120;

    function asLong(Core self) internal pure returns (Core) {
        return Core.wrap(Core.unwrap(self) | LONG);
    }

    /// @notice Cancelled before anything of it was settled.
    function emptied(Core self) internal pure returns (Core) {
        return Core.wrap((Core.unwrap(self) & ~uint256(type(uint112).max)) | LONG);
    }

    /// @notice Cancelled, but for the `shares_` of it that were settled.
    function detached(Core self, uint256 shares_) internal pure returns (Core) {
        return Core.wrap(Core.unwrap(emptied(self)) | shares_ | DETACHED);
    }

    /// @notice Only what follows it is left.
    function done(Core self) internal pure returns (Core) {
        return Core.wrap((Core.unwrap(self) >> NEXT_AT) << NEXT_AT);
    }

    function shares(Core self) internal pure returns (uint256) {
        return uint112(Core.unwrap(self));
    }

    function next(Core self) internal pure returns (uint256) {
        return Core.unwrap(self) >> NEXT_AT;
    }

    function isLong(Core self) internal pure returns (bool) {
        return Core.unwrap(self) & LONG != 0;
    }

    function isDetached(Core self) internal pure returns (bool) {
        return Core.unwrap(self) & DETACHED != 0;
    }

    /// @return Whether nothing is left to claim, to wait for or to send back.
    function isDone(Core self) internal pure returns (bool) {
        return Core.unwrap(self) & ((1 << NEXT_AT) - 1) == 0;
    }
}

library AccountLib {
    uint256 private constant HEAD_AT = 120;
    uint256 private constant TAIL_AT = 144;
    uint256 private constant CORE = (1 << HEAD_AT) - 1;

    /// @notice With `shares` more in the newest request. The caller has checked that they fit.
    function plus(Account self, uint256 shares) internal pure returns (Account) {
        unchecked {
            return Account.wrap(Account.unwrap(self) + shares);
        }
    }

    /// @notice With an empty request of `epoch`, a request id, at the end.
    function joined(Account self, uint256 epoch) internal pure returns (Account) {
        return Account.wrap((Account.unwrap(self) & (uint256(type(uint24).max) << HEAD_AT)) | (epoch << TAIL_AT));
    }

    function withNewest(Account self, Core core) internal pure returns (Account) {
        return Account.wrap((Account.unwrap(self) & ~CORE) | Core.unwrap(core));
    }

    function withHead(Account self, uint256 head_) internal pure returns (Account) {
        return Account.wrap((Account.unwrap(self) & ~(uint256(type(uint24).max) << HEAD_AT)) | (head_ << HEAD_AT));
    }

    /// @return The core of the newest request, nothing behind it.
    function newest(Account self) internal pure returns (Core) {
        return Core.wrap(Account.unwrap(self) & CORE);
    }

    /// @return The core of the newest request once `epoch` follows it.
    function newestBefore(Account self, uint256 epoch) internal pure returns (Core) {
        return Core.wrap((Account.unwrap(self) & CORE) | (epoch << HEAD_AT));
    }

    function head(Account self) internal pure returns (uint256) {
        return uint24(Account.unwrap(self) >> HEAD_AT);
    }

    function tail(Account self) internal pure returns (uint256) {
        return Account.unwrap(self) >> TAIL_AT;
    }
}

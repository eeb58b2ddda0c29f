// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

// The words of the redemption queue, packed by hand. As structs the compiler copies them to memory, checks every field
// and stores them one by one; measured, that costs 800 to 2,600 gas a call.

/// @notice The newest epoch. Its total stays here until the next one opens or the first settlement:
///         bits 0-23 id · 24-63 end [unix seconds], closed from then on · 64-175 shares, 0 once the total has moved to the
///         epoch's word · 176-199 settling epoch
/// @dev All epochs before `settling` are settled whole, or empty. So may be this one, which spares its settlement a write;
///      none behind it is settled at all.
type Open is uint256;

/// @notice How far the epoch in part is settled, and what is held here for nobody to settle:
///         bits 0-23 the last epoch that was settled in part · 24-135 settled [shares of it] · 136-247 cancelled and not
///         sent back yet [shares of all epochs]
/// @dev The epoch is 1 at first and never 0, so that nobody pays for a new word.
type SettlingEpoch is uint256;

/// @notice The sums of an epoch:
///         bits 0-111 shares · 112-215 assets [base units], 2^8 times all the cash that a vault can hold ·
///         216-247 end [unix seconds] · 248 settled in part, the settling epoch's word says how far · 249 settled whole
type Epoch is uint256;

/// @notice What almost every request is, in less than a word:
///         bits 0-111 shares asked for and not cancelled · 112 long: its other words are in use · 113 detached, and long:
///         settled in part, cancelled for the rest, so that it has its own sums and no part in the epoch's ·
///         120-143 epoch of the same controller's next request
/// @dev All zero, but for what follows it, when nothing is left of it.
type Core is uint256;

/// @notice The requests that a controller is not done with, a list from the oldest to the newest, and the core of the
///         newest: bits 0-113 as in a core · 120-143 head, 0 when the list is empty · 144-167 tail, the newest request ever
/// @dev For almost everybody the newest is the only one, and asking writes no word besides (measured, 22,000 gas). The tail
///      is never 0 again, so that coming back costs no new word.
type Account is uint256;

using OpenLib for Open global;
using SettlingEpochLib for SettlingEpoch global;
using EpochLib for Epoch global;
using CoreLib for Core global;
using AccountLib for Account global;

library OpenLib {
    uint256 private constant SHARES_AT = 64;
    uint256 private constant SETTLING_AT = 176;

    function pack(uint256 id_, uint256 end_, uint256 shares_, uint256 settling_) internal pure returns (Open) {
        return Open.wrap(id_ | (end_ << 24) | (shares_ << SHARES_AT) | (settling_ << SETTLING_AT));
    }

    function withShares(Open self, uint256 shares_) internal pure returns (Open) {
        return Open.wrap((Open.unwrap(self) & ~(uint256(type(uint112).max) << SHARES_AT)) | (shares_ << SHARES_AT));
    }

    function withSettling(Open self, uint256 settling_) internal pure returns (Open) {
        return Open.wrap((Open.unwrap(self) & ((1 << SETTLING_AT) - 1)) | (settling_ << SETTLING_AT));
    }

    function id(Open self) internal pure returns (uint256) {
        return uint24(Open.unwrap(self));
    }

    function end(Open self) internal pure returns (uint256) {
        return uint40(Open.unwrap(self) >> 24);
    }

    function shares(Open self) internal pure returns (uint256) {
        return uint112(Open.unwrap(self) >> SHARES_AT);
    }

    function settling(Open self) internal pure returns (uint256) {
        return Open.unwrap(self) >> SETTLING_AT;
    }
}

library SettlingEpochLib {
    uint256 private constant SETTLED_AT = 24;
    uint256 private constant CANCELLED_AT = 136;

    function pack(uint256 epoch, uint256 settled_, uint256 cancelled_) internal pure returns (SettlingEpoch) {
        return SettlingEpoch.wrap(epoch | (settled_ << SETTLED_AT) | (cancelled_ << CANCELLED_AT));
    }

    function withCancelled(SettlingEpoch self, uint256 cancelled_) internal pure returns (SettlingEpoch) {
        return
            SettlingEpoch.wrap((SettlingEpoch.unwrap(self) & ((1 << CANCELLED_AT) - 1)) | (cancelled_ << CANCELLED_AT));
    }

    /// @notice Without `shares` that were settled. The caller has checked that they were.
    function minusSettled(SettlingEpoch self, uint256 shares) internal pure returns (SettlingEpoch) {
        unchecked {
            return SettlingEpoch.wrap(SettlingEpoch.unwrap(self) - (shares << SETTLED_AT));
        }
    }

    function settled(SettlingEpoch self) internal pure returns (uint256) {
        return uint112(SettlingEpoch.unwrap(self) >> SETTLED_AT);
    }

    function cancelled(SettlingEpoch self) internal pure returns (uint256) {
        return SettlingEpoch.unwrap(self) >> CANCELLED_AT;
    }
}

library EpochLib {
    uint256 private constant ASSETS_AT = 112;
    uint256 private constant END_AT = 216;
    uint256 private constant IN_PART = 1 << 248;
    uint256 private constant WHOLE = 1 << 249;

    function pack(uint256 shares_, uint256 end_) internal pure returns (Epoch) {
        return Epoch.wrap(shares_ | (uint256(uint32(end_)) << END_AT));
    }

    /// @notice After a settlement that brought its assets to `assets_`.
    function settled(Epoch self, uint256 assets_, bool whole) internal pure returns (Epoch) {
        uint256 rest = Epoch.unwrap(self) & (type(uint112).max | (uint256(type(uint32).max) << END_AT));
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

    function end(Epoch self) internal pure returns (uint256) {
        return uint32(Epoch.unwrap(self) >> END_AT);
    }

    function isInPart(Epoch self) internal pure returns (bool) {
        return Epoch.unwrap(self) & IN_PART != 0;
    }

    function isWhole(Epoch self) internal pure returns (bool) {
        return Epoch.unwrap(self) & WHOLE != 0;
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

    /// @notice With an empty request of `epoch` at the end.
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

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice The performance fee as a posting needs it, in one word:
///         bits 0-95 source cash [base units, signed] · 96-191 mark [base units] · 192-207 rate [bps] · 208 carried
///         (some of what is owed is in a word of its own) · 209-255 free
/// @dev profit = source cash + value - locked. The fee is taken on the profit above its mark, and the mark rises with
///      it. What is owed is no number of its own but follows from the mark: rate · mark, rounded down. So a thousand
///      small fees are rounded once, and never come to more than the rate of the highest profit. A payout takes the
///      paid part of the mark off both the mark and the source cash, which changes no difference of them; its sum is
///      kept elsewhere.
type FeeMark is uint256;

using FeeMarkLib for FeeMark global;

library FeeMarkLib {
    uint256 private constant BPS = 10_000;
    uint256 private constant MARK_AT = 96;
    uint256 private constant RATE_AT = 192;
    uint256 private constant CARRIED_BIT = 1 << 208;

    function pack(int256 sourceCash_, uint256 mark_, uint256 bps_, bool carried) internal pure returns (FeeMark) {
        uint256 word = uint96(SafeCast.toInt96(sourceCash_));
        word |= (uint256(SafeCast.toUint96(mark_)) << MARK_AT) | (bps_ << RATE_AT);
        return FeeMark.wrap(carried ? word | CARRIED_BIT : word);
    }

    /// @notice After `change` base units came from sources, or went to them.
    function withSourceCash(FeeMark self, int256 change) internal pure returns (FeeMark) {
        uint256 rest = FeeMark.unwrap(self) & ~uint256(type(uint96).max);
        return FeeMark.wrap(rest | uint96(SafeCast.toInt96(sourceCash(self) + change)));
    }

    function withCarried(FeeMark self, bool carried) internal pure returns (FeeMark) {
        uint256 word = FeeMark.unwrap(self) & ~CARRIED_BIT;
        return FeeMark.wrap(carried ? word | CARRIED_BIT : word);
    }

    /// @notice Raises the mark towards `profit_` as far as the fee on it is no more than `most`.
    /// @param profit_ Base units, as counted here
    /// @param most Base units
    /// @return raised The new mark
    /// @return fee Base units
    function withFee(FeeMark self, int256 profit_, uint256 most) internal pure returns (FeeMark raised, uint256 fee) {
        (uint256 before, uint256 rate) = (mark(self), bps(self));
        if (rate == 0 || profit_ <= int256(before)) return (self, 0);
        uint256 owedBefore = owed(self);
        // The highest mark on which no more than `owedBefore + most` is owed, rounded down.
        uint256 affordable = ((owedBefore + most + 1) * BPS - 1) / rate;
        uint256 after_ = Math.min(Math.min(uint256(profit_), affordable), type(uint96).max);
        unchecked {
            // `affordable` is never below the mark, of which no more is owed; and the mark fits its bits.
            raised = FeeMark.wrap(FeeMark.unwrap(self) + ((after_ - before) << MARK_AT));
            fee = (after_ * rate) / BPS - owedBefore;
        }
    }

    /// @notice After all that is owed was paid out: as much of the mark as was paid for is gone, from the source cash
    ///         too.
    /// @return left The word after it
    /// @return base By how much mark and source cash fell, base units
    function paidOut(FeeMark self) internal pure returns (FeeMark left, uint256 base) {
        (uint256 before, uint256 rate) = (mark(self), bps(self));
        if (rate == 0) return (withCarried(self, false), 0);
        // What stays is worth less than a unit of fee.
        uint256 rest = mulmod(before, rate, BPS) / rate;
        base = before - rest;
        left = pack(sourceCash(self) - int256(base), rest, rate, false);
    }

    /// @notice Profit as counted here, base units, rounded down.
    /// @param unvested Value less locked, X32
    function profit(FeeMark self, int256 unvested) internal pure returns (int256) {
        unchecked {
            return sourceCash(self) + (unvested >> 32); // 96 and 130 bits
        }
    }

    /// @return Base units, taken and not paid out; what is carried comes on top.
    function owed(FeeMark self) internal pure returns (uint256) {
        unchecked {
            return (mark(self) * bps(self)) / BPS; // cannot overflow: 96 and 16 bits
        }
    }

    /// @return Cash from sources less cash to them, less what payouts took off, base units.
    function sourceCash(FeeMark self) internal pure returns (int256) {
        return int96(uint96(FeeMark.unwrap(self)));
    }

    /// @return Profit on which the fee has been taken, less what payouts took off, base units.
    function mark(FeeMark self) internal pure returns (uint256) {
        return uint96(FeeMark.unwrap(self) >> MARK_AT);
    }

    function bps(FeeMark self) internal pure returns (uint256) {
        return uint16(FeeMark.unwrap(self) >> RATE_AT);
    }

    /// @return Whether more is owed than follows from the mark.
    function hasCarried(FeeMark self) internal pure returns (bool) {
        return FeeMark.unwrap(self) & CARRIED_BIT != 0;
    }
}

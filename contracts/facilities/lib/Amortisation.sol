// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice A debt that is repaid by level payments, one at the end of each period: a loan, or a lease seen as one.
struct Schedule {
    uint256 principal; // base units, below 2^96
    uint256 payment; // base units, level
    uint256 finalPayment; // base units; balloon or buyout, due beside the last level payment; at most the principal
    uint256 growth; // rate of one period [2^-128]
    uint256 payments; // 1 to 120
}

using Amortisation for Schedule global;

/// @title Amortisation
/// @notice What is owed of a debt after k payments, in closed form: no loop over the term.
/// @dev frontend/src/lib/debt/amortisation.ts is the same, to the unit.
///
///      POWERS. (1 + rate)^k is a fixed-point number with 128 binary places, by squaring, every product rounded down.
///      It never exceeds the true power, and its relative error is below k · 2^-128: by induction, since a product has
///      the errors of its factors and less than 2^-128 of its own. From 2^31 on (`LIMIT`) it saturates; terms that grow
///      so far are no terms.
///
///      BALANCES. In the true balance P·q^k − A·(q^k − 1)/rate, an error δ of the power weighs (A/rate − P)·δ, which
///      for a level payment A is (P − F)·δ / (q^n − 1). With δ < k · 2^-128 · q^k that is less than 2^-128 · P ·
///      (1/rate + n); the fraction that the annuity loses weighs less than 2^-128 · A. With P < 2^96, and a rate of
///      0.01 % a year or more for an hour or more, both together are below a unit, and below 1/40 of it at less than
///      100 % a period. Both only raise a balance.
///
///      ORDER. The power rises with k, since a period adds more than the errors, and the balance falls as it rises. The
///      fraction of the annuity cannot turn that: a payment repays at least 1/120 of all that was repaid before it, and
///      a balance from which less than a unit was repaid is the principal. So balances never rise, at any rate; and at
///      the rates above, where a period's interest outweighs the errors, interest owed so far never falls.
library Amortisation {
    /// @notice One, with 128 binary places.
    uint256 internal constant ONE = 1 << 128;

    /// @notice Growth at which a power saturates. A principal below 2^96 times a power fits a word.
    uint256 internal constant LIMIT = 1 << 159;

    /// @notice The rate of a period, in proportion to its length. Rounded up.
    /// @param yearlyRate WAD
    /// @param period Seconds
    /// @return growth [2^-128]
    function ratePerPeriodUp(uint256 yearlyRate, uint256 period) internal pure returns (uint256 growth) {
        return Math.mulDiv(yearlyRate * period, ONE, 1e18 * 365 days, Math.Rounding.Ceil);
    }

    /// @notice What 1 grows to in `k` periods [2^-128]. Rounded down, and never above `LIMIT`.
    /// @dev A base is squared only if it is needed once more: when it saturates, the result does.
    function power(uint256 growth, uint256 k) internal pure returns (uint256 result) {
        result = ONE;
        uint256 base = Math.min(ONE + growth, LIMIT);
        while (true) {
            if (k & 1 == 1) {
                result = _productDown(result, base);
                if (result >= LIMIT) return LIMIT;
            }
            k >>= 1;
            if (k == 0) return result;
            base = _productDown(base, base);
            if (base >= LIMIT) return LIMIT;
        }
    }

    /// @notice The least level payment that repays `principal` in `payments` payments and a final one. Rounded up.
    function levelPaymentUp(
        uint256 principal,
        uint256 growth,
        uint256 payments,
        uint256 finalPayment
    ) internal pure returns (uint256) {
        if (growth == 0) return Math.ceilDiv(principal - finalPayment, payments);
        uint256 grown = power(growth, payments);
        uint256 toRepay = principal * grown - finalPayment * ONE;
        return Math.ceilDiv(Math.mulDiv(toRepay, growth, grown - ONE, Math.Rounding.Ceil), ONE);
    }

    /// @notice How many of the payments it takes. Fewer than there are where one of them, rounded up, repays so much
    ///         more than it must that the others, with what is due at the end, fall away.
    function paymentsNeeded(Schedule memory self) internal pure returns (uint256) {
        if (_leftAfter(self, self.payments - 1) > 0) return self.payments;
        return termFor(self.principal, self.growth, self.payment, self.payments);
    }

    /// @notice Principal outstanding after `k` payments. Rounded up.
    function balanceAfterUp(Schedule memory self, uint256 k) internal pure returns (uint256) {
        return k < self.payments ? Math.ceilDiv(_leftAfter(self, k), ONE) : 0;
    }

    /// @notice What the first `k` payments come to, all of them together.
    function owedAfter(Schedule memory self, uint256 k) internal pure returns (uint256 interest, uint256 principal) {
        if (k >= self.payments) return (totalOwed(self) - self.principal, self.principal);
        principal = self.principal - balanceAfterUp(self, k);
        interest = k * self.payment - principal;
    }

    /// @notice All payments together.
    function totalOwed(Schedule memory self) internal pure returns (uint256) {
        return (self.payments - 1) * self.payment + lastPayment(self);
    }

    /// @notice The last payment, the final one included: what is owed before it with a period's interest, so that it
    ///         closes the schedule to the unit. What the others, rounded up, have repaid too much is missing from it.
    function lastPayment(Schedule memory self) internal pure returns (uint256) {
        uint256 owed = _leftAfter(self, self.payments - 1);
        uint256 payment = Math.ceilDiv(Math.mulShr(owed, ONE + self.growth, 128, Math.Rounding.Ceil), ONE);
        // Its rounding alone would ask for a unit more than for any other payment.
        return Math.max(Math.min(payment, self.payment + self.finalPayment), Math.ceilDiv(owed, ONE));
    }

    /// @notice How many payments `paid`, the sum of all that was paid, covers in full.
    function paymentsCovered(Schedule memory self, uint256 paid) internal pure returns (uint256) {
        uint256 beforeLast;
        unchecked {
            beforeLast = self.payments - 1; // of 1 to 120
            if (paid < beforeLast * self.payment) return paid / self.payment;
        }
        return paid < totalOwed(self) ? beforeLast : self.payments;
    }

    /// @notice The rate at which `payments` payments and a final one are worth `principal` [2^-128]. Rounded down;
    ///         below 100 % a period. The payments together must not be below the principal.
    function implicitGrowth(
        uint256 principal,
        uint256 payment,
        uint256 payments,
        uint256 finalPayment
    ) internal pure returns (uint256 growth) {
        for (uint256 bit = ONE >> 1; bit > 0; bit >>= 1) {
            (uint256 grown, uint256 annuity) = _growth(growth | bit, payments);
            uint256 paid = Math.saturatingAdd(Math.saturatingMul(payment, annuity), finalPayment * ONE);
            if (grown < LIMIT && principal * grown <= paid) growth |= bit;
        }
    }

    /// @notice The least number of payments that repays `principal`, or `maxPayments` where none does.
    function termFor(
        uint256 principal,
        uint256 growth,
        uint256 payment,
        uint256 maxPayments
    ) internal pure returns (uint256) {
        uint256 least = 1;
        while (least < maxPayments) {
            uint256 middle = (least + maxPayments) / 2;
            (uint256 grown, uint256 annuity) = _growth(growth, middle);
            if (principal * grown <= Math.saturatingMul(payment, annuity)) maxPayments = middle;
            else least = middle + 1;
        }
        return maxPayments;
    }

    /// @dev What the first `k` payments leave of the principal with its interest [2^-128].
    function _leftAfter(Schedule memory self, uint256 k) private pure returns (uint256) {
        (uint256 grown, uint256 annuity) = _growth(self.growth, k);
        uint256 owed = Math.saturatingSub(self.principal * grown, Math.saturatingMul(self.payment, annuity));
        // Without repayment the rounding of the annuity would show as a unit above the principal.
        return Math.min(self.principal * ONE, owed);
    }

    /// @dev What 1 grows to in `k` periods, and what 1 paid at the end of each has come to by then [2^-128], rounded
    ///      down.
    function _growth(uint256 growth, uint256 k) private pure returns (uint256 grown, uint256 annuity) {
        grown = power(growth, k);
        annuity = growth == 0 ? k * ONE : Math.mulDiv(grown - ONE, ONE, growth);
    }

    /// @dev Of factors up to `LIMIT`: the upper half of the product is below 2^62.
    function _productDown(uint256 a, uint256 b) private pure returns (uint256) {
        (uint256 high, uint256 low) = Math.mul512(a, b);
        return (high << 128) | (low >> 128);
    }
}

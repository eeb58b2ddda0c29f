// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {DebtState} from "../../interfaces/FacilityTypes.sol";
import {Amortisation, Schedule} from "./Amortisation.sol";

/// @notice A loan or a lease as stored. Money in base units. Payment k is due at start + k * period.
/// @dev Interest of 120 payments, each at most twice the principal, has 104 bits.
struct StoredDebt {
    // slot 0
    uint96 principal;
    uint104 payment;
    uint40 start;
    uint8 payments;
    bool shorten;
    // slot 1
    uint128 growth;
    uint96 finalPayment;
    uint32 period;
    // slot 2
    uint104 interestPaid;
    uint96 principalPaid;
    uint32 grace;
    bool chargesLate; // where it does not, the next slot is zero and not read
    // slot 3
    uint128 lateOwed;
    uint64 lateRate;
    uint40 lateAt;
}

/// @notice The same in memory, to be worked on.
struct Debt {
    Schedule schedule; // its principal is what was outstanding when it began, or began anew
    uint256 interestPaid; // since it began
    uint256 principalPaid;
    uint256 start; // unix seconds
    uint256 period; // seconds
    uint256 grace; // seconds from due to late
    bool shorten;
    bool chargesLate; // late interest
    uint256 lateOwed; // late interest counted and not paid
    uint256 lateRate; // 1e18 = 100 % a year
    uint256 lateAt; // unix seconds; late interest is counted up to here
}

/// @notice Debt service, base units.
struct Service {
    uint256 late;
    uint256 interest;
    uint256 principal;
}

using DebtLib for Debt global;
using DebtLib for StoredDebt global;

/// @title DebtLib
/// @notice What a loan or a lease claims, and what a payment does to it.
///
/// PAYMENTS. A payment is claimed from the second in which its period begins, and due at its end: rent earned in a
/// period serves that period's payment. Money pays late interest, then all interest that is claimed, then principal,
/// whichever payment it belongs to; how many payments are covered follows from the sum alone, so splitting a payment
/// changes nothing.
///
/// INTEREST never accrues past a due date: what is unpaid after its grace costs late interest from then on, if the
/// terms say so, and nothing else. Within the grace no second is dearer than another.
///
/// AHEAD OF TIME. What exceeds the claims is principal ahead of its time. All begun periods are paid by then, so the
/// schedule begins anew at the end of the running one, as if the money came in only then: prepaying never costs the
/// vault.
library DebtLib {
    using SafeCast for uint256;

    uint256 private constant YEAR = 365 days;
    uint256 private constant WAD = 1e18;

    /// @notice A debt in memory, every word of it read once.
    function read(StoredDebt storage self) internal view returns (Debt memory d) {
        Schedule memory s = d.schedule;
        (s.principal, s.payment, s.payments) = (self.principal, self.payment, self.payments);
        (s.growth, s.finalPayment) = (self.growth, self.finalPayment);
        (d.start, d.period, d.shorten) = (self.start, self.period, self.shorten);
        (d.interestPaid, d.principalPaid) = (self.interestPaid, self.principalPaid);
        (d.grace, d.chargesLate) = (self.grace, self.chargesLate);
        if (d.chargesLate) (d.lateOwed, d.lateRate, d.lateAt) = (self.lateOwed, self.lateRate, self.lateAt);
    }

    /// @notice Writes down what was paid, and the late interest that was counted.
    function writePaid(Debt memory self, StoredDebt storage to) internal {
        if (to.interestPaid != self.interestPaid) to.interestPaid = self.interestPaid.toUint104();
        if (to.principalPaid != self.principalPaid) to.principalPaid = self.principalPaid.toUint96();
        if (self.chargesLate) (to.lateOwed, to.lateAt) = (self.lateOwed.toUint128(), self.lateAt.toUint40());
    }

    /// @notice Writes a debt down whose schedule began, or began anew.
    function write(Debt memory self, StoredDebt storage to) internal {
        Schedule memory s = self.schedule;
        (to.principal, to.payment) = (s.principal.toUint96(), s.payment.toUint104());
        (to.start, to.payments, to.shorten) = (self.start.toUint40(), s.payments.toUint8(), self.shorten);
        (to.growth, to.finalPayment) = (s.growth.toUint128(), s.finalPayment.toUint96());
        (to.period, to.grace, to.chargesLate) = (self.period.toUint32(), self.grace.toUint32(), self.chargesLate);
        if (self.chargesLate) to.lateRate = self.lateRate.toUint64();
        writePaid(self, to);
    }

    function state(Debt memory self) internal pure returns (DebtState memory) {
        Schedule memory s = self.schedule;
        return
            DebtState({
                principal: s.principal.toUint128(),
                payment: s.payment.toUint128(),
                finalPayment: s.finalPayment.toUint128(),
                growth: s.growth.toUint128(),
                interestPaid: self.interestPaid.toUint128(),
                principalPaid: self.principalPaid.toUint128(),
                start: self.start.toUint40(),
                period: self.period.toUint32(),
                payments: s.payments.toUint16(),
                shorten: self.shorten,
                lateRate: self.lateRate.toUint64(),
                lateAt: self.lateAt.toUint40(),
                lateOwed: self.lateOwed.toUint128()
            });
    }

    /// @notice Principal that has not been paid.
    function outstanding(Debt memory self) internal pure returns (uint256) {
        unchecked {
            return self.schedule.principal - self.principalPaid; // no more is ever paid
        }
    }

    /// @notice Payments whose due date is not after second `t`.
    function dueBy(Debt memory self, uint256 t) internal pure returns (uint256) {
        uint256 payments = self.schedule.payments;
        if (t < self.start || payments == 0) return 0;
        unchecked {
            return Math.min(payments, (t - self.start) / self.period);
        }
    }

    /// @notice Payments whose period has begun before second `t`.
    function begunBy(Debt memory self, uint256 t) internal pure returns (uint256) {
        uint256 payments = self.schedule.payments;
        if (t <= self.start || payments == 0) return 0;
        unchecked {
            return Math.min(payments, Math.ceilDiv(t - self.start, self.period));
        }
    }

    /// @notice Payments that are covered, first in, first out.
    function covered(Debt memory self) internal pure returns (uint256) {
        if (self.schedule.payments == 0) return 0;
        return self.schedule.paymentsCovered(self.interestPaid + self.principalPaid);
    }

    /// @notice Unix second in which payment `k` falls due.
    function dueDate(Debt memory self, uint256 k) internal pure returns (uint256) {
        unchecked {
            return self.start + k * self.period; // 40, 7 and 32 bits
        }
    }

    /// @notice The second from which it is late unless more is paid; 0 once it has been repaid.
    function deadline(Debt memory self) internal pure returns (uint256) {
        unchecked {
            return outstanding(self) == 0 ? 0 : dueDate(self, covered(self) + 1) + self.grace;
        }
    }

    /// @notice What is claimed of the first `count` payments, and not paid.
    function claims(Debt memory self, uint256 count) internal pure returns (Service memory owed) {
        if (self.chargesLate) owed.late = self.lateOwed;
        if (count == 0) return owed;
        (uint256 interest, uint256 principal) = self.schedule.owedAfter(count);
        owed.interest = Math.saturatingSub(interest, self.interestPaid);
        owed.principal = Math.saturatingSub(principal, self.principalPaid);
    }

    /// @notice Counts late interest up to now.
    function countLate(Debt memory self) internal view {
        if (!self.chargesLate) return;
        uint256 late = lateSince(self);
        self.lateOwed += late;
        if (block.timestamp > self.lateAt) self.lateAt = block.timestamp;
    }

    /// @notice Late interest that has not been counted yet: simple, on what is past its grace, rounded up.
    function lateSince(Debt memory self) internal view returns (uint256) {
        if (!self.chargesLate || block.timestamp <= self.lateAt) return 0;
        uint256 area = overdueArea(self, self.lateAt - self.grace, block.timestamp - self.grace);
        return Math.mulDiv(area, self.lateRate, WAD * YEAR, Math.Rounding.Ceil);
    }

    /// @notice Overdue base units times seconds between `from` and `to`, nothing being paid meanwhile. The sum over the
    ///         due dates that pass is an arithmetic series.
    function overdueArea(Debt memory self, uint256 from, uint256 to) internal pure returns (uint256 area) {
        Schedule memory s = self.schedule;
        uint256 oldest = covered(self) + 1;
        uint256 newest = dueBy(self, to);
        if (newest < oldest) return 0;
        // Of the oldest, what is missing.
        uint256 paid = self.interestPaid + self.principalPaid;
        area = (_total(s, oldest) - paid) * (to - Math.max(dueDate(self, oldest), from));
        if (newest == oldest) return area;
        // Of the newest, all of it: it may be the last, which is larger or smaller.
        uint256 last = _total(s, newest) - _total(s, newest - 1);
        area += last * (to - Math.max(dueDate(self, newest), from));
        // Between them, level payments: those that were due by `from` for the whole time, the others since their dates.
        uint256 first = oldest + 1;
        uint256 old = Math.min(Math.max(dueBy(self, from), oldest), newest - 1) - oldest;
        area += old * s.payment * (to - from);
        first += old;
        if (first >= newest) return area;
        uint256 count = newest - first;
        uint256 since = to - dueDate(self, first);
        area += s.payment * (count * since - (self.period * count * (count - 1)) / 2);
    }

    /// @notice Takes `amount` for what is owed of what is claimed. What it does not need is left.
    function take(
        Debt memory self,
        Service memory owed,
        uint256 amount
    ) internal pure returns (Service memory paid, uint256 left) {
        unchecked {
            // Each is the lesser of what is left and what is owed.
            paid.late = Math.min(amount, owed.late);
            left = amount - paid.late;
            paid.interest = Math.min(left, owed.interest);
            left -= paid.interest;
            paid.principal = Math.min(left, owed.principal);
            left -= paid.principal;
            self.lateOwed -= paid.late;
            self.interestPaid += paid.interest;
            self.principalPaid += paid.principal;
        }
    }

    /// @notice Takes principal ahead of its time, when the first `count` payments, all that have begun, are paid.
    function prepay(Debt memory self, uint256 amount, uint256 count) internal pure {
        Schedule memory s = self.schedule;
        uint256 left = outstanding(self) - amount;
        uint256 remaining = s.payments - count;
        uint256 finalPayment = Math.min(s.finalPayment, left);
        if (left == 0) (remaining, s.payment) = (0, 0);
        else if (self.shorten) remaining = Amortisation.termFor(left, s.growth, s.payment, remaining);
        else s.payment = Amortisation.levelPaymentUp(left, s.growth, remaining, finalPayment);
        self.start = dueDate(self, count);
        (s.principal, s.finalPayment, s.payments) = (left, finalPayment, remaining);
        (self.interestPaid, self.principalPaid) = (0, 0);
        if (left != 0) trim(self);
    }

    /// @notice Leaves out the payments that it does not take, with what is due at the end.
    function trim(Debt memory self) internal pure {
        Schedule memory s = self.schedule;
        uint256 needed = s.paymentsNeeded();
        if (needed < s.payments) (s.payments, s.finalPayment) = (needed, 0);
    }

    function _total(Schedule memory s, uint256 count) private pure returns (uint256) {
        (uint256 interest, uint256 principal) = Amortisation.owedAfter(s, count);
        return interest + principal;
    }
}

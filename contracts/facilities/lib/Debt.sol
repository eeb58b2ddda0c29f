// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {DebtState} from "../../interfaces/FacilityTypes.sol";
import {Amortisation, Schedule} from "./Amortisation.sol";

/// @notice A loan or a lease as stored. Money in base units. Payment k is due at start + k * period.
struct Debt {
    // slot 0
    uint128 principal; // outstanding when the schedule began, or began anew
    uint128 payment; // level
    // slot 1
    uint128 finalPayment; // due with the last payment
    uint128 growth; // rate of one period, 2^128 = 100 %
    // slot 2
    uint128 interestPaid; // since the schedule began
    uint128 principalPaid;
    // slot 3
    uint40 start; // unix seconds
    uint32 period; // seconds
    uint16 payments;
    bool shorten;
    uint64 lateRate; // 1e18 = 100 % a year
    uint40 lateAt; // unix seconds; late interest is counted up to here
    uint32 grace; // seconds from due to late
    // slot 4
    uint128 lateOwed; // late interest counted and not paid
}

/// @notice Debt service, base units.
struct Service {
    uint256 late;
    uint256 interest;
    uint256 principal;
}

using DebtLib for Debt global;

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

    function state(Debt storage self) internal view returns (DebtState memory s) {
        (s.principal, s.payment) = (self.principal, self.payment);
        (s.finalPayment, s.growth) = (self.finalPayment, self.growth);
        (s.interestPaid, s.principalPaid) = (self.interestPaid, self.principalPaid);
        (s.start, s.period, s.payments, s.shorten) = (self.start, self.period, self.payments, self.shorten);
        (s.lateRate, s.lateAt, s.lateOwed) = (self.lateRate, self.lateAt, self.lateOwed);
    }

    function schedule(Debt storage self) internal view returns (Schedule memory) {
        return Schedule(self.principal, self.payment, self.finalPayment, self.growth, self.payments);
    }

    /// @notice Principal that has not been paid.
    function outstanding(Debt storage self) internal view returns (uint256) {
        return self.principal - self.principalPaid;
    }

    /// @notice Payments whose due date is not after second `t`.
    function dueBy(Debt storage self, uint256 t) internal view returns (uint256) {
        if (t < self.start || self.payments == 0) return 0;
        return Math.min(self.payments, (t - self.start) / self.period);
    }

    /// @notice Payments whose period has begun before second `t`.
    function begunBy(Debt storage self, uint256 t) internal view returns (uint256) {
        if (t <= self.start || self.payments == 0) return 0;
        return Math.min(self.payments, Math.ceilDiv(t - self.start, self.period));
    }

    /// @notice Payments that are covered, first in, first out.
    function covered(Debt storage self, Schedule memory s) internal view returns (uint256) {
        if (s.payments == 0) return 0;
        return Amortisation.paymentsCovered(s, uint256(self.interestPaid) + self.principalPaid);
    }

    /// @notice Unix second in which payment `k` falls due.
    function dueDate(Debt storage self, uint256 k) internal view returns (uint256) {
        return self.start + k * self.period;
    }

    /// @notice The second from which it is late unless more is paid; 0 once it has been repaid.
    function deadline(Debt storage self, Schedule memory s, uint256 grace) internal view returns (uint256) {
        return outstanding(self) == 0 ? 0 : dueDate(self, covered(self, s) + 1) + grace;
    }

    /// @notice What is claimed of the first `count` payments, and not paid.
    function claims(Debt storage self, Schedule memory s, uint256 count) internal view returns (Service memory owed) {
        if (self.lateRate != 0) owed.late = self.lateOwed;
        if (count == 0) return owed;
        (uint256 interest, uint256 principal) = Amortisation.owedAfter(s, count);
        owed.interest = Math.saturatingSub(interest, self.interestPaid);
        owed.principal = Math.saturatingSub(principal, self.principalPaid);
    }

    /// @notice Counts late interest up to now.
    function countLate(Debt storage self, Schedule memory s) internal {
        if (self.lateRate == 0) return;
        uint256 late = lateSince(self, s);
        if (late > 0) self.lateOwed += late.toUint128();
        if (block.timestamp > self.lateAt) self.lateAt = uint40(block.timestamp);
    }

    /// @notice Late interest that has not been counted yet: simple, on what is past its grace, rounded up.
    function lateSince(Debt storage self, Schedule memory s) internal view returns (uint256) {
        if (self.lateRate == 0 || block.timestamp <= self.lateAt) return 0;
        uint256 area = overdueArea(self, s, self.lateAt - self.grace, block.timestamp - self.grace);
        return Math.mulDiv(area, self.lateRate, WAD * YEAR, Math.Rounding.Ceil);
    }

    /// @notice Overdue base units times seconds between `from` and `to`, nothing being paid meanwhile. The sum over the
    ///         due dates that pass is an arithmetic series.
    function overdueArea(
        Debt storage self,
        Schedule memory s,
        uint256 from,
        uint256 to
    ) internal view returns (uint256 area) {
        uint256 oldest = covered(self, s) + 1;
        uint256 newest = dueBy(self, to);
        if (newest < oldest) return 0;
        // Of the oldest, what is missing.
        uint256 paid = uint256(self.interestPaid) + self.principalPaid;
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
        Debt storage self,
        Service memory owed,
        uint256 amount
    ) internal returns (Service memory paid, uint256 left) {
        paid.late = Math.min(amount, owed.late);
        left = amount - paid.late;
        paid.interest = Math.min(left, owed.interest);
        left -= paid.interest;
        paid.principal = Math.min(left, owed.principal);
        left -= paid.principal;
        if (paid.late > 0) self.lateOwed -= paid.late.toUint128();
        if (paid.interest > 0) self.interestPaid += paid.interest.toUint128();
        if (paid.principal > 0) self.principalPaid += paid.principal.toUint128();
    }

    /// @notice Takes principal ahead of its time, when the first `count` payments, all that have begun, are paid.
    function prepay(Debt storage self, Schedule memory s, uint256 amount, uint256 count) internal {
        uint256 left = outstanding(self) - amount;
        uint256 remaining = self.payments - count;
        uint256 finalPayment = Math.min(self.finalPayment, left);
        if (left == 0) (remaining, self.payment) = (0, 0);
        else if (self.shorten) remaining = Amortisation.termFor(left, s.growth, s.payment, remaining);
        else self.payment = Amortisation.levelPaymentUp(left, s.growth, remaining, finalPayment).toUint128();
        self.start = dueDate(self, count).toUint40();
        self.payments = uint16(remaining);
        self.principal = left.toUint128();
        self.finalPayment = finalPayment.toUint128();
        (self.interestPaid, self.principalPaid) = (0, 0);
        if (left != 0) trim(self);
    }

    /// @notice Leaves out the payments that it does not take, with what is due at the end.
    function trim(Debt storage self) internal {
        uint256 needed = schedule(self).paymentsNeeded();
        if (needed < self.payments) (self.payments, self.finalPayment) = (uint16(needed), 0);
    }

    function _total(Schedule memory s, uint256 count) private pure returns (uint256) {
        (uint256 interest, uint256 principal) = Amortisation.owedAfter(s, count);
        return interest + principal;
    }
}

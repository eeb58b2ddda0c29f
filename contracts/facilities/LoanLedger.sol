// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Amortisation, Schedule} from "./lib/Amortisation.sol";
import {Debt, Service, StoredDebt} from "./lib/Debt.sol";
import {TermRules} from "./lib/TermRules.sol";
import {DebtState, Terms} from "../interfaces/FacilityTypes.sol";
import {Claim, ILoanLedger, Paid} from "../interfaces/ILoanLedger.sol";

/// @title LoanLedger
/// @notice What is owed of loans and leases, and what a payment does to it.
///
/// SCHEDULE. Level payments from the in-service second on, on what has been drawn by then; a lease's rate is the one at
/// which its rent is worth its price. See `Amortisation` for the closed form and its error, `Debt` for what a payment
/// pays.
///
/// TRUST. The manager that made this ledger says what was paid; nobody else changes a schedule.
contract LoanLedger is ILoanLedger {
    /// @inheritdoc ILoanLedger
    address public immutable manager = msg.sender;

    mapping(uint256 cluster => StoredDebt) private _debts;

    modifier onlyManager() {
        if (msg.sender != manager) revert LoanLedger_NotManager(msg.sender);
        _;
    }

    // --- the manager ---

    /// @inheritdoc ILoanLedger
    function plan(uint256 cluster, Terms calldata terms) external onlyManager returns (uint256 period, uint256 life) {
        (uint256 growth, uint256 payment) = TermRules.checkDebt(terms);
        Debt memory debt;
        debt.schedule = Schedule(terms.amount, payment, terms.debt.finalPayment, growth, terms.debt.payments);
        (debt.period, debt.grace, debt.shorten) = (terms.debt.period, terms.paymentGrace, terms.debt.shorten);
        (debt.lateRate, debt.chargesLate) = (terms.debt.lateRate, terms.debt.lateRate != 0);
        debt.write(_debts[cluster]);
        return (terms.debt.period, uint256(terms.debt.period) * terms.debt.payments);
    }

    /// @inheritdoc ILoanLedger
    function begin(
        uint256 cluster,
        uint256 cost,
        bool isLease,
        uint40 start
    ) external onlyManager returns (uint256 deadline) {
        Debt memory debt = _debts[cluster].read();
        Schedule memory s = debt.schedule;
        uint256 whole = s.principal;
        s.finalPayment = Math.min(cost, Math.mulDiv(s.finalPayment, cost, whole, Math.Rounding.Ceil));
        s.payment =
            isLease
                ? Math.mulDiv(s.payment, cost, whole, Math.Rounding.Ceil)
                : Amortisation.levelPaymentUp(cost, s.growth, s.payments, s.finalPayment);
        s.principal = cost;
        (debt.start, debt.lateAt) = (start, debt.chargesLate ? start : 0);
        debt.trim();
        debt.write(_debts[cluster]);
        emit DebtBegun(cluster, debt.state());
        return uint256(start) + debt.period + debt.grace;
    }

    /// @inheritdoc ILoanLedger
    function pay(
        uint256 cluster,
        uint256 reportedUntil,
        uint256 amount
    ) external onlyManager returns (Claim memory claimed, Paid memory paid) {
        StoredDebt storage stored = _debts[cluster];
        Debt memory debt = stored.read();
        if (debt.schedule.payments == 0) return (claimed, paid);
        claimed = _open(debt);
        // Payments that are due by now, or whose rent has been reported.
        uint256 count = Math.max(debt.dueBy(block.timestamp), debt.begunBy(reportedUntil));
        Service memory owed = debt.claims(count);
        (claimed.interest, claimed.principal) = (owed.late + owed.interest, owed.principal);
        _take(cluster, debt, owed, amount);
        debt.writePaid(stored);
        _close(debt, paid);
    }

    /// @inheritdoc ILoanLedger
    function serve(uint256 cluster, uint256 swept, uint256 reserve) external onlyManager returns (Paid memory paid) {
        StoredDebt storage stored = _debts[cluster];
        Debt memory debt = stored.read();
        if (swept > 0) (paid.interest, paid.principal) = _payAhead(cluster, debt, swept);
        if (reserve > 0) {
            (, uint256 left) = _take(cluster, debt, debt.claims(debt.dueBy(block.timestamp)), reserve);
            paid.fromReserve = reserve - left;
            debt.writePaid(stored);
        }
        _close(debt, paid);
    }

    /// @inheritdoc ILoanLedger
    function repay(
        uint256 cluster,
        uint256 amount
    ) external onlyManager returns (Claim memory claimed, Paid memory paid) {
        Debt memory debt = _debts[cluster].read();
        claimed = _open(debt);
        (paid.interest, paid.principal) = _payAhead(cluster, debt, amount);
        _close(debt, paid);
    }

    /// @inheritdoc ILoanLedger
    function forget(uint256 cluster) external onlyManager {
        delete _debts[cluster];
    }

    // --- views ---

    /// @inheritdoc ILoanLedger
    function serviceOf(uint256 cluster) external view returns (uint256, uint256) {
        StoredDebt storage debt = _debts[cluster];
        return (debt.payment, debt.period);
    }

    /// @inheritdoc ILoanLedger
    function debtOf(uint256 cluster) external view returns (DebtState memory) {
        return _debts[cluster].read().state();
    }

    /// @inheritdoc ILoanLedger
    function owedOf(
        uint256 cluster
    ) external view returns (uint256 lateInterest, uint256 interest, uint256 principal, uint256 outstanding) {
        Debt memory debt = _debts[cluster].read();
        outstanding = debt.outstanding();
        if (debt.start == 0) return (0, 0, 0, outstanding); // not in service yet
        Service memory claimed = debt.claims(debt.begunBy(block.timestamp));
        lateInterest = claimed.late + debt.lateSince();
        (interest, principal) = (claimed.interest, claimed.principal);
    }

    // --- internals ---

    /// @dev Before debt is paid: late interest up to now, and since when the oldest payment's period runs. Interest
    ///      vests over a payment's period at least: what is paid early has not been earned earlier.
    function _open(Debt memory debt) private view returns (Claim memory c) {
        debt.countLate();
        c.scheduled = true;
        c.outstanding = debt.outstanding();
        c.vestFrom = debt.dueDate(debt.covered());
        c.vestOver = Math.max(Math.saturatingSub(block.timestamp, c.vestFrom), debt.period);
    }

    /// @dev Pays the payment that runs, then principal ahead of its time. Takes no more than is outstanding.
    function _payAhead(
        uint256 cluster,
        Debt memory debt,
        uint256 amount
    ) private returns (uint256 interest, uint256 principal) {
        uint256 count = debt.begunBy(block.timestamp);
        (Service memory service, uint256 left) = _take(cluster, debt, debt.claims(count), amount);
        uint256 ahead = Math.min(left, debt.outstanding());
        if (ahead == 0) {
            debt.writePaid(_debts[cluster]);
        } else {
            debt.prepay(ahead, count);
            debt.write(_debts[cluster]);
            emit DebtPrepaid(cluster, ahead, debt.state());
        }
        return (service.late + service.interest, service.principal + ahead);
    }

    function _take(
        uint256 cluster,
        Debt memory debt,
        Service memory owed,
        uint256 amount
    ) private returns (Service memory service, uint256 left) {
        if (amount == 0) return (service, 0);
        (service, left) = debt.take(owed, amount);
        if (left == amount) return (service, left);
        emit DebtPaid(cluster, service.late, service.interest, service.principal, debt.outstanding());
    }

    function _close(Debt memory debt, Paid memory paid) private pure {
        paid.outstanding = debt.outstanding();
        paid.deadline = debt.deadline();
    }
}

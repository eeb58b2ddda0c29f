// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Facility, FacilityStatus, Form, Lines, Terms} from "../interfaces/FacilityTypes.sol";
import {IFacilityManager, ManagerParts} from "../interfaces/IFacilityManager.sol";
import {Claim, ILoanLedger, Paid} from "../interfaces/ILoanLedger.sol";
import {Posting} from "../interfaces/IGpuYieldVault.sol";
import {ILoanManager} from "../interfaces/ILoanManager.sol";
import {IRevenueOracle} from "../interfaces/IRevenueOracle.sol";
import {FacilityEntries} from "./FacilityEntries.sol";
import {FacilityManager, Settling} from "./FacilityManager.sol";
import {LoanLedger} from "./LoanLedger.sol";
import {Curve, X32_BITS} from "./lib/Curve.sol";
import {FacilityLib} from "./lib/Facility.sol";
import {FacilityTerms} from "./lib/FacilityTerms.sol";
import {FacilityTimes} from "./lib/FacilityTimes.sol";
import {Claims, Split} from "./lib/Waterfall.sol";

/// @title LoanManager
/// @notice Equipment loans, whose title is the operator's and pledged here, and leases, whose title lies here until
///         everything is paid.
///
/// VALUE is the principal outstanding: it falls in the transaction that brings principal, and not with time. Only
/// interest is income.
///
/// PAYMENTS are claimed from rent of their own period and due at its end; anyone may repay past the lockbox, and ahead
/// of time. What is owed, `LoanLedger` knows.
///
/// A DEFAULT ends the schedule: all rent left after running costs takes the place of value from then on, and pays what
/// else is owed. What of a loan is above that is the operator's.
contract LoanManager is FacilityManager, ILoanManager {
    using FacilityLib for Facility;
    using SafeERC20 for IERC20;

    /// @inheritdoc ILoanManager
    ILoanLedger public immutable ledger;

    constructor(ManagerParts memory given, IRevenueOracle oracle_) FacilityManager(given, oracle_) {
        ledger = new LoanLedger();
    }

    /// @inheritdoc ILoanManager
    function repay(uint256 cluster, uint256 amount) external nonReentrant returns (uint256 used) {
        Facility storage f = _facilities[cluster];
        Settling memory s;
        s.terms = f.readTerms();
        _requireStatus(cluster, s.terms.status(), FacilityStatus.InService);
        if (amount == 0) revert FacilityManager_ZeroAmount();
        s.times = f.readTimes();
        (Claim memory claim, Paid memory paid) = ledger.repay(cluster, amount);
        used = paid.interest + paid.principal;
        s.times = f.plus(s.times, 0, used, 0);
        f.writeTimes(s.times);
        emit Repaid(cluster, msg.sender, paid.interest, paid.principal, claim.vestFrom);
        // What a token keeps for itself on the way is missing in the vault, which refuses the posting then.
        _asset.safeTransferFrom(msg.sender, address(_vault), used);
        Posting memory p;
        _age(p, cluster, f, s, claim, paid, used);
        _tell(p);
        if (s.ends) _conclude(cluster);
    }

    /// @inheritdoc IFacilityManager
    function debtServiceOf(
        uint256 cluster
    ) public view override(FacilityManager, IFacilityManager) returns (uint256, uint256) {
        return ledger.serviceOf(cluster);
    }

    // --- one settlement ---

    function _settle(uint256 cluster, Facility storage f, Settling memory s, Posting memory p) internal override {
        _test(cluster, f, s);
        Claims memory claims = _claim(f, s);
        (Claim memory claim, Paid memory paid) = ledger.pay(
            cluster,
            s.times.reportedUntil(),
            claims.leftOf(s.lines.cash)
        );
        if (!claim.scheduled) {
            // Repaid, or in default. Where there is value left, what remains after the running costs takes its place.
            claim.principal = claim.outstanding = _curveOf(f, s.times).salvage >> X32_BITS;
            (claim.vestFrom, claim.vestOver) = (s.times.reportedUntil(), OVER_THE_CAP);
            // Of a pledge, what is owed above that, and nothing more.
            claims.preferred = Math.saturatingSub(workouts.accrueOwed(cluster), claim.principal);
        }
        (claims.interest, claims.principal) = (claim.interest, claim.principal);
        _distribute(cluster, f, s, claims, Split(s.terms.vaultShareBps(), 0, 0));
        paid = _serve(cluster, f, s, paid);
        if (!claim.scheduled) paid.outstanding = claim.outstanding - s.lines.principal;
        uint256 cash = _deliver(cluster, f, s, claim.vestFrom);
        if (cash > 0) _age(p, cluster, f, s, claim, paid, cash);
    }

    /// @dev Everything has been paid: what was kept back and the title are the operator's, the reserve is the vault's.
    function _conclude(uint256 cluster) internal override {
        Facility storage f = _facilities[cluster];
        FacilityTimes times = f.readTimes();
        if (_curveOf(f, times).isDelinquentAt(block.timestamp)) emit Cured(cluster);
        _end(cluster, f, times);
        address operator = address(uint160(f.terms));
        emit DebtEnded(cluster, operator);
        registry.transferFrom(registry.ownerOf(cluster), operator, cluster);
    }

    // --- what the forms differ in ---

    /// @inheritdoc IFacilityManager
    function finances(Form form) public pure override(FacilityEntries, IFacilityManager) returns (bool) {
        return form == Form.Loan || form == Form.Lease;
    }

    function _plan(
        uint256,
        Facility storage f,
        Terms calldata terms,
        uint256
    ) internal override returns (uint256, uint256) {
        f.form = terms.form;
        // The ledger reads cluster and terms where `open` has them: encoding them once more would take 600 bytes of
        // code.
        bytes memory call = abi.encodePacked(ILoanLedger.plan.selector, msg.data[4:]);
        return abi.decode(Address.functionCall(address(ledger), call), (uint256, uint256));
    }

    function _grow(uint256, Curve memory curve, uint256, uint256 amount) internal pure override {
        curve.salvage += amount << X32_BITS;
    }

    function _begin(
        uint256 cluster,
        Facility storage f,
        FacilityTerms,
        uint40 inServiceAt,
        uint256 cost,
        uint256
    ) internal override returns (uint256 deadline) {
        deadline = ledger.begin(cluster, cost, f.form == Form.Lease, inServiceAt);
        if (deadline <= block.timestamp) revert FacilityManager_InServiceTooEarly(cluster, inServiceAt, deadline);
    }

    /// @dev The oldest payment that is not covered is past its grace.
    function _deadlineOf(
        uint256 cluster,
        FacilityTerms,
        FacilityTimes,
        uint256 postponed
    ) internal override returns (uint256) {
        return ledger.serve(cluster, 0, 0).deadline + postponed;
    }

    function _salvageOf(uint256, uint256) internal pure override returns (uint256) {
        return 0;
    }

    /// @dev In a resolution there is no schedule any more.
    function _call(uint256 cluster) internal override {
        ledger.forget(cluster);
    }

    function _forget(uint256 cluster) internal override {
        ledger.forget(cluster);
    }

    // --- one payment, step by step ---

    /// @dev After what was claimed: what a tier sweeps pays the payment that runs, then principal ahead of its time;
    ///      what falls short when it is due is the reserve's, as far as it reaches. What debt does not need of the
    ///      swept part is the operator's.
    function _serve(
        uint256 cluster,
        Facility storage f,
        Settling memory s,
        Paid memory paid
    ) private returns (Paid memory) {
        Lines memory lines = s.lines;
        uint256 swept = _sweep(s.tier, lines);
        uint256 reserve = s.terms.has(FacilityLib.RESERVE) ? f.reserve + lines.reserve : 0;
        if (swept | reserve != 0) paid = ledger.serve(cluster, swept, reserve);
        if (swept > 0) {
            lines.interest += paid.interest;
            lines.principal += paid.principal;
            lines.toOperator += swept - paid.interest - paid.principal;
            emit ResidualSwept(cluster, paid.interest + paid.principal, 0);
        }
        _keep(cluster, f, s);
        lines.fromReserve = paid.fromReserve;
        if (paid.fromReserve > 0) f.reserve -= uint128(paid.fromReserve); // a part of it
        return paid;
    }

    /// @dev After cash came in: takes the principal off the value, in proportion where the value had been written down;
    ///      moves the deadline, cures what was delinquent, and ends what is repaid.
    function _age(
        Posting memory p,
        uint256 cluster,
        Facility storage f,
        Settling memory s,
        Claim memory claim,
        Paid memory paid,
        uint256 cash
    ) private {
        bool inService = s.terms.status() == FacilityStatus.InService;
        (s.posts, s.ends) = (true, inService && paid.deadline == 0);
        uint256 deadline = paid.deadline + s.postponed;
        uint256 kept = _secondOf(s.times.deadline());
        // On most days interest comes in, and nothing else changes.
        bool isSame = paid.outstanding == claim.outstanding && deadline <= kept && kept > block.timestamp;
        if (inService && !s.ends && isSame) {
            (p.cashIn, p.vestOver) = (cash, claim.vestOver);
            return;
        }
        Curve memory before = _curveOf(f, s.times);
        Curve memory next = before.copy();
        if (paid.outstanding != claim.outstanding) {
            _revalue(next, Math.mulDiv(next.salvage, paid.outstanding, claim.outstanding), next.salvage);
        }
        if (inService && !s.ends) {
            // No payment takes back what a doubt has moved.
            if (kept > block.timestamp) deadline = Math.max(deadline, kept);
            s.times = _setDeadline(cluster, s.times, next, deadline);
            if (next.deadline != before.deadline) f.writeTimes(s.times);
        }
        _turn(p, cluster, f, before, next, cash, claim.vestOver);
    }
}

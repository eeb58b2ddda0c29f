// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Amortisation} from "./book/Amortisation.sol";
import {BookLedger} from "./book/BookLedger.sol";
import {BookSchedule} from "./book/BookSchedule.sol";
import {Debt} from "./book/Debt.sol";
import {DueTimes} from "./book/DueTimes.sol";
import {Facility, Part} from "./book/Facility.sol";
import {TermRules} from "./book/TermRules.sol";
import {BookParts, FacilityStatus, Form, Terms} from "./interfaces/IBookEvents.sol";
import {ClusterStatus, Hardware} from "./interfaces/IClusterRegistry.sol";
import {ATTESTING_TIME} from "./interfaces/IMilestones.sol";
import {IReportBounds, ModelBounds} from "./interfaces/IReportBounds.sol";
import {IRevenueOracle} from "./interfaces/IRevenueOracle.sol";
import {ValueLineLib} from "./vault/ValueLine.sol";

/// @title BookOrigination
/// @notice How a facility begins: approved on its terms, drawn, put in service. The other half of `FacilityBook`, which calls it
///         in its own name and on its own words: together they would be too large for a chain.
///
/// APPROVED. The curator's terms, or those an auction has brought. The title of a lease or a revenue share stays with the book. That
/// of a loan is the operator's from then on, pledged to the book.
///
/// DRAWN. Cash becomes value. Underwriting has the last word. Where the terms name milestones, the money waits for them elsewhere,
/// and comes back if they are not reached.
///
/// SCHEDULE. That of a loan or a lease begins with the in-service second, on what has been drawn by then.
///
/// TRUST. Called by itself it works on its own words, where nothing is approved and no money lies.
contract BookOrigination is BookSchedule {
    using SafeCast for uint256;

    uint256 private constant MAX_LINE = 365 days;

    constructor(address authority_, BookParts memory parts_) BookLedger(authority_, parts_) {}

    /// @notice What it works with. A book takes no other half than one that works with the same.
    function parts() external view returns (BookParts memory) {
        return BookParts(_vault, _registry, _bond, _underwriting, _milestones);
    }

    /// @notice As in `IFacilityBook`.
    function approve(uint256 cluster, Terms calldata terms) external restricted {
        Facility storage f = _facilities[cluster];
        if (f.status != FacilityStatus.None) revert FacilityBook_WrongStatus(cluster, f.status);
        address holder = _registry.controllerOf(cluster);
        if (holder != address(this)) revert FacilityBook_NoTitle(cluster, holder);
        Hardware memory hardware = _registry.hardware(cluster);
        if (hardware.status != ClusterStatus.Ordered) revert FacilityBook_NotOrdered(cluster, hardware.status);
        (uint128 cost, uint128 salvage) = _registry.priceOf(cluster);
        if (terms.form != Form.RevenueShare) salvage = 0;

        TermRules.check(terms, cost);
        _checkPriceLow(cluster, terms);
        uint256 delays = hardware.maxPeriod + _reportingDelay() + terms.paymentGrace;
        uint256 life = hardware.usefulLife;
        if (terms.form != Form.RevenueShare) {
            delays = Math.max(delays, terms.debt.period + terms.paymentGrace);
            life = uint256(terms.debt.period) * terms.debt.payments;
        }
        if (delays > _vault.vestingCap()) revert FacilityBook_DelaysAboveVestingCap(delays, _vault.vestingCap());
        // A line and a resolution, each as long as the line, may follow the end of its life.
        if (terms.milestones.orderedBps + terms.milestones.deliveredBps != 0) life += ATTESTING_TIME;
        uint256 latest = DueTimes.NONE - 1 - delays - life - 2 * MAX_LINE;
        TermRules.requireInRange("inServiceBy", terms.inServiceBy, block.timestamp, latest);

        _remember(f, terms, hardware);
        f.operator = _assign(cluster, terms);
        _covenants[cluster].set(terms.covenants);
        if (terms.form != Form.RevenueShare) _plan(_debts[cluster], terms);
        _lastEnd = uint40(Math.max(_lastEnd, terms.inServiceBy + delays + life + 2 * f.lineLength));
        _clusters.push(cluster);
        emit FacilityApproved(cluster, f.operator, terms, cost, salvage, hardware.usefulLife);
    }

    /// @notice As in `IFacilityBook`.
    function lowerApproval(uint256 cluster, uint128 amount) external restricted {
        Facility storage f = _facilities[cluster];
        uint128 current = f.approved;
        if (amount >= current || amount < f.cost) revert FacilityBook_ApprovalNotLower(amount, current);
        f.approved = amount;
        emit ApprovalLowered(cluster, current, amount);
    }

    /// @notice As in `IFacilityBook`.
    function setLineLength(uint256 cluster, uint32 lineLength) external restricted nonReentrant {
        Facility storage f = _upToDate(cluster);
        if (f.status == FacilityStatus.None) revert FacilityBook_WrongStatus(cluster, f.status);
        if (f.lateSince != 0) revert FacilityBook_Late(cluster, f.lateSince);
        TermRules.requireLine(lineLength);
        emit LineLengthChanged(cluster, f.lineLength, lineLength);
        Part memory before = _begin(f);
        if (lineLength > f.lineLength) _lastEnd += 2 * (lineLength - f.lineLength);
        f.lineLength = lineLength;
        _finish(f, before, 0, 0);
    }

    /// @notice As in `IFacilityBook`.
    function draw(uint256 cluster, uint256 amount, address receiver) external nonReentrant {
        Facility storage f = _upToDate(cluster);
        _requireOperator(cluster, f);
        if (f.status != FacilityStatus.Approved && f.status != FacilityStatus.Drawn) {
            revert FacilityBook_WrongStatus(cluster, f.status);
        }
        if (amount == 0) revert FacilityBook_ZeroAmount();
        if (receiver == address(0)) revert FacilityBook_ZeroAddress();
        uint256 cost = Math.saturatingAdd(f.cost, amount);
        if (cost > f.approved) revert FacilityBook_AboveApproval(cluster, cost, f.approved);
        if (block.timestamp > f.inServiceBy) revert FacilityBook_ApprovalExpired(cluster, f.inServiceBy);
        if (_breaches[f.operator] != 0) revert FacilityBook_OperatorInBreach(f.operator, _breaches[f.operator]);
        _requireBond(cluster, f, cost);

        _begin(f);
        if (!f.isDebt()) {
            // This draw's part of the salvage: parts add up to the whole, and what a write-down took stays away.
            f.salvage += (_salvageOf(cluster, cost) - _salvageOf(cluster, f.cost)).toUint128();
        }
        f.cost = cost.toUint128();
        f.anchor += (amount << ValueLineLib.FINE_BITS).toUint128();
        f.anchorAt = uint40(block.timestamp);
        _financed += amount.toUint128();
        if (f.status == FacilityStatus.Approved) {
            f.status = FacilityStatus.Drawn;
            _setDeadline(cluster, f, f.inServiceBy + _attesting(f) + f.maxPeriod + _reportingDelay());
        }
        _reschedule(f);
        bool waits = _attesting(f) != 0;
        if (waits) receiver = address(_milestones);
        emit Drawn(cluster, receiver, amount, cost);
        _underwriting.onDraw(cluster, amount);
        _vault.fund(receiver, amount, _nextDue);
        if (waits) _milestones.onDraw(cluster, amount);
    }

    /// @notice As in `IFacilityBook`.
    function returnDraw(uint256 cluster, uint256 amount) external nonReentrant {
        if (msg.sender != address(_milestones)) revert FacilityBook_NotMilestones(msg.sender);
        Facility storage f = _upToDate(cluster);
        _pull(amount);
        uint256 value = f.valueFineAt(block.timestamp);
        // Its part of the value: all it is where nothing has worn, and cash has not.
        uint256 valueOut = Math.mulDiv(value, amount, f.cost);
        uint256 cost = f.cost - amount;
        f.cost = cost.toUint128();
        _financed -= (valueOut >> ValueLineLib.FINE_BITS).toUint128();
        emit DrawReturned(cluster, amount, cost);

        Part memory before = _begin(f);
        _setValue(f, value - valueOut, f.isDebt() ? 0 : Math.min(f.salvage, _salvageOf(cluster, cost)));
        if (cost == 0 && f.status == FacilityStatus.Drawn) {
            // As if nothing had been drawn.
            (f.status, f.deadline) = (FacilityStatus.Approved, 0);
            _endLateness(f);
        }
        _finish(f, before, amount, type(uint256).max);
    }

    /// @notice As in `IFacilityBook`.
    function commission(uint256 cluster, uint40 inServiceAt) external nonReentrant {
        Facility storage f = _upToDate(cluster);
        _requireOperator(cluster, f);
        if (f.status != FacilityStatus.Drawn) revert FacilityBook_WrongStatus(cluster, f.status);
        if (_attesting(f) != 0) {
            uint40 attested = _milestones.inServiceAt(cluster);
            if (attested == 0 || inServiceAt != attested)
                revert FacilityBook_NotAttested(cluster, inServiceAt, attested);
        }

        Part memory before = _begin(f);
        f.status = FacilityStatus.InService;
        f.oldestUnpaid = 1;
        f.oldestStart = f.reportedUntil = inServiceAt;
        emit Commissioned(cluster, inServiceAt);
        uint256 deadline = f.isDebt() ? _beginDebt(cluster, f, inServiceAt) : _nextDeadline(cluster, f);
        if (deadline <= block.timestamp) revert FacilityBook_InServiceTooEarly(cluster, inServiceAt, deadline);
        // What is late stays so until its first period has been reported and paid.
        if (f.lateSince == 0 && (f.isDebt() || deadline < f.deadline)) _setDeadline(cluster, f, deadline);
        _registry.commission(cluster, inServiceAt);
        _finish(f, before, 0, 0);
    }

    // --- internals ---

    function _remember(Facility storage f, Terms calldata terms, Hardware memory hardware) private {
        f.status = FacilityStatus.Approved;
        f.form = terms.form;
        f.approved = terms.amount;
        f.vaultShareBps = terms.vaultShareBps;
        f.reserveTarget = terms.reserveTarget;
        f.inServiceBy = terms.inServiceBy;
        f.paymentGrace = terms.paymentGrace;
        f.lineLength = terms.lineLength;
        f.bondBps = terms.bondBps;
        f.usefulLife = hardware.usefulLife;
        f.maxPeriod = hardware.maxPeriod;
        f.preferredRate = terms.share.preferredRate;
        f.stepShareBps = terms.share.stepShareBps;
        f.orderedBps = terms.milestones.orderedBps;
        f.deliveredBps = terms.milestones.deliveredBps;
    }

    /// @dev Whom the terms name operates the cluster; a borrower's title is its own, pledged.
    function _assign(uint256 cluster, Terms calldata terms) private returns (address operator) {
        operator = _registry.operatorOf(cluster);
        if (terms.operator != address(0) && terms.operator != operator) {
            operator = terms.operator;
            _registry.assign(cluster, operator);
        }
        if (terms.form == Form.Loan) _registry.pledge(cluster, operator);
    }

    /// @dev The schedule for the whole amount, until it begins. A lease's rate is the one at which its rent is worth its price.
    function _plan(Debt storage debt, Terms calldata terms) private {
        (uint256 growth, uint256 payment) = TermRules.rateAndPayment(terms);
        (debt.principal, debt.payment) = (terms.amount, payment.toUint128());
        (debt.finalPayment, debt.growth) = (terms.debt.finalPayment, growth.toUint128());
        (debt.period, debt.payments) = (terms.debt.period, terms.debt.payments);
        (debt.lateRate, debt.shorten) = (terms.debt.lateRate, terms.debt.shorten);
        debt.grace = terms.paymentGrace;
    }

    /// @dev On what has been drawn: rent and final payment in proportion, rounded up.
    /// @return deadline Unix seconds
    function _beginDebt(uint256 cluster, Facility storage f, uint40 start) private returns (uint256 deadline) {
        Debt storage debt = _debts[cluster];
        (uint256 cost, uint256 whole) = (f.cost, debt.principal);
        uint256 finalPayment = Math.min(cost, Math.mulDiv(debt.finalPayment, cost, whole, Math.Rounding.Ceil));
        uint256 payment =
            f.form == Form.Lease
                ? Math.mulDiv(debt.payment, cost, whole, Math.Rounding.Ceil)
                : Amortisation.levelPaymentUp(cost, debt.growth, debt.payments, finalPayment);
        (debt.principal, debt.payment) = (cost.toUint128(), payment.toUint128());
        debt.finalPayment = finalPayment.toUint128();
        (debt.start, debt.lateAt) = (start, start);
        emit DebtBegun(cluster, debt.state());
        return uint256(start) + debt.period + f.paymentGrace;
    }

    /// @dev Seconds after the last day of service in which milestones may still be attested; 0 where draws wait for none. What is not
    ///      released by then goes back before anything can be late.
    function _attesting(Facility storage f) private view returns (uint256) {
        return f.orderedBps + f.deliveredBps == 0 ? 0 : ATTESTING_TIME;
    }

    /// @dev The part of the hardware's salvage that `cost` has paid for.
    function _salvageOf(uint256 cluster, uint256 cost) private view returns (uint256) {
        (uint256 fullCost, uint256 fullSalvage) = _registry.priceOf(cluster);
        return Math.mulDiv(fullSalvage, cost, fullCost);
    }

    /// @dev The price band at closing is inside what reports may say at all.
    function _checkPriceLow(uint256 cluster, Terms calldata terms) private view {
        if (terms.covenants.priceLow == 0) return;
        IReportBounds bounds = IReportBounds(IRevenueOracle(_oracle).bounds());
        ModelBounds memory band = bounds.boundsOf(_registry.modelOf(cluster));
        TermRules.requireInRange("priceLow", terms.covenants.priceLow, band.minPrice, band.maxPrice);
    }

    /// @dev First loss: no draw without the operator's bond for all that has been drawn then.
    function _requireBond(uint256 cluster, Facility storage f, uint256 cost) private view {
        uint256 required = Math.ceilDiv(cost * f.bondBps, 10_000);
        uint256 held = _bond.bondOf(cluster);
        if (held < required) revert FacilityBook_BondTooSmall(cluster, held, required);
    }

    function _requireOperator(uint256 cluster, Facility storage f) private view {
        if (msg.sender != f.operator) revert FacilityBook_NotOperator(cluster, msg.sender, f.operator);
    }
}

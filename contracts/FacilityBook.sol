// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {BookOrigination} from "./BookOrigination.sol";
import {BookEndings} from "./book/BookEndings.sol";
import {BookLedger} from "./book/BookLedger.sol";
import {Facility, Part} from "./book/Facility.sol";
import {Intake, Outcome, Settlement} from "./book/Settlement.sol";
import {Waterfall} from "./book/Waterfall.sol";
import {BookParts, FacilityStatus, Lines, Terms} from "./interfaces/IBookEvents.sol";
import {IFacilityBook} from "./interfaces/IFacilityBook.sol";
import {IRevenueOracle, ReportRecord} from "./interfaces/IRevenueOracle.sol";
import {ValueLineLib} from "./vault/ValueLine.sol";

/// @title FacilityBook
/// @notice The instruments of one vault. A facility is approved, drawn, put in service, paid rent, settled, and retired.
///
/// WATERFALL. What was paid in is distributed up to what was reported, in a fixed order: running costs carried over,
/// running costs, reserve, residual. The lines add up to the cash, to the unit. People are credited and pull.
///
/// RECEIVABLE. What was reported and not paid is shown, carried, and never in NAV.
///
/// LATE is a facility whose next report can't be final any more (its deadline and a long window have passed), or whose
/// oldest unpaid rent is past its grace. What leavers are paid for it falls in a straight line to nothing. A settlement
/// after which nothing is due cures it. Nobody needs to call for any of it.
///
/// WEAR starts with the settlement after which the first period is paid in full, or when the facility is first late.
/// Values fall to salvage over the useful life and never rise.
///
/// VESTING. Rent vests over the time since the start of the oldest period it pays for: first in, first out, by a pointer
/// that moves a bounded number of periods per settlement. Where it lags, rent vests slower, never faster.
///
/// ENDS. Sales, defaults and lost GPUs are the work of `Resolutions`, made with the book.
///
/// TRUST. The curator approves and writes down, each with a delay; the operator can draw no more than approved.
/// Tokens sent here directly, past `payIn`, are nobody's and stay.
contract FacilityBook is BookEndings {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @dev From a sale until what was paid in too much goes back: time to report and settle the last period.
    uint256 private constant EXCESS_DELAY = 90 days;
    uint16 private constant MAX_FEE_BPS = 2_000;

    /// @inheritdoc IFacilityBook
    address public immutable origination;

    constructor(
        address authority_,
        BookParts memory parts,
        BookOrigination origination_,
        IRevenueOracle oracle_,
        uint16 feeBps,
        address feeRecipient
    ) BookLedger(authority_, parts) BookEndings(authority_) {
        // It acts in this book's name: it must mean the same vault.
        if (keccak256(abi.encode(origination_.parts())) != keccak256(abi.encode(parts))) {
            revert FacilityBook_OtherParts(address(origination_));
        }
        origination = address(origination_);
        _setOracle(oracle_);
        _setFee(feeBps, feeRecipient);
        // The vault pulls what is posted to it, under its own lock.
        _asset.forceApprove(address(_vault), type(uint256).max);
    }

    // --- the life of a facility ---

    /// @inheritdoc IFacilityBook
    function approve(uint256, Terms calldata) external {
        Address.functionDelegateCall(origination, msg.data);
    }

    /// @inheritdoc IFacilityBook
    function lowerApproval(uint256, uint128) external {
        Address.functionDelegateCall(origination, msg.data);
    }

    /// @inheritdoc IFacilityBook
    function setLineLength(uint256, uint32) external {
        Address.functionDelegateCall(origination, msg.data);
    }

    /// @inheritdoc IFacilityBook
    function draw(uint256, uint256, address) external {
        Address.functionDelegateCall(origination, msg.data);
    }

    /// @inheritdoc IFacilityBook
    function returnDraw(uint256, uint256) external {
        Address.functionDelegateCall(origination, msg.data);
    }

    /// @inheritdoc IFacilityBook
    function commission(uint256, uint40) external {
        Address.functionDelegateCall(origination, msg.data);
    }

    /// @inheritdoc IFacilityBook
    function sync(uint256 maxItems) external returns (uint256) {
        return _sync(maxItems);
    }

    /// @inheritdoc IFacilityBook
    function payIn(uint256 cluster, uint256 amount) external nonReentrant {
        Facility storage f = _facilities[cluster];
        _requireCommissioned(cluster, f);
        if (amount == 0) revert FacilityBook_ZeroAmount();
        _pull(amount);
        f.lockbox += amount.toUint128();
        emit PaidIn(cluster, msg.sender, amount, f.lockbox);
    }

    /// @inheritdoc IFacilityBook
    function settle(uint256 cluster) external nonReentrant returns (Lines memory lines) {
        Facility storage f = _upToDate(cluster);
        _requireCommissioned(cluster, f);

        (bool taken, ReportRecord memory report) = _nextFinal(cluster, f.settledPeriods + 1);
        Outcome memory out = Settlement.run(
            f,
            _debts[cluster],
            _covenants[cluster],
            _unpaid[cluster],
            Intake(cluster, taken, report, _registry, _underwriting)
        );
        lines = out.lines;
        _receivable = (_receivable + report.gross - lines.cash).toUint128();
        if (out.broken) _breaches[f.operator] += 1;
        if (out.mended) _breaches[f.operator] -= 1;
        uint256 cash = _bookIncome(f, out);
        uint256 runningCosts = lines.energyCarried + lines.otherCarried + lines.energy + lines.other;
        if (out.released > 0) emit HeldReleased(cluster, out.released);
        _credit(f.operator, runningCosts + lines.toOperator + out.released);
        uint32 period = taken ? f.settledPeriods : 0;
        emit Settled(cluster, period, lines, uint40(out.vestFrom), f.carriedEnergy, f.carriedOther);
        bool moves = f.isDebt() ? cash > 0 : taken || lines.cash > 0 || f.oldestStart != out.vestFrom;
        if (moves) _age(cluster, f, out, cash);
    }

    /// @inheritdoc IFacilityBook
    function repay(uint256 cluster, uint256 amount) external nonReentrant returns (uint256 used) {
        Facility storage f = _upToDate(cluster);
        if (!f.isDebt()) revert FacilityBook_WrongForm(cluster, f.form);
        if (f.status != FacilityStatus.InService) revert FacilityBook_WrongStatus(cluster, f.status);
        if (amount == 0) revert FacilityBook_ZeroAmount();
        Outcome memory out = Settlement.repay(f, _debts[cluster], cluster, amount);
        used = out.lines.cash;
        _pull(used);
        uint256 cash = _bookIncome(f, out);
        emit Repaid(cluster, msg.sender, out.lines, uint40(out.vestFrom));
        _age(cluster, f, out, cash);
    }

    /// @inheritdoc IFacilityBook
    function claimCredit(address receiver) external nonReentrant returns (uint256 amount) {
        amount = _credits[msg.sender];
        if (amount == 0) revert FacilityBook_NoCredit(msg.sender);
        _credits[msg.sender] = 0;
        emit CreditClaimed(msg.sender, receiver, amount);
        _asset.safeTransfer(receiver, amount);
    }

    /// @inheritdoc IFacilityBook
    function writeDown(uint256 cluster, uint256 loss) external restricted nonReentrant {
        Facility storage f = _upToDate(cluster);
        _requireValue(cluster, f);
        if (loss == 0) revert FacilityBook_ZeroAmount();
        uint256 value = f.valueFineAt(block.timestamp);
        if (loss > value >> ValueLineLib.FINE_BITS) {
            revert FacilityBook_LossAboveValue(loss, value >> ValueLineLib.FINE_BITS);
        }
        Part memory before = _begin(f);
        _setValue(f, value - (loss << ValueLineLib.FINE_BITS), f.salvage);
        emit WrittenDown(cluster, loss, f.anchor >> ValueLineLib.FINE_BITS, f.salvage);
        _finish(f, before, 0, 0);
    }

    /// @inheritdoc IFacilityBook
    function returnExcess(uint256 cluster) external nonReentrant returns (uint256 amount) {
        Facility storage f = _facilities[cluster];
        if (f.status != FacilityStatus.Retired) revert FacilityBook_WrongStatus(cluster, f.status);
        amount = Math.saturatingSub(f.lockbox, f.reported - f.distributed);
        if (amount == 0 || block.timestamp < f.retiredAt + EXCESS_DELAY) revert FacilityBook_NothingToReturn(cluster);
        f.lockbox -= amount.toUint128();
        emit ExcessReturned(cluster, amount);
        _credit(f.operator, amount);
    }

    // --- authority ---

    /// @inheritdoc IFacilityBook
    function setFee(uint16 bps, address recipient) external restricted {
        _setFee(bps, recipient);
    }

    /// @inheritdoc IFacilityBook
    function setOracle(address oracle_) external restricted {
        _setOracle(IRevenueOracle(oracle_));
    }

    // --- internals ---

    /// @dev The report to take in, if it is final; else an empty one.
    function _nextFinal(
        uint256 cluster,
        uint32 period
    ) private view returns (bool isFinal, ReportRecord memory report) {
        (isFinal, , , , , ) = IRevenueOracle(_oracle).finalReport(cluster, period);
        if (isFinal) report = IRevenueOracle(_oracle).reportOf(cluster, period);
    }

    /// @dev After cash came in: takes the principal off the value, begins the wear, moves the deadline, cures what was late, posts
    ///      what came in, and ends what is repaid.
    function _age(uint256 cluster, Facility storage f, Outcome memory out, uint256 cash) private {
        Part memory before = _begin(f);
        if (f.lateSince != 0 && cash > 0) _watchArrears(f, out.vestOver);
        if (out.valueOut > 0) _setValue(f, f.valueFineAt(block.timestamp) - out.valueOut, f.salvage);
        bool inService = f.status == FacilityStatus.InService;
        bool repaid = inService && f.isDebt() && out.deadline == 0;
        if (inService) {
            uint256 deadline = f.isDebt() ? out.deadline : _nextDeadline(cluster, f);
            bool isAhead = repaid || deadline > block.timestamp;
            if (f.wearFrom == 0 && f.oldestUnpaid > 1 && !f.isDebt()) _startWear(cluster, f);
            if (f.lateSince != 0 && isAhead) _cure(cluster, f);
            if (f.lateSince == 0 && !isAhead) _becomeLate(cluster, f);
            if (f.lateSince == 0 && deadline != f.deadline) _setDeadline(cluster, f, deadline);
        }
        _finish(f, before, cash, out.vestOver);
        if (repaid) _endRepaid(cluster, f);
    }

    /// @dev Takes the fee out of what is income of the vault. Profit = income so far - (financed - value): wear and losses are what
    ///      is missing from the value; principal lowers both.
    /// @return cash Base units for the vault, net of the fee
    function _bookIncome(Facility storage f, Outcome memory out) private returns (uint256 cash) {
        Lines memory lines = out.lines;
        cash = lines.toVault + lines.preferred + lines.interest + lines.principal + lines.fromReserve;
        uint256 income = cash - out.principal;
        if (income > 0) {
            _income += income.toUint128();
            int256 profit = int256(uint256(_income)) + int256(_vault.value()) - int256(uint256(_financed));
            uint256 highest = _highestProfit;
            Waterfall.takeFee(lines, income, profit, highest, _feeBps);
            if (profit > int256(highest)) _highestProfit = uint256(profit).toUint128();
            _credit(_feeRecipient, lines.fee);
            cash -= lines.fee;
        }
        _financed -= out.principal.toUint128();
        f.received += cash.toUint128();
    }

    function _requireCommissioned(uint256 cluster, Facility storage f) private view {
        FacilityStatus status = f.status;
        bool ended = status == FacilityStatus.Retired || status == FacilityStatus.Resolving;
        if (status != FacilityStatus.InService && !ended) revert FacilityBook_WrongStatus(cluster, status);
    }

    function _requireValue(uint256 cluster, Facility storage f) private view {
        if (f.status == FacilityStatus.Drawn || f.status == FacilityStatus.InService) return;
        if (f.status != FacilityStatus.Resolving) revert FacilityBook_WrongStatus(cluster, f.status);
    }

    function _setOracle(IRevenueOracle oracle_) private {
        uint8 decimals = IERC20Metadata(address(_asset)).decimals();
        if (oracle_.assetDecimals() != decimals) revert FacilityBook_WrongAsset(oracle_.assetDecimals(), decimals);
        if (oracle_.registry() != address(_registry)) {
            revert FacilityBook_OtherRegistry(oracle_.registry(), address(_registry));
        }
        emit OracleReplaced(_oracle, address(oracle_));
        _oracle = address(oracle_);
    }

    function _setFee(uint16 bps, address recipient) private {
        if (bps > MAX_FEE_BPS) revert FacilityBook_FeeAboveCap(bps, MAX_FEE_BPS);
        if (bps > 0 && recipient == address(0)) revert FacilityBook_ZeroAddress();
        emit FeeChanged(_feeBps, bps, _feeRecipient, recipient);
        (_feeBps, _feeRecipient) = (bps, recipient);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {BookLedger} from "./book/BookLedger.sol";
import {BookEndings} from "./book/BookEndings.sol";
import {DueTimes} from "./book/DueTimes.sol";
import {Facility, Part} from "./book/Facility.sol";
import {PaymentPointer} from "./book/PaymentPointer.sol";
import {Claims, Waterfall} from "./book/Waterfall.sol";
import {ClusterStatus, Hardware, IClusterRegistry} from "./interfaces/IClusterRegistry.sol";
import {FacilityStatus, Lines, Terms} from "./interfaces/IBookEvents.sol";
import {IFacilityBook} from "./interfaces/IFacilityBook.sol";
import {IGpuYieldVault} from "./interfaces/IGpuYieldVault.sol";
import {IOperatorBond} from "./interfaces/IOperatorBond.sol";
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
contract FacilityBook is BookEndings, AccessManaged {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @dev From a sale until what was paid in too much goes back: time to report and settle the last period.
    uint256 private constant EXCESS_DELAY = 90 days;
    uint256 private constant MAX_GRACE = 60 days;
    uint256 private constant MIN_LINE = 7 days;
    uint256 private constant MAX_LINE = 365 days;

    constructor(
        address authority_,
        IGpuYieldVault vault_,
        IClusterRegistry registry_,
        IRevenueOracle oracle_,
        IOperatorBond bond_,
        uint16 feeBps,
        address feeRecipient
    ) BookLedger(vault_, registry_, bond_) BookEndings(authority_) AccessManaged(authority_) {
        _setOracle(oracle_);
        _setFee(feeBps, feeRecipient);
        // The vault pulls what is posted to it, under its own lock.
        _asset.forceApprove(address(vault_), type(uint256).max);
    }

    // --- the life of a facility ---

    /// @inheritdoc IFacilityBook
    function approve(uint256 cluster, Terms calldata terms) external restricted {
        Facility storage f = _facilities[cluster];
        if (f.status != FacilityStatus.None) revert FacilityBook_WrongStatus(cluster, f.status);
        address holder = _registry.ownerOf(cluster);
        if (holder != address(this)) revert FacilityBook_NoTitle(cluster, holder);
        Hardware memory hardware = _registry.hardware(cluster);
        if (hardware.status != ClusterStatus.Ordered) revert FacilityBook_NotOrdered(cluster, hardware.status);
        (uint128 cost, uint128 salvage) = _registry.priceOf(cluster);

        _requireInRange("amount", terms.amount, 1, cost);
        _requireInRange("vaultShareBps", terms.vaultShareBps, 1, Waterfall.BPS);
        _requireInRange("paymentGrace", terms.paymentGrace, 1, MAX_GRACE);
        _requireInRange("lineLength", terms.lineLength, MIN_LINE, MAX_LINE);
        _requireInRange("bondBps", terms.bondBps, 0, Waterfall.BPS);
        uint256 delays = hardware.maxPeriod + _reportingDelay() + terms.paymentGrace;
        if (delays > _vault.vestingCap()) revert FacilityBook_DelaysAboveVestingCap(delays, _vault.vestingCap());
        // A line and a resolution, each as long as the line, may follow the end of its life.
        uint256 latest = DueTimes.NONE - 1 - delays - hardware.usefulLife - 2 * MAX_LINE;
        _requireInRange("inServiceBy", terms.inServiceBy, block.timestamp, latest);

        f.status = FacilityStatus.Approved;
        f.form = terms.form;
        f.operator = _registry.operatorOf(cluster);
        f.approved = terms.amount;
        f.vaultShareBps = terms.vaultShareBps;
        f.reserveTarget = terms.reserveTarget;
        f.inServiceBy = terms.inServiceBy;
        f.paymentGrace = terms.paymentGrace;
        f.lineLength = terms.lineLength;
        f.bondBps = terms.bondBps;
        f.usefulLife = hardware.usefulLife;
        f.maxPeriod = hardware.maxPeriod;
        _lastEnd = uint40(Math.max(_lastEnd, terms.inServiceBy + delays + f.usefulLife + 2 * f.lineLength));
        _clusters.push(cluster);
        emit FacilityApproved(cluster, f.operator, terms, cost, salvage, hardware.usefulLife);
    }

    /// @inheritdoc IFacilityBook
    function lowerApproval(uint256 cluster, uint128 amount) external restricted {
        Facility storage f = _facilities[cluster];
        uint128 current = f.approved;
        if (amount >= current || amount < f.cost) revert FacilityBook_ApprovalNotLower(amount, current);
        f.approved = amount;
        emit ApprovalLowered(cluster, current, amount);
    }

    /// @inheritdoc IFacilityBook
    function setLineLength(uint256 cluster, uint32 lineLength) external restricted nonReentrant {
        Facility storage f = _upToDate(cluster);
        if (f.status == FacilityStatus.None) revert FacilityBook_WrongStatus(cluster, f.status);
        if (f.lateSince != 0) revert FacilityBook_Late(cluster, f.lateSince);
        _requireInRange("lineLength", lineLength, MIN_LINE, MAX_LINE);
        emit LineLengthChanged(cluster, f.lineLength, lineLength);
        Part memory before = _begin(f);
        if (lineLength > f.lineLength) _lastEnd += 2 * (lineLength - f.lineLength);
        f.lineLength = lineLength;
        _finish(f, before, 0, 0);
    }

    /// @inheritdoc IFacilityBook
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
        _requireBond(cluster, f, cost);

        _begin(f);
        (uint256 fullCost, uint256 fullSalvage) = _registry.priceOf(cluster);
        f.cost = cost.toUint128();
        // This draw's part of the salvage: parts add up to the whole, and what a write-down took stays away.
        uint256 salvageBefore = Math.mulDiv(fullSalvage, cost - amount, fullCost);
        f.salvage += (Math.mulDiv(fullSalvage, cost, fullCost) - salvageBefore).toUint128();
        f.anchor += (amount << ValueLineLib.FINE_BITS).toUint128();
        f.anchorAt = uint40(block.timestamp);
        _financed += amount.toUint128();
        if (f.status == FacilityStatus.Approved) {
            f.status = FacilityStatus.Drawn;
            _setDeadline(cluster, f, f.inServiceBy + f.maxPeriod + _reportingDelay());
        }
        _reschedule(f);
        emit Drawn(cluster, receiver, amount, cost);
        _vault.fund(receiver, amount, _nextDue);
    }

    /// @inheritdoc IFacilityBook
    function commission(uint256 cluster, uint40 inServiceAt) external nonReentrant {
        Facility storage f = _upToDate(cluster);
        _requireOperator(cluster, f);
        if (f.status != FacilityStatus.Drawn) revert FacilityBook_WrongStatus(cluster, f.status);

        Part memory before = _begin(f);
        f.status = FacilityStatus.InService;
        f.oldestUnpaid = 1;
        f.oldestStart = f.reportedUntil = inServiceAt;
        emit Commissioned(cluster, inServiceAt);
        uint256 deadline = _nextDeadline(cluster, f);
        if (deadline <= block.timestamp) revert FacilityBook_InServiceTooEarly(cluster, inServiceAt, deadline);
        // What is late stays so until its first period has been reported and paid.
        if (f.lateSince == 0 && deadline < f.deadline) _setDeadline(cluster, f, deadline);
        _registry.commission(cluster, inServiceAt);
        _finish(f, before, 0, 0);
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

        (bool taken, ReportRecord memory report) = IRevenueOracle(oracle).take(cluster, f.settledPeriods + 1);
        if (taken) {
            f.settledPeriods += 1;
            f.reported += report.gross;
            f.reportedUntil = report.end;
            _receivable += report.gross;
        }
        lines = _distribute(f, report);
        uint40 vestFrom = f.oldestStart;
        uint32 period = taken ? f.settledPeriods : 0;
        PaymentPointer.advance(f, _unpaid[cluster], taken, report);
        emit Settled(cluster, period, lines, vestFrom, f.carriedEnergy, f.carriedOther);
        if (taken || lines.cash > 0 || f.oldestStart != vestFrom)
            _age(cluster, f, lines.toVault, block.timestamp - vestFrom);
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

    /// @dev Takes what can be distributed out of the lockbox and books every line of it.
    function _distribute(Facility storage f, ReportRecord memory report) private returns (Lines memory lines) {
        uint256 carriedEnergy;
        uint256 carriedOther;
        (lines, carriedEnergy, carriedOther) = Waterfall.split(
            Math.min(f.lockbox, f.reported - f.distributed),
            Claims({
                energyCarried: f.carriedEnergy,
                otherCarried: f.carriedOther,
                energy: report.energyCost,
                other: report.otherOpex,
                reserveRoom: f.reserveTarget - f.reserve
            }),
            f.vaultShareBps
        );
        if (lines.toVault > 0) _chargeFee(lines);

        f.lockbox -= lines.cash.toUint128();
        f.distributed += lines.cash.toUint128();
        _receivable -= lines.cash.toUint128();
        f.carriedEnergy = carriedEnergy.toUint128();
        f.carriedOther = carriedOther.toUint128();
        f.reserve += lines.reserve.toUint128();
        f.received += lines.toVault.toUint128();
        uint256 runningCosts = lines.energyCarried + lines.otherCarried + lines.energy + lines.other;
        _credit(f.operator, runningCosts + lines.toOperator);
        _credit(_feeRecipient, lines.fee);
    }

    /// @dev After a settlement: begins the wear, moves the deadline, cures what was late, and posts what came in.
    function _age(uint256 cluster, Facility storage f, uint256 toVault, uint256 vestOver) private {
        Part memory before = _begin(f);
        if (f.lateSince != 0 && toVault > 0) _watchArrears(f, vestOver);
        if (f.status == FacilityStatus.InService) {
            uint256 deadline = _nextDeadline(cluster, f);
            bool isAhead = deadline > block.timestamp;
            if (f.wearFrom == 0 && f.oldestUnpaid > 1) _startWear(cluster, f);
            if (f.lateSince != 0 && isAhead) _cure(cluster, f);
            if (f.lateSince == 0 && !isAhead) _becomeLate(cluster, f);
            if (f.lateSince == 0 && deadline != f.deadline) _setDeadline(cluster, f, deadline);
        }
        _finish(f, before, toVault, vestOver);
    }

    /// @dev First loss: no draw without the operator's bond for all that has been drawn then.
    function _requireBond(uint256 cluster, Facility storage f, uint256 cost) private view {
        uint256 required = Math.ceilDiv(cost * f.bondBps, Waterfall.BPS);
        uint256 held = bond.bondOf(cluster);
        if (held < required) revert FacilityBook_BondTooSmall(cluster, held, required);
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

    function _requireOperator(uint256 cluster, Facility storage f) private view {
        if (msg.sender != f.operator) revert FacilityBook_NotOperator(cluster, msg.sender, f.operator);
    }

    function _requireInRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum) private pure {
        if (given < minimum || given > maximum) {
            revert FacilityBook_TermOutOfRange(field, given, minimum, maximum);
        }
    }

    function _setOracle(IRevenueOracle oracle_) private {
        uint8 decimals = IERC20Metadata(address(_asset)).decimals();
        if (oracle_.assetDecimals() != decimals) revert FacilityBook_WrongAsset(oracle_.assetDecimals(), decimals);
        if (oracle_.registry() != address(_registry)) {
            revert FacilityBook_OtherRegistry(oracle_.registry(), address(_registry));
        }
        emit OracleReplaced(oracle, address(oracle_));
        oracle = address(oracle_);
    }
}

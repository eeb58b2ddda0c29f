// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {BookLedger} from "./book/BookLedger.sol";
import {DueTimes} from "./book/DueTimes.sol";
import {Facility} from "./book/Facility.sol";
import {PaymentPointer} from "./book/PaymentPointer.sol";
import {Claims, Waterfall} from "./book/Waterfall.sol";
import {ClusterStatus, Hardware, IClusterRegistry} from "./interfaces/IClusterRegistry.sol";
import {FacilityStatus, IFacilityBook, Lines, Terms} from "./interfaces/IFacilityBook.sol";
import {IGpuYieldVault} from "./interfaces/IGpuYieldVault.sol";
import {IRevenueOracle, OracleTimings, ReportRecord} from "./interfaces/IRevenueOracle.sol";
import {ValueLineLib} from "./vault/ValueLine.sol";

/// @notice An offer of hardware, open until somebody takes it.
struct Offer {
    bool open;
    address buyer; // zero: anyone
    uint256 price; // base units
}

/// @title FacilityBook
/// @notice The instruments of one vault. A facility is approved, drawn, put in service, paid rent, settled, and retired.
///
/// WATERFALL. What was paid in is distributed up to what was reported, in a fixed order: running costs carried over,
/// running costs, reserve, residual. The lines add up to the cash, to the unit. People are credited and pull.
///
/// RECEIVABLE. What was reported and not paid is shown, carried, and never in NAV.
///
/// WEAR starts with the settlement after which the first period is paid in full, or when the first report (past its
/// deadline and a long window) or payment (past its grace) is missing; nobody needs to call for it. Values fall to salvage over the useful life and never rise.
///
/// VESTING. Rent vests over the time since the start of the oldest period it pays for: first in, first out, by a pointer
/// that moves a bounded number of periods per settlement. Where it lags, rent vests slower, never faster.
///
/// TRUST. The curator approves, writes down and sells, each with a delay; the operator can draw no more than approved.
/// Tokens sent here directly, past `payIn`, are nobody's and stay.
contract FacilityBook is BookLedger, AccessManaged, ReentrancyGuardTransient {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @dev From a sale until what was paid in too much goes back: time to report and settle the last period.
    uint256 private constant EXCESS_DELAY = 90 days;
    uint256 private constant MAX_GRACE = 60 days;
    uint256 private constant OVER_THE_CAP = type(uint256).max;

    /// @inheritdoc IFacilityBook
    address public oracle;

    mapping(uint256 cluster => Offer) private _offers;

    constructor(
        address authority_,
        IGpuYieldVault vault_,
        IClusterRegistry registry_,
        IRevenueOracle oracle_,
        uint16 feeBps,
        address feeRecipient
    ) BookLedger(vault_, registry_) AccessManaged(authority_) {
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
        uint256 delays = hardware.maxPeriod + _reportingDelay() + terms.paymentGrace;
        if (delays > _vault.vestingCap()) revert FacilityBook_DelaysAboveVestingCap(delays, _vault.vestingCap());
        uint256 latest = DueTimes.NONE - 1 - delays - hardware.usefulLife;
        _requireInRange("inServiceBy", terms.inServiceBy, block.timestamp, latest);

        f.status = FacilityStatus.Approved;
        f.form = terms.form;
        f.operator = _registry.operatorOf(cluster);
        f.approved = terms.amount;
        f.vaultShareBps = terms.vaultShareBps;
        f.reserveTarget = terms.reserveTarget;
        f.inServiceBy = terms.inServiceBy;
        f.paymentGrace = terms.paymentGrace;
        f.usefulLife = hardware.usefulLife;
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
    function draw(uint256 cluster, uint256 amount, address receiver) external nonReentrant {
        Facility storage f = _facilities[cluster];
        _requireOperator(cluster, f);
        if (f.status != FacilityStatus.Approved && f.status != FacilityStatus.Drawn) {
            revert FacilityBook_WrongStatus(cluster, f.status);
        }
        if (amount == 0) revert FacilityBook_ZeroAmount();
        if (receiver == address(0)) revert FacilityBook_ZeroAddress();
        uint256 cost = Math.saturatingAdd(f.cost, amount);
        if (cost > f.approved) revert FacilityBook_AboveApproval(cluster, cost, f.approved);
        if (block.timestamp > f.inServiceBy) revert FacilityBook_ApprovalExpired(cluster, f.inServiceBy);
        _carryOutDue();

        _unscheduleWear(f);
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
            f.deadline = (f.inServiceBy + _registry.hardware(cluster).maxPeriod + _reportingDelay()).toUint40();
            emit DeadlineSet(cluster, f.deadline);
        }
        _scheduleWear(f);
        emit Drawn(cluster, receiver, amount, cost);
        _vault.fund(receiver, amount, _nextDue);
    }

    /// @inheritdoc IFacilityBook
    function commission(uint256 cluster, uint40 inServiceAt) external nonReentrant {
        Facility storage f = _facilities[cluster];
        _requireOperator(cluster, f);
        if (f.status != FacilityStatus.Drawn) revert FacilityBook_WrongStatus(cluster, f.status);
        _carryOutDue();
        _recordWear(cluster, f);

        f.status = FacilityStatus.InService;
        f.oldestUnpaid = 1;
        f.oldestStart = inServiceAt;
        emit Commissioned(cluster, inServiceAt);
        uint256 deadline = inServiceAt + _registry.hardware(cluster).maxPeriod + _reportingDelay();
        if (deadline <= block.timestamp) revert FacilityBook_InServiceTooEarly(cluster, inServiceAt, deadline);
        if (f.wearFrom == 0 && deadline < f.deadline) _setDeadline(cluster, f, deadline);
        _registry.commission(cluster, inServiceAt);
        _vault.post(0, 0, 0, 0, _nextDue);
    }

    /// @inheritdoc IFacilityBook
    function payIn(uint256 cluster, uint256 amount) external nonReentrant {
        Facility storage f = _facilities[cluster];
        if (f.status != FacilityStatus.InService && f.status != FacilityStatus.Retired) {
            revert FacilityBook_WrongStatus(cluster, f.status);
        }
        if (amount == 0) revert FacilityBook_ZeroAmount();
        _pull(amount);
        f.lockbox += amount.toUint128();
        emit PaidIn(cluster, msg.sender, amount, f.lockbox);
    }

    /// @inheritdoc IFacilityBook
    function settle(uint256 cluster) external nonReentrant returns (Lines memory lines) {
        Facility storage f = _facilities[cluster];
        if (f.status != FacilityStatus.InService && f.status != FacilityStatus.Retired) {
            revert FacilityBook_WrongStatus(cluster, f.status);
        }
        _carryOutDue();
        _recordWear(cluster, f);

        (bool taken, ReportRecord memory report) = IRevenueOracle(oracle).take(cluster, f.settledPeriods + 1);
        if (taken) {
            f.settledPeriods += 1;
            f.reported += report.gross;
        }
        lines = _distribute(f, report);
        uint40 vestFrom = f.oldestStart;
        uint32 period = taken ? f.settledPeriods : 0;
        PaymentPointer.advance(f, _unpaid[cluster], taken, report);
        emit Settled(cluster, period, lines, vestFrom, f.carriedEnergy, f.carriedOther);

        uint40 dueBefore = _nextDue;
        uint256 slope;
        if (f.wearFrom == 0 && f.status == FacilityStatus.InService) {
            if (f.oldestUnpaid > 1) slope = _startWear(cluster, f);
            else if (taken) slope = _setDeadline(cluster, f, _unpaidDeadline(cluster, f, report));
        }
        if (lines.toVault != 0 || slope != 0 || _nextDue != dueBefore) {
            _vault.post(lines.toVault, 0, int256(slope), block.timestamp - vestFrom, _nextDue);
        }
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
        Facility storage f = _facilities[cluster];
        if (f.status != FacilityStatus.Drawn && f.status != FacilityStatus.InService) {
            revert FacilityBook_WrongStatus(cluster, f.status);
        }
        if (loss == 0) revert FacilityBook_ZeroAmount();
        _carryOutDue();
        _recordWear(cluster, f);

        uint256 value = f.valueFineAt(block.timestamp);
        if (loss > value >> ValueLineLib.FINE_BITS) {
            revert FacilityBook_LossAboveValue(loss, value >> ValueLineLib.FINE_BITS);
        }
        uint256 lossFine = loss << ValueLineLib.FINE_BITS;
        uint256 slopeBefore = f.slopeAt(block.timestamp);
        _unscheduleWear(f);
        uint256 valueAfter = (value - lossFine) >> ValueLineLib.FINE_BITS;
        f.anchor = (value - lossFine).toUint128();
        f.anchorAt = uint40(block.timestamp);
        f.salvage = Math.min(f.salvage, valueAfter).toUint128();
        _scheduleWear(f);
        emit WrittenDown(cluster, loss, valueAfter, f.salvage);

        int256 slopeChange = int256(f.slopeAt(block.timestamp)) - int256(slopeBefore);
        _vault.post(0, -int256(lossFine), slopeChange, 0, _nextDue);
    }

    /// @inheritdoc IFacilityBook
    function offerSale(uint256 cluster, address buyer, uint256 price) external restricted {
        Facility storage f = _facilities[cluster];
        if (f.status == FacilityStatus.None || f.status == FacilityStatus.Retired) {
            revert FacilityBook_WrongStatus(cluster, f.status);
        }
        _offers[cluster] = Offer({open: true, buyer: buyer, price: price});
        emit SaleOffered(cluster, buyer, price);
    }

    /// @inheritdoc IFacilityBook
    function withdrawOffer(uint256 cluster) external restricted {
        if (!_offers[cluster].open) revert FacilityBook_NotOffered(cluster, msg.sender, address(0));
        delete _offers[cluster];
        emit OfferWithdrawn(cluster);
    }

    /// @inheritdoc IFacilityBook
    function buy(uint256 cluster, uint256 maxPrice) external nonReentrant {
        Offer memory offer = _offers[cluster];
        if (!offer.open || (offer.buyer != address(0) && offer.buyer != msg.sender)) {
            revert FacilityBook_NotOffered(cluster, msg.sender, offer.buyer);
        }
        if (offer.price > maxPrice) revert FacilityBook_PriceChanged(offer.price, maxPrice);
        delete _offers[cluster];
        if (offer.price > 0) _pull(offer.price);
        _retire(cluster, _facilities[cluster], offer.price);
        _registry.transferFrom(address(this), msg.sender, cluster);
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
        f.carriedEnergy = carriedEnergy.toUint128();
        f.carriedOther = carriedOther.toUint128();
        f.reserve += lines.reserve.toUint128();
        f.received += lines.toVault.toUint128();
        uint256 runningCosts = lines.energyCarried + lines.otherCarried + lines.energy + lines.other;
        _credit(f.operator, runningCosts + lines.toOperator);
        _credit(_feeRecipient, lines.fee);
    }

    /// @dev While the first period is not paid: its payment past the grace, or the next report past its deadline.
    function _unpaidDeadline(
        uint256 cluster,
        Facility storage f,
        ReportRecord memory report
    ) private returns (uint256) {
        if (f.settledPeriods == 1) f.firstPaymentBy = report.finalAt + f.paymentGrace;
        uint256 reportBy = report.end + _registry.hardware(cluster).maxPeriod + _reportingDelay();
        return Math.min(f.firstPaymentBy, reportBy);
    }

    /// @dev The hardware leaves at its value of now. The reserve is released apart, so it hides no loss.
    function _retire(uint256 cluster, Facility storage f, uint256 price) private {
        _carryOutDue();
        _recordWear(cluster, f);
        uint256 valueFine = f.valueFineAt(block.timestamp);
        uint256 value = valueFine >> ValueLineLib.FINE_BITS;
        uint256 slope = f.slopeAt(block.timestamp);
        uint256 reserve = f.reserve;
        _unscheduleWear(f);
        f.anchor = 0;
        f.salvage = 0;
        f.deadline = 0;
        f.reserve = 0;
        f.reserveTarget = 0;
        f.status = FacilityStatus.Retired;
        f.retiredAt = uint40(block.timestamp);
        f.valueAtSale = value.toUint128();
        _scheduleWear(f);
        _financed -= Math.min(price, value).toUint128();
        emit FacilitySold(cluster, msg.sender, price, value);
        _registry.retire(cluster);
        _vault.post(price, -int256(valueFine), -int256(slope), OVER_THE_CAP, _nextDue);
        if (reserve > 0) {
            emit ReserveReleased(cluster, reserve);
            _vault.post(reserve, 0, 0, OVER_THE_CAP, _nextDue);
        }
    }

    /// @dev From the longest end of a period to the latest second in which its report becomes final.
    function _reportingDelay() private view returns (uint256) {
        OracleTimings memory timings = IRevenueOracle(oracle).timings();
        return uint256(timings.reportDeadline) + timings.longWindow;
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

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IClusterRegistry} from "../interfaces/IClusterRegistry.sol";
import {FacilityState, FacilityStatus, IFacilityBook, Lines} from "../interfaces/IFacilityBook.sol";
import {IGpuYieldVault} from "../interfaces/IGpuYieldVault.sol";
import {ValueLineLib} from "../vault/ValueLine.sol";
import {DueSchedule} from "./DueSchedule.sol";
import {DueTimes} from "./DueTimes.sol";
import {Facility, WearPlan} from "./Facility.sol";
import {UnpaidPeriod} from "./PaymentPointer.sol";
import {Waterfall} from "./Waterfall.sol";

/// @title BookLedger
/// @notice What the book remembers, how it is read, and how due items are carried out.
abstract contract BookLedger is IFacilityBook {
    using DueTimes for DueTimes.Set;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @dev Due items that the book's own functions work off before they act.
    uint256 private constant DUE_ITEMS = 32;
    uint16 private constant MAX_FEE_BPS = 2_000;

    IGpuYieldVault internal immutable _vault;
    IERC20 internal immutable _asset;
    IClusterRegistry internal immutable _registry;

    mapping(uint256 cluster => Facility) internal _facilities;
    mapping(uint256 cluster => mapping(uint32 period => UnpaidPeriod)) internal _unpaid;
    mapping(address account => uint256 amount) internal _credits; // base units
    uint256[] internal _clusters;
    DueSchedule internal _schedule;

    address internal _feeRecipient; // slot with the two below
    uint16 internal _feeBps; // of profit
    uint40 internal _nextDue; // unix seconds, as the vault knows it

    uint128 internal _income; // base units; rent and interest for the vault, before the fee
    uint128 internal _highestProfit; // base units; the fee has been taken up to here
    uint128 internal _financed; // base units; drawn, less what came back by sales
    uint128 private _wearAhead; // fine per second; every wear ever planned and not called off

    constructor(IGpuYieldVault vault_, IClusterRegistry registry_) {
        _vault = vault_;
        _asset = IERC20(vault_.asset());
        _registry = registry_;
        _nextDue = uint40(DueTimes.NONE);
    }

    /// @inheritdoc IFacilityBook
    function sync(uint256 maxItems) public returns (uint256 items) {
        int256 valueChange;
        int256 slopeChange;
        uint256 nextDue;
        (valueChange, slopeChange, nextDue, items) = _schedule.due(block.timestamp, maxItems);
        if (items == 0) return 0;
        _schedule.drop(items);
        _nextDue = uint40(nextDue);
        emit Synced(items, uint40(nextDue));
        _vault.turnWear(valueChange, slopeChange, uint40(nextDue));
    }

    // --- views ---

    /// @inheritdoc IFacilityBook
    function facility(uint256 cluster) external view returns (FacilityState memory s) {
        Facility storage f = _facilities[cluster];
        WearPlan memory plan = f.planAt(block.timestamp);
        bool worn = f.hasWornBy(block.timestamp);
        s.status = f.status;
        s.form = f.form;
        s.operator = f.operator;
        s.approved = f.approved;
        s.cost = f.cost;
        s.salvage = f.salvage;
        s.value = f.valueFineAt(block.timestamp) >> ValueLineLib.FINE_BITS;
        s.wearFrom = worn ? uint40(plan.from) : 0;
        s.wearUntil = worn ? uint40(plan.until) : 0;
        s.deadline = worn ? 0 : f.deadline;
        s.lockbox = f.lockbox;
        s.reported = f.reported;
        s.distributed = f.distributed;
        s.received = f.received;
        s.carriedEnergy = f.carriedEnergy;
        s.carriedOther = f.carriedOther;
        s.reserve = f.reserve;
        s.reserveTarget = f.reserveTarget;
        s.vaultShareBps = f.vaultShareBps;
        s.settledPeriods = f.settledPeriods;
        s.oldestUnpaid = f.oldestUnpaid;
    }

    /// @inheritdoc IFacilityBook
    function receivable(uint256 cluster) external view returns (uint256) {
        Facility storage f = _facilities[cluster];
        return f.reported - f.distributed;
    }

    /// @inheritdoc IFacilityBook
    function returnsOf(uint256 cluster) external view returns (uint256 returnOfCapital, uint256 profit) {
        Facility storage f = _facilities[cluster];
        uint256 value =
            f.status == FacilityStatus.Retired
                ? f.valueAtSale
                : f.valueFineAt(block.timestamp) >> ValueLineLib.FINE_BITS;
        returnOfCapital = Math.min(f.received, f.cost - value);
        profit = f.received - returnOfCapital;
    }

    /// @inheritdoc IFacilityBook
    function creditOf(address account) external view returns (uint256) {
        return _credits[account];
    }

    /// @inheritdoc IFacilityBook
    function previewSync(
        uint256 maxItems
    ) external view returns (int256 valueChange, int256 slopeChange, uint40 nextDue, uint256 items) {
        uint256 next;
        (valueChange, slopeChange, next, items) = _schedule.due(block.timestamp, maxItems);
        nextDue = uint40(next);
    }

    /// @inheritdoc IFacilityBook
    function clusterAt(uint256 index) external view returns (uint256) {
        return _clusters[index];
    }

    /// @inheritdoc IFacilityBook
    function facilityCount() external view returns (uint256) {
        return _clusters.length;
    }

    /// @inheritdoc IFacilityBook
    function performance() external view returns (uint16, address, uint256, uint256) {
        return (_feeBps, _feeRecipient, _income, _highestProfit);
    }

    /// @inheritdoc IFacilityBook
    function vault() external view returns (address) {
        return address(_vault);
    }

    /// @inheritdoc IFacilityBook
    function registry() external view returns (address) {
        return address(_registry);
    }

    // --- for the face ---

    /// @dev Takes tokens from the caller; what a token keeps for itself is refused.
    function _pull(uint256 amount) internal {
        uint256 before = _asset.balanceOf(address(this));
        _asset.safeTransferFrom(msg.sender, address(this), amount);
        uint256 arrived = _asset.balanceOf(address(this)) - before;
        if (arrived != amount) revert FacilityBook_ShortTransfer(arrived, amount);
    }

    /// @dev Every function of the book acts on a vault that is up to date.
    function _carryOutDue() internal {
        if (block.timestamp < _nextDue) return;
        sync(DUE_ITEMS);
        if (block.timestamp >= _nextDue) revert FacilityBook_StillDue(_nextDue);
    }

    /// @dev Writes down wear that began at a deadline. Call after `_carryOutDue`.
    function _recordWear(uint256 cluster, Facility storage f) internal {
        if (f.wearFrom == 0 && f.hasWornBy(block.timestamp)) _setWearFrom(cluster, f, f.deadline);
    }

    function _credit(address account, uint256 amount) internal {
        if (amount == 0) return;
        _credits[account] += amount;
        emit Credited(account, amount);
    }

    /// @dev Profit = income so far - (financed - value): wear and losses are what is missing from the value.
    function _chargeFee(Lines memory lines) internal {
        _income += lines.toVault.toUint128();
        int256 profit = int256(uint256(_income)) + int256(_vault.value()) - int256(uint256(_financed));
        uint256 highest = _highestProfit;
        Waterfall.takeFee(lines, profit, highest, _feeBps);
        if (profit > int256(highest)) _highestProfit = uint256(profit).toUint128();
    }

    function _setFee(uint16 bps, address recipient) internal {
        if (bps > MAX_FEE_BPS) revert FacilityBook_FeeAboveCap(bps, MAX_FEE_BPS);
        if (bps > 0 && recipient == address(0)) revert FacilityBook_ZeroAddress();
        emit FeeChanged(_feeBps, bps, _feeRecipient, recipient);
        (_feeBps, _feeRecipient) = (bps, recipient);
    }

    /// @dev Wear starts now. Returns its slope, for the vault.
    function _startWear(uint256 cluster, Facility storage f) internal returns (uint256 slope) {
        _unscheduleWear(f);
        _setWearFrom(cluster, f, uint40(block.timestamp));
        _scheduleWear(f);
        slope = f.slopeAt(block.timestamp);
    }

    /// @dev Wear starts at `deadline` at the latest; at once when that is past. Returns the slope if it started.
    function _setDeadline(uint256 cluster, Facility storage f, uint256 deadline) internal returns (uint256 slope) {
        if (deadline <= block.timestamp) return _startWear(cluster, f);
        _unscheduleWear(f);
        f.deadline = deadline.toUint40();
        _scheduleWear(f);
        emit DeadlineSet(cluster, f.deadline);
    }

    /// @dev Puts the start (if it is still to come) and the end of a facility's wear on the schedule.
    function _scheduleWear(Facility storage f) internal {
        _addWear(f, 1);
        _nextDue = uint40(_schedule.times.next(0));
    }

    /// @dev Takes them off. Always followed by `_scheduleWear`, which finds the next due item.
    function _unscheduleWear(Facility storage f) internal {
        _addWear(f, -1);
    }

    function _addWear(Facility storage f, int256 sign) private {
        WearPlan memory plan = f.planAt(block.timestamp);
        if (plan.from == 0 || plan.until <= block.timestamp) return;
        int256 slope = sign * int256(plan.slope);
        // The vault's word holds 96 bits of wear; what could not be turned when it falls due is refused now. Wear that has
        // ended still counts: over a vault's life that is 18 tokens of 18 decimals a second, or endless for 6.
        uint256 wearAhead = uint256(int256(uint256(_wearAhead)) + slope);
        if (wearAhead > type(uint96).max) revert FacilityBook_WearTooFast(wearAhead, type(uint96).max);
        _wearAhead = uint128(wearAhead);
        if (plan.from > block.timestamp) _schedule.add(plan.from, slope, 0);
        _schedule.add(plan.until, -slope, -sign * int256(plan.remainder));
    }

    function _setWearFrom(uint256 cluster, Facility storage f, uint40 from) private {
        f.wearFrom = from;
        f.wearUntil = from + f.usefulLife;
        f.anchorAt = from;
        f.deadline = 0;
        emit WearStarted(cluster, from, f.wearUntil, f.anchor >> ValueLineLib.FINE_BITS, f.salvage);
    }
}

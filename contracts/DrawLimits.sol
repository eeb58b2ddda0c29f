// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IClusterRegistry, Identity} from "./interfaces/IClusterRegistry.sol";
import {IFacilityManager} from "./interfaces/IFacilityManager.sol";
import {Approval} from "./interfaces/IFacilityOrigination.sol";
import {DrawNotice, IGpuYieldVault} from "./interfaces/IGpuYieldVault.sol";
import {IReportBounds} from "./interfaces/IReportBounds.sol";
import {IRevenueOracle} from "./interfaces/IRevenueOracle.sol";
import {IRedemptionQueue} from "./interfaces/IRedemptionQueue.sol";
import {IDrawLimits, Limits, Scope} from "./interfaces/IDrawLimits.sol";
import {X32_BITS} from "./facilities/lib/Curve.sol";
import {Managers} from "./facilities/lib/Managers.sol";

/// @title DrawLimits
/// @notice What one vault may draw at all. The curator approves a facility once; the limits hold at every draw of it.
///
/// EXPOSURE. What a cluster counts for is its value when it was last looked at, rounded up: at a draw, when drawn money
/// comes back, and whenever anybody says `refresh`. Values only fall, so what it counts for is never less than its
/// value. Of a cluster only that is remembered by which it counts for less than was drawn: nothing, for most. Sums are
/// kept by operator, model and region, and no draw walks over clusters: who is held up by the old figure of another
/// cluster refreshes that one first.
///
/// NAV does not move at a draw, so a limit is judged by the same NAV before and after it. What falls later, by
/// depreciation, exits or a loss, stops further draws and calls nothing back.
///
/// NOTICE. A deposit lifts the NAV for as long as it stays, which may be a moment. So limits by share of NAV are judged
/// by no more than the lowest NAV since a notice of drawing: the vault keeps it while the notice lives, at the notice,
/// after each exit and each booked loss. Draws go by it from one redemption epoch after it to two. An operator with
/// something to draw gives it, for all; the next one can be given once draws go by the newest, so that they need never
/// pause. Who leaves and comes back lowers it: that stops draws, and takes nothing from anybody.
///
/// PROJECTION. The payments of a loan or lease, as approved in whole, must be paid out of a low price: all GPUs of the
/// cluster, at the assumed utilisation, at the low edge of its price band at closing, less the assumed running costs.
/// Nothing of it is ever in NAV.
///
/// MARKS. What a GPU of a model is worth, by the curator's word, which covenants are tested by. The guardian can lower
/// what draws go by, until the curator speaks again: it stops draws, and takes nothing from anybody.
///
/// LOOSER is the governor's, whose delay is longer than leaving takes; guardian and curator can only tighten.
///
/// ARITHMETIC. Maxima and coverage are rounded down, which changes no comparison of whole numbers: what an error names
/// is the largest number that would have passed.
contract DrawLimits is IDrawLimits, AccessManaged {
    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_COVERAGE_BPS = 50_000;
    uint256 private constant HOUR = 1 hours;

    /// @inheritdoc IDrawLimits
    address public immutable vault;
    IClusterRegistry private immutable _REGISTRY;
    /// @inheritdoc IDrawLimits
    uint256 public immutable noticePeriod; // seconds

    Limits private _limits;
    /// @inheritdoc IDrawLimits
    mapping(bytes32 model => uint128) public markOf; // base units per GPU
    mapping(bytes32 model => uint128) private _lowered; // base units per GPU; 0: the guardian has nothing to say
    mapping(Scope scope => mapping(bytes32 id => uint256)) private _sums; // base units; by operator, model, region
    mapping(uint256 cluster => uint256) private _reliefs; // base units; drawn, and not counted any more

    constructor(
        address authority_,
        IGpuYieldVault vault_,
        IClusterRegistry registry_,
        Limits memory limits_
    ) AccessManaged(authority_) {
        (vault, _REGISTRY) = (address(vault_), registry_);
        noticePeriod = IRedemptionQueue(vault_.queue()).epochLength();
        _setLimits(limits_);
    }

    // --- origination ---

    /// @inheritdoc IDrawLimits
    function onDraw(uint256 cluster, uint256 amount, uint256 cost, uint256 nav) external {
        (IFacilityManager manager, Identity memory id) = _requireOrigination(cluster);
        uint256 counted = _count(cluster, cost - amount, amount, cost, id, manager);

        Limits memory most = _limits;
        if (_areByNav(most)) nav = Math.min(nav, _noticedNav());
        if (most.clusterBps != BPS) _requireBelow(Scope.Cluster, bytes32(cluster), counted, nav, most.clusterBps);
        _requireSumBelow(Scope.Operator, _idOf(id.operator), nav, most.operatorBps);
        _requireSumBelow(Scope.Model, id.model, nav, most.modelBps);
        _requireSumBelow(Scope.Region, id.region, nav, most.regionBps);
        _requireLoanToValue(cluster, cost, id, most.maxLoanToValueBps);
        _requireCoverage(cluster, id, manager, most);
    }

    /// @inheritdoc IDrawLimits
    function onReturn(uint256 cluster, uint256 amount, uint256 cost) external {
        (IFacilityManager manager, Identity memory id) = _requireOrigination(cluster);
        _count(cluster, cost + amount, 0, cost, id, manager);
    }

    // --- operator ---

    /// @inheritdoc IDrawLimits
    function noticeDraw(uint256 cluster) external {
        Approval memory a = _managerOf(cluster).origination().approvalOf(cluster);
        if (msg.sender != a.operator) revert DrawLimits_NotOperator(cluster, msg.sender, a.operator);
        if (a.drawn == a.amount || block.timestamp > a.inServiceBy) revert DrawLimits_NothingToDraw(cluster);
        (DrawNotice memory newer, ) = IGpuYieldVault(vault).drawNotices();
        (uint256 from, uint256 until) = (block.timestamp + noticePeriod, block.timestamp + 2 * noticePeriod);
        if (newer.until > from) revert DrawLimits_NoticeGiven(newer.until - noticePeriod, newer.until);
        uint256 nav = IGpuYieldVault(vault).noticeDraw(SafeCast.toUint32(until));
        emit DrawNoticed(cluster, msg.sender, nav, uint40(from), uint40(until));
    }

    // --- anyone ---

    /// @inheritdoc IDrawLimits
    function refresh(uint256 cluster) external returns (uint256 exposure) {
        IFacilityManager manager = _managerOf(cluster);
        uint256 cost = manager.origination().drawnOf(cluster);
        return _count(cluster, cost, 0, cost, _REGISTRY.identityOf(cluster), manager);
    }

    // --- authority ---

    /// @inheritdoc IDrawLimits
    function setMark(bytes32 model, uint128 perGpu) external restricted {
        if (model == 0) revert DrawLimits_UnknownModel(model);
        emit MarkChanged(model, markOf[model], perGpu);
        (markOf[model], _lowered[model]) = (perGpu, 0);
    }

    /// @inheritdoc IDrawLimits
    function lowerMark(bytes32 model, uint128 perGpu) external restricted {
        uint128 current = drawMarkOf(model);
        if (perGpu == 0 || perGpu >= current) revert DrawLimits_MarkNotLower(model, perGpu, current);
        emit DrawMarkLowered(model, current, perGpu);
        _lowered[model] = perGpu;
    }

    /// @inheritdoc IDrawLimits
    function setLimits(Limits calldata newLimits) external restricted {
        _setLimits(newLimits);
    }

    /// @inheritdoc IDrawLimits
    function lowerLimits(Limits calldata newLimits) external restricted {
        Limits memory current = _limits;
        _requireNotAbove("clusterBps", newLimits.clusterBps, current.clusterBps);
        _requireNotAbove("operatorBps", newLimits.operatorBps, current.operatorBps);
        _requireNotAbove("modelBps", newLimits.modelBps, current.modelBps);
        _requireNotAbove("regionBps", newLimits.regionBps, current.regionBps);
        _requireNotAbove("maxLoanToValueBps", newLimits.maxLoanToValueBps, current.maxLoanToValueBps);
        _requireNotAbove("utilisationBps", newLimits.utilisationBps, current.utilisationBps);
        _requireNotBelow("minCoverageBps", newLimits.minCoverageBps, current.minCoverageBps);
        _requireNotBelow("runningCostBps", newLimits.runningCostBps, current.runningCostBps);
        _setLimits(newLimits);
    }

    // --- views ---

    /// @inheritdoc IDrawLimits
    function drawMarkOf(bytes32 model) public view returns (uint128) {
        uint128 lowered = _lowered[model];
        return lowered == 0 ? markOf[model] : lowered;
    }

    /// @inheritdoc IDrawLimits
    function limits() external view returns (Limits memory) {
        return _limits;
    }

    /// @inheritdoc IDrawLimits
    function exposureOf(Scope scope, bytes32 id) external view returns (uint256) {
        if (scope != Scope.Cluster) return _sums[scope][id];
        uint256 cluster = uint256(id);
        return _managerOf(cluster).origination().drawnOf(cluster) - _reliefs[cluster];
    }

    /// @inheritdoc IDrawLimits
    function coverageOf(uint256 cluster) external view returns (uint256 coverageBps) {
        IFacilityManager manager = _managerOf(cluster);
        (uint256 payment, uint256 period) = manager.debtServiceOf(cluster);
        if (payment == 0) return 0;
        coverageBps = _coverage(cluster, payment, period, _REGISTRY.identityOf(cluster), manager, _limits);
    }

    // --- internals ---

    /// @dev A cluster counts for what it did and what it draws now, but for no more than its value, rounded up.
    /// @param costBefore Base units drawn when it was counted last, or returned since
    /// @param cost Base units drawn now
    function _count(
        uint256 cluster,
        uint256 costBefore,
        uint256 drawn,
        uint256 cost,
        Identity memory id,
        IFacilityManager manager
    ) private returns (uint256 counted) {
        uint256 relief = _reliefs[cluster];
        uint256 before = costBefore - relief;
        counted = Math.min(Math.min(before + drawn, cost), Math.ceilDiv(manager.valueX32(cluster), 1 << X32_BITS));
        if (cost - counted != relief) _reliefs[cluster] = cost - counted;
        if (counted == before) return counted;

        // Each sum holds `before`: what identifies operator, model and region of a facility never changes.
        _replace(Scope.Operator, _idOf(id.operator), before, counted);
        _replace(Scope.Model, id.model, before, counted);
        _replace(Scope.Region, id.region, before, counted);
        emit ExposureChanged(cluster, before, counted);
    }

    function _replace(Scope scope, bytes32 id, uint256 before, uint256 counted) private {
        _sums[scope][id] = _sums[scope][id] - before + counted;
    }

    function _requireOrigination(uint256 cluster) private view returns (IFacilityManager manager, Identity memory id) {
        manager = _managerOf(cluster);
        if (msg.sender != address(manager.origination())) revert DrawLimits_NotOrigination(msg.sender);
        id = _REGISTRY.identityOf(cluster);
    }

    /// @dev The lowest NAV since the notice that draws go by now: the older one until its end, where that is alive.
    function _noticedNav() private view returns (uint256) {
        (DrawNotice memory newer, DrawNotice memory older) = IGpuYieldVault(vault).drawNotices();
        if (block.timestamp < older.until) return older.low;
        uint256 from = Math.saturatingSub(newer.until, noticePeriod);
        if (block.timestamp < from || block.timestamp >= newer.until) revert DrawLimits_NoNotice(from, newer.until);
        return newer.low;
    }

    function _areByNav(Limits memory most) private pure returns (bool) {
        return Math.min(Math.min(most.clusterBps, most.operatorBps), Math.min(most.modelBps, most.regionBps)) != BPS;
    }

    function _requireSumBelow(Scope scope, bytes32 id, uint256 nav, uint256 limitBps) private view {
        if (limitBps != BPS) _requireBelow(scope, id, _sums[scope][id], nav, limitBps);
    }

    function _requireBelow(Scope scope, bytes32 id, uint256 exposure, uint256 nav, uint256 limitBps) private pure {
        uint256 maximum = (nav * limitBps) / BPS;
        if (exposure > maximum) revert DrawLimits_AboveLimit(scope, id, exposure, maximum);
    }

    function _requireLoanToValue(uint256 cluster, uint256 cost, Identity memory id, uint256 limitBps) private view {
        uint256 mark = drawMarkOf(id.model);
        if (limitBps == BPS || mark == 0) return;
        uint256 maximum = (mark * id.gpuCount * limitBps) / BPS;
        if (cost > maximum) revert DrawLimits_AboveLoanToValue(cluster, cost, maximum);
    }

    function _requireCoverage(
        uint256 cluster,
        Identity memory id,
        IFacilityManager manager,
        Limits memory most
    ) private view {
        if (most.minCoverageBps == 0) return;
        (uint256 payment, uint256 period) = manager.debtServiceOf(cluster);
        if (payment == 0) return; // nothing is owed of a revenue share
        uint256 coverage = _coverage(cluster, payment, period, id, manager, most);
        if (coverage < most.minCoverageBps) {
            revert DrawLimits_CoverageTooLow(cluster, coverage, most.minCoverageBps);
        }
    }

    /// @dev GPUs · period/3600 · utilisation · price · (1 - running costs) / payment, bps, rounded down.
    function _coverage(
        uint256 cluster,
        uint256 payment,
        uint256 period,
        Identity memory id,
        IFacilityManager manager,
        Limits memory assumed
    ) private view returns (uint256) {
        uint256 price = manager.covenants().priceLowOf(cluster);
        if (price == 0) price = _boundsOf(manager).boundsOf(id.model).minPrice;
        uint256 gpuSeconds = uint256(id.gpuCount) * period;
        uint256 income = gpuSeconds * assumed.utilisationBps * price * (BPS - assumed.runningCostBps);
        return income / (payment * HOUR * BPS);
    }

    function _setLimits(Limits memory given) private {
        _requireAtMost("clusterBps", given.clusterBps, BPS);
        _requireAtMost("operatorBps", given.operatorBps, BPS);
        _requireAtMost("modelBps", given.modelBps, BPS);
        _requireAtMost("regionBps", given.regionBps, BPS);
        _requireAtMost("maxLoanToValueBps", given.maxLoanToValueBps, BPS);
        _requireAtMost("minCoverageBps", given.minCoverageBps, MAX_COVERAGE_BPS);
        _requireAtMost("utilisationBps", given.utilisationBps, BPS);
        _requireAtMost("runningCostBps", given.runningCostBps, BPS);
        emit LimitsChanged(_limits, given);
        _limits = given;
    }

    function _managerOf(uint256 cluster) private view returns (IFacilityManager manager) {
        manager = Managers.find(_REGISTRY, IGpuYieldVault(vault), cluster);
        if (address(manager) == address(0)) revert DrawLimits_NotFinanced(cluster);
    }

    /// @dev Of the oracle that the manager listens to now: both can be replaced.
    function _boundsOf(IFacilityManager manager) private view returns (IReportBounds) {
        return IReportBounds(IRevenueOracle(manager.oracle()).bounds());
    }

    function _idOf(address account) private pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }

    function _requireAtMost(bytes32 field, uint256 given, uint256 maximum) private pure {
        if (given > maximum) revert DrawLimits_LimitOutOfRange(field, given, maximum);
    }

    function _requireNotAbove(bytes32 field, uint256 given, uint256 current) private pure {
        if (given > current) revert DrawLimits_LimitNotStricter(field, given, current);
    }

    function _requireNotBelow(bytes32 field, uint256 given, uint256 current) private pure {
        if (given < current) revert DrawLimits_LimitNotStricter(field, given, current);
    }
}

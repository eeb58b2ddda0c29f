// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Managers} from "./facilities/lib/Managers.sol";
import {Covenant, Evidence} from "./facilities/lib/Covenant.sol";
import {CovenantFigures, CovenantState, CovenantTerms} from "./interfaces/FacilityTypes.sol";
import {IClusterRegistry} from "./interfaces/IClusterRegistry.sol";
import {ICovenants} from "./interfaces/ICovenants.sol";
import {IFacilityManager} from "./interfaces/IFacilityManager.sol";
import {IGpuYieldVault} from "./interfaces/IGpuYieldVault.sol";
import {IRevenueOracle, ReportRecord} from "./interfaces/IRevenueOracle.sol";
import {IDrawLimits} from "./interfaces/IDrawLimits.sol";

/// @title Covenants
/// @notice What the facilities of one vault have promised.
///
/// TESTS. With each report: trailing coverage, loan to value, price of a GPU-hour, by cross-multiplication. The tier
/// steps up at once, and down by one after enough good reports in a row.
///
/// CONSEQUENCES are the managers': from tier 1 on the operator's part of the residual is kept back, from tier 2 on it
/// is swept. While a facility of its is in breach an operator draws nothing, whichever manager finances it.
///
/// TRUST. A manager says what is owed and what is outstanding; the report is read from the manager's own oracle.
contract Covenants is ICovenants {
    /// @inheritdoc ICovenants
    address public immutable vault;
    IClusterRegistry private immutable _REGISTRY;
    IDrawLimits private immutable _DRAW_LIMITS;

    mapping(uint256 cluster => Covenant) private _covenants;
    mapping(uint256 cluster => address operator) private _operators;
    /// @inheritdoc ICovenants
    mapping(address operator => uint256) public breachesOf;

    modifier onlyManager(uint256 cluster) {
        if (msg.sender != address(_managerOf(cluster))) revert Covenants_NotManager(cluster, msg.sender);
        _;
    }

    constructor(IGpuYieldVault vault_, IClusterRegistry registry_, IDrawLimits drawLimits_) {
        (vault, _REGISTRY, _DRAW_LIMITS) = (address(vault_), registry_, drawLimits_);
    }

    // --- managers ---

    /// @inheritdoc ICovenants
    function set(uint256 cluster, address operator, CovenantTerms calldata terms) external {
        if (msg.sender != address(_managerOf(cluster).origination())) revert Covenants_NotOrigination(msg.sender);
        _covenants[cluster].set(terms);
        _operators[cluster] = operator;
    }

    /// @inheritdoc ICovenants
    function onReport(
        uint256 cluster,
        uint32 period,
        uint256 payment,
        uint256 between,
        uint256 value
    ) external onlyManager(cluster) returns (uint8 tier) {
        Covenant storage covenant = _covenants[cluster];
        ReportRecord memory report = IRevenueOracle(IFacilityManager(msg.sender).oracle()).reportOf(cluster, period);
        Evidence memory e;
        (e.gross, e.sold) = (report.gross, report.gpuSecondsSold);
        e.income = int256(e.gross) - int256(uint256(report.energyCost) + report.otherOpex);
        if (between != 0) e.service = Math.ceilDiv(payment * (report.end - report.start), between);
        if (covenant.loanToValue1 != 0) {
            e.value = value;
            uint256 mark = _DRAW_LIMITS.markOf(_REGISTRY.modelOf(cluster));
            e.marked = mark * _REGISTRY.hardware(cluster).gpuCount;
        }
        (uint8 asked, uint8 before, CovenantFigures memory figures) = covenant.test(e);
        tier = covenant.tier;
        emit CovenantsTested(cluster, period, asked, figures);
        if (tier == before) return tier;
        emit CovenantTierChanged(cluster, before, tier, figures);
        if (before == 0) _count(cluster, 1);
        if (tier == 0) _count(cluster, -1);
    }

    /// @inheritdoc ICovenants
    function end(uint256 cluster) external onlyManager(cluster) {
        Covenant storage covenant = _covenants[cluster];
        if (covenant.tier != 0) _count(cluster, -1);
        (covenant.tier, covenant.periods) = (0, 0);
    }

    // --- views ---

    /// @inheritdoc ICovenants
    function tierOf(uint256 cluster) external view returns (uint8) {
        return _covenants[cluster].tier;
    }

    /// @inheritdoc ICovenants
    function priceLowOf(uint256 cluster) external view returns (uint96) {
        return _covenants[cluster].priceLow;
    }

    /// @inheritdoc ICovenants
    function covenantsOf(uint256 cluster) external view returns (CovenantState memory) {
        return _covenants[cluster].state();
    }

    function _managerOf(uint256 cluster) private view returns (IFacilityManager manager) {
        manager = Managers.find(_REGISTRY, IGpuYieldVault(vault), cluster);
        if (address(manager) == address(0)) revert Covenants_NotFinanced(cluster);
    }

    /// @dev A facility begins to break what it promised, or keeps it again.
    function _count(uint256 cluster, int256 change) private {
        address operator = _operators[cluster];
        uint256 breaches = uint256(int256(breachesOf[operator]) + change);
        breachesOf[operator] = breaches;
        emit BreachesChanged(operator, breaches);
    }
}

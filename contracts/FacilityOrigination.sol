// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Managers} from "./facilities/lib/Managers.sol";
import {TermRules} from "./facilities/lib/TermRules.sol";
import {Form, Terms} from "./interfaces/FacilityTypes.sol";
import {ClusterStatus, Hardware, IClusterRegistry} from "./interfaces/IClusterRegistry.sol";
import {ICovenants} from "./interfaces/ICovenants.sol";
import {IFacilityManager} from "./interfaces/IFacilityManager.sol";
import {Approval, IFacilityOrigination, OriginationParts} from "./interfaces/IFacilityOrigination.sol";
import {IGpuYieldVault, VaultSettings} from "./interfaces/IGpuYieldVault.sol";
import {ATTESTING_TIME, IDrawEscrow} from "./interfaces/IDrawEscrow.sol";
import {IOperatorBond} from "./interfaces/IOperatorBond.sol";
import {IReportBounds, ModelBounds} from "./interfaces/IReportBounds.sol";
import {IRevenueOracle, MAX_REPORTING_TIME} from "./interfaces/IRevenueOracle.sol";
import {IDrawLimits} from "./interfaces/IDrawLimits.sol";

/// @title FacilityOrigination
/// @notice How facilities of every form begin: approved on their terms, drawn, put in service.
///
/// APPROVED. The curator's terms, or those an auction has brought. The source that holds the title accounts for the
/// cluster for life. A borrower's title is its own from then on, pledged there.
///
/// DRAWN. Cash becomes value. The limits at a draw have the last word. Where the terms name milestones, the money waits
/// for them elsewhere, and comes back if they are not reached.
///
/// IN SERVICE since the declared second, where the first period, and the schedule of a loan or a lease, begin.
///
/// TRUST. The curator approves, with its delay; the operator can draw no more than that. No money lies here. Sources
/// let this contract move the status of titles that they hold; they have no roles of their own, and hear here what the
/// governor says of them.
contract FacilityOrigination is IFacilityOrigination, AccessManaged, ReentrancyGuardTransient {
    uint256 private constant BPS = 10_000;
    /// @dev Later than any deadline, end of a life, markdown and workout may be: the grid's ticks and the vault's
    ///      seconds end there.
    uint256 private constant LATEST = type(uint32).max - 1;
    /// @dev Longest time that a workout may stay open: its period, and a Dutch auction.
    uint256 private constant WORKOUT = 395 days;

    IGpuYieldVault private immutable _VAULT;
    IClusterRegistry private immutable _REGISTRY;
    IOperatorBond private immutable _BOND;
    IDrawLimits private immutable _DRAW_LIMITS;
    IDrawEscrow private immutable _DRAW_ESCROW;
    ICovenants private immutable _COVENANTS;
    uint256 private immutable _VESTING_CAP; // seconds
    // Seconds that may follow the end of what is financed: a markdown, a workout, the grid.
    uint256 private immutable _TAIL;

    /// @dev One word: base units up to 2^88, 309 million tokens of 18 decimals. The operator is the registry's to say.
    struct Approved {
        uint32 inServiceBy; // unix seconds; 0: nothing was approved
        uint16 bondBps;
        uint16 orderedBps;
        uint16 deliveredBps;
        uint88 amount;
        uint88 drawn;
    }

    mapping(uint256 cluster => Approved) private _approvals;

    constructor(address authority_, OriginationParts memory given) AccessManaged(authority_) {
        (_VAULT, _REGISTRY, _BOND) = (given.vault, given.registry, given.bond);
        (_DRAW_LIMITS, _DRAW_ESCROW, _COVENANTS) = (given.drawLimits, given.drawEscrow, given.covenants);
        VaultSettings memory settings = given.vault.settings();
        _VESTING_CAP = settings.vestingCap;
        _TAIL = uint256(settings.markdownPeriod) + WORKOUT + 3 * uint256(settings.tick);
    }

    // --- curator, auction, guardian ---

    /// @inheritdoc IFacilityOrigination
    function approve(uint256 cluster, Terms calldata terms) external restricted {
        if (_approvals[cluster].inServiceBy != 0) revert FacilityOrigination_AlreadyApproved(cluster);
        address holder = _REGISTRY.titleHolderOf(cluster);
        if (!_finances(holder, terms.form)) revert FacilityOrigination_NoTitle(cluster, holder);
        Hardware memory hardware = _REGISTRY.hardware(cluster);
        if (hardware.status != ClusterStatus.Ordered) {
            revert FacilityOrigination_NotOrdered(cluster, hardware.status);
        }
        IFacilityManager manager = IFacilityManager(holder);
        (uint128 cost, uint128 salvage) = _REGISTRY.priceOf(cluster);
        TermRules.check(terms, Math.min(cost, type(uint88).max));
        _checkPriceLow(cluster, terms, manager);

        address operator = _assign(cluster, terms);
        _remember(cluster, terms);
        if (terms.form != Form.RevenueShare) salvage = 0;
        emit FacilityApproved(cluster, operator, holder, terms, cost, salvage, hardware.usefulLife);
        if (terms.covenants.periods != 0) _COVENANTS.set(cluster, operator, terms.covenants);
        (uint256 period, uint256 life) = _open(manager, cluster, terms, operator, hardware);
        _checkTimes(terms, hardware, period, life);
    }

    /// @inheritdoc IFacilityOrigination
    function lowerApproval(uint256 cluster, uint128 amount) external restricted {
        Approved storage a = _approvals[cluster];
        uint88 current = a.amount;
        if (amount >= current || amount < a.drawn) revert FacilityOrigination_ApprovalNotLower(amount, current);
        a.amount = uint88(amount); // below the current one
        emit ApprovalLowered(cluster, current, amount);
    }

    // --- governor ---

    /// @inheritdoc IFacilityOrigination
    function setOracle(IFacilityManager manager, IRevenueOracle oracle) external restricted {
        Managers.checkOracle(oracle, _REGISTRY, _VAULT);
        manager.setOracle(address(oracle));
    }

    /// @inheritdoc IFacilityOrigination
    function writeDownCosts(uint256 cluster, uint256 limit) external restricted {
        IFacilityManager manager = Managers.find(_REGISTRY, _VAULT, cluster);
        if (address(manager) == address(0)) revert FacilityOrigination_NotFinanced(cluster);
        emit CostsWrittenDown(cluster, limit);
        manager.writeDownCosts(cluster, limit);
    }

    // --- operator ---

    /// @inheritdoc IFacilityOrigination
    function draw(uint256 cluster, uint256 amount, address receiver) external nonReentrant {
        Approval memory a = _requireOperator(cluster);
        if (amount == 0) revert FacilityOrigination_ZeroAmount();
        uint256 cost = Math.saturatingAdd(a.drawn, amount);
        if (cost > a.amount) revert FacilityOrigination_AboveApproval(cluster, cost, a.amount);
        if (block.timestamp > a.inServiceBy) revert FacilityOrigination_ApprovalExpired(cluster, a.inServiceBy);
        uint256 breaches = _COVENANTS.breachesOf(a.operator);
        if (breaches != 0) revert FacilityOrigination_OperatorInBreach(a.operator, breaches);
        _requireBond(cluster, a.operator, a.bondBps, cost);

        _approvals[cluster].drawn = uint88(cost); // at most what was approved
        uint256 attesting = _attesting(a);
        if (attesting != 0) receiver = address(_DRAW_ESCROW);
        emit Drawn(cluster, receiver, amount, cost);
        IFacilityManager manager = _managerOf(cluster);
        uint256 nav = manager.fund(cluster, amount, a.drawn, receiver, a.inServiceBy + attesting);
        _DRAW_LIMITS.onDraw(cluster, amount, cost, nav);
        if (attesting != 0) _DRAW_ESCROW.onDraw(cluster, amount);
    }

    /// @inheritdoc IFacilityOrigination
    function commission(uint256 cluster, uint40 inServiceAt) external nonReentrant {
        Approval memory a = _requireOperator(cluster);
        if (_attesting(a) != 0) revert FacilityOrigination_AttestedOnly(cluster);
        _commission(cluster, inServiceAt, a.drawn, false);
    }

    // --- anyone ---

    /// @inheritdoc IFacilityOrigination
    function commissionAttested(uint256 cluster) external nonReentrant returns (uint40 inServiceAt) {
        uint256 attested = _DRAW_ESCROW.inServiceAt(cluster);
        if (attested == 0) revert FacilityOrigination_NotAttested(cluster);
        (, uint256 between) = _managerOf(cluster).debtServiceOf(cluster);
        uint256 period = _REGISTRY.hardware(cluster).maxPeriod;
        if (between != 0) period = Math.min(period, between);
        inServiceAt = uint40(Math.max(attested, block.timestamp - period));
        _commission(cluster, inServiceAt, _approvals[cluster].drawn, true);
    }

    // --- draw escrow ---

    /// @inheritdoc IFacilityOrigination
    function returnDraw(uint256 cluster, uint256 amount) external nonReentrant {
        if (msg.sender != address(_DRAW_ESCROW)) revert FacilityOrigination_NotDrawEscrow(msg.sender);
        Approved storage a = _approvals[cluster];
        uint256 already = a.drawn;
        uint256 cost = already - amount;
        a.drawn = uint88(cost); // less than it was
        emit DrawReturned(cluster, amount, cost);
        _managerOf(cluster).takeBack(cluster, amount, already);
        _DRAW_LIMITS.onReturn(cluster, amount, cost);
    }

    // --- views ---

    /// @inheritdoc IFacilityOrigination
    function approvalOf(uint256 cluster) public view returns (Approval memory a) {
        Approved memory word = _approvals[cluster];
        if (word.inServiceBy == 0) return a;
        (a.inServiceBy, a.bondBps) = (word.inServiceBy, word.bondBps);
        (a.orderedBps, a.deliveredBps) = (word.orderedBps, word.deliveredBps);
        (a.amount, a.drawn) = (word.amount, word.drawn);
        a.operator = _REGISTRY.operatorOf(cluster);
    }

    /// @inheritdoc IFacilityOrigination
    function drawnOf(uint256 cluster) external view returns (uint256) {
        return _approvals[cluster].drawn;
    }

    /// @inheritdoc IFacilityOrigination
    function managerOf(uint256 cluster) external view returns (IFacilityManager) {
        return _managerOf(cluster);
    }

    /// @inheritdoc IFacilityOrigination
    function parts() external view returns (OriginationParts memory) {
        return OriginationParts(_VAULT, _REGISTRY, _BOND, _DRAW_LIMITS, _DRAW_ESCROW, _COVENANTS);
    }

    // --- internals ---

    function _commission(uint256 cluster, uint40 inServiceAt, uint256 drawn, bool attested) private {
        emit Commissioned(cluster, inServiceAt);
        _managerOf(cluster).begin(cluster, inServiceAt, drawn, attested);
        _REGISTRY.commission(cluster, inServiceAt);
    }

    /// @dev Everything fits: amounts have been checked, and the last day of service is, before any of this is for good.
    function _remember(uint256 cluster, Terms calldata terms) private {
        _approvals[cluster] = Approved({
            inServiceBy: uint32(terms.inServiceBy),
            bondBps: terms.bondBps,
            orderedBps: terms.milestones.orderedBps,
            deliveredBps: terms.milestones.deliveredBps,
            amount: uint88(terms.amount),
            drawn: 0
        });
    }

    /// @dev Whom the terms name operates the cluster; a borrower's title is its own, pledged to whoever held it.
    function _assign(uint256 cluster, Terms calldata terms) private returns (address operator) {
        _REGISTRY.manage(cluster);
        operator = _REGISTRY.operatorOf(cluster);
        if (terms.operator != address(0) && terms.operator != operator) {
            operator = terms.operator;
            _REGISTRY.assign(cluster, operator);
        }
        if (terms.form == Form.Loan) _REGISTRY.pledge(cluster, operator);
    }

    function _open(
        IFacilityManager manager,
        uint256 cluster,
        Terms calldata terms,
        address operator,
        Hardware memory hardware
    ) private returns (uint256 period, uint256 life) {
        return manager.open(cluster, terms, operator, hardware.maxPeriod, hardware.usefulLife);
    }

    /// @dev No period with the longest delays that its report may ever have outlasts the vesting cap, and everything
    ///      ends while the vault can still tell the time.
    function _checkTimes(Terms calldata terms, Hardware memory hardware, uint256 period, uint256 life) private view {
        uint256 delays = Math.max(hardware.maxPeriod + MAX_REPORTING_TIME, period) + terms.paymentGrace;
        if (delays > _VESTING_CAP) revert FacilityOrigination_DelaysAboveVestingCap(delays, _VESTING_CAP);
        if (terms.milestones.orderedBps + terms.milestones.deliveredBps != 0) life += ATTESTING_TIME;
        TermRules.requireInRange("inServiceBy", terms.inServiceBy, block.timestamp, LATEST - delays - life - _TAIL);
    }

    /// @dev The price band at closing is inside what reports may say at all.
    function _checkPriceLow(uint256 cluster, Terms calldata terms, IFacilityManager manager) private view {
        if (terms.covenants.priceLow == 0) return;
        IReportBounds bounds = IReportBounds(IRevenueOracle(manager.oracle()).bounds());
        ModelBounds memory band = bounds.boundsOf(_REGISTRY.modelOf(cluster));
        TermRules.requireInRange("priceLow", terms.covenants.priceLow, band.minPrice, band.maxPrice);
    }

    /// @dev First loss: no draw without the operator's bond for all that has been drawn then.
    function _requireBond(uint256 cluster, address operator, uint256 bondBps, uint256 cost) private view {
        if (bondBps == 0) return;
        uint256 required = Math.ceilDiv(cost * bondBps, BPS);
        uint256 held = _BOND.stakeOf(cluster, operator);
        if (held < required) revert FacilityOrigination_BondTooSmall(cluster, held, required);
    }

    function _requireOperator(uint256 cluster) private view returns (Approval memory a) {
        a = approvalOf(cluster);
        if (msg.sender != a.operator) revert FacilityOrigination_NotOperator(cluster, msg.sender, a.operator);
    }

    function _finances(address holder, Form form) private view returns (bool) {
        return _VAULT.isSource(holder) && IFacilityManager(holder).finances(form);
    }

    function _managerOf(uint256 cluster) private view returns (IFacilityManager) {
        return IFacilityManager(_REGISTRY.managerOf(cluster));
    }

    /// @dev Seconds after the last day of service in which milestones may still be attested; 0 where draws wait for
    ///      none. What is not earned by then goes back before anything can be late.
    function _attesting(Approval memory a) private pure returns (uint256) {
        return a.orderedBps + a.deliveredBps == 0 ? 0 : ATTESTING_TIME;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {FacilityStatus} from "../interfaces/FacilityTypes.sol";
import {Hardware, IClusterRegistry, Identity} from "../interfaces/IClusterRegistry.sol";
import {Approval} from "../interfaces/IFacilityOrigination.sol";
import {IDrawEscrow} from "../interfaces/IDrawEscrow.sol";
import {ModelBounds} from "../interfaces/IReportBounds.sol";
import {DrawNotice} from "../interfaces/IGpuYieldVault.sol";
import {IDrawLimits} from "../interfaces/IDrawLimits.sol";
import {OracleTimings} from "../interfaces/IRevenueOracle.sol";

/// @notice One cluster with its facility, as a test wants it.
struct MockFacility {
    FacilityStatus status;
    address operator;
    bytes32 model;
    bytes32 region;
    uint32 gpuCount;
    uint32 version;
    uint16 orderedBps;
    uint16 deliveredBps;
    uint40 inServiceBy;
    uint128 cost;
    uint256 valueX32; // 2^-32 base units
    uint128 payment; // base units a period; 0: nothing is owed
    uint32 period; // seconds
    uint96 priceLow; // base units per GPU-hour
}

/// @notice A vault, its queue and manager, origination, covenants, registry and oracle in one, as much of them as draw
///         limits and draw escrow ask.
contract MockLimitedManager {
    using SafeERC20 for IERC20;

    event DrawReturned(uint256 indexed cluster, uint256 amount);

    address public immutable asset;
    address public immutable quorum;

    uint32 public constant epochLength = 7 days;

    uint256 public nav;
    uint256 private _low = type(uint256).max; // lowest NAV since the notice of drawing
    uint96 public minPrice;
    address private _manager = address(this);
    mapping(uint256 cluster => MockFacility) private _facilities;

    constructor(address asset_, address quorum_) {
        asset = asset_;
        quorum = quorum_;
    }

    // --- what a test says ---

    function set(uint256 cluster, MockFacility calldata facility_) external {
        _facilities[cluster] = facility_;
    }

    /// @notice Takes `bps` of a facility's value away.
    function depreciate(uint256 cluster, uint256 bps) external {
        uint256 value = _facilities[cluster].valueX32;
        _facilities[cluster].valueX32 = value - (value * bps) / 10_000;
    }

    function setNav(uint256 nav_) external {
        nav = nav_;
    }

    function setLow(uint256 low) external {
        _low = low;
    }

    function setMinPrice(uint96 minPrice_) external {
        minPrice = minPrice_;
    }

    /// @notice Somebody else accounts for every cluster from now on; zero: nobody does.
    function handOver(address manager) external {
        _manager = manager;
    }

    /// @notice A draw as the origination makes it: booked, and then underwritten.
    function draw(IDrawLimits drawLimits, uint256 cluster, uint128 amount) external {
        _facilities[cluster].cost += amount;
        _facilities[cluster].valueX32 += uint256(amount) << 32;
        drawLimits.onDraw(cluster, amount, _facilities[cluster].cost, nav);
    }

    /// @notice Drawn money that comes back, as the origination books it.
    function giveBack(IDrawLimits drawLimits, uint256 cluster, uint128 amount) external {
        uint128 already = _facilities[cluster].cost;
        uint256 value = _facilities[cluster].valueX32;
        _facilities[cluster].cost = already - amount;
        _facilities[cluster].valueX32 = value - (value * amount) / already;
        drawLimits.onReturn(cluster, amount, already - amount);
    }

    /// @notice A draw into the draw escrow: `sent` leaves, `amount` is said to have arrived.
    function drawInto(IDrawEscrow drawEscrow, uint256 cluster, uint256 sent, uint256 amount) external {
        if (sent > 0) IERC20(asset).safeTransfer(address(drawEscrow), sent);
        drawEscrow.onDraw(cluster, amount);
    }

    // --- what is asked ---

    function returnDraw(uint256 cluster, uint256 amount) external {
        emit DrawReturned(cluster, amount);
    }

    function statusOf(uint256 cluster) external view returns (FacilityStatus, uint40, uint40, uint40) {
        return (_facilities[cluster].status, 0, 0, 0);
    }

    function drawnOf(uint256 cluster) external view returns (uint256) {
        return _facilities[cluster].cost;
    }

    function valueX32(uint256 cluster) external view returns (uint256) {
        return _facilities[cluster].valueX32;
    }

    function approvalOf(uint256 cluster) external view returns (Approval memory a) {
        MockFacility storage f = _facilities[cluster];
        (a.orderedBps, a.deliveredBps) = (f.orderedBps, f.deliveredBps);
        (a.operator, a.inServiceBy) = (f.operator, f.inServiceBy);
    }

    function debtServiceOf(uint256 cluster) external view returns (uint256, uint256) {
        return (_facilities[cluster].payment, _facilities[cluster].period);
    }

    function priceLowOf(uint256 cluster) external view returns (uint96) {
        return _facilities[cluster].priceLow;
    }

    function identityOf(uint256 cluster) external view returns (Identity memory id) {
        MockFacility storage f = _facilities[cluster];
        if (f.model == 0) revert IClusterRegistry.ClusterRegistry_UnknownCluster(cluster);
        return Identity(f.operator, f.model, f.region, f.gpuCount);
    }

    function hardware(uint256 cluster) external view returns (Hardware memory unit) {
        unit.version = _facilities[cluster].version;
    }

    function boundsOf(bytes32) external view returns (ModelBounds memory bounds_) {
        bounds_.minPrice = minPrice;
    }

    function drawNotices() external view returns (DrawNotice memory, DrawNotice memory) {
        return (DrawNotice(0, 0), DrawNotice(_low, type(uint32).max));
    }

    function queue() external view returns (address) {
        return address(this);
    }

    function managerOf(uint256) external view returns (address) {
        return _manager;
    }

    function isSource(address account) external view returns (bool) {
        return account == address(this);
    }

    function origination() external view returns (address) {
        return address(this);
    }

    function covenants() external view returns (address) {
        return address(this);
    }

    function timings() external pure returns (OracleTimings memory) {
        return OracleTimings({window: 6 hours, longWindow: 2 days, reportDeadline: 3 days});
    }

    function oracle() external view returns (address) {
        return address(this);
    }

    function bounds() external view returns (address) {
        return address(this);
    }
}

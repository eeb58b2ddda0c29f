// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ClusterStatus, IClusterRegistry} from "./interfaces/IClusterRegistry.sol";
import {FacilityStatus, Form} from "./interfaces/FacilityTypes.sol";
import {Managers} from "./facilities/lib/Managers.sol";
import {IFacilityManager} from "./interfaces/IFacilityManager.sol";
import {IGpuYieldVault} from "./interfaces/IGpuYieldVault.sol";
import {IOperatorBond} from "./interfaces/IOperatorBond.sol";
import {IWorkouts} from "./interfaces/IWorkouts.sol";
import {X32_BITS} from "./facilities/lib/Curve.sol";

/// @notice An offer of hardware, open until somebody takes it.
struct Offer {
    bool open;
    address buyer; // zero: anyone
    uint256 price; // base units
}

/// @title Workouts
/// @notice How hardware leaves a vault.
///
/// SALE of what is in good standing and the vault's own: the price takes the place of the value, and the facility ends. What a loan
/// or a lease has financed is not for sale while it is served.
///
/// DEFAULT. A resolution is opened by the curator, or by anyone once leavers are paid nothing for the facility. It takes
/// recoveries in, as many as there are; each takes the place of as much value. It closes once. What is left then is realised:
/// operator's bond, facility's reserve, locked amounts, share price, in this order.
///
/// TITLE of what is in default goes to whom the curator names, or with a sale to the buyer.
///
/// PART of a cluster that fails, is stolen or sold takes its part of everything with it, and is borne in the same order.
///
/// LIVENESS. No curator can keep a default from being opened or closed for longer than the markdown of a facility takes, twice.
///
/// TRUST. The curator chooses the price of a sale, and when to close, each with its delay.
contract Workouts is IWorkouts, AccessManaged, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    IGpuYieldVault private immutable _vault;
    IClusterRegistry private immutable _registry;
    IOperatorBond private immutable _bond;
    IERC20 private immutable _asset;
    uint256 private immutable _markdown; // seconds, the vault's; a resolution is the curator's for as long

    mapping(uint256 cluster => Offer) private _offers;

    constructor(
        address authority_,
        IGpuYieldVault vault_,
        IClusterRegistry registry_,
        IOperatorBond bond_
    ) AccessManaged(authority_) {
        (_vault, _registry, _bond, _asset) = (vault_, registry_, bond_, IERC20(vault_.asset()));
        _markdown = vault_.settings().markdownPeriod;
    }

    // --- sale ---

    /// @inheritdoc IWorkouts
    function offerSale(uint256 cluster, address buyer, uint256 price) external restricted {
        _requireTitle(cluster, _managerOf(cluster));
        _offers[cluster] = Offer({open: true, buyer: buyer, price: price});
        emit SaleOffered(cluster, buyer, price);
    }

    /// @inheritdoc IWorkouts
    function withdrawOffer(uint256 cluster) external restricted {
        if (!_offers[cluster].open) revert Workouts_NotOffered(cluster, msg.sender, address(0));
        delete _offers[cluster];
        emit OfferWithdrawn(cluster);
    }

    /// @inheritdoc IWorkouts
    function buy(uint256 cluster, uint256 maxPrice) external nonReentrant {
        Offer memory offer = _offers[cluster];
        if (!offer.open || (offer.buyer != address(0) && offer.buyer != msg.sender)) {
            revert Workouts_NotOffered(cluster, msg.sender, offer.buyer);
        }
        if (offer.price > maxPrice) revert Workouts_PriceChanged(offer.price, maxPrice);
        delete _offers[cluster];
        if (offer.price > 0) _pull(offer.price);

        IFacilityManager manager = _managerOf(cluster);
        (FacilityStatus status, uint40 delinquentSince, , ) = manager.statusOf(cluster);
        uint256 value = manager.valueX32(cluster);
        if (_isOver(status)) {
            value = _recover(cluster, manager, status, offer.price);
        } else {
            if (!_isOwned(manager)) revert Workouts_Financed(cluster);
            if (delinquentSince != 0) revert Workouts_ResolveFirst(cluster, delinquentSince);
            manager.derecognise(cluster, value, offer.price, false);
            manager.end(cluster);
            value >>= X32_BITS;
        }
        emit FacilitySold(cluster, msg.sender, offer.price, value);
        _retireTo(cluster, msg.sender);
    }

    // --- default ---

    /// @inheritdoc IWorkouts
    function openResolution(uint256 cluster) external nonReentrant {
        (uint256 openFrom, ) = opensToAllAt(cluster);
        if (openFrom == 0 || block.timestamp < openFrom) _checkCanCall(msg.sender, msg.data);
        _managerOf(cluster).beginResolution(cluster);
        emit ResolutionOpened(cluster, msg.sender);
    }

    /// @inheritdoc IWorkouts
    function recover(uint256 cluster, uint256 amount) external nonReentrant {
        if (amount == 0) revert Workouts_ZeroAmount();
        (IFacilityManager manager, FacilityStatus status) = _requireFinanced(cluster);
        _pull(amount);
        _recover(cluster, manager, status, amount);
    }

    /// @inheritdoc IWorkouts
    function closeResolution(uint256 cluster) external nonReentrant {
        IFacilityManager manager = _managerOf(cluster);
        (FacilityStatus status, , , ) = manager.statusOf(cluster);
        if (status != FacilityStatus.Resolving) revert Workouts_NotOpen(cluster);
        (, uint256 closeFrom) = opensToAllAt(cluster);
        if (block.timestamp < closeFrom) _checkCanCall(msg.sender, msg.data);
        uint256 value = manager.valueX32(cluster);
        (uint256 fromBond, uint256 fromReserve) = _realise(cluster, manager, value, 0);
        emit ResolutionClosed(cluster, value >> X32_BITS, fromBond, fromReserve);
        manager.end(cluster);
        _retireTo(cluster, address(0));
    }

    /// @inheritdoc IWorkouts
    function retireGpus(uint256 cluster, uint32 count, uint256 recovery) external restricted nonReentrant {
        (IFacilityManager manager, ) = _requireFinanced(cluster);
        uint32 inService = _registry.hardware(cluster).gpuCount;
        if (count == 0) revert Workouts_ZeroAmount();
        if (count >= inService) revert Workouts_NotAllGpus(cluster, count, inService);
        // What is owed does not shrink with the hardware: a loan or a lease goes on as it is.
        bool isOwned = _isOwned(manager);
        if (!isOwned && recovery > 0) revert Workouts_RepayInstead(cluster);
        if (recovery > 0) _pull(recovery);
        uint256 value = isOwned ? Math.mulDiv(manager.valueX32(cluster), count, inService) : 0;
        (uint256 fromBond, uint256 fromReserve) = _realise(cluster, manager, value, recovery);
        emit GpusRetired(cluster, count, inService - count, value >> X32_BITS, recovery, fromBond, fromReserve);
        _registry.retireGpus(cluster, count);
    }

    /// @inheritdoc IWorkouts
    function takeTitle(uint256 cluster, address to) external restricted nonReentrant {
        IFacilityManager manager = _managerOf(cluster);
        (FacilityStatus status, , , ) = manager.statusOf(cluster);
        if (!_isOver(status)) revert Workouts_NotOpen(cluster);
        _requireTitle(cluster, manager);
        delete _offers[cluster];
        emit TitleTaken(cluster, to);
        _retireTo(cluster, to);
    }

    // --- views ---

    /// @inheritdoc IWorkouts
    function offerOf(uint256 cluster) external view returns (bool, address, uint256) {
        Offer memory offer = _offers[cluster];
        return (offer.open, offer.buyer, offer.price);
    }

    /// @inheritdoc IWorkouts
    function opensToAllAt(uint256 cluster) public view returns (uint256 openFrom, uint256 closeFrom) {
        (FacilityStatus status, uint40 since, uint40 opened, ) = _managerOf(cluster).statusOf(cluster);
        if (since != 0) openFrom = since + _markdown;
        if (status == FacilityStatus.Resolving) closeFrom = opened + _markdown;
    }

    /// @inheritdoc IWorkouts
    function vault() external view returns (address) {
        return address(_vault);
    }

    /// @inheritdoc IWorkouts
    function asset() external view returns (address) {
        return address(_asset);
    }

    // --- internals ---

    /// @dev The money is here. Base units of it that came back for value; all else is income over the cap.
    function _recover(
        uint256 cluster,
        IFacilityManager manager,
        FacilityStatus status,
        uint256 amount
    ) private returns (uint256 ofValue) {
        uint256 valueOut;
        if (status == FacilityStatus.Resolving) {
            valueOut = Math.min(amount << X32_BITS, manager.valueX32(cluster));
        }
        ofValue = valueOut >> X32_BITS;
        emit Recovered(cluster, msg.sender, amount, ofValue);
        if (amount > 0) manager.derecognise(cluster, valueOut, amount, false);
    }

    /// @dev `value` (X32) is lost but for `recovery`: the bond pays by the amount and no more, then the reserve.
    function _realise(
        uint256 cluster,
        IFacilityManager manager,
        uint256 value,
        uint256 recovery
    ) private returns (uint256 fromBond, uint256 fromReserve) {
        uint256 loss = Math.saturatingSub(value >> X32_BITS, recovery);
        if (loss > 0) fromBond = _bond.seize(cluster, loss);
        if (fromBond > 0) _asset.safeTransfer(address(_vault), fromBond);
        fromReserve = manager.derecognise(cluster, value, recovery + fromBond, true);
    }

    /// @dev Something has been drawn for it.
    function _requireFinanced(uint256 cluster) private view returns (IFacilityManager manager, FacilityStatus status) {
        manager = _managerOf(cluster);
        (status, , , ) = manager.statusOf(cluster);
        if (status == FacilityStatus.None || status == FacilityStatus.Approved) {
            revert Workouts_NothingFinanced(cluster);
        }
    }

    /// @dev Retires the hardware, unless it is, and gives its title to `to` (zero: it stays).
    function _retireTo(uint256 cluster, address to) private {
        if (_registry.hardware(cluster).status != ClusterStatus.Retired) _registry.retire(cluster);
        if (to != address(0)) _registry.transferFrom(_registry.ownerOf(cluster), to, cluster);
    }

    /// @dev The title lies with who finances it, or is pledged there.
    function _requireTitle(uint256 cluster, IFacilityManager manager) private view {
        address holder = _registry.titleHolderOf(cluster);
        if (holder != address(manager)) revert Workouts_TitleGone(cluster, holder);
    }

    function _managerOf(uint256 cluster) private view returns (IFacilityManager manager) {
        manager = Managers.find(_registry, _vault, cluster);
        if (address(manager) == address(0)) revert Workouts_NothingFinanced(cluster);
    }

    /// @dev What the vault owns is its to sell; what a loan or a lease has financed is not while it is served.
    function _isOwned(IFacilityManager manager) private view returns (bool) {
        return manager.finances(Form.RevenueShare);
    }

    function _isOver(FacilityStatus status) private pure returns (bool) {
        return status == FacilityStatus.Resolving || status == FacilityStatus.Retired;
    }

    /// @dev Sends tokens of the caller to the vault; what a token keeps for itself is refused.
    function _pull(uint256 amount) private {
        uint256 before = _asset.balanceOf(address(_vault));
        _asset.safeTransferFrom(msg.sender, address(_vault), amount);
        uint256 arrived = _asset.balanceOf(address(_vault)) - before;
        if (arrived != amount) revert Workouts_ShortTransfer(arrived, amount);
    }
}

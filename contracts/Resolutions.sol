// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IClusterRegistry} from "./interfaces/IClusterRegistry.sol";
import {FacilityState, FacilityStatus, Form} from "./interfaces/IBookEvents.sol";
import {IFacilityBook} from "./interfaces/IFacilityBook.sol";
import {IOperatorBond} from "./interfaces/IOperatorBond.sol";
import {IResolutions} from "./interfaces/IResolutions.sol";
import {ValueLineLib} from "./vault/ValueLine.sol";

/// @notice An offer of hardware, open until somebody takes it.
struct Offer {
    bool open;
    address buyer; // zero: anyone
    uint256 price; // base units
}

/// @title Resolutions
/// @notice How hardware leaves a book.
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
/// LIVENESS. No curator can keep a default from being opened or closed for longer than the facility's exit line takes.
///
/// TRUST. The curator chooses the price of a sale, and when to close, each with its delay.
contract Resolutions is IResolutions, AccessManaged, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    IFacilityBook private immutable _book;
    IClusterRegistry private immutable _registry;
    IOperatorBond private immutable _bond;
    IERC20 private immutable _asset;

    mapping(uint256 cluster => Offer) private _offers;

    /// @dev The book makes it, in its own constructor: nothing may be asked of it here.
    constructor(
        address authority_,
        IFacilityBook book_,
        IClusterRegistry registry_,
        IOperatorBond bond_,
        IERC20 asset_
    ) AccessManaged(authority_) {
        (_book, _registry, _bond, _asset) = (book_, registry_, bond_, asset_);
        // The book pulls what is recovered, under its own lock.
        asset_.forceApprove(address(book_), type(uint256).max);
    }

    // --- sale ---

    /// @inheritdoc IResolutions
    function offerSale(uint256 cluster, address buyer, uint256 price) external restricted {
        address holder = _registry.controllerOf(cluster);
        if (holder != address(_book)) revert Resolutions_TitleGone(cluster, holder);
        if (_statusOf(cluster) == FacilityStatus.None) revert Resolutions_NothingFinanced(cluster);
        _offers[cluster] = Offer({open: true, buyer: buyer, price: price});
        emit SaleOffered(cluster, buyer, price);
    }

    /// @inheritdoc IResolutions
    function withdrawOffer(uint256 cluster) external restricted {
        if (!_offers[cluster].open) revert Resolutions_NotOffered(cluster, msg.sender, address(0));
        delete _offers[cluster];
        emit OfferWithdrawn(cluster);
    }

    /// @inheritdoc IResolutions
    function buy(uint256 cluster, uint256 maxPrice) external nonReentrant {
        Offer memory offer = _offers[cluster];
        if (!offer.open || (offer.buyer != address(0) && offer.buyer != msg.sender)) {
            revert Resolutions_NotOffered(cluster, msg.sender, offer.buyer);
        }
        if (offer.price > maxPrice) revert Resolutions_PriceChanged(offer.price, maxPrice);
        delete _offers[cluster];
        if (offer.price > 0) _pull(offer.price);

        FacilityState memory f = _book.facility(cluster);
        uint256 value = f.value;
        if (f.status == FacilityStatus.Resolving || f.status == FacilityStatus.Retired) {
            value = _recover(cluster, f.status, offer.price);
        } else {
            if (f.form != Form.RevenueShare) revert Resolutions_Financed(cluster, f.form);
            if (f.lateSince != 0) revert Resolutions_LateResolveFirst(cluster, f.lateSince);
            _book.shed(cluster, _book.valueFine(cluster), offer.price, false);
            _book.end(cluster);
        }
        emit FacilitySold(cluster, msg.sender, offer.price, value);
        _book.release(cluster, msg.sender);
    }

    // --- default ---

    /// @inheritdoc IResolutions
    function openResolution(uint256 cluster) external nonReentrant {
        (uint256 openFrom, ) = opensToAllAt(cluster);
        if (openFrom == 0 || block.timestamp < openFrom) _checkCanCall(msg.sender, msg.data);
        _book.beginResolution(cluster);
        emit ResolutionOpened(cluster, msg.sender);
    }

    /// @inheritdoc IResolutions
    function recover(uint256 cluster, uint256 amount) external nonReentrant {
        if (amount == 0) revert Resolutions_ZeroAmount();
        FacilityStatus status = _requireFinanced(cluster);
        _pull(amount);
        _recover(cluster, status, amount);
    }

    /// @inheritdoc IResolutions
    function closeResolution(uint256 cluster) external nonReentrant {
        if (_statusOf(cluster) != FacilityStatus.Resolving) revert Resolutions_NotOpen(cluster);
        (, uint256 closeFrom) = opensToAllAt(cluster);
        if (block.timestamp < closeFrom) _checkCanCall(msg.sender, msg.data);
        uint256 value = _book.valueFine(cluster);
        (uint256 fromBond, uint256 fromReserve) = _realise(cluster, value, 0);
        emit ResolutionClosed(cluster, value >> ValueLineLib.FINE_BITS, fromBond, fromReserve);
        _book.end(cluster);
        _book.release(cluster, address(0));
    }

    /// @inheritdoc IResolutions
    function retireGpus(uint256 cluster, uint32 count, uint256 recovery) external restricted nonReentrant {
        _requireFinanced(cluster);
        uint32 inService = _registry.hardware(cluster).gpuCount;
        if (count == 0) revert Resolutions_ZeroAmount();
        if (count >= inService) revert Resolutions_NotAllGpus(cluster, count, inService);
        // What is owed does not shrink with the hardware: a loan or a lease goes on as it is.
        bool isOwned = _book.facility(cluster).form == Form.RevenueShare;
        if (!isOwned && recovery > 0) revert Resolutions_RepayInstead(cluster);
        if (recovery > 0) _pull(recovery);
        uint256 value = isOwned ? Math.mulDiv(_book.valueFine(cluster), count, inService) : 0;
        (uint256 fromBond, uint256 fromReserve) = _realise(cluster, value, recovery);
        emit GpusRetired(
            cluster,
            count,
            inService - count,
            value >> ValueLineLib.FINE_BITS,
            recovery,
            fromBond,
            fromReserve
        );
        _book.retireGpus(cluster, count);
    }

    /// @inheritdoc IResolutions
    function takeTitle(uint256 cluster, address to) external restricted nonReentrant {
        FacilityState memory f = _book.facility(cluster);
        bool ended = f.status == FacilityStatus.Resolving || f.status == FacilityStatus.Retired;
        if (!ended) revert Resolutions_NotOpen(cluster);
        address holder = _registry.controllerOf(cluster);
        if (holder != address(_book)) revert Resolutions_TitleGone(cluster, holder);
        delete _offers[cluster];
        emit TitleTaken(cluster, to);
        _book.release(cluster, to);
    }

    // --- views ---

    /// @inheritdoc IResolutions
    function offerOf(uint256 cluster) external view returns (bool, address, uint256) {
        Offer memory offer = _offers[cluster];
        return (offer.open, offer.buyer, offer.price);
    }

    /// @inheritdoc IResolutions
    function opensToAllAt(uint256 cluster) public view returns (uint256 openFrom, uint256 closeFrom) {
        FacilityState memory f = _book.facility(cluster);
        openFrom = f.lineEnd;
        if (f.resolvingSince != 0) closeFrom = uint256(f.resolvingSince) + f.lineLength;
    }

    /// @inheritdoc IResolutions
    function book() external view returns (address) {
        return address(_book);
    }

    /// @inheritdoc IResolutions
    function asset() external view returns (address) {
        return address(_asset);
    }

    // --- internals ---

    /// @dev The money is here. Base units of it that came back for value; all else is income over the cap.
    function _recover(uint256 cluster, FacilityStatus status, uint256 amount) private returns (uint256 ofValue) {
        uint256 valueOut;
        if (status == FacilityStatus.Resolving) {
            valueOut = Math.min(amount << ValueLineLib.FINE_BITS, _book.valueFine(cluster));
        }
        ofValue = valueOut >> ValueLineLib.FINE_BITS;
        emit Recovered(cluster, msg.sender, amount, ofValue);
        if (amount > 0) _book.shed(cluster, valueOut, amount, false);
    }

    /// @dev `value` fine units are lost but for `recovery`: the bond pays by the amount and no more, then the reserve.
    function _realise(
        uint256 cluster,
        uint256 value,
        uint256 recovery
    ) private returns (uint256 fromBond, uint256 fromReserve) {
        uint256 loss = Math.saturatingSub(value >> ValueLineLib.FINE_BITS, recovery);
        if (loss > 0) fromBond = _bond.seize(cluster, loss);
        fromReserve = _book.shed(cluster, value, recovery + fromBond, true);
    }

    /// @dev Something has been drawn for it.
    function _requireFinanced(uint256 cluster) private view returns (FacilityStatus status) {
        status = _statusOf(cluster);
        if (status == FacilityStatus.None || status == FacilityStatus.Approved) {
            revert Resolutions_NothingFinanced(cluster);
        }
    }

    function _statusOf(uint256 cluster) private view returns (FacilityStatus status) {
        (status, , ) = _book.standingOf(cluster);
    }

    /// @dev Takes tokens from the caller; what a token keeps for itself is refused.
    function _pull(uint256 amount) private {
        uint256 before = _asset.balanceOf(address(this));
        _asset.safeTransferFrom(msg.sender, address(this), amount);
        uint256 arrived = _asset.balanceOf(address(this)) - before;
        if (arrived != amount) revert Resolutions_ShortTransfer(arrived, amount);
    }
}

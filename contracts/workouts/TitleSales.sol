// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IFacilityManager} from "../interfaces/IFacilityManager.sol";
import {IWorkouts} from "../interfaces/IWorkouts.sol";
import {X32_BITS} from "../facilities/lib/Curve.sol";
import {PledgedDebts} from "./PledgedDebts.sol";

/// @notice An offer of hardware.
struct Offer {
    address buyer; // zero: anyone
    uint40 from; // unix seconds; nobody takes it before
    uint40 until; // unix seconds; nor from here on; 0: there is none
    uint128 price; // base units
    uint128 drawn; // base units that had been drawn for it; a draw ends it
}

/// @notice A sale whose price falls from `top` to zero.
struct DutchAuction {
    uint128 top; // base units
    uint40 startedAt; // unix seconds; 0: there is none
}

/// @title TitleSales
/// @notice How a title leaves for a price: offered by the curator or, when that takes too long, at a falling price by
///         anyone.
///
/// OFFERS. One a cluster, at the curator's price, for one buyer or for anybody: to be taken from two days on, until a
/// week is over. One below the value is announced as a loss for as long.
///
/// DUTCH AUCTION. From the end of the workout period on anyone starts one, also of what was left over when its workout
/// closed. It opens at twice what the hardware may be worth by any figure there is, falls in a straight line to
/// nothing, and takes the curator's offer off. What nobody has taken for nothing, anyone burns: the hardware is given
/// up, and can bring nothing in any more.
abstract contract TitleSales is PledgedDebts {
    using SafeCast for uint256;

    uint256 private constant AUCTION_TIME = 30 days;
    uint256 private constant OFFER_FROM = 2 days;
    uint256 private constant OFFER_UNTIL = 7 days;
    /// @dev Nobody's. The registry keeps who held a title last, and knows no end of one.
    address private constant NOBODY = 0x000000000000000000000000000000000000dEaD;
    uint32 private constant MIN_PERIOD = 1 days;
    uint32 private constant MAX_PERIOD = 365 days;

    /// @inheritdoc IWorkouts
    uint32 public immutable workoutPeriod;

    mapping(uint256 cluster => Offer) private _offers;
    mapping(uint256 cluster => DutchAuction) private _auctions;

    constructor(uint32 workoutPeriod_) {
        _requirePeriod(workoutPeriod_);
        workoutPeriod = workoutPeriod_;
    }

    // --- announcers, cancellers ---

    /// @inheritdoc IWorkouts
    function offerSale(uint256 cluster, address buyer, uint128 price) external restricted {
        IFacilityManager manager = _managerOf(cluster);
        _requireHeld(cluster, manager);
        _requireNoAuction(cluster);
        losses.announceSale(cluster, _lossX32(manager.valueX32(cluster), price));
        (uint40 from, uint40 until) = (uint40(block.timestamp + OFFER_FROM), uint40(block.timestamp + OFFER_UNTIL));
        _offers[cluster] = Offer(buyer, from, until, price, _drawnOf(cluster, manager));
        emit SaleOffered(cluster, buyer, price, from, until);
    }

    /// @inheritdoc IWorkouts
    function withdrawOffer(uint256 cluster) external {
        uint256 until = _offers[cluster].until;
        if (until == 0) revert Workouts_NotOffered(cluster, msg.sender, address(0));
        if (block.timestamp < until) _checkCanCall(msg.sender, msg.data);
        _withdraw(cluster);
    }

    // --- anyone ---

    /// @inheritdoc IWorkouts
    function startDutchAuction(uint256 cluster) external returns (uint256 top) {
        IFacilityManager manager = _managerOf(cluster);
        (, uint256 sellFrom) = opensToAllAt(cluster);
        if (sellFrom == 0 || block.timestamp < sellFrom) revert Workouts_NotYet(cluster, sellFrom);
        _requireHeld(cluster, manager);
        _requireNoAuction(cluster);
        if (_offers[cluster].until != 0) _withdraw(cluster);
        top = 2 * Math.max(owedOf(cluster), Math.max(_valueUp(cluster, manager), _markedValueOf(cluster, manager)));
        _auctions[cluster] = DutchAuction(top.toUint128(), uint40(block.timestamp));
        emit DutchAuctionStarted(cluster, msg.sender, top, uint40(block.timestamp + AUCTION_TIME));
    }

    /// @inheritdoc IWorkouts
    function burnTitle(uint256 cluster) external nonReentrant {
        uint256 startedAt = _auctions[cluster].startedAt;
        if (startedAt == 0) revert Workouts_NotOffered(cluster, msg.sender, address(0));
        uint256 endsAt = startedAt + AUCTION_TIME;
        if (block.timestamp < endsAt) revert Workouts_NotYet(cluster, endsAt);
        _requireHeld(cluster, _managerOf(cluster));
        emit TitleBurnt(cluster);
        _retireTo(cluster, NOBODY);
    }

    // --- views ---

    /// @inheritdoc IWorkouts
    function offerOf(uint256 cluster) external view returns (bool, address, uint256, uint40, uint40) {
        Offer memory offer = _offerNow(cluster);
        return (offer.until != 0, offer.buyer, offer.price, offer.from, offer.until);
    }

    /// @inheritdoc IWorkouts
    function auctionOf(uint256 cluster) external view returns (uint256 top, uint40 startedAt, uint40 endsAt) {
        DutchAuction memory auction = _auctions[cluster];
        (top, startedAt) = (auction.top, auction.startedAt);
        if (startedAt != 0) endsAt = uint40(startedAt + AUCTION_TIME);
    }

    /// @inheritdoc IWorkouts
    function longestWorkout() external view returns (uint256) {
        return workoutPeriod + AUCTION_TIME;
    }

    /// @inheritdoc IWorkouts
    function opensToAllAt(uint256 cluster) public view virtual returns (uint256 openFrom, uint256 sellFrom);

    // --- internals ---

    /// @dev Takes an offer that the caller may take, at a price that it accepts.
    function _takeOffer(uint256 cluster, uint256 maxPrice) internal returns (uint256 price) {
        Offer memory offer = _offerNow(cluster);
        if (offer.until == 0 || (offer.buyer != address(0) && offer.buyer != msg.sender)) {
            revert Workouts_NotOffered(cluster, msg.sender, offer.buyer);
        }
        if (block.timestamp < offer.from) revert Workouts_NotYet(cluster, offer.from);
        if (offer.price > maxPrice) revert Workouts_PriceChanged(offer.price, maxPrice);
        delete _offers[cluster];
        return offer.price;
    }

    /// @dev A falling price is an offer to anyone. Rounded up.
    function _offerNow(uint256 cluster) private view returns (Offer memory offer) {
        DutchAuction memory auction = _auctions[cluster];
        if (auction.startedAt == 0) {
            offer = _offers[cluster];
            bool isOver = block.timestamp >= offer.until;
            if (isOver || offer.drawn != _drawnOf(cluster, _managerOf(cluster))) delete offer;
            return offer;
        }
        uint256 left = Math.saturatingSub(auction.startedAt + AUCTION_TIME, block.timestamp);
        offer.price = uint128(Math.ceilDiv(uint256(auction.top) * left, AUCTION_TIME)); // at most the top
        (offer.from, offer.until) = (auction.startedAt, type(uint40).max);
    }

    /// @dev The part of a value (X32) that is lost at a price, X32 and rounded up; 0 from the value on, in whole units.
    function _lossX32(uint256 value, uint256 price) private pure returns (uint40) {
        if (value >> X32_BITS <= price) return 0;
        return uint40(Math.ceilDiv((value - (price << X32_BITS)) << X32_BITS, value)); // at most all of it
    }

    /// @dev What has been drawn for a cluster, or was before it ended.
    function _drawnOf(uint256 cluster, IFacilityManager manager) private view returns (uint128) {
        return uint128(manager.origination().drawnOf(cluster)); // 88 bits
    }

    /// @dev An offer is over without a sale.
    function _withdraw(uint256 cluster) private {
        delete _offers[cluster];
        losses.endSale(cluster);
        emit OfferWithdrawn(cluster);
    }

    function _valueUp(uint256 cluster, IFacilityManager manager) private view returns (uint256) {
        return Math.ceilDiv(manager.valueX32(cluster), 1 << X32_BITS);
    }

    /// @dev What its GPUs are marked at, base units; 0 where they are not.
    function _markedValueOf(uint256 cluster, IFacilityManager manager) private view returns (uint256) {
        uint256 mark = manager.origination().parts().drawLimits.markOf(_registry.modelOf(cluster));
        return mark * _registry.hardware(cluster).gpuCount;
    }

    function _requireNoAuction(uint256 cluster) private view {
        uint40 startedAt = _auctions[cluster].startedAt;
        if (startedAt != 0) revert Workouts_AuctionRuns(cluster, startedAt);
    }

    function _requirePeriod(uint32 period) internal pure {
        if (period < MIN_PERIOD || period > MAX_PERIOD)
            revert Workouts_PeriodOutOfRange(period, MIN_PERIOD, MAX_PERIOD);
    }
}

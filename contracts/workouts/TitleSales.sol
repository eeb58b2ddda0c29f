// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IFacilityManager} from "../interfaces/IFacilityManager.sol";
import {IWorkouts} from "../interfaces/IWorkouts.sol";
import {X32_BITS} from "../facilities/lib/Curve.sol";
import {PledgedDebts} from "./PledgedDebts.sol";

/// @notice An offer of hardware, open until somebody takes it.
struct Offer {
    bool open;
    address buyer; // zero: anyone
    uint256 price; // base units
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
/// OFFERS. One a cluster, at the curator's price, for one buyer or for anybody.
///
/// DUTCH AUCTION. From the end of the workout period on anyone starts one, also of what was left over when its workout
/// closed. It opens at twice what the hardware may be worth by any figure there is, falls in a straight line to
/// nothing, and takes the curator's offer off. What nobody has taken for nothing, anyone burns: the hardware is given
/// up, and can bring nothing in any more.
abstract contract TitleSales is PledgedDebts {
    using SafeCast for uint256;

    uint256 private constant AUCTION_TIME = 30 days;
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

    // --- curator, guardian ---

    /// @inheritdoc IWorkouts
    function offerSale(uint256 cluster, address buyer, uint256 price) external restricted {
        _requireHeld(cluster, _managerOf(cluster));
        _requireNoAuction(cluster);
        _offers[cluster] = Offer({open: true, buyer: buyer, price: price});
        emit SaleOffered(cluster, buyer, price);
    }

    /// @inheritdoc IWorkouts
    function withdrawOffer(uint256 cluster) external restricted {
        if (!_offers[cluster].open) revert Workouts_NotOffered(cluster, msg.sender, address(0));
        delete _offers[cluster];
        emit OfferWithdrawn(cluster);
    }

    // --- anyone ---

    /// @inheritdoc IWorkouts
    function startDutchAuction(uint256 cluster) external returns (uint256 top) {
        IFacilityManager manager = _managerOf(cluster);
        (, uint256 sellFrom) = opensToAllAt(cluster);
        if (sellFrom == 0 || block.timestamp < sellFrom) revert Workouts_NotYet(cluster, sellFrom);
        _requireHeld(cluster, manager);
        _requireNoAuction(cluster);
        delete _offers[cluster];
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
    function offerOf(uint256 cluster) external view returns (bool, address, uint256) {
        Offer memory offer = _offerNow(cluster);
        return (offer.open, offer.buyer, offer.price);
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
        if (!offer.open || (offer.buyer != address(0) && offer.buyer != msg.sender)) {
            revert Workouts_NotOffered(cluster, msg.sender, offer.buyer);
        }
        if (offer.price > maxPrice) revert Workouts_PriceChanged(offer.price, maxPrice);
        delete _offers[cluster];
        return offer.price;
    }

    /// @dev A falling price is an offer to anyone. Rounded up.
    function _offerNow(uint256 cluster) private view returns (Offer memory offer) {
        DutchAuction memory auction = _auctions[cluster];
        if (auction.startedAt == 0) return _offers[cluster];
        uint256 left = Math.saturatingSub(auction.startedAt + AUCTION_TIME, block.timestamp);
        (offer.open, offer.price) = (true, Math.ceilDiv(uint256(auction.top) * left, AUCTION_TIME));
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

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IReportBounds, LastSale, ModelBounds} from "../interfaces/IReportBounds.sol";
import {RevenueReport} from "../interfaces/IRevenueOracle.sol";
import {Timeline, TimelineLib} from "./Timeline.sol";

/// @title ReportBounds
/// @notice Is it plausible.
///
/// PHYSICS. No more hours than the GPUs have, no more energy than they can draw behind their building's overhead, no
/// less than the busy ones must have drawn.
///
/// MONEY. Price, tariff and other cost lie in bands per GPU model; the bands lie in outer caps that nobody can change.
/// A quorum that lies inside the bands is believed here: catching that is the challenge window's work. It gets the long
/// one where the price moves far from the last, or running costs rise as far above it: costs come first, so they take
/// what a price would have brought.
///
/// TIME. What was in force when a period began judges all of it, whenever it is reported: a change reaches nobody who
/// could not have known of it. A model's first bounds hold for all time before, so that hardware older than they are
/// can be reported.
///
/// ARITHMETIC. Comparisons cross-multiply, so nothing is rounded. Where an error names a limit, it is the tightest
/// whole number that would have passed.
contract ReportBounds is IReportBounds, AccessManaged {
    using TimelineLib for Timeline;

    // Outer caps in whole asset units.
    uint256 private constant MAX_PRICE = 1_000; // per GPU-hour
    uint256 private constant MAX_TARIFF = 100; // per kWh
    uint256 private constant MAX_OTHER_OPEX = 1_000; // per GPU-hour
    uint256 private constant MAX_LEAST_BUSY_WATTS = 100_000;
    uint256 private constant MAX_PRICE_JUMP_BPS = 10_000;

    uint8 private constant MIN_DECIMALS = 6;
    uint8 private constant MAX_DECIMALS = 18;

    uint256 private constant BPS = 10_000;
    uint256 private constant HOUR = 1 hours;
    uint256 private constant WH_PER_KWH = 1_000;

    /// @dev 72 bits hold every amount inside the outer caps: 1,000 units of 18 decimals take 70.
    uint256 private constant AMOUNT_BITS = 72;

    /// @dev Two words, with the second from which on they hold.
    struct ModelTimeline {
        Timeline rent; // lowest price, highest price (never zero once the model is known), cap of other cost
        Timeline power; // lowest tariff, highest tariff, least busy watts
    }

    /// @inheritdoc IReportBounds
    uint8 public immutable assetDecimals;

    Timeline private _priceJumps; // bps
    mapping(bytes32 model => ModelTimeline) private _bounds;

    constructor(address authority_, uint8 assetDecimals_, uint16 priceJumpBps_) AccessManaged(authority_) {
        if (assetDecimals_ < MIN_DECIMALS || assetDecimals_ > MAX_DECIMALS) {
            revert ReportBounds_DecimalsOutOfRange(assetDecimals_, MIN_DECIMALS, MAX_DECIMALS);
        }
        assetDecimals = assetDecimals_;
        _setPriceJump(priceJumpBps_);
    }

    // --- governance ---

    /// @inheritdoc IReportBounds
    function setBounds(bytes32 model, ModelBounds calldata bounds) external restricted {
        if (model == 0) revert ReportBounds_UnknownModel(model);
        uint256 unit = 10 ** assetDecimals;
        _checkBand("price", bounds.minPrice, bounds.maxPrice, MAX_PRICE * unit);
        _checkBand("tariff", bounds.minTariff, bounds.maxTariff, MAX_TARIFF * unit);
        _checkCap("otherOpexCap", bounds.otherOpexCap, MAX_OTHER_OPEX * unit);
        _checkCap("leastBusyWatts", bounds.leastBusyWatts, MAX_LEAST_BUSY_WATTS);
        // A price band that ends at zero admits no sale at all; it is also how an unknown model looks.
        if (bounds.maxPrice == 0) revert ReportBounds_BandInverted("price", bounds.minPrice, bounds.maxPrice);

        ModelTimeline storage timeline = _bounds[model];
        emit BoundsChanged(model, _unpack(timeline.rent.latest(), timeline.power.latest()), bounds);
        // The outer caps have shown that every amount fits.
        timeline.rent.set(_pack(bounds.minPrice, bounds.maxPrice, bounds.otherOpexCap));
        timeline.power.set(_pack(bounds.minTariff, bounds.maxTariff, bounds.leastBusyWatts));
    }

    /// @inheritdoc IReportBounds
    function setPriceJump(uint16 bps) external restricted {
        _setPriceJump(bps);
    }

    // --- views ---

    /// @inheritdoc IReportBounds
    function check(
        RevenueReport calldata report,
        bytes32 model,
        uint256 systemWatts,
        uint256 pueBps,
        uint256 installed,
        LastSale calldata last
    ) external view returns (bool ordinary) {
        ModelBounds memory bounds = boundsAt(model, report.start);
        _checkTime(report, installed);
        _checkEnergy(report, installed * systemWatts * pueBps, bounds.leastBusyWatts);
        _checkPrice(report.gross, report.gpuSecondsSold, bounds.minPrice, bounds.maxPrice);
        _checkTariff(report.energyWh, report.energyCost, bounds.minTariff, bounds.maxTariff);
        _checkOtherOpex(report.otherOpex, installed, bounds.otherOpexCap);
        uint256 jump = _priceJumps.valueAt(report.start);
        return _isOrdinaryPrice(report, last, jump) && _isOrdinaryCost(report, last, jump);
    }

    /// @inheritdoc IReportBounds
    function boundsOf(bytes32 model) external view returns (ModelBounds memory) {
        return boundsAt(model, uint40(block.timestamp));
    }

    /// @inheritdoc IReportBounds
    function boundsAt(bytes32 model, uint40 start) public view returns (ModelBounds memory bounds) {
        ModelTimeline storage timeline = _bounds[model];
        bounds = _unpack(timeline.rent.valueAt(start), timeline.power.valueAt(start));
        if (bounds.maxPrice == 0) revert ReportBounds_UnknownModel(model);
    }

    /// @inheritdoc IReportBounds
    function priceJumpBps() external view returns (uint16) {
        return uint16(_priceJumps.latest());
    }

    // --- the bounds ---

    function _checkTime(RevenueReport calldata report, uint256 installed) private pure {
        uint256 available = report.gpuSecondsAvailable;
        uint256 sold = report.gpuSecondsSold;
        if (available > installed) revert ReportBounds_AvailableAboveInstalled(available, installed);
        if (sold > available) revert ReportBounds_SoldAboveAvailable(sold, available);
        if (sold == 0 && report.gross != 0) revert ReportBounds_GrossWithoutSold(report.gross);
        if (sold != 0 && report.gross == 0) revert ReportBounds_SoldWithoutGross(sold);
    }

    /// @param most W·s × bps
    function _checkEnergy(RevenueReport calldata report, uint256 most, uint256 leastBusyWatts) private pure {
        if (report.energyWh * HOUR * BPS > most) {
            revert ReportBounds_EnergyAboveCapacity(report.energyWh, most / (HOUR * BPS));
        }
        uint256 least = uint256(report.gpuSecondsSold) * leastBusyWatts; // W·s
        if (report.energyWh * HOUR < least) {
            revert ReportBounds_EnergyBelowBusy(report.energyWh, Math.ceilDiv(least, HOUR));
        }
    }

    function _checkPrice(uint256 gross, uint256 sold, uint256 minPrice, uint256 maxPrice) private pure {
        // Nothing sold has no price, and both sides are zero.
        if (gross * HOUR < sold * minPrice || gross * HOUR > sold * maxPrice) {
            revert ReportBounds_PriceOutOfBand(gross, Math.ceilDiv(sold * minPrice, HOUR), (sold * maxPrice) / HOUR);
        }
    }

    function _checkTariff(uint256 energyWh, uint256 cost, uint256 minTariff, uint256 maxTariff) private pure {
        // No energy costs nothing: both limits are zero then.
        if (cost * WH_PER_KWH < energyWh * minTariff || cost * WH_PER_KWH > energyWh * maxTariff) {
            revert ReportBounds_TariffOutOfBand(
                cost,
                Math.ceilDiv(energyWh * minTariff, WH_PER_KWH),
                (energyWh * maxTariff) / WH_PER_KWH
            );
        }
    }

    function _checkOtherOpex(uint256 otherOpex, uint256 installed, uint256 cap) private pure {
        if (otherOpex * HOUR > installed * cap) {
            revert ReportBounds_OtherOpexAboveCap(otherOpex, (installed * cap) / HOUR);
        }
    }

    function _isOrdinaryPrice(
        RevenueReport calldata report,
        LastSale calldata last,
        uint256 jump
    ) private pure returns (bool) {
        (uint256 sold, uint256 lastSold) = (report.gpuSecondsSold, last.sold);
        if (sold == 0 || lastSold == 0) return true;
        // |gross/sold − last| ≤ jump × last, both sides times sold × lastSold; at most 128 + 64 + 16 bits.
        uint256 price = report.gross * lastSold;
        uint256 lastPrice = last.gross * sold;
        uint256 distance = price > lastPrice ? price - lastPrice : lastPrice - price;
        return distance * BPS <= lastPrice * jump;
    }

    function _isOrdinaryCost(
        RevenueReport calldata report,
        LastSale calldata last,
        uint256 jump
    ) private pure returns (bool) {
        uint256 costs = uint256(report.energyCost) + report.otherOpex;
        uint256 lastTime = last.time;
        if (lastTime == 0) return 2 * costs <= report.gross;
        // costs/time ≤ last + jump × last, both sides times time × lastTime; at most 129 + 40 + 15 bits.
        return costs * lastTime * BPS <= last.costs * uint256(report.end - report.start) * (BPS + jump);
    }

    // --- internals ---

    function _setPriceJump(uint16 bps) private {
        _checkCap("priceJump", bps, MAX_PRICE_JUMP_BPS);
        emit PriceJumpChanged(uint16(_priceJumps.latest()), bps);
        _priceJumps.set(bps);
    }

    function _pack(uint256 low, uint256 high, uint256 other) private pure returns (uint256) {
        return low | (high << AMOUNT_BITS) | (other << (2 * AMOUNT_BITS));
    }

    function _unpack(uint256 rent, uint256 power) private pure returns (ModelBounds memory) {
        return
            ModelBounds({
                minPrice: uint72(rent),
                maxPrice: uint72(rent >> AMOUNT_BITS),
                leastBusyWatts: uint32(power >> (2 * AMOUNT_BITS)),
                minTariff: uint72(power),
                maxTariff: uint72(power >> AMOUNT_BITS),
                otherOpexCap: uint72(rent >> (2 * AMOUNT_BITS))
            });
    }

    function _checkBand(bytes32 field, uint256 minimum, uint256 maximum, uint256 cap) private pure {
        if (minimum > maximum) revert ReportBounds_BandInverted(field, minimum, maximum);
        _checkCap(field, maximum, cap);
    }

    function _checkCap(bytes32 field, uint256 given, uint256 cap) private pure {
        if (given > cap) revert ReportBounds_OutsideOuterCap(field, given, cap);
    }
}

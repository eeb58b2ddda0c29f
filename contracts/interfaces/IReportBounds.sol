// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {RevenueReport} from "./IRevenueOracle.sol";

/// @notice What is plausible for one GPU model. Money in base units of the asset.
struct ModelBounds {
    uint96 minPrice; // per GPU-hour sold
    uint96 maxPrice; // per GPU-hour sold
    uint32 leastBusyWatts; // W a GPU draws at the least while it is rented
    uint96 minTariff; // per kWh
    uint96 maxTariff; // per kWh
    uint96 otherOpexCap; // per installed GPU-hour
}

/// @notice The last final period that sold anything; all zero where there is none. Money in base units.
struct LastSale {
    uint128 gross;
    uint64 sold; // GPU-seconds
    uint128 costs; // energy and other running costs
    uint40 time; // seconds; the length of the period
}

/// @title ReportBounds
/// @notice Is it plausible: hard bounds are physics and price bands, and revert; soft bounds only lengthen the window.
/// @dev Every comparison is by cross-multiplication, so nothing is rounded. What was in force in the second in which a
///      period began judges all of it.
interface IReportBounds {
    /// @notice The bounds of a model were set. Money in base units, as in `ModelBounds`.
    event BoundsChanged(bytes32 indexed model, ModelBounds oldBounds, ModelBounds newBounds);
    /// @notice The soft bound was set, bps of the last final price.
    event PriceJumpChanged(uint16 oldBps, uint16 newBps);

    /// @notice The asset's decimals are not between 6 and 18.
    error ReportBounds_DecimalsOutOfRange(uint8 given, uint8 minimum, uint8 maximum);
    /// @notice The model has no bounds; or bounds were to be set for no model.
    error ReportBounds_UnknownModel(bytes32 model);
    /// @notice A band ends below where it begins, or a price band at zero; in the field's own unit.
    error ReportBounds_BandInverted(bytes32 field, uint256 minimum, uint256 maximum);
    /// @notice A bound is above the cap that nobody can change, in the field's own unit.
    error ReportBounds_OutsideOuterCap(bytes32 field, uint256 given, uint256 cap);
    /// @notice More GPU-seconds were on offer than the GPUs have.
    error ReportBounds_AvailableAboveInstalled(uint256 gpuSecondsAvailable, uint256 gpuSecondsInstalled);
    /// @notice More GPU-seconds were sold than were on offer.
    error ReportBounds_SoldAboveAvailable(uint256 gpuSecondsSold, uint256 gpuSecondsAvailable);
    /// @notice GPU-seconds were sold and nothing was billed.
    error ReportBounds_SoldWithoutGross(uint256 gpuSecondsSold);
    /// @notice Base units were billed and nothing was sold.
    error ReportBounds_GrossWithoutSold(uint256 gross);
    /// @notice More energy was used than the GPUs can draw behind their building's overhead, Wh.
    error ReportBounds_EnergyAboveCapacity(uint256 energyWh, uint256 maximumWh);
    /// @notice Less energy was used than the rented GPUs must have drawn, Wh.
    error ReportBounds_EnergyBelowBusy(uint256 energyWh, uint256 minimumWh);
    /// @notice What was billed does not lie in the price band of what was sold, base units.
    error ReportBounds_PriceOutOfBand(uint256 gross, uint256 minimumGross, uint256 maximumGross);
    /// @notice The cost of energy does not lie in the tariff band of what was used, base units.
    error ReportBounds_TariffOutOfBand(uint256 energyCost, uint256 minimumCost, uint256 maximumCost);
    /// @notice Other running costs are above the cap for the installed GPUs, base units.
    error ReportBounds_OtherOpexAboveCap(uint256 otherOpex, uint256 maximum);

    /// @notice Governor, with its delay: sets the bounds of a model, for periods that begin from now on; the first ones
    ///         for all before too. Refused where a field lies outside its
    ///         compile-time outer cap (`ReportBounds_OutsideOuterCap`) or a band is not in order
    ///         (`ReportBounds_BandInverted`).
    /// @param model GPU model, ASCII, left-aligned, as it is registered
    /// @param bounds Money in base units, see `ModelBounds`
    function setBounds(bytes32 model, ModelBounds calldata bounds) external;

    /// @notice Governor, with its delay: sets how far a price may move from the last final one, and costs may rise
    ///         above it, before the report takes the long window, for periods that begin from now on. Refused above
    ///         10,000 bps
    ///         (`ReportBounds_OutsideOuterCap`).
    /// @param bps Of the last final price
    function setPriceJump(uint16 bps) external;

    /// @notice Reverts with the first hard bound that the report breaks; for a model without bounds with
    ///         `ReportBounds_UnknownModel`.
    /// @param report As it is submitted
    /// @param model GPU model of the cluster
    /// @param systemWatts W at the wall, per GPU, before the building's overhead
    /// @param pueBps Power usage effectiveness of the building, bps
    /// @param installed GPU-seconds of the GPUs that were in service
    /// @param last Period that price and costs are held against
    /// @return ordinary Whether the report is inside the soft bounds too: the price of a GPU-hour within the price jump
    ///         of the last one, where both periods sold anything; and running costs, by the second, at most the price
    ///         jump above the last ones, or without a last period at most half of the gross
    function check(
        RevenueReport calldata report,
        bytes32 model,
        uint256 systemWatts,
        uint256 pueBps,
        uint256 installed,
        LastSale calldata last
    ) external view returns (bool ordinary);

    /// @notice Bounds of a model for a period that begins now. Reverts for an unknown model
    ///         (`ReportBounds_UnknownModel`).
    /// @param model GPU model, ASCII, left-aligned
    /// @return Money in base units, see `ModelBounds`
    function boundsOf(bytes32 model) external view returns (ModelBounds memory);

    /// @notice Bounds of a model for a period that begins in a second. Reverts for an unknown model
    ///         (`ReportBounds_UnknownModel`).
    /// @param model GPU model, ASCII, left-aligned
    /// @param start Unix seconds
    /// @return Money in base units, see `ModelBounds`
    function boundsAt(bytes32 model, uint40 start) external view returns (ModelBounds memory);

    /// @notice The soft bound for periods that begin now: how far a price may move from the last final one.
    /// @return Bps of the last final price
    function priceJumpBps() external view returns (uint16);

    /// @notice Decimals of the asset that bounds and reports are denominated in.
    /// @return How many
    function assetDecimals() external view returns (uint8);
}

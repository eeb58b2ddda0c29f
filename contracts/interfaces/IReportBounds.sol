// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Hardware} from "./IClusterRegistry.sol";
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

/// @title ReportBounds
/// @notice Is it plausible: hard bounds are physics and price bands, and revert; soft bounds only lengthen the window.
/// @dev Every comparison is by cross-multiplication, so nothing is rounded.
interface IReportBounds {
    event BoundsChanged(bytes32 indexed model, ModelBounds oldBounds, ModelBounds newBounds);
    event PriceJumpChanged(uint16 oldBps, uint16 newBps);

    error ReportBounds_DecimalsOutOfRange(uint8 given, uint8 minimum, uint8 maximum);
    error ReportBounds_UnknownModel(bytes32 model);
    error ReportBounds_BandInverted(bytes32 field, uint256 minimum, uint256 maximum);
    error ReportBounds_OutsideOuterCap(bytes32 field, uint256 given, uint256 cap);
    error ReportBounds_AvailableAboveInstalled(uint256 gpuSecondsAvailable, uint256 gpuSecondsInstalled);
    error ReportBounds_SoldAboveAvailable(uint256 gpuSecondsSold, uint256 gpuSecondsAvailable);
    error ReportBounds_SoldWithoutGross(uint256 gpuSecondsSold);
    error ReportBounds_GrossWithoutSold(uint256 gross);
    error ReportBounds_EnergyAboveCapacity(uint256 energyWh, uint256 maximumWh);
    error ReportBounds_EnergyBelowBusy(uint256 energyWh, uint256 minimumWh);
    error ReportBounds_PriceOutOfBand(uint256 gross, uint256 minimumGross, uint256 maximumGross);
    error ReportBounds_TariffOutOfBand(uint256 energyCost, uint256 minimumCost, uint256 maximumCost);
    error ReportBounds_OtherOpexAboveCap(uint256 otherOpex, uint256 maximum);

    /// @notice Sets the bounds of a model. Governor, with its delay. Every field lies inside a compile-time outer cap.
    function setBounds(bytes32 model, ModelBounds calldata bounds) external;

    /// @notice Sets how far a price may move from the last final one before the report takes the long window.
    function setPriceJump(uint16 bps) external;

    /// @notice Reverts with the first hard bound that the report breaks.
    /// @param lastGross Gross of the last final period that sold anything; 0 when there is none
    /// @param lastSold GPU-seconds sold in it
    /// @return ordinaryPrice Whether the price is inside the soft bound too, as `isOrdinaryPrice` tells it
    function check(
        RevenueReport calldata report,
        bytes32 model,
        Hardware calldata hardware,
        uint128 lastGross,
        uint64 lastSold
    ) external view returns (bool ordinaryPrice);

    /// @notice Whether $/GPU-hour of (gross, sold) is within the price jump of (lastGross, lastSold).
    ///         True when either period sold nothing.
    function isOrdinaryPrice(
        uint128 gross,
        uint64 sold,
        uint128 lastGross,
        uint64 lastSold
    ) external view returns (bool);

    /// @notice Bounds of a model. Reverts for an unknown model.
    function boundsOf(bytes32 model) external view returns (ModelBounds memory);

    /// @notice The soft bound, bps of the last final price.
    function priceJumpBps() external view returns (uint16);

    /// @notice Decimals of the asset that bounds and reports are denominated in.
    function assetDecimals() external view returns (uint8);
}

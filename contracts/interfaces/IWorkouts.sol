// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Workouts
/// @notice How hardware leaves the vault: sold, lost in part, or resolved after a default. Money in base units.
interface IWorkouts {
    /// @notice The curator offers the hardware for `price` (base units) to `buyer` (zero: anyone).
    event SaleOffered(uint256 indexed cluster, address indexed buyer, uint256 price);
    /// @notice The guardian has taken an offer back.
    event OfferWithdrawn(uint256 indexed cluster);
    /// @notice The hardware was sold for `price`. `value` left with it; while a resolution is open, as much of it as
    ///         the price.
    event FacilitySold(uint256 indexed cluster, address indexed buyer, uint256 price, uint256 value);
    /// @notice The resolution of a facility was opened by `opener`: the curator, or anyone once it was fully marked
    ///         down.
    event ResolutionOpened(uint256 indexed cluster, address indexed opener);
    /// @notice Money came in for a facility that is no rent: insurance, a sale, a settlement out of court, a forfeited
    ///         bond. `ofValue` of it came back for value; the rest is income and vests over the cap.
    event Recovered(uint256 indexed cluster, address indexed payer, uint256 amount, uint256 ofValue);
    /// @notice The resolution closed on what was left, `value`. The operator's bond bore `fromBond` of it, the
    ///         facility's reserve `fromReserve`, locked amounts and then the share price the rest.
    event ResolutionClosed(uint256 indexed cluster, uint256 value, uint256 fromBond, uint256 fromReserve);
    /// @notice Part of a cluster left service. Its part of the value, `value`, was borne by `recovery`, bond, reserve,
    ///         and then like any loss.
    event GpusRetired(
        uint256 indexed cluster,
        uint32 count,
        uint32 left,
        uint256 value,
        uint256 recovery,
        uint256 fromBond,
        uint256 fromReserve
    );

    /// @notice The title of a cluster whose resolution is open, or whose facility has ended, went to `to`; where that
    ///         is zero it stayed.
    event TitleTaken(uint256 indexed cluster, address indexed to);

    /// @notice Nothing is on offer to the caller; `buyer` is who may take the offer, zero where there is none.
    error Workouts_NotOffered(uint256 cluster, address caller, address buyer);
    /// @notice The price is above what the caller accepts, base units.
    error Workouts_PriceChanged(uint256 price, uint256 maximum);
    /// @notice What a loan or a lease has financed is not for sale while it is served.
    error Workouts_Financed(uint256 cluster);
    /// @notice What is recovered for GPUs of a loan or a lease is repaid, not booked against their value.
    error Workouts_RepayInstead(uint256 cluster);
    /// @notice Nothing was paid in, or no GPUs were named.
    error Workouts_ZeroAmount();
    /// @notice The token delivered less than it said, base units.
    error Workouts_ShortTransfer(uint256 arrived, uint256 expected);
    /// @notice No source of the vault finances the cluster, or nothing has been drawn for it.
    error Workouts_NothingFinanced(uint256 cluster);
    /// @notice No resolution of the facility is open; for its title: nor has it ended.
    error Workouts_NotOpen(uint256 cluster);
    /// @notice The facility is delinquent since `delinquentSince` (unix seconds): such is sold in a resolution only.
    error Workouts_ResolveFirst(uint256 cluster, uint40 delinquentSince);
    /// @notice The title lies no more with who finances the cluster; `holder` has it.
    error Workouts_TitleGone(uint256 cluster, address holder);
    /// @notice So many GPUs would leave no GPU in service.
    error Workouts_NotAllGpus(uint256 cluster, uint32 count, uint32 inService);

    // --- sale ---

    /// @notice Curator, with its delay: gives the title of a cluster in default, pledged or held, to `to`; the hardware
    ///         retires. Refused unless a resolution is open or the facility has ended (`Workouts_NotOpen`), and when
    ///         the title is gone (`Workouts_TitleGone`).
    /// @param cluster Id of the title
    /// @param to Who gets it; zero: it stays, and the hardware retires all the same
    function takeTitle(uint256 cluster, address to) external;
    /// @notice Curator, with its delay: offers the hardware, or the title of what was ordered, to `buyer` for `price`.
    ///         Another offer of it is replaced. Refused when the title is gone (`Workouts_TitleGone`).
    /// @param cluster Id of the title
    /// @param buyer Who may take it; zero: anyone
    /// @param price Base units
    function offerSale(uint256 cluster, address buyer, uint256 price) external;
    /// @notice Guardian: withdraws an open offer, at once. Refused when there is none (`Workouts_NotOffered`).
    /// @param cluster Id of the title
    function withdrawOffer(uint256 cluster) external;
    /// @notice Anyone, or whom the offer names: pays its price and receives the title. The facility retires: what the
    ///         price exceeds the value by vests over the cap, what it falls short by is a booked loss, the reserve is
    ///         returned. While a resolution is open, the price is a recovery, and the resolution goes on; what is late
    ///         is sold in a resolution only (`Workouts_ResolveFirst`), as is what a loan or a lease has financed
    ///         (`Workouts_Financed`). Hardware that is retired without a buyer is offered for nothing to whoever
    ///         takes it away.
    /// @param cluster Id of the title
    /// @param maxPrice Base units; a higher price is refused (`Workouts_PriceChanged`)
    function buy(uint256 cluster, uint256 maxPrice) external;

    // --- default ---

    /// @notice Curator, with its delay, at any time; anyone once it is fully marked down: opens the resolution of a
    ///         facility. Refused unless that is drawn or in service (`FacilityManager_WrongStatus`).
    /// @param cluster Id of the title
    function openResolution(uint256 cluster) external;
    /// @notice Anyone: pays in what was recovered. While a resolution is open it takes the place of value; otherwise it
    ///         is income and vests over the cap. Refused where nothing has been drawn (`Workouts_NothingFinanced`).
    /// @param cluster Id of the title
    /// @param amount Base units, pulled from the caller
    function recover(uint256 cluster, uint256 amount) external;
    /// @notice Curator, with its delay, at any time; anyone once it has been open for as long as a markdown takes:
    ///         closes a resolution. Realises what is left as a loss: the operator's bond bears it first, then the
    ///         facility's reserve, then locked amounts, then the share price. The hardware retires. Refused when none
    ///         is open (`Workouts_NotOpen`).
    /// @param cluster Id of the title
    function closeResolution(uint256 cluster) external;
    /// @notice Curator, with its delay: `count` GPUs failed, were stolen or sold. Value, slope, salvage and bounds fall
    ///         in proportion; `recovery` bears the loss first, then as in a resolution. The debt of a loan or a lease
    ///         stays as it is, and takes no recovery here (`Workouts_RepayInstead`). Refused for all GPUs
    ///         (`Workouts_NotAllGpus`).
    /// @param cluster Id of the title
    /// @param count GPUs, at least one
    /// @param recovery Base units, pulled from the caller
    function retireGpus(uint256 cluster, uint32 count, uint256 recovery) external;

    // --- views ---

    /// @notice The open offer of a cluster.
    /// @param cluster Id of the title
    /// @return open Whether there is one
    /// @return buyer Who may take it; zero: anyone
    /// @return price Base units
    function offerOf(uint256 cluster) external view returns (bool open, address buyer, uint256 price);
    /// @notice From when on not only the curator may open or close.
    /// @param cluster Id of the title
    /// @return openFrom Unix seconds; 0 unless the facility is delinquent
    /// @return closeFrom Unix seconds; 0 unless a resolution is open
    function opensToAllAt(uint256 cluster) external view returns (uint256 openFrom, uint256 closeFrom);
    /// @notice The vault whose hardware leaves.
    /// @return Its address
    function vault() external view returns (address);
    /// @notice The token of all amounts: the vault's.
    /// @return Its address
    function asset() external view returns (address);
}

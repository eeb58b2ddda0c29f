// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Resolutions
/// @notice How hardware leaves the vault: sold, lost in part, or resolved after a default. Money in base units.
interface IResolutions {
    event SaleOffered(uint256 indexed cluster, address indexed buyer, uint256 price);
    event OfferWithdrawn(uint256 indexed cluster);
    /// @notice The hardware was sold for `price`. `value` left with it; while a resolution is open, as much of it as
    ///         the price.
    event FacilitySold(uint256 indexed cluster, address indexed buyer, uint256 price, uint256 value);
    event ResolutionOpened(uint256 indexed cluster, address indexed opener);
    /// @notice Money came in for a facility that is no rent: insurance, a sale, a settlement out of court, a forfeited bond.
    ///         `ofValue` of it came back for value; the rest is income and vests over the cap.
    event Recovered(uint256 indexed cluster, address indexed payer, uint256 amount, uint256 ofValue);
    /// @notice The resolution closed on what was left, `value`. The operator's bond bore `fromBond` of it, the facility's reserve
    ///         `fromReserve`, locked amounts and then the share price the rest.
    event ResolutionClosed(uint256 indexed cluster, uint256 value, uint256 fromBond, uint256 fromReserve);
    /// @notice Part of a cluster left service. Its part of the value, `value`, was borne by `recovery`, bond, reserve, and then
    ///         like any loss.
    event GpusRetired(
        uint256 indexed cluster,
        uint32 count,
        uint32 left,
        uint256 value,
        uint256 recovery,
        uint256 fromBond,
        uint256 fromReserve
    );

    /// @notice The title of a cluster in default went to `to`.
    event TitleTaken(uint256 indexed cluster, address indexed to);

    error Resolutions_NotOffered(uint256 cluster, address caller, address buyer);
    error Resolutions_PriceChanged(uint256 price, uint256 maximum);
    /// @notice What a loan or a lease has financed is not for sale while it is served.
    error Resolutions_Financed(uint256 cluster);
    error Resolutions_RepayInstead(uint256 cluster);
    error Resolutions_ZeroAmount();
    error Resolutions_ShortTransfer(uint256 arrived, uint256 expected);
    error Resolutions_NothingFinanced(uint256 cluster);
    error Resolutions_NotOpen(uint256 cluster);
    error Resolutions_LateResolveFirst(uint256 cluster, uint40 lateSince);
    error Resolutions_TitleGone(uint256 cluster, address holder);
    error Resolutions_NotAllGpus(uint256 cluster, uint32 count, uint32 inService);

    // --- sale ---

    /// @notice Curator, with its delay: the title of a cluster in default, pledged or held, goes to `to`.
    function takeTitle(uint256 cluster, address to) external;
    /// @notice Curator, with its delay: offers the hardware, or the title of what was ordered, to `buyer` (zero: anyone) for
    ///         `price`.
    function offerSale(uint256 cluster, address buyer, uint256 price) external;
    /// @notice Guardian: withdraws an open offer, at once.
    function withdrawOffer(uint256 cluster) external;
    /// @notice The buyer pays at most `maxPrice` and receives the title. The facility retires: what the price exceeds the value
    ///         by vests over the cap, what it falls short by is a booked loss, the reserve is released. While a resolution is
    ///         open, the price is a recovery, and the resolution goes on; what is late is sold in a resolution only. Hardware
    ///         that is retired without a buyer is offered for nothing to whoever takes it away.
    function buy(uint256 cluster, uint256 maxPrice) external;

    // --- default ---

    /// @notice Opens the resolution of a facility. The curator, with its delay, at any time; anyone once it is fully marked down.
    function openResolution(uint256 cluster) external;
    /// @notice Anyone pays in what was recovered. While a resolution is open it takes the place of value; otherwise it is income
    ///         and vests over the cap.
    function recover(uint256 cluster, uint256 amount) external;
    /// @notice Realises what is left as a loss: the operator's bond bears it first, then the facility's reserve, then locked
    ///         amounts, then the share price. The hardware retires. The curator, with its delay, at any time; anyone once the
    ///         resolution has been open for as long as a markdown takes.
    function closeResolution(uint256 cluster) external;
    /// @notice Curator, with its delay: `count` GPUs failed, were stolen or sold. Value, wear, salvage and bounds fall in
    ///         proportion. `recovery`, pulled from the caller, bears the loss first; then as in a resolution.
    function retireGpus(uint256 cluster, uint32 count, uint256 recovery) external;

    // --- views ---

    /// @notice The open offer of a cluster: who may take it (zero: anyone), and for how much.
    function offerOf(uint256 cluster) external view returns (bool open, address buyer, uint256 price);
    /// @notice Why nobody but the curator may open or close now: the second from which anyone may. 0 when nothing is late.
    function opensToAllAt(uint256 cluster) external view returns (uint256 openFrom, uint256 closeFrom);
    function vault() external view returns (address);
    function asset() external view returns (address);
}

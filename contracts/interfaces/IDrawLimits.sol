// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What money at risk is added up by.
enum Scope {
    Cluster, // id: the cluster's number
    Operator, // id: the facility's operator
    Model, // id: the GPU model, as registered
    Region // id: the region, as registered
}

/// @notice What a draw may not exceed. Bps; one storage word.
struct Limits {
    uint16 clusterBps; // of NAV, in one cluster; 10,000: no limit
    uint16 operatorBps; // of NAV, with one operator; 10,000: no limit
    uint16 modelBps; // of NAV, in one GPU model; 10,000: no limit
    uint16 regionBps; // of NAV, in one region; 10,000: no limit
    uint16 maxLoanToValueBps; // what was drawn over what the GPUs are marked at, where their model is; 10,000: no limit
    uint16 minCoverageBps; // projected income over the payments of a loan or lease; 0: no limit
    uint16 utilisationBps; // of GPU-hours; what the projection takes for sold
    uint16 runningCostBps; // of gross; what the projection takes for running costs
}

/// @title DrawLimits
/// @notice What may be drawn at all: limits by share of NAV, loan-to-value, projected coverage; and the price marks of
///         GPUs. All amounts in base units of the vault's asset.
interface IDrawLimits {
    /// @notice The curator marked a model, base units per GPU. 0: it has none. What the guardian said before is gone.
    event MarkChanged(bytes32 indexed model, uint256 oldPerGpu, uint256 newPerGpu);
    /// @notice The guardian lowered the mark that draws go by, base units per GPU.
    event DrawMarkLowered(bytes32 indexed model, uint256 oldPerGpu, uint256 newPerGpu);
    /// @notice The limits of draws were set, bps.
    event LimitsChanged(Limits oldLimits, Limits newLimits);
    /// @notice What a cluster counts for changed, in all four scopes, base units.
    event ExposureChanged(uint256 indexed cluster, uint256 oldAmount, uint256 newAmount);
    /// @notice An operator gave notice of drawing at a NAV of `nav` (base units): every operator's draws go by the
    ///         lowest NAV since, while `from` <= t < `until` (unix seconds).
    event DrawNoticed(uint256 indexed cluster, address indexed operator, uint256 nav, uint40 from, uint40 until);

    /// @notice The caller is not the contract that originates facilities.
    error DrawLimits_NotOrigination(address caller);
    /// @notice The caller does not operate the cluster.
    error DrawLimits_NotOperator(uint256 cluster, address caller, address operator);
    /// @notice Nothing of the cluster's facility can be drawn any more.
    error DrawLimits_NothingToDraw(uint256 cluster);
    /// @notice Notice has been given: draws go by it from `from` on, until `until`, unix seconds. The next one can be
    ///         given then.
    error DrawLimits_NoticeGiven(uint256 from, uint256 until);
    /// @notice No notice of drawing counts now, and a limit is judged by it. The newest counts from `from` on, until
    ///         `until`, unix seconds; both 0: none was ever given.
    error DrawLimits_NoNotice(uint256 from, uint256 until);
    /// @notice No source of the vault finances the cluster.
    error DrawLimits_NotFinanced(uint256 cluster);
    /// @notice A limit is above its maximum, bps.
    error DrawLimits_LimitOutOfRange(bytes32 field, uint256 given, uint256 maximum);
    /// @notice A limit would be looser than it is, bps.
    error DrawLimits_LimitNotStricter(bytes32 field, uint256 given, uint256 current);
    /// @notice A mark was to be set for no model.
    error DrawLimits_UnknownModel(bytes32 model);
    /// @notice The mark would not be lower, or would be gone; base units per GPU.
    error DrawLimits_MarkNotLower(bytes32 model, uint256 given, uint256 current);
    /// @notice What the clusters of the scope count for would exceed their part of NAV, base units.
    error DrawLimits_AboveLimit(Scope scope, bytes32 id, uint256 exposure, uint256 maximum);
    /// @notice More would be drawn than may be on what the cluster's GPUs are marked at, base units.
    error DrawLimits_AboveLoanToValue(uint256 cluster, uint256 cost, uint256 maximum);
    /// @notice Projected income covers the payments of the loan or lease too thinly, bps.
    error DrawLimits_CoverageTooLow(uint256 cluster, uint256 coverageBps, uint256 minimumBps);

    /// @notice Operator, while something of its facility can be drawn: gives notice of drawing, for all operators.
    ///         While a limit by share of NAV is below 100 %, draws need one: from one notice period after it on, to
    ///         two. Refused once nothing can be drawn (`DrawLimits_NothingToDraw`), and until draws go by the newest
    ///         one (`DrawLimits_NoticeGiven`).
    /// @param cluster Id of the title
    function noticeDraw(uint256 cluster) external;

    /// @notice Origination only, in the transaction of a draw, once it is booked: counts it, and refuses what exceeds a
    ///         limit (`DrawLimits_AboveLimit`, `DrawLimits_AboveLoanToValue`, `DrawLimits_CoverageTooLow`), or needs a
    ///         notice of drawing where none counts (`DrawLimits_NoNotice`).
    /// @param cluster Id of the title
    /// @param amount Drawn now, base units
    /// @param cost Drawn in all, base units
    /// @param nav Of the vault, base units: limits by share of it are judged by what is booked then, and by no more
    ///        than the lowest since the notice
    function onDraw(uint256 cluster, uint256 amount, uint256 cost, uint256 nav) external;

    /// @notice Origination only, once drawn money that came back is booked: the cluster counts for less.
    /// @param cluster Id of the title
    /// @param amount That came back, base units
    /// @param cost Drawn in all, without it, base units
    function onReturn(uint256 cluster, uint256 amount, uint256 cost) external;

    /// @notice Anyone: lowers what a cluster counts for to its value of now, rounded up. Refused where no source of the
    ///         vault finances it (`DrawLimits_NotFinanced`).
    /// @param cluster Id of the title
    /// @return exposure What it counts for, base units
    function refresh(uint256 cluster) external returns (uint256 exposure);

    // --- authority ---

    /// @notice Curator, with its delay: marks a GPU model at any price.
    /// @param model GPU model, ASCII, left-aligned, not zero
    /// @param perGpu Base units; 0: it has no mark, and no loan-to-value
    function setMark(bytes32 model, uint128 perGpu) external;

    /// @notice Guardian: lowers at once the mark that draws go by, until the curator marks the model anew. Covenants
    ///         are tested by the curator's mark. It can't be removed so: that would lift a limit
    ///         (`DrawLimits_MarkNotLower`).
    /// @param model GPU model, ASCII, left-aligned
    /// @param perGpu Base units, not zero
    function lowerMark(bytes32 model, uint128 perGpu) external;

    /// @notice Governor, with its delay: sets new limits. Refused outside their ranges (`DrawLimits_LimitOutOfRange`).
    /// @param newLimits Bps
    function setLimits(Limits calldata newLimits) external;

    /// @notice Tighteners (guardian at once, curator with its delay): set stricter limits. Each is as strict as before
    ///         or stricter (`DrawLimits_LimitNotStricter`).
    /// @param newLimits Bps
    function lowerLimits(Limits calldata newLimits) external;

    // --- views ---

    /// @notice What a draw may not exceed.
    /// @return Bps
    function limits() external view returns (Limits memory);

    /// @notice What a GPU of a model is worth now, by the curator's word.
    /// @param model GPU model, ASCII, left-aligned
    /// @return Base units per GPU; 0: it has no mark
    function markOf(bytes32 model) external view returns (uint128);

    /// @notice What draws go by: the curator's mark, or what the guardian has lowered it to since.
    /// @param model Name of the GPU model, ASCII, left-aligned
    /// @return Base units per GPU; 0: it has no mark
    function drawMarkOf(bytes32 model) external view returns (uint128);

    /// @notice What the clusters of one operator, model or region count for, or one cluster does. Of a cluster that no
    ///         source of the vault finances it is not known (`DrawLimits_NotFinanced`).
    /// @param scope Cluster, operator, model or region
    /// @param id As `Scope` says; numbers and addresses right-aligned
    /// @return Base units
    function exposureOf(Scope scope, bytes32 id) external view returns (uint256);

    /// @notice Projected income over the payments of a cluster's loan or lease, rounded down. Before the in-service
    ///         second: of all that was approved. Reverts where no source of the vault finances it
    ///         (`DrawLimits_NotFinanced`).
    /// @param cluster Id of the title
    /// @return coverageBps Bps; 0 where nothing is owed
    function coverageOf(uint256 cluster) external view returns (uint256 coverageBps);

    /// @notice How long after a notice of drawing draws go by it, and for how long: the vault's redemption epoch.
    /// @return Seconds
    function noticePeriod() external view returns (uint256);

    /// @notice The vault whose draws are limited.
    /// @return Its address
    function vault() external view returns (address);
}

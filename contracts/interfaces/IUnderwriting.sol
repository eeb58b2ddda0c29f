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

/// @title Underwriting
/// @notice What may be drawn at all: limits by share of NAV, loan-to-value, projected coverage; and the price marks of GPUs.
///         All amounts in base units of the vault's asset.
interface IUnderwriting {
    /// @notice The curator marked a model, or the guardian lowered its mark. 0: it has none.
    event MarkChanged(bytes32 indexed model, uint256 oldPerGpu, uint256 newPerGpu);
    event LimitsChanged(Limits oldLimits, Limits newLimits);
    /// @notice What a cluster counts for changed, in all four scopes.
    event ExposureChanged(uint256 indexed cluster, uint256 oldAmount, uint256 newAmount);

    /// @notice The caller is not the contract that originates facilities.
    error Underwriting_NotOrigination(address caller);
    /// @notice No source of the vault finances the cluster.
    error Underwriting_NotFinanced(uint256 cluster);
    error Underwriting_LimitOutOfRange(bytes32 field, uint256 given, uint256 maximum);
    error Underwriting_LimitNotStricter(bytes32 field, uint256 given, uint256 current);
    error Underwriting_UnknownModel(bytes32 model);
    error Underwriting_MarkNotLower(bytes32 model, uint256 given, uint256 current);
    error Underwriting_AboveLimit(Scope scope, bytes32 id, uint256 exposure, uint256 maximum);
    error Underwriting_AboveLoanToValue(uint256 cluster, uint256 cost, uint256 maximum);
    error Underwriting_CoverageTooLow(uint256 cluster, uint256 coverageBps, uint256 minimumBps);

    /// @notice Origination only, in the transaction of a draw, once it is booked: counts it, and refuses what exceeds a limit.
    /// @param cluster Id of the title
    /// @param amount Drawn now, base units
    /// @param cost Drawn in all, base units
    /// @param nav Of the vault, base units: limits by share of it are judged by what is booked then
    function onDraw(uint256 cluster, uint256 amount, uint256 cost, uint256 nav) external;

    /// @notice Origination only, once drawn money that came back is booked: the cluster counts for less.
    /// @param cluster Id of the title
    /// @param amount That came back, base units
    /// @param cost Drawn in all, without it, base units
    function onReturn(uint256 cluster, uint256 amount, uint256 cost) external;

    /// @notice Anyone: lowers what a cluster counts for to its value of now, rounded up.
    /// @return exposure What it counts for
    function refresh(uint256 cluster) external returns (uint256 exposure);

    // --- authority ---

    /// @notice Curator, with its delay: marks a GPU model at any price. 0: it has no mark, and no loan-to-value.
    function setMark(bytes32 model, uint128 perGpu) external;

    /// @notice Guardian: lowers a mark at once. It can't be removed so: that would lift a limit.
    function lowerMark(bytes32 model, uint128 perGpu) external;

    /// @notice Curator, with its delay: new limits.
    function setLimits(Limits calldata newLimits) external;

    /// @notice Guardian: stricter limits at once. Each is as strict as before or stricter.
    function lowerLimits(Limits calldata newLimits) external;

    // --- views ---

    function limits() external view returns (Limits memory);

    /// @notice What a GPU of a model is worth now, by the curator's word; 0: it has no mark.
    function markOf(bytes32 model) external view returns (uint128);

    /// @notice What the clusters of one operator, model or region count for, or one cluster does, which a source of the vault has to
    ///         finance.
    function exposureOf(Scope scope, bytes32 id) external view returns (uint256);

    /// @notice Projected income over the payments of a cluster's loan or lease, rounded down; 0 where nothing is owed. Before the
    ///         in-service second: of all that was approved.
    function coverageOf(uint256 cluster) external view returns (uint256 coverageBps);

    function vault() external view returns (address);
}

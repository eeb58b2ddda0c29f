// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

/// @notice Where a cluster stands in its life. It only moves forward.
enum ClusterStatus {
    None, // no title was issued
    Ordered,
    InService,
    Retired // it has left service, or its order was called off
}

/// @notice What is physically true of a cluster; one storage word, read whenever a report is admitted.
struct Hardware {
    uint32 gpuCount; // GPUs in service
    uint32 systemWatts; // at the wall, per GPU, before PUE
    uint16 pueBps; // power usage effectiveness, 10_000 = 1.0
    uint32 version; // rises when the hardware changes; part of every report's digest
    ClusterStatus status;
    uint40 inServiceAt; // unix seconds; start of period 1; 0 until commissioned
    uint32 maxPeriod; // seconds; the longest period one report may cover
    uint32 usefulLife; // seconds over which the hardware depreciates to its salvage value
    uint32 retiredAt; // unix seconds; no report reaches beyond it; 0 until retired
}

/// @notice What is written down of a cluster when its title is issued.
struct Registration {
    string name; // the name used in reports and papers, 1 to 64 bytes
    bytes32 model; // GPU model, ASCII, left-aligned: "H100-SXM5"
    bytes32 region; // ASCII, left-aligned: "US-TX"
    address operator; // runs the cluster, draws what is approved, receives running costs and residual
    uint32 gpuCount; // GPUs
    uint32 systemWatts; // at the wall, per GPU, before PUE
    uint16 pueBps; // power usage effectiveness, 10_000 = 1.0
    uint32 maxPeriod; // seconds; the longest period one report may cover
    uint32 usefulLife; // seconds
    uint128 cost; // base units of the asset that finances it
    uint128 salvage; // base units; what is left at the end of the useful life
    bytes32 serialsRoot; // Merkle root of the GPUs' serial numbers
}

/// @notice What a cluster is counted by, where money at risk is added up.
struct Identity {
    address operator;
    bytes32 model;
    bytes32 region;
    uint32 gpuCount; // in service
}

/// @title ClusterRegistry
/// @notice One ERC-721 title per GPU cluster, with the physical and commercial facts about it.
/// @dev The holder of the title moves the status: while a facility finances the cluster that is its manager. Whoever
///      the holder has approved for all its titles (ERC-721) acts for it here too.
interface IClusterRegistry is IERC721 {
    /// @notice A title was issued for a cluster that has been ordered. Units as in `Registration`.
    event ClusterRegistered(
        uint256 indexed cluster,
        address indexed operator,
        address indexed holder,
        Registration facts
    );
    /// @notice The cluster is in service from `inServiceAt` (unix seconds) on; period 1 starts there.
    event ClusterCommissioned(uint256 indexed cluster, uint40 inServiceAt);
    /// @notice A title holder finances the cluster, and accounts for it from now on.
    event ClusterManaged(uint256 indexed cluster, address indexed manager);
    /// @notice `count` GPUs left service; `left` are still in it. The version rose: reports of periods that end later
    ///         have this one.
    event GpusRetired(uint256 indexed cluster, uint32 count, uint32 left, uint32 version);
    /// @notice The cluster has left service for good.
    event ClusterRetired(uint256 indexed cluster);

    /// @notice Another operator than the title named runs the cluster.
    event OperatorAssigned(uint256 indexed cluster, address indexed oldOperator, address indexed newOperator);
    /// @notice The title is `owner`'s, and only `pledgee` moves it.
    event TitlePledged(uint256 indexed cluster, address indexed owner, address indexed pledgee);

    /// @notice No title of this number was issued.
    error ClusterRegistry_UnknownCluster(uint256 cluster);
    /// @notice The caller neither holds the title nor acts for who does.
    error ClusterRegistry_NotTitleHolder(uint256 cluster, address caller, address holder);
    /// @notice The cluster is not in the status in which this can be done.
    error ClusterRegistry_WrongStatus(uint256 cluster, ClusterStatus current, ClusterStatus required);
    /// @notice The name is empty or too long, bytes.
    error ClusterRegistry_NameLength(uint256 length, uint256 maximum);
    /// @notice The field must not be zero.
    error ClusterRegistry_EmptyField(bytes32 field);
    /// @notice The field is outside its range, in its own unit.
    error ClusterRegistry_OutOfRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum);
    /// @notice The in-service second is still to come, unix seconds.
    error ClusterRegistry_InServiceInFuture(uint40 inServiceAt, uint256 nowAt);

    /// @notice Registrar, with its delay: issues the title of an ordered cluster to `holder`. Ids count up from 1.
    ///         Refused where a fact is missing (`ClusterRegistry_EmptyField`) or outside its range
    ///         (`ClusterRegistry_OutOfRange`).
    /// @param facts What is written down; units as in `Registration`
    /// @param holder Of the title, not zero
    /// @return cluster Id of the title
    function register(Registration calldata facts, address holder) external returns (uint256 cluster);

    /// @notice Title holder only, while it is ordered: the cluster is in service since `inServiceAt`. Refused for a
    ///         second to come (`ClusterRegistry_InServiceInFuture`).
    /// @param cluster Id of the title
    /// @param inServiceAt Unix seconds, not zero
    function commission(uint256 cluster, uint40 inServiceAt) external;

    /// @notice Title holder only: the cluster leaves service, or its order is called off. What it earned until now can
    ///         still be reported. Refused once it is retired (`ClusterRegistry_WrongStatus`).
    /// @param cluster Id of the title
    function retire(uint256 cluster) external;

    /// @notice Title holder only: `count` GPUs left service, at least one stays (`ClusterRegistry_OutOfRange`). Refused
    ///         once the cluster is retired (`ClusterRegistry_WrongStatus`).
    /// @param cluster Id of the title
    /// @param count GPUs, at least one
    function retireGpus(uint256 cluster, uint32 count) external;

    /// @notice Title holder only, while it is ordered: `operator` runs the cluster.
    /// @param cluster Id of the title
    /// @param operator Who does, not zero
    function assign(uint256 cluster, address operator) external;

    /// @notice Title holder only: the title is `owner`'s from now on, and stays pledged to who held it, who alone moves
    ///         status and title until it transfers it.
    /// @param cluster Id of the title
    /// @param owner Of the title, not zero
    function pledge(uint256 cluster, address owner) external;

    /// @notice To whom the title is pledged.
    /// @param cluster Id of the title
    /// @return Zero where it is not
    function pledgeeOf(uint256 cluster) external view returns (address);

    /// @notice Who moves status and title: the pledgee, or the owner where there is none. Reverts for an unknown
    ///         cluster.
    /// @param cluster Id of the title
    /// @return Its address
    function titleHolderOf(uint256 cluster) external view returns (address);

    /// @notice The physical facts, one word. Reverts for an unknown cluster (`ClusterRegistry_UnknownCluster`).
    /// @param cluster Id of the title
    /// @return Units as in `Hardware`
    function hardware(uint256 cluster) external view returns (Hardware memory);

    /// @notice GPU model of a cluster; the key of its plausibility bounds. Reverts for an unknown cluster.
    /// @param cluster Id of the title
    /// @return ASCII, left-aligned
    function modelOf(uint256 cluster) external view returns (bytes32);

    /// @notice What the admission of a report asks for, in one call: the physical facts, the model and the GPU-seconds.
    ///         GPUs and version are those of the period's last second; a loss later than that changes none of it.
    ///         Reverts for an unknown cluster.
    /// @param cluster Id of the title
    /// @param start Unix seconds; where the period begins
    /// @param end Unix seconds, exclusive; after `start`
    /// @return The physical facts as of the period's last second, units as in `Hardware`
    /// @return model ASCII, left-aligned
    /// @return gpuSeconds GPU-seconds of the GPUs that were in service, second by second
    function reportingFacts(
        uint256 cluster,
        uint40 start,
        uint40 end
    ) external view returns (Hardware memory, bytes32 model, uint256 gpuSeconds);

    /// @notice Title holder only, while it is ordered: the holder accounts for the cluster for life, whoever holds the
    ///         title later.
    /// @param cluster Id of the title
    function manage(uint256 cluster) external;

    /// @notice Who finances the cluster and accounts for it.
    /// @param cluster Id of the title
    /// @return Zero before anybody has approved it
    function managerOf(uint256 cluster) external view returns (address);

    /// @notice Operator of a cluster. Reverts for an unknown one.
    /// @param cluster Id of the title
    /// @return Its address
    function operatorOf(uint256 cluster) external view returns (address);

    /// @notice What a cluster costs, and what it is worth at the end of its useful life. Reverts for an unknown one.
    /// @param cluster Id of the title
    /// @return cost Base units
    /// @return salvage Base units
    function priceOf(uint256 cluster) external view returns (uint128 cost, uint128 salvage);

    /// @notice Whom and what a cluster is counted by, and its GPUs of now. Reverts for an unknown cluster.
    /// @param cluster Id of the title
    /// @return Units as in `Identity`
    function identityOf(uint256 cluster) external view returns (Identity memory);

    /// @notice Everything that was registered, less the GPUs that were retired. For people; contracts read the narrow
    ///         views above. Reverts for an unknown cluster.
    /// @param cluster Id of the title
    /// @return Units as in `Registration`
    function registration(uint256 cluster) external view returns (Registration memory);

    /// @notice How many clusters have been registered; ids run from 1 to this.
    /// @return How many; ids run from 1 to this
    function clusterCount() external view returns (uint256);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

/// @notice Where a cluster stands in its life. It only moves forward.
enum ClusterStatus {
    None,
    Ordered,
    InService,
    Retired
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
    uint32 usefulLife; // seconds over which the hardware wears to its salvage value
    uint32 retiredAt; // unix seconds; no report reaches beyond it; 0 until retired
}

/// @notice What is written down of a cluster when its title is issued.
struct Registration {
    string name; // the name used in reports and papers, 1 to 64 bytes
    bytes32 model; // GPU model, ASCII, left-aligned: "H100-SXM5"
    bytes32 region; // ASCII, left-aligned: "US-TX"
    address operator; // runs the cluster, draws what is approved, receives running costs and residual
    uint32 gpuCount;
    uint32 systemWatts;
    uint16 pueBps;
    uint32 maxPeriod;
    uint32 usefulLife;
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
/// @dev The holder of the title moves the status: while a facility finances the cluster that is its manager.
interface IClusterRegistry is IERC721 {
    /// @notice A title was issued for a cluster that has been ordered.
    event ClusterRegistered(
        uint256 indexed cluster,
        address indexed operator,
        address indexed holder,
        Registration facts
    );
    /// @notice The cluster is in service from `inServiceAt` on; period 1 starts there.
    event ClusterCommissioned(uint256 indexed cluster, uint40 inServiceAt);
    /// @notice A title holder finances the cluster, and accounts for it from now on.
    event ClusterManaged(uint256 indexed cluster, address indexed manager);
    /// @notice `count` GPUs left service; `left` are still in it. The version rose: signatures in flight are void.
    event GpusRetired(uint256 indexed cluster, uint32 count, uint32 left, uint32 version);
    /// @notice The cluster has left service for good.
    event ClusterRetired(uint256 indexed cluster);

    /// @notice Another operator than the title named runs the cluster.
    event OperatorAssigned(uint256 indexed cluster, address indexed oldOperator, address indexed newOperator);
    /// @notice The title is `owner`'s, and only `pledgee` moves it.
    event TitlePledged(uint256 indexed cluster, address indexed owner, address indexed pledgee);

    error ClusterRegistry_UnknownCluster(uint256 cluster);
    error ClusterRegistry_NotTitleHolder(uint256 cluster, address caller, address holder);
    error ClusterRegistry_WrongStatus(uint256 cluster, ClusterStatus current, ClusterStatus required);
    error ClusterRegistry_NameLength(uint256 length, uint256 maximum);
    error ClusterRegistry_EmptyField(bytes32 field);
    error ClusterRegistry_OutOfRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum);
    error ClusterRegistry_InServiceInFuture(uint40 inServiceAt, uint256 nowAt);

    /// @notice Issues the title of an ordered cluster to `holder`. Curator, with its delay. Ids count up from 1.
    function register(Registration calldata facts, address holder) external returns (uint256 cluster);

    /// @notice Title holder only: the ordered cluster is in service since `inServiceAt` (unix seconds, not in the future).
    function commission(uint256 cluster, uint40 inServiceAt) external;

    /// @notice Title holder only: the cluster leaves service, or its order is called off. What it earned until now can
    ///         still be reported.
    function retire(uint256 cluster) external;

    /// @notice Title holder only: `count` GPUs left service, at least one stays.
    function retireGpus(uint256 cluster, uint32 count) external;

    /// @notice Title holder only, while it is ordered: `operator` runs the cluster.
    function assign(uint256 cluster, address operator) external;

    /// @notice Title holder only: the title is `owner`'s from now on, and stays pledged to who held it, who alone moves status and
    ///         title until it transfers it.
    function pledge(uint256 cluster, address owner) external;

    /// @notice To whom the title is pledged; zero where it is not.
    function pledgeeOf(uint256 cluster) external view returns (address);

    /// @notice Who moves status and title: the pledgee, or the owner where there is none.
    function titleHolderOf(uint256 cluster) external view returns (address);

    /// @notice The physical facts, one word. Reverts for an unknown cluster.
    function hardware(uint256 cluster) external view returns (Hardware memory);

    /// @notice GPU model of a cluster; the key of its plausibility bounds.
    function modelOf(uint256 cluster) external view returns (bytes32);

    /// @notice What the admission of a report asks for, in one call: the physical facts and the model. Of a period that
    ///         began before GPUs were retired, the GPUs there were then.
    /// @param start Unix seconds; where the period began
    function reportingFacts(uint256 cluster, uint40 start) external view returns (Hardware memory, bytes32 model);

    /// @notice Title holder only, while it is ordered: the holder accounts for the cluster for life, whoever holds the title later.
    function manage(uint256 cluster) external;

    /// @notice Who finances the cluster and accounts for it; zero before anybody has approved it.
    function managerOf(uint256 cluster) external view returns (address);

    /// @notice Operator of a cluster.
    function operatorOf(uint256 cluster) external view returns (address);

    /// @notice Cost and salvage value, base units.
    function priceOf(uint256 cluster) external view returns (uint128 cost, uint128 salvage);

    /// @notice Whom and what a cluster is counted by, and its GPUs of now.
    function identityOf(uint256 cluster) external view returns (Identity memory);

    /// @notice Everything that was registered. For people; contracts read the narrow views above.
    function registration(uint256 cluster) external view returns (Registration memory);

    /// @notice How many clusters have been registered; ids run from 1 to this.
    function clusterCount() external view returns (uint256);
}

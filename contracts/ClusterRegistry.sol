// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {ClusterStatus, Hardware, IClusterRegistry, Identity, Registration} from "./interfaces/IClusterRegistry.sol";
import {Timeline, TimelineLib} from "./oracle/Timeline.sol";

/// @title ClusterRegistry
/// @notice One title per GPU cluster.
///
/// TITLE. Whoever holds it moves the status, and nobody else does. Who finances the cluster keeps its accounts for
/// life: the rent of the last days is still reported and booked when the title has been sold. Titles are minted without
/// a receiver callback: the registrar names the holder, and a callback would give it control in the middle of a
/// registration.
///
/// AGENTS. Whom the holder has approved for all its titles (ERC-721) acts for it here too.
///
/// PLEDGE. Who holds a title may hand it to its owner and keep it as a pledge: then the owner has the name, and the
/// pledgee alone moves status and title, until it passes the title on.
///
/// GPUS fail, are stolen, are sold. Their number only falls, and the version rises with it. Every number is kept with
/// the second from which on it was true: what a period had of GPU-seconds, and the version at its end, are the same
/// whenever anybody asks.
///
/// FACTS. Written once. What is physically true sits in one word, since every report reads it; the rest is for people
/// and for the moment a facility is approved.
///
/// TRUST. The registry believes the registrar about the hardware. `serialsRoot` lets anybody show later that it lied.
/// There is one registrar for all vaults: somebody sees that no machine stands in two titles.
contract ClusterRegistry is IClusterRegistry, ERC721, AccessManaged {
    using TimelineLib for Timeline;

    uint256 private constant MAX_NAME_LENGTH = 64;
    uint256 private constant MAX_GPUS = 1_000_000;
    uint256 private constant MAX_SYSTEM_WATTS = 100_000;
    uint256 private constant MIN_PUE_BPS = 10_000; // a building adds to what its machines draw
    uint256 private constant MAX_PUE_BPS = 30_000;
    uint256 private constant MIN_PERIOD = 1 minutes;
    uint256 private constant MAX_PERIOD = 366 days;
    uint256 private constant MIN_USEFUL_LIFE = 1 days;
    uint256 private constant MAX_USEFUL_LIFE = 30 * 365 days;

    /// @dev What a report does not need; written once.
    struct Facts {
        bytes32 model;
        bytes32 region;
        bytes32 serialsRoot;
        address operator;
        uint128 cost; // base units
        uint128 salvage; // base units
        string name;
    }

    /// @inheritdoc IClusterRegistry
    uint256 public clusterCount;
    /// @inheritdoc IClusterRegistry
    mapping(uint256 cluster => address) public managerOf;
    /// @inheritdoc IClusterRegistry
    mapping(uint256 cluster => address) public pledgeeOf;
    mapping(uint256 cluster => Hardware) private _hardware; // one word each
    mapping(uint256 cluster => Timeline) private _gpus; // each: GPUs, version, and what was lost
    mapping(uint256 cluster => Facts) private _facts;

    constructor(address authority_) ERC721("GPU Cluster Title", "GPUC") AccessManaged(authority_) {}

    // --- registrar ---

    /// @inheritdoc IClusterRegistry
    function register(Registration calldata facts, address holder) external restricted returns (uint256 cluster) {
        _checkRegistration(facts);

        cluster = ++clusterCount;
        _hardware[cluster] = Hardware({
            gpuCount: facts.gpuCount,
            systemWatts: facts.systemWatts,
            pueBps: facts.pueBps,
            version: 1,
            status: ClusterStatus.Ordered,
            inServiceAt: 0,
            maxPeriod: facts.maxPeriod,
            usefulLife: facts.usefulLife,
            retiredAt: 0
        });
        _gpus[cluster].set(_packGpus(facts.gpuCount, 1, 0));
        _facts[cluster] = Facts({
            model: facts.model,
            region: facts.region,
            serialsRoot: facts.serialsRoot,
            operator: facts.operator,
            cost: facts.cost,
            salvage: facts.salvage,
            name: facts.name
        });
        _mint(holder, cluster); // refuses the zero address
        emit ClusterRegistered(cluster, facts.operator, holder, facts);
    }

    // --- title holder ---

    /// @inheritdoc IClusterRegistry
    function manage(uint256 cluster) external {
        Hardware storage unit = _requireHolder(cluster);
        if (unit.status != ClusterStatus.Ordered) {
            revert ClusterRegistry_WrongStatus(cluster, unit.status, ClusterStatus.Ordered);
        }
        address holder = titleHolderOf(cluster);
        managerOf[cluster] = holder;
        emit ClusterManaged(cluster, holder);
    }

    /// @inheritdoc IClusterRegistry
    function commission(uint256 cluster, uint40 inServiceAt) external {
        Hardware storage unit = _requireHolder(cluster);
        if (unit.status != ClusterStatus.Ordered) {
            revert ClusterRegistry_WrongStatus(cluster, unit.status, ClusterStatus.Ordered);
        }
        if (inServiceAt == 0) revert ClusterRegistry_EmptyField("inServiceAt");
        if (inServiceAt > block.timestamp) revert ClusterRegistry_InServiceInFuture(inServiceAt, block.timestamp);

        unit.status = ClusterStatus.InService;
        unit.inServiceAt = inServiceAt;
        emit ClusterCommissioned(cluster, inServiceAt);
    }

    /// @inheritdoc IClusterRegistry
    function retire(uint256 cluster) external {
        Hardware storage unit = _requireHolder(cluster);
        if (unit.status == ClusterStatus.Retired) {
            revert ClusterRegistry_WrongStatus(cluster, unit.status, ClusterStatus.InService);
        }

        unit.status = ClusterStatus.Retired;
        unit.retiredAt = uint32(block.timestamp); // fits until the year 2106
        emit ClusterRetired(cluster);
    }

    /// @inheritdoc IClusterRegistry
    function retireGpus(uint256 cluster, uint32 count) external {
        Hardware storage unit = _requireHolder(cluster);
        if (unit.status == ClusterStatus.Retired) {
            revert ClusterRegistry_WrongStatus(cluster, unit.status, ClusterStatus.InService);
        }
        uint32 before = unit.gpuCount;
        _checkRange("count", count, 1, before - 1);

        Timeline storage gpus = _gpus[cluster];
        uint256 lost = _lostOf(gpus.latest()) + uint256(count) * block.timestamp;
        unit.gpuCount = before - count;
        unit.version += 1;
        gpus.set(_packGpus(before - count, unit.version, lost));
        emit GpusRetired(cluster, count, before - count, unit.version);
    }

    /// @inheritdoc IClusterRegistry
    function assign(uint256 cluster, address operator) external {
        Hardware storage unit = _requireHolder(cluster);
        if (unit.status != ClusterStatus.Ordered) {
            revert ClusterRegistry_WrongStatus(cluster, unit.status, ClusterStatus.Ordered);
        }
        if (operator == address(0)) revert ClusterRegistry_EmptyField("operator");
        emit OperatorAssigned(cluster, _facts[cluster].operator, operator);
        _facts[cluster].operator = operator;
    }

    /// @inheritdoc IClusterRegistry
    function pledge(uint256 cluster, address owner) external {
        _requireHolder(cluster);
        address holder = titleHolderOf(cluster);
        _transfer(ownerOf(cluster), owner, cluster);
        pledgeeOf[cluster] = holder;
        emit TitlePledged(cluster, owner, holder);
    }

    // --- views ---

    /// @inheritdoc IClusterRegistry
    function titleHolderOf(uint256 cluster) public view returns (address) {
        address owner = ownerOf(cluster);
        address pledgee = pledgeeOf[cluster];
        return pledgee == address(0) ? owner : pledgee;
    }

    /// @inheritdoc IClusterRegistry
    function hardware(uint256 cluster) public view returns (Hardware memory unit) {
        unit = _hardware[cluster];
        if (unit.status == ClusterStatus.None) revert ClusterRegistry_UnknownCluster(cluster);
    }

    /// @inheritdoc IClusterRegistry
    function reportingFacts(
        uint256 cluster,
        uint40 start,
        uint40 end
    ) external view returns (Hardware memory unit, bytes32 model, uint256 gpuSeconds) {
        (unit, model) = (hardware(cluster), _facts[cluster].model);
        gpuSeconds = uint256(unit.gpuCount) * (end - start);
        if (unit.version == 1) return (unit, model, gpuSeconds); // it had no others
        Timeline storage gpus = _gpus[cluster];
        uint256 last = gpus.valueAt(end - 1);
        (unit.gpuCount, unit.version) = (uint32(last), uint32(last >> 32));
        gpuSeconds = _gpuSecondsUntil(last, end) - _gpuSecondsUntil(gpus.valueAt(start), start);
    }

    /// @inheritdoc IClusterRegistry
    function modelOf(uint256 cluster) external view returns (bytes32) {
        return _factsOf(cluster).model;
    }

    /// @inheritdoc IClusterRegistry
    function operatorOf(uint256 cluster) external view returns (address) {
        return _factsOf(cluster).operator;
    }

    /// @inheritdoc IClusterRegistry
    function priceOf(uint256 cluster) external view returns (uint128 cost, uint128 salvage) {
        Facts storage facts = _factsOf(cluster);
        return (facts.cost, facts.salvage);
    }

    /// @inheritdoc IClusterRegistry
    function identityOf(uint256 cluster) external view returns (Identity memory) {
        Facts storage facts = _factsOf(cluster);
        return Identity(facts.operator, facts.model, facts.region, _hardware[cluster].gpuCount);
    }

    /// @inheritdoc IClusterRegistry
    function registration(uint256 cluster) external view returns (Registration memory) {
        Hardware memory unit = hardware(cluster);
        Facts storage facts = _facts[cluster];
        return
            Registration({
                name: facts.name,
                model: facts.model,
                region: facts.region,
                operator: facts.operator,
                gpuCount: unit.gpuCount,
                systemWatts: unit.systemWatts,
                pueBps: unit.pueBps,
                maxPeriod: unit.maxPeriod,
                usefulLife: unit.usefulLife,
                cost: facts.cost,
                salvage: facts.salvage,
                serialsRoot: facts.serialsRoot
            });
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC721, IERC165) returns (bool) {
        return interfaceId == type(IClusterRegistry).interfaceId || super.supportsInterface(interfaceId);
    }

    // --- internals ---

    /// @dev 32, 32 and 160 bits. `lost`: Σ GPUs lost · second of their loss.
    function _packGpus(uint256 count, uint256 version, uint256 lost) private pure returns (uint256) {
        return count | (version << 32) | (lost << 64);
    }

    function _lostOf(uint256 gpus) private pure returns (uint256) {
        return gpus >> 64;
    }

    /// @dev GPU-seconds from the beginning of time until `second`, while these GPUs were in service: those in service
    ///      have had all of it, every other the time until its loss.
    function _gpuSecondsUntil(uint256 gpus, uint256 second) private pure returns (uint256) {
        return uint256(uint32(gpus)) * second + _lostOf(gpus);
    }

    /// @dev A pledged title is moved by its pledgee and nobody else, and is free from then on.
    function _update(address to, uint256 cluster, address auth) internal override returns (address) {
        address from = super._update(to, cluster, auth);
        delete pledgeeOf[cluster];
        return from;
    }

    /// @dev Who may move a title, besides its owner.
    function _isAuthorized(address owner, address spender, uint256 cluster) internal view override returns (bool) {
        address pledgee = pledgeeOf[cluster];
        if (pledgee == address(0)) return super._isAuthorized(owner, spender, cluster);
        return spender == pledgee || isApprovedForAll(pledgee, spender);
    }

    function _factsOf(uint256 cluster) private view returns (Facts storage facts) {
        facts = _facts[cluster];
        if (facts.model == 0) revert ClusterRegistry_UnknownCluster(cluster);
    }

    function _requireHolder(uint256 cluster) private view returns (Hardware storage unit) {
        unit = _hardware[cluster];
        if (unit.status == ClusterStatus.None) revert ClusterRegistry_UnknownCluster(cluster);
        address holder = titleHolderOf(cluster);
        if (msg.sender != holder && !isApprovedForAll(holder, msg.sender)) {
            revert ClusterRegistry_NotTitleHolder(cluster, msg.sender, holder);
        }
    }

    function _checkRegistration(Registration calldata facts) private pure {
        uint256 length = bytes(facts.name).length;
        if (length == 0 || length > MAX_NAME_LENGTH) revert ClusterRegistry_NameLength(length, MAX_NAME_LENGTH);
        if (facts.model == 0) revert ClusterRegistry_EmptyField("model");
        if (facts.region == 0) revert ClusterRegistry_EmptyField("region");
        if (facts.operator == address(0)) revert ClusterRegistry_EmptyField("operator");
        if (facts.serialsRoot == 0) revert ClusterRegistry_EmptyField("serialsRoot");
        _checkRange("gpuCount", facts.gpuCount, 1, MAX_GPUS);
        _checkRange("systemWatts", facts.systemWatts, 1, MAX_SYSTEM_WATTS);
        _checkRange("pueBps", facts.pueBps, MIN_PUE_BPS, MAX_PUE_BPS);
        _checkRange("maxPeriod", facts.maxPeriod, MIN_PERIOD, MAX_PERIOD);
        _checkRange("usefulLife", facts.usefulLife, MIN_USEFUL_LIFE, MAX_USEFUL_LIFE);
        _checkRange("cost", facts.cost, 1, type(uint128).max);
        _checkRange("salvage", facts.salvage, 0, facts.cost);
    }

    function _checkRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum) private pure {
        if (given < minimum || given > maximum) revert ClusterRegistry_OutOfRange(field, given, minimum, maximum);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ClusterStatus, Hardware, IClusterRegistry} from "../interfaces/IClusterRegistry.sol";
import {OriginationParts} from "../interfaces/IFacilityOrigination.sol";
import {IGpuYieldVault} from "../interfaces/IGpuYieldVault.sol";
import {IOperatorBond} from "../interfaces/IOperatorBond.sol";
import {FacilityStatus, Form, Terms} from "../interfaces/FacilityTypes.sol";

/// @notice A vault, its manager, origination, registry and workouts in one, as much of them as an auction of capital
///         asks. Every
/// cluster is ordered and its title is here, until it is told otherwise.
contract MockApprovingManager {
    using SafeERC20 for IERC20;

    error Refused();

    address public immutable asset;
    address public bond;

    /// @dev What was approved last, and how often.
    Terms private _approved;
    uint256 public approvals;
    bool public refuses;
    bool public lends; // and owns no hardware

    mapping(uint256 cluster => FacilityStatus) private _standings;
    mapping(uint256 cluster => address) private _operators;
    ClusterStatus private _ordered = ClusterStatus.Ordered;
    address public holder = address(this);
    address private _manager = address(this);
    mapping(uint256 cluster => uint256) public recovered;

    constructor(address asset_) {
        asset = asset_;
    }

    // --- what a test says ---

    function bind(address bond_) external {
        bond = bond_;
    }

    function stand(uint256 cluster, FacilityStatus status) external {
        _standings[cluster] = status;
    }

    function standHardware(ClusterStatus status) external {
        _ordered = status;
    }

    function giveTitle(address to) external {
        holder = to;
    }

    /// @notice Somebody else accounts for every cluster from now on; zero: nobody does.
    function handOver(address manager) external {
        _manager = manager;
    }

    function lendOnly() external {
        lends = true;
    }

    function refuse(bool yes) external {
        refuses = yes;
    }

    // --- what an auction asks ---

    function approve(uint256 cluster, Terms calldata terms) external {
        if (refuses) revert Refused();
        _approved = terms;
        ++approvals;
        _operators[cluster] = terms.operator;
        _standings[cluster] = FacilityStatus.Approved;
    }

    function recover(uint256 cluster, uint256 amount) external {
        recovered[cluster] += amount;
        IERC20(asset).safeTransferFrom(msg.sender, address(this), amount);
    }

    function approved() external view returns (Terms memory) {
        return _approved;
    }

    function statusOf(uint256 cluster) external view returns (FacilityStatus, uint40, uint40, uint40) {
        return (_standings[cluster], 0, 0, 0);
    }

    /// @notice Nothing is kept here: the registry's word counts.
    function wordsOf(uint256) external pure returns (uint256[10] memory words) {}

    function operatorOf(uint256 cluster) external view returns (address) {
        return _operators[cluster];
    }

    function titleHolderOf(uint256) external view returns (address) {
        return holder;
    }

    function hardware(uint256) external view returns (Hardware memory unit) {
        unit.status = _ordered;
    }

    function managerOf(uint256) external view returns (address) {
        return _manager;
    }

    function finances(Form form) external view returns (bool) {
        return !lends || form != Form.RevenueShare;
    }

    function isSource(address account) external view returns (bool) {
        return account == address(this);
    }

    function parts() external view returns (OriginationParts memory p) {
        (p.vault, p.registry) = (IGpuYieldVault(address(this)), IClusterRegistry(address(this)));
        p.bond = IOperatorBond(bond);
    }

    function workouts() external view returns (address) {
        return address(this);
    }
}

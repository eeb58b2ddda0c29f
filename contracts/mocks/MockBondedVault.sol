// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IClusterRegistry} from "../interfaces/IClusterRegistry.sol";
import {FacilityStatus} from "../interfaces/FacilityTypes.sol";

/// @notice A vault, its manager and their registry in one, as much of them as the operators' bond asks. Cluster 1 is
///         all there
/// is, and stands wherever it is told to stand.
contract MockBondedVault {
    uint256 private constant CLUSTER = 1;

    address public immutable asset;
    address private immutable OPERATOR; // who was approved

    FacilityStatus private _status;
    uint40 private _retiredAt;
    address private _assigned; // who runs it
    address private _manager = address(this);

    constructor(address asset_, address operator_) {
        asset = asset_;
        OPERATOR = _assigned = operator_;
    }

    function stand(FacilityStatus status, uint40 retiredAt) external {
        (_status, _retiredAt) = (status, retiredAt);
    }

    /// @notice Somebody else runs the cluster from now on.
    function assign(address operator) external {
        _assigned = operator;
    }

    /// @notice Somebody else accounts for every cluster from now on; zero: nobody does.
    function handOver(address manager) external {
        _manager = manager;
    }

    function statusOf(uint256) external view returns (FacilityStatus, uint40, uint40, uint40) {
        return (_status, 0, 0, _retiredAt);
    }

    function operatorOf(uint256 cluster) external view returns (address) {
        if (cluster != CLUSTER) revert IClusterRegistry.ClusterRegistry_UnknownCluster(cluster);
        return _assigned;
    }

    /// @notice Word 0 begins with the operator, from the approval on.
    function wordsOf(uint256) external view returns (uint256[10] memory words) {
        if (_status != FacilityStatus.None) words[0] = uint160(OPERATOR);
    }

    function managerOf(uint256) external view returns (address) {
        return _manager;
    }

    function isSource(address account) external view returns (bool) {
        return account == address(this);
    }
}

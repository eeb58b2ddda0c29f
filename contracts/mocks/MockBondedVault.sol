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
    address private immutable OPERATOR;

    FacilityStatus private _status;
    uint40 private _retiredAt;
    address private _manager = address(this);

    constructor(address asset_, address operator_) {
        asset = asset_;
        OPERATOR = operator_;
    }

    function stand(FacilityStatus status, uint40 retiredAt) external {
        (_status, _retiredAt) = (status, retiredAt);
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
        return OPERATOR;
    }

    function managerOf(uint256) external view returns (address) {
        return _manager;
    }

    function isSource(address account) external view returns (bool) {
        return account == address(this);
    }
}

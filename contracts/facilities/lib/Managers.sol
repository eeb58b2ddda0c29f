// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IClusterRegistry} from "../../interfaces/IClusterRegistry.sol";
import {IFacilityManager} from "../../interfaces/IFacilityManager.sol";
import {IGpuYieldVault} from "../../interfaces/IGpuYieldVault.sol";

/// @title Managers
/// @notice Who accounts for a cluster: whom the registry names, if it is a source of the vault.
library Managers {
    /// @return manager Zero where no source of the vault finances the cluster
    function find(
        IClusterRegistry registry,
        IGpuYieldVault vault,
        uint256 cluster
    ) internal view returns (IFacilityManager manager) {
        manager = IFacilityManager(registry.managerOf(cluster));
        if (!vault.isSource(address(manager))) return IFacilityManager(address(0));
    }
}

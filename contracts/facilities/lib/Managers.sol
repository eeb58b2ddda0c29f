// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IClusterRegistry} from "../../interfaces/IClusterRegistry.sol";
import {IFacilityManager} from "../../interfaces/IFacilityManager.sol";
import {IGpuYieldVault} from "../../interfaces/IGpuYieldVault.sol";
import {IRevenueOracle} from "../../interfaces/IRevenueOracle.sol";

/// @title Managers
/// @notice Who accounts for a cluster: whom the registry names, if it is a source of the vault; and by whose reports.
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

    /// @notice Refuses an oracle that reports on another registry's clusters, or counts in other decimals than the
    ///         vault's asset.
    function checkOracle(IRevenueOracle oracle, IClusterRegistry registry, IGpuYieldVault vault) internal view {
        uint8 decimals = oracle.assetDecimals();
        if (10 ** decimals != vault.settings().wholeToken) {
            revert IFacilityManager.FacilityManager_WrongAsset(decimals);
        }
        address other = oracle.registry();
        if (other != address(registry)) {
            revert IFacilityManager.FacilityManager_OtherRegistry(other, address(registry));
        }
    }
}

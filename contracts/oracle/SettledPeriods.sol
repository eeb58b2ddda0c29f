// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IClusterRegistry} from "../interfaces/IClusterRegistry.sol";
import {IFacilityManager} from "../interfaces/IFacilityManager.sol";

/// @title SettledPeriods
/// @notice How many periods of a cluster are settled, as whoever accounts for it says.
///
/// NOBODY'S. Where no contract accounts for a cluster in service, none ever will, and every report is as good as
/// settled. A title says who accounts for it, and a facility begins, before the cluster is in service or never.
///
/// UNKNOWN. Who does not answer, or in other words than a manager's, has settled nothing: its cluster's reports stop
/// when the ring is full, and no other's.
library SettledPeriods {
    uint32 internal constant ALL = type(uint32).max;

    /// @dev One word, cold, costs 5,000. Whoever burns this has not answered.
    uint256 private constant GAS = 50_000;

    function read(IClusterRegistry registry, uint256 cluster) internal view returns (uint32) {
        address manager = registry.managerOf(cluster);
        if (manager.code.length == 0) return ALL;
        (bool told, bytes memory answer) = manager.staticcall{gas: GAS}(
            abi.encodeCall(IFacilityManager.settledPeriodsOf, (cluster))
        );
        if (!told || answer.length != 64) return 0;
        (uint256 periods, uint256 until) = abi.decode(answer, (uint256, uint256));
        return until == 0 ? ALL : uint32(periods);
    }
}

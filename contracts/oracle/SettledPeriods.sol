// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {FacilityStatus} from "../interfaces/FacilityTypes.sol";
import {IClusterRegistry} from "../interfaces/IClusterRegistry.sol";
import {IFacilityManager} from "../interfaces/IFacilityManager.sol";
import {FacilityLib} from "../facilities/lib/Facility.sol";

/// @title SettledPeriods
/// @notice How many periods of a cluster are settled, as whoever accounts for it says.
///
/// NOBODY'S. Where no contract accounts for a cluster in service, none ever will, and every report is as good as settled. A title says
/// who accounts for it, and a facility begins, before the cluster is in service or never.
///
/// UNKNOWN. Who does not answer, or in other words than a manager's, has settled nothing: its cluster's reports stop when the ring is full,
/// and no other's.
library SettledPeriods {
    uint32 internal constant ALL = type(uint32).max;

    /// @dev Ten words, cold, cost 25,000. Whoever burns this has not answered.
    uint256 private constant GAS = 100_000;
    uint256 private constant WORDS_LENGTH = 10 * 32;

    function read(IClusterRegistry registry, uint256 cluster) internal view returns (uint32) {
        address manager = registry.managerOf(cluster);
        if (manager.code.length == 0) return ALL;
        (bool told, bytes memory answer) = manager.staticcall{gas: GAS}(
            abi.encodeCall(IFacilityManager.wordsOf, (cluster))
        );
        if (!told || answer.length != WORDS_LENGTH) return 0;
        uint256[10] memory words = abi.decode(answer, (uint256[10]));
        if (FacilityLib.termsOf(words[0]).status < FacilityStatus.InService) return ALL;
        return uint32(FacilityLib.timesOf(words[1]).settledPeriods);
    }
}

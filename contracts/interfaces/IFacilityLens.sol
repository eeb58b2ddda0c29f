// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {FacilityState} from "./FacilityTypes.sol";
import {IFacilityManager} from "./IFacilityManager.sol";

/// @title FacilityLens
/// @notice Everything that people read of facilities, in one call each. It holds nothing and nothing depends on it.
interface IFacilityLens {
    /// @notice The registry knows no manager of the cluster that is a source of the vault.
    error FacilityLens_NotFinanced(uint256 cluster);

    /// @notice One facility as of now. All zero where nothing has been approved.
    /// @param cluster Id of the title
    /// @return Its state
    function facility(uint256 cluster) external view returns (FacilityState memory);
    /// @notice The manager that accounts for a cluster. Reverts where it is no source of the vault
    ///         (`FacilityLens_NotFinanced`).
    /// @param cluster Id of the title
    /// @return A source of the vault
    function managerOf(uint256 cluster) external view returns (IFacilityManager);
    /// @notice Reported and not distributed. Never in NAV. Reverts where nothing is financed
    ///         (`FacilityLens_NotFinanced`).
    /// @param cluster Id of the title
    /// @return Base units
    function receivable(uint256 cluster) external view returns (uint256);
    /// @notice What ownership has received, split: what matches the depreciation so far is return of capital, the rest
    ///         profit. Reverts where nothing is financed (`FacilityLens_NotFinanced`).
    /// @param cluster Id of the title
    /// @return returnOfCapital Base units
    /// @return profit Base units
    function returnsOf(uint256 cluster) external view returns (uint256 returnOfCapital, uint256 profit);
    /// @notice Clusters with a facility, of all sources of the vault. It asks the registry of every title.
    /// @return clusters Ids of titles, ascending
    function clusters() external view returns (uint256[] memory clusters);
    /// @notice The vault whose facilities are read.
    /// @return Its address
    function vault() external view returns (address);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Managers} from "../facilities/lib/Managers.sol";
import {FacilityStatus, Form} from "../interfaces/FacilityTypes.sol";
import {ClusterStatus, IClusterRegistry} from "../interfaces/IClusterRegistry.sol";
import {IFacilityManager} from "../interfaces/IFacilityManager.sol";
import {IGpuYieldVault} from "../interfaces/IGpuYieldVault.sol";
import {ILossAnnouncements} from "../interfaces/ILossAnnouncements.sol";
import {IWorkouts} from "../interfaces/IWorkouts.sol";

/// @title WorkoutParts
/// @notice What all of a workout works with: vault, registry, token, titles.
abstract contract WorkoutParts is IWorkouts, AccessManaged, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    IGpuYieldVault internal immutable _vault;
    IClusterRegistry internal immutable _registry;
    IERC20 internal immutable _asset;
    /// @inheritdoc IWorkouts
    ILossAnnouncements public immutable losses;

    constructor(
        address authority_,
        IGpuYieldVault vault_,
        IClusterRegistry registry_,
        ILossAnnouncements losses_
    ) AccessManaged(authority_) {
        (_vault, _registry, _asset, losses) = (vault_, registry_, IERC20(vault_.asset()), losses_);
    }

    /// @inheritdoc IWorkouts
    function vault() external view returns (address) {
        return address(_vault);
    }

    /// @inheritdoc IWorkouts
    function asset() external view returns (address) {
        return address(_asset);
    }

    /// @dev Who accounts for a cluster; reverts where no source of the vault does.
    function _managerOf(uint256 cluster) internal view returns (IFacilityManager manager) {
        manager = Managers.find(_registry, _vault, cluster);
        if (address(manager) == address(0)) revert Workouts_NothingFinanced(cluster);
    }

    // --- titles ---

    /// @dev Whether the title lies with who finances it, or is pledged there.
    function _isHeld(uint256 cluster, IFacilityManager manager) internal view returns (bool) {
        return _registry.titleHolderOf(cluster) == address(manager);
    }

    function _requireHeld(uint256 cluster, IFacilityManager manager) internal view {
        if (!_isHeld(cluster, manager)) revert Workouts_TitleGone(cluster, _registry.titleHolderOf(cluster));
    }

    /// @dev Whether the title is the borrower's, and the manager's by its pledge only.
    function _isPledged(uint256 cluster) internal view returns (bool) {
        return _registry.pledgeeOf(cluster) != address(0);
    }

    /// @dev The hardware leaves service, unless it has.
    function _retire(uint256 cluster) internal {
        if (_registry.hardware(cluster).status != ClusterStatus.Retired) _registry.retire(cluster);
    }

    /// @dev The title goes to `to`, and the hardware leaves service.
    function _retireTo(uint256 cluster, address to) internal {
        _retire(cluster);
        _registry.transferFrom(_registry.ownerOf(cluster), to, cluster);
    }

    /// @dev What the vault owns is its to sell; what a loan or a lease has financed is not while it is served.
    function _isOwned(IFacilityManager manager) internal view returns (bool) {
        return manager.finances(Form.RevenueShare);
    }

    function _isOver(FacilityStatus status) internal pure returns (bool) {
        return status == FacilityStatus.Resolving || status == FacilityStatus.Retired;
    }

    // --- money ---

    /// @dev Sends tokens of the caller to the vault, or here; what a token keeps for itself is refused.
    function _pull(address to, uint256 amount) internal {
        if (amount == 0) return;
        uint256 before = _asset.balanceOf(to);
        _asset.safeTransferFrom(msg.sender, to, amount);
        uint256 arrived = _asset.balanceOf(to) - before;
        if (arrived != amount) revert Workouts_ShortTransfer(arrived, amount);
    }
}

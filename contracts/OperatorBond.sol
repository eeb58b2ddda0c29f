// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {CollateralAccounts} from "./collateral/CollateralAccounts.sol";
import {IClusterRegistry} from "./interfaces/IClusterRegistry.sol";
import {ICollateralEscrow} from "./interfaces/ICollateralEscrow.sol";
import {Managers} from "./facilities/lib/Managers.sol";
import {FacilityStatus} from "./interfaces/FacilityTypes.sol";
import {IFacilityManager} from "./interfaces/IFacilityManager.sol";
import {IGpuYieldVault} from "./interfaces/IGpuYieldVault.sol";
import {IOperatorBond} from "./interfaces/IOperatorBond.sol";

/// @title OperatorBond
/// @notice First loss of one vault: an operator's own money, put up for one cluster.
///
/// NOT IN NAV. A bond is the operator's until it is taken. What is taken for a loss reaches the vault as a recovery.
///
/// ONE CLUSTER EACH. A bond answers for its cluster and for no other of the same operator, by the amount asked and no
/// more.
///
/// ITS POSTER'S. What an account puts up for a cluster is that account's. It answers for a facility that this account
/// operates, by the facility's own terms, and for nobody else's: who is approved in its place finds nothing there.
///
/// ONLY RULES. The money lies in the escrow, in an account of each cluster and poster that is kept here: it comes
/// from the
/// poster straight to there, is counted there, and leaves from there.
///
/// TRUST. Slashers take whatever they say, so the role is for contracts whose rules everybody can read: the one that
/// resolves losses, the one that auctions capital. No dispute of a report touches a bond. Each lifts the holds it has
/// laid and no other's. The operator gets nothing back while anything of its own is at risk.
contract OperatorBond is IOperatorBond, AccessManaged, ReentrancyGuardTransient {
    uint256 private constant MIN_RELEASE_DELAY = 1 days;
    uint256 private constant MAX_RELEASE_DELAY = 365 days;

    ICollateralEscrow private immutable _ESCROW;
    IClusterRegistry private immutable _REGISTRY;
    /// @inheritdoc IOperatorBond
    address public immutable vault;
    /// @inheritdoc IOperatorBond
    address public immutable asset;
    /// @inheritdoc IOperatorBond
    uint32 public immutable releaseDelay;

    constructor(
        address authority_,
        IGpuYieldVault vault_,
        IClusterRegistry registry_,
        ICollateralEscrow escrow_,
        uint32 releaseDelay_
    ) AccessManaged(authority_) {
        if (releaseDelay_ < MIN_RELEASE_DELAY || releaseDelay_ > MAX_RELEASE_DELAY) {
            revert OperatorBond_DelayOutOfRange(releaseDelay_, MIN_RELEASE_DELAY, MAX_RELEASE_DELAY);
        }
        (address escrowed, address wanted) = (escrow_.asset(), vault_.asset());
        if (escrowed != wanted) revert OperatorBond_OtherAsset(escrowed, wanted);
        (_ESCROW, _REGISTRY) = (escrow_, registry_);
        vault = address(vault_);
        asset = wanted;
        releaseDelay = releaseDelay_;
    }

    // --- anyone ---

    /// @inheritdoc IOperatorBond
    function post(uint256 cluster, uint256 amount) external nonReentrant {
        if (amount == 0) revert OperatorBond_ZeroAmount();
        _REGISTRY.operatorOf(cluster); // unknown to the registry: there is nothing that it could answer for

        _ESCROW.deposit(CollateralAccounts.stakeOf(cluster, msg.sender), msg.sender, amount);
        emit BondPosted(cluster, msg.sender, amount, stakeOf(cluster, msg.sender));
    }

    /// @inheritdoc IOperatorBond
    function release(uint256 cluster, uint256 amount, address receiver) external nonReentrant {
        if (amount == 0) revert OperatorBond_ZeroAmount();
        _requireNothingAtRisk(cluster);

        _ESCROW.release(CollateralAccounts.stakeOf(cluster, msg.sender), receiver, amount); // not while it is held
        emit BondReleased(cluster, msg.sender, receiver, amount, stakeOf(cluster, msg.sender));
    }

    // --- slasher ---

    /// @inheritdoc IOperatorBond
    function seize(uint256 cluster, uint256 amount) external restricted nonReentrant returns (uint256 taken) {
        bytes32 account;
        (account, taken) = _take(cluster, amount);
        if (taken != 0) _ESCROW.pay(account, msg.sender, taken);
    }

    /// @inheritdoc IOperatorBond
    function seizeInto(
        uint256 cluster,
        uint256 amount,
        bytes32 id
    ) external restricted nonReentrant returns (uint256 taken) {
        bytes32 account;
        (account, taken) = _take(cluster, amount);
        _ESCROW.transfer(account, msg.sender, id, taken);
    }

    /// @inheritdoc IOperatorBond
    function hold(uint256 cluster) external restricted {
        (address operator, bytes32 account) = _accountOf(cluster);
        emit BondHeld(cluster, operator, _ESCROW.hold(account, _reasonOf(msg.sender)));
    }

    /// @inheritdoc IOperatorBond
    function unhold(uint256 cluster) external restricted {
        (address operator, bytes32 account) = _accountOf(cluster);
        emit BondHeld(cluster, operator, _ESCROW.unhold(account, _reasonOf(msg.sender)));
    }

    // --- views ---

    /// @inheritdoc IOperatorBond
    function stakeOf(uint256 cluster, address account) public view returns (uint256) {
        return _ESCROW.balanceOf(address(this), CollateralAccounts.stakeOf(cluster, account));
    }

    /// @inheritdoc IOperatorBond
    function bondOf(uint256 cluster) external view returns (uint256) {
        (address operator, ) = _answering(cluster);
        return stakeOf(cluster, operator);
    }

    /// @inheritdoc IOperatorBond
    function holdsOn(uint256 cluster) external view returns (uint256) {
        (, bytes32 account) = _accountOf(cluster);
        return _ESCROW.holdsOn(address(this), account);
    }

    /// @inheritdoc IOperatorBond
    function escrow() external view returns (ICollateralEscrow) {
        return _ESCROW;
    }

    // --- internals ---

    /// @dev What is not there is not taken. It leaves the account at the caller's word, right after this.
    function _take(uint256 cluster, uint256 amount) private returns (bytes32 account, uint256 taken) {
        address operator;
        (operator, account) = _accountOf(cluster);
        uint256 bond = stakeOf(cluster, operator);
        taken = Math.min(amount, bond);
        emit BondSeized(cluster, operator, msg.sender, amount, taken, bond - taken);
    }

    /// @dev The stake that answers for a cluster: its operator's.
    function _accountOf(uint256 cluster) private view returns (address operator, bytes32 account) {
        (operator, ) = _answering(cluster);
        account = CollateralAccounts.stakeOf(cluster, operator);
    }

    /// @dev Who was approved stays who answers, whoever runs the cluster later; word 0 of a facility begins with it.
    /// @return operator Before anybody was approved, whom the registry names
    /// @return manager Who accounts for the cluster; nobody where no source of the vault does
    function _answering(uint256 cluster) private view returns (address operator, IFacilityManager manager) {
        manager = Managers.find(_REGISTRY, IGpuYieldVault(vault), cluster);
        if (address(manager) != address(0)) operator = address(uint160(manager.wordsOf(cluster)[0]));
        if (operator == address(0)) operator = _REGISTRY.operatorOf(cluster);
    }

    function _requireNothingAtRisk(uint256 cluster) private view {
        (address operator, IFacilityManager manager) = _answering(cluster);
        if (msg.sender != operator) return; // it answers for nothing
        if (address(manager) == address(0)) return; // nothing approved
        (FacilityStatus status, , , uint40 retiredAt) = manager.statusOf(cluster);
        if (status == FacilityStatus.None || status == FacilityStatus.Approved) return; // nothing drawn
        if (status != FacilityStatus.Retired) revert OperatorBond_AtRisk(cluster, status);
        uint256 releasableAt = uint256(retiredAt) + releaseDelay;
        if (block.timestamp < releasableAt) revert OperatorBond_NotYet(cluster, releasableAt, block.timestamp);
    }

    /// @dev Who has laid a hold lifts it.
    function _reasonOf(address slasher) private pure returns (bytes32) {
        return bytes32(uint256(uint160(slasher)));
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IClusterRegistry} from "./interfaces/IClusterRegistry.sol";
import {FacilityStatus} from "./interfaces/IBookEvents.sol";
import {IFacilityBook} from "./interfaces/IFacilityBook.sol";
import {IGpuYieldVault} from "./interfaces/IGpuYieldVault.sol";
import {IOperatorBond} from "./interfaces/IOperatorBond.sol";

/// @title OperatorBond
/// @notice First loss of one vault: an operator's own money, put up for one cluster.
///
/// NOT IN NAV. A bond is the operator's until it is taken. What is taken for a loss reaches the vault as a recovery.
///
/// ONE CLUSTER EACH. A bond answers for its cluster and for no other of the same operator, by the amount asked and no more.
///
/// TRUST. Slashers take whatever they say, so the role is for contracts whose rules everybody can read: the one that
/// resolves losses, the one that settles disputes. The operator gets nothing back while anything is at risk.
///
/// LIVENESS. An award is a credit and moves no token: no receiver that the token blocks can hold up a dispute. What
/// a token keeps for itself on the way in is refused. Tokens sent here past `post` are nobody's and stay.
contract OperatorBond is IOperatorBond, AccessManaged, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    uint256 private constant MIN_RELEASE_DELAY = 1 days;
    uint256 private constant MAX_RELEASE_DELAY = 365 days;

    /// @inheritdoc IOperatorBond
    address public immutable vault;
    /// @inheritdoc IOperatorBond
    address public immutable asset;
    /// @inheritdoc IOperatorBond
    uint32 public immutable releaseDelay;

    /// @inheritdoc IOperatorBond
    mapping(uint256 cluster => uint256) public bondOf; // base units
    /// @inheritdoc IOperatorBond
    mapping(uint256 cluster => uint256) public holdsOn; // open disputes
    /// @inheritdoc IOperatorBond
    mapping(address account => uint256) public creditOf; // base units

    constructor(address authority_, IGpuYieldVault vault_, uint32 releaseDelay_) AccessManaged(authority_) {
        if (releaseDelay_ < MIN_RELEASE_DELAY || releaseDelay_ > MAX_RELEASE_DELAY) {
            revert OperatorBond_DelayOutOfRange(releaseDelay_, MIN_RELEASE_DELAY, MAX_RELEASE_DELAY);
        }
        vault = address(vault_);
        asset = vault_.asset();
        releaseDelay = releaseDelay_;
    }

    // --- anyone ---

    /// @inheritdoc IOperatorBond
    function post(uint256 cluster, uint256 amount) external nonReentrant {
        if (amount == 0) revert OperatorBond_ZeroAmount();
        _operatorOf(cluster, _book()); // unknown to the registry: there would be nobody to give it back to

        uint256 before = IERC20(asset).balanceOf(address(this));
        IERC20(asset).safeTransferFrom(msg.sender, address(this), amount);
        uint256 arrived = IERC20(asset).balanceOf(address(this)) - before;
        if (arrived != amount) revert OperatorBond_ShortTransfer(arrived, amount);

        uint256 bond = bondOf[cluster] + amount;
        bondOf[cluster] = bond;
        emit BondPosted(cluster, msg.sender, amount, bond);
    }

    /// @inheritdoc IOperatorBond
    function claimCredit(address receiver) external nonReentrant returns (uint256 amount) {
        amount = creditOf[msg.sender];
        if (amount == 0) revert OperatorBond_NoCredit(msg.sender);
        creditOf[msg.sender] = 0;
        emit CreditClaimed(msg.sender, receiver, amount);
        IERC20(asset).safeTransfer(receiver, amount);
    }

    // --- operator ---

    /// @inheritdoc IOperatorBond
    function release(uint256 cluster, uint256 amount, address receiver) external nonReentrant {
        IFacilityBook book = _book();
        address operator = _operatorOf(cluster, book);
        if (msg.sender != operator) revert OperatorBond_NotOperator(cluster, msg.sender, operator);
        if (amount == 0) revert OperatorBond_ZeroAmount();
        if (amount > bondOf[cluster]) revert OperatorBond_AboveBond(cluster, amount, bondOf[cluster]);
        _requireNothingAtRisk(cluster, book);

        uint256 bond = bondOf[cluster] - amount;
        bondOf[cluster] = bond;
        emit BondReleased(cluster, receiver, amount, bond);
        IERC20(asset).safeTransfer(receiver, amount);
    }

    // --- slasher ---

    /// @inheritdoc IOperatorBond
    function seize(uint256 cluster, uint256 amount) external restricted nonReentrant returns (uint256 taken) {
        uint256 bond;
        (taken, bond) = _take(cluster, amount);
        emit BondSeized(cluster, msg.sender, amount, taken, bond);
        if (taken != 0) IERC20(asset).safeTransfer(msg.sender, taken);
    }

    /// @inheritdoc IOperatorBond
    function award(
        uint256 cluster,
        uint256 amount,
        address to
    ) external restricted nonReentrant returns (uint256 taken) {
        if (to == address(0)) revert OperatorBond_ZeroAddress();
        uint256 bond;
        (taken, bond) = _take(cluster, amount);
        creditOf[to] += taken;
        emit BondAwarded(cluster, to, amount, taken, bond);
    }

    /// @inheritdoc IOperatorBond
    function hold(uint256 cluster) external restricted {
        emit BondHeld(cluster, ++holdsOn[cluster]);
    }

    /// @inheritdoc IOperatorBond
    function unhold(uint256 cluster) external restricted {
        if (holdsOn[cluster] == 0) revert OperatorBond_NotHeld(cluster);
        emit BondHeld(cluster, --holdsOn[cluster]);
    }

    // --- internals ---

    function _take(uint256 cluster, uint256 amount) private returns (uint256 taken, uint256 bond) {
        bond = bondOf[cluster];
        taken = Math.min(amount, bond);
        bond -= taken;
        bondOf[cluster] = bond;
    }

    function _requireNothingAtRisk(uint256 cluster, IFacilityBook book) private view {
        if (holdsOn[cluster] != 0) revert OperatorBond_InDispute(cluster, holdsOn[cluster]);
        (FacilityStatus status, uint40 retiredAt, ) = book.standingOf(cluster);
        if (status == FacilityStatus.None || status == FacilityStatus.Approved) return; // nothing drawn
        if (status != FacilityStatus.Retired) revert OperatorBond_AtRisk(cluster, status);
        uint256 releasableAt = uint256(retiredAt) + releaseDelay;
        if (block.timestamp < releasableAt) revert OperatorBond_NotYet(cluster, releasableAt, block.timestamp);
    }

    /// @dev The vault and its book are bound for life, but the book comes last: it is asked for when it is needed.
    function _book() private view returns (IFacilityBook) {
        return IFacilityBook(IGpuYieldVault(vault).book());
    }

    function _operatorOf(uint256 cluster, IFacilityBook book) private view returns (address) {
        return IClusterRegistry(book.registry()).operatorOf(cluster);
    }
}

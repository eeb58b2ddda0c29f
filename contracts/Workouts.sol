// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IClusterRegistry} from "./interfaces/IClusterRegistry.sol";
import {FacilityStatus} from "./interfaces/FacilityTypes.sol";
import {Escrow, IDrawEscrow} from "./interfaces/IDrawEscrow.sol";
import {IFacilityManager} from "./interfaces/IFacilityManager.sol";
import {IFacilityOrigination} from "./interfaces/IFacilityOrigination.sol";
import {IGpuYieldVault} from "./interfaces/IGpuYieldVault.sol";
import {IOperatorBond} from "./interfaces/IOperatorBond.sol";
import {ILossAnnouncements} from "./interfaces/ILossAnnouncements.sol";
import {IWorkouts, WorkoutTerms} from "./interfaces/IWorkouts.sol";
import {X32_BITS} from "./facilities/lib/Curve.sol";
import {ALL_X32} from "./facilities/lib/LossMark.sol";
import {LossClaims} from "./workouts/LossClaims.sol";
import {Due} from "./workouts/PledgedDebts.sol";
import {TitleSales} from "./workouts/TitleSales.sol";
import {WorkoutParts} from "./workouts/WorkoutParts.sol";

/// @title Workouts
/// @notice How hardware leaves a vault.
///
/// SALE of what is in good standing and the vault's own: the price takes the place of the value, and the facility ends.
/// What a loan or a lease has financed is not for sale while it is served.
///
/// DEFAULT. A resolution is opened by the curator for what is late, in the worst tier of its covenants, or given up by
/// its operator; by anyone once leavers are paid nothing for it. What draws nobody has earned comes back first. It
/// takes recoveries in, as many as there are; each takes the place of as much value. It closes once, when nothing is
/// left of the value, or the title has gone, and never otherwise. What is left then is realised: operator's bond,
/// facility's reserve, locked amounts, share price, in this order.
///
/// A PLEDGE goes back to its borrower when everything that was owed is paid, whoever pays it, and closes the
/// resolution. Of a sale above that, the rest is the borrower's.
///
/// LOSSES that are booked stay claimed for a time (`LossClaims`).
///
/// PART of a cluster that fails, is stolen or sold takes its part of everything with it, and is borne in the same
/// order. It is announced first, as a write-down is (`LossAnnouncements`); then anyone books it.
///
/// LIVENESS. Nobody keeps a default from being opened for longer than the markdown of a facility takes, nor from being
/// closed for longer than the workout period and a Dutch auction.
///
/// TRUST. The curator chooses the price of a sale, until the workout period is over, which nobody takes for two days;
/// and when to close, with its delay.
contract Workouts is LossClaims, TitleSales {
    using SafeERC20 for IERC20;

    uint8 private constant WORST_TIER = 3;

    IOperatorBond private immutable _bond;
    uint256 private immutable _markdown; // seconds, the vault's

    /// @inheritdoc IWorkouts
    mapping(uint256 cluster => bool) public isGivenUp;

    constructor(
        address authority_,
        IGpuYieldVault vault_,
        IClusterRegistry registry_,
        IOperatorBond bond_,
        ILossAnnouncements losses_,
        WorkoutTerms memory terms
    )
        WorkoutParts(authority_, vault_, registry_, losses_)
        LossClaims(terms.claimPeriod)
        TitleSales(terms.workoutPeriod)
    {
        _requirePeriod(terms.claimPeriod);
        _bond = bond_;
        _markdown = vault_.settings().markdownPeriod;
    }

    // --- sale ---

    /// @inheritdoc IWorkouts
    function buy(uint256 cluster, uint256 maxPrice) external nonReentrant {
        uint256 price = _takeOffer(cluster, maxPrice);
        IFacilityManager manager = _managerOf(cluster);
        (FacilityStatus status, uint40 delinquentSince, , ) = manager.statusOf(cluster);
        uint256 value;
        if (_isOver(status)) {
            value = _recover(cluster, manager, status, price);
        } else {
            if (!_isOwned(manager)) revert Workouts_Financed(cluster);
            if (delinquentSince != 0) revert Workouts_ResolveFirst(cluster, delinquentSince);
            _pull(address(_vault), price);
            uint256 valueX32 = manager.valueX32(cluster);
            value = valueX32 >> X32_BITS;
            manager.derecognise(cluster, valueX32, price, false, false);
            manager.end(cluster);
            _claimLoss(cluster, Math.saturatingSub(value, price));
        }
        emit FacilitySold(cluster, msg.sender, price, value);
        _retireTo(cluster, msg.sender);
        // What the price falls short by is lost, though it is booked with the closing only.
        if (status == FacilityStatus.Resolving) losses.markSold(cluster);
    }

    // --- default ---

    /// @inheritdoc IWorkouts
    function giveUp(uint256 cluster, bool yes) external {
        address operator = _registry.operatorOf(cluster);
        if (msg.sender != operator) revert Workouts_NotOperator(cluster, msg.sender, operator);
        isGivenUp[cluster] = yes;
        emit GivenUp(cluster, operator, yes);
    }

    /// @inheritdoc IWorkouts
    function openResolution(uint256 cluster) external nonReentrant {
        IFacilityManager manager = _managerOf(cluster);
        (uint256 openFrom, ) = opensToAllAt(cluster);
        if (openFrom == 0 || block.timestamp < openFrom) {
            _checkCanCall(msg.sender, msg.data);
            bool mayOpen = openFrom != 0 || isGivenUp[cluster];
            if (!mayOpen && manager.covenants().tierOf(cluster) != WORST_TIER) revert Workouts_Served(cluster);
        }
        Due memory due = _dueOf(cluster, manager);
        manager.beginResolution(cluster);
        emit ResolutionOpened(cluster, msg.sender);
        _returnDraws(cluster, manager.origination());
        _accelerate(cluster, due, manager.origination().drawnOf(cluster));
    }

    /// @inheritdoc IWorkouts
    function recover(uint256 cluster, uint256 amount) external nonReentrant {
        if (amount == 0) revert Workouts_ZeroAmount();
        (IFacilityManager manager, FacilityStatus status) = _requireFinanced(cluster);
        _recover(cluster, manager, status, amount);
        bool isPaid = status == FacilityStatus.Resolving && _isPledged(cluster) && owedOf(cluster) == 0;
        if (isPaid) _redeem(cluster, manager);
    }

    /// @inheritdoc IWorkouts
    function closeResolution(uint256 cluster) external nonReentrant {
        IFacilityManager manager = _managerOf(cluster);
        (FacilityStatus status, , , ) = manager.statusOf(cluster);
        if (status != FacilityStatus.Resolving) revert Workouts_NotOpen(cluster);
        uint256 value = manager.valueX32(cluster);
        if (_isHeld(cluster, manager)) {
            bool isPledge = _isPledged(cluster);
            uint256 left = isPledge ? owedOf(cluster) : value >> X32_BITS;
            if (left != 0) revert Workouts_TitleHeld(cluster, left);
            if (isPledge) return _redeem(cluster, manager);
        }
        (, uint256 sellFrom) = opensToAllAt(cluster);
        if (value >> X32_BITS != 0 && block.timestamp < sellFrom) _checkCanCall(msg.sender, msg.data);
        (uint256 fromBond, uint256 fromReserve) = _realise(cluster, manager, value, 0);
        emit ResolutionClosed(cluster, value >> X32_BITS, fromBond, fromReserve);
        manager.end(cluster);
        _retire(cluster);
    }

    /// @inheritdoc IWorkouts
    function bookLoss(uint256 cluster, uint256 recovery) external nonReentrant {
        IFacilityManager manager = _managerOf(cluster);
        (uint256 fraction, uint32 gpus) = losses.take(cluster);
        uint256 loss = Math.mulDiv(manager.valueX32(cluster), fraction, ALL_X32) >> X32_BITS;
        if (recovery > 0 && (gpus == 0 || fraction == 0)) revert Workouts_NoRecovery(cluster);
        if (gpus == 0) return manager.writeDown(cluster, loss);
        _pull(address(_vault), recovery);
        (uint256 fromBond, uint256 fromReserve) = _realise(cluster, manager, loss << X32_BITS, recovery);
        uint32 left = _registry.hardware(cluster).gpuCount - gpus;
        emit GpusRetired(cluster, gpus, left, loss, recovery, fromBond, fromReserve);
        _registry.retireGpus(cluster, gpus);
    }

    // --- views ---

    /// @inheritdoc IWorkouts
    function opensToAllAt(
        uint256 cluster
    ) public view override(IWorkouts, TitleSales) returns (uint256 openFrom, uint256 sellFrom) {
        (, uint40 since, uint40 opened, ) = _managerOf(cluster).statusOf(cluster);
        if (since != 0) openFrom = since + _markdown;
        if (opened != 0) sellFrom = opened + workoutPeriod;
    }

    // --- internals ---

    /// @dev Base units of `amount` that came back for value; what is more makes good booked losses, and all of it that
    ///      is neither is income over the cap. Of a pledge, nothing above what is owed is the vault's.
    function _recover(
        uint256 cluster,
        IFacilityManager manager,
        FacilityStatus status,
        uint256 amount
    ) private returns (uint256 ofValue) {
        uint256 kept = _payDebt(cluster, amount);
        _pull(address(_vault), kept);
        _passOn(cluster, manager, amount - kept);
        uint256 valueOut;
        if (status == FacilityStatus.Resolving) {
            valueOut = Math.min(kept << X32_BITS, manager.valueX32(cluster));
        }
        ofValue = valueOut >> X32_BITS;
        emit Recovered(cluster, msg.sender, kept, ofValue);
        (, bool isClaimed) = _serveClaim(cluster, kept - ofValue);
        if (kept > 0) manager.derecognise(cluster, valueOut, kept, false, isClaimed);
    }

    /// @dev What is above everything owed: into the lockbox, from where it reaches the operator.
    function _passOn(uint256 cluster, IFacilityManager manager, uint256 surplus) private {
        if (surplus == 0) return;
        emit SurplusPassedOn(cluster, surplus);
        _pull(address(this), surplus);
        _asset.forceApprove(address(manager), surplus);
        manager.payIn(cluster, surplus);
    }

    /// @dev Everything owed of a pledge is paid: what value is left, the reserve holds in trapped cash that has paid
    ///      it.
    function _redeem(uint256 cluster, IFacilityManager manager) private {
        manager.derecognise(cluster, manager.valueX32(cluster), 0, true, false);
        manager.end(cluster);
        address borrower = _registry.ownerOf(cluster);
        emit PledgeRedeemed(cluster, borrower);
        _registry.transferFrom(borrower, borrower, cluster);
    }

    /// @dev `value` (X32) is lost but for `recovery`: the bond pays by the amount and no more, then the reserve. The
    ///      rest is claimed.
    function _realise(
        uint256 cluster,
        IFacilityManager manager,
        uint256 value,
        uint256 recovery
    ) private returns (uint256 fromBond, uint256 fromReserve) {
        uint256 loss = Math.saturatingSub(value >> X32_BITS, recovery);
        if (loss > 0) fromBond = _bond.seize(cluster, loss);
        if (fromBond > 0) _asset.safeTransfer(address(_vault), fromBond);
        fromReserve = manager.derecognise(cluster, value, recovery + fromBond, true, false);
        _claimLoss(cluster, loss - fromBond - fromReserve);
    }

    /// @dev Drawn money that has not cleared comes back before anybody answers for it.
    function _returnDraws(uint256 cluster, IFacilityOrigination origination) private {
        IDrawEscrow escrow = origination.parts().drawEscrow;
        Escrow memory waiting = escrow.escrowOf(cluster);
        if (waiting.drawn > waiting.cleared + waiting.returned) escrow.giveBack(cluster);
    }

    /// @dev Something has been drawn for it.
    function _requireFinanced(uint256 cluster) private view returns (IFacilityManager manager, FacilityStatus status) {
        manager = _managerOf(cluster);
        (status, , , ) = manager.statusOf(cluster);
        if (status == FacilityStatus.None || status == FacilityStatus.Approved) {
            revert Workouts_NothingFinanced(cluster);
        }
    }
}

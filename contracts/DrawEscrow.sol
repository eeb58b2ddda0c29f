// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Managers} from "./facilities/lib/Managers.sol";
import {FacilityStatus} from "./interfaces/FacilityTypes.sol";
import {IClusterRegistry} from "./interfaces/IClusterRegistry.sol";
import {IFacilityManager} from "./interfaces/IFacilityManager.sol";
import {Approval} from "./interfaces/IFacilityOrigination.sol";
import {IGpuYieldVault} from "./interfaces/IGpuYieldVault.sol";
import {ATTESTING_TIME, Escrow, IDrawEscrow, Milestone, MilestoneAttestation} from "./interfaces/IDrawEscrow.sol";
import {IReporterQuorum} from "./interfaces/IReporterQuorum.sol";
import {IRevenueOracle} from "./interfaces/IRevenueOracle.sol";

/// @title Draw Escrow
/// @notice Drawn money waits here until the hardware it is for is ordered, delivered, in service.
///
/// SHARES. Each milestone earns its part of all that is drawn, whether drawn before or after it was attested; the last
/// one earns all of it. Cumulative parts are rounded down, so what is earned never exceeds what is there.
///
/// NAV. To the vault this money is hardware from the draw on, which it is or becomes cash again: giving it back
/// turns value into cash, unit by unit, and moves no price.
///
/// TIME. What is earned clears one long window of the oracle after the last attestation and the last draw: every unit
/// that is paid was drawn, and its milestone attested, so long before. What has cleared stays so, whatever comes. An
/// in-service second counts when nobody can veto it any more.
///
/// TRUST. The quorum of the reporters is believed, as it is for revenue: by the oracle's present set, over the
/// hardware's present version. Within the window the guardian has a veto, and the arbiter another: it undoes what was
/// attested since the last milestone that stands, and reporters may attest anew. Nobody can take what waits, nor stop
/// what has cleared.
///
/// DEADLINE. The facility's in-service date and a week for attesting: from then on nothing is attested, and what has
/// not been earned goes back. With the opening of a resolution so does what has not cleared.
/// What has cleared stays the operator's.
///
/// LIVENESS. Payments are pulled, to any receiver. What a token keeps for itself on the way in is refused. Tokens sent
/// here past a draw are nobody's and stay.
contract DrawEscrow is IDrawEscrow, AccessManaged, EIP712, ReentrancyGuardTransient {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    bytes32 private constant ATTESTATION_TYPEHASH = keccak256(
        "MilestoneAttestation(uint256 cluster,uint8 milestone,uint32 reporterSet,uint32 clusterVersion,uint40 at,"
        "bytes32 evidenceRoot)"
    );
    uint256 private constant BPS = 10_000;

    /// @dev Three words. Base units and unix seconds.
    struct Waiting {
        uint128 drawn;
        uint128 paid;
        uint128 returned;
        uint40 orderedAt;
        uint40 deliveredAt;
        uint40 inServiceAt;
        uint128 cleared; // of what was earned before the last attestation and the last draw
        uint40 clearsAt; // from here on all that is earned has cleared
        uint40 vetoUntil; // what was attested since `standing` may be undone before
        Milestone standing; // the newest that nobody can undo
        uint8 vetoes; // since it stands
    }

    /// @inheritdoc IDrawEscrow
    address public immutable vault;
    /// @inheritdoc IDrawEscrow
    address public immutable asset;
    IClusterRegistry private immutable _REGISTRY;

    uint256 private _held; // base units, of all clusters
    mapping(uint256 cluster => Waiting) private _waiting;

    constructor(
        address authority_,
        IGpuYieldVault vault_,
        IClusterRegistry registry_
    ) AccessManaged(authority_) EIP712("GpuYieldVaults DrawEscrow", "1") {
        (vault, _REGISTRY) = (address(vault_), registry_);
        asset = vault_.asset();
    }

    // --- origination ---

    /// @inheritdoc IDrawEscrow
    function onDraw(uint256 cluster, uint256 amount) external nonReentrant {
        IFacilityManager manager = _managerOf(cluster);
        if (msg.sender != address(manager.origination())) revert DrawEscrow_NotOrigination(msg.sender);
        uint256 arrived = Math.saturatingSub(IERC20(asset).balanceOf(address(this)), _held);
        if (arrived < amount) revert DrawEscrow_ShortTransfer(arrived, amount);

        _held += amount;
        Waiting storage w = _waiting[cluster];
        uint40 clearsAt = _clearAnew(cluster, w, manager);
        w.drawn = (w.drawn + amount).toUint128();
        emit MoneyArrived(cluster, amount, w.drawn, clearsAt);
    }

    // --- anyone, with reporters' signatures ---

    /// @inheritdoc IDrawEscrow
    function attest(
        MilestoneAttestation calldata a,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external nonReentrant {
        IFacilityManager manager = _managerOf(a.cluster);
        Waiting storage w = _waiting[a.cluster];
        (bool open, uint256 closesAt) = _isOpen(a.cluster, manager);
        if (!open) revert DrawEscrow_Closed(a.cluster, closesAt);
        _requireNext(a, w);
        uint256 bitmap = _verify(a, manager, signers, signatures);

        if (block.timestamp >= w.vetoUntil) {
            (Milestone standing, ) = _reached(w);
            if (standing != w.standing) (w.standing, w.vetoes) = (standing, 0);
        }
        uint40 clearsAt = w.vetoUntil = _clearAnew(a.cluster, w, manager);
        if (a.milestone == Milestone.Ordered) w.orderedAt = a.reachedAt;
        else if (a.milestone == Milestone.Delivered) w.deliveredAt = a.reachedAt;
        else w.inServiceAt = a.reachedAt;
        uint256 earned = _earned(a.cluster, w, manager);
        emit MilestoneReached(a.cluster, a.milestone, a.reachedAt, a.evidenceRoot, bitmap, earned, clearsAt);
    }

    // --- guardian, arbiter ---

    /// @inheritdoc IDrawEscrow
    function veto(uint256 cluster) external restricted {
        _veto(cluster, 0);
    }

    /// @inheritdoc IDrawEscrow
    function vetoAgain(uint256 cluster) external restricted {
        _veto(cluster, 1);
    }

    // --- operator ---

    /// @inheritdoc IDrawEscrow
    function pay(uint256 cluster, address receiver) external nonReentrant returns (uint256 amount) {
        IFacilityManager manager = _managerOf(cluster);
        (, , address operator, ) = _termsOf(cluster, manager);
        if (msg.sender != operator) revert DrawEscrow_NotOperator(cluster, msg.sender, operator);
        Waiting storage w = _waiting[cluster];
        amount = _cleared(cluster, w, manager) - w.paid;
        if (amount == 0) {
            if (_kept(cluster, w, manager) > w.paid) revert DrawEscrow_NotCleared(cluster, w.clearsAt);
            revert DrawEscrow_NothingToPay(cluster);
        }

        w.paid += uint128(amount); // at most what was drawn
        _held -= amount;
        emit MilestonePaid(cluster, receiver, amount);
        IERC20(asset).safeTransfer(receiver, amount);
    }

    // --- anyone ---

    /// @inheritdoc IDrawEscrow
    function giveBack(uint256 cluster) external nonReentrant returns (uint256 amount) {
        IFacilityManager manager = _managerOf(cluster);
        (bool open, uint256 closesAt) = _isOpen(cluster, manager);
        if (open) revert DrawEscrow_StillOpen(cluster, closesAt);
        Waiting storage w = _waiting[cluster];
        (FacilityStatus status, , , ) = manager.statusOf(cluster);
        uint256 kept = status == FacilityStatus.Resolving ? _cleared(cluster, w, manager) : _kept(cluster, w, manager);
        amount = w.drawn - kept - w.returned;
        if (amount == 0) revert DrawEscrow_NothingToReturn(cluster);

        w.returned += uint128(amount); // at most what was drawn
        _held -= amount;
        emit MoneyReturned(cluster, amount);
        IERC20(asset).safeTransfer(vault, amount);
        manager.origination().returnDraw(cluster, amount);
    }

    // --- views ---

    /// @inheritdoc IDrawEscrow
    function inServiceAt(uint256 cluster) external view returns (uint40) {
        Waiting storage w = _waiting[cluster];
        return block.timestamp < w.vetoUntil ? 0 : w.inServiceAt;
    }

    /// @inheritdoc IDrawEscrow
    function escrowOf(uint256 cluster) external view returns (Escrow memory) {
        IFacilityManager manager = _managerOf(cluster);
        Waiting storage w = _waiting[cluster];
        (, , , uint40 inServiceBy) = _termsOf(cluster, manager);
        return
            Escrow({
                drawn: w.drawn,
                earned: _earned(cluster, w, manager),
                cleared: _cleared(cluster, w, manager),
                paid: w.paid,
                returned: w.returned,
                orderedAt: w.orderedAt,
                deliveredAt: w.deliveredAt,
                inServiceAt: w.inServiceAt,
                closesAt: (inServiceBy + ATTESTING_TIME).toUint40(),
                clearsAt: w.clearsAt,
                vetoUntil: w.vetoUntil,
                vetoes: w.vetoes
            });
    }

    /// @inheritdoc IDrawEscrow
    function digestOf(MilestoneAttestation calldata a) public view returns (bytes32) {
        return
            _hashTypedDataV4(
                keccak256(
                    abi.encode(
                        ATTESTATION_TYPEHASH,
                        a.cluster,
                        a.milestone,
                        a.reporterSet,
                        a.clusterVersion,
                        a.reachedAt,
                        a.evidenceRoot
                    )
                )
            );
    }

    // --- internals ---

    function _requireNext(MilestoneAttestation calldata a, Waiting storage w) private view {
        (Milestone reached, uint256 earliest) = _reached(w);
        if (uint8(a.milestone) != uint8(reached) + 1) {
            revert DrawEscrow_OutOfOrder(a.cluster, a.milestone, reached);
        }
        if (a.reachedAt < earliest || a.reachedAt > block.timestamp) {
            revert DrawEscrow_MomentOutOfRange(a.cluster, a.reachedAt, earliest, block.timestamp);
        }
    }

    /// @dev By the reporters of the oracle that the manager listens to now: both can be replaced.
    function _verify(
        MilestoneAttestation calldata a,
        IFacilityManager manager,
        address[] calldata signers,
        bytes[] calldata signatures
    ) private view returns (uint256 bitmap) {
        uint32 version = _REGISTRY.hardware(a.cluster).version;
        if (a.clusterVersion != version) revert DrawEscrow_WrongVersion(a.cluster, a.clusterVersion, version);
        IReporterQuorum quorum = IReporterQuorum(IRevenueOracle(manager.oracle()).quorum());
        return quorum.verify(digestOf(a), a.reporterSet, signers, signatures);
    }

    /// @dev What has cleared so far stays; what is earned by now, and will be, clears a long window from now on.
    function _clearAnew(
        uint256 cluster,
        Waiting storage w,
        IFacilityManager manager
    ) private returns (uint40 clearsAt) {
        w.cleared = _cleared(cluster, w, manager).toUint128();
        clearsAt = w.clearsAt = uint40(block.timestamp + IRevenueOracle(manager.oracle()).timings().longWindow);
    }

    /// @dev Undoes what was attested since the newest milestone that stands.
    /// @param before How many vetoes there must have been since it does
    function _veto(uint256 cluster, uint8 before) private {
        Waiting storage w = _waiting[cluster];
        (Milestone reached, ) = _reached(w);
        Milestone standing = w.standing;
        if (reached == standing || block.timestamp >= w.vetoUntil) revert DrawEscrow_NothingToVeto(cluster);
        if (w.vetoes != before) revert DrawEscrow_WrongVeto(cluster, w.vetoes);
        w.vetoes = before + 1;
        if (standing < Milestone.Ordered) w.orderedAt = 0;
        if (standing < Milestone.Delivered) w.deliveredAt = 0;
        w.inServiceAt = 0;
        emit MilestonesVetoed(cluster, msg.sender, reached, standing);
    }

    /// @return reached The newest milestone
    /// @return since Unix seconds; when it was reached, and the next one can't have been before
    function _reached(Waiting storage w) private view returns (Milestone reached, uint256 since) {
        if (w.inServiceAt != 0) return (Milestone.InService, w.inServiceAt);
        if (w.deliveredAt != 0) return (Milestone.Delivered, w.deliveredAt);
        if (w.orderedAt != 0) return (Milestone.Ordered, w.orderedAt);
        return (Milestone.None, 1); // zero stands for never
    }

    /// @dev Cumulative, base units, rounded down: what was drawn and has been earned for as long as a veto may take. It
    ///      never falls: what may still be undone has not cleared. What went back, when nothing could clear any more,
    ///      clears no more.
    function _cleared(uint256 cluster, Waiting storage w, IFacilityManager manager) private view returns (uint256) {
        return block.timestamp < w.clearsAt ? w.cleared : _kept(cluster, w, manager);
    }

    /// @dev What is earned and did not go back before it could clear.
    function _kept(uint256 cluster, Waiting storage w, IFacilityManager manager) private view returns (uint256) {
        return Math.min(_earned(cluster, w, manager), w.drawn - w.returned);
    }

    /// @dev Cumulative, base units, rounded down. It falls by a veto only.
    function _earned(uint256 cluster, Waiting storage w, IFacilityManager manager) private view returns (uint256) {
        (Milestone reached, ) = _reached(w);
        if (reached == Milestone.InService) return w.drawn;
        (uint256 orderedBps, uint256 deliveredBps, , ) = _termsOf(cluster, manager);
        uint256 earnedBps;
        if (reached >= Milestone.Ordered) earnedBps = orderedBps;
        if (reached >= Milestone.Delivered) earnedBps += deliveredBps;
        return (w.drawn * earnedBps) / BPS;
    }

    /// @return open Whether milestones still count
    /// @return closesAt Unix seconds; from here on they don't, if not before
    function _isOpen(uint256 cluster, IFacilityManager manager) private view returns (bool open, uint256 closesAt) {
        (uint16 orderedBps, uint16 deliveredBps, , uint40 inServiceBy) = _termsOf(cluster, manager);
        if (orderedBps == 0 && deliveredBps == 0) revert DrawEscrow_NoMilestones(cluster);
        (FacilityStatus status, , , ) = manager.statusOf(cluster);
        closesAt = inServiceBy + ATTESTING_TIME;
        bool over = status == FacilityStatus.Resolving || status == FacilityStatus.Retired;
        open = !over && block.timestamp < closesAt;
    }

    function _termsOf(
        uint256 cluster,
        IFacilityManager manager
    ) private view returns (uint16 orderedBps, uint16 deliveredBps, address operator, uint40 inServiceBy) {
        Approval memory a = manager.origination().approvalOf(cluster);
        return (a.orderedBps, a.deliveredBps, a.operator, a.inServiceBy);
    }

    function _managerOf(uint256 cluster) private view returns (IFacilityManager manager) {
        manager = Managers.find(_REGISTRY, IGpuYieldVault(vault), cluster);
        if (address(manager) == address(0)) revert DrawEscrow_NoMilestones(cluster);
    }
}

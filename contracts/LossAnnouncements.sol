// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IAssetSource} from "./interfaces/IAssetSource.sol";
import {IClusterRegistry} from "./interfaces/IClusterRegistry.sol";
import {FacilityStatus, Form} from "./interfaces/FacilityTypes.sol";
import {IFacilityManager} from "./interfaces/IFacilityManager.sol";
import {IGpuYieldVault, Posting, VaultSettings} from "./interfaces/IGpuYieldVault.sol";
import {Announcement, ILossAnnouncements, LossKind} from "./interfaces/ILossAnnouncements.sol";
import {Curve, X32_BITS} from "./facilities/lib/Curve.sol";
import {FacilityLib} from "./facilities/lib/Facility.sol";
import {FacilityTimes} from "./facilities/lib/FacilityTimes.sol";
import {ALL_X32, LossMark, LossMarkLib} from "./facilities/lib/LossMark.sol";
import {Managers} from "./facilities/lib/Managers.sol";

/// @notice What an announcement has been marked by.
struct Marked {
    uint256 curve; // the facility's word
    uint32 deadline; // tick, the facility's
    uint40 delinquent; // whole tokens that count until then
}

/// @title LossAnnouncements
/// @notice A loss that is known is paid by who leaves, before it is booked.
///
/// ANNOUNCED. The curator says at once what part of a facility is going to be lost. From that second on leavers forgo
/// this part of what they were paid for it, also while its markdown runs, and it counts as delinquent: deposits, which
/// stay at the NAV, are shut while that is much.
///
/// BOOKED by anyone, from two days on (`Workouts.bookLoss`): then value, salvage and depreciation are what they were
/// marked at. Until then curator or guardian takes it back, and none is announced for 30 days: who would announce for a
/// friend's sake cannot go on.
///
/// OFFERS below value are announced like that too, for as long as they are open; what is sold so in a workout stays
/// marked until it closes.
///
/// FOLLOWS its facility: whenever a manager changes the curve of one with an announcement, the mark is drawn anew.
contract LossAnnouncements is ILossAnnouncements, AccessManaged {
    using SafeCast for uint256;

    uint256 private constant NOTICE = 2 days;
    uint256 private constant WAIT = 30 days;

    IGpuYieldVault private immutable _vault;
    IClusterRegistry private immutable _registry;
    uint256 private immutable _tick; // seconds, the vault's
    uint256 private immutable _markdown; // seconds, the vault's
    uint256 private immutable _wholeX32; // X32 of a whole token

    mapping(uint256 cluster => Announcement) private _announcements;
    mapping(uint256 cluster => Marked) private _marked;
    uint256 private _open; // announcements

    constructor(address authority_, IGpuYieldVault vault_, IClusterRegistry registry_) AccessManaged(authority_) {
        (_vault, _registry) = (vault_, registry_);
        VaultSettings memory settings = vault_.settings();
        (_tick, _markdown) = (settings.tick, settings.markdownPeriod);
        _wholeX32 = settings.wholeToken << X32_BITS;
    }

    // --- announcers, cancellers ---

    /// @inheritdoc ILossAnnouncements
    function announceWriteDown(uint256 cluster, uint40 fraction) external restricted {
        (IFacilityManager manager, FacilityStatus status) = _managerOf(cluster);
        if (status != FacilityStatus.Drawn && status != FacilityStatus.InService) {
            revert LossAnnouncements_NothingFinanced(cluster);
        }
        if (fraction == 0 || fraction > ALL_X32) revert LossAnnouncements_FractionOutOfRange(fraction);
        _announce(cluster, manager, LossKind.WriteDown, fraction, 0);
    }

    /// @inheritdoc ILossAnnouncements
    function announceLostGpus(uint256 cluster, uint32 gpus) external restricted {
        (IFacilityManager manager, FacilityStatus status) = _managerOf(cluster);
        if (status == FacilityStatus.None || status == FacilityStatus.Approved) {
            revert LossAnnouncements_NothingFinanced(cluster);
        }
        uint32 inService = _registry.hardware(cluster).gpuCount;
        if (gpus == 0 || gpus >= inService) revert LossAnnouncements_GpusOutOfRange(cluster, gpus, inService);
        bool isOwned = manager.finances(Form.RevenueShare);
        uint256 fraction = isOwned ? Math.ceilDiv(uint256(gpus) << X32_BITS, inService) : 0;
        _announce(cluster, manager, LossKind.LostGpus, uint40(fraction), gpus); // at most all of it
    }

    /// @inheritdoc ILossAnnouncements
    function cancelAnnouncement(uint256 cluster) external restricted {
        Announcement memory a = _requireNoSale(cluster);
        uint256 until = a.announcedAt + NOTICE;
        if (block.timestamp >= until) revert LossAnnouncements_Bookable(cluster, until);
        (IFacilityManager manager, ) = _managerOf(cluster);
        _end(cluster, manager, a.kind, block.timestamp + WAIT);
    }

    // --- calls of workouts and managers ---

    /// @inheritdoc ILossAnnouncements
    function announceSale(uint256 cluster, uint40 fraction) external {
        IFacilityManager manager = _requireWorkouts(cluster);
        Announcement storage a = _announcements[cluster];
        if (a.kind == LossKind.Sale) {
            // A lower price takes nothing back.
            if (fraction >= a.fraction) {
                _mark(cluster, manager, a.fraction, fraction);
                (a.fraction, a.announcedAt) = (fraction, uint40(block.timestamp));
                emit LossAnnounced(cluster, LossKind.Sale, fraction, 0, uint40(block.timestamp + NOTICE));
                return;
            }
            _end(cluster, manager, LossKind.Sale, block.timestamp + WAIT);
        }
        if (fraction != 0) _announce(cluster, manager, LossKind.Sale, fraction, 0);
    }

    /// @inheritdoc ILossAnnouncements
    function endSale(uint256 cluster) external {
        IFacilityManager manager = _requireWorkouts(cluster);
        if (_announcements[cluster].kind != LossKind.Sale) return;
        _end(cluster, manager, LossKind.Sale, block.timestamp + WAIT);
    }

    /// @inheritdoc ILossAnnouncements
    function markSold(uint256 cluster) external {
        IFacilityManager manager = _requireWorkouts(cluster);
        LossKind kind = _announcements[cluster].kind;
        if (kind != LossKind.None) _end(cluster, manager, kind, 0);
        _announcements[cluster].waitsUntil = 0;
        if (manager.valueX32(cluster) != 0) _announce(cluster, manager, LossKind.Sold, uint40(ALL_X32), 0);
    }

    /// @inheritdoc ILossAnnouncements
    function take(uint256 cluster) external returns (uint256 fraction, uint32 gpus) {
        IFacilityManager manager = _requireWorkouts(cluster);
        Announcement memory a = _requireNoSale(cluster);
        uint256 from = a.announcedAt + NOTICE;
        if (block.timestamp < from) revert LossAnnouncements_NotYet(cluster, from);
        _end(cluster, manager, a.kind, 0);
        return (a.fraction, a.gpus);
    }

    /// @inheritdoc ILossAnnouncements
    function follow(uint256 cluster) external {
        (IFacilityManager manager, FacilityStatus status) = _managerOf(cluster);
        if (msg.sender != address(manager)) revert LossAnnouncements_NotManager(cluster, msg.sender);
        Announcement memory a = _announcements[cluster];
        uint256 value = _curveOf(_marked[cluster]).valueAt(block.timestamp);
        // Nothing but a draw lifts a value.
        bool isDraw = a.fraction != 0 && manager.valueX32(cluster) > value;
        if (isDraw && a.kind != LossKind.Sale) revert LossAnnouncements_Announced(cluster, a.kind);
        bool isOver = status == FacilityStatus.Approved || status == FacilityStatus.Retired;
        if (isDraw || isOver) _end(cluster, manager, a.kind, 0);
        else _mark(cluster, manager, a.fraction, a.fraction);
    }

    // --- views ---

    /// @inheritdoc ILossAnnouncements
    function announcementOf(uint256 cluster) external view returns (Announcement memory) {
        return _announcements[cluster];
    }

    /// @inheritdoc ILossAnnouncements
    function markOf(uint256 cluster) external view returns (uint256) {
        return uint256(_markNow(_marked[cluster], _announcements[cluster].fraction).loss);
    }

    /// @inheritdoc ILossAnnouncements
    function finances(Form) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc ILossAnnouncements
    function vault() external view returns (address) {
        return address(_vault);
    }

    /// @inheritdoc IAssetSource
    function isIdle() external view returns (bool) {
        return _open == 0;
    }

    /// @inheritdoc IAssetSource
    function outlook() external pure returns (uint256, uint40) {
        return (0, 0);
    }

    // --- internals ---

    function _announce(uint256 cluster, IFacilityManager manager, LossKind kind, uint40 fraction, uint32 gpus) private {
        Announcement storage a = _announcements[cluster];
        if (a.kind != LossKind.None) revert LossAnnouncements_Announced(cluster, a.kind);
        if (block.timestamp < a.waitsUntil) revert LossAnnouncements_NotYet(cluster, a.waitsUntil);
        (a.kind, a.fraction, a.gpus, a.announcedAt) = (kind, fraction, gpus, uint40(block.timestamp));
        ++_open;
        emit LossAnnounced(cluster, kind, fraction, gpus, uint40(block.timestamp + NOTICE));
        manager.setAnnounced(cluster, true);
        _mark(cluster, manager, 0, fraction);
    }

    function _end(uint256 cluster, IFacilityManager manager, LossKind kind, uint256 waitsUntil) private {
        _mark(cluster, manager, _announcements[cluster].fraction, 0);
        delete _announcements[cluster];
        _announcements[cluster].waitsUntil = uint40(waitsUntil);
        --_open;
        emit AnnouncementEnded(cluster, kind, uint40(waitsUntil));
        manager.setAnnounced(cluster, false);
    }

    /// @dev Takes back what the facility was marked by, and marks it anew from its curve of now. It counts as
    ///      delinquent with its whole value by itself once its deadline has passed.
    function _mark(uint256 cluster, IFacilityManager manager, uint256 before, uint256 fraction) private {
        if (before | fraction == 0) return;
        LossMark memory old = _markNow(_marked[cluster], before);
        Marked memory marked;
        LossMark memory next;
        if (fraction != 0) {
            uint256[10] memory words = manager.wordsOf(cluster);
            (marked.curve, marked.deadline) = (words[4], uint32(FacilityTimes.wrap(words[1]).deadline()));
            uint256 value = manager.valueX32(cluster);
            marked.delinquent = Math.ceilDiv(Math.mulDiv(value, fraction, ALL_X32), _wholeX32).toUint40();
            next = _markNow(marked, fraction);
        }
        _marked[cluster] = marked;
        Posting memory p;
        (p.loss, p.lossSlope) = (next.loss - old.loss, next.lossSlope - old.lossSlope);
        p.delinquent = int256(next.delinquent) - int256(old.delinquent);
        p.kinks = LossMarkLib.entries(old, next, _tick);
        emit LossMarked(cluster, fraction, next.delinquent);
        _vault.post(p);
    }

    function _markNow(Marked memory marked, uint256 fraction) private view returns (LossMark memory) {
        return LossMarkLib.markAt(_curveOf(marked), fraction, marked.delinquent, block.timestamp);
    }

    function _curveOf(Marked memory marked) private view returns (Curve memory) {
        return FacilityLib.curveOf(marked.curve, marked.deadline, _tick, _markdown);
    }

    /// @dev Who accounts for a cluster.
    function _managerOf(uint256 cluster) private view returns (IFacilityManager manager, FacilityStatus status) {
        manager = Managers.find(_registry, _vault, cluster);
        if (address(manager) == address(0)) revert LossAnnouncements_NothingFinanced(cluster);
        (status, , , ) = manager.statusOf(cluster);
    }

    function _requireWorkouts(uint256 cluster) private view returns (IFacilityManager manager) {
        (manager, ) = _managerOf(cluster);
        if (msg.sender != address(manager.workouts())) revert LossAnnouncements_NotWorkouts(msg.sender);
    }

    function _requireNoSale(uint256 cluster) private view returns (Announcement memory a) {
        a = _announcements[cluster];
        bool isNone = a.kind == LossKind.None || a.kind == LossKind.Sale || a.kind == LossKind.Sold;
        if (isNone) revert LossAnnouncements_NotAnnounced(cluster, a.kind);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Facility, FacilityStatus} from "../interfaces/FacilityTypes.sol";
import {IFacilityManager} from "../interfaces/IFacilityManager.sol";
import {FacilityStorage} from "./FacilityStorage.sol";
import {Curve, X32_BITS} from "./lib/Curve.sol";
import {FacilityLib, FacilityTerms, FacilityTimes} from "./lib/Facility.sol";

/// @title FacilityExits
/// @notice How value leaves other than by depreciation and principal: written down, or at the word of `Workouts`, which knows why;
///         and how a facility ends.
abstract contract FacilityExits is FacilityStorage {
    using FacilityLib for Facility;
    using SafeCast for uint256;

    modifier onlyWorkouts() {
        if (msg.sender != address(workouts)) revert FacilityManager_NotWorkouts(msg.sender);
        _;
    }

    /// @inheritdoc IFacilityManager
    function writeDown(uint256 cluster, uint256 loss) external restricted nonReentrant {
        Facility storage f = _facilities[cluster];
        FacilityStatus status = f.statusOf();
        bool alive = status == FacilityStatus.Drawn || status == FacilityStatus.InService;
        if (!alive) _requireStatus(cluster, status, FacilityStatus.Resolving);
        if (loss == 0) revert FacilityManager_ZeroAmount();
        FacilityTimes memory times = f.readTimes();
        Curve memory before = _begunCurve(cluster, f, times);
        Curve memory next = _curveOf(f, times);
        uint256 value = next.valueAt(block.timestamp);
        if (loss > value >> X32_BITS) revert FacilityManager_LossAboveValue(loss, value >> X32_BITS);
        // All of it is all of it: no part of a unit is left that epochs would wait for.
        bool isAll = loss == value >> X32_BITS;
        _revalue(next, isAll ? 0 : value - (loss << X32_BITS), next.salvage);
        uint256 left = next.valueAt(block.timestamp) >> X32_BITS;
        emit WrittenDown(cluster, loss, left, next.salvage >> X32_BITS, next.slope);
        _post(f, before, next, 0, 0);
    }

    /// @inheritdoc IFacilityManager
    function beginResolution(uint256 cluster) external onlyWorkouts nonReentrant {
        Facility storage f = _facilities[cluster];
        FacilityStatus status = f.statusOf();
        if (status != FacilityStatus.Drawn) _requireStatus(cluster, status, FacilityStatus.InService);
        FacilityTimes memory times = f.readTimes();
        Curve memory before = _begunCurve(cluster, f, times);
        Curve memory next = _curveOf(f, times);
        // Delinquent from the next tick on, unless it is.
        if (!next.isDelinquentAt(block.timestamp)) _setDeadline(cluster, times, next, block.timestamp);
        f.setStatus(FacilityStatus.Resolving);
        f.workoutSince = uint40(block.timestamp);
        f.writeTimes(times);
        _call(cluster, f);
        uint256 value = next.valueAt(block.timestamp);
        uint256 exitValue = Math.saturatingSub(value, next.lossAt(block.timestamp));
        emit ResolutionBegun(cluster, value >> X32_BITS, exitValue >> X32_BITS);
        _post(f, before, next, 0, 0);
    }

    /// @inheritdoc IFacilityManager
    function derecognise(
        uint256 cluster,
        uint256 valueOut,
        uint256 cash,
        bool useReserve
    ) external onlyWorkouts nonReentrant returns (uint256 fromReserve) {
        Facility storage f = _facilities[cluster];
        FacilityTimes memory times = f.readTimes();
        Curve memory before = _begunCurve(cluster, f, times);
        Curve memory next = _curveOf(f, times);
        uint256 value = next.valueAt(block.timestamp);
        if (valueOut > value) revert FacilityManager_ValueTooSmall(cluster, valueOut, value);
        uint256 worth = valueOut >> X32_BITS;
        if (useReserve) {
            fromReserve = Math.min(f.reserve, Math.saturatingSub(worth, cash));
            f.reserve -= fromReserve.toUint128();
            _sendToVault(fromReserve);
        }
        f.valueLeft += worth.toUint128();
        emit ValueLeft(cluster, valueOut, cash, fromReserve);
        if (valueOut > 0) _shrink(next, valueOut);
        _post(f, before, next, cash + fromReserve, OVER_THE_CAP);
    }

    /// @inheritdoc IFacilityManager
    function end(uint256 cluster) external onlyWorkouts nonReentrant {
        Facility storage f = _facilities[cluster];
        _end(cluster, f, f.readTimes());
    }

    /// @dev Whatever value is left is a loss. What the reserve still holds goes back.
    function _end(uint256 cluster, Facility storage f, FacilityTimes memory times) internal {
        FacilityTerms memory terms = f.readTerms();
        // Titles that were never drawn have nothing that could end.
        if (terms.status != FacilityStatus.Approved) (_alive, _endedAt) = (_alive - 1, uint40(block.timestamp));
        Curve memory before = _begunCurve(cluster, f, times);
        Curve memory next;
        next.markdown = before.markdown;
        f.valueLeft += (before.valueAt(block.timestamp) >> X32_BITS).toUint128();
        f.retiredAt = uint40(block.timestamp);
        terms.status = FacilityStatus.Retired;
        times.deadline = 0;
        if (terms.flags & FacilityLib.TRAPPED != 0) {
            times.earned += f.trappedCash;
            emit TrappedCashFreed(cluster, f.trappedCash);
            f.trappedCash = 0;
        }
        uint256 reserve;
        if (terms.flags & FacilityLib.RESERVE != 0) {
            reserve = f.reserve;
            (f.reserve, f.reserveTarget) = (0, 0);
        }
        if (terms.flags & FacilityLib.COVENANTS != 0) covenants.end(cluster);
        terms.flags &= ~(FacilityLib.TRAPPED | FacilityLib.RESERVE | FacilityLib.COVENANTS);
        f.writeTerms(terms);
        f.writeTimes(times);
        _forget(cluster);
        emit FacilityEnded(cluster);
        if (reserve > 0) emit ReserveReturned(cluster, reserve);
        _sendToVault(reserve);
        _post(f, before, next, reserve, OVER_THE_CAP);
    }

    /// @dev A resolution has begun: what a form does with what was owed.
    function _call(uint256 cluster, Facility storage f) internal virtual;

    /// @dev The facility has ended: what a form need not remember any more.
    function _forget(uint256 cluster) internal virtual;
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Facility, FacilityStatus, Form} from "../interfaces/FacilityTypes.sol";
import {IFacilityManager} from "../interfaces/IFacilityManager.sol";
import {Posting} from "../interfaces/IGpuYieldVault.sol";
import {FacilityStorage} from "./FacilityStorage.sol";
import {Curve, X32_BITS} from "./lib/Curve.sol";
import {FacilityLib} from "./lib/Facility.sol";
import {FacilityTerms} from "./lib/FacilityTerms.sol";
import {FacilityTimes} from "./lib/FacilityTimes.sol";

/// @title FacilityExits
/// @notice How value leaves other than by depreciation and principal: written down, or at the word of `Workouts`, which
///         knows why; and how a facility ends.
abstract contract FacilityExits is FacilityStorage {
    using FacilityLib for Facility;
    using SafeCast for uint256;

    modifier onlyWorkouts() {
        _requireWorkouts();
        _;
    }

    /// @inheritdoc IFacilityManager
    function writeDown(uint256 cluster, uint256 loss) external onlyWorkouts nonReentrant {
        Facility storage f = _facilities[cluster];
        (, Curve memory before, Curve memory next) = _readCurve(cluster, f);
        uint256 value = next.valueAt(block.timestamp);
        // All of it is all of it: no part of a unit is left that epochs would wait for.
        _shrink(next, loss == value >> X32_BITS ? value : loss << X32_BITS);
        uint256 left = next.valueAt(block.timestamp) >> X32_BITS;
        emit WrittenDown(cluster, loss, left, next.salvage >> X32_BITS, next.slope);
        _post(cluster, f, before, next, 0, 0);
    }

    /// @inheritdoc IFacilityManager
    function setAnnounced(uint256 cluster, bool yes) external {
        if (msg.sender != address(_losses)) revert FacilityManager_NotLosses(msg.sender);
        Facility storage f = _facilities[cluster];
        FacilityTerms terms = f.readTerms();
        f.writeTerms(yes ? terms.with(FacilityLib.ANNOUNCED) : terms.without(FacilityLib.ANNOUNCED));
    }

    /// @inheritdoc IFacilityManager
    function beginResolution(uint256 cluster) external onlyWorkouts nonReentrant {
        Facility storage f = _facilities[cluster];
        FacilityStatus status = f.statusOf();
        if (status != FacilityStatus.Drawn) _requireStatus(cluster, status, FacilityStatus.InService);
        (FacilityTimes times, Curve memory before, Curve memory next) = _readCurve(cluster, f);
        // Delinquent from the next tick on, unless it is.
        if (!next.isDelinquentAt(block.timestamp)) times = _setDeadline(cluster, times, next, block.timestamp);
        f.workoutSince = uint40(block.timestamp);
        f.writeTimes(times);
        _surrender(f);
        _call(cluster);
        uint256 value = next.valueAt(block.timestamp);
        uint256 exitValue = Math.saturatingSub(value, next.lossAt(block.timestamp));
        emit ResolutionBegun(cluster, value >> X32_BITS, exitValue >> X32_BITS);
        _post(cluster, f, before, next, 0, 0);
    }

    /// @inheritdoc IFacilityManager
    function derecognise(
        uint256 cluster,
        uint256 valueOut,
        uint256 cash,
        bool useReserve,
        bool restricted_
    ) external onlyWorkouts nonReentrant returns (uint256 fromReserve) {
        Facility storage f = _facilities[cluster];
        if (useReserve) fromReserve = _takeReserve(f, Math.saturatingSub(valueOut >> X32_BITS, cash));
        emit ValueLeft(cluster, valueOut, cash, fromReserve);
        _takeOut(cluster, f, valueOut, cash + fromReserve, restricted_ ? OVER_THE_CAP_RESTRICTED : OVER_THE_CAP);
    }

    /// @inheritdoc IFacilityManager
    function postClaim(uint256 before, uint256 left) external onlyWorkouts {
        Posting memory p;
        p.delinquent = int256(_tokensUp(left)) - int256(_tokensUp(before));
        if (before == 0) ++_alive;
        if (left == 0) (_alive, _endedAt) = (_alive - 1, uint40(block.timestamp));
        _tell(p);
    }

    /// @inheritdoc IFacilityManager
    function end(uint256 cluster) external onlyWorkouts nonReentrant {
        Facility storage f = _facilities[cluster];
        _end(cluster, f, f.readTimes());
    }

    /// @dev Whatever value is left is a loss. What the reserve still holds goes back.
    function _end(uint256 cluster, Facility storage f, FacilityTimes times) internal {
        FacilityTerms terms = f.readTerms();
        // Titles that were never drawn have nothing that could end.
        if (terms.status() != FacilityStatus.Approved) (_alive, _endedAt) = (_alive - 1, uint40(block.timestamp));
        Curve memory before = _begunCurve(cluster, f, times);
        Curve memory next;
        next.markdown = before.markdown;
        f.valueLeft += uint96(before.valueAt(block.timestamp) >> X32_BITS);
        f.retiredAt = uint40(block.timestamp);
        times = times.withDeadline(0);
        if (terms.has(FacilityLib.TRAPPED)) {
            times = f.plus(times, f.trappedCash, 0, 0);
            emit TrappedCashFreed(cluster, f.trappedCash);
            f.trappedCash = 0;
        }
        uint256 reserve;
        if (terms.has(FacilityLib.RESERVE)) {
            reserve = f.reserve;
            (f.reserve, f.reserveTarget) = (0, 0);
        }
        if (terms.has(FacilityLib.COVENANTS)) covenants.end(cluster);
        terms = terms.without(FacilityLib.TRAPPED | FacilityLib.RESERVE | FacilityLib.COVENANTS);
        f.writeTerms(terms.withStatus(FacilityStatus.Retired));
        f.writeTimes(times);
        _forget(cluster);
        emit FacilityEnded(cluster);
        if (reserve > 0) emit ReserveReturned(cluster, reserve);
        _sendToVault(reserve);
        _post(cluster, f, before, next, reserve, OVER_THE_CAP);
    }

    function _requireWorkouts() private view {
        if (msg.sender != address(workouts)) revert FacilityManager_NotWorkouts(msg.sender);
    }

    /// @dev Whole tokens of so many base units.
    function _tokensUp(uint256 amount) private view returns (uint256) {
        return Math.ceilDiv(amount << X32_BITS, _wholeX32);
    }

    /// @dev What of the reserve covers a loss, base units.
    function _takeReserve(Facility storage f, uint256 loss) private returns (uint256 taken) {
        taken = Math.min(f.reserve, loss);
        f.reserve -= uint128(taken); // a part of it
        _sendToVault(taken);
    }

    /// @dev Value leaves against cash. What is preferred is a return on what is still there.
    function _takeOut(uint256 cluster, Facility storage f, uint256 valueOut, uint256 cash, uint256 vestOver) private {
        (, Curve memory before, Curve memory next) = _readCurve(cluster, f);
        uint256 value = next.valueAt(block.timestamp);
        if (valueOut > value) revert FacilityManager_ValueTooSmall(cluster, valueOut, value);
        f.valueLeft += uint96(valueOut >> X32_BITS); // of what was drawn, as wide as the vault's cash
        if (valueOut > 0) {
            _shrink(next, valueOut);
            uint256 rate = f.preferredReturnRate;
            if (rate != 0) f.preferredReturnRate = uint64(Math.mulDiv(rate, value - valueOut, value));
        }
        _post(cluster, f, before, next, cash, vestOver);
    }

    /// @dev First the loss, then the operator: what was kept back from it answers as the reserve does, and of what the
    ///      vault owns all rent left after running costs is the vault's.
    function _surrender(Facility storage f) private {
        FacilityTerms terms = f.readTerms().withStatus(FacilityStatus.Resolving);
        if (f.form != Form.Loan) terms = terms.withVaultShare(uint16(BPS)).without(FacilityLib.HURDLE);
        f.writeTerms(terms.without(FacilityLib.TRAPPED).with(FacilityLib.RESERVE));
        f.reserve += f.trappedCash;
        (f.trappedCash, f.reserveTarget) = (0, 0);
    }

    /// @dev A resolution has begun: what a form does with what was owed.
    function _call(uint256 cluster) internal virtual;

    /// @dev The facility has ended: what a form need not remember any more.
    function _forget(uint256 cluster) internal virtual;
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Facility, FacilityStatus} from "../interfaces/FacilityTypes.sol";
import {IAssetSource} from "../interfaces/IAssetSource.sol";
import {IClusterRegistry} from "../interfaces/IClusterRegistry.sol";
import {ICovenants} from "../interfaces/ICovenants.sol";
import {IFacilityManager, ManagerParts} from "../interfaces/IFacilityManager.sol";
import {IGpuYieldVault, Posting, VaultSettings} from "../interfaces/IGpuYieldVault.sol";
import {IFacilityOrigination} from "../interfaces/IFacilityOrigination.sol";
import {ILossAnnouncements} from "../interfaces/ILossAnnouncements.sol";
import {IWorkouts} from "../interfaces/IWorkouts.sol";
import {
    IRevenueOracle,
    MAX_DISPUTE_TIME,
    MAX_LONG_WINDOW,
    MAX_REPORT_DEADLINE,
    MAX_VETO_TIME
} from "../interfaces/IRevenueOracle.sol";
import {Curve, CurveLib, X32_BITS} from "./lib/Curve.sol";
import {FacilityLib} from "./lib/Facility.sol";
import {FacilityTerms} from "./lib/FacilityTerms.sol";
import {FacilityTimes} from "./lib/FacilityTimes.sol";

/// @title FacilityStorage
/// @notice What a manager remembers, and the one way in which it tells its vault that a facility has changed.
abstract contract FacilityStorage is IFacilityManager, ReentrancyGuardTransient {
    using FacilityLib for Facility;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    uint256 internal constant BPS = 10_000;
    /// @dev Longer than any cap: what has no period vests over the cap.
    uint256 internal constant OVER_THE_CAP = type(uint256).max;
    /// @dev The same, and it keeps deposits shut while it vests, though nothing is delinquent.
    uint256 internal constant OVER_THE_CAP_RESTRICTED = type(uint256).max - 1;

    /// @dev From the last end until the vault can let the manager go: late rent, recoveries and bonds have come and
    ///      gone.
    uint256 private constant RUN_OFF = 365 days;

    IGpuYieldVault internal immutable _vault;
    IERC20 internal immutable _asset;
    /// @inheritdoc IFacilityManager
    IClusterRegistry public immutable registry;
    /// @inheritdoc IFacilityManager
    IWorkouts public immutable workouts;
    /// @inheritdoc IFacilityManager
    ICovenants public immutable covenants;
    /// @inheritdoc IFacilityManager
    IFacilityOrigination public immutable origination;
    ILossAnnouncements internal immutable _losses;
    uint256 internal immutable _tick; // seconds, the vault's
    uint256 internal immutable _markdown; // seconds, the vault's
    // Seconds; the longest that may follow the end of what is financed: markdown, workout, auction.
    uint256 internal immutable _ending;
    uint256 internal immutable _vestingFloor; // seconds, the vault's
    uint256 internal immutable _vestingCap; // seconds, the vault's
    uint256 internal immutable _wholeX32; // X32 of a whole token

    mapping(uint256 cluster => Facility) internal _facilities;

    address internal _oracle; // slot with the next three
    uint32 internal _delay; // seconds; the oracle's reporting delay, as reckoned with
    uint32 private _delaySince; // unix seconds; for periods that start from here on
    uint32 private _delayBefore; // seconds; for those that started before, the longest so far

    uint128 internal _receivable; // base units; reported, not distributed, of all facilities; slot with the next three
    uint40 internal _lastEnd; // unix seconds; by then every facility has ended and can be resolved
    uint32 internal _alive; // facilities that have been drawn and have not ended, and those of which a loss is claimed
    uint40 internal _endedAt; // unix seconds; when one ended last, 0 if none has

    constructor(ManagerParts memory given) {
        _vault = given.vault;
        _asset = IERC20(given.vault.asset());
        (registry, workouts) = (given.registry, given.workouts);
        (covenants, origination, _losses) = (given.covenants, given.origination, given.workouts.losses());
        VaultSettings memory settings = given.vault.settings();
        (_tick, _markdown) = (settings.tick, settings.markdownPeriod);
        _ending = _markdown + given.workouts.longestWorkout();
        (_vestingFloor, _vestingCap) = (settings.vestingFloor, settings.vestingCap);
        _wholeX32 = settings.wholeToken << X32_BITS;
        // They move status and title of what it holds, by rules that everybody can read.
        given.registry.setApprovalForAll(address(given.workouts), true);
        given.registry.setApprovalForAll(address(given.origination), true);
    }

    // --- views ---

    /// @inheritdoc IFacilityManager
    function wordsOf(uint256 cluster) external view returns (uint256[10] memory words) {
        Facility storage f = _facilities[cluster];
        assembly ("memory-safe") {
            for {
                let i := 0
            } lt(i, 10) {
                i := add(i, 1)
            } {
                mstore(add(words, shl(5, i)), sload(add(f.slot, i)))
            }
        }
    }

    /// @inheritdoc IFacilityManager
    function settledPeriodsOf(uint256 cluster) external view returns (uint256 periods, uint256 until) {
        FacilityTimes times = _facilities[cluster].readTimes();
        return (times.settledPeriods(), times.reportedUntil());
    }

    /// @inheritdoc IFacilityManager
    function statusOf(
        uint256 cluster
    ) external view returns (FacilityStatus, uint40 delinquentSince, uint40 workoutSince, uint40 retiredAt) {
        Facility storage f = _facilities[cluster];
        uint256 deadline = _secondOf(f.readTimes().deadline());
        if (deadline <= block.timestamp) delinquentSince = uint40(deadline);
        return (f.statusOf(), delinquentSince, f.workoutSince, f.retiredAt);
    }

    /// @inheritdoc IFacilityManager
    function valueX32(uint256 cluster) external view returns (uint256) {
        Facility storage f = _facilities[cluster];
        return _curveOf(f, f.readTimes()).valueAt(block.timestamp);
    }

    /// @inheritdoc IAssetSource
    function isIdle() external view returns (bool) {
        return _alive == 0 && (_endedAt == 0 || block.timestamp >= _endedAt + RUN_OFF);
    }

    /// @inheritdoc IAssetSource
    function outlook() external view returns (uint256, uint40) {
        return (_receivable, _lastEnd);
    }

    /// @inheritdoc IFacilityManager
    function vault() external view returns (IGpuYieldVault) {
        return _vault;
    }

    /// @inheritdoc IFacilityManager
    function oracle() external view returns (address) {
        return _oracle;
    }

    /// @inheritdoc IFacilityManager
    function reportingDelay() external view returns (uint256) {
        return _delay;
    }

    // --- the curve ---

    function _curveOf(Facility storage f, FacilityTimes times) internal view returns (Curve memory) {
        return FacilityLib.curveOf(f.curve, times.deadline(), _tick, _markdown);
    }

    /// @dev The same as `_curveOf`, with what began at a deadline that has passed written down.
    function _begunCurve(
        uint256 cluster,
        Facility storage f,
        FacilityTimes times
    ) internal returns (Curve memory curve) {
        curve = _curveOf(f, times);
        if (curve.until != 0 || !curve.hasBegunBy(block.timestamp)) return curve;
        curve.until = curve.endOf();
        f.writeCurve(curve);
        _announceDepreciation(cluster, curve, curve.deadline);
    }

    /// @dev A facility's curve, and the same once more to be changed.
    function _readCurve(
        uint256 cluster,
        Facility storage f
    ) internal returns (FacilityTimes times, Curve memory before, Curve memory next) {
        times = f.readTimes();
        before = _begunCurve(cluster, f, times);
        next = before.copy();
    }

    /// @dev Writes a facility's new curve down, and says so in a posting, with `cash` that vests over `vestOver`
    ///      seconds if the vault gains by it. What cash and value lose together is a loss.
    function _turn(
        Posting memory p,
        uint256 cluster,
        Facility storage f,
        Curve memory before,
        Curve memory next,
        uint256 cash,
        uint256 vestOver
    ) internal {
        (p.cashIn, p.vestOver) = (cash, vestOver);
        FacilityTerms terms = f.readTerms();
        // While it is in service there has been no default.
        p.restricted =
            cash > 0 &&
            (vestOver == OVER_THE_CAP_RESTRICTED ||
                before.isDelinquentAt(block.timestamp) ||
                (terms.status() != FacilityStatus.InService && f.workoutSince != 0));
        CurveLib.post(p, before, next, _tick, _wholeX32);
        if (!before.isSameLine(next)) f.writeCurve(next);
        if (terms.has(FacilityLib.ANNOUNCED)) _losses.follow(cluster);
    }

    /// @dev The same, posted by itself, with cash that has been sent.
    function _post(
        uint256 cluster,
        Facility storage f,
        Curve memory before,
        Curve memory next,
        uint256 cash,
        uint256 vestOver
    ) internal {
        Posting memory p;
        _turn(p, cluster, f, before, next, cash, vestOver);
        _tell(p);
    }

    /// @dev The one place from which the vault is told.
    function _tell(Posting memory p) internal {
        _vault.post(p);
    }

    /// @dev Hardware depreciates from this second on: to the tick in or after which its life ends.
    function _startDepreciation(uint256 cluster, Curve memory curve) internal {
        uint256 value = curve.valueAt(block.timestamp);
        curve.until = _tickUp(block.timestamp + curve.life) * _tick;
        _draw(curve, value, curve.until - block.timestamp);
        _announceDepreciation(cluster, curve, block.timestamp);
    }

    /// @dev The value from now on, X32, and the salvage at most that it falls to, X32. In proportion where both fall
    ///      alike.
    function _revalue(Curve memory curve, uint256 value, uint256 salvage) internal view {
        curve.salvage = Math.min(salvage, value);
        _draw(curve, value, curve.timeLeft(block.timestamp));
    }

    /// @dev Takes `valueOut` X32 off the value, and everything that runs on it down in proportion.
    function _shrink(Curve memory curve, uint256 valueOut) internal view {
        uint256 value = curve.valueAt(block.timestamp);
        uint256 left = value - valueOut;
        _revalue(curve, left, value == 0 ? 0 : Math.mulDiv(curve.salvage, left, value));
    }

    /// @dev The line from `value` to the salvage over `time` seconds. What rounding takes is less than a base unit.
    function _draw(Curve memory curve, uint256 value, uint256 time) private pure {
        if (time == 0) curve.salvage = value;
        // Whole base units, as it is stored.
        curve.salvage = (curve.salvage >> X32_BITS) << X32_BITS;
        curve.slope = time == 0 ? 0 : (value - curve.salvage) / time;
    }

    function _announceDepreciation(uint256 cluster, Curve memory curve, uint256 from) private {
        emit DepreciationStarted(cluster, uint40(from), uint40(curve.until), curve.slope, curve.salvage >> X32_BITS);
    }

    // --- deadlines ---

    /// @dev Moves the deadline to second `deadline`, rounded up to the grid. One that has passed makes the facility
    ///      delinquent from the next tick on, unless it is: never from then, so no price steps. One that lies ahead
    ///      cures it.
    function _setDeadline(
        uint256 cluster,
        FacilityTimes times,
        Curve memory next,
        uint256 deadline
    ) internal returns (FacilityTimes) {
        uint256 tick = _tickUp(deadline);
        bool wasDelinquent = next.isDelinquentAt(block.timestamp);
        if (_secondOf(tick) <= block.timestamp) {
            if (wasDelinquent) return times;
            tick = block.timestamp / _tick + 1;
        }
        if (wasDelinquent) emit Cured(cluster);
        if (tick == times.deadline()) return times;
        next.deadline = _secondOf(tick);
        emit DeadlineSet(cluster, uint40(next.deadline));
        return times.withDeadline(tick);
    }

    /// @dev Seconds by which doubt has moved the deadline of the period that is awaited, which starts at
    ///      `reportedUntil`. A markdown that runs goes on.
    function _postponement(uint256 cluster, FacilityTimes times) internal view returns (uint256) {
        if (_secondOf(times.deadline()) <= block.timestamp) return 0;
        uint256 time = IRevenueOracle(_oracle).clock().postponementOf(cluster, uint40(times.reportedUntil()));
        return Math.min(time, MAX_DISPUTE_TIME + MAX_VETO_TIME);
    }

    function _tickUp(uint256 second) internal view returns (uint256) {
        unchecked {
            return (second + _tick - 1) / _tick; // seconds of fewer than 64 bits
        }
    }

    /// @dev Unix seconds.
    function _secondOf(uint256 tick) internal view returns (uint256) {
        unchecked {
            return tick * _tick; // 32 bits, and 17
        }
    }

    // --- money ---

    /// @dev Takes tokens from the caller; what a token keeps for itself is refused.
    function _pull(uint256 amount) internal {
        uint256 before = _asset.balanceOf(address(this));
        _asset.safeTransferFrom(msg.sender, address(this), amount);
        uint256 arrived = _asset.balanceOf(address(this)) - before;
        if (arrived != amount) revert FacilityManager_ShortTransfer(arrived, amount);
    }

    function _sendToVault(uint256 amount) internal {
        if (amount > 0) _asset.safeTransfer(address(_vault), amount);
    }

    // --- who ---

    function _requireStatus(uint256 cluster, FacilityStatus status, FacilityStatus wanted) internal pure {
        if (status != wanted) revert FacilityManager_WrongStatus(cluster, status);
    }

    function _requireOperator(uint256 cluster, Facility storage f) internal view {
        address operator = address(uint160(f.terms));
        if (msg.sender != operator) revert FacilityManager_NotOperator(cluster, msg.sender, operator);
    }

    function _setOracle(address oracle_) internal {
        emit OracleReplaced(_oracle, oracle_);
        _oracle = oracle_;
        _refreshDelay();
    }

    /// @dev Seconds from the longest end of a period that starts there to the latest second in which its report becomes
    ///      final. What has begun before the delay was changed has the longest so far: no change takes time from it.
    function _delayAt(uint256 start) internal view returns (uint256) {
        return start < _delaySince ? _delayBefore : _delay;
    }

    function _refreshDelay() internal returns (uint256 delay) {
        // Terms were approved with no longer one, whatever an oracle says later.
        delay = Math.min(IRevenueOracle(_oracle).reportingDelay(), MAX_REPORT_DEADLINE + MAX_LONG_WINDOW);
        if (delay == _delay) return delay;
        emit ReportingDelayChanged(_delay, delay);
        // Weeks, and a second that 32 bits hold until 2106.
        _delayBefore = uint32(Math.max(_delayBefore, delay));
        (_delay, _delaySince) = (uint32(delay), uint32(block.timestamp));
    }
}

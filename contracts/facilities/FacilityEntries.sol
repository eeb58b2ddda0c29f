// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Facility, FacilityStatus, Form, Terms} from "../interfaces/FacilityTypes.sol";
import {IFacilityManager} from "../interfaces/IFacilityManager.sol";
import {Posting} from "../interfaces/IGpuYieldVault.sol";
import {ATTESTING_TIME} from "../interfaces/IDrawEscrow.sol";
import {MAX_REPORTING_TIME} from "../interfaces/IRevenueOracle.sol";
import {FacilityStorage} from "./FacilityStorage.sol";
import {Curve, X32_BITS} from "./lib/Curve.sol";
import {FacilityLib} from "./lib/Facility.sol";
import {FacilityTerms, FacilityTermsLib} from "./lib/FacilityTerms.sol";
import {FacilityTimes} from "./lib/FacilityTimes.sol";
import {Waterfall} from "./lib/Waterfall.sol";

/// @title FacilityEntries
/// @notice What the origination says, which has checked who may: how value comes, and what the governor changes.
abstract contract FacilityEntries is FacilityStorage {
    using FacilityLib for Facility;
    using SafeCast for uint256;

    modifier onlyOrigination() {
        _requireOrigination();
        _;
    }

    /// @inheritdoc IFacilityManager
    function open(
        uint256 cluster,
        Terms calldata terms,
        address operator,
        uint32 maxPeriod,
        uint32 usefulLife
    ) external onlyOrigination returns (uint256 period, uint256 life) {
        Facility storage f = _facilities[cluster];
        _requireStatus(cluster, f.statusOf(), FacilityStatus.None);
        _refreshDelay();
        f.writeTerms(
            FacilityTermsLib.pack(
                operator,
                terms.vaultShareBps,
                FacilityStatus.Approved,
                _flagsOf(terms),
                terms.paymentGrace,
                maxPeriod
            )
        );
        if (terms.reserveTarget != 0) f.reserveTarget = terms.reserveTarget;
        (period, life) = _plan(cluster, f, terms, usefulLife);
        uint256 delays = Math.max(maxPeriod + MAX_REPORTING_TIME, period) + terms.paymentGrace + ATTESTING_TIME;
        _lastEnd = uint40(Math.max(_lastEnd, terms.inServiceBy + delays + life + _ending));
    }

    /// @inheritdoc IFacilityManager
    function fund(
        uint256 cluster,
        uint256 amount,
        uint256 already,
        address receiver,
        uint256 lastSecond
    ) external onlyOrigination nonReentrant returns (uint256 nav) {
        Facility storage f = _facilities[cluster];
        FacilityTerms terms = f.readTerms();
        FacilityTimes times = f.readTimes();
        Curve memory before = _curveOf(f, times);
        Curve memory next = before.copy();
        _grow(cluster, next, already, amount);
        if (terms.status() == FacilityStatus.Approved) {
            ++_alive;
            f.writeTerms(terms.withStatus(FacilityStatus.Drawn));
            f.writeTimes(_setDeadline(cluster, times, next, lastSecond + terms.maxPeriod() + _delay));
        } else {
            _requireStatus(cluster, terms.status(), FacilityStatus.Drawn);
        }
        nav = _vault.fund(receiver, amount);
        Posting memory p;
        _turn(p, cluster, f, before, next, 0, 0);
        p.value -= int256(amount << X32_BITS); // that the vault has just turned into value
        _tell(p);
    }

    /// @inheritdoc IFacilityManager
    function takeBack(uint256 cluster, uint256 amount, uint256 already) external onlyOrigination nonReentrant {
        Facility storage f = _facilities[cluster];
        (FacilityTimes times, Curve memory before, Curve memory next) = _readCurve(cluster, f);
        _reduce(cluster, next, amount, already);
        if (amount == already && f.statusOf() == FacilityStatus.Drawn) {
            // As if nothing had been drawn.
            f.writeTerms(f.readTerms().withStatus(FacilityStatus.Approved));
            --_alive;
            (next.slope, next.until, next.deadline) = (0, 0, 0);
            f.writeTimes(times.withDeadline(0));
        }
        _post(cluster, f, before, next, amount, OVER_THE_CAP);
    }

    /// @inheritdoc IFacilityManager
    function begin(
        uint256 cluster,
        uint40 inServiceAt,
        uint256 cost,
        bool attested
    ) external onlyOrigination nonReentrant {
        Facility storage f = _facilities[cluster];
        FacilityTerms terms = f.readTerms();
        _requireStatus(cluster, terms.status(), FacilityStatus.Drawn);
        _refreshDelay();
        (FacilityTimes times, Curve memory before, Curve memory next) = _readCurve(cluster, f);
        times = times.withSettled(0, inServiceAt);
        bool delinquent = next.isDelinquentAt(block.timestamp);
        uint256 latest = delinquent ? type(uint256).max : next.deadline;
        uint256 deadline = _begin(cluster, f, terms, inServiceAt, cost, latest);
        // What is delinquent, and in service by its operator's word alone, stays so until its first period has been
        // reported and paid.
        if (attested || !delinquent) times = _setDeadline(cluster, times, next, deadline);
        f.writeTerms(terms.withStatus(FacilityStatus.InService));
        f.writeTimes(times);
        _post(cluster, f, before, next, 0, 0);
    }

    // --- the governor, by the origination ---

    /// @inheritdoc IFacilityManager
    function writeDownCosts(uint256 cluster, uint256 limit) external onlyOrigination {
        Facility storage f = _facilities[cluster];
        (uint256 energy, uint256 other) = (f.carriedEnergy, f.carriedOther);
        if (energy + other <= limit) revert FacilityManager_CostsNotAbove(cluster, energy + other, limit);
        _carry(cluster, f, energy, other, limit);
    }

    /// @inheritdoc IFacilityManager
    function setOracle(address oracle_) external onlyOrigination {
        _setOracle(oracle_);
    }

    /// @dev Carries unpaid running costs on, `most` at most. What is above that is owed by no rent.
    function _carry(
        uint256 cluster,
        Facility storage f,
        uint256 energy,
        uint256 other,
        uint256 most
    ) internal returns (uint256 carried) {
        (uint256 keptEnergy, uint256 keptOther) = Waterfall.carry(energy, other, most);
        (f.carriedEnergy, f.carriedOther) = (keptEnergy.toUint128(), keptOther.toUint128());
        carried = keptEnergy + keptOther;
        if (carried != energy + other) emit CostsNotCarried(cluster, energy - keptEnergy, other - keptOther);
    }

    // --- what the forms differ in ---

    /// @inheritdoc IFacilityManager
    function finances(Form form) public pure virtual returns (bool);

    /// @dev Checks and remembers what a form's terms say besides.
    /// @return period Seconds between what is due by a schedule; 0: there is none
    /// @return life Seconds that what is financed lives
    function _plan(
        uint256 cluster,
        Facility storage f,
        Terms calldata terms,
        uint256 usefulLife
    ) internal virtual returns (uint256 period, uint256 life);

    /// @dev What a draw of `amount` adds to a curve on which `already` has been drawn.
    function _grow(uint256 cluster, Curve memory curve, uint256 already, uint256 amount) internal view virtual;

    /// @dev The first deadline of what is in service from `inServiceAt` on, for which `cost` was drawn. Unix seconds.
    ///      `latest` is the one it had so far.
    function _begin(
        uint256 cluster,
        Facility storage f,
        FacilityTerms terms,
        uint40 inServiceAt,
        uint256 cost,
        uint256 latest
    ) internal virtual returns (uint256 deadline);

    /// @dev What it depreciates to when `cost` has been paid for it, base units.
    function _salvageOf(uint256 cluster, uint256 cost) internal view virtual returns (uint256);

    /// @dev Takes the part of a draw that came back off the value: all it is where nothing has been written off, and
    ///      cash has not.
    function _reduce(uint256 cluster, Curve memory next, uint256 amount, uint256 already) private view {
        uint256 value = next.valueAt(block.timestamp);
        uint256 salvage = Math.min(next.salvage, _salvageOf(cluster, already - amount) << X32_BITS);
        _revalue(next, value - Math.mulDiv(value, amount, already), salvage);
    }

    function _requireOrigination() private view {
        if (msg.sender != address(origination)) revert FacilityManager_NotOrigination(msg.sender);
    }

    function _flagsOf(Terms calldata terms) private pure returns (uint256 flags) {
        if (terms.reserveTarget != 0) flags |= FacilityLib.RESERVE;
        if (terms.share.preferredReturnRate != 0) flags |= FacilityLib.PREFERRED;
        if (terms.share.hurdleShareBps != 0) flags |= FacilityLib.HURDLE;
        if (terms.covenants.periods != 0) flags |= FacilityLib.COVENANTS;
    }
}

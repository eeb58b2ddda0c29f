// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Resolutions} from "../Resolutions.sol";
import {ClusterStatus} from "../interfaces/IClusterRegistry.sol";
import {FacilityStatus} from "../interfaces/IBookEvents.sol";
import {IFacilityBook} from "../interfaces/IFacilityBook.sol";
import {ValueLineLib} from "../vault/ValueLine.sol";
import {BookSchedule} from "./BookSchedule.sol";
import {Facility, Part} from "./Facility.sol";

/// @title BookEndings
/// @notice How value leaves the book other than by wear: at the word of `Resolutions`, which knows why.
abstract contract BookEndings is BookSchedule, ReentrancyGuardTransient {
    using SafeCast for uint256;

    uint256 private constant OVER_THE_CAP = type(uint256).max;

    /// @inheritdoc IFacilityBook
    address public immutable resolutions;

    modifier onlyResolutions() {
        if (msg.sender != resolutions) revert FacilityBook_NotResolutions(msg.sender);
        _;
    }

    constructor(address authority_) {
        resolutions = address(new Resolutions(authority_, this, _registry, bond, _asset));
    }

    /// @inheritdoc IFacilityBook
    function beginResolution(uint256 cluster) external onlyResolutions nonReentrant {
        Facility storage f = _upToDate(cluster);
        if (f.status != FacilityStatus.Drawn && f.status != FacilityStatus.InService) {
            revert FacilityBook_WrongStatus(cluster, f.status);
        }
        Part memory before = _begin(f);
        if (f.lateSince == 0) _becomeLate(cluster, f);
        f.status = FacilityStatus.Resolving;
        f.resolvingSince = uint40(block.timestamp);
        uint256 value = f.valueFineAt(block.timestamp) >> ValueLineLib.FINE_BITS;
        emit ResolutionBegun(cluster, value, f.exitFineAt(block.timestamp) >> ValueLineLib.FINE_BITS);
        _finish(f, before, 0, 0);
    }

    /// @inheritdoc IFacilityBook
    function shed(
        uint256 cluster,
        uint256 valueOut,
        uint256 cash,
        bool useReserve
    ) external onlyResolutions nonReentrant returns (uint256 fromReserve) {
        Facility storage f = _upToDate(cluster);
        uint256 value = f.valueFineAt(block.timestamp);
        if (valueOut > value) revert FacilityBook_ValueTooSmall(cluster, valueOut, value);
        if (cash > 0) _pull(cash);
        uint256 worth = valueOut >> ValueLineLib.FINE_BITS;
        if (useReserve) fromReserve = Math.min(f.reserve, Math.saturatingSub(worth, cash));
        f.reserve -= fromReserve.toUint128();
        f.valueLeft += worth.toUint128();
        _financed -= Math.min(cash + fromReserve, worth).toUint128();
        emit ValueLeft(cluster, valueOut, cash, fromReserve);

        Part memory before = _begin(f);
        if (valueOut > 0) _shrink(f, valueOut);
        _finish(f, before, cash + fromReserve, OVER_THE_CAP);
    }

    /// @inheritdoc IFacilityBook
    function end(uint256 cluster) external onlyResolutions nonReentrant {
        Facility storage f = _upToDate(cluster);
        uint256 reserve = f.reserve;
        f.valueLeft += (f.valueFineAt(block.timestamp) >> ValueLineLib.FINE_BITS).toUint128();
        Part memory before = _begin(f);
        (f.anchor, f.salvage, f.deadline, f.reserve, f.reserveTarget) = (0, 0, 0, 0, 0);
        _endLateness(f);
        f.resolvingSince = 0;
        f.status = FacilityStatus.Retired;
        f.retiredAt = uint40(block.timestamp);
        emit FacilityEnded(cluster);
        if (reserve > 0) emit ReserveReleased(cluster, reserve);
        _finish(f, before, reserve, OVER_THE_CAP);
    }

    /// @inheritdoc IFacilityBook
    function release(uint256 cluster, address to) external onlyResolutions nonReentrant {
        if (_registry.hardware(cluster).status != ClusterStatus.Retired) _registry.retire(cluster);
        if (to != address(0)) _registry.transferFrom(address(this), to, cluster);
    }

    /// @inheritdoc IFacilityBook
    function retireGpus(uint256 cluster, uint32 count) external onlyResolutions nonReentrant {
        _registry.retireGpus(cluster, count);
    }
}

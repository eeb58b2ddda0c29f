// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Resolutions} from "../Resolutions.sol";
import {ClusterStatus} from "../interfaces/IClusterRegistry.sol";
import {FacilityStatus} from "../interfaces/IBookEvents.sol";
import {IFacilityBook} from "../interfaces/IFacilityBook.sol";
import {ValueLineLib} from "../vault/ValueLine.sol";
import {BookViews} from "./BookViews.sol";
import {Facility, Part} from "./Facility.sol";

/// @title BookEndings
/// @notice How value leaves the book other than by wear and principal: at the word of `Resolutions`, which knows why; and how a
///         facility ends.
abstract contract BookEndings is BookViews {
    using SafeCast for uint256;

    uint256 private constant OVER_THE_CAP = type(uint256).max;

    /// @inheritdoc IFacilityBook
    address public immutable resolutions;

    modifier onlyResolutions() {
        if (msg.sender != resolutions) revert FacilityBook_NotResolutions(msg.sender);
        _;
    }

    constructor(address authority_) {
        resolutions = address(new Resolutions(authority_, this, _registry, _bond, _asset));
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
        if (f.isDebt()) _callDebt(cluster, f);
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
        _end(cluster, _upToDate(cluster));
    }

    /// @inheritdoc IFacilityBook
    function release(uint256 cluster, address to) external onlyResolutions nonReentrant {
        if (_registry.hardware(cluster).status != ClusterStatus.Retired) _registry.retire(cluster);
        if (to != address(0)) _registry.transferFrom(_registry.ownerOf(cluster), to, cluster);
    }

    /// @inheritdoc IFacilityBook
    function retireGpus(uint256 cluster, uint32 count) external onlyResolutions nonReentrant {
        _registry.retireGpus(cluster, count);
    }

    /// @dev Everything has been paid: what was held back and the title are the operator's, the reserve is the vault's.
    function _endRepaid(uint256 cluster, Facility storage f) internal {
        _end(cluster, f);
        emit DebtEnded(cluster, f.operator);
        _registry.transferFrom(_registry.ownerOf(cluster), f.operator, cluster);
    }

    function _credit(address account, uint256 amount) internal {
        if (amount == 0) return;
        _credits[account] += amount;
        emit Credited(account, amount);
    }

    /// @dev In a resolution there is no schedule any more: all rent left after running costs is the vault's, and what was held
    ///      back from the operator answers for the loss, as the reserve does.
    function _callDebt(uint256 cluster, Facility storage f) private {
        delete _debts[cluster];
        f.vaultShareBps = 10_000;
        f.reserve += f.held;
        f.held = 0;
    }

    /// @dev Whatever value is left is a loss. The reserve is released.
    function _end(uint256 cluster, Facility storage f) private {
        uint256 reserve = f.reserve;
        uint256 held = f.held;
        f.valueLeft += (f.valueFineAt(block.timestamp) >> ValueLineLib.FINE_BITS).toUint128();
        Part memory before = _begin(f);
        (f.anchor, f.salvage, f.deadline) = (0, 0, 0);
        (f.reserve, f.reserveTarget, f.held) = (0, 0, 0);
        _endLateness(f);
        f.resolvingSince = 0;
        f.status = FacilityStatus.Retired;
        f.retiredAt = uint40(block.timestamp);
        if (_covenants[cluster].tier != 0) _breaches[f.operator] -= 1;
        (_covenants[cluster].tier, _covenants[cluster].periods) = (0, 0);
        if (f.isDebt()) delete _debts[cluster];
        emit FacilityEnded(cluster);
        if (held > 0) emit HeldReleased(cluster, held);
        _credit(f.operator, held);
        if (reserve > 0) emit ReserveReleased(cluster, reserve);
        _finish(f, before, reserve, OVER_THE_CAP);
    }
}

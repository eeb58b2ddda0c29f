// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {BookParts, IBookEvents} from "../interfaces/IBookEvents.sol";
import {IClusterRegistry} from "../interfaces/IClusterRegistry.sol";
import {IGpuYieldVault} from "../interfaces/IGpuYieldVault.sol";
import {IMilestones} from "../interfaces/IMilestones.sol";
import {IOperatorBond} from "../interfaces/IOperatorBond.sol";
import {IUnderwriting} from "../interfaces/IUnderwriting.sol";
import {Covenant} from "./Covenant.sol";
import {Debt} from "./Debt.sol";
import {DueSchedule} from "./DueSchedule.sol";
import {DueTimes} from "./DueTimes.sol";
import {Facility} from "./Facility.sol";
import {UnpaidPeriod} from "./PaymentPointer.sol";

/// @title BookLedger
/// @notice What the book remembers. Both of its parts, `FacilityBook` and `BookOrigination`, stand on it, and only on it, so
///         that they find every word at the same place.
abstract contract BookLedger is IBookEvents, AccessManaged, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    IGpuYieldVault internal immutable _vault;
    IERC20 internal immutable _asset;
    IClusterRegistry internal immutable _registry;
    IOperatorBond internal immutable _bond;
    IUnderwriting internal immutable _underwriting;
    IMilestones internal immutable _milestones;
    uint256 internal immutable _wholeToken; // base units

    mapping(uint256 cluster => Facility) internal _facilities;
    mapping(uint256 cluster => Debt) internal _debts;
    mapping(uint256 cluster => Covenant) internal _covenants;
    mapping(uint256 cluster => mapping(uint32 period => UnpaidPeriod)) internal _unpaid;
    mapping(address account => uint256 amount) internal _credits; // base units
    mapping(address operator => uint256) internal _breaches; // facilities whose covenants are broken
    uint256[] internal _clusters;
    DueSchedule internal _schedule;

    address internal _feeRecipient; // slot with the two below
    uint16 internal _feeBps; // of profit
    uint40 internal _nextDue; // unix seconds, as the vault knows it

    uint128 internal _income; // base units; rent and interest for the vault, before the fee
    uint128 internal _highestProfit; // base units; the fee has been taken up to here
    uint128 internal _financed; // base units; drawn, less what came back by sales
    uint128 internal _wearAhead; // fine per second; every wear ever planned and not called off
    uint128 internal _receivable; // base units; reported and not distributed, of all facilities
    uint40 internal _lastEnd; // unix seconds; by then every facility has ended and can be resolved
    address internal _oracle;

    constructor(address authority_, BookParts memory parts) AccessManaged(authority_) {
        _vault = parts.vault;
        _asset = IERC20(parts.vault.asset());
        _registry = parts.registry;
        _bond = parts.bond;
        _underwriting = parts.underwriting;
        _milestones = parts.milestones;
        _wholeToken = 10 ** IERC20Metadata(address(_asset)).decimals();
        _nextDue = uint40(DueTimes.NONE);
    }

    /// @dev Takes tokens from the caller; what a token keeps for itself is refused.
    function _pull(uint256 amount) internal {
        uint256 before = _asset.balanceOf(address(this));
        _asset.safeTransferFrom(msg.sender, address(this), amount);
        uint256 arrived = _asset.balanceOf(address(this)) - before;
        if (arrived != amount) revert FacilityBook_ShortTransfer(arrived, amount);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IClusterRegistry} from "../interfaces/IClusterRegistry.sol";
import {FacilityState, FacilityStatus, Lines} from "../interfaces/IBookEvents.sol";
import {IFacilityBook} from "../interfaces/IFacilityBook.sol";
import {IGpuYieldVault, LatenessChange} from "../interfaces/IGpuYieldVault.sol";
import {IOperatorBond} from "../interfaces/IOperatorBond.sol";
import {ValueLineLib} from "../vault/ValueLine.sol";
import {Calendar} from "./Calendar.sol";
import {DueSchedule} from "./DueSchedule.sol";
import {DueTimes} from "./DueTimes.sol";
import {Facility, Line, Part} from "./Facility.sol";
import {UnpaidPeriod} from "./PaymentPointer.sol";
import {Waterfall} from "./Waterfall.sol";

/// @title BookLedger
/// @notice What the book remembers and how it is read; credits and the fee.
abstract contract BookLedger is IFacilityBook {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    uint16 private constant MAX_FEE_BPS = 2_000;

    IGpuYieldVault internal immutable _vault;
    IERC20 internal immutable _asset;
    IClusterRegistry internal immutable _registry;
    uint256 internal immutable _wholeToken; // base units
    /// @inheritdoc IFacilityBook
    IOperatorBond public immutable bond;

    mapping(uint256 cluster => Facility) internal _facilities;
    mapping(uint256 cluster => mapping(uint32 period => UnpaidPeriod)) internal _unpaid;
    mapping(address account => uint256 amount) internal _credits; // base units
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

    /// @inheritdoc IFacilityBook
    address public oracle;

    constructor(IGpuYieldVault vault_, IClusterRegistry registry_, IOperatorBond bond_) {
        bond = bond_;
        _vault = vault_;
        _asset = IERC20(vault_.asset());
        _registry = registry_;
        _wholeToken = 10 ** IERC20Metadata(vault_.asset()).decimals();
        _nextDue = uint40(DueTimes.NONE);
    }

    // --- views ---

    /// @inheritdoc IFacilityBook
    function facility(uint256 cluster) external view returns (FacilityState memory s) {
        Facility storage f = _facilities[cluster];
        s.status = f.status;
        s.form = f.form;
        s.operator = f.operator;
        s.approved = f.approved;
        s.cost = f.cost;
        s.salvage = f.salvage;
        s.value = f.valueFineAt(block.timestamp) >> ValueLineLib.FINE_BITS;
        s.exitValue = Math.min(f.exitFineAt(block.timestamp) >> ValueLineLib.FINE_BITS, s.value);
        if (f.hasWornBy(block.timestamp)) {
            Line memory wear = f.wear();
            (s.wearFrom, s.wearUntil) = (uint40(wear.from), uint40(wear.until));
        }
        if (f.isLateAt(block.timestamp)) {
            Line memory exit = f.exitLine();
            (s.lateSince, s.lineEnd) = (uint40(exit.from), uint40(exit.until));
        } else {
            s.deadline = f.deadline;
        }
        s.lineLength = f.lineLength;
        s.resolvingSince = f.resolvingSince;
        s.arrearsUntil = f.arrears == 0 ? 0 : f.arrearsUntil;
        s.lockbox = f.lockbox;
        s.reported = f.reported;
        s.distributed = f.distributed;
        s.received = f.received;
        s.carriedEnergy = f.carriedEnergy;
        s.carriedOther = f.carriedOther;
        s.reserve = f.reserve;
        s.reserveTarget = f.reserveTarget;
        s.vaultShareBps = f.vaultShareBps;
        s.bondBps = f.bondBps;
        s.settledPeriods = f.settledPeriods;
        s.oldestUnpaid = f.oldestUnpaid;
    }

    /// @inheritdoc IFacilityBook
    function standingOf(uint256 cluster) external view returns (FacilityStatus, uint40, uint128) {
        Facility storage f = _facilities[cluster];
        return (f.status, f.retiredAt, f.cost);
    }

    /// @inheritdoc IFacilityBook
    function valueFine(uint256 cluster) external view returns (uint256) {
        return _facilities[cluster].valueFineAt(block.timestamp);
    }

    /// @inheritdoc IFacilityBook
    function outlook() external view returns (uint256, uint40) {
        return (_receivable, _lastEnd);
    }

    /// @inheritdoc IFacilityBook
    function receivable(uint256 cluster) external view returns (uint256) {
        Facility storage f = _facilities[cluster];
        return f.reported - f.distributed;
    }

    /// @inheritdoc IFacilityBook
    function returnsOf(uint256 cluster) external view returns (uint256 returnOfCapital, uint256 profit) {
        Facility storage f = _facilities[cluster];
        uint256 value = f.valueFineAt(block.timestamp) >> ValueLineLib.FINE_BITS;
        returnOfCapital = Math.min(f.received, f.cost - value - f.valueLeft);
        profit = f.received - returnOfCapital;
    }

    /// @inheritdoc IFacilityBook
    function creditOf(address account) external view returns (uint256) {
        return _credits[account];
    }

    /// @inheritdoc IFacilityBook
    function previewSync(
        uint256 maxItems
    ) external view returns (int256, int256, uint40, uint256, LatenessChange memory) {
        (Part memory change, uint256 nextDue, uint256 items) = Calendar.preview(_schedule, maxItems);
        return (change.value, change.slope, uint40(nextDue), items, _latenessOf(change));
    }

    /// @inheritdoc IFacilityBook
    function clusterAt(uint256 index) external view returns (uint256) {
        return _clusters[index];
    }

    /// @inheritdoc IFacilityBook
    function facilityCount() external view returns (uint256) {
        return _clusters.length;
    }

    /// @inheritdoc IFacilityBook
    function performance() external view returns (uint16, address, uint256, uint256) {
        return (_feeBps, _feeRecipient, _income, _highestProfit);
    }

    /// @inheritdoc IFacilityBook
    function vault() external view returns (address) {
        return address(_vault);
    }

    /// @inheritdoc IFacilityBook
    function registry() external view returns (address) {
        return address(_registry);
    }

    // --- for the face ---

    /// @dev Takes tokens from the caller; what a token keeps for itself is refused.
    function _pull(uint256 amount) internal {
        uint256 before = _asset.balanceOf(address(this));
        _asset.safeTransferFrom(msg.sender, address(this), amount);
        uint256 arrived = _asset.balanceOf(address(this)) - before;
        if (arrived != amount) revert FacilityBook_ShortTransfer(arrived, amount);
    }

    function _credit(address account, uint256 amount) internal {
        if (amount == 0) return;
        _credits[account] += amount;
        emit Credited(account, amount);
    }

    /// @dev Profit = income so far - (financed - value): wear and losses are what is missing from the value.
    function _chargeFee(Lines memory lines) internal {
        _income += lines.toVault.toUint128();
        int256 profit = int256(uint256(_income)) + int256(_vault.value()) - int256(uint256(_financed));
        uint256 highest = _highestProfit;
        Waterfall.takeFee(lines, profit, highest, _feeBps);
        if (profit > int256(highest)) _highestProfit = uint256(profit).toUint128();
    }

    function _setFee(uint16 bps, address recipient) internal {
        if (bps > MAX_FEE_BPS) revert FacilityBook_FeeAboveCap(bps, MAX_FEE_BPS);
        if (bps > 0 && recipient == address(0)) revert FacilityBook_ZeroAddress();
        emit FeeChanged(_feeBps, bps, _feeRecipient, recipient);
        (_feeBps, _feeRecipient) = (bps, recipient);
    }

    function _latenessOf(Part memory part) internal pure returns (LatenessChange memory) {
        return LatenessChange(part.loss, part.lossSlope, part.watched, part.ended);
    }
}

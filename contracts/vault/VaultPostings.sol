// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IGpuYieldVault, LatenessChange} from "../interfaces/IGpuYieldVault.sol";
import {Lateness} from "./Lateness.sol";
import {Ledger} from "./Ledger.sol";
import {Stream} from "./Stream.sol";
import {ValueLineLib} from "./ValueLine.sol";
import {VaultNumbers} from "./VaultNumbers.sol";

/// @title VaultPostings
/// @notice How the numbers are changed by those who are no shareholders: the book that posts what happened, and the
///         roles of the authority.
abstract contract VaultPostings is VaultNumbers, AccessManaged, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    modifier onlyBook() {
        if (msg.sender != book) revert GpuYieldVault_NotBook(msg.sender);
        _;
    }

    // --- the book's postings ---

    /// @inheritdoc IGpuYieldVault
    function fund(address receiver, uint256 amount, uint40 nextDue) external onlyBook nonReentrant {
        Stream stream = _stream;
        if (stream.isPaused()) revert GpuYieldVault_Paused();
        Ledger ledger = _ledger;
        uint256 free = _freeCash(ledger, _exitValue(ledger, stream));
        if (amount > free) revert GpuYieldVault_NotEnoughCash(amount, free);

        _ledger = ledger.minus(amount, 0);
        _line = _line.turnedAt(block.timestamp, int256(amount << ValueLineLib.FINE_BITS), 0);
        _stream = stream.withNextDue(nextDue);
        emit Funded(receiver, amount);

        _asset.safeTransfer(receiver, amount);
    }

    /// @inheritdoc IGpuYieldVault
    function post(
        uint256 cashIn,
        int256 valueChange,
        int256 slopeChange,
        uint256 vestOver,
        uint40 nextDue
    ) external onlyBook nonReentrant {
        uint256 duration = Math.min(Math.max(vestOver, vestingFloor), vestingCap);
        emit Posted(cashIn, valueChange, slopeChange, duration);
        if (cashIn > 0) _takeIn(_ledger, cashIn, 0);
        if (valueChange != 0 || slopeChange != 0) {
            _line = _line.turnedAt(block.timestamp, valueChange, slopeChange);
        }
        // The money law in one place: a gain waits in the stream, a loss is booked, nothing lifts the price.
        int256 gain = int256(cashIn << ValueLineLib.FINE_BITS) + valueChange;
        Stream stream = _stream.withNextDue(nextDue);
        if (gain > 0) stream = _lock(stream, uint256(gain), duration);
        if (gain < 0) stream = _bookLoss(stream, uint256(-gain));
        _stream = stream;
    }

    /// @inheritdoc IGpuYieldVault
    function turnWear(int256 valueChange, int256 slopeChange, uint40 nextDue) external onlyBook {
        _line = _line.turnedAt(block.timestamp, valueChange, slopeChange);
        _stream = _stream.withNextDue(nextDue);
        emit WearTurned(valueChange, slopeChange, nextDue);
    }

    /// @inheritdoc IGpuYieldVault
    function turnLateness(LatenessChange calldata change) external onlyBook {
        Lateness memory turned = _lateness.turnedAt(block.timestamp, change);
        bool late = !turned.isClear();
        if (!late) turned.since = 0;
        _lateness = turned;
        _stream = _stream.withLate(late);
        emit LatenessTurned(change);
    }

    // --- authority ---

    /// @inheritdoc IGpuYieldVault
    function bindBook(address book_) external restricted {
        if (book_ == address(0)) revert GpuYieldVault_ZeroAddress();
        if (book != address(0)) revert GpuYieldVault_BookAlreadyBound(book);
        book = book_;
        emit BookBound(book_);
    }

    /// @inheritdoc IGpuYieldVault
    function setCap(uint32 wholeTokens) external restricted {
        _setCap(wholeTokens);
    }

    /// @inheritdoc IGpuYieldVault
    function lowerCap(uint32 wholeTokens) external restricted {
        uint32 current = uint32(_ledger.cap());
        if (wholeTokens >= current) revert GpuYieldVault_CapNotLower(wholeTokens, current);
        _setCap(wholeTokens);
    }

    /// @inheritdoc IGpuYieldVault
    function pause() external restricted {
        if (_stream.isPaused()) revert GpuYieldVault_Paused();
        _stream = _stream.withPaused(true);
        emit Paused(msg.sender);
    }

    /// @inheritdoc IGpuYieldVault
    function unpause() external restricted {
        if (!_stream.isPaused()) revert GpuYieldVault_NotPaused();
        _stream = _stream.withPaused(false);
        emit Unpaused(msg.sender);
    }

    /// @inheritdoc IGpuYieldVault
    function skim() external restricted nonReentrant returns (uint256 amount) {
        Ledger ledger = _ledger;
        amount = Math.saturatingSub(_asset.balanceOf(address(this)), ledger.cash());
        if (amount == 0) revert GpuYieldVault_NothingToSkim();
        _ledger = ledger.plus(amount, 0);
        emit Skimmed(amount);
        _stream = _lock(_stream, amount << ValueLineLib.FINE_BITS, vestingCap);
    }

    /// @inheritdoc IGpuYieldVault
    function rescue(address token, address to) external restricted nonReentrant returns (uint256 amount) {
        if (token == address(_asset) || token == address(this)) revert GpuYieldVault_NotRescuable(token);
        amount = IERC20(token).balanceOf(address(this));
        emit Rescued(token, to, amount);
        IERC20(token).safeTransfer(to, amount);
    }

    /// @dev Pulls `amount` from the caller into the cash. A token that delivered less than it said is refused.
    function _takeIn(Ledger ledger, uint256 amount, uint256 sharesMinted) internal {
        _asset.safeTransferFrom(msg.sender, address(this), amount);
        ledger = ledger.plus(amount, sharesMinted);
        uint256 balance = _asset.balanceOf(address(this));
        if (balance < ledger.cash()) revert GpuYieldVault_AssetsMissing(balance, ledger.cash());
        _ledger = ledger;
    }

    function _lock(Stream stream, uint256 gain, uint256 duration) private returns (Stream locked) {
        locked = stream.withLocked(block.timestamp, gain, duration);
        emit IncomeLocked(gain, locked.lockedAtFrom(), locked.end());
    }

    function _bookLoss(Stream stream, uint256 loss) private returns (Stream left) {
        uint256 fromLocked;
        (left, fromLocked) = stream.withLoss(block.timestamp, loss);
        emit LossBooked(loss, fromLocked);
    }

    function _setCap(uint32 wholeTokens) private {
        uint256 oldCap = cap();
        _ledger = _ledger.withCap(wholeTokens);
        emit CapChanged(oldCap, cap());
    }
}

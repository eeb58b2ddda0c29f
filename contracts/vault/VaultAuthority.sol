// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IAssetSource} from "../interfaces/IAssetSource.sol";
import {IGpuYieldVault} from "../interfaces/IGpuYieldVault.sol";
import {AccrualLineLib} from "./AccrualLine.sol";
import {Curve} from "./Curve.sol";
import {VaultPostings} from "./VaultPostings.sol";
import {VaultTotals} from "./VaultTotals.sol";
import {VestingSchedule} from "./VestingSchedule.sol";

/// @title VaultAuthority
/// @notice What the roles of the authority may do, beside the fee: who is a source, the cap, the pause, stray tokens.
abstract contract VaultAuthority is VaultPostings {
    using SafeERC20 for IERC20;

    uint256 private constant MAX_SOURCES = 8;

    /// @inheritdoc IGpuYieldVault
    function bindSource(address source) external restricted {
        if (source == address(0)) revert GpuYieldVault_ZeroAddress();
        if (isSource[source]) revert GpuYieldVault_SourceAlreadyBound(source);
        if (_sources.length == MAX_SOURCES) revert GpuYieldVault_TooManySources(MAX_SOURCES);
        isSource[source] = true;
        _sources.push(source);
        emit SourceBound(source);
    }

    /// @inheritdoc IGpuYieldVault
    function unbindSource(address source) external restricted {
        if (!isSource[source]) revert GpuYieldVault_NotSource(source);
        if (!IAssetSource(source).isIdle()) revert GpuYieldVault_SourceInUse(source);
        isSource[source] = false;
        uint256 last = _sources.length - 1;
        for (uint256 i = 0; i < last; ++i) {
            if (_sources[i] == source) _sources[i] = _sources[last];
        }
        _sources.pop();
        emit SourceUnbound(source);
    }

    /// @inheritdoc IGpuYieldVault
    function setCap(uint32 wholeTokens) external restricted {
        _setCap(wholeTokens);
    }

    /// @inheritdoc IGpuYieldVault
    function lowerCap(uint32 wholeTokens) external restricted {
        uint32 current = uint32(_totals.cap());
        if (wholeTokens >= current) revert GpuYieldVault_CapNotLower(wholeTokens, current);
        _setCap(wholeTokens);
    }

    /// @inheritdoc IGpuYieldVault
    function noticeDraw(uint32 until) external restricted nonReentrant returns (uint256 nav) {
        (VestingSchedule vesting, Curve memory c) = _accrueAll();
        nav = _navOf(c, _totals, vesting);
        (_notices, _vesting) = (_notices.joined(nav, until), vesting.withNoticed(true));
    }

    /// @inheritdoc IGpuYieldVault
    function pause() external restricted {
        if (_vesting.isPaused()) revert GpuYieldVault_Paused();
        _vesting = _vesting.withPaused(true);
        emit Paused(msg.sender);
    }

    /// @inheritdoc IGpuYieldVault
    function unpause() external restricted {
        if (!_vesting.isPaused()) revert GpuYieldVault_NotPaused();
        _vesting = _vesting.withPaused(false);
        emit Unpaused(msg.sender);
    }

    /// @inheritdoc IGpuYieldVault
    function skim() external restricted nonReentrant returns (uint256 amount) {
        (VestingSchedule vesting, ) = _accrueAll();
        VaultTotals totals = _totals;
        // No source sent it, so it is no profit; and what is owed as a fee is accounted for.
        uint256 expected = totals.cash() + _feeOwed(_feeMark);
        amount = Math.saturatingSub(_asset.balanceOf(address(this)), expected);
        if (amount == 0) revert GpuYieldVault_NothingToSkim();
        _totals = totals.plus(amount, 0);
        vesting = vesting.withLocked(block.timestamp, amount << AccrualLineLib.X32_BITS, _vestingCap);
        _vesting = vesting;
        emit Skimmed(amount);
        emit IncomeLocked(amount, vesting.lockedAtFrom(), vesting.end());
    }

    /// @inheritdoc IGpuYieldVault
    function rescue(address token, address to) external restricted nonReentrant returns (uint256 amount) {
        if (token == address(_asset) || token == address(this)) revert GpuYieldVault_NotRescuable(token);
        amount = IERC20(token).balanceOf(address(this));
        emit Rescued(token, to, amount);
        IERC20(token).safeTransfer(to, amount);
    }

    function _setCap(uint32 wholeTokens) private {
        VaultTotals totals = _totals;
        _totals = totals.withCap(wholeTokens);
        emit CapChanged(totals.cap() * _wholeToken, uint256(wholeTokens) * _wholeToken);
    }
}

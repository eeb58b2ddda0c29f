// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {DrawNotice, FeeState, IGpuYieldVault, VaultSettings, VaultState} from "../interfaces/IGpuYieldVault.sol";
import {Curve} from "./Curve.sol";
import {DrawNotices} from "./DrawNotices.sol";
import {FeeMark} from "./FeeMark.sol";
import {SharesMath} from "./SharesMath.sol";
import {VaultNumbers} from "./VaultNumbers.sol";
import {VaultTotals} from "./VaultTotals.sol";
import {VestingSchedule, VestingScheduleLib} from "./VestingSchedule.sol";

/// @title VaultViews
/// @notice What anybody can read. Views carry out what is due as an action would, and so equal it in the same second.
///         Where more is due than that, the limits are 0 and prices are those of the first kink left out.
abstract contract VaultViews is VaultNumbers {
    // --- ERC-4626 ---

    function asset() external view returns (address) {
        return address(_asset);
    }

    function totalAssets() external view returns (uint256 exitValue) {
        (, exitValue) = _exitNow();
    }

    function convertToShares(uint256 assets) external view returns (uint256) {
        (VaultTotals totals, uint256 exitValue) = _exitNow();
        return SharesMath.toSharesDown(assets, exitValue, totals.supply());
    }

    function convertToAssets(uint256 shares) external view returns (uint256) {
        return _paidDown(shares);
    }

    function previewDeposit(uint256 assets) external view returns (uint256) {
        (VaultTotals totals, uint256 nav) = _entryNow();
        return SharesMath.toSharesDown(assets, nav, totals.supply());
    }

    function previewMint(uint256 shares) external view returns (uint256) {
        (VaultTotals totals, uint256 nav) = _entryNow();
        return SharesMath.toAssetsUp(shares, nav, totals.supply());
    }

    function previewWithdraw(uint256 assets) external view returns (uint256) {
        (VaultTotals totals, uint256 exitValue) = _exitNow();
        return SharesMath.toSharesUp(assets, exitValue, totals.supply());
    }

    function previewRedeem(uint256 shares) external view returns (uint256) {
        return _paidDown(shares);
    }

    function maxDeposit(address) external view returns (uint256 most) {
        (most, , ) = _entryRoom();
    }

    function maxMint(address) external view returns (uint256) {
        (uint256 most, uint256 nav, uint256 supply) = _entryRoom();
        return SharesMath.toSharesDown(most, nav, supply);
    }

    function maxWithdraw(address owner) external view returns (uint256) {
        (uint256 free, uint256 exitValue, uint256 supply) = _exitRoom();
        return Math.min(SharesMath.toAssetsDown(balanceOf(owner), exitValue, supply), free);
    }

    function maxRedeem(address owner) external view returns (uint256) {
        (uint256 free, uint256 exitValue, uint256 supply) = _exitRoom();
        if (free == 0) return 0;
        uint256 shares = balanceOf(owner);
        if (SharesMath.toAssetsDown(shares, exitValue, supply) <= free) return shares;
        // The most shares that are worth no more than the cash: one less than the fewest worth one unit more.
        return SharesMath.toSharesUp(free + 1, exitValue, supply) - 1;
    }

    // --- the whole ---

    /// @inheritdoc IGpuYieldVault
    function state() external view returns (VaultState memory s) {
        VaultTotals totals;
        VestingSchedule vesting;
        Curve memory c;
        (totals, vesting, c, s.nav, s.totalAssets) = _now();
        s.cash = totals.cash();
        s.value = _wholeDown(c.value);
        s.locked = _lockedUp(c.time, totals, vesting);
        s.unrealisedLoss = s.nav - s.totalAssets;
        s.totalSupply = totals.supply();
        s.freeCash = _freeCash(totals, s.nav, s.totalAssets);
        s.restrictedLocked = _restrictedUp(c, totals, vesting);
        s.delinquentValue = _delinquentUp(c, totals, vesting) - s.restrictedLocked;
        s.cap = totals.cap() * _wholeToken;
        s.vestsAt = uint40(Math.ceilDiv(vesting.end(), 1 << VestingScheduleLib.TIME_BITS));
        s.nextKink = uint40(c.next);
        s.paused = vesting.isPaused();
        s.accrualPending = c.isPending();
    }

    /// @inheritdoc IGpuYieldVault
    function settings() external view returns (VaultSettings memory) {
        return
            VaultSettings({
                vestingFloor: uint32(_vestingFloor),
                vestingCap: uint32(_vestingCap),
                delinquencyLimitBps: uint16(_delinquencyLimitBps),
                toleranceBps: uint16(_toleranceBps),
                tick: uint32(_tick),
                markdownPeriod: uint32(_markdownTicks * _tick),
                wholeToken: _wholeToken
            });
    }

    /// @inheritdoc IGpuYieldVault
    function fee() external view returns (FeeState memory f) {
        (FeeMark mark, VestingSchedule vesting) = (_feeMark, _vesting);
        int256 base = int256(_feeBase);
        f.bps = uint16(mark.bps());
        f.recipient = _feeRecipient;
        f.sourceCash = mark.sourceCash() + base;
        f.profit = mark.profit(_unvested(_curveNow(vesting), vesting)) + base;
        f.mark = mark.mark() + uint256(base);
        f.owed = _feeOwed(mark);
    }

    /// @inheritdoc IGpuYieldVault
    function exitBelowTolerance() external view returns (bool) {
        (, , , uint256 nav, uint256 exitValue) = _now();
        return _isBlocked(nav, exitValue);
    }

    /// @inheritdoc IGpuYieldVault
    function drawNotices() external view returns (DrawNotice memory newer, DrawNotice memory older) {
        DrawNotices notices = _notices;
        newer = DrawNotice(notices.low(), notices.end());
        notices = notices.older();
        older = DrawNotice(notices.low(), notices.end());
    }

    /// @inheritdoc IGpuYieldVault
    function kinksAt(uint32 tick) external view returns (uint256 slope, uint256 markdown) {
        return (_schedule.kinks.words[tick], _schedule.markdowns.words[tick]);
    }

    /// @inheritdoc IGpuYieldVault
    function sources() external view returns (address[] memory) {
        return _sources;
    }

    /// @inheritdoc IGpuYieldVault
    function queue() external view returns (address) {
        return _queue;
    }

    /// @inheritdoc IGpuYieldVault
    function share() external view returns (address) {
        return address(this);
    }

    /// @inheritdoc IGpuYieldVault
    function vault(address asset_) external view returns (address) {
        return asset_ == address(_asset) ? address(this) : address(0);
    }

    // --- internals ---

    /// @dev Everything that a view may start from.
    function _now()
        private
        view
        returns (VaultTotals totals, VestingSchedule vesting, Curve memory c, uint256 nav, uint256 exitValue)
    {
        (totals, vesting) = (_totals, _vesting);
        c = _curveNow(vesting);
        nav = _navOf(c, totals, vesting);
        exitValue = _exitValueOf(c, nav);
    }

    function _entryNow() private view returns (VaultTotals totals, uint256 nav) {
        (totals, , , nav, ) = _now();
    }

    function _exitNow() private view returns (VaultTotals totals, uint256 exitValue) {
        (totals, , , , exitValue) = _now();
    }

    function _paidDown(uint256 shares) private view returns (uint256) {
        (VaultTotals totals, uint256 exitValue) = _exitNow();
        return SharesMath.toAssetsDown(shares, exitValue, totals.supply());
    }

    /// @dev The most that may enter, base units, and what prices it.
    function _entryRoom() private view returns (uint256 most, uint256 nav, uint256 supply) {
        VaultTotals totals;
        VestingSchedule vesting;
        Curve memory c;
        (totals, vesting, c, nav, ) = _now();
        supply = totals.supply();
        bool isShut = vesting.isPaused() || c.isPending() || (nav == 0 && supply != 0);
        if (isShut || _isTooMuch(_delinquentUp(c, totals, vesting), nav)) return (0, nav, supply);
        uint256 worthOfSharesLeft = SharesMath.toAssetsDown(type(uint128).max - supply, nav, supply);
        most = Math.min(_roomUnderCap(totals, nav), worthOfSharesLeft);
    }

    /// @dev The cash for exits, base units, and what prices them.
    function _exitRoom() private view returns (uint256 free, uint256 exitValue, uint256 supply) {
        VaultTotals totals;
        Curve memory c;
        uint256 nav;
        (totals, , c, nav, exitValue) = _now();
        supply = totals.supply();
        if (!c.isPending()) free = _freeCash(totals, nav, exitValue);
    }
}

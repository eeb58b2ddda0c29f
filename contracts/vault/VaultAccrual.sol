// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IGpuYieldVault} from "../interfaces/IGpuYieldVault.sol";
import {AccrualLineLib} from "./AccrualLine.sol";
import {Curve} from "./Curve.sol";
import {DrawNotices} from "./DrawNotices.sol";
import {VaultViews} from "./VaultViews.sol";
import {VestingSchedule} from "./VestingSchedule.sol";

/// @title VaultAccrual
/// @notice Time's work: carries out the kinks that are due. Anybody's call does it, by `accrue` or before it does
///         anything else.
abstract contract VaultAccrual is VaultViews, ReentrancyGuardTransient {
    /// @inheritdoc IGpuYieldVault
    function accrue(uint256 maxTicks) external nonReentrant returns (uint256) {
        Curve memory c;
        c.most = maxTicks;
        _accrue(c);
        return c.ticks;
    }

    /// @dev What every action starts with: the curve of now. More than `MAX_TICKS` ticks due are refused.
    function _accrueAll() internal returns (VestingSchedule vesting, Curve memory c) {
        c.most = MAX_TICKS;
        vesting = _accrue(c);
        if (c.isPending()) revert GpuYieldVault_AccrualPending(uint40(c.next));
    }

    function _accrue(Curve memory c) private returns (VestingSchedule vesting) {
        vesting = _vesting;
        _find(c, vesting);
        bool isLast = vesting.isDelinquent() && c.isClear();
        if (c.next == vesting.nextKink() && !isLast) return vesting;

        if (c.isValueTurned) _line = AccrualLineLib.pack(c.value, c.slope, c.time);
        if (c.isMarkdownTurned) _markdown.store(c);
        vesting = _flagged(vesting, c).withNextKink(c.next);
        _vesting = vesting;
        if (c.ticks != 0) emit Accrued(c.ticks, uint40(c.next));
    }

    /// @dev Keeps the lowest NAV since a notice of drawing, after an exit or a booked loss. A deposit never lifts it.
    function _lower(VestingSchedule vesting, uint256 nav) internal returns (VestingSchedule) {
        if (!vesting.isNoticed()) return vesting;
        DrawNotices notices = _notices;
        if (block.timestamp >= notices.end()) return vesting.withNoticed(false);
        _notices = notices.lowered(nav);
        return vesting;
    }

    /// @dev The delinquent flag says whether its words need to be read.
    function _flagged(VestingSchedule vesting, Curve memory c) internal view returns (VestingSchedule) {
        bool inUse = !c.isClear() || (vesting.isDelinquent() && _restricted.lockedUpAt(block.timestamp) != 0);
        return vesting.withDelinquent(inUse);
    }
}

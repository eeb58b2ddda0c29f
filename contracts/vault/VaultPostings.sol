// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IGpuYieldVault, KinkEntry, KinkKind, Posting} from "../interfaces/IGpuYieldVault.sol";
import {AccrualLineLib} from "./AccrualLine.sol";
import {TickWords} from "./AccrualSchedule.sol";
import {Curve} from "./Curve.sol";
import {FeeMark} from "./FeeMark.sol";
import {Kink, MarkdownWord} from "./Kinks.sol";
import {RunningMarkdownLib} from "./Markdown.sol";
import {VaultFees} from "./VaultFees.sol";
import {VaultTotals} from "./VaultTotals.sol";
import {VestingSchedule, VestingScheduleLib} from "./VestingSchedule.sol";

/// @title VaultPostings
/// @notice What sources may do: draw cash against value, and say what changes now and what will change later.
abstract contract VaultPostings is VaultFees {
    using SafeERC20 for IERC20;

    modifier onlySource() {
        if (!isSource[msg.sender]) revert GpuYieldVault_NotSource(msg.sender);
        _;
    }

    /// @inheritdoc IGpuYieldVault
    function fund(address receiver, uint256 amount) external onlySource nonReentrant returns (uint256 nav) {
        (VestingSchedule vesting, Curve memory c) = _accrueAll();
        if (vesting.isPaused()) revert GpuYieldVault_Paused();
        VaultTotals totals = _totals;
        // Draws never take what closed epochs wait for, not even what is theirs only once everything late is cured.
        nav = _navOf(c, totals, vesting);
        uint256 free = _freeCash(totals, nav, nav);
        if (amount > free) revert GpuYieldVault_NotEnoughCash(amount, free);

        _totals = totals.minus(amount, 0);
        _feeMark = _feeMark.withSourceCash(-int256(amount));
        _turnLine(c, int256(amount << AccrualLineLib.X32_BITS), 0);
        emit Funded(msg.sender, receiver, amount);

        _asset.safeTransfer(receiver, amount);
    }

    /// @inheritdoc IGpuYieldVault
    function post(Posting calldata p) external onlySource nonReentrant {
        (VestingSchedule vesting, Curve memory c) = _accrueAll();
        uint256 charged = p.cashIn == 0 ? 0 : _receive(p, vesting, c);
        if (p.value != 0 || p.slope != 0) _turnLine(c, p.value, p.slope);
        if (p.loss != 0 || p.lossSlope != 0 || p.delinquent != 0) vesting = _turnMarkdown(p, vesting, c);
        if (p.kinks.length != 0) vesting = _turnSchedule(p.kinks, vesting);

        // The money law in one place: a gain waits in the vesting schedule, a loss is booked, nothing lifts the price.
        int256 gain;
        unchecked {
            // The fee is a part of the cash, which has 96 bits, and the value fits the line.
            gain = int256((p.cashIn - charged) << AccrualLineLib.X32_BITS) + p.value;
        }
        uint256 duration = Math.min(Math.max(p.vestOver, _vestingFloor), _vestingCap);
        if (gain > 0) {
            vesting = vesting.withLocked(block.timestamp, uint256(gain), duration);
            if (p.restricted) vesting = _lockRestricted(vesting, uint256(gain), duration);
        } else if (gain < 0) {
            vesting = _bookLoss(vesting, uint256(-gain));
            vesting = _lower(vesting, _navOf(c, _totals, vesting));
        }
        _vesting = vesting;
        emit Posted(msg.sender, p.cashIn, charged, p.value, p.slope, duration, vesting.lockedAtFrom(), vesting.end());
    }

    /// @dev Counts cash that was sent before, and takes the fee out of what it gains. Whoever says more than arrived is
    ///      refused, be it a token that charges for transfers.
    function _receive(Posting calldata p, VestingSchedule vesting, Curve memory c) private returns (uint256 charged) {
        FeeMark mark = _feeMark;
        VaultTotals totals = _totals.plus(p.cashIn, 0);
        int256 gain = int256(p.cashIn << AccrualLineLib.X32_BITS) + p.value;
        if (gain > 0) {
            // The profit is that of before the gain, which is locked. Never more than came in, should value have risen
            // too.
            uint256 most = Math.min(uint256(gain) >> AccrualLineLib.X32_BITS, p.cashIn);
            (mark, charged) = mark.withFee(mark.profit(_unvested(c, vesting)), most);
        }
        _feeMark = mark = mark.withSourceCash(int256(p.cashIn));
        _totals = totals = totals.minus(charged, 0);
        uint256 expected = totals.cash() + _feeOwed(mark);
        uint256 balance = _asset.balanceOf(address(this));
        if (balance < expected) revert GpuYieldVault_AssetsMissing(balance, expected);
    }

    function _turnLine(Curve memory c, int256 value, int256 slope) private {
        c.value += value;
        c.slope += slope;
        if (!AccrualLineLib.fits(c.value, c.slope)) revert GpuYieldVault_CurveTooSteep(_tickNow());
        _line = AccrualLineLib.pack(c.value, c.slope, block.timestamp);
    }

    function _turnMarkdown(
        Posting calldata p,
        VestingSchedule vesting,
        Curve memory c
    ) private returns (VestingSchedule) {
        c.loss += p.loss;
        c.lossSlope += p.lossSlope;
        c.delinquent += p.delinquent;
        if (!RunningMarkdownLib.fits(c)) revert GpuYieldVault_CurveTooSteep(_tickNow());
        _markdown.store(c);
        emit DelinquencyPosted(msg.sender, p.loss, p.lossSlope, p.delinquent);
        return _flagged(vesting, c);
    }

    /// @dev Changes what lies ahead. Where what came first has gone, the next kink stays: too early, never too late.
    function _turnSchedule(KinkEntry[] calldata kinks, VestingSchedule vesting) private returns (VestingSchedule) {
        uint256 soonest = vesting.nextKink();
        for (uint256 i = 0; i < kinks.length; ++i) {
            (KinkKind kind, uint256 tick, uint256 word) = (kinks[i].kind, kinks[i].tick, kinks[i].word);
            uint256 counts = _turnAt(kind, tick, word);
            if (kind != KinkKind.MarkdownRemoved && counts < soonest) soonest = counts;
        }
        emit KinksPosted(msg.sender, kinks);
        return vesting.withNextKink(soonest);
    }

    /// @dev What changes has to lie ahead: a kink itself, of a markdown at least its end, since one that runs may be
    ///      drawn anew; and nothing lies beyond the end of time. A source takes away exactly what it put: what is not
    ///      there is refused, as far as a sum can tell.
    /// @return counts Unix seconds at which the entry counts next: a markdown that runs already, at its end
    function _turnAt(KinkKind kind, uint256 tick, uint256 word) private returns (uint256 counts) {
        bool isKink = kind == KinkKind.Slope;
        unchecked {
            // Cannot overflow: a tick of 32 bits, times 17.
            counts = tick * _tick;
            uint256 last = isKink ? counts : counts + _markdownTicks * _tick;
            if (last <= block.timestamp || last >= VestingScheduleLib.NEVER) revert GpuYieldVault_BadKink(tick);
            if (counts <= block.timestamp) counts = last;
        }
        TickWords storage all = isKink ? _schedule.kinks : _schedule.markdowns;
        uint256 before = all.words[tick];
        uint256 sum;
        unchecked {
            sum = kind == KinkKind.MarkdownRemoved ? before - word : before + word;
        }
        if (!_fits(isKink, word) || !_fits(isKink, sum)) {
            if (kind == KinkKind.MarkdownRemoved) revert GpuYieldVault_BadKink(tick);
            revert GpuYieldVault_CurveTooSteep(tick);
        }
        all.replace(tick, before, sum);
    }

    function _fits(bool isKink, uint256 word) private pure returns (bool) {
        return isKink ? Kink.wrap(word).fits() : MarkdownWord.wrap(word).fits();
    }

    function _lockRestricted(
        VestingSchedule vesting,
        uint256 gain,
        uint256 duration
    ) private returns (VestingSchedule) {
        VestingSchedule locked = _restricted.withLocked(block.timestamp, gain, duration);
        _restricted = locked;
        emit RestrictedLocked(locked.lockedAtFrom(), locked.end());
        return vesting.withDelinquent(true);
    }

    function _bookLoss(VestingSchedule vesting, uint256 loss) private returns (VestingSchedule left) {
        uint256 fromLocked;
        (left, fromLocked) = vesting.withTaken(block.timestamp, loss);
        emit LossBooked(loss, fromLocked);
    }

    function _tickNow() private view returns (uint256) {
        return block.timestamp / _tick;
    }
}

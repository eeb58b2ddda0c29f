// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";
import {IGpuYieldVault} from "../interfaces/IGpuYieldVault.sol";
import {AccrualLineLib} from "./AccrualLine.sol";
import {Curve} from "./Curve.sol";
import {FeeMark, FeeMarkLib} from "./FeeMark.sol";
import {VaultAccrual} from "./VaultAccrual.sol";
import {VaultTotals} from "./VaultTotals.sol";
import {VestingSchedule} from "./VestingSchedule.sol";

/// @title VaultFees
/// @notice The performance fee: on what the entry price shows and nothing else, with one mark for the whole vault. It
///         is taken out of gains before they are locked (see `post`) or out of locked amounts (here), never out of the
///         NAV; and pulled, so that nobody's blocked address stops a posting.
abstract contract VaultFees is VaultAccrual, AccessManaged {
    using SafeERC20 for IERC20;

    /// @inheritdoc IGpuYieldVault
    function collectFee() external nonReentrant returns (uint256 amount) {
        FeeMark mark = _takeDue();
        amount = _feeOwed(mark);
        if (amount == 0) revert GpuYieldVault_NoFee();
        address recipient = _feeRecipient;
        uint256 base;
        (mark, base) = mark.paidOut();
        (_feeMark, _feeBase) = (mark, _feeBase + base);
        emit FeePaid(recipient, amount);
        _asset.safeTransfer(recipient, amount);
    }

    /// @inheritdoc IGpuYieldVault
    function setFee(uint16 bps, address recipient) external restricted nonReentrant {
        if (bps > MAX_FEE_BPS) revert GpuYieldVault_FeeAboveCap(bps, MAX_FEE_BPS);
        if (recipient == address(0)) revert GpuYieldVault_ZeroAddress();
        FeeMark old = _takeDue();
        uint256 amount = _feeOwed(old);
        address oldRecipient = _feeRecipient;
        _restart(old, bps, recipient, amount);
        emit FeeChanged(uint16(old.bps()), bps, oldRecipient, recipient);
        if (amount == 0) return;
        // An old recipient that can't be paid must not keep the fee from being changed.
        if (_asset.trySafeTransfer(oldRecipient, amount)) {
            _feeMark = _feeMark.withCarried(false);
            emit FeePaid(oldRecipient, amount);
        }
    }

    /// @dev The mark is the highest profit so far, and nothing is owed on it by the new rate.
    function _restart(FeeMark old, uint256 bps, address recipient, uint256 carried) internal {
        VestingSchedule vesting = _vesting;
        int256 profit = old.profit(_unvested(_curveNow(vesting), vesting));
        uint256 base = uint256(SignedMath.max(int256(old.mark()), profit));
        _feeMark = FeeMarkLib.pack(old.sourceCash() - int256(base), 0, bps, carried != 0);
        _feeBase += base;
        (_feeRecipient, _feeCarried) = (recipient, SafeCast.toUint96(carried));
    }

    /// @dev Takes the fee that is due by now out of what is locked. Cash and locked fall by the same, so no price
    ///      moves.
    function _takeDue() private returns (FeeMark mark) {
        (VestingSchedule vesting, Curve memory c) = _accrueAll();
        VaultTotals totals = _totals;
        mark = _feeMark;
        // Without shares nothing counts as locked.
        uint256 most = totals.supply() == 0 ? 0 : vesting.lockedUpAt(c.time) >> AccrualLineLib.X32_BITS;
        uint256 taken;
        (mark, taken) = mark.withFee(mark.profit(_unvested(c, vesting)), Math.min(most, totals.cash()));
        if (taken == 0) return mark;
        (vesting, ) = vesting.withTaken(c.time, taken << AccrualLineLib.X32_BITS);
        (_totals, _vesting, _feeMark) = (totals.minus(taken, 0), vesting, mark);
        emit FeeAccrued(taken, mark.mark() + _feeBase);
    }
}

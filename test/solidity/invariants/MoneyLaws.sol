// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {DepositStatus, FeeState, IGpuYieldVault, VaultState} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {Lines} from "../../../contracts/interfaces/FacilityTypes.sol";
import {IFacilityManager} from "../../../contracts/interfaces/IFacilityManager.sol";
import {ILossAnnouncements} from "../../../contracts/interfaces/ILossAnnouncements.sol";
import {Vm} from "../support/Vm.sol";
import {InvariantAssertions} from "./InvariantAssertions.sol";
import {QueueMirror} from "./QueueMirror.sol";

/// @notice The money law, around every transaction: prices may not rise, and fall only by the loss that the transaction
///         books. Afterwards vault and mirror must agree.
abstract contract MoneyLaws is QueueMirror, InvariantAssertions {
    uint256 internal constant VIRTUAL_SHARES = 1e6;
    uint256 private constant DELINQUENCY_LIMIT_BPS = 200;

    /// @dev What the transaction under way takes from the share price, X32: as the mirror has it, and by event.
    uint256 internal expectedLoss;
    uint256 private _bookedLoss;
    /// @dev Whether the transaction under way may end delinquency, and so lift the exit price towards the entry price.
    bool internal mayLift;
    /// @dev Whether it may announce a loss, and so lower the exit price alone.
    bool internal mayMark;
    /// @dev Sums of the vault's own events, X32.
    uint256 internal eventsLocked;
    uint256 internal eventsAbsorbed;
    uint256 internal eventsUnlocked;
    uint256 internal eventsFromLocked; // fees
    uint256[] private _fees; // base units, of each posting of the transaction under way that brought cash
    uint256 private _nextFee;

    /// @notice Fee ever taken, and paid out, base units; how often it was due.
    uint256 public feesTaken;
    uint256 public feesPaid;
    /// @dev Of profit that no share has shown: it went to the fee recipient with what everybody left behind.
    uint256 internal feesForgiven;
    uint256 internal payouts;
    int256 private _highestProfit;
    uint256 internal lossesBooked;

    modifier oneTransaction() {
        VaultState memory before = vault.state();
        (expectedLoss, _bookedLoss, mayLift, mayMark) = (0, 0, false, false);
        (_fees, _nextFee) = (new uint256[](0), 0);
        _noteProfit();
        uint256 dust = mirrorVestingDust();
        _;
        _readEvents();
        // The vesting schedule rounds its end to 2^-24 s, and what is locked bears a loss first: also where that has
        // taken all of it.
        uint256 tolerance = 4 * X32 + before.locked * 8 + (dust + mirrorVestingDust()) * X32;
        expectNear(NO_FALL, _bookedLoss, expectedLoss, tolerance, "a booked loss");
        _checkPrices(before, vault.state());
        checkMirror();
    }

    // --- laws ---

    /// @dev Two units, and what one share is worth: whatever a transaction does is rounded by no more.
    ///      While something is delinquent, leavers forgo part of the NAV to those who stay, and entrants pay for more
    ///      than leavers are paid, which spreads what is unrealised over more shares. Neither goes further than that.
    function _checkPrices(VaultState memory before, VaultState memory after_) private {
        expectLe(NO_FALL, after_.totalAssets, after_.nav, "the exit price never exceeds the entry price");
        expectLe(
            NO_FALL,
            vaultLens.exitPrice(),
            vaultLens.entryPrice(),
            "the exit price never exceeds the entry price"
        );
        // Without shares there is no price: what is locked then has nobody to vest to.
        if (before.totalSupply == 0 || after_.totalSupply == 0) return;
        uint256 dust = 3 + before.nav / (before.totalSupply + VIRTUAL_SHARES);
        _checkEntryPrice(before, after_, dust);
        _checkExitPrice(before, after_, dust);
    }

    function _checkEntryPrice(VaultState memory before, VaultState memory after_, uint256 dust) private {
        uint256 left = Math.saturatingSub(before.totalSupply, after_.totalSupply);
        uint256 entry = _carriedOver(before.nav, before, after_);
        // What leavers forgo: of all there is, at the most.
        uint256 forgone = Math.min(before.unrealisedLoss, before.nav);
        entry += Math.mulDiv(left, forgone, before.totalSupply + VIRTUAL_SHARES);
        expectLe(NO_RISE, after_.nav + 1, entry + dust, "entry price");
        expectLe(NO_FALL, entry, after_.nav + 1 + dust, "entry price");
    }

    function _checkExitPrice(VaultState memory before, VaultState memory after_, uint256 dust) private {
        uint256 entered = Math.saturatingSub(after_.totalSupply, before.totalSupply);
        uint256 spread = Math.mulDiv(entered, before.unrealisedLoss, before.totalSupply + VIRTUAL_SHARES);
        uint256 exit = _carriedOver(before.totalAssets, before, after_);
        uint256 most = mayLift ? _carriedOver(before.nav, before, after_) : exit + spread;
        expectLe(NO_RISE, after_.totalAssets + 1, most + dust, "exit price");
        // Where nothing is left to leavers, a price of nothing hides how far below it the rest is.
        if (before.totalAssets != 0) exit += spread;
        if (!mayMark) expectLe(NO_FALL, exit, after_.totalAssets + 1 + dust, "exit price");
    }

    /// @dev What the shares of afterwards are worth at the price of before, less a booked loss.
    function _carriedOver(
        uint256 assets,
        VaultState memory before,
        VaultState memory after_
    ) private view returns (uint256) {
        uint256 left = Math.saturatingSub(assets + 1, _bookedLoss / X32);
        return Math.mulDiv(left, after_.totalSupply + VIRTUAL_SHARES, before.totalSupply + VIRTUAL_SHARES);
    }

    /// @dev One posting of a source: what cash and value gain together is locked, less the fee; what they lose is a
    ///      loss.
    /// @param profit Before it, base units
    /// @param lost Value that left, X32
    function mirrorPosted(int256 profit, uint256 cashIn, uint256 lost, uint256 vestOver, bool restricted) internal {
        uint256 tolerance = _feeTolerance();
        _readEvents();
        uint256 fee = cashIn == 0 ? 0 : _fees[_nextFee++];
        uint256 gain = Math.saturatingSub(cashIn * X32, lost);
        expectNear(LINES, fee, _feeOn(profit, gain / X32), tolerance, "the fee is on profit that was shown alone");
        feesTaken += fee;
        cash += cashIn - fee;
        sourceCash += int256(cashIn);
        uint256 came = (cashIn - fee) * X32;
        if (came > lost) mirrorGain(came - lost, vestOver, restricted && cashIn > 0);
        else expectedLoss += mirrorLoss(lost - came);
    }

    /// @dev A tenth of the profit so far, less what was ever taken; never more than `most`.
    function _feeOn(int256 profit, uint256 most) internal view returns (uint256) {
        if (profit <= 0) return 0;
        return Math.min(most, Math.saturatingSub((uint256(profit) * FEE_BPS) / 10_000, feesTaken + feesForgiven));
    }

    /// @dev The profit is the mirror's but for the rounding of what is locked; each payout may forget a fraction of a
    ///      unit.
    function _feeTolerance() internal view returns (uint256) {
        return 3 + payouts + (mirrorVestingDust() + mirrorLocked() / X32 / 1e9) / 8;
    }

    function _noteProfit() internal {
        int256 profit = vault.fee().profit;
        if (profit > _highestProfit) _highestProfit = profit;
    }

    function checkMirror() internal {
        VaultState memory s = vault.state();
        expectEq(CASH, s.cash, cash, "cash is what came in less what went out");
        uint256 value = mirrorValue();
        expectEq(VALUE, s.value, value, "the sum of all facilities");
        uint256 locked = s.totalSupply == 0 ? 0 : mirrorLocked() / X32;
        uint256 tolerance = mirrorVestingDust() + locked / 1e9;
        expectNear(VESTING, s.locked, locked, tolerance, "what is locked");
        expectEq(
            NO_FALL,
            s.nav,
            Math.saturatingSub(cash + value, s.locked),
            "the price moves by vesting and depreciation only"
        );
        _checkExits(s);
        _checkDelinquency(s);
        _checkFee(mirrorVestingDust() + mirrorLocked() / X32 / 1e9);
    }

    /// @dev The sum of what is unrealised is rounded once.
    function _checkExits(VaultState memory s) private {
        uint256 unrealised = Math.min(Math.ceilDiv(mirrorUnrealised(), X32), s.nav);
        expectEq(NO_FALL, s.unrealisedLoss, unrealised, "exits: the lines of what is delinquent");
        expectEq(NO_FALL, s.nav - s.totalAssets, s.unrealisedLoss, "exits are paid the NAV less what is unrealised");
        uint256 wanted = _worthUp(mirrorPayableShares(), s.totalAssets, s.totalSupply);
        uint256 free = Math.saturatingSub(s.cash, wanted);
        expectEq(QUEUE, s.freeCash, free, "cash that nobody waits for in a closed epoch who may be paid");
        expectTrue(QUEUE, vault.exitBelowTolerance() == mirrorIsBlocked(), "who is patient waits by value alone");
    }

    function _checkDelinquency(VaultState memory s) private {
        (uint256 tokens, uint256 delinquent) = mirrorDelinquency();
        expectEq(NO_RISE, s.delinquentValue, tokens * unit, "what is delinquent, in whole tokens");
        expectTrue(NO_FALL, delinquent > 0 || s.unrealisedLoss == 0, "nothing is delinquent: one price");
        uint256 restricted = s.totalSupply == 0 ? 0 : mirrorRestricted() / X32;
        uint256 tolerance = mirrorRestrictedDust() + restricted / 1e9;
        expectNear(NO_RISE, s.restrictedLocked, restricted, tolerance, "restricted income");
        bool tooMuch = (s.delinquentValue + s.restrictedLocked) * 10_000 > s.nav * DELINQUENCY_LIMIT_BPS;
        DepositStatus status = vaultLens.depositStatus();
        bool isOpen = status == DepositStatus.Open || status == DepositStatus.CapReached;
        expectTrue(NO_RISE, !(tooMuch && isOpen), "entries are shut while more than 2 % is delinquent");
        expectTrue(NO_RISE, tooMuch || status != DepositStatus.Delinquent, "while less is, it shuts nothing");
    }

    function _checkFee(uint256 tolerance) private {
        FeeState memory f = vault.fee();
        expectTrue(CASH, f.sourceCash == sourceCash, "what came from sources less what went to them");
        int256 apart = f.profit - mirrorProfit();
        expectTrue(VALUE, apart <= int256(tolerance) && -apart <= int256(tolerance), "profit is what the price shows");
        expectEq(SOLVENCY, f.owed, feesTaken - feesPaid, "the fee that is owed");
        if (f.profit > _highestProfit) _highestProfit = f.profit;
        uint256 most = _highestProfit > 0 ? (uint256(_highestProfit) * FEE_BPS) / 10_000 : 0;
        expectLe(LINES, feesTaken, most, "all fees are at most the rate of the highest profit");
    }

    /// @dev Cash that draws may have: what closed epochs wait for counts at the entry price.
    function _drawable() internal view returns (uint256) {
        VaultState memory s = vault.state();
        return Math.saturatingSub(s.cash, _worthUp(mirrorClosedShares(), s.nav, s.totalSupply));
    }

    function _worthUp(uint256 shares, uint256 assets, uint256 supply) internal pure returns (uint256) {
        return Math.mulDiv(shares, assets + 1, supply + VIRTUAL_SHARES, Math.Rounding.Ceil);
    }

    // --- what the vault says ---

    /// @dev Anybody can follow what is locked by events.
    function _readEvents() internal {
        _readSettled(0);
    }

    /// @return lines Of as many settlements, in their order
    function _readSettled(uint256 count) internal returns (Lines[] memory lines) {
        lines = new Lines[](count);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 found;
        for (uint256 i = 0; i < logs.length; ++i) {
            (bytes32 topic, bytes memory data) = (logs[i].topics[0], logs[i].data);
            if (logs[i].emitter == address(vault)) _read(topic, data);
            if (topic == ILossAnnouncements.LossMarked.selector) {
                (, mirrored[uint256(logs[i].topics[1])].counted) = abi.decode(data, (uint256, uint256));
            }
            if (topic == IFacilityManager.Settled.selector && found < count) {
                (lines[found++], , , ) = abi.decode(data, (Lines, uint40, uint256, uint256));
            }
        }
        expectEq(LINES, found, count, "every settlement is told");
    }

    function _read(bytes32 topic, bytes memory data) private {
        if (topic == IGpuYieldVault.Posted.selector) {
            (uint256 cashIn, uint256 fee, int256 value) = abi.decode(data, (uint256, uint256, int256));
            if (cashIn > 0) _fees.push(fee);
            int256 gain = int256((cashIn - fee) * X32) + value;
            if (gain > 0) eventsLocked += uint256(gain);
        } else if (topic == IGpuYieldVault.IncomeLocked.selector) {
            eventsLocked += abi.decode(data, (uint256)) * X32;
        } else if (topic == IGpuYieldVault.LossBooked.selector) {
            (uint256 loss, uint256 fromLocked) = abi.decode(data, (uint256, uint256));
            _bookedLoss += loss - fromLocked;
            eventsAbsorbed += fromLocked;
            ++lossesBooked;
        } else if (topic == IGpuYieldVault.FeeAccrued.selector) {
            eventsFromLocked += abi.decode(data, (uint256)) * X32;
        } else if (topic == IGpuYieldVault.RemainderCredited.selector) {
            (, , uint256 amount) = abi.decode(data, (uint256, uint256, uint256));
            eventsUnlocked += amount;
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {FacilityState, Form, Lines, Terms} from "../../../contracts/interfaces/FacilityTypes.sol";
import {DepositStatus, FeeState, IGpuYieldVault, VaultState} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {IFacilityManager} from "../../../contracts/interfaces/IFacilityManager.sol";
import {ReportRecord, ReportStatus, RevenueReport} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {Vm} from "../support/Vm.sol";
import {Breaches} from "./Breaches.sol";
import {Mirrored, Stage} from "./Mirror.sol";
import {QueueMirror} from "./QueueMirror.sol";

/// @notice One function for each transaction. Around every one of them stands the money law: prices may not rise, and
///         fall only by the loss that the transaction books. Afterwards vault and mirror must agree.
abstract contract Transactions is QueueMirror, Breaches {
    uint256 internal constant VIRTUAL_SHARES = 1e6;
    uint256 private constant LATE_LIMIT_BPS = 200;

    /// @dev What the transaction under way takes from the share price, X32: as the mirror has it, and by event.
    uint256 internal expectedLoss;
    uint256 private _bookedLoss;
    /// @dev Whether the transaction under way may end delinquency, and so lift the exit price towards the entry price.
    bool internal mayLift;
    /// @dev Sums of the vault's own events, X32.
    uint256 internal eventsLocked;
    uint256 internal eventsAbsorbed;
    uint256 internal eventsReleased;
    uint256 internal eventsFromLocked; // fees
    uint256[] private _fees; // base units, of each posting of the transaction under way that brought cash
    uint256 private _nextFee;

    /// @notice Fee ever taken, and paid out, base units; how often it was due.
    uint256 public feesTaken;
    uint256 public feesPaid;
    uint256 private _payouts;
    int256 private _highestProfit;
    uint256 internal lossesBooked;

    modifier oneTransaction() {
        VaultState memory before = vault.state();
        (expectedLoss, _bookedLoss, mayLift) = (0, 0, false);
        (_fees, _nextFee) = (new uint256[](0), 0);
        _noteProfit();
        _;
        _readEvents();
        // The vesting schedule rounds its end to 2^-24 s, and what is locked bears a loss first.
        uint256 tolerance = 4 * X32 + before.locked * 8 + mirrorVestingDust() * X32;
        expectNear(NO_FALL, _bookedLoss, expectedLoss, tolerance, "a booked loss");
        _checkPrices(before, vault.state());
        checkMirror();
    }

    // --- depositors ---

    function txDeposit(address who, uint256 assets) internal oneTransaction {
        _enter();
        asset.mint(who, assets);
        vm.startPrank(who);
        asset.approve(address(vault), assets);
        vault.deposit(assets, who);
        vm.stopPrank();
        cash += assets;
    }

    function txMint(address who, uint256 shares) internal oneTransaction {
        _enter();
        uint256 assets = vault.previewMint(shares);
        asset.mint(who, assets);
        vm.startPrank(who);
        asset.approve(address(vault), assets);
        vault.mint(shares, who);
        vm.stopPrank();
        cash += assets;
    }

    function txWithdraw(address who, uint256 assets) internal oneTransaction {
        vm.prank(who);
        vault.withdraw(assets, who, who);
        cash -= assets;
    }

    function txRedeem(address who, address caller, uint256 shares) internal oneTransaction {
        vm.prank(caller);
        cash -= vault.redeem(shares, caller, who);
    }

    function txTransfer(address from, address to, uint256 shares) internal oneTransaction {
        vm.prank(from);
        vault.transfer(to, shares);
    }

    // --- hardware ---

    function txApprove(uint256 cost, uint256 salvage, uint32 life, Terms memory terms) internal oneTransaction {
        uint256 cluster = registerClusterOf(terms.form, cost, salvage, life);
        approveFacility(cluster, terms);
        clusters.push(cluster);
        Mirrored storage m = mirrored[cluster];
        (m.stage, m.approved, m.fullCost, m.fullSalvage) = (Stage.Approved, terms.amount, cost, salvage);
        m.form = terms.form;
        if (m.form == Form.RevenueShare) m.life = Math.ceilDiv(life, TICK) * TICK;
        (m.inServiceBy, m.reserveTarget) = (terms.inServiceBy, terms.reserveTarget);
        (m.gpus, m.bondBps) = (GPUS, terms.bondBps);
    }

    function txLowerApproval(uint256 cluster, uint256 amount) internal oneTransaction {
        vm.prank(guardian);
        origination.lowerApproval(cluster, uint128(amount));
        mirrored[cluster].approved = amount;
    }

    function txDraw(uint256 cluster, uint256 amount) internal oneTransaction {
        draw(cluster, amount);
        expectedLoss = mirrorLoss(mirrorDraw(cluster, amount));
    }

    function txCommission(uint256 cluster, uint256 inServiceAt) internal oneTransaction {
        commission(cluster, inServiceAt);
        uint256 wait = MAX_PERIOD + REPORTING_DELAY;
        if (mirrored[cluster].form != Form.RevenueShare) wait = ledger.debtOf(cluster).period + PAYMENT_GRACE;
        mirrorCommission(cluster, inServiceAt, inServiceAt + wait);
    }

    function txWriteDown(uint256 cluster, uint256 loss) internal oneTransaction {
        // What locked amounts bear of it is no longer unrealised.
        mayLift = mirrorIsDelinquent(mirrored[cluster]);
        IFacilityManager manager = managerOf(cluster);
        vm.prank(curator);
        manager.writeDown(cluster, loss);
        expectedLoss = mirrorLoss(mirrorWriteDown(cluster, loss));
    }

    // --- reports and rent ---

    function txSubmit(RevenueReport memory report) internal oneTransaction {
        submit(report);
    }

    function txPayIn(uint256 cluster, uint256 amount) internal oneTransaction {
        payIn(cluster, amount);
        mirrored[cluster].lockbox += amount;
    }

    function txSettle(uint256 cluster) internal oneTransaction returns (bool tookReport) {
        Mirrored storage m = mirrored[cluster];
        if (m.form != Form.RevenueShare) return _settleDebt(cluster, m);
        uint256 vestOver = vm.getBlockTimestamp() - mirrorVestFrom(cluster);
        mayLift = mirrorIsDelinquent(m);
        bool restricted = mayLift || m.workoutSince != 0;
        Lines memory lines;
        (tookReport, lines) = _settleAndMirror(cluster, m);
        expectEq(LINES, lines.fromReserve, 0, "a reserve pays for debt only");
        m.received += lines.toVault;
        _checkLines(cluster, lines);
        int256 profit = mirrorProfit(); // before anything changes
        uint256 lost = tookReport || lines.cash > 0 ? mirrorSettled(cluster) : 0;
        mirrorPosted(profit, lines.toVault, lost, vestOver, restricted);
    }

    /// @dev What every form's settlement does: a report is taken in, cash leaves the lockbox, people have earned their lines.
    function _settleAndMirror(
        uint256 cluster,
        Mirrored storage m
    ) internal returns (bool tookReport, Lines memory lines) {
        uint32 next = uint32(taken[cluster].length + 1);
        ReportRecord memory report = oracle.reportOf(cluster, next);
        lines = settleFacility(cluster);

        tookReport = report.status == ReportStatus.Final;
        expectTrue(QUORUM_ONLY, tookReport == (settledPeriods(cluster) == next), "settled is what was final");
        if (tookReport) {
            taken[cluster].push(report);
            m.reported += report.gross;
        }
        expectEq(
            LINES,
            lines.cash,
            Math.min(m.lockbox, m.reported - m.distributed),
            "the cash that can be distributed"
        );
        m.distributed += lines.cash;
        m.lockbox -= lines.cash;
        m.reserve = m.reserve + lines.reserve - lines.fromReserve;
    }

    /// @dev Of a loan or a lease: `LoanTransactions`.
    function _settleDebt(uint256 cluster, Mirrored storage m) internal virtual returns (bool tookReport);

    /// @dev The manager's own pointer: the oracle knows of final reports, not of settled ones.
    function settledPeriods(uint256 cluster) internal view returns (uint32) {
        return lens.facility(cluster).settledPeriods;
    }

    function txVeto(uint256 cluster, uint32 period) internal oneTransaction {
        vm.prank(guardian);
        oracle.veto(cluster, period);
    }

    function txMarkMissed(uint256 cluster) internal oneTransaction {
        oracle.markMissed(cluster);
    }

    function txClaimEarnings(uint256[] memory of_) internal oneTransaction {
        uint256 before = asset.balanceOf(operator);
        uint256 earned;
        for (uint256 i = 0; i < of_.length; ++i) {
            earned += mirrored[of_[i]].earned;
            mirrored[of_[i]].earned = 0;
        }
        IFacilityManager manager = managerOf(of_[0]);
        vm.prank(operator);
        expectEq(SOLVENCY, manager.claimEarnings(of_, operator), earned, "a claim is of what was earned");
        expectEq(SOLVENCY, asset.balanceOf(operator) - before, earned, "a claim is paid in full");
    }

    function txReturnExcess(uint256 cluster) internal oneTransaction {
        uint256 amount = managerOf(cluster).returnExcess(cluster);
        mirrored[cluster].lockbox -= amount;
        mirrored[cluster].earned += amount;
    }

    // --- the vault's keepers ---

    function txDonate(address to, uint256 amount) internal oneTransaction {
        asset.mint(to, amount);
    }

    function txSkim() internal oneTransaction {
        vm.prank(curator);
        uint256 amount = vault.skim();
        cash += amount;
        mirrorGain(amount * X32, VESTING_CAP, false);
    }

    /// @dev Rules.md 4: what is due is taken out of what is locked, so no price moves; and all that is owed is paid.
    function txCollectFee() internal oneTransaction returns (bool paid) {
        FeeState memory f = vault.fee();
        uint256 due = _feeOn(mirrorProfit(), vault.totalSupply() == 0 ? 0 : Math.min(mirrorLocked() / X32, cash));
        uint256 tolerance = _feeTolerance();
        uint256 before = asset.balanceOf(feeRecipient);
        (uint256 nav, uint256 exits) = (vault.state().nav, vault.totalAssets());
        try vault.collectFee() returns (uint256 amount) {
            paid = true;
            uint256 taken_ = amount - f.owed;
            expectNear(LINES, taken_, due, tolerance, "the fee that is due");
            expectEq(SOLVENCY, asset.balanceOf(feeRecipient) - before, amount, "the fee is paid in full");
            cash -= taken_;
            feesTaken += taken_;
            feesPaid += amount;
            ++_payouts;
            mirrorFeeOutOfLocked(taken_ * X32);
        } catch {
            expectTrue(SOLVENCY, f.owed == 0 && due <= tolerance, "what is owed can be collected");
        }
        expectNear(NO_FALL, vault.state().nav, nav, 1, "collecting a fee moves no price");
        expectNear(NO_FALL, vault.totalAssets(), exits, 1, "nor the exit price");
    }

    function txAccrue(uint256 maxTicks) internal oneTransaction {
        vault.accrue(maxTicks);
    }

    function txPause(bool on) internal oneTransaction {
        vm.prank(on ? guardian : curator);
        if (on) vault.pause();
        else vault.unpause();
    }

    // --- time ---

    /// @dev Nobody acts. Whatever moves is vesting and depreciation, as the mirror has it.
    function passTime(uint256 duration) internal {
        uint256 supply = vault.totalSupply();
        skip(duration);
        // Views look 96 ticks ahead. A vault left alone for longer than that is brought up first.
        while (vault.state().accrualPending) vault.accrue(96);
        _readEvents();
        _noteProfit();
        expectEq(NO_FALL, vault.totalSupply(), supply, "time mints and burns nothing");
        checkMirror();
    }

    // --- laws ---

    /// @dev Two units, and what one share is worth: whatever a transaction does is rounded by no more.
    ///      While something is delinquent, leavers forgo part of the NAV to those who stay, and entrants pay for more than leavers
    ///      are paid, which spreads what is unrealised over more shares. Neither goes further than that.
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
        expectLe(NO_FALL, exit, after_.totalAssets + 1 + dust, "exit price");
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

    function _checkLines(uint256 cluster, Lines memory lines) internal {
        Mirrored storage m = mirrored[cluster];
        uint256 costs = lines.energyCarried + lines.otherCarried + lines.energy + lines.other;
        uint256 others = lines.interest + lines.principal + lines.reserve + lines.toVault + lines.preferred;
        uint256 people = costs + lines.toOperator;
        expectEq(LINES, people + others + lines.trapped, lines.cash, "lines add up to the cash");
        m.earned += people;
        FacilityState memory f = lens.facility(cluster);
        expectEq(LINES, f.earned, m.earned, "people have earned their lines");
        expectEq(LINES, f.lockbox, m.lockbox, "the cash leaves the lockbox");
        expectEq(LINES, f.reserve, m.reserve, "the reserve keeps its line");
    }

    /// @dev One posting of a source: what cash and value gain together is locked, less the fee; what they lose is a loss.
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
    function _feeOn(int256 profit, uint256 most) private view returns (uint256) {
        if (profit <= 0) return 0;
        return Math.min(most, Math.saturatingSub((uint256(profit) * FEE_BPS) / 10_000, feesTaken));
    }

    /// @dev The profit is the mirror's but for the rounding of what is locked; each payout may forget a fraction of a unit.
    function _feeTolerance() private view returns (uint256) {
        return 2 + _payouts + (mirrorVestingDust() + mirrorLocked() / X32 / 1e9) / 8;
    }

    function _noteProfit() private {
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
        expectNear(STREAM, s.locked, locked, tolerance, "what is locked");
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
        uint256 wanted = _worthUp(mirrorClosedShares(), s.totalAssets, s.totalSupply);
        expectEq(QUEUE, s.freeCash, Math.saturatingSub(s.cash, wanted), "cash that closed epochs do not wait for");
    }

    function _checkDelinquency(VaultState memory s) private {
        (uint256 tokens, uint256 delinquent, uint256 matured) = mirrorDelinquency();
        expectEq(NO_RISE, s.delinquentValue, tokens * unit, "what is delinquent, in whole tokens");
        expectEq(NO_FALL, s.maturedMarkdowns, matured, "what is fully marked down");
        expectTrue(NO_FALL, delinquent > 0 || s.unrealisedLoss == 0, "nothing is delinquent: one price");
        uint256 restricted = s.totalSupply == 0 ? 0 : mirrorRestricted() / X32;
        uint256 tolerance = mirrorRestrictedDust() + restricted / 1e9;
        expectNear(NO_RISE, s.restrictedLocked, restricted, tolerance, "restricted income");
        bool tooMuch = (s.delinquentValue + s.restrictedLocked) * 10_000 > s.nav * LATE_LIMIT_BPS;
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
        uint256 most = _highestProfit > 0 ? (uint256(_highestProfit) * FEE_BPS) / 10_000 : 0;
        expectLe(LINES, feesTaken, most, "all fees are at most the rate of the highest profit");
    }

    /// @dev Cash that draws may have: what closed epochs wait for counts at the entry price.
    function _drawable() internal view returns (uint256) {
        VaultState memory s = vault.state();
        return Math.saturatingSub(s.cash, _worthUp(mirrorClosedShares(), s.nav, s.totalSupply));
    }

    function _worthUp(uint256 shares, uint256 assets, uint256 supply) private pure returns (uint256) {
        return Math.mulDiv(shares, assets + 1, supply + VIRTUAL_SHARES, Math.Rounding.Ceil);
    }

    // --- internals ---

    function _enter() private {
        if (vault.totalSupply() == 0) mirrorRelease();
    }

    /// @dev Anybody can follow what is locked by events.
    function _readEvents() private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter == address(vault)) _read(logs[i].topics[0], logs[i].data);
        }
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
        } else if (topic == IGpuYieldVault.IncomeReleased.selector) {
            eventsReleased += abi.decode(data, (uint256));
        }
    }
}

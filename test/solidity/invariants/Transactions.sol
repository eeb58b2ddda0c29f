// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IGpuYieldVault, Lane, VaultState} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {FacilityState, Lines, Terms} from "../../../contracts/interfaces/IBookEvents.sol";
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

    /// @dev What the transaction under way takes from the share price, fine: as the mirror has it, and by event.
    uint256 internal expectedLoss;
    uint256 private _bookedLoss;
    /// @dev Whether the transaction under way may end lateness, and so lift the exit price towards the entry price.
    bool internal mayLift;
    /// @dev Sums of the vault's own events, fine.
    uint256 internal eventsLocked;
    uint256 internal eventsAbsorbed;
    uint256 internal eventsReleased;

    mapping(uint256 cluster => uint256) internal writeDowns;
    uint256 internal sumOfCredits;

    modifier oneTransaction() {
        VaultState memory before = vault.state();
        (expectedLoss, _bookedLoss, mayLift) = (0, 0, false);
        _;
        _readEvents();
        // The stream rounds its end to 2^-24 s; each line of value is a unit off at most.
        uint256 tolerance = (4 + _valueTolerance()) * FINE + before.locked * 8;
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
        uint256 cluster = registerCluster(cost, salvage, life);
        approveFacility(cluster, terms);
        clusters.push(cluster);
        Mirrored storage m = mirrored[cluster];
        (m.stage, m.approved, m.fullCost, m.fullSalvage) = (Stage.Approved, terms.amount, cost, salvage);
        (m.life, m.inServiceBy, m.reserveTarget) = (life, terms.inServiceBy, terms.reserveTarget);
        (m.gpus, m.bondBps, m.lineLength) = (GPUS, terms.bondBps, terms.lineLength);
    }

    function txLowerApproval(uint256 cluster, uint256 amount) internal oneTransaction {
        vm.prank(guardian);
        book.lowerApproval(cluster, uint128(amount));
        mirrored[cluster].approved = amount;
    }

    function txDraw(uint256 cluster, uint256 amount) internal oneTransaction {
        draw(cluster, amount);
        mirrorDraw(cluster, amount);
    }

    function txCommission(uint256 cluster, uint256 inServiceAt) internal oneTransaction {
        commission(cluster, inServiceAt);
        mirrorCommission(cluster, inServiceAt);
    }

    function txWriteDown(uint256 cluster, uint256 loss) internal oneTransaction {
        vm.prank(curator);
        book.writeDown(cluster, loss);
        mirrorWriteDown(cluster, loss);
        // What locked amounts bear of it is no longer unrealised.
        mayLift = mirrored[cluster].lateSince != 0;
        expectedLoss = mirrorLoss(loss * FINE);
        ++writeDowns[cluster];
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
        uint256 credits = book.creditOf(operator) + book.creditOf(feeRecipient);
        mirrorCatchUp(m);
        uint256 vestFrom = mirrorVestFrom(cluster);
        mayLift = m.lateSince != 0;
        uint32 next = uint32(taken[cluster].length + 1);
        ReportRecord memory report = oracle.reportOf(cluster, next);
        Lines memory lines = book.settle(cluster);

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
        m.reserve += lines.reserve;
        m.received += lines.toVault;
        cash += lines.toVault;
        _checkFee(lines);
        _checkLines(cluster, lines, book.creditOf(operator) + book.creditOf(feeRecipient) - credits);
        mirrorGain(lines.toVault * FINE, vm.getBlockTimestamp() - vestFrom);
        if (tookReport || lines.cash > 0) {
            mirrorSettled(cluster, lines.toVault, vm.getBlockTimestamp() - vestFrom);
        }
    }

    /// @dev The book's own pointer: the oracle knows of final reports, not of settled ones.
    function settledPeriods(uint256 cluster) internal view returns (uint32) {
        return book.facility(cluster).settledPeriods;
    }

    function txVeto(uint256 cluster, uint32 period) internal oneTransaction {
        vm.prank(guardian);
        oracle.veto(cluster, period);
    }

    function txMarkMissed(uint256 cluster) internal oneTransaction {
        oracle.markMissed(cluster);
    }

    function txClaim(address who) internal oneTransaction {
        uint256 credit = book.creditOf(who);
        uint256 before = asset.balanceOf(who);
        vm.prank(who);
        book.claimCredit(who);
        expectEq(SOLVENCY, asset.balanceOf(who) - before, credit, "a claim is paid in full");
        sumOfCredits -= credit;
    }

    function txReturnExcess(uint256 cluster) internal oneTransaction {
        uint256 amount = book.returnExcess(cluster);
        mirrored[cluster].lockbox -= amount;
        sumOfCredits += amount;
    }

    // --- the vault's keepers ---

    function txDonate(address to, uint256 amount) internal oneTransaction {
        asset.mint(to, amount);
    }

    function txSkim() internal oneTransaction {
        vm.prank(curator);
        uint256 amount = vault.skim();
        cash += amount;
        mirrorGain(amount * FINE, VESTING_CAP);
    }

    function txSync(uint256 maxItems) internal oneTransaction {
        book.sync(maxItems);
    }

    function txPause(bool on) internal oneTransaction {
        vm.prank(on ? guardian : curator);
        if (on) vault.pause();
        else vault.unpause();
    }

    // --- time ---

    /// @dev Nobody acts. Whatever moves is vesting and wear, as the mirror has it.
    function passTime(uint256 duration) internal {
        uint256 supply = vault.totalSupply();
        skip(duration);
        // Views look four due items ahead. A vault left alone for longer than that is caught up first.
        (, , uint40 nextDue, , ) = book.previewSync(4);
        while (nextDue <= vm.getBlockTimestamp()) {
            book.sync(32);
            _readEvents();
            (, , nextDue, , ) = book.previewSync(4);
        }
        expectEq(NO_FALL, vault.totalSupply(), supply, "time mints and burns nothing");
        checkMirror();
    }

    // --- laws ---

    /// @dev Two units, and what one share is worth: whatever a transaction does is rounded by no more.
    ///      While something is late, leavers forgo part of the NAV to those who stay, and entrants pay for more than leavers
    ///      are paid, which spreads what is unrealised over more shares. Neither goes further than that.
    function _checkPrices(VaultState memory before, VaultState memory after_) private {
        expectLe(NO_FALL, after_.totalAssets, after_.nav, "the exit price never exceeds the entry price");
        expectLe(NO_FALL, vault.exitPrice(), vault.entryPrice(), "the exit price never exceeds the entry price");
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
        uint256 left = Math.saturatingSub(assets + 1, _bookedLoss / FINE);
        return Math.mulDiv(left, after_.totalSupply + VIRTUAL_SHARES, before.totalSupply + VIRTUAL_SHARES);
    }

    function _checkLines(uint256 cluster, Lines memory lines, uint256 credited) private {
        uint256 costs = lines.energyCarried + lines.otherCarried + lines.energy + lines.other;
        uint256 people = costs + lines.toOperator + lines.fee;
        uint256 others = lines.interest + lines.principal + lines.reserve + lines.toVault;
        expectEq(LINES, people + others, lines.cash, "lines add up to the cash");
        expectEq(LINES, credited, people, "people are credited with their lines");
        sumOfCredits += people;
        FacilityState memory f = book.facility(cluster);
        expectEq(LINES, f.lockbox, mirrored[cluster].lockbox, "the cash leaves the lockbox");
        expectEq(LINES, f.reserve, mirrored[cluster].reserve, "the reserve keeps its line");
    }

    /// @dev A tenth of what profit has grown above its highest: income so far, less all that hardware has lost in value.
    function _checkFee(Lines memory lines) private {
        uint256 gross = lines.toVault + lines.fee;
        if (gross == 0) return;
        income += gross;
        uint256 profit = Math.saturatingSub(income + mirrorValue(), financed);
        uint256 growth = Math.min(Math.saturatingSub(profit, highestProfit), gross);
        highestProfit = Math.max(highestProfit, profit);
        expectNear(LINES, lines.fee, growth / 10, _valueTolerance(), "the fee is on profit alone");
    }

    function checkMirror() internal {
        VaultState memory s = vault.state();
        expectEq(CASH, s.cash, cash, "cash is what came in less what went out");
        uint256 value = mirrorValue();
        expectNear(VALUE, s.value, value, _valueTolerance(), "the sum of all facilities");
        uint256 locked = s.totalSupply == 0 ? 0 : mirrorLocked() / FINE;
        uint256 tolerance = mirrorStreamDust() + locked / 1e9;
        expectNear(STREAM, s.locked, locked, tolerance, "what is locked");
        expectNear(
            NO_FALL,
            s.nav,
            Math.saturatingSub(cash + value, locked),
            tolerance + _valueTolerance(),
            "the price moves by vesting and wear only"
        );
        _checkExits(s);
    }

    /// @dev Every unrealised loss is rounded once; the lines it is made of are each a unit off at most.
    function _checkExits(VaultState memory s) private {
        uint256 unrealised = Math.min(mirrorUnrealised() / FINE, s.nav);
        expectNear(NO_FALL, s.unrealisedLoss, unrealised, 2 * _valueTolerance(), "exits: the lines of what is late");
        expectEq(NO_FALL, s.nav - s.totalAssets, s.unrealisedLoss, "exits are paid the NAV less what is unrealised");
        uint256 supply = s.totalSupply + VIRTUAL_SHARES;
        uint256 wanted = Math.mulDiv(mirrorClosedShares(), s.totalAssets + 1, supply, Math.Rounding.Ceil);
        expectEq(QUEUE, s.freeCash, Math.saturatingSub(s.cash, wanted), "cash that closed epochs do not wait for");
        if (s.nextDue > vm.getBlockTimestamp()) _checkLateness(s); // what is due has not been counted yet
    }

    function _checkLateness(VaultState memory s) private {
        (uint256 watched, uint256 late, uint256 ended) = mirrorLateness();
        // Rounded up to whole tokens, facility by facility: one may lie on the other side of a whole token.
        expectNear(NO_RISE, s.watched, watched * unit, clusters.length * unit, "what is watched");
        expectEq(NO_FALL, s.ended, ended, "lines at their end");
        expectTrue(NO_FALL, late > 0 || s.unrealisedLoss == 0, "nothing is late: one price");
        bool tooMuch = s.watched * 10_000 > s.nav * LATE_LIMIT_BPS;
        (Lane entries, ) = vault.lanes();
        bool isOpen = entries == Lane.Open || entries == Lane.CapReached;
        expectTrue(NO_RISE, !(tooMuch && isOpen), "entries are shut while more than 2 % is late");
        expectTrue(NO_RISE, tooMuch || entries != Lane.Late, "while less is, lateness shuts nothing");
    }

    function _valueTolerance() internal view returns (uint256 units) {
        units = 2;
        for (uint256 i = 0; i < clusters.length; ++i) units += 1 + writeDowns[clusters[i]];
    }

    // --- internals ---

    function _enter() private {
        if (vault.totalSupply() == 0) mirrorRelease();
    }

    /// @dev Anybody can follow the stream by its events.
    function _readEvents() private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter != address(vault)) continue;
            bytes32 topic = logs[i].topics[0];
            if (topic == IGpuYieldVault.IncomeLocked.selector) {
                (uint256 amount, , ) = abi.decode(logs[i].data, (uint256, uint256, uint256));
                eventsLocked += amount;
            } else if (topic == IGpuYieldVault.LossBooked.selector) {
                (uint256 loss, uint256 fromLocked) = abi.decode(logs[i].data, (uint256, uint256));
                _bookedLoss += loss - fromLocked;
                eventsAbsorbed += fromLocked;
            } else if (topic == IGpuYieldVault.IncomeReleased.selector) {
                eventsReleased += abi.decode(logs[i].data, (uint256));
            }
        }
    }
}

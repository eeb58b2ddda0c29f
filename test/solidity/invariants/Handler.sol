// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {FacilityState, Terms} from "../../../contracts/interfaces/IFacilityBook.sol";
import {ReportRecord, ReportStatus, RevenueReport} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {Mirrored, Stage} from "./Mirror.sol";
import {Transactions} from "./Transactions.sol";

/// @notice What the runner may do, in any order and with any numbers. Each entry point first brings about what it needs,
///         so that it nearly always does what its name says, and counts when it has.
abstract contract Handler is Transactions {
    uint256 private constant EXCESS_DELAY = 90 days;

    /// @notice Times that an entry point did what its name says.
    mapping(bytes4 entryPoint => uint256) public runs;
    /// @notice Wears that ended, and wears that began at a missed deadline.
    uint256 public endsOfLife;
    uint256 public missedDeadlines;
    /// @notice Settlements that took less than was reported, and lockboxes that held more.
    uint256 public shortfalls;
    uint256 public excesses;
    uint256 public reportsAfterSale;

    address[3] private _depositors = [actor("depositor"), actor("saver"), actor("whale")];
    address private _attacker = actor("attacker");
    address private _mule = actor("mule");
    address private _buyer = actor("buyer");
    address private _stranger = actor("stranger");

    /// @dev Most clusters there may be: every look at the laws walks them all.
    uint256 private _mostClusters = 8;

    /// @dev Contents that a quorum has signed.
    mapping(bytes32 content => bool) private _agreed;
    struct Seen {
        bool ended;
        bool missed;
        uint256 soldAt;
    }

    /// @dev What a facility has been through.
    mapping(uint256 cluster => Seen) private _seen;

    constructor(uint8 decimals) {
        deployProtocol(decimals, 1_000);
        vm.recordLogs();
        txDeposit(_depositors[0], 20_000_000 * unit);
    }

    // --- depositors ---

    function deposit(uint256 who, uint256 amount) external {
        if (!_isOpen()) return;
        uint256 dearest = vault.previewMint(1);
        txDeposit(_depositor(who), bound(amount, dearest + 1, dearest + 5_000_000 * unit));
        _ran();
    }

    function mint(uint256 who, uint256 amount) external {
        if (!_isOpen()) return;
        txMint(_depositor(who), bound(amount, 1, vault.convertToShares(5_000_000 * unit) + 1));
        _ran();
    }

    function withdraw(uint256 who, uint256 amount) external {
        _catchUp();
        address owner = _holder(who);
        txWithdraw(owner, bound(amount, 0, vault.maxWithdraw(owner)));
        _ran();
    }

    function redeem(uint256 who, uint256 amount) external {
        _catchUp();
        address owner = _holder(who);
        txRedeem(owner, owner, bound(amount, 0, vault.maxRedeem(owner)));
        _ran();
    }

    function redeemForAnother(uint256 who, uint256 amount) external {
        _catchUp();
        address owner = _holder(who);
        uint256 shares = bound(amount, 0, vault.maxRedeem(owner) / 4);
        vm.prank(owner);
        vault.approve(_stranger, shares);
        txRedeem(owner, _stranger, shares);
        _ran();
    }

    function transferShares(uint256 from, uint256 to, uint256 amount) external {
        address owner = _holder(from);
        txTransfer(owner, _depositor(to), bound(amount, 0, vault.balanceOf(owner)));
        _ran();
    }

    /// @dev Somebody who holds nothing goes in and out again within one second, in many ways.
    function goInAndOut(uint256 seed) external {
        if (!_isOpen()) return;
        uint256 before = cash;
        for (uint256 i = 0; i < 4; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 assets = vault.previewMint(1) + 1 + ((seed >> 8) % (1_000_000 * unit));
            if (seed % 2 == 0) txDeposit(_attacker, assets);
            else txMint(_attacker, vault.convertToShares(assets));
            uint256 shares = vault.balanceOf(_attacker);
            if (seed % 3 == 0) txTransfer(_attacker, _mule, shares / 2);
            if (seed % 5 == 0) txWithdraw(_attacker, vault.maxWithdraw(_attacker) / 2);
            if (seed % 7 == 0) txRedeem(_attacker, _attacker, vault.balanceOf(_attacker) / 3);
        }
        txRedeem(_attacker, _attacker, vault.balanceOf(_attacker));
        txRedeem(_mule, _mule, vault.balanceOf(_mule));
        expectLe(ROUND_TRIPS, before, cash, "nothing is gained within one second");
        _ran();
    }

    // --- hardware ---

    function approveHardware(uint256 seed) external {
        if (_approve(seed) != 0) _ran();
    }

    function lowerApproval(uint256 seed) external {
        uint256 cluster = _find(Stage.Drawn, seed);
        if (cluster == 0) cluster = _drawSome(seed);
        if (cluster == 0) return;
        Mirrored storage m = mirrored[cluster];
        if (m.approved == m.cost) cluster = _approve(seed);
        if (cluster == 0) return;
        m = mirrored[cluster];
        txLowerApproval(cluster, m.cost + ((seed >> 8) % (m.approved - m.cost)));
        _ran();
    }

    function drawForHardware(uint256 seed) external {
        if (_drawSome(seed) != 0) _ran();
    }

    function commissionCluster(uint256 seed) external {
        if (_commission(seed) != 0) _ran();
    }

    function writeDown(uint256 seed) external {
        uint256 cluster = _findValuable(seed);
        if (cluster == 0) cluster = _commission(seed);
        if (cluster == 0) return;
        _catchUp();
        uint256 value = book.facility(cluster).value;
        txWriteDown(cluster, 1 + ((seed >> 8) % Math.ceilDiv(value, 3)));
        _ran();
    }

    function sell(uint256 seed) external {
        // Also what was ordered and never delivered.
        uint256 cluster = seed % 5 == 0 ? _find(Stage.Drawn, seed) : 0;
        if (cluster == 0) cluster = _serving(seed);
        if (cluster == 0) return;
        _catchUp();
        _sell(cluster, seed);
        _ran();
    }

    /// @dev Sold with a period not reported yet: what was earned until the sale still finds its way.
    function settleAfterSale(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        passTime(1 hours + ((seed >> 16) % 20 days));
        _catchUp();
        _sell(cluster, seed);
        _reportAfterSale(cluster, seed);
        _settle(cluster);
        _ran();
    }

    // --- reports and rent ---

    function report(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        _report(cluster, seed);
        _ran();
    }

    function reportByTooFew(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        RevenueReport memory r = _nextReport(cluster, seed);
        (address[] memory signers, bytes[] memory signatures) = signedBy(r, QUORUM - 1);
        _expectRefused(r, signers, signatures, "two of four");
        (signers, signatures) = signedBy(r, QUORUM);
        signers[2] = signers[1];
        signatures[2] = signatures[1];
        _expectRefused(r, signers, signatures, "one of them twice");
        (signers, signatures) = signedBy(r, QUORUM);
        r.gross += 1;
        _expectRefused(r, signers, signatures, "for something else");
        _ran();
    }

    function veto(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        (uint32 submitted, ) = oracle.progressOf(cluster);
        if (submitted == 0 || oracle.statusOf(cluster, submitted) != ReportStatus.Pending) {
            submitted = _report(cluster, seed);
        }
        txVeto(cluster, submitted);
        expectTrue(QUORUM_ONLY, oracle.statusOf(cluster, submitted) == ReportStatus.Void, "vetoed is void");
        _ran();
    }

    /// @dev What is final is beyond anybody's veto.
    function vetoTooLate(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        (uint32 finalised, ) = oracle.standingOf(cluster);
        if (finalised == 0) {
            finalised = _report(cluster, seed);
            passTime(LONG_WINDOW);
        }
        vm.prank(guardian);
        try oracle.veto(cluster, finalised) {
            expectTrue(QUORUM_ONLY, false, "a final report was vetoed");
        } catch {
            expectTrue(QUORUM_ONLY, true, "a final report was vetoed");
        }
        _ran();
    }

    function missAReport(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        (uint32 period, uint32 revision, , , , uint40 deadline) = oracle.nextReport(cluster);
        if (revision != 0) {
            // Missed already, or vetoed: another cluster, then.
            cluster = _commission(seed);
            if (cluster == 0) return;
            (period, , , , , deadline) = oracle.nextReport(cluster);
        }
        if (vm.getBlockTimestamp() <= deadline) passTime(deadline + 1 - vm.getBlockTimestamp());
        txMarkMissed(cluster);
        expectTrue(QUORUM_ONLY, oracle.statusOf(cluster, period) == ReportStatus.Missed, "silence is marked");
        _ran();
    }

    function payRent(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        _pay(cluster, seed);
        _ran();
    }

    /// @dev With or without a new report, with more, less or no cash, in service or after a sale.
    function settle(uint256 seed) external {
        uint256 cluster = seed % 4 == 0 ? _find(Stage.Retired, seed) : _serving(seed);
        if (cluster == 0) return;
        if (mirrored[cluster].stage == Stage.Retired) {
            if (mirrored[cluster].inServiceAt == 0) return; // never served
            _reportAfterSale(cluster, seed);
        }
        _settle(cluster);
        _ran();
    }

    /// @dev The ordinary course: report, window, payment, settlement.
    function wholePeriod(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        _report(cluster, seed);
        passTime(seed % 2 == 0 ? LONG_WINDOW : WINDOW);
        _pay(cluster, seed);
        _settle(cluster);
        _ran();
    }

    function claimCredit(uint256 seed) external {
        address who = seed % 2 == 0 ? operator : feeRecipient;
        if (book.creditOf(who) == 0) who = operator;
        if (book.creditOf(who) == 0) return;
        txClaim(who);
        _ran();
    }

    function returnExcess(uint256 seed) external {
        uint256 cluster = _find(Stage.Retired, seed);
        if (cluster == 0) return;
        FacilityState memory f = book.facility(cluster);
        if (f.lockbox <= f.reported - f.distributed) txPayIn(cluster, 1 + f.reported - f.distributed);
        if (vm.getBlockTimestamp() < _seen[cluster].soldAt + EXCESS_DELAY) passTime(EXCESS_DELAY);
        txReturnExcess(cluster);
        _ran();
    }

    // --- anybody, and the vault's keepers ---

    function donate(uint256 seed) external {
        txDonate(seed % 3 == 0 ? address(book) : address(vault), 1 + ((seed >> 8) % (100_000 * unit)));
        _ran();
    }

    function skim(uint256 seed) external {
        txDonate(address(vault), 1 + ((seed >> 8) % (10_000 * unit)));
        txSkim();
        _ran();
    }

    function sync(uint256 seed) external {
        txSync(seed % 6);
        _ran();
    }

    function pauseAndResume(uint256 seed) external {
        _catchUp();
        txPause(true);
        expectEq(NO_FALL, vault.maxDeposit(_stranger), 0, "paused: no deposits");
        address owner = _holder(seed);
        txRedeem(owner, owner, vault.maxRedeem(owner) / 10);
        txPause(false);
        _ran();
    }

    // --- time ---

    function wait(uint256 seed) external {
        uint256 kind = seed % 5;
        uint256 duration = seed >> 8;
        if (kind == 0) duration = 1 + (duration % 2 minutes);
        else if (kind == 1) duration = 1 + (duration % 2 days);
        else if (kind < 4) duration = 1 + (duration % 20 days);
        else duration = 30 days + (duration % 60 days);
        passTime(duration);
        _ran();
    }

    /// @dev To the second before something falls due, to that second, or to the one after it.
    function waitForWhatIsDue(uint256 seed) external {
        _catchUp();
        if (vault.state().nextDue == type(uint32).max && _commission(seed) == 0) return;
        uint256 due = vault.state().nextDue;
        uint256 now_ = vm.getBlockTimestamp();
        if (due == type(uint32).max || due <= now_ + 1) return;
        passTime(due - now_ - 1 + (seed % 3));
        _ran();
    }

    // --- every entry point, by name ---

    function entryPoints() public pure returns (bytes4[] memory list) {
        list = new bytes4[](30);
        list[0] = this.deposit.selector;
        list[1] = this.mint.selector;
        list[2] = this.withdraw.selector;
        list[3] = this.redeem.selector;
        list[4] = this.redeemForAnother.selector;
        list[5] = this.transferShares.selector;
        list[6] = this.goInAndOut.selector;
        list[7] = this.approveHardware.selector;
        list[8] = this.lowerApproval.selector;
        list[9] = this.drawForHardware.selector;
        list[10] = this.commissionCluster.selector;
        list[11] = this.report.selector;
        list[12] = this.reportByTooFew.selector;
        list[13] = this.veto.selector;
        list[14] = this.vetoTooLate.selector;
        list[15] = this.missAReport.selector;
        list[16] = this.payRent.selector;
        list[17] = this.settle.selector;
        list[18] = this.wholePeriod.selector;
        list[19] = this.claimCredit.selector;
        list[20] = this.donate.selector;
        list[21] = this.skim.selector;
        list[22] = this.sync.selector;
        list[23] = this.pauseAndResume.selector;
        list[24] = this.wait.selector;
        list[25] = this.waitForWhatIsDue.selector;
        list[26] = this.writeDown.selector;
        list[27] = this.sell.selector;
        list[28] = this.returnExcess.selector;
        list[29] = this.settleAfterSale.selector;
    }

    /// @notice Calls what has not done its work yet, in an order in which it can, and then the rare events that need a
    ///         facility's whole life. Fails where anything remains undone.
    function bringAboutWhatIsMissing() external {
        _mostClusters = clusters.length + 6;
        bytes4[] memory missing = entryPoints();
        for (uint256 i = 0; i < missing.length; ++i) {
            for (uint256 seed = 0; seed < 8 && runs[missing[i]] == 0; ++seed) {
                uint256 r = uint256(keccak256(abi.encode(missing[i], seed)));
                // solhint-disable-next-line avoid-low-level-calls
                (bool ok, bytes memory reason) = address(this).call(abi.encodePacked(missing[i], r, r >> 1, r >> 2));
                if (!ok) Address.verifyCallResult(false, reason); // reverts with the reason
            }
            // solhint-disable-next-line gas-custom-errors
            require(runs[missing[i]] > 0, string.concat("entry point never ran: ", vm.toString(i)));
        }
    }

    // --- looking at everything ---

    /// @notice The laws that hold facility by facility.
    function _checkFacilities() private {
        uint256 owed = sumOfCredits;
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[i];
            Mirrored storage m = mirrored[cluster];
            FacilityState memory f = book.facility(cluster);
            owed += f.lockbox + f.reserve;
            expectEq(SOLVENCY, f.lockbox, m.lockbox, "lockbox");
            expectEq(SOLVENCY, f.reserve, m.reserve, "reserve");
            expectLe(REPORTED, f.distributed, f.reported, "distributed beyond what was reported");
            expectEq(REPORTED, f.reported, m.reported, "reported is the sum of what was taken");
            expectEq(REPORTED, f.distributed, m.distributed, "distributed is the sum of what was settled");
            expectEq(REPORTED, f.received, m.received, "received is the sum of the vault's lines");
            _checkValue(cluster, m, f);
        }
        expectLe(SOLVENCY, cash, asset.balanceOf(address(vault)), "the vault holds its cash");
        expectLe(SOLVENCY, owed, asset.balanceOf(address(book)), "the book holds lockboxes, reserves and credits");
        expectEq(
            SOLVENCY,
            sumOfCredits,
            book.creditOf(operator) + book.creditOf(feeRecipient),
            "credits are what lines made them"
        );
        _checkStream();
        _checkHistory();
    }

    function _checkValue(uint256 cluster, Mirrored storage m, FacilityState memory f) private {
        expectLe(VALUE, f.value, f.cost, "above its cost");
        expectNear(VALUE, f.value, mirrorValueFine(m) / FINE, 1 + writeDowns[cluster], "the line of a facility");
        if (m.stage == Stage.Retired) {
            expectEq(VALUE, f.value, 0, "gone");
            return;
        }
        expectLe(VALUE, f.value, m.lowest, "risen without a draw");
        m.lowest = f.value;
        if (f.wearUntil != 0 && vm.getBlockTimestamp() >= f.wearUntil) {
            expectEq(VALUE, f.value, f.salvage, "salvage at the end of life");
            if (!_seen[cluster].ended) ++endsOfLife;
            _seen[cluster].ended = true;
        }
        if (f.wearFrom != 0 && f.wearFrom == m.deadline && !_seen[cluster].missed) {
            ++missedDeadlines;
            _seen[cluster].missed = true;
        }
    }

    /// @dev By events: all that was ever locked has vested, is locked, was absorbed by a loss, or released.
    function _checkStream() private {
        expectNear(STREAM, eventsLocked, everLocked, clusters.length * 4 * FINE + 4 * FINE, "ever locked, by events");
        uint256 accounted = mirrorVested() + mirrorLocked() + eventsAbsorbed + eventsReleased;
        uint256 tolerance = clusters.length * 8 * FINE + 8 * FINE + eventsLocked / 1e9;
        expectNear(STREAM, accounted, eventsLocked, tolerance, "vested, locked, absorbed and released");
    }

    /// @dev What was settled stays settled, as it was signed, and in its order.
    function _checkHistory() private {
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[i];
            uint256 count = taken[cluster].length;
            if (count == 0) continue;
            (, uint32 settled) = oracle.progressOf(cluster);
            expectEq(QUORUM_ONLY, settled, count, "settled once each, in order");
            uint256 k = uint256(keccak256(abi.encode(vm.getBlockTimestamp(), cash))) % count;
            ReportRecord memory now_ = oracle.reportOf(cluster, uint32(k + 1));
            ReportRecord storage then_ = taken[cluster][k];
            expectTrue(QUORUM_ONLY, now_.status == ReportStatus.Settled, "settled is for ever");
            expectTrue(QUORUM_ONLY, now_.contentHash == then_.contentHash, "settled contents are for ever");
            expectTrue(QUORUM_ONLY, _agreed[then_.contentHash], "a quorum signed it");
            if (k > 0) expectEq(QUORUM_ONLY, then_.start, taken[cluster][k - 1].end, "without gaps");
        }
    }

    // --- bringing things about ---

    function _approve(uint256 seed) private returns (uint256 cluster) {
        if (clusters.length == _mostClusters) return 0;
        uint256 cost = (100_000 + (seed % 3_000_000)) * unit + ((seed >> 32) % unit);
        uint256 salvage = (cost * ((seed >> 64) % 40)) / 100;
        Terms memory terms = plainTerms(cost - ((seed >> 128) % (cost / 10)));
        terms.vaultShareBps = uint16(5_000 + ((seed >> 80) % 5_001));
        terms.reserveTarget = uint128((seed >> 96) % 3 == 0 ? 0 : (seed >> 100) % (cost / 100));
        txApprove(cost, salvage, uint32(30 days + ((seed >> 160) % 300 days)), terms);
        return clusters[clusters.length - 1];
    }

    function _drawSome(uint256 seed) private returns (uint256 cluster) {
        cluster = _findDrawable(seed);
        if (cluster == 0) cluster = _approve(seed);
        if (cluster == 0) return 0;
        Mirrored storage m = mirrored[cluster];
        _catchUp();
        uint256 room = m.approved - m.cost;
        if (cash < room && _isOpen()) txDeposit(_depositor(seed), room);
        uint256 amount = Math.min(seed % 3 == 0 ? room : 1 + ((seed >> 8) % room), cash);
        if (amount == 0) return 0;
        txDraw(cluster, amount);
    }

    function _commission(uint256 seed) private returns (uint256 cluster) {
        cluster = _find(Stage.Drawn, seed);
        if (cluster == 0) cluster = _drawSome(seed);
        if (cluster == 0) return 0;
        _catchUp();
        txCommission(cluster, vm.getBlockTimestamp() - ((seed >> 32) % 10 days));
    }

    /// @return cluster One that is in service, put there if need be
    function _serving(uint256 seed) private returns (uint256 cluster) {
        cluster = _find(Stage.InService, seed);
        if (cluster == 0) cluster = _commission(seed);
    }

    function _sell(uint256 cluster, uint256 seed) private {
        uint256 price = (book.facility(cluster).value * ((seed >> 8) % 150)) / 100;
        txOffer(cluster, seed % 2 == 0 ? _buyer : address(0), price);
        txBuy(cluster, _buyer, price);
        _seen[cluster].soldAt = vm.getBlockTimestamp();
    }

    function _report(uint256 cluster, uint256 seed) private returns (uint32) {
        RevenueReport memory r = _nextReport(cluster, seed);
        txSubmit(r);
        _agreed[oracle.reportOf(cluster, r.period).contentHash] = true;
        return r.period;
    }

    /// @dev What was earned until the sale is reported, paid and settled after it.
    function _reportAfterSale(uint256 cluster, uint256 seed) private {
        try oracle.nextReport(cluster) returns (uint32 period, uint32 revision, uint32, uint32, uint40 start, uint40) {
            if (revision > 1 || oracle.reportOf(cluster, period).end != 0) return;
            uint256 end = Math.min(start + uint256(MAX_PERIOD), _seen[cluster].soldAt);
            RevenueReport memory r = nextReportOf(cluster, end, 5_000, 2 * unit);
            txSubmit(r);
            _agreed[oracle.reportOf(cluster, r.period).contentHash] = true;
            passTime(LONG_WINDOW);
            _pay(cluster, seed);
            ++reportsAfterSale;
        } catch {} // all of it has been reported
    }

    function _nextReport(uint256 cluster, uint256 seed) private returns (RevenueReport memory) {
        (uint32 period, uint32 revision, , , uint40 start, ) = oracle.nextReport(cluster);
        uint256 end = oracle.reportOf(cluster, period).end;
        if (revision == 0 || end == 0) {
            end = start + 1 hours + ((seed >> 16) % (MAX_PERIOD - 1 hours));
            if (end > vm.getBlockTimestamp() + 3 days) end = vm.getBlockTimestamp() + 1 days;
        }
        if (end > vm.getBlockTimestamp()) passTime(end - vm.getBlockTimestamp());
        uint256 sold = seed % 6 == 0 ? 0 : 100 + ((seed >> 40) % 9_901);
        return nextReportOf(cluster, end, sold, (unit * (6 + ((seed >> 60) % 100))) / 10);
    }

    /// @dev Exactly what is owed, a part, a unit, or far more.
    function _pay(uint256 cluster, uint256 seed) private {
        (uint32 submitted, ) = oracle.progressOf(cluster);
        uint256 owed = book.receivable(cluster) + oracle.reportOf(cluster, submitted).gross;
        uint256 kind = (seed >> 4) % 8;
        if (kind == 0) txPayIn(cluster, 1);
        else if (kind < 3) txPayIn(cluster, 1 + owed / (2 + ((seed >> 20) % 8)));
        else if (kind == 3) txPayIn(cluster, 1 + owed * 2);
        else if (owed > 0) txPayIn(cluster, owed);
    }

    function _settle(uint256 cluster) private {
        _catchUp();
        bool tookReport = txSettle(cluster);
        Mirrored storage m = mirrored[cluster];
        if (tookReport && m.distributed < m.reported) ++shortfalls;
        if (m.lockbox > 0) ++excesses;
    }

    /// @dev A vault with more due than a call works off refuses, as it should; everybody else's call goes before ours.
    function _catchUp() private {
        if (vault.state().nextDue <= vm.getBlockTimestamp()) txSync(4);
    }

    function _expectRefused(
        RevenueReport memory r,
        address[] memory signers,
        bytes[] memory signatures,
        string memory by
    ) private {
        try oracle.submit(r, signers, signatures) {
            expectTrue(QUORUM_ONLY, false, string.concat("admitted by ", by));
        } catch {
            expectTrue(QUORUM_ONLY, true, by);
        }
    }

    // --- choosing ---

    function _depositor(uint256 seed) private view returns (address) {
        return _depositors[seed % _depositors.length];
    }

    /// @dev One who holds shares, if anybody does.
    function _holder(uint256 seed) private view returns (address who) {
        for (uint256 i = 0; i < _depositors.length; ++i) {
            who = _depositor((seed % 3) + i);
            if (vault.balanceOf(who) > 0) return who;
        }
    }

    function _isOpen() private view returns (bool) {
        return vault.totalSupply() == 0 || vault.totalAssets() > 0;
    }

    function _find(Stage stage, uint256 seed) private view returns (uint256) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[((seed % 1_000) + i) % clusters.length];
            if (mirrored[cluster].stage == stage) return cluster;
        }
        return 0;
    }

    function _findValuable(uint256 seed) private view returns (uint256) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[((seed % 1_000) + i) % clusters.length];
            if (mirrored[cluster].stage == Stage.InService && book.facility(cluster).value > 0) return cluster;
        }
        return 0;
    }

    function _findDrawable(uint256 seed) private view returns (uint256) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[((seed % 1_000) + i) % clusters.length];
            Mirrored storage m = mirrored[cluster];
            bool early = m.stage == Stage.Approved || m.stage == Stage.Drawn;
            if (early && m.cost < m.approved && vm.getBlockTimestamp() <= m.inServiceBy) return cluster;
        }
        return 0;
    }

    function _ran() private {
        ++runs[msg.sig];
        _checkFacilities();
    }
}

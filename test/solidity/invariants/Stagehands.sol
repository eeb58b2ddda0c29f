// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Lane} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {FacilityState, IBookEvents, Terms} from "../../../contracts/interfaces/IBookEvents.sol";
import {ReportRecord, ReportStatus, RevenueReport} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {Mirrored, Stage} from "./Mirror.sol";
import {QueueTransactions} from "./QueueTransactions.sol";

/// @notice What every handler shares: who takes part, how whatever an entry point needs is brought about, and the look at
///         every law after it.
abstract contract Stagehands is QueueTransactions {
    uint256 internal constant EXCESS_DELAY = 90 days;

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
    address internal attacker = actor("attacker");
    address internal mule = actor("mule");
    address internal buyer = actor("buyer");
    address internal stranger = actor("stranger");

    /// @dev Most clusters there may be: every look at the laws walks them all.
    uint256 internal mostClusters = 14;
    /// @dev Whether deposits are to be opened again, whatever it takes.
    bool internal insists;

    /// @dev Contents that a quorum has signed.
    mapping(bytes32 content => bool) private _agreed;
    struct Seen {
        bool ended;
        bool missed;
        uint256 retiredAt;
    }

    /// @dev What a facility has been through.
    mapping(uint256 cluster => Seen) internal seen;

    constructor(uint8 decimals) {
        deployProtocol(decimals, 1_000);
        vm.recordLogs();
        for (uint256 i = 0; i < _depositors.length; ++i) people.push(_depositors[i]);
        people.push(attacker);
        txDeposit(_depositors[0], 20_000_000 * unit);
    }

    // --- looking at everything ---

    /// @notice The laws that hold facility by facility.
    function _checkFacilities() private {
        uint256 owed = sumOfCredits;
        uint256 bonds;
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[i];
            Mirrored storage m = mirrored[cluster];
            FacilityState memory f = book.facility(cluster);
            owed += f.lockbox + f.reserve;
            bonds += m.bond;
            expectEq(SOLVENCY, bond.bondOf(cluster), m.bond, "bond");
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
        expectEq(SOLVENCY, escrow.totalOwed(), bonds, "the escrow owes what was put up");
        expectEq(SOLVENCY, asset.balanceOf(address(escrow)), bonds, "bonds are where they were put");
        expectEq(SOLVENCY, asset.balanceOf(address(resolutions)), 0, "recoveries go straight to the vault");
        _checkStream();
        _checkHistory();
        checkQueue();
    }

    function _checkValue(uint256 cluster, Mirrored storage m, FacilityState memory f) private {
        expectLe(VALUE, f.value, f.cost, "above its cost");
        uint256 tolerance = 1 + writeDowns[cluster];
        expectNear(VALUE, f.value, mirrorValueFine(m) / FINE, tolerance, "the line of a facility");
        expectNear(NO_FALL, f.exitValue, mirrorExitFine(m) / FINE, 1 + tolerance, "the exit line of a facility");
        (uint256 since, uint256 lineEnd, uint256 perUnit) = mirrorLine(m);
        expectEq(NO_FALL, f.lateSince, since, "late since");
        expectNear(NO_FALL, f.lineEnd, lineEnd, tolerance * perUnit, "the end of its line");
        if (since == 0) expectEq(NO_FALL, f.deadline, m.deadline, "late from");
        if (m.stage == Stage.Retired) {
            expectEq(VALUE, f.value, 0, "gone");
            return;
        }
        expectLe(VALUE, f.value, m.lowest, "risen without a draw");
        m.lowest = f.value;
        if (f.wearUntil != 0 && vm.getBlockTimestamp() >= f.wearUntil) {
            expectEq(VALUE, f.value, f.salvage, "salvage at the end of life");
            if (!seen[cluster].ended) ++endsOfLife;
            seen[cluster].ended = true;
        }
        if (f.wearFrom != 0 && f.wearFrom == f.lateSince && !seen[cluster].missed) {
            ++missedDeadlines;
            seen[cluster].missed = true;
        }
    }

    /// @dev By events: all that was ever locked has vested, is locked, was absorbed by a loss, or released.
    function _checkStream() private {
        expectNear(STREAM, eventsLocked, everLocked, 8 * _valueTolerance() * FINE, "ever locked, by events");
        uint256 accounted = mirrorVested() + mirrorLocked() + eventsAbsorbed + eventsReleased;
        uint256 tolerance = 16 * _valueTolerance() * FINE + eventsLocked / 1e9;
        expectNear(STREAM, accounted, eventsLocked, tolerance, "vested, locked, absorbed and released");
    }

    /// @dev What was settled stays settled, as it was signed, and in its order.
    function _checkHistory() private {
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[i];
            uint256 count = taken[cluster].length;
            if (count == 0) continue;
            expectEq(QUORUM_ONLY, settledPeriods(cluster), count, "settled once each, in order");
            uint256 k = uint256(keccak256(abi.encode(vm.getBlockTimestamp(), cash))) % count;
            ReportRecord memory now_ = oracle.reportOf(cluster, uint32(k + 1));
            ReportRecord storage then_ = taken[cluster][k];
            expectTrue(QUORUM_ONLY, now_.status == ReportStatus.Final, "final is for ever");
            expectTrue(QUORUM_ONLY, now_.contentHash == then_.contentHash, "settled contents are for ever");
            expectTrue(QUORUM_ONLY, _agreed[then_.contentHash], "a quorum signed it");
            if (k > 0) expectEq(QUORUM_ONLY, then_.start, taken[cluster][k - 1].end, "without gaps");
        }
    }

    // --- bringing things about ---

    function _approve(uint256 seed) internal returns (uint256 cluster) {
        if (clusters.length == mostClusters) return 0;
        uint256 cost = (100_000 + (seed % 3_000_000)) * unit + ((seed >> 32) % unit);
        uint256 salvage = (cost * ((seed >> 64) % 40)) / 100;
        Terms memory terms = plainTerms(cost - ((seed >> 128) % (cost / 10)));
        terms.vaultShareBps = uint16(5_000 + ((seed >> 80) % 5_001));
        terms.lineLength = uint32(7 days + ((seed >> 176) % 120 days));
        terms.bondBps = seed % 3 == 0 ? uint16((seed >> 192) % 1_500) : 0;
        terms.reserveTarget = uint128((seed >> 96) % 3 == 0 ? 0 : (seed >> 100) % (cost / 100));
        txApprove(cost, salvage, uint32(30 days + ((seed >> 160) % 300 days)), terms);
        return clusters[clusters.length - 1];
    }

    function _drawSome(uint256 seed) internal returns (uint256 cluster) {
        cluster = _findDrawable(seed);
        if (cluster == 0) cluster = _approve(seed);
        if (cluster == 0) return 0;
        Mirrored storage m = mirrored[cluster];
        _catchUp();
        uint256 room = m.approved - m.cost;
        if (vault.state().freeCash < room && _isOpen()) txDeposit(_depositor(seed), room);
        if (vm.getBlockTimestamp() > m.inServiceBy) return 0; // opening took too long
        uint256 amount = Math.min(seed % 3 == 0 ? room : 1 + ((seed >> 8) % room), vault.state().freeCash);
        if (amount == 0) return 0;
        _bond(cluster, amount);
        txDraw(cluster, amount);
    }

    function _commission(uint256 seed) internal returns (uint256 cluster) {
        cluster = _find(Stage.Drawn, seed);
        if (cluster == 0) cluster = _drawSome(seed);
        if (cluster == 0) return 0;
        _catchUp();
        txCommission(cluster, vm.getBlockTimestamp() - ((seed >> 32) % 10 days));
    }

    /// @return cluster One that is in service, put there if need be
    function _serving(uint256 seed) internal returns (uint256 cluster) {
        cluster = _find(Stage.InService, seed);
        if (cluster == 0) cluster = _commission(seed);
    }

    /// @return cluster One in service that is not late, put there if need be
    function _healthy(uint256 seed) internal returns (uint256 cluster) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            cluster = clusters[((seed % 1_000) + i) % clusters.length];
            if (mirrored[cluster].stage == Stage.InService && !_isLate(cluster)) return cluster;
        }
        cluster = _commission(seed);
        if (cluster != 0 && _isLate(cluster)) return 0;
    }

    function _isLate(uint256 cluster) internal view returns (bool) {
        (uint256 since, , ) = mirrorLine(mirrored[cluster]);
        return since != 0;
    }

    function _expectNoDraw(uint256 cluster, uint256 amount, bytes4 because, string memory what) internal {
        vm.prank(operator);
        try book.draw(cluster, amount, operator) {
            expectTrue(QUEUE, false, what);
        } catch (bytes memory reason) {
            string memory seen_ = vm.toString(uint32(bytes4(reason)));
            expectTrue(QUEUE, bytes4(reason) == because, string.concat(what, ": no, but refused by ", seen_));
        }
    }

    /// @dev What the operator lacks of the bond for a draw.
    function _bond(uint256 cluster, uint256 amount) internal {
        Mirrored storage m = mirrored[cluster];
        uint256 required = Math.ceilDiv((m.cost + amount) * m.bondBps, 10_000);
        if (m.bond >= required) return;
        bytes4 because = IBookEvents.FacilityBook_BondTooSmall.selector;
        _expectNoDraw(cluster, amount, because, "a draw without its bond");
        txPostBond(cluster, required - m.bond);
    }

    function _sell(uint256 cluster, uint256 seed) internal {
        uint256 price = (book.facility(cluster).value * ((seed >> 8) % 150)) / 100;
        txOffer(cluster, seed % 2 == 0 ? buyer : address(0), price);
        txBuy(cluster, buyer, price);
        seen[cluster].retiredAt = vm.getBlockTimestamp();
    }

    function _report(uint256 cluster, uint256 seed) internal returns (uint32) {
        RevenueReport memory r = _nextReport(cluster, seed);
        _submit(r);
        return r.period;
    }

    function _submit(RevenueReport memory r) internal {
        txSubmit(r);
        _agreed[oracle.reportOf(r.cluster, r.period).contentHash] = true;
    }

    /// @dev What was earned until the sale is reported, paid and settled after it.
    function _reportAfterSale(uint256 cluster, uint256 seed) internal {
        try oracle.nextReport(cluster) returns (uint32 period, uint32 revision, uint32, uint32, uint40 start, uint40) {
            if (revision > 1 || oracle.reportOf(cluster, period).end != 0) return;
            uint256 end = Math.min(start + uint256(MAX_PERIOD), registry.hardware(cluster).retiredAt);
            if (end <= start) return;
            RevenueReport memory r = nextReportOf(cluster, end, 5_000, 2 * unit);
            _submit(r);
            passTime(LONG_WINDOW);
            _pay(cluster, seed);
            ++reportsAfterSale;
        } catch {} // all of it has been reported
    }

    function _nextReport(uint256 cluster, uint256 seed) internal returns (RevenueReport memory) {
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
    function _pay(uint256 cluster, uint256 seed) internal {
        (uint32 submitted, ) = oracle.progressOf(cluster);
        uint256 owed = book.receivable(cluster) + oracle.reportOf(cluster, submitted).gross;
        uint256 kind = (seed >> 4) % 8;
        if (kind == 0) txPayIn(cluster, 1);
        else if (kind < 3) txPayIn(cluster, 1 + owed / (2 + ((seed >> 20) % 8)));
        else if (kind == 3) txPayIn(cluster, 1 + owed * 2);
        else if (owed > 0) txPayIn(cluster, owed);
    }

    function _settle(uint256 cluster) internal returns (bool tookReport) {
        _catchUp();
        tookReport = txSettle(cluster);
        Mirrored storage m = mirrored[cluster];
        if (tookReport && m.distributed < m.reported) ++shortfalls;
        if (m.lockbox > 0) ++excesses;
    }

    /// @dev A vault with more due than a call works off refuses, as it should; everybody else's call goes before ours.
    function _catchUp() internal {
        if (vault.state().nextDue <= vm.getBlockTimestamp()) txSync(4);
    }

    function _expectRefused(
        RevenueReport memory r,
        address[] memory signers,
        bytes[] memory signatures,
        string memory by
    ) internal {
        try oracle.submit(r, signers, signatures) {
            expectTrue(QUORUM_ONLY, false, string.concat("admitted by ", by));
        } catch {
            expectTrue(QUORUM_ONLY, true, by);
        }
    }

    // --- choosing ---

    function _depositor(uint256 seed) internal view returns (address) {
        return _depositors[seed % _depositors.length];
    }

    /// @dev One who holds shares, if anybody does.
    function _holder(uint256 seed) internal view returns (address who) {
        for (uint256 i = 0; i < _depositors.length; ++i) {
            who = _depositor((seed % 3) + i);
            if (vault.balanceOf(who) > 0) return who;
        }
    }

    /// @dev Whether deposits are open. Where they have to be, and now and then, they are opened again.
    function _isOpen() internal returns (bool) {
        _catchUp();
        (Lane entries, ) = vault.lanes();
        if (entries == Lane.Open || !(insists || vm.getBlockTimestamp() % 8 == 0)) return entries == Lane.Open;
        for (uint256 i = 0; i < 3 && entries != Lane.Open; ++i) {
            _resolveWhatIsLate();
            _catchUp();
            (entries, ) = vault.lanes();
        }
        return entries == Lane.Open;
    }

    /// @dev Everything late is sold for most of its value, and what came in has vested.
    function _resolveWhatIsLate() internal {
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[i];
            Mirrored storage m = mirrored[cluster];
            if (m.stage == Stage.Approved || m.stage == Stage.Retired || !_isLate(cluster)) continue;
            _catchUp();
            if (m.stage != Stage.Resolving) txOpen(cluster, curator);
            uint256 price = (mirrorValueFine(m) / FINE / 10) * 9;
            if (price > 0) txRecover(cluster, buyer, price);
            _close(cluster, curator);
        }
        if (vault.state().nav == 0) {
            txDonate(address(vault), 1_000 * unit);
            txSkim();
        }
        passTime(VESTING_CAP);
    }

    function _close(uint256 cluster, address by) internal {
        txClose(cluster, by);
        seen[cluster].retiredAt = vm.getBlockTimestamp();
    }

    function _find(Stage stage, uint256 seed) internal view returns (uint256) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[((seed % 1_000) + i) % clusters.length];
            if (mirrored[cluster].stage == stage) return cluster;
        }
        return 0;
    }

    function _findValuable(uint256 seed) internal view returns (uint256) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[((seed % 1_000) + i) % clusters.length];
            if (mirrored[cluster].stage == Stage.InService && book.facility(cluster).value > 0) return cluster;
        }
        return 0;
    }

    function _findDrawable(uint256 seed) internal view returns (uint256) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[((seed % 1_000) + i) % clusters.length];
            Mirrored storage m = mirrored[cluster];
            bool early = m.stage == Stage.Approved || m.stage == Stage.Drawn;
            if (early && m.cost < m.approved && vm.getBlockTimestamp() <= m.inServiceBy) return cluster;
        }
        return 0;
    }

    function _ran() internal {
        ++runs[msg.sig];
        _checkFacilities();
    }
}

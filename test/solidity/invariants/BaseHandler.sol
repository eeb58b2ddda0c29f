// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {DepositStatus} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {Form, Terms} from "../../../contracts/interfaces/FacilityTypes.sol";
import {IFacilityOrigination} from "../../../contracts/interfaces/IFacilityOrigination.sol";
import {RevenueReport} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {FacilityLaws} from "./FacilityLaws.sol";
import {Mirrored, Status} from "./Mirror.sol";
import {randomDebt} from "./randomDebt.sol";

/// @notice What all actors share: who takes part, which cluster is meant, how whatever an action needs is brought
///         about, and the look at every law after it.
abstract contract BaseHandler is FacilityLaws {
    /// @notice Times that an action did what its name says.
    mapping(bytes4 action => uint256) public runs;
    /// @notice Settlements that took less than was reported, and lockboxes that held more.
    uint256 public shortfalls;
    uint256 public excesses;
    uint256 public reportsAfterSale;
    /// @notice Settlements refused because only patient requests waited, for a cure; and those that paid a part.
    uint256 public settlementsRefused;
    uint256 public partSettlements;

    uint256 internal constant NOTICE = 2 days;

    address[3] private _depositors = [actor("depositor"), actor("saver"), actor("whale")];
    address internal attacker = actor("attacker");
    address internal mule = actor("mule");
    address internal buyer = actor("buyer");
    address internal stranger = actor("stranger");

    /// @dev Most clusters there may be: every look at the laws walks them all.
    uint256 internal mostClusters = 14;
    /// @dev Whether deposits are to be opened again, whatever it takes.
    bool internal insists;

    constructor(uint8 decimals) {
        deployProtocol(decimals, FEE_BPS);
        vm.recordLogs();
        for (uint256 i = 0; i < _depositors.length; ++i) people.push(_depositors[i]);
        people.push(attacker);
        txDeposit(_depositors[0], 20_000_000 * unit);
    }

    function _ran() internal {
        ++runs[msg.sig];
        checkFacilities();
    }

    // --- choosing ---

    function _isOwned(uint256 cluster) internal view returns (bool) {
        return mirrored[cluster].form == Form.RevenueShare;
    }

    function _isDelinquent(uint256 cluster) internal view returns (bool) {
        return mirrorIsDelinquent(mirrored[cluster]);
    }

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

    function _find(Status status, uint256 seed) internal view returns (uint256) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[((seed % 1_000) + i) % clusters.length];
            if (mirrored[cluster].status == status) return cluster;
        }
        return 0;
    }

    function _findDrawable(uint256 seed) internal view returns (uint256) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[((seed % 1_000) + i) % clusters.length];
            Mirrored storage m = mirrored[cluster];
            bool early = m.status == Status.Approved || m.status == Status.Drawn;
            if (early && m.cost < m.approved && vm.getBlockTimestamp() <= m.inServiceBy) return cluster;
        }
        return 0;
    }

    // --- the vault's doors ---

    /// @dev A vault with more due than a call carries out refuses, as it should; everybody else's call goes before
    ///      ours. What is less, our own call carries out.
    function _catchUp() internal {
        while (vault.state().accrualPending) txAccrue(96);
    }

    /// @dev Whether deposits are open, with room for one. So near a total loss that not all shares of it would fit,
    ///      nobody deposits: `maxDeposit` says so.
    function _isOpen() internal returns (bool) {
        return _isOpenAtAnyPrice() && !isShut();
    }

    /// @notice Whether nobody can go in now, or nobody with much.
    function isShut() public view returns (bool) {
        return vault.maxDeposit(address(this)) <= vault.previewMint(1) + 5_000_000 * unit;
    }

    /// @dev Where deposits have to be open, and now and then, they are opened again.
    function _isOpenAtAnyPrice() private returns (bool) {
        _catchUp();
        DepositStatus status = vaultLens.depositStatus();
        if (status == DepositStatus.Open || !(insists || vm.getBlockTimestamp() % 8 == 0)) {
            return status == DepositStatus.Open;
        }
        for (uint256 i = 0; i < 3 && status != DepositStatus.Open; ++i) {
            _resolveWhatIsDelinquent();
            _catchUp();
            status = vaultLens.depositStatus();
        }
        return status == DepositStatus.Open;
    }

    /// @dev Everything delinquent is sold for most of its value, nothing is claimed any more, and what came in has
    ///      vested.
    function _resolveWhatIsDelinquent() internal {
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[i];
            Mirrored storage m = mirrored[cluster];
            if (m.status == Status.Approved || m.status == Status.Retired || !_isDelinquent(cluster)) continue;
            _catchUp();
            if (m.status != Status.Resolving) txOpen(cluster, curator);
            uint256 price = (mirrorValueX32(m) / X32 / 10) * 9;
            if (price > 0) txRecover(cluster, buyer, price);
            _close(cluster, curator);
        }
        for (uint256 i = 0; i < clusters.length; ++i) {
            if (mirrored[clusters[i]].claimed != 0) txEndClaim(clusters[i], governor);
        }
        if (vault.state().nav == 0) {
            txDonate(address(vault), 1_000 * unit);
            txSkim();
        }
        passTime(VESTING_CAP);
    }

    // --- facilities ---

    function _approve(uint256 seed) internal returns (uint256 cluster) {
        if (clusters.length == mostClusters) return 0;
        uint256 cost = (100_000 + (seed % 3_000_000)) * unit + ((seed >> 32) % unit);
        uint256 salvage = (cost * ((seed >> 64) % 40)) / 100;
        Terms memory terms = plainTerms(cost - ((seed >> 128) % (cost / 10)));
        terms.vaultShareBps = uint16(5_000 + ((seed >> 80) % 5_001));
        terms.bondBps = seed % 3 == 0 ? uint16((seed >> 192) % 1_500) : 0;
        terms.reserveTarget = uint128((seed >> 96) % 3 == 0 ? 0 : (seed >> 100) % (cost / 100));
        if (seed % 5 > 2) randomDebt(terms, seed % 5 == 3 ? Form.Loan : Form.Lease, seed >> 208);
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
        if (_drawable() < room && _isOpen()) txDeposit(_depositor(seed), room);
        if (vm.getBlockTimestamp() > m.inServiceBy) return 0; // opening took too long
        uint256 amount = Math.min(seed % 3 == 0 ? room : 1 + ((seed >> 8) % room), _drawable());
        if (amount == 0) return 0;
        _bond(cluster, amount);
        txDraw(cluster, amount);
    }

    /// @dev What the operator lacks of the bond for a draw.
    function _bond(uint256 cluster, uint256 amount) internal {
        Mirrored storage m = mirrored[cluster];
        uint256 required = Math.ceilDiv((m.cost + amount) * m.bondBps, 10_000);
        if (m.bond >= required) return;
        bytes4 because = IFacilityOrigination.FacilityOrigination_BondTooSmall.selector;
        _expectNoDraw(cluster, amount, because, "a draw without its bond");
        txPostBond(cluster, required - m.bond);
    }

    function _commission(uint256 seed) internal returns (uint256 cluster) {
        cluster = _find(Status.Drawn, seed);
        if (cluster == 0) cluster = _drawSome(seed);
        if (cluster == 0) return 0;
        _catchUp();
        txCommission(cluster, vm.getBlockTimestamp() - ((seed >> 32) % 10 days));
    }

    /// @return cluster One that is in service, put there if need be
    function _serving(uint256 seed) internal returns (uint256 cluster) {
        cluster = _find(Status.InService, seed);
        if (cluster == 0) cluster = _commission(seed);
    }

    /// @return cluster One that is the vault's own, in service or drawn for, and not delinquent
    function _sellable(uint256 seed) internal returns (uint256 cluster) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            cluster = clusters[((seed % 1_000) + i) % clusters.length];
            Status status = mirrored[cluster].status;
            bool isAlive = status == Status.InService || (status == Status.Drawn && seed % 5 == 0);
            if (isAlive && _isOwned(cluster) && _isInTime(cluster)) return cluster;
        }
        cluster = _commission(seed - (seed % 5));
        if (cluster != 0 && !(_isInTime(cluster) && _isOwned(cluster))) return 0;
    }

    /// @dev Whether it is not delinquent before an offer of it can be taken.
    function _isInTime(uint256 cluster) private view returns (bool) {
        uint256 from = Math.max(losses.announcementOf(cluster).waitsUntil, vm.getBlockTimestamp());
        return mirrored[cluster].deadline > from + NOTICE + 1;
    }

    /// @return cluster One that is delinquent and not being resolved; somebody is kept waiting if need be
    function _delinquent(uint256 seed) internal returns (uint256 cluster) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            cluster = clusters[((seed % 1_000) + i) % clusters.length];
            Status status = mirrored[cluster].status;
            if ((status == Status.InService || status == Status.Drawn) && _isDelinquent(cluster)) return cluster;
        }
        cluster = _serving(seed);
        if (cluster == 0) return 0;
        uint256 until = mirrored[cluster].deadline + ((seed >> 24) % 3) * 10 days;
        if (until > vm.getBlockTimestamp()) passTime(until - vm.getBlockTimestamp());
    }

    function _resolving(uint256 seed) internal returns (uint256 cluster) {
        cluster = _find(Status.Resolving, seed);
        if (cluster != 0) return cluster;
        cluster = _serving(seed);
        if (cluster == 0) return 0;
        _catchUp();
        txOpen(cluster, curator);
    }

    /// @dev Whether a title stands in the way of a closing.
    function _holdsOn(uint256 cluster) internal view returns (bool) {
        Mirrored storage m = mirrored[cluster];
        if (m.titleSold) return false;
        return m.form == Form.Loan ? workouts.owedOf(cluster) != 0 : mirrorValueX32(m) / X32 != 0;
    }

    /// @dev No resolution closes on a title: it goes for nothing before.
    function _close(uint256 cluster, address by) internal {
        if (_holdsOn(cluster)) {
            txExpectHeld(cluster, curator);
            _offer(cluster, address(0), 0);
            txBuy(cluster, buyer, 0);
        }
        txClose(cluster, by);
    }

    /// @dev An offer that can be taken. None is made while an announcement has just been taken back.
    function _offer(uint256 cluster, address to, uint256 price) internal {
        _awaitAnnouncement(cluster);
        txOffer(cluster, to, price);
        passTime(NOTICE);
        _catchUp();
    }

    function _awaitAnnouncement(uint256 cluster) internal {
        uint256 from = losses.announcementOf(cluster).waitsUntil;
        if (from > vm.getBlockTimestamp()) passTime(from - vm.getBlockTimestamp());
        _catchUp();
    }

    /// @dev What comes for a pledge above what is owed goes through its lockbox, as rent does: it has tests of its own.
    function _atMostOwed(uint256 cluster, uint256 amount) internal view returns (uint256) {
        Mirrored storage m = mirrored[cluster];
        bool isPledge = m.form == Form.Loan && m.workoutSince != 0;
        return isPledge ? Math.min(amount, workouts.owedOf(cluster)) : amount;
    }

    function _report(uint256 cluster, uint256 seed) internal returns (uint32) {
        RevenueReport memory r = _nextReport(cluster, seed);
        _submit(r);
        return r.period;
    }

    function _submit(RevenueReport memory r) internal {
        txSubmit(r);
        agreed[oracle.reportOf(r.cluster, r.period).contentHash] = true;
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

    /// @dev A fresh report of a period that nobody has doubted.
    function _undoubted(uint256 seed) internal returns (uint256 cluster, uint32 period) {
        cluster = _serving(seed);
        if (cluster == 0) return (0, 0);
        for (uint256 i = 0; i < 2; ++i) {
            period = _report(cluster, seed);
            (uint8 vetoes, bool disputed) = oracle.clock().doubtsOf(cluster, period);
            if (vetoes == 0 && !disputed) return (cluster, period);
        }
        return (0, 0);
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

    /// @dev Exactly what is owed, a part, a unit, or far more.
    function _pay(uint256 cluster, uint256 seed) internal {
        (uint32 submitted, ) = oracle.progressOf(cluster);
        uint256 owed = lens.receivable(cluster) + oracle.reportOf(cluster, submitted).gross;
        uint256 kind = (seed >> 4) % 8;
        if (kind == 0) txPayIn(cluster, 1);
        else if (kind < 3) txPayIn(cluster, 1 + owed / (2 + ((seed >> 20) % 8)));
        else if (kind == 3) txPayIn(cluster, 1 + owed * 2);
        else if (owed > 0) txPayIn(cluster, owed);
        // What is final has been settled with it.
        if (mirrored[cluster].distributed < mirrored[cluster].reported) ++shortfalls;
    }

    function _settle(uint256 cluster) internal returns (bool tookReport) {
        _catchUp();
        tookReport = txSettle(cluster);
        Mirrored storage m = mirrored[cluster];
        if (tookReport && m.distributed < m.reported) ++shortfalls;
        if (m.lockbox > 0) ++excesses;
    }

    function _expectNoDraw(uint256 cluster, uint256 amount, bytes4 because, string memory what) internal {
        vm.prank(operator);
        try origination.draw(cluster, amount, operator) {
            expectTrue(QUEUE, false, what);
        } catch (bytes memory reason) {
            string memory seen_ = vm.toString(uint32(bytes4(reason)));
            expectTrue(QUEUE, bytes4(reason) == because, string.concat(what, ": no, but refused by ", seen_));
        }
    }

    // --- the queue ---

    /// @dev One who holds shares, made one if nobody does and the doors are open.
    function _shareholder(uint256 seed) internal returns (address who) {
        who = _holder(seed);
        if (vault.balanceOf(who) == 0 && _isOpen()) txDeposit(who, vault.previewMint(1) + 100_000 * unit);
    }

    function _requestSome(uint256 who, uint256 amount) internal returns (uint256 epoch) {
        address owner = _shareholder(who);
        uint256 shares = vault.balanceOf(owner);
        if (shares == 0) return 0;
        shares = bound(amount, 1, amount % 4 == 0 ? shares : shares / 5 + 1);
        epoch = txRequest(owner, owner, shares, (amount >> 4) % 3 == 0);
    }

    function _requestAtAnyPrice(uint256 seed) internal returns (uint256) {
        address owner = _shareholder(seed);
        return vault.balanceOf(owner) == 0 ? 0 : txRequest(owner, owner, vault.balanceOf(owner) / 9 + 1, true);
    }

    /// @dev Settled as far as the cash goes, what stands in the way resolved now and then.
    function _settleSome(uint256 seed) internal returns (bool) {
        if (mirrorClosedShares() == 0) {
            uint256 epoch = _requestSome(seed, seed >> 8);
            if (epoch == 0) return false;
            _untilClosed(epoch);
        }
        _catchUp();
        if (mirrorPayableShares() == 0) {
            _expectNoSettlement();
            if (insists || seed % 3 == 0) _resolveWhatIsDelinquent();
            else if (seed % 3 == 1) _untilClosed(_requestAtAnyPrice(seed));
            _catchUp();
            if (mirrorPayableShares() == 0) return false;
        }
        // Less than a share unit is worth pays nobody.
        uint256 exitValue = vault.totalAssets();
        if (exitValue == 0 || cash * (vault.totalSupply() + VIRTUAL_SHARES) <= exitValue) return false;
        uint256 closed = mirrorClosedShares();
        txSettleQueue();
        if (mirrorClosedShares() < closed && mirrorNextEpoch() != 0) ++partSettlements;
        return mirrorClosedShares() < closed;
    }

    function _payQueue(uint256 seed) internal returns (bool) {
        for (uint256 i = 0; i < 4 && mirrorClosedShares() > 0; ++i) {
            uint256 wanted = vault.previewRedeem(mirrorClosedShares());
            if (cash < wanted && _isOpen()) txDeposit(_depositor(seed), wanted - cash + 1_000 * unit);
            _settleSome(seed);
        }
        return mirrorClosedShares() == 0;
    }

    function _untilClosed(uint256 epoch) internal {
        uint256 end = epochs[epoch].end;
        if (end > vm.getBlockTimestamp()) passTime(end - vm.getBlockTimestamp());
    }

    function _expectNoSettlement() internal {
        ++settlementsRefused;
        try queue.settle() returns (uint256, uint256 shares, uint256) {
            expectTrue(QUEUE, shares == 0, "who is patient waits for a cure");
        } catch {
            expectTrue(QUEUE, true, "who is patient waits for a cure");
        }
    }
}

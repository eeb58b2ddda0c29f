// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {DepositStatus} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {Form, Terms} from "../../../contracts/interfaces/FacilityTypes.sol";
import {IFacilityOrigination} from "../../../contracts/interfaces/IFacilityOrigination.sol";
import {RevenueReport} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {Mirrored, Status} from "./Mirror.sol";
import {FacilityLaws} from "./FacilityLaws.sol";

/// @notice What every handler shares: who takes part, how whatever an entry point needs is brought about, and the look
///         at every law after it.
abstract contract BaseHandler is FacilityLaws {
    uint256 internal constant EXCESS_DELAY = 90 days;

    /// @notice Times that an entry point did what its name says.
    mapping(bytes4 entryPoint => uint256) public runs;
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

    constructor(uint8 decimals) {
        deployProtocol(decimals, FEE_BPS);
        vm.recordLogs();
        for (uint256 i = 0; i < _depositors.length; ++i) people.push(_depositors[i]);
        people.push(attacker);
        txDeposit(_depositors[0], 20_000_000 * unit);
    }

    // --- bringing things about ---

    function _approve(uint256 seed) internal returns (uint256 cluster) {
        if (clusters.length == mostClusters) return 0;
        uint256 cost = (100_000 + (seed % 3_000_000)) * unit + ((seed >> 32) % unit);
        uint256 salvage = (cost * ((seed >> 64) % 40)) / 100;
        Terms memory terms = plainTerms(cost - ((seed >> 128) % (cost / 10)));
        terms.vaultShareBps = uint16(5_000 + ((seed >> 80) % 5_001));
        terms.bondBps = seed % 3 == 0 ? uint16((seed >> 192) % 1_500) : 0;
        terms.reserveTarget = uint128((seed >> 96) % 3 == 0 ? 0 : (seed >> 100) % (cost / 100));
        if (seed % 5 > 2) _owed(terms, seed % 5 == 3 ? Form.Loan : Form.Lease, seed >> 208);
        txApprove(cost, salvage, uint32(30 days + ((seed >> 160) % 300 days)), terms);
        return clusters[clusters.length - 1];
    }

    /// @dev Level payments, with or without a large last one, with or without late interest.
    function _owed(Terms memory terms, Form form, uint256 seed) private pure {
        terms.form = form;
        terms.vaultShareBps = uint16(seed % 2) * 1_000;
        terms.debt.period = uint32(10 days + (seed % 30 days));
        terms.debt.payments = uint16(3 + ((seed >> 8) % 20));
        terms.debt.lateRate = uint64((seed >> 16) % 2) * 1e17;
        terms.debt.finalPayment = uint128((terms.amount * ((seed >> 24) % 3)) / 5);
        if (form == Form.Loan) {
            terms.debt.yearlyRate = 12e16;
            terms.debt.shorten = (seed >> 32) % 2 == 0;
            if (terms.debt.shorten) terms.debt.finalPayment = 0;
        } else {
            uint256 rest = terms.amount - terms.debt.finalPayment;
            terms.debt.rent = uint128((rest * 21) / 20 / terms.debt.payments + 1);
        }
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

    /// @return cluster One in service that is not delinquent, put there if need be
    function _healthy(uint256 seed) internal returns (uint256 cluster) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            cluster = clusters[((seed % 1_000) + i) % clusters.length];
            if (mirrored[cluster].status == Status.InService && !_isDelinquent(cluster)) return cluster;
        }
        cluster = _commission(seed);
        if (cluster != 0 && _isDelinquent(cluster)) return 0;
    }

    /// @return cluster One that is the vault's own, in service or drawn for, and not delinquent
    function _sellable(uint256 seed) internal returns (uint256 cluster) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            cluster = clusters[((seed % 1_000) + i) % clusters.length];
            Status status = mirrored[cluster].status;
            bool isAlive = status == Status.InService || (status == Status.Drawn && seed % 5 == 0);
            if (isAlive && _isOwned(cluster) && !_isDelinquent(cluster)) return cluster;
        }
        cluster = _commission(seed - (seed % 5));
        if (cluster != 0 && (_isDelinquent(cluster) || !_isOwned(cluster))) return 0;
    }

    /// @return cluster A loan or a lease in service, put there if need be
    function _borrowed(uint256 seed) internal returns (uint256 cluster) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            cluster = clusters[((seed % 1_000) + i) % clusters.length];
            if (mirrored[cluster].status == Status.InService && !_isOwned(cluster)) return cluster;
        }
        cluster = _approve(seed - (seed % 5) + 3 + ((seed >> 8) % 2));
        if (cluster == 0) return 0;
        _catchUp();
        uint256 amount = mirrored[cluster].approved;
        if (_drawable() < amount && _isOpen()) txDeposit(_depositor(seed), amount);
        amount = Math.min(amount, _drawable());
        if (amount == 0 || vm.getBlockTimestamp() > mirrored[cluster].inServiceBy) return 0;
        _bond(cluster, amount);
        txDraw(cluster, amount);
        txCommission(cluster, vm.getBlockTimestamp());
    }

    function _isOwned(uint256 cluster) internal view returns (bool) {
        return mirrored[cluster].form == Form.RevenueShare;
    }

    function _isDelinquent(uint256 cluster) internal view returns (bool) {
        return mirrorIsDelinquent(mirrored[cluster]);
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

    /// @dev What the operator lacks of the bond for a draw.
    function _bond(uint256 cluster, uint256 amount) internal {
        Mirrored storage m = mirrored[cluster];
        uint256 required = Math.ceilDiv((m.cost + amount) * m.bondBps, 10_000);
        if (m.bond >= required) return;
        bytes4 because = IFacilityOrigination.FacilityOrigination_BondTooSmall.selector;
        _expectNoDraw(cluster, amount, because, "a draw without its bond");
        txPostBond(cluster, required - m.bond);
    }

    function _sell(uint256 cluster, uint256 seed) internal {
        uint256 price = (lens.facility(cluster).value * ((seed >> 8) % 150)) / 100;
        txOffer(cluster, seed % 2 == 0 ? buyer : address(0), price);
        txBuy(cluster, buyer, price);
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

    /// @dev A vault with more due than a call carries out refuses, as it should; everybody else's call goes before
    ///      ours. What is less, our own call carries out.
    function _catchUp() internal {
        while (vault.state().accrualPending) txAccrue(96);
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

    /// @dev No resolution closes on a title: it goes for nothing before.
    function _close(uint256 cluster, address by) internal {
        if (_holdsOn(cluster)) {
            txExpectHeld(cluster, curator);
            txOffer(cluster, address(0), 0);
            txBuy(cluster, buyer, 0);
        }
        txClose(cluster, by);
    }

    /// @dev Whether a title stands in the way of a closing.
    function _holdsOn(uint256 cluster) internal view returns (bool) {
        Mirrored storage m = mirrored[cluster];
        if (m.titleSold) return false;
        return m.form == Form.Loan ? workouts.owedOf(cluster) != 0 : mirrorValueX32(m) / X32 != 0;
    }

    function _find(Status status, uint256 seed) internal view returns (uint256) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[((seed % 1_000) + i) % clusters.length];
            if (mirrored[cluster].status == status) return cluster;
        }
        return 0;
    }

    function _findValuable(uint256 seed) internal view returns (uint256) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[((seed % 1_000) + i) % clusters.length];
            if (mirrored[cluster].status == Status.InService && lens.facility(cluster).value > 0) return cluster;
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

    function _ran() internal {
        ++runs[msg.sig];
        checkFacilities();
    }
}

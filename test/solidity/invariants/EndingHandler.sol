// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Form} from "../../../contracts/interfaces/FacilityTypes.sol";
import {VaultState} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {RevenueReport} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {Mirrored, Status} from "./Mirror.sol";
import {QueueHandler} from "./QueueHandler.sol";

/// @notice What happens when something breaks: delinquent, cured, resolved, lost in part, and who may not profit by it.
abstract contract EndingHandler is QueueHandler {
    uint256 private constant RELEASE_DELAY = 30 days;

    /// @dev The arrears of others can't be caught by stepping in.
    function depositWhileDelinquent(uint256 seed) external {
        uint256 cluster = _delinquent(seed);
        if (cluster == 0) return;
        _catchUp();
        if (insists && !_isTooMuchDelinquent()) _letMuchBeDelinquent(seed);
        if (!_isTooMuchDelinquent()) return;
        expectEq(NO_RISE, vault.maxDeposit(attacker), 0, "too much is delinquent: no deposits");
        asset.mint(attacker, unit);
        vm.startPrank(attacker);
        asset.approve(address(vault), unit);
        try vault.deposit(unit, attacker) {
            expectTrue(NO_RISE, false, "a deposit while too much is delinquent");
        } catch {
            expectTrue(NO_RISE, true, "a deposit while too much is delinquent");
        }
        vm.stopPrank();
        _ran();
    }

    /// @dev Whatever is in service is reported and paid up to now.
    function keepUp(uint256 seed) external {
        uint256 kept;
        _serving(seed);
        for (uint256 i = 0; i < clusters.length; ++i) {
            if (mirrored[clusters[i]].status != Status.InService) continue;
            if (_payUp(clusters[i], seed + i)) ++kept;
        }
        if (kept > 0) _ran();
    }

    /// @dev 89 days delinquent or a second, paid in one go or in parts.
    function cure(uint256 seed) external {
        uint256 cluster = _delinquent(seed);
        if (cluster == 0 || mirrored[cluster].status != Status.InService) return;
        if (seed % 3 == 0) {
            _pay(cluster, seed);
            _settle(cluster);
            if (!_isDelinquent(cluster)) return; // that was enough
        }
        uint256 before = cures;
        if (_payUp(cluster, seed) && cures > before) _ran();
    }

    function openResolution(uint256 seed) external {
        uint256 cluster = seed % 4 == 0 ? _find(Status.Drawn, seed) : 0;
        if (cluster == 0) cluster = _serving(seed);
        if (cluster == 0) return;
        _catchUp();
        txOpen(cluster, curator);
        _ran();
    }

    function openByAnyone(uint256 seed) external {
        uint256 cluster = _delinquent(seed);
        if (cluster == 0) return;
        uint256 end = mirrored[cluster].deadline + MARKDOWN;
        if (vm.getBlockTimestamp() < end) {
            _expectNoOpening(cluster);
            passTime(end - vm.getBlockTimestamp());
        }
        _catchUp();
        uint256 paid = lens.facility(cluster).exitValue;
        expectEq(NO_FALL, paid, 0, "worth nothing to a leaver at the end of its markdown");
        txOpen(cluster, stranger);
        _ran();
    }

    function recover(uint256 seed) external {
        uint256 cluster = _resolving(seed);
        if (cluster == 0) return;
        _catchUp();
        uint256 value = mirrorValueX32(mirrored[cluster]) / X32;
        // A part of the value, or all of it and more.
        uint256 amount = 1 + (seed % 5 == 0 ? value + ((seed >> 8) % (value / 4 + 1)) : (seed >> 8) % (value / 2 + 1));
        if (insists && redeemed == 0) amount += workouts.owedOf(cluster);
        amount = _atMostOwed(cluster, amount);
        if (amount == 0) return;
        txRecover(cluster, buyer, amount);
        _ran();
    }

    /// @dev Before, after and without a resolution it is income: a forfeited bond, insurance, what arrives late.
    function recoverAsIncome(uint256 seed) external {
        uint256 cluster = seed % 2 == 0 ? _find(Status.Retired, seed) : _serving(seed);
        if (insists && madeGood == 0) cluster = _claimed(seed);
        if (cluster == 0) cluster = _serving(seed);
        if (cluster == 0) return;
        _catchUp();
        uint256 amount = _atMostOwed(cluster, 1 + ((seed >> 8) % (100_000 * unit)));
        if (amount == 0) return;
        txRecover(cluster, stranger, amount);
        _ran();
    }

    function sellInResolution(uint256 seed) external {
        uint256 cluster = _resolving(seed);
        if (cluster == 0) return;
        if (mirrored[cluster].titleSold) {
            cluster = _serving(seed);
            if (cluster == 0) return;
            _catchUp();
            txOpen(cluster, curator);
        }
        _catchUp();
        uint256 price = (lens.facility(cluster).value * ((seed >> 8) % 120)) / 100;
        price = _atMostOwed(cluster, price);
        txOffer(cluster, address(0), price);
        txBuy(cluster, buyer, price);
        _ran();
    }

    function closeResolution(uint256 seed) external {
        uint256 cluster = _resolving(seed);
        if (cluster == 0) return;
        _catchUp();
        _close(cluster, curator);
        _ran();
    }

    function closeByAnyone(uint256 seed) external {
        uint256 cluster = _resolving(seed);
        if (cluster == 0) return;
        Mirrored storage m = mirrored[cluster];
        uint256 from = m.workoutSince + WORKOUT_PERIOD;
        if (vm.getBlockTimestamp() < from) passTime(from - vm.getBlockTimestamp());
        _catchUp();
        if (_holdsOn(cluster)) {
            txExpectHeld(cluster, stranger);
            txStartAuction(cluster, stranger);
            // Of a pledge until the price is no more than what is owed.
            uint256 least = mirrored[cluster].form == Form.Loan ? 15 days : 1;
            passTime(seed % 3 == 0 ? 30 days : least + ((seed >> 8) % (30 days - least)));
            _catchUp();
            (, , uint256 price) = workouts.offerOf(cluster);
            if (price == 0) txBurnTitle(cluster, stranger);
            else txBuy(cluster, buyer, price);
        }
        txClose(cluster, stranger);
        _ran();
    }

    /// @dev Early by the governor, or by anyone once its time is over.
    function endClaim(uint256 seed) external {
        uint256 cluster = _claimed(seed);
        if (cluster == 0) return;
        uint256 until = workouts.claimOf(cluster).countsUntil;
        if (seed % 2 == 0 && vm.getBlockTimestamp() < until) passTime(until - vm.getBlockTimestamp());
        _catchUp();
        txEndClaim(cluster, seed % 2 == 0 ? stranger : governor);
        _ran();
    }

    function retireGpus(uint256 seed) external {
        uint256 cluster = seed % 4 == 0 ? _find(Status.Resolving, seed) : 0;
        if (cluster == 0 || mirrored[cluster].titleSold) cluster = _serving(seed);
        if (cluster == 0 || mirrored[cluster].gpus < 2) return;
        _catchUp();
        Mirrored storage m = mirrored[cluster];
        uint256 count = 1 + ((seed >> 8) % Math.ceilDiv(m.gpus - 1, 3));
        uint256 value = Math.mulDiv(mirrorValueX32(m), count, m.gpus) / X32;
        // Stolen, insured, sold for more than its value.
        uint256 recovery = seed % 3 == 0 || !_isOwned(cluster) ? 0 : (value * ((seed >> 40) % 130)) / 100;
        txRetireGpus(cluster, count, recovery);
        _ran();
    }

    function postBond(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        txPostBond(cluster, 1 + ((seed >> 8) % (50_000 * unit)));
        _ran();
    }

    /// @dev Only when nothing is at risk any more.
    function releaseBond(uint256 seed) external {
        uint256 cluster = _find(Status.Retired, seed);
        if (cluster == 0) return;
        if (mirrored[cluster].bond == 0) txPostBond(cluster, 1 + ((seed >> 8) % (1_000 * unit)));
        uint256 from = mirrored[cluster].retiredAt + RELEASE_DELAY;
        if (vm.getBlockTimestamp() < from) {
            _expectNoRelease(cluster);
            passTime(from - vm.getBlockTimestamp());
        }
        txReleaseBond(cluster, 1 + ((seed >> 40) % mirrored[cluster].bond));
        _ran();
    }

    // --- bringing things about ---

    /// @dev What comes for a pledge above what is owed goes through its lockbox, as rent does: it has tests of its own.
    function _atMostOwed(uint256 cluster, uint256 amount) private view returns (uint256) {
        Mirrored storage m = mirrored[cluster];
        bool isPledge = m.form == Form.Loan && m.workoutSince != 0;
        return isPledge ? Math.min(amount, workouts.owedOf(cluster)) : amount;
    }

    /// @return cluster One of which a loss is claimed; one is sold for nothing if need be
    function _claimed(uint256 seed) private returns (uint256 cluster) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            cluster = clusters[((seed % 1_000) + i) % clusters.length];
            if (mirrored[cluster].claimed != 0) return cluster;
        }
        cluster = _resolving(seed);
        if (cluster == 0) return 0;
        _catchUp();
        _close(cluster, curator);
        if (mirrored[cluster].claimed == 0) return 0;
    }

    function _isTooMuchDelinquent() private view returns (bool) {
        VaultState memory s = vault.state();
        return (s.delinquentValue + s.restrictedLocked) * 50 > s.nav; // 2 %
    }

    /// @dev Most of the cash leaves, and one more cluster falls silent.
    function _letMuchBeDelinquent(uint256 seed) private {
        for (uint256 i = 0; i < 3; ++i) {
            address owner = _depositor(i);
            txRedeem(owner, owner, (vault.maxRedeem(owner) / 10) * 9);
        }
        uint256 cluster = _commission(seed);
        if (cluster != 0 && !_isDelinquent(cluster)) passTime(mirrored[cluster].deadline - vm.getBlockTimestamp());
        _catchUp();
    }

    /// @return cluster One that is delinquent and not being resolved; somebody is kept waiting if need be
    function _delinquent(uint256 seed) private returns (uint256 cluster) {
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

    function _resolving(uint256 seed) private returns (uint256 cluster) {
        cluster = _find(Status.Resolving, seed);
        if (cluster != 0) return cluster;
        cluster = _serving(seed);
        if (cluster == 0) return 0;
        _catchUp();
        txOpen(cluster, curator);
    }

    /// @dev Reports what is missing, pays what is owed, settles, until nothing is overdue.
    /// @return Whether the facility is not delinquent any more
    function _payUp(uint256 cluster, uint256 seed) private returns (bool) {
        if (!_isOwned(cluster)) return _payDebt(cluster);
        for (uint256 i = 0; i < 20; ++i) {
            _reportLong(cluster, seed);
            passTime(LONG_WINDOW);
            (uint32 submitted, ) = oracle.progressOf(cluster);
            uint256 owed = lens.receivable(cluster);
            for (uint32 k = settledPeriods(cluster) + 1; k <= submitted; ++k) owed += oracle.reportOf(cluster, k).gross;
            uint256 lockbox = mirrored[cluster].lockbox;
            if (owed > lockbox) txPayIn(cluster, owed - lockbox);
            while (_settle(cluster)) {}
            if (!_isDelinquent(cluster)) return true;
        }
        return false;
    }

    /// @dev All payments whose period has begun.
    function _payDebt(uint256 cluster) private returns (bool) {
        (uint256 late, uint256 interest, uint256 principal, ) = ledger.owedOf(cluster);
        _catchUp();
        if (late + interest + principal > 0) txRepay(cluster, stranger, late + interest + principal);
        return !_isDelinquent(cluster);
    }

    /// @dev As much time in one report as there may be, if there is any to report on.
    function _reportLong(uint256 cluster, uint256 seed) private {
        (uint32 period, uint32 revision, , , uint40 start, ) = oracle.nextReport(cluster);
        uint256 end = oracle.reportOf(cluster, period).end;
        if (revision == 0 || end == 0) end = Math.min(start + MAX_PERIOD, vm.getBlockTimestamp());
        if (end < start + 1 hours || end > vm.getBlockTimestamp()) return;
        RevenueReport memory r = nextReportOf(cluster, end, 1_000 + (seed % 9_001), 2 * unit);
        _submit(r);
    }

    function _expectNoOpening(uint256 cluster) private {
        vm.prank(stranger);
        try workouts.openResolution(cluster) {
            expectTrue(NO_FALL, false, "opened by a stranger before the end of its markdown");
        } catch {
            expectTrue(NO_FALL, true, "opened by a stranger before the end of its markdown");
        }
    }

    function _expectNoRelease(uint256 cluster) private {
        uint256 amount = mirrored[cluster].bond;
        vm.prank(operator);
        try bond.release(cluster, amount, operator) {
            expectTrue(SOLVENCY, false, "a bond released too early");
        } catch {
            expectTrue(SOLVENCY, true, "a bond released too early");
        }
    }
}

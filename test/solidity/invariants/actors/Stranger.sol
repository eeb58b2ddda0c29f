// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Form} from "../../../../contracts/interfaces/FacilityTypes.sol";
import {ReportStatus} from "../../../../contracts/interfaces/IRevenueOracle.sol";
import {BaseHandler} from "../BaseHandler.sol";
import {Mirrored, Status} from "../Mirror.sol";

/// @notice Anyone, about defaults that are not its own: opens and closes what has waited, pays in, doubts, gives away.
abstract contract Stranger is BaseHandler {
    function strangerActions() internal pure returns (bytes memory) {
        return
            bytes.concat(
                this.openByAnyone.selector,
                this.closeByAnyone.selector,
                this.recover.selector,
                this.recoverAsIncome.selector,
                this.endClaim.selector,
                this.doubt.selector,
                this.donate.selector
            );
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
            passTime(seed % 3 == 0 || (insists && burnt == 0) ? 30 days : least + ((seed >> 8) % (30 days - least)));
            _catchUp();
            (, , uint256 price, , ) = workouts.offerOf(cluster);
            if (price == 0) txBurnTitle(cluster, stranger);
            else txBuy(cluster, buyer, price);
        }
        txClose(cluster, stranger);
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

    function doubt(uint256 seed) external {
        (uint256 cluster, uint32 period) = _undoubted(seed);
        if (cluster == 0) return;
        _catchUp();
        txDispute(cluster, period);
        expectTrue(QUORUM_ONLY, oracle.statusOf(cluster, period) == ReportStatus.Disputed, "disputed is in dispute");
        passTime((seed >> 8) % DISPUTE_WINDOWS);
        bool stands = seed & 1 != 0;
        txEndDispute(cluster, period, stands);
        bool isVoid = oracle.statusOf(cluster, period) == ReportStatus.Void;
        expectTrue(QUORUM_ONLY, isVoid != stands, "what is upheld stands, what is not is void");
        _ran();
    }

    function donate(uint256 seed) external {
        txDonate(seed % 3 == 0 ? address(revenueShares) : address(vault), 1 + ((seed >> 8) % (100_000 * unit)));
        _ran();
    }

    // --- bringing things about ---

    function _expectNoOpening(uint256 cluster) private {
        vm.prank(stranger);
        try workouts.openResolution(cluster) {
            expectTrue(NO_FALL, false, "opened by a stranger before the end of its markdown");
        } catch {
            expectTrue(NO_FALL, true, "opened by a stranger before the end of its markdown");
        }
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
}

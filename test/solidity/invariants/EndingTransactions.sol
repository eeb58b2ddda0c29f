// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Form} from "../../../contracts/interfaces/FacilityTypes.sol";
import {VaultState} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {Mirrored, Status} from "./Mirror.sol";
import {MoneyLaws} from "./MoneyLaws.sol";

/// @notice How hardware leaves: sold, lost in part, resolved after a default. What bears a loss bears it in order:
///         recovery, bond, reserve, locked amounts, share price.
abstract contract EndingTransactions is MoneyLaws {
    /// @dev Base units that bonds and reserves have borne.
    uint256 public borneByBonds;
    uint256 public borneByReserves;
    /// @dev Pledges that went back to their borrowers, titles that nobody took, and recoveries that made a loss good.
    uint256 public redeemed;
    uint256 public burnt;
    uint256 public madeGood;

    function txPostBond(uint256 cluster, uint256 amount) internal oneTransaction {
        asset.mint(operator, amount);
        vm.startPrank(operator);
        asset.approve(address(escrow), amount);
        bond.post(cluster, amount);
        vm.stopPrank();
        mirrored[cluster].bond += amount;
    }

    function txReleaseBond(uint256 cluster, uint256 amount) internal oneTransaction {
        uint256 before = asset.balanceOf(operator);
        vm.prank(operator);
        bond.release(cluster, amount, operator);
        expectEq(SOLVENCY, asset.balanceOf(operator) - before, amount, "a bond comes back in full");
        mirrored[cluster].bond -= amount;
    }

    function txOffer(uint256 cluster, address buyer, uint256 price) internal oneTransaction {
        mayMark = true;
        vm.prank(curator);
        workouts.offerSale(cluster, buyer, uint128(price));
        Mirrored storage m = mirrored[cluster];
        uint256 value = mirrorValueX32(m);
        if (value / X32 > price) m.fraction = Math.ceilDiv((value - price * X32) * X32, value);
    }

    function txWithdrawOffer(uint256 cluster) internal oneTransaction {
        mayLift = true;
        vm.prank(guardian);
        workouts.withdrawOffer(cluster);
        mirrored[cluster].fraction = 0;
    }

    function txBuy(uint256 cluster, address buyer, uint256 price) internal oneTransaction {
        Mirrored storage m = mirrored[cluster];
        uint256 owed = _owed(cluster, m);
        if (m.fraction != 0) mayLift = true;
        mayMark = true;
        _fundWorkouts(buyer, price);
        vm.prank(buyer);
        workouts.buy(cluster, price);
        expectTrue(VALUE, registry.ownerOf(cluster) == buyer, "the title goes to the buyer");
        m.titleSold = true;
        if (m.status == Status.Resolving || m.status == Status.Retired) {
            _recovered(m, price, owed);
            // What is left goes with the closing: leavers forgo all of it.
            m.fraction = m.status == Status.Resolving && mirrorValueX32(m) != 0 ? X32 : 0;
            return;
        }
        uint256 value = mirrorValueX32(m);
        _derecognised(m, value, price, false);
        _returnReserve(m);
        mirrorClaim(m, Math.saturatingSub(value / X32, price));
    }

    function txOpen(uint256 cluster, address caller) internal oneTransaction {
        if (!mirrorIsDelinquent(mirrored[cluster])) {
            // What is served is its operator's to give up.
            vm.prank(caller);
            try workouts.openResolution(cluster) {
                expectTrue(WORKOUTS, false, "a resolution of what is served");
            } catch {
                expectTrue(WORKOUTS, true, "a resolution of what is served");
            }
            vm.prank(operator);
            workouts.giveUp(cluster, true);
        }
        vm.prank(caller);
        workouts.openResolution(cluster);
        mirrorOpenResolution(mirrored[cluster]);
    }

    function txRecover(uint256 cluster, address payer, uint256 amount) internal oneTransaction {
        Mirrored storage m = mirrored[cluster];
        uint256 owed = _owed(cluster, m);
        bool isHeld = registry.titleHolderOf(cluster) == address(managerOf(cluster));
        _fundWorkouts(payer, amount);
        vm.prank(payer);
        workouts.recover(cluster, amount);
        _recovered(m, amount, owed);
        if (amount < owed || m.status != Status.Resolving || !isHeld) return;
        // Everything owed of a pledge is paid: it is its borrower's again, and the workout is over.
        expectEq(WORKOUTS, workouts.owedOf(cluster), 0, "paid is not owed");
        expectTrue(WORKOUTS, registry.titleHolderOf(cluster) == operator, "a pledge goes back to its borrower");
        expectEq(WORKOUTS, mirrorValueX32(m) / X32, 0, "what is paid has no value left");
        _derecognised(m, mirrorValueX32(m), 0, true);
        _returnReserve(m);
        m.titleSold = true;
        ++redeemed;
    }

    function txClose(uint256 cluster, address caller) internal oneTransaction {
        Mirrored storage m = mirrored[cluster];
        uint256 value = mirrorValueX32(m);
        vm.prank(caller);
        workouts.closeResolution(cluster);
        bool isOver = value / X32 == 0 || registry.titleHolderOf(cluster) != address(managerOf(cluster));
        expectTrue(WORKOUTS, isOver, "closed: nothing is left, or the title has gone");
        mayLift = true;
        uint256 loss = value / X32;
        uint256 fromBond = _bondBore(cluster, loss);
        uint256 fromReserve = Math.min(m.reserve, Math.saturatingSub(loss, fromBond));
        m.reserve -= fromReserve;
        borneByReserves += fromReserve;
        _derecognised(m, value, fromBond + fromReserve, true);
        _returnReserve(m);
        mirrorClaim(m, loss - fromBond - fromReserve);
    }

    /// @dev Whatever stands there, nobody closes on a title while something is left.
    function txExpectHeld(uint256 cluster, address caller) internal oneTransaction {
        vm.prank(caller);
        try workouts.closeResolution(cluster) {
            expectTrue(WORKOUTS, false, "closed on a title");
        } catch {
            expectTrue(WORKOUTS, true, "closed on a title");
        }
    }

    function txStartAuction(uint256 cluster, address caller) internal oneTransaction {
        Mirrored storage m = mirrored[cluster];
        vm.prank(caller);
        uint256 top = workouts.startDutchAuction(cluster);
        uint256 worth = Math.max(Math.ceilDiv(mirrorValueX32(m), X32), workouts.owedOf(cluster));
        expectEq(WORKOUTS, top, 2 * worth, "an auction starts at twice what there may be");
    }

    function txBurnTitle(uint256 cluster, address caller) internal oneTransaction {
        vm.prank(caller);
        workouts.burnTitle(cluster);
        mirrored[cluster].titleSold = true;
        ++burnt;
    }

    function txEndClaim(uint256 cluster, address caller) internal oneTransaction {
        vm.prank(caller);
        workouts.endClaim(cluster);
        mirrored[cluster].claimed = 0;
    }

    /// @param fraction X32
    function txAnnounceWriteDown(uint256 cluster, uint256 fraction) internal oneTransaction {
        mayMark = true;
        uint256 nav = vault.state().nav;
        vm.prank(curator);
        losses.announceWriteDown(cluster, uint40(fraction));
        mirrored[cluster].fraction = fraction;
        expectEq(ANNOUNCED, vault.state().nav, nav, "an announcement moves no entry price");
    }

    /// @dev Its GPUs are the cluster's by the number. Of what is owed nothing is lost.
    function txAnnounceGpus(uint256 cluster, uint256 count) internal oneTransaction {
        mayMark = true;
        uint256 nav = vault.state().nav;
        vm.prank(curator);
        losses.announceLostGpus(cluster, uint32(count));
        Mirrored storage m = mirrored[cluster];
        if (m.form == Form.RevenueShare) m.fraction = Math.ceilDiv(count * X32, m.gpus);
        expectEq(ANNOUNCED, vault.state().nav, nav, "an announcement moves no entry price");
    }

    function txCancelAnnouncement(uint256 cluster) internal oneTransaction {
        mayLift = true;
        uint256 nav = vault.state().nav;
        vm.prank(guardian);
        losses.cancelAnnouncement(cluster);
        mirrored[cluster].fraction = 0;
        expectEq(ANNOUNCED, vault.state().nav, nav, "nor does its end");
        expectNoAnnouncement(cluster);
    }

    /// @dev Anyone books it, and nobody but in time. Leavers are paid no less than before.
    function txBookWriteDown(uint256 cluster) internal oneTransaction {
        mayLift = true;
        VaultState memory before = vault.state();
        Mirrored storage m = mirrored[cluster];
        uint256 loss = Math.mulDiv(mirrorValueX32(m), m.fraction, X32) / X32;
        workouts.bookLoss(cluster, 0);
        m.fraction = 0;
        expectedLoss = mirrorLoss(mirrorWriteDown(cluster, loss));
        expectBooked(before, loss);
    }

    /// @param borne Base units of the loss that nobody's share bears
    function expectBooked(VaultState memory before, uint256 borne) internal {
        VaultState memory after_ = vault.state();
        expectLe(ANNOUNCED, after_.nav, before.nav + 2, "a booking lifts no entry price");
        expectLe(ANNOUNCED, before.totalAssets, after_.totalAssets + 2, "a booking lowers no exit price");
        uint256 most = before.totalAssets + borne + 4;
        expectLe(ANNOUNCED, after_.totalAssets, most, "nor lifts it by more than what is borne");
    }

    function expectNoAnnouncement(uint256 cluster) internal {
        vm.prank(curator);
        try losses.announceWriteDown(cluster, 1) {
            expectTrue(ANNOUNCED, false, "one was announced so soon after another was taken back");
        } catch {
            expectTrue(ANNOUNCED, true, "one was announced so soon after another was taken back");
        }
    }

    function txBookGpus(uint256 cluster, uint256 count, uint256 recovery) internal oneTransaction {
        VaultState memory before = vault.state();
        _fundWorkouts(curator, recovery);
        vm.prank(curator);
        workouts.bookLoss(cluster, recovery);
        _retired(cluster, count, recovery);
        mirrored[cluster].fraction = 0;
        expectBooked(before, mirrored[cluster].cost + recovery);
        expectEq(VALUE, registry.hardware(cluster).gpuCount, mirrored[cluster].gpus, "fewer GPUs are in service");
    }

    // --- internals ---

    function _fundWorkouts(address payer, uint256 amount) private {
        asset.mint(payer, amount);
        vm.prank(payer);
        asset.approve(address(workouts), amount);
    }

    /// @dev Their part of the value is lost, but for the recovery, what the bond bears, and then the reserve.
    function _retired(uint256 cluster, uint256 count, uint256 recovery) private {
        Mirrored storage m = mirrored[cluster];
        bool isDelinquent = mirrorIsDelinquent(m);
        mayLift = true;
        // What is owed does not shrink with the hardware.
        uint256 out = (Math.mulDiv(mirrorValueX32(m), m.fraction, X32) / X32) * X32;
        uint256 loss = Math.saturatingSub(out / X32, recovery);
        uint256 borne = _bondBore(cluster, loss);
        borne += _reserveBore(cluster, Math.saturatingSub(loss, borne));
        _derecognised(m, out, recovery + borne, isDelinquent || m.status == Status.Resolving);
        mirrorClaim(m, loss - borne);
        m.gpus -= count;
    }

    /// @dev While a resolution is open it takes the place of value, what is more than that makes good booked losses,
    ///      and all of it is income at any other time. Of a pledge no more is kept than is owed.
    function _recovered(Mirrored storage m, uint256 amount, uint256 owed) private {
        uint256 kept = Math.min(amount, owed);
        m.lockbox += amount - kept;
        if (kept == 0) return;
        uint256 out;
        if (m.status == Status.Resolving) {
            mayLift = true;
            out = Math.min(kept * X32, mirrorValueX32(m));
        }
        bool restricted = mirrorIsDelinquent(m) || m.workoutSince != 0 || m.claimed != 0;
        uint256 made = mirrorServeClaim(m, kept - out / X32);
        if (made > 0) ++madeGood;
        _derecognised(m, out, kept, restricted);
    }

    /// @dev Of a pledge in a workout, or after one.
    function _owed(uint256 cluster, Mirrored storage m) private view returns (uint256) {
        return m.form == Form.Loan && m.workoutSince != 0 ? workouts.owedOf(cluster) : type(uint256).max;
    }

    /// @dev Value of `out` (X32) leaves against `cashIn`: over the cap, and restricted where it comes for a default.
    function _derecognised(Mirrored storage m, uint256 out, uint256 cashIn, bool restricted) private {
        int256 profit = mirrorProfit();
        mirrorPosted(profit, cashIn, mirrorShrink(m, out), type(uint256).max, restricted);
    }

    /// @dev The facility is over: what is left of its reserve goes back, over the cap.
    function _returnReserve(Mirrored storage m) internal {
        int256 profit = mirrorProfit();
        bool restricted = mirrorIsDelinquent(m) || m.workoutSince != 0;
        uint256 lost = mirrorValueX32(m);
        uint256 reserve = m.reserve;
        mirrorRetire(m);
        mirrorPosted(profit, reserve, lost, type(uint256).max, restricted);
    }

    function _reserveBore(uint256 cluster, uint256 loss) private returns (uint256 bore) {
        Mirrored storage m = mirrored[cluster];
        bore = m.reserve - lens.facility(cluster).reserve;
        expectEq(LINES, bore, Math.min(m.reserve, loss), "then the reserve");
        m.reserve -= bore;
        borneByReserves += bore;
    }

    /// @dev By the amount and no more.
    function _bondBore(uint256 cluster, uint256 loss) private returns (uint256 bore) {
        Mirrored storage m = mirrored[cluster];
        bore = m.bond - bond.bondOf(cluster);
        expectEq(LINES, bore, Math.min(m.bond, loss), "the bond bears the loss first");
        m.bond -= bore;
        borneByBonds += bore;
    }
}

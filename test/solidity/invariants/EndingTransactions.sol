// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Form} from "../../../contracts/interfaces/FacilityTypes.sol";
import {Mirrored, Status} from "./Mirror.sol";
import {Transactions} from "./Transactions.sol";

/// @notice How hardware leaves: sold, lost in part, resolved after a default. What bears a loss bears it in order: recovery,
///         bond, reserve, locked amounts, share price.
abstract contract EndingTransactions is Transactions {
    /// @dev Base units that bonds and reserves have borne.
    uint256 public borneByBonds;
    uint256 public borneByReserves;

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
        vm.prank(curator);
        workouts.offerSale(cluster, buyer, price);
    }

    function txBuy(uint256 cluster, address buyer, uint256 price) internal oneTransaction {
        Mirrored storage m = mirrored[cluster];
        _fundWorkouts(buyer, price);
        vm.prank(buyer);
        workouts.buy(cluster, price);
        expectTrue(VALUE, registry.ownerOf(cluster) == buyer, "the title goes to the buyer");
        m.titleSold = true;
        if (m.status == Status.Resolving || m.status == Status.Retired) {
            _recovered(m, price);
            return;
        }
        _derecognised(m, mirrorValueX32(m), price, false);
        _returnReserve(m);
    }

    function txOpen(uint256 cluster, address caller) internal oneTransaction {
        vm.prank(caller);
        workouts.openResolution(cluster);
        mirrorOpenResolution(mirrored[cluster]);
    }

    function txRecover(uint256 cluster, address payer, uint256 amount) internal oneTransaction {
        _fundWorkouts(payer, amount);
        vm.prank(payer);
        workouts.recover(cluster, amount);
        _recovered(mirrored[cluster], amount);
    }

    function txClose(uint256 cluster, address caller) internal oneTransaction {
        Mirrored storage m = mirrored[cluster];
        uint256 value = mirrorValueX32(m);
        vm.prank(caller);
        workouts.closeResolution(cluster);
        mayLift = true;
        uint256 loss = value / X32;
        uint256 fromBond = _bondBore(cluster, loss);
        uint256 fromReserve = Math.min(m.reserve, Math.saturatingSub(loss, fromBond));
        m.reserve -= fromReserve;
        borneByReserves += fromReserve;
        _derecognised(m, value, fromBond + fromReserve, true);
        _returnReserve(m);
    }

    function txRetireGpus(uint256 cluster, uint256 count, uint256 recovery) internal oneTransaction {
        _fundWorkouts(curator, recovery);
        vm.prank(curator);
        workouts.retireGpus(cluster, uint32(count), recovery);
        _retired(cluster, count, recovery);
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
        mayLift = mirrorIsDelinquent(m);
        // What is owed does not shrink with the hardware.
        uint256 out = m.form == Form.RevenueShare ? Math.mulDiv(mirrorValueX32(m), count, m.gpus) : 0;
        uint256 loss = Math.saturatingSub(out / X32, recovery);
        uint256 borne = _bondBore(cluster, loss);
        borne += _reserveBore(cluster, Math.saturatingSub(loss, borne));
        _derecognised(m, out, recovery + borne, mayLift || m.status == Status.Resolving);
        m.gpus -= count;
    }

    /// @dev While a resolution is open it takes the place of value, and what is more than that is income, as all of it is at
    ///      any other time.
    function _recovered(Mirrored storage m, uint256 amount) private {
        if (amount == 0) return;
        uint256 out;
        if (m.status == Status.Resolving) {
            mayLift = true;
            out = Math.min(amount * X32, mirrorValueX32(m));
        }
        _derecognised(m, out, amount, mirrorIsDelinquent(m) || m.workoutSince != 0);
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

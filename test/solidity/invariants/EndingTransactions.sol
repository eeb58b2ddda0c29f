// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Mirrored, Stage} from "./Mirror.sol";
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

    function txSetLine(uint256 cluster, uint256 length) internal oneTransaction {
        vm.prank(curator);
        book.setLineLength(cluster, uint32(length));
        mirrored[cluster].lineLength = length;
    }

    function txOffer(uint256 cluster, address buyer, uint256 price) internal oneTransaction {
        vm.prank(curator);
        resolutions.offerSale(cluster, buyer, price);
    }

    function txBuy(uint256 cluster, address buyer, uint256 price) internal oneTransaction {
        Mirrored storage m = mirrored[cluster];
        _fundResolutions(buyer, price);
        vm.prank(buyer);
        resolutions.buy(cluster, price);
        expectTrue(VALUE, registry.ownerOf(cluster) == buyer, "the title goes to the buyer");
        m.titleSold = true;
        if (m.stage == Stage.Resolving || m.stage == Stage.Retired) {
            _recovered(m, price);
            return;
        }
        uint256 value = mirrorValueFine(m);
        _shed(value, value, price);
        _release(m);
    }

    function txOpen(uint256 cluster, address caller) internal oneTransaction {
        vm.prank(caller);
        resolutions.openResolution(cluster);
        mirrorOpenResolution(mirrored[cluster]);
    }

    function txRecover(uint256 cluster, address payer, uint256 amount) internal oneTransaction {
        _fundResolutions(payer, amount);
        vm.prank(payer);
        resolutions.recover(cluster, amount);
        _recovered(mirrored[cluster], amount);
        ++writeDowns[cluster];
    }

    function txClose(uint256 cluster, address caller) internal oneTransaction {
        Mirrored storage m = mirrored[cluster];
        uint256 value = mirrorValueFine(m);
        vm.prank(caller);
        resolutions.closeResolution(cluster);
        mayLift = true;
        uint256 loss = value / FINE;
        uint256 fromBond = _bondBore(cluster, loss);
        uint256 fromReserve = Math.min(m.reserve, Math.saturatingSub(loss, fromBond));
        m.reserve -= fromReserve;
        borneByReserves += fromReserve;
        _shed(value, value, fromBond + fromReserve);
        _release(m);
    }

    function txRetireGpus(uint256 cluster, uint256 count, uint256 recovery) internal oneTransaction {
        _fundResolutions(curator, recovery);
        vm.prank(curator);
        resolutions.retireGpus(cluster, uint32(count), recovery);
        _retired(cluster, count, recovery);
        expectEq(VALUE, registry.hardware(cluster).gpuCount, mirrored[cluster].gpus, "fewer GPUs are in service");
    }

    // --- internals ---

    function _fundResolutions(address payer, uint256 amount) private {
        asset.mint(payer, amount);
        vm.prank(payer);
        asset.approve(address(resolutions), amount);
    }

    /// @dev Their part of the value is lost, but for the recovery, what the bond bears, and then the reserve.
    function _retired(uint256 cluster, uint256 count, uint256 recovery) private {
        Mirrored storage m = mirrored[cluster];
        mirrorCatchUp(m);
        mayLift = m.lateSince != 0;
        uint256 out = Math.mulDiv(mirrorValueFine(m), count, m.gpus);
        uint256 loss = Math.saturatingSub(out / FINE, recovery);
        uint256 borne = _bondBore(cluster, loss);
        borne += _reserveBore(cluster, Math.saturatingSub(loss, borne));
        _shed(out, mirrorShrink(m, out), recovery + borne);
        m.gpus -= count;
        ++writeDowns[cluster];
    }

    /// @dev While a resolution is open it takes the place of value, and what is more than that is income, as all of it is at
    ///      any other time.
    function _recovered(Mirrored storage m, uint256 amount) private {
        if (amount == 0) return;
        mirrorCatchUp(m);
        uint256 out;
        if (m.stage == Stage.Resolving) {
            mayLift = true;
            out = Math.min(amount * FINE, mirrorValueFine(m));
        }
        _shed(out, mirrorShrink(m, out), amount);
    }

    /// @dev Value that was booked as `out` and cost the value `lost` (fine) left against `cashIn`.
    function _shed(uint256 out, uint256 lost, uint256 cashIn) private {
        cash += cashIn;
        financed -= Math.min(cashIn, out / FINE);
        if (cashIn * FINE > lost) mirrorGain(cashIn * FINE - lost, VESTING_CAP);
        else expectedLoss += mirrorLoss(lost - cashIn * FINE);
    }

    /// @dev The facility is over: what is left of its reserve is released, over the cap.
    function _release(Mirrored storage m) private {
        uint256 reserve = m.reserve;
        mirrorRetire(m);
        mirrorGain(reserve * FINE, VESTING_CAP);
        cash += reserve;
    }

    function _reserveBore(uint256 cluster, uint256 loss) private returns (uint256 bore) {
        Mirrored storage m = mirrored[cluster];
        bore = m.reserve - book.facility(cluster).reserve;
        expectNear(LINES, bore, Math.min(m.reserve, loss), 2 + writeDowns[cluster], "then the reserve");
        m.reserve -= bore;
        borneByReserves += bore;
    }

    /// @dev By the amount and no more.
    function _bondBore(uint256 cluster, uint256 loss) private returns (uint256 bore) {
        Mirrored storage m = mirrored[cluster];
        bore = m.bond - bond.bondOf(cluster);
        expectNear(LINES, bore, Math.min(m.bond, loss), 2 + writeDowns[cluster], "the bond bears the loss first");
        m.bond -= bore;
        borneByBonds += bore;
    }
}

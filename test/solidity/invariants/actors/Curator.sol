// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BaseHandler} from "../BaseHandler.sol";
import {Mirrored, Status} from "../Mirror.sol";

/// @notice Approves, writes down, sells, opens and closes resolutions, each as it likes.
abstract contract Curator is BaseHandler {
    function curatorActions() internal pure returns (bytes memory) {
        return
            bytes.concat(
                this.approveHardware.selector,
                this.writeDown.selector,
                this.sell.selector,
                this.settleAfterSale.selector,
                this.openResolution.selector,
                this.sellInResolution.selector,
                this.closeResolution.selector,
                this.retireGpus.selector,
                this.skim.selector
            );
    }

    function approveHardware(uint256 seed) external {
        if (_approve(seed) != 0) _ran();
    }

    function writeDown(uint256 seed) external {
        uint256 cluster = _findValuable(seed);
        if (cluster == 0) cluster = _commission(seed);
        if (cluster == 0) return;
        _awaitAnnouncement(cluster);
        if (lens.facility(cluster).value == 0) return;
        uint256 carried = mirrored[cluster].carried;
        if (carried > 0) txWriteDownCosts(cluster, (seed >> 40) % carried); // at the governor's word
        txAnnounceWriteDown(cluster, seed % 16 == 0 ? X32 : 1 + ((seed >> 8) % (X32 / 3)));
        if (_bringToBooking(cluster, seed)) txBookWriteDown(cluster);
        _ran();
    }

    function sell(uint256 seed) external {
        // Also what was ordered and never delivered.
        uint256 cluster = _sellable(seed);
        if (cluster == 0) return;
        _catchUp();
        _sell(cluster, seed);
        _ran();
    }

    /// @dev Sold with a period not reported yet: what was earned until the sale still finds its way.
    function settleAfterSale(uint256 seed) external {
        uint256 cluster = _sellable(seed - (seed % 5) + 1);
        if (cluster == 0) return;
        // What is delinquent is sold in a resolution only.
        uint256 left = mirrored[cluster].deadline - vm.getBlockTimestamp();
        passTime(Math.min(left / 2, 1 hours + ((seed >> 16) % 20 days)));
        _catchUp();
        _sell(cluster, seed);
        _reportAfterSale(cluster, seed);
        _settle(cluster);
        _ran();
    }

    function openResolution(uint256 seed) external {
        uint256 cluster = seed % 4 == 0 ? _find(Status.Drawn, seed) : 0;
        if (cluster == 0) cluster = _serving(seed);
        if (cluster == 0) return;
        _catchUp();
        txOpen(cluster, curator);
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
        _offer(cluster, address(0), price);
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

    function retireGpus(uint256 seed) external {
        uint256 cluster = seed % 4 == 0 ? _find(Status.Resolving, seed) : 0;
        if (cluster == 0 || mirrored[cluster].titleSold) cluster = _serving(seed);
        if (cluster == 0 || mirrored[cluster].gpus < 2) return;
        _awaitAnnouncement(cluster);
        Mirrored storage m = mirrored[cluster];
        uint256 count = 1 + ((seed >> 8) % Math.ceilDiv(m.gpus - 1, 3));
        txAnnounceGpus(cluster, count);
        if (!_bringToBooking(cluster, seed)) return _ran();
        uint256 value = Math.mulDiv(mirrorValueX32(m), count, m.gpus) / X32;
        // Stolen, insured, sold for more than its value.
        uint256 recovery = seed % 3 == 0 || !_isOwned(cluster) ? 0 : (value * ((seed >> 40) % 130)) / 100;
        txBookGpus(cluster, count, recovery);
        _ran();
    }

    function skim(uint256 seed) external {
        txDonate(address(vault), 1 + ((seed >> 8) % (10_000 * unit)));
        txSkim();
        _ran();
    }

    // --- bringing things about ---

    function _sell(uint256 cluster, uint256 seed) private {
        uint256 price = (lens.facility(cluster).value * ((seed >> 8) % 150)) / 100;
        _offer(cluster, seed % 2 == 0 ? buyer : address(0), price);
        txBuy(cluster, buyer, price);
    }

    /// @dev Two days in which it is paid, defaults, or the announcement is taken back.
    /// @return Whether it can be booked
    function _bringToBooking(uint256 cluster, uint256 seed) private returns (bool) {
        uint256 part = (seed >> 100) % NOTICE;
        passTime(part);
        _catchUp();
        bool inService = mirrored[cluster].status == Status.InService;
        if (inService && seed % 7 < 2) _pay(cluster, seed);
        if (inService && seed % 7 == 2) {
            txOpen(cluster, curator);
        } else if (seed % 7 == 3) {
            txCancelAnnouncement(cluster);
            return false;
        }
        passTime(NOTICE - part);
        _catchUp();
        return true;
    }

    function _findValuable(uint256 seed) private view returns (uint256) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[((seed % 1_000) + i) % clusters.length];
            if (mirrored[cluster].status == Status.InService && lens.facility(cluster).value > 0) return cluster;
        }
        return 0;
    }
}

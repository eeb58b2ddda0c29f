// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";
import {FacilityState, Form} from "../../../../contracts/interfaces/FacilityTypes.sol";
import {ReportStatus} from "../../../../contracts/interfaces/IRevenueOracle.sol";
import {BaseHandler} from "../BaseHandler.sol";
import {Mirrored, Status} from "../Mirror.sol";

/// @notice Anyone, about what somebody has to call: settlements, accruals, fees, what was missed; or waits.
abstract contract Keeper is BaseHandler {
    uint256 private constant EXCESS_DELAY = 90 days;

    function keeperActions() internal pure returns (bytes memory) {
        return
            bytes.concat(
                this.settle.selector,
                this.settleFleet.selector,
                this.settleQueue.selector,
                this.returnExcess.selector,
                this.missAReport.selector,
                this.accrue.selector,
                this.collectFee.selector,
                this.wait.selector,
                this.waitForAKink.selector
            );
    }

    /// @dev With or without a new report, with more, less or no cash, in service or after a sale.
    function settle(uint256 seed) external {
        uint256 cluster = seed % 4 == 0 ? _find(Status.Retired, seed) : _serving(seed);
        if (cluster == 0) return;
        if (mirrored[cluster].status == Status.Retired) {
            if (mirrored[cluster].inServiceAt == 0) return; // never served
            _reportAfterSale(cluster, seed);
        }
        _settle(cluster);
        _ran();
    }

    /// @dev A period of the whole fleet: reports, rent, and one settlement for all.
    function settleFleet(uint256 seed) external {
        if (_sellable(seed - (seed % 5) + 1) == 0) return; // there is one in service at least
        for (uint256 i = 0; i < clusters.length; ++i) {
            if (_isPunctualShare(clusters[i])) _report(clusters[i], seed + i);
        }
        passTime(seed % 2 == 0 ? LONG_WINDOW : WINDOW);
        uint256[] memory many = new uint256[](clusters.length);
        uint256 count;
        for (uint256 i = 0; i < clusters.length; ++i) {
            if (!_isPunctualShare(clusters[i])) continue;
            _pay(clusters[i], uint256(keccak256(abi.encode(seed, i))));
            many[count++] = clusters[i];
        }
        if (count == 0) return;
        assembly ("memory-safe") {
            mstore(many, count) // as many as there are
        }
        _catchUp();
        txSettleMany(many);
        _ran();
    }

    function settleQueue(uint256 seed) external {
        if (_settleSome(seed)) _ran();
    }

    function returnExcess(uint256 seed) external {
        uint256 cluster = _find(Status.Retired, seed);
        if (cluster == 0) return;
        while (_settle(cluster)) {}
        FacilityState memory f = lens.facility(cluster);
        if (f.lockbox <= f.reported - f.distributed) txPayIn(cluster, 1 + f.reported - f.distributed);
        if (vm.getBlockTimestamp() < mirrored[cluster].retiredAt + EXCESS_DELAY) passTime(EXCESS_DELAY);
        txReturnExcess(cluster);
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

    function accrue(uint256 seed) external {
        txAccrue(seed % 6);
        _ran();
    }

    function collectFee(uint256 seed) external {
        _catchUp();
        bool paid = txCollectFee();
        if (!paid && insists) {
            _earnSome(seed);
            paid = txCollectFee();
        }
        if (paid) _ran();
    }

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

    /// @dev To the second before a kink, to that second, or to the one after it.
    function waitForAKink(uint256 seed) external {
        _catchUp();
        if (vault.state().nextKink == type(uint32).max && _commission(seed) == 0) return;
        uint256 kink = vault.state().nextKink;
        uint256 now_ = vm.getBlockTimestamp();
        if (kink == type(uint32).max || kink <= now_ + 1) return;
        passTime(kink - now_ - 1 + (seed % 3));
        _ran();
    }

    // --- bringing things about ---

    function _isPunctualShare(uint256 cluster) private view returns (bool) {
        Mirrored storage m = mirrored[cluster];
        return m.status == Status.InService && m.form == Form.RevenueShare && !mirrorIsDelinquent(m);
    }

    /// @dev So much comes in that a profit shows by the time that half of it has vested.
    function _earnSome(uint256 seed) private {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        _catchUp();
        int256 profit = mirrorProfit();
        txRecover(cluster, stranger, 4 * (SignedMath.abs(profit) + mirrorValue() + 1_000 * unit));
        passTime(VESTING_CAP / 2);
        _catchUp();
    }
}

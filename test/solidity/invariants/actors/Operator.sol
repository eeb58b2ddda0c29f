// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {RevenueReport} from "../../../../contracts/interfaces/IRevenueOracle.sol";
import {BaseHandler} from "../BaseHandler.sol";
import {Status} from "../Mirror.sol";

/// @notice Draws, serves, pays rent late or in time, and has what it has earned.
abstract contract Operator is BaseHandler {
    uint256 private constant RELEASE_DELAY = 30 days;

    function operatorActions() internal pure returns (bytes memory) {
        return
            bytes.concat(
                this.drawForHardware.selector,
                this.commissionCluster.selector,
                this.payRent.selector,
                this.keepUp.selector,
                this.cure.selector,
                this.claimEarnings.selector,
                this.postBond.selector,
                this.releaseBond.selector
            );
    }

    function drawForHardware(uint256 seed) external {
        if (_drawSome(seed) != 0) _ran();
    }

    function commissionCluster(uint256 seed) external {
        if (_commission(seed) != 0) _ran();
    }

    function payRent(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        _pay(cluster, seed);
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

    /// @dev One cluster's, or those of several in one call.
    function claimEarnings(uint256 seed) external {
        uint256[] memory some = new uint256[](1 + (seed % 4));
        uint256 found;
        for (uint256 i = 0; i < clusters.length && found < some.length; ++i) {
            uint256 cluster = clusters[((seed % 1_000) + i) % clusters.length];
            if (mirrored[cluster].earned == 0) continue;
            if (found == 0 || _isOwned(cluster) == _isOwned(some[0])) some[found++] = cluster;
        }
        if (found == 0) return;
        assembly ("memory-safe") {
            mstore(some, found) // as many as there are
        }
        txClaimEarnings(some);
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

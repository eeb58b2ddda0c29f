// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";
import {EndingHandler} from "./EndingHandler.sol";
import {Mirrored, Status} from "./Mirror.sol";

/// @notice What debtors do, and what people do who are owed something: operators, and the fee's recipient.
abstract contract LoanHandler is EndingHandler {
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

    /// @dev Past the lockbox: a part of what is due, all of it, or principal ahead of its time; now and then
    ///      everything.
    function repayDebt(uint256 seed) external {
        uint256 cluster = _borrowed(seed);
        if (cluster == 0) return;
        _catchUp();
        (uint256 late, uint256 interest, uint256 principal, uint256 outstanding) = ledger.owedOf(cluster);
        uint256 most = late + interest + (seed % 3 == 0 ? principal : outstanding);
        bool isWhole = seed % 4 == 0 || (insists && debtsEnded == 0);
        if (isWhole) most += outstanding;
        txRepay(cluster, stranger, 1 + (isWhole ? most : (seed >> 8) % (most + 1)));
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

    /// @dev A payment falls due, and nobody pays: what was held back does, as far as it reaches.
    function letTheReservePay(uint256 seed) external {
        uint256 cluster = _withReserve(seed);
        if (cluster == 0) return;
        uint256 before = helpedOut;
        passTime(2 * uint256(ledger.debtOf(cluster).period));
        _catchUp();
        txSettle(cluster);
        if (helpedOut > before) _ran();
    }

    // --- bringing things about ---

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

    /// @return cluster A loan or a lease that has something in reserve
    function _withReserve(uint256 seed) private returns (uint256 cluster) {
        for (uint256 i = 0; i < clusters.length; ++i) {
            Mirrored storage m = mirrored[clusters[i]];
            if (m.status == Status.InService && m.reserve > 0 && !_isOwned(clusters[i])) return clusters[i];
        }
        cluster = _borrowed(seed);
        if (cluster == 0 || mirrored[cluster].reserveTarget == 0) return 0;
        // A report of so much rent that something is left for the reserve.
        (, uint32 revision, , , uint40 start, ) = oracle.nextReport(cluster);
        if (revision != 0) return 0; // missed or vetoed
        uint256 end = start + uint256(MAX_PERIOD);
        if (end > vm.getBlockTimestamp()) passTime(end - vm.getBlockTimestamp());
        _submit(nextReportOf(cluster, end, 9_500, 10 * unit));
        passTime(LONG_WINDOW);
        txPayIn(cluster, lens.receivable(cluster) + oracle.reportOf(cluster, settledPeriods(cluster) + 1).gross);
        while (_settle(cluster)) {}
        if (mirrored[cluster].status != Status.InService || mirrored[cluster].reserve == 0) return 0;
    }
}

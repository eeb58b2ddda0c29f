// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BaseHandler} from "../BaseHandler.sol";
import {Mirrored, Status} from "../Mirror.sol";

/// @notice Owes level payments: repays them, ahead of time too, or leaves them to the reserve.
abstract contract Borrower is BaseHandler {
    function borrowerActions() internal pure returns (bytes memory) {
        return bytes.concat(this.repayDebt.selector, this.letTheReservePay.selector);
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

    /// @return cluster A loan or a lease in service, put there if need be
    function _borrowed(uint256 seed) private returns (uint256 cluster) {
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

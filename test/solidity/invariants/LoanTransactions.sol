// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Amortisation, Schedule} from "../../../contracts/facilities/lib/Amortisation.sol";
import {DebtState, FacilityStatus, Form, Lines} from "../../../contracts/interfaces/FacilityTypes.sol";
import {EndingTransactions} from "./EndingTransactions.sol";
import {Mirrored, Status} from "./Mirror.sol";
import {Transactions} from "./Transactions.sol";

/// @notice What is paid of loans and leases, and what the vault makes of it. Schedules have tests of their own: here
///         the ledger's word is taken for what is outstanding and which payments are covered, and everything that
///         follows is kept a second time.
abstract contract LoanTransactions is Transactions, EndingTransactions {
    /// @notice Debts that were repaid to the last unit, and payments that a reserve has helped out with.
    uint256 public debtsEnded;
    uint256 public helpedOut;

    /// @dev A debt before money comes for it.
    struct Standing {
        bool scheduled;
        uint256 outstanding;
        uint256 vestOver;
        uint256 postponed; // seconds, by a settlement
    }

    function txRepay(uint256 cluster, address payer, uint256 amount) internal oneTransaction returns (uint256 used) {
        Mirrored storage m = mirrored[cluster];
        mayLift = _isMarked(m);
        Standing memory before = _standing(cluster, m);
        asset.mint(payer, amount);
        vm.startPrank(payer);
        asset.approve(address(loans), amount);
        used = loans.repay(cluster, amount);
        vm.stopPrank();
        expectLe(LINES, used, amount, "no more is taken than was offered");
        m.received += used;
        _paid(cluster, m, before, used, _outstanding(ledger.debtOf(cluster)));
    }

    function _settleDebt(
        uint256 cluster,
        Mirrored storage m,
        uint256 paid
    ) internal override returns (bool tookReport) {
        mayLift = _isMarked(m);
        Standing memory before = _standing(cluster, m);
        Lines memory lines;
        (tookReport, lines) = _settleAndMirror(cluster, m, paid);
        before.postponed = mirrorPostponement(cluster, mirrorReportedUntil(cluster));
        uint256 toVault = lines.toVault + lines.interest + lines.principal + lines.preferred + lines.fromReserve;
        m.received += toVault;
        if (lines.fromReserve > 0) ++helpedOut;
        uint256 left = before.scheduled ? _outstanding(ledger.debtOf(cluster)) : before.outstanding - lines.principal;
        uint256 principal = before.outstanding - left;
        expectLe(LINES, lines.principal, principal, "principal that was paid is not outstanding any more");
        expectLe(LINES, principal, lines.principal + lines.fromReserve, "nor is more forgotten than was paid");
        if (toVault > 0) _paid(cluster, m, before, toVault, left);
        _makeGood(m, toVault);
        _checkLines(cluster, lines); // after the last payment nothing is held back any more
    }

    /// @dev Only interest is income: principal leaves the value as it comes in.
    function _paid(uint256 cluster, Mirrored storage m, Standing memory before, uint256 cashIn, uint256 left) private {
        int256 profit = mirrorProfit();
        bool restricted = mirrorIsDelinquent(m) || m.workoutSince != 0;
        uint256 lost = before.outstanding == 0 ? 0 : mirrorPrincipalPaid(m, before.outstanding, left);
        bool served = m.status == Status.InService && left != 0;
        if (served) {
            // No payment takes back what a doubt has moved.
            uint256 kept = mirrorIsDelinquent(m) ? 0 : m.deadline;
            uint256 due = _nextDueDate(ledger.debtOf(cluster)) + PAYMENT_GRACE;
            mirrorMoveDeadline(m, Math.max(due + before.postponed, kept));
        }
        mirrorPosted(profit, cashIn, lost, before.vestOver, restricted);
        if (m.status != Status.InService || served) return;
        (FacilityStatus status, , , ) = loans.statusOf(cluster);
        expectTrue(VALUE, status == FacilityStatus.Retired, "repaid is over");
        expectTrue(VALUE, registry.ownerOf(cluster) == operator, "and the title is the operator's");
        _returnReserve(m);
        m.titleSold = true;
        ++debtsEnded;
    }

    /// @dev Whether leavers forgo a part of it: principal that has come back is not lost any more.
    function _isMarked(Mirrored storage m) private view returns (bool) {
        return mirrorIsDelinquent(m) || m.fraction != 0;
    }

    /// @dev Interest vests from where the oldest unpaid payment's period starts, over a period at least; what comes
    ///      after the schedule has ended has no period.
    function _standing(uint256 cluster, Mirrored storage m) private view returns (Standing memory s) {
        DebtState memory d = ledger.debtOf(cluster);
        s.scheduled = d.payments != 0;
        if (!s.scheduled) return Standing(false, m.salvage, type(uint256).max, 0);
        s.outstanding = _outstanding(d);
        uint256 from = _nextDueDate(d) - d.period;
        s.vestOver = Math.max(Math.saturatingSub(vm.getBlockTimestamp(), from), d.period);
    }

    function _outstanding(DebtState memory d) private pure returns (uint256) {
        return d.principal - d.principalPaid;
    }

    function _awaitedBy(uint256 cluster) internal view override returns (uint256) {
        if (mirrored[cluster].form == Form.RevenueShare) return super._awaitedBy(cluster);
        uint256 postponed = mirrorPostponement(cluster, mirrorReportedUntil(cluster));
        return _nextDueDate(ledger.debtOf(cluster)) + PAYMENT_GRACE + postponed;
    }

    /// @dev Of the oldest payment that is not covered.
    function _nextDueDate(DebtState memory d) private pure returns (uint256) {
        Schedule memory s = Schedule(d.principal, d.payment, d.finalPayment, d.growth, d.payments);
        uint256 covered = Amortisation.paymentsCovered(s, uint256(d.interestPaid) + d.principalPaid);
        return d.start + (covered + 1) * d.period;
    }
}

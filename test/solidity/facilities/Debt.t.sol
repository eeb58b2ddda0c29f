// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Amortisation, Schedule} from "../../../contracts/facilities/lib/Amortisation.sol";
import {Debt, Service} from "../../../contracts/facilities/lib/Debt.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice What payments do to a loan, whichever way they come.
contract DebtTest is SolidityTest {
    uint256 private constant START = 1_800_000_000;
    uint32 private constant PERIOD = 30 days;

    Debt private _debt;
    Debt private _twin;

    function testFuzz_splittingAPaymentChangesNothing(
        uint256 seed,
        uint256 first,
        uint256 second,
        uint256 moment
    ) public {
        _open(_debt, seed);
        _open(_twin, seed);
        uint256 owed = 2 * uint256(_debt.principal);
        (first, second) = (bound(first, 0, owed), bound(second, 0, owed));
        vm.warp(START + bound(moment, 1, uint256(PERIOD) * (_debt.payments + 4)));
        uint256 used = _pay(_debt, first + second);
        uint256 usedInTwo = _pay(_twin, first) + _pay(_twin, second);
        assertEq(used, usedInTwo, "as much is taken");
        _requireSame();
    }

    /// @dev Whatever is paid whenever: every unit lent comes back once, and nothing more is taken for principal.
    function testFuzz_allPrincipalComesBack(uint256 seed, uint256[6] memory amounts) public {
        _open(_debt, seed);
        uint256 lent = _debt.principal;
        uint256 back;
        uint256 outstanding = lent;
        for (uint256 i = 0; i < amounts.length; ++i) {
            vm.warp(block.timestamp + bound(amounts[i] >> 128, 1, 60 days));
            uint256 before = _debt.outstanding();
            _pay(_debt, bound(amounts[i], 0, lent / 2));
            back += before - _debt.outstanding();
            assertLe(_debt.outstanding(), outstanding, "what is outstanding never rises");
            outstanding = _debt.outstanding();
        }
        vm.warp(START + uint256(PERIOD) * 130);
        back += _debt.outstanding();
        _pay(_debt, type(uint128).max);
        assertEq(_debt.outstanding(), 0, "nothing is left");
        assertEq(back, lent, "every unit came back once");
    }

    /// @dev After a prepayment each further period costs at least the rate on what is outstanding, and all of them pay
    ///      it back with that rate.
    function testFuzz_prepayingNeverCostsTheVault(uint256 seed, uint256 ahead, uint256 moment) public {
        _open(_debt, seed);
        uint256 payments = _debt.payments;
        if (payments == 1) return;
        uint256 begun = bound(moment, 1, payments - 1);
        vm.warp(START + begun * PERIOD - 1);
        Schedule memory s = _debt.schedule();
        Service memory owed = _debt.claims(s, begun);
        uint256 most = _debt.outstanding() - owed.principal;
        ahead = bound(ahead, 1, most);
        uint256 balance = most - ahead;
        _pay(_debt, owed.interest + owed.principal + ahead);
        assertEq(_debt.outstanding(), balance, "ahead of its time, all of it is principal");
        if (balance == 0) return;

        s = _debt.schedule();
        assertEq(_debt.start, START + begun * PERIOD, "the schedule begins anew where the running period ends");
        (uint256 interestBefore, uint256 totalBefore) = (0, 0);
        uint256 owing = balance << 96; // with the rate's interest, [2^-96], rounded up
        for (uint256 k = 1; k <= s.payments; ++k) {
            uint256 opening = Amortisation.balanceAfterUp(s, k - 1);
            (uint256 interest, uint256 principal) = Amortisation.owedAfter(s, k);
            uint256 least = (opening * s.growth) >> 128;
            // The last gives back what all payments before it, rounded up, have brought too much.
            if (k < s.payments) assertGe(interest + 1, interestBefore + least, "no period is cheaper than its rate");
            uint256 grown = owing + Math.mulDiv(owing, s.growth, 1 << 128, Math.Rounding.Ceil);
            owing = Math.saturatingSub(grown, (interest + principal - totalBefore) << 96);
            (interestBefore, totalBefore) = (interest, interest + principal);
        }
        assertLe(owing, 1 << 96, "all payments together are worth what was left of the loan, at its rate");
        assertLe(s.payments, payments - begun, "no longer than before");
        if (_debt.shorten || balance < 1e6) return;
        assertEq(s.payments, payments - begun, "as many payments as were left");
    }

    /// @dev 30,185,051,731,588,631,315 at 21.3 % a year, all of it due at the end: 87 payments of interest, each
    ///      rounded up to the next unit, bring so much too much that the last asks for 22 less.
    function test_theLastPaymentGivesBackWhatRoundingBrought() public {
        uint256 growth = Amortisation.ratePerPeriodUp(212_896_348_346_835_402, PERIOD);
        _set(_debt, 30_185_051_731_588_631_315, growth, 88, 30_185_051_731_588_631_315, false);
        Schedule memory s = _debt.schedule();
        uint256 rate = Math.mulDiv(s.principal, growth, 1 << 128, Math.Rounding.Ceil);
        assertEq(s.payment, rate, "each pays the interest of its period, rounded up");
        assertEq(s.lastPayment(), s.principal + rate - 22, "the last, that of its own but for what came too much");
    }

    function testFuzz_lateInterestIsASumOverTime(uint256 seed, uint256 paid, uint256 first, uint256 second) public {
        _open(_debt, seed);
        _open(_twin, seed);
        (_debt.lateRate, _twin.lateRate) = (2e17, 2e17);
        vm.warp(START + 1);
        paid = bound(paid, 0, _debt.principal / 2);
        _take(_debt, paid);
        _take(_twin, paid);

        vm.warp(START + bound(first, 1, uint256(PERIOD) * 60));
        _twin.countLate(_twin.schedule());
        vm.warp(block.timestamp + bound(second, 1, uint256(PERIOD) * 60));
        _twin.countLate(_twin.schedule());
        _debt.countLate(_debt.schedule());
        assertNear(_twin.lateOwed, _debt.lateOwed, 1, "counted once or twice: but for rounding up");
        assertGe(_twin.lateOwed, _debt.lateOwed, "and rounding is for the vault");
        assertNear(_debt.lateOwed, _lateByHand(), 1, "due date by due date");
    }

    /// @dev 3,000 lent for three months at nothing, 20 % a year on what is overdue. Nothing is paid.
    function test_lateInterestToTheUnit() public {
        _set(_debt, 3_000, 0, 3, 0, false);
        _debt.lateRate = 2e17;
        vm.warp(START + 3 * uint256(PERIOD) + 73 days);
        _debt.countLate(_debt.schedule());
        // 1,000 for 133 days, 103 days and 73 days at 20 % of 365 days: 169.3 in all.
        assertEq(_debt.lateOwed, 170, "rounded up");
    }

    /// @dev 1,000 due at the end of the first period, with a grace of five days, at 20 % a year.
    function test_lateInterestRunsFromTheEndOfTheGraceHoweverOftenItIsCounted() public {
        _set(_debt, 1_000, 0, 1, 0, false);
        (_debt.lateRate, _debt.grace) = (2e17, 5 days);
        uint256[4] memory counted = [uint256(0), 3 days, 5 days, 78 days];
        uint256[4] memory owed = [uint256(0), 0, 0, 40];
        for (uint256 i = 0; i < counted.length; ++i) {
            vm.warp(START + PERIOD + counted[i]);
            _debt.countLate(_debt.schedule());
            assertEq(_debt.lateOwed, owed[i], "1,000 for the 73 days after the grace, and nothing in it");
        }
    }

    function test_claimsBeginWithTheirPeriod() public {
        _set(_debt, 3_000, 0, 3, 0, false);
        assertEq(_debt.begunBy(START), 0, "none at the start");
        assertEq(_debt.begunBy(START + 1), 1, "the first from the next second on");
        assertEq(_debt.begunBy(START + PERIOD), 1, "and to the last of its period");
        assertEq(_debt.begunBy(START + PERIOD + 1), 2, "then the second");
        assertEq(_debt.dueBy(START + PERIOD - 1), 0, "due at the end");
        assertEq(_debt.dueBy(START + PERIOD), 1, "of its period");
        assertEq(_debt.dueBy(START + 9 * uint256(PERIOD)), 3, "and never more than there are");
        assertEq(
            _debt.deadline(_debt.schedule(), 5 days),
            START + PERIOD + 5 days,
            "late after the grace of the oldest"
        );
        _take(_debt, 1_999);
        assertEq(_debt.deadline(_debt.schedule(), 5 days), START + 2 * uint256(PERIOD) + 5 days, "one is covered");
    }

    // --- what a settlement does ---

    function _pay(Debt storage debt, uint256 amount) private returns (uint256 used) {
        Schedule memory s = debt.schedule();
        debt.countLate(s);
        uint256 count = debt.begunBy(block.timestamp);
        (, uint256 left) = debt.take(debt.claims(s, count), amount);
        uint256 ahead = left < debt.outstanding() ? left : debt.outstanding();
        if (ahead > 0) debt.prepay(s, ahead, count);
        return amount - left + ahead;
    }

    function _take(Debt storage debt, uint256 amount) private {
        debt.take(debt.claims(debt.schedule(), debt.payments), amount);
    }

    function _open(Debt storage debt, uint256 seed) private {
        uint256 principal = bound(seed, 1, 1 << bound(seed >> 245, 1, 66));
        uint256 payments = bound(seed >> 40, 2, 120);
        bool shorten = (seed >> 80) & 1 == 1;
        uint256 rate = (seed >> 90) & 7 == 0 ? 0 : bound(seed >> 100, 1e14, 3e17);
        uint256 finalPayment = shorten || (seed >> 180) & 1 == 1 ? 0 : bound(seed >> 190, 0, principal);
        _set(debt, principal, Amortisation.ratePerPeriodUp(rate, PERIOD), payments, finalPayment, shorten);
    }

    function _set(
        Debt storage debt,
        uint256 principal,
        uint256 growth,
        uint256 payments,
        uint256 finalPayment,
        bool shorten
    ) private {
        vm.warp(START);
        debt.principal = uint128(principal);
        debt.growth = uint128(growth);
        debt.finalPayment = uint128(finalPayment);
        debt.payment = uint128(Amortisation.levelPaymentUp(principal, growth, payments, finalPayment));
        (debt.start, debt.lateAt, debt.period) = (uint40(START), uint40(START), PERIOD);
        (debt.payments, debt.shorten) = (uint16(payments), shorten);
        debt.trim();
    }

    function _lateByHand() private view returns (uint256) {
        Schedule memory s = _debt.schedule();
        uint256 paid = uint256(_debt.interestPaid) + _debt.principalPaid;
        uint256 total;
        uint256 area;
        for (uint256 k = 1; k <= s.payments; ++k) {
            (uint256 interest, uint256 principal) = Amortisation.owedAfter(s, k);
            uint256 due = START + k * PERIOD;
            uint256 upTo = interest + principal;
            uint256 missing = upTo - (paid > total ? (paid < upTo ? paid : upTo) : total);
            if (due < block.timestamp) area += missing * (block.timestamp - due);
            total = upTo;
        }
        return (area * 2e17) / (1e18 * 365 days);
    }

    function _requireSame() private view {
        assertEq(_debt.principal, _twin.principal, "principal");
        assertEq(_debt.payment, _twin.payment, "payment");
        assertEq(_debt.finalPayment, _twin.finalPayment, "final payment");
        assertEq(_debt.interestPaid, _twin.interestPaid, "interest paid");
        assertEq(_debt.principalPaid, _twin.principalPaid, "principal paid");
        assertEq(_debt.start, _twin.start, "start");
        assertEq(_debt.payments, _twin.payments, "payments");
        assertEq(_debt.lateOwed, _twin.lateOwed, "late interest");
    }
}

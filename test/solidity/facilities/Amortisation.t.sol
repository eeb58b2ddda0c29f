// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Amortisation, Schedule} from "../../../contracts/facilities/lib/Amortisation.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice What is owed of a debt after k payments: against the same schedule one period after another.
contract AmortisationTest is SolidityTest {
    uint256 private constant ONE = 1 << 128;
    uint256 private constant MONTH = 365 days / 12;

    function test_aLoanOverThreeYears() public pure {
        Schedule memory loan = _loan(5_600_000e6, Amortisation.ratePerPeriodUp(0.1e18, MONTH), 36, 0);
        assertEq(loan.payment, 180_696.248286e6, "payment");
        assertEq(loan.balanceAfterUp(0), 5_600_000e6, "all of it at first");
        assertEq(loan.balanceAfterUp(12), 3_915_842.165692e6, "balance after a year");
        assertEq(loan.balanceAfterUp(24), 2_055_330.998499e6, "balance after two");
        assertEq(loan.balanceAfterUp(36), 0, "nothing in the end");
        (uint256 interest, uint256 principal) = loan.owedAfter(1);
        assertEq(interest, 46_666.666667e6, "interest of the first month, as the balance rounded up");
        assertEq(principal, 134_029.581619e6, "principal of the first month");
        (interest, principal) = loan.owedAfter(36);
        assertEq(interest, 905_064.938275e6, "interest of all months");
        assertEq(principal, 5_600_000e6, "principal of all months");
        assertEq(loan.lastPayment(), 180_696.248265e6, "the last payment takes back what the others were rounded up");
    }

    function test_aLoanWithoutInterest() public pure {
        Schedule memory loan = _loan(1_000, 0, 7, 300);
        assertEq(loan.payment, 100, "700 in 7");
        loan = _loan(1_000, 0, 6, 300);
        assertEq(loan.payment, 117, "700 in 6, rounded up");
        assertEq(loan.balanceAfterUp(5), 415, "less five payments");
        assertEq(loan.lastPayment(), 415, "the last one is smaller");
        (uint256 interest, uint256 principal) = loan.owedAfter(6);
        assertEq(interest, 0, "no interest");
        assertEq(principal, 1_000, "all of it");
    }

    function test_paymentsRoundedUpAreMissingFromTheBalloon() public pure {
        Schedule memory loan = _loan(1_000, 0, 6, 998);
        assertEq(loan.payment, 1, "2 in 6, rounded up");
        assertEq(loan.balanceAfterUp(5), 995, "less five payments");
        assertEq(loan.lastPayment(), 995, "what is left, and nothing else");
        assertEq(loan.totalOwed(), 1_000, "what was lent");
    }

    function test_whatNeedsFewerPaymentsHasFewer() public pure {
        Schedule memory loan = Schedule(1_000, 9, 3, 0, 120);
        assertEq(loan.paymentsNeeded(), 112, "997 in 120, rounded up: 111 of 9, and one");
        loan = _loan(1_000, 0, 120, 3);
        assertEq(loan.payments, 112, "the others fall away");
        assertEq(loan.lastPayment(), 1, "the last one is smaller");
        assertEq(loan.totalOwed(), 1_000, "what was lent");
        assertEq(_loan(1, 0, 120, 0).totalOwed(), 1, "a unit once");
    }

    /// @dev From one unit up, at any rate: no interest is none, and other interest is a unit above its sum at most.
    function testFuzz_noMoreIsCollectedThanIsOwed(uint256[5] memory seed, uint256 principal) public pure {
        Schedule memory s = _terms(seed);
        principal = bound(principal, 1, 5_000);
        s = _loan(principal, s.growth, s.payments, s.finalPayment % (principal + 1));
        (uint256 interest, uint256 repaid) = s.owedAfter(s.payments);
        assertEq(repaid, principal, "all principal");
        if (s.growth == 0) assertEq(interest, 0, "and nothing else");
        uint256 balance = principal * ONE;
        uint256 accrued;
        for (uint256 k = 0; k < s.payments; ++k) {
            accrued += _interest(balance, s.growth);
            balance = _afterPayment(balance, s);
        }
        assertLe(interest, accrued / ONE + 2, "no more interest than accrues");
    }

    /// @dev The fractions that the annuity of 3/256 a period loses show only beyond 16 periods.
    function test_interestOnlyKeepsThePrincipal() public pure {
        Schedule memory loan = _loan(256e6, 3 << 120, 120, 256e6);
        assertEq(loan.payment, 3e6, "interest and nothing else");
        for (uint256 k = 0; k < 120; ++k) {
            assertEq(loan.balanceAfterUp(k), 256e6, "principal");
        }
        assertEq(loan.lastPayment(), 259e6, "due at the end");
    }

    function test_powersSaturate() public pure {
        assertEq(Amortisation.power(ONE, 0), ONE, "nothing grows in no time");
        assertEq(Amortisation.power(ONE, 30), 1 << 158, "doubled 30 times");
        assertEq(Amortisation.power(ONE, 31), 1 << 159, "doubled 31 times");
        assertEq(Amortisation.power(ONE, 32), 1 << 159, "no further");
        assertEq(Amortisation.power(ONE, 120), 1 << 159, "whatever the term");
        assertEq(Amortisation.power(type(uint128).max, 120), 1 << 159, "whatever the rate");
        assertEq(Amortisation.power(1 << 200, 1), 1 << 159, "in a single period");
    }

    function testFuzz_powersAgainstProducts(uint128 growth, uint8 k) public pure {
        growth = uint128(bound(growth, 0, ONE / 8));
        k = uint8(bound(k, 0, 120));
        uint256 product = ONE;
        for (uint256 i = 0; i < k; ++i) {
            product += _interest(product, growth);
        }
        uint256 power = Amortisation.power(growth, k);
        // Both lose less than 2^-128 of what is there, k times.
        assertNear(power, product, (product >> 128) * k + k, "power");
    }

    function testFuzz_againstOnePeriodAfterAnother(uint256[5] memory seed) public pure {
        Schedule memory s = _terms(seed);
        uint256 balance = s.principal * ONE;
        uint256 repaid = 0;
        uint256 paidInterest = 0;
        for (uint256 k = 1; k < s.payments; ++k) {
            balance = _afterPayment(balance, s);
            uint256 shown = s.balanceAfterUp(k);
            assertGe(shown + 1, balance / ONE, "a balance is not too low");
            assertLe(shown, balance / ONE + 2, "nor too high");
            (uint256 interest, uint256 principal) = s.owedAfter(k);
            assertEq(interest + principal, k * s.payment, "level payments");
            assertEq(principal, s.principal - shown, "principal is what the balance fell by");
            assertGe(principal, repaid, "balances never rise");
            assertGe(interest, paidInterest, "interest owed never falls");
            (repaid, paidInterest) = (principal, interest);
        }
        (uint256 allInterest, uint256 allPrincipal) = s.owedAfter(s.payments);
        assertEq(allPrincipal, s.principal, "principal to the unit");
        assertGe(allInterest, paidInterest, "interest owed never falls, not even in the end");
        assertEq(s.balanceAfterUp(s.payments), 0, "nothing is left");
        assertLe(s.lastPayment(), s.payment + s.finalPayment, "the last payment is not above the others");
        uint256 last = balance + _interest(balance, s.growth);
        assertGe(s.lastPayment() + 1, last / ONE, "it pays the balance with its interest");
        assertLe(s.lastPayment(), last / ONE + 2, "and nothing else");
    }

    function testFuzz_theLevelPaymentIsTheLeast(uint256[5] memory seed) public pure {
        Schedule memory s = _terms(seed);
        uint256 goal = s.finalPayment;
        assertLe(_reached(s), goal, "it repays");
        if (s.payment == 0) return;
        s.payment -= 1;
        assertGe(_reached(s) + 1, goal, "a unit less does not");
    }

    function testFuzz_paymentsCovered(uint256[5] memory seed, uint8 k) public pure {
        Schedule memory s = _terms(seed);
        assertEq(s.paymentsCovered(s.totalOwed()), s.payments, "all");
        assertEq(s.paymentsCovered(type(uint256).max), s.payments, "all and more");
        if (s.payment == 0 || s.lastPayment() == 0) return;
        k = uint8(bound(k, 0, s.payments - 1));
        assertEq(s.paymentsCovered(k * s.payment), k, "so many");
        if (k > 0) assertEq(s.paymentsCovered(k * s.payment - 1), k - 1, "a unit less");
        assertEq(s.paymentsCovered(s.totalOwed() - 1), s.payments - 1, "a unit less than all");
    }

    function testFuzz_implicitGrowthIsTheLargestThatRepays(uint256[5] memory seed, uint64 more) public pure {
        Schedule memory s = _terms(seed);
        uint256 rent = s.payment + more;
        uint256 growth = Amortisation.implicitGrowth(s.principal, rent, s.payments, s.finalPayment);
        assertLt(growth, ONE, "below 100 %");
        if (s.growth < ONE) assertGe(growth, s.growth, "at least the rate that the rent was made from");
        assertLe(Amortisation.levelPaymentUp(s.principal, growth, s.payments, s.finalPayment), rent, "the rent repays");
        uint256 above = growth + (growth >> 60) + (1 << 60);
        if (above >= ONE || Amortisation.power(above, s.payments) == Amortisation.LIMIT) return;
        assertGe(
            Amortisation.levelPaymentUp(s.principal, above, s.payments, s.finalPayment),
            rent,
            "not at a higher rate"
        );
    }

    /// @dev Any terms that repay, also such as nobody would approve. Interest is in order from 0.01 % a year on, or
    ///      without.
    function testFuzz_anyRentKeepsTheOrder(
        uint96 principal,
        uint96 rent,
        uint96 finalPayment,
        uint8 payments
    ) public pure {
        payments = uint8(bound(payments, 1, 120));
        principal = uint96(bound(principal, 1, type(uint96).max));
        finalPayment = uint96(bound(finalPayment, 0, principal));
        rent = uint96(bound(rent, (uint256(principal) - finalPayment + payments - 1) / payments, type(uint96).max));
        uint256 growth = Amortisation.implicitGrowth(principal, rent, payments, finalPayment);
        bool isSound = growth == 0 || growth >= Amortisation.ratePerPeriodUp(0.0001e18, 1 hours);
        Schedule memory s = Schedule(principal, rent, finalPayment, growth, payments);
        uint256 interest = 0;
        uint256 repaid = 0;
        for (uint256 k = 1; k <= payments; ++k) {
            (uint256 nextInterest, uint256 nextRepaid) = s.owedAfter(k);
            if (isSound) assertGe(nextInterest, interest, "interest owed never falls");
            assertGe(nextRepaid, repaid, "principal owed never falls");
            assertLe(nextRepaid, principal, "and never exceeds the principal");
            (interest, repaid) = (nextInterest, nextRepaid);
        }
        assertEq(repaid, principal, "principal to the unit");
    }

    function testFuzz_termForIsTheLeast(uint256[5] memory seed, uint8 longer) public pure {
        Schedule memory s = _terms(seed);
        uint256 payment = s.payment + (s.payment * longer) / 64;
        uint256 most = s.payments;
        uint256 term = Amortisation.termFor(s.principal, s.growth, payment, most);
        assertLe(term, most, "no longer than allowed");
        Schedule memory whole = Schedule(s.principal, payment, 0, s.growth, most + 1);
        if (term < most) assertEq(whole.balanceAfterUp(term), 0, "repaid by then");
        if (term > 1) assertGt(whole.balanceAfterUp(term - 1), 0, "not before");
        assertEq(Amortisation.termFor(s.principal, s.growth, 0, most), most, "nothing repays nothing");
    }

    /// @dev Terms as a book would accept them: without interest, or from 0.01 % a year on.
    function _terms(uint256[5] memory seed) private pure returns (Schedule memory) {
        uint256 principal = bound(seed[0], 1, 1 << bound(seed[0] >> 128, 1, 96)) % (1 << 96);
        if (principal == 0) principal = 1;
        uint256 period = bound(seed[2], 1 hours, 366 days);
        uint256 growth = Amortisation.ratePerPeriodUp(bound(seed[1], 0.0001e18, 0.99e18), period);
        if (seed[1] % 16 == 0) growth = 0;
        uint256 payments = bound(seed[3], 1, 120);
        while (Amortisation.power(growth, payments) == Amortisation.LIMIT) payments /= 2;
        uint256 finalPayment = seed[4] % 3 == 0 ? 0 : bound(seed[4], 0, principal);
        return _loan(principal, growth, payments, finalPayment);
    }

    function _loan(
        uint256 principal,
        uint256 growth,
        uint256 payments,
        uint256 finalPayment
    ) private pure returns (Schedule memory) {
        uint256 payment = Amortisation.levelPaymentUp(principal, growth, payments, finalPayment);
        Schedule memory s = Schedule(principal, payment, finalPayment, growth, payments);
        uint256 needed = s.paymentsNeeded();
        return needed == payments ? s : Schedule(principal, payment, 0, growth, needed);
    }

    /// @dev The balance a period and a payment later [2^-128]; nothing where it would be below.
    function _afterPayment(uint256 balance, Schedule memory s) private pure returns (uint256) {
        uint256 owed = balance + _interest(balance, s.growth);
        return owed > s.payment * ONE ? owed - s.payment * ONE : 0;
    }

    /// @dev Base units after all level payments, one period after another. Rounded down.
    function _reached(Schedule memory s) private pure returns (uint256) {
        uint256 balance = s.principal * ONE;
        for (uint256 k = 0; k < s.payments; ++k) {
            balance = _afterPayment(balance, s);
        }
        return balance / ONE;
    }

    /// @dev Balance times growth, whole units and fractions apart, so that it fits a word.
    function _interest(uint256 balance, uint256 growth) private pure returns (uint256) {
        return (balance / ONE) * growth + ((balance % ONE) * growth) / ONE;
    }
}

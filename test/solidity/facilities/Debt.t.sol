// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Amortisation, Schedule} from "../../../contracts/facilities/lib/Amortisation.sol";
import {Debt, Service, StoredDebt} from "../../../contracts/facilities/lib/Debt.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice What payments do to a loan, whichever way they come.
contract DebtTest is SolidityTest {
    uint256 private constant START = 1_800_000_000;
    uint32 private constant PERIOD = 30 days;

    StoredDebt private _stored;

    function testFuzz_splittingAPaymentChangesNothing(
        uint256 seed,
        uint256 first,
        uint256 second,
        uint256 moment
    ) public {
        (Debt memory debt, Debt memory twin) = (_open(seed), _open(seed));
        uint256 owed = 2 * debt.schedule.principal;
        (first, second) = (bound(first, 0, owed), bound(second, 0, owed));
        vm.warp(START + bound(moment, 1, uint256(PERIOD) * (debt.schedule.payments + 4)));
        uint256 used = _pay(debt, first + second);
        uint256 usedInTwo = _pay(twin, first) + _pay(twin, second);
        assertEq(used, usedInTwo, "as much is taken");
        _requireSame(debt, twin);
    }

    /// @dev Whatever is paid whenever: every unit lent comes back once, and nothing more is taken for principal.
    function testFuzz_allPrincipalComesBack(uint256 seed, uint256[6] memory amounts) public {
        Debt memory debt = _open(seed);
        uint256 lent = debt.schedule.principal;
        uint256 back;
        uint256 outstanding = lent;
        for (uint256 i = 0; i < amounts.length; ++i) {
            vm.warp(block.timestamp + bound(amounts[i] >> 128, 1, 60 days));
            uint256 before = debt.outstanding();
            _pay(debt, bound(amounts[i], 0, lent / 2));
            back += before - debt.outstanding();
            assertLe(debt.outstanding(), outstanding, "what is outstanding never rises");
            outstanding = debt.outstanding();
        }
        vm.warp(START + uint256(PERIOD) * 130);
        back += debt.outstanding();
        _pay(debt, type(uint128).max);
        assertEq(debt.outstanding(), 0, "nothing is left");
        assertEq(back, lent, "every unit came back once");
    }

    /// @dev After a prepayment each further period costs at least the rate on what is outstanding, and all of them pay
    ///      it back with that rate.
    function testFuzz_prepayingNeverCostsTheVault(uint256 seed, uint256 ahead, uint256 moment) public {
        Debt memory debt = _open(seed);
        uint256 payments = debt.schedule.payments;
        if (payments == 1) return;
        uint256 begun = bound(moment, 1, payments - 1);
        vm.warp(START + begun * PERIOD - 1);
        Schedule memory s = debt.schedule;
        Service memory owed = debt.claims(begun);
        uint256 most = debt.outstanding() - owed.principal;
        ahead = bound(ahead, 1, most);
        uint256 balance = most - ahead;
        _pay(debt, owed.interest + owed.principal + ahead);
        assertEq(debt.outstanding(), balance, "ahead of its time, all of it is principal");
        if (balance == 0) return;

        assertEq(debt.start, START + begun * PERIOD, "the schedule begins anew where the running period ends");
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
        if (debt.shorten || balance < 1e6) return;
        assertEq(s.payments, payments - begun, "as many payments as were left");
    }

    /// @dev 30,185,051,731,588,631,315 at 21.3 % a year, all of it due at the end: 87 payments of interest, each
    ///      rounded up to the next unit, bring so much too much that the last asks for 22 less.
    function test_theLastPaymentGivesBackWhatRoundingBrought() public {
        uint256 growth = Amortisation.ratePerPeriodUp(212_896_348_346_835_402, PERIOD);
        Debt memory debt = _set(30_185_051_731_588_631_315, growth, 88, 30_185_051_731_588_631_315, false);
        Schedule memory s = debt.schedule;
        uint256 rate = Math.mulDiv(s.principal, growth, 1 << 128, Math.Rounding.Ceil);
        assertEq(s.payment, rate, "each pays the interest of its period, rounded up");
        assertEq(s.lastPayment(), s.principal + rate - 22, "the last, that of its own but for what came too much");
    }

    function testFuzz_lateInterestIsASumOverTime(uint256 seed, uint256 paid, uint256 first, uint256 second) public {
        (Debt memory debt, Debt memory twin) = (_open(seed), _open(seed));
        (debt.lateRate, twin.lateRate) = (2e17, 2e17);
        (debt.chargesLate, twin.chargesLate) = (true, true);
        vm.warp(START + 1);
        paid = bound(paid, 0, debt.schedule.principal / 2);
        _take(debt, paid);
        _take(twin, paid);

        vm.warp(START + bound(first, 1, uint256(PERIOD) * 60));
        twin.countLate();
        vm.warp(block.timestamp + bound(second, 1, uint256(PERIOD) * 60));
        twin.countLate();
        debt.countLate();
        assertNear(twin.lateOwed, debt.lateOwed, 1, "counted once or twice: but for rounding up");
        assertGe(twin.lateOwed, debt.lateOwed, "and rounding is for the vault");
        assertNear(debt.lateOwed, _lateByHand(debt), 1, "due date by due date");
    }

    /// @dev 3,000 lent for three months at nothing, 20 % a year on what is overdue. Nothing is paid.
    function test_lateInterestToTheUnit() public {
        Debt memory debt = _set(3_000, 0, 3, 0, false);
        (debt.lateRate, debt.chargesLate) = (2e17, true);
        vm.warp(START + 3 * uint256(PERIOD) + 73 days);
        debt.countLate();
        // 1,000 for 133 days, 103 days and 73 days at 20 % of 365 days: 169.3 in all.
        assertEq(debt.lateOwed, 170, "rounded up");
    }

    /// @dev 1,000 due at the end of the first period, with a grace of five days, at 20 % a year.
    function test_lateInterestRunsFromTheEndOfTheGraceHoweverOftenItIsCounted() public {
        Debt memory debt = _set(1_000, 0, 1, 0, false);
        (debt.lateRate, debt.chargesLate, debt.grace) = (2e17, true, 5 days);
        uint256[4] memory counted = [uint256(0), 3 days, 5 days, 78 days];
        uint256[4] memory owed = [uint256(0), 0, 0, 40];
        for (uint256 i = 0; i < counted.length; ++i) {
            vm.warp(START + PERIOD + counted[i]);
            debt.countLate();
            assertEq(debt.lateOwed, owed[i], "1,000 for the 73 days after the grace, and nothing in it");
        }
    }

    function test_claimsBeginWithTheirPeriod() public {
        Debt memory debt = _set(3_000, 0, 3, 0, false);
        assertEq(debt.begunBy(START), 0, "none at the start");
        assertEq(debt.begunBy(START + 1), 1, "the first from the next second on");
        assertEq(debt.begunBy(START + PERIOD), 1, "and to the last of its period");
        assertEq(debt.begunBy(START + PERIOD + 1), 2, "then the second");
        assertEq(debt.dueBy(START + PERIOD - 1), 0, "due at the end");
        assertEq(debt.dueBy(START + PERIOD), 1, "of its period");
        assertEq(debt.dueBy(START + 9 * uint256(PERIOD)), 3, "and never more than there are");
        debt.grace = 5 days;
        assertEq(debt.deadline(), START + PERIOD + 5 days, "late after the grace of the oldest");
        _take(debt, 1_999);
        assertEq(debt.deadline(), START + 2 * uint256(PERIOD) + 5 days, "one is covered");
    }

    /// @dev What is written down comes out again, and nothing runs into its neighbour.
    function testFuzz_aDebtIsStoredAsItIs(uint256[8] memory seeds, bool charges) public {
        Debt memory debt = _open(seeds[0]);
        (debt.interestPaid, debt.principalPaid) = (seeds[1] >> 152, seeds[2] >> 160);
        (debt.grace, debt.period) = (seeds[3] >> 224, seeds[4] >> 224);
        (debt.lateOwed, debt.lateRate, debt.lateAt) =
            charges ? (seeds[5] >> 128, seeds[6] >> 192, seeds[7] >> 216) : (uint256(0), uint256(0), uint256(0));
        debt.chargesLate = charges;
        debt.write(_stored);
        _requireSame(_stored.read(), debt);
        (debt.interestPaid, debt.principalPaid) = (seeds[2] >> 152, seeds[1] >> 160);
        if (charges) (debt.lateOwed, debt.lateAt) = (seeds[6] >> 128, seeds[5] >> 216);
        debt.writePaid(_stored);
        _requireSame(_stored.read(), debt);
    }

    // --- what a settlement does ---

    function _pay(Debt memory debt, uint256 amount) private view returns (uint256 used) {
        debt.countLate();
        uint256 count = debt.begunBy(block.timestamp);
        (, uint256 left) = debt.take(debt.claims(count), amount);
        uint256 ahead = left < debt.outstanding() ? left : debt.outstanding();
        if (ahead > 0) debt.prepay(ahead, count);
        return amount - left + ahead;
    }

    function _take(Debt memory debt, uint256 amount) private pure {
        debt.take(debt.claims(debt.schedule.payments), amount);
    }

    function _open(uint256 seed) private returns (Debt memory) {
        uint256 principal = bound(seed, 1, 1 << bound(seed >> 245, 1, 66));
        uint256 payments = bound(seed >> 40, 2, 120);
        bool shorten = (seed >> 80) & 1 == 1;
        uint256 rate = (seed >> 90) & 7 == 0 ? 0 : bound(seed >> 100, 1e14, 3e17);
        uint256 finalPayment = shorten || (seed >> 180) & 1 == 1 ? 0 : bound(seed >> 190, 0, principal);
        return _set(principal, Amortisation.ratePerPeriodUp(rate, PERIOD), payments, finalPayment, shorten);
    }

    function _set(
        uint256 principal,
        uint256 growth,
        uint256 payments,
        uint256 finalPayment,
        bool shorten
    ) private returns (Debt memory debt) {
        vm.warp(START);
        uint256 payment = Amortisation.levelPaymentUp(principal, growth, payments, finalPayment);
        debt.schedule = Schedule(principal, payment, finalPayment, growth, payments);
        (debt.start, debt.lateAt, debt.period, debt.shorten) = (START, START, PERIOD, shorten);
        debt.trim();
    }

    function _lateByHand(Debt memory debt) private view returns (uint256) {
        Schedule memory s = debt.schedule;
        uint256 paid = debt.interestPaid + debt.principalPaid;
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

    function _requireSame(Debt memory debt, Debt memory twin) private pure {
        assertEq(keccak256(abi.encode(debt)), keccak256(abi.encode(twin)), "both are as one");
    }
}

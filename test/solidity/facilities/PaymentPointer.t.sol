// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PaymentPointer, UnpaidPeriod} from "../../../contracts/facilities/lib/PaymentPointer.sol";
import {Facility} from "../../../contracts/interfaces/FacilityTypes.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice First in, first out, a bounded number of steps at a time; held against a search through all periods.
contract PaymentPointerTest is SolidityTest {
    uint256 private constant START = 1_800_000_000;
    uint256 private constant STEPS = 32;

    Facility private _f;
    uint256 private _newest;
    uint256 private _until = START;
    uint256 private _oldest = 1;
    uint256 private _start = START;
    mapping(uint256 period => UnpaidPeriod) private _unpaid;
    bool private _inArrears;

    uint256[] private _gross;
    uint256[] private _end;
    uint256 private _reported;
    uint256 private _distributed;

    function test_aPeriodPaidInFullIsPassedAndNotStored() public {
        _report(100, 10, 100);
        assertEq(_oldest, 2, "passed");
        assertEq(_start, START + 10, "cash to come pays for what comes");
        assertEq(_unpaid[1].end, 0, "not stored");
    }

    function test_aPeriodPaidButForAUnitStays() public {
        _report(100, 10, 99);
        assertEq(_oldest, 1, "stays");
        assertEq(_start, START, "rent vests from its start");
        assertEq(_unpaid[1].gross, 100, "stored");
        assertEq(_unpaid[1].finalAt, START + 11, "with the second in which its grace begins");
        assertEq(_f.oldestPaid, 99, "and what was paid of it");
        _pay(1);
        assertEq(_oldest, 2, "the last unit passes it");
        assertEq(_start, START + 10, "to its end");
        assertEq(_f.oldestPaid, 0, "nothing is paid of the next");
    }

    function test_anOldPeriodPaidInTheCallThatTakesANewReportIsPassed() public {
        _report(100, 10, 40);
        _report(50, 20, 65);
        assertEq(_oldest, 2, "the old one is passed");
        assertEq(_start, START + 10, "the new one's rent vests from its own start");
        assertEq(_f.oldestPaid, 5, "of which that much is paid");
        assertEq(_unpaid[2].finalAt, START + 31, "and whose own grace has begun");
    }

    function test_aZeroPeriodIsPaid() public {
        _report(0, 10, 0);
        assertEq(_oldest, 2, "passed");
        _report(5, 10, 0);
        _report(0, 10, 0);
        assertEq(_oldest, 2, "but not past one that is owed");
        _pay(5);
        assertEq(_oldest, 4, "then both");
        assertEq(_start, START + 30, "up to the newest end");
    }

    function test_stepsAreBoundedAndLagOnlyVestsSlower() public {
        for (uint256 i = 0; i < 101; ++i) _report(7, 10, 0);
        uint256 lastStart = START;
        for (uint256 turns = 1; turns <= 4; ++turns) {
            _pay(turns == 1 ? 700 : 0);
            uint256 expected = turns * STEPS > 100 ? 100 : turns * STEPS;
            assertEq(_oldest, expected + 1, "32 periods at a time");
            assertEq(_f.oldestPaid, 700 - 7 * expected, "the rest waits for the next");
            assertGe(_start, lastStart, "forward only");
            assertLe(_start, START + 1_000, "never past the newest");
            lastStart = _start;
        }
    }

    function test_whereAllIsPaidThePointerNeedsNoSteps() public {
        for (uint256 i = 0; i < 100; ++i) _report(7, 10, 0);
        _pay(700);
        assertEq(_oldest, 101, "behind the newest");
        assertEq(_start, START + 1_000, "at its end");
        assertEq(_f.oldestPaid, 0, "nothing is in part");
    }

    function testFuzz_findsWhatASearchFinds(uint256 seed) public {
        uint256 ran;
        for (uint256 i = 0; i < 30; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 owed = _reported - _distributed;
            if (seed % 3 == 0 && owed > 0) {
                _pay(1 + ((seed >> 8) % owed));
            } else {
                uint256 gross = seed % 5 == 0 ? 0 : (seed >> 8) % 1_000;
                _report(gross, 1 + ((seed >> 32) % 30 days), (seed >> 64) % (owed + gross + 1));
            }
            (uint256 period, uint256 start) = _search();
            assertEq(_oldest, period, "oldest unpaid");
            assertEq(_start, start, "its start");
            ++ran;
        }
        assertEq(ran, 30, "the body ran");
    }

    /// @dev A report taken in, and `cash` distributed in the same settlement.
    function _report(uint256 gross, uint256 length, uint256 cash) private {
        uint256 end = _until + length;
        _gross.push(gross);
        _end.push(end);
        _reported += gross;
        (_newest, _until) = (_newest + 1, end);
        if (_reported != _distributed + cash) {
            _unpaid[_newest] = UnpaidPeriod(uint128(gross), uint40(end), uint40(end + 1));
        }
        _pay(cash);
    }

    function _pay(uint256 cash) private {
        _distributed += cash;
        if (_reported != _distributed) {
            (_oldest, _start) = PaymentPointer.advance(_f, _unpaid, _newest, _start, cash);
            assertEq(_f.oldestUnpaid, _oldest, "the pointer is written down");
            assertEq(_f.oldestStart, _start, "and where it points");
            return;
        }
        PaymentPointer.clear(_f);
        assertEq(uint256(_f.oldestUnpaid) + _f.oldestStart, 0, "where all is paid, nothing is stored");
        (_oldest, _start) = (_newest + 1, _until);
    }

    /// @dev The first period that what was distributed does not cover, by looking at all of them.
    function _search() private view returns (uint256 period, uint256 start) {
        (period, start) = (1, START);
        uint256 through;
        for (uint256 i = 0; i < _gross.length; ++i) {
            through += _gross[i];
            if (through > _distributed) return (period, start);
            (period, start) = (i + 2, _end[i]);
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Facility} from "../../../contracts/book/Facility.sol";
import {PaymentPointer, UnpaidPeriod} from "../../../contracts/book/PaymentPointer.sol";
import {ReportRecord} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice First in, first out, a bounded number of steps at a time; held against a search through all periods.
contract PaymentPointerTest is SolidityTest {
    uint256 private constant START = 1_800_000_000;
    uint256 private constant STEPS = 32;

    Facility private _f;
    mapping(uint32 period => UnpaidPeriod) private _unpaid;

    uint256[] private _gross;
    uint256[] private _end;
    uint256 private _reported;

    function setUp() public {
        _f.oldestUnpaid = 1;
        _f.oldestStart = uint40(START);
    }

    function test_aPeriodPaidInFullIsPassedAndNotStored() public {
        _pay(100);
        _report(100, 10);
        assertEq(_f.oldestUnpaid, 2, "passed");
        assertEq(_f.oldestStart, START + 10, "cash to come pays for what comes");
        assertEq(_unpaid[1].end, 0, "not stored");
    }

    function test_aPeriodPaidButForAUnitStays() public {
        _pay(99);
        _report(100, 10);
        assertEq(_f.oldestUnpaid, 1, "stays");
        assertEq(_f.oldestStart, START, "rent vests from its start");
        assertEq(_unpaid[1].gross, 100, "stored");
        _pay(1);
        _advance();
        assertEq(_f.oldestUnpaid, 2, "the last unit passes it");
        assertEq(_unpaid[1].end, 0, "and frees its slot");
    }

    function test_aZeroPeriodIsPaid() public {
        _report(0, 10);
        assertEq(_f.oldestUnpaid, 2, "passed");
        _report(5, 10);
        _report(0, 10);
        assertEq(_f.oldestUnpaid, 2, "but not past one that is owed");
        _pay(5);
        _advance();
        assertEq(_f.oldestUnpaid, 4, "then both");
        assertEq(_f.oldestStart, START + 30, "up to the newest end");
    }

    function test_stepsAreBoundedAndLagOnlyVestsSlower() public {
        for (uint256 i = 0; i < 100; ++i) _report(7, 10);
        _pay(700);
        uint256 lastStart = START;
        for (uint256 turns = 1; turns <= 4; ++turns) {
            _advance();
            uint256 expected = turns * STEPS > 100 ? 100 : turns * STEPS;
            assertEq(_f.oldestUnpaid, expected + 1, "32 periods at a time");
            assertGe(_f.oldestStart, lastStart, "forward only");
            assertLe(_f.oldestStart, START + 1_000, "never past the newest");
            lastStart = _f.oldestStart;
        }
        assertEq(_f.paidThrough, 700, "all of it in the end");
    }

    function testFuzz_findsWhatASearchFinds(uint256 seed) public {
        uint256 ran;
        for (uint256 i = 0; i < 30; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 owed = _reported - _f.distributed;
            if (seed % 3 == 0 && owed > 0) {
                _pay(1 + ((seed >> 8) % owed));
                _advance();
            } else {
                _report(seed % 5 == 0 ? 0 : (seed >> 8) % 1_000, 1 + ((seed >> 32) % 30 days));
            }
            (uint256 period, uint256 start) = _search();
            assertEq(_f.oldestUnpaid, period, "oldest unpaid");
            assertEq(_f.oldestStart, start, "its start");
            ++ran;
        }
        assertEq(ran, 30, "the body ran");
    }

    function _pay(uint256 amount) private {
        _f.distributed += uint128(amount);
    }

    function _report(uint256 gross, uint256 length) private {
        uint256 end = (_end.length == 0 ? START : _end[_end.length - 1]) + length;
        _gross.push(gross);
        _end.push(end);
        _reported += gross;
        _f.settledPeriods += 1;
        ReportRecord memory report;
        (report.gross, report.end) = (uint128(gross), uint40(end));
        PaymentPointer.advance(_f, _unpaid, true, report);
    }

    function _advance() private {
        ReportRecord memory none;
        PaymentPointer.advance(_f, _unpaid, false, none);
    }

    /// @dev The first period that what was distributed does not cover, by looking at all of them.
    function _search() private view returns (uint256 period, uint256 start) {
        (period, start) = (1, START);
        uint256 through;
        for (uint256 i = 0; i < _gross.length; ++i) {
            through += _gross[i];
            if (through > _f.distributed) return (period, start);
            (period, start) = (i + 2, _end[i]);
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Facility, Line, Part} from "../../../contracts/book/Facility.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice The wear of one facility: a straight line to salvage, which it meets exactly.
contract FacilityTest is SolidityTest {
    uint256 private constant START = 1_800_000_000;

    Facility private _f;

    function test_valueIsFlatUntilWearIsDue() public {
        _build(1_000e6, 100e6, 1_000);
        _f.wearFrom = 0;
        _f.deadline = uint40(START + 500);
        assertEq(_f.valueFineAt(START + 499), uint256(1_000e6) << 32, "flat");
        assertEq(_f.slopeAt(START + 499), 0, "no slope");
        assertFalse(_f.hasWornBy(START + 499), "not yet");
        assertTrue(_f.hasWornBy(START + 500), "at the deadline");
        assertEq(_f.valueFineAt(START + 500), uint256(1_000e6) << 32, "starts from its value");
        assertGt(_f.slopeAt(START + 500), 0, "and falls");
        assertNear(_f.valueFineAt(START + 1_000) >> 32, 550e6, 1, "half way down, half a life later");
        assertEq(_f.valueFineAt(START + 1_500), uint256(100e6) << 32, "salvage, a life after the deadline");
    }

    function test_nothingIsPlannedWithoutADeadline() public {
        _build(1_000e6, 100e6, 1_000);
        _f.wearFrom = 0;
        Line memory plan = _f.wear();
        assertEq(plan.from + plan.until + plan.slope + plan.remainder, 0, "no plan");
        assertEq(_f.exitLine().from, 0, "and never late");
        assertEq(_f.valueFineAt(START + 1e6), uint256(1_000e6) << 32, "flat for ever");
    }

    function testFuzz_wearsFromCostToSalvageExactly(
        uint96 cost,
        uint96 salvage,
        uint32 life,
        uint32 first,
        uint32 second
    ) public {
        life = uint32(bound(life, 1 days, 30 * 365 days));
        salvage = uint96(bound(salvage, 0, cost));
        _build(cost, salvage, life);
        (uint256 earlier, uint256 later) = first < second ? (first, second) : (second, first);
        uint256 costFine = uint256(cost) << 32;
        uint256 salvageFine = uint256(salvage) << 32;

        assertEq(_f.valueFineAt(START), costFine, "8: starts at cost");
        assertEq(_f.valueFineAt(START + life), salvageFine, "8: salvage in the last second, exactly");
        assertEq(_f.slopeAt(START + life), 0, "8: and no wear after it");
        uint256 value = _f.valueFineAt(START + earlier);
        assertLe(value, costFine, "8: never above cost");
        assertGe(value, salvageFine, "8: never below salvage");
        assertGe(value, _f.valueFineAt(START + later), "8: never rises");
        if (earlier < life) {
            // The exact line, and at most a second's rounding of the slope above it.
            uint256 exact = costFine - ((costFine - salvageFine) * earlier) / life;
            assertGe(value + 1, exact, "8: the slope is rounded down");
            assertLe(value - exact, earlier + 1, "8: by less than a fine unit a second");
        }
    }

    function testFuzz_slopeAndRemainderAddUpToAllThatWears(uint96 cost, uint96 salvage, uint32 life) public {
        life = uint32(bound(life, 1, 30 * 365 days));
        salvage = uint96(bound(salvage, 0, cost));
        _build(cost, salvage, life);
        Line memory plan = _f.wear();
        assertEq(plan.slope * life + plan.remainder, uint256(cost - salvage) << 32, "8: to the fine unit");
        assertLt(plan.remainder, life, "8: less than one unit a second");
        assertEq(plan.until, START + life, "8: for the whole life");
    }

    /// @dev A write-down moves the anchor; the line still ends at salvage, and still in the same second.
    function testFuzz_aWriteDownBendsTheLineAndKeepsItsEnd(uint96 cost, uint96 loss, uint32 life, uint32 when) public {
        life = uint32(bound(life, 1 days, 30 * 365 days));
        when = uint32(bound(when, 1, life - 1));
        _build(cost, uint128(cost) / 10, life);
        uint256 value = _f.valueFineAt(START + when);
        uint256 after_ = value - bound(loss, 0, value);
        _f.anchor = uint128(after_);
        _f.anchorAt = uint40(START + when);
        if (_f.salvage > after_ >> 32) _f.salvage = uint128(after_ >> 32);
        assertEq(_f.valueFineAt(START + when), after_, "8: falls at once");
        assertLe(_f.valueFineAt(START + (uint256(when) + life) / 2), after_, "8: and on");
        assertEq(_f.valueFineAt(START + life), uint256(_f.salvage) << 32, "8: salvage at the end");
    }

    // --- the exit line ---

    function test_lateFromItsDeadlineOn_andNotASecondEarlier() public {
        _build(1_000e6, 100e6, 1_000 days);
        _f.lineLength = 90 days;
        _f.deadline = uint40(START + 10 days);
        uint256 value = _f.valueFineAt(START + 10 days);
        assertFalse(_f.isLateAt(START + 10 days - 1), "not yet");
        assertEq(_f.exitFineAt(START + 10 days - 1), _f.valueFineAt(START + 10 days - 1), "paid in full");
        assertTrue(_f.isLateAt(START + 10 days), "at the deadline");
        assertEq(_f.exitFineAt(START + 10 days), value, "no step: it starts from the value");
        assertNear(_f.exitFineAt(START + 55 days), value / 2, 8e6, "half of it, half way down the line");
        assertEq(_f.exitFineAt(START + 100 days), 0, "nothing at the end of the line");
        assertGt(_f.valueFineAt(START + 100 days), 0, "while the value wears on as it did");
    }

    /// @dev A wear that is faster than the line is the line.
    function testFuzz_leaversAreNeverPaidMoreThanTheValue(
        uint96 cost,
        uint96 salvage,
        uint32 life,
        uint32 deadline,
        uint32 when
    ) public {
        life = uint32(bound(life, 1 days, 30 * 365 days));
        salvage = uint96(bound(salvage, 0, cost));
        deadline = uint32(bound(deadline, 0, 2 * uint256(life)));
        when = uint32(bound(when, 0, 400 days));
        _build(cost, salvage, life);
        _f.lineLength = 90 days;
        _f.deadline = uint40(START + deadline);
        uint256 t = START + deadline + when;
        uint256 value = _f.valueFineAt(t);
        uint256 paid = _f.exitFineAt(t);
        assertLe(paid, value + life, "6: but for what the rounded slopes leave, far below a unit");
        assertLe(_f.exitLine().until, START + uint256(deadline) + 90 days, "6: never longer than the line");
        if (t >= _f.exitLine().until) assertEq(paid, 0, "6: and then nothing");
    }

    function testFuzz_recordingLatenessChangesNothing(uint96 cost, uint32 life, uint32 deadline, uint32 when) public {
        life = uint32(bound(life, 1 days, 30 * 365 days));
        deadline = uint32(bound(deadline, 0, 2 * uint256(life)));
        _build(cost, cost / 10, life);
        _f.lineLength = 90 days;
        _f.deadline = uint40(START + deadline);
        uint256 t = START + deadline + (when % 200 days);
        uint256 expected = _f.exitFineAt(t);
        Line memory line = _f.exitLine();
        (_f.exitAnchor, _f.exitAt, _f.lateSince) = (uint128(line.base), uint40(line.from), uint40(line.from));
        (_f.lineEnd, _f.deadline, _f.watched) = (uint40(line.until), 0, cost == 0 ? 0 : 1);
        assertEq(_f.exitFineAt(t), expected, "6: the line is the same");
        Part memory part = _f.partAt(t);
        assertEq(part.loss, int256(_f.valueFineAt(t)) - int256(expected), "6: unrealised is what is missing");
        assertEq(
            part.ended,
            t >= line.until && cost != 0 ? int256(1) : int256(0),
            "6: at its end, if worth waiting for"
        );
    }

    function _build(uint128 cost, uint128 salvage, uint32 life) private {
        _f.cost = cost;
        _f.salvage = salvage;
        _f.usefulLife = life;
        _f.anchor = uint128(uint256(cost) << 32);
        _f.anchorAt = uint40(START);
        _f.wearFrom = uint40(START);
        _f.wearUntil = uint40(START + life);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ValueLine, ValueLineLib} from "../../../contracts/vault/ValueLine.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice A value that falls in a straight line, and sums of such lines that stay exact.
contract ValueLineTest is SolidityTest {
    function testFuzz_fallsByItsSlopeEachSecond(uint96 value, uint64 slope, uint32 since, uint32 passed) public pure {
        since = uint32(bound(since, 0, type(uint32).max - passed));
        ValueLine line = ValueLineLib.pack(int256(uint256(value)), slope, since);
        assertEq(line.slope(), slope, "slope");
        assertEq(line.since(), since, "since");
        int256 expected = int256(uint256(value)) - int256(uint256(slope)) * int256(uint256(passed));
        assertEq(line.valueAt(uint256(since) + passed), expected, "value");
    }

    function testFuzz_aTurnMovesTheValueByExactlyTheChange(
        uint96 value,
        uint64 slope,
        uint96 gain,
        uint64 extraSlope,
        uint32 passed
    ) public pure {
        passed = uint32(bound(passed, 0, slope == 0 ? type(uint32).max : value / slope));
        ValueLine line = ValueLineLib.pack(int256(uint256(value)), slope, 0);
        int256 before = line.valueAt(passed);
        ValueLine up = line.turnedAt(passed, int256(uint256(gain)), int256(uint256(extraSlope)));
        assertEq(up.valueAt(passed), before + int256(uint256(gain)), "up");
        assertEq(up.slope(), uint256(slope) + extraSlope, "steeper");
        assertEq(up.since(), passed, "from now on");
        ValueLine back = up.turnedAt(passed, -int256(uint256(gain)), -int256(uint256(extraSlope)));
        assertEq(back.valueAt(passed), before, "what was added is taken away without a remainder");
        assertEq(back.slope(), slope, "and its slope");
    }

    function testFuzz_turningWithoutAChangeChangesNothing(
        uint96 value,
        uint64 slope,
        uint32 first,
        uint32 later
    ) public pure {
        first = uint32(bound(first, 0, slope == 0 ? type(uint32).max : value / slope));
        later = uint32(bound(later, first, type(uint32).max));
        ValueLine line = ValueLineLib.pack(int256(uint256(value)), slope, 0);
        assertEq(line.turnedAt(first, 0, 0).valueAt(later), line.valueAt(later), "the same line");
    }

    function testFuzz_aSumOfLinesIsTheLineOfSums(
        uint88 a,
        uint56 slopeA,
        uint88 b,
        uint56 slopeB,
        uint32 t
    ) public pure {
        // The second line joins at a moment of its own.
        uint256 joins = t / 2;
        int256 atJoin = ValueLineLib.pack(int256(uint256(a)), slopeA, 0).valueAt(joins);
        if (atJoin < 0) return;
        ValueLine both = ValueLineLib.pack(int256(uint256(a)), slopeA, 0).turnedAt(
            joins,
            int256(uint256(b)),
            int256(uint256(slopeB))
        );
        int256 alone =
            ValueLineLib.pack(int256(uint256(a)), slopeA, 0).valueAt(t) +
                ValueLineLib.pack(int256(uint256(b)), slopeB, joins).valueAt(t);
        assertEq(both.valueAt(t), alone, "exact");
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Timeline, TimelineLib} from "../../../contracts/oracle/Timeline.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice What held at a second, compared with a plain list that is walked from its beginning.
contract TimelineTest is SolidityTest {
    using TimelineLib for Timeline;

    uint256 private constant START = 1_800_000_000;

    Timeline private _timeline;
    uint256[] private _values;
    uint256[] private _seconds;

    function test_theFirstHoldsForAllTimeBefore() public {
        vm.warp(START);
        _timeline.set(7);
        assertEq(_timeline.valueAt(0), 7, "at the beginning of time");
        vm.warp(START + 5);
        _timeline.set(8);
        assertEq(_timeline.valueAt(START + 4), 7, "before the second");
        assertEq(_timeline.valueAt(START + 5), 8, "from the second on");
        assertEq(_timeline.latest(), 8, "the newest");
    }

    function testFuzz_valueAt(uint224[12] memory values, uint8[12] memory gaps, uint16 asked) public {
        uint256 second = START;
        for (uint256 i; i < values.length; ++i) {
            second += gaps[i] % 16; // also none: the last of a second holds
            vm.warp(second);
            _timeline.set(values[i]);
            _values.push(values[i]);
            _seconds.push(second);
            uint256 past = START + (asked % (second - START + 2));
            uint256 expected = _walk(past);
            assertEq(_timeline.valueAt(past), expected, "as it stands");
            if (past >= second) continue;
            // Whatever is set later.
            _timeline.set(~uint224(values[i]));
            _values.push(~uint224(values[i]));
            _seconds.push(second);
            assertEq(_timeline.valueAt(past), expected, "after one more");
        }
    }

    function _walk(uint256 second) private view returns (uint256 value) {
        value = _values[0];
        for (uint256 i = 1; i < _values.length; ++i) if (_seconds[i] <= second) value = _values[i];
    }
}

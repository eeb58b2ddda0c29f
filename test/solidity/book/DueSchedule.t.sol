// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DueSchedule} from "../../../contracts/book/DueSchedule.sol";
import {Part} from "../../../contracts/book/Facility.sol";
import {DueTimes} from "../../../contracts/book/DueTimes.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice Changes of wear that lie ahead: facilities that share a second share an item, what cancels vanishes.
contract DueScheduleTest is SolidityTest {
    using DueTimes for DueTimes.Set;

    uint256 private constant NOW = 1_800_000_000;

    DueSchedule private _schedule;

    function test_equalTimesShareAnItem() public {
        _add(NOW, 3, 0);
        _add(NOW, 4, -7);
        assertEq(_schedule.times.next(0), NOW, "one time");
        assertEq(_schedule.times.next(NOW + 1), DueTimes.NONE, "only one");
        (int256 value, int256 slope, uint256 next, uint256 count) = _dueBy(NOW, 32);
        assertEq(value, -7, "value");
        assertEq(slope, 7, "slope");
        assertEq(next, DueTimes.NONE, "nothing after it");
        assertEq(count, 1, "one item");
    }

    function test_itemsThatCancelVanish() public {
        _add(NOW, 3, -9);
        _add(NOW, -3, 0);
        assertEq(_schedule.times.next(0), NOW, "a value without a slope is an item");
        _add(NOW, 0, 9);
        assertEq(_schedule.times.next(0), DueTimes.NONE, "gone");
        _add(NOW, 0, 0);
        assertEq(_schedule.times.next(0), DueTimes.NONE, "nothing is no item");
        _add(NOW, 5, 0);
        assertEq(_schedule.times.next(0), NOW, "and it can come again");
    }

    function test_anItemThatOnlyChangesStaysWhereItIs() public {
        _add(NOW, 3, 0);
        _add(NOW, -8, 0);
        (, int256 slope, , ) = _dueBy(NOW, 1);
        assertEq(slope, -5, "below zero");
    }

    function test_dueInItsOwnSecondNotBefore() public {
        _add(NOW, 10, -1);
        (int256 value, int256 slope, uint256 next, uint256 count) = _dueBy(NOW - 1, 32);
        assertEq(count, 0, "a second early");
        assertEq(next, NOW, "lies ahead");
        (value, slope, , count) = _dueBy(NOW, 32);
        assertEq(count, 1, "in its second");
        assertEq(value, -1, "wear has not run yet");
        (value, slope, , ) = _dueBy(NOW + 6, 32);
        assertEq(value, -61, "six seconds of wear are caught up");
        assertEq(slope, 10, "and it runs on");
    }

    /// @dev A wear of `slope` from a second to another leaves a flat line and exactly its remainder, however it is
    ///      carried out.
    function testFuzz_carryingOutInPartsIsCarryingOutAtOnce(uint256 seed) public {
        for (uint256 i = 0; i < 1 + (seed % 9); ++i) _addWear(uint256(keccak256(abi.encode(seed, i))));
        uint256 now_ = NOW + ((seed >> 8) % 120);
        Due memory whole = _due(now_, 1_000);

        Due memory parts;
        parts.next = _schedule.times.next(0);
        while (parts.next <= now_) {
            Due memory part = _due(now_, 1 + ((seed >> 16) % 4));
            assertGt(part.count, 0, "it goes on");
            _schedule.drop(part.count);
            assertEq(_schedule.times.next(0), part.next, "the next one is the one announced");
            parts.value += part.value;
            parts.slope += part.slope;
            parts.count += part.count;
            parts.next = part.next;
        }
        assertEq(parts.value, whole.value, "value");
        assertEq(parts.slope, whole.slope, "slope");
        assertEq(parts.count, whole.count, "count");
        assertEq(parts.next, whole.next, "next");
    }

    struct Due {
        int256 value;
        int256 slope;
        uint256 next;
        uint256 count;
    }

    function _due(uint256 now_, uint256 maxItems) private view returns (Due memory d) {
        (d.value, d.slope, d.next, d.count) = _dueBy(now_, maxItems);
    }

    function test_latenessIsCarriedOutLikeWear() public {
        Part memory change = Part({value: 0, slope: 0, loss: 5, lossSlope: 7, watched: 3, ended: 1});
        _schedule.add(NOW, change, 1);
        (Part memory sum, , uint256 count) = _schedule.due(NOW + 10, 4);
        assertEq(count, 1, "an item");
        assertEq(sum.loss, 75, "6: caught up");
        assertEq(sum.lossSlope, 7, "6: and it runs on");
        assertEq(sum.watched, 3, "watched");
        assertEq(sum.ended, 1, "ended");
        _schedule.add(NOW, change, -1);
        assertEq(_schedule.times.next(0), DueTimes.NONE, "taken off, it is gone");
    }

    function _add(uint256 time, int256 slope, int256 value) private {
        Part memory change;
        (change.slope, change.value) = (slope, value);
        _schedule.add(time, change, 1);
    }

    function _dueBy(uint256 now_, uint256 maxItems) private view returns (int256, int256, uint256, uint256) {
        (Part memory change, uint256 next, uint256 count) = _schedule.due(now_, maxItems);
        return (change.value, change.slope, next, count);
    }

    function _addWear(uint256 seed) private {
        int256 slope = int256((seed >> 8) % 1e20);
        uint256 from = NOW + ((seed >> 80) % 50);
        _add(from, slope, 0);
        _add(from + 1 + ((seed >> 100) % 50), -slope, -int256((seed >> 120) % 1e9));
    }
}

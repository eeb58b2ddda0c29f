// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DueTimes} from "../../../contracts/book/DueTimes.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice An ordered set of seconds, held against a plain sorted array.
contract DueTimesTest is SolidityTest {
    using DueTimes for DueTimes.Set;

    uint256 private constant LAST = type(uint32).max - 1;

    DueTimes.Set private _set;
    uint256[] private _model; // ascending, no duplicates

    function test_anEmptySetHasNoNext() public view {
        assertEq(_set.next(0), DueTimes.NONE, "from the first second");
        assertEq(_set.next(LAST), DueTimes.NONE, "from the last");
    }

    function test_firstAndLastSecond() public {
        _set.add(0);
        _set.add(LAST);
        assertEq(_set.next(0), 0, "the first");
        assertEq(_set.next(1), LAST, "the last, across the whole range");
        _set.remove(0);
        assertEq(_set.next(0), LAST, "only the last is left");
        _set.remove(LAST);
        assertEq(_set.next(0), DueTimes.NONE, "none");
    }

    function test_everyByteBoundary() public {
        for (uint256 level = 1; level < 4; ++level) {
            uint256 edge = 1 << (8 * level);
            for (uint256 i = 0; i < 3; ++i) _set.add(edge - 1 + i);
            assertEq(_set.next(edge - 1), edge - 1, "before the edge");
            assertEq(_set.next(edge), edge, "on it");
            assertEq(_set.next(edge + 1), edge + 1, "behind it");
            _set.remove(edge);
            assertEq(_set.next(edge), edge + 1, "over the gap");
            _set.remove(edge - 1);
            assertEq(_set.next(0), edge + 1, "from below");
            _set.remove(edge + 1);
            assertEq(_set.next(0), DueTimes.NONE, "empty again");
        }
    }

    function test_addingTwiceIsAddingOnce() public {
        _set.add(777);
        _set.add(777);
        _set.remove(777);
        assertEq(_set.next(0), DueTimes.NONE, "gone");
        _set.remove(777);
        assertEq(_set.next(0), DueTimes.NONE, "removing a stranger changes nothing");
    }

    function testFuzz_behavesLikeASortedArray(uint256 seed) public {
        for (uint256 i = 0; i < 40; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            if (seed % 4 == 0 && _model.length > 0) _remove(_model[(seed >> 8) % _model.length]);
            else _add(_someTime(seed >> 8));
            uint256 from = seed % 2 == 0 ? _someTime(seed >> 128) : _near(seed >> 128);
            assertEq(_set.next(from), _modelNext(from), "next");
            assertEq(_set.next(0), _modelNext(0), "first");
        }
        // The whole set, in order, and nothing else.
        uint256 found = _set.next(0);
        for (uint256 i = 0; i < _model.length; ++i) {
            assertEq(found, _model[i], "in order");
            found = _set.next(found + 1);
        }
        assertEq(found, DueTimes.NONE, "and then none");
    }

    /// @dev Anywhere, close to a power of 256, or inside one narrow hour, so that words are shared.
    function _someTime(uint256 seed) private pure returns (uint256) {
        if (seed % 3 == 0) return (seed >> 2) % (LAST + 1);
        if (seed % 3 == 1) return 1_800_000_000 + ((seed >> 2) % 3600);
        uint256 edge = 1 << (8 * (1 + ((seed >> 2) % 3)));
        return edge - 2 + ((seed >> 8) % 4);
    }

    function _near(uint256 seed) private view returns (uint256) {
        if (_model.length == 0) return 0;
        uint256 member = _model[seed % _model.length];
        return bound(member + ((seed >> 8) % 3), 1, LAST + 1) - 1;
    }

    function _add(uint256 time) private {
        _set.add(time);
        uint256 i = 0;
        while (i < _model.length && _model[i] < time) ++i;
        if (i < _model.length && _model[i] == time) return;
        _model.push(time);
        for (uint256 j = _model.length - 1; j > i; --j) _model[j] = _model[j - 1];
        _model[i] = time;
    }

    function _remove(uint256 time) private {
        _set.remove(time);
        uint256 i = 0;
        while (_model[i] != time) ++i;
        for (; i + 1 < _model.length; ++i) _model[i] = _model[i + 1];
        _model.pop();
    }

    function _modelNext(uint256 time) private view returns (uint256) {
        for (uint256 i = 0; i < _model.length; ++i) if (_model[i] >= time) return _model[i];
        return DueTimes.NONE;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TimeBitmap} from "../../../contracts/vault/TimeBitmap.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice An ordered set of ticks, held against a plain sorted array.
contract TimeBitmapTest is SolidityTest {
    using TimeBitmap for TimeBitmap.Set;

    uint256 private constant LAST = type(uint32).max - 1;

    TimeBitmap.Set private _set;
    uint256[] private _model; // ascending, no duplicates

    function test_anEmptySetHasNoNext() public view {
        assertEq(_next(0), TimeBitmap.NONE, "from the first tick");
        assertEq(_next(LAST), TimeBitmap.NONE, "from the last");
    }

    function test_firstAndLastTick() public {
        _set.flip(0);
        _set.flip(LAST);
        assertEq(_next(0), 0, "the first");
        assertEq(_next(1), LAST, "the last, across the whole range");
        _set.flip(0);
        assertEq(_next(0), LAST, "only the last is left");
        _set.flip(LAST);
        assertEq(_next(0), TimeBitmap.NONE, "none");
    }

    function test_everyByteBoundary() public {
        for (uint256 level = 1; level < 4; ++level) {
            uint256 edge = 1 << (8 * level);
            for (uint256 i = 0; i < 3; ++i) _set.flip(edge - 1 + i);
            assertEq(_next(edge - 1), edge - 1, "before the edge");
            assertEq(_next(edge), edge, "on it");
            assertEq(_next(edge + 1), edge + 1, "behind it");
            _set.flip(edge);
            assertEq(_next(edge), edge + 1, "over the gap");
            _set.flip(edge - 1);
            assertEq(_next(0), edge + 1, "from below");
            _set.flip(edge + 1);
            assertEq(_next(0), TimeBitmap.NONE, "empty again");
        }
    }

    function testFuzz_behavesLikeASortedArray(uint256 seed) public {
        for (uint256 i = 0; i < 40; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            bool removes = seed % 4 == 0 && _model.length > 0;
            _flip(removes ? _model[(seed >> 8) % _model.length] : _someTick(seed >> 8));
            uint256 from = seed % 2 == 0 ? _someTick(seed >> 128) : _near(seed >> 128);
            assertEq(_next(from), _modelNext(from), "next");
            assertEq(_next(0), _modelNext(0), "first");
            _searchUpTo(from, seed % 3 == 0 ? _someTick(seed >> 64) : from + ((seed >> 64) % 600));
            _lookAt(seed % 5 == 0 ? from : from - (from % 256));
        }
        // The whole set, in order, and nothing else.
        uint256 found = _next(0);
        for (uint256 i = 0; i < _model.length; ++i) {
            assertEq(found, _model[i], "in order");
            assertTrue(_set.has(found), "a member");
            found = _next(found + 1);
        }
        assertEq(found, TimeBitmap.NONE, "and then none");
    }

    // --- a bounded search ---

    function test_aSearchReadsNoFurtherThanItsLimit() public {
        _set.flip(70_000);
        // The limit lies in the word of the first tick, in the one above, on the member, behind it.
        assertEq(_set.next(1, 256), TimeBitmap.NONE, "a word further at most");
        assertEq(_set.next(1, 60_000), TimeBitmap.NONE, "not that far");
        assertEq(_set.next(70_000, 70_000), 70_000, "in a word that is read anyway");
        assertEq(_set.next(1, 70_001), 70_000, "before the limit");
        assertEq(_set.next(70_000, 0), 70_000, "a limit that has passed");
        assertEq(_set.next(70_001, 0), TimeBitmap.NONE, "and nothing in the word");
    }

    /// @dev Before the limit it finds what a search without one does; from there on nothing that would be too early.
    function _searchUpTo(uint256 from, uint256 limit) private view {
        (uint256 found, uint256 expected) = (_set.next(from, limit), _modelNext(from));
        if (expected < limit) assertEq(found, expected, "before the limit");
        else assertGe(found, expected, "from the limit on");
    }

    // --- 256 ticks at once ---

    function test_aPageAtAnyTick() public {
        _set.flip(0);
        _set.flip(255);
        _set.flip(256);
        _set.flip(511);
        assertEq(_set.page(0), (1 << 255) | 1, "the first word");
        assertEq(_set.page(256), (1 << 255) | 1, "the second");
        assertEq(_set.page(1), (1 << 254) | (1 << 255), "the last tick is another word's first");
        assertEq(_set.page(255), 3, "mostly the second");
        assertEq(_set.page(257), 1 << 254, "nothing behind");
        assertEq(_set.page(512), 0, "empty");
    }

    function test_aPageThatStartsBeforeTheFirstTick() public {
        _set.flip(0);
        _set.flip(3);
        unchecked {
            assertEq(_set.page(0 - uint256(1)), (1 << 1) | (1 << 4), "a tick before it");
            assertEq(_set.page(0 - uint256(255)), 1 << 255, "almost all of it");
            assertEq(_set.page(0 - uint256(256)), 0, "all of it");
            assertEq(_set.page(0 - uint256(300)), 0, "and further");
        }
    }

    function _lookAt(uint256 first) private view {
        uint256 expected = 0;
        for (uint256 i = 0; i < _model.length; ++i) {
            if (_model[i] >= first && _model[i] - first < 256) expected |= 1 << (_model[i] - first);
        }
        assertEq(_set.page(first), expected, "a page");
    }

    // --- helpers ---

    function _next(uint256 tick) private view returns (uint256) {
        return _set.next(tick, TimeBitmap.NONE);
    }

    /// @dev Anywhere, close to a power of 256, or inside one narrow hour, so that words are shared.
    function _someTick(uint256 seed) private pure returns (uint256) {
        if (seed % 3 == 0) return (seed >> 2) % (LAST + 1);
        if (seed % 3 == 1) return 1_800_000_000 + ((seed >> 2) % 3600);
        uint256 edge = 1 << (8 * (1 + ((seed >> 2) % 3)));
        return edge - 2 + ((seed >> 8) % 4);
    }

    function _near(uint256 seed) private view returns (uint256) {
        if (_model.length == 0) return 0;
        uint256 member = _model[seed % _model.length];
        return (seed >> 64) % 2 == 0 ? member : member + 1;
    }

    function _flip(uint256 tick) private {
        bool had = _set.has(tick);
        _set.flip(tick);
        assertEq(_set.has(tick), !had, "flipped");
        uint256 i = 0;
        while (i < _model.length && _model[i] < tick) ++i;
        assertEq(i < _model.length && _model[i] == tick, had, "the model agrees");
        if (had) {
            for (; i + 1 < _model.length; ++i) _model[i] = _model[i + 1];
            _model.pop();
            return;
        }
        _model.push(tick);
        for (uint256 k = _model.length - 1; k > i; --k) _model[k] = _model[k - 1];
        _model[i] = tick;
    }

    function _modelNext(uint256 from) private view returns (uint256) {
        for (uint256 i = 0; i < _model.length; ++i) {
            if (_model[i] >= from) return _model[i];
        }
        return TimeBitmap.NONE;
    }
}

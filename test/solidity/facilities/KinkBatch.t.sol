// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {KinkBatch, KinkBatchLib} from "../../../contracts/facilities/lib/KinkBatch.sol";
import {KinkEntry, KinkKind} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice What many facilities change of what lies ahead, in as few entries as they share ticks.
contract KinkBatchTest is SolidityTest {
    uint256 private constant TICK = 500_000;

    mapping(KinkKind kind => mapping(uint32 tick => uint256 word)) private _sums;

    function test_facilitiesOfOneTickAreOneEntry() public pure {
        KinkBatch memory batch = KinkBatchLib.open(3);
        for (uint256 i = 0; i < 3; ++i) _take(batch, TICK, TICK + 24, _word(i + 1));
        KinkEntry[] memory all = batch.all();
        assertEq(all.length, 2, "one is added to, one removed from");
        _requireEntry(all[0], KinkKind.MarkdownAdded, TICK + 24, _word(6));
        _requireEntry(all[1], KinkKind.MarkdownRemoved, TICK, _word(6));
    }

    /// @dev One moves into the tick that another has left, and on: it is there before it goes.
    function test_nothingLeavesATickBeforeItCame() public pure {
        KinkBatch memory batch = KinkBatchLib.open(3);
        _take(batch, TICK + 24, TICK + 48, _word(1));
        _take(batch, TICK, TICK + 24, _word(2));
        _take(batch, TICK + 24, TICK + 48, _word(2));
        KinkEntry[] memory all = batch.all();
        assertEq(all.length, 5, "a tick remembers what was made last for it");
        _requireEntry(all[0], KinkKind.MarkdownAdded, TICK + 48, _word(3));
        _requireEntry(all[1], KinkKind.MarkdownAdded, TICK + 24, _word(2));
        _requireEntry(all[2], KinkKind.MarkdownRemoved, TICK + 24, _word(1));
        _requireEntry(all[3], KinkKind.MarkdownRemoved, TICK, _word(2));
        _requireEntry(all[4], KinkKind.MarkdownRemoved, TICK + 24, _word(2));
    }

    function test_whatWouldNotFitStaysApart() public pure {
        KinkBatch memory batch = KinkBatchLib.open(2);
        uint256 half = (uint256(1) << 103) - 1; // the most that a word holds of what leavers forgo
        for (uint256 i = 0; i < 2; ++i) _take(batch, TICK, TICK + 24, half);
        KinkEntry[] memory all = batch.all();
        assertEq(all.length, 4, "no sum runs into its neighbour");
        for (uint256 i = 0; i < 4; ++i) assertEq(all[i].word, half, "as it was");
    }

    function test_changesOfSlopesStayApart() public pure {
        KinkBatch memory batch = KinkBatchLib.open(2);
        for (uint256 i = 0; i < 2; ++i) {
            (KinkEntry[] memory entries, uint256 from) = _entries(1);
            entries[0] = KinkEntry(KinkKind.Slope, uint32(TICK), 7);
            batch.take(entries, from);
        }
        assertEq(batch.all().length, 2, "each its own");
    }

    /// @dev Whatever moves where: of each kind, every tick comes to the same sum.
    function testFuzz_sumsAreThose(uint256 seed, uint8 facilities) public {
        facilities = uint8(bound(facilities, 1, 60));
        KinkBatch memory batch = KinkBatchLib.open(facilities);
        for (uint256 i = 0; i < facilities; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            (uint256 from, uint256 to) = (TICK + (seed % 130), TICK + ((seed >> 8) % 130));
            uint256 word = _word(1 + ((seed >> 16) % 1e6));
            _take(batch, from, to, word);
            _sums[KinkKind.MarkdownAdded][uint32(to)] += word;
            _sums[KinkKind.MarkdownRemoved][uint32(from)] += word;
        }
        KinkEntry[] memory all = batch.all();
        bool isRemoved;
        for (uint256 i = 0; i < all.length; ++i) {
            _sums[all[i].kind][all[i].tick] -= all[i].word;
            assertTrue(!isRemoved || all[i].kind == KinkKind.MarkdownRemoved, "what is removed comes last");
            isRemoved = all[i].kind == KinkKind.MarkdownRemoved;
        }
        for (uint32 tick = uint32(TICK); tick < TICK + 130; ++tick) {
            assertEq(_sums[KinkKind.MarkdownAdded][tick], 0, "all that is added is there");
            assertEq(_sums[KinkKind.MarkdownRemoved][tick], 0, "and all that is removed");
        }
    }

    function _word(uint256 facilities) private pure returns (uint256) {
        return facilities * (1000 | (7 << 104) | (1 << 200));
    }

    /// @dev Room for entries, and where the memory starts that is used anew: what a settlement works on comes first.
    function _entries(uint256 count) private pure returns (KinkEntry[] memory entries, uint256 from) {
        from = KinkBatchLib.memoryEnd();
        bytes memory settlement = new bytes(256);
        settlement[0] = 0x01;
        entries = new KinkEntry[](count);
    }

    function _take(KinkBatch memory batch, uint256 from, uint256 to, uint256 word) private pure {
        (KinkEntry[] memory entries, uint256 start) = _entries(2);
        entries[0] = KinkEntry(KinkKind.MarkdownAdded, uint32(to), word);
        entries[1] = KinkEntry(KinkKind.MarkdownRemoved, uint32(from), word);
        batch.take(entries, start);
    }

    function _requireEntry(KinkEntry memory entry, KinkKind kind, uint256 tick, uint256 word) private pure {
        assertTrue(entry.kind == kind, "kind");
        assertEq(entry.tick, tick, "tick");
        assertEq(entry.word, word, "word");
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {KinkEntry} from "../../interfaces/IGpuYieldVault.sol";
import {MarkdownLib} from "../../vault/Kinks.sol";
import {CurveLib} from "./Curve.sol";

/// @notice What many facilities change of what lies ahead. Markdowns of one kind at one tick are one entry: facilities
///         share ticks, and whoever settles them at once moves most of a tick's to another.
struct KinkBatch {
    KinkEntry[] kinks;
    KinkEntry[] removed; // of markdowns; after all that is added, so that nothing leaves a tick before it came
    uint256[] places; // by tick, where the entry that was made last for it lies
}

using KinkBatchLib for KinkBatch global;

library KinkBatchLib {
    uint256 private constant PLACES = 64;

    /// @notice Room for what so many facilities change.
    function open(uint256 facilities) internal pure returns (KinkBatch memory) {
        return KinkBatch(CurveLib.room(facilities), CurveLib.room(facilities), new uint256[](PLACES));
    }

    function memoryEnd() internal pure returns (uint256 end) {
        assembly ("memory-safe") {
            end := mload(0x40)
        }
    }

    /// @notice Takes the entries of one facility, and gives all memory from `from` on back, where they lie, but for
    ///         those that stay apart. Otherwise a batch would pay for memory by the square of what it settles: 6 % of
    ///         200 facilities. Between `from` and the list lies what the settlement worked on, which is longer.
    function take(KinkBatch memory self, KinkEntry[] memory entries, uint256 from) internal pure {
        uint256 tooWide = MarkdownLib.TOP;
        assembly ("memory-safe") {
            let count := mload(entries)
            // One after the other they were made, so none is overwritten before it has moved.
            for {
                let i := 1
            } iszero(gt(i, count)) {
                i := add(i, 1)
            } {
                let entry := mload(add(entries, shl(5, i)))
                let kind := mload(entry)
                let tick := mload(add(entry, 0x20))
                let place := add(mload(add(self, 0x40)), shl(5, add(mod(tick, PLACES), 1)))
                let known := mload(place)
                let sum := add(mload(add(known, 0x40)), mload(add(entry, 0x40)))
                // Changes of slopes are rare, and signed; what has no place yet lies at 0.
                if mul(known, kind) {
                    let isKnown := and(eq(mload(known), kind), eq(mload(add(known, 0x20)), tick))
                    if and(isKnown, iszero(and(sum, tooWide))) {
                        mstore(add(known, 0x40), sum)
                        continue
                    }
                }
                mcopy(from, entry, 0x60)
                mstore(place, from)
                let list := mload(add(self, shl(5, eq(kind, 2))))
                let listed := add(mload(list), 1)
                mstore(list, listed)
                mstore(add(list, shl(5, listed)), from)
                from := add(from, 0x60)
            }
            mstore(0x40, from)
        }
    }

    /// @notice Everything in one list, for which the first has room.
    function all(KinkBatch memory self) internal pure returns (KinkEntry[] memory list) {
        list = self.kinks;
        KinkEntry[] memory removed = self.removed;
        assembly ("memory-safe") {
            let listed := mload(list)
            let count := mload(removed)
            mstore(list, add(listed, count))
            mcopy(add(list, shl(5, add(listed, 1))), add(removed, 0x20), shl(5, count))
        }
    }
}

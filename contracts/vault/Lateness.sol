// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {LatenessChange} from "../interfaces/IGpuYieldVault.sol";

/// @notice What is late, summed over all facilities. Two words, all zero and unread while nothing is: a flag in the
///         stream's word says which.
struct Lateness {
    // slot 0
    int128 loss; // fine; value less exit value of what is late, at `since`
    int128 slope; // fine per second; by how much that grows
    // slot 1
    uint64 watched; // whole tokens, rounded up; value of what is late, or was until its arrears have vested
    uint16 ended; // facilities that stand at the end of their line and await their resolution
    uint40 since; // unix seconds
}

using LatenessLib for Lateness global;

/// @title LatenessLib
/// @notice The unrealised loss: a straight line between two due items, like the value itself.
library LatenessLib {
    using SafeCast for *;

    /// @notice Unrealised loss at second `t`, fine units; never before `since`.
    function lossAt(Lateness memory self, uint256 t) internal pure returns (int256) {
        return self.loss + int256(self.slope) * int256(t - self.since);
    }

    /// @notice The lines from second `t` on, all changed. Whatever does not fit reverts.
    function turnedAt(
        Lateness memory self,
        uint256 t,
        LatenessChange memory change
    ) internal pure returns (Lateness memory turned) {
        turned.loss = (lossAt(self, t) + change.loss).toInt128();
        turned.slope = (int256(self.slope) + change.slope).toInt128();
        turned.watched = uint256(int256(uint256(self.watched)) + change.watched).toUint64();
        turned.ended = uint256(int256(uint256(self.ended)) + change.ended).toUint16();
        turned.since = t.toUint40();
    }

    /// @notice Whether nothing is late and nothing is watched.
    function isClear(Lateness memory self) internal pure returns (bool) {
        return self.loss == 0 && self.slope == 0 && self.watched == 0 && self.ended == 0;
    }
}

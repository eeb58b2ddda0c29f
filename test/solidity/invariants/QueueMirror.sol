// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Mirror} from "./Mirror.sol";

/// @notice An epoch as it ought to be.
struct MirroredEpoch {
    uint256 end; // unix seconds
    uint256 pending; // shares
}

/// @notice What the queue owes one person, over all epochs.
struct MirroredAccount {
    uint256 settledX32; // shares, 2^-32 of them
    uint256 dueX32; // base units, X32
    uint256 claimedShares;
    uint256 claimed; // base units
    uint256 cancelled; // shares to be given back
    uint256 floors; // roundings that may lie between this and the queue, a unit each
}

/// @notice The numbers of the redemption queue, kept a second time: every request for itself, settled pro rata the moment
///         its epoch is settled, in fractions.
abstract contract QueueMirror is Mirror {
    address[] internal people;
    MirroredEpoch[] internal epochs; // epoch k is at k - 1
    mapping(uint256 epoch => mapping(address person => uint256 sharesX32)) internal waiting;
    mapping(address person => MirroredAccount) internal accounts;
    uint256 internal queueAssets;
    uint256 internal queueShares;

    function mirrorRequest(address person, uint256 shares) internal returns (uint256 epoch) {
        uint256 t = vm.getBlockTimestamp();
        if (epochs.length == 0 || t >= epochs[epochs.length - 1].end) {
            uint256 first = queue.genesis();
            epochs.push(MirroredEpoch({end: first + ((t - first) / EPOCH + 1) * EPOCH, pending: 0}));
        }
        epoch = epochs.length;
        epochs[epoch - 1].pending += shares;
        waiting[epoch][person] += shares * X32;
        queueShares += shares;
    }

    /// @dev Pro rata among all who wait in the epoch.
    function mirrorEpochSettled(uint256 epoch, uint256 burned, uint256 assets) internal {
        uint256 pending = epochs[epoch - 1].pending;
        for (uint256 i = 0; i < people.length; ++i) {
            uint256 shares = waiting[epoch][people[i]];
            if (shares == 0) continue;
            uint256 part = Math.mulDiv(shares, burned, pending);
            MirroredAccount storage a = accounts[people[i]];
            waiting[epoch][people[i]] -= part;
            a.settledX32 += part;
            a.dueX32 += Math.mulDiv(shares, assets, pending);
            ++a.floors;
        }
        epochs[epoch - 1].pending -= burned;
        queueShares -= burned;
        queueAssets += assets;
    }

    /// @param shares Whole ones that leave; a fraction of one stays with those who wait
    function mirrorCancelled(uint256 epoch, address person, uint256 shares) internal {
        epochs[epoch - 1].pending -= shares;
        waiting[epoch][person] = 0;
        accounts[person].cancelled += shares;
        _floorsForAll();
    }

    function mirrorGivenBack(address person, uint256 shares) internal {
        accounts[person].cancelled -= shares;
        queueShares -= shares;
    }

    function mirrorClaimed(address person, uint256 shares, uint256 assets) internal {
        MirroredAccount storage a = accounts[person];
        a.claimedShares += shares;
        a.claimed += assets;
        queueAssets -= assets;
        _floorsForAll();
    }

    /// @dev Where a person has claimed everything and waits for nothing, what was rounded is forgotten.
    function mirrorForgetFloors(address person) internal {
        MirroredAccount storage a = accounts[person];
        for (uint256 i = 0; i < epochs.length; ++i) {
            if (waiting[i + 1][person] != 0) return;
        }
        (a.settledX32, a.dueX32, a.floors) = (a.claimedShares * X32, a.claimed * X32, 0);
    }

    /// @return epoch The oldest closed one in which somebody waits, 0 when there is none
    function mirrorNextEpoch() internal view returns (uint256 epoch) {
        for (uint256 i = 0; i < epochs.length; ++i) {
            if (vm.getBlockTimestamp() >= epochs[i].end && epochs[i].pending > 0) return i + 1;
        }
    }

    /// @return shares That wait in closed epochs
    function mirrorClosedShares() internal view returns (uint256 shares) {
        for (uint256 i = 0; i < epochs.length; ++i) {
            if (vm.getBlockTimestamp() >= epochs[i].end) shares += epochs[i].pending;
        }
    }

    /// @dev Whoever leaves an epoch leaves what his floors took off to those who stay: less than a unit of each.
    function _floorsForAll() private {
        for (uint256 i = 0; i < people.length; ++i) ++accounts[people[i]].floors;
    }
}

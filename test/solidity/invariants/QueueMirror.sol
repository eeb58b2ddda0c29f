// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Mirror} from "./Mirror.sol";

/// @notice What waits in an epoch in one class, as it ought to be.
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

/// @notice The numbers of the redemption queue, kept a second time: every request for itself, settled pro rata the
///         moment its epoch is settled, in fractions.
abstract contract QueueMirror is Mirror {
    uint256 internal constant TOLERANCE_BPS = 50;

    address[] internal people;
    uint256[] internal requestIds; // in which somebody has ever asked
    mapping(uint256 requestId => MirroredEpoch) internal epochs;
    mapping(uint256 requestId => mapping(address person => uint256 sharesX32)) internal waiting;
    mapping(address person => MirroredAccount) internal accounts;
    uint256 internal queueAssets;
    uint256 internal queueShares;

    function mirrorRequest(address person, uint256 shares, bool atAnyPrice) internal returns (uint256 id) {
        uint256 first = queue.genesis();
        uint256 epoch = (vm.getBlockTimestamp() - first) / EPOCH + 1;
        id = 2 * epoch + (atAnyPrice ? 1 : 0);
        if (epochs[id].end == 0) {
            epochs[id].end = first + epoch * EPOCH;
            requestIds.push(id);
        }
        epochs[id].pending += shares;
        waiting[id][person] += shares * X32;
        queueShares += shares;
    }

    /// @dev Pro rata among all who wait there.
    function mirrorEpochSettled(uint256 epoch, uint256 burned, uint256 assets) internal {
        uint256 pending = epochs[epoch].pending;
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
        epochs[epoch].pending -= burned;
        queueShares -= burned;
        queueAssets += assets;
    }

    /// @param shares Whole ones that leave; a fraction of one stays with those who wait
    function mirrorCancelled(uint256 epoch, address person, uint256 shares) internal {
        epochs[epoch].pending -= shares;
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
        for (uint256 i = 0; i < requestIds.length; ++i) {
            if (waiting[requestIds[i]][person] != 0) return;
        }
        (a.settledX32, a.dueX32, a.floors) = (a.claimedShares * X32, a.claimed * X32, 0);
    }

    /// @dev Whether who is patient waits for a cure.
    function mirrorIsBlocked() internal view returns (bool) {
        uint256 nav = vault.state().nav;
        return Math.min(Math.ceilDiv(mirrorUnrealised(), X32), nav) * 10_000 > nav * TOLERANCE_BPS;
    }

    /// @return next Of those who wait in closed epochs and may be paid the oldest epoch's, the patient first; 0 when
    ///         there is none
    function mirrorNextEpoch() internal view returns (uint256 next) {
        bool blocked = mirrorIsBlocked();
        for (uint256 i = 0; i < requestIds.length; ++i) {
            uint256 id = requestIds[i];
            if (_closedIn(id) == 0 || (blocked && id % 2 == 0)) continue;
            if (next == 0 || id < next) next = id;
        }
    }

    /// @return shares That wait in closed epochs
    function mirrorClosedShares() internal view returns (uint256 shares) {
        return mirrorClosedOf(0) + mirrorClosedOf(1);
    }

    /// @return shares That wait in closed epochs and may be paid now
    function mirrorPayableShares() internal view returns (uint256 shares) {
        return mirrorClosedOf(1) + (mirrorIsBlocked() ? 0 : mirrorClosedOf(0));
    }

    /// @param class 0 for who is patient, 1 for who takes any price
    function mirrorClosedOf(uint256 class) internal view returns (uint256 shares) {
        for (uint256 i = 0; i < requestIds.length; ++i) {
            if (requestIds[i] % 2 == class) shares += _closedIn(requestIds[i]);
        }
    }

    function _closedIn(uint256 id) private view returns (uint256) {
        return vm.getBlockTimestamp() >= epochs[id].end ? epochs[id].pending : 0;
    }

    /// @dev Whoever leaves an epoch leaves what his floors took off to those who stay: less than a unit of each.
    function _floorsForAll() private {
        for (uint256 i = 0; i < people.length; ++i) ++accounts[people[i]].floors;
    }
}

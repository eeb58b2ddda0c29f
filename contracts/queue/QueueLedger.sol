// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {EpochState, IRedemptionQueue, RequestState} from "../interfaces/IRedemptionQueue.sol";

/// @title QueueLedger
/// @notice What the queue remembers, and how it is read. Nothing here changes any of it.
///
/// EPOCHS are numbered 1, 2, 3 … without gaps. They are settled in that order, so at most one of them, the front, is
/// settled in part: all before it are settled whole, all behind it not at all.
///
/// SHARES OF AN EPOCH. Of `total` shares asked for, `settled` were burned for `assets`. A request for c of them has
/// floor(c · settled / total) settled shares and floor(c · assets / total) base units. Floors of parts never add up to
/// more than the whole. Who is done leaves the sums with what he took; the ratio of those who stay can only rise, by
/// what the floors left over, and the last one gets the rest.
abstract contract QueueLedger is IRedemptionQueue {
    /// @dev The newest epoch. Its total stays here until the next one opens or the first settlement.
    struct Open {
        uint24 id;
        uint40 end; // unix seconds; closed from this second on
        uint112 shares; // 0 once the total has moved to the epoch's word
    }

    /// @dev The oldest epoch that is not settled whole, and what is held here for nobody to settle.
    struct Front {
        uint24 id;
        uint112 settled; // shares of that epoch
        uint112 cancelled; // shares of all epochs, not sent back yet
    }

    struct Epoch {
        uint112 shares;
        uint104 assets; // base units: 2^8 times all the cash that a vault can hold
        uint32 end; // unix seconds, until the year 2106
        bool isWhole; // settled whole, so that claims need not look at the front
    }

    /// @dev The requests that a controller is not done with, a list from the oldest to the newest. `tail` is its newest
    ///      request ever and never 0 again, so that coming back costs no new word.
    struct Account {
        uint24 head; // 0: none
        uint24 tail;
    }

    /// @dev How to read a request.
    enum Reading {
        Short, // its core is all
        Long, // the others are in use
        Detached // settled in part, cancelled for the rest: it has its own sums and no part in the epoch's
    }

    /// @dev What almost every request is, in one word.
    struct Core {
        uint112 shares; // asked for and not cancelled
        uint112 claimedShares;
        uint24 next; // epoch of the same controller's next request
        Reading reading;
    }

    struct Request {
        Core core;
        // second word
        uint128 claimedAssets; // base units
        uint112 cancelledShares; // not sent back yet
        // third word
        uint104 detachedAssets; // base units, claimed ones included
    }

    uint256 internal constant MAX_EMPTY = 8;

    Open internal _open; // slot: id 24 · end [s] 40 · shares 112
    Front internal _front; // slot: id 24 · settled [shares] 112 · cancelled [shares] 112
    mapping(uint256 epoch => Epoch) internal _epochs;
    mapping(address controller => Account) internal _accounts;
    mapping(uint256 epoch => mapping(address controller => Request)) internal _requests;
    /// @notice Whether `operator` may request, claim and cancel for `controller`.
    mapping(address controller => mapping(address operator => bool)) public isOperator;

    // --- views of one request ---

    function pendingRedeemRequest(uint256 requestId, address controller) external view returns (uint256) {
        return _pending(_requests[requestId][controller].core, requestId);
    }

    function claimableRedeemRequest(uint256 requestId, address controller) external view returns (uint256 shares) {
        Request storage r = _requests[requestId][controller];
        (shares, ) = _claimable(r, r.core, requestId, _epochs[requestId]);
    }

    function pendingCancelRedeemRequest(uint256, address) external pure returns (bool) {
        return false;
    }

    function claimableCancelRedeemRequest(uint256 requestId, address controller) external view returns (uint256) {
        return _requests[requestId][controller].cancelledShares;
    }

    // --- views of one controller ---

    function maxRedeem(address controller) external view returns (uint256 shares) {
        (shares, ) = _claimableOfAll(controller);
    }

    function maxWithdraw(address controller) external view returns (uint256 assets) {
        (, assets) = _claimableOfAll(controller);
    }

    /// @inheritdoc IRedemptionQueue
    function requestsOf(
        address controller,
        uint256 cursor,
        uint256 count
    ) external view returns (RequestState[] memory requests, uint256 next) {
        uint256 first = _listed(controller, cursor == 0 ? _accounts[controller].head : cursor);
        uint256 found;
        for (next = first; next != 0 && found < count; ++found) next = _nextListed(controller, next);
        requests = new RequestState[](found);
        next = first;
        for (uint256 i = 0; i < found; ++i) {
            requests[i] = _stateOf(controller, next);
            next = _nextListed(controller, next);
        }
    }

    // --- views of epochs ---

    /// @inheritdoc IRedemptionQueue
    function closedShares(uint256 held) external view returns (uint256) {
        Open memory open = _open;
        uint256 stillOpen = block.timestamp < open.end ? open.shares : 0;
        return held - _front.cancelled - stillOpen;
    }

    /// @inheritdoc IRedemptionQueue
    function nextSettlement() external view returns (uint256 epoch, uint256 shares) {
        Front memory front = _front;
        (epoch, shares) = _oldestClosed(front, _open);
        if (epoch == front.id) shares -= front.settled;
    }

    /// @inheritdoc IRedemptionQueue
    function epochOf(uint256 epoch) external view returns (EpochState memory state) {
        Open memory open = _open;
        Front memory front = _front;
        Epoch memory sums = _epochs[epoch];
        state.shares = _totalOf(epoch, open);
        state.settledShares =
            epoch < front.id
                ? state.shares
                : epoch == front.id
                    ? front.settled
                    : 0;
        state.assets = sums.assets;
        state.end = epoch == open.id ? open.end : sums.end;
    }

    // --- shared by actions and views ---

    /// @dev What a request can claim now: shares, and base units for them.
    function _claimable(
        Request storage r,
        Core memory core,
        uint256 epoch,
        Epoch memory sums
    ) internal view returns (uint256 shares, uint256 assets) {
        if (core.reading == Reading.Detached) {
            return (core.shares - core.claimedShares, r.detachedAssets - r.claimedAssets);
        }
        // An attached request has claimed everything only when its epoch is settled whole.
        if (core.shares == core.claimedShares) return (0, 0);

        (shares, assets) = _settledOf(core.shares, epoch, sums);
        unchecked {
            // What was claimed was settled, and neither part of it ever falls.
            shares -= core.claimedShares;
            if (core.reading == Reading.Long) assets -= r.claimedAssets;
        }
    }

    /// @dev The part of a request for `asked` shares that is settled, rounded down, and the base units for it. Only for
    ///      requests that are attached and not done: they are part of the total, so that is not zero.
    function _settledOf(
        uint256 asked,
        uint256 epoch,
        Epoch memory sums
    ) internal view returns (uint256 shares, uint256 assets) {
        unchecked {
            // Cannot overflow: 112 bits times 112.
            if (sums.isWhole) {
                shares = asked;
            } else {
                Front memory front = _front;
                if (epoch != front.id || front.settled == 0) return (0, 0);
                shares = (asked * front.settled) / sums.shares;
            }
            assets = (asked * sums.assets) / sums.shares;
        }
    }

    /// @dev Shares of a request that wait for settlement.
    function _pending(Core memory core, uint256 epoch) internal view returns (uint256) {
        Epoch memory sums = _epochs[epoch];
        if (core.shares == 0 || core.reading == Reading.Detached || sums.isWhole) return 0;
        (uint256 settled, ) = _settledOf(core.shares, epoch, sums);
        return core.shares - settled;
    }

    /// @dev Nothing to claim, to wait for or to send back.
    function _isDone(Request storage r, Core memory core) internal view returns (bool) {
        if (core.shares != core.claimedShares) return false;
        if (core.reading == Reading.Short) return true;
        if (core.reading == Reading.Detached && r.detachedAssets != r.claimedAssets) return false;
        return r.cancelledShares == 0;
    }

    function _isClosed(uint256 epoch, Open memory open) internal view returns (bool) {
        return epoch < open.id || (epoch == open.id && block.timestamp >= open.end);
    }

    /// @dev Shares asked for in an epoch, less those that left its sums.
    function _totalOf(uint256 epoch, Open memory open) internal view returns (uint256) {
        return epoch == open.id && open.shares != 0 ? open.shares : _epochs[epoch].shares;
    }

    /// @dev The oldest closed epoch that has something to settle, and its total. (0, 0) when there is none; (epoch, 0)
    ///      after `MAX_EMPTY` epochs in which everything was cancelled, with the one to go on with.
    function _oldestClosed(Front memory front, Open memory open) internal view returns (uint256 epoch, uint256 total) {
        epoch = front.id;
        for (uint256 passed = 0; passed < MAX_EMPTY; ++passed) {
            if (!_isClosed(epoch, open)) return (0, 0);
            total = _totalOf(epoch, open);
            if (total != 0) return (epoch, total);
            ++epoch;
        }
    }

    // --- whole words ---

    // The compiler stores a struct field by field, reading the word before each. Measured, 300 to 900 gas a call.

    function _store(Open memory open) internal {
        Open storage target = _open;
        uint256 word = open.id | (uint256(open.end) << 24) | (uint256(open.shares) << 64);
        assembly ("memory-safe") {
            sstore(target.slot, word)
        }
    }

    function _store(uint256 epoch, Epoch memory sums) internal {
        Epoch storage target = _epochs[epoch];
        uint256 word = sums.shares | (uint256(sums.assets) << 112) | (uint256(sums.end) << 216);
        if (sums.isWhole) word |= 1 << 248;
        assembly ("memory-safe") {
            sstore(target.slot, word)
        }
    }

    function _store(address controller, Account memory account) internal {
        Account storage target = _accounts[controller];
        uint256 word = account.head | (uint256(account.tail) << 24);
        assembly ("memory-safe") {
            sstore(target.slot, word)
        }
    }

    function _store(Core storage target, Core memory core) internal {
        uint256 word = core.shares | (uint256(core.claimedShares) << 112) | (uint256(core.next) << 224);
        word |= uint256(core.reading) << 248;
        assembly ("memory-safe") {
            sstore(target.slot, word)
        }
    }

    function _claimableOfAll(address controller) private view returns (uint256 shares, uint256 assets) {
        uint256 epoch = _accounts[controller].head;
        while (epoch != 0) {
            Request storage r = _requests[epoch][controller];
            Core memory core = r.core;
            (uint256 partShares, uint256 partAssets) = _claimable(r, core, epoch, _epochs[epoch]);
            shares += partShares;
            assets += partAssets;
            epoch = core.next;
        }
    }

    function _nextListed(address controller, uint256 epoch) private view returns (uint256) {
        return _listed(controller, _requests[epoch][controller].core.next);
    }

    /// @dev The first request of the list from `epoch` on that something is left of. Requests that were done before
    ///      those ahead of them are still linked.
    function _listed(address controller, uint256 epoch) private view returns (uint256) {
        while (epoch != 0) {
            Request storage r = _requests[epoch][controller];
            Core memory core = r.core;
            if (!_isDone(r, core)) break;
            epoch = core.next;
        }
        return epoch;
    }

    function _stateOf(address controller, uint256 epoch) private view returns (RequestState memory state) {
        Request storage r = _requests[epoch][controller];
        Core memory core = r.core;
        state.epoch = epoch;
        state.end = epoch == _open.id ? _open.end : _epochs[epoch].end;
        state.shares = core.shares;
        state.pending = _pending(core, epoch);
        (state.claimableShares, state.claimableAssets) = _claimable(r, core, epoch, _epochs[epoch]);
        state.claimedShares = core.claimedShares;
        state.cancelledShares = r.cancelledShares;
    }
}

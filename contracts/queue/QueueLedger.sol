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
        uint40 end;
    }

    /// @dev The requests that a controller is not done with, a list from the oldest to the newest. `tail` is its newest
    ///      request ever and never 0 again, so that coming back costs no new word.
    struct Account {
        uint24 head; // 0: none
        uint24 tail;
    }

    /// @dev How to read a request.
    enum Reading {
        Short, // its first word is all
        Long, // the others are in use
        Detached // settled in part, cancelled for the rest: it has its own sums and no part in the epoch's
    }

    struct Request {
        uint112 shares; // asked for and not cancelled
        uint112 claimedShares;
        uint24 next; // the same controller's next request
        Reading reading;
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
        return _pending(_requests[requestId][controller], requestId, _front);
    }

    function claimableRedeemRequest(uint256 requestId, address controller) external view returns (uint256 shares) {
        (shares, ) = _claimable(_requests[requestId][controller], requestId, _front);
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
        uint256 first = cursor == 0 ? _accounts[controller].head : cursor;
        uint256 found;
        for (next = first; next != 0 && found < count; ++found) next = _requests[next][controller].next;
        requests = new RequestState[](found);
        Front memory front = _front;
        next = first;
        for (uint256 i = 0; i < found; ++i) {
            requests[i] = _stateOf(controller, next, front);
            next = _requests[next][controller].next;
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
        uint256 epoch,
        Front memory front
    ) internal view returns (uint256 shares, uint256 assets) {
        uint256 asked = r.shares;
        uint256 claimed = r.claimedShares;
        if (r.reading == Reading.Detached) return (asked - claimed, r.detachedAssets - r.claimedAssets);
        // An attached request has claimed everything only when its epoch is settled whole.
        if (asked == claimed) return (0, 0);

        (shares, assets) = _settledOf(asked, epoch, front);
        shares -= claimed;
        if (r.reading == Reading.Long) assets -= r.claimedAssets;
    }

    /// @dev Shares of a request that wait for settlement.
    function _pending(Request storage r, uint256 epoch, Front memory front) internal view returns (uint256) {
        if (r.reading == Reading.Detached || epoch < front.id) return 0;
        (uint256 settled, ) = _settledOf(r.shares, epoch, front);
        return r.shares - settled;
    }

    /// @dev The part of a request for `asked` shares that is settled, rounded down, and the base units for it. Only for
    ///      requests that are attached and not done.
    function _settledOf(
        uint256 asked,
        uint256 epoch,
        Front memory front
    ) internal view returns (uint256 shares, uint256 assets) {
        bool isWhole = epoch < front.id;
        if (asked == 0 || !(isWhole || (epoch == front.id && front.settled != 0))) return (0, 0);
        Epoch memory sums = _epochs[epoch];
        // Cannot overflow: 112 bits times 112. Who is not done is part of the total, so that is not zero.
        shares = isWhole ? asked : (asked * front.settled) / sums.shares;
        assets = (asked * sums.assets) / sums.shares;
    }

    /// @dev Nothing to claim, to wait for or to send back.
    function _isDone(Request storage r) internal view returns (bool) {
        if (r.shares != r.claimedShares) return false;
        if (r.reading == Reading.Short) return true;
        if (r.reading == Reading.Detached && r.detachedAssets != r.claimedAssets) return false;
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

    function _claimableOfAll(address controller) private view returns (uint256 shares, uint256 assets) {
        Front memory front = _front;
        uint256 epoch = _accounts[controller].head;
        // What lies behind the front is not settled.
        while (epoch != 0 && epoch <= front.id) {
            Request storage r = _requests[epoch][controller];
            (uint256 partShares, uint256 partAssets) = _claimable(r, epoch, front);
            shares += partShares;
            assets += partAssets;
            epoch = r.next;
        }
    }

    function _stateOf(
        address controller,
        uint256 epoch,
        Front memory front
    ) private view returns (RequestState memory state) {
        Request storage r = _requests[epoch][controller];
        state.epoch = epoch;
        state.end = epoch == _open.id ? _open.end : _epochs[epoch].end;
        state.shares = r.shares;
        state.pending = _pending(r, epoch, front);
        (state.claimableShares, state.claimableAssets) = _claimable(r, epoch, front);
        state.claimedShares = r.claimedShares;
        state.cancelledShares = r.cancelledShares;
    }
}

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
        // All epochs before it are settled whole, or empty. So may be this one, which spares its settlement a write, but
        // none behind it is settled at all.
        uint24 front;
    }

    /// @dev How far the epoch in part is settled, and what is held here for nobody to settle.
    struct Front {
        uint24 id; // the last epoch that was settled in part, 1 at first; never 0, so that nobody pays for a new word
        uint112 settled; // shares of that epoch, while it is settled in part
        uint112 cancelled; // shares of all epochs, not sent back yet
    }

    /// @dev How far an epoch is settled.
    enum Stage {
        Waiting, // not at all
        InPart, // the front's word says how far
        Whole
    }

    struct Epoch {
        uint112 shares;
        uint104 assets; // base units: 2^8 times all the cash that a vault can hold
        uint32 end; // unix seconds, until the year 2106
        Stage stage; // so that claims of a whole epoch, and most settlements, need not look at the front
    }

    /// @dev How to read a request.
    enum Reading {
        Short, // its core is all
        Long, // the others are in use
        Detached // settled in part, cancelled for the rest: it has its own sums and no part in the epoch's
    }

    /// @dev The requests that a controller is not done with, a list from the oldest to the newest, and the core of the
    ///      newest, which for almost everybody is the only one: asking writes no word besides (measured, 21,900 gas).
    struct Account {
        uint24 head; // 0: none
        uint24 tail; // the newest request ever, never 0 again, so that coming back costs no new word
        uint112 shares; // of the newest
        Reading reading; // of the newest
    }

    /// @dev What almost every request is, in less than a word. All zero, but for what follows it, when it is done.
    struct Core {
        uint112 shares; // asked for and not cancelled
        uint24 next; // epoch of the same controller's next request
        Reading reading;
    }

    struct Request {
        Core core; // unless it is its controller's newest
        // second word
        uint112 claimedShares;
        uint104 claimedAssets; // base units
        // third word
        uint112 cancelledShares; // not sent back yet
        uint104 detachedAssets; // base units, claimed ones included
    }

    uint256 internal constant MAX_EMPTY = 8;

    Open internal _open; // slot: id 24 · end [s] 40 · shares 112 · front 24
    Front internal _front; // slot: id 24 · settled [shares] 112 · cancelled [shares] 112
    mapping(uint256 epoch => Epoch) internal _epochs;
    mapping(address controller => Account) internal _accounts;
    mapping(uint256 epoch => mapping(address controller => Request)) internal _requests;
    /// @notice Whether `operator` may request, claim and cancel for `controller`.
    mapping(address controller => mapping(address operator => bool)) public isOperator;

    // --- views of one request ---

    function pendingRedeemRequest(uint256 requestId, address controller) external view returns (uint256) {
        return _pending(_coreOf(controller, requestId, _accounts[controller]), _epochs[requestId]);
    }

    function claimableRedeemRequest(uint256 requestId, address controller) external view returns (uint256 shares) {
        Core memory core = _coreOf(controller, requestId, _accounts[controller]);
        (shares, ) = _claimable(_requests[requestId][controller], core, _epochs[requestId]);
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
        Account memory account = _accounts[controller];
        // Requests that are done are forgotten, and the list is in order: who stands at one goes on with the oldest left.
        uint256 first = _listed(controller, cursor < account.head ? account.head : cursor, account);
        uint256 found;
        for (next = first; next != 0 && found < count; ++found) next = _nextListed(controller, next, account);
        requests = new RequestState[](found);
        next = first;
        for (uint256 i = 0; i < found; ++i) {
            requests[i] = _stateOf(controller, next, account);
            next = _nextListed(controller, next, account);
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
        Epoch memory sums;
        (epoch, shares, sums) = _oldestClosed(_open);
        if (sums.stage == Stage.InPart) shares -= _front.settled;
    }

    /// @inheritdoc IRedemptionQueue
    function epochOf(uint256 epoch) external view returns (EpochState memory state) {
        Open memory open = _open;
        Epoch memory sums = _epochs[epoch];
        state.shares = epoch == open.id && open.shares != 0 ? open.shares : sums.shares;
        if (sums.stage == Stage.Whole) state.settledShares = sums.shares;
        else if (sums.stage == Stage.InPart) state.settledShares = _front.settled;
        state.assets = sums.assets;
        state.end = epoch == open.id ? open.end : sums.end;
    }

    // --- shared by actions and views ---

    /// @dev What is known of a request in one word: its own, or its controller's when it is the newest.
    function _coreOf(
        address controller,
        uint256 epoch,
        Account memory account
    ) internal view returns (Core memory core) {
        if (epoch != account.tail) return _requests[epoch][controller].core;
        (core.shares, core.reading) = (account.shares, account.reading);
    }

    /// @dev What a request can claim now: shares, and base units for them.
    function _claimable(
        Request storage r,
        Core memory core,
        Epoch memory sums
    ) internal view returns (uint256 shares, uint256 assets) {
        if (core.reading == Reading.Short) return core.shares == 0 ? (0, 0) : _settledOf(core.shares, sums);
        uint256 claimedShares = r.claimedShares;
        uint256 claimedAssets = r.claimedAssets;
        if (core.reading == Reading.Detached) return (core.shares - claimedShares, r.detachedAssets - claimedAssets);
        // An attached request has claimed everything only when its epoch is settled whole.
        if (core.shares == claimedShares) return (0, 0);

        (shares, assets) = _settledOf(core.shares, sums);
        unchecked {
            // What was claimed was settled, and neither part of it ever falls.
            shares -= claimedShares;
            assets -= claimedAssets;
        }
    }

    /// @dev The part of a request for `asked` shares that is settled, rounded down, and the base units for it. Only for
    ///      requests that are attached and not done: they are part of the total, so that is not zero once it is settled.
    function _settledOf(uint256 asked, Epoch memory sums) internal view returns (uint256 shares, uint256 assets) {
        if (sums.stage == Stage.Waiting) return (0, 0);
        unchecked {
            // Cannot overflow: 112 bits times 112.
            shares = sums.stage == Stage.Whole ? asked : (asked * _front.settled) / sums.shares;
            assets = (asked * sums.assets) / sums.shares;
        }
    }

    /// @dev Shares of a request that wait for settlement.
    function _pending(Core memory core, Epoch memory sums) internal view returns (uint256) {
        if (core.shares == 0 || core.reading == Reading.Detached || sums.stage == Stage.Whole) return 0;
        (uint256 settled, ) = _settledOf(core.shares, sums);
        return core.shares - settled;
    }

    /// @dev Nothing to claim, to wait for or to send back.
    function _isDone(Core memory core) internal pure returns (bool) {
        return core.shares == 0 && core.reading == Reading.Short;
    }

    function _isClosed(uint256 epoch, Open memory open) internal view returns (bool) {
        return epoch < open.id || (epoch == open.id && block.timestamp >= open.end);
    }

    /// @dev The oldest epoch that is not settled whole, and its word.
    function _frontOf(Open memory open) internal view returns (uint256 epoch, Epoch memory sums) {
        epoch = open.front;
        sums = _epochs[epoch];
        if (sums.stage == Stage.Whole) sums = _epochs[++epoch];
    }

    /// @dev The oldest closed epoch that has something to settle, its total, and its word as it would be in its place.
    ///      (0, 0) when there is none; (epoch, 0) after `MAX_EMPTY` epochs in which everything was cancelled, with the one
    ///      to go on with.
    function _oldestClosed(
        Open memory open
    ) internal view returns (uint256 epoch, uint256 total, Epoch memory sums) {
        (epoch, sums) = _frontOf(open);
        for (uint256 passed = 0; passed < MAX_EMPTY; ++passed) {
            if (!_isClosed(epoch, open)) return (0, 0, sums);
            if (epoch == open.id && open.shares != 0) sums = _closing(open);
            total = sums.shares;
            if (total != 0) return (epoch, total, sums);
            sums = _epochs[++epoch];
        }
    }

    /// @dev The word of an epoch that has closed, of which nothing is settled yet.
    function _closing(Open memory open) internal pure returns (Epoch memory) {
        return Epoch({shares: open.shares, assets: 0, end: uint32(open.end), stage: Stage.Waiting});
    }

    // --- whole words ---

    // The compiler stores a struct field by field, reading the word before each. Measured, 300 to 900 gas a call.

    function _store(Open memory open) internal {
        Open storage target = _open;
        uint256 word = open.id | (uint256(open.end) << 24) | (uint256(open.shares) << 64);
        word |= uint256(open.front) << 176;
        assembly ("memory-safe") {
            sstore(target.slot, word)
        }
    }

    function _store(Front memory front) internal {
        Front storage target = _front;
        uint256 word = front.id | (uint256(front.settled) << 24) | (uint256(front.cancelled) << 136);
        assembly ("memory-safe") {
            sstore(target.slot, word)
        }
    }

    function _store(uint256 epoch, Epoch memory sums) internal {
        Epoch storage target = _epochs[epoch];
        uint256 word = sums.shares | (uint256(sums.assets) << 112) | (uint256(sums.end) << 216);
        word |= uint256(sums.stage) << 248;
        assembly ("memory-safe") {
            sstore(target.slot, word)
        }
    }

    function _store(address controller, Account memory account) internal {
        Account storage target = _accounts[controller];
        uint256 word = account.head | (uint256(account.tail) << 24) | (uint256(account.shares) << 48);
        word |= uint256(account.reading) << 160;
        assembly ("memory-safe") {
            sstore(target.slot, word)
        }
    }

    function _store(Core storage target, Core memory core) internal {
        uint256 word = core.shares | (uint256(core.next) << 112) | (uint256(core.reading) << 136);
        assembly ("memory-safe") {
            sstore(target.slot, word)
        }
    }

    function _claimableOfAll(address controller) private view returns (uint256 shares, uint256 assets) {
        Account memory account = _accounts[controller];
        uint256 epoch = account.head;
        while (epoch != 0) {
            Core memory core = _coreOf(controller, epoch, account);
            (uint256 partShares, uint256 partAssets) = _claimable(_requests[epoch][controller], core, _epochs[epoch]);
            shares += partShares;
            assets += partAssets;
            epoch = core.next;
        }
    }

    function _nextListed(address controller, uint256 epoch, Account memory account) private view returns (uint256) {
        return _listed(controller, _coreOf(controller, epoch, account).next, account);
    }

    /// @dev The first request of the list from `epoch` on that something is left of. Requests that were done before
    ///      those ahead of them are still linked.
    function _listed(address controller, uint256 epoch, Account memory account) private view returns (uint256) {
        while (epoch != 0) {
            Core memory core = _coreOf(controller, epoch, account);
            if (!_isDone(core)) break;
            epoch = core.next;
        }
        return epoch;
    }

    function _stateOf(
        address controller,
        uint256 epoch,
        Account memory account
    ) private view returns (RequestState memory state) {
        Request storage r = _requests[epoch][controller];
        Core memory core = _coreOf(controller, epoch, account);
        Epoch memory sums = _epochs[epoch];
        state.epoch = epoch;
        state.end = epoch == _open.id ? _open.end : sums.end;
        state.shares = core.shares;
        state.pending = _pending(core, sums);
        (state.claimableShares, state.claimableAssets) = _claimable(r, core, sums);
        state.claimedShares = r.claimedShares;
        state.cancelledShares = r.cancelledShares;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {EpochState, IRedemptionQueue, RequestState} from "../interfaces/IRedemptionQueue.sol";
import {Account, Core, Epoch, EpochLib, SettlingEpoch, Open} from "./QueueWords.sol";

/// @title QueueStorage
/// @notice What the queue remembers, and how it is read. Nothing here changes any of it.
///
/// EPOCHS are numbered 1, 2, 3 … without gaps. They are settled in that order, so at most one of them, the settling one, is
/// settled in part: all before it are settled whole, all behind it not at all.
///
/// SHARES OF AN EPOCH. Of `total` shares asked for, `settled` were burned for `assets`. A request for c of them has
/// floor(c · settled / total) settled shares and floor(c · assets / total) base units. Floors of parts never add up to
/// more than the whole. Who is done leaves the sums with what he took; the ratio of those who stay can only rise, by
/// what the floors left over, and the last one gets the rest.
abstract contract QueueStorage is IRedemptionQueue {
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

    Open internal _open;
    SettlingEpoch internal _settlingEpoch;
    mapping(uint256 epoch => Epoch) internal _epochs;
    mapping(address controller => Account) internal _accounts;
    mapping(uint256 epoch => mapping(address controller => Request)) internal _requests;
    /// @notice Whether `operator` may request, claim and cancel for `controller`.
    mapping(address controller => mapping(address operator => bool)) public isOperator;

    // --- views of one request ---

    function pendingRedeemRequest(uint256 requestId, address controller) external view returns (uint256) {
        return
            _pending(_coreOf(_requests[requestId][controller], requestId, _accounts[controller]), _epochs[requestId]);
    }

    function claimableRedeemRequest(uint256 requestId, address controller) external view returns (uint256 shares) {
        Request storage r = _requests[requestId][controller];
        (shares, ) = _claimable(r, _coreOf(r, requestId, _accounts[controller]), _epochs[requestId]);
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
        Account account = _accounts[controller];
        // Requests that are done are forgotten, and the list is in order: who stands at one goes on with the oldest left.
        uint256 first = _listed(controller, cursor < account.head() ? account.head() : cursor, account);
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
        Open open = _open;
        uint256 stillOpen = block.timestamp < open.end() ? open.shares() : 0;
        return held - _settlingEpoch.cancelled() - stillOpen;
    }

    /// @inheritdoc IRedemptionQueue
    function nextSettlement() external view returns (uint256 epoch, uint256 shares) {
        Epoch sums;
        (epoch, shares, sums) = _oldestClosed(_open);
        if (sums.isInPart()) shares -= _settlingEpoch.settled();
    }

    /// @inheritdoc IRedemptionQueue
    function epochOf(uint256 epoch) external view returns (EpochState memory state) {
        Open open = _open;
        Epoch sums = _epochs[epoch];
        state.shares = _isInOpen(epoch, open) ? open.shares() : sums.shares();
        if (sums.isWhole()) state.settledShares = sums.shares();
        else if (sums.isInPart()) state.settledShares = _settlingEpoch.settled();
        state.assets = sums.assets();
        state.end = uint40(epoch == open.id() ? open.end() : sums.end());
    }

    // --- shared by actions and views ---

    /// @dev The caller acts for itself, or was made an operator.
    function _onlyFor(address account) internal view {
        if (msg.sender != account && !isOperator[account][msg.sender]) {
            revert RedemptionQueue_NotOperator(msg.sender, account);
        }
    }

    /// @dev What is known of a request in one word: its own, or its controller's when it is the newest.
    function _coreOf(Request storage r, uint256 epoch, Account account) internal view returns (Core) {
        return epoch == account.tail() ? account.newest() : r.core;
    }

    /// @dev What a request can claim now: shares, and base units for them.
    function _claimable(
        Request storage r,
        Core core,
        Epoch sums
    ) internal view returns (uint256 shares, uint256 assets) {
        uint256 asked = core.shares();
        if (!core.isLong()) return asked == 0 ? (0, 0) : _settledOf(asked, sums);
        (uint256 claimedShares, uint256 claimedAssets) = (r.claimedShares, r.claimedAssets);
        if (core.isDetached()) return (asked - claimedShares, r.detachedAssets - claimedAssets);
        // An attached request has claimed everything only when its epoch is settled whole.
        if (asked == claimedShares) return (0, 0);

        (shares, assets) = _settledOf(asked, sums);
        unchecked {
            // What was claimed was settled, and neither part of it ever falls.
            shares -= claimedShares;
            assets -= claimedAssets;
        }
    }

    /// @dev The part of a request for `asked` shares that is settled, rounded down, and the base units for it. Only for
    ///      requests that are attached and not done: they are part of the total, so that is not zero once it is settled.
    function _settledOf(uint256 asked, Epoch sums) internal view returns (uint256 shares, uint256 assets) {
        unchecked {
            // Cannot overflow: 112 bits times 112.
            if (sums.isWhole()) shares = asked;
            else if (sums.isInPart()) shares = (asked * _settlingEpoch.settled()) / sums.shares();
            else return (0, 0);
            assets = (asked * sums.assets()) / sums.shares();
        }
    }

    /// @dev Shares of a request that wait for settlement.
    function _pending(Core core, Epoch sums) internal view returns (uint256) {
        uint256 asked = core.shares();
        if (asked == 0 || core.isDetached() || sums.isWhole()) return 0;
        (uint256 settled, ) = _settledOf(asked, sums);
        return asked - settled;
    }

    /// @dev Nothing to claim and nothing to wait for. Only for requests of which something was cancelled.
    function _hasClaimedAll(Request storage r, Core core) internal view returns (bool) {
        uint256 asked = core.shares();
        if (!core.isDetached()) return asked == 0 || asked == r.claimedShares;
        return asked == r.claimedShares && r.detachedAssets == r.claimedAssets;
    }

    function _isClosed(uint256 epoch, Open open) internal view returns (bool) {
        return epoch < open.id() || (epoch == open.id() && block.timestamp >= open.end());
    }

    /// @dev The oldest epoch that is not settled whole, and its word.
    function _settlingOf(Open open) internal view returns (uint256 epoch, Epoch sums) {
        epoch = open.settling();
        sums = _epochs[epoch];
        if (sums.isWhole()) sums = _epochs[++epoch];
    }

    /// @dev The oldest closed epoch that has something to settle, its total, and its word as if the total were there.
    ///      (0, 0) when there is none; (epoch, 0) after `MAX_EMPTY` epochs in which everything was cancelled, with the one
    ///      to go on with.
    function _oldestClosed(Open open) internal view returns (uint256 epoch, uint256 total, Epoch sums) {
        (epoch, sums) = _settlingOf(open);
        for (uint256 passed = 0; passed < MAX_EMPTY; ++passed) {
            total = sums.shares();
            // A total that has moved to its epoch's word is one of a closed epoch.
            if (total == 0) {
                if (!_isClosed(epoch, open)) return (0, 0, sums);
                if (epoch == open.id()) {
                    total = open.shares();
                    sums = EpochLib.pack(total, open.end());
                }
            }
            if (total != 0) return (epoch, total, sums);
            sums = _epochs[++epoch];
        }
    }

    /// @dev The total of the epoch is still in the open epoch's word.
    function _isInOpen(uint256 epoch, Open open) internal pure returns (bool) {
        return epoch == open.id() && open.shares() != 0;
    }

    function _claimableOfAll(address controller) private view returns (uint256 shares, uint256 assets) {
        Account account = _accounts[controller];
        uint256 epoch = account.head();
        while (epoch != 0) {
            Request storage r = _requests[epoch][controller];
            Core core = _coreOf(r, epoch, account);
            (uint256 partShares, uint256 partAssets) = _claimable(r, core, _epochs[epoch]);
            shares += partShares;
            assets += partAssets;
            epoch = core.next();
        }
    }

    function _nextListed(address controller, uint256 epoch, Account account) private view returns (uint256) {
        return _listed(controller, _coreOf(_requests[epoch][controller], epoch, account).next(), account);
    }

    /// @dev The first request of the list from `epoch` on that something is left of. Requests that were done before
    ///      those ahead of them are still linked.
    function _listed(address controller, uint256 epoch, Account account) private view returns (uint256) {
        while (epoch != 0) {
            Core core = _coreOf(_requests[epoch][controller], epoch, account);
            if (!core.isDone()) break;
            epoch = core.next();
        }
        return epoch;
    }

    function _stateOf(
        address controller,
        uint256 epoch,
        Account account
    ) private view returns (RequestState memory state) {
        Request storage r = _requests[epoch][controller];
        Core core = _coreOf(r, epoch, account);
        Epoch sums = _epochs[epoch];
        state.epoch = epoch;
        state.end = uint40(epoch == _open.id() ? _open.end() : sums.end());
        state.shares = core.shares();
        state.pending = _pending(core, sums);
        (state.claimableShares, state.claimableAssets) = _claimable(r, core, sums);
        state.claimedShares = r.claimedShares;
        state.cancelledShares = r.cancelledShares;
    }
}

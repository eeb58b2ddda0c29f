// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {EpochState, IRedemptionQueue, RequestState} from "../interfaces/IRedemptionQueue.sol";
import {Account, Backlog, BacklogLib, Core, Epoch} from "./QueueWords.sol";

/// @title QueueStorage
/// @notice What the queue remembers, and how it is read. Nothing here changes any of it.
///
/// EPOCHS follow a fixed grid and are numbered along it from 1. Each has requests of two classes, patient and at any
/// price, which are kept apart under ids of their own: 2 · epoch + class. What is said of an epoch below is said of one
/// class of it. Epochs of a class are settled in order, so at most one of them, the settling one, is settled in part:
/// all before it are settled whole, all behind it not at all.
///
/// SHARES OF AN EPOCH. Of `total` shares asked for, `settled` were burned for `assets`. A request for c of them has
/// floor(c · settled / total) settled shares and floor(c · assets / total) base units. Floors of parts never add up to
/// more than the whole. Who is done leaves the sums with what he took; the ratio of those who stay can only rise, by
/// what the floors left over, and the last one gets the rest.
abstract contract QueueStorage is IRedemptionQueue {
    struct Request {
        Core core; // unless it is its controller's newest of the class
        // second word
        uint112 claimedShares;
        uint104 claimedAssets; // base units
        // third word
        uint112 cancelledShares; // not sent back yet
        uint104 detachedAssets; // base units, claimed ones included
    }

    uint256 internal constant PATIENT = 0;
    uint256 internal constant ANY_PRICE = 1;
    uint256 internal constant CLASSES = 2;
    uint256 internal constant MAX_EMPTY = 8;
    uint32 private constant SHORTEST_EPOCH = 1 hours; // request ids then last for 950 years
    uint32 private constant LONGEST_EPOCH = 92 days;

    /// @inheritdoc IRedemptionQueue
    uint32 public immutable epochLength; // seconds
    /// @inheritdoc IRedemptionQueue
    uint40 public immutable genesis; // unix seconds

    Backlog[CLASSES] internal _backlogs;
    uint256[CLASSES] internal _settledInPart; // shares of the settling epoch, while it is in part
    mapping(uint256 requestId => Epoch) internal _epochs;
    mapping(address controller => Account[CLASSES]) internal _accounts;
    mapping(uint256 requestId => mapping(address controller => Request)) internal _requests;
    /// @notice Whether `operator` may request, claim and cancel for `controller`.
    mapping(address controller => mapping(address operator => bool)) public isOperator;

    constructor(uint32 epochLength_) {
        if (epochLength_ < SHORTEST_EPOCH || epochLength_ > LONGEST_EPOCH) {
            revert RedemptionQueue_EpochLengthOutOfRange(epochLength_, SHORTEST_EPOCH, LONGEST_EPOCH);
        }
        epochLength = epochLength_;
        genesis = uint40(block.timestamp);
        _backlogs[PATIENT] = BacklogLib.pack(0, 0, 1);
        _backlogs[ANY_PRICE] = BacklogLib.pack(0, 0, 1);
    }

    // --- views of one request ---

    function pendingRedeemRequest(uint256 requestId, address controller) external view returns (uint256) {
        return _pending(_coreOf(requestId, controller), requestId, _epochs[requestId]);
    }

    function claimableRedeemRequest(uint256 requestId, address controller) external view returns (uint256 shares) {
        Core core = _coreOf(requestId, controller);
        (shares, ) = _claimable(_requests[requestId][controller], core, requestId, _epochs[requestId]);
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
        // Requests that are done are forgotten, and a list is in order: who stands at one goes on with the oldest left.
        uint256 head = _accounts[controller][_classOf(cursor)].head();
        uint256 first = _listed(controller, cursor < head ? head : cursor, _classOf(cursor));
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
    function closedShares() external view returns (uint256 patient, uint256 atAnyPrice) {
        return (_closedOf(PATIENT), _closedOf(ANY_PRICE));
    }

    /// @inheritdoc IRedemptionQueue
    function currentEpoch() public view returns (uint256 epoch, uint40 end) {
        unchecked {
            // Never before genesis, and never out of 40 bits.
            epoch = (block.timestamp - genesis) / epochLength + 1;
        }
        end = _endOf(epoch * CLASSES);
    }

    /// @inheritdoc IRedemptionQueue
    function epochOf(uint256 requestId) external view returns (EpochState memory state) {
        Epoch sums = _epochs[requestId];
        state.end = _endOf(requestId);
        state.shares = sums.shares();
        if (sums.isWhole()) state.settledShares = sums.shares();
        else if (sums.isInPart()) state.settledShares = _settledInPart[_classOf(requestId)];
        state.assets = sums.assets();
    }

    // --- shared by actions and views ---

    /// @dev The caller acts for itself, or was made an operator.
    function _isFor(address account) internal view returns (bool) {
        return msg.sender == account || isOperator[account][msg.sender];
    }

    function _onlyFor(address account) internal view {
        if (!_isFor(account)) revert RedemptionQueue_NotOperator(msg.sender, account);
    }

    function _classOf(uint256 requestId) internal pure returns (uint256) {
        return requestId % CLASSES;
    }

    /// @dev From this second on its epoch is closed.
    function _endOf(uint256 requestId) internal view returns (uint40) {
        return uint40(genesis + (requestId / CLASSES) * epochLength);
    }

    function _isClosed(uint256 requestId) internal view returns (bool) {
        return block.timestamp >= _endOf(requestId);
    }

    function _coreOf(uint256 requestId, address controller) internal view returns (Core) {
        Account account = _accounts[controller][_classOf(requestId)];
        return _coreIn(_requests[requestId][controller], requestId, account);
    }

    /// @dev What is known of a request in one word: its own, or its controller's when it is the newest.
    function _coreIn(Request storage r, uint256 requestId, Account account) internal view returns (Core) {
        return requestId == account.tail() ? account.newest() : r.core;
    }

    /// @dev What a request can claim now: shares, and base units for them.
    function _claimable(
        Request storage r,
        Core core,
        uint256 requestId,
        Epoch sums
    ) internal view returns (uint256 shares, uint256 assets) {
        uint256 asked = core.shares();
        if (!core.isLong()) return asked == 0 ? (0, 0) : _settledOf(asked, requestId, sums);
        (uint256 claimedShares, uint256 claimedAssets) = (r.claimedShares, r.claimedAssets);
        if (core.isDetached()) return (asked - claimedShares, r.detachedAssets - claimedAssets);
        // An attached request has claimed everything only when its epoch is settled whole.
        if (asked == claimedShares) return (0, 0);

        (shares, assets) = _settledOf(asked, requestId, sums);
        unchecked {
            // What was claimed was settled, and neither part of it ever falls.
            shares -= claimedShares;
            assets -= claimedAssets;
        }
    }

    /// @dev The part of a request for `asked` shares that is settled, rounded down, and the base units for it. Only for
    ///      requests that are attached and not done: they are part of the total, so that is not zero once it is
    ///      settled.
    function _settledOf(
        uint256 asked,
        uint256 requestId,
        Epoch sums
    ) internal view returns (uint256 shares, uint256 assets) {
        unchecked {
            // Cannot overflow: 112 bits times 112.
            if (sums.isWhole()) shares = asked;
            else if (sums.isInPart()) shares = (asked * _settledInPart[_classOf(requestId)]) / sums.shares();
            else return (0, 0);
            assets = (asked * sums.assets()) / sums.shares();
        }
    }

    /// @dev Shares of a request that wait for settlement.
    function _pending(Core core, uint256 requestId, Epoch sums) internal view returns (uint256) {
        uint256 asked = core.shares();
        if (asked == 0 || core.isDetached() || sums.isWhole()) return 0;
        (uint256 settled, ) = _settledOf(asked, requestId, sums);
        return asked - settled;
    }

    /// @dev Nothing to claim and nothing to wait for. Only for requests of which something was cancelled.
    function _hasClaimedAll(Request storage r, Core core) internal view returns (bool) {
        uint256 asked = core.shares();
        if (!core.isDetached()) return asked == 0 || asked == r.claimedShares;
        return asked == r.claimedShares && r.detachedAssets == r.claimedAssets;
    }

    /// @dev The oldest closed epoch of a class in which somebody waits, and its word. (0, …) when there is none; one in
    ///      which nobody waits after `MAX_EMPTY` epochs in which everything was cancelled: the one to go on with.
    function _oldestClosed(uint256 class) internal view returns (uint256 requestId, Epoch sums) {
        Backlog backlog = _backlogs[class];
        if (backlog.shares() == 0) return (0, sums);
        requestId = backlog.settling();
        sums = _epochs[requestId];
        // Somebody waits, so there is a next one as long as it is not he.
        for (uint256 passed = 0; sums.isOver() && passed < MAX_EMPTY; ++passed) {
            requestId = sums.next();
            sums = _epochs[requestId];
        }
        if (!_isClosed(requestId)) requestId = 0;
    }

    /// @dev Shares of an epoch that wait. Only for one that is not settled whole.
    function _waitingIn(uint256 requestId, Epoch sums) internal view returns (uint256) {
        return sums.isInPart() ? sums.shares() - _settledInPart[_classOf(requestId)] : sums.shares();
    }

    function _closedOf(uint256 class) private view returns (uint256 shares) {
        Backlog backlog = _backlogs[class];
        shares = backlog.shares();
        if (shares == 0 || _isClosed(backlog.newest())) return shares;
        return shares - _epochs[backlog.newest()].shares();
    }

    function _claimableOfAll(address controller) private view returns (uint256 shares, uint256 assets) {
        for (uint256 class = 0; class < CLASSES; ++class) {
            Account account = _accounts[controller][class];
            for (uint256 id = account.head(); id != 0;) {
                Request storage r = _requests[id][controller];
                Core core = _coreIn(r, id, account);
                (uint256 partShares, uint256 partAssets) = _claimable(r, core, id, _epochs[id]);
                shares += partShares;
                assets += partAssets;
                id = core.next();
            }
        }
    }

    function _nextListed(address controller, uint256 requestId) private view returns (uint256) {
        return _listed(controller, _coreOf(requestId, controller).next(), _classOf(requestId));
    }

    /// @dev The first request from `requestId` on that something is left of: of one class, then of the other. Requests
    ///      that were done before those ahead of them are still linked.
    function _listed(address controller, uint256 requestId, uint256 class) private view returns (uint256 listed) {
        listed = requestId;
        while (true) {
            while (listed != 0) {
                Core core = _coreOf(listed, controller);
                if (!core.isDone()) return listed;
                listed = core.next();
            }
            if (++class == CLASSES) return 0;
            listed = _accounts[controller][class].head();
        }
    }

    function _stateOf(address controller, uint256 requestId) private view returns (RequestState memory state) {
        Request storage r = _requests[requestId][controller];
        Core core = _coreOf(requestId, controller);
        Epoch sums = _epochs[requestId];
        state.requestId = requestId;
        state.end = _endOf(requestId);
        state.shares = core.shares();
        state.pending = _pending(core, requestId, sums);
        (state.claimableShares, state.claimableAssets) = _claimable(r, core, requestId, sums);
        state.claimedShares = r.claimedShares;
        state.cancelledShares = r.cancelledShares;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IRedemptionQueue} from "../interfaces/IRedemptionQueue.sol";
import {QueueViews} from "./QueueViews.sol";
import {Account, Core, Epoch} from "./QueueWords.sol";

/// @title QueueClaims
/// @notice What a controller does with its requests: claims what is settled, cancels what is not. Nothing here touches
///         another's.
abstract contract QueueClaims is QueueViews, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    // --- claims ---

    /// @notice Claims settled shares, the oldest request first: of the patient ones, then of those at any price.
    function redeem(
        uint256 shares,
        address receiver,
        address controller
    ) external nonReentrant returns (uint256 assets) {
        assets = _claimOldest(controller, shares, false);
        _pay(receiver, controller, shares, assets);
    }

    /// @notice Claims base units, the oldest request first: of the patient ones, then of those at any price.
    function withdraw(
        uint256 assets,
        address receiver,
        address controller
    ) external nonReentrant returns (uint256 shares) {
        shares = _claimOldest(controller, assets, true);
        _pay(receiver, controller, shares, assets);
    }

    /// @inheritdoc IRedemptionQueue
    function claim(
        uint256 requestId,
        address receiver,
        address controller
    ) external nonReentrant returns (uint256 shares, uint256 assets) {
        _onlyFor(controller);
        Request storage r = _requests[requestId][controller];
        Account account = _accounts[controller][_classOf(requestId)];
        Core core = _coreIn(r, requestId, account);
        Epoch sums = _epochs[requestId];
        (shares, assets) = _claimable(r, core, requestId, sums);
        if (shares == 0 && assets == 0) revert RedemptionQueue_NothingClaimable(requestId, controller);
        core = _take(r, core, requestId, sums, shares, assets);
        _accounts[controller][_classOf(requestId)] = _keep(r, requestId, account, core);
        _pay(receiver, controller, shares, assets);
    }

    // --- cancellation ---

    function cancelRedeemRequest(uint256 requestId, address controller) external nonReentrant {
        _onlyFor(controller);
        uint256 class = _classOf(requestId);
        Account account = _accounts[controller][class];
        Request storage r = _requests[requestId][controller];
        Core core = _coreIn(r, requestId, account);
        Epoch sums = _epochs[requestId];
        uint256 pending = _pending(core, requestId, sums);
        if (pending == 0) revert RedemptionQueue_NothingPending(requestId, controller);
        if (_isClosed(requestId) && !_isCancellable(class)) revert RedemptionQueue_EpochClosed(requestId);

        if (sums.isInPart()) {
            core = _detach(r, core, requestId, sums);
        } else {
            _epochs[requestId] = sums.minus(pending, 0);
            core = core.emptied();
        }
        _backlogs[class] = _backlogs[class].minus(pending);
        r.cancelledShares += uint112(pending);
        _accounts[controller][class] = _keep(r, requestId, account, core);
        emit SharesCancelled(requestId, controller, pending);
        emit CancelRedeemRequest(controller, requestId, msg.sender);
    }

    function claimCancelRedeemRequest(
        uint256 requestId,
        address receiver,
        address controller
    ) external nonReentrant returns (uint256 shares) {
        _onlyFor(controller);
        Request storage r = _requests[requestId][controller];
        shares = r.cancelledShares;
        if (shares == 0) revert RedemptionQueue_NothingCancelled(requestId, controller);
        r.cancelledShares = 0;
        Account account = _accounts[controller][_classOf(requestId)];
        Core core = _coreIn(r, requestId, account);
        if (_hasClaimedAll(r, core)) {
            _accounts[controller][_classOf(requestId)] = _keep(r, requestId, account, _forget(r, core));
        }
        emit CancelRedeemClaim(controller, receiver, requestId, msg.sender, shares);

        IERC20(address(_vault)).safeTransfer(receiver, shares);
    }

    // --- internals ---

    /// @dev After the epoch's end. Who can be paid waits, who can't may go; who takes any price may think again while
    ///      one is below another.
    function _isCancellable(uint256 class) private view returns (bool) {
        return class == PATIENT ? _vault.exitBelowTolerance() : _vault.state().unrealisedLoss != 0;
    }

    /// @dev Claims `most` (base units or shares) out of the controller's lists, exactly.
    /// @return found Shares or base units for them
    function _claimOldest(address controller, uint256 most, bool inAssets) private returns (uint256 found) {
        _onlyFor(controller);
        if (most == 0) revert RedemptionQueue_ZeroAmount();
        uint256 left = most;
        for (uint256 class = 0; class < CLASSES && left != 0; ++class) {
            (uint256 used, uint256 got) = _claimOfClass(controller, class, left, inAssets);
            unchecked {
                // Never more than is left; and what was found is part of what is held.
                left -= used;
                found += got;
            }
        }
        if (left != 0) revert RedemptionQueue_AboveClaimable(most, most - left);
    }

    /// @return used What of `most` was claimed, base units or shares
    /// @return found Shares or base units for it
    function _claimOfClass(
        address controller,
        uint256 class,
        uint256 most,
        bool inAssets
    ) private returns (uint256 used, uint256 found) {
        Account account = _accounts[controller][class];
        uint256 id = account.head();
        if (id == 0) return (0, 0);
        while (id != 0 && used != most) {
            Request storage r = _requests[id][controller];
            Core core = _coreIn(r, id, account);
            uint256 next = core.next();
            uint256 part;
            uint256 got;
            (core, part, got) = _claimPart(r, core, id, most - used, inAssets);
            account = _keep(r, id, account, core);
            id = next;
            unchecked {
                used += part;
                found += got;
            }
        }
        _accounts[controller][class] = account;
    }

    /// @dev Claims what one request has, or what is left to claim, pro rata.
    /// @return What the request is then; base units or shares claimed; shares or base units for them
    function _claimPart(
        Request storage r,
        Core core,
        uint256 requestId,
        uint256 left,
        bool inAssets
    ) private returns (Core, uint256, uint256) {
        Epoch sums = _epochs[requestId];
        (uint256 shares, uint256 assets) = _claimable(r, core, requestId, sums);
        if (shares == 0 && assets == 0) return (core, 0, 0);
        uint256 most = inAssets ? assets : shares;
        if (most > left) {
            shares = (shares * left) / most;
            assets = (assets * left) / most;
            core = _takePart(r, core, shares, assets);
        } else {
            core = _take(r, core, requestId, sums, shares, assets);
        }
        return inAssets ? (core, assets, shares) : (core, shares, assets);
    }

    /// @dev Books a claim of all that is claimable. Once the epoch is settled whole, the request leaves its sums with
    ///      what it got of them, so that the last one gets the rest.
    /// @return What the request is then
    function _take(
        Request storage r,
        Core core,
        uint256 requestId,
        Epoch sums,
        uint256 shares,
        uint256 assets
    ) private returns (Core) {
        if (!core.isDetached()) {
            if (!sums.isWhole()) return _takePart(r, core, shares, assets);
            uint256 got = core.isLong() ? assets + r.claimedAssets : assets;
            _epochs[requestId] = sums.minus(core.shares(), got);
        }
        if (core.isLong() && r.cancelledShares != 0) return _takePart(r, core, shares, assets);
        return _forget(r, core);
    }

    /// @dev Books a claim of a part, which changes nothing in the epoch.
    /// @return What the request is then
    function _takePart(Request storage r, Core core, uint256 shares, uint256 assets) private returns (Core) {
        r.claimedShares += uint112(shares);
        r.claimedAssets += uint104(assets);
        return core.asLong();
    }

    /// @dev Takes a request out of the sums of an epoch that is settled in part. What of it is settled stays its own;
    ///      shares and base units leave the sums rounded down, so the ratio of the others can only rise. Whoever is
    ///      left may be settled whole now, or nobody is.
    /// @return What the request is then
    function _detach(Request storage r, Core core, uint256 requestId, Epoch sums) private returns (Core) {
        (uint256 settled, uint256 assets) = _settledOf(core.shares(), requestId, sums);
        uint256 left = _settledInPart[_classOf(requestId)] - settled;
        _settledInPart[_classOf(requestId)] = left;
        sums = sums.minus(core.shares(), assets);
        if (sums.shares() == left) sums = sums.settled(sums.assets(), true);
        _epochs[requestId] = sums;
        r.detachedAssets = uint104(assets);
        return core.detached(settled);
    }

    /// @dev Empties the words of a request that nothing is left of.
    /// @return What the request is then
    function _forget(Request storage r, Core core) private returns (Core) {
        if (core.shares() != 0 && core.isLong()) (r.claimedShares, r.claimedAssets) = (0, 0);
        if (core.isDetached()) r.detachedAssets = 0;
        return core.done();
    }

    /// @dev Writes down what an action made of a request: in its own word or, for the newest, in its controller's. The
    ///      head of the list moves past a request that is done, whose word is emptied (measured, 4,800 gas back).
    /// @return The controller's word, to be stored
    function _keep(Request storage r, uint256 requestId, Account account, Core core) private returns (Account) {
        bool isOver = account.head() == requestId && core.isDone();
        if (isOver) account = account.withHead(core.next());
        if (requestId == account.tail()) return account.withNewest(core);
        r.core = isOver ? Core.wrap(0) : core;
        return account;
    }

    function _pay(address receiver, address controller, uint256 shares, uint256 assets) private {
        if (receiver == address(0) || receiver == address(this)) revert RedemptionQueue_WrongReceiver(receiver);
        emit Withdraw(msg.sender, receiver, controller, assets, shares);
        // Some tokens refuse to move nothing, and a dust request can be worth nothing.
        if (assets != 0) _asset.safeTransfer(receiver, assets);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IGpuYieldVault} from "./interfaces/IGpuYieldVault.sol";
import {IRedemptionQueue} from "./interfaces/IRedemptionQueue.sol";
import {QueueFace} from "./queue/QueueFace.sol";

/// @title RedemptionQueue
/// @notice The way out of a vault that holds less cash than its shares are worth.
///
/// EPOCHS. Requests of one epoch are paid alike, epochs one after the other. An epoch opens with its first request and
/// closes on a fixed grid, without anybody's call. Its length is for life, so nothing changes under who waits.
///
/// SETTLEMENT is anyone's call: the vault burns as many of the epoch's shares as its cash pays for, at the exit price of
/// that moment. What it pays lies here from then on: outside the vault's NAV, out of reach of draws and instant exits.
///
/// CLAIMS are pulls, by the controller or its operator. Each controller has a list of its own; no other's request,
/// claim, cancellation or blocked receiver stands in its way. The last claimant of an epoch gets the rest of it.
///
/// CANCELLATION. Until the epoch's end, and whenever leaving costs something (the exit price is below the entry price),
/// what is not settled can be taken back. What is settled stays claimable, and others' parts stay as they are.
///
/// TRUST. Nobody has a privilege here. The vault is the only contract believed; of the asset only what arrives counts.
///
/// NOT PROMISED: a date or a price. Assets or shares sent here without a request are nobody's.
contract RedemptionQueue is QueueFace, ReentrancyGuardTransient {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @dev A claim that may span several requests: what is left to find, in base units or shares, and what was found.
    struct Tally {
        uint256 left;
        uint256 shares;
        uint256 assets;
    }

    constructor(IGpuYieldVault vault_, IERC20 asset_, uint32 epochLength_) QueueFace(vault_, asset_, epochLength_) {}

    // --- requests ---

    function requestRedeem(
        uint256 shares,
        address controller,
        address owner
    ) external nonReentrant returns (uint256 requestId) {
        _onlyFor(owner);
        if (controller != owner && !isOperator[controller][owner]) {
            revert RedemptionQueue_NotAccepted(controller, owner);
        }
        return _request(shares, controller, owner, false);
    }

    /// @inheritdoc IRedemptionQueue
    function requestRedeemWithPermit(
        uint256 shares,
        address owner,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external nonReentrant returns (uint256 requestId) {
        // The permit is the only proof that the owner wants this, so it has to succeed here, and is used up here.
        IERC20Permit(address(_vault)).permit(owner, address(this), shares, deadline, v, r, s);
        return _request(shares, owner, owner, true);
    }

    function setOperator(address operator, bool approved) external returns (bool) {
        isOperator[msg.sender][operator] = approved;
        emit OperatorSet(msg.sender, operator, approved);
        return true;
    }

    // --- settlement ---

    /// @inheritdoc IRedemptionQueue
    function settle() external nonReentrant returns (uint256 epoch, uint256 shares, uint256 assets) {
        Open memory open = _open;
        uint256 total;
        Epoch memory sums;
        (epoch, total, sums) = _oldestClosed(open);
        if (epoch == 0) revert RedemptionQueue_NothingClosed(open.id, open.end);
        if (total == 0) {
            open.front = uint24(epoch);
            _store(open);
            return (epoch, 0, 0);
        }

        uint256 pending = sums.stage == Stage.InPart ? total - _front.settled : total;
        (shares, assets) = _burnForCash(pending);
        bool isWhole = shares == pending;
        if (!isWhole) {
            Front memory front = _front;
            front.id = uint24(epoch);
            front.settled = uint112(total - pending + shares); // fits: a part of the total
            _store(front);
        }
        sums.assets = (sums.assets + assets).toUint104();
        sums.stage = isWhole ? Stage.Whole : Stage.InPart;
        _store(epoch, sums);
        // A front that is settled whole at once stays where it is, which saves the write (measured, 2,900 gas).
        bool isNewest = epoch == open.id && open.shares != 0;
        if (isNewest || epoch != open.front) {
            if (isNewest) open.shares = 0;
            open.front = uint24(isWhole ? epoch + 1 : epoch); // fits: one more than the newest epoch at most
            _store(open);
        }
        emit EpochSettled(epoch, shares, assets, pending - shares);
    }

    // --- claims ---

    /// @notice Claims settled shares, the oldest request first.
    function redeem(
        uint256 shares,
        address receiver,
        address controller
    ) external nonReentrant returns (uint256 assets) {
        assets = _claimOldest(controller, shares, false).assets;
        _pay(receiver, controller, shares, assets);
    }

    /// @notice Claims base units, the oldest request first.
    function withdraw(
        uint256 assets,
        address receiver,
        address controller
    ) external nonReentrant returns (uint256 shares) {
        shares = _claimOldest(controller, assets, true).shares;
        _pay(receiver, controller, shares, assets);
    }

    /// @inheritdoc IRedemptionQueue
    function claim(
        uint256 epoch,
        address receiver,
        address controller
    ) external nonReentrant returns (uint256 shares, uint256 assets) {
        _onlyFor(controller);
        Request storage r = _requests[epoch][controller];
        Account memory account = _accounts[controller];
        Core memory core = _coreOf(controller, epoch, account);
        Epoch memory sums = _epochs[epoch];
        (shares, assets) = _claimable(r, core, sums);
        if (shares == 0 && assets == 0) revert RedemptionQueue_NothingClaimable(epoch, controller);
        _take(r, core, epoch, sums, shares, assets);
        _keep(controller, epoch, account, core);
        _store(controller, account);
        _pay(receiver, controller, shares, assets);
    }

    // --- cancellation ---

    function cancelRedeemRequest(uint256 requestId, address controller) external nonReentrant {
        _onlyFor(controller);
        Open memory open = _open;
        Account memory account = _accounts[controller];
        Core memory core = _coreOf(controller, requestId, account);
        Epoch memory sums = _epochs[requestId];
        uint256 pending = _pending(core, sums);
        if (pending == 0) revert RedemptionQueue_NothingPending(requestId, controller);
        bool closed = _isClosed(requestId, open);
        if (closed && !_vault.exitBelowEntry()) revert RedemptionQueue_EpochClosed(requestId);

        Request storage r = _requests[requestId][controller];
        Front memory front = _front;
        if (sums.stage == Stage.InPart) _detach(r, core, requestId, sums, front);
        else _withdrawFrom(core, requestId, open, sums, closed);
        r.cancelledShares += uint112(pending);
        front.cancelled = (front.cancelled + pending).toUint112();
        _store(front);
        _keep(controller, requestId, account, core);
        _store(controller, account);
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
        _front.cancelled -= uint112(shares);
        Account memory account = _accounts[controller];
        Core memory core = _coreOf(controller, requestId, account);
        if (_hasClaimedAll(r, core)) {
            _forget(r, core);
            _keep(controller, requestId, account, core);
            _store(controller, account);
        }
        emit CancelRedeemClaim(controller, receiver, requestId, msg.sender, shares);

        IERC20(address(_vault)).safeTransfer(receiver, shares);
    }

    // --- internals ---

    /// @dev The caller acts for itself, or was made an operator.
    function _onlyFor(address account) private view {
        if (msg.sender != account && !isOperator[account][msg.sender]) {
            revert RedemptionQueue_NotOperator(msg.sender, account);
        }
    }

    function _request(
        uint256 shares,
        address controller,
        address owner,
        bool spendAllowance
    ) private returns (uint256) {
        if (shares == 0) revert RedemptionQueue_ZeroAmount();
        // The shares come first: whatever the vault counts as held here is never less than what is recorded.
        _vault.escrow(owner, shares, spendAllowance);

        uint24 epoch = _join(shares);
        Account memory account = _accounts[controller];
        if (account.tail != epoch) {
            if (account.head != 0) {
                Core memory last = Core({shares: account.shares, next: epoch, reading: account.reading});
                _store(_requests[account.tail][controller].core, last);
            }
            account.tail = epoch;
            account.shares = 0;
            account.reading = Reading.Short;
        }
        if (account.head == 0) account.head = epoch;
        unchecked {
            // Fits: a part of the epoch's total, which does.
            account.shares += uint112(shares);
        }
        _store(controller, account);
        emit RedeemRequest(controller, owner, epoch, msg.sender, shares);
        return epoch;
    }

    /// @dev Adds shares to the open epoch; opens the next one when that has ended.
    function _join(uint256 shares) private returns (uint24) {
        Open memory open = _open;
        if (block.timestamp >= open.end) {
            (uint256 front, ) = _frontOf(open);
            if (open.shares != 0) _store(open.id, _closing(open));
            open = Open({id: open.id + 1, end: _nextEnd(), shares: 0, front: uint24(front)});
            emit EpochOpened(open.id, open.end);
        }
        open.shares = (open.shares + shares).toUint112();
        _store(open);
        return open.id;
    }

    /// @dev Has the vault burn at most `pending` shares. Counted is what arrives, should the asset have learnt to take a
    ///      fee; guarded, so that nothing else arrives meanwhile.
    function _burnForCash(uint256 pending) private returns (uint256 shares, uint256 assets) {
        uint256 before = _asset.balanceOf(address(this));
        (shares, ) = _vault.redeemQueued(pending);
        assets = _asset.balanceOf(address(this)) - before;
    }

    /// @dev Claims `most` (base units or shares) out of the controller's list, exactly.
    function _claimOldest(address controller, uint256 most, bool inAssets) private returns (Tally memory tally) {
        _onlyFor(controller);
        if (most == 0) revert RedemptionQueue_ZeroAmount();
        tally.left = most;
        Account memory account = _accounts[controller];
        for (uint24 epoch = account.head; epoch != 0 && tally.left != 0;) {
            Core memory core = _coreOf(controller, epoch, account);
            uint24 next = core.next;
            _claimPart(tally, _requests[epoch][controller], core, epoch, inAssets);
            _keep(controller, epoch, account, core);
            epoch = next;
        }
        if (tally.left != 0) revert RedemptionQueue_AboveClaimable(most, most - tally.left);
        _store(controller, account);
    }

    /// @dev Claims what one request has, or what is left to claim, pro rata.
    function _claimPart(Tally memory tally, Request storage r, Core memory core, uint256 epoch, bool inAssets) private {
        Epoch memory sums = _epochs[epoch];
        (uint256 shares, uint256 assets) = _claimable(r, core, sums);
        if (shares == 0 && assets == 0) return;
        uint256 most = inAssets ? assets : shares;
        uint256 left = tally.left;
        if (most > left) {
            shares = (shares * left) / most;
            assets = (assets * left) / most;
            most = left;
            _takePart(r, core, shares, assets);
        } else {
            _take(r, core, epoch, sums, shares, assets);
        }
        tally.left = left - most;
        tally.shares += shares;
        tally.assets += assets;
    }

    /// @dev Books a claim of all that is claimable. Once the epoch is settled whole, the request leaves its sums with
    ///      what it got of them, so that the last one gets the rest.
    function _take(
        Request storage r,
        Core memory core,
        uint256 epoch,
        Epoch memory sums,
        uint256 shares,
        uint256 assets
    ) private {
        if (core.reading != Reading.Detached) {
            if (sums.stage != Stage.Whole) return _takePart(r, core, shares, assets);
            uint256 got = core.reading == Reading.Long ? assets + r.claimedAssets : assets;
            unchecked {
                // Parts of the sums.
                sums.shares -= core.shares;
                sums.assets -= uint104(got);
            }
            _store(epoch, sums);
        }
        if (core.reading != Reading.Short && r.cancelledShares != 0) _takePart(r, core, shares, assets);
        else _forget(r, core);
    }

    /// @dev Books a claim of a part, which changes nothing in the epoch.
    function _takePart(Request storage r, Core memory core, uint256 shares, uint256 assets) private {
        if (core.reading == Reading.Short) core.reading = Reading.Long;
        r.claimedShares += uint112(shares);
        r.claimedAssets += uint104(assets);
    }

    /// @dev Takes a request out of the total of an epoch of which nothing is settled.
    function _withdrawFrom(
        Core memory core,
        uint256 epoch,
        Open memory open,
        Epoch memory sums,
        bool closed
    ) private {
        bool isNewest = epoch == open.id && open.shares != 0;
        uint112 left = (isNewest ? open.shares : sums.shares) - core.shares;
        core.shares = 0;
        core.reading = Reading.Long;
        if (isNewest) {
            open.shares = left;
        } else {
            sums.shares = left;
            _store(epoch, sums);
        }
        // Nobody is left in the front: the next epoch moves up.
        bool movesUp;
        if (closed && left == 0) {
            (uint256 front, ) = _frontOf(open);
            movesUp = epoch == front;
            if (movesUp) open.front = uint24(front + 1);
        }
        if (isNewest || movesUp) _store(open);
    }

    /// @dev Takes a request out of the sums of an epoch that is settled in part. What of it is settled stays its own;
    ///      shares and base units leave the sums rounded down, so the ratio of the others can only rise. Whoever is left
    ///      may be settled whole now, or nobody is.
    function _detach(
        Request storage r,
        Core memory core,
        uint256 epoch,
        Epoch memory sums,
        Front memory front
    ) private {
        (uint256 settled, uint256 assets) = _settledOf(core.shares, sums);
        sums.shares -= core.shares;
        // Parts of the whole: they fit.
        sums.assets -= uint104(assets);
        front.settled -= uint112(settled);
        if (sums.shares == front.settled) sums.stage = Stage.Whole;
        _store(epoch, sums);

        core.shares = uint112(settled);
        core.reading = Reading.Detached;
        r.detachedAssets = uint104(assets);
    }

    /// @dev Nothing to claim and nothing to wait for. Only for requests of which something was cancelled.
    function _hasClaimedAll(Request storage r, Core memory core) private view returns (bool) {
        if (core.shares != r.claimedShares) return false;
        return core.reading != Reading.Detached || r.detachedAssets == r.claimedAssets;
    }

    /// @dev Empties the words of a request that is done.
    function _forget(Request storage r, Core memory core) private {
        if (core.reading != Reading.Short) {
            (r.claimedShares, r.claimedAssets, r.detachedAssets) = (0, 0, 0);
            core.reading = Reading.Short;
        }
        core.shares = 0;
    }

    /// @dev Writes down what an action made of a request, in its own word, or in `account` for the caller to store. The
    ///      head of the list moves past a request that is done, whose word is then emptied (measured, 4,800 gas back).
    function _keep(address controller, uint256 epoch, Account memory account, Core memory core) private {
        bool isOver = account.head == epoch && _isDone(core);
        if (isOver) account.head = core.next;
        if (epoch == account.tail) {
            (account.shares, account.reading) = (core.shares, core.reading);
        } else {
            if (isOver) core.next = 0;
            _store(_requests[epoch][controller].core, core);
        }
    }

    function _pay(address receiver, address controller, uint256 shares, uint256 assets) private {
        if (receiver == address(0) || receiver == address(this)) revert RedemptionQueue_WrongReceiver(receiver);
        emit Withdraw(msg.sender, receiver, controller, assets, shares);
        // Some tokens refuse to move nothing, and a dust request can be worth nothing.
        if (assets != 0) _asset.safeTransfer(receiver, assets);
    }
}

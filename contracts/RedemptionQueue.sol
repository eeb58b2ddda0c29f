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
        Front memory front = _front;
        Open memory open = _open;
        uint256 total;
        (epoch, total) = _oldestClosed(front, open);
        if (epoch == 0) revert RedemptionQueue_NothingClosed(open.id, open.end);
        if (total == 0) {
            _front.id = uint24(epoch);
            return (epoch, 0, 0);
        }

        Epoch memory sums = _epochs[epoch];
        if (epoch == open.id && open.shares != 0) {
            sums = _closing(open);
            _open.shares = 0;
        }
        uint256 settled = epoch == front.id ? front.settled : 0;
        (shares, assets) = _burnForCash(total - settled);
        settled += shares;

        sums.assets = (sums.assets + assets).toUint104();
        sums.isWhole = settled == total;
        _store(epoch, sums);
        // Both fit: one more than the newest epoch at most, and a part of the total.
        front.id = uint24(sums.isWhole ? epoch + 1 : epoch);
        front.settled = sums.isWhole ? 0 : uint112(settled);
        _front = front;
        emit EpochSettled(epoch, shares, assets, total - settled);
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
        Core memory core = r.core;
        Epoch memory sums = _epochs[epoch];
        (shares, assets) = _claimable(r, core, epoch, sums);
        if (shares == 0 && assets == 0) revert RedemptionQueue_NothingClaimable(epoch, controller);
        _take(r, core, epoch, sums, shares, assets);
        _dropDone(r, core, epoch, controller);
        _pay(receiver, controller, shares, assets);
    }

    // --- cancellation ---

    function cancelRedeemRequest(uint256 requestId, address controller) external nonReentrant {
        _onlyFor(controller);
        Front memory front = _front;
        Open memory open = _open;
        Request storage r = _requests[requestId][controller];
        uint256 pending = _pending(r.core, requestId);
        if (pending == 0) revert RedemptionQueue_NothingPending(requestId, controller);
        bool closed = _isClosed(requestId, open);
        if (closed && !_vault.exitBelowEntry()) revert RedemptionQueue_EpochClosed(requestId);

        bool inPart = requestId == front.id && front.settled != 0;
        uint256 left = inPart ? _detach(r, requestId, front) : _withdrawFrom(r, requestId, open);
        // Whoever is left in the front may be settled whole now, or nobody is: the next epoch moves up.
        if (closed && requestId == front.id && left == front.settled) {
            ++front.id;
            front.settled = 0;
        }
        r.cancelledShares += uint112(pending);
        front.cancelled = (front.cancelled + pending).toUint112();
        _front = front;
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
        _dropDone(r, r.core, requestId, controller);
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
        Core storage core = _requests[epoch][controller].core;
        core.shares = (core.shares + shares).toUint112();
        _append(controller, epoch);
        emit RedeemRequest(controller, owner, epoch, msg.sender, shares);
        return epoch;
    }

    /// @dev Adds shares to the open epoch; opens the next one when that has ended.
    function _join(uint256 shares) private returns (uint24) {
        Open memory open = _open;
        if (block.timestamp >= open.end) {
            if (open.shares != 0) _store(open.id, _closing(open));
            open = Open({id: open.id + 1, end: _nextEnd(), shares: 0});
            emit EpochOpened(open.id, open.end);
        }
        open.shares = (open.shares + shares).toUint112();
        _store(open);
        return open.id;
    }

    /// @dev The word of an epoch that has closed, of which nothing is settled yet.
    function _closing(Open memory open) private pure returns (Epoch memory) {
        return Epoch({shares: open.shares, assets: 0, end: uint32(open.end), isWhole: false});
    }

    /// @dev Puts the newest epoch at the end of the controller's list, unless it is there.
    function _append(address controller, uint24 epoch) private {
        Account memory account = _accounts[controller];
        if (account.head == 0) account.head = epoch;
        else if (account.tail == epoch) return;
        else _requests[account.tail][controller].core.next = epoch;
        account.tail = epoch;
        _store(controller, account);
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
        uint24 head = account.head;
        for (uint24 epoch = head; epoch != 0 && tally.left != 0;) {
            Request storage r = _requests[epoch][controller];
            Core memory core = r.core;
            _claimPart(tally, r, core, epoch, inAssets);
            if (account.head == epoch && _isDone(r, core)) account.head = core.next;
            epoch = core.next;
        }
        if (tally.left != 0) revert RedemptionQueue_AboveClaimable(most, most - tally.left);
        if (account.head != head) _store(controller, account);
    }

    /// @dev Claims what one request has, or what is left to claim, pro rata.
    function _claimPart(Tally memory tally, Request storage r, Core memory core, uint256 epoch, bool inAssets) private {
        Epoch memory sums = _epochs[epoch];
        (uint256 shares, uint256 assets) = _claimable(r, core, epoch, sums);
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
        if (!sums.isWhole || core.reading == Reading.Detached) return _takePart(r, core, shares, assets);
        uint256 got = core.reading == Reading.Long ? assets + r.claimedAssets : assets;
        unchecked {
            // Parts of the sums.
            sums.shares -= core.shares;
            sums.assets -= uint104(got);
        }
        _store(epoch, sums);
        core.claimedShares = core.shares;
        _store(r.core, core);
    }

    /// @dev Books a claim of a part, which changes nothing in the epoch.
    function _takePart(Request storage r, Core memory core, uint256 shares, uint256 assets) private {
        core.claimedShares += uint112(shares);
        if (core.reading == Reading.Short) core.reading = Reading.Long;
        _store(r.core, core);
        r.claimedAssets += uint128(assets);
    }

    /// @dev Takes a request out of the total of an epoch of which nothing is settled.
    /// @return left The total without it
    function _withdrawFrom(Request storage r, uint256 epoch, Open memory open) private returns (uint112 left) {
        left = uint112(_totalOf(epoch, open) - r.core.shares);
        r.core.shares = 0;
        r.core.reading = Reading.Long;
        if (epoch == open.id && open.shares != 0) _open.shares = left;
        else _epochs[epoch].shares = left;
    }

    /// @dev Takes a request out of the sums of the front, which is settled in part. What of it is settled stays its own;
    ///      shares and base units leave the sums rounded down, so the ratio of the others can only rise.
    /// @return left The total without it
    function _detach(Request storage r, uint256 epoch, Front memory front) private returns (uint112 left) {
        uint112 asked = r.core.shares;
        Epoch memory sums = _epochs[epoch];
        (uint256 settled, uint256 assets) = _settledOf(asked, epoch, sums);
        sums.shares -= asked;
        // Parts of the whole: they fit.
        sums.assets -= uint104(assets);
        front.settled -= uint112(settled);
        sums.isWhole = sums.shares == front.settled;
        _store(epoch, sums);

        r.core.shares = uint112(settled);
        r.core.reading = Reading.Detached;
        r.detachedAssets = uint104(assets);
        return sums.shares;
    }

    /// @dev Moves the head of the list past a request that nothing is left of.
    function _dropDone(Request storage r, Core memory core, uint256 epoch, address controller) private {
        if (_accounts[controller].head == epoch && _isDone(r, core)) _accounts[controller].head = core.next;
    }

    function _pay(address receiver, address controller, uint256 shares, uint256 assets) private {
        if (receiver == address(0) || receiver == address(this)) revert RedemptionQueue_WrongReceiver(receiver);
        emit Withdraw(msg.sender, receiver, controller, assets, shares);
        // Some tokens refuse to move nothing, and a dust request can be worth nothing.
        if (assets != 0) _asset.safeTransfer(receiver, assets);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IGpuYieldVault} from "./interfaces/IGpuYieldVault.sol";
import {IRedemptionQueue} from "./interfaces/IRedemptionQueue.sol";
import {QueueViews} from "./queue/QueueViews.sol";
import {Account, Core, Epoch, EpochLib, SettlingEpoch, SettlingEpochLib, Open, OpenLib} from "./queue/QueueWords.sol";

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
contract RedemptionQueue is QueueViews, ReentrancyGuardTransient {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    constructor(IGpuYieldVault vault_, IERC20 asset_, uint32 epochLength_) QueueViews(vault_, asset_, epochLength_) {}

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
        Open open = _open;
        uint256 total;
        Epoch sums;
        (epoch, total, sums) = _oldestClosed(open);
        if (epoch == 0) revert RedemptionQueue_NothingClosed(open.id(), uint40(open.end()));
        if (total == 0) {
            _open = open.withSettling(epoch);
            return (epoch, 0, 0);
        }

        uint256 pending = sums.isInPart() ? total - _settlingEpoch.settled() : total;
        (shares, assets) = _burnForCash(pending);
        uint256 left;
        unchecked {
            // The vault burns no more than it is asked to.
            left = pending - shares;
        }
        if (left != 0) _settlingEpoch = SettlingEpochLib.pack(epoch, total - left, _settlingEpoch.cancelled());
        _epochs[epoch] = sums.settled((sums.assets() + assets).toUint104(), left == 0);
        // A settling epoch that is settled whole at once stays where it is, which saves the write (measured, 2,900 gas).
        bool inOpen = _isInOpen(epoch, open);
        if (inOpen || epoch != open.settling()) {
            if (inOpen) open = open.withShares(0);
            // Fits: one more than the newest epoch at most.
            _open = open.withSettling(left == 0 ? epoch + 1 : epoch);
        }
        emit EpochSettled(epoch, shares, assets, left);
    }

    // --- claims ---

    /// @notice Claims settled shares, the oldest request first.
    function redeem(
        uint256 shares,
        address receiver,
        address controller
    ) external nonReentrant returns (uint256 assets) {
        assets = _claimOldest(controller, shares, false);
        _pay(receiver, controller, shares, assets);
    }

    /// @notice Claims base units, the oldest request first.
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
        uint256 epoch,
        address receiver,
        address controller
    ) external nonReentrant returns (uint256 shares, uint256 assets) {
        _onlyFor(controller);
        Request storage r = _requests[epoch][controller];
        Account account = _accounts[controller];
        Core core = _coreOf(r, epoch, account);
        Epoch sums = _epochs[epoch];
        (shares, assets) = _claimable(r, core, sums);
        if (shares == 0 && assets == 0) revert RedemptionQueue_NothingClaimable(epoch, controller);
        core = _take(r, core, epoch, sums, shares, assets);
        _accounts[controller] = _keep(r, epoch, account, core);
        _pay(receiver, controller, shares, assets);
    }

    // --- cancellation ---

    function cancelRedeemRequest(uint256 requestId, address controller) external nonReentrant {
        _onlyFor(controller);
        Open open = _open;
        Account account = _accounts[controller];
        Request storage r = _requests[requestId][controller];
        Core core = _coreOf(r, requestId, account);
        Epoch sums = _epochs[requestId];
        uint256 pending = _pending(core, sums);
        if (pending == 0) revert RedemptionQueue_NothingPending(requestId, controller);
        bool closed = _isClosed(requestId, open);
        if (closed && !_vault.exitBelowEntry()) revert RedemptionQueue_EpochClosed(requestId);

        SettlingEpoch settling = _settlingEpoch;
        if (sums.isInPart()) {
            (core, settling) = _detach(r, core, requestId, sums, settling);
        } else {
            _withdrawFrom(requestId, core.shares(), open, sums, closed);
            core = core.emptied();
        }
        r.cancelledShares += uint112(pending);
        _settlingEpoch = settling.withCancelled((settling.cancelled() + pending).toUint112());
        _accounts[controller] = _keep(r, requestId, account, core);
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
        SettlingEpoch settling = _settlingEpoch;
        _settlingEpoch = settling.withCancelled(settling.cancelled() - shares);
        Account account = _accounts[controller];
        Core core = _coreOf(r, requestId, account);
        if (_hasClaimedAll(r, core)) _accounts[controller] = _keep(r, requestId, account, _forget(r, core));
        emit CancelRedeemClaim(controller, receiver, requestId, msg.sender, shares);

        IERC20(address(_vault)).safeTransfer(receiver, shares);
    }

    // --- internals ---

    function _request(
        uint256 shares,
        address controller,
        address owner,
        bool spendAllowance
    ) private returns (uint256) {
        if (shares == 0) revert RedemptionQueue_ZeroAmount();
        // The shares come first: whatever the vault counts as held here is never less than what is recorded.
        _vault.escrow(owner, shares, spendAllowance);

        uint256 epoch = _join(shares);
        Account account = _accounts[controller];
        uint256 newest = account.tail();
        if (newest != epoch) {
            if (account.head() != 0) _requests[newest][controller].core = account.newestBefore(epoch);
            account = account.joined(epoch);
        }
        if (account.head() == 0) account = account.withHead(epoch);
        // Fits: a part of the epoch's total, which does.
        _accounts[controller] = account.plus(shares);
        emit RedeemRequest(controller, owner, epoch, msg.sender, shares);
        return epoch;
    }

    /// @dev Adds shares to the open epoch; opens the next one when that has ended.
    function _join(uint256 shares) private returns (uint256 epoch) {
        Open open = _open;
        epoch = open.id();
        uint256 total = open.shares();
        if (block.timestamp >= open.end()) {
            (uint256 settling, ) = _settlingOf(open);
            if (total != 0) _epochs[epoch] = EpochLib.pack(total, open.end());
            (epoch, total) = (epoch + 1, 0);
            uint40 end = _nextEnd();
            open = OpenLib.pack(epoch, end, 0, settling);
            emit EpochOpened(epoch, end);
        }
        _open = open.withShares((total + shares).toUint112());
    }

    /// @dev Has the vault burn at most `pending` shares. Counted is what arrives, should the asset have learnt to take a
    ///      fee; guarded, so that nothing else arrives meanwhile.
    function _burnForCash(uint256 pending) private returns (uint256 shares, uint256 assets) {
        uint256 before = _held();
        (shares, ) = _vault.serveRequests(pending);
        assets = _held() - before;
    }

    /// @dev Base units that lie here. Two such calls as the compiler makes them cost a settlement more (measured, 360 gas).
    function _held() private view returns (uint256 held) {
        IERC20 token = _asset;
        bytes4 selector = IERC20.balanceOf.selector;
        assembly ("memory-safe") {
            mstore(0, selector)
            mstore(4, address())
            if iszero(staticcall(gas(), token, 0, 36, 0, 32)) {
                returndatacopy(0, 0, returndatasize())
                revert(0, returndatasize())
            }
            if lt(returndatasize(), 32) {
                revert(0, 0)
            }
            held := mload(0)
        }
    }

    /// @dev Claims `most` (base units or shares) out of the controller's list, exactly.
    /// @return found Shares or base units for them
    function _claimOldest(address controller, uint256 most, bool inAssets) private returns (uint256 found) {
        _onlyFor(controller);
        if (most == 0) revert RedemptionQueue_ZeroAmount();
        uint256 left = most;
        Account account = _accounts[controller];
        for (uint256 epoch = account.head(); epoch != 0 && left != 0;) {
            Request storage r = _requests[epoch][controller];
            Core core = _coreOf(r, epoch, account);
            uint256 next = core.next();
            uint256 used;
            uint256 got;
            (core, used, got) = _claimPart(r, core, epoch, left, inAssets);
            account = _keep(r, epoch, account, core);
            epoch = next;
            unchecked {
                // Never more than is left; and what was found is part of what is held.
                left -= used;
                found += got;
            }
        }
        if (left != 0) revert RedemptionQueue_AboveClaimable(most, most - left);
        _accounts[controller] = account;
    }

    /// @dev Claims what one request has, or what is left to claim, pro rata.
    /// @return What the request is then; base units or shares claimed; shares or base units for them
    function _claimPart(
        Request storage r,
        Core core,
        uint256 epoch,
        uint256 left,
        bool inAssets
    ) private returns (Core, uint256, uint256) {
        Epoch sums = _epochs[epoch];
        (uint256 shares, uint256 assets) = _claimable(r, core, sums);
        if (shares == 0 && assets == 0) return (core, 0, 0);
        uint256 most = inAssets ? assets : shares;
        if (most > left) {
            shares = (shares * left) / most;
            assets = (assets * left) / most;
            core = _takePart(r, core, shares, assets);
        } else {
            core = _take(r, core, epoch, sums, shares, assets);
        }
        return inAssets ? (core, assets, shares) : (core, shares, assets);
    }

    /// @dev Books a claim of all that is claimable. Once the epoch is settled whole, the request leaves its sums with
    ///      what it got of them, so that the last one gets the rest.
    /// @return What the request is then
    function _take(
        Request storage r,
        Core core,
        uint256 epoch,
        Epoch sums,
        uint256 shares,
        uint256 assets
    ) private returns (Core) {
        if (!core.isDetached()) {
            if (!sums.isWhole()) return _takePart(r, core, shares, assets);
            uint256 got = core.isLong() ? assets + r.claimedAssets : assets;
            _epochs[epoch] = sums.minus(core.shares(), got);
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

    /// @dev Takes a request for `shares` out of the total of an epoch of which nothing is settled.
    function _withdrawFrom(uint256 epoch, uint256 shares, Open open, Epoch sums, bool closed) private {
        bool inOpen = _isInOpen(epoch, open);
        uint256 left = (inOpen ? open.shares() : sums.shares()) - shares;
        if (inOpen) _open = open = open.withShares(left);
        else _epochs[epoch] = sums.minus(shares, 0);
        if (!closed || left != 0) return;
        // Nobody is left: when it is the settling one, the next epoch moves up.
        (uint256 settling, ) = _settlingOf(open);
        if (epoch == settling) _open = open.withSettling(epoch + 1);
    }

    /// @dev Takes a request out of the sums of an epoch that is settled in part. What of it is settled stays its own;
    ///      shares and base units leave the sums rounded down, so the ratio of the others can only rise. Whoever is left
    ///      may be settled whole now, or nobody is.
    /// @return What the request is then, and the settling epoch
    function _detach(
        Request storage r,
        Core core,
        uint256 epoch,
        Epoch sums,
        SettlingEpoch settling
    ) private returns (Core, SettlingEpoch) {
        (uint256 settled, uint256 assets) = _settledOf(core.shares(), sums);
        settling = settling.minusSettled(settled);
        sums = sums.minus(core.shares(), assets);
        if (sums.shares() == settling.settled()) sums = sums.settled(sums.assets(), true);
        _epochs[epoch] = sums;
        r.detachedAssets = uint104(assets);
        return (core.detached(settled), settling);
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
    function _keep(Request storage r, uint256 epoch, Account account, Core core) private returns (Account) {
        bool isOver = account.head() == epoch && core.isDone();
        if (isOver) account = account.withHead(core.next());
        if (epoch == account.tail()) return account.withNewest(core);
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

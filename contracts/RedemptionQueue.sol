// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IGpuYieldVault} from "./interfaces/IGpuYieldVault.sol";
import {IRedemptionQueue} from "./interfaces/IRedemptionQueue.sol";
import {QueueClaims} from "./queue/QueueClaims.sol";
import {QueueViews} from "./queue/QueueViews.sol";
import {Account, Backlog, BacklogLib, Epoch} from "./queue/QueueWords.sol";

/// @title RedemptionQueue
/// @notice The way out of a vault that holds less cash than its shares are worth.
///
/// TWO CLASSES. A patient request is paid only while no more is unrealised than the vault's tolerance: nobody is burned
/// in a queue who has not said that he takes any price. One at any price is paid always. They are kept apart, by the
/// same code.
///
/// EPOCHS. Requests of one epoch and class are paid alike, epochs one after the other, and within one the patient
/// first; a class that may not be paid does not hold up the other. An epoch closes on a fixed grid, without anybody's
/// call. Its length is for life, so nothing changes under who waits.
///
/// SETTLEMENT is anyone's call: the vault burns as many of the epoch's shares as its cash pays for, at the exit price
/// of that moment. What it pays lies here from then on: outside the vault's NAV, out of reach of draws and instant
/// exits. Until then no draw may take what closed epochs wait for, and no instant exit what those wait for that may be
/// paid.
///
/// CLAIMS are pulls, by the controller or its operator. Each controller has lists of its own, with one entry an epoch
/// and class however often somebody asks in its name; no other's request, claim, cancellation or blocked receiver
/// stands in its way. The last claimant of an epoch gets the rest of it.
///
/// CANCELLATION. Until the epoch's end; after it a patient request while it may not be paid, one at any price while
/// leaving costs something (the exit price is below the entry price). What is settled stays claimable, and others'
/// parts stay as they are.
///
/// TRUST. Nobody has a privilege here. The vault is the only contract believed; of the asset only what arrives counts.
///
/// NOT PROMISED: a date, or to who takes any price a price. Assets or shares sent here without a request are nobody's.
contract RedemptionQueue is QueueClaims {
    using SafeCast for uint256;

    constructor(IGpuYieldVault vault_, IERC20 asset_, uint32 epochLength_) QueueViews(vault_, asset_, epochLength_) {}

    // --- requests ---

    function requestRedeem(
        uint256 shares,
        address controller,
        address owner
    ) external nonReentrant returns (uint256 requestId) {
        return _request(PATIENT, shares, controller, owner, _spenderOf(owner));
    }

    /// @inheritdoc IRedemptionQueue
    function requestRedeemAtAnyPrice(
        uint256 shares,
        address controller,
        address owner
    ) external nonReentrant returns (uint256 requestId) {
        return _request(ANY_PRICE, shares, controller, owner, _spenderOf(owner));
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
        // The permit is the only proof that the owner wants this, so it has to succeed here, and is used up here. It
        // does not say that the owner takes any price.
        IERC20Permit(address(_vault)).permit(owner, address(this), shares, deadline, v, r, s);
        return _request(PATIENT, shares, owner, owner, address(this));
    }

    function setOperator(address operator, bool approved) external returns (bool) {
        isOperator[msg.sender][operator] = approved;
        emit OperatorSet(msg.sender, operator, approved);
        return true;
    }

    // --- settlement ---

    /// @inheritdoc IRedemptionQueue
    function settle() external nonReentrant returns (uint256 requestId, uint256 shares, uint256 assets) {
        Epoch sums;
        uint256 waits;
        (requestId, sums, waits) = _nextToSettle();
        if (requestId == 0) {
            if (waits == 0) revert RedemptionQueue_NothingClosed();
            revert RedemptionQueue_AwaitsCure(waits);
        }
        uint256 class = _classOf(requestId);
        Backlog backlog = _backlogs[class];
        uint256 waiting = _waitingIn(requestId, sums);
        if (waiting == 0) {
            _backlogs[class] = backlog.withSettling(requestId);
            return (requestId, 0, 0);
        }
        (shares, assets) = _burnForCash(waiting);
        uint256 left;
        unchecked {
            // The vault burns no more than it is asked to.
            left = waiting - shares;
        }
        uint256 settling = requestId;
        if (left != 0) _settledInPart[class] = sums.shares() - left;
        else if (sums.next() != 0) settling = sums.next();
        _epochs[requestId] = sums.settled((sums.assets() + assets).toUint104(), left == 0);
        _backlogs[class] = backlog.minus(shares).withSettling(settling);
        emit EpochSettled(requestId, shares, assets, left);
    }

    // --- internals ---

    /// @dev Whose allowance of the owner's shares is spent: the owner itself and its operator need none.
    function _spenderOf(address owner) private view returns (address) {
        return _isFor(owner) ? owner : msg.sender;
    }

    function _request(
        uint256 class,
        uint256 shares,
        address controller,
        address owner,
        address spender
    ) private returns (uint256 requestId) {
        if (shares == 0) revert RedemptionQueue_ZeroAmount();
        if (controller == address(0)) revert RedemptionQueue_ZeroController();
        // The shares come first: whatever the vault counts as held here is never less than what is recorded.
        _vault.escrow(owner, shares, spender);

        requestId = _join(class, shares);
        Account account = _accounts[controller][class];
        uint256 newest = account.tail();
        if (newest != requestId) {
            if (account.head() != 0) _requests[newest][controller].core = account.newestBefore(requestId);
            account = account.joined(requestId);
        }
        if (account.head() == 0) account = account.withHead(requestId);
        // Fits: a part of what waits in the class, which does.
        _accounts[controller][class] = account.plus(shares);
        emit RedeemRequest(controller, owner, requestId, msg.sender, shares);
    }

    /// @dev Adds shares to the epoch of now; where they are the first of the class, as the last one behind the others.
    function _join(uint256 class, uint256 shares) private returns (uint256 requestId) {
        (uint256 epoch, uint40 end) = currentEpoch();
        requestId = epoch * CLASSES + class;
        Backlog backlog = _backlogs[class];
        (uint256 waiting, uint256 newest, uint256 settling) = (backlog.shares(), backlog.newest(), backlog.settling());
        if (waiting == 0) settling = requestId;
        if (newest != requestId) {
            if (waiting != 0) _epochs[newest] = _epochs[newest].withNext(requestId);
            emit EpochOpened(requestId, end);
        }
        _backlogs[class] = BacklogLib.pack((waiting + shares).toUint112(), requestId, settling);
        _epochs[requestId] = _epochs[requestId].plus(shares);
    }

    /// @dev Has the vault burn at most `waiting` shares. Counted is what arrives, should the asset have learnt to take
    ///      a fee; guarded, so that nothing else arrives meanwhile.
    function _burnForCash(uint256 waiting) private returns (uint256 shares, uint256 assets) {
        uint256 before = _held();
        (shares, ) = _vault.serveRequests(waiting);
        assets = _held() - before;
    }

    /// @dev Base units that lie here. Two such calls as the compiler makes them cost a settlement more (measured, 360
    ///      gas).
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
}

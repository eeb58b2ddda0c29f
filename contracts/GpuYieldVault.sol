// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {IGpuYieldVault, VaultTerms} from "./interfaces/IGpuYieldVault.sol";
import {Curve} from "./vault/Curve.sol";
import {FeeMark} from "./vault/FeeMark.sol";
import {SharesMath} from "./vault/SharesMath.sol";
import {VaultAuthority} from "./vault/VaultAuthority.sol";
import {VaultStorage} from "./vault/VaultStorage.sol";
import {VaultTotals} from "./vault/VaultTotals.sol";
import {VestingSchedule} from "./vault/VestingSchedule.sol";

/// @title GpuYieldVault
/// @notice Shares of a pool of stablecoin that finances GPU clusters.
///
/// SHARE PRICE. NAV = cash + value - locked. No transaction moves it, except a booked loss. Time moves it: up by
/// vesting, down by depreciation. Entries pay the NAV; exits are paid the NAV less what is unrealised, which is zero
/// unless something is delinquent.
///
/// CASH is an internal balance. Tokens sent straight here change nothing until a skim, which locks them.
///
/// REVENUE is locked when it arrives and vests in a straight line. LOSSES take locked amounts first, then the price.
/// The FEE takes a part of gains before they are locked, or of locked amounts; it is owed outside of cash, and never
/// touches a deposit, an exit or a view.
///
/// THE CURVE. Value, and what leavers forgo, are lines whose slopes change at kinks that sources have posted before.
/// They need no keeper: a user's own call first carries out what is due, and views look as far ahead.
///
/// LIVENESS. A pause stops deposits and draws, never exits. Instant exits are paid from cash that no closed epoch of
/// the redemption queue waits for; the queue is made with the vault and paid as cash comes in. More than 96 ticks due
/// ask for an `accrue` first, by anybody. The vault calls nobody but its asset and its queue.
///
/// TRUST. Sources are bound by the governor. They can move cash only against value, and values only against locked
/// amounts or as losses. Tokens that charge for transfers or shrink are refused when the balance falls short of the
/// cash.
///
/// NOT PROMISED: that hardware fetches its value, that renters pay, that cash is there when many want out. That a fee
/// which is owed is safe from a token that shrinks: a deposit checks the balance against the cash alone, to read one
/// word less; postings check it against both.
contract GpuYieldVault is VaultAuthority, ERC165 {
    using SafeERC20 for IERC20;

    bytes4 private constant ERC7575_VAULT = 0x2f0a18c5;
    bytes4 private constant ERC7575_SHARE = 0xf815c03d;

    modifier onlyQueue() {
        if (msg.sender != _queue) revert GpuYieldVault_NotQueue(msg.sender);
        _;
    }

    constructor(
        address authority_,
        IERC20 asset_,
        VaultTerms memory terms
    ) VaultStorage(asset_, terms) AccessManaged(authority_) {}

    // --- entries ---

    function deposit(uint256 assets, address receiver) external nonReentrant returns (uint256) {
        return _deposit(assets, receiver, 0);
    }

    /// @inheritdoc IGpuYieldVault
    function depositWithMinShares(
        uint256 assets,
        address receiver,
        uint256 minShares
    ) external nonReentrant returns (uint256) {
        return _deposit(assets, receiver, minShares);
    }

    /// @inheritdoc IGpuYieldVault
    function depositWithPermit(
        uint256 assets,
        address receiver,
        uint256 minShares,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external nonReentrant returns (uint256) {
        // Whoever saw the permit may have used it first; the allowance is what counts, and the transfer checks it.
        try IERC20Permit(address(_asset)).permit(msg.sender, address(this), assets, deadline, v, r, s) {} catch {}
        return _deposit(assets, receiver, minShares);
    }

    function mint(uint256 shares, address receiver) external nonReentrant returns (uint256 assets) {
        (VaultTotals totals, uint256 nav) = _enter();
        assets = SharesMath.toAssetsUp(shares, nav, totals.supply());
        _mintShares(totals, nav, assets, shares, receiver);
    }

    // --- exits ---

    function withdraw(uint256 assets, address receiver, address owner) external nonReentrant returns (uint256 shares) {
        (VaultTotals totals, uint256 nav, uint256 exitValue) = _leave();
        shares = SharesMath.toSharesUp(assets, exitValue, totals.supply());
        _burnShares(totals, nav, exitValue, assets, shares, receiver, owner);
    }

    function redeem(uint256 shares, address receiver, address owner) external nonReentrant returns (uint256) {
        return _redeem(shares, receiver, owner, 0);
    }

    /// @inheritdoc IGpuYieldVault
    function redeemWithMinAssets(
        uint256 shares,
        address receiver,
        address owner,
        uint256 minAssets
    ) external nonReentrant returns (uint256) {
        return _redeem(shares, receiver, owner, minAssets);
    }

    // --- the queue's calls ---

    /// @inheritdoc IGpuYieldVault
    function escrow(address owner, uint256 shares, address spender) external onlyQueue {
        if (spender != owner) _spendAllowance(owner, spender, shares);
        _move(owner, msg.sender, shares);
    }

    /// @inheritdoc IGpuYieldVault
    function serveRequests(uint256 shares) external onlyQueue nonReentrant returns (uint256 burned, uint256 assets) {
        (VaultTotals totals, uint256 nav, uint256 exitValue) = _leave();
        uint256 cash = totals.cash();
        (burned, assets) = (shares, SharesMath.toAssetsDown(shares, exitValue, totals.supply()));
        if (assets > cash) {
            burned = SharesMath.toSharesUp(cash, exitValue, totals.supply());
            assets = SharesMath.toAssetsDown(burned, exitValue, totals.supply());
            // Where a share unit is worth more than a base unit.
            if (assets > cash) assets = SharesMath.toAssetsDown(--burned, exitValue, totals.supply());
        }
        // Shares of nothing are kept for what may still come in.
        if (exitValue == 0 || (assets == 0 && burned != shares)) revert GpuYieldVault_NothingToPay();
        _debitBurn(msg.sender, burned);
        _payOut(totals, nav, assets, burned, msg.sender, msg.sender);
    }

    /// @notice ERC-165, ERC-20, ERC-4626, ERC-7575 as vault and as share.
    function supportsInterface(bytes4 id) public view override returns (bool) {
        return
            id == type(IERC20).interfaceId ||
            id == type(IERC4626).interfaceId ||
            id == ERC7575_VAULT ||
            id == ERC7575_SHARE ||
            super.supportsInterface(id);
    }

    // --- internals ---

    function _deposit(uint256 assets, address receiver, uint256 minShares) private returns (uint256 shares) {
        (VaultTotals totals, uint256 nav) = _enter();
        shares = SharesMath.toSharesDown(assets, nav, totals.supply());
        if (shares < minShares) revert GpuYieldVault_TooFewShares(shares, minShares);
        _mintShares(totals, nav, assets, shares, receiver);
    }

    function _redeem(
        uint256 shares,
        address receiver,
        address owner,
        uint256 minAssets
    ) private returns (uint256 assets) {
        (VaultTotals totals, uint256 nav, uint256 exitValue) = _leave();
        assets = SharesMath.toAssetsDown(shares, exitValue, totals.supply());
        if (assets < minAssets) revert GpuYieldVault_TooFewAssets(assets, minAssets);
        _burnShares(totals, nav, exitValue, assets, shares, receiver, owner);
    }

    /// @dev Everything an entry checks before it is priced, and the NAV that prices it.
    function _enter() private returns (VaultTotals totals, uint256 nav) {
        VestingSchedule vesting = _vesting;
        if (vesting.isPaused()) revert GpuYieldVault_Paused();
        totals = _totals;
        uint256 delinquent;
        if (vesting.isQuietAt(block.timestamp)) {
            nav = _navQuiet(totals, vesting);
        } else {
            Curve memory c;
            (vesting, c) = _accrueAll();
            nav = _navOf(c, totals, vesting);
            delinquent = _delinquentUp(c, totals, vesting);
        }
        if (totals.supply() == 0) totals = _creditRemainder(vesting, totals, nav);
        else if (nav == 0) revert GpuYieldVault_NothingLeft(totals.supply());
        if (delinquent != 0 && _isTooMuch(delinquent, nav)) {
            revert GpuYieldVault_TooMuchDelinquent(delinquent, nav);
        }
    }

    /// @dev What leavers share prices an exit, and no pause stops it.
    function _leave() private returns (VaultTotals totals, uint256 nav, uint256 exitValue) {
        VestingSchedule vesting = _vesting;
        totals = _totals;
        if (vesting.isQuietAt(block.timestamp)) {
            nav = _navQuiet(totals, vesting);
            return (totals, nav, nav);
        }
        Curve memory c;
        (vesting, c) = _accrueAll();
        nav = _navOf(c, totals, vesting);
        exitValue = _exitValueOf(c, nav);
    }

    /// @dev On most days the accrual line tells all.
    function _navQuiet(VaultTotals totals, VestingSchedule vesting) private view returns (uint256) {
        return _navAt(_line.valueAt(block.timestamp), block.timestamp, totals, vesting);
    }

    function _mintShares(VaultTotals totals, uint256 nav, uint256 assets, uint256 shares, address receiver) private {
        if (shares == 0) revert GpuYieldVault_ZeroShares();
        uint256 room = _roomUnderCap(totals, nav);
        if (assets > room) revert GpuYieldVault_CapExceeded(assets, room);

        // The transfer comes first: a token that calls out finds prices as before, and this function locked.
        _asset.safeTransferFrom(msg.sender, address(this), assets);
        totals = totals.plus(assets, shares);
        uint256 balance = _asset.balanceOf(address(this));
        if (balance < totals.cash()) revert GpuYieldVault_AssetsMissing(balance, totals.cash());
        _totals = totals;
        _creditMint(receiver, shares);
        emit Deposit(msg.sender, receiver, assets, shares);
    }

    function _burnShares(
        VaultTotals totals,
        uint256 nav,
        uint256 exitValue,
        uint256 assets,
        uint256 shares,
        address receiver,
        address owner
    ) private {
        if (msg.sender != owner) _spendAllowance(owner, msg.sender, shares);
        uint256 free = _freeCash(totals, nav, exitValue);
        _debitBurn(owner, shares);
        if (assets > free) revert GpuYieldVault_NotEnoughCash(assets, free);
        _payOut(totals, nav, assets, shares, receiver, owner);
    }

    /// @dev `_debitBurn` has found the shares, which are part of the supply.
    function _payOut(
        VaultTotals totals,
        uint256 nav,
        uint256 assets,
        uint256 shares,
        address receiver,
        address owner
    ) private {
        _totals = totals.minus(assets, shares);
        VestingSchedule vesting = _vesting;
        if (vesting.isNoticed()) _vesting = _lower(vesting, nav - assets);
        emit Withdraw(msg.sender, receiver, owner, assets, shares);
        // Dust in the queue may be worth nothing, and some tokens refuse to move nothing.
        if (assets != 0) _asset.safeTransfer(receiver, assets);
    }

    /// @dev The first deposit after everybody left: what is left, vested or not, becomes the fee recipient's, in shares
    ///      that cost what the first ones did. No share has shown its profit: the fee starts anew.
    function _creditRemainder(VestingSchedule vesting, VaultTotals totals, uint256 left) private returns (VaultTotals) {
        if (left == 0) return totals;
        uint256 unlocked = vesting.lockedUpAt(block.timestamp);
        _vesting = vesting.emptied(block.timestamp);
        if (vesting.isDelinquent()) _restricted = VestingSchedule.wrap(0);
        FeeMark mark = _feeMark;
        address recipient = _feeRecipient;
        _restart(mark, mark.bps(), recipient, _feeOwed(mark));
        uint256 shares = left * SharesMath.VIRTUAL_SHARES;
        emit RemainderCredited(recipient, left, shares, unlocked);
        _creditMint(recipient, shares);
        return totals.plus(0, shares);
    }
}

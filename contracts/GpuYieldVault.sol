// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {IFacilityBook} from "./interfaces/IFacilityBook.sol";
import {IGpuYieldVault, VaultTerms} from "./interfaces/IGpuYieldVault.sol";
import {Ledger} from "./vault/Ledger.sol";
import {SharesMath} from "./vault/SharesMath.sol";
import {Stream} from "./vault/Stream.sol";
import {VaultNumbers} from "./vault/VaultNumbers.sol";
import {VaultPostings} from "./vault/VaultPostings.sol";

/// @title GpuYieldVault
/// @notice Shares of a pool of stablecoin that finances GPU clusters.
///
/// SHARE PRICE. NAV = cash + value - locked. No transaction moves it, except a booked loss. Time moves it: up by
/// vesting, down by wear. Entries pay the NAV; exits are paid the NAV less what is unrealised, which is zero unless
/// something is late.
///
/// CASH is an internal balance. Tokens sent straight here change nothing until a skim, which locks them.
///
/// REVENUE is locked when it arrives and vests in a straight line. LOSSES take locked amounts first, then the price.
///
/// WEAR and LATENESS run by the second and need no keeper. Where they begin or end at a moment nobody has booked yet, a
/// user's own call carries that out first, and views look ahead to it.
///
/// LIVENESS. A pause stops deposits and draws, never exits. Instant exits are paid from cash that no closed epoch of the
/// redemption queue waits for; the queue is made with the vault and paid as cash comes in.
///
/// TRUST. The book is bound once and for life. It can move cash only against value, and values only against locked
/// amounts or as losses. Tokens that charge for transfers or shrink are refused when the balance falls short.
///
/// NOT PROMISED: that hardware fetches its value, that renters pay, that cash is there when many want out.
contract GpuYieldVault is VaultPostings, ERC165 {
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
    ) VaultNumbers(asset_, terms) AccessManaged(authority_) {}

    // --- entries ---

    function deposit(uint256 assets, address receiver) external nonReentrant returns (uint256) {
        return _deposit(assets, receiver, 0);
    }

    function depositWithMinShares(
        uint256 assets,
        address receiver,
        uint256 minShares
    ) external nonReentrant returns (uint256) {
        return _deposit(assets, receiver, minShares);
    }

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

    function mint(uint256 shares, address receiver) external nonReentrant returns (uint256) {
        return _mintFor(shares, receiver, type(uint256).max);
    }

    function mintWithMaxAssets(
        uint256 shares,
        address receiver,
        uint256 maxAssets
    ) external nonReentrant returns (uint256) {
        return _mintFor(shares, receiver, maxAssets);
    }

    // --- exits ---

    function withdraw(uint256 assets, address receiver, address owner) external nonReentrant returns (uint256) {
        return _withdraw(assets, receiver, owner, type(uint256).max);
    }

    function withdrawWithMaxShares(
        uint256 assets,
        address receiver,
        address owner,
        uint256 maxShares
    ) external nonReentrant returns (uint256) {
        return _withdraw(assets, receiver, owner, maxShares);
    }

    function redeem(uint256 shares, address receiver, address owner) external nonReentrant returns (uint256) {
        return _redeem(shares, receiver, owner, 0);
    }

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
    function escrow(address owner, uint256 shares, bool fromAllowance) external onlyQueue {
        if (fromAllowance) _spendAllowance(owner, msg.sender, shares);
        _move(owner, msg.sender, shares);
    }

    /// @inheritdoc IGpuYieldVault
    function serveRequests(uint256 shares) external onlyQueue nonReentrant returns (uint256 burned, uint256 assets) {
        Stream stream = _carryOutDue();
        Ledger ledger = _ledger;
        uint256 exitValue = stream.isLate() ? _exitValue(ledger, stream) : _nav(ledger, stream);
        if (stream.isLate() && _lateness.ended > 0) revert GpuYieldVault_AwaitsResolution(_lateness.ended);
        // Shares of nothing are kept for what may still come in.
        if (exitValue == 0) revert GpuYieldVault_NothingToPay();
        (burned, assets) = (shares, SharesMath.toAssetsDown(shares, exitValue, ledger.supply()));
        uint256 cash = ledger.cash();
        if (assets > cash) {
            burned = SharesMath.toSharesDown(cash, exitValue, ledger.supply());
            assets = SharesMath.toAssetsDown(burned, exitValue, ledger.supply());
            if (assets == 0) revert GpuYieldVault_NothingToPay();
        }
        _debitBurn(msg.sender, burned);
        _payOut(ledger, assets, burned, msg.sender, msg.sender);
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
        (Ledger ledger, uint256 nav) = _enter();
        shares = SharesMath.toSharesDown(assets, nav, ledger.supply());
        if (shares < minShares) revert GpuYieldVault_TooFewShares(shares, minShares);
        _mintShares(ledger, nav, assets, shares, receiver);
    }

    function _mintFor(uint256 shares, address receiver, uint256 maxAssets) private returns (uint256 assets) {
        (Ledger ledger, uint256 nav) = _enter();
        assets = SharesMath.toAssetsUp(shares, nav, ledger.supply());
        if (assets > maxAssets) revert GpuYieldVault_TooManyAssets(assets, maxAssets);
        _mintShares(ledger, nav, assets, shares, receiver);
    }

    function _withdraw(
        uint256 assets,
        address receiver,
        address owner,
        uint256 maxShares
    ) private returns (uint256 shares) {
        (Ledger ledger, uint256 exitValue) = _leave();
        shares = SharesMath.toSharesUp(assets, exitValue, ledger.supply());
        if (shares > maxShares) revert GpuYieldVault_TooManyShares(shares, maxShares);
        _burnShares(ledger, exitValue, assets, shares, receiver, owner);
    }

    function _redeem(
        uint256 shares,
        address receiver,
        address owner,
        uint256 minAssets
    ) private returns (uint256 assets) {
        (Ledger ledger, uint256 exitValue) = _leave();
        assets = SharesMath.toAssetsDown(shares, exitValue, ledger.supply());
        if (assets < minAssets) revert GpuYieldVault_TooFewAssets(assets, minAssets);
        _burnShares(ledger, exitValue, assets, shares, receiver, owner);
    }

    /// @dev Everything an entry checks before it is priced, and the NAV that prices it.
    function _enter() private returns (Ledger ledger, uint256 nav) {
        Stream stream = _carryOutDue();
        if (stream.isPaused()) revert GpuYieldVault_Paused();
        ledger = _ledger;
        nav = _nav(ledger, stream);
        if (ledger.supply() == 0) _release(stream);
        else if (nav == 0) revert GpuYieldVault_NothingLeft(ledger.supply());
        if (_isTooMuchLate(stream, nav)) revert GpuYieldVault_TooMuchLate(_watched(), nav);
    }

    /// @dev What leavers share prices an exit, and no pause stops it.
    function _leave() private returns (Ledger ledger, uint256 exitValue) {
        Stream stream = _carryOutDue();
        ledger = _ledger;
        exitValue = _exitValue(ledger, stream);
    }

    function _mintShares(Ledger ledger, uint256 nav, uint256 assets, uint256 shares, address receiver) private {
        if (shares == 0) revert GpuYieldVault_ZeroShares();
        uint256 room = _roomUnderCap(ledger, nav);
        if (assets > room) revert GpuYieldVault_CapExceeded(assets, room);

        // The transfer comes first: a token that calls out finds prices as before, and this function locked.
        _takeIn(ledger, assets, shares);
        _creditMint(receiver, shares);
        emit Deposit(msg.sender, receiver, assets, shares);
    }

    function _burnShares(
        Ledger ledger,
        uint256 exitValue,
        uint256 assets,
        uint256 shares,
        address receiver,
        address owner
    ) private {
        if (msg.sender != owner) _spendAllowance(owner, msg.sender, shares);
        uint256 free = _freeCash(ledger, exitValue);
        _debitBurn(owner, shares);
        if (assets > free) revert GpuYieldVault_NotEnoughCash(assets, free);
        _payOut(ledger, assets, shares, receiver, owner);
    }

    /// @dev `_debitBurn` has found the shares, which are part of the supply.
    function _payOut(Ledger ledger, uint256 assets, uint256 shares, address receiver, address owner) private {
        _ledger = ledger.minus(assets, shares);
        emit Withdraw(msg.sender, receiver, owner, assets, shares);
        // Dust in the queue may be worth nothing, and some tokens refuse to move nothing.
        if (assets != 0) _asset.safeTransfer(receiver, assets);
    }

    /// @dev A user's call first carries out what is due, a bounded number of items.
    function _carryOutDue() private returns (Stream stream) {
        stream = _stream;
        if (!_isDue(stream)) return stream;
        IFacilityBook(book).sync(DUE_ITEMS);
        stream = _stream;
        if (_isDue(stream)) revert GpuYieldVault_StillDue(uint40(stream.nextDue()));
    }

    /// @dev The first deposit after everybody left: what is locked vests at once, to the virtual shares.
    function _release(Stream stream) private {
        uint256 locked = stream.lockedUpAt(block.timestamp);
        if (locked == 0) return;
        _stream = stream.emptied(block.timestamp);
        emit IncomeReleased(locked);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IFacilityBook} from "./interfaces/IFacilityBook.sol";
import {IGpuYieldVault} from "./interfaces/IGpuYieldVault.sol";
import {Ledger} from "./vault/Ledger.sol";
import {SharesMath} from "./vault/SharesMath.sol";
import {VaultNumbers} from "./vault/VaultNumbers.sol";
import {Stream} from "./vault/Stream.sol";
import {ValueLineLib} from "./vault/ValueLine.sol";

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
/// WEAR runs by the second and needs no keeper. Where it begins or ends at a moment nobody has booked yet, a user's
/// own call carries that out first, and views look ahead to it.
///
/// LIVENESS. A pause stops deposits and draws, never exits. Exits are paid from cash; there may be too little of it.
///
/// TRUST. The book is bound once and for life. It can move cash only against value, and values only against locked
/// amounts or as losses. Tokens that charge for transfers or shrink are refused when the balance falls short.
///
/// NOT PROMISED: that hardware fetches its value, that renters pay, that cash is there when many want out.
contract GpuYieldVault is VaultNumbers, AccessManaged, ReentrancyGuardTransient, ERC165 {
    using SafeERC20 for IERC20;

    bytes4 private constant ERC7575_VAULT = 0x2f0a18c5;
    bytes4 private constant ERC7575_SHARE = 0xf815c03d;

    modifier onlyBook() {
        if (msg.sender != book) revert GpuYieldVault_NotBook(msg.sender);
        _;
    }

    constructor(
        address authority_,
        IERC20 asset_,
        string memory name_,
        string memory symbol_,
        uint32 vestingFloor_,
        uint32 vestingCap_,
        uint32 capWholeTokens
    ) VaultNumbers(asset_, name_, symbol_, vestingFloor_, vestingCap_, capWholeTokens) AccessManaged(authority_) {}

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

    // --- the book's postings ---

    /// @inheritdoc IGpuYieldVault
    function fund(address receiver, uint256 amount, uint40 nextDue) external onlyBook nonReentrant {
        Stream stream = _stream;
        if (stream.isPaused()) revert GpuYieldVault_Paused();
        Ledger ledger = _ledger;
        uint256 cash = ledger.cash();
        if (amount > cash) revert GpuYieldVault_NotEnoughCash(amount, cash);

        _ledger = ledger.minus(amount, 0);
        _line = _line.turnedAt(block.timestamp, int256(amount << ValueLineLib.FINE_BITS), 0);
        _stream = stream.withNextDue(nextDue);
        emit Funded(receiver, amount);

        _asset.safeTransfer(receiver, amount);
    }

    /// @inheritdoc IGpuYieldVault
    function post(
        uint256 cashIn,
        int256 valueChange,
        int256 slopeChange,
        uint256 vestOver,
        uint40 nextDue
    ) external onlyBook nonReentrant {
        uint256 duration = Math.min(Math.max(vestOver, vestingFloor), vestingCap);
        emit Posted(cashIn, valueChange, slopeChange, duration);
        if (cashIn > 0) _takeIn(_ledger, cashIn, 0);
        if (valueChange != 0 || slopeChange != 0) {
            _line = _line.turnedAt(block.timestamp, valueChange, slopeChange);
        }
        // The money law in one place: a gain waits in the stream, a loss is booked, nothing lifts the price.
        int256 gain = int256(cashIn << ValueLineLib.FINE_BITS) + valueChange;
        Stream stream = _stream.withNextDue(nextDue);
        if (gain > 0) stream = _lock(stream, uint256(gain), duration);
        if (gain < 0) stream = _bookLoss(stream, uint256(-gain));
        _stream = stream;
    }

    /// @inheritdoc IGpuYieldVault
    function turnWear(int256 valueChange, int256 slopeChange, uint40 nextDue) external onlyBook {
        _line = _line.turnedAt(block.timestamp, valueChange, slopeChange);
        _stream = _stream.withNextDue(nextDue);
        emit WearTurned(valueChange, slopeChange, nextDue);
    }

    // --- authority ---

    /// @inheritdoc IGpuYieldVault
    function bindBook(address book_) external restricted {
        if (book_ == address(0)) revert GpuYieldVault_ZeroAddress();
        if (book != address(0)) revert GpuYieldVault_BookAlreadyBound(book);
        book = book_;
        emit BookBound(book_);
    }

    /// @inheritdoc IGpuYieldVault
    function setCap(uint32 wholeTokens) external restricted {
        _setCap(wholeTokens);
    }

    /// @inheritdoc IGpuYieldVault
    function lowerCap(uint32 wholeTokens) external restricted {
        uint32 current = uint32(_ledger.cap());
        if (wholeTokens >= current) revert GpuYieldVault_CapNotLower(wholeTokens, current);
        _setCap(wholeTokens);
    }

    /// @inheritdoc IGpuYieldVault
    function pause() external restricted {
        if (_stream.isPaused()) revert GpuYieldVault_Paused();
        _stream = _stream.withPaused(true);
        emit Paused(msg.sender);
    }

    /// @inheritdoc IGpuYieldVault
    function unpause() external restricted {
        if (!_stream.isPaused()) revert GpuYieldVault_NotPaused();
        _stream = _stream.withPaused(false);
        emit Unpaused(msg.sender);
    }

    /// @inheritdoc IGpuYieldVault
    function skim() external restricted nonReentrant returns (uint256 amount) {
        Ledger ledger = _ledger;
        amount = Math.saturatingSub(_asset.balanceOf(address(this)), ledger.cash());
        if (amount == 0) revert GpuYieldVault_NothingToSkim();
        _ledger = ledger.plus(amount, 0);
        emit Skimmed(amount);
        _stream = _lock(_stream, amount << ValueLineLib.FINE_BITS, vestingCap);
    }

    /// @inheritdoc IGpuYieldVault
    function rescue(address token, address to) external restricted nonReentrant returns (uint256 amount) {
        if (token == address(_asset) || token == address(this)) revert GpuYieldVault_NotRescuable(token);
        amount = IERC20(token).balanceOf(address(this));
        emit Rescued(token, to, amount);
        IERC20(token).safeTransfer(to, amount);
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
        (Ledger ledger, uint256 nav) = _leave();
        shares = SharesMath.toSharesUp(assets, nav, ledger.supply());
        if (shares > maxShares) revert GpuYieldVault_TooManyShares(shares, maxShares);
        _burnShares(ledger, assets, shares, receiver, owner);
    }

    function _redeem(
        uint256 shares,
        address receiver,
        address owner,
        uint256 minAssets
    ) private returns (uint256 assets) {
        (Ledger ledger, uint256 nav) = _leave();
        assets = SharesMath.toAssetsDown(shares, nav, ledger.supply());
        if (assets < minAssets) revert GpuYieldVault_TooFewAssets(assets, minAssets);
        _burnShares(ledger, assets, shares, receiver, owner);
    }

    /// @dev Everything an entry checks before it is priced, and the NAV that prices it.
    function _enter() private returns (Ledger ledger, uint256 nav) {
        Stream stream = _carryOutDue();
        if (stream.isPaused()) revert GpuYieldVault_Paused();
        ledger = _ledger;
        nav = _nav(ledger, stream);
        if (ledger.supply() == 0) _release(stream);
        else if (nav == 0) revert GpuYieldVault_NothingLeft(ledger.supply());
    }

    /// @dev An exit is priced like an entry, but no pause stops it.
    function _leave() private returns (Ledger ledger, uint256 nav) {
        Stream stream = _carryOutDue();
        ledger = _ledger;
        nav = _nav(ledger, stream);
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

    function _burnShares(Ledger ledger, uint256 assets, uint256 shares, address receiver, address owner) private {
        if (msg.sender != owner) _spendAllowance(owner, msg.sender, shares);
        uint256 cash = ledger.cash();
        _debitBurn(owner, shares);
        if (assets > cash) revert GpuYieldVault_NotEnoughCash(assets, cash);

        _ledger = ledger.minus(assets, shares); // `_debitBurn` found the shares, which are part of the supply
        emit Withdraw(msg.sender, receiver, owner, assets, shares);

        _asset.safeTransfer(receiver, assets);
    }

    /// @dev Pulls `amount` from the caller into the cash. A token that delivered less than it said is refused.
    function _takeIn(Ledger ledger, uint256 amount, uint256 sharesMinted) private {
        _asset.safeTransferFrom(msg.sender, address(this), amount);
        ledger = ledger.plus(amount, sharesMinted);
        uint256 balance = _asset.balanceOf(address(this));
        if (balance < ledger.cash()) revert GpuYieldVault_AssetsMissing(balance, ledger.cash());
        _ledger = ledger;
    }

    /// @dev A user's call first carries out what is due, a bounded number of items.
    function _carryOutDue() private returns (Stream stream) {
        stream = _stream;
        if (!_isDue(stream)) return stream;
        IFacilityBook(book).sync(DUE_ITEMS);
        stream = _stream;
        if (_isDue(stream)) revert GpuYieldVault_StillDue(uint40(stream.nextDue()));
    }

    function _lock(Stream stream, uint256 gain, uint256 duration) private returns (Stream locked) {
        locked = stream.withLocked(block.timestamp, gain, duration);
        emit IncomeLocked(gain, locked.lockedAtFrom(), locked.end());
    }

    function _bookLoss(Stream stream, uint256 loss) private returns (Stream left) {
        uint256 fromLocked;
        (left, fromLocked) = stream.withLoss(block.timestamp, loss);
        emit LossBooked(loss, fromLocked);
    }

    /// @dev The first deposit after everybody left: what is locked vests at once, to the virtual shares.
    function _release(Stream stream) private {
        uint256 locked = stream.lockedUpAt(block.timestamp);
        if (locked == 0) return;
        _stream = stream.emptied(block.timestamp);
        emit IncomeReleased(locked);
    }

    function _setCap(uint32 wholeTokens) private {
        uint256 oldCap = cap();
        _ledger = _ledger.withCap(wholeTokens);
        emit CapChanged(oldCap, cap());
    }
}

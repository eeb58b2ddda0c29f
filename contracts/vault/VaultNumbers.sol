// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";
import {IFacilityBook} from "../interfaces/IFacilityBook.sol";
import {IGpuYieldVault, VaultState} from "../interfaces/IGpuYieldVault.sol";
import {Ledger} from "./Ledger.sol";
import {SharesMath} from "./SharesMath.sol";
import {ShareToken} from "./ShareToken.sol";
import {Stream, StreamLib} from "./Stream.sol";
import {ValueLine, ValueLineLib} from "./ValueLine.sol";

/// @title VaultNumbers
/// @notice The numbers of the vault, three words of them, and every way to read them. Nothing here changes any.
/// @dev Actions and previews use the same conversions, which read: ledger, line, stream. While a due item waits, views
///      add what the book says it will change; actions have it carried out first, so both see the same numbers.
abstract contract VaultNumbers is IGpuYieldVault, ShareToken {
    /// @dev Due items that a user's own call, or a view, works off.
    uint256 internal constant DUE_ITEMS = 4;
    uint32 private constant LONGEST_VESTING = 366 days;
    uint8 private constant MIN_DECIMALS = 6;
    uint8 private constant MAX_DECIMALS = 18;
    uint256 private constant PRICE_SCALE = 1e12;

    IERC20 internal immutable _asset;
    uint256 private immutable _wholeToken; // base units
    /// @inheritdoc IGpuYieldVault
    uint32 public immutable vestingFloor; // seconds
    /// @inheritdoc IGpuYieldVault
    uint32 public immutable vestingCap; // seconds

    ValueLine internal _line; // slot: value [fine, signed] 128 · slope [fine/s] 96 · since [s] 32
    Stream internal _stream; // slot: locked [fine] 128 · from [s] 32 · end [2^-24 s] 56 · next due [s] 32 · paused 1
    /// @inheritdoc IGpuYieldVault
    address public book; // slot: bound once

    constructor(
        IERC20 asset_,
        string memory name_,
        string memory symbol_,
        uint32 vestingFloor_,
        uint32 vestingCap_,
        uint32 capWholeTokens
    ) ShareToken(name_, symbol_, _shareDecimals(asset_)) {
        if (vestingFloor_ == 0 || vestingFloor_ > vestingCap_ || vestingCap_ > LONGEST_VESTING) {
            revert GpuYieldVault_VestingOutOfRange(vestingFloor_, vestingCap_, LONGEST_VESTING);
        }
        _asset = asset_;
        _wholeToken = 10 ** IERC20Metadata(address(asset_)).decimals();
        vestingFloor = vestingFloor_;
        vestingCap = vestingCap_;
        _ledger = _ledger.withCap(capWholeTokens);
        _line = ValueLineLib.pack(0, 0, block.timestamp);
        _stream = _stream.withNextDue(StreamLib.NEVER);
        emit VaultOpened(address(asset_), vestingFloor_, vestingCap_);
        emit CapChanged(0, cap());
    }

    function asset() external view returns (address) {
        return address(_asset);
    }

    function totalAssets() external view returns (uint256) {
        return _nav(_ledger, _stream);
    }

    function convertToShares(uint256 assets) external view returns (uint256) {
        return _toSharesDown(assets, _ledger);
    }

    function convertToAssets(uint256 shares) external view returns (uint256) {
        return _toAssetsDown(shares, _ledger);
    }

    function previewDeposit(uint256 assets) external view returns (uint256) {
        return _toSharesDown(assets, _ledger);
    }

    function previewMint(uint256 shares) external view returns (uint256) {
        return _toAssetsUp(shares, _ledger);
    }

    function previewWithdraw(uint256 assets) external view returns (uint256) {
        return _toSharesUp(assets, _ledger);
    }

    function previewRedeem(uint256 shares) external view returns (uint256) {
        return _toAssetsDown(shares, _ledger);
    }

    function maxDeposit(address) external view returns (uint256) {
        return _maxDeposit(_ledger);
    }

    function maxMint(address) external view returns (uint256) {
        Ledger ledger = _ledger;
        uint256 assets = _maxDeposit(ledger);
        return assets == 0 ? 0 : _toSharesDown(assets, ledger);
    }

    function maxWithdraw(address owner) external view returns (uint256) {
        Ledger ledger = _ledger;
        if (_isDue(_stream)) return 0;
        return Math.min(_toAssetsDown(balanceOf(owner), ledger), ledger.cash());
    }

    function maxRedeem(address owner) external view returns (uint256) {
        Ledger ledger = _ledger;
        if (_isDue(_stream)) return 0;
        uint256 shares = balanceOf(owner);
        uint256 cash = ledger.cash();
        if (_toAssetsDown(shares, ledger) <= cash) return shares;
        // The most shares that are worth no more than the cash: one less than the fewest worth one unit more.
        return _toSharesUp(cash + 1, ledger) - 1;
    }

    /// @inheritdoc IGpuYieldVault
    function state() external view returns (VaultState memory s) {
        Ledger ledger = _ledger;
        Stream stream = _stream;
        (s.value, s.locked) = _valueAndLocked(ledger, stream);
        s.cash = ledger.cash();
        s.nav = Math.saturatingSub(s.cash + s.value, s.locked);
        s.totalAssets = s.nav;
        s.totalSupply = ledger.supply();
        s.vestsAt = uint40(Math.ceilDiv(stream.end(), 1 << StreamLib.TIME_BITS));
        s.nextDue = uint40(stream.nextDue());
    }

    /// @inheritdoc IGpuYieldVault
    function entryPrice() external view returns (uint256) {
        return _toAssetsDown(10 ** decimals() * PRICE_SCALE, _ledger);
    }

    /// @inheritdoc IGpuYieldVault
    function exitPrice() external view returns (uint256) {
        return _toAssetsDown(10 ** decimals() * PRICE_SCALE, _ledger);
    }

    /// @inheritdoc IGpuYieldVault
    function value() external view returns (uint256 valueDown) {
        (valueDown, ) = _valueAndLocked(_ledger, _stream);
    }

    /// @inheritdoc IGpuYieldVault
    function cap() public view returns (uint256) {
        return _ledger.cap() * _wholeToken;
    }

    /// @inheritdoc IGpuYieldVault
    function paused() external view returns (bool) {
        return _stream.isPaused();
    }

    /// @inheritdoc IGpuYieldVault
    function share() external view returns (address) {
        return address(this);
    }

    /// @inheritdoc IGpuYieldVault
    function vault(address asset_) external view returns (address) {
        return asset_ == address(_asset) ? address(this) : address(0);
    }

    // --- shared by actions and views ---

    /// @dev NAV, base units: entries. Integers are rounded so that it is never too high.
    function _nav(Ledger ledger, Stream stream) internal view returns (uint256) {
        (uint256 valueDown, uint256 lockedUp) = _valueAndLocked(ledger, stream);
        return Math.saturatingSub(ledger.cash() + valueDown, lockedUp);
    }

    /// @dev Value rounded down and locked rounded up, base units, as of now.
    ///      Without shares nothing is locked: there is nobody to stream to, and the next depositor must not be the one.
    function _valueAndLocked(Ledger ledger, Stream stream) internal view returns (uint256 valueDown, uint256 lockedUp) {
        ValueLine line = _line;
        int256 fine = line.valueAt(block.timestamp);
        if (_isDue(stream)) fine += _lookAhead(line.slope());
        valueDown = uint256(SignedMath.max(fine, 0)) >> ValueLineLib.FINE_BITS;
        if (ledger.supply() != 0) {
            lockedUp = Math.ceilDiv(stream.lockedUpAt(block.timestamp), 1 << ValueLineLib.FINE_BITS);
        }
    }

    function _toSharesDown(uint256 assets, Ledger ledger) internal view returns (uint256) {
        return SharesMath.toSharesDown(assets, _nav(ledger, _stream), ledger.supply());
    }

    function _toSharesUp(uint256 assets, Ledger ledger) internal view returns (uint256) {
        return SharesMath.toSharesUp(assets, _nav(ledger, _stream), ledger.supply());
    }

    function _toAssetsDown(uint256 shares, Ledger ledger) internal view returns (uint256) {
        return SharesMath.toAssetsDown(shares, _nav(ledger, _stream), ledger.supply());
    }

    function _toAssetsUp(uint256 shares, Ledger ledger) internal view returns (uint256) {
        return SharesMath.toAssetsUp(shares, _nav(ledger, _stream), ledger.supply());
    }

    /// @dev What deposits may still add to the NAV under the cap, base units. Nothing after a total loss: a share that
    ///      is worth nothing has no price.
    function _roomUnderCap(Ledger ledger, uint256 nav) internal view returns (uint256) {
        if (nav == 0 && ledger.supply() != 0) return 0;
        return Math.saturatingSub(ledger.cap() * _wholeToken, nav);
    }

    function _isDue(Stream stream) internal view returns (bool) {
        return block.timestamp >= stream.nextDue();
    }

    function _maxDeposit(Ledger ledger) private view returns (uint256) {
        Stream stream = _stream;
        if (stream.isPaused() || _isDue(stream)) return 0;
        uint256 nav = _nav(ledger, stream);
        uint256 sharesLeft = type(uint128).max - ledger.supply();
        uint256 worthOfSharesLeft = SharesMath.toAssetsDown(sharesLeft, nav, ledger.supply());
        return Math.min(_roomUnderCap(ledger, nav), worthOfSharesLeft);
    }

    /// @dev What the next due items change in the value, fine units, as far as a user's call would carry them out. Where
    ///      more are due, the value is that of the first second not looked into.
    function _lookAhead(uint256 slope) private view returns (int256 change) {
        int256 slopeChange;
        uint256 nextDue;
        (change, slopeChange, nextDue, ) = IFacilityBook(book).previewSync(DUE_ITEMS);
        if (nextDue < block.timestamp) change += (int256(slope) + slopeChange) * int256(block.timestamp - nextDue);
    }

    function _shareDecimals(IERC20 asset_) private view returns (uint8) {
        uint8 decimals_ = IERC20Metadata(address(asset_)).decimals();
        if (decimals_ < MIN_DECIMALS || decimals_ > MAX_DECIMALS) {
            revert GpuYieldVault_DecimalsOutOfRange(decimals_, MIN_DECIMALS, MAX_DECIMALS);
        }
        return decimals_ + SharesMath.DECIMALS_OFFSET;
    }
}

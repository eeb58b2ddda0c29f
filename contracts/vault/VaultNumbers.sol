// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";
import {IFacilityBook} from "../interfaces/IFacilityBook.sol";
import {IGpuYieldVault, Lane, LatenessChange, VaultState, VaultTerms} from "../interfaces/IGpuYieldVault.sol";
import {RedemptionQueue} from "../RedemptionQueue.sol";
import {Lateness} from "./Lateness.sol";
import {Ledger} from "./Ledger.sol";
import {SharesMath} from "./SharesMath.sol";
import {ShareToken} from "./ShareToken.sol";
import {Stream, StreamLib} from "./Stream.sol";
import {ValueLine, ValueLineLib} from "./ValueLine.sol";

/// @title VaultNumbers
/// @notice The numbers of the vault, three words of them and two more while something is late, and every way to read
///         them. Nothing here changes any.
/// @dev Actions and previews use the same conversions, which read: ledger, line, stream. While a due item waits, views
///      add what the book says it will change; actions have it carried out first, so both see the same numbers.
abstract contract VaultNumbers is IGpuYieldVault, ShareToken {
    /// @dev Due items that a user's own call, or a view, works off.
    uint256 internal constant DUE_ITEMS = 4;
    uint32 private constant LONGEST_VESTING = 366 days;
    uint8 private constant MIN_DECIMALS = 6;
    uint8 private constant MAX_DECIMALS = 18;
    uint16 private constant MAX_LATE_LIMIT_BPS = 1_000;
    uint256 private constant PRICE_SCALE = 1e12;
    uint256 private constant BPS = 10_000;

    IERC20 internal immutable _asset;
    uint256 private immutable _wholeToken; // base units
    /// @inheritdoc IGpuYieldVault
    uint32 public immutable vestingFloor; // seconds
    /// @inheritdoc IGpuYieldVault
    uint32 public immutable vestingCap; // seconds
    /// @inheritdoc IGpuYieldVault
    uint16 public immutable lateLimitBps; // of NAV

    ValueLine internal _line; // slot: value [fine, signed] 128 · slope [fine/s] 96 · since [s] 32
    Stream internal _stream; // slot: locked [fine] 128 · from [s] 32 · end [2^-24 s] 56 · next due [s] 32 · paused 1 · late 1
    Lateness internal _lateness; // two slots, read only while the stream's late flag is set
    /// @inheritdoc IGpuYieldVault
    address public book; // slot: bound once

    constructor(
        IERC20 asset_,
        VaultTerms memory terms
    )
        ShareToken(
            terms.name,
            terms.symbol,
            _shareDecimals(asset_),
            address(new RedemptionQueue(this, asset_, terms.epochLength))
        )
    {
        (uint32 floor, uint32 longest) = (terms.vestingFloor, terms.vestingCap);
        if (floor == 0 || floor > longest || longest > LONGEST_VESTING) {
            revert GpuYieldVault_VestingOutOfRange(floor, longest, LONGEST_VESTING);
        }
        if (terms.lateLimitBps > MAX_LATE_LIMIT_BPS) {
            revert GpuYieldVault_LateLimitOutOfRange(terms.lateLimitBps, MAX_LATE_LIMIT_BPS);
        }
        _asset = asset_;
        _wholeToken = 10 ** IERC20Metadata(address(asset_)).decimals();
        vestingFloor = floor;
        vestingCap = longest;
        lateLimitBps = terms.lateLimitBps;
        _ledger = _ledger.withCap(terms.capWholeTokens);
        _line = ValueLineLib.pack(0, 0, block.timestamp);
        _stream = _stream.withNextDue(StreamLib.NEVER);
        emit VaultOpened(address(asset_), floor, longest, terms.lateLimitBps, _queue);
        emit CapChanged(0, cap());
    }

    function asset() external view returns (address) {
        return address(_asset);
    }

    function totalAssets() external view returns (uint256) {
        return _exitValue(_ledger, _stream);
    }

    function convertToShares(uint256 assets) external view returns (uint256) {
        Ledger ledger = _ledger;
        return SharesMath.toSharesDown(assets, _exitValue(ledger, _stream), ledger.supply());
    }

    function convertToAssets(uint256 shares) external view returns (uint256) {
        return _paidDown(shares, _ledger);
    }

    function previewDeposit(uint256 assets) external view returns (uint256) {
        Ledger ledger = _ledger;
        return SharesMath.toSharesDown(assets, _nav(ledger, _stream), ledger.supply());
    }

    function previewMint(uint256 shares) external view returns (uint256) {
        Ledger ledger = _ledger;
        return SharesMath.toAssetsUp(shares, _nav(ledger, _stream), ledger.supply());
    }

    function previewWithdraw(uint256 assets) external view returns (uint256) {
        Ledger ledger = _ledger;
        return SharesMath.toSharesUp(assets, _exitValue(ledger, _stream), ledger.supply());
    }

    function previewRedeem(uint256 shares) external view returns (uint256) {
        return _paidDown(shares, _ledger);
    }

    function maxDeposit(address) external view returns (uint256) {
        (Lane entries, uint256 most, ) = _entryLane(_ledger, _stream);
        return entries == Lane.Open ? most : 0;
    }

    function maxMint(address) external view returns (uint256) {
        Ledger ledger = _ledger;
        (Lane entries, uint256 most, uint256 nav) = _entryLane(ledger, _stream);
        return entries == Lane.Open ? SharesMath.toSharesDown(most, nav, ledger.supply()) : 0;
    }

    function maxWithdraw(address owner) external view returns (uint256) {
        (Lane exits, uint256 free, uint256 exitValue) = _exitLane(_ledger, _stream);
        if (exits != Lane.Open) return 0;
        return Math.min(SharesMath.toAssetsDown(balanceOf(owner), exitValue, _ledger.supply()), free);
    }

    function maxRedeem(address owner) external view returns (uint256) {
        Ledger ledger = _ledger;
        (Lane exits, uint256 free, uint256 exitValue) = _exitLane(ledger, _stream);
        if (exits != Lane.Open) return 0;
        uint256 shares = balanceOf(owner);
        if (SharesMath.toAssetsDown(shares, exitValue, ledger.supply()) <= free) return shares;
        // The most shares that are worth no more than the cash: one less than the fewest worth one unit more.
        return SharesMath.toSharesUp(free + 1, exitValue, ledger.supply()) - 1;
    }

    /// @inheritdoc IGpuYieldVault
    function lanes() external view returns (Lane entries, Lane exits) {
        Ledger ledger = _ledger;
        (entries, , ) = _entryLane(ledger, _stream);
        (exits, , ) = _exitLane(ledger, _stream);
    }

    /// @inheritdoc IGpuYieldVault
    function state() external view returns (VaultState memory s) {
        Ledger ledger = _ledger;
        Stream stream = _stream;
        (s.value, s.locked) = _valueAndLocked(ledger, stream);
        s.cash = ledger.cash();
        s.nav = _nav(ledger, stream);
        s.totalAssets = _exitValue(ledger, stream);
        s.unrealisedLoss = s.nav - s.totalAssets;
        s.totalSupply = ledger.supply();
        s.freeCash = _freeCash(ledger, s.totalAssets);
        (, s.watched, s.ended) = _latenessNow(stream);
        s.vestsAt = uint40(Math.ceilDiv(stream.end(), 1 << StreamLib.TIME_BITS));
        s.nextDue = uint40(stream.nextDue());
    }

    /// @inheritdoc IGpuYieldVault
    function entryPrice() external view returns (uint256) {
        Ledger ledger = _ledger;
        return SharesMath.toAssetsDown(10 ** decimals() * PRICE_SCALE, _nav(ledger, _stream), ledger.supply());
    }

    /// @inheritdoc IGpuYieldVault
    function exitPrice() external view returns (uint256) {
        return _paidDown(10 ** decimals() * PRICE_SCALE, _ledger);
    }

    /// @inheritdoc IGpuYieldVault
    function exitBelowEntry() external view returns (bool) {
        return _unrealisedLossUp(_stream) != 0;
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
    function queue() external view returns (address) {
        return _queue;
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

    /// @dev What leavers share, base units: the NAV less what is unrealised. Rounded so that it is never too high.
    function _exitValue(Ledger ledger, Stream stream) internal view returns (uint256) {
        return Math.saturatingSub(_nav(ledger, stream), _unrealisedLossUp(stream));
    }

    /// @dev Base units, rounded up. One flag, in a word already read, says that there is none.
    function _unrealisedLossUp(Stream stream) internal view returns (uint256) {
        (int256 fine, , ) = _latenessNow(stream);
        return Math.ceilDiv(uint256(SignedMath.max(fine, 0)), 1 << ValueLineLib.FINE_BITS);
    }

    /// @dev Cash that closed redemption epochs do not wait for, base units. Empty, the queue costs one read.
    function _freeCash(Ledger ledger, uint256 exitValue) internal view returns (uint256) {
        uint256 held = balanceOf(_queue);
        if (held == 0) return ledger.cash();
        uint256 wanted = RedemptionQueue(_queue).closedShares(held);
        return Math.saturatingSub(ledger.cash(), SharesMath.toAssetsUp(wanted, exitValue, ledger.supply()));
    }

    /// @dev Who deposits while much is late, or while arrears still vest, would share in what others waited for.
    function _isTooMuchLate(Stream stream, uint256 nav) internal view returns (bool) {
        return stream.isLate() && _watched() * BPS > nav * lateLimitBps;
    }

    /// @dev Base units, rounded up to whole tokens.
    function _watched() internal view returns (uint256) {
        return _lateness.watched * _wholeToken;
    }

    /// @dev What deposits may still add to the NAV under the cap, base units.
    function _roomUnderCap(Ledger ledger, uint256 nav) internal view returns (uint256) {
        return Math.saturatingSub(ledger.cap() * _wholeToken, nav);
    }

    function _isDue(Stream stream) internal view returns (bool) {
        return block.timestamp >= stream.nextDue();
    }

    /// @dev Why entries are shut, or the most that may enter, base units, and the NAV that prices it.
    function _entryLane(Ledger ledger, Stream stream) private view returns (Lane lane, uint256 most, uint256 nav) {
        if (stream.isPaused()) return (Lane.Paused, 0, 0);
        if (_isDue(stream)) return (Lane.Due, 0, 0);
        nav = _nav(ledger, stream);
        if (nav == 0 && ledger.supply() != 0) return (Lane.NothingLeft, 0, nav);
        if (_isTooMuchLate(stream, nav)) return (Lane.Late, 0, nav);
        uint256 supply = ledger.supply();
        uint256 worthOfSharesLeft = SharesMath.toAssetsDown(type(uint128).max - supply, nav, supply);
        most = Math.min(_roomUnderCap(ledger, nav), worthOfSharesLeft);
        lane = most == 0 ? Lane.CapReached : Lane.Open;
    }

    /// @dev Why exits are shut, or the cash for them, base units, and the value that prices them.
    function _exitLane(Ledger ledger, Stream stream) private view returns (Lane lane, uint256 free, uint256 exitValue) {
        if (_isDue(stream)) return (Lane.Due, 0, 0);
        exitValue = _exitValue(ledger, stream);
        free = _freeCash(ledger, exitValue);
        lane = free == 0 ? Lane.NoCash : Lane.Open;
    }

    function _paidDown(uint256 shares, Ledger ledger) private view returns (uint256) {
        return SharesMath.toAssetsDown(shares, _exitValue(ledger, _stream), ledger.supply());
    }

    /// @dev What the next due items change in the value, fine units, as far as a user's call would carry them out. Where
    ///      more are due, the value is that of the first second not looked into.
    function _lookAhead(uint256 slope) private view returns (int256 change) {
        int256 slopeChange;
        uint256 nextDue;
        (change, slopeChange, nextDue, , ) = IFacilityBook(book).previewSync(DUE_ITEMS);
        if (nextDue < block.timestamp) change += (int256(slope) + slopeChange) * int256(block.timestamp - nextDue);
    }

    /// @dev What is late, due items looked ahead to as for the value: unrealised loss [fine], watched value [base units],
    ///      facilities at the end of their line.
    function _latenessNow(Stream stream) private view returns (int256 loss, uint256 watched, uint256 ended) {
        bool due = _isDue(stream);
        if (!due && !stream.isLate()) return (0, 0, 0);
        Lateness memory late = _lateness;
        if (due) {
            (, , uint256 nextDue, , LatenessChange memory ahead) = IFacilityBook(book).previewSync(DUE_ITEMS);
            late = late.turnedAt(block.timestamp, ahead);
            if (nextDue < block.timestamp) loss -= int256(late.slope) * int256(block.timestamp - nextDue);
        }
        loss += late.lossAt(block.timestamp);
        (watched, ended) = (late.watched * _wholeToken, late.ended);
    }

    function _shareDecimals(IERC20 asset_) private view returns (uint8) {
        uint8 decimals_ = IERC20Metadata(address(asset_)).decimals();
        if (decimals_ < MIN_DECIMALS || decimals_ > MAX_DECIMALS) {
            revert GpuYieldVault_DecimalsOutOfRange(decimals_, MIN_DECIMALS, MAX_DECIMALS);
        }
        return decimals_ + SharesMath.DECIMALS_OFFSET;
    }
}

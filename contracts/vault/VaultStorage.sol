// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IGpuYieldVault, VaultTerms} from "../interfaces/IGpuYieldVault.sol";
import {RedemptionQueue} from "../RedemptionQueue.sol";
import {AccrualLine, AccrualLineLib} from "./AccrualLine.sol";
import {AccrualSchedule} from "./AccrualSchedule.sol";
import {DrawNotices} from "./DrawNotices.sol";
import {FeeMark, FeeMarkLib} from "./FeeMark.sol";
import {Markdown} from "./Markdown.sol";
import {SharesMath} from "./SharesMath.sol";
import {ShareToken} from "./ShareToken.sol";
import {VestingSchedule, VestingScheduleLib} from "./VestingSchedule.sol";

/// @title VaultStorage
/// @notice Everything the vault remembers, and what it is opened with. A deposit or an exit reads three words of it
///         (totals, line, vesting) beside balances, and writes the first.
abstract contract VaultStorage is IGpuYieldVault, ShareToken {
    uint16 internal constant MAX_FEE_BPS = 2_000;
    uint32 private constant LONGEST_VESTING = 366 days;
    uint16 private constant MAX_DELINQUENCY_LIMIT_BPS = 1_000;
    uint32 private constant LONGEST_TICK = 1 days;
    uint32 private constant SHORTEST_MARKDOWN = 7 days;
    uint32 private constant LONGEST_MARKDOWN = 365 days;
    uint8 private constant MIN_DECIMALS = 6;
    uint8 private constant MAX_DECIMALS = 18;

    IERC20 internal immutable _asset;
    uint256 internal immutable _wholeToken; // base units
    uint256 internal immutable _vestingFloor; // seconds
    uint256 internal immutable _vestingCap; // seconds
    uint256 internal immutable _delinquencyLimitBps; // of NAV
    uint256 internal immutable _toleranceBps; // of NAV
    uint256 internal immutable _tick; // seconds
    uint256 internal immutable _markdownTicks;

    AccrualLine internal _line; // slot: value [X32, signed] 128 · slope [X32/s] 96 · since [s] 32
    // slot: locked [X32] 128 · from [s] 32 · end [2^-24 s] 56 · next kink [s] 32 · flags 8
    VestingSchedule internal _vesting;
    Markdown internal _markdown; // two slots, read only while the vesting word's delinquent flag is set
    VestingSchedule internal _restricted; // slot: as `_vesting`, of restricted income alone; read only while it is set
    DrawNotices internal _notices; // slot: twice lowest NAV [base units] 96 · end [s] 32; read only while one is alive
    AccrualSchedule internal _schedule; // what changes later
    FeeMark internal _feeMark; // slot: source cash [base units, signed] 96 · mark [base units] 96 · bps 16 · carried 1
    address internal _feeRecipient; // slot: address 160 · carried 96
    uint96 internal _feeCarried; // base units; owed when the fee was changed, not paid; counts while the mark says so
    uint256 internal _feeBase; // base units; what payouts took off source cash and mark
    /// @inheritdoc IGpuYieldVault
    mapping(address account => bool) public isSource;
    address[] internal _sources;

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
        _checkTerms(terms);
        _asset = asset_;
        _wholeToken = 10 ** IERC20Metadata(address(asset_)).decimals();
        (_vestingFloor, _vestingCap, _delinquencyLimitBps) = (
            terms.vestingFloor,
            terms.vestingCap,
            terms.delinquencyLimitBps
        );
        _toleranceBps = terms.toleranceBps;
        (_tick, _markdownTicks) = (terms.tick, terms.markdownPeriod / terms.tick);
        _totals = _totals.withCap(terms.capWholeTokens);
        _line = AccrualLineLib.pack(0, 0, block.timestamp);
        _vesting = _vesting.withNextKink(VestingScheduleLib.NEVER);
        (_markdown.mark, _markdown.since) = (1, uint40(block.timestamp));
        _feeMark = FeeMarkLib.pack(0, 0, terms.feeBps, false);
        _feeRecipient = terms.feeRecipient;
        emit VaultOpened(address(asset_), terms, _queue);
    }

    function _checkTerms(VaultTerms memory terms) private pure {
        (uint256 floor, uint256 longest) = (terms.vestingFloor, terms.vestingCap);
        if (floor == 0 || floor > longest || longest > LONGEST_VESTING) {
            revert GpuYieldVault_VestingOutOfRange(floor, longest, LONGEST_VESTING);
        }
        if (terms.delinquencyLimitBps > MAX_DELINQUENCY_LIMIT_BPS) {
            revert GpuYieldVault_DelinquencyLimitOutOfRange(terms.delinquencyLimitBps, MAX_DELINQUENCY_LIMIT_BPS);
        }
        if (terms.toleranceBps > terms.delinquencyLimitBps) {
            revert GpuYieldVault_ToleranceAboveDelinquencyLimit(terms.toleranceBps, terms.delinquencyLimitBps);
        }
        (uint256 tick, uint256 period) = (terms.tick, terms.markdownPeriod);
        bool isPeriodInRange = period >= SHORTEST_MARKDOWN && period <= LONGEST_MARKDOWN;
        if (tick == 0 || tick > LONGEST_TICK || !isPeriodInRange || period % tick != 0) {
            revert GpuYieldVault_GridOutOfRange(tick, period);
        }
        if (terms.feeBps > MAX_FEE_BPS) revert GpuYieldVault_FeeAboveCap(terms.feeBps, MAX_FEE_BPS);
        if (terms.feeRecipient == address(0)) revert GpuYieldVault_ZeroAddress();
    }

    function _shareDecimals(IERC20 asset_) private view returns (uint8) {
        uint8 decimals_ = IERC20Metadata(address(asset_)).decimals();
        if (decimals_ < MIN_DECIMALS || decimals_ > MAX_DECIMALS) {
            revert GpuYieldVault_DecimalsOutOfRange(decimals_, MIN_DECIMALS, MAX_DECIMALS);
        }
        return decimals_ + SharesMath.DECIMALS_OFFSET;
    }
}

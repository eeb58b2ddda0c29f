// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccrualSchedule} from "../../../contracts/vault/AccrualSchedule.sol";
import {Curve} from "../../../contracts/vault/Curve.sol";
import {Kink, KinkLib, MarkdownLib, MarkdownWord} from "../../../contracts/vault/Kinks.sol";
import {TimeBitmap} from "../../../contracts/vault/TimeBitmap.sol";
import {VestingScheduleLib} from "../../../contracts/vault/VestingSchedule.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice What lies ahead, carried out in order, held against a plain list of events of which each counts by itself.
contract AccrualScheduleTest is SolidityTest {
    /// @dev From its tick on.
    struct Change {
        uint256 tick;
        int256 slope; // X32 per second
        int256 lossSlope; // X32 per second
        int256 delinquent; // whole tokens
    }

    uint256 private constant MANY = 96; // ticks in one call
    uint256 private constant PAGE = 256; // ticks of one word

    AccrualSchedule private _schedule;
    Change[] private _changes;

    // --- where the ticks lie ---

    function test_whereNothingLiesAheadOnlyTimePasses() public {
        _expect(0, 10_000, 1, 300, MANY, 0, VestingScheduleLib.NEVER);
        _expect(10_000, 10_000, 1, 300, MANY, 0, VestingScheduleLib.NEVER);
    }

    function test_neighboursAcrossTheEndOfAPage() public {
        for (uint256 tick = 2 * PAGE - 2; tick < 2 * PAGE + 2; ++tick) _kink(tick, int256(tick));
        for (uint256 due = 0; due < 4; ++due) {
            _expect(2 * PAGE - 2, 2 * PAGE - 2 + due, 1, 300, MANY, due + 1, _tickOr(due < 3, 2 * PAGE - 1 + due));
        }
        _expect(2 * PAGE - 1, 3 * PAGE, 1, 300, MANY, 3, VestingScheduleLib.NEVER);
        _expect(2 * PAGE, 3 * PAGE, 1, 300, MANY, 2, VestingScheduleLib.NEVER);
    }

    function test_firstAndLastTickOfAPage() public {
        _kink(0, 1);
        _kink(PAGE - 1, 2);
        _kink(PAGE, 4);
        _kink(3 * PAGE - 1, 8);
        _expect(0, 0, 1, 300, MANY, 1, PAGE - 1);
        _expect(0, PAGE - 1, 1, 300, MANY, 2, PAGE);
        _expect(0, PAGE, 1, 300, MANY, 3, 3 * PAGE - 1);
        _expect(1, 3 * PAGE, 1, 300, MANY, 3, VestingScheduleLib.NEVER);
        _expect(PAGE - 1, 3 * PAGE, 1, 300, MANY, 3, VestingScheduleLib.NEVER);
        _expect(PAGE + 1, 3 * PAGE, 1, 300, MANY, 1, VestingScheduleLib.NEVER);
    }

    function test_ticksFarApart() public {
        for (uint256 tick = 3; tick < 1 << 31; tick *= 200) _kink(tick, int256(tick));
        _expect(0, 2, 1, 300, MANY, 0, 3);
        _expect(0, 3, 1, 300, MANY, 1, 600);
        _expect(0, 600, 1, 300, MANY, 2, 120_000);
        _expect(0, 120_000, 1, 300, MANY, 3, 24_000_000);
        _expect(0, 1 << 31, 1, 300, MANY, 4, VestingScheduleLib.NEVER);
        _expect(601, 1 << 31, 1, 300, MANY, 2, VestingScheduleLib.NEVER);
    }

    function test_aTickBeyondTheEndOfTimeNeverComes() public {
        _kink(2_000_000_000, 1);
        _expect(0, 1 days, 10, 300, MANY, 0, VestingScheduleLib.NEVER);
    }

    // --- markdowns ---

    function test_aMarkdownEndsOnePeriodAfterItStarts() public {
        uint256[6] memory periods = [uint256(7), 255, 256, 257, 300, 2_160];
        uint256[5] memory starts = [uint256(0), 1, 255, 256, 511];
        for (uint256 i = 0; i < periods.length; ++i) {
            for (uint256 k = 0; k < starts.length; ++k) {
                (uint256 start, uint256 period) = (starts[k], periods[i]);
                _markdown(start, period, 5);
                _expect(start, start, 1, period, MANY, 1, start + period);
                _expect(start + 1, start + period - 1, 1, period, MANY, 0, start + period);
                _expect(start + 1, start + period, 1, period, MANY, 1, VestingScheduleLib.NEVER);
                _expect(0, start + 2 * period, 1, period, MANY, 2, VestingScheduleLib.NEVER);
                _markdown(start, period, 0);
            }
        }
    }

    function test_endsOfAPageBelongToTwoWords() public {
        uint256 period = 300;
        for (uint256 start = PAGE - 3; start < PAGE + 3; ++start) _markdown(start, period, 1 + start);
        _expect(PAGE, 2 * period, 1, period, MANY, 3 + 6, VestingScheduleLib.NEVER);
        _expect(PAGE + period - 4, 2 * period, 1, period, MANY, 6, VestingScheduleLib.NEVER);
        _expect(PAGE + period, 2 * period, 1, period, MANY, 3, VestingScheduleLib.NEVER);
    }

    function test_allRowsTurnAtOneTick() public {
        uint256 period = 300;
        _markdown(1_000, period, 5);
        _markdown(1_000 + period, period, 7);
        _kink(1_000 + period, 11);
        _expect(1_000 + period, 1_000 + period, 1, period, MANY, 1, 1_000 + 2 * period);
        Curve memory curve = _carriedOut(1_300, 1_300, 1, period, MANY);
        assertEq(curve.slope, 1_000 + 11, "value slope");
        assertEq(curve.lossSlope, 22 + 7 - 5 - 10, "loss slope: one starts, one ends and falls on");
        assertEq(curve.delinquent, 33 + 7, "delinquent");
        assertTrue(curve.isValueTurned && curve.isMarkdownTurned, "both turned");
    }

    // --- the bound ---

    function test_stopsBeforeTheFirstTickLeftOut() public {
        for (uint256 tick = 250; tick < 260; ++tick) _kink(tick, 1);
        _kink(5_000, 1);
        _expect(250, 9_000, 1, 300, 0, 0, 250);
        _expect(250, 9_000, 1, 300, 6, 6, 256);
        _expect(250, 9_000, 1, 300, 7, 7, 257);
        _expect(250, 9_000, 1, 300, 10, 10, 5_000);
        Curve memory curve = _carriedOut(250, 9_000, 1, 300, 6);
        assertEq(curve.time, 256, "stands there");
        assertTrue(curve.isPending(), "more is due");
    }

    // --- random schedules ---

    function testFuzz_isTheSumOfItsChanges(uint256 seed) public {
        uint256 tickLength = 1 + (_hash(seed, 1) % 3 == 0 ? 0 : _hash(seed, 1) % 86_400);
        uint256 period = 1 + (_hash(seed, 2) % 2 == 0 ? _hash(seed, 2) % 20 : _hash(seed, 2) % 9_000);
        uint256 from = _hash(seed, 3) % 2 == 0 ? _hash(seed, 3) % 1_000 : _hash(seed, 3) % 40_000;
        for (uint256 i = 0; i < 12; ++i) {
            uint256 tick = _someTick(_hash(seed, 10 + i), from);
            if (_has(tick)) continue;
            uint256 kind = _hash(seed, 30 + i) % 3;
            if (kind != 0) _kink(tick, int256(_hash(seed, 50 + i) % 1_000) - 500);
            if (kind != 1) _markdown(tick, period, 1 + (_hash(seed, 70 + i) % 1_000));
        }
        for (uint256 i = 0; i < 4; ++i) {
            uint256 now_ = from + (_hash(seed, 90 + i) % 3 == 0 ? 20 : 12_000);
            now_ = from * tickLength + (_hash(seed, 90 + i) % ((now_ - from) * tickLength));
            if (now_ >= VestingScheduleLib.NEVER) now_ = VestingScheduleLib.NEVER - 1;
            _check(from, now_, tickLength, period, _hash(seed, 100 + i) % 30);
        }
    }

    /// @dev Before and after `from`, close together, or at the edge of a page.
    function _someTick(uint256 seed, uint256 from) private pure returns (uint256) {
        uint256 kind = seed % 4;
        uint256 rest = seed >> 8;
        if (kind == 0) return from + (rest % 16);
        if (kind == 1) return from + (rest % 5_000);
        if (kind == 2) return ((from / PAGE) + 1 + (rest % 3)) * PAGE - 1 + ((rest >> 8) % 2);
        return (from * 2) / 3 + (rest % (from / 2 + 300));
    }

    // --- what is held against what ---

    function _kink(uint256 tick, int256 slope) private {
        uint256 before = _schedule.kinks.words[tick];
        _schedule.kinks.replace(tick, before, Kink.unwrap(KinkLib.pack(slope, 2 * slope, 3 * slope)));
        if (slope != 0) _changes.push(Change(tick, slope, 2 * slope, 3 * slope));
    }

    /// @dev Of so many whole tokens, which lose one X32 a second for each, and depreciate by two thereafter. 0 takes it
    ///      away again.
    function _markdown(uint256 tick, uint256 period, uint256 tokens) private {
        uint256 before = _schedule.markdowns.words[tick];
        MarkdownWord word = MarkdownLib.pack(tokens, 2 * tokens, tokens);
        _schedule.markdowns.replace(tick, before, MarkdownWord.unwrap(word));
        if (tokens == 0) {
            delete _changes;
            return;
        }
        int256 n = int256(tokens);
        _changes.push(Change(tick, 0, n, n));
        _changes.push(Change(tick + period, 0, -3 * n, 0));
    }

    function _expect(
        uint256 from,
        uint256 now_,
        uint256 tickLength,
        uint256 period,
        uint256 most,
        uint256 ticks,
        uint256 next
    ) private {
        Curve memory curve = _check(from, now_, tickLength, period, most);
        assertEq(curve.ticks, ticks, "ticks carried out");
        assertEq(curve.next, next, "the next one");
    }

    function _check(
        uint256 from,
        uint256 now_,
        uint256 tickLength,
        uint256 period,
        uint256 most
    ) private returns (Curve memory curve) {
        curve = _carriedOut(from, now_, tickLength, period, most);
        Curve memory expected = _start(from * tickLength, most);
        (expected.ticks, expected.next) = _cut(from, now_, tickLength, most);
        expected.time = expected.next < now_ ? expected.next : now_;
        _sum(expected, from, tickLength);
        assertEq(curve.ticks, expected.ticks, "ticks");
        assertEq(curve.next, expected.next, "next");
        assertEq(curve.time, expected.time, "time");
        assertEq(curve.value, expected.value, "value");
        assertEq(curve.slope, expected.slope, "slope");
        assertEq(curve.loss, expected.loss, "loss");
        assertEq(curve.lossSlope, expected.lossSlope, "loss slope");
        assertEq(curve.delinquent, expected.delinquent, "delinquent");
        assertEq(curve.isValueTurned, expected.isValueTurned, "value turned");
        assertEq(curve.isMarkdownTurned, expected.isMarkdownTurned, "markdown turned");
    }

    function _carriedOut(
        uint256 from,
        uint256 now_,
        uint256 tickLength,
        uint256 period,
        uint256 most
    ) private returns (Curve memory curve) {
        vm.warp(now_);
        curve = _start(from * tickLength, most);
        _schedule.carryOut(curve, tickLength, period);
    }

    function _start(uint256 time, uint256 most) private pure returns (Curve memory curve) {
        (curve.value, curve.slope, curve.loss, curve.lossSlope) = (10 ** 15, 1_000, 50, 0);
        (curve.time, curve.next, curve.most) = (time, time, most);
    }

    /// @dev How many ticks are carried out, and the second of the first that is not.
    function _cut(
        uint256 from,
        uint256 now_,
        uint256 tickLength,
        uint256 most
    ) private view returns (uint256 ticks, uint256 next) {
        uint256 tick = _nextTick(from);
        while (tick != TimeBitmap.NONE && tick * tickLength <= now_ && ticks < most) {
            ++ticks;
            tick = _nextTick(tick + 1);
        }
        next = tick * tickLength;
        if (next > VestingScheduleLib.NEVER) next = VestingScheduleLib.NEVER;
    }

    /// @dev What each change before `curve.next` comes to by the curve's time.
    function _sum(Curve memory curve, uint256 from, uint256 tickLength) private view {
        int256 passed = int256(curve.time) - int256(from * tickLength);
        curve.value -= curve.slope * passed;
        for (uint256 i = 0; i < _changes.length; ++i) {
            Change memory change = _changes[i];
            uint256 second = change.tick * tickLength;
            if (change.tick < from || second > curve.time || second >= curve.next) continue;
            passed = int256(curve.time - second);
            curve.value -= change.slope * passed;
            curve.loss += change.lossSlope * passed;
            curve.slope += change.slope;
            curve.lossSlope += change.lossSlope;
            curve.delinquent += change.delinquent;
            if (change.slope != 0) curve.isValueTurned = true;
            if (change.lossSlope != 0) curve.isMarkdownTurned = true;
        }
    }

    function _nextTick(uint256 from) private view returns (uint256 next) {
        next = TimeBitmap.NONE;
        for (uint256 i = 0; i < _changes.length; ++i) {
            uint256 tick = _changes[i].tick;
            if (tick >= from && tick < next) next = tick;
        }
    }

    function _has(uint256 tick) private view returns (bool) {
        return _schedule.kinks.words[tick] != 0 || _schedule.markdowns.words[tick] != 0;
    }

    function _tickOr(bool isThere, uint256 tick) private pure returns (uint256) {
        return isThere ? tick : VestingScheduleLib.NEVER;
    }

    function _hash(uint256 seed, uint256 salt) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, salt)));
    }
}

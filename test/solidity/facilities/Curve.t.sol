// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Curve, CurveLib, Future, Part} from "../../../contracts/facilities/lib/Curve.sol";
import {KinkEntry, KinkKind, Posting} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {Kink, MarkdownWord} from "../../../contracts/vault/Kinks.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice One facility as a function of time, held against direct arithmetic: seconds that are counted, differences of
///         neighbouring seconds, and changes that are carried out one by one.
contract CurveTest is SolidityTest {
    uint256 private constant TICK = 1 hours;
    uint256 private constant MARKDOWN = 90 days;
    uint256 private constant NOW = 500_000 * TICK + 1_234; // off the grid
    uint256 private constant BASE_UNIT = 1 << 32;

    function setUp() public {
        vm.warp(NOW);
    }

    // --- by hand ---

    function test_hardwareThatHasNotBegun() public pure {
        Curve memory c = Curve(100 * BASE_UNIT, 3, 0, 1_000 * TICK, 0, MARKDOWN);
        assertEq(c.endOf(), 0, "no end is planned without a deadline");
        assertEq(c.valueAt(1e12), 100 * BASE_UNIT + 3 * 1_000 * TICK, "flat for ever");
        c.deadline = 700_000 * TICK;
        assertEq(c.endOf(), 701_000 * TICK, "a life after the deadline");
        assertEq(c.valueAt(c.deadline), 100 * BASE_UNIT + 3 * 1_000 * TICK, "it starts from its value");
        assertEq(c.valueAt(c.deadline + 1), c.valueAt(c.deadline) - 3, "and falls");
        assertFalse(c.isDelinquentAt(c.deadline - 1), "not a second earlier");
        assertTrue(c.isDelinquentAt(c.deadline), "delinquent in that second");
        assertEq(c.lossAt(c.deadline), 0, "no step");
        assertEq(c.valueAt(c.deadline + 1_000 * TICK), 100 * BASE_UNIT, "salvage, a life later");
    }

    /// @dev A loan of 1,000 units: perSecond = ⌈1,000 · 2^32 / M⌉ = 552,337, and M of it exceed the value by 5,216,000
    ///      of 2^32.
    function test_aLoanIsMarkedDownInAStraightLine() public pure {
        Curve memory c = Curve(1_000 * BASE_UNIT, 0, 0, 0, 600_000 * TICK, MARKDOWN);
        uint256 perSecond = (1_000 * BASE_UNIT) / MARKDOWN + 1;
        assertEq(perSecond, 552_337, "the slope of its loss");
        assertEq(c.lossSlopeUp(), perSecond, "rounded up");
        assertEq(c.lossAt(c.deadline + 1), perSecond, "a second");
        assertEq(c.lossAt(c.deadline + 45 days), perSecond * 45 days, "half of it");
        uint256 above = c.lossAt(c.deadline + MARKDOWN) - 1_000 * BASE_UNIT;
        assertEq(above, perSecond * MARKDOWN - 1_000 * BASE_UNIT, "what rounding brought");
        assertLt(above, BASE_UNIT, "less than a base unit");
        assertEq(c.lossAt(c.deadline + 10 * MARKDOWN), c.lossAt(c.deadline + MARKDOWN), "and there it stays");
    }

    // --- value and loss ---

    function testFuzz_valueIsSalvageAndTheSecondsThatAreLeft(uint256 seed, uint256 when) public pure {
        Curve memory c = _curve(seed);
        uint256 t = bound(when, NOW, NOW + 2_000 days);
        assertEq(c.valueAt(t), c.salvage + c.slope * _secondsLeft(c, t), "8");
        assertGe(c.valueAt(t), c.valueAt(t + 1), "8: never rises");
        if (c.endOf() != 0) assertEq(c.valueAt(c.endOf()), c.salvage, "8: salvage at the end of life");
    }

    function testFuzz_lossGrowsToAllThereIsThen(uint256 seed, uint256 when) public pure {
        Curve memory c = _curve(seed);
        uint256 t = bound(when, NOW, NOW + 2_000 days);
        if (c.deadline == 0 || t < c.deadline) {
            assertEq(c.lossAt(t), 0, "nothing is forgone");
            return;
        }
        uint256 end = c.deadline + MARKDOWN;
        uint256 perSecond = Math.ceilDiv(c.salvage + c.slope * _secondsLeft(c, end), MARKDOWN);
        uint256 extra = perSecond * MARKDOWN - c.valueAt(end);
        assertLt(extra, BASE_UNIT, "rounding brings less than a base unit");
        if (t < end) assertEq(c.lossAt(t), perSecond * (t - c.deadline), "a straight line");
        else assertEq(c.lossAt(t), c.valueAt(t) + extra, "then all of the value");
        assertLe(c.lossAt(t), c.valueAt(t) + extra, "never more than the value");
    }

    // --- what it adds to the vault's numbers ---

    function testFuzz_partIsTheValueAndItsChangeInASecond(uint256 seed, uint256 when, bool wide) public pure {
        Curve memory c = _curve(seed);
        uint256 wholeX32 = _whole(wide);
        uint256 t = bound(when, NOW, NOW + 2_000 days);
        Part memory p = c.partAt(t, wholeX32);
        assertEq(p.value, int256(c.valueAt(t)), "value");
        assertEq(p.slope, int256(c.valueAt(t)) - int256(c.valueAt(t + 1)), "what the next second takes");
        assertEq(p.loss, int256(c.lossAt(t)), "loss");
        bool isDelinquent = c.deadline != 0 && t >= c.deadline;
        int256 lossSlope = isDelinquent ? int256(c.lossAt(t + 1)) - int256(c.lossAt(t)) : int256(0);
        assertEq(p.lossSlope, lossSlope, "what the next second adds to it");
        uint256 tokens = isDelinquent ? Math.ceilDiv(c.valueAt(c.deadline), wholeX32) : 0;
        assertEq(p.delinquent, int256(tokens), "whole tokens of the value it had then");
    }

    /// @dev Whatever comes is planned: carried out by hand, it ends where the closed form is.
    function testFuzz_theFutureCarriedOutIsThePartThen(uint256 seed, uint256 when, bool wide) public pure {
        Curve memory c = _curve(seed);
        uint256 wholeX32 = _whole(wide);
        uint256 t = bound(when, NOW, NOW + 2_000 days);
        Part memory p = c.partAt(NOW, wholeX32);
        KinkEntry[] memory ahead = _entriesOf(c, wholeX32);
        _follow(p, t);
        for (uint256 i = 0; i < ahead.length; ++i) _carryOut(p, ahead[i], t);
        _assertSame(p, c.partAt(t, wholeX32));
    }

    /// @dev One curve turned into another: what the vault had planned, with the posting, is what the new one plans.
    function testFuzz_aPostingTurnsOneCurveIntoAnother(
        uint256 seed,
        uint256 next,
        uint256 when,
        bool wide
    ) public view {
        (Curve memory a, Curve memory b) = (_curve(seed), _curve(next));
        uint256 kept = uint256(keccak256(abi.encode(next)));
        // A new deadline lies ahead; one that has passed stays as long as it is not cured.
        if (kept & 1 == 0 || (b.deadline != 0 && b.deadline <= NOW)) b.deadline = a.deadline;
        if (kept & 2 == 0) (b.until, b.life) = (a.until, a.life);
        _assertTurns(a, b, bound(when, NOW, NOW + 2_000 days), wide);
    }

    /// @dev What most settlements do: the deadline moves, ahead, and cures what was delinquent. Where depreciation is
    ///      under way, nothing but the markdown is posted, unless it ends on the other side of the markdown's end.
    function testFuzz_aDeadlineMoves(uint256 seed, uint256 ahead, uint256 when, bool wide) public view {
        Curve memory a = _curve(seed);
        Curve memory b = a.copy();
        assertTrue(a.isSameLine(b), "a copy");
        b.deadline = (NOW / TICK + 1 + (ahead % 10_000)) * TICK;
        assertTrue(a.isSameLine(b), "they differ in their deadlines alone");
        // Depreciation that a deadline has begun goes on from there, as managers write down before.
        if (a.until == 0 && a.hasBegunBy(NOW)) (a.until, b.until) = (a.endOf(), a.endOf());
        uint256 posted = _assertTurns(a, b, bound(when, NOW, NOW + 2_000 days), wide);
        if (a.until == 0 && a.slope != 0) return;
        bool staysBeyond = (a.until > a.deadline + MARKDOWN) == (a.until > b.deadline + MARKDOWN);
        if (a.slope == 0 || (a.deadline != 0 && staysBeyond)) assertLe(posted, 2, "one markdown for the other");
    }

    function _assertTurns(Curve memory a, Curve memory b, uint256 t, bool wide) private view returns (uint256 posted) {
        uint256 wholeX32 = _whole(wide);
        Part memory p = a.partAt(NOW, wholeX32);
        KinkEntry[] memory planned = _entriesOf(a, wholeX32);
        Posting memory posting;
        CurveLib.post(posting, a, b, TICK, wholeX32);
        (p.value, p.slope) = (p.value + posting.value, p.slope + posting.slope);
        (p.loss, p.lossSlope) = (p.loss + posting.loss, p.lossSlope + posting.lossSlope);
        p.delinquent += posting.delinquent;
        _follow(p, t);
        for (uint256 i = 0; i < planned.length; ++i) _carryOut(p, planned[i], t);
        for (uint256 i = 0; i < posting.kinks.length; ++i) {
            assertGt(uint256(posting.kinks[i].tick) * TICK + _length(posting.kinks[i]), NOW, "nothing past is changed");
            _carryOut(p, posting.kinks[i], t);
        }
        _assertSame(p, b.partAt(t, wholeX32));
        return posting.kinks.length;
    }

    function testFuzz_whatStaysIsNotPosted(uint256 seed, bool wide) public view {
        Curve memory c = _curve(seed);
        Posting memory posting;
        CurveLib.post(posting, c, c, TICK, _whole(wide));
        assertEq(posting.kinks.length, 0, "nothing changes later");
        assertEq(posting.value | posting.slope | posting.loss | posting.lossSlope, 0, "nor now");
    }

    // --- curves ---

    /// @dev Hardware that has not begun, is under way or at its end, and loans; delinquent, about to be, or not.
    function _curve(uint256 seed) private pure returns (Curve memory c) {
        c.markdown = MARKDOWN;
        c.salvage = ((seed >> 8) % 1e12) << 32;
        if (seed & 3 != 0) {
            c.life = (1 + ((seed >> 48) % (1_000 * 24))) * TICK;
            c.slope = (seed >> 80) % ((1e12 << 32) / c.life);
            if (seed & 4 != 0) c.until = (NOW / TICK + 1 + ((seed >> 120) % (c.life / TICK))) * TICK;
            // A life that is over.
            if (seed & 24 == 8) c.until = (NOW / TICK - ((seed >> 120) % 100)) * TICK;
        }
        uint256 kind = (seed >> 5) & 3;
        if (kind == 1) c.deadline = (NOW / TICK - ((seed >> 160) % 4_000)) * TICK;
        if (kind > 1) c.deadline = (NOW / TICK + 1 + ((seed >> 160) % 10_000)) * TICK;
    }

    function _whole(bool wide) private pure returns (uint256) {
        return uint256(wide ? 1e9 : 1e6) << 32;
    }

    /// @dev Seconds from `t` on in which it depreciates: from its beginning to its end.
    function _secondsLeft(Curve memory c, uint256 t) private pure returns (uint256) {
        if (c.until != 0) return c.until > t ? c.until - t : 0;
        if (c.deadline == 0 || t < c.deadline) return c.life;
        return t < c.deadline + c.life ? c.deadline + c.life - t : 0;
    }

    // --- carrying out by hand ---

    function _entriesOf(Curve memory c, uint256 wholeX32) private pure returns (KinkEntry[] memory entries) {
        Future memory f = c.futureAt(NOW, TICK);
        (uint256 tick, MarkdownWord markdown) = c.markdownAt(NOW, TICK, wholeX32);
        entries = new KinkEntry[](3);
        entries[0] = KinkEntry(KinkKind.Slope, uint32(f.beginTick), Kink.unwrap(f.begin));
        entries[1] = KinkEntry(KinkKind.Slope, uint32(f.endTick), Kink.unwrap(f.end));
        entries[2] = KinkEntry(KinkKind.MarkdownAdded, uint32(tick), MarkdownWord.unwrap(markdown));
    }

    function _follow(Part memory p, uint256 t) private pure {
        p.value -= p.slope * int256(t - NOW);
        p.loss += p.lossSlope * int256(t - NOW);
    }

    /// @dev Adds to the part at `t` what an entry has changed by then. What lies before now is in the part already.
    function _carryOut(Part memory p, KinkEntry memory entry, uint256 t) private pure {
        uint256 second = uint256(entry.tick) * TICK;
        if (entry.kind == KinkKind.Slope) {
            (int256 slope, int256 up, int256 tokens) = Kink.wrap(entry.word).parts();
            _turn(p, second, t, Part(0, slope, 0, up, tokens));
            return;
        }
        (uint256 rise, uint256 fall, uint256 whole) = MarkdownWord.wrap(entry.word).parts();
        int256 sign = entry.kind == KinkKind.MarkdownAdded ? int256(1) : int256(-1);
        _turn(p, second, t, Part(0, 0, 0, sign * int256(rise), sign * int256(whole)));
        _turn(p, second + MARKDOWN, t, Part(0, 0, 0, -sign * int256(rise + fall), 0));
    }

    function _turn(Part memory p, uint256 second, uint256 t, Part memory by) private pure {
        if (second <= NOW || second > t) return;
        p.slope += by.slope;
        p.value -= by.slope * int256(t - second);
        p.lossSlope += by.lossSlope;
        p.loss += by.lossSlope * int256(t - second);
        p.delinquent += by.delinquent;
    }

    function _length(KinkEntry memory entry) private pure returns (uint256) {
        return entry.kind == KinkKind.Slope ? 0 : MARKDOWN;
    }

    function _assertSame(Part memory p, Part memory then_) private pure {
        assertEq(p.value, then_.value, "value");
        assertEq(p.slope, then_.slope, "slope");
        assertEq(p.loss, then_.loss, "loss");
        assertEq(p.lossSlope, then_.lossSlope, "slope of the loss");
        assertEq(p.delinquent, then_.delinquent, "delinquent");
    }
}

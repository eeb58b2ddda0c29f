// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {VestingSchedule, VestingScheduleLib} from "../../../contracts/vault/VestingSchedule.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice Income on its way: vests in a straight line, joins by weight, bears losses first. Amounts are X32, ticks
///         are 2^-24 of a second.
contract VestingScheduleTest is SolidityTest {
    uint256 private constant NOW = 1_800_000_000;
    uint256 private constant TICKS = 1 << 24; // per second
    uint256 private constant USDC = 1e6 << 32; // one dollar, X32
    VestingSchedule private constant EMPTY = VestingSchedule.wrap(0);

    // --- vesting ---

    function testFuzz_vestsInAStraightLineRoundedForTheVault(uint112 gain, uint32 duration, uint32 passed) public pure {
        gain = uint112(bound(gain, 1, type(uint112).max));
        duration = uint32(bound(duration, 1, 366 days));
        passed = uint32(bound(passed, 0, duration));
        VestingSchedule s = EMPTY.withLocked(NOW, gain, duration);
        uint256 left = (uint256(gain) * (duration - passed) + duration - 1) / duration;
        assertEq(s.lockedUpAt(NOW + passed), left, "locked, rounded up");
        assertEq(s.lockedUpAt(NOW + duration), 0, "all vested at the end");
        assertEq(s.lockedUpAt(NOW + duration + 1 days), 0, "and ever after");
        assertEq(s.end(), (NOW + duration) * TICKS, "end");
    }

    function testFuzz_neverRisesByItself(uint112 gain, uint32 duration, uint32 first, uint32 second) public pure {
        VestingSchedule s = EMPTY.withLocked(NOW, bound(gain, 1, type(uint112).max), bound(duration, 1, 366 days));
        (uint256 earlier, uint256 later) = first < second ? (first, second) : (second, first);
        assertLe(s.lockedUpAt(NOW + later), s.lockedUpAt(NOW + earlier), "locked falls");
    }

    // --- joining ---

    function testFuzz_aReceiptJoinsByTheAverageOfRemainingTimesWeightedByAmount(
        uint96 first,
        uint32 firstTime,
        uint96 second,
        uint32 secondTime,
        uint32 passed
    ) public pure {
        first = uint96(bound(first, 1, type(uint96).max));
        second = uint96(bound(second, 1, type(uint96).max));
        firstTime = uint32(bound(firstTime, 1, 366 days));
        secondTime = uint32(bound(secondTime, 1, 366 days));
        passed = uint32(bound(passed, 0, firstTime));
        VestingSchedule s = EMPTY.withLocked(NOW, first, firstTime);
        uint256 t = NOW + passed;
        uint256 locked = s.lockedUpAt(t);
        VestingSchedule joined = s.withLocked(t, second, secondTime);

        assertEq(joined.lockedUpAt(t), locked + second, "everything stays locked in the second it joins");
        uint256 weighted =
            locked * (uint256(firstTime - passed) * TICKS) + uint256(second) * (uint256(secondTime) * TICKS);
        uint256 average = (weighted + locked + second - 1) / (locked + second);
        assertEq(joined.remainingAt(t), average, "average of remaining times, rounded towards later");
    }

    function testFuzz_splittingAReceiptChangesNothing(
        uint96 before,
        uint96 receipt,
        uint8 parts,
        uint32 duration
    ) public pure {
        uint256 count = bound(parts, 2, 40);
        receipt = uint96(bound(receipt, count, type(uint96).max));
        duration = uint32(bound(duration, 1, 366 days));
        VestingSchedule start = EMPTY.withLocked(NOW, bound(before, 1, type(uint96).max), 30 days);
        VestingSchedule whole = start.withLocked(NOW, receipt, duration);

        VestingSchedule split = start;
        uint256 left = receipt;
        for (uint256 i = 1; i < count; ++i) {
            split = split.withLocked(NOW, receipt / count, duration);
            left -= receipt / count;
        }
        split = split.withLocked(NOW, left, duration);
        assertEq(split.lockedUpAt(NOW), whole.lockedUpAt(NOW), "the same amount");
        assertGe(split.end(), whole.end(), "never earlier");
        assertLe(split.end(), whole.end() + count, "by a tick, 60 billionths of a second, for each part at most");
    }

    function test_receiptsOfOneUnitResetNothing() public pure {
        VestingSchedule s = EMPTY.withLocked(NOW, 1_000_000 * USDC, 30 days);
        uint256 end = s.end();
        uint256 expected = s.lockedUpAt(NOW + 1000);
        for (uint256 i = 0; i < 1000; ++i) s = s.withLocked(NOW + i, 1 << 32, 90 days);
        assertLe(s.end() - end, TICKS / 10, "a thousand of them: less than a tenth of a second");
        assertNear(s.lockedUpAt(NOW + 1000), expected, 1500 << 32, "and what they brought is all that is added");
    }

    // --- losses ---

    function testFuzz_lossesComeOutOfWhatIsLockedFirst(
        uint112 gain,
        uint112 loss,
        uint32 duration,
        uint32 passed
    ) public pure {
        gain = uint112(bound(gain, 1, type(uint112).max));
        duration = uint32(bound(duration, 2, 366 days));
        passed = uint32(bound(passed, 0, duration - 1));
        VestingSchedule s = EMPTY.withLocked(NOW, gain, duration);
        uint256 locked = s.lockedUpAt(NOW + passed);
        (VestingSchedule left, uint256 absorbed) = s.withTaken(NOW + passed, loss);
        assertEq(absorbed, loss < locked ? loss : locked, "as much as there is");
        assertEq(left.lockedUpAt(NOW + passed), locked - absorbed, "the rest stays locked");
        assertEq(left.end(), s.end(), "until when it did before");
    }

    function testFuzz_aLossWithNothingLockedAbsorbsNothing(uint112 loss, uint32 late) public pure {
        VestingSchedule s = EMPTY.withLocked(NOW, 5, 1);
        (VestingSchedule left, uint256 absorbed) = s.withTaken(NOW + 1 + uint256(late) / 4, loss);
        assertEq(absorbed, 0, "nothing");
        assertEq(left.lockedUpAt(NOW + 1 + uint256(late) / 4), 0, "nothing locked");
    }

    /// @dev The ninth law, over a history of receipts, losses and time.
    function testFuzz_vestedLockedAndAbsorbedIsAllThatWasEverLocked(uint256 seed) public pure {
        VestingSchedule s = EMPTY;
        uint256 t = NOW;
        uint256 everLocked;
        uint256 vested;
        uint256 absorbed;
        for (uint256 i = 0; i < 24; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 before = s.lockedUpAt(t);
            uint256 dt = seed % 5 == 0 ? 0 : (seed >> 8) % 20 days;
            t += dt;
            vested += before - s.lockedUpAt(t);
            uint256 amount = 1 + ((seed >> 64) % (1_000_000 * USDC));
            if (seed % 3 == 0) {
                uint256 taken;
                (s, taken) = s.withTaken(t, amount);
                absorbed += taken;
            } else {
                s = s.withLocked(t, amount, 1 days + ((seed >> 160) % 89 days));
                everLocked += amount;
            }
            assertEq(vested + s.lockedUpAt(t) + absorbed, everLocked, "9");
        }
    }

    // --- the word's other tenants ---

    function testFuzz_theNextKinkTheFlagsAndTheLockNeverTouchEachOther(
        uint96 gain,
        uint32 kink,
        bool paused
    ) public pure {
        gain = uint96(bound(gain, 1, type(uint96).max));
        VestingSchedule s = EMPTY.withNextKink(kink).withPaused(paused).withDelinquent(!paused).withLocked(
            NOW,
            gain,
            9 days
        );
        assertEq(s.nextKink(), kink, "next kink");
        assertEq(s.isPaused(), paused, "paused");
        assertEq(s.isDelinquent(), !paused, "delinquent");
        assertEq(s.isQuietAt(NOW), NOW < kink && paused, "quiet: no kink is due, nothing delinquent");
        assertEq(s.lockedAtFrom(), gain, "locked");
        assertEq(s.from(), NOW, "from");
        s = s.withPaused(!paused).withNextKink(VestingScheduleLib.NEVER);
        assertEq(s.nextKink(), VestingScheduleLib.NEVER, "never");
        assertEq(s.isPaused(), !paused, "pause turned");
        assertEq(s.isDelinquent(), !paused, "delinquent untouched");
        assertEq(s.lockedUpAt(NOW), gain, "lock untouched");
        s = s.emptied(NOW + 1);
        assertEq(s.lockedUpAt(NOW + 1), 0, "emptied");
        assertEq(s.nextKink(), VestingScheduleLib.NEVER, "kink stays");
        assertEq(s.isPaused(), !paused, "pause stays");
    }
}

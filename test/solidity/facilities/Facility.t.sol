// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Curve} from "../../../contracts/facilities/lib/Curve.sol";
import {FacilityLib, FacilityTerms, FacilityTimes} from "../../../contracts/facilities/lib/Facility.sol";
import {Facility, FacilityStatus} from "../../../contracts/interfaces/FacilityTypes.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice What is written into a word of a facility comes out of it again, and nothing runs into its neighbour.
contract FacilityTest is SolidityTest {
    using FacilityLib for Facility;

    uint256 private constant TICK = 1 hours;

    Facility private _f;

    function testFuzz_terms(
        address operator,
        uint16 share,
        uint8[3] memory small,
        uint32 grace,
        uint32 longest
    ) public {
        FacilityStatus status = FacilityStatus(small[0] % 6);
        FacilityTerms memory t = FacilityTerms(operator, share, status, small[1], grace, longest);
        _f.writeTerms(t);
        _assertSame(_f.readTerms(), t);
        assertEq(uint256(_f.statusOf()), uint256(t.status), "status by itself");

        t.status = FacilityStatus(small[2] % 6);
        _f.setStatus(t.status);
        _assertSame(_f.readTerms(), t);
    }

    function testFuzz_times(FacilityTimes memory t) public {
        t.settledPeriods = uint24(t.settledPeriods);
        t.oldestUnpaid = uint24(t.oldestUnpaid);
        t.oldestStart = uint32(t.oldestStart);
        t.reportedUntil = uint32(t.reportedUntil);
        t.deadline = uint32(t.deadline);
        t.earned = uint112(t.earned);
        _f.writeTimes(t);
        FacilityTimes memory read = _f.readTimes();
        assertEq(read.settledPeriods, t.settledPeriods, "settled periods");
        assertEq(read.oldestUnpaid, t.oldestUnpaid, "oldest unpaid");
        assertEq(read.oldestStart, t.oldestStart, "its start");
        assertEq(read.reportedUntil, t.reportedUntil, "reported until");
        assertEq(read.deadline, t.deadline, "deadline");
        assertEq(read.earned, t.earned, "earned");
    }

    function test_timesThatDoNotFitAreRefused() public {
        FacilityTimes memory most = FacilityTimes(
            type(uint24).max,
            type(uint24).max,
            type(uint32).max,
            type(uint32).max,
            type(uint32).max,
            0
        );
        most.earned = type(uint112).max;
        this.write(most);
        most.earned += 1;
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 112, most.earned));
        this.write(most);
        (most.earned, most.settledPeriods) = (0, uint256(type(uint24).max) + 1);
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 24, 1 << 24));
        this.write(most);
        (most.settledPeriods, most.deadline) = (0, 1 << 32);
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 32, 1 << 32));
        this.write(most);
    }

    function testFuzz_money(uint128 lockbox, uint128 receivable) public {
        _f.writeMoney(lockbox, receivable);
        (uint256 readLockbox, uint256 readReceivable) = _f.readMoney();
        assertEq(readLockbox, lockbox, "lockbox");
        assertEq(readReceivable, receivable, "receivable");
    }

    function testFuzz_sums(uint128[2] memory received, uint128[2] memory reported) public {
        for (uint256 i = 0; i < 2; ++i) {
            (received[i], reported[i]) = (received[i] >> 1, reported[i] >> 1);
            _f.addSums(received[i], reported[i]);
        }
        assertEq(_f.receivedOf(), uint256(received[0]) + received[1], "received");
        assertEq(_f.sums >> 128, uint256(reported[0]) + reported[1], "reported");
    }

    function testFuzz_curve(uint96 salvage, uint96 slope, uint32 until, uint32 life, uint32 deadline) public {
        Curve memory c = Curve(uint256(salvage) << 32, slope, until, life, uint256(deadline) * TICK, 90 days);
        _f.writeCurve(c);
        Curve memory read = FacilityLib.curveOf(_f.curve, deadline, TICK, 90 days);
        assertEq(read.salvage, c.salvage, "salvage");
        assertEq(read.slope, c.slope, "slope");
        assertEq(read.until, c.until, "until");
        assertEq(read.life, c.life, "life");
        assertEq(read.deadline, c.deadline, "deadline, of the grid");
        assertEq(read.markdown, c.markdown, "the vault's markdown");
    }

    function write(FacilityTimes calldata times) external {
        _f.writeTimes(times);
    }

    function _assertSame(FacilityTerms memory read, FacilityTerms memory t) private pure {
        assertEq(read.operator, t.operator, "operator");
        assertEq(read.vaultShareBps, t.vaultShareBps, "share");
        assertEq(uint256(read.status), uint256(t.status), "status");
        assertEq(read.flags, t.flags, "flags");
        assertEq(read.paymentGrace, t.paymentGrace, "grace");
        assertEq(read.maxPeriod, t.maxPeriod, "longest period");
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Curve} from "../../../contracts/facilities/lib/Curve.sol";
import {FacilityLib} from "../../../contracts/facilities/lib/Facility.sol";
import {FacilityTerms, FacilityTermsLib} from "../../../contracts/facilities/lib/FacilityTerms.sol";
import {FacilityTimes} from "../../../contracts/facilities/lib/FacilityTimes.sol";
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
        uint8 status,
        uint16 flags,
        uint32 grace,
        uint32 longest
    ) public {
        (status, flags) = (status % 6, flags % 512);
        FacilityTerms t = FacilityTermsLib.pack(operator, share, FacilityStatus(status), flags, grace, longest);
        _f.writeTerms(t);
        assertEq(uint256(_f.statusOf()), status, "status by itself");
        _assertSame(_f.readTerms(), operator, share, status, flags, grace, longest);
    }

    function testFuzz_aChangedTermLeavesItsNeighboursAlone(uint256 word, uint16 share, uint8 status) public pure {
        // A status that is none does not come about.
        FacilityTerms t = FacilityTerms.wrap(word).withStatus(FacilityStatus.None);
        (address operator, uint256 grace, uint256 longest) = (t.operator(), t.paymentGrace(), t.maxPeriod());
        status %= 6;
        t = t.withStatus(FacilityStatus(status)).withVaultShare(share);
        t = t.with(FacilityLib.ARREARS | FacilityLib.BEGUN).without(511 & ~FacilityLib.BEGUN);
        _assertSame(t, operator, share, status, FacilityLib.BEGUN, grace, longest);
    }

    function testFuzz_times(
        uint24[2] memory periods,
        uint32[3] memory seconds_,
        uint112 earned,
        uint256 before
    ) public {
        FacilityTimes t = FacilityTimes.wrap(before).withEarned(earned).withDeadline(seconds_[0]);
        t = t.withOldest(periods[0], seconds_[1]).withSettled(periods[1], seconds_[2]);
        _f.writeTimes(t);
        FacilityTimes read = _f.readTimes();
        assertEq(read.settledPeriods(), periods[1], "settled periods");
        assertEq(read.oldestUnpaid(), periods[0], "oldest unpaid");
        assertEq(read.oldestStart(), seconds_[1], "its start");
        assertEq(read.reportedUntil(), seconds_[2], "reported until");
        assertEq(read.deadline(), seconds_[0], "deadline");
        assertEq(read.earned(), earned, "earned");
    }

    function test_timesThatDoNotFitAreRefused() public {
        this.withTimes(type(uint24).max, type(uint32).max, type(uint112).max);
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 112, 1 << 112));
        this.withTimes(0, 0, 1 << 112);
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 24, 1 << 24));
        this.withTimes(1 << 24, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 32, 1 << 32));
        this.withTimes(0, 1 << 32, 0);
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

    function withTimes(uint256 period, uint256 second, uint256 earned) external pure returns (FacilityTimes t) {
        return t.withEarned(earned).withSettled(period, second).withOldest(period, second).withDeadline(second);
    }

    function _assertSame(
        FacilityTerms read,
        address operator,
        uint256 share,
        uint256 status,
        uint256 flags,
        uint256 grace,
        uint256 longest
    ) private pure {
        assertEq(read.operator(), operator, "operator");
        assertEq(read.vaultShareBps(), share, "share");
        assertEq(uint256(read.status()), status, "status");
        for (uint256 flag = 1; flag < 512; flag <<= 1) assertEq(read.has(flag), flags & flag != 0, "flag");
        assertEq(read.paymentGrace(), grace, "grace");
        assertEq(read.maxPeriod(), longest, "longest period");
    }
}

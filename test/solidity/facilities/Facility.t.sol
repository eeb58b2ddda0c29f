// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Curve} from "../../../contracts/facilities/lib/Curve.sol";
import {FacilityLib} from "../../../contracts/facilities/lib/Facility.sol";
import {FacilityTerms, FacilityTermsLib} from "../../../contracts/facilities/lib/FacilityTerms.sol";
import {FacilityTimes, Sums} from "../../../contracts/facilities/lib/FacilityTimes.sol";
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

    function testFuzz_times(uint24 period, uint32 until, uint32 deadline, uint256 before) public {
        FacilityTimes word = FacilityTimes.wrap(before);
        _f.writeTimes(word.withDeadline(deadline).withSettled(period, until));
        FacilityTimes read = _f.readTimes();
        assertEq(read.settledPeriods(), period, "settled periods");
        assertEq(read.reportedUntil(), until, "reported until");
        assertEq(read.deadline(), deadline, "deadline");
        assertEq(FacilityTimes.unwrap(read) >> 88, before >> 88, "the sums stay");
    }

    function test_timesThatDoNotFitAreRefused() public {
        this.withTimes(type(uint24).max, type(uint32).max, type(uint32).max);
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 24, 1 << 24));
        this.withTimes(1 << 24, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 32, 1 << 32));
        this.withTimes(0, 1 << 32, 0);
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 32, 1 << 32));
        this.withTimes(0, 0, 1 << 32);
    }

    function testFuzz_money(uint128 lockbox, uint128 receivable) public {
        _f.writeMoney(lockbox, receivable);
        (uint256 readLockbox, uint256 readReceivable) = _f.readMoney();
        assertEq(readLockbox, lockbox, "lockbox");
        assertEq(readReceivable, receivable, "receivable");
    }

    function testFuzz_sums(uint128[3][3] memory added, uint32 deadline, uint8 width) public {
        FacilityTimes t = FacilityTimes.wrap(0).withDeadline(deadline).withSettled(7, 8);
        uint256[3] memory sums;
        for (uint256 i = 0; i < 3; ++i) {
            for (uint256 k = 0; k < 3; ++k) sums[k] += added[i][k] >>= width % 128;
            t = _f.plus(t, added[i][0], added[i][1], added[i][2]);
        }
        _assertSums(_f.sumsOf(t), sums[0], sums[1], sums[2]);
        uint256 earned;
        (t, earned) = _f.takeEarned(t);
        assertEq(earned, sums[0], "all that was earned is taken");
        _assertSums(_f.sumsOf(t), 0, sums[1], sums[2]);
        assertEq(t.deadline(), deadline, "the deadline stays");
        assertEq(t.settledPeriods(), 7, "and so do the periods");
        assertEq(t.reportedUntil(), 8, "and their end");
    }

    function test_aSumCarriesFromTheUnitOnThatItsBitsCannotHold() public {
        uint256 most = (1 << 56) - 1;
        FacilityTimes t = _f.plus(FacilityTimes.wrap(0), most, most, most);
        assertEq(_f.carried, 0, "72 billion tokens of 6 decimals are in the times");
        t = _f.plus(t, 0, 1, 0);
        assertEq(_f.carried, 1 << 85, "one unit more is not");
        _assertSums(_f.sumsOf(t), most, most + 1, most);
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

    function withTimes(uint256 period, uint256 until, uint256 deadline) external pure returns (FacilityTimes t) {
        return t.withSettled(period, until).withDeadline(deadline);
    }

    function _assertSums(Sums memory read, uint256 earned, uint256 received, uint256 reported) private pure {
        assertEq(read.earned, earned, "earned");
        assertEq(read.received, received, "received");
        assertEq(read.reported, reported, "reported");
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

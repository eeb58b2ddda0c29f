// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccrualLine, AccrualLineLib} from "../../../contracts/vault/AccrualLine.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice A value that falls in a straight line, and bounds that hold it rather than refuse it.
contract AccrualLineTest is SolidityTest {
    function testFuzz_fallsByItsSlopeEachSecond(uint96 value, uint64 slope, uint32 since, uint32 passed) public pure {
        since = uint32(bound(since, 0, type(uint32).max - passed));
        AccrualLine line = AccrualLineLib.pack(int256(uint256(value)), int256(uint256(slope)), since);
        assertEq(line.slope(), int256(uint256(slope)), "slope");
        assertEq(line.since(), since, "since");
        int256 expected = int256(uint256(value)) - int256(uint256(slope)) * int256(uint256(passed));
        assertEq(line.valueAt(uint256(since) + passed), expected, "value");
    }

    function testFuzz_whatFitsComesBack(int128 value, uint96 slope, uint32 since) public pure {
        assertTrue(AccrualLineLib.fits(value, int256(uint256(slope))), "fits");
        AccrualLine line = AccrualLineLib.pack(value, int256(uint256(slope)), since);
        assertEq(line.valueAt(since), value, "value, of either sign");
        assertEq(line.slope(), int256(uint256(slope)), "slope");
        assertEq(line.since(), since, "since");
    }

    function testFuzz_whatDoesNotFitIsHeldAtItsBound(int256 value, int256 slope, uint32 since) public pure {
        bool valueFits = value >= type(int128).min && value <= type(int128).max;
        bool slopeFits = slope >= 0 && slope <= int256(uint256(type(uint96).max));
        assertEq(AccrualLineLib.fits(value, slope), valueFits && slopeFits, "fits");
        AccrualLine line = AccrualLineLib.pack(value, slope, since);
        int256 heldValue =
            valueFits
                ? value
                : value < 0
                    ? int256(type(int128).min)
                    : int256(type(int128).max);
        int256 heldSlope =
            slopeFits
                ? slope
                : slope < 0
                    ? int256(0)
                    : int256(uint256(type(uint96).max));
        assertEq(line.valueAt(since), heldValue, "value");
        assertEq(line.slope(), heldSlope, "slope");
        assertEq(line.since(), since, "since");
    }
}

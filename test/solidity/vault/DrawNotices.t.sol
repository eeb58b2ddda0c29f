// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {DrawNotices} from "../../../contracts/vault/DrawNotices.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice The word holds both notices, each part by itself.
contract DrawNoticesTest is SolidityTest {
    function testFuzz_whatWasNewerIsOlder(
        uint256 first,
        uint32 firstEnd,
        uint256 second,
        uint32 secondEnd
    ) public pure {
        DrawNotices notices = DrawNotices.wrap(0).joined(7, 7).joined(first, firstEnd).joined(second, secondEnd);

        assertEq(notices.low(), _kept(second), "the newer's");
        assertEq(notices.end(), secondEnd, "its end");
        assertEq(notices.older().low(), _kept(first), "the older's");
        assertEq(notices.older().end(), firstEnd, "its end");
    }

    function testFuzz_bothAreLowered(
        uint96 first,
        uint32 firstEnd,
        uint96 second,
        uint32 secondEnd,
        uint256 nav
    ) public pure {
        DrawNotices notices = DrawNotices.wrap(0).joined(first, firstEnd).joined(second, secondEnd).lowered(nav);

        assertEq(notices.low(), Math.min(second, nav), "the newer's");
        assertEq(notices.end(), secondEnd, "its end");
        assertEq(notices.older().low(), Math.min(first, nav), "the older's");
        assertEq(notices.older().end(), firstEnd, "its end");
    }

    function _kept(uint256 nav) private pure returns (uint256) {
        return Math.min(nav, type(uint96).max);
    }
}

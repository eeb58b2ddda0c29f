// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Assertions} from "./Assertions.sol";
import {SolidityTest} from "./SolidityTest.sol";

/// @notice A test base that could not fail would make every test above it worthless.
contract SolidityTestTest is SolidityTest {
    Counter internal counter;

    function setUp() public {
        counter = new Counter();
        targetContract(address(counter));
        bytes4[] memory onlyUp = new bytes4[](1);
        onlyUp[0] = counter.up.selector;
        targetSelectors(address(counter), onlyUp);
    }

    function test_assertEq_saysWhatWasPromisedAndBothValues() public {
        vm.expectRevert(abi.encodeWithSelector(Assertions.AssertionFailed.selector, "one is two: 1 is not 2"));
        this.claimEqual(1, 2);
    }

    function testFuzz_assertNear_holdsExactlyWithinTheTolerance(uint128 expected, uint128 distance) public {
        this.claimNear(uint256(expected) + distance, expected, distance);
        vm.expectPartialRevert(Assertions.AssertionFailed.selector);
        this.claimNear(uint256(expected) + distance + 1, expected, distance);
    }

    function testFuzz_bound_staysInItsRange(uint256 value, uint256 a, uint256 b) public pure {
        (uint256 min, uint256 max) = a < b ? (a, b) : (b, a);
        uint256 bounded = bound(value, min, max);
        assertGe(bounded, min, "bound: not below the range");
        assertLe(bounded, max, "bound: not above the range");
        if (value >= min && value <= max) assertEq(bounded, value, "bound: what fits stays");
    }

    function test_skip_letsTimePass() public {
        uint256 before = block.timestamp;
        skip(1 days);
        assertEq(vm.getBlockTimestamp(), before + 1 days, "skip: time has passed");
    }

    function invariant_onlyTargetedFunctionsAreCalled() public view {
        assertEq(counter.downs(), 0, "targets: nothing else is called");
    }

    function claimEqual(uint256 actual, uint256 expected) external pure {
        assertEq(actual, expected, "one is two");
    }

    function claimNear(uint256 actual, uint256 expected, uint256 tolerance) external pure {
        assertNear(actual, expected, tolerance, "near");
    }
}

contract Counter {
    uint256 public ups;
    uint256 public downs;

    function up() external {
        ++ups;
    }

    function down() external {
        ++downs;
    }
}

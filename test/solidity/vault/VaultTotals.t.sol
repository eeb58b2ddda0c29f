// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {VaultTotals} from "../../../contracts/vault/VaultTotals.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice Three numbers share a word and never touch each other.
contract VaultTotalsTest is SolidityTest {
    VaultTotals private constant EMPTY = VaultTotals.wrap(0);

    function testFuzz_eachNumberComesBackAsItWent(uint96 cash, uint128 supply, uint32 cap) public pure {
        _assertTotals(EMPTY.withCap(cap).plus(cash, supply), cash, supply, cap);
    }

    function testFuzz_whatCameInGoesOutAgain(
        uint96 cash,
        uint128 supply,
        uint32 cap,
        uint96 out,
        uint128 burned
    ) public pure {
        out = uint96(bound(out, 0, cash));
        burned = uint128(bound(burned, 0, supply));
        VaultTotals totals = EMPTY.withCap(cap).plus(cash, supply).minus(out, burned);
        _assertTotals(totals, cash - out, supply - burned, cap);
    }

    function testFuzz_aNewCapLeavesTheRest(uint96 cash, uint128 supply, uint32 oldCap, uint32 cap) public pure {
        _assertTotals(EMPTY.withCap(oldCap).plus(cash, supply).withCap(cap), cash, supply, cap);
    }

    function testFuzz_cashThatDoesNotFitIsRefused(uint96 cash, uint256 more) public {
        more = bound(more, (1 << 96) - uint256(cash), type(uint256).max - cash);
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 96, cash + more));
        this.plus(EMPTY.plus(cash, 0), more, 0);
    }

    function testFuzz_supplyThatDoesNotFitIsRefused(uint128 supply, uint256 more) public {
        more = bound(more, (1 << 128) - uint256(supply), type(uint256).max - supply);
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 128, supply + more));
        this.plus(EMPTY.plus(0, supply), 0, more);
    }

    function plus(VaultTotals totals, uint256 cash, uint256 shares) external pure returns (VaultTotals) {
        return totals.plus(cash, shares);
    }

    function _assertTotals(VaultTotals totals, uint256 cash, uint256 supply, uint256 cap) private pure {
        assertEq(totals.cash(), cash, "cash");
        assertEq(totals.supply(), supply, "supply");
        assertEq(totals.cap(), cap, "cap");
    }
}

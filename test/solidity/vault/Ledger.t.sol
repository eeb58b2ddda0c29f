// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Ledger, LedgerLib} from "../../../contracts/vault/Ledger.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice Three numbers share a word and never touch each other.
contract LedgerTest is SolidityTest {
    function testFuzz_eachNumberComesBackAsItWent(uint96 cash, uint128 supply, uint32 cap) public pure {
        Ledger ledger = LedgerLib.pack(cash, supply, cap);
        assertEq(ledger.cash(), cash, "cash");
        assertEq(ledger.supply(), supply, "supply");
        assertEq(ledger.cap(), cap, "cap");
    }

    function testFuzz_aNumberThatDoesNotFitIsRefused(uint256 excess) public {
        uint256 cash = bound(excess, 1 << 96, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 96, cash));
        this.pack(cash, 0, 0);
        uint256 supply = bound(excess, 1 << 128, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 128, supply));
        this.pack(0, supply, 0);
        uint256 cap = bound(excess, 1 << 32, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 32, cap));
        this.pack(0, 0, cap);
    }

    function pack(uint256 cash, uint256 supply, uint256 cap) external pure returns (Ledger) {
        return LedgerLib.pack(cash, supply, cap);
    }
}

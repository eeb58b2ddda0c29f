// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Claims, Waterfall} from "../../../contracts/book/Waterfall.sol";
import {Lines} from "../../../contracts/interfaces/IFacilityBook.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice Who is paid what, in which order, to the unit.
contract WaterfallTest is SolidityTest {
    function test_eachLineInItsOrder() public pure {
        Claims memory claims = Claims({energyCarried: 10, otherCarried: 20, energy: 30, other: 40, reserveRoom: 50});
        (Lines memory l, uint256 energy, uint256 other) = Waterfall.split(251, claims, 7_000);
        assertEq(l.energyCarried, 10, "energy carried");
        assertEq(l.otherCarried, 20, "other carried");
        assertEq(l.energy, 30, "energy");
        assertEq(l.other, 40, "other");
        assertEq(l.reserve, 50, "reserve");
        assertEq(l.toOperator, 30, "30 % of 101, rounded down");
        assertEq(l.toVault, 71, "the rest");
        assertEq(energy + other, 0, "nothing is carried on");
    }

    function test_whatIsMissingIsMissingFromTheEnd() public pure {
        Claims memory claims = Claims({energyCarried: 10, otherCarried: 20, energy: 30, other: 40, reserveRoom: 50});
        (Lines memory l, uint256 energy, uint256 other) = Waterfall.split(65, claims, 7_000);
        assertEq(l.energy, 30, "energy in full");
        assertEq(l.other, 5, "other in part");
        assertEq(l.reserve + l.toVault + l.toOperator, 0, "nothing further down");
        assertEq(energy, 0, "no energy is carried");
        assertEq(other, 35, "the rest of other is");
        (, energy, other) = Waterfall.split(0, claims, 10_000);
        assertEq(energy, 40, "without cash all energy is carried");
        assertEq(other, 60, "and all other");
    }

    function testFuzz_linesAddUpToTheCash(uint128 cash, uint64[5] memory owed, uint16 shareBps) public pure {
        shareBps = uint16(bound(shareBps, 1, 10_000));
        cash = uint128(bound(cash, 0, 1e20));
        Claims memory claims = Claims(owed[0], owed[1], owed[2], owed[3], owed[4]);
        (Lines memory l, uint256 energy, uint256 other) = Waterfall.split(cash, claims, shareBps);
        assertEq(_sum(l), cash, "3");
        assertEq(l.cash, cash, "3: the cash itself");
        assertEq(l.energyCarried + l.energy + energy, uint256(owed[0]) + owed[2], "energy is paid or carried");
        assertEq(l.otherCarried + l.other + other, uint256(owed[1]) + owed[3], "other is paid or carried");
        assertLe(l.reserve, owed[4], "no more than there is room for");
        // A line gets something only when the one before it is full.
        if (l.otherCarried > 0) assertEq(l.energyCarried, owed[0], "order 1");
        if (l.energy > 0) assertEq(l.otherCarried, owed[1], "order 2");
        if (l.other > 0) assertEq(l.energy, owed[2], "order 3");
        if (l.reserve > 0) assertEq(l.other, owed[3], "order 4");
        if (l.toVault + l.toOperator > 0) assertEq(l.reserve, owed[4], "order 5");
        assertEq(l.toOperator, ((l.toVault + l.toOperator) * (10_000 - shareBps)) / 10_000, "residual");
        assertEq(l.interest + l.principal + l.fee, 0, "nothing else");
    }

    function testFuzz_feeIsOnGrowthAboveTheHighestProfit(
        uint64 toVault,
        int64 profit,
        uint64 highest,
        uint16 feeBps
    ) public pure {
        feeBps = uint16(bound(feeBps, 0, 2_000));
        Lines memory l;
        (l.cash, l.toVault) = (toVault, toVault);
        Waterfall.takeFee(l, profit, highest, feeBps);
        uint256 growth = profit > int256(uint256(highest)) ? uint256(int256(profit)) - highest : 0;
        if (growth > toVault) growth = toVault;
        assertEq(l.fee, (growth * feeBps) / 10_000, "fee");
        assertEq(l.fee + l.toVault, toVault, "3: out of the vault's line and nowhere else");
    }

    function test_noFeeBelowOrAtTheOldHigh() public pure {
        Lines memory l;
        l.toVault = 1_000;
        Waterfall.takeFee(l, 500, 500, 2_000);
        Waterfall.takeFee(l, -1, 0, 2_000);
        assertEq(l.fee, 0, "no fee on recovery to the old high");
        assertEq(l.toVault, 1_000, "untouched");
        Waterfall.takeFee(l, 505, 500, 2_000);
        assertEq(l.fee, 1, "20 % of 5");
    }

    function _sum(Lines memory l) private pure returns (uint256) {
        return
            l.energyCarried +
            l.otherCarried +
            l.energy +
            l.other +
            l.interest +
            l.principal +
            l.reserve +
            l.fee +
            l.toVault +
            l.toOperator;
    }
}

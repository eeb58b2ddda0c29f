// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Claims, Split, Waterfall} from "../../../contracts/facilities/lib/Waterfall.sol";
import {Lines} from "../../../contracts/interfaces/FacilityTypes.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice Who is paid what, in which order, to the unit.
contract WaterfallTest is SolidityTest {
    function test_eachLineInItsOrder() public pure {
        Claims memory claims = Claims(10, 20, 30, 40, 0, 0, 50, 0);
        Lines memory lines;
        lines.cash = 251;
        (uint256 energy, uint256 other) = Waterfall.split(lines, claims, Split(7_000, 0, 0));
        assertEq(lines.energyCarried, 10, "energy carried");
        assertEq(lines.otherCarried, 20, "other carried");
        assertEq(lines.energy, 30, "energy");
        assertEq(lines.other, 40, "other");
        assertEq(lines.reserve, 50, "reserve");
        assertEq(lines.toOperator, 30, "30 % of 101, rounded down");
        assertEq(lines.toVault, 71, "the rest");
        assertEq(energy + other, 0, "nothing is carried on");
    }

    function test_whatIsMissingIsMissingFromTheEnd() public pure {
        Claims memory claims = Claims(10, 20, 30, 40, 0, 0, 50, 0);
        Lines memory lines;
        lines.cash = 65;
        (uint256 energy, uint256 other) = Waterfall.split(lines, claims, Split(7_000, 0, 0));
        assertEq(lines.energy, 30, "energy in full");
        assertEq(lines.other, 5, "other in part");
        assertEq(lines.reserve + lines.toVault + lines.toOperator, 0, "nothing further down");
        assertEq(energy, 0, "no energy is carried");
        assertEq(other, 35, "the rest of other is");
        Lines memory none;
        (energy, other) = Waterfall.split(none, claims, Split(10_000, 0, 0));
        assertEq(energy, 40, "without cash all energy is carried");
        assertEq(other, 60, "and all other");
    }

    function testFuzz_linesAddUpToTheCash(uint128 cash, uint64[8] memory owed, uint16 shareBps) public pure {
        shareBps = uint16(bound(shareBps, 1, 10_000));
        cash = uint128(bound(cash, 0, 1e20));
        Claims memory claims = Claims(owed[0], owed[1], owed[2], owed[3], owed[4], owed[5], owed[6], owed[7]);
        Lines memory lines;
        lines.cash = cash;
        (uint256 energy, uint256 other) = Waterfall.split(lines, claims, Split(shareBps, 0, 0));
        assertEq(_sum(lines), cash, "3");
        assertEq(lines.cash, cash, "3: the cash itself");
        assertEq(lines.energyCarried + lines.energy + energy, uint256(owed[0]) + owed[2], "energy is paid or carried");
        assertEq(lines.otherCarried + lines.other + other, uint256(owed[1]) + owed[3], "other is paid or carried");
        assertLe(lines.interest, owed[4], "no more interest than is owed");
        assertLe(lines.principal, owed[5], "no more principal than is owed");
        assertLe(lines.reserve, owed[6], "no more than there is room for");
        assertLe(lines.preferred, owed[7], "no more than is preferred");
        // A line gets something only when the one before it is full.
        if (lines.otherCarried > 0) assertEq(lines.energyCarried, owed[0], "order 1");
        if (lines.energy > 0) assertEq(lines.otherCarried, owed[1], "order 2");
        if (lines.other > 0) assertEq(lines.energy, owed[2], "order 3");
        if (lines.interest > 0) assertEq(lines.other, owed[3], "order 4");
        if (lines.principal > 0) assertEq(lines.interest, owed[4], "order 5");
        if (lines.reserve > 0) assertEq(lines.principal, owed[5], "order 6");
        if (lines.preferred > 0) assertEq(lines.reserve, owed[6], "order 7");
        if (lines.toVault + lines.toOperator > 0) assertEq(lines.preferred, owed[7], "order 8");
        assertEq(lines.toOperator, ((lines.toVault + lines.toOperator) * (10_000 - shareBps)) / 10_000, "residual");
        assertEq(lines.trapped + lines.fromReserve, 0, "nothing else");
    }

    function test_runningCostsComeBeforeDebt() public pure {
        Claims memory claims = Claims(10, 20, 30, 40, 5, 5, 50, 0);
        assertEq(claims.leftOf(101), 1, "what they leave");
        assertEq(claims.leftOf(99), 0, "nothing, where they take all of it");
    }

    function test_whatIsCarriedOnIsEnergyFirst() public pure {
        (uint256 energy, uint256 other) = Waterfall.carry(30, 50, 80);
        assertEq(energy, 30, "all energy, where all is borne out");
        assertEq(other, 50, "all other");
        (energy, other) = Waterfall.carry(30, 50, 79);
        assertEq(energy, 30, "all energy");
        assertEq(other, 49, "and of other what is left");
        (energy, other) = Waterfall.carry(30, 50, 29);
        assertEq(energy, 29, "energy in part");
        assertEq(other, 0, "and nothing else");
    }

    function testFuzz_noMoreIsCarriedOnThanIsBorneOut(uint128 energy, uint128 other, uint256 most) public pure {
        (uint256 keptEnergy, uint256 keptOther) = Waterfall.carry(energy, other, most);
        uint256 all = uint256(energy) + other;
        assertEq(keptEnergy + keptOther, all < most ? all : most, "all of it, or the most");
        assertEq(keptEnergy, energy < most ? energy : most, "energy first");
    }

    /// @dev The vault has received 60 of a cost of 100: it takes 80 % until it has the missing 40, and 30 % of what is
    ///      left.
    function test_theShareStepsWhereTheCostIsRecovered() public pure {
        Split memory terms = Split(8_000, 3_000, 40);
        assertEq(Waterfall.operatorPart(50, terms, 0), 10, "50 of the residual bring the vault to the step");
        assertEq(Waterfall.operatorPart(150, terms, 0), 80, "10 before the step, 70 after it");
        assertEq(Waterfall.operatorPart(150, terms, 40), 105, "the preferred part counts too");
        assertEq(Waterfall.operatorPart(150, Split(8_000, 0, 40), 0), 30, "without a step, one share");
    }

    function testFuzz_aStepAppliedAtOnceOrInTwoIsTheSame(uint64 first, uint64 second, uint64 missing) public pure {
        Split memory terms = Split(8_000, 3_000, missing);
        uint256 whole = Waterfall.operatorPart(uint256(first) + second, terms, 0);
        uint256 early = Waterfall.operatorPart(first, terms, 0);
        uint256 received = first - early;
        uint256 left = received > missing ? 0 : missing - received;
        uint256 late = Waterfall.operatorPart(second, Split(8_000, 3_000, left), 0);
        assertNear(early + late, whole, 2, "but for what each rounds down");
    }

    function _sum(Lines memory lines) private pure returns (uint256) {
        return
            lines.energyCarried +
            lines.otherCarried +
            lines.energy +
            lines.other +
            lines.interest +
            lines.principal +
            lines.reserve +
            lines.preferred +
            lines.toVault +
            lines.trapped +
            lines.toOperator;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CovenantFigures, CovenantTerms} from "../../../contracts/interfaces/FacilityTypes.sol";
import {Covenant, Evidence} from "../../../contracts/facilities/lib/Covenant.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice Three tests, three tiers: up at once, down after enough good reports.
contract CovenantTest is SolidityTest {
    Covenant private _covenant;

    function setUp() public {
        CovenantTerms memory terms;
        (terms.periods, terms.curePeriods) = (3, 2);
        terms.coverageBps = [uint16(12_500), 11_000, 10_000];
        terms.loanToValueBps = [uint16(8_000), 9_000, 10_000];
        terms.priceBps = [uint16(10_000), 9_000, 8_000];
        terms.priceLow = 2_000_000;
        this.set(terms);
    }

    function set(CovenantTerms calldata terms) external {
        _covenant.set(terms);
    }

    function test_upAtOnceAndDownOneByOne() public {
        _covenant.periods = 1;
        assertEq(_report(1_250), 0, "at the threshold it is kept");
        assertEq(_report(1_249), 1, "tier 1");
        assertEq(_report(900), 3, "tier 3 at once");
        assertEq(_report(2_000), 3, "one good report is not two");
        assertEq(_report(2_000), 2, "two are");
        assertEq(_report(2_000), 2, "and two more for the next");
        assertEq(_report(1_050), 2, "the same tier again: the count begins anew");
        assertEq(_report(2_000), 2, "one");
        assertEq(_report(2_000), 1, "two");
        assertEq(_report(2_000), 1, "one");
        assertEq(_report(2_000), 0, "kept again");
    }

    function test_coverageLooksBackOverItsPeriods() public {
        assertEq(_report(2_000), 0, "2.0");
        assertEq(_report(500), 0, "1.25 on average of two");
        assertEq(_report(1_249), 1, "1.2497 of three");
        assertEq(_report(1_251), 2, "1.0, and not below it, now that the good one has left");
        assertEq(_report(499), 3, "0.9997");
    }

    function test_lossesAreNoCoverageAtAll() public {
        assertEq(_report(-5_000), 3, "below nothing");
        assertEq(_covenant.income, -5_000, "and remembered as they are");
    }

    function test_theWorstTestCounts() public {
        Evidence memory e = Evidence(2_000, 1_000, 850, 1_000, 1_700_000, 3_600);
        (uint8 asked, , CovenantFigures memory figures) = _covenant.test(e);
        assertEq(asked, 2, "0.85 of the low price is tier 2, 85 % of the mark tier 1");
        assertEq(figures.coverageBps, 20_000, "coverage");
        assertEq(figures.loanToValueBps, 8_500, "loan to value");
        assertEq(figures.priceBps, 8_500, "price");
    }

    function test_aValueAtAThresholdKeepsItsTierAndAUnitMoreDoesNot() public {
        uint256[3] memory thresholds = [uint256(8_000), 9_000, 10_000];
        for (uint256 tier = 0; tier < 3; ++tier) {
            assertEq(_askedByValue(thresholds[tier]), tier, "at the threshold");
            assertEq(_askedByValue(thresholds[tier] + 1), tier + 1, "a unit above it");
        }
    }

    function test_whatIsNotThereIsNotTested() public {
        (uint8 asked, , CovenantFigures memory figures) = _covenant.test(Evidence(-1, 0, 1_000, 0, 0, 0));
        assertEq(asked, 0, "no service, no mark, no GPU-hour sold");
        assertEq(figures.coverageBps, type(int256).max, "coverage");
        assertEq(figures.loanToValueBps, type(uint256).max, "loan to value");
        assertEq(figures.priceBps, type(uint256).max, "price");
    }

    function testFuzz_sumsAreThoseOfTheLastReports(int64[8] memory incomes) public {
        int256 sum;
        for (uint256 i = 0; i < incomes.length; ++i) {
            _covenant.test(Evidence(incomes[i], 7, 0, 0, 0, 0));
            sum += incomes[i];
            if (i >= 3) sum -= incomes[i - 3];
        }
        assertEq(_covenant.income, sum, "income");
        assertEq(_covenant.service, 21, "service");
    }

    /// @dev Of hardware that is marked at 10,000.
    function _askedByValue(uint256 value) private returns (uint256 asked) {
        (asked, , ) = _covenant.test(Evidence(0, 0, value, 10_000, 0, 0));
    }

    function _report(int256 income) private returns (uint256 tier) {
        _covenant.test(Evidence(income, 1_000, 0, 0, 0, 0));
        return _covenant.tier;
    }
}

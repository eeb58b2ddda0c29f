// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {CovenantFigures, CovenantState, CovenantTerms} from "../../interfaces/FacilityTypes.sol";

/// @notice Covenants of a facility as stored. Thresholds in bps, 0: not tested.
struct Covenant {
    // slot 0: the terms
    uint96 priceLow; // base units per GPU-hour
    uint16 coverage1;
    uint16 coverage2;
    uint16 coverage3;
    uint16 loanToValue1;
    uint16 loanToValue2;
    uint16 loanToValue3;
    uint16 price1;
    uint16 price2;
    uint16 price3;
    uint8 periods; // looked back over; 0: no covenants
    uint8 curePeriods;
    // slot 1: how it stands
    uint8 tier;
    uint8 good; // reports in a row that asked for less
    uint8 next; // where the next report goes in the ring
    int112 income; // sum over the ring, base units
    uint112 service;
    // slot 2: the reports looked back over
    mapping(uint256 index => Trailing) ring;
}

/// @notice One report as coverage looks back on it, base units.
struct Trailing {
    int128 income; // gross less running costs
    uint128 service; // debt service of the same time
}

/// @notice What a report shows.
struct Evidence {
    int256 income; // base units
    uint256 service; // base units
    uint256 value; // base units outstanding, or depreciated
    uint256 marked; // base units, what the hardware is marked at; 0: there is no mark
    uint256 gross; // base units
    uint256 sold; // GPU-seconds
}

using CovenantLib for Covenant global;

/// @title CovenantLib
/// @notice Three tests with three tiers each: trailing coverage, loan to value, price of a GPU-hour. The worst one
///         counts. Up at once; down by one after enough reports in a row that ask for less.
/// @dev All comparisons by cross-multiplication: a threshold is never rounded.
library CovenantLib {
    using SafeCast for int256;
    using SafeCast for uint256;

    uint256 private constant BPS = 10_000;
    uint256 private constant HOUR = 1 hours;
    uint256 private constant NOT_TESTED = type(uint256).max;

    function set(Covenant storage self, CovenantTerms calldata terms) internal {
        self.priceLow = terms.priceLow;
        (self.coverage1, self.coverage2, self.coverage3) = _three(terms.coverageBps);
        (self.loanToValue1, self.loanToValue2, self.loanToValue3) = _three(terms.loanToValueBps);
        (self.price1, self.price2, self.price3) = _three(terms.priceBps);
        (self.periods, self.curePeriods) = (terms.periods, terms.curePeriods);
    }

    function state(Covenant storage self) internal view returns (CovenantState memory s) {
        s.terms.priceLow = self.priceLow;
        s.terms.coverageBps = [self.coverage1, self.coverage2, self.coverage3];
        s.terms.loanToValueBps = [self.loanToValue1, self.loanToValue2, self.loanToValue3];
        s.terms.priceBps = [self.price1, self.price2, self.price3];
        (s.terms.periods, s.terms.curePeriods) = (self.periods, self.curePeriods);
        (s.tier, s.good, s.income, s.service) = (self.tier, self.good, self.income, self.service);
    }

    /// @notice Takes a report in and moves the tier.
    /// @return asked The tier this report asks for by itself
    /// @return before The tier so far
    function test(
        Covenant storage self,
        Evidence memory e
    ) internal returns (uint8 asked, uint8 before, CovenantFigures memory figures) {
        before = self.tier;
        _lookBack(self, e);
        asked = _askedFor(self, e, figures);
        if (asked > before) (self.tier, self.good) = (asked, 0);
        if (asked == before) self.good = 0;
        if (asked < before) {
            uint8 good = self.good + 1;
            bool enough = good >= self.curePeriods;
            (self.tier, self.good) = enough ? (before - 1, 0) : (before, good);
        }
    }

    /// @dev The newest report takes the place of the oldest.
    function _lookBack(Covenant storage self, Evidence memory e) private {
        uint256 place = self.next;
        Trailing memory oldest = self.ring[place];
        self.ring[place] = Trailing(e.income.toInt128(), e.service.toUint128());
        self.next = uint8((place + 1) % self.periods);
        self.income = (self.income + e.income - oldest.income).toInt112();
        self.service = (self.service + e.service - oldest.service).toUint112();
    }

    function _askedFor(
        Covenant storage self,
        Evidence memory e,
        CovenantFigures memory figures
    ) private view returns (uint8 tier) {
        (int256 income, uint256 service) = (self.income, self.service);
        (figures.coverageBps, figures.loanToValueBps) = (type(int256).max, NOT_TESTED);
        figures.priceBps = NOT_TESTED;
        if (service > 0) {
            figures.coverageBps = (income * int256(BPS)) / int256(service);
            uint256 earned = income > 0 ? uint256(income) : 0;
            tier = _below(earned, service, self.coverage1, self.coverage2, self.coverage3);
        }
        if (e.marked > 0) {
            figures.loanToValueBps = (e.value * BPS) / e.marked;
            uint8 asked = _above(e.value, e.marked, self.loanToValue1, self.loanToValue2, self.loanToValue3);
            tier = uint8(Math.max(tier, asked));
        }
        if (e.sold > 0 && self.priceLow > 0) {
            uint256 low = self.priceLow * e.sold;
            figures.priceBps = (e.gross * HOUR * BPS) / low;
            tier = uint8(Math.max(tier, _below(e.gross * HOUR, low, self.price1, self.price2, self.price3)));
        }
    }

    function _below(uint256 part, uint256 whole, uint16 one, uint16 two, uint16 three) private pure returns (uint8) {
        if (part * BPS < three * whole) return 3;
        if (part * BPS < two * whole) return 2;
        return part * BPS < one * whole ? 1 : 0;
    }

    function _above(uint256 part, uint256 whole, uint16 one, uint16 two, uint16 three) private pure returns (uint8) {
        if (three != 0 && part * BPS > three * whole) return 3;
        if (two != 0 && part * BPS > two * whole) return 2;
        return one != 0 && part * BPS > one * whole ? 1 : 0;
    }

    function _three(uint16[3] calldata of_) private pure returns (uint16, uint16, uint16) {
        return (of_[0], of_[1], of_[2]);
    }
}

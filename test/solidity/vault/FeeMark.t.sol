// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FeeMark, FeeMarkLib} from "../../../contracts/vault/FeeMark.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice The fee is the rate of the highest profit and never more, however it is sliced and paid out.
contract FeeMarkTest is SolidityTest {
    uint256 private constant BPS = 10_000;

    function testFuzz_theWordKeepsItsParts(int96 cash, uint96 mark, uint16 bps, bool carried) public pure {
        FeeMark word = FeeMarkLib.pack(cash, mark, bps, carried);
        assertEq(word.sourceCash(), cash, "source cash");
        assertEq(word.mark(), mark, "mark");
        assertEq(word.bps(), bps, "bps");
        assertEq(word.hasCarried(), carried, "carried");
        assertEq(word.withCarried(!carried).hasCarried(), !carried, "carried, turned");
        FeeMark moved = word.withSourceCash(-int256(cash));
        assertEq(moved.sourceCash(), 0, "source cash, taken away");
        assertEq(moved.mark(), mark, "mark stays");
        assertEq(moved.bps(), bps, "bps stay");
    }

    function testFuzz_aFeeIsNeverMoreThanTheGainOrTheRateOfTheProfit(
        uint64 mark,
        uint96 profit,
        uint80 most,
        uint16 bps
    ) public pure {
        bps = uint16(bound(bps, 0, 2_000));
        FeeMark before = FeeMarkLib.pack(0, mark, bps, false);
        (FeeMark raised, uint256 fee) = before.withFee(int256(uint256(profit)), most);
        assertLe(fee, most, "no more than there is");
        assertGe(raised.mark(), mark, "the mark never falls");
        if (bps != 0) assertLe(raised.mark(), profit > mark ? profit : mark, "nor rises above the profit");
        assertEq(raised.owed() - before.owed(), fee, "what is owed rises by the fee");
        uint256 due = profit > mark ? (uint256(profit) * bps) / BPS - before.owed() : 0;
        assertEq(fee, due < most ? due : most, "all that is due, as far as it goes");
    }

    function testFuzz_noProfitNoFee(uint64 mark, int96 profit, uint80 most, uint16 bps) public pure {
        profit = profit > int96(uint96(mark)) ? int96(uint96(mark)) : profit;
        FeeMark before = FeeMarkLib.pack(0, mark, bound(bps, 0, 2_000), false);
        (FeeMark raised, uint256 fee) = before.withFee(profit, most);
        assertEq(fee, 0, "none");
        assertEq(FeeMark.unwrap(raised), FeeMark.unwrap(before), "and nothing changes");
    }

    /// @dev Profits up and down, fees cut short, payouts at any time.
    function testFuzz_allFeesAreAtMostTheRateOfTheHighestProfit(uint256 seed, uint16 rate) public pure {
        uint256 bps = bound(rate, 1, 2_000);
        FeeMark word = FeeMarkLib.pack(0, 0, bps, false);
        uint256 base;
        uint256 paid;
        uint256 highest;
        uint256 payouts;
        bool isEverCut;
        for (uint256 i = 0; i < 30; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            // As counted by the word: what payouts took off is off both sides.
            int256 profit = int256((seed >> 8) % 1e12) - 2e11;
            if (profit > int256(highest)) highest = uint256(profit);
            uint256 most = seed % 3 == 0 ? (seed >> 100) % 1e9 : type(uint96).max;
            if (seed % 3 == 0) isEverCut = true;
            (word, ) = word.withFee(profit - int256(base), most);
            if ((seed >> 200) % 4 == 0) {
                paid += word.owed();
                uint256 off;
                (word, off) = word.paidOut();
                base += off;
                ++payouts;
                assertEq(word.owed(), 0, "nothing is owed after a payout");
                assertEq(word.sourceCash(), -int256(base), "source cash fell by as much as the mark");
            }
            assertLe((paid + word.owed()) * BPS, bps * highest, "4: never above the rate of the highest profit");
            assertLe(word.mark() + base, highest, "4: nor the mark above it");
        }
        if (isEverCut) return;
        assertGe((paid + word.owed() + payouts + 1) * BPS, bps * highest, "4: and all of it, but a unit a payout");
    }
}

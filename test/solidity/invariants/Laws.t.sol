// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SolidityTest} from "../support/SolidityTest.sol";
import {Handler} from "./Handler.sol";

contract ScriptedHandler is Handler(6) {}

/// @notice One long life of the protocol, the same every time, and one test for each law: that it was looked at, and
///         that it held. The twelfth, gas that does not grow, is in `ConstantGas`.
contract LawsTest is SolidityTest {
    uint256 private constant CALLS = 60;

    Handler private _handler;

    function setUp() public {
        _handler = new ScriptedHandler();
        bytes4[] memory entryPoints = _handler.entryPoints();
        // First what needs a facility of its own: there is no room for many.
        bytes4 reserve = _handler.letTheReservePay.selector;
        for (uint256 i = 0; i < 8 && _handler.runs(reserve) == 0; ++i) {
            _call(reserve, uint256(keccak256(abi.encode(i, "reserve", "lives"))));
        }
        for (uint256 i = 0; i < CALLS; ++i) {
            uint256 r = uint256(keccak256(abi.encode(i, "lives")));
            _call(entryPoints[r % entryPoints.length], r >> 8);
        }
        _handler.bringAboutWhatIsMissing();
        bytes4[14] memory rare = [
            _handler.repayDebt.selector,
            _handler.wholePeriod.selector,
            _handler.settleAfterSale.selector,
            _handler.closeResolution.selector,
            _handler.retireGpus.selector,
            _handler.openByAnyone.selector,
            _handler.closeByAnyone.selector,
            _handler.recover.selector,
            _handler.recoverAsIncome.selector,
            _handler.spendWhatEpochsWaitFor.selector,
            _handler.settleQueue.selector,
            _handler.letTheReservePay.selector,
            _handler.keepUp.selector,
            _handler.cancelWhileDelinquent.selector
        ];
        for (uint256 i = 0; i < 600 && !_everythingHappened(); ++i) {
            _call(rare[i % rare.length], uint256(keccak256(abi.encode(i, "rare"))));
        }
    }

    function test_law1_holdersHoldWhatTheyOwe() public view {
        _assertKept(1);
    }

    function test_law2_cashIsWhatCameInLessWhatWentOut() public view {
        _assertKept(2);
    }

    function test_law3_linesAddUpToTheCash() public view {
        _assertKept(3);
    }

    function test_law4_noMoreIsDistributedThanWasReported() public view {
        _assertKept(4);
    }

    function test_law5_noTransactionRaisesThePrice() public view {
        _assertKept(5);
    }

    function test_law6_thePriceMovesByVestingDepreciationAndBookedLosses() public view {
        _assertKept(6);
    }

    function test_law7_nothingIsGainedWithinOneSecond() public view {
        _assertKept(7);
    }

    function test_law8_valueNeverExceedsCostAndEndsAtSalvage() public view {
        _assertKept(8);
        assertGt(_handler.endsOfLife(), 0, "8: a life came to its end");
    }

    function test_law9_vestedLockedAndAbsorbedIsAllThatWasEverLocked() public view {
        _assertKept(9);
    }

    function test_law10_settledMoneyIsClaimableInFull() public view {
        _assertKept(10);
    }

    function test_law11_onlyAQuorumMakesAReportFinal() public view {
        _assertKept(11);
    }

    function test_law13_nobodyClosesOnATitleAndLossesStayClaimed() public view {
        _assertKept(13);
    }

    function test_law15_aBookingLowersNoExitAndNoAnnouncementAnEntry() public view {
        _assertKept(15);
    }

    function test_law14_doubtMovesADeadlineOnceAndWithinItsBound() public view {
        _assertKept(14);
    }

    function test_everythingThatMattersHappened() public view {
        bytes4[] memory entryPoints = _handler.entryPoints();
        for (uint256 i = 0; i < entryPoints.length; ++i) {
            assertGt(_handler.runs(entryPoints[i]), 0, string.concat("entry point never ran: ", vm.toString(i)));
        }
        assertGt(_handler.endsOfLife(), 0, "a life came to its end");
        assertGt(_handler.missedDeadlines(), 0, "depreciation began at a missed deadline");
        assertGt(_handler.shortfalls(), 0, "less was paid than was reported");
        assertGt(_handler.paymentsSettled(), 0, "a payment settled what was final");
        assertGt(_handler.excesses(), 0, "more was paid than was reported");
        assertGt(_handler.reportsAfterSale(), 0, "a period was reported after its cluster had been sold");
        assertGt(_handler.cures(), 0, "what was delinquent was cured");
        assertGt(_handler.borneByBonds(), 0, "a bond bore a loss");
        assertGt(_handler.borneByReserves(), 0, "a reserve bore a loss");
        assertGt(_handler.debtsEnded(), 0, "a debt was repaid to the last unit");
        assertGt(_handler.helpedOut(), 0, "a reserve helped a payment out");
        assertGt(_handler.feesTaken(), 0, "a fee was taken");
        assertGt(_handler.feesPaid(), 0, "and paid");
        assertGt(_handler.partSettlements(), 0, "an epoch was settled in part");
        assertGt(_handler.settlementsRefused(), 0, "who is patient waited for a cure");
        assertGt(_handler.patientSettlements(), 0, "who was patient was paid");
        assertGt(_handler.anyPriceSettlements(), 0, "who took any price was paid");
        assertGt(_handler.settlementsPastPatient(), 0, "who took any price was paid past who was patient");
        assertGt(_handler.redeemed(), 0, "a pledge went back to its borrower");
        assertGt(_handler.burnt(), 0, "a title was burnt");
        assertGt(_handler.madeGood(), 0, "a recovery made a loss good");
        assertTrue(_everythingHappened(), "and all of it in one life");
    }

    function _everythingHappened() private view returns (bool) {
        bool lives = _handler.endsOfLife() > 0 && _handler.missedDeadlines() > 0 && _handler.cures() > 0;
        bool rents = _handler.shortfalls() > 0 && _handler.excesses() > 0 && _handler.reportsAfterSale() > 0;
        bool losses = _handler.borneByBonds() > 0 && _handler.borneByReserves() > 0;
        bool debts = _handler.debtsEnded() > 0 && _handler.helpedOut() > 0;
        debts = debts && _handler.runs(_handler.letTheReservePay.selector) > 0;
        bool ends = _handler.redeemed() > 0 && _handler.burnt() > 0 && _handler.madeGood() > 0;
        bool exits = _handler.partSettlements() > 0 && _handler.settlementsRefused() > 0;
        bool classes = _handler.patientSettlements() > 0 && _handler.settlementsPastPatient() > 0;
        return ends && lives && rents && losses && debts && exits && classes;
    }

    function _assertKept(uint256 law) private view {
        string memory breach = _handler.breachOf(law);
        assertEq(breach, "", breach);
        assertGt(_handler.looksAt(law), 0, string.concat(vm.toString(law), ": nobody looked"));
    }

    function _call(bytes4 entryPoint, uint256 r) private {
        // solhint-disable-next-line avoid-low-level-calls
        (bool ok, bytes memory reason) = address(_handler).call(abi.encodePacked(entryPoint, r, r >> 1, r >> 2));
        if (ok) return;
        assembly ("memory-safe") {
            revert(add(reason, 32), mload(reason))
        }
    }
}

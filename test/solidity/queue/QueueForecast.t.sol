// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RedemptionQueue} from "../../../contracts/RedemptionQueue.sol";
import {IAssetSource} from "../../../contracts/interfaces/IAssetSource.sol";
import {IGpuYieldVault, VaultState} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {Basis, ExitForecast} from "../../../contracts/interfaces/IRedemptionQueue.sol";
import {MockToken} from "../../../contracts/mocks/MockToken.sol";
import {SolidityTest} from "../support/SolidityTest.sol";
import {PayingVault} from "./PayingVault.sol";

/// @notice What the exit forecast makes of cash, of what is owed to all sources, and of the last end in any of them.
contract QueueForecastTest is SolidityTest {
    uint32 private constant EPOCH = 1 days;
    uint256 private constant WORTH = 70; // of any shares

    PayingVault private _vault;
    RedemptionQueue private _queue;
    address[] private _sources = [actor("shares"), actor("loans")];

    function setUp() public {
        _vault = new PayingVault(new MockToken("Dollar", "USD", 6), EPOCH);
        _queue = _vault.queue();
        _mock(abi.encodeCall(IGpuYieldVault.sources, ()), abi.encode(_sources));
        vm.mockCall(
            address(_vault),
            abi.encodePacked(bytes4(keccak256("convertToAssets(uint256)"))),
            abi.encode(WORTH)
        );
    }

    function test_cashCoversEverythingAhead() public {
        _given(2 * WORTH, 0, 0);
        ExitForecast memory forecast = _queue.exitForecast(1, false);
        assertEq(uint256(forecast.earliestBasis), uint256(Basis.CashThere), "basis");
        assertEq(forecast.earliest, _queue.genesis() + EPOCH, "earliest");
        assertEq(forecast.assetsAhead + forecast.ownAssets, 2 * WORTH, "assets");
    }

    function test_cashAndRentOwedDo() public {
        _given(2 * WORTH - 5, 5, 0);
        ExitForecast memory forecast = _queue.exitForecast(1, false);
        assertEq(uint256(forecast.earliestBasis), uint256(Basis.RentOwed), "basis");
        assertEq(forecast.scheduledInflow, 5, "inflow");
    }

    function test_neitherDo() public {
        _given(2 * WORTH - 5, 4, 0);
        assertEq(uint256(_queue.exitForecast(1, false).earliestBasis), uint256(Basis.NewCash), "basis");
    }

    function test_theWorstIsTheLastEndOfHardware() public {
        uint40 lastEnd = uint40(vm.getBlockTimestamp() + 1_000 days);
        _given(0, 0, lastEnd);
        ExitForecast memory forecast = _queue.exitForecast(1, false);
        assertEq(forecast.worst, lastEnd, "worst");
        assertEq(uint256(forecast.worstBasis), uint256(Basis.HardwareResolved), "basis");
    }

    function test_theWorstIsNeverBeforeTheEarliest() public {
        _given(0, 0, uint40(vm.getBlockTimestamp()));
        ExitForecast memory forecast = _queue.exitForecast(1, false);
        assertEq(forecast.worst, forecast.earliest, "worst");
    }

    function test_whilePatientRequestsWaitTheyWaitForACure() public {
        uint40 lastEnd = uint40(vm.getBlockTimestamp() + 1_000 days);
        _given(2 * WORTH, 0, lastEnd);
        _vault.setExit(true, true);
        ExitForecast memory forecast = _queue.exitForecast(1, false);
        assertEq(uint256(forecast.earliestBasis), uint256(Basis.Cure), "basis");
        assertEq(forecast.earliest, 0, "unknown");
        assertEq(forecast.worst, lastEnd + EPOCH, "worst");
    }

    function test_atAnyPriceNobodyWaitsForACure() public {
        _given(2 * WORTH, 0, 0);
        _vault.setExit(true, true);
        ExitForecast memory forecast = _queue.exitForecast(1, true);
        assertEq(uint256(forecast.earliestBasis), uint256(Basis.CashThere), "basis");
        assertEq(forecast.earliest, _queue.genesis() + EPOCH, "earliest");
        assertEq(forecast.worst, forecast.earliest, "worst");
    }

    function test_patientOnesAreAheadOfWhoTakesAnyPriceUnlessTheyWait() public {
        _given(0, 0, 0);
        address ann = actor("ann");
        _vault.mint(ann, 100);
        vm.startPrank(ann);
        _queue.requestRedeem(60, ann, ann);
        _queue.requestRedeemAtAnyPrice(40, ann, ann);
        vm.stopPrank();
        assertEq(_queue.exitForecast(1, false).sharesAhead, 100, "everybody");
        assertEq(_queue.exitForecast(1, true).sharesAhead, 100, "everybody");
        _vault.setExit(true, true);
        assertEq(_queue.exitForecast(1, false).sharesAhead, 100, "everybody may be paid before");
        assertEq(_queue.exitForecast(1, true).sharesAhead, 40, "who does not wait");
    }

    function _given(uint256 cash, uint256 receivable, uint40 lastEnd) private {
        VaultState memory state;
        state.cash = cash;
        _mock(abi.encodeCall(IGpuYieldVault.state, ()), abi.encode(state));
        // One of the two owes the more, the other ends the later.
        _mockOutlook(_sources[0], receivable - receivable / 3, lastEnd / 2);
        _mockOutlook(_sources[1], receivable / 3, lastEnd);
    }

    function _mockOutlook(address source, uint256 receivable, uint40 lastEnd) private {
        vm.mockCall(source, abi.encodeCall(IAssetSource.outlook, ()), abi.encode(receivable, lastEnd));
    }

    function _mock(bytes memory call, bytes memory answer) private {
        vm.mockCall(address(_vault), call, answer);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ProtocolFixture} from "../solidity/support/ProtocolFixture.sol";
import {SolidityTest} from "../solidity/support/SolidityTest.sol";

/// @notice One protocol with so many facilities behind it, and so much history.
contract World is ProtocolFixture {
    address private _holder = actor("holder");
    address private _other = actor("other");
    uint256 private _first;

    constructor(uint256 facilities, uint256 periods, uint256 depositors) {
        deployProtocol(6, 1_000);
        depositAs(_holder, 100_000_000 * unit);
        asset.mint(_holder, 1_000_000 * unit);
        vm.prank(_holder);
        asset.approve(address(vault), type(uint256).max);
        depositAs(_other, 1_000 * unit);
        for (uint256 i = 2; i < depositors; ++i) {
            depositAs(address(uint160(1_000 + i)), 1_000 * unit);
        }
        _first = financeCluster(500_000 * unit, 50_000 * unit, 3_650 days);
        for (uint256 i = 1; i < facilities; ++i) {
            financeCluster(1_000 * unit, 100 * unit, uint32((3_650 + i) * 1 days));
        }
        for (uint256 i = 0; i < periods; ++i) {
            skip(1 days);
            settlePeriod(_first, 5_000 + i, 2 * unit);
        }
        // The other facilities are late from their deadline on, and their wear begins.
        skip(MAX_PERIOD + REPORTING_DELAY);
        carryOutDue();
        // Two more periods: one settled, whose rent is vesting; one final and paid, not settled.
        (, , , , uint40 start, ) = oracle.nextReport(_first);
        submit(nextReportOf(_first, start + MAX_PERIOD, 5_000, 2 * unit));
        skip(LONG_WINDOW);
        payIn(_first, 2_000_000 * unit);
        book.settle(_first);
        submit(nextReportOf(_first, vm.getBlockTimestamp(), 5_000, 2 * unit));
        skip(LONG_WINDOW);
    }

    function gasOfDeposit() external returns (uint256 gas) {
        vm.prank(_holder);
        gas = gasleft();
        vault.deposit(1_000 * unit, _holder);
        gas -= gasleft();
    }

    function gasOfWithdrawal() external returns (uint256 gas) {
        vm.prank(_holder);
        gas = gasleft();
        vault.withdraw(1_000 * unit, _holder, _holder);
        gas -= gasleft();
    }

    function gasOfTransfer() external returns (uint256 gas) {
        vm.prank(_holder);
        gas = gasleft();
        vault.transfer(_other, 1e12);
        gas -= gasleft();
    }

    function gasOfSettlement() external returns (uint256 gas) {
        gas = gasleft();
        book.settle(_first);
        gas -= gasleft();
    }

    function gasOfConversion() external view returns (uint256 gas) {
        gas = gasleft();
        vault.convertToAssets(1e12);
        gas -= gasleft();
    }

    /// @notice What is due is carried out before anybody measures.
    function carryOutDue() public {
        while (book.sync(32) > 0) {}
    }
}

/// @notice The twelfth law: what a call costs does not grow with depositors, facilities or history.
/// @dev Both worlds are built before the test's own transaction, so every slot is cold in both.
contract ConstantGasTest is SolidityTest {
    World private _small;
    World private _large;

    function setUp() public {
        uint256 beginning = vm.getBlockTimestamp();
        _small = new World(2, 4, 2);
        vm.warp(beginning);
        _large = new World(100, 12, 100);
        // Both live at the end of the longer history, and in both rent is vesting and others are late.
        _small.carryOutDue();
        _large.carryOutDue();
    }

    function test_law12_deposit() public {
        _assertConstant(_small.gasOfDeposit(), _large.gasOfDeposit());
    }

    function test_law12_withdraw() public {
        _assertConstant(_small.gasOfWithdrawal(), _large.gasOfWithdrawal());
    }

    function test_law12_transfer() public {
        _assertConstant(_small.gasOfTransfer(), _large.gasOfTransfer());
    }

    function test_law12_settle() public {
        // Where others' due items lie near its own, a word of the schedule is there already, and it is cheaper.
        assertLe(_large.gasOfSettlement(), (_small.gasOfSettlement() * 201) / 200, "12: it does not grow");
    }

    function test_law12_convertToAssets() public view {
        _assertConstant(_small.gasOfConversion(), _large.gasOfConversion());
    }

    /// @dev Numbers of another size take another branch of the arithmetic: half a per cent, either way.
    function _assertConstant(uint256 small, uint256 large) private pure {
        assertGt(small, 1_000, "12: something was measured");
        assertNear(large, small, small / 200, "12");
    }
}

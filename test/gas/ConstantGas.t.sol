// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {VaultState} from "../../contracts/interfaces/IGpuYieldVault.sol";
import {ProtocolFixture} from "../solidity/support/ProtocolFixture.sol";
import {SolidityTest} from "../solidity/support/SolidityTest.sol";

/// @notice What users and facilities do, and what each costs.
abstract contract Measured is ProtocolFixture {
    address internal holder = actor("holder");
    address internal other = actor("other");
    uint256 internal first;
    uint256 internal requestId; // of the first request

    function gasOfDeposit() external returns (uint256 gas) {
        vm.prank(holder);
        gas = gasleft();
        vault.deposit(1_000 * unit, holder);
        gas -= gasleft();
    }

    function gasOfWithdrawal() external returns (uint256 gas) {
        vm.prank(holder);
        gas = gasleft();
        vault.withdraw(1_000 * unit, holder, holder);
        gas -= gasleft();
    }

    function gasOfTransfer() external returns (uint256 gas) {
        vm.prank(holder);
        gas = gasleft();
        vault.transfer(other, 1e12);
        gas -= gasleft();
    }

    function gasOfSettlement() external returns (uint256 gas) {
        gas = gasleft();
        revenueShares.settle(first);
        gas -= gasleft();
    }

    function gasOfClaimingEarnings() external returns (uint256 gas) {
        uint256[] memory clusters = new uint256[](1);
        clusters[0] = first;
        vm.prank(operator);
        gas = gasleft();
        revenueShares.claimEarnings(clusters, operator);
        gas -= gasleft();
    }

    function gasOfSettlingAnEpoch() external returns (uint256 gas) {
        gas = gasleft();
        queue.settle();
        gas -= gasleft();
    }

    function gasOfClaimingFromTheQueue() external returns (uint256 gas) {
        vm.prank(holder);
        gas = gasleft();
        queue.claim(requestId, holder, holder);
        gas -= gasleft();
    }

    function gasOfConversion() external view returns (uint256 gas) {
        gas = gasleft();
        vault.convertToAssets(1e12);
        gas -= gasleft();
    }

    /// @notice What is due is carried out before anybody measures.
    function carryOutDue() public {
        while (vault.accrue(32) > 0) {}
    }

    function _open() internal {
        deployProtocol(6, 1_000);
        depositAs(holder, 100_000_000 * unit);
        asset.mint(holder, 1_000_000 * unit);
        vm.prank(holder);
        asset.approve(address(vault), type(uint256).max);
        depositAs(other, 1_000 * unit);
    }

    /// @dev Small ones of many lives, so that each ends in a tick of its own.
    function _finance(uint256 facilities) internal {
        for (uint256 i = 0; i < facilities; ++i) {
            financeCluster(1_000 * unit, 100 * unit, uint32((3_650 + i) * 1 days));
        }
    }
}

/// @notice One protocol with so many facilities behind it, so many people in it, and so much history.
contract World is Measured {
    constructor(uint256 facilities, uint256 periods, uint256 depositors) {
        _open();
        for (uint256 i = 2; i < depositors; ++i) depositAs(_someone(i), 1_000 * unit);
        first = financeCluster(500_000 * unit, 50_000 * unit, 3_650 days);
        _finance(facilities - 1);
        _everybodyAsks(depositors);
        for (uint256 i = 0; i < periods; ++i) {
            skip(1 days);
            settlePeriod(first, 5_000 + i, 2 * unit);
        }
        // One epoch is settled and not claimed, one will be closed and not settled.
        queue.settle();
        _everybodyAsks(depositors);
        // The other facilities are delinquent from their deadline on, and their depreciation begins.
        skip(MAX_PERIOD + REPORTING_DELAY);
        carryOutDue();
        // Two more periods: one settled, whose rent is vesting; one final and paid, not settled.
        (, , , , uint40 start, ) = oracle.nextReport(first);
        submit(nextReportOf(first, start + MAX_PERIOD, 5_000, 2 * unit));
        skip(LONG_WINDOW);
        payIn(first, 2_000_000 * unit);
        submit(nextReportOf(first, vm.getBlockTimestamp(), 5_000, 2 * unit));
        skip(LONG_WINDOW);
    }

    function _everybodyAsks(uint256 depositors) private {
        _ask(holder);
        for (uint256 i = 2; i < depositors; ++i) _ask(_someone(i));
    }

    function _ask(address who) private {
        vm.prank(who);
        uint256 id = queue.requestRedeem(1e12, who, who);
        if (requestId == 0) requestId = id;
    }

    function _someone(uint256 i) private pure returns (address) {
        return address(uint160(1_000 + i));
    }
}

/// @notice So many facilities that fall silent together: in one tick all of them are delinquent, and one markdown
///         period later all are fully marked down.
contract Silence is Measured {
    uint256 public delinquentFrom;

    constructor(uint256 facilities) {
        _open();
        _finance(facilities);
        delinquentFrom = lens.facility(1).deadline;
        assertEq(lens.facility(facilities).deadline, delinquentFrom, "all in one tick");
    }

    function delinquentValue() external view returns (uint256) {
        return vault.state().delinquentValue / unit;
    }

    /// @return Whether all is unrealised that is financed, as at the end of a markdown it is.
    function isMarkedDown() external view returns (bool) {
        VaultState memory s = vault.state();
        return s.unrealisedLoss >= s.value && s.value != 0;
    }
}

/// @notice The twelfth law: what a call costs does not grow with depositors, requests, facilities or history.
/// @dev All worlds are built before the test's own transaction, so every slot is cold in all of them.
contract ConstantGasTest is SolidityTest {
    World private _small;
    World private _middle;
    World private _large;
    World private _huge;

    function setUp() public {
        uint256 beginning = vm.getBlockTimestamp();
        _small = new World(2, 4, 3);
        vm.warp(beginning);
        _middle = new World(10, 8, 10);
        vm.warp(beginning);
        _large = new World(100, 10, 100);
        vm.warp(beginning);
        _huge = new World(1_000, 12, 200);
        // All live at the end of the longest history, and in all of them rent is vesting and others are delinquent.
        _small.carryOutDue();
        _middle.carryOutDue();
        _large.carryOutDue();
        _huge.carryOutDue();
    }

    function test_law12_deposit() public {
        _assertConstant(_small.gasOfDeposit(), _middle.gasOfDeposit(), _large.gasOfDeposit(), _huge.gasOfDeposit());
    }

    function test_law12_withdraw() public {
        _assertConstant(
            _small.gasOfWithdrawal(),
            _middle.gasOfWithdrawal(),
            _large.gasOfWithdrawal(),
            _huge.gasOfWithdrawal()
        );
    }

    function test_law12_transfer() public {
        _assertConstant(_small.gasOfTransfer(), _middle.gasOfTransfer(), _large.gasOfTransfer(), _huge.gasOfTransfer());
    }

    function test_law12_settle() public {
        // Where others' kinks lie near its own, a word of the schedule is there already, and it is cheaper.
        uint256 most = (_small.gasOfSettlement() * 201) / 200;
        assertLe(_middle.gasOfSettlement(), most, "12: it does not grow");
        assertLe(_large.gasOfSettlement(), most, "12: it does not grow");
        assertLe(_huge.gasOfSettlement(), most, "12: it does not grow");
    }

    function test_law12_claimEarnings() public {
        _assertConstant(
            _small.gasOfClaimingEarnings(),
            _middle.gasOfClaimingEarnings(),
            _large.gasOfClaimingEarnings(),
            _huge.gasOfClaimingEarnings()
        );
    }

    function test_law12_settleAnEpoch() public {
        _assertConstant(
            _small.gasOfSettlingAnEpoch(),
            _middle.gasOfSettlingAnEpoch(),
            _large.gasOfSettlingAnEpoch(),
            _huge.gasOfSettlingAnEpoch()
        );
    }

    function test_law12_claimFromTheQueue() public {
        _assertConstant(
            _small.gasOfClaimingFromTheQueue(),
            _middle.gasOfClaimingFromTheQueue(),
            _large.gasOfClaimingFromTheQueue(),
            _huge.gasOfClaimingFromTheQueue()
        );
    }

    function test_law12_convertToAssets() public view {
        _assertConstant(
            _small.gasOfConversion(),
            _middle.gasOfConversion(),
            _large.gasOfConversion(),
            _huge.gasOfConversion()
        );
    }

    /// @dev Numbers of another size take another branch of the arithmetic: half a per cent, either way.
    function _assertConstant(uint256 small, uint256 middle, uint256 large, uint256 huge) private pure {
        assertGt(small, 1_000, "12: something was measured");
        assertNear(middle, small, small / 200, "12");
        assertNear(large, small, small / 200, "12");
        assertNear(huge, small, small / 200, "12");
    }
}

/// @notice Facilities that are delinquent from one tick on share its kink: whoever comes first pays for one, however
///         many they are.
contract ConstantGasOfKinksTest is SolidityTest {
    uint256 private constant MANY = 200;

    Silence private _one;
    Silence private _many;

    function setUp() public {
        uint256 beginning = vm.getBlockTimestamp();
        _one = new Silence(1);
        vm.warp(beginning);
        _many = new Silence(MANY);
    }

    function test_law12_whoeverLeavesFirst_whenManyAreDelinquent() public {
        vm.warp(_one.delinquentFrom());
        assertEq(_many.delinquentFrom(), vm.getBlockTimestamp(), "in the same second");
        assertEq(_one.delinquentValue(), 1_000, "one is");
        assertEq(_many.delinquentValue(), MANY * 1_000, "all are");
        _assertConstant(_one.gasOfWithdrawal(), _many.gasOfWithdrawal());
    }

    function test_law12_whoeverLeavesFirst_whenManyAreMarkedDown() public {
        vm.warp(_one.delinquentFrom());
        _one.carryOutDue();
        _many.carryOutDue();
        vm.warp(_one.delinquentFrom() + 90 days);
        assertTrue(_one.isMarkedDown(), "one is");
        assertTrue(_many.isMarkedDown(), "all are");
        _assertConstant(_one.gasOfWithdrawal(), _many.gasOfWithdrawal());
    }

    function test_law12_aView_whenManyAreDelinquent() public {
        vm.warp(_one.delinquentFrom());
        _assertConstant(_one.gasOfConversion(), _many.gasOfConversion());
    }

    function _assertConstant(uint256 one, uint256 many) private pure {
        assertGt(one, 1_000, "12: something was measured");
        assertNear(many, one, one / 200, "12");
    }
}

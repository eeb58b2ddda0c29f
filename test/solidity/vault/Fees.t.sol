// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {GpuYieldVault} from "../../../contracts/GpuYieldVault.sol";
import {VaultLens} from "../../../contracts/VaultLens.sol";
import {FeeState, Posting, VaultState, VaultTerms} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {MockToken} from "../../../contracts/mocks/MockToken.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice The fourth rule: the fee is on what the entry price shows, and nothing else, over random histories of draws,
///         rent, principal, recoveries, write-downs, deposits and exits.
/// @dev This contract is the source and the governor.
contract FeesTest is SolidityTest {
    uint256 private constant BPS = 10_000;
    uint256 private constant UNIT = 1e6;
    uint16 private constant RATE = 1_000;

    GpuYieldVault private vault;
    VaultLens private lens;
    MockToken private asset;
    address private alice = actor("alice");
    address private treasury = actor("treasury");
    address private seller = actor("hardware seller");

    uint256 private _seed;
    int256 private _highest; // profit
    uint256 private _fees;

    function setUp() public {
        vm.warp(1_800_000_000);
        asset = new MockToken("Dollar", "USD", 6);
        VaultTerms memory terms;
        (terms.name, terms.symbol) = ("Vault", "V");
        (terms.vestingFloor, terms.vestingCap, terms.capWholeTokens) = (1 days, 90 days, 4_000_000_000);
        (terms.epochLength, terms.delinquencyLimitBps, terms.tick, terms.markdownPeriod) = (
            7 days,
            200,
            1 hours,
            90 days
        );
        (terms.feeBps, terms.feeRecipient) = (RATE, treasury);
        vault = new GpuYieldVault(address(new AccessManager(address(this))), asset, terms);
        lens = new VaultLens(vault);
        vault.bindSource(address(this));
        asset.mint(alice, 1e9 * UNIT);
        vm.startPrank(alice);
        asset.approve(address(vault), type(uint256).max);
        vault.deposit(10_000_000 * UNIT, alice);
        vm.stopPrank();
    }

    function testFuzz_feesAreNeverAboveTheRateOfTheHighestProfit(uint256 seed) public {
        _seed = seed;
        for (uint256 step = 0; step < 40; ++step) {
            skip(_random() % 20 days);
            _look();
            uint256 kind = _random() % 9;
            if (kind == 0) _fund();
            else if (kind == 1)
                _post(0, -_part(20), _steeper()); // a write-down, and other depreciation
            else if (kind == 2) _collect();
            else if (kind == 3) _move();
            else if (kind == 4) _principal();
            else if (kind == 5) _changeFee();
            else _post(_random() % (300_000 * UNIT), 0, 0); // rent, a recovery: just cash
            _look();
        }
    }

    function testFuzz_rentBelowDepreciationPaysNoFee(uint256 seed) public {
        _seed = seed;
        uint256 cost = 1_000_000 * UNIT;
        vault.fund(seller, cost);
        uint256 slope = (cost << 32) / (1_825 days);
        // The first period's rent vests while the first depreciation runs.
        for (uint256 period = 0; period < 12; ++period) {
            uint256 depreciated = (slope * 30 days) >> 32;
            uint256 rent = period % 3 == 0 ? depreciated : _random() % (depreciated + 1);
            asset.mint(address(vault), rent);
            Posting memory p;
            (p.cashIn, p.vestOver, p.slope) = (rent, 30 days, period == 0 ? int256(slope) : int256(0));
            vault.post(p);
            for (uint256 i = 0; i < 3; ++i) {
                skip(10 days);
                assertEq(vault.fee().mark, 0, "4: the mark stays");
                _collectNothing();
            }
        }
        assertEq(vault.fee().owed, 0, "4: no fee on what was depreciated");
    }

    function test_allProfitIsChargedOnceItHasVested() public {
        vault.fund(seller, 1_000_000 * UNIT);
        for (uint256 i = 0; i < 5; ++i) {
            _post(100_000 * UNIT, 0, 0);
            skip(40 days);
        }
        skip(90 days);
        // The last rent is charged out of nothing that is locked: it waits for the next.
        FeeState memory f = vault.fee();
        assertEq(f.profit, int256(500_000 * UNIT), "profit: all the rent");
        assertLe(f.owed, 50_000 * UNIT, "not yet all of it");
        _post(100_000 * UNIT, 0, 0);
        f = vault.fee();
        assertEq(f.owed, 50_000 * UNIT, "a tenth of it");
        assertEq(f.mark, 500_000 * UNIT, "the mark is the profit");
    }

    // --- moves ---

    /// @dev Numbers that must hold in every second.
    function _look() private {
        FeeState memory f = vault.fee();
        VaultState memory s = vault.state();
        if (f.profit > _highest) _highest = f.profit;
        assertLe(
            (_fees + f.owed) * BPS,
            _highest > 0 ? RATE * uint256(_highest) : 0,
            "4: the rate of the highest profit"
        );
        assertLe(f.mark, _highest > 0 ? uint256(_highest) : 0, "4: no mark above it");
        assertGe(asset.balanceOf(address(vault)), s.cash + f.owed, "1: what is owed is there, beside the cash");
        int256 shown = int256(s.value) - int256(s.locked) + f.sourceCash;
        assertNear(uint256(f.profit - shown + 10), 10, 2, "4: profit is what the price shows");
    }

    function _post(uint256 cashIn, int256 value, int256 slope) private {
        Posting memory p;
        (p.cashIn, p.value, p.slope, p.vestOver) = (cashIn, value, slope, _random() % 100 days);
        asset.mint(address(vault), cashIn);
        uint256 before = vault.state().nav;
        vault.post(p);
        uint256 after_ = vault.state().nav;
        assertLe(after_, before + 1, "5: no posting lifts the price, but for rounding");
        if (int256(cashIn << 32) + value >= 0) assertGe(after_ + 1, before, "5: nor does one without a loss lower it");
    }

    function _fund() private {
        uint256 cash = vault.state().freeCash;
        uint256 before = vault.state().nav;
        vault.fund(seller, _random() % (cash / 2 + 1));
        assertEq(vault.state().nav, before, "5: a draw moves no price");
    }

    /// @dev A loan pays back: cash for value, to the unit. No gain, no fee.
    function _principal() private {
        uint256 owed = vault.fee().owed;
        uint256 amount = vault.state().value / 7;
        _post(amount, -int256(amount << 32), 0);
        assertEq(vault.fee().owed, owed, "4: nothing is charged on returned capital");
    }

    function _collect() private {
        (uint256 entry, uint256 exit) = (lens.entryPrice(), lens.exitPrice());
        uint256 held = asset.balanceOf(treasury);
        try vault.collectFee() returns (uint256 amount) {
            assertEq(asset.balanceOf(treasury) - held, amount, "paid to the recipient");
            assertEq(vault.fee().owed, 0, "all that was owed");
            _fees += amount;
        } catch {
            assertEq(vault.fee().owed, 0, "refused only where nothing is owed");
        }
        assertEq(lens.entryPrice(), entry, "4: the entry price stays");
        assertEq(lens.exitPrice(), exit, "4: the exit price stays");
    }

    function _collectNothing() private {
        try vault.collectFee() {
            assertTrue(false, "4: a fee on what was depreciated");
        } catch {}
    }

    /// @dev The same rate again: whatever is due is paid, and the mark rises to the profit.
    function _changeFee() private {
        uint256 held = asset.balanceOf(treasury);
        uint256 entry = lens.entryPrice();
        vault.setFee(RATE, treasury);
        _fees += asset.balanceOf(treasury) - held;
        FeeState memory f = vault.fee();
        assertEq(lens.entryPrice(), entry, "4: the entry price stays");
        assertEq(f.owed, 0, "nothing is owed after a change");
        if (f.profit > 0) assertGe(f.mark, uint256(f.profit), "and the mark is not below the profit");
    }

    function _move() private {
        vm.startPrank(alice);
        if (_random() % 2 == 0) vault.deposit(1 + (_random() % (100_000 * UNIT)), alice);
        else vault.withdraw(vault.maxWithdraw(alice) / 9, alice, alice);
        vm.stopPrank();
    }

    function _part(uint256 most) private returns (int256) {
        return int256(((vault.state().value << 32) * (_random() % most)) / 100);
    }

    function _steeper() private returns (int256) {
        return _random() % 2 == 0 ? int256(0) : int256(((vault.state().value / 4) << 32) / 1_825 days);
    }

    function _random() private returns (uint256) {
        _seed = uint256(keccak256(abi.encode(_seed)));
        return _seed >> 16;
    }
}

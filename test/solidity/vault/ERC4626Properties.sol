// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {GpuYieldVault} from "../../../contracts/GpuYieldVault.sol";
import {VaultLens} from "../../../contracts/VaultLens.sol";
import {
    IGpuYieldVault,
    KinkEntry,
    KinkKind,
    Posting,
    VaultState,
    VaultTerms
} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {MockToken} from "../../../contracts/mocks/MockToken.sol";
import {Kink, KinkLib} from "../../../contracts/vault/Kinks.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice What an ERC-4626 vault owes its users, for any number of decimals, in states that only a running vault gets
///         into: hardware that depreciates, income that vests, losses that were booked, cash that was spent.
/// @dev The test contract is the vault's source: it posts what a source would post. Numbers in names are those of the
///      list of attacks. A property that did not carry out what it is about fails: `did` counts, `proves` checks.
abstract contract ERC4626Properties is SolidityTest {
    uint32 private constant VESTING_CAP = 90 days;
    uint256 private constant MANY = 1e7; // whole tokens
    uint40 private constant NEVER = type(uint32).max;
    uint32 private constant TICK = 1 hours;

    GpuYieldVault internal vault;
    VaultLens internal lens;
    MockToken internal asset;
    uint256 internal unit;

    address internal alice = actor("alice");
    address internal bob = actor("bob");
    address internal attacker = actor("attacker");
    address internal hardwareSeller = actor("hardware seller");

    uint256 private _done;
    uint256 private _seed;

    modifier proves(uint256 atLeast) {
        _;
        assertGe(_done, atLeast, "the property did what it is about");
    }

    function _assetDecimals() internal pure virtual returns (uint8);

    function setUp() public {
        unit = 10 ** _assetDecimals();
        asset = new MockToken("Dollar", "USD", _assetDecimals());
        AccessManager manager = new AccessManager(address(this)); // whose roles are all this contract's
        vault = new GpuYieldVault(
            address(manager),
            asset,
            VaultTerms(
                "Vault",
                "V",
                1 days,
                VESTING_CAP,
                1_000_000_000,
                7 days,
                200,
                50,
                TICK,
                90 days,
                0,
                address(0xfee)
            )
        );
        vault.bindSource(address(this));
        lens = new VaultLens(vault);
        address[3] memory users = [alice, bob, attacker];
        for (uint256 i = 0; i < users.length; ++i) {
            vm.prank(users[i]);
            asset.approve(address(vault), type(uint256).max);
        }
    }

    // --- rounding and previews ---

    function testFuzz_attack4_previewDepositIsWhatHappens(uint256 seed) public proves(1) {
        _arrange(seed);
        uint256 assets = _payable(_random());
        uint256 expected = vault.previewDeposit(assets);
        assertEq(vault.convertToShares(assets), expected, "5: a deposit rounds down like a conversion");
        assertEq(_deposit(bob, assets), expected, "4: shares");
    }

    function testFuzz_attack4_previewMintIsWhatHappens(uint256 seed) public proves(1) {
        _arrange(seed);
        uint256 shares = bound(_random(), 1, vault.maxMint(bob) / 2);
        uint256 expected = vault.previewMint(shares);
        uint256 fair = vault.convertToAssets(shares);
        assertGe(expected, fair, "4: rounded for the vault");
        assertLe(expected, fair + 1, "5: by a unit at most");
        asset.mint(bob, expected);
        uint256 before = vault.balanceOf(bob);
        vm.prank(bob);
        assertEq(vault.mint(shares, bob), expected, "4: assets");
        assertEq(vault.balanceOf(bob) - before, shares, "4: shares, exactly");
        did(1);
    }

    function testFuzz_attack4_previewWithdrawIsWhatHappens(uint256 seed) public proves(1) {
        _arrange(seed);
        uint256 assets = bound(_random(), 0, vault.maxWithdraw(alice));
        uint256 expected = vault.previewWithdraw(assets);
        uint256 fair = vault.convertToShares(assets);
        assertGe(expected, fair, "4: rounded for the vault");
        assertLe(expected, fair + 1, "5: by a unit at most");
        uint256 before = vault.balanceOf(alice);
        vm.prank(alice);
        assertEq(vault.withdraw(assets, hardwareSeller, alice), expected, "4: shares");
        assertEq(before - vault.balanceOf(alice), expected, "4: what was burned");
        did(1);
    }

    function testFuzz_attack4_previewRedeemIsWhatHappens(uint256 seed) public proves(1) {
        _arrange(seed);
        uint256 shares = bound(_random(), 0, vault.maxRedeem(alice));
        uint256 expected = vault.previewRedeem(shares);
        assertEq(vault.convertToAssets(shares), expected, "5: a redemption rounds down like a conversion");
        uint256 before = asset.balanceOf(alice);
        vm.prank(alice);
        assertEq(vault.redeem(shares, alice, alice), expected, "4: assets");
        assertEq(asset.balanceOf(alice) - before, expected, "4: what arrived");
        did(1);
    }

    function testFuzz_roundTripsNeverPay(uint256 seed) public view {
        uint256 assets = bound(seed, 0, 2 ** 96);
        assertLe(vault.convertToAssets(vault.convertToShares(assets)), assets, "there and back");
        assertLe(vault.previewRedeem(vault.previewDeposit(assets)), assets, "deposit, redeem");
        assertGe(vault.previewMint(vault.previewWithdraw(assets)), assets, "withdraw, mint");
    }

    // --- one account, one second ---

    function testFuzz_attack3_eightRoundTripsGainNothing(uint256 seed) public proves(8) {
        _arrange(seed);
        uint256 funds = MANY * unit;
        asset.mint(attacker, funds);
        uint256 exitBefore = lens.exitPrice();
        for (uint256 i = 0; i < 8; ++i) {
            uint256 r = _random();
            uint256 assets = _payable(r);
            uint256 shares = vault.previewDeposit(assets);
            vm.startPrank(attacker);
            if (r % 2 == 0) vault.deposit(assets, attacker);
            else vault.mint(shares, attacker);
            if ((r >> 1) % 2 == 0) vault.redeem(vault.balanceOf(attacker), attacker, attacker);
            else vault.withdraw(vault.maxWithdraw(attacker), attacker, attacker);
            vm.stopPrank();
            did(1);
        }
        assertLe(asset.balanceOf(attacker) + vault.previewRedeem(vault.balanceOf(attacker)), funds, "3: no profit");
        uint256 dust = _worthOf(2 * 16); // two units for each of the sixteen calls
        assertLe(lens.exitPrice(), exitBefore + dust, "3: nor does anybody else");
        assertGe(lens.exitPrice(), exitBefore, "3: and nobody paid for it");
    }

    // --- inflation and donations ---

    function testFuzz_attack1_aFirstDepositorCannotInflate(uint256 a, uint256 d, uint256 v) public proves(2) {
        uint256 stake = bound(a, 1, 1_000 * unit);
        uint256 victims = bound(v, unit, 1_000_000 * unit);
        uint256 donation = bound(d, 0, 50 * victims);
        _deposit(attacker, stake);
        asset.mint(address(vault), donation);
        if (donation > 0) {
            vault.skim(); // even where it is taken in, and has vested in full
            skip(VESTING_CAP);
        }
        uint256 shares = _deposit(alice, victims);
        uint256 left = vault.previewRedeem(shares);
        assertGe(left + victims / 10_000, victims, "1: the victim loses less than a hundredth of a per cent");
        uint256 all = vault.balanceOf(attacker);
        vm.prank(attacker);
        assertLe(vault.redeem(all, attacker, attacker), stake + donation, "1: the attacker never profits");
    }

    function testFuzz_attack2_tokensSentStraightToTheVaultChangeNothing(uint256 seed) public proves(1) {
        _arrange(seed);
        VaultState memory before = vault.state();
        uint256 entry = lens.entryPrice();
        uint256 exit = lens.exitPrice();
        uint256 donation = 1 + (_random() % (MANY * unit));
        asset.mint(address(vault), donation);
        _assertUnmoved(before, entry, exit, "2: donated");

        vault.skim();
        assertEq(vault.state().cash, before.cash + donation, "2: a skim takes it in");
        assertEq(lens.entryPrice(), entry, "2: locked, so the price stays");
        assertEq(vault.totalAssets(), before.totalAssets, "2: and NAV");
        did(1);
    }

    // --- nothing for nothing ---

    function testFuzz_attack6_zeroIsNeverFree(uint256 seed) public proves(1) {
        _arrange(seed);
        vm.startPrank(alice);
        vm.expectRevert(IGpuYieldVault.GpuYieldVault_ZeroShares.selector);
        vault.deposit(0, alice);
        vm.expectRevert(IGpuYieldVault.GpuYieldVault_ZeroShares.selector);
        vault.mint(0, alice);
        uint256 shares = vault.balanceOf(alice);
        assertEq(vault.withdraw(0, alice, alice), 0, "6: nothing burns nothing");
        assertEq(vault.redeem(0, alice, alice), 0, "6: nothing pays nothing");
        vm.stopPrank();
        assertEq(vault.balanceOf(alice), shares, "6: nothing moved");
        assertGt(vault.previewMint(1), 0, "6: a share is never free");
        assertGt(vault.previewWithdraw(1), 0, "6: a unit is never free");
        did(1);
    }

    /// @dev A share worth more than a unit: a deposit of one would buy none of it.
    function test_attack6_aDepositTooSmallForAShareIsRefused() public proves(1) {
        _deposit(alice, 1);
        post(MANY * unit, 0, 0, 1 days);
        skip(1 days);
        uint256 most = vault.convertToAssets(1);
        assertGt(most, 1, "a share has become dear");
        asset.mint(bob, most);
        vm.prank(bob);
        vm.expectRevert(IGpuYieldVault.GpuYieldVault_ZeroShares.selector);
        vault.deposit(most - 1, bob);
        did(1);
    }

    // --- limits ---

    function testFuzz_attack7_maxDepositSucceedsAndOneMoreReverts(uint256 seed) public proves(1) {
        _arrange(seed);
        vault.setCap(uint32(vault.totalAssets() / unit + 1 + (_random() % 1_000)));
        uint256 most = vault.maxDeposit(bob);
        asset.mint(bob, most + 1);
        vm.startPrank(bob);
        vm.expectRevert(abi.encodeWithSelector(IGpuYieldVault.GpuYieldVault_CapExceeded.selector, most + 1, most));
        vault.deposit(most + 1, bob);
        if (vault.previewDeposit(most) > 0) vault.deposit(most, bob);
        vm.stopPrank();
        did(1);
    }

    function testFuzz_attack7_maxMintSucceedsAndOneMoreReverts(uint256 seed) public proves(1) {
        _arrange(seed);
        vault.setCap(uint32(vault.totalAssets() / unit + 1 + (_random() % 1_000)));
        uint256 most = vault.maxMint(bob);
        asset.mint(bob, vault.maxDeposit(bob) + 2);
        vm.startPrank(bob);
        vm.expectPartialRevert(IGpuYieldVault.GpuYieldVault_CapExceeded.selector);
        vault.mint(most + 1, bob);
        vault.mint(most, bob);
        vm.stopPrank();
        did(1);
    }

    function testFuzz_attack7_maxWithdrawSucceedsAndOneMoreReverts(uint256 seed) public proves(1) {
        _arrange(seed);
        uint256 most = vault.maxWithdraw(alice);
        bool cashIsShort = most == vault.state().cash;
        vm.startPrank(alice);
        if (cashIsShort && vault.previewWithdraw(most + 1) <= vault.balanceOf(alice)) {
            vm.expectRevert(
                abi.encodeWithSelector(IGpuYieldVault.GpuYieldVault_NotEnoughCash.selector, most + 1, most)
            );
        } else {
            vm.expectPartialRevert(IERC20Errors.ERC20InsufficientBalance.selector);
        }
        vault.withdraw(most + 1, alice, alice);
        vault.withdraw(most, alice, alice);
        vm.stopPrank();
        did(1);
    }

    function testFuzz_attack7_maxRedeemSucceedsAndOneMoreReverts(uint256 seed) public proves(1) {
        _arrange(seed);
        uint256 most = vault.maxRedeem(alice);
        bytes4 reason =
            most < vault.balanceOf(alice)
                ? IGpuYieldVault.GpuYieldVault_NotEnoughCash.selector
                : IERC20Errors.ERC20InsufficientBalance.selector;
        vm.startPrank(alice);
        vm.expectPartialRevert(reason);
        vault.redeem(most + 1, alice, alice);
        vault.redeem(most, alice, alice);
        vm.stopPrank();
        did(1);
    }

    function testFuzz_attack7_pausedMeansNoEntryAndEveryExit(uint256 seed) public proves(1) {
        _arrange(seed);
        vault.pause();
        assertEq(vault.maxDeposit(bob), 0, "7: paused");
        assertEq(vault.maxMint(bob), 0, "7: paused");
        asset.mint(bob, unit);
        vm.prank(bob);
        vm.expectRevert(IGpuYieldVault.GpuYieldVault_Paused.selector);
        vault.deposit(unit, bob);
        uint256 most = vault.maxRedeem(alice);
        vm.prank(alice);
        vault.redeem(most, alice, alice);
        vault.unpause();
        assertGt(vault.maxDeposit(bob), 0, "7: open again");
        did(1);
    }

    function testFuzz_attack7_whatIsDueShutsNothingAndIsSeenByAll(uint256 seed) public proves(1) {
        _arrange(seed);
        // Depreciation of a unit a second from the next tick on; nobody carries it out.
        Posting memory p;
        p.kinks = new KinkEntry[](1);
        uint256 tick = vm.getBlockTimestamp() / TICK + 1;
        p.kinks[0] = KinkEntry(KinkKind.Slope, uint32(tick), Kink.unwrap(KinkLib.pack(1 << 32, 0, 0)));
        vault.post(p);
        vm.warp(tick * TICK + 10);
        assertEq(vault.state().nextKink, NEVER, "7: looked ahead to");
        assertGt(vault.maxDeposit(bob), 0, "7: open");
        assertGt(vault.maxRedeem(alice), 0, "7: open");
        uint256 assets = _payable(_random());
        uint256 expected = vault.previewDeposit(assets);
        uint256 value = lens.value();
        assertEq(_deposit(bob, assets), expected, "4: what the preview saw is what happened");
        assertEq(lens.value(), value, "4: carried out as the views saw it");
    }

    // --- conversions ---

    function testFuzz_attack8_conversionsNeverRevertAndKnowNoCaller(uint256 seed, uint128 amount) public proves(1) {
        _arrange(seed);
        uint256 shares = vault.convertToShares(2 ** 128);
        uint256 assets = vault.convertToAssets(2 ** 128);
        assertGt(shares, 0, "8: shares of the largest amount");
        assertGt(assets + 1, 0, "8: assets of the largest amount");
        (shares, assets) = (vault.convertToShares(amount), vault.convertToAssets(amount));
        address[3] memory callers = [alice, attacker, address(vault)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.startPrank(callers[i]);
            assertEq(vault.convertToShares(amount), shares, "8: shares, whoever asks");
            assertEq(vault.convertToAssets(amount), assets, "8: assets, whoever asks");
            vm.stopPrank();
        }
        did(1);
    }

    // --- the edges of life ---

    function testFuzz_attack9_whatIsLeftWithoutSharesIsNotForTheNextDepositor(uint256 seed) public proves(2) {
        _deposit(alice, 1_000 * unit);
        post(1 + (seed % (MANY * unit)), 0, 0, 30 days); // locked when the last holder leaves
        skip((seed >> 32) % 30 days);
        _redeemAll(alice);
        assertEq(vault.totalSupply(), 0, "everybody has left");
        uint256 left = vault.state().cash;
        assertGt(left, 0, "9: and left something behind");
        assertEq(vault.totalAssets(), left, "9: none of it waits for anybody");

        uint256 assets = bound(seed >> 64, 1, MANY * unit);
        if (vault.previewDeposit(assets) == 0) assets = left + unit;
        uint256 shares = _deposit(attacker, assets);
        assertLe(vault.previewRedeem(shares), assets, "9: at once");
        skip(VESTING_CAP);
        assertLe(vault.previewRedeem(shares), assets, "9: or later");
        did(1);
    }

    function testFuzz_attack10_afterATotalLossNothingIsSoldAndNothingDividesByZero(uint256 seed) public proves(1) {
        uint256 assets = bound(seed, 1, MANY * unit);
        _deposit(alice, assets);
        vault.fund(hardwareSeller, assets);
        post(0, -int256(assets << 32), 0, 0);
        assertEq(vault.totalAssets(), 0, "10: all is lost");
        assertEq(vault.maxDeposit(bob) + vault.maxMint(bob), 0, "10: closed");
        assertEq(vault.convertToAssets(vault.totalSupply()), 0, "10: worth nothing");
        vault.convertToShares(2 ** 128);
        asset.mint(bob, unit);
        bytes memory nothingLeft = abi.encodeWithSelector(
            IGpuYieldVault.GpuYieldVault_NothingLeft.selector,
            vault.totalSupply()
        );
        vm.startPrank(bob);
        vm.expectRevert(nothingLeft);
        vault.deposit(unit, bob);
        vm.expectRevert(nothingLeft);
        vault.mint(1, bob);
        vm.stopPrank();
        assertEq(vault.maxWithdraw(alice), 0, "10: nothing to withdraw");
        _redeemAll(alice); // for nothing, if she likes
        assertEq(vault.totalSupply(), 0, "10: and the vault can start anew");
        _deposit(bob, unit);
        did(1);
    }

    function testFuzz_attack11_hugeValuesRevertAndLeaveNoTrace(uint256 seed, uint256 huge) public proves(4) {
        _arrange(seed);
        huge = bound(huge, 2 ** 128, type(uint256).max);
        VaultState memory before = vault.state();
        uint256 entry = lens.entryPrice();
        bytes[4] memory calls = [
            abi.encodeCall(vault.deposit, (huge, alice)),
            abi.encodeCall(vault.mint, (huge, alice)),
            abi.encodeCall(vault.withdraw, (huge, alice, alice)),
            abi.encodeCall(vault.redeem, (huge, alice, alice))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            vm.prank(alice);
            // solhint-disable-next-line avoid-low-level-calls
            (bool ok, bytes memory reason) = address(vault).call(calls[i]);
            assertFalse(ok, "11: refused");
            assertGt(reason.length, 3, "11: with a reason");
            did(1);
        }
        _assertUnmoved(before, entry, entry, "11: no trace");
    }

    function testFuzz_attack12_aThirdPartySpendsItsAllowance(uint256 seed) public proves(3) {
        _arrange(seed);
        uint256 assets = bound(_random(), 0, vault.maxWithdraw(alice) / 2);
        uint256 shares = vault.previewWithdraw(assets);
        vm.prank(alice);
        vault.approve(bob, shares);
        vm.startPrank(bob);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, bob, shares, shares + 1)
        );
        vault.redeem(shares + 1, bob, alice);
        vault.withdraw(assets, bob, alice);
        did(1);
        assertEq(vault.allowance(alice, bob), 0, "12: spent");
        vm.stopPrank();

        vm.prank(alice);
        vault.approve(bob, type(uint256).max);
        uint256 some = vault.maxRedeem(alice) / 2;
        vm.prank(bob);
        vault.redeem(some, bob, alice);
        assertEq(vault.allowance(alice, bob), type(uint256).max, "12: infinite stays");
        did(1);
        vm.prank(attacker);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, attacker, 0, 1));
        vault.redeem(1, attacker, alice);
        did(1);
    }

    function testFuzz_transfersMoveSharesAndNothingElse(uint256 seed) public proves(1) {
        _arrange(seed);
        VaultState memory before = vault.state();
        uint256 entry = lens.entryPrice();
        uint256 both = vault.balanceOf(alice) + vault.balanceOf(bob);
        uint256 shares = bound(_random(), 0, vault.balanceOf(alice));
        vm.prank(alice);
        vault.transfer(bob, shares);
        assertEq(vault.balanceOf(alice) + vault.balanceOf(bob), both, "none made, none lost");
        _assertUnmoved(before, entry, entry, "transfer");
        uint256 all = vault.balanceOf(alice);
        vm.prank(alice);
        vault.transfer(alice, all);
        assertEq(vault.balanceOf(alice) + vault.balanceOf(bob), both, "to oneself");
        did(1);
    }

    // --- the source that this contract is ---

    function post(uint256 cashIn, int256 valueChange, int256 slopeChange, uint256 vestOver) internal {
        asset.mint(address(vault), cashIn);
        Posting memory p;
        (p.cashIn, p.value, p.slope, p.vestOver) = (cashIn, valueChange, slopeChange, vestOver);
        vault.post(p);
    }

    // --- helpers ---

    function did(uint256 things) internal {
        _done += things;
    }

    /// @dev A vault in the middle of its life. Alice and Bob hold shares; amounts from a few units to millions.
    function _arrange(uint256 seed) private {
        _seed = seed;
        _deposit(alice, _anyAmount());
        _deposit(bob, _anyAmount());
        uint256 spent = (vault.state().cash * (_random() % 100)) / 100;
        vault.fund(hardwareSeller, spent);
        post(0, 0, int256((spent << 32) / (365 days + (_random() % (4 * 365 days)))), 0);
        for (uint256 i = 0; i < 3; ++i) {
            skip(_random() % 30 days);
            uint256 r = _random();
            if (r % 4 == 0) post(0, -int256(((lens.value() / 2) << 32)), 0, 0);
            else post(1 + ((vault.totalAssets() / 20) * (r % 97)) / 97, 0, 0, (r >> 32) % 100 days);
        }
        skip(_random() % 30 days);
        _done = 0;
    }

    /// @dev As likely a handful of units as a fortune.
    function _anyAmount() private returns (uint256) {
        uint256 digits = _random() % (_assetDecimals() + 8);
        return 1_000 + (_random() % (10 ** digits));
    }

    /// @dev An amount that buys a share at least and fits under the cap.
    function _payable(uint256 r) private view returns (uint256) {
        return bound(r, vault.previewMint(1) + 1, (MANY * unit) / 10);
    }

    function _random() private returns (uint256) {
        _seed = uint256(keccak256(abi.encode(_seed)));
        return _seed;
    }

    function _deposit(address who, uint256 assets) private returns (uint256 shares) {
        asset.mint(who, assets);
        vm.prank(who);
        shares = vault.deposit(assets, who);
        did(1);
    }

    function _redeemAll(address who) private {
        uint256 all = vault.balanceOf(who);
        vm.prank(who);
        vault.redeem(all, who, who);
    }

    /// @dev What so many units more in the vault would do to the price as it is shown.
    function _worthOf(uint256 units) private view returns (uint256) {
        return (units * 10 ** (vault.decimals() + 12)) / (vault.totalSupply() + 1e6) + 1;
    }

    function _assertUnmoved(VaultState memory before, uint256 entry, uint256 exit, string memory law) private view {
        assertEq(keccak256(abi.encode(vault.state())), keccak256(abi.encode(before)), law);
        assertEq(lens.entryPrice(), entry, law);
        assertEq(lens.exitPrice(), exit, law);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {GpuYieldVault} from "../../../contracts/GpuYieldVault.sol";
import {
    IGpuYieldVault,
    KinkEntry,
    KinkKind,
    Posting,
    VaultState,
    VaultTerms
} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {MockToken} from "../../../contracts/mocks/MockToken.sol";
import {Kink, KinkLib, MarkdownLib, MarkdownWord} from "../../../contracts/vault/Kinks.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice One facility as a closed form of the clock. Nothing here is incremental.
struct Plan {
    uint256 slope; // X32 per second
    uint256 salvage; // X32
    uint256 depreciated; // second in which the value reaches salvage, on the grid
    uint256 late; // second from which it is delinquent, on the grid
    uint256 lossSlope; // X32 per second
    uint256 tokens; // whole
}

/// @notice The vault's curve against the sum of closed forms, over random histories: facilities come, change and go,
///         before and during their markdowns; anybody accrues, enters and leaves at any second.
/// @dev This contract is the source, a plain account as far as the vault can see.
abstract contract CurveProperties is SolidityTest {
    uint256 private constant NOW = 1_800_000_000;
    uint256 private constant X32 = 1 << 32;
    uint256 private constant MAX_TICKS = 96;
    uint256 private constant MANY = 1e9; // whole tokens

    GpuYieldVault private vault;
    MockToken private asset;
    uint256 private unit;
    uint256 private tick;
    uint256 private markdown;
    address private alice = actor("alice");
    address private bob = actor("bob");

    Plan[] private _plans;
    KinkEntry[] private _kinks; // of the posting that is made
    uint256 private _carried = NOW; // everything up to here is carried out
    uint256 private _seed;

    function _terms() internal pure virtual returns (uint32 tick_, uint32 markdown_, uint8 decimals);

    function setUp() public {
        vm.warp(NOW);
        (uint32 tick_, uint32 markdown_, uint8 decimals) = _terms();
        (tick, markdown, unit) = (tick_, markdown_, 10 ** decimals);
        asset = new MockToken("Dollar", "USD", decimals);
        VaultTerms memory terms;
        (terms.name, terms.symbol) = ("Vault", "V");
        (terms.vestingFloor, terms.vestingCap, terms.capWholeTokens) = (1 days, 90 days, 4_000_000_000);
        (terms.epochLength, terms.delinquencyLimitBps, terms.toleranceBps) = (7 days, 1_000, 50);
        (terms.tick, terms.markdownPeriod) = (tick_, markdown_);
        terms.feeRecipient = address(0xfee);
        vault = new GpuYieldVault(address(new AccessManager(address(this))), asset, terms);
        vault.bindSource(address(this));
        asset.mint(alice, 10 * MANY * unit);
        vm.startPrank(alice);
        asset.approve(address(vault), type(uint256).max);
        vault.deposit(MANY * unit, alice);
        vault.deposit(MANY * unit, bob); // who stays
        vm.stopPrank();
    }

    // --- the differential ---

    function testFuzz_isTheSumOfClosedForms(uint256 seed) public {
        _seed = seed;
        for (uint256 step = 0; step < 16; ++step) {
            _pass();
            _compare();
            uint256 action = _random() % 8;
            if (action < 4) _post();
            else if (action == 4) _accrue(1 + (_random() % 4));
            else if (action == 5) _enter();
            else if (action == 6) _leave();
            else _limits();
            _compare();
        }
    }

    // --- many ticks due ---

    function testFuzz_aCallCarriesOutAsManyTicksAsViewsLookAhead(uint256 seed) public {
        _seed = seed;
        uint256 ticks = bound(_random(), 90, 103);
        uint256 first = _comb(ticks);
        // In the second of the tick, or between two.
        vm.warp((first + ticks - 1) * tick + (_random() % tick));
        bool isPending = ticks > MAX_TICKS;
        assertEq(vault.state().accrualPending, isPending, "pending only past the bound");
        assertEq(vault.maxDeposit(alice) == 0, isPending, "maxDeposit");
        assertEq(vault.maxMint(alice) == 0, isPending, "maxMint");
        assertEq(vault.maxWithdraw(alice) == 0, isPending, "maxWithdraw");
        assertEq(vault.maxRedeem(alice) == 0, isPending, "maxRedeem");
        _compare();
        if (!isPending) return _random() % 2 == 0 ? _enter() : _leave();

        bytes memory refusal = abi.encodeWithSelector(
            IGpuYieldVault.GpuYieldVault_AccrualPending.selector,
            uint40((first + MAX_TICKS) * tick)
        );
        Posting memory nothing;
        vm.startPrank(alice);
        vm.expectRevert(refusal);
        vault.deposit(unit, alice);
        vm.expectRevert(refusal);
        vault.mint(1e6 * unit, alice);
        vm.expectRevert(refusal);
        vault.withdraw(unit, alice, alice);
        vm.expectRevert(refusal);
        vault.redeem(1e6 * unit, alice, alice);
        vm.stopPrank();
        vm.expectRevert(refusal);
        vault.post(nothing);
        vm.expectRevert(refusal);
        vault.fund(alice, 1);
        vm.expectRevert(refusal);
        vault.collectFee();

        _accrue(ticks - MAX_TICKS);
        _compare();
        _enter();
    }

    /// @return first Tick of as many facilities as there are ticks, one becoming delinquent at each
    function _comb(uint256 ticks) private returns (uint256 first) {
        first = NOW / tick + 2;
        Posting memory p;
        for (uint256 i = 0; i < ticks; ++i) {
            Plan memory plan = _someBetween(first + i, first + i);
            _put(p, plan, true);
            _plans.push(plan);
        }
        p.kinks = _kinks;
        vault.post(p);
        // What depreciates out before all are late would be ticks of its own.
        delete _kinks;
    }

    // --- moves ---

    function _pass() private {
        uint256 now_ = vm.getBlockTimestamp();
        uint256 kind = _random() % 5;
        if (kind == 0) return;
        if (kind == 1) vm.warp((now_ / tick + 1) * tick);
        if (kind == 2) vm.warp(now_ + (_random() % 1 hours));
        if (kind == 3) vm.warp(now_ + (_random() % (20 * tick + 1)));
        if (kind == 4) vm.warp(now_ + (_random() % (markdown / 2)));
    }

    function _post() private {
        uint256 due = _dueBy(vm.getBlockTimestamp());
        if (due > MAX_TICKS) return;
        Posting memory p;
        for (uint256 i = 1 + (_random() % 3); i > 0; --i) {
            if (_plans.length > 0 && (_plans.length > 12 || _random() % 2 == 0)) {
                uint256 index = _random() % _plans.length;
                _put(p, _plans[index], false);
                _plans[index] = _plans[_plans.length - 1];
                _plans.pop();
                if (_random() % 3 == 0) continue;
            }
            Plan memory plan = _some();
            _put(p, plan, true);
            _plans.push(plan);
        }
        p.kinks = _kinks;
        p.vestOver = _random() % 30 days;
        vault.post(p);
        delete _kinks;
        _carried = vm.getBlockTimestamp();
    }

    function _accrue(uint256 most) private {
        (uint256[] memory ticks, uint256 count) = _dueTicks(vm.getBlockTimestamp());
        assertEq(vault.accrue(most), most < count ? most : count, "ticks carried out");
        if (count <= most) _carried = vm.getBlockTimestamp();
        else _carried = ticks[most - 1];
    }

    function _enter() private {
        uint256 assets = 1 + (_random() % (1_000 * unit));
        bool mints = _random() % 2 == 0;
        uint256 shares = vault.previewDeposit(assets);
        uint256 cost = vault.previewMint(shares);
        vm.startPrank(alice);
        if (mints) assertEq(vault.mint(shares, alice), cost, "previewMint is what happens");
        else assertEq(vault.deposit(assets, alice), shares, "previewDeposit is what happens");
        vm.stopPrank();
        _carried = vm.getBlockTimestamp();
    }

    function _leave() private {
        uint256 assets = 1 + (_random() % (1_000 * unit));
        bool redeems = _random() % 2 == 0;
        uint256 shares = vault.previewWithdraw(assets);
        uint256 paid = vault.previewRedeem(shares);
        vm.startPrank(alice);
        if (redeems) assertEq(vault.redeem(shares, alice, alice), paid, "previewRedeem is what happens");
        else assertEq(vault.withdraw(assets, alice, alice), shares, "previewWithdraw is what happens");
        vm.stopPrank();
        _carried = vm.getBlockTimestamp();
    }

    /// @dev The most goes through, one more does not.
    function _limits() private {
        uint256 kind = _random() % 4;
        vm.startPrank(alice);
        if (kind == 0) {
            uint256 most = vault.maxDeposit(alice);
            vm.expectRevert();
            vault.deposit(most + 1, alice);
        } else if (kind == 1) {
            uint256 most = vault.maxMint(alice);
            vm.expectRevert();
            vault.mint(most + 1e6, alice); // a share may cost less than a unit
        } else if (kind == 2) {
            uint256 most = vault.maxWithdraw(alice);
            vm.expectRevert();
            vault.withdraw(most + 1, alice, alice);
            vault.withdraw(most, alice, alice);
        } else {
            uint256 most = vault.maxRedeem(alice);
            vm.expectRevert();
            vault.redeem(most + 1, alice, alice);
            vault.redeem(most, alice, alice);
        }
        if (vault.balanceOf(alice) < (1e6 * MANY * unit) / 2) vault.deposit(MANY * unit, alice);
        vm.stopPrank();
        if (kind > 1) _carried = vm.getBlockTimestamp();
        else _accrue(MAX_TICKS);
    }

    /// @dev What a source says of a facility that it takes on, or that it lets go of, in this second.
    function _put(Posting memory p, Plan memory plan, bool comes) private {
        uint256 now_ = vm.getBlockTimestamp();
        int256 sign = comes ? int256(1) : int256(-1);
        uint256 end = plan.late + markdown;
        bool depreciatesOn = end < plan.depreciated;
        p.value += sign * int256(_valueAt(plan, now_));
        if (now_ < plan.depreciated) {
            p.slope += sign * int256(plan.slope);
            Kink kink = KinkLib.pack(-int256(plan.slope), depreciatesOn ? int256(plan.slope) : int256(0), 0);
            if (!comes) kink = Kink.wrap(0).minus(kink);
            _kinks.push(KinkEntry(KinkKind.Slope, uint32(plan.depreciated / tick), Kink.unwrap(kink)));
        }
        if (now_ < end) {
            MarkdownWord word = MarkdownLib.pack(plan.lossSlope, depreciatesOn ? plan.slope : 0, plan.tokens);
            KinkKind kind = comes ? KinkKind.MarkdownAdded : KinkKind.MarkdownRemoved;
            _kinks.push(KinkEntry(kind, uint32(plan.late / tick), MarkdownWord.unwrap(word)));
        }
        if (now_ < plan.late) return;
        p.loss += sign * _lossAt(plan, now_);
        p.delinquent += sign * int256(plan.tokens);
        if (now_ >= end) {
            if (now_ < plan.depreciated) p.lossSlope -= sign * int256(plan.slope);
        } else {
            p.lossSlope += sign * int256(plan.lossSlope);
        }
    }

    // --- closed forms ---

    function _some() private returns (Plan memory) {
        uint256 next = vm.getBlockTimestamp() / tick + 1;
        return _someBetween(next, next + (_random() % 2 == 0 ? 24 : 300));
    }

    /// @dev Depreciated out before, in or after its markdown; never in the past.
    function _someBetween(uint256 firstTick, uint256 lastTick) private returns (Plan memory plan) {
        uint256 now_ = vm.getBlockTimestamp();
        plan.late = (firstTick + (_random() % (lastTick - firstTick + 1))) * tick;
        uint256 life = 1 days + (_random() % (3 * markdown));
        plan.depreciated = ((plan.late + life) / tick + 1) * tick;
        plan.salvage = (_random() % (5_000 * unit)) * X32;
        plan.slope = ((_random() % (10_000 * unit)) * X32) / (plan.depreciated - now_);
        plan.lossSlope = _up(_valueAt(plan, plan.late + markdown), markdown);
        plan.tokens = _up(_valueAt(plan, plan.late), unit * X32);
    }

    function _valueAt(Plan memory plan, uint256 t) private pure returns (uint256) {
        return plan.salvage + (t < plan.depreciated ? plan.slope * (plan.depreciated - t) : 0);
    }

    /// @dev From nothing to all that it will be worth at the end of the markdown; then it falls with the value.
    function _lossAt(Plan memory plan, uint256 t) private view returns (int256) {
        if (t < plan.late) return 0;
        uint256 end = plan.late + markdown;
        if (t <= end) return int256(plan.lossSlope * (t - plan.late));
        return int256(plan.lossSlope * markdown) - int256(_valueAt(plan, end) - _valueAt(plan, t));
    }

    function _compare() private view {
        uint256 now_ = vm.getBlockTimestamp();
        (uint256[] memory ticks, uint256 count) = _dueTicks(now_);
        bool isPending = count > MAX_TICKS;
        // Where more is due than is looked ahead to, the curve stands at the first tick left out, before what changes
        // there.
        uint256 t = isPending ? ticks[MAX_TICKS] : now_;
        (uint256 value, int256 loss, uint256 tokens) = (0, 0, 0);
        for (uint256 i = 0; i < _plans.length; ++i) {
            Plan memory plan = _plans[i];
            value += _valueAt(plan, t);
            loss += _lossAt(plan, t);
            uint256 done = isPending ? t - 1 : t;
            if (plan.late <= done) tokens += plan.tokens;
        }
        VaultState memory s = vault.state();
        assertEq(s.accrualPending, isPending, "pending");
        assertEq(s.value, value / X32, "value, rounded down");
        assertEq(s.unrealisedLoss, loss > 0 ? _up(uint256(loss), X32) : 0, "loss, rounded up");
        assertEq(s.delinquentValue, tokens * unit, "delinquent");
        uint256 tolerated = s.nav * vault.settings().toleranceBps;
        assertEq(vault.exitBelowTolerance(), s.unrealisedLoss * 10_000 > tolerated, "exit below the tolerance");
        assertEq(s.totalAssets, s.nav - s.unrealisedLoss, "exit");
        assertEq(s.nav, s.cash + s.value - s.locked, "entry");
        // The next kink may be known too early, never too late.
        uint256 next = isPending ? t : _nextAfter(now_);
        assertLe(s.nextKink, next, "next kink, not too late");
        if (count != 0) assertEq(s.nextKink, next, "next kink, exact after a look ahead");
        assertEq(isPending || s.nextKink > now_, true, "next kink lies ahead");
    }

    function _dueBy(uint256 t) private view returns (uint256 count) {
        (, count) = _dueTicks(t);
    }

    /// @dev The seconds of all ticks that are not carried out, by `t`, ascending.
    function _dueTicks(uint256 t) private view returns (uint256[] memory ticks, uint256 count) {
        ticks = new uint256[](_plans.length * 3);
        for (uint256 i = 0; i < _plans.length; ++i) {
            Plan memory plan = _plans[i];
            if (plan.slope != 0) count = _insert(ticks, count, plan.depreciated, t);
            count = _insert(ticks, count, plan.late, t);
            count = _insert(ticks, count, plan.late + markdown, t);
        }
    }

    function _insert(uint256[] memory ticks, uint256 count, uint256 second, uint256 t) private view returns (uint256) {
        if (second <= _carried || second > t) return count;
        uint256 i = count;
        while (i > 0 && ticks[i - 1] >= second) {
            if (ticks[i - 1] == second) return count;
            --i;
        }
        for (uint256 k = count; k > i; --k) ticks[k] = ticks[k - 1];
        ticks[i] = second;
        return count + 1;
    }

    function _nextAfter(uint256 t) private view returns (uint256 next) {
        next = type(uint32).max;
        for (uint256 i = 0; i < _plans.length; ++i) {
            Plan memory plan = _plans[i];
            uint256[3] memory all = [plan.slope == 0 ? 0 : plan.depreciated, plan.late, plan.late + markdown];
            for (uint256 k = 0; k < 3; ++k) if (all[k] > t && all[k] < next) next = all[k];
        }
    }

    function _up(uint256 a, uint256 b) private pure returns (uint256) {
        return (a + b - 1) / b;
    }

    function _random() private returns (uint256) {
        _seed = uint256(keccak256(abi.encode(_seed)));
        return _seed >> 16;
    }
}

contract CurveOfSecondsTest is CurveProperties {
    function _terms() internal pure override returns (uint32, uint32, uint8) {
        return (1, 7 days, 6);
    }
}

contract CurveOfHoursTest is CurveProperties {
    function _terms() internal pure override returns (uint32, uint32, uint8) {
        return (1 hours, 90 days, 6);
    }
}

contract CurveOfHoursAnd18DecimalsTest is CurveProperties {
    function _terms() internal pure override returns (uint32, uint32, uint8) {
        return (1 hours, 30 days, 18);
    }
}

contract CurveOfDaysAnd18DecimalsTest is CurveProperties {
    function _terms() internal pure override returns (uint32, uint32, uint8) {
        return (1 days, 90 days, 18);
    }
}

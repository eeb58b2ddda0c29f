// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Terms} from "../../../contracts/interfaces/FacilityTypes.sol";
import {Limits, Scope} from "../../../contracts/interfaces/IDrawLimits.sol";
import {DrawNotice, VaultState} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {ProtocolFixture} from "../support/ProtocolFixture.sol";

/// @notice Whoever comes, leaves and borrows around a draw: it is judged by no more than the lowest NAV since its
///         notice. And whatever everybody leaves behind: nothing is lost or made of it, and a share costs what the
///         first one did.
abstract contract DrawsTest is ProtocolFixture {
    uint256 private constant BPS = 10_000;
    uint256 private constant STEPS = 40;
    uint256 private constant ANNOUNCED_FOR = 2 days;
    uint16 private constant CLUSTER_BPS = 4_000;
    uint16 private constant OPERATOR_BPS = 5_000;

    address private _whale = actor("whale");
    address private _saver = actor("saver");
    uint256[2] private _clusters;

    /// @dev What the vault should have of the two newest notices.
    DrawNotice private _newer;
    DrawNotice private _older;
    mapping(bytes32 what => uint256) private _times;

    function _decimals() internal pure virtual returns (uint8);

    function setUp() public {
        deployProtocol(_decimals(), 1_000);
        depositAs(_saver, 10_000_000 * unit);
    }

    function testFuzz_drawsGoByTheLowestNavSinceTheirNotice(uint256 seed) public {
        _limitDraws();
        _notice();
        skip(EPOCH);
        _tryDraw(_clusters[0], 1_000_000 * unit);
        _loseSome(seed);
        _flash(seed >> 8);
        for (uint256 i = 0; i < STEPS; ++i) {
            seed = uint256(keccak256(abi.encode(seed, i)));
            _step(seed % 8, seed >> 8);
            _checkNotices();
        }
        // What chance has left out.
        _leave(seed);
        _checkNotices();
        bytes32[5] memory all = [bytes32("notice"), "exit", "flash", "loss", "draw"];
        for (uint256 i = 0; i < all.length; ++i) assertGt(_times[all[i]], 0, "16: never ran");
    }

    function testFuzz_nobodyThere(uint256 seed, uint256 donation, uint256 deposit) public {
        _clusters[0] = _approved(3_000_000 * unit);
        uint256 drawn = bound(seed, 0, 3_000_000 * unit);
        if (drawn > 0) draw(_clusters[0], drawn);
        // Twice as much is locked as is hardware, at least: everybody can leave.
        asset.mint(address(vault), bound(donation, 2 * drawn + unit, 2 * drawn + 10_000_000 * unit));
        vm.prank(curator);
        vault.skim();
        skip(seed % 100 hours);
        uint256 shares = vault.balanceOf(_saver);
        vm.prank(_saver);
        vault.redeem(shares, _saver, _saver);
        assertEq(vault.totalSupply(), 0, "5: everybody has left");
        skip((seed >> 128) % 400 days);
        while (vault.state().accrualPending) vault.accrue(96);
        VaultState memory left = vault.state();
        deposit = bound(deposit, 1, 20_000_000 * unit);

        uint256 previewed = vault.previewDeposit(deposit);
        uint256 minted = depositAs(_whale, deposit);

        VaultState memory s = vault.state();
        assertEq(minted, deposit * 1e6, "5: a share costs what the first one did");
        assertEq(minted, previewed, "5: as it was previewed");
        assertEq(vault.balanceOf(feeRecipient), (left.cash + left.value) * 1e6, "5: what was left is the treasury's");
        assertEq(s.totalSupply, (left.cash + left.value + deposit) * 1e6, "5: and nobody else's");
        assertEq(s.cash, left.cash + deposit, "5: no cash is made or lost");
        assertEq(s.value, left.value, "5: nor value");
        assertEq(s.locked, 0, "5: nothing waits for nobody");
        if (s.totalAssets == s.nav) assertEq(vault.convertToAssets(minted), deposit, "5: and is worth that");
    }

    // --- steps ---

    function _step(uint256 what, uint256 seed) private {
        if (what == 0) _enter(seed % 2 == 0 ? _whale : _saver, (seed >> 8) % (5_000_000 * unit));
        else if (what == 1) _leave(seed);
        else if (what == 2) _flash(seed);
        else if (what == 3) _loseSome(seed);
        else if (what == 4) skip(seed % (2 * EPOCH));
        else if (what == 5) _earn(seed);
        else if (what == 6) _notice();
        else _drawSome(seed, seed % 3 == 0 ? 14_000_000 * unit : 0);
    }

    /// @return shares Minted; none where deposits are shut
    function _enter(address who, uint256 assets) private returns (uint256 shares) {
        assets = Math.min(assets + vault.previewMint(1), vault.maxDeposit(who));
        if (assets >= vault.previewMint(1)) shares = depositAs(who, assets);
    }

    function _leave(uint256 seed) private {
        address who = seed % 2 == 0 ? _whale : _saver;
        uint256 assets = vault.maxWithdraw(who) / (1 + ((seed >> 8) % 5));
        uint256 nav = vault.state().nav;
        vm.prank(who);
        vault.withdraw(assets, who, who);
        _lower(nav - assets);
        ++_times["exit"];
    }

    /// @dev In and out within one second moves what draws go by by a unit at most.
    function _flash(uint256 seed) private {
        (, uint256 before) = _judged();
        uint256 held = asset.balanceOf(address(vault));
        uint256 shares = _enter(_whale, seed % (20_000_000 * unit));
        if (shares == 0 || vault.maxRedeem(_whale) < shares) return;
        uint256 assets = asset.balanceOf(address(vault)) - held;
        uint256 nav = vault.state().nav;
        vm.prank(_whale);
        uint256 out = vault.redeem(shares, _whale, _whale);
        _lower(nav - out);
        (, uint256 after_) = _judged();
        assertLe(after_, before + assets - out, "16: it is lifted by no more than is left behind");
        assertLe(Math.saturatingSub(before, after_), 1, "16: nor lowered by more than a unit");
        ++_times["flash"];
    }

    function _loseSome(uint256 seed) private {
        for (uint256 i = 0; i < 2; ++i) {
            if (managerOf(_clusters[i]).valueX32(_clusters[i]) == 0) continue;
            vm.prank(curator);
            losses.announceWriteDown(_clusters[i], uint40(1 + (seed % (1 << 31))));
            skip(ANNOUNCED_FOR);
            while (vault.state().accrualPending) vault.accrue(96);
            workouts.bookLoss(_clusters[i], 0);
            _lower(vault.state().nav);
            ++_times["loss"];
        }
    }

    function _earn(uint256 seed) private {
        asset.mint(address(vault), 1 + (seed % (500_000 * unit)));
        vm.prank(curator);
        vault.skim();
    }

    function _notice() private {
        bool isPending = block.timestamp + EPOCH < _newer.until;
        vm.prank(operator);
        try drawLimits.noticeDraw(_clusters[0]) {
            assertTrue(!isPending, "16: the newest counted already");
            _older = _newer;
            _newer = DrawNotice(vault.state().nav, uint32(block.timestamp + 2 * EPOCH));
            ++_times["notice"];
        } catch {
            assertTrue(isPending, "16: notice can be given");
        }
    }

    /// @dev Of one of the clusters, with or without a deposit that is there for the draw alone.
    function _drawSome(uint256 seed, uint256 borrowed) private {
        uint256 cluster = _clusters[(seed >> 2) % 2];
        if (borrowed > 0) _enter(_whale, borrowed);
        (, uint256 judged) = _judged();
        uint256 room = Math.saturatingSub((judged * CLUSTER_BPS) / BPS, _exposure(Scope.Cluster, bytes32(cluster)));
        _tryDraw(cluster, seed % 5 == 0 ? room : 1 + ((seed >> 8) % (room + unit)));
        if (borrowed > 0) _leave(seed - (seed % 2));
    }

    function _tryDraw(uint256 cluster, uint256 amount) private {
        (bool counts, uint256 judged) = _judged();
        VaultState memory s = vault.state();
        uint256 own = _exposure(Scope.Cluster, bytes32(cluster));
        uint256 all = _exposure(Scope.Operator, bytes32(uint256(uint160(operator))));
        vm.prank(operator);
        try origination.draw(cluster, amount, operator) {
            assertTrue(counts, "16: a notice counts");
            // A part of a unit, by which the draw's own line is rounded down, is a booked loss, seen in NAV or not.
            if (vault.state().nav != s.nav || _hasLowered()) _lower(vault.state().nav);
            (, judged) = _judged();
            own = _exposure(Scope.Cluster, bytes32(cluster));
            all = _exposure(Scope.Operator, bytes32(uint256(uint160(operator))));
            assertLe(own * BPS, judged * CLUSTER_BPS, "16: a cluster's part of the lowest NAV");
            assertLe(all * BPS, judged * OPERATOR_BPS, "16: an operator's part of the lowest NAV");
            ++_times["draw"];
        } catch {
            uint256 surely = Math.saturatingSub(judged, 1); // after that rounding
            bool fits = (own + amount) * BPS <= surely * CLUSTER_BPS && (all + amount) * BPS <= surely * OPERATOR_BPS;
            assertTrue(!counts || !fits || amount == 0 || amount > s.freeCash, "16: what fits can be drawn");
        }
    }

    // --- laws ---

    function _hasLowered() private view returns (bool) {
        (DrawNotice memory newer, DrawNotice memory older) = vault.drawNotices();
        return newer.low != _newer.low || older.low != _older.low;
    }

    /// @dev After an exit, or a booked loss.
    function _lower(uint256 nav) private {
        if (block.timestamp >= _newer.until) return;
        (_newer.low, _older.low) = (Math.min(_newer.low, nav), Math.min(_older.low, nav));
    }

    function _checkNotices() private view {
        (DrawNotice memory newer, DrawNotice memory older) = vault.drawNotices();
        assertEq(newer.until, _newer.until, "16: the newer's end");
        assertEq(older.until, _older.until, "16: the older's end");
        assertEq(newer.low, _newer.low, "16: the lowest NAV since the newer");
        assertEq(older.low, _older.low, "16: the lowest NAV since the older");
    }

    /// @return counts Whether a notice counts now
    /// @return judged By which NAV a draw is judged
    function _judged() private view returns (bool counts, uint256 judged) {
        DrawNotice memory by = block.timestamp < _older.until ? _older : _newer;
        counts = block.timestamp + EPOCH >= by.until && block.timestamp < by.until;
        judged = Math.min(by.low, vault.state().nav);
    }

    function _exposure(Scope scope, bytes32 id) private view returns (uint256) {
        return drawLimits.exposureOf(scope, id);
    }

    // --- the beginning ---

    function _limitDraws() private {
        drawLimits.setLimits(Limits(CLUSTER_BPS, OPERATOR_BPS, uint16(BPS), uint16(BPS), uint16(BPS), 0, 8_000, 3_500));
        for (uint256 i = 0; i < 2; ++i) _clusters[i] = _approved(30_000_000 * unit);
    }

    function _approved(uint256 cost) private returns (uint256 cluster) {
        cluster = registerCluster(cost, cost / 10, 1_825 days);
        Terms memory terms = plainTerms(cost);
        terms.inServiceBy = uint40(block.timestamp + 2_000 days);
        approveFacility(cluster, terms);
    }
}

contract DrawsOf6DecimalsTest is DrawsTest {
    function _decimals() internal pure override returns (uint8) {
        return 6;
    }
}

contract DrawsOf18DecimalsTest is DrawsTest {
    function _decimals() internal pure override returns (uint8) {
        return 18;
    }
}

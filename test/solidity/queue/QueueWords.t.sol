// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Account, Backlog, BacklogLib, Core, Epoch} from "../../../contracts/queue/QueueWords.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice The numbers in each word of the queue never touch each other.
contract QueueWordsTest is SolidityTest {
    function testFuzz_backlog(uint112 shares, uint24 newest, uint24 settling, uint112 less, uint24 other) public pure {
        less = uint112(bound(less, 0, shares));
        Backlog backlog = BacklogLib.pack(shares, newest, settling);
        _assertBacklog(backlog, shares, newest, settling);
        _assertBacklog(backlog.minus(less), shares - less, newest, settling);
        _assertBacklog(backlog.withSettling(other), shares, newest, other);
    }

    function testFuzz_epoch(
        uint112 shares,
        uint104 assets,
        uint24 next,
        uint112 lessShares,
        uint104 lessAssets,
        bool whole
    ) public pure {
        lessShares = uint112(bound(lessShares, 0, shares));
        lessAssets = uint104(bound(lessAssets, 0, assets));
        Epoch sums = Epoch.wrap(0).plus(shares).withNext(next);
        _assertEpoch(sums, shares, 0, next);
        assertEq(sums.isWhole() || sums.isInPart(), false, "not settled");
        // In part first, whole or in part then: the later settlement is what counts.
        sums = sums.settled(1, false).settled(assets, whole);
        _assertEpoch(sums, shares, assets, next);
        _assertEpoch(sums.minus(lessShares, lessAssets), shares - lessShares, assets - lessAssets, next);
        assertEq(sums.isWhole(), whole, "whole");
        assertEq(sums.isInPart(), !whole, "in part");
    }

    function testFuzz_core(uint112 shares, uint24 next, uint112 settled) public pure {
        Core core = Core.wrap(shares | (uint256(next) << 120));
        _assertCore(core, shares, next, false, false);
        _assertCore(core.asLong(), shares, next, true, false);
        _assertCore(core.emptied(), 0, next, true, false);
        _assertCore(core.detached(settled), settled, next, true, true);
        _assertCore(core.detached(settled).done(), 0, next, false, false);
        assertEq(core.isDone(), shares == 0, "done");
        assertEq(core.emptied().isDone(), false, "something is to be sent back");
    }

    function testFuzz_account(uint24 head, uint24 tail, uint112 shares, uint112 more, uint24 other) public pure {
        more = uint112(bound(more, 0, type(uint112).max - shares));
        Account account = Account.wrap(0).joined(tail).withHead(head).plus(shares);
        _assertAccount(account, head, tail, shares);
        _assertAccount(account.plus(more), head, tail, uint256(shares) + more);
        _assertAccount(account.withHead(other), other, tail, shares);
        _assertAccount(account.joined(other), head, other, 0);
        _assertAccount(account.withNewest(Core.wrap(more)), head, tail, more);
        Core last = account.withNewest(account.newest().asLong()).newestBefore(other);
        _assertCore(last, shares, other, true, false);
    }

    function _assertBacklog(Backlog backlog, uint256 shares, uint256 newest, uint256 settling) private pure {
        assertEq(backlog.shares(), shares, "shares");
        assertEq(backlog.newest(), newest, "newest");
        assertEq(backlog.settling(), settling, "settling");
    }

    function _assertEpoch(Epoch sums, uint256 shares, uint256 assets, uint256 next) private pure {
        assertEq(sums.shares(), shares, "shares");
        assertEq(sums.assets(), assets, "assets");
        assertEq(sums.next(), next, "next");
    }

    function _assertCore(Core core, uint256 shares, uint256 next, bool isLong, bool isDetached) private pure {
        assertEq(core.shares(), shares, "shares");
        assertEq(core.next(), next, "next");
        assertEq(core.isLong(), isLong, "long");
        assertEq(core.isDetached(), isDetached, "detached");
    }

    function _assertAccount(Account account, uint256 head, uint256 tail, uint256 shares) private pure {
        assertEq(account.head(), head, "head");
        assertEq(account.tail(), tail, "tail");
        assertEq(account.newest().shares(), shares, "shares");
        assertEq(account.newest().next(), 0, "nothing follows it");
    }
}

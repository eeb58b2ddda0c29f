// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {
    Account,
    Core,
    Epoch,
    EpochLib,
    SettlingEpoch,
    SettlingEpochLib,
    Open,
    OpenLib
} from "../../../contracts/queue/QueueWords.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice The numbers in each word of the queue never touch each other.
contract QueueWordsTest is SolidityTest {
    function testFuzz_open(
        uint24 id,
        uint40 end,
        uint112 shares,
        uint24 settling,
        uint112 otherShares,
        uint24 otherSettling
    ) public pure {
        Open open = OpenLib.pack(id, end, shares, settling);
        _assertOpen(open, id, end, shares, settling);
        _assertOpen(open.withShares(otherShares), id, end, otherShares, settling);
        _assertOpen(open.withSettling(otherSettling), id, end, shares, otherSettling);
    }

    function testFuzz_settlingEpoch(
        uint24 epoch,
        uint112 settled,
        uint112 cancelled,
        uint112 part,
        uint112 other
    ) public pure {
        part = uint112(bound(part, 0, settled));
        SettlingEpoch settling = SettlingEpochLib.pack(epoch, settled, cancelled);
        _assertSettling(settling, epoch, settled, cancelled);
        _assertSettling(settling.minusSettled(part), epoch, settled - part, cancelled);
        _assertSettling(settling.withCancelled(other), epoch, settled, other);
    }

    function testFuzz_epoch(
        uint112 shares,
        uint104 assets,
        uint32 end,
        uint112 lessShares,
        uint104 lessAssets,
        bool whole
    ) public pure {
        lessShares = uint112(bound(lessShares, 0, shares));
        lessAssets = uint104(bound(lessAssets, 0, assets));
        Epoch sums = EpochLib.pack(shares, end);
        _assertEpoch(sums, shares, 0, end);
        assertEq(sums.isWhole() || sums.isInPart(), false, "not settled");
        // In part first, whole or in part then: the later settlement is what counts.
        sums = sums.settled(1, false).settled(assets, whole);
        _assertEpoch(sums, shares, assets, end);
        _assertEpoch(sums.minus(lessShares, lessAssets), shares - lessShares, assets - lessAssets, end);
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

    function _assertOpen(Open open, uint256 id, uint256 end, uint256 shares, uint256 settling) private pure {
        assertEq(open.id(), id, "id");
        assertEq(open.end(), end, "end");
        assertEq(open.shares(), shares, "shares");
        assertEq(open.settling(), settling, "settling");
    }

    function _assertSettling(SettlingEpoch settling, uint256 epoch, uint256 settled, uint256 cancelled) private pure {
        assertEq(uint24(SettlingEpoch.unwrap(settling)), epoch, "epoch");
        assertEq(settling.settled(), settled, "settled");
        assertEq(settling.cancelled(), cancelled, "cancelled");
    }

    function _assertEpoch(Epoch sums, uint256 shares, uint256 assets, uint256 end) private pure {
        assertEq(sums.shares(), shares, "shares");
        assertEq(sums.assets(), assets, "assets");
        assertEq(sums.end(), end, "end");
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

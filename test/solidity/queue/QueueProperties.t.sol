// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RedemptionQueue} from "../../../contracts/RedemptionQueue.sol";
import {RequestState} from "../../../contracts/interfaces/IRedemptionQueue.sol";
import {MockToken} from "../../../contracts/mocks/MockToken.sol";
import {SolidityTest} from "../support/SolidityTest.sol";
import {PayingVault} from "./PayingVault.sol";

/// @notice Three people do anything in any order: request in either class, cancel, claim in parts, while the vault
///         settles as it likes, and patient requests may be paid or not.
/// @dev The tenth law: settled money is claimable in full by its requesters, in any order of claims.
contract QueuePropertiesTest is SolidityTest {
    uint256 private constant PEOPLE = 3;
    uint256 private constant STEPS = 40;
    uint32 private constant EPOCH = 1 days;
    uint256 private constant LAST_ID = 8; // cancels and claims are of the first epochs

    MockToken private _asset;
    PayingVault private _vault;
    RedemptionQueue private _queue;
    address[PEOPLE] private _people;

    uint256 private _seed;
    /// @dev What each person was paid, over all epochs.
    mapping(address person => uint256 assets) private _paid;
    uint256 private _settled;

    function setUp() public {
        _asset = new MockToken("Dollar", "USD", 6);
        _vault = new PayingVault(_asset, EPOCH);
        _queue = _vault.queue();
        _people = [actor("ann"), actor("ben"), actor("cyd")];
        for (uint256 i = 0; i < PEOPLE; ++i) _vault.mint(_people[i], type(uint112).max / 4);
    }

    function testFuzz_law10_anyOrder(uint256 seed) public {
        _seed = seed;
        for (uint256 i = 0; i < STEPS; ++i) {
            uint256[PEOPLE] memory before = _entitlements();
            address acting = _act();
            _assertNobodyElseLost(before, acting);
            _assertBacked();
        }
        _everybodyLeaves();
    }

    /// @dev A person of `c` shares among `c + others` gets the floor of his part of what is settled, or a unit more for
    ///      each of the others who left before.
    function testFuzz_law10_claimantsOfAPartSettledEpoch(
        uint256[3] memory asked,
        uint256 burns,
        uint256 pays,
        uint256 order
    ) public {
        uint256 total;
        for (uint256 i = 0; i < PEOPLE; ++i) {
            asked[i] = bound(asked[i], 1, 1e24);
            total += asked[i];
            _request(_people[i], asked[i], order % 2 == 1);
        }
        skip(EPOCH);
        burns = bound(burns, 1, total);
        pays = bound(pays, 0, 1e24);
        _settle(burns, pays, false);
        uint256 paid;
        for (uint256 i = 0; i < PEOPLE; ++i) {
            uint256 who = ((order % PEOPLE) + i) % PEOPLE;
            uint256 assets = _queue.maxWithdraw(_people[who]);
            uint256 exact = (asked[who] * pays) / total;
            assertGe(assets, exact, "10: nobody is short");
            assertLe(assets, exact + i, "10: nobody gets more than what rounding left");
            if (_queue.maxRedeem(_people[who]) == 0 && assets == 0) continue;
            paid += _claim(_people[who], 2 + (order % 2));
        }
        assertLe(paid, pays, "10: no more is paid than was settled");
        if (burns == total) assertEq(paid, pays, "10: nothing is stranded");
    }

    // --- what happens ---

    function _act() private returns (address person) {
        person = _people[_random(PEOPLE)];
        uint256 what = _random(8);
        if (what < 2) _request(person, 1 + _random(1 << _random(90)), _random(2) == 1);
        else if (what == 2) skip(1 + _random(EPOCH));
        else if (what == 3) _settle(1 + _random(1 << _random(90)), _random(1 << _random(70)), _random(2) == 1);
        else if (what < 6) _claimSome(person);
        else if (what == 6) _cancel(person, 2 + _random(LAST_ID));
        else _giveBack(person, 2 + _random(LAST_ID));
    }

    function _request(address person, uint256 shares, bool atAnyPrice) private {
        vm.prank(person);
        if (atAnyPrice) _queue.requestRedeemAtAnyPrice(shares, person, person);
        else _queue.requestRedeem(shares, person, person);
    }

    function _settle(uint256 burns, uint256 pays, bool isBlocked) private {
        _vault.setExit(true, isBlocked);
        (uint256 next, uint256 waiting) = _queue.nextSettlement();
        if (waiting == 0) return;
        assertTrue(next % 2 == 1 || !_vault.exitBelowTolerance(), "nobody is burned who is patient");
        _vault.setPayment(burns, pays);
        (uint256 settled, , ) = _queue.settle();
        assertEq(settled, next, "what was said to be next");
        _settled += pays;
    }

    function _claimSome(address person) private {
        uint256 shares = _queue.maxRedeem(person);
        uint256 assets = _queue.maxWithdraw(person);
        uint256 how = _random(3);
        vm.startPrank(person);
        if (how == 0 && shares > 0) {
            _paid[person] += _queue.redeem(1 + _random(shares), person, person);
        } else if (how == 1 && assets > 0) {
            uint256 part = 1 + _random(assets);
            _queue.withdraw(part, person, person);
            _paid[person] += part;
        } else if (how == 2) {
            try _queue.claim(2 + _random(LAST_ID), person, person) returns (uint256, uint256 got) {
                _paid[person] += got;
            } catch {}
        }
        vm.stopPrank();
    }

    function _claim(address person, uint256 requestId) private returns (uint256 assets) {
        vm.prank(person);
        (, assets) = _queue.claim(requestId, person, person);
        _paid[person] += assets;
    }

    function _cancel(address person, uint256 epoch) private {
        if (_queue.pendingRedeemRequest(epoch, person) == 0) return;
        _vault.setExit(true, true);
        vm.prank(person);
        _queue.cancelRedeemRequest(epoch, person);
    }

    function _giveBack(address person, uint256 epoch) private {
        if (_queue.claimableCancelRedeemRequest(epoch, person) == 0) return;
        vm.prank(person);
        _queue.claimCancelRedeemRequest(epoch, person, person);
    }

    /// @dev Everything is settled and claimed: the queue is empty to the unit.
    function _everybodyLeaves() private {
        skip(EPOCH);
        (uint256 epochs, ) = _queue.currentEpoch();
        // Half of them find that patient requests have to wait.
        for (uint256 i = 0; i < 20 * epochs; ++i) _settle(type(uint256).max, _random(1e12), i % 2 == 0);
        for (uint256 i = 0; i < PEOPLE; ++i) {
            address person = _people[i];
            for (uint256 id = 2; id < 2 * epochs; ++id) {
                assertEq(_queue.pendingRedeemRequest(id, person), 0, "everything is settled");
                _giveBack(person, id);
                if (_queue.maxRedeem(person) + _queue.maxWithdraw(person) == 0) continue;
                try _queue.claim(id, person, person) returns (uint256, uint256) {
                    assertEq(true, false, "27: nobody claims for another");
                } catch {}
                vm.prank(person);
                try _queue.claim(id, person, person) returns (uint256, uint256 got) {
                    _paid[person] += got;
                } catch {}
            }
            (RequestState[] memory open, ) = _queue.requestsOf(person, 0, 100);
            assertEq(open.length, 0, "the list is empty");
        }
        assertEq(_asset.balanceOf(address(_queue)), 0, "10: no asset is stranded");
        assertEq(_vault.balanceOf(address(_queue)), 0, "10: no share is stranded");
        uint256 paid;
        for (uint256 i = 0; i < PEOPLE; ++i) paid += _paid[_people[i]];
        assertEq(paid, _settled, "10: all that was settled is paid");
    }

    // --- what must hold after each ---

    /// @dev Base units each has been paid or can claim.
    function _entitlements() private view returns (uint256[PEOPLE] memory units) {
        for (uint256 i = 0; i < PEOPLE; ++i) units[i] = _paid[_people[i]] + _queue.maxWithdraw(_people[i]);
    }

    function _assertNobodyElseLost(uint256[PEOPLE] memory before, address acting) private view {
        uint256[PEOPLE] memory afterwards = _entitlements();
        for (uint256 i = 0; i < PEOPLE; ++i) {
            if (_people[i] == acting) assertGe(afterwards[i] + 1, before[i], "10: but for a unit of his own floor");
            else assertGe(afterwards[i], before[i], "10: nobody loses by what another does");
        }
    }

    function _assertBacked() private view {
        uint256 pending;
        uint256 cancelled;
        uint256 claimable;
        (uint256 epochs, ) = _queue.currentEpoch();
        uint256 joining = _queue.epochOf(2 * epochs).shares + _queue.epochOf(2 * epochs + 1).shares;
        for (uint256 i = 0; i < PEOPLE; ++i) {
            claimable += _queue.maxWithdraw(_people[i]);
            for (uint256 id = 2; id < 2 * epochs + 2; ++id) {
                pending += _queue.pendingRedeemRequest(id, _people[i]);
                cancelled += _queue.claimableCancelRedeemRequest(id, _people[i]);
            }
        }
        uint256 held = _vault.balanceOf(address(_queue));
        assertLe(claimable, _asset.balanceOf(address(_queue)), "1: claims are backed");
        // Settled parts are rounded down, so what is shown as pending can be up to a share each too much.
        assertLe(held, pending + cancelled, "1: shares are accounted for");
        assertGe(held + PEOPLE, pending + cancelled, "1: shares are there");
        (uint256 patient, uint256 atAnyPrice) = _queue.closedShares();
        assertEq(patient + atAnyPrice, held - cancelled - joining, "closed shares");
    }

    function _random(uint256 below) private returns (uint256) {
        _seed = uint256(keccak256(abi.encode(_seed)));
        return _seed % below;
    }
}

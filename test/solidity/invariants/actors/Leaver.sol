// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGpuYieldVault} from "../../../../contracts/interfaces/IGpuYieldVault.sol";
import {BaseHandler} from "../BaseHandler.sol";
import {Mirrored} from "../Mirror.sol";

/// @notice Leaves through the queue: requests, cancels, claims, each in every way there is.
abstract contract Leaver is BaseHandler {
    function leaverActions() internal pure returns (bytes memory) {
        return
            bytes.concat(
                this.requestExit.selector,
                this.requestByOperator.selector,
                this.requestByAllowance.selector,
                this.cancelRequest.selector,
                this.cancelWhileDelinquent.selector,
                this.takeBack.selector,
                this.claimOfEpoch.selector,
                this.claimInShares.selector,
                this.claimInAssets.selector,
                this.claimInAnyOrder.selector,
                this.spendWhatEpochsWaitFor.selector
            );
    }

    function requestExit(uint256 who, uint256 amount) external {
        if (_requestSome(who, amount) != 0) _ran();
    }

    /// @dev 25: an operator may, until it may not.
    function requestByOperator(uint256 who, uint256 amount) external {
        address owner = _shareholder(who);
        uint256 shares = vault.balanceOf(owner) / 8;
        if (shares == 0) return;
        vm.prank(owner);
        queue.setOperator(stranger, true);
        txRequest(owner, stranger, bound(amount, 1, shares), amount % 2 == 1);
        vm.prank(owner);
        queue.setOperator(stranger, false);
        vm.prank(stranger);
        try queue.requestRedeem(shares, owner, owner) {
            expectTrue(QUEUE, false, "25: revocation is immediate");
        } catch {
            expectTrue(QUEUE, true, "25: revocation is immediate");
        }
        _ran();
    }

    /// @dev As ERC-7540 has it: who has been allowed the shares may, once.
    function requestByAllowance(uint256 who, uint256 amount) external {
        address owner = _shareholder(who);
        uint256 shares = vault.balanceOf(owner) / 8;
        if (shares == 0) return;
        shares = bound(amount, 1, shares);
        vm.prank(owner);
        vault.approve(stranger, shares);
        txRequest(owner, stranger, shares, amount % 2 == 1);
        expectEq(QUEUE, vault.allowance(owner, stranger), 0, "a request spends the allowance");
        _ran();
    }

    function cancelRequest(uint256 seed) external {
        (address who, uint256 epoch) = _waiting(seed);
        if (epoch == 0 || vm.getBlockTimestamp() >= epochs[epoch].end) {
            if (epoch != 0 && !_isCancellable(epoch)) _expectNoCancel(who, epoch);
            who = _shareholder(seed);
            epoch = _requestSome(seed, seed >> 8);
            if (epoch == 0) return;
        }
        txCancel(who, epoch);
        _ran();
    }

    /// @dev Closed at par, delinquent before it is settled: cancel.
    function cancelWhileDelinquent(uint256 seed) external {
        if (insists) {
            _resolveWhatIsDelinquent();
            _payQueue(seed);
        }
        address who = _shareholder(seed);
        uint256 shares = vault.balanceOf(who) / 7;
        bool isPatient = insists && shares > 0;
        uint256 epoch = isPatient ? txRequest(who, who, shares, false) : _requestSome(seed, seed >> 8);
        if (epoch == 0) return;
        _untilClosed(epoch);
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        Mirrored storage m = mirrored[cluster];
        uint256 until = m.deadline + (epoch % 2 == 0 ? 30 days : 1 days);
        if (until > vm.getBlockTimestamp()) passTime(until - vm.getBlockTimestamp());
        if (!_isCancellable(epoch) || queue.pendingRedeemRequest(epoch, who) == 0) return;
        _catchUp();
        if (epoch % 2 == 0 && mirrorPayableShares() == 0) _expectNoSettlement();
        if (insists && epoch % 2 == 0) {
            _untilClosed(_requestAtAnyPrice(seed));
            _settleSome(seed);
            if (!_isCancellable(epoch)) return;
        }
        txCancel(who, epoch);
        _ran();
    }

    function takeBack(uint256 seed) external {
        (address who, uint256 epoch) = _cancelled(seed);
        if (epoch == 0) {
            who = _shareholder(seed);
            epoch = _requestSome(seed, seed >> 8);
            if (epoch == 0) return;
            txCancel(who, epoch);
        }
        txGiveBack(who, epoch);
        _ran();
    }

    function claimOfEpoch(uint256 seed) external {
        address who = _claimer(seed);
        uint256 epoch = _claimableEpoch(who);
        if (epoch == 0) return;
        if (seed % 2 == 0) {
            vm.prank(who);
            queue.setOperator(stranger, true);
            txClaimEpoch(who, stranger, epoch);
            vm.prank(who);
            queue.setOperator(stranger, false);
        } else {
            txClaimEpoch(who, who, epoch);
        }
        _expectNoClaim(who, who, epoch, "27: nothing is claimed twice");
        _expectNoClaim(stranger, who, epoch, "27: nobody claims for another");
        _ran();
    }

    function claimInShares(uint256 seed) external {
        address who = _claimer(seed);
        uint256 most = queue.maxRedeem(who);
        if (most == 0) return;
        txClaimShares(who, who, 1 + ((seed >> 8) % most));
        _ran();
    }

    function claimInAssets(uint256 seed) external {
        address who = _claimer(seed);
        uint256 most = queue.maxWithdraw(who);
        if (most == 0) return;
        txClaimAssets(who, who, seed % 3 == 0 ? most : 1 + ((seed >> 8) % most));
        _ran();
    }

    /// @dev 10: everybody takes all that is promised, whoever comes first.
    function claimInAnyOrder(uint256 seed) external {
        _claimer(seed);
        uint256 claims;
        for (uint256 i = 0; i < people.length; ++i) {
            address who = people[((seed % 1_000) + i) % people.length];
            for (uint256 epoch = _claimableEpoch(who); epoch != 0; epoch = _claimableEpoch(who)) {
                txClaimEpoch(who, who, epoch);
                ++claims;
            }
        }
        if (claims > 0) _ran();
    }

    /// @dev Cash that closed epochs wait for: neither instant exits nor draws may have it.
    function spendWhatEpochsWaitFor(uint256 seed) external {
        uint256 epoch;
        for (uint256 i = 0; i < 3 && (i == 0 || insists); ++i) {
            address who = _shareholder(seed + i);
            if (vault.balanceOf(who) < 2) continue;
            // A share stays, so that there is somebody left to try.
            uint256 shares = vault.balanceOf(who) - vault.balanceOf(who) / 5_000 - 1;
            epoch = txRequest(who, who, shares, insists || seed % 2 == 0);
        }
        if (epoch == 0) return;
        uint256 cluster = insists ? 0 : _findDrawable(seed);
        if (cluster == 0) cluster = _approve(seed);
        _untilClosed(epoch);
        _catchUp();
        if (cluster == 0 || vm.getBlockTimestamp() > mirrored[cluster].inServiceBy) return;
        uint256 free = vault.state().freeCash;
        if (mirrored[cluster].approved - mirrored[cluster].cost <= free || cash <= free) return;
        _bond(cluster, free + 1);
        bytes4 because = IGpuYieldVault.GpuYieldVault_NotEnoughCash.selector;
        _expectNoDraw(cluster, free + 1, because, "cash that closed epochs wait for was drawn");
        address leaver = _shareholder(seed);
        expectLe(QUEUE, vault.maxWithdraw(leaver), free, "an instant exit takes no more than the free cash");
        if (vault.previewRedeem(vault.balanceOf(leaver)) > free) {
            vm.prank(leaver);
            try vault.withdraw(free + 1, leaver, leaver) {
                expectTrue(QUEUE, false, "cash that closed epochs wait for was withdrawn");
            } catch {
                expectTrue(QUEUE, true, "cash that closed epochs wait for was withdrawn");
            }
        }
        _ran();
    }

    // --- bringing things about ---

    function _expectNoCancel(address who, uint256 epoch) private {
        vm.prank(who);
        try queue.cancelRedeemRequest(epoch, who) {
            expectTrue(QUEUE, false, "cancelled after the end at par");
        } catch {
            expectTrue(QUEUE, true, "cancelled after the end at par");
        }
    }

    function _expectNoClaim(address caller, address who, uint256 epoch, string memory what) private {
        vm.prank(caller);
        try queue.claim(epoch, who, who) {
            expectTrue(QUEUE, false, what);
        } catch {
            expectTrue(QUEUE, true, what);
        }
    }

    function _claimer(uint256 seed) private returns (address) {
        for (uint256 tries = 0; tries < 2; ++tries) {
            for (uint256 i = 0; i < people.length; ++i) {
                address who = people[((seed % 1_000) + i) % people.length];
                if (queue.maxWithdraw(who) > 0) return who;
            }
            if (!_settleSome(seed)) break;
        }
        return people[0];
    }

    function _claimableEpoch(address who) private view returns (uint256) {
        for (uint256 i = 0; i < requestIds.length; ++i) {
            if (queue.claimableRedeemRequest(requestIds[i], who) > 0) return requestIds[i];
        }
        return 0;
    }

    function _waiting(uint256 seed) private view returns (address who, uint256) {
        for (uint256 i = 0; i < people.length; ++i) {
            who = people[((seed % 1_000) + i) % people.length];
            for (uint256 k = requestIds.length; k > 0; --k) {
                if (queue.pendingRedeemRequest(requestIds[k - 1], who) > 0) return (who, requestIds[k - 1]);
            }
        }
        return (who, 0);
    }

    function _cancelled(uint256 seed) private view returns (address who, uint256) {
        for (uint256 i = 0; i < people.length; ++i) {
            who = people[((seed % 1_000) + i) % people.length];
            for (uint256 k = requestIds.length; k > 0; --k) {
                if (queue.claimableCancelRedeemRequest(requestIds[k - 1], who) > 0) return (who, requestIds[k - 1]);
            }
        }
        return (who, 0);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {VaultState} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {MoneyLaws} from "./MoneyLaws.sol";
import {MirroredAccount} from "./QueueMirror.sol";

/// @notice What people do in the redemption queue. A claim that the queue has promised may not fail: it would revert
///         here.
abstract contract QueueTransactions is MoneyLaws {
    /// @notice Settlements of either class, and of any price while who is patient waited.
    uint256 public patientSettlements;
    uint256 public anyPriceSettlements;
    uint256 public settlementsPastPatient;

    function txRequest(
        address who,
        address caller,
        uint256 shares,
        bool atAnyPrice
    ) internal oneTransaction returns (uint256 epoch) {
        // A class's word holds 112 bits of shares; a tenth of them leaves room for everybody who waits in it.
        if (shares > type(uint112).max / 10) shares = type(uint112).max / 10;
        vm.prank(caller);
        if (atAnyPrice) epoch = queue.requestRedeemAtAnyPrice(shares, who, who);
        else epoch = queue.requestRedeem(shares, who, who);
        expectEq(QUEUE, epoch, mirrorRequest(who, shares, atAnyPrice), "the open epoch");
        checkAccount(who);
    }

    /// @dev After the epoch's end: who is patient while it waits for a cure, who takes any price while leaving costs.
    function _isCancellable(uint256 epoch) internal view returns (bool) {
        return epoch % 2 == 0 ? mirrorIsBlocked() : vault.state().unrealisedLoss != 0;
    }

    function txCancel(address who, uint256 epoch) internal oneTransaction {
        uint256 before = queue.claimableCancelRedeemRequest(epoch, who);
        vm.prank(who);
        queue.cancelRedeemRequest(epoch, who);
        uint256 shares = queue.claimableCancelRedeemRequest(epoch, who) - before;
        uint256 tolerance = 1 + accounts[who].floors;
        expectNear(QUEUE, shares, waiting[epoch][who] / X32, tolerance, "cancelled is what was not settled");
        mirrorCancelled(epoch, who, shares);
        checkAccount(who);
    }

    function txGiveBack(address who, uint256 epoch) internal oneTransaction returns (uint256 shares) {
        uint256 before = vault.balanceOf(who);
        vm.prank(who);
        shares = queue.claimCancelRedeemRequest(epoch, who, who);
        expectEq(QUEUE, vault.balanceOf(who) - before, shares, "cancelled shares come back");
        mirrorGivenBack(who, shares);
    }

    /// @dev Epochs in order, at the exit price of now, as many shares as the cash pays for.
    function txSettleQueue() internal oneTransaction {
        VaultState memory s = vault.state();
        (uint256 next, bool isPast) = (mirrorNextEpoch(), mirrorIsBlocked() && mirrorClosedOf(0) > 0);
        (uint256 epoch, uint256 shares, uint256 assets) = queue.settle();
        if (shares == 0 && assets == 0) return; // passed over epochs in which everybody cancelled
        expectEq(QUEUE, epoch, next, "the oldest closed epoch that may be paid, the patient first");
        _checkSettlement(s, epochs[epoch].pending, shares, assets);
        if (epoch % 2 == 0) {
            ++patientSettlements;
            _checkPatient(s, shares, assets);
        } else {
            ++anyPriceSettlements;
            if (isPast) ++settlementsPastPatient;
        }
        cash -= assets;
        mirrorEpochSettled(epoch, shares, assets);
        // 28: settled money is outside the vault, and nothing moves it but a claim.
        expectEq(QUEUE, vault.state().cash, s.cash - assets, "settled money has left the vault");
    }

    function txClaimEpoch(address who, address caller, uint256 epoch) internal oneTransaction {
        uint256 promised = queue.maxWithdraw(who);
        uint256 before = asset.balanceOf(who);
        vm.prank(caller);
        (uint256 shares, uint256 assets) = queue.claim(epoch, who, who);
        _claimed(who, shares, assets, promised, before);
    }

    function txClaimShares(address who, address caller, uint256 shares) internal oneTransaction {
        uint256 promised = queue.maxWithdraw(who);
        uint256 before = asset.balanceOf(who);
        vm.prank(caller);
        uint256 assets = queue.redeem(shares, who, who);
        _claimed(who, shares, assets, promised, before);
    }

    function txClaimAssets(address who, address caller, uint256 assets) internal oneTransaction {
        uint256 promised = queue.maxWithdraw(who);
        uint256 before = asset.balanceOf(who);
        vm.prank(caller);
        uint256 shares = queue.withdraw(assets, who, who);
        _claimed(who, shares, assets, promised, before);
    }

    // --- laws ---

    /// @dev Money and shares are there, and everybody's part is what the mirror has, but for floors.
    function checkQueue() internal {
        uint256 claimable;
        for (uint256 i = 0; i < people.length; ++i) {
            checkAccount(people[i]);
            claimable += queue.maxWithdraw(people[i]);
        }
        expectEq(
            SOLVENCY,
            asset.balanceOf(address(queue)),
            queueAssets,
            "the queue holds what was settled and not claimed"
        );
        expectLe(SOLVENCY, claimable, queueAssets, "claims are backed");
        expectEq(SOLVENCY, vault.balanceOf(address(queue)), queueShares, "the queue holds what waits");
        (uint256 patient, uint256 atAnyPrice) = queue.closedShares();
        expectEq(QUEUE, patient, mirrorClosedOf(0), "shares in closed epochs, patient");
        expectEq(QUEUE, atAnyPrice, mirrorClosedOf(1), "shares in closed epochs, at any price");
    }

    function checkAccount(address who) internal {
        MirroredAccount storage a = accounts[who];
        uint256 due = Math.saturatingSub(a.dueX32 / X32, a.claimed);
        uint256 tolerance = 1 + a.floors;
        expectNear(
            QUEUE,
            queue.maxWithdraw(who),
            due,
            tolerance,
            "24: claimable is a person's part of what was settled"
        );
        uint256 settled = Math.saturatingSub(a.settledX32 / X32, a.claimedShares);
        expectNear(QUEUE, queue.maxRedeem(who), settled, tolerance, "24: and of the shares");
        if (queue.maxWithdraw(who) + queue.maxRedeem(who) == 0) mirrorForgetFloors(who);
    }

    function _checkSettlement(VaultState memory s, uint256 pending, uint256 shares, uint256 assets) private {
        uint256 supply = s.totalSupply + VIRTUAL_SHARES;
        (uint256 most, uint256 worth) = (pending, Math.mulDiv(pending, s.totalAssets + 1, supply));
        bool isShort = worth > s.cash;
        if (isShort) most = Math.mulDiv(s.cash, supply, s.totalAssets + 1, Math.Rounding.Ceil);
        if (isShort && Math.mulDiv(most, s.totalAssets + 1, supply) > s.cash) --most;
        expectEq(QUEUE, shares, most, "as many shares as the cash pays for");
        expectEq(QUEUE, assets, Math.mulDiv(shares, s.totalAssets + 1, supply), "at the exit price of now");
        if (isShort && supply > s.totalAssets) expectEq(QUEUE, assets, s.cash, "by the last unit of cash");
    }

    /// @dev Nobody is burned who has not said that he takes any price: ⌊shares · entry price · (1 − tolerance)⌋ at
    ///      least.
    function _checkPatient(VaultState memory s, uint256 shares, uint256 assets) private {
        uint256 supply = (s.totalSupply + VIRTUAL_SHARES) * 10_000;
        uint256 least = Math.mulDiv(shares, (s.nav + 1) * (10_000 - TOLERANCE_BPS), supply);
        expectLe(QUEUE, least, assets, "who is patient is paid the entry price less the tolerance at least");
    }

    /// @dev The others' promises never shrink by it: 10, in any order.
    function _claimed(address who, uint256 shares, uint256 assets, uint256 promised, uint256 before) private {
        expectEq(QUEUE, asset.balanceOf(who) - before, assets, "a claim is paid in full");
        // 26: what is left of a claim in parts is floored once more.
        expectNear(QUEUE, promised - queue.maxWithdraw(who), assets, 1, "no claim takes more than was promised");
        mirrorClaimed(who, shares, assets);
        checkAccount(who);
    }
}

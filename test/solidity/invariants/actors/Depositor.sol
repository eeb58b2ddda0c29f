// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {VaultState} from "../../../../contracts/interfaces/IGpuYieldVault.sol";
import {BaseHandler} from "../BaseHandler.sol";

/// @notice Goes in and out of the vault itself, also where it may not.
abstract contract Depositor is BaseHandler {
    function depositorActions() internal pure returns (bytes memory) {
        return
            bytes.concat(
                this.deposit.selector,
                this.mint.selector,
                this.withdraw.selector,
                this.redeem.selector,
                this.redeemForAnother.selector,
                this.transferShares.selector,
                this.goInAndOut.selector,
                this.depositWhileDelinquent.selector
            );
    }

    function deposit(uint256 who, uint256 amount) external {
        if (!_isOpen()) return;
        uint256 dearest = vault.previewMint(1);
        txDeposit(_depositor(who), bound(amount, dearest + 1, dearest + 5_000_000 * unit));
        _ran();
    }

    function mint(uint256 who, uint256 amount) external {
        if (!_isOpen()) return;
        txMint(_depositor(who), bound(amount, 1, vault.convertToShares(5_000_000 * unit) + 1));
        _ran();
    }

    function withdraw(uint256 who, uint256 amount) external {
        _catchUp();
        address owner = _holder(who);
        txWithdraw(owner, bound(amount, 0, vault.maxWithdraw(owner)));
        _ran();
    }

    function redeem(uint256 who, uint256 amount) external {
        _catchUp();
        address owner = _holder(who);
        txRedeem(owner, owner, bound(amount, 0, vault.maxRedeem(owner)));
        _ran();
    }

    function redeemForAnother(uint256 who, uint256 amount) external {
        _catchUp();
        address owner = _holder(who);
        uint256 shares = bound(amount, 0, vault.maxRedeem(owner) / 4);
        vm.prank(owner);
        vault.approve(stranger, shares);
        txRedeem(owner, stranger, shares);
        _ran();
    }

    function transferShares(uint256 from, uint256 to, uint256 amount) external {
        address owner = _holder(from);
        txTransfer(owner, _depositor(to), bound(amount, 0, vault.balanceOf(owner)));
        _ran();
    }

    /// @dev Somebody who holds nothing goes in and out again within one second, in many ways: 3, 21.
    function goInAndOut(uint256 seed) external {
        // What closed epochs wait for is not his to take out again.
        if (!_payQueue(seed) || !_isOpen()) return;
        uint256 before = cash;
        for (uint256 i = 0; i < 4; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 assets = vault.previewMint(1) + 1 + ((seed >> 8) % (1_000_000 * unit));
            if (seed % 2 == 0) txDeposit(attacker, assets);
            else txMint(attacker, vault.convertToShares(assets));
            uint256 shares = vault.balanceOf(attacker);
            if (seed % 3 == 0) txTransfer(attacker, mule, shares / 2);
            if (seed % 5 == 0) txWithdraw(attacker, vault.maxWithdraw(attacker) / 2);
            if (seed % 7 == 0) txRedeem(attacker, attacker, vault.balanceOf(attacker) / 3);
            if (seed % 11 < 5) _askAndCancel(attacker, vault.balanceOf(attacker) / (1 + (seed % 4)));
        }
        txRedeem(attacker, attacker, vault.balanceOf(attacker));
        txRedeem(mule, mule, vault.balanceOf(mule));
        expectLe(ROUND_TRIPS, before, cash, "nothing is gained within one second");
        _ran();
    }

    /// @dev The arrears of others can't be caught by stepping in.
    function depositWhileDelinquent(uint256 seed) external {
        uint256 cluster = _delinquent(seed);
        if (cluster == 0) return;
        _catchUp();
        if (insists && !_isTooMuchDelinquent()) _letMuchBeDelinquent(seed);
        if (!_isTooMuchDelinquent()) return;
        expectEq(NO_RISE, vault.maxDeposit(attacker), 0, "too much is delinquent: no deposits");
        asset.mint(attacker, unit);
        vm.startPrank(attacker);
        asset.approve(address(vault), unit);
        try vault.deposit(unit, attacker) {
            expectTrue(NO_RISE, false, "a deposit while too much is delinquent");
        } catch {
            expectTrue(NO_RISE, true, "a deposit while too much is delinquent");
        }
        vm.stopPrank();
        _ran();
    }

    // --- bringing things about ---

    function _askAndCancel(address who, uint256 shares) private {
        if (shares == 0) return;
        uint256 epoch = txRequest(who, who, shares, shares % 2 == 0);
        txCancel(who, epoch);
        txGiveBack(who, epoch);
    }

    /// @return Whether no closed epoch waits any more
    function _isTooMuchDelinquent() private view returns (bool) {
        VaultState memory s = vault.state();
        return (s.delinquentValue + s.restrictedLocked) * 50 > s.nav; // 2 %
    }

    /// @dev Most of the cash leaves, and one more cluster falls silent.
    function _letMuchBeDelinquent(uint256 seed) private {
        for (uint256 i = 0; i < 3; ++i) {
            address owner = _depositor(i);
            txRedeem(owner, owner, (vault.maxRedeem(owner) / 10) * 9);
        }
        uint256 cluster = _commission(seed);
        if (cluster != 0 && !_isDelinquent(cluster)) passTime(mirrored[cluster].deadline - vm.getBlockTimestamp());
        _catchUp();
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BaseHandler} from "../BaseHandler.sol";

/// @notice Holds nothing before and nothing after, with as much money in between as anybody lends for a second.
abstract contract FlashDepositor is BaseHandler {
    function flashDepositorActions() internal pure returns (bytes memory) {
        return bytes.concat(this.goInAndOut.selector, this.standAround.selector);
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

    /// @dev In before rent that everybody sees coming, and out again behind it.
    function standAround(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        _report(cluster, seed);
        passTime(LONG_WINDOW);
        if (!_payQueue(seed) || !_isOpen()) return;
        uint256 stake = vault.previewMint(1) + 1 + ((seed >> 8) % (5_000_000 * unit));
        uint256 had = asset.balanceOf(attacker);
        txDeposit(attacker, stake);
        _pay(cluster, seed);
        txRedeem(attacker, attacker, vault.balanceOf(attacker));
        expectLe(ROUND_TRIPS, asset.balanceOf(attacker), had + stake, "nor around a payment of rent");
        _ran();
    }

    // --- bringing things about ---

    function _askAndCancel(address who, uint256 shares) private {
        if (shares == 0) return;
        uint256 epoch = txRequest(who, who, shares, shares % 2 == 0);
        txCancel(who, epoch);
        txGiveBack(who, epoch);
    }
}

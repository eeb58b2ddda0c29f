// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {IVaultRouter} from "./interfaces/IVaultRouter.sol";

/// @title VaultRouter
/// @notice Entries and exits with a bound on the price, for any ERC-4626 vault.
///
/// TRUST. It holds nothing between transactions, has no owner and no storage. It moves only the caller's own tokens. A
/// vault that lies can cheat whoever names it, by what it does with the assets, and nobody else. A caller's several
/// steps may go into one `multicall`, in which the caller stays the caller.
contract VaultRouter is IVaultRouter, Multicall {
    using SafeERC20 for IERC20;

    /// @inheritdoc IVaultRouter
    function mint(IERC4626 vault, address to, uint256 shares, uint256 maxAmountIn) external returns (uint256 amountIn) {
        uint256 quoted = vault.previewMint(shares);
        if (quoted > maxAmountIn) revert VaultRouter_TooManyAssets(quoted, maxAmountIn);
        IERC20 asset = _pull(vault, quoted);
        amountIn = vault.mint(shares, to);
        // A preview may be too high, by the standard.
        _giveBack(asset, vault, quoted - amountIn);
    }

    /// @inheritdoc IVaultRouter
    function deposit(
        IERC4626 vault,
        address to,
        uint256 amount,
        uint256 minSharesOut
    ) external returns (uint256 sharesOut) {
        IERC20 asset = _pull(vault, amount);
        sharesOut = vault.deposit(amount, to);
        if (sharesOut < minSharesOut) revert VaultRouter_TooFewShares(sharesOut, minSharesOut);
        _giveBack(asset, vault, 0);
    }

    /// @inheritdoc IVaultRouter
    function withdraw(
        IERC4626 vault,
        address to,
        uint256 amount,
        uint256 maxSharesOut
    ) external returns (uint256 sharesOut) {
        sharesOut = vault.withdraw(amount, to, msg.sender);
        if (sharesOut > maxSharesOut) revert VaultRouter_TooManyShares(sharesOut, maxSharesOut);
    }

    /// @inheritdoc IVaultRouter
    function redeem(
        IERC4626 vault,
        address to,
        uint256 shares,
        uint256 minAmountOut
    ) external returns (uint256 amountOut) {
        amountOut = vault.redeem(shares, to, msg.sender);
        if (amountOut < minAmountOut) revert VaultRouter_TooFewAssets(amountOut, minAmountOut);
    }

    /// @inheritdoc IVaultRouter
    function selfPermit(IERC20Permit token, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external {
        try token.permit(msg.sender, address(this), value, deadline, v, r, s) {} catch {}
    }

    /// @dev The caller's assets, and the vault's leave to take exactly those.
    function _pull(IERC4626 vault, uint256 amount) private returns (IERC20 asset) {
        asset = IERC20(vault.asset());
        asset.safeTransferFrom(msg.sender, address(this), amount);
        asset.forceApprove(address(vault), amount);
    }

    /// @dev What the vault did not take goes back, and its leave with it.
    function _giveBack(IERC20 asset, IERC4626 vault, uint256 amount) private {
        if (asset.allowance(address(this), address(vault)) != 0) asset.forceApprove(address(vault), 0);
        if (amount != 0) asset.safeTransfer(msg.sender, amount);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";

/// @title VaultRouter
/// @notice Entries and exits of any ERC-4626 vault with a bound on the price, in the shape of the router that
///         integrators know (ERC4626Router). The caller allows the router its assets for entries, its shares for exits.
/// @dev Nothing ever stays in the router: neither tokens nor allowances of its own. A vault is believed about itself,
///      at the risk of who names it and of nobody else.
interface IVaultRouter {
    /// @notice Minting would cost more than the caller accepts, base units of the asset.
    error VaultRouter_TooManyAssets(uint256 assets, uint256 maximum);
    /// @notice Depositing would mint fewer than the caller accepts, shares.
    error VaultRouter_TooFewShares(uint256 shares, uint256 minimum);
    /// @notice Withdrawing would burn more than the caller accepts, shares.
    error VaultRouter_TooManyShares(uint256 shares, uint256 maximum);
    /// @notice Redeeming would pay less than the caller accepts, base units of the asset.
    error VaultRouter_TooFewAssets(uint256 assets, uint256 minimum);

    /// @notice Anyone: mints `shares` to `to` for the caller's assets. Refused when they would cost more than
    ///         `maxAmountIn` (`VaultRouter_TooManyAssets`).
    /// @param vault ERC-4626
    /// @param to Receiver of the shares
    /// @param shares To mint, share units
    /// @param maxAmountIn Most base units accepted
    /// @return amountIn Base units paid
    function mint(IERC4626 vault, address to, uint256 shares, uint256 maxAmountIn) external returns (uint256 amountIn);
    /// @notice Anyone: deposits `amount` of the caller's assets for shares to `to`. Refused when they would be fewer
    ///         than `minSharesOut` (`VaultRouter_TooFewShares`).
    /// @param vault ERC-4626
    /// @param to Receiver of the shares
    /// @param amount Base units
    /// @param minSharesOut Fewest shares accepted, share units
    /// @return sharesOut Minted, share units
    function deposit(
        IERC4626 vault,
        address to,
        uint256 amount,
        uint256 minSharesOut
    ) external returns (uint256 sharesOut);
    /// @notice Anyone: withdraws `amount` to `to` for the caller's shares. Refused when more than `maxSharesOut` would
    ///         be burned (`VaultRouter_TooManyShares`).
    /// @param vault ERC-4626
    /// @param to Receiver of the assets
    /// @param amount Base units
    /// @param maxSharesOut Most shares accepted, share units
    /// @return sharesOut Burned, share units
    function withdraw(
        IERC4626 vault,
        address to,
        uint256 amount,
        uint256 maxSharesOut
    ) external returns (uint256 sharesOut);
    /// @notice Anyone: redeems `shares` of the caller for assets to `to`. Refused when they would be fewer than
    ///         `minAmountOut` (`VaultRouter_TooFewAssets`).
    /// @param vault ERC-4626
    /// @param to Receiver of the assets
    /// @param shares To burn, share units
    /// @param minAmountOut Fewest base units accepted
    /// @return amountOut Base units paid
    function redeem(
        IERC4626 vault,
        address to,
        uint256 shares,
        uint256 minAmountOut
    ) external returns (uint256 amountOut);
    /// @notice Anyone: uses the caller's ERC-2612 signature that allows the router its tokens, assets or shares; for
    ///         `multicall`. One that somebody has used already is no failure: the allowance is what counts.
    /// @param token To allow
    /// @param value Allowance, the token's base units
    /// @param deadline Unix seconds until which the permit counts
    /// @param v Of the signature
    /// @param r Of the signature
    /// @param s Of the signature
    function selfPermit(IERC20Permit token, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;
}

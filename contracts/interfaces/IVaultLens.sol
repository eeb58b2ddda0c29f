// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {DepositStatus, WithdrawStatus} from "./IGpuYieldVault.sol";

/// @title VaultLens
/// @notice What only people read of a vault, worked out from what it says. As of now, kinks due looked ahead to.
interface IVaultLens {
    /// @notice Assets per 10^(share decimals) shares, times 10^12, for entries (NAV), rounded down.
    /// @return Base units times 10^12
    function entryPrice() external view returns (uint256);
    /// @notice Assets per 10^(share decimals) shares, times 10^12, for exits (`totalAssets`), rounded down.
    /// @return Base units times 10^12
    function exitPrice() external view returns (uint256);
    /// @notice Why `maxDeposit` and `maxMint` are 0 for everybody; open if they are not.
    /// @return The first reason of those that there are
    function depositStatus() external view returns (DepositStatus);
    /// @notice Why `maxWithdraw` and `maxRedeem` are 0 for everybody; open if they are not.
    /// @return The first reason of those that there are
    function withdrawStatus() external view returns (WithdrawStatus);
    /// @notice Value of everything financed, depreciated to this second.
    /// @return Base units, rounded down
    function value() external view returns (uint256);
    /// @notice Most that the NAV may reach by deposits.
    /// @return Base units
    function cap() external view returns (uint256);
    /// @notice Whether deposits and draws are stopped.
    /// @return Whether the guardian has paused them
    function paused() external view returns (bool);
    /// @notice The vault that is read.
    /// @return Its address
    function vault() external view returns (address);
}

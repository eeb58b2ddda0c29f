// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {DepositStatus, IGpuYieldVault, VaultState, WithdrawStatus} from "./interfaces/IGpuYieldVault.sol";
import {IVaultLens} from "./interfaces/IVaultLens.sol";
import {SharesMath} from "./vault/SharesMath.sol";

/// @title VaultLens
/// @notice What only people read of a vault. It holds nothing, may nothing, and can be replaced by any other reader of
///         `state` and `settings`; nothing on chain depends on it.
contract VaultLens is IVaultLens {
    uint256 private constant PRICE_SCALE = 1e12;
    uint256 private constant BPS = 10_000;

    IGpuYieldVault private immutable _vault;
    uint256 private immutable _share; // shares in one whole share

    constructor(IGpuYieldVault vault_) {
        _vault = vault_;
        _share = 10 ** vault_.decimals();
    }

    /// @inheritdoc IVaultLens
    function entryPrice() external view returns (uint256) {
        VaultState memory s = _vault.state();
        return SharesMath.toAssetsDown(_share * PRICE_SCALE, s.nav, s.totalSupply);
    }

    /// @inheritdoc IVaultLens
    function exitPrice() external view returns (uint256) {
        VaultState memory s = _vault.state();
        return SharesMath.toAssetsDown(_share * PRICE_SCALE, s.totalAssets, s.totalSupply);
    }

    /// @inheritdoc IVaultLens
    function depositStatus() external view returns (DepositStatus) {
        VaultState memory s = _vault.state();
        if (s.paused) return DepositStatus.Paused;
        if (s.accrualPending) return DepositStatus.AccrualPending;
        if (s.nav == 0 && s.totalSupply != 0) return DepositStatus.NothingLeft;
        uint256 delinquent = s.delinquentValue + s.restrictedLocked;
        if (delinquent * BPS > s.nav * _vault.settings().delinquencyLimitBps) return DepositStatus.Delinquent;
        return _vault.maxDeposit(address(0)) == 0 ? DepositStatus.CapReached : DepositStatus.Open;
    }

    /// @inheritdoc IVaultLens
    function withdrawStatus() external view returns (WithdrawStatus) {
        VaultState memory s = _vault.state();
        if (s.accrualPending) return WithdrawStatus.AccrualPending;
        return s.freeCash == 0 ? WithdrawStatus.NoCash : WithdrawStatus.Open;
    }

    /// @inheritdoc IVaultLens
    function value() external view returns (uint256) {
        return _vault.state().value;
    }

    /// @inheritdoc IVaultLens
    function cap() external view returns (uint256) {
        return _vault.state().cap;
    }

    /// @inheritdoc IVaultLens
    function paused() external view returns (bool) {
        return _vault.state().paused;
    }

    /// @inheritdoc IVaultLens
    function vault() external view returns (address) {
        return address(_vault);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IERC7540Operator, IERC7540Redeem, IERC7575, IERC7887Redeem} from "../interfaces/IAsyncRedeem.sol";
import {IAssetSource} from "../interfaces/IAssetSource.sol";
import {IGpuYieldVault} from "../interfaces/IGpuYieldVault.sol";
import {Basis, ExitForecast, IRedemptionQueue} from "../interfaces/IRedemptionQueue.sol";
import {QueueStorage} from "./QueueStorage.sol";
import {Epoch} from "./QueueWords.sol";

/// @title QueueViews
/// @notice What the queue shows of the vault behind it: the vault's ERC-4626 face as far as an
///         entrance for leaving has one, and the outlook for who wants to leave.
abstract contract QueueViews is QueueStorage, ERC165 {
    IGpuYieldVault internal immutable _vault;
    IERC20 internal immutable _asset;

    /// @dev The vault makes its queue while it has no code yet, and is not asked anything here.
    constructor(IGpuYieldVault vault_, IERC20 asset_, uint32 epochLength_) QueueStorage(epochLength_) {
        _vault = vault_;
        _asset = asset_;
    }

    // --- the vault's face ---

    function deposit(uint256, address) external pure returns (uint256) {
        revert RedemptionQueue_RedeemsOnly();
    }

    function mint(uint256, address) external pure returns (uint256) {
        revert RedemptionQueue_RedeemsOnly();
    }

    function maxDeposit(address) external pure returns (uint256) {
        return 0;
    }

    function maxMint(address) external pure returns (uint256) {
        return 0;
    }

    function previewRedeem(uint256) external pure returns (uint256) {
        revert RedemptionQueue_NoPreview();
    }

    function previewWithdraw(uint256) external pure returns (uint256) {
        revert RedemptionQueue_NoPreview();
    }

    function previewDeposit(uint256 assets) external view returns (uint256) {
        return _vault.previewDeposit(assets);
    }

    function previewMint(uint256 shares) external view returns (uint256) {
        return _vault.previewMint(shares);
    }

    function totalAssets() external view returns (uint256) {
        return _vault.totalAssets();
    }

    function convertToShares(uint256 assets) external view returns (uint256) {
        return _vault.convertToShares(assets);
    }

    function convertToAssets(uint256 shares) external view returns (uint256) {
        return _vault.convertToAssets(shares);
    }

    function asset() external view returns (address) {
        return address(_asset);
    }

    function share() external view returns (address) {
        return address(_vault);
    }

    /// @inheritdoc IRedemptionQueue
    function vault() external view returns (address) {
        return address(_vault);
    }

    // --- outlook ---

    /// @inheritdoc IRedemptionQueue
    function nextSettlement() external view returns (uint256 requestId, uint256 shares) {
        Epoch sums;
        (requestId, sums, ) = _nextToSettle();
        if (requestId != 0) shares = _waitingIn(requestId, sums);
    }

    /// @inheritdoc IRedemptionQueue
    function exitForecast(uint256 shares, bool atAnyPrice) external view returns (ExitForecast memory forecast) {
        bool blocked = _vault.exitBelowTolerance();
        forecast.sharesAhead = _backlogs[ANY_PRICE].shares();
        if (!blocked || !atAnyPrice) forecast.sharesAhead += _backlogs[PATIENT].shares();
        forecast.assetsAhead = _vault.convertToAssets(forecast.sharesAhead);
        forecast.ownAssets = _vault.convertToAssets(shares);
        forecast.cash = _vault.state().cash;
        uint40 lastEnd;
        address[] memory sources = _vault.sources();
        for (uint256 i = 0; i < sources.length; ++i) {
            (uint256 receivable, uint40 end) = IAssetSource(sources[i]).outlook();
            forecast.scheduledInflow += receivable;
            if (end > lastEnd) lastEnd = end;
        }
        (, uint40 epochEnd) = currentEpoch();
        forecast.worst = uint40(Math.max(epochEnd, lastEnd));
        forecast.worstBasis = Basis.HardwareResolved;
        if (blocked && !atAnyPrice) {
            // A cure has no date; once everything is resolved nothing is unrealised, and the next epoch's end finds it
            // so.
            forecast.earliestBasis = Basis.Cure;
            forecast.worst += epochLength;
            return forecast;
        }

        forecast.earliest = epochEnd;
        uint256 needed = forecast.assetsAhead + forecast.ownAssets;
        if (needed <= forecast.cash) forecast.earliestBasis = Basis.CashThere;
        else if (needed <= forecast.cash + forecast.scheduledInflow) forecast.earliestBasis = Basis.RentOwed;
        else forecast.earliestBasis = Basis.NewCash;
    }

    /// @notice ERC-165, ERC-7540 operators and redemption, ERC-7575, ERC-7887 redemption.
    function supportsInterface(bytes4 id) public view override returns (bool) {
        return
            id == type(IERC7540Operator).interfaceId ||
            id == type(IERC7540Redeem).interfaceId ||
            id == type(IERC7575).interfaceId ||
            id == type(IERC7887Redeem).interfaceId ||
            super.supportsInterface(id);
    }

    /// @dev What is settled next, and its word: the older epoch's, or within one the patient, whose id is the lower. 0
    ///      when there is nothing, or only what waits for a cure, whose id is said then.
    function _nextToSettle() internal view returns (uint256 requestId, Epoch sums, uint256 waits) {
        (requestId, sums) = _oldestClosed(PATIENT);
        if (requestId != 0 && _vault.exitBelowTolerance()) (requestId, waits) = (0, requestId);
        (uint256 other, Epoch otherSums) = _oldestClosed(ANY_PRICE);
        if (other != 0 && (requestId == 0 || other < requestId)) (requestId, sums) = (other, otherSums);
    }
}

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
import {SettlingEpochLib, Open, OpenLib} from "./QueueWords.sol";

/// @title QueueViews
/// @notice What the queue shows of the vault behind it: the grid of epochs, the vault's ERC-4626 face as far as an
///         entrance for leaving has one, and the outlook for who wants to leave.
abstract contract QueueViews is QueueStorage, ERC165 {
    uint32 private constant SHORTEST_EPOCH = 1 hours; // epoch ids then last for 1,900 years
    uint32 private constant LONGEST_EPOCH = 92 days;

    IGpuYieldVault internal immutable _vault;
    IERC20 internal immutable _asset;
    /// @inheritdoc IRedemptionQueue
    uint32 public immutable epochLength; // seconds
    /// @inheritdoc IRedemptionQueue
    uint40 public immutable genesis; // unix seconds

    /// @dev The vault makes its queue while it has no code yet, and is not asked anything here.
    constructor(IGpuYieldVault vault_, IERC20 asset_, uint32 epochLength_) {
        if (epochLength_ < SHORTEST_EPOCH || epochLength_ > LONGEST_EPOCH) {
            revert RedemptionQueue_EpochLengthOutOfRange(epochLength_, SHORTEST_EPOCH, LONGEST_EPOCH);
        }
        _vault = vault_;
        _asset = asset_;
        epochLength = epochLength_;
        genesis = uint40(block.timestamp);
        // As if an epoch 0 had just ended: the first request opens epoch 1.
        _open = OpenLib.pack(0, block.timestamp, 0, 1);
        _settlingEpoch = SettlingEpochLib.pack(1, 0, 0);
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
    function currentEpoch() public view returns (uint256 epoch, uint40 end, uint256 shares) {
        Open open = _open;
        if (block.timestamp < open.end()) return (open.id(), uint40(open.end()), open.shares());
        return (open.id() + 1, _nextEnd(), 0);
    }

    /// @inheritdoc IRedemptionQueue
    function exitForecast(uint256 shares) external view returns (ExitForecast memory forecast) {
        forecast.sharesAhead = _vault.balanceOf(address(this)) - _settlingEpoch.cancelled();
        forecast.assetsAhead = _vault.convertToAssets(forecast.sharesAhead);
        forecast.ownAssets = _vault.convertToAssets(shares);
        forecast.cash = _vault.state().cash;
        (, forecast.earliest, ) = currentEpoch();
        uint40 lastEnd;
        address[] memory sources = _vault.sources();
        for (uint256 i = 0; i < sources.length; ++i) {
            (uint256 receivable, uint40 end) = IAssetSource(sources[i]).outlook();
            forecast.scheduledInflow += receivable;
            if (end > lastEnd) lastEnd = end;
        }

        uint256 needed = forecast.assetsAhead + forecast.ownAssets;
        if (needed <= forecast.cash) forecast.earliestBasis = Basis.CashThere;
        else if (needed <= forecast.cash + forecast.scheduledInflow) forecast.earliestBasis = Basis.RentOwed;
        else forecast.earliestBasis = Basis.NewCash;
        forecast.worst = uint40(Math.max(forecast.earliest, lastEnd));
        forecast.worstBasis = Basis.HardwareResolved;
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

    /// @dev The next second of the grid.
    function _nextEnd() internal view returns (uint40) {
        unchecked {
            // Never before genesis, and never out of 40 bits.
            uint256 length = epochLength;
            return uint40(genesis + ((block.timestamp - genesis) / length + 1) * length);
        }
    }
}

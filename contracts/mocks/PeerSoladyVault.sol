// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC4626} from "solady/src/tokens/ERC4626.sol";

/// @notice Solady's vault and nothing else: the leanest ERC-4626 we know, to hold our gas figures against.
contract PeerSoladyVault is ERC4626 {
    address private immutable ASSET;
    uint8 private immutable ASSET_DECIMALS;

    constructor(address asset_) {
        ASSET = asset_;
        (, ASSET_DECIMALS) = _tryGetAssetDecimals(asset_);
    }

    function asset() public view override returns (address) {
        return ASSET;
    }

    function name() public pure override returns (string memory) {
        return "Peer Solady";
    }

    function symbol() public pure override returns (string memory) {
        return "PSO";
    }

    function _underlyingDecimals() internal view override returns (uint8) {
        return ASSET_DECIMALS;
    }

    function _decimalsOffset() internal pure override returns (uint8) {
        return 6;
    }
}

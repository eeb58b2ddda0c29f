// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAssetSource} from "../interfaces/IAssetSource.sol";

/// @notice A source that says of itself whatever a test wants.
contract MockAssetSource is IAssetSource {
    bool public isIdle;
    uint256 private _receivable;
    uint40 private _lastEnd;

    function setIdle(bool idle) external {
        isIdle = idle;
    }

    function setOutlook(uint256 receivable, uint40 lastEnd) external {
        (_receivable, _lastEnd) = (receivable, lastEnd);
    }

    function outlook() external view returns (uint256, uint40) {
        return (_receivable, _lastEnd);
    }
}

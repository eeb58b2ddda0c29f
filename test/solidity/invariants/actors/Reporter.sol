// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BaseHandler} from "../BaseHandler.sol";

/// @notice A quorum that says what was rented.
abstract contract Reporter is BaseHandler {
    function reporterActions() internal pure returns (bytes memory) {
        return bytes.concat(this.report.selector, this.wholePeriod.selector);
    }

    function report(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        _report(cluster, seed);
        _ran();
    }

    /// @dev The ordinary course: report, window, payment, settlement.
    function wholePeriod(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        _report(cluster, seed);
        passTime(seed % 2 == 0 ? LONG_WINDOW : WINDOW);
        _pay(cluster, seed);
        _settle(cluster);
        _ran();
    }
}

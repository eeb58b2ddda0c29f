// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BaseHandler} from "../BaseHandler.sol";

/// @notice All who sign say the same, and it is not true.
abstract contract BadQuorum is BaseHandler {
    function badQuorumActions() internal pure returns (bytes memory) {
        return bytes.concat(this.invent.selector, this.deny.selector);
    }

    /// @dev Every hour sold, at the highest price, and nobody pays: what was signed raises no price.
    function invent(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        _submit(nextReportOf(cluster, _endOfNext(cluster, seed), 10_000, 10 * unit));
        passTime(LONG_WINDOW);
        _settle(cluster);
        _ran();
    }

    /// @dev Nothing was rented, of a period whose rent is paid in: what was not reported is nobody's yet.
    function deny(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        _submit(nextReportOf(cluster, _endOfNext(cluster, seed), 0, 0));
        passTime(LONG_WINDOW);
        txPayIn(cluster, 1 + ((seed >> 8) % (10_000 * unit)));
        _settle(cluster);
        _ran();
    }
}

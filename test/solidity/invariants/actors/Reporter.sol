// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RevenueReport} from "../../../../contracts/interfaces/IRevenueOracle.sol";
import {BaseHandler} from "../BaseHandler.sol";

/// @notice Says what was rented, and a quorum of them alone is believed.
abstract contract Reporter is BaseHandler {
    function reporterActions() internal pure returns (bytes memory) {
        return bytes.concat(this.report.selector, this.reportByTooFew.selector, this.wholePeriod.selector);
    }

    function report(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        _report(cluster, seed);
        _ran();
    }

    function reportByTooFew(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        RevenueReport memory r = _nextReport(cluster, seed);
        (address[] memory signers, bytes[] memory signatures) = signedBy(r, QUORUM - 1);
        _expectRefused(r, signers, signatures, "two of four");
        (signers, signatures) = signedBy(r, QUORUM);
        signers[2] = signers[1];
        signatures[2] = signatures[1];
        _expectRefused(r, signers, signatures, "one of them twice");
        (signers, signatures) = signedBy(r, QUORUM);
        r.gross += 1;
        _expectRefused(r, signers, signatures, "for something else");
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

    // --- bringing things about ---

    function _expectRefused(
        RevenueReport memory r,
        address[] memory signers,
        bytes[] memory signatures,
        string memory by
    ) private {
        try oracle.submit(r, signers, signatures) {
            expectTrue(QUORUM_ONLY, false, string.concat("admitted by ", by));
        } catch {
            expectTrue(QUORUM_ONLY, true, by);
        }
    }
}

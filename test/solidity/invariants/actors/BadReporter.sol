// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RevenueReport} from "../../../../contracts/interfaces/IRevenueOracle.sol";
import {BaseHandler} from "../BaseHandler.sol";

/// @notice One reporter, or too few: whatever is said without a quorum is not heard.
abstract contract BadReporter is BaseHandler {
    function badReporterActions() internal pure returns (bytes memory) {
        return bytes.concat(this.reportByTooFew.selector, this.repeatWhatWasSaid.selector);
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

    /// @dev What a quorum signed once, brought again: its place is taken.
    function repeatWhatWasSaid(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        RevenueReport memory r = _nextReport(cluster, seed);
        _submit(r);
        (address[] memory signers, bytes[] memory signatures) = signedBy(r, QUORUM);
        _expectRefused(r, signers, signatures, "the same quorum, again");
        ++r.period; // nor is the next one theirs to sign for
        _expectRefused(r, signers, signatures, "the same quorum, for another period");
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

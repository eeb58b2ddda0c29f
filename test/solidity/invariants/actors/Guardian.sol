// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReportStatus} from "../../../../contracts/interfaces/IRevenueOracle.sol";
import {BaseHandler} from "../BaseHandler.sol";
import {Mirrored, Status} from "../Mirror.sol";

/// @notice Lowers, stops and vetoes, at once; what is final is beyond it.
abstract contract Guardian is BaseHandler {
    function guardianActions() internal pure returns (bytes memory) {
        return
            bytes.concat(
                this.lowerApproval.selector,
                this.veto.selector,
                this.vetoTooLate.selector,
                this.pauseAndResume.selector
            );
    }

    function lowerApproval(uint256 seed) external {
        uint256 cluster = _find(Status.Drawn, seed);
        if (cluster == 0) cluster = _drawSome(seed);
        if (cluster == 0) return;
        Mirrored storage m = mirrored[cluster];
        if (m.approved == m.cost) cluster = _approve(seed);
        if (cluster == 0) return;
        m = mirrored[cluster];
        txLowerApproval(cluster, m.cost + ((seed >> 8) % (m.approved - m.cost)));
        _ran();
    }

    function veto(uint256 seed) external {
        (uint256 cluster, uint32 period) = _undoubted(seed);
        if (cluster == 0) return;
        _catchUp();
        txVeto(cluster, period);
        expectTrue(QUORUM_ONLY, oracle.statusOf(cluster, period) == ReportStatus.Void, "vetoed is void");
        vm.prank(guardian);
        try oracle.veto(cluster, period) {
            expectTrue(DOUBTS, false, "a period was vetoed twice by the guardian");
        } catch {
            expectTrue(DOUBTS, true, "a period was vetoed twice by the guardian");
        }
        _ran();
    }

    /// @dev What is final is beyond anybody's veto.
    function vetoTooLate(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        (uint32 finalised, ) = oracle.finalityOf(cluster);
        if (finalised == 0) {
            finalised = _report(cluster, seed);
            passTime(LONG_WINDOW);
        }
        vm.prank(guardian);
        try oracle.veto(cluster, finalised) {
            expectTrue(QUORUM_ONLY, false, "a final report was vetoed");
        } catch {
            expectTrue(QUORUM_ONLY, true, "a final report was vetoed");
        }
        _ran();
    }

    function pauseAndResume(uint256 seed) external {
        _catchUp();
        txPause(true);
        expectEq(NO_FALL, vault.maxDeposit(stranger), 0, "paused: no deposits");
        address owner = _holder(seed);
        txRedeem(owner, owner, vault.maxRedeem(owner) / 10);
        txPause(false);
        _ran();
    }
}

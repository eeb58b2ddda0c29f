// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {IReportDisputes} from "../interfaces/IReportDisputes.sol";
import {RevenueReport} from "../interfaces/IRevenueOracle.sol";
import {ReportHash} from "./ReportHash.sol";

/// @title ReportEvidence
/// @notice Whether a file was under the root that a report's signers have signed.
abstract contract ReportEvidence is IReportDisputes {
    // --- anyone ---

    /// @inheritdoc IReportDisputes
    function proveEvidence(RevenueReport calldata report, bytes32 pieceHash, bytes32[] calldata proof) external {
        if (!_isKnown(report)) revert ReportDisputes_OtherReport(ReportHash.content(report));
        if (!_isUnder(report.evidenceRoot, pieceHash, proof)) {
            revert ReportDisputes_NotInEvidence(pieceHash, report.evidenceRoot);
        }
        emit EvidenceProven(report.cluster, report.period, report.revision, pieceHash, msg.sender);
    }

    // --- views ---

    /// @inheritdoc IReportDisputes
    function verifyEvidence(
        RevenueReport calldata report,
        bytes32 pieceHash,
        bytes32[] calldata proof
    ) external view returns (bool) {
        return _isKnown(report) && _isUnder(report.evidenceRoot, pieceHash, proof);
    }

    // --- internals ---

    /// @dev Whether it is a report that evidence can be proven of.
    function _isKnown(RevenueReport calldata report) internal view virtual returns (bool);

    /// @dev Leaves are hashed twice, so that no inner node passes for a piece; pairs are sorted.
    function _isUnder(bytes32 root, bytes32 pieceHash, bytes32[] calldata proof) private pure returns (bool) {
        return MerkleProof.verifyCalldata(proof, root, keccak256(abi.encode(pieceHash)));
    }
}

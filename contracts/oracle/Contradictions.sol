// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IContradictions, SignedReport} from "../interfaces/IContradictions.sol";
import {IReporterQuorum} from "../interfaces/IReporterQuorum.sol";
import {IRevenueOracle, RevenueReport, Stored} from "../interfaces/IRevenueOracle.sol";
import {ReportHash} from "./ReportHash.sol";

/// @title Contradictions
/// @notice Who says two things of one period.
///
/// PROOF. What is stored, under any revision, against another content of the same revision that might have been stored
/// instead, judged as of the second in which the stored one was. So a draft that the oracle refuses proves nothing, nor
/// do two contents that nobody submitted; and what proves nothing now never will. Who signs one content per cluster,
/// period and revision is never ejected.
///
/// SETS. Bits of two versions of the quorum do not speak of the same reporters, and what was signed for an earlier
/// version can't be submitted any more: only contents of one set are held against their signers.
contract Contradictions is IContradictions {
    bytes32 private constant DOMAIN_TYPEHASH = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );

    IRevenueOracle private immutable _ORACLE;
    IReporterQuorum private immutable _QUORUM;

    constructor(IRevenueOracle oracle_) {
        _ORACLE = oracle_;
        _QUORUM = IReporterQuorum(oracle_.quorum());
    }

    // --- anyone ---

    /// @inheritdoc IContradictions
    function contradict(
        RevenueReport calldata standing,
        RevenueReport calldata report,
        bytes32[] calldata array,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external {
        uint256 both = _requireContradiction(standing, report).signers;
        _contest(report); // refuses what is not pending under this revision
        both &= _QUORUM.verify(
            _signedDigest(ReportHash.content(report), array),
            report.reporterSet,
            signers,
            signatures
        );
        if (report.reporterSet == standing.reporterSet) _ejectAll(both, report.cluster, report.period);
    }

    /// @inheritdoc IContradictions
    function eject(address reporter, SignedReport calldata first, SignedReport calldata second) external {
        (RevenueReport calldata kept, RevenueReport calldata other) = (first.report, second.report);
        bytes32 stored = _requireContradiction(kept, other).contentHash;
        bytes32 content = ReportHash.content(other);
        if (kept.reporterSet != other.reporterSet) revert Contradictions_NoConflict(content, stored);
        _requireSignature(reporter, _signedDigest(stored, first.array), first.signature);
        _requireSignature(reporter, _signedDigest(content, second.array), second.signature);
        _eject(reporter, kept.cluster, kept.period);
    }

    // --- views ---

    /// @inheritdoc IContradictions
    function oracle() external view returns (address) {
        return address(_ORACLE);
    }

    // --- internals ---

    function _contest(RevenueReport calldata report) private {
        _ORACLE.contest(report.cluster, report.period, report.revision, ReportHash.content(report));
    }

    /// @dev `kept` was stored under its revision, and `other` might have been instead, but for who signed it.
    function _requireContradiction(
        RevenueReport calldata kept,
        RevenueReport calldata other
    ) private view returns (Stored memory stored) {
        stored = _ORACLE.storedUnder(kept.cluster, kept.period, kept.revision);
        bytes32 given = ReportHash.content(kept);
        if (given != stored.contentHash) revert Contradictions_OtherReport(given, stored.contentHash);
        bool same = kept.cluster == other.cluster && kept.period == other.period && kept.revision == other.revision;
        if (!same || ReportHash.contentUnder(other, kept.reporterSet) == given) {
            revert Contradictions_NoConflict(ReportHash.content(other), given);
        }
        if (other.start != stored.start) revert Contradictions_WrongStart(other.start, stored.start);
        _ORACLE.judge(other, stored.submittedAt);
    }

    /// @dev Of a report by itself, or of an array that holds it, as the oracle's reporters sign it.
    function _signedDigest(bytes32 content, bytes32[] calldata array) private view returns (bytes32) {
        (, string memory name, string memory version, uint256 chainId, address verifier, , ) = IERC5267(
            address(_ORACLE)
        ).eip712Domain();
        bytes32 domain = keccak256(
            abi.encode(DOMAIN_TYPEHASH, keccak256(bytes(name)), keccak256(bytes(version)), chainId, verifier)
        );
        if (array.length == 0) return MessageHashUtils.toTypedDataHash(domain, content);
        uint256 i;
        while (i < array.length && array[i] != content) ++i;
        if (i == array.length) revert Contradictions_NotInArray(content);
        return MessageHashUtils.toTypedDataHash(domain, ReportHash.contentOfArray(array));
    }

    function _requireSignature(address signer, bytes32 digest, bytes calldata signature) private view {
        if (!_QUORUM.isSignedBy(signer, digest, signature)) {
            revert IReporterQuorum.ReporterQuorum_BadSignature(signer, digest);
        }
    }

    /// @dev Names first: every ejection moves the seats.
    function _ejectAll(uint256 bitmap, uint256 cluster, uint32 period) private {
        address[] memory members = _QUORUM.reporters();
        for (uint256 i; i < members.length; ++i) if ((bitmap >> i) & 1 != 0) _eject(members[i], cluster, period);
    }

    function _eject(address reporter, uint256 cluster, uint32 period) private {
        emit EquivocationProven(reporter, cluster, period);
        _QUORUM.eject(reporter);
    }
}

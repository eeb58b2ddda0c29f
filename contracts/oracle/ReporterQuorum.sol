// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IReporterQuorum} from "../interfaces/IReporterQuorum.sol";

/// @title ReporterQuorum
/// @notice Who agrees.
///
/// QUORUM. With M ≥ ⌊2N/3⌋ + 1 two quorums share more than a third of the reporters: whoever shows two conflicting
/// quorums has shown who lied.
///
/// SIGNATURES. A key is tried first, and only then the account's code. So a reporter cannot disown what its key signed
/// by delegating its account to code that denies it (EIP-7702), and keys cost no look at the account.
///
/// VERSIONS. Every change of the set, an ejection too, raises the version, which every digest contains: signatures in
/// flight are void, and bit i of a bitmap always means reporter i of that version.
///
/// LIVENESS. An ERC-1271 reporter that answers falsely, burns its gas or returns garbage spoils only the transaction
/// it was named in: leave it out.
contract ReporterQuorum is IReporterQuorum, AccessManaged {
    uint256 private constant MAX_REPORTERS = 32;

    // Shares the word of the authority.
    uint32 public version;
    uint8 public threshold;
    uint8 private _count;

    /// @dev The first `_count` are taken, ascending. Of fixed size: no length to read.
    address[MAX_REPORTERS] private _seats;

    constructor(address authority_, address[] memory reporters_, uint8 threshold_) AccessManaged(authority_) {
        _setReporters(reporters_, threshold_);
    }

    // --- governance ---

    /// @inheritdoc IReporterQuorum
    function setReporters(address[] calldata reporters_, uint8 threshold_) external restricted {
        _setReporters(reporters_, threshold_);
    }

    /// @inheritdoc IReporterQuorum
    function eject(address reporter) external restricted {
        uint256 left = uint256(_count);
        uint256 seat = _seatOf(reporter);
        if (seat == left) revert ReporterQuorum_NotReporter(reporter);

        --left;
        for (; seat < left; ++seat) _seats[seat] = _seats[seat + 1];
        delete _seats[left];
        _count = uint8(left);
        // Never zero: no signature at all would then be a quorum.
        if (threshold > left && left > 0) threshold = uint8(left);
        emit ReporterEjected(reporter, ++version, threshold);
    }

    // --- views ---

    /// @inheritdoc IReporterQuorum
    function verify(
        bytes32 digest,
        uint32 expectedVersion,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external view returns (uint256 bitmap) {
        uint256 given = signers.length;
        if (expectedVersion != version) revert ReporterQuorum_WrongVersion(expectedVersion, version);
        if (given != signatures.length) revert ReporterQuorum_LengthMismatch(given, signatures.length);
        if (given < threshold) revert ReporterQuorum_TooFewSignatures(given, threshold);

        uint256 count = _count;
        uint256 seat;
        address previous;
        for (uint256 i; i < given; ++i) {
            address signer = signers[i];
            if (signer <= previous) revert ReporterQuorum_SignersNotAscending(previous, signer);
            // Both lists ascend, so the search goes on where it stopped.
            address member;
            while (seat < count && (member = _seats[seat]) < signer) ++seat;
            if (seat == count || member != signer) revert ReporterQuorum_NotReporter(signer);
            if (!isSignedBy(signer, digest, signatures[i])) revert ReporterQuorum_BadSignature(signer, digest);
            bitmap |= 1 << seat++;
            previous = signer;
        }
    }

    /// @inheritdoc IReporterQuorum
    function isSignedBy(address signer, bytes32 digest, bytes calldata signature) public view returns (bool) {
        (address recovered, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (failure == ECDSA.RecoverError.NoError && recovered == signer) return true;
        return SignatureChecker.isValidERC1271SignatureNowCalldata(signer, digest, signature);
    }

    /// @inheritdoc IReporterQuorum
    function reporters() external view returns (address[] memory members) {
        members = new address[](_count);
        for (uint256 i; i < members.length; ++i) members[i] = _seats[i];
    }

    /// @inheritdoc IReporterQuorum
    function isReporter(address account) external view returns (bool) {
        return _seatOf(account) < _count;
    }

    // --- internals ---

    /// @return seat Where `account` sits, or the number of reporters when it does not.
    function _seatOf(address account) private view returns (uint256 seat) {
        uint256 count = _count;
        while (seat < count && _seats[seat] != account) ++seat;
    }

    function _setReporters(address[] memory members, uint8 threshold_) private {
        uint256 count = members.length;
        if (count == 0) revert ReporterQuorum_NoReporters();
        if (count > MAX_REPORTERS) revert ReporterQuorum_TooManyReporters(count, MAX_REPORTERS);
        uint256 least = (2 * count) / 3 + 1;
        if (threshold_ < least || threshold_ > count) {
            revert ReporterQuorum_ThresholdOutOfRange(threshold_, least, count);
        }

        address previous;
        for (uint256 i; i < count; ++i) {
            address member = members[i];
            if (member == address(0)) revert ReporterQuorum_ZeroReporter();
            if (member <= previous) revert ReporterQuorum_ReportersNotAscending(previous, member);
            _seats[i] = member;
            previous = member;
        }
        for (uint256 i = count; i < _count; ++i) delete _seats[i];
        _count = uint8(count);
        threshold = threshold_;
        emit ReportersChanged(++version, members, threshold_);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title ReporterQuorum
/// @notice Who agrees: the set of reporters, its version and its threshold. It knows digests, not reports.
/// @dev At most 32 reporters; the threshold is never below ⌊2N/3⌋ + 1.
interface IReporterQuorum {
    /// @notice A new set took over. Signatures made for an earlier version are void.
    event ReportersChanged(uint32 indexed version, address[] reporters, uint8 threshold);
    /// @notice A reporter was removed on proof that it signed two contents of one statement.
    event ReporterEjected(address indexed reporter, uint32 indexed version, uint8 threshold);

    error ReporterQuorum_TooManyReporters(uint256 given, uint256 maximum);
    error ReporterQuorum_NoReporters();
    error ReporterQuorum_ZeroReporter();
    error ReporterQuorum_ThresholdOutOfRange(uint256 given, uint256 minimum, uint256 maximum);
    error ReporterQuorum_ReportersNotAscending(address previous, address next);
    error ReporterQuorum_SignersNotAscending(address previous, address next);
    error ReporterQuorum_WrongVersion(uint32 given, uint32 current);
    error ReporterQuorum_LengthMismatch(uint256 signers, uint256 signatures);
    error ReporterQuorum_TooFewSignatures(uint256 given, uint256 required);
    error ReporterQuorum_NotReporter(address signer);
    error ReporterQuorum_BadSignature(address signer, bytes32 digest);

    /// @notice Replaces the whole set. Governor, with its delay. Addresses ascending, no zero, no duplicates.
    function setReporters(address[] calldata reporters, uint8 threshold) external;

    /// @notice Removes one reporter; the threshold stays, but never exceeds what is left (nor falls to zero: without
    ///         reporters nobody agrees). The version rises. The oracle only.
    function eject(address reporter) external;

    /// @notice Checks a quorum over an EIP-712 digest. EOA and ERC-1271 signers, ascending, all members.
    /// @param expectedVersion The set the signers meant; any other than the current one is refused
    /// @return bitmap Bit i set: reporter at index i of `reporters()` signed.
    function verify(
        bytes32 digest,
        uint32 expectedVersion,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external view returns (uint256 bitmap);

    /// @notice Whether `signature` over `digest` is `signer`'s: by its key (also where the account has delegated its
    ///         code, EIP-7702) or by its ERC-1271 answer. Says nothing about membership.
    function isSignedBy(address signer, bytes32 digest, bytes calldata signature) external view returns (bool);

    /// @notice Version of the current set; part of every report's digest. The first set is version 1.
    function version() external view returns (uint32);

    /// @notice Signatures needed.
    function threshold() external view returns (uint8);

    /// @notice The current members, ascending.
    function reporters() external view returns (address[] memory);

    /// @notice Whether `account` is in the current set.
    function isReporter(address account) external view returns (bool);
}

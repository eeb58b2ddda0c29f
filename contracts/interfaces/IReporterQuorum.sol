// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IReporterStakes} from "./IReporterStakes.sol";

/// @title ReporterQuorum
/// @notice Who agrees: the set of reporters, its version and its threshold. It knows digests, not reports.
/// @dev At most 32 reporters, and 8 who stand by; the threshold is never below ⌊2N/3⌋ + 1, and only the governor lowers
///      it.
interface IReporterQuorum {
    /// @notice A new set took over; so many of it have to sign. Signatures made for an earlier version are void. Who is
    ///         ejected is followed by `standbys`, in their order.
    event ReportersChanged(uint32 indexed version, address[] reporters, uint8 threshold, address[] standbys);
    /// @notice A reporter, or who stood by, was removed on proof that it signed two contents of one statement;
    ///         `successor` has its seat (zero: nobody). The set has this version now.
    event ReporterEjected(address indexed reporter, uint32 indexed version, address successor);

    /// @notice Stakes are asked for elsewhere from now on (zero: nowhere).
    event StakesReplaced(address oldStakes, address newStakes);
    /// @notice From now on these seats of a version may sign (bit i: reporter i).
    event SeatsChanged(uint32 indexed version, uint256 active);

    /// @notice The set would have more reporters than it may.
    error ReporterQuorum_TooManyReporters(uint256 given, uint256 maximum);
    /// @notice More would stand by than may.
    error ReporterQuorum_TooManyStandbys(uint256 given, uint256 maximum);
    /// @notice Who is to stand by sits already, or stands by twice.
    error ReporterQuorum_NamedTwice(address standby);
    /// @notice The set would be empty.
    error ReporterQuorum_NoReporters();
    /// @notice A reporter, or who stands by, would be the zero address.
    error ReporterQuorum_ZeroReporter();
    /// @notice So many signatures are too few, below ⌊2N/3⌋ + 1, or more than there are reporters.
    error ReporterQuorum_ThresholdOutOfRange(uint256 given, uint256 minimum, uint256 maximum);
    /// @notice The addresses of the new set do not ascend, or one comes twice.
    error ReporterQuorum_ReportersNotAscending(address previous, address next);
    /// @notice The addresses of the signers do not ascend, or one comes twice.
    error ReporterQuorum_SignersNotAscending(address previous, address next);
    /// @notice What was signed was meant for another version of the set than the current one.
    error ReporterQuorum_WrongVersion(uint32 given, uint32 current);
    /// @notice There are not as many signatures as signers.
    error ReporterQuorum_LengthMismatch(uint256 signers, uint256 signatures);
    /// @notice Fewer have signed than a quorum takes.
    error ReporterQuorum_TooFewSignatures(uint256 given, uint256 required);
    /// @notice The account is not in the current set.
    error ReporterQuorum_NotReporter(address signer);
    /// @notice The signer sits, and has too little at stake, or is leaving.
    error ReporterQuorum_InactiveSeat(address signer);
    /// @notice The signature over this digest is not the signer's.
    error ReporterQuorum_BadSignature(address signer, bytes32 digest);

    /// @notice Governor, with its delay: replaces the whole set; its version rises. Refused unless the addresses
    ///         ascend, without zero and duplicates, the threshold is from ⌊2N/3⌋ + 1 to N, and who stands by is none of
    ///         them (`ReporterQuorum_NamedTwice`).
    /// @param reporters At most 32 addresses, ascending
    /// @param threshold Signatures that make a quorum
    /// @param standbys At most 8 addresses; the first follows the first reporter that is ejected
    function setReporters(address[] calldata reporters, uint8 threshold, address[] calldata standbys) external;

    /// @notice Contradictions only: removes one reporter, whose seat the first standby takes, or one who stands by; the
    ///         threshold stays, also where too few are left for it: then nobody agrees until the governor names another
    ///         set. The version rises. Refused for who is neither (`ReporterQuorum_NotReporter`).
    /// @param reporter Who signed two contents of one statement
    function eject(address reporter) external;

    /// @notice Governor, with its delay: names the stakes that make a seat active. Without any all seats are active.
    /// @param stakes Which knows these reporters; zero: no stake is asked for
    function setStakes(address stakes) external;

    /// @notice Anyone: looks at the stakes anew. Whoever changes a stake does so; changes nothing where nothing
    ///         changed.
    function refresh() external;

    /// @notice Checks a quorum over an EIP-712 digest. EOA and ERC-1271 signers, ascending, all members with an active
    ///         seat (`ReporterQuorum_InactiveSeat`). Reverts where it is none.
    /// @param digest What they signed
    /// @param expectedVersion The set the signers meant; any other than the current one is refused
    /// @param signers Reporters that signed, ascending
    /// @param signatures Theirs, in that order
    /// @return bitmap Bit i set: reporter at index i of `reporters()` signed
    function verify(
        bytes32 digest,
        uint32 expectedVersion,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external view returns (uint256 bitmap);

    /// @notice Whether `signature` over `digest` is `signer`'s: by its key (also where the account has delegated its
    ///         code, EIP-7702) or by its ERC-1271 answer. Says nothing about membership.
    /// @param signer Any account
    /// @param digest What was signed
    /// @param signature Over it
    /// @return Whether it is
    function isSignedBy(address signer, bytes32 digest, bytes calldata signature) external view returns (bool);

    /// @notice Version of the current set; part of every report's digest. The first set is version 1.
    /// @return Its number
    function version() external view returns (uint32);

    /// @notice Signatures that make a quorum.
    /// @return How many
    function threshold() external view returns (uint8);

    /// @notice The current members, ascending.
    /// @return At most 32 addresses
    function reporters() external view returns (address[] memory);

    /// @notice The members of any version, ascending.
    /// @param version Of the set, from 1 on
    /// @return At most 32 addresses; none where there was no such version
    function reportersOf(uint32 version) external view returns (address[] memory);

    /// @notice The seats of the current set that may sign.
    /// @return bitmap Bit i: reporter i of `reporters()`
    function activeSeats() external view returns (uint256 bitmap);

    /// @notice The stakes that make a seat active.
    /// @return Their contract; zero: none is asked for
    function stakes() external view returns (IReporterStakes);

    /// @notice Who follows reporters that are ejected, the next one first.
    /// @return At most 8 addresses
    function standbys() external view returns (address[] memory);

    /// @notice Whether `account` is in the current set.
    /// @param account Any
    /// @return Whether it is
    function isReporter(address account) external view returns (bool);
}

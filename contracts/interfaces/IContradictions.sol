// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {RevenueReport} from "./IRevenueOracle.sol";

/// @notice A report as one reporter signed it: by itself, or in an array of reports.
struct SignedReport {
    RevenueReport report;
    bytes32[] array; // EIP-712 struct hashes of the array's reports, in its order; empty: signed by itself
    bytes signature; // the reporter's
}

/// @title Contradictions
/// @notice What reporters say twice: other contents of a report that the oracle has stored, by a second quorum or by
///         one of its signers.
/// @dev Contradicts is what might have been stored instead: a content that the oracle would have refused proves
///      nothing.
interface IContradictions {
    /// @notice A reporter signed two contents of one report and was ejected.
    event EquivocationProven(address indexed reporter, uint256 indexed cluster, uint32 indexed period);

    /// @notice The report given as the one that was stored under its revision is another; both contents as EIP-712
    ///         struct hashes, zero where none was.
    error Contradictions_OtherReport(bytes32 given, bytes32 stored);
    /// @notice The second report says what the stored one says, or is of another period, revision or reporter set.
    error Contradictions_NoConflict(bytes32 given, bytes32 stored);
    /// @notice The second report does not start where the stored one does, unix seconds.
    error Contradictions_WrongStart(uint40 given, uint40 stored);
    /// @notice The report is not among those of the array that was signed.
    error Contradictions_NotInArray(bytes32 contentHash);

    /// @notice Anyone, with a second quorum's signatures: shows other contents of a pending report. It stands
    ///         challenged then, and every reporter that signed both is ejected, where both were signed by the same set.
    ///         Refused unless it is pending under this revision (`IRevenueOracle.RevenueOracle_NotOpen`), for the same
    ///         contents (`Contradictions_NoConflict`), and, with the oracle's reason, for what would not have been
    ///         admitted in its place.
    /// @param standing The pending one, as its event told it (`Contradictions_OtherReport` for any other)
    /// @param report The other contents, of the same revision
    /// @param array Where the second quorum signed an array: the EIP-712 struct hashes of its reports, in its order,
    ///              the other contents among them (`Contradictions_NotInArray`); else empty
    /// @param signers Reporters that signed, ascending
    /// @param signatures Theirs, in that order
    function contradict(
        RevenueReport calldata standing,
        RevenueReport calldata report,
        bytes32[] calldata array,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external;

    /// @notice Anyone, with two of its signatures: ejects a reporter for different contents of one report, of which one
    ///         was stored and the other might have been. Refused where the first was not
    ///         (`Contradictions_OtherReport`), for what is no second (`Contradictions_NoConflict`), with the oracle's
    ///         reason for one that it would have refused then, for an array that does not hold its report
    ///         (`Contradictions_NotInArray`), and for signatures that are not its own.
    /// @param reporter Who signed both
    /// @param first The report that was stored under its revision, replaced since or not, with the reporter's signature
    /// @param second The same period, revision and reporter set with other contents, and the reporter's signature
    function eject(address reporter, SignedReport calldata first, SignedReport calldata second) external;

    /// @notice The oracle whose reports are contradicted.
    /// @return Its address
    function oracle() external view returns (address);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IReporterQuorum} from "../interfaces/IReporterQuorum.sol";
import {IReporterStakes} from "../interfaces/IReporterStakes.sol";
import {SeatCode} from "./SeatCode.sol";

/// @title ReporterQuorum
/// @notice Who agrees.
///
/// QUORUM. With M ≥ ⌊2N/3⌋ + 1 two quorums share more than a third of the reporters: whoever shows two conflicting
/// quorums has shown who lied.
///
/// SIGNATURES. A key is tried first, and only then the account's code. So a reporter cannot disown what its key signed
/// by delegating its account to code that denies it (EIP-7702), and keys cost no look at the account.
///
/// STANDBYS are named with the set. Who is ejected is followed by the first of them, and the threshold never falls: a
/// set that has lost reporters is no easier to win over. With too few left for a quorum nobody agrees on anything until
/// the governor names another set.
///
/// SEATS. Once stakes are asked for, a seat without one is inactive: its signature is refused, and the threshold stays.
/// A bit of the set's word says so, written whenever the set or a stake changes: who submits reads no more than before.
///
/// VERSIONS. Every change of the set, an ejection too, raises the version, which every digest contains: signatures in
/// flight are void, and bit i of a bitmap always means reporter i of that version.
///
/// LIVENESS. An ERC-1271 reporter that answers falsely, burns its gas or returns garbage spoils only the transaction
/// it was named in: leave it out.
contract ReporterQuorum is IReporterQuorum, AccessManaged {
    uint256 private constant MAX_REPORTERS = 32;
    uint256 private constant MAX_STANDBYS = 8;

    /// @dev One word.
    struct Set {
        uint32 version;
        uint8 threshold;
        uint8 reporters; // how many
        uint8 standbys; // how many
        uint32 active; // bit i: reporter i may sign
        address seats; // its code: the reporters, ascending, and then the standbys, in their order
    }

    Set private _set;
    mapping(uint32 version => Set) private _sets; // as each began
    /// @inheritdoc IReporterQuorum
    IReporterStakes public stakes;

    constructor(
        address authority_,
        address[] memory reporters_,
        uint8 threshold_,
        address[] memory standbys_
    ) AccessManaged(authority_) {
        _setReporters(reporters_, threshold_, standbys_);
    }

    // --- governance ---

    /// @inheritdoc IReporterQuorum
    function setReporters(
        address[] calldata reporters_,
        uint8 threshold_,
        address[] calldata standbys_
    ) external restricted {
        _setReporters(reporters_, threshold_, standbys_);
    }

    /// @inheritdoc IReporterQuorum
    function eject(address reporter) external restricted {
        (address[] memory members, address[] memory waiting) = (reporters(), standbys());
        uint256 seat = _seatOf(reporter, members);
        uint32 active = _set.active;
        address successor;
        if (seat == members.length) {
            uint256 place = _seatOf(reporter, waiting);
            if (place == waiting.length) revert ReporterQuorum_NotReporter(reporter);
            waiting = _without(waiting, place);
        } else if (waiting.length == 0) {
            members = _without(members, seat);
            active = _withoutBit(active, seat);
        } else {
            successor = waiting[0];
            waiting = _without(waiting, 0);
            active = _withBit(_withoutBit(active, seat), _seatInstead(successor, members, seat), _mayHold(successor));
        }
        emit ReporterEjected(reporter, _write(members, _set.threshold, waiting, active), successor);
    }

    /// @inheritdoc IReporterQuorum
    function setStakes(address stakes_) external restricted {
        emit StakesReplaced(address(stakes), stakes_);
        stakes = IReporterStakes(stakes_);
        refresh();
    }

    // --- anyone ---

    /// @inheritdoc IReporterQuorum
    function refresh() public {
        uint32 active = _activeOf(reporters());
        if (active == _set.active) return;
        _set.active = active;
        emit SeatsChanged(_set.version, active);
    }

    // --- views ---

    /// @inheritdoc IReporterQuorum
    function verify(
        bytes32 digest,
        uint32 expectedVersion,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external view returns (uint256 bitmap) {
        (address[] memory members, uint256 active) = _membersFor(expectedVersion, signers.length, signatures.length);
        uint256 seat;
        address previous;
        for (uint256 i; i < signers.length; ++i) {
            address signer = signers[i];
            if (signer <= previous) revert ReporterQuorum_SignersNotAscending(previous, signer);
            // Both lists ascend, so the search goes on where it stopped.
            while (seat < members.length && members[seat] < signer) ++seat;
            if (seat == members.length || members[seat] != signer) revert ReporterQuorum_NotReporter(signer);
            if ((active >> seat) & 1 == 0) revert ReporterQuorum_InactiveSeat(signer);
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
    function version() external view returns (uint32) {
        return _set.version;
    }

    /// @inheritdoc IReporterQuorum
    function threshold() external view returns (uint8) {
        return _set.threshold;
    }

    /// @inheritdoc IReporterQuorum
    function reporters() public view returns (address[] memory members) {
        return SeatCode.read(_set.seats, 0, _set.reporters);
    }

    /// @inheritdoc IReporterQuorum
    function reportersOf(uint32 version_) external view returns (address[] memory members) {
        Set memory set = _sets[version_];
        return SeatCode.read(set.seats, 0, set.reporters);
    }

    /// @inheritdoc IReporterQuorum
    function activeSeats() external view returns (uint256 bitmap) {
        return _set.active;
    }

    /// @inheritdoc IReporterQuorum
    function standbys() public view returns (address[] memory) {
        return SeatCode.read(_set.seats, _set.reporters, _set.standbys);
    }

    /// @inheritdoc IReporterQuorum
    function isReporter(address account) external view returns (bool) {
        address[] memory members = reporters();
        return _seatOf(account, members) < members.length;
    }

    // --- internals ---

    /// @dev Who sits, and a bit for each who may sign, where so many signatures of this version are enough.
    function _membersFor(
        uint32 expectedVersion,
        uint256 given,
        uint256 signatures
    ) private view returns (address[] memory members, uint256 active) {
        Set memory set = _set;
        (uint32 current, uint8 needed) = (set.version, set.threshold);
        if (expectedVersion != current) revert ReporterQuorum_WrongVersion(expectedVersion, current);
        if (given != signatures) revert ReporterQuorum_LengthMismatch(given, signatures);
        if (given < needed) revert ReporterQuorum_TooFewSignatures(given, needed);
        return (SeatCode.read(set.seats, 0, set.reporters), set.active);
    }

    /// @dev Those with a stake; all, while none is asked for.
    function _activeOf(address[] memory members) private view returns (uint32) {
        return uint32(address(stakes) == address(0) ? (1 << members.length) - 1 : stakes.backed(members));
    }

    function _mayHold(address successor) private view returns (uint32) {
        address[] memory alone = new address[](1);
        alone[0] = successor;
        return _activeOf(alone);
    }

    /// @dev The bits behind it move down by one.
    function _withoutBit(uint32 bits, uint256 seat) private pure returns (uint32) {
        uint256 below = (1 << seat) - 1;
        return uint32((bits & below) | ((bits >> 1) & ~below));
    }

    /// @dev The bits from there on move up by one: of 32 seats one was free.
    function _withBit(uint32 bits, uint256 seat, uint256 bit) private pure returns (uint32) {
        uint256 below = (1 << seat) - 1;
        return uint32((bits & below) | (bit << seat) | ((bits & ~below) << 1));
    }

    /// @return seat Where `account` sits, or the number of reporters when it does not.
    function _seatOf(address account, address[] memory members) private pure returns (uint256 seat) {
        while (seat < members.length && members[seat] != account) ++seat;
    }

    /// @dev `list` without the one at `index`, the others in their order.
    function _without(address[] memory list, uint256 index) private pure returns (address[] memory left) {
        left = new address[](list.length - 1);
        for (uint256 i; i < left.length; ++i) left[i] = list[i < index ? i : i + 1];
    }

    /// @dev Who sits between its old seat and the new one moves by one, so that all ascend.
    /// @return The successor's
    function _seatInstead(address successor, address[] memory members, uint256 seat) private pure returns (uint256) {
        for (; seat > 0 && members[seat - 1] > successor; --seat) members[seat] = members[seat - 1];
        for (; seat + 1 < members.length && members[seat + 1] < successor; ++seat) members[seat] = members[seat + 1];
        members[seat] = successor;
        return seat;
    }

    function _write(
        address[] memory members,
        uint8 threshold_,
        address[] memory waiting,
        uint32 active
    ) private returns (uint32 next) {
        next = _set.version + 1;
        _sets[next] =
            _set = Set({
                version: next,
                threshold: threshold_,
                reporters: uint8(members.length), // 32 at most
                standbys: uint8(waiting.length), // 8 at most
                active: active,
                seats: SeatCode.write(members, waiting)
            });
        emit SeatsChanged(next, active);
    }

    function _setReporters(address[] memory members, uint8 threshold_, address[] memory waiting) private {
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
            previous = member;
        }
        _checkStandbys(members, waiting);
        uint32 version_ = _write(members, threshold_, waiting, _activeOf(members));
        emit ReportersChanged(version_, members, threshold_, waiting);
    }

    /// @dev Each of them is nobody else.
    function _checkStandbys(address[] memory members, address[] memory waiting) private pure {
        uint256 count = waiting.length;
        if (count > MAX_STANDBYS) revert ReporterQuorum_TooManyStandbys(count, MAX_STANDBYS);
        for (uint256 i; i < count; ++i) {
            address standby = waiting[i];
            if (standby == address(0)) revert ReporterQuorum_ZeroReporter();
            if (_seatOf(standby, members) < members.length || _seatOf(standby, waiting) < i) {
                revert ReporterQuorum_NamedTwice(standby);
            }
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Facility, FacilityStatus} from "../../interfaces/FacilityTypes.sol";
import {Curve, X32_BITS} from "./Curve.sol";

/// @notice Word 0 of a facility: who, and by which rules.
struct FacilityTerms {
    address operator;
    uint256 vaultShareBps; // of the residual
    FacilityStatus status;
    uint256 flags; // which further words are in use
    uint256 paymentGrace; // seconds from final, or from a due date, to delinquent
    uint256 maxPeriod; // seconds
}

/// @notice Word 1: how far it has come, and what its operator has earned.
struct FacilityTimes {
    uint256 settledPeriods; // reports taken in
    uint256 oldestUnpaid; // the period at which the next cash is aimed; at most settledPeriods + 1
    uint256 oldestStart; // unix seconds; where that period starts
    uint256 reportedUntil; // unix seconds; end of the newest period taken in, or the in-service second
    uint256 deadline; // tick; delinquent from there on; 0: none
    uint256 earned; // base units; the operator's, not claimed
}

/// @title FacilityLib
/// @notice Reads and writes the hot words of a facility.
/// @dev By hand: a struct would be written field by field, at 200 gas each (measured: 1,900 a settlement).
library FacilityLib {
    using SafeCast for uint256;

    /// @dev Flags of word 0.
    uint256 internal constant ANNOUNCED = 1; // a loss is announced: `LossAnnouncements` follows its curve
    uint256 internal constant CARRIED = 2; // running costs are carried over
    uint256 internal constant RESERVE = 4; // a reserve is asked for, or held
    uint256 internal constant PREFERRED = 8; // a preferred part is owed each period
    uint256 internal constant COVENANTS = 16;
    uint256 internal constant HURDLE = 32; // the vault's share changes once it has its cost back
    uint256 internal constant TRAPPED = 64; // cash of the operator is kept back
    uint256 internal constant ARREARS = 128; // a period is not paid in full
    uint256 internal constant BEGUN = 256; // depreciation has begun, and its end is written down

    uint256 private constant STATUS_AT = 176;
    uint8 private constant STATUS_MASK = 0x7f;
    uint256 private constant FLAGS_AT = 183;
    uint256 private constant FLAGS_MASK = 0x1ff;

    function termsOf(uint256 word) internal pure returns (FacilityTerms memory t) {
        t.operator = address(uint160(word));
        t.vaultShareBps = uint16(word >> 160);
        t.status = FacilityStatus(uint8(word >> STATUS_AT) & STATUS_MASK);
        t.flags = (word >> FLAGS_AT) & FLAGS_MASK;
        t.paymentGrace = uint32(word >> 192);
        t.maxPeriod = word >> 224;
    }

    function readTerms(Facility storage self) internal view returns (FacilityTerms memory) {
        return termsOf(self.terms);
    }

    /// @dev Every part was checked when it came in: bps, a status, flags below 512, seconds of terms.
    function writeTerms(Facility storage self, FacilityTerms memory t) internal {
        self.terms =
            uint160(t.operator) |
            (t.vaultShareBps << 160) |
            (uint256(t.status) << STATUS_AT) |
            (t.flags << FLAGS_AT) |
            (t.paymentGrace << 192) |
            (t.maxPeriod << 224);
    }

    function statusOf(Facility storage self) internal view returns (FacilityStatus) {
        return FacilityStatus(uint8(self.terms >> STATUS_AT) & STATUS_MASK);
    }

    function setStatus(Facility storage self, FacilityStatus status) internal {
        self.terms = (self.terms & ~(uint256(STATUS_MASK) << STATUS_AT)) | (uint256(status) << STATUS_AT);
    }

    function isAnnounced(Facility storage self) internal view returns (bool) {
        return self.terms & (ANNOUNCED << FLAGS_AT) != 0;
    }

    function setAnnounced(Facility storage self, bool yes) internal {
        uint256 word = self.terms & ~(ANNOUNCED << FLAGS_AT);
        self.terms = yes ? word | (ANNOUNCED << FLAGS_AT) : word;
    }

    function timesOf(uint256 word) internal pure returns (FacilityTimes memory t) {
        t.settledPeriods = uint24(word);
        t.oldestUnpaid = uint24(word >> 24);
        t.oldestStart = uint32(word >> 48);
        t.reportedUntil = uint32(word >> 80);
        t.deadline = uint32(word >> 112);
        t.earned = word >> 144;
    }

    function readTimes(Facility storage self) internal view returns (FacilityTimes memory) {
        return timesOf(self.times);
    }

    function writeTimes(Facility storage self, FacilityTimes memory t) internal {
        self.times =
            t.settledPeriods.toUint24() |
            (uint256(t.oldestUnpaid.toUint24()) << 24) |
            (uint256(t.oldestStart.toUint32()) << 48) |
            (uint256(t.reportedUntil.toUint32()) << 80) |
            (uint256(t.deadline.toUint32()) << 112) |
            (uint256(t.earned.toUint112()) << 144);
    }

    /// @return lockbox Base units; paid in, not distributed
    /// @return receivable Base units; reported and not distributed
    function readMoney(Facility storage self) internal view returns (uint256 lockbox, uint256 receivable) {
        uint256 word = self.money;
        return (uint128(word), word >> 128);
    }

    function writeMoney(Facility storage self, uint256 lockbox, uint256 receivable) internal {
        self.money = lockbox.toUint128() | (uint256(receivable.toUint128()) << 128);
    }

    /// @notice Adds to what the facility has brought the vault, and to what was reported of it, base units.
    function addSums(Facility storage self, uint256 received, uint256 reported) internal {
        uint256 word = self.sums;
        self.sums = (uint128(word) + received).toUint128() | (uint256(((word >> 128) + reported).toUint128()) << 128);
    }

    function receivedOf(Facility storage self) internal view returns (uint256) {
        return uint128(self.sums);
    }

    /// @param word Of a facility's curve
    /// @param deadline Tick, 0: none
    /// @param tick Of the vault's grid, seconds
    /// @param markdown Seconds
    function curveOf(
        uint256 word,
        uint256 deadline,
        uint256 tick,
        uint256 markdown
    ) internal pure returns (Curve memory c) {
        c.salvage = uint256(uint96(word)) << X32_BITS;
        c.slope = uint96(word >> 96);
        c.until = uint32(word >> 192);
        c.life = word >> 224;
        c.deadline = deadline * tick;
        c.markdown = markdown;
    }

    /// @dev The salvage of a curve is whole base units.
    function writeCurve(Facility storage self, Curve memory c) internal {
        self.curve =
            (c.salvage >> X32_BITS).toUint96() |
            (uint256(c.slope.toUint96()) << 96) |
            (uint256(c.until.toUint32()) << 192) |
            (uint256(c.life.toUint32()) << 224);
    }
}

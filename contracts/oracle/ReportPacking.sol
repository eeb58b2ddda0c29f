// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {LastSale} from "../interfaces/IReportBounds.sol";
import {ReportRecord, ReportStatus, RevenueReport} from "../interfaces/IRevenueOracle.sol";

/// @notice How far a cluster's reports have come; one word, written by every report.
/// @dev migrated ≤ finalised ≤ submitted. Everything up to `finalised` is final for ever, whatever is asked later.
struct Progress {
    uint32 submitted; // newest period with a report
    uint32 finalised; // newest period latched as final
    uint32 lastPriced; // newest latched period that sold anything; 0 when none
    uint32 migrated; // newest period that another oracle had; 0 when none
    uint32 settled; // settled by who accounts for the cluster, when last asked; at its most where nobody does
    uint40 nextStart; // unix seconds, end of `submitted`; 0 before the first, unless migrated
    uint40 finalFloor; // unix seconds at which `finalised` became final
    uint8 challenged; // reports that stand challenged or disputed
    bool missed; // the period after `submitted` was marked missed
    bool doubted; // a report was disputed or vetoed
}

/// @dev All of a report that decides when it is final, and what it sold. From the lowest bit on: status 3 (None,
///      Pending, Challenged, Disputed or Void; the rest follows from Progress and the clock), revision 16, signers 32
///      (bit i: reporter i), end 32 (unix seconds), length 25 (s), delay 29 (s, from the end to the submission), window
///      29 (s, from the submission to final: as announced; as it came about once latched), GPU-seconds sold 45 and
///      available 45.
type Facts is uint256;

/// @notice A report in three words; every one is written over by the report that comes into its place.
/// @dev What its content hash vouches for, and nobody asks of an old report, is not kept: reporter set, hardware
///      version, energy.
struct StoredReport {
    Facts facts;
    uint256 money; // base units; gross 88, energy cost 84, other cost 84 bits
    bytes32 content; // EIP-712 struct hash
}

/// @title ReportPacking
/// @notice Writes a report into its words and reads it back, and packs a cluster's progress. That by hand: a struct
///         literal would be written field by field.
library ReportPacking {
    uint256 private constant STATUS_BITS = 3;
    uint256 private constant REVISION = 3;
    uint256 private constant SIGNERS = 19;
    uint256 private constant END = 51;
    uint256 private constant LENGTH = 83;
    uint256 private constant LENGTH_BITS = 25;
    uint256 private constant DELAY = 108;
    uint256 private constant TIME_BITS = 29;
    uint256 private constant WINDOW = 137;
    uint256 private constant SOLD = 166;
    uint256 private constant VOLUME_BITS = 45;
    uint256 private constant AVAILABLE = 211;

    uint256 private constant GROSS_BITS = 88;
    uint256 private constant COST_BITS = 84;

    function packed(Progress memory p) internal pure returns (uint256) {
        return
            uint256(p.submitted) |
            (uint256(p.finalised) << 32) |
            (uint256(p.lastPriced) << 64) |
            (uint256(p.migrated) << 96) |
            (uint256(p.settled) << 128) |
            (uint256(p.nextStart) << 160) |
            (uint256(p.finalFloor) << 200) |
            (uint256(p.challenged) << 240) |
            (uint256(p.missed ? 1 : 0) << 248) |
            (uint256(p.doubted ? 1 : 0) << 249);
    }

    /// @return Of a packed progress: the newest period with a report
    function submitted(uint256 word) internal pure returns (uint256) {
        return uint32(word);
    }

    /// @return Of a packed progress: the newest period that is latched as final
    function latched(uint256 word) internal pure returns (uint256) {
        return uint32(word >> 32);
    }

    /// @return Of a packed progress: unix seconds at which that became final
    function finalFloor(uint256 word) internal pure returns (uint40) {
        return uint40(word >> 200);
    }

    /// @return Of a packed progress: whether a report was ever disputed or vetoed
    function isDoubted(uint256 word) internal pure returns (bool) {
        return word >> 249 != 0;
    }

    function toProgress(uint256 word) internal pure returns (Progress memory p) {
        p.submitted = uint32(word);
        p.finalised = uint32(word >> 32);
        p.lastPriced = uint32(word >> 64);
        p.migrated = uint32(word >> 96);
        p.settled = uint32(word >> 128);
        p.nextStart = uint40(word >> 160);
        p.finalFloor = uint40(word >> 200);
        p.challenged = uint8(word >> 240);
        p.missed = (word >> 248) & 1 != 0;
        p.doubted = isDoubted(word);
    }

    /// @notice A report as admitted now, in place of whatever was there. Reverts where a part does not fit.
    function write(
        StoredReport storage self,
        RevenueReport memory report,
        uint32 by,
        uint40 becomesFinal,
        bytes32 content
    ) internal {
        uint256 word =
            uint256(ReportStatus.Pending) |
                (_fit(report.revision, SIGNERS - REVISION) << REVISION) |
                (uint256(by) << SIGNERS) |
                (_fit(report.end, LENGTH - END) << END) |
                (_fit(report.end - report.start, LENGTH_BITS) << LENGTH);
        word |=
            (_fit(block.timestamp - report.end, TIME_BITS) << DELAY) |
            (_fit(becomesFinal - block.timestamp, TIME_BITS) << WINDOW) |
            (_fit(report.gpuSecondsSold, VOLUME_BITS) << SOLD) |
            (_fit(report.gpuSecondsAvailable, VOLUME_BITS) << AVAILABLE);
        self.facts = Facts.wrap(word);
        self.money =
            _fit(report.gross, GROSS_BITS) |
            (_fit(report.energyCost, COST_BITS) << GROSS_BITS) |
            (_fit(report.otherOpex, COST_BITS) << (GROSS_BITS + COST_BITS));
        self.content = content;
    }

    function setStatus(StoredReport storage self, ReportStatus to) internal {
        uint256 word = Facts.unwrap(self.facts);
        self.facts = Facts.wrap((word & ~_mask(STATUS_BITS)) | uint256(to));
    }

    function setFinalAt(StoredReport storage self, uint40 moment) internal {
        Facts f = self.facts;
        uint256 window = _fit(moment - submittedAt(f), TIME_BITS);
        self.facts = Facts.wrap((Facts.unwrap(f) & ~(_mask(TIME_BITS) << WINDOW)) | (window << WINDOW));
    }

    /// @dev As stored: what the clock makes of it is the ledger's to say.
    function status(Facts self) internal pure returns (ReportStatus) {
        return ReportStatus(_part(self, 0, STATUS_BITS));
    }

    function revision(Facts self) internal pure returns (uint32) {
        return uint16(Facts.unwrap(self) >> REVISION);
    }

    function signers(Facts self) internal pure returns (uint256) {
        return uint32(Facts.unwrap(self) >> SIGNERS);
    }

    function start(Facts self) internal pure returns (uint40) {
        return uint40(end(self) - _part(self, LENGTH, LENGTH_BITS));
    }

    function end(Facts self) internal pure returns (uint40) {
        return uint32(Facts.unwrap(self) >> END);
    }

    function submittedAt(Facts self) internal pure returns (uint40) {
        return uint40(end(self) + _part(self, DELAY, TIME_BITS));
    }

    function finalAt(Facts self) internal pure returns (uint40) {
        return uint40(submittedAt(self) + _part(self, WINDOW, TIME_BITS));
    }

    function sold(Facts self) internal pure returns (uint64) {
        return uint64(_part(self, SOLD, VOLUME_BITS));
    }

    function amounts(
        StoredReport storage self
    ) internal view returns (uint128 gross, uint128 energyCost, uint128 otherOpex) {
        uint256 word = self.money;
        gross = uint88(word);
        energyCost = uint128((word >> GROSS_BITS) & _mask(COST_BITS));
        otherOpex = uint128(word >> (GROSS_BITS + COST_BITS));
    }

    function toSale(StoredReport storage self) internal view returns (LastSale memory) {
        Facts f = self.facts;
        (uint128 gross, uint128 energyCost, uint128 otherOpex) = amounts(self);
        return LastSale(gross, sold(f), energyCost + otherOpex, uint40(_part(f, LENGTH, LENGTH_BITS)));
    }

    function toRecord(StoredReport storage self) internal view returns (ReportRecord memory record) {
        Facts f = self.facts;
        record.status = status(f);
        record.revision = revision(f);
        record.start = start(f);
        record.end = end(f);
        record.submittedAt = submittedAt(f);
        record.finalAt = finalAt(f);
        (record.gross, record.energyCost, record.otherOpex) = amounts(self);
        record.gpuSecondsAvailable = uint64(Facts.unwrap(f) >> AVAILABLE);
        record.gpuSecondsSold = sold(f);
        record.contentHash = self.content;
    }

    function _part(Facts self, uint256 from, uint256 bits) private pure returns (uint256) {
        return (Facts.unwrap(self) >> from) & _mask(bits);
    }

    function _mask(uint256 bits) private pure returns (uint256) {
        return (1 << bits) - 1;
    }

    function _fit(uint256 value, uint256 bits) private pure returns (uint256) {
        if (value >> bits != 0) revert SafeCast.SafeCastOverflowedUintDowncast(uint8(bits), value);
        return value;
    }
}

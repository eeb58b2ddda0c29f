// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReportRecord, ReportStatus, RevenueReport} from "../interfaces/IRevenueOracle.sol";

/// @notice How far a cluster's reports have come; one word, written by every report and every settlement.
/// @dev settled ≤ finalised ≤ submitted. Everything up to `finalised` is final for ever, whatever is asked later.
struct Progress {
    uint32 submitted; // newest period with a report
    uint32 finalised; // newest period latched as final
    uint32 settled; // newest period the keeper took
    uint32 lastPriced; // newest latched period that sold anything; 0 when none
    uint40 nextStart; // unix seconds, end of `submitted`; 0 before the first, unless adopted
    uint40 finalFloor; // unix seconds at which `finalised` became final
    uint16 challenged; // reports that stand challenged or disputed
    bool missed; // the period after `submitted` was marked missed
}

/// @notice What is asked of a report again and again; one word.
/// @dev Hardware versions and revisions fit 16 bits or admission fails; a period is shorter than 2^32 s.
struct Meta {
    ReportStatus status; // None, Pending, Challenged, Disputed or Void; the rest follows from Progress and the clock
    uint16 revision;
    uint16 clusterVersion;
    uint32 reporterSet;
    uint32 signers; // bit i: reporter i of `reporterSet`
    uint32 length; // seconds
    uint40 start; // unix seconds
    uint40 submittedAt; // unix seconds
    uint40 finalAt; // unix seconds, as announced; as it came about once latched
}

/// @notice A report in four words.
struct StoredReport {
    uint256 meta; // Meta
    uint256 volumes; // gross (128) | GPU-seconds sold (64) | GPU-seconds available (64)
    uint256 costs; // energy cost (128) | other opex (128)
    bytes32 content; // EIP-712 struct hash
}

/// @title ReportStore
/// @notice Packs and unpacks the oracle's words. By hand: a struct literal would be written field by field.
library ReportStore {
    function packed(Progress memory p) internal pure returns (uint256) {
        return
            uint256(p.submitted) |
            (uint256(p.finalised) << 32) |
            (uint256(p.settled) << 64) |
            (uint256(p.lastPriced) << 96) |
            (uint256(p.nextStart) << 128) |
            (uint256(p.finalFloor) << 168) |
            (uint256(p.challenged) << 208) |
            (uint256(p.missed ? 1 : 0) << 224);
    }

    function toProgress(uint256 word) internal pure returns (Progress memory p) {
        p.submitted = uint32(word);
        p.finalised = uint32(word >> 32);
        p.settled = uint32(word >> 64);
        p.lastPriced = uint32(word >> 96);
        p.nextStart = uint40(word >> 128);
        p.finalFloor = uint40(word >> 168);
        p.challenged = uint16(word >> 208);
        p.missed = word >> 224 != 0;
    }

    function packed(Meta memory m) internal pure returns (uint256) {
        return
            uint256(m.status) |
            (uint256(m.revision) << 8) |
            (uint256(m.clusterVersion) << 24) |
            (uint256(m.reporterSet) << 40) |
            (uint256(m.signers) << 72) |
            (uint256(m.length) << 104) |
            (uint256(m.start) << 136) |
            (uint256(m.submittedAt) << 176) |
            (uint256(m.finalAt) << 216);
    }

    function toMeta(uint256 word) internal pure returns (Meta memory m) {
        m.status = ReportStatus(uint8(word));
        m.revision = uint16(word >> 8);
        m.clusterVersion = uint16(word >> 24);
        m.reporterSet = uint32(word >> 40);
        m.signers = uint32(word >> 72);
        m.length = uint32(word >> 104);
        m.start = uint40(word >> 136);
        m.submittedAt = uint40(word >> 176);
        m.finalAt = uint40(word >> 216);
    }

    /// @dev The report's own part of `Meta`; submission fills in the rest.
    function toMeta(RevenueReport calldata report) internal pure returns (Meta memory m) {
        m.status = ReportStatus.Pending;
        m.revision = SafeCast.toUint16(report.revision);
        m.clusterVersion = SafeCast.toUint16(report.clusterVersion);
        m.reporterSet = report.reporterSet;
        m.length = uint32(report.end - report.start); // at most the cluster's longest period
        m.start = report.start;
    }

    function write(StoredReport storage self, RevenueReport calldata report, Meta memory m, bytes32 content) internal {
        self.meta = packed(m);
        self.volumes =
            uint256(report.gross) |
            (uint256(report.gpuSecondsSold) << 128) |
            (uint256(report.gpuSecondsAvailable) << 192);
        self.costs = uint256(report.energyCost) | (uint256(report.otherOpex) << 128);
        self.content = content;
    }

    /// @dev Gross and GPU-seconds sold: what a price is made of.
    function sales(StoredReport storage self) internal view returns (uint128 gross, uint64 sold) {
        uint256 volumes = self.volumes;
        return (uint128(volumes), uint64(volumes >> 128));
    }

    function toRecord(StoredReport storage self, Meta memory m) internal view returns (ReportRecord memory record) {
        uint256 volumes = self.volumes;
        uint256 costs = self.costs;
        record.status = m.status;
        record.revision = m.revision;
        record.start = m.start;
        record.end = m.start + m.length;
        record.submittedAt = m.submittedAt;
        record.finalAt = m.finalAt;
        record.gross = uint128(volumes);
        record.gpuSecondsSold = uint64(volumes >> 128);
        record.gpuSecondsAvailable = uint64(volumes >> 192);
        record.energyCost = uint128(costs);
        record.otherOpex = uint128(costs >> 128);
        record.contentHash = self.content;
    }
}

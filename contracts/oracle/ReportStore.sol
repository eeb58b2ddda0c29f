// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReportRecord, ReportStatus, RevenueReport} from "../interfaces/IRevenueOracle.sol";

/// @notice How far a cluster's reports have come; one word, written by every report.
/// @dev finalised ≤ submitted. Everything up to `finalised` is final for ever, whatever is asked later.
struct Progress {
    uint32 submitted; // newest period with a report
    uint32 finalised; // newest period latched as final
    uint32 lastPriced; // newest latched period that sold anything; 0 when none
    uint40 nextStart; // unix seconds, end of `submitted`; 0 before the first, unless adopted
    uint40 finalFloor; // unix seconds at which `finalised` became final
    uint16 challenged; // reports that stand challenged or disputed
    bool missed; // the period after `submitted` was marked missed
}

/// @notice A report in four words. The first two hold all that becomes final, and all that decides when.
/// @dev Money fits 112 bits, hardware versions and revisions 16, or admission fails.
struct StoredReport {
    // slot 0
    uint112 gross; // base units
    uint112 energyCost; // base units
    ReportStatus status; // None, Pending, Challenged, Disputed or Void; the rest follows from Progress and the clock
    uint16 revision;
    // slot 1
    uint112 otherOpex; // base units
    uint64 gpuSecondsSold;
    uint40 end; // unix seconds
    uint40 finalAt; // unix seconds, as announced; as it came about once latched
    // slot 2
    uint64 gpuSecondsAvailable;
    uint40 start; // unix seconds
    uint40 submittedAt; // unix seconds
    uint32 reporterSet;
    uint32 signers; // bit i: reporter i of `reporterSet`
    uint16 clusterVersion;
    // slot 3
    bytes32 content; // EIP-712 struct hash
}

/// @title ReportStore
/// @notice Writes a report into its words and reads it back, and packs a cluster's progress. That by hand: a struct literal
///         would be written field by field.
library ReportStore {
    using SafeCast for uint256;

    function packed(Progress memory p) internal pure returns (uint256) {
        return
            uint256(p.submitted) |
            (uint256(p.finalised) << 32) |
            (uint256(p.lastPriced) << 64) |
            (uint256(p.nextStart) << 96) |
            (uint256(p.finalFloor) << 136) |
            (uint256(p.challenged) << 176) |
            (uint256(p.missed ? 1 : 0) << 192);
    }

    function toProgress(uint256 word) internal pure returns (Progress memory p) {
        p.submitted = uint32(word);
        p.finalised = uint32(word >> 32);
        p.lastPriced = uint32(word >> 64);
        p.nextStart = uint40(word >> 96);
        p.finalFloor = uint40(word >> 136);
        p.challenged = uint16(word >> 176);
        p.missed = word >> 192 != 0;
    }

    /// @notice A report as admitted now, in place of whatever was there.
    function write(
        StoredReport storage self,
        RevenueReport calldata report,
        uint32 signers,
        uint40 finalAt,
        bytes32 content
    ) internal {
        self.gross = uint256(report.gross).toUint112();
        self.energyCost = uint256(report.energyCost).toUint112();
        self.status = ReportStatus.Pending;
        self.revision = uint256(report.revision).toUint16();
        self.otherOpex = uint256(report.otherOpex).toUint112();
        self.gpuSecondsSold = report.gpuSecondsSold;
        self.end = report.end;
        self.finalAt = finalAt;
        self.gpuSecondsAvailable = report.gpuSecondsAvailable;
        self.start = report.start;
        self.submittedAt = uint40(block.timestamp);
        self.reporterSet = report.reporterSet;
        self.signers = signers;
        self.clusterVersion = uint256(report.clusterVersion).toUint16();
        self.content = content;
    }

    /// @dev Its status as stored: what the clock makes of it is the ledger's to say.
    function toRecord(StoredReport storage self) internal view returns (ReportRecord memory record) {
        record.status = self.status;
        record.revision = self.revision;
        record.start = self.start;
        record.end = self.end;
        record.submittedAt = self.submittedAt;
        record.finalAt = self.finalAt;
        record.gross = self.gross;
        record.energyCost = self.energyCost;
        record.otherOpex = self.otherOpex;
        record.gpuSecondsAvailable = self.gpuSecondsAvailable;
        record.gpuSecondsSold = self.gpuSecondsSold;
        record.contentHash = self.content;
    }
}

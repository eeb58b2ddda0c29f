// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReportRecord} from "../interfaces/IRevenueOracle.sol";
import {Facility} from "./Facility.sol";

/// @notice A period whose rent had not been distributed in full when its report was taken in.
struct UnpaidPeriod {
    uint128 gross; // base units
    uint40 end; // unix seconds
    uint40 finalAt; // unix seconds; its grace begins
}

/// @title PaymentPointer
/// @notice First in, first out: points at the oldest period whose rent has not been distributed in full. Rent vests from
///         where that period starts.
/// @dev It moves a bounded number of periods at a time. Where it lags behind, rent vests slower, never faster.
library PaymentPointer {
    using SafeCast for uint256;

    uint256 private constant STEPS = 32;

    /// @notice Moves past the periods that are paid off. The report just taken in, if it is not one of them, is stored.
    function advance(
        Facility storage f,
        mapping(uint32 period => UnpaidPeriod) storage unpaid,
        bool taken,
        ReportRecord memory report
    ) internal {
        uint32 period = f.oldestUnpaid;
        uint32 newest = f.settledPeriods;
        uint40 start = f.oldestStart;
        uint256 through = f.paidThrough;
        UnpaidPeriod memory fresh = UnpaidPeriod(report.gross, report.end, report.finalAt);
        for (uint256 steps = 0; steps < STEPS && period <= newest; ++steps) {
            bool isFresh = taken && period == newest;
            UnpaidPeriod memory oldest = isFresh ? fresh : unpaid[period];
            if (through + oldest.gross > f.distributed) break;
            if (!isFresh) delete unpaid[period];
            through += oldest.gross;
            start = oldest.end;
            ++period;
        }
        if (taken && period <= newest) unpaid[newest] = fresh;
        (f.oldestUnpaid, f.oldestStart, f.paidThrough) = (period, start, through.toUint128());
    }
}

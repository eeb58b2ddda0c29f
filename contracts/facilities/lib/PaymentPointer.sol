// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Facility} from "../../interfaces/FacilityTypes.sol";
import {FacilityTimes} from "./FacilityTimes.sol";

/// @notice A period whose rent had not been distributed in full when its report was taken in.
struct UnpaidPeriod {
    uint128 gross; // base units
    uint40 end; // unix seconds
    uint40 finalAt; // unix seconds; its grace begins
}

/// @title PaymentPointer
/// @notice First in, first out: points at the oldest period whose rent has not been distributed in full. Rent vests
///         from where that period starts.
/// @dev Where everything reported is paid, the pointer stands behind the newest period, and nothing of this is stored.
///      Otherwise it moves a bounded number of periods at a time: where it lags behind, rent vests slower, never
///      faster.
library PaymentPointer {
    using SafeCast for uint256;

    uint256 private constant STEPS = 32;

    /// @notice Moves past the periods that are paid off.
    /// @param inArrears Whether a period was unpaid before
    /// @param isNew Whether `fresh` is the newest period, just taken in
    /// @param cash Base units that were distributed now
    /// @param owed Base units reported and not distributed after it
    /// @return Times, with the oldest unpaid period as it is then
    function advance(
        Facility storage f,
        mapping(uint256 period => UnpaidPeriod) storage unpaid,
        FacilityTimes times,
        bool inArrears,
        bool isNew,
        UnpaidPeriod memory fresh,
        uint256 cash,
        uint256 owed
    ) internal returns (FacilityTimes) {
        uint256 newest = times.settledPeriods();
        if (owed == 0) {
            if (inArrears) f.oldestPaid = 0;
            return times.withOldest(newest + 1, times.reportedUntil());
        }
        if (isNew) unpaid[newest] = fresh;
        uint256 paid = cash + (inArrears ? f.oldestPaid : 0);
        (uint256 period, uint256 start) = (times.oldestUnpaid(), times.oldestStart());
        for (uint256 steps = 0; steps < STEPS && period <= newest; ++steps) {
            UnpaidPeriod memory oldest = unpaid[period];
            if (paid < oldest.gross) break;
            paid -= oldest.gross;
            start = oldest.end;
            ++period;
        }
        f.oldestPaid = paid.toUint128();
        return times.withOldest(period, start);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Facility} from "../../interfaces/FacilityTypes.sol";

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
    /// @param newest The newest period that is settled
    /// @param start Where the oldest unpaid period starts, unix seconds
    /// @param cash Base units that were distributed now
    /// @return oldest The oldest unpaid period as it is then; of all that is settled, something is unpaid
    /// @return from Where that starts, unix seconds
    function advance(
        Facility storage f,
        mapping(uint256 period => UnpaidPeriod) storage unpaid,
        uint256 newest,
        uint256 start,
        uint256 cash
    ) internal returns (uint256 oldest, uint256 from) {
        (oldest, from, cash) = (f.oldestUnpaid, start, cash + f.oldestPaid);
        // Where nothing was unpaid before, the newest is.
        if (oldest == 0) oldest = newest;
        for (uint256 steps = 0; steps < STEPS && oldest <= newest; ++steps) {
            UnpaidPeriod memory period = unpaid[oldest];
            if (cash < period.gross) break;
            cash -= period.gross;
            from = period.end;
            ++oldest;
        }
        // At most the newest period, and where a period ends: as wide as the times.
        (f.oldestPaid, f.oldestUnpaid, f.oldestStart) = (cash.toUint104(), uint24(oldest), uint32(from));
    }

    /// @notice Everything is paid.
    function clear(Facility storage f) internal {
        (f.oldestPaid, f.oldestUnpaid, f.oldestStart) = (0, 0, 0);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice Word 1 of a facility, how far it has come and what its operator has earned: settled periods 24 · oldest
///         unpaid period, at most one more, at which the next cash is aimed 24 · where that starts [s] 32 · end of the
///         newest settled period, or the in-service second [s] 32 · deadline, delinquent from there on, 0: none
///         [tick] 32 · earned and not claimed [base units] 112.
type FacilityTimes is uint256;

using FacilityTimesLib for FacilityTimes global;

library FacilityTimesLib {
    using SafeCast for uint256;

    uint256 private constant OLDEST_AT = 24;
    uint256 private constant START_AT = 48;
    uint256 private constant UNTIL_AT = 80;
    uint256 private constant DEADLINE_AT = 112;
    uint256 private constant EARNED_AT = 144;
    uint256 private constant SETTLED_MASK = type(uint24).max | (uint256(type(uint32).max) << UNTIL_AT);
    uint256 private constant OLDEST_MASK = uint256(type(uint56).max) << OLDEST_AT;
    uint256 private constant DEADLINE_MASK = uint256(type(uint32).max) << DEADLINE_AT;

    /// @notice After so many periods are settled, the newest of which ends at second `until`.
    function withSettled(FacilityTimes self, uint256 periods, uint256 until) internal pure returns (FacilityTimes) {
        uint256 parts = periods.toUint24() | (uint256(until.toUint32()) << UNTIL_AT);
        return FacilityTimes.wrap((FacilityTimes.unwrap(self) & ~SETTLED_MASK) | parts);
    }

    /// @notice With `period`, which starts in second `start`, as the oldest unpaid one.
    function withOldest(FacilityTimes self, uint256 period, uint256 start) internal pure returns (FacilityTimes) {
        uint256 parts = (uint256(period.toUint24()) << OLDEST_AT) | (uint256(start.toUint32()) << START_AT);
        return FacilityTimes.wrap((FacilityTimes.unwrap(self) & ~OLDEST_MASK) | parts);
    }

    function withDeadline(FacilityTimes self, uint256 tick) internal pure returns (FacilityTimes) {
        uint256 part = uint256(tick.toUint32()) << DEADLINE_AT;
        return FacilityTimes.wrap((FacilityTimes.unwrap(self) & ~DEADLINE_MASK) | part);
    }

    function withEarned(FacilityTimes self, uint256 amount) internal pure returns (FacilityTimes) {
        uint256 rest = FacilityTimes.unwrap(self) & ((1 << EARNED_AT) - 1);
        return FacilityTimes.wrap(rest | (uint256(amount.toUint112()) << EARNED_AT));
    }

    /// @return How many reports were taken in
    function settledPeriods(FacilityTimes self) internal pure returns (uint256) {
        return uint24(FacilityTimes.unwrap(self));
    }

    /// @return A period
    function oldestUnpaid(FacilityTimes self) internal pure returns (uint256) {
        return uint24(FacilityTimes.unwrap(self) >> OLDEST_AT);
    }

    /// @return Unix seconds
    function oldestStart(FacilityTimes self) internal pure returns (uint256) {
        return uint32(FacilityTimes.unwrap(self) >> START_AT);
    }

    /// @return Unix seconds
    function reportedUntil(FacilityTimes self) internal pure returns (uint256) {
        return uint32(FacilityTimes.unwrap(self) >> UNTIL_AT);
    }

    /// @return A tick of the vault's grid, 0: none
    function deadline(FacilityTimes self) internal pure returns (uint256) {
        return uint32(FacilityTimes.unwrap(self) >> DEADLINE_AT);
    }

    /// @return Base units
    function earned(FacilityTimes self) internal pure returns (uint256) {
        return FacilityTimes.unwrap(self) >> EARNED_AT;
    }
}

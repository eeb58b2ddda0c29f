// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice Word 1 of a facility, how far it has come and what came of it: settled periods 24 · end of the newest
///         settled period, or the in-service second [s] 32 · deadline, delinquent from there on, 0: none [tick] 32 ·
///         the lower 56 bits of three sums [base units]: earned and not claimed, received, reported.
/// @dev What a sum carries beyond its 56 bits is in a word of its own. Of a token with 6 decimals that is nothing below
///      72 billion tokens: a settlement writes one word less.
type FacilityTimes is uint256;

/// @notice What a facility has come to, base units.
struct Sums {
    uint256 earned; // the operator's, not claimed
    uint256 received; // by the vault, before its fee
    uint256 reported;
}

using FacilityTimesLib for FacilityTimes global;

library FacilityTimesLib {
    using SafeCast for uint256;

    uint256 private constant UNTIL_AT = 24;
    uint256 private constant DEADLINE_AT = 56;
    uint256 private constant EARNED_AT = 88;
    uint256 private constant RECEIVED_AT = 144;
    uint256 private constant REPORTED_AT = 200;
    uint256 private constant SETTLED_MASK = (1 << DEADLINE_AT) - 1;
    uint256 private constant DEADLINE_MASK = uint256(type(uint32).max) << DEADLINE_AT;
    uint256 private constant TIMES_MASK = (1 << EARNED_AT) - 1;

    uint256 private constant LOW_BITS = 56;
    uint256 private constant LOW = (1 << LOW_BITS) - 1;
    // In the word of what is carried. What a token's supply can bring stays below 85 bits.
    uint256 private constant CARRIED_BITS = 85;
    uint256 private constant CARRIED = (1 << CARRIED_BITS) - 1;

    /// @notice After so many periods are settled, the newest of which ends at second `until`.
    function withSettled(FacilityTimes self, uint256 periods, uint256 until) internal pure returns (FacilityTimes) {
        uint256 parts = periods.toUint24() | (uint256(until.toUint32()) << UNTIL_AT);
        return FacilityTimes.wrap((FacilityTimes.unwrap(self) & ~SETTLED_MASK) | parts);
    }

    function withDeadline(FacilityTimes self, uint256 tick) internal pure returns (FacilityTimes) {
        uint256 part = uint256(tick.toUint32()) << DEADLINE_AT;
        return FacilityTimes.wrap((FacilityTimes.unwrap(self) & ~DEADLINE_MASK) | part);
    }

    /// @notice With these added to the sums; each below 2^128, base units.
    /// @return carried What is to be added to the word of what is carried
    function plus(
        FacilityTimes self,
        uint256 earned,
        uint256 received,
        uint256 reported
    ) internal pure returns (FacilityTimes, uint256 carried) {
        uint256 word = FacilityTimes.unwrap(self);
        unchecked {
            earned += (word >> EARNED_AT) & LOW;
            received += (word >> RECEIVED_AT) & LOW;
            reported += word >> REPORTED_AT;
            carried =
                (earned >> LOW_BITS) |
                ((received >> LOW_BITS) << CARRIED_BITS) |
                ((reported >> LOW_BITS) << (2 * CARRIED_BITS));
        }
        word = (word & TIMES_MASK) | ((earned & LOW) << EARNED_AT) | ((received & LOW) << RECEIVED_AT);
        return (FacilityTimes.wrap(word | (reported << REPORTED_AT)), carried);
    }

    /// @notice Without what was earned.
    function withoutEarned(FacilityTimes self) internal pure returns (FacilityTimes) {
        return FacilityTimes.wrap(FacilityTimes.unwrap(self) & ~(LOW << EARNED_AT));
    }

    /// @notice What is carried, without what was earned.
    function carriedWithoutEarned(uint256 carried) internal pure returns (uint256) {
        return carried & ~CARRIED;
    }

    /// @param carried The word of what is carried
    function sums(FacilityTimes self, uint256 carried) internal pure returns (Sums memory) {
        uint256 word = FacilityTimes.unwrap(self);
        return
            Sums({
                earned: ((carried & CARRIED) << LOW_BITS) | ((word >> EARNED_AT) & LOW),
                received: (((carried >> CARRIED_BITS) & CARRIED) << LOW_BITS) | ((word >> RECEIVED_AT) & LOW),
                reported: ((carried >> (2 * CARRIED_BITS)) << LOW_BITS) | (word >> REPORTED_AT)
            });
    }

    /// @return How many reports were taken in
    function settledPeriods(FacilityTimes self) internal pure returns (uint256) {
        return uint24(FacilityTimes.unwrap(self));
    }

    /// @return Unix seconds
    function reportedUntil(FacilityTimes self) internal pure returns (uint256) {
        return uint32(FacilityTimes.unwrap(self) >> UNTIL_AT);
    }

    /// @return A tick of the vault's grid, 0: none
    function deadline(FacilityTimes self) internal pure returns (uint256) {
        return uint32(FacilityTimes.unwrap(self) >> DEADLINE_AT);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Facility, FacilityStatus} from "../../interfaces/FacilityTypes.sol";
import {Curve, X32_BITS} from "./Curve.sol";
import {FacilityTerms} from "./FacilityTerms.sol";
import {FacilityTimes, FacilityTimesLib, Sums} from "./FacilityTimes.sol";

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

    function readTerms(Facility storage self) internal view returns (FacilityTerms) {
        return FacilityTerms.wrap(self.terms);
    }

    function writeTerms(Facility storage self, FacilityTerms terms) internal {
        self.terms = FacilityTerms.unwrap(terms);
    }

    function statusOf(Facility storage self) internal view returns (FacilityStatus) {
        return readTerms(self).status();
    }

    function readTimes(Facility storage self) internal view returns (FacilityTimes) {
        return FacilityTimes.wrap(self.times);
    }

    function writeTimes(Facility storage self, FacilityTimes times) internal {
        self.times = FacilityTimes.unwrap(times);
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

    /// @notice Adds to what the operator has earned, to what the facility has brought the vault, and to what was
    ///         reported of it, base units. The times are the caller's to write.
    function plus(
        Facility storage self,
        FacilityTimes times,
        uint256 earned,
        uint256 received,
        uint256 reported
    ) internal returns (FacilityTimes added) {
        uint256 carried;
        (added, carried) = times.plus(earned, received, reported);
        if (carried != 0) self.carried += carried;
    }

    function sumsOf(Facility storage self, FacilityTimes times) internal view returns (Sums memory) {
        return times.sums(self.carried);
    }

    /// @notice Takes what the operator has earned. The times are the caller's to write.
    function takeEarned(
        Facility storage self,
        FacilityTimes times
    ) internal returns (FacilityTimes left, uint256 earned) {
        uint256 carried = self.carried;
        earned = times.sums(carried).earned;
        uint256 rest = FacilityTimesLib.carriedWithoutEarned(carried);
        if (rest != carried) self.carried = rest;
        left = times.withoutEarned();
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
        unchecked {
            c.deadline = deadline * tick; // 32 bits, and 17
        }
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

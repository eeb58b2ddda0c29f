// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {KinkEntry, KinkKind} from "../../interfaces/IGpuYieldVault.sol";
import {Kink, KinkLib} from "../../vault/Kinks.sol";
import {Curve, X32_BITS} from "./Curve.sol";

/// @dev All of a facility, as a fraction.
uint256 constant ALL_X32 = 1 << X32_BITS;

/// @notice What an announced loss adds to the vault's numbers at one moment, and what changes of it later.
struct LossMark {
    int256 loss; // X32; what leavers forgo of the facility beside its markdown
    int256 lossSlope; // X32 per second
    uint256 delinquent; // whole tokens, until the facility counts by itself
    uint256[3] times; // unix seconds; of what changes: deadline, end of depreciation, end of markdown; 0: nothing
    Kink[3] kinks;
}

/// @title LossMarkLib
/// @notice The announced part of a facility, as a function of time:
///
///     mark(t) = value'(t) − loss'(t), of the fraction of the facility, and a base unit of value
///
/// From the facility's own curve, the same lines and kinks, so that it never needs a call. The value is rounded up, the
/// markdown down, and the unit is there since what is booked is rounded too: a booking lifts what leavers are paid, by
/// no more than that.
library LossMarkLib {
    /// @param self The facility's curve; scaled in place
    /// @param fraction X32
    /// @param counted Whole tokens that count as delinquent until the facility does
    /// @param t Unix seconds
    function markAt(
        Curve memory self,
        uint256 fraction,
        uint256 counted,
        uint256 t
    ) internal pure returns (LossMark memory m) {
        _scale(self, fraction);
        if (self.salvage | self.slope == 0) return m;
        uint256 deadline = self.deadline;
        uint256 marked = deadline + self.markdown;
        // Depreciation is seen until the markdown ends; then all of the value is a loss already.
        uint256 until = Math.min(self.endOf(), marked);
        int256 lossSlope = int256(self.valueAt(marked) / self.markdown); // of the scaled markdown
        int256 slope = int256(self.slope);
        bool hasBegun = self.hasBegunBy(t);

        m.loss = int256(self.valueAt(Math.min(t, marked)));
        if (t >= deadline) {
            m.loss -= lossSlope * int256(Math.min(t, marked) - deadline);
            if (t < marked) m.lossSlope = -lossSlope;
        } else {
            m.delinquent = counted;
            m.times[0] = deadline;
            m.kinks[0] = KinkLib.pack(0, hasBegun ? -lossSlope : -lossSlope - slope, -int256(counted));
        }
        if (slope != 0 && until > t) {
            if (hasBegun) m.lossSlope -= slope;
            m.times[1] = until;
            m.kinks[1] = KinkLib.pack(0, slope, 0);
        }
        if (marked > t) {
            m.times[2] = marked;
            m.kinks[2] = KinkLib.pack(0, lossSlope, 0);
        }
    }

    /// @notice What turns one mark into another.
    /// @param tick Seconds of the vault's grid
    function entries(
        LossMark memory before,
        LossMark memory next,
        uint256 tick
    ) internal pure returns (KinkEntry[] memory list) {
        list = new KinkEntry[](6);
        uint256 count;
        for (uint256 i = 0; i < 3; ++i) {
            count = _push(list, count, before.times[i] / tick, Kink.wrap(0).minus(before.kinks[i]));
            count = _push(list, count, next.times[i] / tick, next.kinks[i]);
        }
        assembly ("memory-safe") {
            mstore(list, count) // as many as there are
        }
    }

    function _push(KinkEntry[] memory list, uint256 count, uint256 tick, Kink kink) private pure returns (uint256) {
        if (Kink.unwrap(kink) == 0) return count;
        list[count] = KinkEntry(KinkKind.Slope, uint32(tick), Kink.unwrap(kink));
        return count + 1;
    }

    function _scale(Curve memory self, uint256 fraction) private pure {
        self.salvage = Math.mulDiv(self.salvage, fraction, ALL_X32, Math.Rounding.Ceil);
        self.slope = Math.mulDiv(self.slope, fraction, ALL_X32, Math.Rounding.Ceil);
        if (self.salvage | self.slope != 0) self.salvage += 1 << X32_BITS;
    }
}

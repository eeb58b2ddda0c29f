// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {FacilityStatus, Form} from "../interfaces/IFacilityBook.sol";
import {ValueLineLib} from "../vault/ValueLine.sol";

/// @notice One facility as stored. Money in base units.
struct Facility {
    // slot 0
    address operator;
    uint16 vaultShareBps; // of the residual
    FacilityStatus status;
    Form form;
    uint32 paymentGrace; // seconds from final to late
    uint32 usefulLife; // seconds of wear
    // slot 1
    uint128 approved; // most that may be drawn
    uint128 cost; // drawn
    // slot 2
    uint128 salvage; // value at the end of the useful life
    uint40 wearFrom; // unix seconds; 0 until recorded
    uint40 wearUntil; // unix seconds
    uint40 deadline; // unix seconds; wear starts here unless it has been recorded before
    // slot 3
    uint128 anchor; // value at `anchorAt` [fine]; flat until wear starts, then on a straight line to salvage
    uint40 anchorAt; // unix seconds
    uint40 firstPaymentBy; // unix seconds; end of the first payment's grace, while it is unpaid
    // slot 4
    uint128 lockbox; // paid in, not distributed
    uint128 distributed; // taken from the lockbox so far
    // slot 5
    uint128 reported; // gross of all reports taken in
    uint128 received; // that reached the vault
    // slot 6
    uint128 carriedEnergy; // unpaid running costs
    uint128 carriedOther;
    // slot 7
    uint128 reserve; // held back
    uint128 reserveTarget;
    // slot 8
    uint32 settledPeriods; // reports taken in
    uint32 oldestUnpaid; // the period at which the next cash is aimed; at most settledPeriods + 1
    uint40 oldestStart; // unix seconds; where that period starts
    uint128 paidThrough; // gross of all periods before it
    // slot 9
    uint40 inServiceBy; // unix seconds
    uint40 retiredAt; // unix seconds
    uint128 valueAtSale; // when it left the book
}

/// @notice When a facility's wear begins and ends, and how it runs in between.
struct WearPlan {
    uint256 from; // unix seconds; 0: nothing is planned
    uint256 until; // unix seconds
    uint256 slope; // fine per second, rounded down
    uint256 remainder; // fine; what the rounded slope leaves above salvage, taken in the last second
}

using FacilityLib for Facility global;

/// @title FacilityLib
/// @notice The wear of one facility: a straight line from its value to salvage over its useful life.
library FacilityLib {
    /// @notice Whether wear runs or has run at second `t`, recorded or not.
    function hasWornBy(Facility storage self, uint256 t) internal view returns (bool) {
        return self.wearFrom != 0 || (self.deadline != 0 && t >= self.deadline);
    }

    /// @notice The wear as it stands at second `t`: recorded, begun at a deadline, or waiting for one.
    ///         Slope = (value - salvage) / time left, rounded down, so the value never falls below salvage.
    function planAt(Facility storage self, uint256 t) internal view returns (WearPlan memory plan) {
        uint256 start;
        if (self.wearFrom != 0) {
            (plan.from, plan.until, start) = (self.wearFrom, self.wearUntil, self.anchorAt);
            if (t >= plan.until) return plan;
        } else if (self.deadline != 0) {
            (plan.from, start) = (self.deadline, self.deadline);
            plan.until = start + self.usefulLife;
        } else {
            return plan;
        }
        uint256 toWear = self.anchor - salvageFine(self);
        uint256 time = plan.until - start;
        plan.slope = toWear / time;
        plan.remainder = toWear - plan.slope * time;
    }

    /// @notice Value at second `t`, fine units.
    function valueFineAt(Facility storage self, uint256 t) internal view returns (uint256) {
        if (!hasWornBy(self, t)) return self.anchor;
        WearPlan memory plan = planAt(self, t);
        if (t >= plan.until) return salvageFine(self);
        return self.anchor - plan.slope * (t - Math.max(self.anchorAt, plan.from));
    }

    /// @notice Wear per second at second `t`, fine units.
    function slopeAt(Facility storage self, uint256 t) internal view returns (uint256) {
        WearPlan memory plan = planAt(self, t);
        return hasWornBy(self, t) && t < plan.until ? plan.slope : 0;
    }

    function salvageFine(Facility storage self) internal view returns (uint256) {
        return uint256(self.salvage) << ValueLineLib.FINE_BITS;
    }
}

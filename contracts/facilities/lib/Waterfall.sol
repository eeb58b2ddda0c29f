// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Lines} from "../../interfaces/FacilityTypes.sol";

/// @notice What stands ahead of the residual, base units.
struct Claims {
    uint256 energyCarried; // unpaid from earlier settlements
    uint256 otherCarried;
    uint256 energy; // of the report just taken in
    uint256 other;
    uint256 interest; // of a loan or a lease, late interest too
    uint256 principal;
    uint256 reserveRoom; // target less what is held back already
    uint256 preferred;
}

using Waterfall for Claims global;

/// @notice How the residual is split.
struct Split {
    uint256 shareBps; // the vault's, of the residual
    uint256 hurdleShareBps; // its share from `untilHurdle` on; 0: there is no step
    uint256 untilHurdle; // base units that the vault is short of the step
}

/// @title Waterfall
/// @notice Who is paid what, in which order. The lines add up to the cash, to the unit.
library Waterfall {
    uint256 internal constant BPS = 10_000;

    /// @notice Splits the cash of `lines` among the others: costs carried over, costs of the period, interest,
    ///         principal, reserve, preferred part, then the residual between vault and operator. The operator's part is
    ///         rounded down.
    function split(
        Lines memory lines,
        Claims memory claims,
        Split memory terms
    ) internal pure returns (uint256 energyLeft, uint256 otherLeft) {
        uint256 left = lines.cash;
        (lines.energyCarried, left) = _pay(claims.energyCarried, left);
        (lines.otherCarried, left) = _pay(claims.otherCarried, left);
        (lines.energy, left) = _pay(claims.energy, left);
        (lines.other, left) = _pay(claims.other, left);
        (lines.interest, left) = _pay(claims.interest, left);
        (lines.principal, left) = _pay(claims.principal, left);
        (lines.reserve, left) = _pay(claims.reserveRoom, left);
        (lines.preferred, left) = _pay(claims.preferred, left);
        lines.toOperator = operatorPart(left, terms, lines.preferred);

        unchecked {
            lines.toVault = left - lines.toOperator;
            // Of sums that fit, no more was paid.
            energyLeft = claims.energyCarried + claims.energy - lines.energyCarried - lines.energy;
            otherLeft = claims.otherCarried + claims.other - lines.otherCarried - lines.other;
        }
    }

    /// @notice What running costs leave of `cash`.
    function leftOf(Claims memory self, uint256 cash) internal pure returns (uint256) {
        return Math.saturatingSub(cash, self.energyCarried + self.otherCarried + self.energy + self.other);
    }

    /// @notice What is carried on of costs that stay unpaid: `most` at most, energy first.
    function carry(uint256 energy, uint256 other, uint256 most) internal pure returns (uint256, uint256) {
        energy = Math.min(energy, most);
        return (energy, Math.min(other, most - energy));
    }

    /// @notice The operator's part of `residual`, rounded down. With a step, the vault's first share holds for as much
    ///         of the residual as it takes the vault to the step, the second for the rest.
    /// @param ahead Base units the vault has just received ahead of it
    function operatorPart(uint256 residual, Split memory terms, uint256 ahead) internal pure returns (uint256) {
        unchecked {
            // A part of it, which has 128 bits.
            if (terms.hurdleShareBps == 0) return (residual * (BPS - terms.shareBps)) / BPS;
        }
        uint256 missing = Math.saturatingSub(terms.untilHurdle, ahead);
        uint256 first = Math.min(residual, Math.ceilDiv(missing * BPS, terms.shareBps));
        return (first * (BPS - terms.shareBps) + (residual - first) * (BPS - terms.hurdleShareBps)) / BPS;
    }

    function _pay(uint256 claim, uint256 available) private pure returns (uint256 paid, uint256 left) {
        paid = Math.min(claim, available);
        unchecked {
            left = available - paid; // no more was paid
        }
    }
}

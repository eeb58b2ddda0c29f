// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Lines} from "../interfaces/IFacilityBook.sol";

/// @notice What stands ahead of the residual, base units.
struct Claims {
    uint256 energyCarried; // unpaid from earlier settlements
    uint256 otherCarried;
    uint256 energy; // of the report just taken in
    uint256 other;
    uint256 reserveRoom; // target less what is held back already
}

/// @title Waterfall
/// @notice Who is paid what, in which order. The lines add up to the cash, to the unit.
library Waterfall {
    uint256 internal constant BPS = 10_000;

    /// @notice Splits `cash`: costs carried over, costs of the period, reserve, then the residual between vault and
    ///         operator. The operator's part is rounded down. The fee is not taken yet.
    function split(
        uint256 cash,
        Claims memory claims,
        uint256 vaultShareBps
    ) internal pure returns (Lines memory lines, uint256 carriedEnergy, uint256 carriedOther) {
        uint256 left = lines.cash = cash;
        (lines.energyCarried, left) = _pay(claims.energyCarried, left);
        (lines.otherCarried, left) = _pay(claims.otherCarried, left);
        (lines.energy, left) = _pay(claims.energy, left);
        (lines.other, left) = _pay(claims.other, left);
        (lines.reserve, left) = _pay(claims.reserveRoom, left);
        lines.toOperator = (left * (BPS - vaultShareBps)) / BPS;
        lines.toVault = left - lines.toOperator;

        carriedEnergy = claims.energyCarried + claims.energy - lines.energyCarried - lines.energy;
        carriedOther = claims.otherCarried + claims.other - lines.otherCarried - lines.other;
    }

    /// @notice Moves the fee out of the vault's line: `feeBps` of what `profit` has grown above `highest`, rounded down.
    ///         Profit grows by no more than the vault's line, so the fee never exceeds it.
    function takeFee(Lines memory lines, int256 profit, uint256 highest, uint256 feeBps) internal pure {
        if (profit <= int256(highest)) return;
        uint256 growth = Math.min(uint256(profit) - highest, lines.toVault);
        lines.fee = (growth * feeBps) / BPS;
        lines.toVault -= lines.fee;
    }

    function _pay(uint256 claim, uint256 available) private pure returns (uint256 paid, uint256 left) {
        paid = Math.min(claim, available);
        left = available - paid;
    }
}

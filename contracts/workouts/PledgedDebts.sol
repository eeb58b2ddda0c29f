// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IFacilityManager} from "../interfaces/IFacilityManager.sol";
import {ILoanLedger} from "../interfaces/ILoanLedger.sol";
import {ILoanManager} from "../interfaces/ILoanManager.sol";
import {IWorkouts} from "../interfaces/IWorkouts.sol";
import {FacilityTimes} from "../facilities/lib/FacilityTimes.sol";
import {WorkoutParts} from "./WorkoutParts.sol";

/// @notice What was owed of a pledge when its workout was opened, and what has been paid of it. Base units.
struct PledgedDebt {
    uint128 owed; // at the opening, not paid so far; late interest runs on it
    uint128 interest; // that has run since, counted up to `countedAt`, not paid so far
    uint128 rent; // that the manager had received when it was counted
    uint64 lateRate; // 1e18 = 100 % a year
    uint40 countedAt; // unix seconds
}

/// @notice What a loan owes when its workout is opened. Base units.
struct Due {
    bool isPledge;
    uint256 interest; // late interest too
    uint256 principal;
    uint64 lateRate; // 1e18 = 100 % a year
    uint256 trapped; // cash of the borrower's that joins the reserve
}

/// @title PledgedDebts
/// @notice Everything that is owed of a loan in a workout.
///
/// DUE AT ONCE. With the opening all principal is due, and what was claimed of interest. Late interest runs on it from
/// then on, simple, by the loan's terms. What trapped cash was there has paid its part.
///
/// PAID is what is recovered, and the rent that the manager takes for it: first interest, then the rest.
abstract contract PledgedDebts is WorkoutParts {
    using SafeCast for uint256;

    uint256 private constant YEAR_AT_WAD = 365 days * 1e18;

    mapping(uint256 cluster => PledgedDebt) private _debts;

    /// @inheritdoc IWorkouts
    function owedOf(uint256 cluster) public view returns (uint256) {
        (uint256 owed, uint256 interest, ) = _counted(cluster);
        return owed + interest;
    }

    /// @inheritdoc IWorkouts
    function accrueOwed(uint256 cluster) external returns (uint256) {
        _payDebt(cluster, 0);
        return owedOf(cluster);
    }

    /// @dev What a loan owes while it still has its schedule; nothing of what is no pledge.
    function _dueOf(uint256 cluster, IFacilityManager manager) internal view returns (Due memory due) {
        if (!_isPledged(cluster)) return due;
        due.isPledge = true;
        ILoanLedger ledger = ILoanManager(address(manager)).ledger();
        (uint256 late, uint256 interest, , uint256 principal) = ledger.owedOf(cluster);
        (due.interest, due.principal) = (late + interest, principal);
        due.lateRate = ledger.debtOf(cluster).lateRate;
        due.trapped = uint128(manager.wordsOf(cluster)[9]);
    }

    /// @dev All of it is due at once. Before the in-service second the ledger speaks of the whole amount: no more than
    ///      `drawn` is owed.
    function _accelerate(uint256 cluster, Due memory due, uint256 drawn) internal {
        if (!due.isPledge) return;
        uint256 owed = due.interest + Math.min(due.principal, drawn);
        _debts[cluster] = PledgedDebt({
            owed: Math.saturatingSub(owed, due.trapped).toUint128(),
            interest: 0,
            rent: _rentOf(cluster).toUint128(),
            lateRate: due.lateRate,
            countedAt: uint40(block.timestamp)
        });
    }

    /// @dev Pays what is owed out of `amount`. Of what is no pledge, all of it is the vault's.
    /// @return paid Base units of it
    function _payDebt(uint256 cluster, uint256 amount) internal returns (uint256 paid) {
        PledgedDebt storage d = _debts[cluster];
        if (d.countedAt == 0) return amount;
        (uint256 owed, uint256 interest, uint256 rent) = _counted(cluster);
        paid = Math.min(amount, owed + interest);
        (owed, interest) = _less(owed, interest, paid);
        (d.owed, d.interest, d.rent) = (owed.toUint128(), interest.toUint128(), rent.toUint128());
        d.countedAt = uint40(block.timestamp);
    }

    function _counted(uint256 cluster) private view returns (uint256 owed, uint256 interest, uint256 rent) {
        PledgedDebt memory d = _debts[cluster];
        if (d.countedAt == 0) return (0, 0, 0);
        // Its manager has it counted with every settlement: what rent it took since, it took in that second.
        rent = _rentOf(cluster);
        (owed, interest) = _less(d.owed, d.interest, rent - d.rent);
        uint256 elapsed = block.timestamp - d.countedAt;
        interest += Math.mulDiv(owed * elapsed, d.lateRate, YEAR_AT_WAD, Math.Rounding.Ceil);
    }

    function _less(uint256 owed, uint256 interest, uint256 paid) private pure returns (uint256, uint256) {
        uint256 ofInterest = Math.min(paid, interest);
        return (Math.saturatingSub(owed, paid - ofInterest), interest - ofInterest);
    }

    /// @dev What the facility has brought the vault by settlements and repayments, base units.
    function _rentOf(uint256 cluster) private view returns (uint256) {
        uint256[10] memory words = _managerOf(cluster).wordsOf(cluster);
        return FacilityTimes.wrap(words[1]).sums(words[3]).received;
    }
}

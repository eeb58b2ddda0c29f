// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IFacilityManager} from "./IFacilityManager.sol";
import {ILoanLedger} from "./ILoanLedger.sol";

/// @title LoanManager
/// @notice Equipment loans and leases: what a manager does for them besides.
interface ILoanManager is IFacilityManager {
    /// @notice Somebody repaid debt past the lockbox: interest, late interest too, and principal (base units).
    ///         `vestFrom` (unix seconds) is the start of the oldest period that it pays for.
    event Repaid(uint256 indexed cluster, address indexed payer, uint256 interest, uint256 principal, uint256 vestFrom);
    /// @notice Everything has been paid: the title is the operator's.
    event DebtEnded(uint256 indexed cluster, address indexed operator);

    /// @notice Anyone: repays past the lockbox: late interest, then all payments whose period has begun, then principal
    ///         ahead of its time. No more is taken than is outstanding. Refused unless the facility is in service
    ///         (`FacilityManager_WrongStatus`).
    /// @param cluster Id of the title
    /// @param amount Most to take, base units
    /// @return used Base units taken
    function repay(uint256 cluster, uint256 amount) external returns (uint256 used);

    /// @notice What is owed, by schedule.
    /// @return Its address
    function ledger() external view returns (ILoanLedger);
}

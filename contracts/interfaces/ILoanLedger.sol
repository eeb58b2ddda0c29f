// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {DebtState, Terms} from "./FacilityTypes.sol";

/// @notice What a loan or a lease claims at a settlement. Base units, unix seconds.
struct Claim {
    bool scheduled; // false once it is repaid, or called
    uint256 interest; // late interest too
    uint256 principal;
    uint256 outstanding; // principal, before it is paid
    uint256 vestFrom; // where the oldest unpaid payment's period starts
    uint256 vestOver; // seconds; since then, a payment's period at least
}

/// @notice What came of a payment. Base units, unix seconds.
struct Paid {
    uint256 interest; // late interest too
    uint256 principal;
    uint256 fromReserve;
    uint256 outstanding; // principal, after it
    uint256 deadline; // delinquent from here on unless more is paid; 0: repaid
}

/// @title LoanLedger
/// @notice What is owed of loans and leases: schedules, payments, late interest. It holds no money and knows no vault.
interface ILoanLedger {
    /// @notice A loan's or a lease's schedule began with the in-service second. Money in base units.
    event DebtBegun(uint256 indexed cluster, DebtState debt);
    /// @notice Debt service was paid: late interest, interest, principal (base units) of payments that fell due or run.
    ///         `outstanding` is the principal after it.
    event DebtPaid(
        uint256 indexed cluster,
        uint256 lateInterest,
        uint256 interest,
        uint256 principal,
        uint256 outstanding
    );
    /// @notice Principal was prepaid (base units). The schedule began anew at the end of the running period.
    event DebtPrepaid(uint256 indexed cluster, uint256 principal, DebtState debt);

    /// @notice The caller is not the manager whose ledger this is.
    error LoanLedger_NotManager(address caller);

    // --- the manager ---

    /// @notice Manager only: checks the terms and remembers the schedule for the whole amount, until it begins. Refused
    ///         outside the terms' ranges (`IFacilityOrigination`).
    /// @param cluster Id of the title
    /// @param terms Of a loan or a lease; units as in `Terms`
    /// @return period Seconds between payments
    /// @return life Seconds from the first day to the last payment
    function plan(uint256 cluster, Terms calldata terms) external returns (uint256 period, uint256 life);
    /// @notice Manager only: the schedule begins on what has been drawn: rent and final payment in proportion, rounded
    ///         up.
    /// @param cluster Id of the title
    /// @param cost Drawn, base units
    /// @param isLease Whether its rate follows from its rent
    /// @param start Unix seconds
    /// @return deadline Unix seconds; delinquent from here on unless the first payment is there
    function begin(uint256 cluster, uint256 cost, bool isLease, uint40 start) external returns (uint256 deadline);
    /// @notice Manager only: counts late interest, and takes up to `amount` for what is claimed: what is due by now,
    ///         and what rent was earned for.
    /// @param cluster Id of the title
    /// @param reportedUntil Unix seconds; payments whose period has begun by then are claimed
    /// @param amount Base units, at most
    /// @return claimed What was claimed before, base units and unix seconds
    /// @return paid How it stands now, base units and unix seconds; what was taken follows from what was claimed
    function pay(
        uint256 cluster,
        uint256 reportedUntil,
        uint256 amount
    ) external returns (Claim memory claimed, Paid memory paid);
    /// @notice Manager only: takes what a settlement brought beside what was claimed.
    /// @param cluster Id of the title
    /// @param swept Base units for the payment that runs, then principal ahead of its time
    /// @param reserve Base units that may cover what is due and still falls short
    /// @return What it came to: `interest` and `principal` of `swept`
    function serve(uint256 cluster, uint256 swept, uint256 reserve) external returns (Paid memory);
    /// @notice Manager only: takes up to `amount`: late interest, all payments whose period has begun, then principal
    ///         ahead of its time.
    /// @param cluster Id of the title
    /// @param amount Base units, at most
    /// @return claimed How it stood before, base units and unix seconds
    /// @return paid What was taken, base units
    function repay(uint256 cluster, uint256 amount) external returns (Claim memory claimed, Paid memory paid);
    /// @notice Manager only: nothing is owed by schedule any more.
    /// @param cluster Id of the title
    function forget(uint256 cluster) external;

    // --- views ---

    /// @notice Level payment and seconds between payments.
    /// @param cluster Id of the title
    /// @return payment Base units; before the in-service second for the whole amount that was approved
    /// @return period Seconds
    function serviceOf(uint256 cluster) external view returns (uint256 payment, uint256 period);
    /// @notice A loan or a lease. Before the in-service second: for the whole amount that was approved.
    /// @param cluster Id of the title
    /// @return Its schedule and what was paid; base units and unix seconds
    function debtOf(uint256 cluster) external view returns (DebtState memory);
    /// @notice What is claimed by now, of payments whose period has begun, and what is outstanding in all, base units.
    /// @param cluster Id of the title
    /// @return lateInterest Base units; on what is past its grace
    /// @return interest Base units; of payments whose period has begun
    /// @return principal Base units; of the same
    /// @return outstanding Base units; principal in all
    function owedOf(
        uint256 cluster
    ) external view returns (uint256 lateInterest, uint256 interest, uint256 principal, uint256 outstanding);
    /// @notice Whose ledger it is.
    /// @return The manager's address
    function manager() external view returns (address);
}

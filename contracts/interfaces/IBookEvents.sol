// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ClusterStatus, IClusterRegistry} from "./IClusterRegistry.sol";
import {IGpuYieldVault} from "./IGpuYieldVault.sol";
import {IMilestones} from "./IMilestones.sol";
import {IOperatorBond} from "./IOperatorBond.sol";
import {IUnderwriting} from "./IUnderwriting.sol";

/// @notice How a facility is financed. A form is data.
enum Form {
    RevenueShare, // the vault owns the hardware and takes a share of what it earns
    Loan, // the operator owns the hardware, pledged; level payments
    Lease // the vault has bought the hardware; fixed rent, and a buyout with the last
}

enum FacilityStatus {
    None,
    Approved,
    Drawn,
    InService,
    Retired,
    Resolving
}

/// @notice What the curator approves. Cost, salvage and useful life come from the cluster's title.
struct Terms {
    Form form;
    address operator; // zero: whom the cluster's title names
    uint128 amount; // base units, the most that may be drawn; at most the cluster's cost
    uint16 vaultShareBps; // of the residual, after running costs, debt service and reserve; 0 for loans and leases only
    uint128 reserveTarget; // base units held back for the facility
    uint40 inServiceBy; // unix seconds; no draws after it; late at the first missed deadline after it
    uint32 paymentGrace; // seconds from final, or from a payment's due date, to late
    uint32 lineLength; // seconds from late to worth nothing to a leaver
    uint16 bondBps; // of the cost; what the operator's bond holds at least before a draw
    MilestoneTerms milestones;
    DebtTerms debt; // loans and leases
    ShareTerms share; // revenue shares
    CovenantTerms covenants;
}

/// @notice How much of what is drawn is paid out at which milestone; the rest when in service. Both 0: paid out at once.
struct MilestoneTerms {
    uint16 orderedBps;
    uint16 deliveredBps;
}

/// @notice The schedule of a loan or a lease. It begins with the in-service second, on what has been drawn by then.
struct DebtTerms {
    uint64 yearlyRate; // 1e18 = 100 % a year of 365 days; loans. A lease's rate follows from its rent
    uint32 period; // seconds between payments
    uint16 payments; // 1 to 120
    uint128 finalPayment; // base units for the whole amount, due with the last payment: balloon of a loan, buyout of a lease
    uint128 rent; // base units a period for the whole amount; leases
    uint64 lateRate; // 1e18 = 100 % a year, simple, on what is past its grace
    bool shorten; // what is prepaid shortens the term; otherwise it lowers the payments
}

/// @notice What a revenue share may have besides its share of the residual.
struct ShareTerms {
    uint64 preferredRate; // 1e18 = 100 % a year of the cost, to the vault ahead of the residual; 0: none
    uint16 stepShareBps; // the vault's share once it has received its cost; 0: no step
}

/// @notice Covenants, tested with every report. Thresholds of the three tiers; 0: not tested.
struct CovenantTerms {
    uint8 periods; // how many reports coverage looks back over, 1 to 36; 0: no covenants
    uint8 curePeriods; // good reports in a row before a tier is stepped down
    uint16[3] coverageBps; // loans and leases: a tier is reached when income over debt service is below it; falling
    uint16[3] loanToValueBps; // reached when value over marked hardware is above it; rising
    uint16[3] priceBps; // of `priceLow`: reached when a GPU-hour earned less; falling
    uint96 priceLow; // base units per GPU-hour; low edge of the price band at closing
}

/// @notice One facility as of now. Money in base units.
struct FacilityState {
    FacilityStatus status;
    Form form;
    address operator;
    uint128 approved; // most that may be drawn
    uint128 cost; // drawn so far
    uint128 salvage; // value at the end of the useful life
    uint256 value; // worn to this second, rounded down
    uint256 exitValue; // what leavers are paid for it; below the value while it is late
    uint40 wearFrom; // unix seconds; 0 until wear has started
    uint40 wearUntil;
    uint40 deadline; // late from here on unless it reports and pays; 0 while it is late
    uint40 lateSince; // unix seconds; 0 unless it is late
    uint40 lineEnd; // unix seconds; worth nothing to a leaver from here on
    uint32 lineLength; // seconds
    uint40 arrearsUntil; // unix seconds; after a cure it counts as late, for deposits, until its arrears have vested
    uint40 resolvingSince; // unix seconds; 0 unless a resolution is open
    uint128 lockbox; // paid in, not distributed
    uint128 reported; // gross of all settled reports
    uint128 distributed; // taken from the lockbox by settlements
    uint128 received; // that reached the vault, fee and reserve excluded
    uint128 carriedEnergy; // unpaid, comes first
    uint128 carriedOther; // unpaid, comes second
    uint128 reserve;
    uint128 reserveTarget;
    uint16 vaultShareBps;
    uint16 bondBps;
    uint32 settledPeriods;
    uint32 oldestUnpaid; // revenue shares: first period whose rent has not been distributed in full
    uint128 held; // of the operator's part of the residual, kept back by covenants
    uint128 preferredOwed; // of the preferred part, not paid yet
    uint8 tier; // of its covenants; 0: kept
}

/// @notice The lines of one settlement; all but the last add up to `cash`.
struct Lines {
    uint256 cash; // taken from the lockbox, or repaid
    uint256 energyCarried;
    uint256 otherCarried;
    uint256 energy;
    uint256 other;
    uint256 interest; // late interest too; less what the fee took of it
    uint256 principal;
    uint256 reserve;
    uint256 fee;
    uint256 toVault; // the vault's part of the residual
    uint256 toOperator; // the rest of its part; running costs are credited to it besides
    uint256 preferred; // to the vault ahead of the residual
    uint256 held; // of the operator's part of the residual, kept back until the covenants are kept again
    uint256 fromReserve; // besides the cash: what the reserve paid of debt service that fell short
}

/// @notice A loan or a lease as of now. Money in base units.
struct DebtState {
    uint128 principal; // outstanding when the schedule began, or began anew after a prepayment
    uint128 payment; // level
    uint128 finalPayment; // due with the last payment
    uint128 growth; // rate of one period, 2^128 = 100 %
    uint128 interestPaid; // since the schedule began
    uint128 principalPaid;
    uint40 start; // unix seconds; payment k is due at start + k * period
    uint32 period; // seconds
    uint16 payments; // 0 once it has been repaid
    bool shorten;
    uint64 lateRate; // 1e18 = 100 % a year
    uint40 lateAt; // unix seconds; late interest is counted up to here
    uint128 lateOwed; // late interest counted and not paid
}

/// @notice How the covenants of a facility stand.
struct CovenantState {
    CovenantTerms terms;
    uint8 tier; // 0: kept
    uint8 good; // good reports in a row
    int256 income; // gross less running costs of the reports looked back over, base units
    uint256 service; // debt service of the same time, base units
}

/// @notice What a report says about the covenants. Ratios in bps, rounded down; `type(uint256).max`: not tested.
struct CovenantFigures {
    int256 coverageBps; // income over debt service, looking back
    uint256 loanToValueBps;
    uint256 priceBps; // of the low edge of the band at closing
}

/// @notice The contracts that a book works with, for life.
struct BookParts {
    IGpuYieldVault vault;
    IClusterRegistry registry;
    IOperatorBond bond;
    IUnderwriting underwriting;
    IMilestones milestones;
}

/// @title BookEvents
/// @notice What the facility book says: its events and errors. They are the same whichever of its two parts acts.
interface IBookEvents {
    event FacilityApproved(
        uint256 indexed cluster,
        address indexed operator,
        Terms terms,
        uint128 cost,
        uint128 salvage,
        uint32 usefulLife
    );
    event ApprovalLowered(uint256 indexed cluster, uint128 oldAmount, uint128 newAmount);
    /// @notice Cash became hardware. `cost` is what has been drawn in all.
    event Drawn(uint256 indexed cluster, address indexed receiver, uint256 amount, uint256 cost);
    event Commissioned(uint256 indexed cluster, uint40 inServiceAt);
    /// @notice The facility is late from `deadline` on, unless it reports and pays before. Wear starts there at the latest.
    event DeadlineSet(uint256 indexed cluster, uint40 deadline);
    /// @notice What leavers are paid for it falls in a straight line from `fromValue` at `lateSince` to nothing at `lineEnd`.
    ///         Emitted when it is recorded; in force from that second on.
    event LateSince(uint256 indexed cluster, uint40 lateSince, uint40 lineEnd, uint256 fromValue);
    /// @notice Everything due has been reported and paid. For deposits it counts as late until `arrearsUntil`.
    event Cured(uint256 indexed cluster, uint40 arrearsUntil);
    event LineLengthChanged(uint256 indexed cluster, uint32 oldLength, uint32 newLength);
    /// @notice A resolution began: the facility counts as late until it has ended.
    event ResolutionBegun(uint256 indexed cluster, uint256 value, uint256 exitValue);
    /// @notice `valueOut` (2^-32 base units) left the book against `cash` and `fromReserve` (base units). What they fall short
    ///         by is a booked loss, what they exceed it by vests over the cap.
    event ValueLeft(uint256 indexed cluster, uint256 valueOut, uint256 cash, uint256 fromReserve);
    /// @notice The facility has ended.
    event FacilityEnded(uint256 indexed cluster);
    /// @notice A loan's or a lease's schedule began with the in-service second.
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
    /// @notice Principal was prepaid. The schedule began anew at the end of the running period.
    event DebtPrepaid(uint256 indexed cluster, uint256 principal, DebtState debt);
    /// @notice Somebody repaid debt past the lockbox: `lines.cash` was taken.
    event Repaid(uint256 indexed cluster, address indexed payer, Lines lines, uint256 vestFrom);
    /// @notice Everything has been paid: the title is the operator's.
    event DebtEnded(uint256 indexed cluster, address indexed operator);
    /// @notice Drawn money that no milestone released came back: value became cash. `cost` is what is still drawn.
    event DrawReturned(uint256 indexed cluster, uint256 amount, uint256 cost);
    /// @notice A report was held against the covenants. `tier` is what it asks for by itself.
    event CovenantsTested(uint256 indexed cluster, uint32 indexed period, uint8 tier, CovenantFigures figures);
    /// @notice The tier moved: up at once, down by one after enough good reports.
    event CovenantTierChanged(uint256 indexed cluster, uint8 oldTier, uint8 newTier, CovenantFigures figures);
    /// @notice By its covenants, this much of the operator's part of the residual went to debt or reserve.
    event ResidualSwept(uint256 indexed cluster, uint256 toDebt, uint256 toReserve);
    /// @notice The covenants are kept again, or the facility has ended well: what was held back is the operator's.
    event HeldReleased(uint256 indexed cluster, uint256 amount);
    /// @notice The value falls in a straight line from `fromValue` at `wearFrom` to `salvage` at `wearUntil`.
    ///         Emitted when wear is recorded; one that began at a deadline is in force from that second on.
    event WearStarted(uint256 indexed cluster, uint40 wearFrom, uint40 wearUntil, uint256 fromValue, uint256 salvage);
    event PaidIn(uint256 indexed cluster, address indexed payer, uint256 amount, uint256 lockbox);
    /// @notice One settlement. `period` is the report taken in, 0 when none was; `vestFrom` is the start of the oldest
    ///         period that the cash pays for.
    event Settled(
        uint256 indexed cluster,
        uint32 indexed period,
        Lines lines,
        uint40 vestFrom,
        uint256 carriedEnergy,
        uint256 carriedOther
    );
    event Credited(address indexed account, uint256 amount);
    event CreditClaimed(address indexed account, address indexed receiver, uint256 amount);
    /// @notice A booked loss: the curator lowered the value, which wears on to `salvage` by `wearUntil`.
    event WrittenDown(uint256 indexed cluster, uint256 loss, uint256 valueAfter, uint256 salvage);
    event ReserveReleased(uint256 indexed cluster, uint256 amount);
    event ExcessReturned(uint256 indexed cluster, uint256 amount);
    /// @notice Due items up to `until` were carried out.
    event Synced(uint256 items, uint40 nextDue);
    event FeeChanged(uint16 oldBps, uint16 newBps, address oldRecipient, address newRecipient);
    event OracleReplaced(address indexed oldOracle, address indexed newOracle);

    error FacilityBook_WrongStatus(uint256 cluster, FacilityStatus status);
    error FacilityBook_NotOperator(uint256 cluster, address caller, address operator);
    error FacilityBook_NoTitle(uint256 cluster, address holder);
    error FacilityBook_TermOutOfRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum);
    error FacilityBook_DelaysAboveVestingCap(uint256 delays, uint256 vestingCap);
    error FacilityBook_AboveApproval(uint256 cluster, uint256 cost, uint256 approved);
    error FacilityBook_ApprovalNotLower(uint256 given, uint256 current);
    error FacilityBook_WearTooFast(uint256 wearPerSecond, uint256 maximum);
    error FacilityBook_ApprovalExpired(uint256 cluster, uint40 inServiceBy);
    error FacilityBook_InServiceTooEarly(uint256 cluster, uint40 inServiceAt, uint256 firstReportBy);
    error FacilityBook_NotOrdered(uint256 cluster, ClusterStatus status);
    error FacilityBook_OtherRegistry(address given, address own);
    error FacilityBook_ZeroAmount();
    error FacilityBook_ZeroAddress();
    error FacilityBook_ShortTransfer(uint256 arrived, uint256 expected);
    error FacilityBook_NoCredit(address account);
    error FacilityBook_LossAboveValue(uint256 loss, uint256 value);
    error FacilityBook_NotResolutions(address caller);
    error FacilityBook_Late(uint256 cluster, uint40 lateSince);
    error FacilityBook_BondTooSmall(uint256 cluster, uint256 bond, uint256 required);
    error FacilityBook_ValueTooSmall(uint256 cluster, uint256 valueOut, uint256 value);
    error FacilityBook_StillDue(uint40 nextDue);
    error FacilityBook_FeeAboveCap(uint16 given, uint16 maximum);
    error FacilityBook_NothingToReturn(uint256 cluster);
    error FacilityBook_OtherParts(address origination);
    error FacilityBook_WrongForm(uint256 cluster, Form form);
    error FacilityBook_TermNotForForm(bytes32 field, Form form);
    error FacilityBook_TiersNotInOrder(bytes32 field, uint256 tier1, uint256 tier2, uint256 tier3);
    error FacilityBook_RentTooSmall(uint256 total, uint256 amount);
    error FacilityBook_OperatorInBreach(address operator, uint256 facilities);
    error FacilityBook_NotMilestones(address caller);
    error FacilityBook_NotAttested(uint256 cluster, uint40 given, uint40 attested);
    error FacilityBook_WrongAsset(uint8 oracleDecimals, uint8 assetDecimals);
}

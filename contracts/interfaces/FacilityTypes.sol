// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice How a facility is financed. A form is data.
enum Form {
    RevenueShare, // the vault owns the hardware and takes a share of what it earns
    Loan, // the operator owns the hardware, pledged; level payments
    Lease // the vault has bought the hardware; fixed rent, and a buyout with the last
}

/// @notice Where a facility stands.
enum FacilityStatus {
    None, // nothing was approved
    Approved, // nothing is drawn
    Drawn, // something is, and it is not in service
    InService,
    Retired, // it has ended
    Resolving // its resolution is open
}

/// @notice What the curator approves. Cost, salvage and useful life come from the cluster's title.
struct Terms {
    Form form;
    address operator; // zero: whom the cluster's title names
    uint128 amount; // base units, the most that may be drawn; at most the cluster's cost
    uint16 vaultShareBps; // of the residual, after running costs, debt service and reserve; 0 for loans and leases only
    uint128 reserveTarget; // base units held back for the facility
    uint40 inServiceBy; // unix seconds; no draws after it; delinquent at the first missed deadline after it
    uint32 paymentGrace; // seconds from final, or from a payment's due date, to late
    uint16 bondBps; // of the cost; what the operator's bond holds at least before a draw
    MilestoneTerms milestones;
    DebtTerms debt; // loans and leases
    ShareTerms share; // revenue shares
    CovenantTerms covenants;
}

/// @notice How much of what is drawn is paid out at which milestone; the rest when in service. Both 0: paid out at
///         once.
struct MilestoneTerms {
    uint16 orderedBps; // of what is drawn
    uint16 deliveredBps; // of what is drawn, beside it
}

/// @notice The schedule of a loan or a lease. It begins with the in-service second, on what has been drawn by then.
struct DebtTerms {
    uint64 yearlyRate; // 1e18 = 100 % a year of 365 days; loans. A lease's rate follows from its rent
    uint32 period; // seconds between payments
    uint16 payments; // 1 to 120
    // Base units for the whole amount, due with the last payment: balloon of a loan, buyout of a lease.
    uint128 finalPayment;
    uint128 rent; // base units a period for the whole amount; leases
    uint64 lateRate; // 1e18 = 100 % a year, simple, on what is past its grace
    bool shorten; // what is prepaid shortens the term; otherwise it lowers the payments
}

/// @notice What a revenue share may have besides its share of the residual.
struct ShareTerms {
    uint64 preferredReturnRate; // 1e18 = 100 % a year of the cost, to the vault ahead of the residual; 0: none
    uint16 hurdleShareBps; // the vault's share once it has received its cost; 0: no step
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
    uint256 value; // depreciated to this second, rounded down
    uint256 exitValue; // what leavers are paid for it; below the value while delinquent, and once a loss is announced
    uint256 slope; // 2^-32 base units of depreciation per second, planned or under way
    uint40 depreciatesUntil; // unix seconds, on the vault's grid; 0 until depreciation has started
    uint40 deadline; // delinquent from here on unless it reports and pays; 0 while it is
    uint40 delinquentSince; // unix seconds; 0 unless it is delinquent
    uint40 markedDownAt; // unix seconds; worth nothing to a leaver from here on; 0 unless it is delinquent
    uint40 workoutSince; // unix seconds; when a resolution was opened, 0 if none was
    uint40 retiredAt; // unix seconds; when it ended
    uint40 reportedUntil; // unix seconds; end of the newest period settled, or the in-service second
    uint128 lockbox; // paid in, not distributed
    uint128 earned; // the operator's, not claimed
    uint128 reported; // gross of all settled reports
    uint128 distributed; // taken from the lockbox by settlements
    uint128 received; // that reached the vault, before its fee; reserve excluded
    uint128 carriedEnergy; // unpaid, comes first
    uint128 carriedOther; // unpaid, comes second
    uint128 reserve; // held back
    uint128 reserveTarget;
    uint16 vaultShareBps; // of the residual
    uint16 bondBps; // of the cost
    uint32 settledPeriods; // how many
    uint32 oldestUnpaid; // first period whose rent has not been distributed in full; 0 for loans and leases
    uint128 trappedCash; // of the operator's part of the residual, kept back by covenants
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
    uint256 interest; // late interest too
    uint256 principal;
    uint256 reserve;
    uint256 toVault; // the vault's part of the residual, before its fee
    uint256 toOperator; // the rest of its part; running costs are credited to it besides
    uint256 preferred; // to the vault ahead of the residual
    uint256 trapped; // of the operator's part of the residual, kept back until the covenants are kept again
    uint256 fromReserve; // besides the cash: what the reserve paid of debt service that fell short
}

/// @notice A loan or a lease as of now. Money in base units.
struct DebtState {
    uint128 principal; // outstanding when the schedule began, or began anew after a prepayment
    uint128 payment; // level
    uint128 finalPayment; // due with the last payment
    uint128 growth; // rate of one period, 2^128 = 100 %
    uint128 interestPaid; // since the schedule began
    uint128 principalPaid; // since the schedule began
    uint40 start; // unix seconds; payment k is due at start + k * period
    uint32 period; // seconds
    uint16 payments; // 0 once it has been repaid
    bool shorten;
    uint64 lateRate; // 1e18 = 100 % a year
    uint40 lateAt; // unix seconds; late interest is counted up to here; 0 where none is charged
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

/// @notice A facility as stored. The first three words are all that a healthy one reads, and writes but the first; what
///         a flag of `terms` does not name is zero and not read. Money in base units.
struct Facility {
    // Word 0: operator 160 · vault's share of the residual [bps] 16 · status 7 · flags 9 · payment grace [s] 32 ·
    // longest period [s] 32.
    uint256 terms;
    // Word 1: settled periods 24 · reported until [s] 32 · deadline [tick] 32 · the lower 56 bits of what was earned,
    // received and reported.
    uint256 times;
    uint256 money; // word 2: lockbox 128 · receivable 128
    uint256 carried; // word 3: what these three carry beyond their 56 bits, 85 each
    uint256 curve; // word 4: salvage 96 · depreciation [X32/s] 96 · depreciates until [s] 32 · useful life [s] 32
    uint96 valueLeft; // word 5: that left by sales, recoveries and realised losses
    uint104 oldestPaid; // of the oldest unpaid period's gross
    uint24 oldestUnpaid; // period at which the next cash is aimed; 0: all that is settled is paid
    uint32 oldestStart; // unix seconds; where it starts
    uint40 retiredAt; // word 6: unix seconds
    uint40 workoutSince; // unix seconds
    Form form;
    uint64 preferredReturnRate; // 1e18 = 100 % a year of the cost
    uint16 hurdleShareBps; // 0: no step
    uint128 carriedEnergy; // word 7: unpaid running costs
    uint128 carriedOther; // likewise
    uint128 reserve; // word 8: held back
    uint128 reserveTarget;
    uint128 trappedCash; // word 9: of the operator's part of the residual
    uint128 preferredOwed; // not paid yet
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ClusterStatus} from "./IClusterRegistry.sol";
import {LatenessChange} from "./IGpuYieldVault.sol";
import {IOperatorBond} from "./IOperatorBond.sol";

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
    uint64 lateRate; // 1e18 = 100 % a year, simple, on what is overdue
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
    uint32 oldestUnpaid; // first period whose rent has not been distributed in full
}

/// @notice The lines of one settlement; they add up to `cash`.
struct Lines {
    uint256 cash; // taken from the lockbox
    uint256 energyCarried;
    uint256 otherCarried;
    uint256 energy;
    uint256 other;
    uint256 interest;
    uint256 principal;
    uint256 reserve;
    uint256 fee;
    uint256 toVault;
    uint256 toOperator; // the operator's part of the residual; running costs are credited to it besides
}

/// @title FacilityBook
/// @notice The instruments of one vault: facilities, their lockboxes, the waterfall, wear and due items.
interface IFacilityBook {
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
    error FacilityBook_WrongAsset(uint8 oracleDecimals, uint8 assetDecimals);

    // --- the life of a facility ---

    /// @notice Curator, with its delay: approves a facility for an ordered cluster whose title this book holds.
    function approve(uint256 cluster, Terms calldata terms) external;
    /// @notice Guardian: lowers what may still be drawn, at once.
    function lowerApproval(uint256 cluster, uint128 amount) external;
    /// @notice Operator: draws `amount` for hardware to `receiver`. NAV does not move: cash becomes value.
    function draw(uint256 cluster, uint256 amount, address receiver) external;
    /// @notice Operator: declares the cluster in service since `inServiceAt`, where its first period starts. So early that
    ///         the first report would be too late by now is refused.
    function commission(uint256 cluster, uint40 inServiceAt) external;
    /// @notice Anyone pays rent of a cluster into its lockbox. It is nobody's income yet.
    function payIn(uint256 cluster, uint256 amount) external;
    /// @notice Anyone: takes in the next report if it is final, and distributes min(lockbox, reported - distributed).
    function settle(uint256 cluster) external returns (Lines memory lines);
    /// @notice Anyone: carries out up to `maxItems` due items.
    function sync(uint256 maxItems) external returns (uint256 items);
    /// @notice The caller's credits (running costs, residual, fees) to `receiver`.
    function claimCredit(address receiver) external returns (uint256 amount);
    /// @notice Curator, with its delay: lowers the value of a facility by `loss` base units. A booked loss.
    function writeDown(uint256 cluster, uint256 loss) external;
    /// @notice Curator, with its delay: changes the length of a facility's exit line (7 to 365 days); never while it is late.
    function setLineLength(uint256 cluster, uint32 lineLength) external;
    /// @notice Anyone: credits the operator with what lies in the lockbox of a retired facility beyond what was reported.
    function returnExcess(uint256 cluster) external returns (uint256 amount);

    // --- the resolutions' calls ---

    /// @notice Resolutions only: the facility counts as late from now on if it does not yet, until it has ended.
    function beginResolution(uint256 cluster) external;
    /// @notice Resolutions only: `valueOut` fine units leave the book against `cash`, pulled from the caller, and, where asked, as
    ///         much of the facility's reserve as is needed. Salvage, wear and exit line fall in proportion.
    /// @return fromReserve Base units
    function shed(
        uint256 cluster,
        uint256 valueOut,
        uint256 cash,
        bool useReserve
    ) external returns (uint256 fromReserve);
    /// @notice Resolutions only: the facility has ended: whatever value is left is a loss, and its reserve is released.
    function end(uint256 cluster) external;
    /// @notice Resolutions only: retires the hardware, unless it is, and gives its title to `to` (zero: keeps it).
    function release(uint256 cluster, address to) external;
    /// @notice Resolutions only: lowers the number of GPUs in service.
    function retireGpus(uint256 cluster, uint32 count) external;

    // --- authority ---

    /// @notice Governor, with its delay: performance fee in bps of profit (at most 2,000) and its recipient.
    function setFee(uint16 bps, address recipient) external;
    /// @notice Governor, with its delay: replaces the oracle.
    function setOracle(address oracle) external;

    // --- views ---

    /// @notice One facility as of now, due items looked ahead to.
    function facility(uint256 cluster) external view returns (FacilityState memory);
    /// @notice Reported and not distributed, base units. Never in NAV.
    function receivable(uint256 cluster) external view returns (uint256);
    /// @notice What ownership has received, split: what matches the wear so far is return of capital, the rest profit.
    function returnsOf(uint256 cluster) external view returns (uint256 returnOfCapital, uint256 profit);
    function creditOf(address account) external view returns (uint256);
    /// @notice Where a facility stands: its status, since when it is retired (unix seconds, 0 if it is not), and what was drawn.
    function standingOf(uint256 cluster) external view returns (FacilityStatus status, uint40 retiredAt, uint128 cost);
    /// @notice Value of a facility as of now, 2^-32 base units.
    function valueFine(uint256 cluster) external view returns (uint256);
    /// @notice What the exit forecast rests on: rent reported and not yet distributed (base units, before running costs), and
    ///         the second by which every facility has come to the end of its life, of a line and of a resolution.
    function outlook() external view returns (uint256 receivable, uint40 lastEnd);
    /// @notice Next due item after carrying out up to `maxItems` now, and what they would change (fine units).
    function previewSync(
        uint256 maxItems
    )
        external
        view
        returns (int256 valueChange, int256 slopeChange, uint40 nextDue, uint256 items, LatenessChange memory lateness);
    /// @notice Clusters with a facility, in order of approval. For people; contracts never walk it.
    function clusterAt(uint256 index) external view returns (uint256 cluster);
    function facilityCount() external view returns (uint256);
    /// @notice Performance fee: rate (bps), recipient, income so far, and the highest profit it was taken on.
    function performance()
        external
        view
        returns (uint16 feeBps, address feeRecipient, uint256 income, uint256 highestProfit);
    function vault() external view returns (address);
    function registry() external view returns (address);
    function oracle() external view returns (address);
    /// @notice Where hardware is sold and defaults are resolved; made with the book.
    function resolutions() external view returns (address);
    /// @notice The operators' first-loss bonds.
    function bond() external view returns (IOperatorBond);
}

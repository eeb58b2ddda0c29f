// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ClusterStatus} from "./IClusterRegistry.sol";

/// @notice How a facility is financed. A form is data: other forms join here.
enum Form {
    RevenueShare
}

enum FacilityStatus {
    None,
    Approved,
    Drawn,
    InService,
    Retired
}

/// @notice What the curator approves. Cost, salvage and useful life come from the cluster's title.
struct Terms {
    Form form;
    uint128 amount; // base units, the most that may be drawn; at most the cluster's cost
    uint16 vaultShareBps; // of the residual, after running costs and reserve
    uint128 reserveTarget; // base units held back for the facility
    uint40 inServiceBy; // unix seconds; no draws after it; wear starts at the first missed deadline after it
    uint32 paymentGrace; // seconds from final to late
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
    uint40 wearFrom; // unix seconds; 0 until wear has started
    uint40 wearUntil;
    uint40 deadline; // when wear starts if the first period is not reported and paid; 0 once it has started
    uint128 lockbox; // paid in, not distributed
    uint128 reported; // gross of all settled reports
    uint128 distributed; // taken from the lockbox by settlements
    uint128 received; // that reached the vault, fee and reserve excluded
    uint128 carriedEnergy; // unpaid, comes first
    uint128 carriedOther; // unpaid, comes second
    uint128 reserve;
    uint128 reserveTarget;
    uint16 vaultShareBps;
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
    /// @notice Wear starts at `deadline` unless the first period has been settled in full before it.
    event DeadlineSet(uint256 indexed cluster, uint40 deadline);
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
    event SaleOffered(uint256 indexed cluster, address indexed buyer, uint256 price);
    event OfferWithdrawn(uint256 indexed cluster);
    /// @notice The hardware left the book for `price`; `value` left with it.
    event FacilitySold(uint256 indexed cluster, address indexed buyer, uint256 price, uint256 value);
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
    error FacilityBook_NotOffered(uint256 cluster, address caller, address buyer);
    error FacilityBook_PriceChanged(uint256 price, uint256 maximum);
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
    /// @notice Curator, with its delay: offers the hardware, or the title of what was ordered, to `buyer` (zero: anyone) for
    ///         `price`.
    function offerSale(uint256 cluster, address buyer, uint256 price) external;
    /// @notice Guardian: withdraws an open offer, at once.
    function withdrawOffer(uint256 cluster) external;
    /// @notice The buyer pays at most `maxPrice`, receives the title, and the facility retires. What the price exceeds
    ///         the value by vests over the cap; what it falls short by is a booked loss. The reserve is released. Hardware
    ///         that is retired without a buyer is offered for nothing to whoever takes it away.
    function buy(uint256 cluster, uint256 maxPrice) external;
    /// @notice Anyone: credits the operator with what lies in the lockbox of a retired facility beyond what was reported.
    function returnExcess(uint256 cluster) external returns (uint256 amount);

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
    /// @notice Next due item after carrying out up to `maxItems` now, and what they would change (fine units).
    function previewSync(
        uint256 maxItems
    ) external view returns (int256 valueChange, int256 slopeChange, uint40 nextDue, uint256 items);
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
}

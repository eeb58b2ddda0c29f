// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {FacilityStatus, Form, Lines, Terms} from "./FacilityTypes.sol";
import {IAssetSource} from "./IAssetSource.sol";
import {IClusterRegistry} from "./IClusterRegistry.sol";
import {ICovenants} from "./ICovenants.sol";
import {IGpuYieldVault} from "./IGpuYieldVault.sol";
import {IFacilityOrigination} from "./IFacilityOrigination.sol";
import {IWorkouts} from "./IWorkouts.sol";

/// @notice The contracts that a manager works with, for life.
struct ManagerParts {
    IGpuYieldVault vault;
    IClusterRegistry registry;
    IWorkouts workouts;
    ICovenants covenants;
    IFacilityOrigination origination;
}

/// @title FacilityManager
/// @notice A source of a vault: the facilities of one way of financing, from approval to their end.
interface IFacilityManager is IAssetSource {
    // --- events ---

    /// @notice The facility is delinquent from `deadline` on (unix seconds, on the vault's grid), unless it reports and
    ///         pays before. Depreciation starts there at the latest.
    event DeadlineSet(uint256 indexed cluster, uint40 deadline);
    /// @notice A facility's deadline was moved by `time` seconds, which doubts of its awaited report may take: to what
    ///         `DeadlineSet` says.
    event DeadlinePostponed(uint256 indexed cluster, uint256 time);
    /// @notice Everything due has been reported and paid.
    event Cured(uint256 indexed cluster);
    /// @notice The value falls by `slope` (2^-32 base units per second) from `from` to `until` (unix seconds), where it
    ///         is `salvage` (base units). Emitted when it is recorded; what began at a deadline is in force from that
    ///         second on.
    event DepreciationStarted(uint256 indexed cluster, uint40 from, uint40 until, uint256 slope, uint256 salvage);
    /// @notice A resolution began: the facility counts as delinquent until it has ended, and what was kept back from
    ///         the operator is part of the reserve. Base units.
    event ResolutionBegun(uint256 indexed cluster, uint256 value, uint256 exitValue);
    /// @notice `valueOut` (2^-32 base units) left against `cash` and `fromReserve` (base units). What they fall short
    ///         by is a booked loss, what they exceed it by vests over the cap.
    event ValueLeft(uint256 indexed cluster, uint256 valueOut, uint256 cash, uint256 fromReserve);
    /// @notice The facility has ended.
    event FacilityEnded(uint256 indexed cluster);
    /// @notice By its covenants, this much of the operator's part of the residual went to debt or reserve, base units.
    event ResidualSwept(uint256 indexed cluster, uint256 toDebt, uint256 toReserve);
    /// @notice The covenants are kept again, or the facility has ended: what was held back is the operator's, base
    ///         units.
    event TrappedCashFreed(uint256 indexed cluster, uint256 amount);
    /// @notice Rent was paid into the lockbox; `lockbox` is what lies there now. Base units.
    event PaidIn(uint256 indexed cluster, address indexed payer, uint256 amount, uint256 lockbox);
    /// @notice Left out of a batch: it has not been in service yet.
    event SettlementSkipped(uint256 indexed cluster, FacilityStatus status);
    /// @notice One settlement. `period` is the report taken in, 0 when none was; `vestFrom` (unix seconds) is the start
    ///         of the oldest period that the cash pays for; running costs of `carriedEnergy` and `carriedOther` stay
    ///         unpaid. Base units.
    event Settled(
        uint256 indexed cluster,
        uint32 indexed period,
        Lines lines,
        uint40 vestFrom,
        uint256 carriedEnergy,
        uint256 carriedOther
    );
    /// @notice So much of the running costs that were unpaid is carried over no more: it was above gross and running
    ///         costs of the newest period, or the governor has written it down. No rent owes it; it stays the
    ///         operator's own. Base units.
    event CostsNotCarried(uint256 indexed cluster, uint256 energy, uint256 other);
    /// @notice A booked loss, announced before: the value fell, and depreciates to `salvage`, by `slope` (2^-32 base
    ///         units per second). Base units.
    event WrittenDown(uint256 indexed cluster, uint256 loss, uint256 valueAfter, uint256 salvage, uint256 slope);
    /// @notice What the reserve still held vests over the cap. Base units.
    event ReserveReturned(uint256 indexed cluster, uint256 amount);
    /// @notice Of what lay in the lockbox beyond what was reported, `toClaim` made good a loss, and `amount` became the
    ///         operator's. Base units.
    event ExcessReturned(uint256 indexed cluster, uint256 amount, uint256 toClaim);
    /// @notice The operator's money of a cluster was paid out, base units.
    event EarningsClaimed(uint256 indexed cluster, address indexed receiver, uint256 amount);
    /// @notice Reports are taken from another oracle; the first one replaces none.
    event OracleReplaced(address indexed oldOracle, address indexed newOracle);
    /// @notice Another delay is reckoned with: seconds from the longest end of a period to the latest second in which
    ///         its report becomes final.
    event ReportingDelayChanged(uint256 oldDelay, uint256 newDelay);

    /// @notice The caller does not operate the cluster.
    error FacilityManager_NotOperator(uint256 cluster, address caller, address operator);
    /// @notice The caller is not the contract that originates facilities.
    error FacilityManager_NotOrigination(address caller);
    /// @notice The facility is not in a status in which this can be done: `status` is the one it is in.
    error FacilityManager_WrongStatus(uint256 cluster, FacilityStatus status);
    /// @notice By the given second (unix) the first report or payment would be overdue already.
    error FacilityManager_InServiceTooEarly(uint256 cluster, uint40 inServiceAt, uint256 firstReportBy);
    /// @notice The oracle reports on another registry.
    error FacilityManager_OtherRegistry(address given, address own);
    /// @notice Nothing was asked for.
    error FacilityManager_ZeroAmount();
    /// @notice The operator has earned nothing here that is not claimed.
    error FacilityManager_NothingEarned(uint256 cluster);
    /// @notice The token delivered less than it said, base units.
    error FacilityManager_ShortTransfer(uint256 arrived, uint256 expected);
    /// @notice The caller is not the contract that sells hardware and works defaults out.
    error FacilityManager_NotWorkouts(address caller);
    /// @notice The caller is not the contract in which losses are announced.
    error FacilityManager_NotLosses(address caller);
    /// @notice More value would leave than there is, 2^-32 base units.
    error FacilityManager_ValueTooSmall(uint256 cluster, uint256 valueOut, uint256 value);
    /// @notice No more than that is carried over of running costs: `carried`, base units.
    error FacilityManager_CostsNotAbove(uint256 cluster, uint256 carried, uint256 limit);
    /// @notice Nothing lies in the lockbox beyond what was reported, or it is too early.
    error FacilityManager_NothingToReturn(uint256 cluster);
    /// @notice The oracle's money has other decimals than the asset: so many.
    error FacilityManager_WrongAsset(uint8 decimals);

    // --- calls of the origination ---

    /// @notice Origination only: checks and remembers what the form's terms say. Refused a second time
    ///         (`FacilityManager_WrongStatus`), and outside the terms' ranges (`IFacilityOrigination`).
    /// @param cluster Id of the title
    /// @param terms As approved
    /// @param operator Of the facility
    /// @param maxPeriod Longest period that a report may cover, seconds
    /// @param usefulLife Of the hardware, seconds
    /// @return period Seconds between what is due by a schedule; 0: there is none
    /// @return life Seconds that what is financed lives: useful life in whole ticks, or all payments' periods
    function open(
        uint256 cluster,
        Terms calldata terms,
        address operator,
        uint32 maxPeriod,
        uint32 usefulLife
    ) external returns (uint256 period, uint256 life);
    /// @notice Origination only: cash becomes value. Refused unless the facility is approved or drawn
    ///         (`FacilityManager_WrongStatus`), and where the vault refuses it.
    /// @param cluster Id of the title
    /// @param amount Base units
    /// @param already Base units drawn before
    /// @param receiver Of the money
    /// @param lastSecond Unix seconds by which the cluster has to be in service, or its draw is returned
    /// @return nav Of the vault, base units: the same before and after it
    function fund(
        uint256 cluster,
        uint256 amount,
        uint256 already,
        address receiver,
        uint256 lastSecond
    ) external returns (uint256 nav);
    /// @notice Origination only: drawn money came back, sent to the vault before: value becomes cash. Where some of it
    ///         was written down, less value leaves than cash has come, and the rest is a gain.
    /// @param cluster Id of the title
    /// @param amount Base units
    /// @param already Base units drawn before it came back
    function takeBack(uint256 cluster, uint256 amount, uint256 already) external;
    /// @notice Origination only: puts the facility in service. Refused unless it is drawn
    ///         (`FacilityManager_WrongStatus`), and so early that it would be delinquent by now
    ///         (`FacilityManager_InServiceTooEarly`).
    /// @param cluster Id of the title
    /// @param inServiceAt Unix seconds; where the first period, or the schedule of a loan or a lease, begins
    /// @param cost Drawn, base units
    /// @param attested Whether the reporters have said so: then it is cured if it was delinquent
    function begin(uint256 cluster, uint40 inServiceAt, uint256 cost, bool attested) external;

    // --- the life of a facility ---

    /// @notice Anyone: pays rent of a cluster into its lockbox, and settles whatever is final (`settle`, for every
    ///         report that is): who has reported and paid is never delinquent for want of a call. The rest is nobody's
    ///         income yet. Settles nothing where there is nothing, where the vault has let go of the manager, or is
    ///         behind with what is due. Refused before the cluster is in service (`FacilityManager_WrongStatus`).
    /// @param cluster Id of the title
    /// @param amount Base units
    function payIn(uint256 cluster, uint256 amount) external;
    /// @notice Anyone: takes in the next report if it is final, and distributes what of the lockbox was reported and
    ///         not distributed: `Settled` tells where the cash went. Refused before the cluster is in service
    ///         (`FacilityManager_WrongStatus`).
    /// @param cluster Id of the title
    function settle(uint256 cluster) external;
    /// @notice Anyone: settles many facilities, with one transfer and one posting for all that can share it. Which are
    ///         not in service yet are left out (`SettlementSkipped`). What the vault gains vests over the average of
    ///         their times, weighted by what each brings, rounded up.
    /// @param clusters Ids of titles; one that is named again is settled again
    /// @return settled How many were
    function settleMany(uint256[] calldata clusters) external returns (uint256 settled);
    /// @notice Operator: pays out what it has earned of these clusters (running costs, residual). Refused for another's
    ///         cluster (`FacilityManager_NotOperator`), and where nothing is earned (`FacilityManager_NothingEarned`).
    /// @param clusters Ids of titles that the caller operates
    /// @param receiver Of the money
    /// @return amount Base units
    function claimEarnings(uint256[] calldata clusters, address receiver) external returns (uint256 amount);
    /// @notice Anyone, 90 days after the end: makes what lies in the lockbox beyond what was reported the operator's,
    ///         but for what first makes good a loss of its default. Refused before, and when that is nothing
    ///         (`FacilityManager_NothingToReturn`).
    /// @param cluster Id of the title
    /// @return amount Base units, of both
    function returnExcess(uint256 cluster) external returns (uint256 amount);

    // --- calls of the contract for sales and defaults ---

    /// @notice Workouts only: opens the facility's resolution; it counts as delinquent from the next tick on if it
    ///         does not yet, until it has ended. Refused unless it is drawn or in service
    ///         (`FacilityManager_WrongStatus`).
    /// @param cluster Id of the title
    function beginResolution(uint256 cluster) external;
    /// @notice Workouts only: value leaves against cash, sent to the vault before, and, where asked, as much of the
    ///         facility's reserve as is needed. Salvage, depreciation, markdown and preferred return fall in
    ///         proportion. Refused above the value (`FacilityManager_ValueTooSmall`).
    /// @param cluster Id of the title
    /// @param valueOut 2^-32 base units
    /// @param cash Base units
    /// @param useReserve Whether the reserve covers what the cash falls short by
    /// @param restricted Whether a gain keeps deposits shut while it vests, though nothing is delinquent
    /// @return fromReserve Base units that the reserve covered
    function derecognise(
        uint256 cluster,
        uint256 valueOut,
        uint256 cash,
        bool useReserve,
        bool restricted
    ) external returns (uint256 fromReserve);
    /// @notice Workouts only: books an announced write-down. Value, salvage and depreciation fall in proportion.
    /// @param cluster Id of the title
    /// @param loss Base units, at most the value
    function writeDown(uint256 cluster, uint256 loss) external;
    /// @notice Losses only: whether they hear of every change of the facility's curve.
    /// @param cluster Id of the title
    /// @param yes Whether a loss of it is announced
    function setAnnounced(uint256 cluster, bool yes) external;
    /// @notice Workouts only: what is claimed of booked losses counts as delinquent, in whole tokens, rounded up. It
    ///         can be said in the middle of a settlement, and moves neither cash nor value.
    /// @param before Base units that counted so far
    /// @param left Base units that count from now on, another number
    function postClaim(uint256 before, uint256 left) external;
    /// @notice Workouts only: ends the facility: whatever value is left is a loss, and its reserve is returned.
    /// @param cluster Id of the title
    function end(uint256 cluster) external;

    // --- oracle ---

    /// @notice Anyone: moves the deadline of a facility's next report, or next payment, by the time that disputes and
    ///         vetoes have taken (`IReportClock.postponementOf`). The clock calls it by itself. Changes nothing where
    ///         nothing was postponed, before and after service, and for what is delinquent: a markdown that runs goes
    ///         on.
    /// @param cluster Registry id
    function postpone(uint256 cluster) external;

    /// @notice Origination only, at the governor's word: writes running costs that are carried over down, energy last.
    ///         Refused where no more is carried over (`FacilityManager_CostsNotAbove`).
    /// @param cluster Id of the title
    /// @param limit Base units that are carried over from now on
    function writeDownCosts(uint256 cluster, uint256 limit) external;
    /// @notice Origination only, which has checked it: replaces the oracle.
    /// @param oracle Of the same registry and decimals
    function setOracle(address oracle) external;
    /// @notice Anyone: reckons with the oracle's timings of now, for periods that start from now on. What has begun
    ///         before has the longest delay so far.
    /// @return delay Seconds from the longest end of a period to the latest second in which its report becomes final
    function refreshReportingDelay() external returns (uint256 delay);

    // --- views ---

    /// @notice A facility as stored (`Facility` in FacilityTypes): `FacilityLens` reads it for people.
    /// @param cluster Id of the title
    /// @return Its words, from word 0 on
    function wordsOf(uint256 cluster) external view returns (uint256[10] memory);
    /// @notice How far the reports of a facility are settled: one word, for whoever keeps reports until they are.
    /// @param cluster Id of the title
    /// @return periods Reports taken in
    /// @return until Unix seconds; where the newest of them ends, or the first begins; 0 before it is in service
    function settledPeriodsOf(uint256 cluster) external view returns (uint256 periods, uint256 until);
    /// @notice Where a facility stands.
    /// @param cluster Id of the title
    /// @return status Its status
    /// @return delinquentSince Unix seconds; 0 while it is not delinquent
    /// @return workoutSince Unix seconds; when a resolution was opened, 0 if none was
    /// @return retiredAt Unix seconds, 0 if it has not ended
    function statusOf(
        uint256 cluster
    ) external view returns (FacilityStatus status, uint40 delinquentSince, uint40 workoutSince, uint40 retiredAt);
    /// @notice Value of a facility as of now.
    /// @param cluster Id of the title
    /// @return 2^-32 base units
    function valueX32(uint256 cluster) external view returns (uint256);
    /// @notice Level payment of a loan or a lease and seconds between payments; both 0 of a revenue share.
    /// @param cluster Id of the title
    /// @return payment Base units; before the in-service second for the whole amount that was approved
    /// @return period Seconds
    function debtServiceOf(uint256 cluster) external view returns (uint256 payment, uint256 period);
    /// @notice Whether a form of financing is this manager's.
    /// @param form Any
    /// @return Whether it is
    function finances(Form form) external view returns (bool);
    /// @notice The vault whose source it is.
    /// @return Its address
    function vault() external view returns (IGpuYieldVault);
    /// @notice Where titles are.
    /// @return Its address
    function registry() external view returns (IClusterRegistry);
    /// @notice Where hardware is sold and defaults are worked out.
    /// @return Its address
    function workouts() external view returns (IWorkouts);
    /// @notice What facilities have promised.
    /// @return Its address
    function covenants() external view returns (ICovenants);
    /// @notice Where facilities begin.
    /// @return Its address
    function origination() external view returns (IFacilityOrigination);
    /// @notice Whose reports are taken.
    /// @return Its address
    function oracle() external view returns (address);
    /// @notice The time from the longest end of a period to the latest second in which its report becomes final, as
    ///         reckoned with.
    /// @return Seconds
    function reportingDelay() external view returns (uint256);
}

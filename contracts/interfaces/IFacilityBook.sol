// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {CovenantState, DebtState, FacilityState, FacilityStatus, IBookEvents, Lines, Terms} from "./IBookEvents.sol";
import {LatenessChange} from "./IGpuYieldVault.sol";
import {IMilestones} from "./IMilestones.sol";
import {IOperatorBond} from "./IOperatorBond.sol";
import {IUnderwriting} from "./IUnderwriting.sol";

/// @title FacilityBook
/// @notice The instruments of one vault: facilities, their lockboxes, the waterfall, wear and due items.
interface IFacilityBook is IBookEvents {
    // --- the life of a facility ---

    /// @notice Curator, with its delay: approves a facility for an ordered cluster whose title this book holds.
    function approve(uint256 cluster, Terms calldata terms) external;
    /// @notice Guardian: lowers what may still be drawn, at once.
    function lowerApproval(uint256 cluster, uint128 amount) external;
    /// @notice Operator: draws `amount` for hardware to `receiver`, or into the milestones' keeping where the terms have
    ///         shares for them. NAV does not move: cash becomes value.
    function draw(uint256 cluster, uint256 amount, address receiver) external;
    /// @notice Operator: declares the cluster in service since `inServiceAt`, where its first period starts. So early that
    ///         the first report would be too late by now is refused.
    function commission(uint256 cluster, uint40 inServiceAt) external;
    /// @notice Milestones only: `amount` that was drawn and never released comes back. NAV does not move.
    function returnDraw(uint256 cluster, uint256 amount) external;
    /// @notice Anyone repays a loan or a lease past the lockbox, up to `amount`: late interest, then all payments whose period
    ///         has begun, then principal ahead of its time. No more is taken than is outstanding.
    /// @return used Base units
    function repay(uint256 cluster, uint256 amount) external returns (uint256 used);
    /// @notice Anyone pays rent of a cluster into its lockbox. It is nobody's income yet.
    function payIn(uint256 cluster, uint256 amount) external;
    /// @notice Anyone: takes in the next report if it is final for ever (see `finalReport` of the oracle), and distributes
    ///         min(lockbox, reported - distributed).
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
    /// @notice A loan or a lease. Before the in-service second: for the whole amount that was approved.
    function debtOf(uint256 cluster) external view returns (DebtState memory);
    /// @notice What is claimed of a loan or a lease by now, of payments whose period has begun, and what is outstanding in all,
    ///         base units. `outstanding` is principal.
    function owedOf(
        uint256 cluster
    ) external view returns (uint256 lateInterest, uint256 interest, uint256 principal, uint256 outstanding);
    function covenantsOf(uint256 cluster) external view returns (CovenantState memory);
    /// @notice Which part of a draw each milestone releases (bps, 0 and 0: paid out at once), to whom, and until when.
    function milestonesOf(
        uint256 cluster
    ) external view returns (uint16 orderedBps, uint16 deliveredBps, address operator, uint40 inServiceBy);
    /// @notice Facilities of an operator whose covenants are broken: while there is one it draws nothing.
    function breachesOf(address operator) external view returns (uint256);
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
    /// @notice Where facilities begin: the book's other half, called in the book's name.
    function origination() external view returns (address);
    function underwriting() external view returns (IUnderwriting);
    function milestones() external view returns (IMilestones);
    /// @notice The operators' first-loss bonds.
    function bond() external view returns (IOperatorBond);
}

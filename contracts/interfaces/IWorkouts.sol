// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ILossAnnouncements} from "./ILossAnnouncements.sol";
import {ILossClaims} from "./ILossClaims.sol";

/// @notice How long the steps of a workout take, for life: 1 to 365 days each.
struct WorkoutTerms {
    uint32 workoutPeriod; // seconds that the curator has for selling, from the opening on; then anyone auctions it
    uint32 claimPeriod; // seconds for which a booked loss counts as claimed
}

/// @title Workouts
/// @notice How hardware leaves the vault: sold, lost in part, or resolved after a default. Money in base units.
interface IWorkouts is ILossClaims {
    /// @notice The curator offers the hardware for `price` (base units) to `buyer` (zero: anyone), who can take it in
    ///         `from` and until before `until`, unix seconds.
    event SaleOffered(uint256 indexed cluster, address indexed buyer, uint256 price, uint40 from, uint40 until);
    /// @notice An offer was taken back, or was over.
    event OfferWithdrawn(uint256 indexed cluster);
    /// @notice The hardware was sold for `price`. `value` left with it; while a resolution is open, as much of it as
    ///         the price.
    event FacilitySold(uint256 indexed cluster, address indexed buyer, uint256 price, uint256 value);
    /// @notice The resolution of a facility was opened by `opener`: the curator, or anyone once it was fully marked
    ///         down.
    event ResolutionOpened(uint256 indexed cluster, address indexed opener);
    /// @notice Money came in for a facility that is no rent: insurance, a sale, a settlement out of court, a forfeited
    ///         bond. `ofValue` of it came back for value; the rest is income and vests over the cap.
    event Recovered(uint256 indexed cluster, address indexed payer, uint256 amount, uint256 ofValue);
    /// @notice The resolution closed on what was left, `value`. The operator's bond bore `fromBond` of it, the
    ///         facility's reserve `fromReserve`, locked amounts and then the share price the rest.
    event ResolutionClosed(uint256 indexed cluster, uint256 value, uint256 fromBond, uint256 fromReserve);
    /// @notice Part of a cluster left service. Its part of the value, `value`, was borne by `recovery`, bond, reserve,
    ///         and then like any loss.
    event GpusRetired(
        uint256 indexed cluster,
        uint32 count,
        uint32 left,
        uint256 value,
        uint256 recovery,
        uint256 fromBond,
        uint256 fromReserve
    );

    /// @notice The operator gives a cluster up, or does so no more: its resolution may be opened though it is served.
    event GivenUp(uint256 indexed cluster, address indexed operator, bool yes);
    /// @notice From now on the title is for sale to anyone, at a price that falls in a straight line from `top` (base
    ///         units) to nothing at `endsAt` (unix seconds).
    event DutchAuctionStarted(uint256 indexed cluster, address indexed starter, uint256 top, uint40 endsAt);
    /// @notice Nobody wanted the title for nothing: it is nobody's from now on.
    event TitleBurnt(uint256 indexed cluster);
    /// @notice Everything that was owed of a pledge is paid: the title is its borrower's again, and its resolution is
    ///         closed.
    event PledgeRedeemed(uint256 indexed cluster, address indexed borrower);
    /// @notice `amount` came in above everything that was owed of a pledge. It lies in the lockbox, for the borrower.
    ///         Base units.
    event SurplusPassedOn(uint256 indexed cluster, uint256 amount);

    /// @notice Nothing is on offer to the caller; `buyer` is who may take the offer, zero where there is none.
    error Workouts_NotOffered(uint256 cluster, address caller, address buyer);
    /// @notice The price is above what the caller accepts, base units.
    error Workouts_PriceChanged(uint256 price, uint256 maximum);
    /// @notice What a loan or a lease has financed is not for sale while it is served.
    error Workouts_Financed(uint256 cluster);
    /// @notice Only what is recovered for lost GPUs of the vault's own is booked against their value: a loan or a lease
    ///         is repaid.
    error Workouts_NoRecovery(uint256 cluster);
    /// @notice Nothing was paid in.
    error Workouts_ZeroAmount();
    /// @notice The token delivered less than it said, base units.
    error Workouts_ShortTransfer(uint256 arrived, uint256 expected);
    /// @notice No source of the vault finances the cluster, or nothing has been drawn for it.
    error Workouts_NothingFinanced(uint256 cluster);
    /// @notice No resolution of the facility is open.
    error Workouts_NotOpen(uint256 cluster);
    /// @notice The facility is delinquent since `delinquentSince` (unix seconds): such is sold in a resolution only.
    error Workouts_ResolveFirst(uint256 cluster, uint40 delinquentSince);
    /// @notice The title lies no more with who finances the cluster; `holder` has it.
    error Workouts_TitleGone(uint256 cluster, address holder);
    /// @notice The facility is neither late nor in the worst tier of its covenants, and its operator has not given it
    ///         up.
    error Workouts_Served(uint256 cluster);
    /// @notice The caller does not operate the cluster.
    error Workouts_NotOperator(uint256 cluster, address caller, address operator);
    /// @notice No resolution closes on a title: it has to leave before, unless nothing is left to recover. `left` is
    ///         the value or, of a pledge, what is owed; base units.
    error Workouts_TitleHeld(uint256 cluster, uint256 left);
    /// @notice It may be done from `from` on, unix seconds; 0: not before a resolution has been opened.
    error Workouts_NotYet(uint256 cluster, uint256 from);
    /// @notice The title is sold at a falling price since `startedAt`, unix seconds.
    error Workouts_AuctionRuns(uint256 cluster, uint40 startedAt);
    /// @notice The workout or claim period is outside its range, seconds.
    error Workouts_PeriodOutOfRange(uint32 given, uint32 minimum, uint32 maximum);

    // --- sale ---

    /// @notice Announcers (the curator, without delay): offers the hardware, or the title of what was ordered, to
    ///         `buyer` for `price`, who can take it from two days on, until a week is over or more is drawn. Below the
    ///         value it is announced as a loss meanwhile, and refused as such (`ILossAnnouncements`). Another offer of
    ///         it is taken back. Refused when the title is gone (`Workouts_TitleGone`), and from the beginning of a
    ///         Dutch auction on (`Workouts_AuctionRuns`).
    /// @param cluster Id of the title
    /// @param buyer Who may take it; zero: anyone
    /// @param price Base units
    function offerSale(uint256 cluster, address buyer, uint128 price) external;
    /// @notice Cancellers (curator and guardian, without delay), and anyone once it is over: takes an offer back, and
    ///         what was announced with it. Refused when there is none (`Workouts_NotOffered`).
    /// @param cluster Id of the title
    function withdrawOffer(uint256 cluster) external;
    /// @notice Anyone, or whom the offer names, from its time on (`Workouts_NotYet`): pays its price and receives the
    ///         title. The facility retires: what the price exceeds the value by vests over the cap, what it falls
    ///         short by is a booked loss and claimed, the reserve is returned. While a resolution is open, the price
    ///         is a recovery, and the resolution goes on; of a pledge, what is above everything owed is the
    ///         borrower's. What is late is sold in a resolution only (`Workouts_ResolveFirst`), as is what a loan or a
    ///         lease has financed (`Workouts_Financed`). While a Dutch auction runs, its price of this second is the
    ///         offer, to anyone.
    /// @param cluster Id of the title
    /// @param maxPrice Base units; a higher price is refused (`Workouts_PriceChanged`)
    function buy(uint256 cluster, uint256 maxPrice) external;
    /// @notice Anyone, once the workout period is over: offers the title to everybody at a price that falls from `top`
    ///         to nothing in 30 days, and takes any other offer back. Refused before (`Workouts_NotYet`), a second time
    ///         (`Workouts_AuctionRuns`), and when the title is gone (`Workouts_TitleGone`).
    /// @param cluster Id of the title
    /// @return top Base units: twice its value, its GPUs at their mark, or what is owed of a pledge, the highest of
    ///         them
    function startDutchAuction(uint256 cluster) external returns (uint256 top);
    /// @notice Anyone, once a Dutch auction is over: gives the title up for good. Refused before (`Workouts_NotYet`),
    ///         without an auction (`Workouts_NotOffered`), and when the title is gone (`Workouts_TitleGone`).
    /// @param cluster Id of the title
    function burnTitle(uint256 cluster) external;

    // --- default ---

    /// @notice Operator: gives its cluster up, so that its resolution may be opened though it is served, or takes that
    ///         back. Refused for another's (`Workouts_NotOperator`).
    /// @param cluster Id of the title
    /// @param yes Whether it does
    function giveUp(uint256 cluster, bool yes) external;
    /// @notice Curator, with its delay, while it is late, in the worst tier of its covenants, or given up by its
    ///         operator; anyone once it is fully marked down: opens the resolution of a facility. Drawn money that
    ///         can't be paid out any more comes back first; all that is owed of a pledge is due. Refused while it is
    ///         served (`Workouts_Served`), and unless it is drawn or in service (`FacilityManager_WrongStatus`).
    /// @param cluster Id of the title
    function openResolution(uint256 cluster) external;
    /// @notice Anyone: pays in what was recovered. While a resolution is open it takes the place of value; what is
    ///         above that makes good what was lost before, and is income that vests over the cap, as all of it is at
    ///         any other time. With everything that is owed of a pledge it goes back to its borrower, and what is above
    ///         that is the borrower's. Refused where nothing has been drawn (`Workouts_NothingFinanced`).
    /// @param cluster Id of the title
    /// @param amount Base units, pulled from the caller
    function recover(uint256 cluster, uint256 amount) external;
    /// @notice Anyone, and the manager with every settlement: counts late interest of a pledge in a workout up to now.
    /// @param cluster Id of the title
    /// @return Base units; everything that is owed
    function accrueOwed(uint256 cluster) external returns (uint256);
    /// @notice Curator, with its delay; anyone where nothing is left to recover, and once the workout period is over:
    ///         closes a resolution. Realises what is left as a loss: the operator's bond bears it first, then the
    ///         facility's reserve, then locked amounts, then the share price; what neither bond nor reserve bears is
    ///         claimed. The hardware retires. Refused when none is open (`Workouts_NotOpen`), and for everybody while
    ///         the title is held and something is left (`Workouts_TitleHeld`).
    /// @param cluster Id of the title
    function closeResolution(uint256 cluster) external;
    /// @notice Anyone, from two days on: books what was announced (`ILossAnnouncements`). Value, slope and salvage fall
    ///         in proportion, to what leavers were paid already. With GPUs that are lost, bounds fall too; `recovery`
    ///         bears the loss first, then as in a resolution. The debt of a loan or a lease stays as it is. Refused
    ///         before, and where nothing is announced (`ILossAnnouncements`), and with a recovery for anything else
    ///         than lost GPUs of the vault's own (`Workouts_NoRecovery`).
    /// @param cluster Id of the title
    /// @param recovery Base units, pulled from the caller
    function bookLoss(uint256 cluster, uint256 recovery) external;

    // --- views ---

    /// @notice The open offer of a cluster: the curator's, or a Dutch auction's of this second.
    /// @param cluster Id of the title
    /// @return open Whether there is one
    /// @return buyer Who may take it; zero: anyone
    /// @return price Base units
    /// @return from Unix seconds; nobody can take it before
    /// @return until Unix seconds; nor from then on
    function offerOf(
        uint256 cluster
    ) external view returns (bool open, address buyer, uint256 price, uint40 from, uint40 until);
    /// @notice The Dutch auction of a cluster.
    /// @param cluster Id of the title
    /// @return top Base units; its price at the start
    /// @return startedAt Unix seconds; 0 where there was none
    /// @return endsAt Unix seconds; its price is nothing from here on
    function auctionOf(uint256 cluster) external view returns (uint256 top, uint40 startedAt, uint40 endsAt);
    /// @notice From when on not only the curator may open, sell or close.
    /// @param cluster Id of the title
    /// @return openFrom Unix seconds; 0 unless the facility is delinquent
    /// @return sellFrom Unix seconds; 0 unless a resolution has been opened
    function opensToAllAt(uint256 cluster) external view returns (uint256 openFrom, uint256 sellFrom);
    /// @notice Whether the operator has given a cluster up.
    /// @param cluster Id of the title
    /// @return Whether it has
    function isGivenUp(uint256 cluster) external view returns (bool);
    /// @notice Everything that is owed of a pledge since its resolution was opened, late interest of this second too.
    /// @param cluster Id of the title
    /// @return Base units; 0 of what is no pledge, and before
    function owedOf(uint256 cluster) external view returns (uint256);
    /// @notice The longest time from an opening until anyone can close it: workout period and Dutch auction.
    /// @return Seconds
    function longestWorkout() external view returns (uint256);
    /// @notice How long the curator has for selling, from an opening on.
    /// @return Seconds
    function workoutPeriod() external view returns (uint32);
    /// @notice Where losses are announced.
    /// @return Its address
    function losses() external view returns (ILossAnnouncements);
    /// @notice The vault whose hardware leaves.
    /// @return Its address
    function vault() external view returns (address);
    /// @notice The token of all amounts: the vault's.
    /// @return Its address
    function asset() external view returns (address);
}

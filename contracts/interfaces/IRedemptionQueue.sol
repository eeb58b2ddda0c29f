// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC7540Operator, IERC7540Redeem, IERC7575, IERC7887Redeem} from "./IAsyncRedeem.sol";

/// @notice One controller's request in one epoch and class, as of now. `shares` = pending + claimable + claimed.
struct RequestState {
    uint256 requestId; // 2 * epoch, and one more at any price
    uint40 end; // unix seconds
    uint256 shares; // asked for and not cancelled
    uint256 pending; // not settled
    uint256 claimableShares; // settled, not claimed
    uint256 claimableAssets; // base units
    uint256 claimedShares;
    uint256 cancelledShares; // not yet sent back
}

/// @notice One epoch of one class as of now. Requests that were claimed whole, or cancelled, are no longer in its sums.
struct EpochState {
    uint40 end; // unix seconds
    uint256 shares; // share units
    uint256 settledShares; // of `shares`
    uint256 assets; // base units that `settledShares` were settled for
}

/// @notice What a date rests on.
enum Basis {
    CashThere, // the vault's cash pays everything up to and with the request
    RentOwed, // the cash and the rent that is reported and unpaid do
    NewCash, // neither does: it takes cash that nobody owes yet
    HardwareResolved, // all hardware has worn out, or its resolution is over
    Cure // more is unrealised than patient requests tolerate: it takes a cure, or the end of the workouts
}

/// @notice When a request made now could be paid. An outlook, no promise.
struct ExitForecast {
    uint256 sharesAhead; // all that is pending now and does not have to wait longer; the same epoch is paid alongside
    uint256 assetsAhead; // base units, at the exit price, rounded down
    uint256 ownAssets; // base units, of the shares asked about, likewise
    uint256 cash; // base units in the vault
    uint256 scheduledInflow; // base units that are reported and unpaid, before running costs
    uint40 earliest; // unix seconds: the end of the epoch that the request would join; 0 while it takes a cure
    Basis earliestBasis;
    uint40 worst; // unix seconds
    Basis worstBasis;
}

/// @title RedemptionQueue
/// @notice The way out of a vault that holds less cash than its shares are worth: requests, epochs, settlements,
///         claims.
/// @dev ERC-7540 redeem entrance (ERC-7575 share, ERC-7540 operators, ERC-7887 cancellation, ERC-165). `requestId` is
///      2 * epoch + class, the class being 0 for patient requests and 1 for those at any price; epochs are counted from
///      1 along a fixed grid.
interface IRedemptionQueue is IERC7575, IERC7540Operator, IERC7540Redeem, IERC7887Redeem {
    // --- events ---

    /// @notice The first request of an epoch and class came in; requests join it until `end` (unix seconds).
    event EpochOpened(uint256 indexed requestId, uint40 end);
    /// @notice `shares` of an epoch and class were burned for `assets` (base units), which now lie in the queue;
    ///         `pendingShares` still wait. Share units.
    event EpochSettled(uint256 indexed requestId, uint256 shares, uint256 assets, uint256 pendingShares);
    /// @notice Goes with `CancelRedeemRequest`: how many shares left the epoch, share units.
    event SharesCancelled(uint256 indexed requestId, address indexed controller, uint256 shares);

    // --- errors ---

    /// @notice The length of the epochs is outside its range, seconds.
    error RedemptionQueue_EpochLengthOutOfRange(uint32 given, uint32 minimum, uint32 maximum);
    /// @notice The caller is not the account it acts for, nor its operator.
    error RedemptionQueue_NotOperator(address caller, address controller);
    /// @notice A request has to be somebody's.
    error RedemptionQueue_ZeroController();
    /// @notice Nothing was asked for.
    error RedemptionQueue_ZeroAmount();
    /// @notice Base units were to go to nobody, or to the queue itself.
    error RedemptionQueue_WrongReceiver(address receiver);
    /// @notice In no epoch that has ended does anybody wait.
    error RedemptionQueue_NothingClosed();
    /// @notice Only patient requests wait, and more is unrealised than they tolerate.
    error RedemptionQueue_AwaitsCure(uint256 requestId);
    /// @notice Nothing of the request is settled and not claimed.
    error RedemptionQueue_NothingClaimable(uint256 requestId, address controller);
    /// @notice More than is settled and not claimed: share units in `redeem`, base units in `withdraw`.
    error RedemptionQueue_AboveClaimable(uint256 given, uint256 maximum);
    /// @notice Nothing of the request waits for settlement.
    error RedemptionQueue_NothingPending(uint256 requestId, address controller);
    /// @notice The epoch has ended and the request stands: a patient one because it may be paid, one at any price
    ///         because the exit price is not below the entry price.
    error RedemptionQueue_EpochClosed(uint256 requestId);
    /// @notice No cancelled shares of the request wait to be sent back.
    error RedemptionQueue_NothingCancelled(uint256 requestId, address controller);
    /// @notice This entrance takes no deposits: the vault does.
    error RedemptionQueue_RedeemsOnly();
    /// @notice What a claim brings was decided when it was settled: there is no preview.
    error RedemptionQueue_NoPreview();

    // --- requests, settlement, claims ---

    /// @notice Owner, its operator, or whom it has allowed the shares: as `requestRedeem`, but for a request that is
    ///         paid whatever the exit price then is, and so does not wait for a cure.
    /// @param shares Share units, not zero
    /// @param controller Whose request it is, who claims and cancels it; not zero
    /// @param owner Whose shares they are
    /// @return requestId 2 * the epoch that the request joins, and one more
    function requestRedeemAtAnyPrice(
        uint256 shares,
        address controller,
        address owner
    ) external returns (uint256 requestId);
    /// @notice Anyone, with the owner's ERC-2612 permit over exactly `shares` for this queue: `requestRedeem` (patient:
    ///         a permit does not say more) with the owner as controller. Refused where the permit is, one that has been
    ///         used too.
    /// @param shares Share units, not zero
    /// @param owner Whose shares they are, who signed
    /// @param deadline Unix seconds until which the permit counts
    /// @param v Of the signature
    /// @param r Of the signature
    /// @param s Of the signature
    /// @return requestId 2 * the epoch that the request joins
    function requestRedeemWithPermit(
        uint256 shares,
        address owner,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (uint256 requestId);

    /// @notice Anyone: settles the oldest closed epoch that may be paid, of one in which both classes wait the patient
    ///         requests first, as far as the vault's cash goes, at the exit price of this moment. Patient requests may
    ///         be paid while no more of the NAV is unrealised than the vault's tolerance. Refused when nobody waits in
    ///         a closed epoch (`RedemptionQueue_NothingClosed`), or only who may not be paid
    ///         (`RedemptionQueue_AwaitsCure`), and while shares are worth nothing or there is no cash for one
    ///         (`GpuYieldVault_NothingToPay`).
    /// @return requestId Of what was settled, or of the next one to look at when only emptied epochs were passed over
    /// @return shares Burned, share units
    /// @return assets Base units that came into the queue for them
    function settle() external returns (uint256 requestId, uint256 shares, uint256 assets);

    /// @notice Controller, or its operator: claims all that is claimable of one request. Refused when that is nothing
    ///         (`RedemptionQueue_NothingClaimable`).
    /// @param requestId Which of the controller's
    /// @param receiver Of the base units; neither zero nor the queue
    /// @param controller Whose request it is
    /// @return shares Claimed, share units
    /// @return assets Paid for them, base units
    function claim(
        uint256 requestId,
        address receiver,
        address controller
    ) external returns (uint256 shares, uint256 assets);

    // --- views ---

    /// @notice The vault, which is also the share.
    /// @return Its address
    function vault() external view returns (address);
    /// @notice The time from one possible end of an epoch to the next.
    /// @return Seconds
    function epochLength() external view returns (uint32);
    /// @notice The second from which the ends of epochs are counted: the one in which the vault was opened.
    /// @return Unix seconds
    function genesis() external view returns (uint40);
    /// @notice Shares pending in closed epochs: what the vault's cash is claimed by.
    /// @return patient Share units that wait while more is unrealised than they tolerate
    /// @return atAnyPrice Share units that do not
    function closedShares() external view returns (uint256 patient, uint256 atAnyPrice);
    /// @notice What a request now would join.
    /// @return epoch Its number; a patient request's id is twice that, of one at any price one more
    /// @return end Unix seconds
    function currentEpoch() external view returns (uint256 epoch, uint40 end);
    /// @notice What `settle` would try next; zeros when nobody waits who may be paid.
    /// @return requestId Of the epoch and class
    /// @return shares Share units pending in it; 0 where only emptied epochs would be passed over
    function nextSettlement() external view returns (uint256 requestId, uint256 shares);
    /// @notice One epoch of one class.
    /// @param requestId 2 * its number, and one more for those at any price
    /// @return Its sums as of now
    function epochOf(uint256 requestId) external view returns (EpochState memory);
    /// @notice A controller's requests that are not claimed whole, oldest first: the patient ones, then those at any
    ///         price.
    /// @param controller Whose requests they are
    /// @param cursor Request id to go on with; 0 for the first
    /// @param count At most so many
    /// @return requests The requests
    /// @return next Cursor of the rest, 0 when there is none
    function requestsOf(
        address controller,
        uint256 cursor,
        uint256 count
    ) external view returns (RequestState[] memory requests, uint256 next);
    /// @notice When a request for `shares` made now could be paid, and on what that rests.
    /// @param shares Share units that would be asked for
    /// @param atAnyPrice Whether it would be paid at any price
    /// @return Dates in unix seconds, and what they rest on
    function exitForecast(uint256 shares, bool atAnyPrice) external view returns (ExitForecast memory);
}

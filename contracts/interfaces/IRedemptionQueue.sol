// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC7540Operator, IERC7540Redeem, IERC7575, IERC7887Redeem} from "./IAsyncRedeem.sol";

/// @notice One controller's request in one epoch, as of now. `shares` = pending + claimable + claimed.
struct RequestState {
    uint256 epoch;
    uint40 end; // unix seconds; 0 for an epoch whose requests had all been cancelled when the next one opened
    uint256 shares; // asked for and not cancelled
    uint256 pending; // not settled
    uint256 claimableShares; // settled, not claimed
    uint256 claimableAssets; // base units
    uint256 claimedShares;
    uint256 cancelledShares; // not yet sent back
}

/// @notice One epoch as of now. Requests that were claimed whole, or cancelled, are no longer in its sums.
struct EpochState {
    uint40 end; // unix seconds; 0 when unknown
    uint256 shares; // share units
    uint256 settledShares; // of `shares`
    uint256 assets; // base units that `settledShares` were settled for
}

/// @notice What a date rests on.
enum Basis {
    CashThere, // the vault's cash pays everything up to and with the request
    RentOwed, // the cash and the rent that is reported and unpaid do
    NewCash, // neither does: it takes cash that nobody owes yet
    HardwareResolved // all hardware is depreciated in full, or its resolution is over
}

/// @notice When a request made now could be paid. An outlook, no promise.
struct ExitForecast {
    uint256 sharesAhead; // everything pending now; requests of the same epoch are paid alongside
    uint256 assetsAhead; // base units, at the exit price, rounded down
    uint256 ownAssets; // base units, of the shares asked about, likewise
    uint256 cash; // base units in the vault
    uint256 scheduledInflow; // base units that are reported and unpaid, before running costs
    uint40 earliest; // unix seconds: the end of the epoch that the request would join
    Basis earliestBasis;
    uint40 worst; // unix seconds
    Basis worstBasis;
}

/// @title RedemptionQueue
/// @notice The way out of a vault that holds less cash than its shares are worth: requests, epochs, settlements,
///         claims.
/// @dev ERC-7540 redeem entrance (ERC-7575 share, ERC-7540 operators, ERC-7887 cancellation, ERC-165). `requestId` is
///      the epoch.
interface IRedemptionQueue is IERC7575, IERC7540Operator, IERC7540Redeem, IERC7887Redeem {
    // --- events ---

    /// @notice The first request of an epoch came in; requests join it until `end` (unix seconds).
    event EpochOpened(uint256 indexed epoch, uint40 end);
    /// @notice `shares` of an epoch were burned for `assets` (base units), which now lie in the queue; `pendingShares`
    ///         still wait. Share units.
    event EpochSettled(uint256 indexed epoch, uint256 shares, uint256 assets, uint256 pendingShares);
    /// @notice Goes with `CancelRedeemRequest`: how many shares left the epoch, share units.
    event SharesCancelled(uint256 indexed epoch, address indexed controller, uint256 shares);

    // --- errors ---

    /// @notice The length of the epochs is outside its range, seconds.
    error RedemptionQueue_EpochLengthOutOfRange(uint32 given, uint32 minimum, uint32 maximum);
    /// @notice The caller is not the account it acts for (of a request: the owner of the shares), nor its operator.
    error RedemptionQueue_NotOperator(address caller, address controller);
    /// @notice The controller has not approved the owner of the shares as its operator.
    error RedemptionQueue_NotAccepted(address controller, address owner);
    /// @notice Nothing was asked for.
    error RedemptionQueue_ZeroAmount();
    /// @notice Base units were to go to nobody, or to the queue itself.
    error RedemptionQueue_WrongReceiver(address receiver);
    /// @notice No epoch that has ended waits for settlement. The newest one's number and end (unix seconds).
    error RedemptionQueue_NothingClosed(uint256 epoch, uint40 end);
    /// @notice Nothing of the request is settled and not claimed.
    error RedemptionQueue_NothingClaimable(uint256 epoch, address controller);
    /// @notice More than is settled and not claimed: share units in `redeem`, base units in `withdraw`.
    error RedemptionQueue_AboveClaimable(uint256 given, uint256 maximum);
    /// @notice Nothing of the request waits for settlement.
    error RedemptionQueue_NothingPending(uint256 epoch, address controller);
    /// @notice The epoch has ended, and the exit price is not below the entry price: the request stands.
    error RedemptionQueue_EpochClosed(uint256 epoch);
    /// @notice No cancelled shares of the request wait to be sent back.
    error RedemptionQueue_NothingCancelled(uint256 epoch, address controller);
    /// @notice This entrance takes no deposits: the vault does.
    error RedemptionQueue_RedeemsOnly();
    /// @notice What a claim brings was decided when it was settled: there is no preview.
    error RedemptionQueue_NoPreview();

    // --- requests, settlement, claims ---

    /// @notice Anyone, with the owner's ERC-2612 permit over exactly `shares` for this queue: `requestRedeem` with the
    ///         owner as controller. Refused where the permit is, one that has been used too.
    /// @param shares Share units, not zero
    /// @param owner Whose shares they are, who signed
    /// @param deadline Unix seconds until which the permit counts
    /// @param v Of the signature
    /// @param r Of the signature
    /// @param s Of the signature
    /// @return requestId The epoch that the request joins
    function requestRedeemWithPermit(
        uint256 shares,
        address owner,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (uint256 requestId);

    /// @notice Anyone: settles the oldest closed epoch as far as the vault's cash goes, at the exit price of this
    ///         moment. Refused when none waits (`RedemptionQueue_NothingClosed`), while a facility is fully marked down
    ///         (`GpuYieldVault_AwaitsResolution`), and while shares are worth nothing or there is no cash for one
    ///         (`GpuYieldVault_NothingToPay`).
    /// @return epoch The epoch settled, or the next one to look at when only empty ones were passed over
    /// @return shares Burned, share units
    /// @return assets Base units that came into the queue for them
    function settle() external returns (uint256 epoch, uint256 shares, uint256 assets);

    /// @notice Controller, or its operator: claims all that is claimable of one epoch. Refused when that is nothing
    ///         (`RedemptionQueue_NothingClaimable`).
    /// @param epoch Its number
    /// @param receiver Of the base units; neither zero nor the queue
    /// @param controller Whose request it is
    /// @return shares Claimed, share units
    /// @return assets Paid for them, base units
    function claim(
        uint256 epoch,
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
    /// @param held The vault's balance of this queue, share units
    /// @return Share units
    function closedShares(uint256 held) external view returns (uint256);
    /// @notice What a request now would join.
    /// @return epoch Its number
    /// @return end Unix seconds
    /// @return shares Share units asked for in it so far
    function currentEpoch() external view returns (uint256 epoch, uint40 end, uint256 shares);
    /// @notice What `settle` would try next; zeros when no closed epoch waits.
    /// @return epoch Its number
    /// @return shares Share units pending in it; 0 where only empty epochs would be passed over
    function nextSettlement() external view returns (uint256 epoch, uint256 shares);
    /// @notice One epoch.
    /// @param epoch Its number
    /// @return Its sums as of now
    function epochOf(uint256 epoch) external view returns (EpochState memory);
    /// @notice A controller's requests that are not claimed whole, oldest first.
    /// @param controller Whose requests they are
    /// @param cursor Epoch to go on with; 0 for the oldest
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
    /// @return Dates in unix seconds, and what they rest on
    function exitForecast(uint256 shares) external view returns (ExitForecast memory);
}

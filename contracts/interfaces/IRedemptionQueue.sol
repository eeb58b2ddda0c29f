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
    uint256 shares;
    uint256 settledShares; // of `shares`
    uint256 assets; // base units that `settledShares` were settled for
}

/// @notice What a date rests on.
enum Basis {
    CashThere, // the vault's cash pays everything up to and with the request
    RentOwed, // the cash and the rent that is reported and unpaid do
    NewCash, // neither does: it takes cash that nobody owes yet
    HardwareResolved // all hardware has worn out, or its resolution is over
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
/// @notice The way out of a vault that holds less cash than its shares are worth: requests, epochs, settlements, claims.
/// @dev ERC-7540 redeem entrance (ERC-7575 share, ERC-7540 operators, ERC-7887 cancellation, ERC-165). `requestId` is
///      the epoch.
interface IRedemptionQueue is IERC7575, IERC7540Operator, IERC7540Redeem, IERC7887Redeem {
    // --- events ---

    /// @notice The first request of an epoch came in; requests join it until `end`.
    event EpochOpened(uint256 indexed epoch, uint40 end);
    /// @notice `shares` of an epoch were burned for `assets`, which now lie in the queue; `pendingShares` still wait.
    event EpochSettled(uint256 indexed epoch, uint256 shares, uint256 assets, uint256 pendingShares);
    /// @notice Goes with `CancelRedeemRequest`: how many shares left the epoch.
    event SharesCancelled(uint256 indexed epoch, address indexed controller, uint256 shares);

    // --- errors ---

    error RedemptionQueue_EpochLengthOutOfRange(uint32 given, uint32 minimum, uint32 maximum);
    error RedemptionQueue_NotOperator(address caller, address controller);
    error RedemptionQueue_NotAccepted(address controller, address owner);
    error RedemptionQueue_ZeroAmount();
    error RedemptionQueue_WrongReceiver(address receiver);
    error RedemptionQueue_NothingClosed(uint256 epoch, uint40 end);
    error RedemptionQueue_NothingClaimable(uint256 epoch, address controller);
    error RedemptionQueue_AboveClaimable(uint256 given, uint256 maximum);
    error RedemptionQueue_NothingPending(uint256 epoch, address controller);
    error RedemptionQueue_EpochClosed(uint256 epoch);
    error RedemptionQueue_NothingCancelled(uint256 epoch, address controller);
    error RedemptionQueue_RedeemsOnly();
    error RedemptionQueue_NoPreview();

    // --- requests, settlement, claims ---

    /// @notice `requestRedeem` with the owner's ERC-2612 permit over exactly `shares` for this queue; anyone may submit
    ///         it. The owner is the controller.
    function requestRedeemWithPermit(
        uint256 shares,
        address owner,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (uint256 requestId);

    /// @notice Settles the oldest closed epoch as far as the vault's cash goes, at the exit price of this moment.
    /// @return epoch The epoch settled, or the next one to look at when only empty ones were passed over
    /// @return shares Burned
    /// @return assets Base units that came into the queue for them
    function settle() external returns (uint256 epoch, uint256 shares, uint256 assets);

    /// @notice Claims all that is claimable of one epoch.
    function claim(
        uint256 epoch,
        address receiver,
        address controller
    ) external returns (uint256 shares, uint256 assets);

    // --- views ---

    /// @notice The vault, which is also the share.
    function vault() external view returns (address);
    /// @notice Seconds from one possible end of an epoch to the next.
    function epochLength() external view returns (uint32);
    /// @notice The second from which the ends of epochs are counted.
    function genesis() external view returns (uint40);
    /// @notice Shares pending in closed epochs: what the vault's cash is claimed by.
    /// @param held The vault's balance of this queue, shares
    function closedShares(uint256 held) external view returns (uint256);
    /// @notice What a request now would join.
    function currentEpoch() external view returns (uint256 epoch, uint40 end, uint256 shares);
    /// @notice What `settle` would try next: epoch and pending shares; zeros when no closed epoch waits.
    function nextSettlement() external view returns (uint256 epoch, uint256 shares);
    function epochOf(uint256 epoch) external view returns (EpochState memory);
    /// @notice A controller's requests that are not claimed whole, oldest first.
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
    function exitForecast(uint256 shares) external view returns (ExitForecast memory);
}

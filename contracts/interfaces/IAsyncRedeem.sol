// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

// The function sets of the standards that the redemption queue answers to, cut as their ERC-165 ids cut them.

/// @title IERC7540Operator
/// @notice ERC-7540: accounts that manage another's requests. Id 0xe3bc4e65.
interface IERC7540Operator {
    /// @notice `controller` lets `operator` act for it from now on, or no more.
    event OperatorSet(address indexed controller, address indexed operator, bool approved);

    /// @notice Anyone: lets `operator` request with the caller's shares, and claim and cancel the caller's requests; or
    ///         stops it.
    /// @param operator Who may act for the caller
    /// @param approved Whether it may from now on
    /// @return True, always
    function setOperator(address operator, bool approved) external returns (bool);
    /// @notice Whether an account may request, claim and cancel for another.
    /// @param controller For whom
    /// @param operator Who would act
    /// @return Whether it may
    function isOperator(address controller, address operator) external view returns (bool);
}

/// @title IERC7540Redeem
/// @notice ERC-7540: asynchronous redemption. Id 0x620ee8e4.
interface IERC7540Redeem {
    /// @notice `shares` of `owner` (share units) joined the request `requestId` of `controller`; `sender` asked for it.
    event RedeemRequest(
        address indexed controller,
        address indexed owner,
        uint256 indexed requestId,
        address sender,
        uint256 shares
    );

    /// @notice Owner, its operator, or whom it has allowed the shares (ERC-20; then the allowance is spent): moves
    ///         `shares` of `owner` into the queue, as a patient request of `controller`. Anybody may be the controller:
    ///         it has one entry an epoch and class, whoever asks in its name, and claims each by its id.
    /// @param shares Share units, not zero
    /// @param controller Whose request it is, who claims and cancels it; not zero
    /// @param owner Whose shares they are
    /// @return requestId 2 * the epoch that the request joins
    function requestRedeem(uint256 shares, address controller, address owner) external returns (uint256 requestId);
    /// @notice Shares of a request that wait for settlement.
    /// @param requestId Which of the controller's
    /// @param controller Whose request it is
    /// @return shares Share units
    function pendingRedeemRequest(uint256 requestId, address controller) external view returns (uint256 shares);
    /// @notice Shares of a request that are settled and not claimed, rounded down.
    /// @param requestId Which of the controller's
    /// @param controller Whose request it is
    /// @return shares Share units
    function claimableRedeemRequest(uint256 requestId, address controller) external view returns (uint256 shares);
}

/// @title IERC7887Redeem
/// @notice ERC-7887: cancelling a redemption request, in two calls. Id 0xe76cffc7.
interface IERC7887Redeem {
    /// @notice All of a request that was not settled was taken back; `SharesCancelled` says how much. `sender` asked
    ///         for it.
    event CancelRedeemRequest(address indexed controller, uint256 indexed requestId, address sender);
    /// @notice `shares` of a cancelled request (share units) went to `receiver`; `sender` asked for it.
    event CancelRedeemClaim(
        address indexed controller,
        address indexed receiver,
        uint256 indexed requestId,
        address sender,
        uint256 shares
    );

    /// @notice Controller, or its operator: takes back all of a request that is not settled: until its epoch's end, and
    ///         after it a patient one while more is unrealised than it tolerates, one at any price while the exit price
    ///         is below the entry price. Refused otherwise
    ///         (`RedemptionQueue_EpochClosed`), and when nothing waits (`RedemptionQueue_NothingPending`). The shares
    ///         are claimable at once.
    /// @param requestId Which of the controller's
    /// @param controller Whose request it is
    function cancelRedeemRequest(uint256 requestId, address controller) external;
    /// @notice Controller, or its operator: sends the cancelled shares of a request to `receiver`. Refused when there
    ///         are none (`RedemptionQueue_NothingCancelled`).
    /// @param requestId Which of the controller's
    /// @param receiver Of the shares
    /// @param controller Whose request it was
    /// @return shares Sent, share units
    function claimCancelRedeemRequest(
        uint256 requestId,
        address receiver,
        address controller
    ) external returns (uint256 shares);
    /// @notice Whether a cancellation waits. It never does: it is claimable in the transaction that makes it.
    /// @param requestId Any
    /// @param controller Any
    /// @return False, always
    function pendingCancelRedeemRequest(uint256 requestId, address controller) external view returns (bool);
    /// @notice Cancelled shares of a request that have not been sent back.
    /// @param requestId Which of the controller's
    /// @param controller Whose request it was
    /// @return shares Share units
    function claimableCancelRedeemRequest(uint256 requestId, address controller) external view returns (uint256 shares);
}

/// @title IERC7575
/// @notice ERC-7575: an entrance to a vault whose share is another contract. Id 0x2f0a18c5. Said here of the redemption
///         queue, which only lets out.
interface IERC7575 {
    /// @notice `assets` (base units) went to `receiver` for `shares` (share units) of the controller `owner` that had
    ///         been settled; `sender` claimed them.
    event Withdraw(
        address indexed sender,
        address indexed receiver,
        address indexed owner,
        uint256 assets,
        uint256 shares
    );

    /// @notice Nobody: who wants in deposits in the vault. Always refused (`RedemptionQueue_RedeemsOnly`).
    /// @param assets Any
    /// @param receiver Any
    /// @return shares None: it reverts
    function deposit(uint256 assets, address receiver) external returns (uint256 shares);
    /// @notice Nobody: who wants in mints in the vault. Always refused (`RedemptionQueue_RedeemsOnly`).
    /// @param shares Any
    /// @param receiver Any
    /// @return assets None: it reverts
    function mint(uint256 shares, address receiver) external returns (uint256 assets);
    /// @notice Controller, or its operator: claims exactly `assets` of what is settled, the oldest request first.
    ///         Refused above `maxWithdraw` (`RedemptionQueue_AboveClaimable`), and for a receiver that is zero or the
    ///         queue.
    /// @param assets Base units, not zero
    /// @param receiver Of the base units
    /// @param controller Whose requests they are
    /// @return shares Claimed for them, share units
    function withdraw(uint256 assets, address receiver, address controller) external returns (uint256 shares);
    /// @notice Controller, or its operator: claims exactly `shares` of what is settled, the oldest request first.
    ///         Refused above `maxRedeem` (`RedemptionQueue_AboveClaimable`), and for a receiver that is zero or the
    ///         queue.
    /// @param shares Share units, not zero
    /// @param receiver Of the base units
    /// @param controller Whose requests they are
    /// @return assets Paid for them, base units
    function redeem(uint256 shares, address receiver, address controller) external returns (uint256 assets);
    /// @notice The token that claims are paid in: the vault's.
    /// @return Its address
    function asset() external view returns (address);
    /// @notice The token of the requests: the vault itself.
    /// @return Its address
    function share() external view returns (address);
    /// @notice What the vault's leavers share, as the vault says.
    /// @return Base units
    function totalAssets() external view returns (uint256);
    /// @notice Shares that `assets` are worth at the vault's exit price, rounded down.
    /// @param assets Base units
    /// @return Share units
    function convertToShares(uint256 assets) external view returns (uint256);
    /// @notice What `shares` are worth at the vault's exit price, rounded down.
    /// @param shares Share units
    /// @return Base units
    function convertToAssets(uint256 shares) external view returns (uint256);
    /// @notice Most that `deposit` takes: nothing.
    /// @param receiver Any
    /// @return 0, base units
    function maxDeposit(address receiver) external view returns (uint256);
    /// @notice Most that `mint` makes: nothing.
    /// @param receiver Any
    /// @return 0, share units
    function maxMint(address receiver) external view returns (uint256);
    /// @notice Most that `withdraw` pays a controller: what is settled for all its requests and not claimed.
    /// @param controller Whose requests they are
    /// @return Base units
    function maxWithdraw(address controller) external view returns (uint256);
    /// @notice Most that `redeem` claims for a controller: what of all its requests is settled and not claimed.
    /// @param controller Whose requests they are
    /// @return Share units
    function maxRedeem(address controller) external view returns (uint256);
    /// @notice Shares that the vault mints for `assets` at its entry price, rounded down.
    /// @param assets Base units
    /// @return Share units
    function previewDeposit(uint256 assets) external view returns (uint256);
    /// @notice What `shares` cost in the vault at its entry price, rounded up.
    /// @param shares Share units
    /// @return Base units
    function previewMint(uint256 shares) external view returns (uint256);
    /// @notice Always reverts: what is settled has a price of its own (`RedemptionQueue_NoPreview`).
    /// @param assets Any
    /// @return None: it reverts
    function previewWithdraw(uint256 assets) external view returns (uint256);
    /// @notice Always reverts: what is settled has a price of its own (`RedemptionQueue_NoPreview`).
    /// @param shares Any
    /// @return None: it reverts
    function previewRedeem(uint256 shares) external view returns (uint256);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

// The function sets of the standards that the redemption queue answers to, cut as their ERC-165 ids cut them.

/// @notice ERC-7540: accounts that manage another's requests. Id 0xe3bc4e65.
interface IERC7540Operator {
    event OperatorSet(address indexed controller, address indexed operator, bool approved);

    /// @notice Lets `operator` request with the caller's shares, and claim and cancel the caller's requests; or stops it.
    function setOperator(address operator, bool approved) external returns (bool);
    function isOperator(address controller, address operator) external view returns (bool);
}

/// @notice ERC-7540: asynchronous redemption. Id 0x620ee8e4.
interface IERC7540Redeem {
    event RedeemRequest(
        address indexed controller,
        address indexed owner,
        uint256 indexed requestId,
        address sender,
        uint256 shares
    );

    /// @notice Moves `shares` of `owner` into the queue. The caller is the owner or its operator; the controller is the
    ///         owner, or has approved the owner as operator, so that nobody's list grows by another's dust.
    /// @return requestId The epoch that the request joins
    function requestRedeem(uint256 shares, address controller, address owner) external returns (uint256 requestId);
    /// @notice Shares that wait for settlement.
    function pendingRedeemRequest(uint256 requestId, address controller) external view returns (uint256 shares);
    /// @notice Shares that are settled and not claimed, rounded down.
    function claimableRedeemRequest(uint256 requestId, address controller) external view returns (uint256 shares);
}

/// @notice ERC-7887: cancelling a redemption request, in two calls. Id 0xe76cffc7.
interface IERC7887Redeem {
    event CancelRedeemRequest(address indexed controller, uint256 indexed requestId, address sender);
    event CancelRedeemClaim(
        address indexed controller,
        address indexed receiver,
        uint256 indexed requestId,
        address sender,
        uint256 shares
    );

    /// @notice Takes back all of a request that is not settled: until its epoch's end, and after it while the exit price
    ///         is below the entry price. The shares are claimable at once.
    function cancelRedeemRequest(uint256 requestId, address controller) external;
    /// @notice Sends the cancelled shares to `receiver`.
    function claimCancelRedeemRequest(
        uint256 requestId,
        address receiver,
        address controller
    ) external returns (uint256 shares);
    /// @return Never: a cancellation is claimable in the transaction that makes it.
    function pendingCancelRedeemRequest(uint256 requestId, address controller) external view returns (bool);
    /// @notice Cancelled shares that have not been sent back.
    function claimableCancelRedeemRequest(uint256 requestId, address controller) external view returns (uint256 shares);
}

/// @notice ERC-7575: an entrance to a vault whose share is another contract. Id 0x2f0a18c5.
interface IERC7575 {
    event Withdraw(
        address indexed sender,
        address indexed receiver,
        address indexed owner,
        uint256 assets,
        uint256 shares
    );

    function deposit(uint256 assets, address receiver) external returns (uint256 shares);
    function mint(uint256 shares, address receiver) external returns (uint256 assets);
    function withdraw(uint256 assets, address receiver, address controller) external returns (uint256 shares);
    function redeem(uint256 shares, address receiver, address controller) external returns (uint256 assets);
    function asset() external view returns (address);
    function share() external view returns (address);
    function totalAssets() external view returns (uint256);
    function convertToShares(uint256 assets) external view returns (uint256);
    function convertToAssets(uint256 shares) external view returns (uint256);
    function maxDeposit(address receiver) external view returns (uint256);
    function maxMint(address receiver) external view returns (uint256);
    function maxWithdraw(address controller) external view returns (uint256);
    function maxRedeem(address controller) external view returns (uint256);
    function previewDeposit(uint256 assets) external view returns (uint256);
    function previewMint(uint256 shares) external view returns (uint256);
    function previewWithdraw(uint256 assets) external view returns (uint256);
    function previewRedeem(uint256 shares) external view returns (uint256);
}

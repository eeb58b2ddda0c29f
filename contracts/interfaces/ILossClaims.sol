// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice A booked loss of one facility that may still be made good.
struct LossClaim {
    uint104 loss; // base units, not made good so far
    uint104 claimed; // base units of it that count as delinquent
    uint40 countsUntil; // unix seconds; from here on anyone ends what is claimed; 0 where nothing is
    uint8 prolonged; // how often
}

/// @title LossClaims
/// @notice What is still claimed of booked losses. It counts as delinquent, so that nobody comes in between a loss and
///         what is recovered of it. Money in base units.
interface ILossClaims {
    /// @notice What is claimed of a facility's booked losses went from `before` to `left` (base units), and counts
    ///         until `countsUntil` (unix seconds; 0: not any more).
    event ClaimChanged(uint256 indexed cluster, uint256 before, uint256 left, uint40 countsUntil);
    /// @notice A claim counts longer: until `countsUntil`, unix seconds. It was the `prolonged`-th time.
    event ClaimProlonged(uint256 indexed cluster, uint40 countsUntil, uint8 prolonged);

    /// @notice Nothing counts as claimed of the facility.
    error LossClaims_NoClaim(uint256 cluster);
    /// @notice The claim has been prolonged as often as it may be.
    error LossClaims_ProlongedBefore(uint256 cluster, uint8 prolonged);
    /// @notice The caller does not account for the cluster.
    error LossClaims_NotManager(uint256 cluster, address caller);

    // --- managers ---

    /// @notice Manager only: `amount` came in that first makes good what was lost. Refused for whoever does not account
    ///         for the cluster (`LossClaims_NotManager`).
    /// @param cluster Id of the title
    /// @param amount Base units
    /// @return used Base units of it that a booked loss takes
    function serveClaim(uint256 cluster, uint256 amount) external returns (uint256 used);

    // --- anyone, governor, tighteners ---

    /// @notice Governor, with its delay, at any time; anyone once its time is over: a claim counts as delinquent no
    ///         more. Refused when none does (`LossClaims_NoClaim`). What the operator leaves behind goes on making the
    ///         loss good.
    /// @param cluster Id of the title
    function endClaim(uint256 cluster) external;
    /// @notice Tighteners (guardian at once, curator with its delay): a claim counts for one more claim period. Refused
    ///         when none counts (`LossClaims_NoClaim`), and a third time (`LossClaims_ProlongedBefore`).
    /// @param cluster Id of the title
    function prolongClaim(uint256 cluster) external;

    // --- views ---

    /// @notice What is claimed of a facility's booked losses.
    /// @param cluster Id of the title
    /// @return Base units and unix seconds
    function claimOf(uint256 cluster) external view returns (LossClaim memory);
    /// @notice How long a loss counts as claimed.
    /// @return Seconds
    function claimPeriod() external view returns (uint32);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title AssetSource
/// @notice What a vault, its queue and its lens ask of a source. Each answer costs the same however much the source has
///         financed.
interface IAssetSource {
    /// @notice Whether the source holds nothing that counts in the vault, and what it held has ended long ago. A
    ///         source that is unbound brings nothing in until it is bound again.
    /// @return Whether the vault can let it go
    function isIdle() external view returns (bool);
    /// @notice What the exit forecast rests on.
    /// @return receivable Rent reported and not yet distributed, before running costs, base units
    /// @return lastEnd Unix seconds by which everything it finances has come to its end, markdown and workout included
    function outlook() external view returns (uint256 receivable, uint40 lastEnd);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ILossClaims, LossClaim} from "../interfaces/ILossClaims.sol";
import {WorkoutParts} from "./WorkoutParts.sol";

/// @title LossClaims
/// @notice Remembers booked losses of which something may still come back.
///
/// A CLAIM counts in the vault's delinquent value as the facility did before its loss was booked: while it is large,
/// deposits are shut, so that what is recovered belongs to those who bore the loss. A recovery takes its own amount off
/// it, and counts as restricted income instead. It ends after its time.
///
/// TIME. A further loss joins with a whole period of its own; the claim then counts until the average of both times,
/// weighted by amount, so that dust prolongs nothing.
///
/// THE LOSS outlives its claim: what an operator in default left behind makes it good first, whenever it comes.
abstract contract LossClaims is WorkoutParts {
    using SafeCast for uint256;

    uint8 private constant MOST_PROLONGATIONS = 2;

    /// @inheritdoc ILossClaims
    uint32 public immutable claimPeriod;

    mapping(uint256 cluster => LossClaim) private _claims; // one word each

    constructor(uint32 claimPeriod_) {
        claimPeriod = claimPeriod_;
    }

    // --- managers ---

    /// @inheritdoc ILossClaims
    function serveClaim(uint256 cluster, uint256 amount) external returns (uint256 used) {
        if (msg.sender != address(_managerOf(cluster))) revert LossClaims_NotManager(cluster, msg.sender);
        (used, ) = _serveClaim(cluster, amount);
    }

    // --- anyone, governor, tighteners ---

    /// @inheritdoc ILossClaims
    function endClaim(uint256 cluster) external {
        LossClaim storage c = _requireClaim(cluster);
        if (block.timestamp < c.countsUntil) _checkCanCall(msg.sender, msg.data);
        uint256 claimed = c.claimed;
        (c.claimed, c.countsUntil, c.prolonged) = (0, 0, 0);
        emit ClaimChanged(cluster, claimed, 0, 0);
        _managerOf(cluster).postClaim(claimed, 0);
    }

    /// @inheritdoc ILossClaims
    function prolongClaim(uint256 cluster) external restricted {
        LossClaim storage c = _requireClaim(cluster);
        if (c.prolonged == MOST_PROLONGATIONS) revert LossClaims_ProlongedBefore(cluster, c.prolonged);
        c.prolonged += 1;
        c.countsUntil += claimPeriod;
        emit ClaimProlonged(cluster, c.countsUntil, c.prolonged);
    }

    // --- views ---

    /// @inheritdoc ILossClaims
    function claimOf(uint256 cluster) external view returns (LossClaim memory) {
        return _claims[cluster];
    }

    // --- internals ---

    /// @dev A loss has been booked, and the vault heard of it. Its claim counts from now on.
    function _claimLoss(uint256 cluster, uint256 loss) internal {
        if (loss == 0) return;
        LossClaim storage c = _claims[cluster];
        uint256 before = c.claimed;
        uint256 left = before + loss;
        uint256 running = Math.saturatingSub(c.countsUntil, block.timestamp);
        c.countsUntil = uint40(block.timestamp + Math.ceilDiv(before * running + loss * claimPeriod, left));
        (c.loss, c.claimed) = ((c.loss + loss).toUint104(), left.toUint104());
        emit ClaimChanged(cluster, before, left, c.countsUntil);
        _managerOf(cluster).postClaim(before, left);
    }

    /// @dev `amount` makes good what it can.
    /// @return used Base units of it
    /// @return isClaimed Whether some of it counted as claimed
    function _serveClaim(uint256 cluster, uint256 amount) internal returns (uint256 used, bool isClaimed) {
        LossClaim storage c = _claims[cluster];
        (uint256 loss, uint256 before) = (c.loss, c.claimed);
        used = Math.min(loss, amount);
        if (used == 0) return (0, before != 0);
        c.loss = uint104(loss - used); // less than it was
        if (before == 0) return (used, false);
        uint256 left = Math.saturatingSub(before, used);
        c.claimed = uint104(left); // likewise
        if (left == 0) (c.countsUntil, c.prolonged) = (0, 0);
        emit ClaimChanged(cluster, before, left, c.countsUntil);
        _managerOf(cluster).postClaim(before, left);
        isClaimed = true;
    }

    function _requireClaim(uint256 cluster) private view returns (LossClaim storage c) {
        c = _claims[cluster];
        if (c.claimed == 0) revert LossClaims_NoClaim(cluster);
    }
}

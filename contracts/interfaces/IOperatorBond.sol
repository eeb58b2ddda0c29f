// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {FacilityStatus} from "./FacilityTypes.sol";
import {ICollateralEscrow} from "./ICollateralEscrow.sol";

/// @title OperatorBond
/// @notice First loss: what operators put up for their clusters. All amounts in base units of the vault's asset; the
///         money lies in the escrow, in an account of this contract for each cluster and poster: cluster · 2^160 +
///         poster.
interface IOperatorBond {
    /// @notice An account put up `amount` for a cluster; `bond` is all that it has there now. What an auction's winner
    ///         brings is given to its bond inside the escrow, and announced there, as `Transferred`.
    event BondPosted(uint256 indexed cluster, address indexed poster, uint256 amount, uint256 bond);
    /// @notice Of `asked`, `taken` went from the operator's bond to a slasher, because of a loss or a bid; it holds
    ///         `bond` now.
    event BondSeized(
        uint256 indexed cluster,
        address indexed operator,
        address indexed slasher,
        uint256 asked,
        uint256 taken,
        uint256 bond
    );
    /// @notice An account took `amount` back; `bond` is all that it has there now.
    event BondReleased(
        uint256 indexed cluster,
        address indexed poster,
        address indexed receiver,
        uint256 amount,
        uint256 bond
    );
    /// @notice A slasher has laid a hold on the operator's bond or lifted one; while `holds`, how many there are, is
    ///         not zero nothing is released.
    event BondHeld(uint256 indexed cluster, address indexed operator, uint256 holds);

    /// @notice The amount is zero.
    error OperatorBond_ZeroAmount();
    /// @notice The release delay is outside its range, seconds.
    error OperatorBond_DelayOutOfRange(uint256 given, uint256 minimum, uint256 maximum);
    /// @notice The escrow holds another token than the vault's.
    error OperatorBond_OtherAsset(address escrowed, address wanted);
    /// @notice The bond answers for a facility that has not ended.
    error OperatorBond_AtRisk(uint256 cluster, FacilityStatus status);
    /// @notice The facility has ended, and the delay has not passed; unix seconds.
    error OperatorBond_NotYet(uint256 cluster, uint256 releasableAt, uint256 nowAt);

    // --- anyone ---

    /// @notice Anyone, once the escrow is approved: adds to what the caller has put up for a registered cluster. It
    ///         comes back to the caller only, and answers for the cluster only if the caller is approved to operate it.
    ///         Refused for nothing (`OperatorBond_ZeroAmount`), and for a cluster that the registry does not know.
    /// @param cluster Registry id
    /// @param amount Base units, pulled from the caller into the escrow
    function post(uint256 cluster, uint256 amount) external;

    /// @notice Anyone: pays back a part of what the caller has put up. The operator only while nothing has been drawn,
    ///         or once the facility has ended and the release delay has passed: refused before (`OperatorBond_AtRisk`,
    ///         `OperatorBond_NotYet`), above what is there and while anything holds it.
    /// @param cluster Registry id
    /// @param amount Base units
    /// @param receiver Whom the tokens go to
    function release(uint256 cluster, uint256 amount, address receiver) external;

    // --- slasher ---

    /// @notice Slashers only: pays up to `amount` of the operator's bond to the caller, at once.
    /// @param cluster Registry id
    /// @param amount Base units, at most
    /// @return taken min(amount, bond), base units
    function seize(uint256 cluster, uint256 amount) external returns (uint256 taken);

    /// @notice Slashers only, and among them custodians: gives up to `amount` of the operator's bond to an account of
    ///         the caller in the escrow. No token moves.
    /// @param cluster Registry id
    /// @param amount Base units, at most
    /// @param id The caller's account
    /// @return taken min(amount, bond), base units
    function seizeInto(uint256 cluster, uint256 amount, bytes32 id) external returns (uint256 taken);

    /// @notice Slashers only: keeps the operator's bond from being released, until as many calls of `unhold` by the
    ///         same slasher.
    /// @param cluster Registry id
    function hold(uint256 cluster) external;

    /// @notice Slashers only: lifts one hold of the caller's. Refused when it has laid none.
    /// @param cluster Registry id
    function unhold(uint256 cluster) external;

    // --- views ---

    /// @notice What an account has put up for a cluster.
    /// @param cluster Registry id
    /// @param account Whoever it is
    /// @return Base units
    function stakeOf(uint256 cluster, address account) external view returns (uint256);

    /// @notice The bond that answers for a cluster: what who was approved to operate it has put up, or before anybody
    ///         was, whom the registry names.
    /// @param cluster Registry id
    /// @return Base units
    function bondOf(uint256 cluster) external view returns (uint256);

    /// @notice How many holds keep the bond that answers for a cluster from being released.
    /// @param cluster Registry id
    /// @return How many
    function holdsOn(uint256 cluster) external view returns (uint256);

    /// @notice The vault whose first loss this is.
    /// @return Its address
    function vault() external view returns (address);

    /// @notice The token of the bonds: the vault's.
    /// @return Its address
    function asset() external view returns (address);

    /// @notice Where the money lies, and what payers approve.
    /// @return Its address
    function escrow() external view returns (ICollateralEscrow);

    /// @notice The time from the end of a facility until its bond may be released.
    /// @return Seconds
    function releaseDelay() external view returns (uint32);
}

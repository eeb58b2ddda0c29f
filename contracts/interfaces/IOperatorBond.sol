// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {FacilityStatus} from "./FacilityTypes.sol";

/// @title OperatorBond
/// @notice First loss: what operators put up for their clusters. All amounts in base units of the vault's asset.
interface IOperatorBond {
    /// @notice Somebody added to a cluster's bond. `bond` is what it holds now.
    event BondPosted(uint256 indexed cluster, address indexed payer, uint256 amount, uint256 bond);
    /// @notice Part of a bond went to whoever resolves a loss.
    event BondSeized(uint256 indexed cluster, address indexed slasher, uint256 asked, uint256 taken, uint256 bond);
    /// @notice Part of a bond became somebody's credit, because a report had been proven false.
    event BondAwarded(uint256 indexed cluster, address indexed to, uint256 asked, uint256 taken, uint256 bond);
    event BondReleased(uint256 indexed cluster, address indexed receiver, uint256 amount, uint256 bond);
    /// @notice A dispute has begun or ended; while `holds` is not zero nothing is released.
    event BondHeld(uint256 indexed cluster, uint256 holds);
    event CreditClaimed(address indexed account, address indexed receiver, uint256 amount);

    error OperatorBond_ZeroAmount();
    error OperatorBond_ZeroAddress();
    error OperatorBond_DelayOutOfRange(uint256 given, uint256 minimum, uint256 maximum);
    error OperatorBond_ShortTransfer(uint256 arrived, uint256 expected);
    error OperatorBond_NotOperator(uint256 cluster, address caller, address operator);
    error OperatorBond_AboveBond(uint256 cluster, uint256 given, uint256 bond);
    error OperatorBond_AtRisk(uint256 cluster, FacilityStatus status);
    error OperatorBond_NotYet(uint256 cluster, uint256 releasableAt, uint256 nowAt);
    error OperatorBond_InDispute(uint256 cluster, uint256 holds);
    error OperatorBond_NotHeld(uint256 cluster);
    error OperatorBond_NoCredit(address account);

    // --- anyone ---

    /// @notice Adds `amount` to the bond of a registered cluster, for its operator. It comes back to the operator only.
    function post(uint256 cluster, uint256 amount) external;
    /// @notice The caller's credit to `receiver`.
    function claimCredit(address receiver) external returns (uint256 amount);

    // --- operator ---

    /// @notice The cluster's operator: takes `amount` back while nothing has been drawn, or once the facility has ended and
    ///         the release delay has passed. Never while a report of the cluster is in dispute.
    function release(uint256 cluster, uint256 amount, address receiver) external;

    // --- slasher ---

    /// @notice Takes up to `amount` of a bond to the caller, at once.
    /// @return taken min(amount, bond)
    function seize(uint256 cluster, uint256 amount) external returns (uint256 taken);
    /// @notice Makes up to `amount` of a bond the credit of `to`. No token moves.
    /// @return taken min(amount, bond)
    function award(uint256 cluster, uint256 amount, address to) external returns (uint256 taken);
    /// @notice Keeps the bond from being released, until as many calls of `unhold`.
    function hold(uint256 cluster) external;
    function unhold(uint256 cluster) external;

    // --- views ---

    function bondOf(uint256 cluster) external view returns (uint256);
    function creditOf(address account) external view returns (uint256);
    /// @notice How many disputes keep the bond from being released.
    function holdsOn(uint256 cluster) external view returns (uint256);
    function vault() external view returns (address);
    function asset() external view returns (address);
    /// @notice Seconds from the end of a facility until its bond may be released.
    function releaseDelay() external view returns (uint32);
}

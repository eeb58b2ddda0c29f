// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @dev Seconds after the last day of service in which a milestone may still be attested. The managers and `Milestones` count with it.
uint256 constant ATTESTING_TIME = 7 days;

/// @notice Where hardware stands on its way into service. Each follows the one before.
enum Milestone {
    None,
    Ordered,
    Delivered,
    InService
}

/// @notice What a quorum of the reporters signs (EIP-712).
struct MilestoneAttestation {
    uint256 cluster;
    Milestone milestone; // uint8 in the typed data
    uint32 reporterSet; // version of the reporters' set
    uint32 clusterVersion; // version of the hardware, as the registry has it
    uint40 reachedAt; // unix seconds; `at` in the typed data
    bytes32 evidenceRoot; // Merkle root of orders, bills of lading, photographs, meter readings
}

/// @notice The money of one cluster that waits for milestones, base units.
struct Escrow {
    uint256 drawn; // everything that was drawn into it
    uint256 released; // of that, what the milestones so far have earned
    uint256 paid; // of that, what the operator has taken
    uint256 returned; // what went back to the vault
    uint40 orderedAt; // unix seconds; 0 until attested
    uint40 deliveredAt;
    uint40 inServiceAt;
    uint40 closesAt; // unix seconds; from here on nothing is attested, and what is not released goes back
}

/// @title Milestones
/// @notice Holds drawn money until the reporters' quorum says that the hardware was ordered, delivered, put in service.
///         What has not been earned by the deadline goes back to the vault.
interface IMilestones {
    /// @notice Drawn money arrived; `drawn` is what was drawn so far.
    event MoneyArrived(uint256 indexed cluster, uint256 amount, uint256 drawn);
    /// @notice A quorum (`bitmap`: which of the reporters) attested a milestone. `released` is what may be paid in all.
    event MilestoneReached(
        uint256 indexed cluster,
        Milestone indexed milestone,
        uint40 reachedAt,
        bytes32 evidenceRoot,
        uint256 bitmap,
        uint256 released
    );
    event MilestonePaid(uint256 indexed cluster, address indexed receiver, uint256 amount);
    /// @notice What was not earned went back to the vault.
    event MoneyReturned(uint256 indexed cluster, uint256 amount);

    /// @notice The caller is not the contract that originates facilities.
    error Milestones_NotOrigination(address caller);
    error Milestones_NotOperator(uint256 cluster, address caller, address operator);
    error Milestones_NoMilestones(uint256 cluster);
    error Milestones_ShortTransfer(uint256 arrived, uint256 expected);
    error Milestones_OutOfOrder(uint256 cluster, Milestone given, Milestone reached);
    error Milestones_MomentOutOfRange(uint256 cluster, uint256 given, uint256 earliest, uint256 latest);
    error Milestones_WrongVersion(uint256 cluster, uint32 given, uint32 current);
    error Milestones_Closed(uint256 cluster, uint256 closesAt);
    error Milestones_StillOpen(uint256 cluster, uint256 closesAt);
    error Milestones_NothingToPay(uint256 cluster);
    error Milestones_NothingToReturn(uint256 cluster);

    /// @notice Origination only: `amount` of the asset has arrived for the cluster's milestones.
    function onDraw(uint256 cluster, uint256 amount) external;

    /// @notice Anyone submits the attestation of a quorum. Milestones come in order, each not before the one before, none in
    ///         the future. What has been drawn or will be is released up to its share.
    function attest(
        MilestoneAttestation calldata attestation,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external;

    /// @notice Operator: what is released and not paid, to `receiver`.
    function pay(uint256 cluster, address receiver) external returns (uint256 amount);

    /// @notice Anyone, once the deadline and a week for attesting have passed, or the facility is being resolved or has ended:
    ///         what is not released goes back to the vault.
    function giveBack(uint256 cluster) external returns (uint256 amount);

    // --- views ---

    /// @notice The attested in-service second, 0 if there is none.
    function inServiceAt(uint256 cluster) external view returns (uint40);
    function escrowOf(uint256 cluster) external view returns (Escrow memory);
    /// @notice What reporters sign.
    function digestOf(MilestoneAttestation calldata attestation) external view returns (bytes32);
    function vault() external view returns (address);
    function asset() external view returns (address);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @dev Seconds after the last day of service in which a milestone may still be attested. The managers and `DrawEscrow`
///      count with it.
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
    uint256 cluster; // id of the title
    Milestone milestone; // uint8 in the typed data
    uint32 reporterSet; // version of the reporters' set
    uint32 clusterVersion; // version of the hardware, as the registry has it
    uint40 reachedAt; // unix seconds; `at` in the typed data
    bytes32 evidenceRoot; // Merkle root of orders, bills of lading, photographs, meter readings
}

/// @notice The money of one cluster that waits for milestones, base units.
struct Escrow {
    uint256 drawn; // everything that was drawn into it
    uint256 earned; // of that, what the milestones so far have earned
    uint256 cleared; // of that, what the operator may be paid: nobody can undo it
    uint256 paid; // of that, what the operator has taken
    uint256 returned; // what went back to the vault
    uint40 orderedAt; // unix seconds; 0 until attested
    uint40 deliveredAt; // likewise
    uint40 inServiceAt; // likewise
    uint40 closesAt; // unix seconds; from here on nothing is attested, and what is not earned goes back
    uint40 clearsAt; // unix seconds; from here on all that is earned has cleared; 0 before any draw or attestation
    uint40 vetoUntil; // unix seconds; what was attested last may be undone before; 0 before any attestation
    uint8 vetoes; // 0: the guardian may undo it; 1: the arbiter; 2: nobody
}

/// @title Draw Escrow
/// @notice Holds drawn money until the reporters' quorum says that the hardware was ordered, delivered, put in service.
///         It is paid a long window of the oracle later, in which the attestation can be undone. What has not been
///         earned by the deadline goes back to the vault.
interface IDrawEscrow {
    /// @notice Drawn money arrived; `drawn` is what was drawn so far, base units. What is earned of it, and of what had
    ///         not cleared, clears at `clearsAt`, unix seconds.
    event MoneyArrived(uint256 indexed cluster, uint256 amount, uint256 drawn, uint40 clearsAt);
    /// @notice A quorum (`bitmap`: which of the reporters) attested a milestone that was reached at `reachedAt` (unix
    ///         seconds). `earned` is what may be paid in all, base units, from `clearsAt` (unix seconds) on.
    event MilestoneReached(
        uint256 indexed cluster,
        Milestone indexed milestone,
        uint40 reachedAt,
        bytes32 evidenceRoot,
        uint256 bitmap,
        uint256 earned,
        uint40 clearsAt
    );
    /// @notice A veto has undone what was attested after `standing`, up to `undone`: as if it had never been.
    event MilestonesVetoed(uint256 indexed cluster, address indexed by, Milestone undone, Milestone standing);
    /// @notice What milestones had earned was paid to the operator's `receiver`, base units.
    event MilestonePaid(uint256 indexed cluster, address indexed receiver, uint256 amount);
    /// @notice What was not earned went back to the vault, base units.
    event MoneyReturned(uint256 indexed cluster, uint256 amount);

    /// @notice The caller is not the contract that originates facilities.
    error DrawEscrow_NotOrigination(address caller);
    /// @notice The caller does not operate the cluster.
    error DrawEscrow_NotOperator(uint256 cluster, address caller, address operator);
    /// @notice The cluster's terms have no shares for milestones, or no source of the vault finances it.
    error DrawEscrow_NoMilestones(uint256 cluster);
    /// @notice Less arrived than was drawn, base units.
    error DrawEscrow_ShortTransfer(uint256 arrived, uint256 expected);
    /// @notice The milestone is not the one that follows the newest reached.
    error DrawEscrow_OutOfOrder(uint256 cluster, Milestone given, Milestone reached);
    /// @notice The milestone would be reached before the one before it, or in the future; unix seconds.
    error DrawEscrow_MomentOutOfRange(uint256 cluster, uint256 given, uint256 earliest, uint256 latest);
    /// @notice The attestation speaks of another version of the hardware.
    error DrawEscrow_WrongVersion(uint256 cluster, uint32 given, uint32 current);
    /// @notice Nothing is attested any more: since `closesAt` (unix seconds), or since a resolution was opened or the
    ///         facility ended.
    error DrawEscrow_Closed(uint256 cluster, uint256 closesAt);
    /// @notice Milestones may still be attested until `closesAt`, unix seconds.
    error DrawEscrow_StillOpen(uint256 cluster, uint256 closesAt);
    /// @notice Nothing is earned that has not been paid.
    error DrawEscrow_NothingToPay(uint256 cluster);
    /// @notice What is earned and not paid has not cleared: it does at `clearsAt`, unix seconds.
    error DrawEscrow_NotCleared(uint256 cluster, uint256 clearsAt);
    /// @notice Nothing was attested that a veto could still undo.
    error DrawEscrow_NothingToVeto(uint256 cluster);
    /// @notice It is another's turn: of so many vetoes since the newest milestone that stands. The guardian has the
    ///         first, the arbiter the second, nobody another.
    error DrawEscrow_WrongVeto(uint256 cluster, uint8 vetoes);
    /// @notice Nothing is left that was neither earned nor returned.
    error DrawEscrow_NothingToReturn(uint256 cluster);

    /// @notice Origination only: `amount` of the asset has arrived for the cluster's milestones. Refused when it has
    ///         not (`DrawEscrow_ShortTransfer`).
    /// @param cluster Id of the title
    /// @param amount Base units
    function onDraw(uint256 cluster, uint256 amount) external;

    /// @notice Anyone, with a quorum's signatures: submits an attestation. Milestones come in order
    ///         (`DrawEscrow_OutOfOrder`), each not before the one before, none in the future
    ///         (`DrawEscrow_MomentOutOfRange`), and none too late (`DrawEscrow_Closed`). What has been drawn or will be
    ///         is earned up to its share, and clears a long window of the oracle later, unless a veto undoes it.
    /// @param attestation What was signed
    /// @param signers Reporters that signed, ascending
    /// @param signatures Theirs, in that order
    function attest(
        MilestoneAttestation calldata attestation,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external;

    /// @notice Guardian only, before `vetoUntil`: undoes what was attested since the newest milestone that stands, once
    ///         until another one does. Reporters may attest anew. Refused when there is nothing to undo
    ///         (`DrawEscrow_NothingToVeto`), and when it has been done already (`DrawEscrow_WrongVeto`).
    /// @param cluster Id of the title
    function veto(uint256 cluster) external;

    /// @notice Arbiter only: the same, after the guardian's veto (`DrawEscrow_WrongVeto` before, and a third time).
    /// @param cluster Id of the title
    function vetoAgain(uint256 cluster) external;

    /// @notice Operator: pays out what has cleared and is not paid, to `receiver`. Refused when that is nothing
    ///         (`DrawEscrow_NotCleared`, `DrawEscrow_NothingToPay`).
    /// @param cluster Id of the title
    /// @param receiver Of the money
    /// @return amount Base units
    function pay(uint256 cluster, address receiver) external returns (uint256 amount);

    /// @notice Anyone, once the deadline and a week for attesting have passed, or the facility is being resolved or has
    ///         ended: what is not earned goes back to the vault, and in a resolution what has not cleared. Refused
    ///         before (`DrawEscrow_StillOpen`), and when that is nothing (`DrawEscrow_NothingToReturn`).
    /// @param cluster Id of the title
    /// @return amount Base units
    function giveBack(uint256 cluster) external returns (uint256 amount);

    // --- views ---

    /// @notice The attested in-service second, once nobody can undo it.
    /// @param cluster Id of the title
    /// @return Unix seconds, 0 if there is none
    function inServiceAt(uint256 cluster) external view returns (uint40);
    /// @notice The money of a cluster that waits for milestones. Reverts where no source of the vault finances it
    ///         (`DrawEscrow_NoMilestones`).
    /// @param cluster Id of the title
    /// @return Base units and unix seconds
    function escrowOf(uint256 cluster) external view returns (Escrow memory);
    /// @notice EIP-712 digest that reporters sign.
    /// @param attestation Any
    /// @return The digest
    function digestOf(MilestoneAttestation calldata attestation) external view returns (bytes32);
    /// @notice The vault whose money waits here.
    /// @return Its address
    function vault() external view returns (address);
    /// @notice The token of that money: the vault's.
    /// @return Its address
    function asset() external view returns (address);
}

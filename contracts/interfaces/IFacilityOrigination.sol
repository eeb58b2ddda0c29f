// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Terms} from "./FacilityTypes.sol";
import {ClusterStatus, IClusterRegistry} from "./IClusterRegistry.sol";
import {ICovenants} from "./ICovenants.sol";
import {IFacilityManager} from "./IFacilityManager.sol";
import {IGpuYieldVault} from "./IGpuYieldVault.sol";
import {IDrawEscrow} from "./IDrawEscrow.sol";
import {IOperatorBond} from "./IOperatorBond.sol";
import {IDrawLimits} from "./IDrawLimits.sol";
import {IRevenueOracle} from "./IRevenueOracle.sol";

/// @notice What was approved of a facility, and drawn of it.
struct Approval {
    uint40 inServiceBy; // unix seconds; no draws after it
    uint16 bondBps; // of the cost; the operator's bond before a draw
    uint16 orderedBps; // of what is drawn
    uint16 deliveredBps; // of what is drawn, beside it
    address operator;
    uint128 amount; // base units, most that may be drawn
    uint128 drawn; // base units
}

/// @notice The contracts that origination works with, for life.
struct OriginationParts {
    IGpuYieldVault vault;
    IClusterRegistry registry;
    IOperatorBond bond;
    IDrawLimits drawLimits;
    IDrawEscrow drawEscrow;
    ICovenants covenants;
}

/// @title FacilityOrigination
/// @notice How facilities of every form begin: approved on their terms, drawn, put in service.
interface IFacilityOrigination {
    // --- events ---

    /// @notice The facility may be drawn on these terms; cost and salvage in base units, useful life in seconds.
    event FacilityApproved(
        uint256 indexed cluster,
        address indexed operator,
        address indexed manager,
        Terms terms,
        uint128 cost,
        uint128 salvage,
        uint32 usefulLife
    );
    /// @notice The guardian lowered what may be drawn, base units.
    event ApprovalLowered(uint256 indexed cluster, uint128 oldAmount, uint128 newAmount);
    /// @notice Cash became hardware. `cost` is what has been drawn in all. Base units.
    event Drawn(uint256 indexed cluster, address indexed receiver, uint256 amount, uint256 cost);
    /// @notice Drawn money that no milestone earned came back: value became cash. `cost` is what is still drawn. Base
    ///         units.
    event DrawReturned(uint256 indexed cluster, uint256 amount, uint256 cost);
    /// @notice The cluster is in service since `inServiceAt` (unix seconds), where its first period starts.
    event Commissioned(uint256 indexed cluster, uint40 inServiceAt);
    /// @notice The governor has written running costs of the facility that are carried over down to `limit` base units:
    ///         the manager says what that takes (`CostsNotCarried`).
    event CostsWrittenDown(uint256 indexed cluster, uint256 limit);

    // --- errors ---

    /// @notice The facility has been approved already.
    error FacilityOrigination_AlreadyApproved(uint256 cluster);
    /// @notice The caller does not operate the cluster.
    error FacilityOrigination_NotOperator(uint256 cluster, address caller, address operator);
    /// @notice The title does not lie with a source of the vault that finances this form.
    error FacilityOrigination_NoTitle(uint256 cluster, address holder);
    /// @notice A term is outside its range, in the term's own unit.
    error FacilityOrigination_TermOutOfRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum);
    /// @notice A term belongs to another form (`form` as in `Form`).
    error FacilityOrigination_TermNotForForm(bytes32 field, uint8 form);
    /// @notice Thresholds of the tiers are not in order, bps.
    error FacilityOrigination_TiersNotInOrder(bytes32 field, uint256 tier1, uint256 tier2, uint256 tier3);
    /// @notice Rent and buyout do not add up to the price, base units.
    error FacilityOrigination_RentTooSmall(uint256 total, uint256 amount);
    /// @notice Longest period and delays (seconds) together exceed the vesting cap.
    error FacilityOrigination_DelaysAboveVestingCap(uint256 delays, uint256 vestingCap);
    /// @notice The cluster is not on order: `status` is where it stands.
    error FacilityOrigination_NotOrdered(uint256 cluster, ClusterStatus status);
    /// @notice More than approved would be drawn, base units.
    error FacilityOrigination_AboveApproval(uint256 cluster, uint256 cost, uint256 approved);
    /// @notice The approval would not be lower, or lower than what is drawn. Base units.
    error FacilityOrigination_ApprovalNotLower(uint256 given, uint256 current);
    /// @notice The last second for draws (unix) has passed.
    error FacilityOrigination_ApprovalExpired(uint256 cluster, uint40 inServiceBy);
    /// @notice Nothing was asked for.
    error FacilityOrigination_ZeroAmount();
    /// @notice The operator's bond is smaller than the terms ask, base units.
    error FacilityOrigination_BondTooSmall(uint256 cluster, uint256 bond, uint256 required);
    /// @notice So many facilities of the operator break their covenants.
    error FacilityOrigination_OperatorInBreach(address operator, uint256 facilities);
    /// @notice The caller is not the escrow of draws.
    error FacilityOrigination_NotDrawEscrow(address caller);
    /// @notice No source of the vault finances the cluster.
    error FacilityOrigination_NotFinanced(uint256 cluster);
    /// @notice The reporters have not attested that the cluster is in service.
    error FacilityOrigination_NotAttested(uint256 cluster);
    /// @notice The terms have milestones: the cluster is in service when the reporters say so.
    error FacilityOrigination_AttestedOnly(uint256 cluster);

    // --- sources ---

    /// @notice Governor, with its delay: has a source take reports from another oracle. Refused for one of another
    ///         registry (`FacilityManager_OtherRegistry`) or with other decimals (`FacilityManager_WrongAsset`).
    /// @param manager Source of the vault
    /// @param oracle Of the same registry and decimals
    function setOracle(IFacilityManager manager, IRevenueOracle oracle) external;

    /// @notice Governor, with its delay: writes running costs of a facility that are carried over down, energy last:
    ///         what the operator has said to have paid and nobody believes stands ahead of the vault no more. Refused
    ///         for what no source finances (`FacilityOrigination_NotFinanced`), and where no more is carried over
    ///         (`FacilityManager_CostsNotAbove`).
    /// @param cluster Id of the title
    /// @param limit Base units that are carried over from then on
    function writeDownCosts(uint256 cluster, uint256 limit) external;

    // --- the beginning of a facility ---

    /// @notice Originators (curator with its delay, auction): approves a facility for an ordered cluster whose title
    ///         lies with a source that finances the form. Refused for any other title (`FacilityOrigination_NoTitle`),
    ///         a second time (`FacilityOrigination_AlreadyApproved`), and outside the terms' ranges
    ///         (`FacilityOrigination_TermOutOfRange`).
    /// @param cluster Id of the title
    /// @param terms What is approved; units as in `Terms`
    function approve(uint256 cluster, Terms calldata terms) external;
    /// @notice Guardian: lowers what may still be drawn, at once. Refused when it would not be lower, or lower than
    ///         what is drawn (`FacilityOrigination_ApprovalNotLower`).
    /// @param cluster Id of the title
    /// @param amount Base units; most that may be drawn in all
    function lowerApproval(uint256 cluster, uint128 amount) external;
    /// @notice Operator: draws for hardware, or into the draw escrow where the terms have shares for them. NAV
    ///         does not move: cash becomes value. Refused beyond what was approved
    ///         (`FacilityOrigination_AboveApproval`), after the last second for it
    ///         (`FacilityOrigination_ApprovalExpired`), without the bond (`FacilityOrigination_BondTooSmall`), while
    ///         the operator breaks a covenant (`FacilityOrigination_OperatorInBreach`), beyond a limit, and
    ///         without the notice of drawing that one goes by (`IDrawLimits`).
    /// @param cluster Id of the title
    /// @param amount Base units
    /// @param receiver Of the money, unless it waits for milestones
    function draw(uint256 cluster, uint256 amount, address receiver) external;
    /// @notice Draw escrow only: what was drawn and never earned came back, sent to the vault before. NAV does not
    ///         move.
    /// @param cluster Id of the title
    /// @param amount Base units
    function returnDraw(uint256 cluster, uint256 amount) external;
    /// @notice Operator: declares the cluster in service. Refused so early that the first report or payment would be
    ///         overdue by now (`FacilityManager_InServiceTooEarly`), and where the terms have milestones
    ///         (`FacilityOrigination_AttestedOnly`).
    /// @param cluster Id of the title
    /// @param inServiceAt Unix seconds, where its first period starts
    function commission(uint256 cluster, uint40 inServiceAt) external;
    /// @notice Anyone, once the reporters have attested it: puts the cluster in service, at the attested second or,
    ///         where that is longer ago than one period, one period ago. Possible until a resolution is opened, also
    ///         while it is late: it is cured by it. Refused before (`FacilityOrigination_NotAttested`), and unless it
    ///         is drawn (`FacilityManager_WrongStatus`).
    /// @param cluster Id of the title
    /// @return inServiceAt Unix seconds, where its first period starts
    function commissionAttested(uint256 cluster) external returns (uint40 inServiceAt);

    // --- views ---

    /// @notice What was approved of a facility, and drawn of it.
    /// @param cluster Id of the title
    /// @return Money in base units; all zero where nothing was approved
    function approvalOf(uint256 cluster) external view returns (Approval memory);
    /// @notice What a facility has cost so far: drawn, and not returned.
    /// @param cluster Id of the title
    /// @return Base units
    function drawnOf(uint256 cluster) external view returns (uint256);
    /// @notice Which manager accounts for a cluster.
    /// @param cluster Id of the title
    /// @return Whom the registry names, a source of the vault once a facility was approved; zero if nobody
    function managerOf(uint256 cluster) external view returns (IFacilityManager);
    /// @notice The contracts it works with.
    /// @return Their addresses
    function parts() external view returns (OriginationParts memory);
}

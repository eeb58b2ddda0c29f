// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {CovenantFigures, CovenantState, CovenantTerms} from "./FacilityTypes.sol";

/// @title Covenants
/// @notice What facilities of one vault have promised, held against each report: three tests with three tiers each. The
///         worst counts.
interface ICovenants {
    /// @notice A report was held against the covenants. `tier` (0 to 3) is what it asks for by itself; ratios in bps.
    event CovenantsTested(uint256 indexed cluster, uint32 indexed period, uint8 tier, CovenantFigures figures);
    /// @notice The tier (0 to 3) moved: up at once, down by one after enough good reports. Ratios in bps.
    event CovenantTierChanged(uint256 indexed cluster, uint8 oldTier, uint8 newTier, CovenantFigures figures);
    /// @notice So many facilities of an operator break their covenants now.
    event BreachesChanged(address indexed operator, uint256 breaches);

    /// @notice No source of the vault finances the cluster.
    error Covenants_NotFinanced(uint256 cluster);
    /// @notice The caller is not the contract that originates facilities.
    error Covenants_NotOrigination(address caller);
    /// @notice The caller does not account for the cluster.
    error Covenants_NotManager(uint256 cluster, address caller);

    /// @notice Origination only, when it approves the facility: remembers what that promises. Refused for any other
    ///         caller (`Covenants_NotOrigination`).
    /// @param cluster Id of the title
    /// @param operator Of the facility
    /// @param terms Of the covenants; units as in `CovenantTerms`
    function set(uint256 cluster, address operator, CovenantTerms calldata terms) external;
    /// @notice Manager only: holds a report that it has just taken in against the covenants. Refused for any other
    ///         caller (`Covenants_NotManager`).
    /// @param cluster Id of the title
    /// @param period Of the report
    /// @param payment Level payment, base units; 0 where nothing is owed
    /// @param between Seconds between payments
    /// @param value Base units, as of now: outstanding, or depreciated
    /// @return tier After it, from 0 to 3
    function onReport(
        uint256 cluster,
        uint32 period,
        uint256 payment,
        uint256 between,
        uint256 value
    ) external returns (uint8 tier);
    /// @notice Manager only: forgets what the facility has promised, since it has ended.
    /// @param cluster Id of the title
    function end(uint256 cluster) external;

    // --- views ---

    /// @notice The tier of a facility's covenants; 0: kept.
    /// @param cluster Id of the title
    /// @return From 0 to 3
    function tierOf(uint256 cluster) external view returns (uint8);
    /// @notice Low edge of the price band at closing; 0 where none was agreed.
    /// @param cluster Id of the title
    /// @return Base units per GPU-hour
    function priceLowOf(uint256 cluster) external view returns (uint96);
    /// @notice How the covenants of a facility stand.
    /// @param cluster Id of the title
    /// @return Terms and state
    function covenantsOf(uint256 cluster) external view returns (CovenantState memory);
    /// @notice Facilities of an operator whose covenants are broken: while there is one it draws nothing.
    /// @param operator Of facilities
    /// @return How many
    function breachesOf(address operator) external view returns (uint256);
    /// @notice The vault whose sources these are.
    /// @return Its address
    function vault() external view returns (address);
}

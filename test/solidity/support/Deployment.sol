// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ClusterRegistry} from "../../../contracts/ClusterRegistry.sol";
import {CollateralEscrow} from "../../../contracts/CollateralEscrow.sol";
import {Covenants} from "../../../contracts/Covenants.sol";
import {FacilityOrigination} from "../../../contracts/FacilityOrigination.sol";
import {GpuYieldVault} from "../../../contracts/GpuYieldVault.sol";
import {DrawEscrow} from "../../../contracts/DrawEscrow.sol";
import {OperatorBond} from "../../../contracts/OperatorBond.sol";
import {RedemptionQueue} from "../../../contracts/RedemptionQueue.sol";
import {LossAnnouncements} from "../../../contracts/LossAnnouncements.sol";
import {Workouts} from "../../../contracts/Workouts.sol";
import {RevenueOracle} from "../../../contracts/RevenueOracle.sol";
import {DrawLimits} from "../../../contracts/DrawLimits.sol";
import {VaultLens} from "../../../contracts/VaultLens.sol";
import {FacilityLens} from "../../../contracts/facilities/FacilityLens.sol";
import {LoanLedger} from "../../../contracts/facilities/LoanLedger.sol";
import {LoanManager} from "../../../contracts/facilities/LoanManager.sol";
import {RevenueShareManager} from "../../../contracts/facilities/RevenueShareManager.sol";
import {ManagerParts} from "../../../contracts/interfaces/IFacilityManager.sol";
import {OriginationParts} from "../../../contracts/interfaces/IFacilityOrigination.sol";
import {VaultTerms} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {Limits} from "../../../contracts/interfaces/IDrawLimits.sol";
import {WorkoutTerms} from "../../../contracts/interfaces/IWorkouts.sol";
import {ModelBounds} from "../../../contracts/interfaces/IReportBounds.sol";
import {OracleTimings} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {MockToken} from "../../../contracts/mocks/MockToken.sol";
import {ReportBounds} from "../../../contracts/oracle/ReportBounds.sol";
import {Contradictions} from "../../../contracts/oracle/Contradictions.sol";
import {ReporterQuorum} from "../../../contracts/oracle/ReporterQuorum.sol";
import {Participants} from "./Participants.sol";

/// @notice The whole protocol with real parts, deployed as `deploy/modules` do.
/// @dev Roles carry no delays here: what a delay protects is tested where roles are.
abstract contract Deployment is Participants {
    uint64 internal constant GOVERNOR = 1;
    uint64 internal constant CURATOR = 2;
    uint64 internal constant GUARDIAN = 3;
    uint64 internal constant CONTRADICTIONS = 5;
    uint64 internal constant SLASHER = 6;
    uint64 internal constant DISPUTES = 7;
    uint64 internal constant CUSTODIAN = 9;
    uint64 internal constant LIMITER = 12;

    uint32 internal constant VESTING_FLOOR = 1 days;
    uint32 internal constant VESTING_CAP = 90 days;
    uint32 internal constant CAP_WHOLE_TOKENS = 1_000_000_000;

    uint32 internal constant WINDOW = 6 hours;
    uint32 internal constant LONG_WINDOW = 2 days;
    uint32 internal constant REPORT_DEADLINE = 3 days;
    /// @dev From the longest end of a period until its report is final at the latest.
    uint256 internal constant REPORTING_DELAY = REPORT_DEADLINE + LONG_WINDOW;
    /// @dev Until a dispute is decided at the latest, and by how much a dispute and a veto move deadlines.
    uint32 internal constant DISPUTE_WINDOWS = 7 days;
    uint256 internal constant MOST_POSTPONED = DISPUTE_WINDOWS + LONG_WINDOW + REPORTING_DELAY;
    uint32 internal constant PAYMENT_GRACE = 5 days;
    uint32 internal constant EPOCH = 7 days;
    uint32 internal constant TICK = 1 hours;
    uint32 internal constant MARKDOWN = 90 days;
    uint32 internal constant WORKOUT_PERIOD = 180 days;
    uint32 internal constant CLAIM_PERIOD = 180 days;

    bytes32 internal constant MODEL = "H100-SXM5";
    uint32 internal constant GPUS = 256;
    uint32 internal constant MAX_PERIOD = 30 days;
    uint256 internal constant QUORUM = 3;

    AccessManager internal accessManager;
    MockToken internal asset;
    GpuYieldVault internal vault;
    VaultLens internal vaultLens;
    RedemptionQueue internal queue;
    RevenueShareManager internal revenueShares;
    LoanManager internal loans;
    LoanLedger internal ledger;
    FacilityLens internal lens;
    FacilityOrigination internal origination;
    CollateralEscrow internal escrow;
    OperatorBond internal bond;
    DrawLimits internal drawLimits;
    LossAnnouncements internal losses;
    Workouts internal workouts;
    ClusterRegistry internal registry;
    RevenueOracle internal oracle;
    ReporterQuorum internal quorum;
    Contradictions internal contradictions;

    uint256 internal unit; // one whole token, base units

    function deployProtocol(uint8 decimals, uint16 feeBps) internal {
        unit = 10 ** decimals;
        asset = new MockToken("Dollar", "USD", decimals);
        accessManager = new AccessManager(address(this));
        _deployOracle(decimals);
        vault = new GpuYieldVault(
            address(accessManager),
            asset,
            VaultTerms({
                name: "GPU Yield",
                symbol: "GPUY",
                vestingFloor: VESTING_FLOOR,
                vestingCap: VESTING_CAP,
                capWholeTokens: CAP_WHOLE_TOKENS,
                epochLength: EPOCH,
                delinquencyLimitBps: 200,
                toleranceBps: 50,
                tick: TICK,
                markdownPeriod: MARKDOWN,
                feeBps: feeBps,
                feeRecipient: feeRecipient
            })
        );
        queue = RedemptionQueue(vault.queue());
        escrow = new CollateralEscrow(address(accessManager), address(asset));
        bond = new OperatorBond(address(accessManager), vault, registry, escrow, 30 days);
        _deployManagers();
        vaultLens = new VaultLens(vault);
        lens = new FacilityLens(vault, registry);
        _grantRoles();
    }

    function _deployOracle(uint8 decimals) private {
        _seatReporters();
        registry = new ClusterRegistry(address(accessManager));
        quorum = new ReporterQuorum(address(accessManager), reporters, uint8(QUORUM), new address[](0));
        ReportBounds bounds = new ReportBounds(address(accessManager), decimals, 3_000);
        bounds.setBounds(MODEL, _modelBounds());
        oracle = new RevenueOracle(
            address(accessManager),
            address(registry),
            address(quorum),
            address(bounds),
            decimals,
            OracleTimings(WINDOW, LONG_WINDOW, REPORT_DEADLINE),
            address(0)
        );
        contradictions = new Contradictions(oracle);
    }

    function _deployManagers() private {
        Limits memory limits = Limits(10_000, 10_000, 10_000, 10_000, 10_000, 0, 8_000, 3_500);
        drawLimits = new DrawLimits(address(accessManager), vault, registry, limits);
        DrawEscrow drawEscrow = new DrawEscrow(address(accessManager), vault, registry);
        Covenants covenants = new Covenants(vault, registry, drawLimits);
        losses = new LossAnnouncements(address(accessManager), vault, registry);
        workouts = new Workouts(
            address(accessManager),
            vault,
            registry,
            bond,
            losses,
            WorkoutTerms(WORKOUT_PERIOD, CLAIM_PERIOD)
        );
        origination = new FacilityOrigination(
            address(accessManager),
            OriginationParts(vault, registry, bond, drawLimits, drawEscrow, covenants)
        );
        ManagerParts memory parts = ManagerParts(vault, registry, workouts, covenants, origination);
        revenueShares = new RevenueShareManager(parts, oracle);
        loans = new LoanManager(parts, oracle);
        ledger = LoanLedger(address(loans.ledger()));
        vault.bindSource(address(revenueShares));
        vault.bindSource(address(loans));
        vault.bindSource(address(losses));
    }

    function _modelBounds() private view returns (ModelBounds memory) {
        return
            ModelBounds({
                minPrice: uint96(unit / 2),
                maxPrice: uint96(12 * unit),
                leastBusyWatts: 200,
                minTariff: uint96(unit / 100),
                maxTariff: uint96((6 * unit) / 10),
                otherOpexCap: uint96(3 * unit)
            });
    }

    function _grantRoles() private {
        accessManager.grantRole(GOVERNOR, governor, 0);
        accessManager.grantRole(CURATOR, curator, 0);
        accessManager.grantRole(GUARDIAN, guardian, 0);
        accessManager.grantRole(CONTRADICTIONS, address(contradictions), 0);
        accessManager.grantRole(SLASHER, address(workouts), 0);
        accessManager.grantRole(DISPUTES, address(this), 0);
        accessManager.grantRole(CUSTODIAN, address(bond), 0);
        accessManager.grantRole(LIMITER, address(drawLimits), 0);

        _map(address(quorum), quorum.eject.selector, CONTRADICTIONS);
        _map(address(oracle), oracle.contest.selector, CONTRADICTIONS);
        _map(address(oracle), oracle.uphold.selector, GOVERNOR);
        _map(address(oracle), oracle.veto.selector, GUARDIAN);
        _map(address(oracle), oracle.dispute.selector, DISPUTES);
        _map(address(oracle), oracle.endDispute.selector, DISPUTES);
        _map(address(registry), registry.register.selector, CURATOR);
        _map(address(vault), vault.rescue.selector, GOVERNOR);
        _map(address(vault), vault.setFee.selector, GOVERNOR);
        _map(address(vault), vault.setCap.selector, GOVERNOR);
        _map(address(vault), vault.unpause.selector, CURATOR);
        _map(address(vault), vault.skim.selector, CURATOR);
        _map(address(vault), vault.pause.selector, GUARDIAN);
        _map(address(vault), vault.lowerCap.selector, GUARDIAN);
        _map(address(vault), vault.noticeDraw.selector, LIMITER);
        _map(address(origination), origination.approve.selector, CURATOR);
        _map(address(origination), origination.lowerApproval.selector, GUARDIAN);
        _map(address(losses), losses.announceWriteDown.selector, CURATOR);
        _map(address(losses), losses.announceLostGpus.selector, CURATOR);
        _map(address(losses), losses.cancelAnnouncement.selector, GUARDIAN);
        _map(address(workouts), workouts.endClaim.selector, GOVERNOR);
        _map(address(workouts), workouts.prolongClaim.selector, GUARDIAN);
        _map(address(workouts), workouts.offerSale.selector, CURATOR);
        _map(address(workouts), workouts.openResolution.selector, CURATOR);
        _map(address(workouts), workouts.closeResolution.selector, CURATOR);
        _map(address(bond), bond.seize.selector, SLASHER);
        _map(address(escrow), escrow.deposit.selector, CUSTODIAN);
        _map(address(escrow), escrow.pay.selector, CUSTODIAN);
        _map(address(escrow), escrow.release.selector, CUSTODIAN);
    }

    function _map(address target, bytes4 selector, uint64 role) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        accessManager.setTargetFunctionRole(target, selectors, role);
    }
}

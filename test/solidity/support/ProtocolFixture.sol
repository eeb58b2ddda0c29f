// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {BookOrigination} from "../../../contracts/BookOrigination.sol";
import {ClusterRegistry} from "../../../contracts/ClusterRegistry.sol";
import {CollateralEscrow} from "../../../contracts/CollateralEscrow.sol";
import {FacilityBook} from "../../../contracts/FacilityBook.sol";
import {Milestones} from "../../../contracts/Milestones.sol";
import {OperatorBond} from "../../../contracts/OperatorBond.sol";
import {RedemptionQueue} from "../../../contracts/RedemptionQueue.sol";
import {Resolutions} from "../../../contracts/Resolutions.sol";
import {Underwriting} from "../../../contracts/Underwriting.sol";
import {VaultTerms} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {GpuYieldVault} from "../../../contracts/GpuYieldVault.sol";
import {RevenueOracle} from "../../../contracts/RevenueOracle.sol";
import {Registration} from "../../../contracts/interfaces/IClusterRegistry.sol";
import {BookParts, Form, Lines, Terms} from "../../../contracts/interfaces/IBookEvents.sol";
import {Limits} from "../../../contracts/interfaces/IUnderwriting.sol";
import {ModelBounds} from "../../../contracts/interfaces/IReportBounds.sol";
import {OracleTimings, RevenueReport} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {MockToken} from "../../../contracts/mocks/MockToken.sol";
import {ReportBounds} from "../../../contracts/oracle/ReportBounds.sol";
import {ReporterQuorum} from "../../../contracts/oracle/ReporterQuorum.sol";
import {SolidityTest} from "./SolidityTest.sol";

/// @notice The whole protocol with real parts, and one function for each thing a participant does to it.
/// @dev Roles carry no delays here: what a delay protects is tested where roles are. Reporters sign with real keys.
abstract contract ProtocolFixture is SolidityTest {
    uint64 internal constant GOVERNOR = 1;
    uint64 internal constant CURATOR = 2;
    uint64 internal constant GUARDIAN = 3;
    uint64 internal constant ORACLE = 5;
    uint64 internal constant SLASHER = 6;
    uint64 internal constant CUSTODIAN = 9;

    uint32 internal constant VESTING_FLOOR = 1 days;
    uint32 internal constant VESTING_CAP = 90 days;
    uint32 internal constant CAP_WHOLE_TOKENS = 1_000_000_000;

    uint32 internal constant WINDOW = 6 hours;
    uint32 internal constant LONG_WINDOW = 2 days;
    uint32 internal constant REPORT_DEADLINE = 3 days;
    /// @dev From the longest end of a period until its report is final at the latest.
    uint256 internal constant REPORTING_DELAY = REPORT_DEADLINE + LONG_WINDOW;
    uint32 internal constant PAYMENT_GRACE = 5 days;
    uint32 internal constant LINE = 90 days;
    uint32 internal constant EPOCH = 7 days;

    bytes32 internal constant MODEL = "H100-SXM5";
    uint32 internal constant GPUS = 256;
    uint32 internal constant MAX_PERIOD = 30 days;
    uint256 internal constant QUORUM = 3;

    AccessManager internal manager;
    MockToken internal asset;
    GpuYieldVault internal vault;
    FacilityBook internal book;
    RedemptionQueue internal queue;
    CollateralEscrow internal escrow;
    OperatorBond internal bond;
    Resolutions internal resolutions;
    ClusterRegistry internal registry;
    RevenueOracle internal oracle;
    ReporterQuorum internal quorum;

    uint256 internal unit; // one whole token, base units

    address internal governor = actor("governor");
    address internal curator = actor("curator");
    address internal guardian = actor("guardian");
    address internal operator = actor("operator");
    address internal feeRecipient = actor("fee recipient");

    /// @dev Reporters and their keys, ascending by address.
    address[] internal reporters;
    mapping(address reporter => uint256 key) private _keys;

    // --- deployment ---

    function deployProtocol(uint8 decimals, uint16 feeBps) internal {
        unit = 10 ** decimals;
        asset = new MockToken("Dollar", "USD", decimals);
        manager = new AccessManager(address(this));
        _seatReporters();
        registry = new ClusterRegistry(address(manager));
        quorum = new ReporterQuorum(address(manager), reporters, uint8(QUORUM));
        ReportBounds bounds = new ReportBounds(address(manager), decimals, 3_000);
        oracle = new RevenueOracle(
            address(manager),
            address(registry),
            address(quorum),
            address(bounds),
            decimals,
            OracleTimings(WINDOW, LONG_WINDOW, REPORT_DEADLINE),
            address(0)
        );
        vault = new GpuYieldVault(
            address(manager),
            asset,
            VaultTerms("GPU Yield", "GPUY", VESTING_FLOOR, VESTING_CAP, CAP_WHOLE_TOKENS, EPOCH, 200)
        );
        queue = RedemptionQueue(vault.queue());
        escrow = new CollateralEscrow(address(manager), address(asset));
        bond = new OperatorBond(address(manager), vault, escrow, 30 days);
        BookParts memory parts = BookParts(
            vault,
            registry,
            bond,
            new Underwriting(address(manager), vault, Limits(10_000, 10_000, 10_000, 10_000, 10_000, 0, 8_000, 3_500)),
            new Milestones(vault)
        );
        BookOrigination origination = new BookOrigination(address(manager), parts);
        book = new FacilityBook(address(manager), parts, origination, oracle, feeBps, feeRecipient);
        resolutions = Resolutions(book.resolutions());
        vault.bindBook(address(book));
        bounds.setBounds(MODEL, _modelBounds());
        _grantRoles();
    }

    // --- what participants do ---

    function depositAs(address who, uint256 assets) internal returns (uint256 shares) {
        asset.mint(who, assets);
        vm.startPrank(who);
        asset.approve(address(vault), assets);
        shares = vault.deposit(assets, who);
        vm.stopPrank();
    }

    function registerCluster(uint256 cost, uint256 salvage, uint32 usefulLife) internal returns (uint256 cluster) {
        Registration memory facts = Registration({
            name: "texas-1",
            model: MODEL,
            region: "US-TX",
            operator: operator,
            gpuCount: GPUS,
            systemWatts: 1_275,
            pueBps: 12_500,
            maxPeriod: MAX_PERIOD,
            usefulLife: usefulLife,
            cost: uint128(cost),
            salvage: uint128(salvage),
            serialsRoot: "serials"
        });
        vm.prank(curator);
        cluster = registry.register(facts, address(book));
    }

    function approveFacility(uint256 cluster, Terms memory terms) internal {
        vm.prank(curator);
        book.approve(cluster, terms);
    }

    function plainTerms(uint256 amount) internal view returns (Terms memory terms) {
        terms.form = Form.RevenueShare;
        terms.amount = uint128(amount);
        terms.vaultShareBps = 10_000;
        terms.inServiceBy = uint40(vm.getBlockTimestamp() + 30 days);
        terms.paymentGrace = PAYMENT_GRACE;
        terms.lineLength = LINE;
    }

    function draw(uint256 cluster, uint256 amount) internal {
        vm.prank(operator);
        book.draw(cluster, amount, operator);
    }

    function commission(uint256 cluster, uint256 inServiceAt) internal {
        vm.prank(operator);
        book.commission(cluster, uint40(inServiceAt));
    }

    /// @dev Registered, approved, drawn in full and put in service now.
    function financeCluster(uint256 cost, uint256 salvage, uint32 usefulLife) internal returns (uint256 cluster) {
        cluster = registerCluster(cost, salvage, usefulLife);
        approveFacility(cluster, plainTerms(cost));
        draw(cluster, cost);
        commission(cluster, vm.getBlockTimestamp());
    }

    function payIn(uint256 cluster, uint256 amount) internal {
        asset.mint(operator, amount);
        vm.startPrank(operator);
        asset.approve(address(book), amount);
        book.payIn(cluster, amount);
        vm.stopPrank();
    }

    /// @dev A report of the next period that ends at `end`, with revenue and costs in proportion to what was sold:
    ///      a cluster that sold nothing reports nothing but other opex.
    function nextReportOf(
        uint256 cluster,
        uint256 end,
        uint256 soldBps,
        uint256 pricePerGpuHour
    ) internal view returns (RevenueReport memory r) {
        r.cluster = cluster;
        (r.period, r.revision, r.reporterSet, r.clusterVersion, r.start, ) = oracle.nextReport(cluster);
        r.end = uint40(end);
        uint256 installed = registry.hardware(cluster).gpuCount * (end - r.start);
        uint256 sold = (installed * soldBps) / 10_000;
        r.gpuSecondsAvailable = uint64(installed);
        r.gpuSecondsSold = uint64(sold);
        r.gross = uint128((sold * pricePerGpuHour) / 1 hours);
        r.energyWh = uint64((sold * 1_000) / 1 hours);
        r.energyCost = uint128((uint256(r.energyWh) * unit) / 12_500); // 0.08 a kWh
        r.otherOpex = uint128((installed * unit) / 1 hours / 10); // 0.10 a GPU-hour
        r.evidenceRoot = keccak256(abi.encode(cluster, r.period, r.revision));
    }

    /// @dev Submitted with the signatures of the first three reporters.
    function submit(RevenueReport memory report) internal {
        (address[] memory signers, bytes[] memory signatures) = signedBy(report, QUORUM);
        oracle.submit(report, signers, signatures);
    }

    function signedBy(
        RevenueReport memory report,
        uint256 count
    ) internal view returns (address[] memory signers, bytes[] memory signatures) {
        bytes32 digest = oracle.digestOf(report);
        signers = new address[](count);
        signatures = new bytes[](count);
        for (uint256 i = 0; i < count; ++i) {
            signers[i] = reporters[i];
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(_keys[reporters[i]], digest);
            signatures[i] = abi.encodePacked(r, s, v);
        }
    }

    /// @dev One whole period that ends now: reported, final after the window, paid in full, settled.
    function settlePeriod(uint256 cluster, uint256 soldBps, uint256 price) internal returns (Lines memory) {
        RevenueReport memory report = nextReportOf(cluster, vm.getBlockTimestamp(), soldBps, price);
        submit(report);
        skip(LONG_WINDOW);
        if (report.gross > 0) payIn(cluster, report.gross);
        return book.settle(cluster);
    }

    // --- internals ---

    function _seatReporters() private {
        string[4] memory names = ["reporter A", "reporter B", "reporter C", "reporter D"];
        for (uint256 i = 0; i < names.length; ++i) {
            (address reporter, uint256 key) = signer(names[i]);
            _keys[reporter] = key;
            reporters.push(reporter);
            for (uint256 j = i; j > 0 && reporters[j] < reporters[j - 1]; --j) {
                (reporters[j], reporters[j - 1]) = (reporters[j - 1], reporters[j]);
            }
        }
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
        manager.grantRole(GOVERNOR, governor, 0);
        manager.grantRole(CURATOR, curator, 0);
        manager.grantRole(GUARDIAN, guardian, 0);
        manager.grantRole(ORACLE, address(oracle), 0);
        manager.grantRole(SLASHER, address(resolutions), 0);
        manager.grantRole(CUSTODIAN, address(bond), 0);

        _map(address(quorum), quorum.eject.selector, ORACLE);
        _map(address(oracle), oracle.uphold.selector, GOVERNOR);
        _map(address(oracle), oracle.veto.selector, GUARDIAN);
        _map(address(registry), registry.register.selector, CURATOR);
        _map(address(vault), vault.rescue.selector, GOVERNOR);
        _map(address(vault), vault.setCap.selector, CURATOR);
        _map(address(vault), vault.unpause.selector, CURATOR);
        _map(address(vault), vault.skim.selector, CURATOR);
        _map(address(vault), vault.pause.selector, GUARDIAN);
        _map(address(vault), vault.lowerCap.selector, GUARDIAN);
        _map(address(book), book.setFee.selector, GOVERNOR);
        _map(address(book), book.approve.selector, CURATOR);
        _map(address(book), book.writeDown.selector, CURATOR);
        _map(address(book), book.setLineLength.selector, CURATOR);
        _map(address(resolutions), resolutions.offerSale.selector, CURATOR);
        _map(address(resolutions), resolutions.openResolution.selector, CURATOR);
        _map(address(resolutions), resolutions.closeResolution.selector, CURATOR);
        _map(address(resolutions), resolutions.retireGpus.selector, CURATOR);
        _map(address(bond), bond.seize.selector, SLASHER);
        _map(address(escrow), escrow.deposit.selector, CUSTODIAN);
        _map(address(escrow), escrow.pay.selector, CUSTODIAN);
        _map(address(escrow), escrow.release.selector, CUSTODIAN);
        _map(address(book), book.lowerApproval.selector, GUARDIAN);
    }

    function _map(address target, bytes4 selector, uint64 role) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        manager.setTargetFunctionRole(target, selectors, role);
    }
}

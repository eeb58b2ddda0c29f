// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Hardware, Registration} from "../../../contracts/interfaces/IClusterRegistry.sol";
import {Form, Terms} from "../../../contracts/interfaces/FacilityTypes.sol";
import {IFacilityManager} from "../../../contracts/interfaces/IFacilityManager.sol";
import {RevenueReport} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {Deployment} from "./Deployment.sol";

/// @notice The whole protocol with real parts, and one function for each thing a participant does to it.
/// @dev Reporters sign with real keys.
abstract contract ProtocolFixture is Deployment {
    // --- what participants do ---

    function depositAs(address who, uint256 assets) internal returns (uint256 shares) {
        asset.mint(who, assets);
        vm.startPrank(who);
        asset.approve(address(vault), assets);
        shares = vault.deposit(assets, who);
        vm.stopPrank();
    }

    function registerCluster(uint256 cost, uint256 salvage, uint32 usefulLife) internal returns (uint256) {
        return registerClusterOf(Form.RevenueShare, cost, salvage, usefulLife);
    }

    /// @dev The title lies with the manager of the form from the beginning.
    function registerClusterOf(
        Form form,
        uint256 cost,
        uint256 salvage,
        uint32 usefulLife
    ) internal returns (uint256 cluster) {
        address holder = form == Form.RevenueShare ? address(revenueShares) : address(loans);
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
        cluster = registry.register(facts, holder);
    }

    function approveFacility(uint256 cluster, Terms memory terms) internal {
        vm.prank(curator);
        origination.approve(cluster, terms);
    }

    function plainTerms(uint256 amount) internal view returns (Terms memory terms) {
        terms.form = Form.RevenueShare;
        terms.amount = uint128(amount);
        terms.vaultShareBps = 10_000;
        terms.inServiceBy = uint40(vm.getBlockTimestamp() + 30 days);
        terms.paymentGrace = PAYMENT_GRACE;
    }

    function draw(uint256 cluster, uint256 amount) internal {
        vm.prank(operator);
        origination.draw(cluster, amount, operator);
    }

    function commission(uint256 cluster, uint256 inServiceAt) internal {
        vm.prank(operator);
        origination.commission(cluster, uint40(inServiceAt));
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
        asset.approve(address(managerOf(cluster)), amount);
        managerOf(cluster).payIn(cluster, amount);
        vm.stopPrank();
    }

    function settleFacility(uint256 cluster) internal {
        managerOf(cluster).settle(cluster);
    }

    function managerOf(uint256 cluster) internal view returns (IFacilityManager) {
        return IFacilityManager(registry.managerOf(cluster));
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
        (r.period, r.revision, r.reporterSet, , r.start, ) = oracle.nextReport(cluster);
        r.end = uint40(end);
        (Hardware memory unit_, , uint256 installed) = registry.reportingFacts(cluster, r.start, r.end);
        r.clusterVersion = unit_.version;
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
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf[reporters[i]], digest);
            signatures[i] = abi.encodePacked(r, s, v);
        }
    }

    /// @dev One whole period that ends now: reported, paid in full, final after the window, settled.
    function settlePeriod(uint256 cluster, uint256 soldBps, uint256 price) internal {
        RevenueReport memory report = nextReportOf(cluster, vm.getBlockTimestamp(), soldBps, price);
        submit(report);
        if (report.gross > 0) payIn(cluster, report.gross);
        skip(LONG_WINDOW);
        settleFacility(cluster);
    }
}

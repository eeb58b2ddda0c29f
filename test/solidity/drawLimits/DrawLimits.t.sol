// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {DrawLimits} from "../../../contracts/DrawLimits.sol";
import {IClusterRegistry} from "../../../contracts/interfaces/IClusterRegistry.sol";
import {FacilityStatus} from "../../../contracts/interfaces/FacilityTypes.sol";
import {IGpuYieldVault} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {IDrawLimits, Limits, Scope} from "../../../contracts/interfaces/IDrawLimits.sol";
import {MockFacility, MockLimitedManager} from "../../../contracts/mocks/MockLimitedManager.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice Whatever is drawn, depreciates and is looked at, in whatever order: sums are the sums of their parts, no
///         cluster counts for
/// less than its value, and a draw passes exactly when it stays within every limit.
contract DrawLimitsTest is SolidityTest {
    uint256 private constant BPS = 10_000;
    uint256 private constant STEPS = 48;
    uint256 private constant CLUSTERS = 4;

    MockLimitedManager private facilities;
    DrawLimits private drawLimits;

    /// @dev What the clusters should count for.
    uint256[CLUSTERS] private counted;
    uint256 private passed;

    function setUp() public {
        facilities = new MockLimitedManager(address(0), address(0));
        // This test is the manager's admin, and so curator and guardian.
        AccessManager manager = new AccessManager(address(this));
        drawLimits = new DrawLimits(
            address(manager),
            IGpuYieldVault(address(facilities)),
            IClusterRegistry(address(facilities)),
            _limits()
        );
        facilities.setNav(1e12);
        for (uint256 i = 0; i < CLUSTERS; ++i) facilities.set(i, _facility(i));
    }

    function testFuzz_drawsPassExactlyWithinTheirLimits(uint256 seed) public {
        for (uint256 i = 0; i < STEPS; ++i) {
            seed = uint256(keccak256(abi.encode(seed, i)));
            _step(seed % 7, (seed >> 8) % CLUSTERS, seed >> 16);
            _checkSums();
        }
        assertGt(passed, 0, "a draw passed");
    }

    function testFuzz_loanToValueIsExact(uint128 mark, uint32 gpus, uint16 limitBps, uint256 near) public {
        mark = uint128(bound(mark, 1, 1e24));
        gpus = uint32(bound(gpus, 1, 1_000_000));
        limitBps = uint16(bound(limitBps, 0, BPS - 1));
        uint256 most = (uint256(mark) * gpus * limitBps) / BPS;
        uint256 amount = Math.max(1, Math.saturatingSub(most + bound(near, 0, 6), 3));
        MockFacility memory facility = _facility(0);
        facility.gpuCount = gpus;
        facilities.set(0, facility);
        Limits memory given = _unlimited();
        given.maxLoanToValueBps = limitBps;
        drawLimits.setLimits(given);
        drawLimits.setMark(facility.model, mark);

        bool isWithin = amount * BPS <= uint256(mark) * gpus * limitBps;
        if (!isWithin) vm.expectPartialRevert(IDrawLimits.DrawLimits_AboveLoanToValue.selector);
        facilities.draw(drawLimits, 0, uint128(amount));
    }

    function testFuzz_coverageIsExact(uint96 price, uint32 period, uint16 leastBps, uint256 near) public {
        price = uint96(bound(price, 1, 1e21));
        period = uint32(bound(period, 1, 366 days));
        leastBps = uint16(bound(leastBps, 1, 50_000));
        Limits memory given = _unlimited();
        given.minCoverageBps = leastBps;
        drawLimits.setLimits(given);
        uint256 income = uint256(256) * period * given.utilisationBps * price * (BPS - given.runningCostBps);
        uint256 payment = income / (uint256(leastBps) * 1 hours * BPS) + bound(near, 0, 2);
        vm.assume(payment > 0 && payment < 2 ** 128);
        MockFacility memory facility = _facility(0);
        (facility.payment, facility.period, facility.priceLow) = (uint128(payment), period, price);
        facilities.set(0, facility);

        bool isCovered = income >= payment * leastBps * 1 hours * BPS;
        if (!isCovered) vm.expectPartialRevert(IDrawLimits.DrawLimits_CoverageTooLow.selector);
        facilities.draw(drawLimits, 0, 1);
    }

    // --- steps ---

    function _step(uint256 what, uint256 cluster, uint256 random) private {
        if (what < 3) return _draw(cluster, uint128(bound(random, 1, 2e11)));
        if (what == 3) return facilities.setNav(bound(random, 5e11, 2e12));
        if (what == 4) return facilities.depreciate(cluster, random % 10_000);
        if (what == 6) return _giveBack(cluster, random);
        counted[cluster] = Math.min(counted[cluster], _valueUp(cluster));
        assertEq(drawLimits.refresh(cluster), counted[cluster], "what it counts for");
    }

    function _draw(uint256 cluster, uint128 amount) private {
        uint256 before = counted[cluster];
        counted[cluster] = Math.min(before + amount, _valueUp(cluster) + amount);
        bool isWithin = _isWithinLimits(cluster);
        try facilities.draw(drawLimits, cluster, amount) {
            assertTrue(isWithin, "it passed within its limits");
            ++passed;
        } catch (bytes memory reason) {
            assertTrue(!isWithin, "it was refused above a limit");
            assertEq(bytes32(bytes4(reason)), bytes32(IDrawLimits.DrawLimits_AboveLimit.selector), "why");
            counted[cluster] = before;
        }
    }

    function _giveBack(uint256 cluster, uint256 random) private {
        uint256 drawn = facilities.drawnOf(cluster);
        if (drawn == 0) return;
        facilities.giveBack(drawLimits, cluster, uint128(bound(random, 1, drawn)));
        counted[cluster] = Math.min(Math.min(counted[cluster], facilities.drawnOf(cluster)), _valueUp(cluster));
    }

    function _valueUp(uint256 cluster) private view returns (uint256) {
        return Math.ceilDiv(facilities.valueX32(cluster), 1 << 32);
    }

    function _isWithinLimits(uint256 cluster) private view returns (bool) {
        Limits memory most = _limits();
        uint256 nav = facilities.nav();
        return
            counted[cluster] * BPS <= nav * most.clusterBps &&
            _sumOf(Scope.Operator, _idIn(Scope.Operator, cluster)) * BPS <= nav * most.operatorBps &&
            _sumOf(Scope.Model, _idIn(Scope.Model, cluster)) * BPS <= nav * most.modelBps &&
            _sumOf(Scope.Region, _idIn(Scope.Region, cluster)) * BPS <= nav * most.regionBps;
    }

    function _checkSums() private view {
        for (uint256 i = 0; i < CLUSTERS; ++i) {
            assertEq(drawLimits.exposureOf(Scope.Cluster, bytes32(i)), counted[i], "a cluster");
            assertGe(counted[i], _valueUp(i), "no less than its value");
            for (uint256 s = 1; s < 4; ++s) {
                bytes32 id = _idIn(Scope(s), i);
                assertEq(drawLimits.exposureOf(Scope(s), id), _sumOf(Scope(s), id), "the sum of its clusters");
            }
        }
    }

    function _sumOf(Scope scope, bytes32 id) private view returns (uint256 sum) {
        for (uint256 i = 0; i < CLUSTERS; ++i) if (_idIn(scope, i) == id) sum += counted[i];
    }

    // --- clusters that share operators, models and regions in every combination ---

    function _idIn(Scope scope, uint256 cluster) private pure returns (bytes32) {
        MockFacility memory facility = _facility(cluster);
        if (scope == Scope.Operator) return bytes32(uint256(uint160(facility.operator)));
        return scope == Scope.Model ? facility.model : facility.region;
    }

    function _facility(uint256 cluster) private pure returns (MockFacility memory facility) {
        facility.status = FacilityStatus.Approved;
        facility.operator = cluster & 1 == 0 ? address(0xA) : address(0xB);
        facility.model = cluster & 2 == 0 ? bytes32("H100-SXM5") : bytes32("B200");
        facility.region = cluster == 0 || cluster == 3 ? bytes32("US-TX") : bytes32("US-OR");
        facility.gpuCount = 256;
    }

    function _limits() private pure returns (Limits memory given) {
        given = _unlimited();
        (given.clusterBps, given.operatorBps, given.modelBps, given.regionBps) = (3_000, 4_000, 4_500, 4_250);
    }

    function _unlimited() private pure returns (Limits memory) {
        return Limits(10_000, 10_000, 10_000, 10_000, 10_000, 0, 8_000, 3_000);
    }
}

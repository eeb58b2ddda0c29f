// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {DrawEscrow} from "../../../contracts/DrawEscrow.sol";
import {IClusterRegistry} from "../../../contracts/interfaces/IClusterRegistry.sol";
import {FacilityStatus} from "../../../contracts/interfaces/FacilityTypes.sol";
import {IGpuYieldVault} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {Escrow, IDrawEscrow, Milestone, MilestoneAttestation} from "../../../contracts/interfaces/IDrawEscrow.sol";
import {IReporterQuorum} from "../../../contracts/interfaces/IReporterQuorum.sol";
import {MockToken} from "../../../contracts/mocks/MockToken.sol";
import {MockFacility, MockLimitedManager} from "../../../contracts/mocks/MockLimitedManager.sol";
import {ReporterQuorum} from "../../../contracts/oracle/ReporterQuorum.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice Whatever is drawn, attested, paid and given back, in whatever order: what is held is what was drawn and went
///         nowhere,
/// nobody is paid before it is earned, and in the end nothing is left.
contract DrawEscrowTest is SolidityTest {
    uint256 private constant BPS = 10_000;
    uint256 private constant STEPS = 24;
    uint256 private constant CLUSTERS = 2;
    uint256 private constant WINDOW = 2 days;

    MockToken private asset;
    MockLimitedManager private facilities;
    DrawEscrow private drawEscrow;
    address private operator;
    uint256 private reporterKey;
    uint40 private inServiceBy;

    uint256[CLUSTERS] private drawn;
    uint256[CLUSTERS] private milestone;
    uint256[CLUSTERS] private standing; // that nobody can undo
    uint256[CLUSTERS] private vetoes; // since it stands
    uint256[CLUSTERS] private attestedAt;
    uint256[CLUSTERS] private lastEvent; // draw or attestation
    uint256[CLUSTERS] private cleared;
    uint256 private successes;

    function setUp() public {
        operator = actor("operator");
        address[] memory reporters = new address[](1);
        (reporters[0], reporterKey) = signer("reporter");
        asset = new MockToken("Dollar", "USD", 6);
        AccessManager manager = new AccessManager(address(this));
        ReporterQuorum quorum = new ReporterQuorum(address(manager), reporters, 1, new address[](0));
        facilities = new MockLimitedManager(address(asset), address(quorum));
        drawEscrow = new DrawEscrow(
            address(manager),
            IGpuYieldVault(address(facilities)),
            IClusterRegistry(address(facilities))
        );
        asset.mint(address(facilities), type(uint128).max);
        inServiceBy = uint40(block.timestamp + 60 days);
    }

    function testFuzz_nothingIsLostAndNothingIsPaidEarly(uint16 orderedBps, uint16 deliveredBps, uint256 seed) public {
        orderedBps = uint16(bound(orderedBps, 1, BPS));
        deliveredBps = uint16(bound(deliveredBps, 0, BPS - orderedBps));
        for (uint256 i = 0; i < CLUSTERS; ++i) facilities.set(i, _facility(orderedBps, deliveredBps));
        uint256 before = asset.balanceOf(address(facilities));

        for (uint256 i = 0; i < STEPS; ++i) {
            seed = uint256(keccak256(abi.encode(seed, i)));
            _step(seed % 6, (seed >> 8) % CLUSTERS, seed >> 16);
            _check(orderedBps, deliveredBps);
        }
        assertGe(successes, STEPS / 4, "the steps were taken");

        vm.warp(uint256(inServiceBy) + 9 days);
        for (uint256 i = 0; i < CLUSTERS; ++i) {
            _giveBack(i);
            _pay(i);
        }
        _check(orderedBps, deliveredBps);
        assertEq(asset.balanceOf(address(drawEscrow)), 0, "nothing is left");
        assertEq(asset.balanceOf(address(facilities)) + asset.balanceOf(operator), before, "1: nothing is lost");
    }

    function testFuzz_onlyReportersCount(uint256 key, uint40 reachedAt) public {
        key = bound(key, 1, 2 ** 128);
        vm.assume(key != reporterKey);
        facilities.set(0, _facility(3_000, 5_000));
        reachedAt = uint40(bound(reachedAt, 1, block.timestamp));
        MilestoneAttestation memory attestation = _attestation(0, Milestone.Ordered, reachedAt);
        (address[] memory signers, bytes[] memory signatures) = _sign(attestation, key);

        vm.expectRevert(
            abi.encodeWithSelector(
                IReporterQuorum.ReporterQuorum_BadSignature.selector,
                signers[0],
                drawEscrow.digestOf(attestation)
            )
        );
        drawEscrow.attest(attestation, signers, signatures);
    }

    function testFuzz_deadlineIsExact(uint256 early) public {
        early = bound(early, 1, 67 days);
        facilities.set(0, _facility(3_000, 5_000));
        facilities.drawInto(drawEscrow, 0, 1_000, 1_000);
        uint256 closesAt = uint256(inServiceBy) + 7 days;

        vm.warp(closesAt - early);
        vm.expectRevert(abi.encodeWithSelector(IDrawEscrow.DrawEscrow_StillOpen.selector, 0, closesAt));
        drawEscrow.giveBack(0);
        _attest(0, Milestone.Ordered);

        vm.warp(closesAt);
        MilestoneAttestation memory attestation = _attestation(0, Milestone.Delivered, uint40(closesAt));
        (address[] memory signers, bytes[] memory signatures) = _sign(attestation, reporterKey);
        vm.expectRevert(abi.encodeWithSelector(IDrawEscrow.DrawEscrow_Closed.selector, 0, closesAt));
        drawEscrow.attest(attestation, signers, signatures);
        assertEq(drawEscrow.giveBack(0), 700, "what was not earned");
    }

    function test_milestonesComeInTheirOrder() public {
        facilities.set(0, _facility(3_000, 5_000));
        for (uint256 reached = 0; reached < 4; ++reached) {
            for (uint256 given = 0; given < 4; ++given) {
                if (given == reached + 1) continue;
                MilestoneAttestation memory attestation = _attestation(0, Milestone(given), uint40(block.timestamp));
                (address[] memory signers, bytes[] memory signatures) = _sign(attestation, reporterKey);
                vm.expectRevert(abi.encodeWithSelector(IDrawEscrow.DrawEscrow_OutOfOrder.selector, 0, given, reached));
                drawEscrow.attest(attestation, signers, signatures);
            }
            if (reached < 3) _attest(0, Milestone(reached + 1));
        }
    }

    // --- steps ---

    function _step(uint256 what, uint256 cluster, uint256 random) private {
        if (what < 2) {
            uint256 amount = bound(random, 1, 1e13);
            facilities.drawInto(drawEscrow, cluster, amount, amount);
            drawn[cluster] += amount;
            lastEvent[cluster] = vm.getBlockTimestamp();
        } else if (what == 2) {
            if (milestone[cluster] == 3) return;
            if (vm.getBlockTimestamp() >= attestedAt[cluster] + WINDOW && milestone[cluster] > standing[cluster]) {
                (standing[cluster], vetoes[cluster]) = (milestone[cluster], 0);
            }
            _attest(cluster, Milestone(++milestone[cluster]));
            attestedAt[cluster] = lastEvent[cluster] = vm.getBlockTimestamp();
        } else if (what == 5) {
            if (!_veto(cluster)) return;
        } else if (what == 3) {
            if (!_pay(cluster)) return;
        } else {
            skip(random % 2 days); // however many, they end before the deadline
        }
        ++successes;
    }

    function _check(uint256 orderedBps, uint256 deliveredBps) private {
        uint256 held;
        uint256 paid;
        for (uint256 i = 0; i < CLUSTERS; ++i) {
            Escrow memory e = drawEscrow.escrowOf(i);
            uint256 earnedBps;
            if (milestone[i] >= 1) earnedBps = orderedBps;
            if (milestone[i] >= 2) earnedBps += deliveredBps;
            if (milestone[i] == 3) earnedBps = BPS;
            assertEq(e.drawn, drawn[i], "drawn");
            assertEq(e.earned, (drawn[i] * earnedBps) / BPS, "earned");
            assertLe(e.paid, e.cleared, "nothing is paid early");
            assertLe(e.cleared, e.earned, "what has cleared stays earned");
            assertGe(e.cleared, cleared[i], "and cleared");
            bool waits = vm.getBlockTimestamp() < lastEvent[i] + WINDOW;
            assertEq(e.cleared, waits ? cleared[i] : e.earned, "62: cleared a window after draw and attestation");
            cleared[i] = e.cleared;
            assertLe(e.returned, e.drawn - e.earned, "nothing that was earned goes back");
            held += e.drawn - e.paid - e.returned;
            paid += e.paid;
        }
        assertEq(asset.balanceOf(address(drawEscrow)), held, "1: what is held");
        assertEq(asset.balanceOf(operator), paid, "what the operator got");
    }

    function _pay(uint256 cluster) private returns (bool) {
        Escrow memory e = drawEscrow.escrowOf(cluster);
        if (e.cleared == e.paid) return false;
        vm.prank(operator);
        assertEq(drawEscrow.pay(cluster, operator), e.cleared - e.paid, "paid");
        return true;
    }

    function _veto(uint256 cluster) private returns (bool) {
        if (vm.getBlockTimestamp() >= attestedAt[cluster] + WINDOW || vetoes[cluster] == 2) return false;
        if (milestone[cluster] == standing[cluster]) return false;
        if (vetoes[cluster]++ == 0) drawEscrow.veto(cluster);
        else drawEscrow.vetoAgain(cluster);
        milestone[cluster] = standing[cluster];
        return true;
    }

    function _giveBack(uint256 cluster) private {
        Escrow memory e = drawEscrow.escrowOf(cluster);
        if (e.drawn == e.earned) return;
        assertEq(drawEscrow.giveBack(cluster), e.drawn - e.earned, "given back");
    }

    function _attest(uint256 cluster, Milestone reached) private {
        MilestoneAttestation memory attestation = _attestation(cluster, reached, uint40(vm.getBlockTimestamp()));
        (address[] memory signers, bytes[] memory signatures) = _sign(attestation, reporterKey);
        drawEscrow.attest(attestation, signers, signatures);
    }

    function _attestation(
        uint256 cluster,
        Milestone reached,
        uint40 reachedAt
    ) private pure returns (MilestoneAttestation memory) {
        return MilestoneAttestation(cluster, reached, 1, 1, reachedAt, "evidence");
    }

    function _sign(
        MilestoneAttestation memory attestation,
        uint256 key
    ) private view returns (address[] memory signers, bytes[] memory signatures) {
        (signers, signatures) = (new address[](1), new bytes[](1));
        signers[0] = vm.addr(reporterKey);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, drawEscrow.digestOf(attestation));
        signatures[0] = abi.encodePacked(r, s, v);
    }

    function _facility(uint16 orderedBps, uint16 deliveredBps) private view returns (MockFacility memory facility) {
        facility.status = FacilityStatus.Drawn;
        facility.operator = operator;
        facility.version = 1;
        (facility.orderedBps, facility.deliveredBps) = (orderedBps, deliveredBps);
        facility.inServiceBy = inServiceBy;
    }
}

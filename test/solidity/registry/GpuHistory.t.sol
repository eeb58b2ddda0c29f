// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ClusterRegistry} from "../../../contracts/ClusterRegistry.sol";
import {Hardware, Registration} from "../../../contracts/interfaces/IClusterRegistry.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice GPU-seconds of a period, compared with a sum second by second.
contract GpuHistoryTest is SolidityTest {
    uint256 private constant START = 1_800_000_000;
    uint256 private constant SPAN = 200;

    ClusterRegistry private _registry;
    uint256[SPAN] private _gpus; // in service in each second from the start on

    function setUp() public {
        vm.warp(START);
        AccessManager manager = new AccessManager(address(this));
        _registry = new ClusterRegistry(address(manager));
        Registration memory facts = Registration({
            name: "one",
            model: "H100",
            region: "US",
            operator: address(this),
            gpuCount: 1_000,
            systemWatts: 1,
            pueBps: 10_000,
            maxPeriod: 1 days,
            usefulLife: 365 days,
            cost: 1,
            salvage: 0,
            serialsRoot: bytes32(uint256(1))
        });
        _registry.register(facts, address(this));
        _registry.commission(1, uint40(START));
    }

    function testFuzz_gpuSeconds(uint8[10] memory counts, uint8[10] memory gaps, uint8 from, uint8 length) public {
        uint256 left = 1_000;
        uint256 second;
        uint256 start = from % (SPAN - 1);
        uint256 end = start + 1 + (length % (SPAN - start - 1));
        for (uint256 i; i < counts.length; ++i) {
            uint256 next = second + (gaps[i] % 25); // also none
            if (next >= SPAN) break;
            for (; second < next; ++second) _gpus[second] = left;
            vm.warp(START + second);
            // A period that has ended is what it was, and stays so.
            (uint256 before, uint256 version) = end <= second ? _told(start, end) : (0, 0);
            uint256 count = 1 + (counts[i] % 90);
            _registry.retireGpus(1, uint32(count));
            left -= count;
            if (end > second) continue;
            (uint256 afterwards, uint256 versionAfterwards) = _told(start, end);
            assertEq(afterwards, before, "GPU-seconds of a period of the past");
            assertEq(versionAfterwards, version, "its version");
        }
        for (; second < SPAN; ++second) _gpus[second] = left;
        vm.warp(START + SPAN);

        uint256 sum;
        for (uint256 i = start; i < end; ++i) sum += _gpus[i];
        (uint256 told, ) = _told(start, end);
        assertEq(told, sum, "second by second");
        (Hardware memory unit, , ) = _registry.reportingFacts(1, uint40(START + start), uint40(START + end));
        assertEq(unit.gpuCount, _gpus[end - 1], "GPUs of the last second");
    }

    function _told(uint256 start, uint256 end) private view returns (uint256 gpuSeconds, uint256 version) {
        Hardware memory unit;
        (unit, , gpuSeconds) = _registry.reportingFacts(1, uint40(START + start), uint40(START + end));
        version = unit.version;
    }
}

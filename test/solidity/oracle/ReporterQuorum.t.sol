// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ReporterQuorum} from "../../../contracts/oracle/ReporterQuorum.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice Whoever is ejected, in whatever order: seats are filled while anybody stands by, ascend, and the threshold
///         stays.
contract ReporterQuorumTest is SolidityTest {
    function testFuzz_ejections(uint8 seats, uint8 standing, uint256 salt, uint8[12] memory who) public {
        uint256 count = 1 + (seats % 8);
        uint256 waiting = standing % 9;
        address[] memory members = new address[](count);
        for (uint160 i; i < count; ++i) members[i] = address((i + 1) << 32);
        address[] memory standbys = new address[](waiting);
        for (uint256 i; i < waiting; ++i) {
            // Anywhere among them, and nobody twice.
            standbys[i] = address(((uint160(uint256(keccak256(abi.encode(salt, i)))) % 10) << 32) + uint160(i) + 1);
        }
        uint8 threshold = uint8((2 * count) / 3 + 1);
        ReporterQuorum quorum = new ReporterQuorum(
            address(new AccessManager(address(this))),
            members,
            threshold,
            standbys
        );

        for (uint256 i; i < who.length; ++i) {
            address[] memory seated = quorum.reporters();
            if (seated.length == 0) return;
            address gone = seated[who[i] % seated.length];
            quorum.eject(gone);
            address[] memory next = quorum.reporters();
            assertEq(quorum.threshold(), threshold, "the threshold");
            assertEq(quorum.version(), i + 2, "the version");
            assertEq(next.length, waiting > i ? count : count + waiting - i - 1, "seats");
            assertEq(quorum.standbys().length, waiting > i ? waiting - i - 1 : 0, "who stands by");
            for (uint256 j; j < next.length; ++j) {
                assertTrue(next[j] != gone, "who is gone");
                assertTrue(j == 0 || next[j - 1] < next[j], "ascending");
            }
            if (waiting > i) assertTrue(quorum.isReporter(standbys[i]), "the next who stood by");
        }
    }
}

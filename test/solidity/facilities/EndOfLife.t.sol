// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Terms} from "../../../contracts/interfaces/FacilityTypes.sol";
import {ProtocolFixture} from "../support/ProtocolFixture.sol";

/// @notice Nobody has called for a long time: what is due is many things, and some of it long past.
contract EndOfLifeTest is ProtocolFixture {
    address internal depositor = actor("depositor");

    function setUp() public {
        deployProtocol(6, 0);
        depositAs(depositor, 10_000_000 * unit);
    }

    function test_valueStaysAtSalvage_whenNobodyCallsAfterTheEndOfLife() public {
        financeCluster(1_000_000 * unit, 0, 100 days);
        skip(MAX_PERIOD + REPORTING_DELAY + TICK);
        vault.accrue(4); // depreciation has begun, and from here on nobody calls
        skip(100 days);
        assertEq(vaultLens.value(), 0, "8: salvage at the end of life");
        skip(50 days);
        assertEq(vaultLens.value(), 0, "8: and ever after");
        vault.accrue(4);
        assertEq(vaultLens.value(), 0, "8: booked as it was seen");
    }

    function test_valueIsTheSumOfSalvages_whenManyKinksAreDue() public {
        for (uint256 i = 0; i < 6; ++i) {
            financeCluster(1_000_000 * unit, 100_000 * unit, uint32((10 + i) * 1 days));
            skip(1 hours);
        }
        skip(400 days);
        assertEq(vaultLens.value(), 600_000 * unit, "8: a view looks far enough ahead");
        assertEq(vault.state().accrualPending, false, "nothing is left out");
        assertEq(vault.accrue(5), 5, "carried out in parts");
        assertEq(vaultLens.value(), 600_000 * unit, "8: which changes nothing");
        assertEq(vault.accrue(100), 13, "six deadlines, six ends of depreciation, six of markdowns, less those five");
        assertEq(vaultLens.value(), 600_000 * unit, "8: the sum of salvages");
    }

    function test_draw_afterAWriteDownBeforeService() public {
        uint256 cost = 1_000_000 * unit;
        uint256 cluster = registerCluster(cost, cost, 100 days);
        Terms memory terms = plainTerms(cost);
        approveFacility(cluster, terms);
        draw(cluster, cost / 2);
        vm.prank(curator);
        losses.announceWriteDown(cluster, 1 << 31);
        skip(2 days);
        workouts.bookLoss(cluster, 0);
        draw(cluster, cost / 2);
        assertEq(vaultLens.value(), (cost * 3) / 4, "8: a draw adds what it costs");
    }
}

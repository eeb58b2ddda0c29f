// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Terms} from "../../../contracts/interfaces/IBookEvents.sol";
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
        skip(MAX_PERIOD + REPORTING_DELAY);
        book.sync(4); // the wear has begun, and from here on nobody calls
        skip(100 days);
        assertEq(vault.value(), 0, "8: salvage at the end of life");
        skip(50 days);
        assertEq(vault.value(), 0, "8: and ever after");
        book.sync(4);
        assertEq(vault.value(), 0, "8: booked as it was seen");
    }

    function test_valueIsTheSumOfSalvages_whenManyItemsAreDue() public {
        for (uint256 i = 0; i < 6; ++i) {
            financeCluster(1_000_000 * unit, 0, uint32((10 + i) * 1 days));
            skip(1 hours);
        }
        skip(400 days);
        assertLe(vault.totalAssets(), 10_000_000 * unit, "8: as far as a view looks ahead, never above cost");
        while (book.sync(4) > 0) {}
        assertEq(vault.value(), 0, "8: the sum of salvages");
    }

    function test_draw_afterAWriteDownBeforeService() public {
        uint256 cost = 1_000_000 * unit;
        uint256 cluster = registerCluster(cost, cost, 100 days);
        Terms memory terms = plainTerms(cost);
        approveFacility(cluster, terms);
        draw(cluster, cost / 2);
        vm.prank(curator);
        book.writeDown(cluster, cost / 4);
        draw(cluster, cost / 2);
        assertEq(vault.value(), (cost * 3) / 4, "8: a draw adds what it costs");
    }
}

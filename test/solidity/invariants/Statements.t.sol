// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SolidityTest} from "../support/SolidityTest.sol";
import {StatementsHandler} from "./StatementsHandler.sol";

/// @dev The runner knows the contracts of this file only.
contract AnyStatementsHandler is StatementsHandler {}

/// @notice Whatever is lost, changed, vetoed, replaced or shown in between: a verdict is the same at any later second,
///         GPU-seconds are exact, a report's window is of its period's time, who signs one content of one revision
///         stays, and so does the threshold.
contract StatementsInvariantsTest is SolidityTest {
    AnyStatementsHandler private _handler;

    function setUp() public {
        _handler = new AnyStatementsHandler();
        targetContract(address(_handler));
        targetSelectors(address(_handler), _handler.entryPoints());
    }

    /// hardhat-config: invariant.failOnRevert = true
    function invariant_ofThenForEver() public {
        _look(8);
    }

    function _look(uint256 stride) private {
        _handler.askAgain(stride);
        string memory breach = _handler.breach();
        assertEq(breach, "", breach);
    }

    function afterInvariant() public {
        _handler.bringAboutWhatIsMissing();
        _look(1);
        bytes32[10] memory all = [
            bytes32("report"),
            "loseGpus",
            "changeBounds",
            "changeTimings",
            "veto",
            "putRight",
            "showDraft",
            "lie",
            "windows",
            "verdicts again"
        ];
        for (uint256 i = 0; i < all.length; ++i) {
            assertGt(_handler.times(all[i]), 0, string.concat("never ran: ", vm.toString(i)));
        }
    }
}

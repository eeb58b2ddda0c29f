// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SolidityTest} from "../support/SolidityTest.sol";
import {Handler} from "./Handler.sol";

/// @dev The runner knows the contracts of this file only.
contract SixDecimalsHandler is Handler(6) {}

contract EighteenDecimalsHandler is Handler(18) {}

/// @notice The laws, numbered as `InvariantAssertions` numbers them. The runner calls the handler's entry points in any
///         order, as often and with whatever numbers it likes; the handler looks at every law around every call.
abstract contract Invariants is SolidityTest {
    Handler internal handler;

    function _newHandler() internal virtual returns (Handler);

    function setUp() public {
        handler = _newHandler();
        targetContract(address(handler));
        targetSelectors(address(handler), handler.entryPoints());
    }

    /// hardhat-config: invariant.failOnRevert = true
    function invariant_everyLawHolds() public view {
        string memory breaches;
        for (uint256 law = 1; law <= 16; ++law) {
            string memory breach = handler.breachOf(law);
            if (bytes(breach).length != 0) breaches = string.concat(breaches, breach, ". ");
        }
        assertEq(breaches, "", breaches);
    }

    /// @dev At the end of every run, what chance left out is done now: as far as it can be, and no law goes unwatched.
    function afterInvariant() public {
        handler.bringAboutWhatIsMissing();
        invariant_everyLawHolds();
        for (uint256 law = 1; law <= 16; ++law) {
            if (law == 12) continue; // gas, in `ConstantGas`
            // After a loss of everything nobody can go in any more, and so not in and out.
            if (law == 7 && handler.isShut()) continue;
            assertGt(handler.looksAt(law), 0, string.concat("nobody looked at ", vm.toString(law)));
        }
    }
}

contract InvariantsOf6DecimalsTest is Invariants {
    function _newHandler() internal override returns (Handler) {
        return new SixDecimalsHandler();
    }
}

contract InvariantsOf18DecimalsTest is Invariants {
    function _newHandler() internal override returns (Handler) {
        return new EighteenDecimalsHandler();
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SolidityTest} from "../support/SolidityTest.sol";
import {StakesHandler} from "./StakesHandler.sol";

/// @dev The runner knows the contracts of this file only.
contract StakesOfSixDecimals is StakesHandler(6) {}

contract StakesOfEighteenDecimals is StakesHandler(18) {}

/// @notice Whoever signs, challenges, concedes, leaves and claims: awards are what was taken of stakes, signers and
///         challengers together gain nothing, and a seat is active exactly while it has a stake.
abstract contract StakesInvariants is SolidityTest {
    StakesHandler private _handler;

    function _target(StakesHandler handler) internal {
        _handler = handler;
        targetContract(address(handler));
        targetSelectors(address(handler), handler.entryPoints());
    }

    /// hardhat-config: invariant.failOnRevert = true
    function invariant_stakes() public {
        _look();
    }

    function _look() private {
        _handler.look();
        string memory breach = _handler.breach();
        assertEq(breach, "", breach);
    }

    function afterInvariant() public {
        _handler.bringAboutWhatIsMissing();
        _look();
        bytes32 missing = _handler.missing();
        assertTrue(missing == 0, string.concat("never ran: ", vm.toString(uint256(missing))));
    }
}

contract StakesSixDecimalsInvariantsTest is StakesInvariants {
    function setUp() public {
        _target(new StakesOfSixDecimals());
    }
}

contract StakesEighteenDecimalsInvariantsTest is StakesInvariants {
    function setUp() public {
        _target(new StakesOfEighteenDecimals());
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SolidityTest} from "../support/SolidityTest.sol";
import {StakesHandler} from "./StakesHandler.sol";

/// @dev The runner knows the contracts of this file only.
contract StakesOfSixDecimals is StakesHandler(6) {}

contract StakesOfEighteenDecimals is StakesHandler(18) {}

/// @notice Whoever signs, challenges, concedes, resigns and claims: awards are what was taken of stakes, signers and
///         challengers together gain nothing, and a seat is active exactly while it has a stake.
contract StakesTest is SolidityTest {
    uint256 private constant STEPS = 60;

    function test_randomHistoryOfSixDecimals() public {
        _play(new StakesOfSixDecimals(), 1);
    }

    function test_randomHistoryOfEighteenDecimals() public {
        _play(new StakesOfEighteenDecimals(), 2);
    }

    /// @dev Any step after any other, with small, large and round numbers among them.
    function _play(StakesHandler handler, uint256 salt) private {
        bytes4[] memory steps = handler.entryPoints();
        for (uint256 i = 0; i < STEPS; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(salt, i)));
            uint256 number = seed % 3 == 0 ? seed >> (seed % 256) : seed;
            (bool ok, ) = address(handler).call(abi.encodeWithSelector(steps[(seed >> 200) % steps.length], number));
            assertTrue(ok, string.concat("a step failed: ", vm.toString(i)));
            _look(handler);
        }
        handler.bringAboutWhatIsMissing();
        _look(handler);
        bytes32 missing = handler.missing();
        assertTrue(missing == 0, string.concat("never ran: ", vm.toString(uint256(missing))));
    }

    function _look(StakesHandler handler) private {
        handler.look();
        string memory breach = handler.breach();
        assertEq(breach, "", breach);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SolidityTest} from "./SolidityTest.sol";

/// @notice Who takes part: people by name, and reporters with their keys.
abstract contract Participants is SolidityTest {
    address internal governor = actor("governor");
    address internal curator = actor("curator");
    address internal guardian = actor("guardian");
    address internal operator = actor("operator");
    address internal feeRecipient = actor("fee recipient");

    /// @dev Reporters and their keys, ascending by address.
    address[] internal reporters;
    mapping(address reporter => uint256 key) internal keyOf;

    function _seatReporters() internal {
        string[4] memory names = ["reporter A", "reporter B", "reporter C", "reporter D"];
        for (uint256 i = 0; i < names.length; ++i) {
            (address reporter, uint256 key) = signer(names[i]);
            keyOf[reporter] = key;
            reporters.push(reporter);
            for (uint256 j = i; j > 0 && reporters[j] < reporters[j - 1]; --j) {
                (reporters[j], reporters[j - 1]) = (reporters[j - 1], reporters[j]);
            }
        }
    }
}

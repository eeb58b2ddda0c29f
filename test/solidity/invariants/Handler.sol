// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Borrower} from "./actors/Borrower.sol";
import {Curator} from "./actors/Curator.sol";
import {Depositor} from "./actors/Depositor.sol";
import {Guardian} from "./actors/Guardian.sol";
import {Keeper} from "./actors/Keeper.sol";
import {Leaver} from "./actors/Leaver.sol";
import {Operator} from "./actors/Operator.sol";
import {Reporter} from "./actors/Reporter.sol";
import {Stranger} from "./actors/Stranger.sol";
import {BaseHandler} from "./BaseHandler.sol";

/// @notice What the runner may do, in any order and with any numbers: every action of every actor. Each first brings
///         about what it needs, so that it nearly always does what its name says, and counts when it has.
abstract contract Handler is Depositor, Leaver, Operator, Borrower, Reporter, Curator, Guardian, Keeper, Stranger {
    constructor(uint8 decimals) BaseHandler(decimals) {}

    /// @notice Every action, by its selector.
    function entryPoints() public pure returns (bytes4[] memory list) {
        bytes memory inside = bytes.concat(depositorActions(), leaverActions(), operatorActions(), borrowerActions());
        bytes memory outside = bytes.concat(reporterActions(), curatorActions(), guardianActions());
        bytes memory all = bytes.concat(inside, outside, keeperActions(), strangerActions());
        list = new bytes4[](all.length / 4);
        for (uint256 i = 0; i < all.length; ++i) list[i / 4] |= bytes4(all[i]) >> (8 * (i % 4));
    }

    /// @notice Calls what has not done its work yet, in an order in which it can, and then the rare events that need a
    ///         facility's whole life. After a random life not everything can be: `Laws` lives one in which it can.
    function bringAboutWhatIsMissing() external {
        mostClusters = clusters.length + 24;
        insists = true;
        bytes4[] memory missing = entryPoints();
        for (uint256 i = 0; i < missing.length; ++i) {
            for (uint256 seed = 0; seed < 8 && runs[missing[i]] == 0; ++seed) {
                uint256 r = uint256(keccak256(abi.encode(missing[i], seed)));
                // solhint-disable-next-line avoid-low-level-calls
                (bool ok, bytes memory reason) = address(this).call(abi.encodePacked(missing[i], r, r >> 1, r >> 2));
                if (!ok) Address.verifyCallResult(false, reason); // reverts with the reason
            }
        }
    }
}

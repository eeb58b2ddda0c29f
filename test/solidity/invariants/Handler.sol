// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {BadQuorum} from "./actors/BadQuorum.sol";
import {BadReporter} from "./actors/BadReporter.sol";
import {Borrower} from "./actors/Borrower.sol";
import {Curator} from "./actors/Curator.sol";
import {Depositor} from "./actors/Depositor.sol";
import {FlashDepositor} from "./actors/FlashDepositor.sol";
import {Guardian} from "./actors/Guardian.sol";
import {Keeper} from "./actors/Keeper.sol";
import {Leaver} from "./actors/Leaver.sol";
import {Operator} from "./actors/Operator.sol";
import {Reporter} from "./actors/Reporter.sol";
import {Stranger} from "./actors/Stranger.sol";
import {BaseHandler} from "./BaseHandler.sol";

/// @notice What the runner may do, in any order and with any numbers: every action of every actor. Each first brings
///         about what it needs, so that it nearly always does what its name says, and counts when it has.
abstract contract Handler is
    Depositor,
    FlashDepositor,
    Leaver,
    Operator,
    Borrower,
    Reporter,
    BadReporter,
    BadQuorum,
    Curator,
    Guardian,
    Keeper,
    Stranger
{
    constructor(uint8 decimals) BaseHandler(decimals) {}

    /// @notice Who plays, and the selectors of what each may do, four bytes each.
    function cast() public pure returns (string[12] memory names, bytes[12] memory actions) {
        (names[0], actions[0]) = ("depositor", depositorActions());
        (names[1], actions[1]) = ("depositor with a flash loan", flashDepositorActions());
        (names[2], actions[2]) = ("sleepy leaver", leaverActions());
        (names[3], actions[3]) = ("operator", operatorActions());
        (names[4], actions[4]) = ("borrower", borrowerActions());
        (names[5], actions[5]) = ("reporters", reporterActions());
        (names[6], actions[6]) = ("one bad reporter", badReporterActions());
        (names[7], actions[7]) = ("a bad quorum", badQuorumActions());
        (names[8], actions[8]) = ("curator", curatorActions());
        (names[9], actions[9]) = ("guardian", guardianActions());
        (names[10], actions[10]) = ("keeper", keeperActions());
        (names[11], actions[11]) = ("stranger", strangerActions());
    }

    /// @notice Every action, by its selector.
    function entryPoints() public pure returns (bytes4[] memory list) {
        (, bytes[12] memory actions) = cast();
        bytes memory all;
        for (uint256 i = 0; i < actions.length; ++i) all = bytes.concat(all, actions[i]);
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

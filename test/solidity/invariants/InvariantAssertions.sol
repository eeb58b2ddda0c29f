// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

/// @notice Keeps the first breach of each law, by the law's number. A handler cannot just revert: the runner would take
///         that for a call that was refused, and go on.
abstract contract InvariantAssertions {
    using Strings for uint256;

    uint256 internal constant SOLVENCY = 1;
    uint256 internal constant CASH = 2;
    uint256 internal constant LINES = 3;
    uint256 internal constant REPORTED = 4;
    uint256 internal constant NO_RISE = 5;
    uint256 internal constant NO_FALL = 6;
    uint256 internal constant ROUND_TRIPS = 7;
    uint256 internal constant VALUE = 8;
    uint256 internal constant VESTING = 9;
    uint256 internal constant QUEUE = 10;
    uint256 internal constant QUORUM_ONLY = 11;
    // The twelfth, gas that does not grow, is measured elsewhere.
    /// @dev Of workouts: closed on nothing or without the title, closed by anyone in time, and what is claimed of
    ///      losses.
    uint256 internal constant WORKOUTS = 13;
    /// @dev Of doubts: a period's deadline moves by one dispute and one veto at most.
    uint256 internal constant DOUBTS = 14;
    /// @dev Of losses that are announced: entries stay where they are, and a booking lowers no exit.
    uint256 internal constant ANNOUNCED = 15;
    /// @dev Of running costs: no more is carried over than gross or costs of the newest period, or the governor leaves.
    uint256 internal constant COSTS = 16;

    /// @notice What was broken first, empty while the law holds.
    mapping(uint256 law => string) public breachOf;

    /// @notice How often each law was looked at. A law that nobody looked at has not been kept.
    mapping(uint256 law => uint256) public looksAt;

    function expectTrue(uint256 law, bool held, string memory what) internal {
        ++looksAt[law];
        if (held || bytes(breachOf[law]).length != 0) return;
        breachOf[law] = string.concat(law.toString(), ": ", what);
    }

    function expectEq(uint256 law, uint256 actual, uint256 expected, string memory what) internal {
        if (actual == expected) ++looksAt[law];
        else expectTrue(law, false, _compared(what, actual, " is not ", expected));
    }

    function expectLe(uint256 law, uint256 actual, uint256 limit, string memory what) internal {
        if (actual <= limit) ++looksAt[law];
        else expectTrue(law, false, _compared(what, actual, " is above ", limit));
    }

    function expectNear(uint256 law, uint256 actual, uint256 expected, uint256 tolerance, string memory what) internal {
        uint256 distance = actual > expected ? actual - expected : expected - actual;
        if (distance <= tolerance) ++looksAt[law];
        else expectTrue(law, false, _compared(what, actual, " is far from ", expected));
    }

    function _compared(
        string memory what,
        uint256 actual,
        string memory relation,
        uint256 other
    ) private pure returns (string memory) {
        return string.concat(what, ": ", actual.toString(), relation, other.toString());
    }
}

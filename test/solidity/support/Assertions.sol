// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

/// @notice Assertions that say what was promised: each takes the law it checks in words, and
/// shows both values when it is broken.
/// @dev They revert, which fails the test at once. A handler of an invariant test should revert by them too, but the
///      runner
/// takes a handler's revert for a call that was refused: record the breach and assert it in the invariant itself.
abstract contract Assertions {
    using Strings for uint256;
    using Strings for int256;
    using Strings for address;

    error AssertionFailed(string law);

    function assertTrue(bool condition, string memory law) internal pure {
        if (!condition) revert AssertionFailed(law);
    }

    function assertFalse(bool condition, string memory law) internal pure {
        assertTrue(!condition, law);
    }

    function assertEq(uint256 actual, uint256 expected, string memory law) internal pure {
        if (actual != expected) _fail(law, actual.toString(), " is not ", expected.toString());
    }

    function assertEq(int256 actual, int256 expected, string memory law) internal pure {
        if (actual != expected) _fail(law, actual.toStringSigned(), " is not ", expected.toStringSigned());
    }

    function assertEq(bool actual, bool expected, string memory law) internal pure {
        if (actual != expected) _fail(law, _name(actual), " is not ", _name(expected));
    }

    function assertEq(address actual, address expected, string memory law) internal pure {
        if (actual != expected) _fail(law, actual.toChecksumHexString(), " is not ", expected.toChecksumHexString());
    }

    function assertEq(bytes32 actual, bytes32 expected, string memory law) internal pure {
        if (actual == expected) return;
        _fail(law, uint256(actual).toHexString(32), " is not ", uint256(expected).toHexString(32));
    }

    function assertEq(bytes memory actual, bytes memory expected, string memory law) internal pure {
        if (keccak256(actual) != keccak256(expected)) _fail(law, string(actual), " is not ", string(expected));
    }

    function assertEq(string memory actual, string memory expected, string memory law) internal pure {
        if (!Strings.equal(actual, expected)) _fail(law, actual, " is not ", expected);
    }

    function assertNotEq(uint256 actual, uint256 forbidden, string memory law) internal pure {
        if (actual == forbidden) _fail(law, actual.toString(), " is ", forbidden.toString());
    }

    function assertLt(uint256 actual, uint256 limit, string memory law) internal pure {
        if (actual >= limit) _fail(law, actual.toString(), " is not below ", limit.toString());
    }

    function assertLe(uint256 actual, uint256 limit, string memory law) internal pure {
        if (actual > limit) _fail(law, actual.toString(), " is above ", limit.toString());
    }

    function assertGt(uint256 actual, uint256 limit, string memory law) internal pure {
        if (actual <= limit) _fail(law, actual.toString(), " is not above ", limit.toString());
    }

    function assertGe(uint256 actual, uint256 limit, string memory law) internal pure {
        if (actual < limit) _fail(law, actual.toString(), " is below ", limit.toString());
    }

    /// @notice `actual` lies within `tolerance` of `expected`, to either side.
    function assertNear(uint256 actual, uint256 expected, uint256 tolerance, string memory law) internal pure {
        uint256 distance = actual > expected ? actual - expected : expected - actual;
        if (distance <= tolerance) return;
        string memory shown = string.concat(" is further than ", tolerance.toString(), " from ");
        _fail(law, actual.toString(), shown, expected.toString());
    }

    function _fail(string memory law, string memory actual, string memory relation, string memory other) private pure {
        revert AssertionFailed(string.concat(law, ": ", actual, relation, other));
    }

    function _name(bool value) private pure returns (string memory) {
        return value ? "true" : "false";
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title SeatCode
/// @notice Keeps a set of reporters, and who stands by for it, as the code of an address of its own: all of them are
///         read for a little more than one word costs.
/// @dev The code begins with a stop, so nobody can run it, and every set has an address of its own, so nothing is ever
///      changed.
library SeatCode {
    /// @dev Returns all that comes after it.
    bytes private constant CREATION = hex"600b5981380380925939f3";
    bytes1 private constant STOP = 0x00;

    function write(address[] memory members, address[] memory standbys) internal returns (address seats) {
        bytes memory code = abi.encodePacked(CREATION, STOP, members, standbys); // 32 bytes each
        assembly ("memory-safe") {
            seats := create(0, add(code, 32), mload(code))
        }
        assert(seats != address(0)); // nothing but a lack of gas stands in the way
    }

    /// @return members `count` of those that were written, from the one at `from` on
    function read(address seats, uint256 from, uint256 count) internal view returns (address[] memory members) {
        members = new address[](count);
        assembly ("memory-safe") {
            extcodecopy(seats, add(members, 32), add(1, mul(from, 32)), mul(count, 32))
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title MockSettledManager
/// @notice Who accounts for a cluster, as far as a ring of reports asks: how much is settled and until when, or one of
///         the ways not to answer. Its code can be put at any address.
contract MockSettledManager {
    enum Answer {
        Words,
        Reverts,
        TooShort,
        TooLong,
        BurnsGas
    }

    error MockSettledManager_No();

    uint32 public periods;
    uint40 public until;
    Answer public answer;

    function set(uint32 periods_, uint40 until_, Answer answer_) external {
        (periods, until, answer) = (periods_, until_, answer_);
    }

    function settledPeriodsOf(uint256) external view {
        if (answer == Answer.Reverts) revert MockSettledManager_No();
        while (answer == Answer.BurnsGas) {} // as long as it can
        uint256[] memory words = new uint256[](3);
        (words[0], words[1]) = (periods, until);
        uint256 told = 2;
        if (answer == Answer.TooShort) told = 1;
        if (answer == Answer.TooLong) told = 3;
        uint256 length = 32 * told;
        assembly ("memory-safe") {
            return(add(words, 32), length)
        }
    }
}

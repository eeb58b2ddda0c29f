// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title MockSettledManager
/// @notice Who accounts for a cluster, as far as a ring of reports asks: a facility's words, or one of the ways not to answer. Its code can be put
///         at any address.
contract MockSettledManager {
    enum Answer {
        Words,
        Reverts,
        TooShort,
        TooLong,
        BurnsGas
    }

    error MockSettledManager_No();

    uint8 public status;
    uint24 public settled;
    Answer public answer;

    function set(uint8 status_, uint24 settled_, Answer answer_) external {
        (status, settled, answer) = (status_, settled_, answer_);
    }

    function wordsOf(uint256) external view {
        if (answer == Answer.Reverts) revert MockSettledManager_No();
        while (answer == Answer.BurnsGas) {} // as long as it can
        uint256[] memory words = new uint256[](11);
        words[0] = uint256(status) << 176;
        words[1] = settled;
        uint256 told = 10;
        if (answer == Answer.TooShort) told = 9;
        if (answer == Answer.TooLong) told = 11;
        uint256 length = 32 * told;
        assembly ("memory-safe") {
            return(add(words, 32), length)
        }
    }
}

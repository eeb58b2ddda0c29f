// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What changes at one tick, summed over everybody who has a kink there, in one word:
///         value slope [X32/s] 96 · loss slope [X32/s] 104 · delinquent [whole tokens] 40, each signed.
/// @dev The word is the plain sum  a + b·2^96 + c·2^200  modulo 2^256. So adding two kinks is one addition, taking
///      one away one subtraction, and a tick at which nothing changes is zero. Each part is kept below half of what it
///      could hold: then a sum of two never runs into its neighbour.
type Kink is uint256;

using KinkLib for Kink global;

library KinkLib {
    /// @dev A part is more than half of its width can hold.
    error KinkLib_TooWide(int256 slope, int256 lossSlope, int256 delinquent);

    /// @notice The word of one change. Refused where a part is too wide.
    function pack(int256 slope, int256 lossSlope, int256 delinquent) internal pure returns (Kink) {
        if (!_fit(slope, lossSlope, delinquent)) {
            revert KinkLib_TooWide(slope, lossSlope, delinquent);
        }
        unchecked {
            return Kink.wrap(uint256(slope) + (uint256(lossSlope) << 96) + (uint256(delinquent) << 200));
        }
    }

    /// @notice Both changes. The sum is to be checked before a third joins: `fits`.
    function plus(Kink self, Kink other) internal pure returns (Kink) {
        unchecked {
            return Kink.wrap(Kink.unwrap(self) + Kink.unwrap(other));
        }
    }

    /// @notice The change without another: `pack` of nothing `minus` a change takes away what that change put.
    function minus(Kink self, Kink other) internal pure returns (Kink) {
        unchecked {
            return Kink.wrap(Kink.unwrap(self) - Kink.unwrap(other));
        }
    }

    function parts(Kink self) internal pure returns (int256 slope, int256 lossSlope, int256 delinquent) {
        unchecked {
            // A part below zero has borrowed from the one above it: each is taken off before the next is read.
            uint256 word = Kink.unwrap(self);
            slope = int96(uint96(word));
            word = (word - uint256(slope)) >> 96;
            lossSlope = int104(uint104(word));
            word = (word - uint256(lossSlope)) >> 104;
            delinquent = int56(uint56(word)); // with what is above it, so that nothing else fits
        }
    }

    /// @return X32 per second by which the value falls faster.
    function valueSlope(Kink self) internal pure returns (int256) {
        return int96(uint96(Kink.unwrap(self)));
    }

    /// @return Whether nothing changes but the value's slope.
    function isOfValueAlone(Kink self) internal pure returns (bool) {
        return int256(Kink.unwrap(self)) == valueSlope(self);
    }

    /// @return Whether each part is below half of its width.
    function fits(Kink self) internal pure returns (bool) {
        (int256 slope, int256 lossSlope, int256 delinquent) = parts(self);
        return _fit(slope, lossSlope, delinquent);
    }

    function _fit(int256 slope, int256 lossSlope, int256 delinquent) private pure returns (bool) {
        unchecked {
            uint256 over =
                (uint256(slope + (1 << 94)) >> 95) |
                    (uint256(lossSlope + (1 << 102)) >> 103) |
                    (uint256(delinquent + (1 << 38)) >> 39);
            return over == 0;
        }
    }
}

/// @notice Facilities that become delinquent at one tick, unless they move away, in one word:
///         loss slope [X32/s] 104 · depreciation left at the markdown's end [X32/s] 96 · delinquent [whole tokens] 40.
/// @dev All unsigned, and a plain sum too. The markdown's length is the vault's: its end is this word again, one length
///      later.
type MarkdownWord is uint256;

using MarkdownLib for MarkdownWord global;

library MarkdownLib {
    /// @dev A part is more than half of its width can hold.
    error MarkdownLib_TooWide(uint256 lossSlope, uint256 depreciation, uint256 delinquent);

    /// @dev The upper half of each part, and what is above them: never set in a word that is stored.
    uint256 internal constant TOP = (1 << 103) | (1 << 199) | (type(uint256).max << 239);

    /// @notice The word of some facilities. Refused where a part is too wide.
    function pack(uint256 lossSlope, uint256 depreciation, uint256 delinquent) internal pure returns (MarkdownWord) {
        if ((lossSlope >> 103) | (depreciation >> 95) | (delinquent >> 39) != 0) {
            revert MarkdownLib_TooWide(lossSlope, depreciation, delinquent);
        }
        return MarkdownWord.wrap(lossSlope | (depreciation << 104) | (delinquent << 200));
    }

    /// @notice All facilities of both. The sum is to be checked before a third joins: `fits`.
    function plus(MarkdownWord self, MarkdownWord other) internal pure returns (MarkdownWord) {
        unchecked {
            return MarkdownWord.wrap(MarkdownWord.unwrap(self) + MarkdownWord.unwrap(other));
        }
    }

    /// @notice Without the others. A part smaller than what was taken borrows, and so does not fit any more: `fits`.
    function minus(MarkdownWord self, MarkdownWord other) internal pure returns (MarkdownWord) {
        unchecked {
            return MarkdownWord.wrap(MarkdownWord.unwrap(self) - MarkdownWord.unwrap(other));
        }
    }

    function parts(
        MarkdownWord self
    ) internal pure returns (uint256 lossSlope, uint256 depreciation, uint256 delinquent) {
        uint256 word = MarkdownWord.unwrap(self);
        (lossSlope, depreciation, delinquent) = (uint104(word), uint96(word >> 104), word >> 200);
    }

    /// @return X32 per second by which what leavers forgo grows from the start on.
    function slopeOfLoss(MarkdownWord self) internal pure returns (uint256) {
        return uint104(MarkdownWord.unwrap(self));
    }

    /// @return X32 per second by which the value still falls when the markdown ends.
    function slopeLeft(MarkdownWord self) internal pure returns (uint256) {
        return uint96(MarkdownWord.unwrap(self) >> 104);
    }

    /// @return Whole tokens.
    function tokens(MarkdownWord self) internal pure returns (uint256) {
        return uint40(MarkdownWord.unwrap(self) >> 200);
    }

    /// @return Whether each part is below half of its width.
    function fits(MarkdownWord self) internal pure returns (bool) {
        return MarkdownWord.unwrap(self) & TOP == 0;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice The vault's curve in one second: value and loss there, how they go on, and the kink at which that ends.
struct Curve {
    int256 value; // X32
    int256 slope; // X32 per second by which the value falls
    int256 loss; // X32, what leavers forgo
    int256 lossSlope; // X32 per second by which that grows
    int256 delinquent; // whole tokens
    uint256 time; // unix seconds: now, or the first kink left out
    uint256 next; // unix seconds, no kink is due before
    uint256 ticks; // carried out to get here
    uint256 most; // ticks that may be
    bool isValueTurned; // by those ticks
    bool isMarkdownTurned; // by those ticks
}

using CurveLib for Curve global;

library CurveLib {
    /// @notice Follows both lines to second `t`, up to which all turns have been added.
    function follow(Curve memory self, uint256 t) internal pure {
        unchecked {
            // Cannot overflow: 128 and fewer bits, and 97 sums of 104 bits times 32.
            int256 elapsed = int256(t - self.time);
            self.value -= self.slope * elapsed;
            self.loss += self.lossSlope * elapsed;
            self.time = t;
        }
    }

    /// @notice Adds turns of the value, in any order. The curve is the line behind the last of them then, drawn back to
    ///         where it stands: it is to be followed beyond them.
    /// @param slope X32 per second, sum of what the slope changes by
    /// @param moment X32, sum of these changes, each times its second
    function turnValue(Curve memory self, int256 slope, int256 moment) internal pure {
        unchecked {
            self.value += moment - slope * int256(self.time);
            self.slope += slope;
            self.isValueTurned = true;
        }
    }

    /// @notice Likewise turns of what leavers forgo, and what becomes delinquent with them.
    /// @param delinquent Whole tokens
    function turnMarkdown(Curve memory self, int256 slope, int256 moment, int256 delinquent) internal pure {
        unchecked {
            self.loss -= moment - slope * int256(self.time);
            self.lossSlope += slope;
            self.delinquent += delinquent;
            self.isMarkdownTurned = true;
        }
    }

    /// @return Whether more is due than was carried out.
    function isPending(Curve memory self) internal view returns (bool) {
        return self.next <= block.timestamp;
    }

    /// @return Whether nothing is delinquent.
    function isClear(Curve memory self) internal pure returns (bool) {
        return self.loss | self.lossSlope | self.delinquent == 0;
    }
}

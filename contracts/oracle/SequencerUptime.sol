// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AggregatorV3Interface} from "../interfaces/AggregatorV3Interface.sol";

/// @notice What an uptime feed says as of now.
struct Uptime {
    bool up;
    uint40 since; // unix seconds since when; 0 where there is no feed
}

/// @title SequencerUptime
/// @notice Reads a rollup's uptime feed (answer 0: up) and says when a challenge window ends on such a chain: while the
///         sequencer is down nobody can object, so nothing becomes final.
///
/// CONSERVATIVE in three ways. The feed tells when the sequencer came up, not when it went down: a window that had
/// ended before the outage, but was not latched by anyone, runs again too. It runs again in full, however little of it
/// the outage took. And what was upheld runs again from its first submission's length. Waiting longer harms nobody's
/// money.
///
/// A feed that reverts, has never started or claims a moment to come counts as down: latched reports
/// stand, new ones wait until the feed answers or the oracle is replaced.
library SequencerUptime {
    function read(address feed) internal view returns (Uptime memory) {
        if (feed == address(0)) return Uptime({up: true, since: 0});
        try AggregatorV3Interface(feed).latestRoundData() returns (
            uint80,
            int256 answer,
            uint256 startedAt,
            uint256,
            uint80
        ) {
            bool told = startedAt != 0 && startedAt <= block.timestamp;
            return told && answer == 0 ? Uptime({up: true, since: uint40(startedAt)}) : Uptime({up: false, since: 0});
        } catch {
            return Uptime({up: false, since: 0});
        }
    }

    /// @dev End of a window announced for `finalAt`, given the last time the sequencer came up. `since` is not in the
    ///      future and a window takes weeks, so 40 bits hold the sum.
    function windowEnd(Uptime memory uptime, uint40 submittedAt, uint40 finalAt) internal pure returns (uint40) {
        if (uptime.since <= submittedAt) return finalAt;
        uint256 restarted = uint256(uptime.since) + (finalAt - submittedAt);
        return restarted > finalAt ? uint40(restarted) : finalAt;
    }
}

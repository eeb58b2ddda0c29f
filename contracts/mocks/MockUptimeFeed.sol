// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AggregatorV3Interface} from "../interfaces/AggregatorV3Interface.sol";

/// @notice A rollup's sequencer uptime feed: answer 0 is up, 1 is down.
contract MockUptimeFeed is AggregatorV3Interface {
    uint8 public constant decimals = 0;
    string public constant description = "Uptime";
    uint256 public constant version = 1;

    error MockUptimeFeed_Silent();

    int256 private _answer;
    uint256 private _startedAt;
    bool private _silent;

    constructor() {
        _startedAt = block.timestamp;
    }

    function set(int256 answer, uint256 startedAt) external {
        (_answer, _startedAt, _silent) = (answer, startedAt, false);
    }

    function silence() external {
        _silent = true;
    }

    function getRoundData(uint80) external view returns (uint80, int256, uint256, uint256, uint80) {
        return latestRoundData();
    }

    function latestRoundData() public view returns (uint80, int256, uint256, uint256, uint80) {
        if (_silent) revert MockUptimeFeed_Silent();
        return (1, _answer, _startedAt, _startedAt, 1);
    }
}

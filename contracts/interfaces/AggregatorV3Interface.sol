// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title AggregatorV3Interface
/// @notice The face that price consumers and sequencer uptime feeds have agreed on.
interface AggregatorV3Interface {
    /// @notice Decimal places of an answer.
    /// @return How many
    function decimals() external view returns (uint8);

    /// @notice What is answered, in words for people.
    /// @return The words
    function description() external view returns (string memory);

    /// @notice Version of the contract that answers.
    /// @return Its number
    function version() external view returns (uint256);

    /// @notice One round. Reverts when there is none with that number.
    /// @param roundId Number of the round
    /// @return id Number of the round
    /// @return answer The figure, with `decimals` decimal places; of a sequencer uptime feed 0: up, 1: down
    /// @return startedAt Unix seconds; when the round began, of an uptime feed since when the answer holds
    /// @return updatedAt Unix seconds; when the answer was given
    /// @return answeredInRound Number of the round in which it was given
    function getRoundData(
        uint80 roundId
    ) external view returns (uint80 id, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound);

    /// @notice The newest round.
    /// @return id Number of the round
    /// @return answer The figure, with `decimals` decimal places; of a sequencer uptime feed 0: up, 1: down
    /// @return startedAt Unix seconds; when the round began, of an uptime feed since when the answer holds
    /// @return updatedAt Unix seconds; when the answer was given
    /// @return answeredInRound Number of the round in which it was given
    function latestRoundData()
        external
        view
        returns (uint80 id, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound);
}

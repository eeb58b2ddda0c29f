// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IClusterRegistry} from "../interfaces/IClusterRegistry.sol";
import {IFacilityManager} from "../interfaces/IFacilityManager.sol";
import {IReportClock} from "../interfaces/IReportClock.sol";
import {MAX_DISPUTE_TIME} from "../interfaces/IRevenueOracle.sol";

/// @title ReportClock
/// @notice How much time doubt may take. Whoever doubts an honest report makes no payer late.
///
/// ONCE. The first dispute of a period moves its deadlines by the time that an answer, the arbiter and a long window
/// may take; the guardian's veto by the time for another report and its long window. Further doubts of the period move
/// nothing.
///
/// SIDE BY SIDE. No period settles before the one before it, so what holds that one up moves the deadlines of those
/// behind it too, as far as it reaches: the deadlines of a cluster are reckoned from one second, where a period started
/// before it, but from no more than one dispute and one veto after that start. Moves do not add up from period to
/// period, because every report is doubted in its own window only.
///
/// TOLD. Whoever accounts for the cluster is told at once, with gas for it and no more. If it can't listen then, anyone
/// tells it later.
contract ReportClock is IReportClock {
    /// @dev Moving a deadline takes some 150,000, and more where the vault has to catch up with its ticks.
    uint256 private constant GAS = 1_000_000;

    /// @inheritdoc IReportClock
    address public immutable oracle = msg.sender;
    IClusterRegistry private immutable _REGISTRY;

    /// @dev One word.
    struct Clock {
        uint40 from; // unix seconds; deadlines of periods that started before are reckoned from here
        uint32 limit; // seconds by which those of one period move at most
        uint32 disputeTime; // seconds; of the newest dispute
    }

    /// @dev One word.
    struct Doubts {
        uint8 vetoes;
        bool disputed;
    }

    mapping(uint256 cluster => Clock) private _clocks;
    mapping(uint256 cluster => mapping(uint256 period => Doubts)) private _doubts;

    modifier onlyOracle() {
        if (msg.sender != oracle) revert ReportClock_NotOracle(msg.sender);
        _;
    }

    constructor(IClusterRegistry registry_) {
        _REGISTRY = registry_;
    }

    // --- oracle ---

    /// @inheritdoc IReportClock
    function onDispute(
        uint256 cluster,
        uint32 period,
        uint40 start,
        uint256 disputeTime,
        uint256 vetoTime
    ) external onlyOracle {
        Doubts storage doubts = _doubts[cluster][period];
        if (doubts.disputed) return;
        doubts.disputed = true;
        uint256 time = Math.min(disputeTime, MAX_DISPUTE_TIME);
        _clocks[cluster].disputeTime = uint32(time);
        _postpone(cluster, period, start, time, vetoTime);
    }

    /// @inheritdoc IReportClock
    function onVeto(uint256 cluster, uint32 period, uint40 start, uint8 before, uint256 vetoTime) external onlyOracle {
        Doubts storage doubts = _doubts[cluster][period];
        uint8 vetoes = doubts.vetoes;
        if (vetoes != before) revert ReportClock_WrongVeto(cluster, period, vetoes);
        doubts.vetoes = vetoes + 1;
        if (before == 0) _postpone(cluster, period, start, vetoTime, vetoTime);
    }

    // --- views ---

    /// @inheritdoc IReportClock
    function postponementOf(uint256 cluster, uint40 start) external view returns (uint256) {
        Clock memory clock = _clocks[cluster];
        return Math.min(Math.saturatingSub(clock.from, start), clock.limit);
    }

    /// @inheritdoc IReportClock
    function doubtsOf(uint256 cluster, uint32 period) external view returns (uint8 vetoes, bool disputed) {
        Doubts memory doubts = _doubts[cluster][period];
        return (doubts.vetoes, doubts.disputed);
    }

    // --- internals ---

    /// @dev By `time`, on top of what holds the period up already.
    function _postpone(uint256 cluster, uint32 period, uint40 start, uint256 time, uint256 vetoTime) private {
        Clock storage clock = _clocks[cluster];
        uint256 limit = clock.disputeTime + vetoTime;
        uint256 from = Math.min(Math.max(clock.from, start) + time, start + limit);
        if (from <= clock.from) return;
        // Unix seconds and weeks.
        (clock.from, clock.limit) = (uint40(from), uint32(limit));
        emit DeadlinesPostponed(cluster, period, uint40(from), uint32(limit));
        _tell(cluster);
    }

    /// @dev No answer, and none that takes long, holds up a dispute or a veto.
    function _tell(uint256 cluster) private {
        address manager = _REGISTRY.managerOf(cluster);
        if (manager.code.length == 0) return;
        // All but a 64th is passed on: whoever doubts can't keep the message from arriving.
        uint256 needed = GAS + GAS / 32;
        if (gasleft() < needed) revert ReportClock_LowGas(gasleft(), needed);
        try IFacilityManager(manager).postpone{gas: GAS}(cluster) {} catch {}
    }
}

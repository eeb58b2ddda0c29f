// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title ReportClock
/// @notice How much time doubt of reports may take, and by how much it moves the deadlines of whoever is to be paid out
///         of them.
interface IReportClock {
    /// @notice The first dispute of a period, or its first veto, has moved deadlines: of a period that started before
    ///         `from` (unix seconds) they are reckoned from there, but from no more than `limit` seconds after its
    ///         start.
    event DeadlinesPostponed(uint256 indexed cluster, uint32 indexed period, uint40 from, uint32 limit);

    /// @notice Only the oracle that this clock belongs to says what was doubted.
    error ReportClock_NotOracle(address caller);
    /// @notice A period has one veto of the guardian, and after it one of the arbiter; it has had `vetoes` of them.
    error ReportClock_WrongVeto(uint256 cluster, uint32 period, uint8 vetoes);
    /// @notice Too little gas to tell whoever accounts for the cluster that its deadlines have moved.
    error ReportClock_LowGas(uint256 gasLeft, uint256 needed);

    /// @notice Oracle only (`ReportClock_NotOracle`): a report was disputed. The first time in its period deadlines
    ///         move. Refused with too little gas to tell of it (`ReportClock_LowGas`).
    /// @param cluster Registry id
    /// @param period Number of the report's period
    /// @param start Unix seconds; where the period starts
    /// @param disputeTime Seconds that the dispute may take, and a long window after it; counted up to the cap
    /// @param vetoTime Seconds that a report in place of a vetoed one may take, and its long window
    function onDispute(uint256 cluster, uint32 period, uint40 start, uint256 disputeTime, uint256 vetoTime) external;

    /// @notice Oracle only (`ReportClock_NotOracle`): a report was vetoed. The first time in its period deadlines move.
    ///         Refused when the period has had other than `before` vetoes (`ReportClock_WrongVeto`), and with too
    ///         little gas to tell of it (`ReportClock_LowGas`).
    /// @param cluster Registry id
    /// @param period Number of the report's period
    /// @param start Unix seconds; where the period starts
    /// @param before How many vetoes the period must have had: 0 where the guardian acts, 1 where the arbiter does
    /// @param vetoTime Seconds that a report in place of a vetoed one may take, and its long window
    function onVeto(uint256 cluster, uint32 period, uint40 start, uint8 before, uint256 vetoTime) external;

    /// @notice By how much disputes and vetoes have moved the deadlines of a period: by at most one dispute and one
    ///         veto, its own or what is left of those of an earlier one, which hold it up.
    /// @param cluster Registry id
    /// @param start Unix seconds; where the period starts
    /// @return Seconds
    function postponementOf(uint256 cluster, uint40 start) external view returns (uint256);

    /// @notice How often the reports of a period were vetoed, and whether one was disputed.
    /// @param cluster Registry id
    /// @param period Number of the period
    /// @return vetoes 0 to 2: the guardian's, then the arbiter's
    /// @return disputed Whether one was
    function doubtsOf(uint256 cluster, uint32 period) external view returns (uint8 vetoes, bool disputed);

    /// @notice The oracle that this clock belongs to.
    /// @return Its address
    function oracle() external view returns (address);
}

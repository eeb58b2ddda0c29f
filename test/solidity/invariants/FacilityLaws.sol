// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {FacilityState, Form} from "../../../contracts/interfaces/FacilityTypes.sol";
import {ReportRecord, ReportStatus} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {Mirrored, Status} from "./Mirror.sol";
import {LoanTransactions} from "./LoanTransactions.sol";
import {QueueTransactions} from "./QueueTransactions.sol";

/// @notice The laws that hold facility by facility, and those of what holds their money.
abstract contract FacilityLaws is LoanTransactions, QueueTransactions {
    struct Seen {
        bool hasEnded;
        bool missed;
    }

    /// @notice Depreciations that ended, and that began at a missed deadline.
    uint256 public endsOfLife;
    uint256 public missedDeadlines;

    /// @dev Contents that a quorum has signed.
    mapping(bytes32 content => bool) internal agreed;
    /// @dev What a facility has been through.
    mapping(uint256 cluster => Seen) private _seen;

    function checkFacilities() internal {
        uint256[2] memory owed; // by the manager of shares, of loans
        uint256 bonds;
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[i];
            Mirrored storage m = mirrored[cluster];
            FacilityState memory f = lens.facility(cluster);
            owed[m.form == Form.RevenueShare ? 0 : 1] += uint256(f.lockbox) + f.reserve + f.earned;
            bonds += m.bond;
            expectEq(SOLVENCY, bond.bondOf(cluster), m.bond, "bond");
            expectEq(SOLVENCY, f.lockbox, m.lockbox, "lockbox");
            expectEq(SOLVENCY, f.reserve, m.reserve, "reserve");
            expectEq(SOLVENCY, f.earned, m.earned, "what the operator has earned");
            expectLe(REPORTED, f.distributed, f.reported, "distributed beyond what was reported");
            expectEq(REPORTED, f.reported, m.reported, "reported is the sum of what was taken");
            expectEq(REPORTED, f.distributed, m.distributed, "distributed is the sum of what was settled");
            expectEq(REPORTED, f.received, m.received, "received is the sum of the vault's lines");
            _checkValue(cluster, m, f);
        }
        uint256 ofVault = cash + feesTaken - feesPaid;
        expectLe(SOLVENCY, ofVault, asset.balanceOf(address(vault)), "the vault holds its cash, and the fee it owes");
        expectEq(SOLVENCY, asset.balanceOf(feeRecipient), feesPaid, "fees are paid to their recipient");
        _checkHeld(address(revenueShares), owed[0]);
        _checkHeld(address(loans), owed[1]);
        expectEq(SOLVENCY, escrow.totalOwed(), bonds, "the escrow owes what was put up");
        expectEq(SOLVENCY, asset.balanceOf(address(escrow)), bonds, "bonds are where they were put");
        expectEq(SOLVENCY, asset.balanceOf(address(workouts)), 0, "recoveries go straight to the vault");
        _checkVesting();
        _checkHistory();
        checkQueue();
    }

    function _checkHeld(address manager, uint256 owed) private {
        uint256 held = asset.balanceOf(manager);
        expectLe(SOLVENCY, owed, held, "the manager holds lockboxes, reserves and what operators have earned");
    }

    function _checkValue(uint256 cluster, Mirrored storage m, FacilityState memory f) private {
        expectLe(VALUE, f.value, f.cost, "above its cost");
        expectEq(VALUE, f.value, mirrorValueX32(m) / X32, "the line of a facility");
        expectEq(VALUE, f.salvage, m.life == 0 ? 0 : m.salvage, "what it falls to");
        expectEq(VALUE, f.slope, m.slope, "by how much a second");
        expectEq(VALUE, f.depreciatesUntil, mirrorDepreciatesUntil(m), "and until when");
        expectEq(NO_FALL, f.exitValue, mirrorExitX32(m) / X32, "the exit value of a facility");
        if (m.fraction != 0) {
            uint256 exit = Math.saturatingSub(mirrorValueX32(m), mirrorMarkdownX32(m));
            expectLe(ANNOUNCED, Math.mulDiv(exit, m.fraction, X32), mirrorMarkX32(m), "leavers forgo their part");
        }
        bool isDelinquent = mirrorIsDelinquent(m);
        expectEq(NO_FALL, f.delinquentSince, isDelinquent ? m.deadline : 0, "delinquent since");
        expectEq(NO_FALL, f.markedDownAt, isDelinquent ? m.deadline + MARKDOWN : 0, "the end of its markdown");
        expectEq(NO_FALL, f.deadline, isDelinquent ? 0 : m.deadline, "delinquent from");
        if (m.form == Form.RevenueShare && m.status == Status.InService && !isDelinquent) {
            uint256 latest = mirrorReportedUntil(cluster) + MAX_PERIOD + REPORTING_DELAY + MOST_POSTPONED;
            expectLe(DOUBTS, f.deadline, latest + TICK, "by one dispute and one veto at most");
        }
        if (m.status == Status.Retired) {
            expectEq(VALUE, f.value, 0, "gone");
            return;
        }
        expectLe(VALUE, f.value, m.lowest, "risen without a draw");
        m.lowest = f.value;
        if (f.depreciatesUntil != 0 && vm.getBlockTimestamp() >= f.depreciatesUntil) {
            expectEq(VALUE, f.value, f.salvage, "salvage at the end of life");
            if (!_seen[cluster].hasEnded) ++endsOfLife;
            _seen[cluster].hasEnded = true;
        }
        if (isDelinquent && f.depreciatesUntil == m.deadline + m.life && !_seen[cluster].missed) {
            ++missedDeadlines;
            _seen[cluster].missed = true;
        }
    }

    /// @dev By events: all that was ever locked has vested, is locked, was absorbed by a loss, taken as a fee, or
    ///      unlocked.
    function _checkVesting() private {
        expectEq(VESTING, eventsLocked, everLocked, "ever locked, by events");
        uint256 tolerance = 16 * (2 + lossesBooked) * X32 + eventsLocked / 1e9;
        expectNear(VESTING, eventsFromLocked, takenAsFee, tolerance, "fees out of what was locked, by events");
        uint256 accounted = mirrorVested() + mirrorLocked() + eventsAbsorbed + eventsUnlocked + eventsFromLocked;
        expectNear(VESTING, accounted, eventsLocked, tolerance, "vested, locked, absorbed, taken and unlocked");
    }

    /// @dev What was settled stays settled, as it was signed, and in its order.
    function _checkHistory() private {
        for (uint256 i = 0; i < clusters.length; ++i) {
            uint256 cluster = clusters[i];
            uint256 count = taken[cluster].length;
            if (count == 0) continue;
            expectEq(QUORUM_ONLY, settledPeriods(cluster), count, "settled once each, in order");
            uint256 gone = oracle.oldestKept(cluster) - 1; // written over, and settled before
            if (count == gone) continue;
            uint256 k = gone + (uint256(keccak256(abi.encode(vm.getBlockTimestamp(), cash))) % (count - gone));
            ReportRecord memory now_ = oracle.reportOf(cluster, uint32(k + 1));
            ReportRecord storage then_ = taken[cluster][k];
            expectTrue(QUORUM_ONLY, now_.status == ReportStatus.Final, "final is for ever");
            expectTrue(QUORUM_ONLY, now_.contentHash == then_.contentHash, "settled contents are for ever");
            expectTrue(QUORUM_ONLY, agreed[then_.contentHash], "a quorum signed it");
            if (k > 0) expectEq(QUORUM_ONLY, then_.start, taken[cluster][k - 1].end, "without gaps");
        }
    }
}

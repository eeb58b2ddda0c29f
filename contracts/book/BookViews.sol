// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {CovenantState, DebtState, FacilityState, FacilityStatus} from "../interfaces/IBookEvents.sol";
import {IFacilityBook} from "../interfaces/IFacilityBook.sol";
import {LatenessChange} from "../interfaces/IGpuYieldVault.sol";
import {IMilestones} from "../interfaces/IMilestones.sol";
import {IOperatorBond} from "../interfaces/IOperatorBond.sol";
import {IUnderwriting} from "../interfaces/IUnderwriting.sol";
import {ValueLineLib} from "../vault/ValueLine.sol";
import {BookSchedule} from "./BookSchedule.sol";
import {Calendar} from "./Calendar.sol";
import {Facility, Line, Part} from "./Facility.sol";
import {Settlement} from "./Settlement.sol";

/// @title BookViews
/// @notice How the book is read.
abstract contract BookViews is BookSchedule, IFacilityBook {
    /// @inheritdoc IFacilityBook
    function facility(uint256 cluster) external view returns (FacilityState memory s) {
        Facility storage f = _facilities[cluster];
        s.status = f.status;
        s.form = f.form;
        s.operator = f.operator;
        s.approved = f.approved;
        s.cost = f.cost;
        s.salvage = f.salvage;
        s.value = f.valueFineAt(block.timestamp) >> ValueLineLib.FINE_BITS;
        s.exitValue = Math.min(f.exitFineAt(block.timestamp) >> ValueLineLib.FINE_BITS, s.value);
        if (f.hasWornBy(block.timestamp)) {
            Line memory wear = f.wear();
            (s.wearFrom, s.wearUntil) = (uint40(wear.from), uint40(wear.until));
        }
        if (f.isLateAt(block.timestamp)) {
            Line memory exit = f.exitLine();
            (s.lateSince, s.lineEnd) = (uint40(exit.from), uint40(exit.until));
        } else {
            s.deadline = f.deadline;
        }
        s.lineLength = f.lineLength;
        s.resolvingSince = f.resolvingSince;
        s.arrearsUntil = f.arrears == 0 ? 0 : f.arrearsUntil;
        s.lockbox = f.lockbox;
        s.reported = f.reported;
        s.distributed = f.distributed;
        s.received = f.received;
        s.carriedEnergy = f.carriedEnergy;
        s.carriedOther = f.carriedOther;
        s.reserve = f.reserve;
        s.reserveTarget = f.reserveTarget;
        s.vaultShareBps = f.vaultShareBps;
        s.bondBps = f.bondBps;
        s.settledPeriods = f.settledPeriods;
        s.oldestUnpaid = f.oldestUnpaid;
        s.held = f.held;
        s.preferredOwed = f.preferredOwed;
        s.tier = _covenants[cluster].tier;
    }

    /// @inheritdoc IFacilityBook
    function standingOf(uint256 cluster) external view returns (FacilityStatus, uint40, uint128) {
        Facility storage f = _facilities[cluster];
        return (f.status, f.retiredAt, f.cost);
    }

    /// @inheritdoc IFacilityBook
    function valueFine(uint256 cluster) external view returns (uint256) {
        return _facilities[cluster].valueFineAt(block.timestamp);
    }

    /// @inheritdoc IFacilityBook
    function debtOf(uint256 cluster) external view returns (DebtState memory) {
        return _debts[cluster].state();
    }

    /// @inheritdoc IFacilityBook
    function owedOf(
        uint256 cluster
    ) external view returns (uint256 lateInterest, uint256 interest, uint256 principal, uint256 outstanding) {
        return Settlement.owed(_debts[cluster]);
    }

    /// @inheritdoc IFacilityBook
    function covenantsOf(uint256 cluster) external view returns (CovenantState memory) {
        return _covenants[cluster].state();
    }

    /// @inheritdoc IFacilityBook
    function milestonesOf(uint256 cluster) external view returns (uint16, uint16, address, uint40) {
        Facility storage f = _facilities[cluster];
        return (f.orderedBps, f.deliveredBps, f.operator, f.inServiceBy);
    }

    /// @inheritdoc IFacilityBook
    function breachesOf(address operator) external view returns (uint256) {
        return _breaches[operator];
    }

    /// @inheritdoc IFacilityBook
    function outlook() external view returns (uint256, uint40) {
        return (_receivable, _lastEnd);
    }

    /// @inheritdoc IFacilityBook
    function receivable(uint256 cluster) external view returns (uint256) {
        Facility storage f = _facilities[cluster];
        return f.reported - f.distributed;
    }

    /// @inheritdoc IFacilityBook
    function returnsOf(uint256 cluster) external view returns (uint256 returnOfCapital, uint256 profit) {
        Facility storage f = _facilities[cluster];
        uint256 value = f.valueFineAt(block.timestamp) >> ValueLineLib.FINE_BITS;
        returnOfCapital = Math.min(f.received, f.cost - value - f.valueLeft);
        profit = f.received - returnOfCapital;
    }

    /// @inheritdoc IFacilityBook
    function creditOf(address account) external view returns (uint256) {
        return _credits[account];
    }

    /// @inheritdoc IFacilityBook
    function previewSync(
        uint256 maxItems
    ) external view returns (int256, int256, uint40, uint256, LatenessChange memory) {
        (Part memory change, uint256 nextDue, uint256 items) = Calendar.preview(_schedule, maxItems);
        return (change.value, change.slope, uint40(nextDue), items, _latenessOf(change));
    }

    /// @inheritdoc IFacilityBook
    function clusterAt(uint256 index) external view returns (uint256) {
        return _clusters[index];
    }

    /// @inheritdoc IFacilityBook
    function facilityCount() external view returns (uint256) {
        return _clusters.length;
    }

    /// @inheritdoc IFacilityBook
    function performance() external view returns (uint16, address, uint256, uint256) {
        return (_feeBps, _feeRecipient, _income, _highestProfit);
    }

    /// @inheritdoc IFacilityBook
    function vault() external view returns (address) {
        return address(_vault);
    }

    /// @inheritdoc IFacilityBook
    function registry() external view returns (address) {
        return address(_registry);
    }

    /// @inheritdoc IFacilityBook
    function oracle() external view returns (address) {
        return _oracle;
    }

    /// @inheritdoc IFacilityBook
    function bond() external view returns (IOperatorBond) {
        return _bond;
    }

    /// @inheritdoc IFacilityBook
    function underwriting() external view returns (IUnderwriting) {
        return _underwriting;
    }

    /// @inheritdoc IFacilityBook
    function milestones() external view returns (IMilestones) {
        return _milestones;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {FacilityState, Form} from "../interfaces/FacilityTypes.sol";
import {IClusterRegistry} from "../interfaces/IClusterRegistry.sol";
import {IFacilityLens} from "../interfaces/IFacilityLens.sol";
import {Approval} from "../interfaces/IFacilityOrigination.sol";
import {IFacilityManager} from "../interfaces/IFacilityManager.sol";
import {IGpuYieldVault, VaultSettings} from "../interfaces/IGpuYieldVault.sol";
import {ILossAnnouncements} from "../interfaces/ILossAnnouncements.sol";
import {Curve, X32_BITS} from "./lib/Curve.sol";
import {FacilityLib} from "./lib/Facility.sol";
import {FacilityTerms} from "./lib/FacilityTerms.sol";
import {FacilityTimes, Sums} from "./lib/FacilityTimes.sol";

/// @title FacilityLens
/// @notice What people read of the facilities of one vault. It computes with the managers' own libraries from their own
///         words.
contract FacilityLens is IFacilityLens {
    IGpuYieldVault private immutable _vault;
    IClusterRegistry private immutable _registry;

    constructor(IGpuYieldVault vault_, IClusterRegistry registry_) {
        (_vault, _registry) = (vault_, registry_);
    }

    /// @inheritdoc IFacilityLens
    function facility(uint256 cluster) external view returns (FacilityState memory s) {
        address manager = _registry.managerOf(cluster);
        if (manager == address(0) || !_vault.isSource(manager)) return s;
        uint256[10] memory w = IFacilityManager(manager).wordsOf(cluster);
        FacilityTerms terms = FacilityTerms.wrap(w[0]);
        FacilityTimes times = FacilityTimes.wrap(w[1]);
        s.status = terms.status();
        s.operator = terms.operator();
        s.vaultShareBps = uint16(terms.vaultShareBps());
        s.settledPeriods = uint32(times.settledPeriods());
        s.reportedUntil = uint40(times.reportedUntil());
        // Word 6 as the compiler packs it, from the lowest bits up.
        (s.retiredAt, s.workoutSince, s.form) = (uint40(w[6]), uint40(w[6] >> 40), Form(uint8(w[6] >> 80)));
        Approval memory approval = IFacilityManager(manager).origination().approvalOf(cluster);
        (s.approved, s.bondBps, s.cost) = (approval.amount, approval.bondBps, approval.drawn);
        uint256 mark;
        if (terms.has(FacilityLib.ANNOUNCED)) mark = _lossesOf(manager).markOf(cluster);
        _readCurve(s, w[4], times, mark);
        _readMoney(s, w);
        if (s.reportedUntil != 0 && s.form == Form.RevenueShare) {
            s.oldestUnpaid = terms.has(FacilityLib.ARREARS) ? uint24(w[5] >> 200) : s.settledPeriods + 1;
        }
        s.tier = IFacilityManager(manager).covenants().tierOf(cluster);
    }

    /// @inheritdoc IFacilityLens
    function managerOf(uint256 cluster) public view returns (IFacilityManager) {
        address manager = _registry.managerOf(cluster);
        if (manager == address(0) || !_vault.isSource(manager)) revert FacilityLens_NotFinanced(cluster);
        return IFacilityManager(manager);
    }

    /// @inheritdoc IFacilityLens
    function receivable(uint256 cluster) external view returns (uint256) {
        return managerOf(cluster).wordsOf(cluster)[2] >> 128;
    }

    /// @inheritdoc IFacilityLens
    function returnsOf(uint256 cluster) external view returns (uint256 returnOfCapital, uint256 profit) {
        IFacilityManager manager = managerOf(cluster);
        uint256[10] memory w = manager.wordsOf(cluster);
        uint256 value = _curveOf(w[4], FacilityTimes.wrap(w[1])).valueAt(block.timestamp) >> X32_BITS;
        uint256 received = FacilityTimes.wrap(w[1]).sums(w[3]).received;
        // What rounding a line takes, less than a base unit, counts as depreciation.
        uint256 cost = manager.origination().drawnOf(cluster);
        returnOfCapital = Math.min(received, Math.saturatingSub(cost, value + uint96(w[5])));
        profit = received - returnOfCapital;
    }

    /// @inheritdoc IFacilityLens
    function clusters() external view returns (uint256[] memory found) {
        uint256 last = _registry.clusterCount();
        found = new uint256[](last);
        uint256 count;
        for (uint256 cluster = 1; cluster <= last; ++cluster) {
            if (_vault.isSource(_registry.managerOf(cluster))) found[count++] = cluster;
        }
        assembly ("memory-safe") {
            mstore(found, count) // as many as there are
        }
    }

    /// @inheritdoc IFacilityLens
    function vault() external view returns (address) {
        return address(_vault);
    }

    /// @param mark X32; what leavers forgo of it besides, because a loss is announced
    function _readCurve(FacilityState memory s, uint256 word, FacilityTimes times, uint256 mark) private view {
        Curve memory curve = _curveOf(word, times);
        uint256 value = curve.valueAt(block.timestamp);
        s.salvage = uint128(curve.salvage >> X32_BITS);
        s.value = value >> X32_BITS;
        s.exitValue = Math.saturatingSub(value, curve.lossAt(block.timestamp) + mark) >> X32_BITS;
        s.slope = curve.slope;
        if (curve.hasBegunBy(block.timestamp)) s.depreciatesUntil = uint40(curve.endOf());
        if (curve.isDelinquentAt(block.timestamp)) {
            s.delinquentSince = uint40(curve.deadline);
            s.markedDownAt = uint40(curve.deadline + curve.markdown);
        } else {
            s.deadline = uint40(curve.deadline);
        }
        // A loan has none: what it is worth is what is outstanding.
        if (curve.life == 0) s.salvage = 0;
    }

    function _readMoney(FacilityState memory s, uint256[10] memory w) private pure {
        Sums memory sums = FacilityTimes.wrap(w[1]).sums(w[3]);
        (s.earned, s.received, s.reported) = (uint128(sums.earned), uint128(sums.received), uint128(sums.reported));
        s.lockbox = uint128(w[2]);
        s.distributed = s.reported - uint128(w[2] >> 128);
        (s.carriedEnergy, s.carriedOther) = (uint128(w[7]), uint128(w[7] >> 128));
        (s.reserve, s.reserveTarget) = (uint128(w[8]), uint128(w[8] >> 128));
        (s.trappedCash, s.preferredOwed) = (uint128(w[9]), uint128(w[9] >> 128));
    }

    function _lossesOf(address manager) private view returns (ILossAnnouncements) {
        return IFacilityManager(manager).workouts().losses();
    }

    function _curveOf(uint256 word, FacilityTimes times) private view returns (Curve memory) {
        VaultSettings memory settings = _vault.settings();
        return FacilityLib.curveOf(word, times.deadline(), settings.tick, settings.markdownPeriod);
    }
}

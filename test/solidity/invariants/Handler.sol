// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {FacilityState, Form} from "../../../contracts/interfaces/FacilityTypes.sol";
import {ReportStatus, RevenueReport} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {LoanHandler} from "./LoanHandler.sol";
import {Mirrored, Status} from "./Mirror.sol";
import {BaseHandler} from "./BaseHandler.sol";

/// @notice What the runner may do, in any order and with any numbers. Each entry point first brings about what it
///         needs, so that it nearly always does what its name says, and counts when it has.
abstract contract Handler is LoanHandler {
    constructor(uint8 decimals) BaseHandler(decimals) {}

    // --- depositors ---

    function deposit(uint256 who, uint256 amount) external {
        if (!_isOpen()) return;
        uint256 dearest = vault.previewMint(1);
        txDeposit(_depositor(who), bound(amount, dearest + 1, dearest + 5_000_000 * unit));
        _ran();
    }

    function mint(uint256 who, uint256 amount) external {
        if (!_isOpen()) return;
        txMint(_depositor(who), bound(amount, 1, vault.convertToShares(5_000_000 * unit) + 1));
        _ran();
    }

    function withdraw(uint256 who, uint256 amount) external {
        _catchUp();
        address owner = _holder(who);
        txWithdraw(owner, bound(amount, 0, vault.maxWithdraw(owner)));
        _ran();
    }

    function redeem(uint256 who, uint256 amount) external {
        _catchUp();
        address owner = _holder(who);
        txRedeem(owner, owner, bound(amount, 0, vault.maxRedeem(owner)));
        _ran();
    }

    function redeemForAnother(uint256 who, uint256 amount) external {
        _catchUp();
        address owner = _holder(who);
        uint256 shares = bound(amount, 0, vault.maxRedeem(owner) / 4);
        vm.prank(owner);
        vault.approve(stranger, shares);
        txRedeem(owner, stranger, shares);
        _ran();
    }

    function transferShares(uint256 from, uint256 to, uint256 amount) external {
        address owner = _holder(from);
        txTransfer(owner, _depositor(to), bound(amount, 0, vault.balanceOf(owner)));
        _ran();
    }

    /// @dev Somebody who holds nothing goes in and out again within one second, in many ways: 3, 21.
    function goInAndOut(uint256 seed) external {
        // What closed epochs wait for is not his to take out again.
        if (!_payQueue(seed) || !_isOpen()) return;
        uint256 before = cash;
        for (uint256 i = 0; i < 4; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 assets = vault.previewMint(1) + 1 + ((seed >> 8) % (1_000_000 * unit));
            if (seed % 2 == 0) txDeposit(attacker, assets);
            else txMint(attacker, vault.convertToShares(assets));
            uint256 shares = vault.balanceOf(attacker);
            if (seed % 3 == 0) txTransfer(attacker, mule, shares / 2);
            if (seed % 5 == 0) txWithdraw(attacker, vault.maxWithdraw(attacker) / 2);
            if (seed % 7 == 0) txRedeem(attacker, attacker, vault.balanceOf(attacker) / 3);
            if (seed % 11 < 5) _askAndCancel(attacker, vault.balanceOf(attacker) / (1 + (seed % 4)));
        }
        txRedeem(attacker, attacker, vault.balanceOf(attacker));
        txRedeem(mule, mule, vault.balanceOf(mule));
        expectLe(ROUND_TRIPS, before, cash, "nothing is gained within one second");
        _ran();
    }

    // --- hardware ---

    function approveHardware(uint256 seed) external {
        if (_approve(seed) != 0) _ran();
    }

    function lowerApproval(uint256 seed) external {
        uint256 cluster = _find(Status.Drawn, seed);
        if (cluster == 0) cluster = _drawSome(seed);
        if (cluster == 0) return;
        Mirrored storage m = mirrored[cluster];
        if (m.approved == m.cost) cluster = _approve(seed);
        if (cluster == 0) return;
        m = mirrored[cluster];
        txLowerApproval(cluster, m.cost + ((seed >> 8) % (m.approved - m.cost)));
        _ran();
    }

    function drawForHardware(uint256 seed) external {
        if (_drawSome(seed) != 0) _ran();
    }

    function commissionCluster(uint256 seed) external {
        if (_commission(seed) != 0) _ran();
    }

    function writeDown(uint256 seed) external {
        uint256 cluster = _findValuable(seed);
        if (cluster == 0) cluster = _commission(seed);
        if (cluster == 0) return;
        _catchUp();
        uint256 value = lens.facility(cluster).value;
        txWriteDown(cluster, 1 + ((seed >> 8) % Math.ceilDiv(value, 3)));
        _ran();
    }

    function sell(uint256 seed) external {
        // Also what was ordered and never delivered.
        uint256 cluster = _sellable(seed);
        if (cluster == 0) return;
        _catchUp();
        _sell(cluster, seed);
        _ran();
    }

    /// @dev Sold with a period not reported yet: what was earned until the sale still finds its way.
    function settleAfterSale(uint256 seed) external {
        uint256 cluster = _sellable(seed - (seed % 5) + 1);
        if (cluster == 0) return;
        // What is delinquent is sold in a resolution only.
        uint256 left = mirrored[cluster].deadline - vm.getBlockTimestamp();
        passTime(Math.min(left / 2, 1 hours + ((seed >> 16) % 20 days)));
        _catchUp();
        _sell(cluster, seed);
        _reportAfterSale(cluster, seed);
        _settle(cluster);
        _ran();
    }

    // --- reports and rent ---

    function report(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        _report(cluster, seed);
        _ran();
    }

    function reportByTooFew(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        RevenueReport memory r = _nextReport(cluster, seed);
        (address[] memory signers, bytes[] memory signatures) = signedBy(r, QUORUM - 1);
        _expectRefused(r, signers, signatures, "two of four");
        (signers, signatures) = signedBy(r, QUORUM);
        signers[2] = signers[1];
        signatures[2] = signatures[1];
        _expectRefused(r, signers, signatures, "one of them twice");
        (signers, signatures) = signedBy(r, QUORUM);
        r.gross += 1;
        _expectRefused(r, signers, signatures, "for something else");
        _ran();
    }

    function veto(uint256 seed) external {
        (uint256 cluster, uint32 period) = _undoubted(seed);
        if (cluster == 0) return;
        _catchUp();
        txVeto(cluster, period);
        expectTrue(QUORUM_ONLY, oracle.statusOf(cluster, period) == ReportStatus.Void, "vetoed is void");
        vm.prank(guardian);
        try oracle.veto(cluster, period) {
            expectTrue(DOUBTS, false, "a period was vetoed twice by the guardian");
        } catch {
            expectTrue(DOUBTS, true, "a period was vetoed twice by the guardian");
        }
        _ran();
    }

    function doubt(uint256 seed) external {
        (uint256 cluster, uint32 period) = _undoubted(seed);
        if (cluster == 0) return;
        _catchUp();
        txDispute(cluster, period);
        expectTrue(QUORUM_ONLY, oracle.statusOf(cluster, period) == ReportStatus.Disputed, "disputed is in dispute");
        passTime((seed >> 8) % DISPUTE_WINDOWS);
        bool stands = seed & 1 != 0;
        txEndDispute(cluster, period, stands);
        bool isVoid = oracle.statusOf(cluster, period) == ReportStatus.Void;
        expectTrue(QUORUM_ONLY, isVoid != stands, "what is upheld stands, what is not is void");
        _ran();
    }

    /// @dev A fresh report of a period that nobody has doubted.
    function _undoubted(uint256 seed) private returns (uint256 cluster, uint32 period) {
        cluster = _serving(seed);
        if (cluster == 0) return (0, 0);
        for (uint256 i = 0; i < 2; ++i) {
            period = _report(cluster, seed);
            (uint8 vetoes, bool disputed) = oracle.clock().doubtsOf(cluster, period);
            if (vetoes == 0 && !disputed) return (cluster, period);
        }
        return (0, 0);
    }

    /// @dev What is final is beyond anybody's veto.
    function vetoTooLate(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        (uint32 finalised, ) = oracle.finalityOf(cluster);
        if (finalised == 0) {
            finalised = _report(cluster, seed);
            passTime(LONG_WINDOW);
        }
        vm.prank(guardian);
        try oracle.veto(cluster, finalised) {
            expectTrue(QUORUM_ONLY, false, "a final report was vetoed");
        } catch {
            expectTrue(QUORUM_ONLY, true, "a final report was vetoed");
        }
        _ran();
    }

    function missAReport(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        (uint32 period, uint32 revision, , , , uint40 deadline) = oracle.nextReport(cluster);
        if (revision != 0) {
            // Missed already, or vetoed: another cluster, then.
            cluster = _commission(seed);
            if (cluster == 0) return;
            (period, , , , , deadline) = oracle.nextReport(cluster);
        }
        if (vm.getBlockTimestamp() <= deadline) passTime(deadline + 1 - vm.getBlockTimestamp());
        txMarkMissed(cluster);
        expectTrue(QUORUM_ONLY, oracle.statusOf(cluster, period) == ReportStatus.Missed, "silence is marked");
        _ran();
    }

    function payRent(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        _pay(cluster, seed);
        _ran();
    }

    /// @dev With or without a new report, with more, less or no cash, in service or after a sale.
    function settle(uint256 seed) external {
        uint256 cluster = seed % 4 == 0 ? _find(Status.Retired, seed) : _serving(seed);
        if (cluster == 0) return;
        if (mirrored[cluster].status == Status.Retired) {
            if (mirrored[cluster].inServiceAt == 0) return; // never served
            _reportAfterSale(cluster, seed);
        }
        _settle(cluster);
        _ran();
    }

    /// @dev The ordinary course: report, window, payment, settlement.
    function wholePeriod(uint256 seed) external {
        uint256 cluster = _serving(seed);
        if (cluster == 0) return;
        _report(cluster, seed);
        passTime(seed % 2 == 0 ? LONG_WINDOW : WINDOW);
        _pay(cluster, seed);
        _settle(cluster);
        _ran();
    }

    /// @dev A period of the whole fleet: reports, rent, and one settlement for all.
    function settleFleet(uint256 seed) external {
        if (_sellable(seed - (seed % 5) + 1) == 0) return; // there is one in service at least
        for (uint256 i = 0; i < clusters.length; ++i) {
            if (_isPunctualShare(clusters[i])) _report(clusters[i], seed + i);
        }
        passTime(seed % 2 == 0 ? LONG_WINDOW : WINDOW);
        uint256[] memory many = new uint256[](clusters.length);
        uint256 count;
        for (uint256 i = 0; i < clusters.length; ++i) {
            if (!_isPunctualShare(clusters[i])) continue;
            _pay(clusters[i], uint256(keccak256(abi.encode(seed, i))));
            many[count++] = clusters[i];
        }
        if (count == 0) return;
        assembly ("memory-safe") {
            mstore(many, count) // as many as there are
        }
        _catchUp();
        txSettleMany(many);
        _ran();
    }

    function _isPunctualShare(uint256 cluster) private view returns (bool) {
        Mirrored storage m = mirrored[cluster];
        return m.status == Status.InService && m.form == Form.RevenueShare && !mirrorIsDelinquent(m);
    }

    function returnExcess(uint256 seed) external {
        uint256 cluster = _find(Status.Retired, seed);
        if (cluster == 0) return;
        while (_settle(cluster)) {}
        FacilityState memory f = lens.facility(cluster);
        if (f.lockbox <= f.reported - f.distributed) txPayIn(cluster, 1 + f.reported - f.distributed);
        if (vm.getBlockTimestamp() < mirrored[cluster].retiredAt + EXCESS_DELAY) passTime(EXCESS_DELAY);
        txReturnExcess(cluster);
        _ran();
    }

    // --- anybody, and the vault's keepers ---

    function donate(uint256 seed) external {
        txDonate(seed % 3 == 0 ? address(revenueShares) : address(vault), 1 + ((seed >> 8) % (100_000 * unit)));
        _ran();
    }

    function skim(uint256 seed) external {
        txDonate(address(vault), 1 + ((seed >> 8) % (10_000 * unit)));
        txSkim();
        _ran();
    }

    function accrue(uint256 seed) external {
        txAccrue(seed % 6);
        _ran();
    }

    function pauseAndResume(uint256 seed) external {
        _catchUp();
        txPause(true);
        expectEq(NO_FALL, vault.maxDeposit(stranger), 0, "paused: no deposits");
        address owner = _holder(seed);
        txRedeem(owner, owner, vault.maxRedeem(owner) / 10);
        txPause(false);
        _ran();
    }

    // --- time ---

    function wait(uint256 seed) external {
        uint256 kind = seed % 5;
        uint256 duration = seed >> 8;
        if (kind == 0) duration = 1 + (duration % 2 minutes);
        else if (kind == 1) duration = 1 + (duration % 2 days);
        else if (kind < 4) duration = 1 + (duration % 20 days);
        else duration = 30 days + (duration % 60 days);
        passTime(duration);
        _ran();
    }

    /// @dev To the second before a kink, to that second, or to the one after it.
    function waitForAKink(uint256 seed) external {
        _catchUp();
        if (vault.state().nextKink == type(uint32).max && _commission(seed) == 0) return;
        uint256 kink = vault.state().nextKink;
        uint256 now_ = vm.getBlockTimestamp();
        if (kink == type(uint32).max || kink <= now_ + 1) return;
        passTime(kink - now_ - 1 + (seed % 3));
        _ran();
    }

    // --- every entry point, by name ---

    function entryPoints() public pure returns (bytes4[] memory list) {
        list = new bytes4[](61);
        list[0] = this.deposit.selector;
        list[1] = this.mint.selector;
        list[2] = this.withdraw.selector;
        list[3] = this.redeem.selector;
        list[4] = this.redeemForAnother.selector;
        list[5] = this.transferShares.selector;
        list[6] = this.goInAndOut.selector;
        list[7] = this.approveHardware.selector;
        list[8] = this.lowerApproval.selector;
        list[9] = this.drawForHardware.selector;
        list[10] = this.commissionCluster.selector;
        list[11] = this.report.selector;
        list[12] = this.reportByTooFew.selector;
        list[13] = this.veto.selector;
        list[14] = this.vetoTooLate.selector;
        list[15] = this.missAReport.selector;
        list[16] = this.payRent.selector;
        list[17] = this.settle.selector;
        list[18] = this.wholePeriod.selector;
        list[19] = this.claimEarnings.selector;
        list[20] = this.donate.selector;
        list[21] = this.skim.selector;
        list[22] = this.accrue.selector;
        list[23] = this.pauseAndResume.selector;
        list[24] = this.wait.selector;
        list[25] = this.waitForAKink.selector;
        list[26] = this.writeDown.selector;
        list[27] = this.sell.selector;
        list[28] = this.returnExcess.selector;
        list[29] = this.settleAfterSale.selector;
        _addExitsAndLosses(list);
    }

    function _addExitsAndLosses(bytes4[] memory list) private pure {
        list[30] = this.requestExit.selector;
        list[31] = this.requestByOperator.selector;
        list[32] = this.cancelRequest.selector;
        list[33] = this.cancelWhileDelinquent.selector;
        list[34] = this.takeBack.selector;
        list[35] = this.settleQueue.selector;
        list[36] = this.claimOfEpoch.selector;
        list[37] = this.claimInShares.selector;
        list[38] = this.claimInAssets.selector;
        list[39] = this.claimInAnyOrder.selector;
        list[40] = this.spendWhatEpochsWaitFor.selector;
        list[41] = this.depositWhileDelinquent.selector;
        list[42] = this.keepUp.selector;
        list[43] = this.cure.selector;
        list[44] = this.collectFee.selector;
        list[45] = this.openResolution.selector;
        list[46] = this.openByAnyone.selector;
        list[47] = this.recover.selector;
        list[48] = this.recoverAsIncome.selector;
        list[49] = this.sellInResolution.selector;
        list[50] = this.closeResolution.selector;
        list[51] = this.closeByAnyone.selector;
        list[52] = this.retireGpus.selector;
        list[53] = this.postBond.selector;
        list[54] = this.releaseBond.selector;
        list[55] = this.repayDebt.selector;
        list[56] = this.letTheReservePay.selector;
        list[57] = this.settleFleet.selector;
        list[58] = this.endClaim.selector;
        list[59] = this.doubt.selector;
        list[60] = this.requestByAllowance.selector;
    }

    /// @notice Calls what has not done its work yet, in an order in which it can, and then the rare events that need a
    ///         facility's whole life. After a random life not everything can be: `Laws` lives one in which it can.
    function bringAboutWhatIsMissing() external {
        mostClusters = clusters.length + 24;
        insists = true;
        bytes4[] memory missing = entryPoints();
        for (uint256 i = 0; i < missing.length; ++i) {
            for (uint256 seed = 0; seed < 8 && runs[missing[i]] == 0; ++seed) {
                uint256 r = uint256(keccak256(abi.encode(missing[i], seed)));
                // solhint-disable-next-line avoid-low-level-calls
                (bool ok, bytes memory reason) = address(this).call(abi.encodePacked(missing[i], r, r >> 1, r >> 2));
                if (!ok) Address.verifyCallResult(false, reason); // reverts with the reason
            }
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DebtState, FacilityState, FacilityStatus, Form, Terms} from "../../../contracts/interfaces/FacilityTypes.sol";
import {Announcement, LossKind} from "../../../contracts/interfaces/ILossAnnouncements.sol";
import {RevenueReport} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {ProtocolFixture} from "../support/ProtocolFixture.sol";

/// @notice One vault holding a loan, a lease and a revenue share: whatever is paid, missed, prepaid, swept, written
///         down or resolved, in whatever order, the laws hold around every transaction.
contract DebtLawsTest is ProtocolFixture {
    uint256 private constant STEPS = 48;
    uint256 private constant ACTIONS = 9;

    address private depositor = actor("depositor");
    address private payer = actor("payer");

    uint256[] private _clusters;
    mapping(uint256 cluster => bool) private _writtenDown;
    /// @dev What has been announced, or offered, and the action that books it next.
    uint256 private _announced;
    uint256 private _booking;
    /// @dev How often each action did what its name says.
    uint256[ACTIONS] private _ran;

    function testFuzz_everyLawHolds(uint256 seed) public {
        _open(seed);
        for (uint256 i = 0; i < STEPS; ++i) _step(uint256(keccak256(abi.encode(seed, i))));
    }

    /// @dev A property that never executes its body proves nothing.
    function test_everyActionRuns() public {
        uint256 done;
        for (uint256 seed = 1; seed < 12 && done < ACTIONS; ++seed) {
            delete _clusters;
            delete reporters;
            _announced = 0;
            _open(seed);
            for (uint256 i = 0; i < STEPS; ++i) _step(uint256(keccak256(abi.encode(seed, i))));
            done = 0;
            for (uint256 i = 0; i < ACTIONS; ++i) if (_ran[i] > 0) ++done;
        }
        assertEq(done, ACTIONS, "every action did what its name says");
    }

    // --- what happens ---

    function _step(uint256 seed) private {
        (uint256 cluster, uint256 action) = (_announced, _booking);
        skip(bound(seed >> 8, cluster == 0 ? 1 : 2 days, cluster == 0 ? 12 days : 4 days));
        while (vault.accrue(32) > 0) {}
        if (cluster == 0) (cluster, action) = (_clusters[(seed >> 16) % _clusters.length], (seed >> 24) % ACTIONS);
        _announced = 0;
        FacilityState memory f = lens.facility(cluster);
        (uint256 entry, uint256 exit) = (vaultLens.entryPrice(), vaultLens.exitPrice());
        bool anythingDelinquent = vault.state().unrealisedLoss > 0;
        bool loses = _act(action, cluster, f, seed >> 40);

        uint256 dust = entry / (vault.state().nav / 4 + 1) + 1;
        bool gives = action == 4 && anythingDelinquent;
        if (!gives) assertLe(vaultLens.entryPrice(), entry + dust, "5: no transaction raises the price");
        if (!loses) assertGe(vaultLens.entryPrice() + dust, entry, "6: nor lowers it, but by a booked loss");
        if (!anythingDelinquent) assertLe(vaultLens.exitPrice(), exit + dust, "5: nor the exit price");
        assertLe(vaultLens.exitPrice(), vaultLens.entryPrice(), "6: exits are never dearer than entries");
        _requireHeld();
        for (uint256 i = 0; i < _clusters.length; ++i) _requireValue(_clusters[i]);
    }

    function _act(uint256 action, uint256 cluster, FacilityState memory f, uint256 seed) private returns (bool loses) {
        bool inService = f.status == FacilityStatus.InService;
        if (action == 0 || action == 1) return _report(cluster, f, seed);
        if (action == 2 && f.status != FacilityStatus.Drawn) {
            settleFacility(cluster);
            ++_ran[2];
        }
        if (action == 3) _join(seed);
        if (action == 4) _leave(seed);
        if (action == 5 && inService && f.form != Form.RevenueShare) _repay(cluster, f, seed);
        if (action == 6) {
            payIn(cluster, bound(seed, 1, 60_000 * unit));
            ++_ran[6];
        }
        if (action == 7) return _writeDown(cluster, f, seed);
        if (action == 8) return _resolve(cluster, f, seed);
    }

    /// @dev Announced in one step, and booked by anyone in another.
    function _writeDown(uint256 cluster, FacilityState memory f, uint256 seed) private returns (bool) {
        Announcement memory a = losses.announcementOf(cluster);
        if (a.kind == LossKind.None && f.status == FacilityStatus.InService && f.value > 1_000) {
            vm.prank(curator);
            losses.announceWriteDown(cluster, uint40(bound(seed >> 8, 1, uint256(1 << 32) / 20)));
            (_announced, _booking) = (cluster, 7);
        }
        if (a.kind != LossKind.WriteDown || vm.getBlockTimestamp() < a.announcedAt + 2 days) return false;
        workouts.bookLoss(cluster, 0);
        ++_ran[7];
        return _writtenDown[cluster] = true;
    }

    function _report(uint256 cluster, FacilityState memory f, uint256 seed) private returns (bool) {
        if (f.status != FacilityStatus.InService) return false;
        (, , , , uint40 start, ) = oracle.nextReport(cluster);
        uint256 end = uint256(start) + bound(seed, 1 days, MAX_PERIOD);
        if (end > vm.getBlockTimestamp()) return false;
        RevenueReport memory report = nextReportOf(cluster, end, bound(seed >> 16, 0, 10_000), 3 * unit);
        submit(report);
        // Paid whole, in part, or not at all; settled when somebody next calls.
        uint256 paid = (report.gross * ((seed >> 40) % 4)) / 3;
        if (paid > 0) payIn(cluster, paid);
        ++_ran[0];
        ++_ran[1];
        return false;
    }

    function _join(uint256 seed) private {
        uint256 most = vault.maxDeposit(depositor);
        if (most == 0) return; // too much is delinquent
        depositAs(depositor, bound(seed, unit, 100_000 * unit));
        ++_ran[3];
    }

    function _leave(uint256 seed) private {
        while (vault.accrue(32) > 0) {}
        uint256 most = vault.maxWithdraw(depositor);
        if (most < 2) return;
        vm.prank(depositor);
        vault.withdraw(bound(seed, 1, most / 10 + 1), depositor, depositor);
        ++_ran[4];
    }

    function _repay(uint256 cluster, FacilityState memory f, uint256 seed) private {
        uint256 amount = bound(seed, 1, seed % 16 == 0 ? 2 * f.value + unit : f.value / 8 + unit);
        asset.mint(payer, amount);
        vm.startPrank(payer);
        asset.approve(address(loans), amount);
        uint256 used = loans.repay(cluster, amount);
        vm.stopPrank();
        assertLe(used, amount, "no more than was offered");
        ++_ran[5];
    }

    function _resolve(uint256 cluster, FacilityState memory f, uint256 seed) private returns (bool) {
        if (f.status == FacilityStatus.InService && seed % 5 == 0) {
            vm.prank(operator);
            workouts.giveUp(cluster, true);
            vm.prank(curator);
            workouts.openResolution(cluster);
        } else if (f.status == FacilityStatus.Resolving && seed % 2 == 0 && !_isOffered(cluster)) {
            uint256 amount = bound(seed >> 8, 1, f.value / 4 + 1);
            asset.mint(payer, amount);
            vm.startPrank(payer);
            asset.approve(address(workouts), amount);
            workouts.recover(cluster, amount);
            vm.stopPrank();
        } else if (f.status == FacilityStatus.Resolving) {
            bool isHeld = registry.titleHolderOf(cluster) == address(managerOf(cluster));
            if (isHeld && (f.value != 0 || workouts.owedOf(cluster) != 0)) {
                if (!_isOffered(cluster)) {
                    // Another loss is booked first.
                    if (losses.announcementOf(cluster).kind == LossKind.WriteDown) return _writeDown(cluster, f, seed);
                    vm.prank(curator);
                    workouts.offerSale(cluster, address(0), 0);
                    (_announced, _booking) = (cluster, 8);
                    return false;
                }
                vm.prank(payer);
                workouts.buy(cluster, 0);
            }
            vm.prank(curator);
            workouts.closeResolution(cluster);
            ++_ran[8];
            return true;
        }
        return false;
    }

    function _isOffered(uint256 cluster) private view returns (bool isOffered) {
        (isOffered, , , , ) = workouts.offerOf(cluster);
    }

    // --- what has to hold ---

    function _requireHeld() private view {
        uint256 ofVault = vault.state().cash + vault.fee().owed;
        assertEq(asset.balanceOf(address(vault)), ofVault, "1: the vault's cash, and the fee it owes");
        uint256[2] memory owed; // by the manager of shares, of loans
        for (uint256 i = 0; i < _clusters.length; ++i) {
            FacilityState memory f = lens.facility(_clusters[i]);
            uint256 its = uint256(f.lockbox) + f.reserve + f.trappedCash + f.earned;
            owed[f.form == Form.RevenueShare ? 0 : 1] += its;
            assertLe(f.distributed, f.reported, "4: no more than was reported");
        }
        assertEq(asset.balanceOf(address(revenueShares)), owed[0], "1: lockboxes, reserves, trapped cash, earnings");
        assertEq(asset.balanceOf(address(loans)), owed[1], "1: the same of loans and leases");
    }

    function _requireValue(uint256 cluster) private view {
        FacilityState memory f = lens.facility(cluster);
        assertLe(f.value, f.cost, "8: above its cost");
        if (f.form == Form.RevenueShare || f.status == FacilityStatus.Resolving) return;
        DebtState memory debt = ledger.debtOf(cluster);
        uint256 outstanding = debt.principal - debt.principalPaid;
        if (f.status == FacilityStatus.Retired) assertEq(f.value, 0, "8: ended");
        else if (!_writtenDown[cluster]) assertEq(f.value, outstanding, "8: what is outstanding");
        else assertLe(f.value, outstanding, "8: written down");
    }

    // --- the vault ---

    function _open(uint256 seed) private {
        deployProtocol(seed & 1 == 0 ? 6 : 18, 1_000);
        depositAs(depositor, 10_000_000 * unit);
        for (uint256 i = 0; i < 3; ++i) {
            uint256 cluster = registerClusterOf(Form(i), 2_000_000 * unit, 200_000 * unit, 1_000 days);
            approveFacility(cluster, _termsOf(Form(i), seed >> 8));
            draw(cluster, 2_000_000 * unit);
            commission(cluster, vm.getBlockTimestamp());
            _clusters.push(cluster);
        }
    }

    function _termsOf(Form form, uint256 seed) private view returns (Terms memory terms) {
        terms = plainTerms(2_000_000 * unit);
        terms.form = form;
        terms.vaultShareBps = form == Form.RevenueShare ? 8_000 : 1_000;
        terms.reserveTarget = uint128((seed % 3) * 30_000 * unit);
        terms.covenants.periods = uint8(1 + ((seed >> 8) % 3));
        terms.covenants.curePeriods = 1;
        terms.covenants.priceLow = uint96(3 * unit);
        terms.covenants.priceBps = [uint16(10_000), 9_000, 8_000];
        if (form == Form.RevenueShare) {
            terms.share.preferredReturnRate = 5e16;
            terms.share.hurdleShareBps = 4_000;
            return terms;
        }
        terms.covenants.coverageBps = [uint16(30_000), 20_000, 15_000];
        terms.debt.period = uint32(bound(seed >> 16, 10 days, 40 days));
        terms.debt.payments = uint16(bound(seed >> 48, 3, 60));
        terms.debt.lateRate = uint64((seed >> 80) % 2) * 1e17;
        terms.debt.shorten = form == Form.Loan && (seed >> 90) % 2 == 0;
        if (form == Form.Loan) terms.debt.yearlyRate = 12e16;
        else {
            terms.debt.finalPayment = uint128(200_000 * unit);
            terms.debt.rent = uint128((1_900_000 * unit) / terms.debt.payments);
        }
    }
}

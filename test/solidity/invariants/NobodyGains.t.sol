// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {DepositStatus} from "../../../contracts/interfaces/IGpuYieldVault.sol";
import {Terms} from "../../../contracts/interfaces/FacilityTypes.sol";
import {RevenueReport} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {LoanTransactions} from "./LoanTransactions.sol";
import {QueueTransactions} from "./QueueTransactions.sol";

/// @notice How one world went for the account.
struct Life {
    uint256 wealth; // base units at the end, less what was put in
    uint256 present; // X32; what vested, at the ordinary rate, for shares held beyond those of the one who holds
    // X32; depreciation and losses, less vesting, of shares that the one who holds had and the account had not.
    int256 escaped;
    uint256 paid; // X32; what the account left to others by leaving along a line
    uint256 acts;
    uint256 moments; // a bit for each kind at which something was done
    uint256 actions; // a bit for each kind done
    string breach; // the first law that was broken, if any
}

/// @notice Nobody gains from acting first. A known delinquency comes, is paid in part, cured, written down or resolved.
///         In one world an account acts around every one of these moments; in another, otherwise the same, it holds
///         through. It may not end better off than by two amounts that nobody can take from it:
///         (a) what it escapes by leaving along the line before the loss is realised, less what the line made it leave
///         behind;
///         (b) what vests at the ordinary rate while it is there with more shares than the one who holds.
/// @dev Both amounts come from the mirror: the law's own lines of depreciation, vesting and markdown, not the vault's.
///      Only time moves them. So whatever a transaction gives to who stands in front of it or behind it shows as a gain
///      without a reason.
contract NobodyGainsTest is LoanTransactions, QueueTransactions {
    uint256 private constant MOMENTS = 12;
    uint256 private constant ACTIONS = 7;

    uint256 private constant BEFORE_DELINQUENT = 0;
    uint256 private constant WHEN_DELINQUENT = 1;
    uint256 private constant ALONG_THE_LINE = 2;
    uint256 private constant BEFORE_ARREARS = 3;
    uint256 private constant AFTER_ARREARS = 4;
    uint256 private constant BEFORE_CURE = 5;
    uint256 private constant AFTER_CURE = 6;
    uint256 private constant BEFORE_WRITE_DOWN = 7;
    uint256 private constant AFTER_WRITE_DOWN = 8;
    uint256 private constant BEFORE_RESOLUTION = 9;
    uint256 private constant IN_RESOLUTION = 10;
    uint256 private constant AFTER_RESOLUTION = 11;

    address private _account = actor("account");
    address private _crowd = actor("crowd");

    bool private _isActing;
    uint256 private _random;
    uint256 private _cluster;
    uint256 private _heldShares; // of the one who holds
    uint256 private _heldSupply; // of the world in which it does
    uint256 private _putIn;
    uint256 private _lastEpoch;
    uint256 private _roundings; // of at most a unit each
    Life private _life;

    function setUp() public {
        deployProtocol(6, FEE_BPS);
        vm.recordLogs();
        people.push(_account);
        txDeposit(_crowd, 9_000_000 * unit);
        txDeposit(_account, 1_000_000 * unit);
        _heldShares = vault.balanceOf(_account);
        _heldSupply = vault.totalSupply() + VIRTUAL_SHARES;
    }

    /// hardhat-config: fuzz.runs = 24
    function testFuzz_attack20_attack22_nobodyGainsByActingFirst(uint256 seed) public {
        _compare(seed);
    }

    /// @dev The same for fixed seeds, which between them act in every way at every kind of moment.
    function test_everyActionAtEveryMoment() public {
        uint256 moments;
        uint256 actions;
        for (uint256 seed = 0; seed < 24; ++seed) {
            uint256 snapshot = vm.snapshotState();
            Life memory life = _compare((uint256(keccak256(abi.encode(seed))) << 4) | (seed % 16));
            vm.revertToState(snapshot);
            moments |= life.moments;
            actions |= life.actions;
        }
        assertEq(moments, (1 << MOMENTS) - 1, "something was done at every kind of moment");
        assertEq(actions, (1 << ACTIONS) - 1, "everything that can be done was done");
    }

    function _compare(uint256 seed) private returns (Life memory acting) {
        uint256 snapshot = vm.snapshotState();
        _isActing = true;
        acting = _live(seed);
        uint256 roundings = _roundings;
        assertGt(acting.acts, 0, "it acted");
        vm.revertToState(snapshot);
        Life memory holding = _live(seed);
        assertEq(holding.acts, 0, "who holds does nothing");

        int256 escaped = acting.escaped - int256(acting.paid);
        uint256 inherent = acting.present + (escaped > 0 ? uint256(escaped) : 0);
        uint256 most = holding.wealth + Math.ceilDiv(inherent, X32) + roundings;
        assertLe(acting.wealth, most, "better off than by holding");
        assertEq(acting.breach, "", acting.breach);
        assertEq(holding.breach, "", holding.breach);
    }

    // --- the world ---

    function _live(uint256 seed) private returns (Life memory) {
        _random = uint256(keccak256(abi.encode(seed)));
        // A fiftieth of the NAV may be delinquent while deposits are open.
        _finance((seed & 4 == 0 ? 5_000_000 : 150_000) * unit, seed);
        _pass(25 days);
        _report(2 * unit);
        _pass(LONG_WINDOW);
        _payAndSettle(type(uint256).max);
        _pass(20 days);
        _report(3 * unit);
        _pass(LONG_WINDOW);
        _payAndSettle(0);

        _pass(mirrored[_cluster].deadline - 1 - vm.getBlockTimestamp());
        _moment(BEFORE_DELINQUENT);
        _pass(1);
        _moment(WHEN_DELINQUENT);
        _pass(1 + ((seed >> 16) % 40 days));
        _moment(ALONG_THE_LINE);
        uint256 owed = lens.receivable(_cluster);
        _moment(BEFORE_ARREARS);
        _payAndSettle(owed / (2 + ((seed >> 40) % 6)));
        _moment(AFTER_ARREARS);
        _pass(1 + ((seed >> 48) % 10 days));
        _moment(ALONG_THE_LINE);
        if (seed & 3 == 1) _writeDown(seed >> 64);
        if (seed & 3 < 2) _cure();
        else _resolve(seed >> 64, seed & 3 == 3);
        _pass(1 + ((seed >> 56) % 5 days));
        return _end();
    }

    function _finance(uint256 cost, uint256 seed) private {
        Terms memory terms = plainTerms(cost);
        terms.reserveTarget = uint128((seed >> 128) % (cost / 50));
        txApprove(cost, cost / 10, 400 days, terms);
        _cluster = clusters[0];
        if (seed & 8 == 0) txPostBond(_cluster, cost / 20);
        txDraw(_cluster, cost);
        txCommission(_cluster, vm.getBlockTimestamp());
    }

    function _writeDown(uint256 seed) private {
        _moment(BEFORE_WRITE_DOWN);
        _catchUp();
        txAnnounceWriteDown(_cluster, 1 + (seed % (X32 / 2)));
        _pass(2 days);
        _catchUp();
        txBookWriteDown(_cluster);
        _tallyLoss();
        _moment(AFTER_WRITE_DOWN);
        _pass(1 days);
    }

    /// @dev Everything is reported and paid, in one settlement after the other.
    function _cure() private {
        _moment(BEFORE_CURE);
        for (uint256 i = 0; i < 6 && mirrorIsDelinquent(mirrored[_cluster]); ++i) {
            _report(2 * unit);
            _pass(LONG_WINDOW);
            _moment(BEFORE_CURE);
            _payAndSettle(type(uint256).max);
        }
        assertFalse(mirrorIsDelinquent(mirrored[_cluster]), "cured");
        _moment(AFTER_CURE);
        _pass(1);
        _moment(AFTER_CURE);
    }

    /// @param byAnyone Only once it is worth nothing to a leaver
    function _resolve(uint256 seed, bool byAnyone) private {
        if (byAnyone) {
            _pass(mirrored[_cluster].deadline + MARKDOWN - 1 - vm.getBlockTimestamp());
            _moment(ALONG_THE_LINE);
            _pass(1);
        }
        _moment(BEFORE_RESOLUTION);
        _catchUp();
        txOpen(_cluster, byAnyone ? _crowd : curator);
        _moment(IN_RESOLUTION);
        _pass(1 + (seed % 20 days));
        _moment(IN_RESOLUTION);
        _catchUp();
        // Nothing, a part, or more than all of it comes back.
        uint256 recovery = ((seed % 6) * lens.facility(_cluster).value) / 5;
        if (recovery > 0) txRecover(_cluster, _crowd, recovery);
        _tallyLoss();
        _moment(IN_RESOLUTION);
        _catchUp();
        if (mirrorValueX32(mirrored[_cluster]) / X32 != 0) {
            txOffer(_cluster, address(0), 0);
            _pass(2 days);
            _catchUp();
            txBuy(_cluster, _crowd, 0);
        }
        txClose(_cluster, curator);
        _tallyLoss();
        _moment(AFTER_RESOLUTION);
        _pass(1);
        _moment(AFTER_RESOLUTION);
    }

    function _report(uint256 price) private {
        (, , , , uint40 start, ) = oracle.nextReport(_cluster);
        RevenueReport memory r = nextReportOf(
            _cluster,
            Math.min(vm.getBlockTimestamp(), start + uint256(MAX_PERIOD)),
            8_000,
            price
        );
        txSubmit(r);
    }

    /// @dev At most what is owed, and as many settlements as there are reports.
    function _payAndSettle(uint256 most) private {
        _catchUp();
        (uint32 submitted, ) = oracle.progressOf(_cluster);
        uint256 owed = lens.receivable(_cluster);
        for (uint32 k = settledPeriods(_cluster) + 1; k <= submitted; ++k) owed += oracle.reportOf(_cluster, k).gross;
        uint256 pays = Math.min(owed, most);
        if (pays > 0) txPayIn(_cluster, pays);
        while (txSettle(_cluster)) {}
    }

    function _end() private returns (Life memory) {
        _catchUp();
        (, uint256 delinquent) = mirrorDelinquency();
        assertEq(delinquent, 0, "all is well or over: one price");
        uint256 supply = vault.totalSupply() + VIRTUAL_SHARES;
        _life.wealth = Math.mulDiv(_exposed(), vault.state().nav + 1, supply) + asset.balanceOf(_account);
        _life.wealth += queue.maxWithdraw(_account) + 100_000_000 * unit - _putIn;
        for (uint256 law = 1; law <= 15; ++law) {
            if (bytes(_life.breach).length == 0) _life.breach = breachOf[law];
        }
        return _life;
    }

    // --- what the account does ---

    function _moment(uint256 kind) private {
        if (!_isActing) return;
        for (uint256 i = 0; i < 2; ++i) {
            uint256 r = _next();
            // Who has not done anything yet asks to leave before the arrears come.
            bool mustAct = kind == BEFORE_ARREARS && _life.acts == 0;
            if (r % 2 == 0 && !mustAct) continue;
            _catchUp();
            uint256 action = mustAct ? 3 : (r >> 8) % ACTIONS;
            if (!_act(action, r >> 16)) continue;
            _life.moments |= 1 << kind;
            _life.actions |= 1 << action;
            ++_life.acts;
            _roundings += 3; // the units of assets and of shares, each with its price
        }
    }

    function _act(uint256 action, uint256 r) private returns (bool) {
        uint256 most = vault.maxRedeem(_account);
        if (action == 0) return _deposit(1 + (r % (2_000_000 * unit)));
        if (action == 1 && most > 0) return _leave(r % 3 == 0 ? most : 1 + (r % most), false);
        if (action == 2 && most > 0) return _leave(r % 3 == 0 ? most : 1 + (r % most), true);
        if (action == 3 && vault.balanceOf(_account) > 0) {
            _lastEpoch = txRequest(_account, _account, 1 + (r % vault.balanceOf(_account)), (r >> 4) % 2 == 0);
            return true;
        }
        if (action == 4) return _cancel();
        if (action == 5) return _settleQueue();
        if (action == 6 && queue.maxWithdraw(_account) > 0) {
            txClaimAssets(_account, _account, 1 + (r % queue.maxWithdraw(_account)));
            return true;
        }
        return false;
    }

    function _deposit(uint256 assets) private returns (bool) {
        if (vaultLens.depositStatus() != DepositStatus.Open) return false;
        txDeposit(_account, assets);
        _putIn += assets;
        return true;
    }

    function _leave(uint256 shares, bool inAssets) private returns (bool) {
        uint256 held = _exposed();
        uint256 supply = vault.totalSupply() + VIRTUAL_SHARES;
        if (inAssets) txWithdraw(_account, vault.previewRedeem(shares));
        else txRedeem(_account, _account, shares);
        _tallyLeft(held, supply);
        return true;
    }

    function _cancel() private returns (bool) {
        if (_lastEpoch == 0 || queue.pendingRedeemRequest(_lastEpoch, _account) == 0) return false;
        bool closed = vm.getBlockTimestamp() >= epochs[_lastEpoch].end;
        if (closed && !_isCancellable(_lastEpoch)) return false;
        txCancel(_account, _lastEpoch);
        txGiveBack(_account, _lastEpoch);
        return true;
    }

    function _settleQueue() private returns (bool) {
        if (mirrorNextEpoch() == 0 || cash < unit) return false;
        uint256 held = _exposed();
        uint256 supply = vault.totalSupply() + VIRTUAL_SHARES;
        txSettleQueue();
        _tallyLeft(held, supply);
        return true;
    }

    /// @dev Shares whose price is still the account's: its own, and those that wait.
    function _exposed() private view returns (uint256) {
        return vault.balanceOf(_account) + vault.balanceOf(address(queue));
    }

    // --- the two inherent amounts ---

    /// @dev Time passes: what vests and what depreciates, for the account and for the one who holds.
    function _pass(uint256 duration) private {
        uint256 vestedBefore = mirrorVested();
        uint256 value = mirrorValueX32(mirrored[_cluster]);
        passTime(duration);
        _tally(mirrorVested() - vestedBefore, value - mirrorValueX32(mirrored[_cluster]));
    }

    /// @dev What the share price has just borne.
    function _tallyLoss() private {
        _tally(0, expectedLoss);
    }

    function _tally(uint256 gain, uint256 loss) private {
        if (!_isActing) return;
        uint256 supply = vault.totalSupply() + VIRTUAL_SHARES;
        (uint256 ours, uint256 theirs) = (_part(gain, supply), Math.mulDiv(gain, _heldShares, _heldSupply));
        bool isMore = Math.mulDiv(_exposed(), _heldSupply, supply) >= _heldShares;
        if (isMore) {
            _life.present += Math.saturatingSub(ours, theirs);
        } else {
            _life.escaped += int256(Math.mulDiv(loss, _heldShares, _heldSupply)) - int256(_part(loss, supply));
            _life.escaped -= int256(theirs) - int256(ours);
        }
        ++_roundings;
    }

    /// @dev By leaving along a line the account left its part of what is unrealised to those who stay; itself included.
    function _tallyLeft(uint256 held, uint256 supply) private {
        uint256 rest = _exposed();
        uint256 left = vault.totalSupply() + VIRTUAL_SHARES;
        uint256 forgone = Math.mulDiv(mirrorUnrealised(), held - rest, supply);
        _life.paid += Math.mulDiv(forgone, left - rest, left);
    }

    function _part(uint256 amount, uint256 supply) private view returns (uint256) {
        return Math.mulDiv(amount, _exposed(), supply);
    }

    // --- helpers ---

    function _catchUp() private {
        while (vault.state().accrualPending) txAccrue(96);
    }

    function _next() private returns (uint256) {
        _random = uint256(keccak256(abi.encode(_random)));
        return _random;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReportDisputes} from "../../../contracts/ReportDisputes.sol";
import {ReporterStakes} from "../../../contracts/ReporterStakes.sol";
import {Challenge, Dispute, DisputeStatus, DisputeTerms} from "../../../contracts/interfaces/IReportDisputes.sol";
import {ReportRecord, ReportStatus, RevenueReport} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {ProtocolFixture} from "../support/ProtocolFixture.sol";

/// @notice Reporters who stake, sign, leave and concede, two challengers, an arbiter and a guardian, in any order.
/// @dev The handler is the authority's admin, and so arbiter and guardian. One cluster, reported daily.
abstract contract StakesHandler is ProtocolFixture {
    uint256 private constant CLUSTER = 1;
    /// @dev The oracle keeps so many: nothing is settled here.
    uint32 private constant MOST_PERIODS = 60;
    bytes32[8] private _fields = [
        bytes32("end"),
        "gpuSecondsAvailable",
        "gpuSecondsSold",
        "gross",
        "energyWh",
        "energyCost",
        "otherOpex",
        "evidenceRoot"
    ];

    ReportDisputes private _disputes;
    ReporterStakes private _stakes;
    address[2] private _challengers;

    mapping(bytes32 content => RevenueReport) private _reports;
    mapping(address reporter => uint256) private _lastActive; // unix seconds
    uint256 private _given; // base units that all of them have brought or earned
    uint256 private _awarded; // base units
    uint256 private _taken; // base units

    /// @notice How often each thing was done.
    mapping(bytes32 what => uint256) public times;
    /// @notice What broke first; empty while nothing has.
    string public breach;

    constructor(uint8 decimals) {
        vm.warp(1_800_000_000);
        _challengers = [actor("challenger"), actor("friend")];
        deployProtocol(decimals, 0);
        DisputeTerms memory terms = DisputeTerms(uint128(1_000 * unit), 100, 2 days, 5 days);
        _disputes = new ReportDisputes(address(accessManager), oracle, address(vault), escrow, terms);
        _stakes = new ReporterStakes(address(accessManager), oracle, escrow, uint128(10_000 * unit), 90 days);
        accessManager.grantRole(DISPUTES, address(_disputes), 0);
        accessManager.grantRole(CUSTODIAN, address(_disputes), 0);
        accessManager.grantRole(CUSTODIAN, address(_stakes), 0);
        bytes4[] memory selectors = new bytes4[](2);
        (selectors[0], selectors[1]) = (escrow.transfer.selector, escrow.credit.selector);
        accessManager.setTargetFunctionRole(address(escrow), selectors, CUSTODIAN);
        quorum.setStakes(address(_stakes));

        depositAs(actor("depositor"), 20_000_000 * unit);
        financeCluster(8_000_000 * unit, 0, 1_825 days);
        for (uint256 i = 0; i < 2; ++i) _fund(_challengers[i], 1_000_000 * unit);
        for (uint256 i = 0; i < reporters.length; ++i) _post(reporters[i], 10_000 * unit + i);
    }

    function entryPoints() external pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](10);
        selectors[0] = this.report.selector;
        selectors[1] = this.challenge.selector;
        selectors[2] = this.concede.selector;
        selectors[3] = this.decide.selector;
        selectors[4] = this.letPass.selector;
        selectors[5] = this.claim.selector;
        selectors[6] = this.stop.selector;
        selectors[7] = this.post.selector;
        selectors[8] = this.leave.selector;
        selectors[9] = this.fee.selector;
    }

    // --- what happens ---

    /// @notice The next period, or the next revision of a void one.
    function report(uint256 seed) public {
        (uint32 submitted, ) = oracle.progressOf(CLUSTER);
        (uint32 period, , , , uint40 start, ) = oracle.nextReport(CLUSTER);
        if (submitted >= MOST_PERIODS) return;
        ReportRecord memory replaced = oracle.reportOf(CLUSTER, period);
        uint256 end = replaced.end == 0 ? start + 1 days : replaced.end;
        if (end > vm.getBlockTimestamp()) vm.warp(end);
        RevenueReport memory r = nextReportOf(CLUSTER, end, 2_000 + (seed % 6_000), 2 * unit);
        r.evidenceRoot = bytes32(seed);
        if (_submit(r)) ++times["report"];
    }

    /// @notice One more challenge of any report that is open, some of them in its first hour.
    function challenge(uint256 seed) public {
        (uint32 submitted, ) = oracle.progressOf(CLUSTER);
        if (seed % 4 != 0) skip(1 hours);
        ReportRecord memory record = oracle.reportOf(CLUSTER, submitted);
        if (record.status != ReportStatus.Pending && record.status != ReportStatus.Disputed) return;
        vm.prank(_challengers[(seed >> 8) % 2]);
        try _disputes.challenge(CLUSTER, submitted, record.revision, _fields[(seed >> 16) % 8], bytes32(seed | 1)) {
            ++times["challenge"];
        } catch {}
    }

    /// @notice Reporters put one field right, or another one.
    function concede(uint256 seed) public {
        (uint32 period, Dispute memory d) = _newest();
        if (d.status != DisputeStatus.Open) return;
        RevenueReport memory r = _reports[d.contentHash];
        (r.revision, r.reporterSet, r.evidenceRoot) = (d.revision + 1, quorum.version(), bytes32(seed));
        r.period = period;
        if (seed % 2 == 0) r.gross -= 1;
        if (seed % 3 == 0) r.otherOpex -= 1;
        (address[] memory signers, bytes[] memory signatures) = _signed(r);
        if (signers.length == 0) return;
        try _disputes.correct(r, signers, signatures) {
            _remember(r);
            ++times["concede"];
        } catch {}
    }

    /// @notice Reporters defend their report, and the arbiter decides.
    function decide(uint256 seed) public {
        (uint32 period, Dispute memory d) = _newest();
        if (d.status != DisputeStatus.Open || vm.getBlockTimestamp() >= d.answerBy) return;
        uint32 set = quorum.version();
        (address[] memory signers, bytes[] memory signatures) = _signedDigest(
            _disputes.defenceDigest(CLUSTER, period, set)
        );
        if (signers.length == 0) return;
        _disputes.defend(CLUSTER, period, set, signers, signatures);
        if (seed % 4 == 0) return;
        _disputes.decide(CLUSTER, period, seed % 3 == 0);
        ++times["decide"];
    }

    /// @notice Nobody says anything.
    function letPass(uint256 seed) public {
        (uint32 period, Dispute memory d) = _newest();
        skip(seed % 3 days);
        uint256 deadline = _disputes.deadlineOf(CLUSTER, period);
        if (d.status != DisputeStatus.Open && d.status != DisputeStatus.Defended) return;
        if (deadline > vm.getBlockTimestamp()) vm.warp(deadline);
        _disputes.timeout(CLUSTER, period);
        ++times["letPass"];
    }

    /// @notice The award of any dispute, once or again.
    function claim(uint256 seed) public {
        uint64 count = _disputes.disputeCount();
        if (count == 0) return;
        uint64 dispute = uint64(1 + (seed % count));
        skip(seed % 8 days);
        Dispute memory d = _disputes.disputeNumbered(dispute);
        RevenueReport memory disputed = _reports[d.contentHash];
        RevenueReport memory standing = _reports[oracle.reportOf(CLUSTER, disputed.period).contentHash];
        uint256 signers = oracle.storedUnder(CLUSTER, disputed.period, d.revision).signers;
        (uint256 staked, uint256 group) = (_allStakes(), _wealthOf(dispute, signers));
        try _stakes.claimAward(_disputes, dispute, disputed, standing) returns (uint256 amount) {
            _awarded += amount;
            _taken += staked - _allStakes();
            if (_wealthOf(dispute, signers) > group) _break("10: signers and challengers gained together");
            if (amount > d.bond) _break("10: an award above the bond");
            if (amount == 0) _break("10: an award of nothing");
            ++times["claim"];
        } catch {
            if (staked != _allStakes()) _break("10: a refused claim took stakes");
        }
    }

    /// @notice The guardian stops an award.
    function stop(uint256 seed) public {
        uint64 count = _disputes.disputeCount();
        if (count == 0 || seed % 4 != 0) return;
        try _stakes.stopAward(_disputes, uint64(1 + (seed % count))) {
            ++times["stop"];
        } catch {}
    }

    function post(uint256 seed) public {
        _post(reporters[seed % reporters.length], 1 + ((seed >> 8) % (12_000 * unit)));
        ++times["post"];
    }

    /// @notice A reporter leaves, or takes back what is free; it comes back later.
    function leave(uint256 seed) public {
        address reporter = reporters[seed % reporters.length];
        if (_stakes.freeAt(reporter) == 0) {
            if (seed % 3 != 0) return;
            vm.prank(reporter);
            _stakes.resign();
            ++times["leave"];
            return;
        }
        uint256 stake = _stakes.stakeOf(reporter);
        if (stake == 0) return;
        if (seed % 5 == 0) skip(90 days);
        vm.prank(reporter);
        try _stakes.withdraw(1 + (seed % stake), reporter) {
            if (vm.getBlockTimestamp() < _lastActive[reporter] + 90 days) _break("10: a stake left with its reporter");
            ++times["withdraw"];
        } catch {}
    }

    /// @notice A fee comes in for a final report, and is shared out.
    function fee(uint256 seed) public {
        (uint32 finalised, ) = oracle.finalityOf(CLUSTER);
        if (finalised == 0) return;
        uint32 period = uint32(1 + (seed % finalised));
        uint256 amount = 1 + ((seed >> 8) % (1_000 * unit));
        ReportRecord memory record = oracle.reportOf(CLUSTER, period);
        uint256 signers = oracle.storedUnder(CLUSTER, period, record.revision).signers;
        asset.mint(address(_stakes), amount);
        _stakes.creditFee(CLUSTER, period, amount);
        uint256 before = _wealth();
        if (_stakes.shareFee(_reports[record.contentHash], signers) != amount) _break("10: a fee was lost");
        if (_wealth() != before + amount) _break("10: a fee did not reach its signers");
        _given += amount;
        ++times["fee"];
    }

    /// @notice What chance has left out.
    function bringAboutWhatIsMissing() external {
        for (uint256 i = 0; i < 60; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(i, "stakes")));
            for (uint256 j = 0; j < reporters.length; ++j) {
                if (_stakes.stakeOf(reporters[j]) < 11_000 * unit) _post(reporters[j], 12_000 * unit);
                if (_stakes.freeAt(reporters[j]) != 0 && times["withdraw"] != 0) _post(reporters[j], 1);
            }
            if (times["leave"] == 0 || times["withdraw"] == 0) leave(seed - (seed % 15));
            if (missing() == 0) continue;
            post(seed);
            report(seed);
            challenge(seed | 1);
            if (i % 3 == 0) concede(seed);
            if (i % 3 == 1) decide(1 + (seed - (seed % 12)));
            letPass(seed);
            if (times["stop"] == 0) stop(seed - (seed % 4));
            skip(5 days);
            for (uint64 d = 0; d < _disputes.disputeCount(); ++d) claim(d);
            fee(seed);
            look();
        }
    }

    /// @return what One thing that was never done; zero where all were
    function missing() public view returns (bytes32 what) {
        bytes32[11] memory all = [
            bytes32("report"),
            "challenge",
            "concede",
            "decide",
            "letPass",
            "claim",
            "stop",
            "post",
            "leave",
            "withdraw",
            "fee"
        ];
        for (uint256 i = 0; i < all.length; ++i) if (times[all[i]] == 0) return all[i];
    }

    // --- what must hold ---

    /// @notice The properties of stakes, in every state.
    function look() public {
        if (_awarded != _taken) _break("10: awards are not what was taken of stakes");
        if (_wealth() > _given) _break("10: reporters and challengers have more than they brought");
        if (asset.balanceOf(address(escrow)) < escrow.totalOwed()) _break("1: the escrow owes what it has not");
        if (asset.balanceOf(address(_stakes)) != 0) _break("1: money lies with the stakes");
        if (quorum.threshold() != QUORUM) _break("10: the threshold moved");
        uint256 active = quorum.activeSeats();
        for (uint256 i = 0; i < reporters.length; ++i) {
            bool isBacked = _stakes.stakeOf(reporters[i]) >= 10_000 * unit && _stakes.freeAt(reporters[i]) == 0;
            if (((active >> i) & 1 != 0) != isBacked) _break("10: a seat is active without a stake, or not with one");
            if (isBacked) _lastActive[reporters[i]] = vm.getBlockTimestamp();
        }
    }

    // --- money ---

    /// @dev Everybody's here: tokens, stakes, credits, and bonds in dispute.
    function _wealth() private view returns (uint256 sum) {
        for (uint256 i = 0; i < reporters.length; ++i) sum += _wealthOf(reporters[i]);
        for (uint256 i = 0; i < 2; ++i) sum += _wealthOf(_challengers[i]);
        for (uint64 d = 1; d <= _disputes.disputeCount(); ++d) {
            sum += escrow.balanceOf(address(_disputes), bytes32(uint256(d)));
        }
    }

    /// @dev Those who signed what the dispute is about, and its challengers.
    function _wealthOf(uint64 dispute, uint256 signers) private view returns (uint256 sum) {
        for (uint256 i = 0; i < reporters.length; ++i) if ((signers >> i) & 1 != 0) sum += _wealthOf(reporters[i]);
        Challenge[] memory challenges = _disputes.challengesOf(dispute);
        for (uint256 c = 0; c < 2; ++c) {
            bool isIn;
            for (uint256 i = 0; i < challenges.length; ++i) isIn = isIn || challenges[i].challenger == _challengers[c];
            if (isIn) sum += _wealthOf(_challengers[c]);
        }
    }

    function _wealthOf(address who) private view returns (uint256) {
        return asset.balanceOf(who) + escrow.creditOf(who) + _stakes.stakeOf(who);
    }

    function _allStakes() private view returns (uint256 sum) {
        for (uint256 i = 0; i < reporters.length; ++i) sum += _stakes.stakeOf(reporters[i]);
    }

    function _fund(address who, uint256 amount) private {
        asset.mint(who, amount);
        _given += amount;
        vm.prank(who);
        asset.approve(address(escrow), type(uint256).max);
    }

    function _post(address reporter, uint256 amount) private {
        _fund(reporter, amount);
        vm.prank(reporter);
        _stakes.post(amount);
    }

    // --- statements ---

    function _newest() private view returns (uint32 period, Dispute memory d) {
        (period, ) = oracle.progressOf(CLUSTER);
        d = _disputes.disputeOf(CLUSTER, period);
    }

    function _submit(RevenueReport memory r) private returns (bool) {
        (address[] memory signers, bytes[] memory signatures) = _signed(r);
        if (signers.length == 0) return false;
        oracle.submit(r, signers, signatures);
        _remember(r);
        return true;
    }

    function _remember(RevenueReport memory r) private {
        _reports[oracle.reportOf(r.cluster, r.period).contentHash] = r;
    }

    function _signed(
        RevenueReport memory r
    ) private view returns (address[] memory signers, bytes[] memory signatures) {
        return _signedDigest(oracle.digestOf(r));
    }

    /// @dev By the first three whose seats are active; by nobody where there are fewer.
    function _signedDigest(bytes32 digest) private view returns (address[] memory signers, bytes[] memory signatures) {
        (signers, signatures) = (new address[](QUORUM), new bytes[](QUORUM));
        uint256 active = quorum.activeSeats();
        uint256 count;
        for (uint256 i = 0; i < reporters.length && count < QUORUM; ++i) {
            if ((active >> i) & 1 == 0) continue;
            signers[count] = reporters[i];
            (uint8 v, bytes32 x, bytes32 y) = vm.sign(keyOf[reporters[i]], digest);
            signatures[count++] = abi.encodePacked(x, y, v);
        }
        if (count < QUORUM) return (new address[](0), new bytes[](0));
    }

    function _break(string memory law) private {
        if (bytes(breach).length == 0) breach = law;
    }
}

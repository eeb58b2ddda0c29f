// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ClusterRegistry} from "../../../contracts/ClusterRegistry.sol";
import {RevenueOracle} from "../../../contracts/RevenueOracle.sol";
import {Hardware, Registration} from "../../../contracts/interfaces/IClusterRegistry.sol";
import {SignedReport} from "../../../contracts/interfaces/IContradictions.sol";
import {ModelBounds} from "../../../contracts/interfaces/IReportBounds.sol";
import {
    OracleTimings,
    ReportRecord,
    ReportStatus,
    RevenueReport
} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {Contradictions} from "../../../contracts/oracle/Contradictions.sol";
import {ReportBounds} from "../../../contracts/oracle/ReportBounds.sol";
import {ReporterQuorum} from "../../../contracts/oracle/ReporterQuorum.sol";
import {Participants} from "../support/Participants.sol";

/// @notice Reporters, a holder that loses GPUs and a governor that changes every rule, in any order. What was once
///         judged is kept, to be asked again.
/// @dev The handler is the authority's admin: delays are other tests' business.
contract StatementsHandler is Participants {
    bytes32 private constant MODEL = "H100";
    uint256 private constant CLUSTER = 1;
    uint256 private constant LIAR = 3; // seat of the one who signs two contents; the others sign one for one revision

    /// @dev A statement, and what the oracle said of it when it was first asked.
    struct Verdict {
        RevenueReport report;
        uint40 submittedAt;
        bytes32 outcome; // of the reason; zero where it passed
    }

    ClusterRegistry private _registry;
    ReportBounds private _bounds;
    RevenueOracle private _oracle;
    Contradictions private _contradictions;
    ReporterQuorum private _quorum;

    Verdict[] private _verdicts;
    uint256[] private _lossAt; // unix seconds
    uint256[] private _lost; // GPUs
    uint256[] private _timingsAt; // unix seconds
    OracleTimings[] private _timings;
    address[] private _honest;
    uint256 private _wanted; // threshold

    /// @notice How often each thing was done.
    mapping(bytes32 what => uint256) public times;
    /// @notice What broke first; empty while nothing has.
    string public breach;

    constructor() {
        vm.warp(1_800_000_000);
        _seatReporters();
        AccessManager manager = new AccessManager(address(this));
        _registry = new ClusterRegistry(address(manager));
        address[] memory standbys = new address[](2);
        (standbys[0], standbys[1]) = (actor("standby A"), actor("standby B"));
        _quorum = new ReporterQuorum(address(manager), reporters, 3, standbys);
        _bounds = new ReportBounds(address(manager), 6, 3_000);
        _bounds.setBounds(MODEL, _band(500_000, 12_000_000));
        _timings.push(OracleTimings(6 hours, 2 days, 3 days));
        _timingsAt.push(0);
        _oracle = new RevenueOracle(
            address(manager),
            address(_registry),
            address(_quorum),
            address(_bounds),
            6,
            _timings[0],
            address(0)
        );
        _contradictions = new Contradictions(_oracle);
        manager.grantRole(0, address(_contradictions), 0);
        _registry.register(_facts(), address(this));
        _registry.commission(CLUSTER, uint40(vm.getBlockTimestamp()));
        _wanted = 3;
        for (uint256 i = 0; i < LIAR; ++i) _honest.push(reporters[i]);
    }

    function entryPoints() external pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](8);
        selectors[0] = this.report.selector;
        selectors[1] = this.loseGpus.selector;
        selectors[2] = this.changeBounds.selector;
        selectors[3] = this.changeTimings.selector;
        selectors[4] = this.veto.selector;
        selectors[5] = this.putRight.selector;
        selectors[6] = this.showDraft.selector;
        selectors[7] = this.lie.selector;
    }

    // --- what happens ---

    /// @notice The next period, after some time in which anything may change.
    function report(uint256 seed) public {
        uint32 period = _report(seed, 0);
        if (period != 0) ++times["report"];
    }

    /// @notice Some GPUs leave, also several times in a second.
    function loseGpus(uint256 seed) public {
        uint32 left = _registry.hardware(CLUSTER).gpuCount;
        if (left < 2) return;
        uint32 count = uint32(1 + (seed % (left / 2)));
        if (seed % 3 != 0) skip(seed % 12 hours);
        _registry.retireGpus(CLUSTER, count);
        _lossAt.push(vm.getBlockTimestamp());
        _lost.push(count);
        ++times["loseGpus"];
    }

    /// @notice Another band, and another price jump.
    function changeBounds(uint256 seed) public {
        uint96 low = uint96(500_000 + (seed % 3_000_000));
        _bounds.setBounds(MODEL, _band(low, low + uint96((seed >> 32) % 6_000_000)));
        _bounds.setPriceJump(uint16(seed % 10_001));
        ++times["changeBounds"];
    }

    function changeTimings(uint256 seed) public {
        uint32 window = uint32(1 hours + (seed % 1 days));
        uint32 longWindow = window + uint32((seed >> 32) % 2 days);
        OracleTimings memory t = OracleTimings(window, longWindow, uint32(1 hours + ((seed >> 64) % 5 days)));
        _oracle.setTimings(t);
        _timings.push(t);
        _timingsAt.push(vm.getBlockTimestamp());
        ++times["changeTimings"];
    }

    /// @notice The newest report is void, if it is pending.
    function veto(uint256) public {
        (uint32 submitted, ) = _oracle.progressOf(CLUSTER);
        if (_oracle.statusOf(CLUSTER, submitted) != ReportStatus.Pending) return;
        (uint8 vetoes, ) = _oracle.clock().doubtsOf(CLUSTER, submitted);
        if (vetoes != 0) return; // the second is the arbiter's
        _oracle.veto(CLUSTER, submitted);
        ++times["veto"];
    }

    /// @notice Reporters replace what they made pending, by a later revision.
    function putRight(uint256 seed) public {
        (uint32 submitted, ) = _oracle.progressOf(CLUSTER);
        if (_oracle.statusOf(CLUSTER, submitted) != ReportStatus.Pending) return;
        ReportRecord memory kept = _oracle.reportOf(CLUSTER, submitted);
        if (kept.revision > 50 || vm.getBlockTimestamp() >= kept.submittedAt + 1 hours) return;
        RevenueReport memory r = _statement(submitted, kept.start, kept.end, seed);
        r.revision = kept.revision + 1 + uint32(seed % 3);
        if (_judged(r) && _submit(r)) ++times["putRight"];
    }

    /// @notice Three have signed a typing error, and then the right report: anyone shows both, of each of them.
    function showDraft(uint256 seed) public {
        uint32 period = _report(seed, 1);
        if (period == 0) return;
        RevenueReport memory kept = _verdicts[_verdicts.length - 1].report;
        RevenueReport memory draft = kept;
        for (uint256 kind = 0; kind < 4; ++kind) {
            draft = abi.decode(abi.encode(kept), (RevenueReport));
            if (kind == 0) draft.gross *= 100;
            if (kind == 1) draft.end += 1 + uint40(vm.getBlockTimestamp() - kept.end);
            if (kind == 2) draft.start -= 1;
            if (kind == 3) draft.clusterVersion += 1;
            for (uint256 i = 0; i < 3; ++i) {
                if (_eject(reporters[i], kept, draft)) _break("61: a refused draft ejected a reporter");
                if (_eject(reporters[i], draft, kept))
                    _break("61: a draft that nobody stored was held against a report");
            }
        }
        skip(seed % 4 days);
        ++times["showDraft"];
    }

    /// @notice One signs another content of a stored report, which might have been stored instead. Once it is gone
    ///         nobody else would.
    function lie(uint256 seed) public {
        if (!_quorum.isReporter(reporters[LIAR]) || _verdicts.length == 0) return;
        RevenueReport memory kept = _verdicts[seed % _verdicts.length].report;
        if (kept.period < _oracle.oldestKept(CLUSTER)) return;
        if (_oracle.storedUnder(CLUSTER, kept.period, kept.revision).contentHash == 0) return;
        RevenueReport memory other = abi.decode(abi.encode(kept), (RevenueReport));
        other.evidenceRoot = keccak256("another invoice");
        if (_eject(reporters[LIAR], kept, other)) ++times["lie"];
        else if (_isStored(kept)) _break("11: who signed two contents of a stored report stays");
    }

    /// @notice What chance has left out.
    function bringAboutWhatIsMissing() external {
        for (uint256 i = 0; i < 40; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(i, "statements")));
            if (times["report"] == 0 || times["verdicts again"] == 0) report(seed);
            if (times["loseGpus"] == 0) loseGpus(seed);
            if (times["changeBounds"] == 0) changeBounds(seed);
            if (times["changeTimings"] == 0) changeTimings(seed);
            if (times["veto"] == 0) {
                report(seed);
                veto(seed);
            }
            if (times["putRight"] == 0) {
                report(seed);
                putRight(seed);
            }
            if (times["showDraft"] == 0) showDraft(seed);
            if (times["lie"] == 0) lie(seed);
            askAgain(1);
        }
    }

    // --- what must hold ---

    /// @notice Every verdict is what it was; who signs one content is a reporter; the threshold is what it was.
    /// @param stride One in so many verdicts is asked for again
    function askAgain(uint256 stride) public {
        for (uint256 i = vm.getBlockTimestamp() % stride; i < _verdicts.length; i += stride) {
            Verdict memory v = _verdicts[i];
            if (_outcome(v.report, v.submittedAt) != v.outcome) _break("8: a verdict changed");
            ++times["verdicts again"];
        }
        for (uint256 i = 0; i < _honest.length; ++i) {
            if (!_quorum.isReporter(_honest[i])) _break("11: who signs one content was ejected");
        }
        if (_quorum.threshold() != _wanted) _break("11: the threshold moved");
    }

    // --- statements ---

    /// @param skipped Revisions that the reporters leave out
    /// @return period Zero where nothing was said
    function _report(uint256 seed, uint32 skipped) private returns (uint32 period) {
        uint32 revision;
        uint40 start;
        (period, revision, , , start, ) = _oracle.nextReport(CLUSTER);
        uint40 end = start + uint40(1 hours + (seed % 23 hours));
        if (end > vm.getBlockTimestamp()) vm.warp(end);
        RevenueReport memory r = _statement(period, start, end, seed);
        r.revision = revision > 50 ? revision : revision + skipped;
        // The largest that is true passes, and one more does not.
        uint256 most = _gpuSeconds(start, end);
        r.gpuSecondsAvailable = uint64(most + 1);
        if (_judged(r)) _break("57: more GPU-seconds than there were");
        r.gpuSecondsAvailable = uint64(most);
        if (!_judged(r)) {
            _break("57: the truth is refused");
            return 0;
        }
        if (!_submit(r)) return 0;
        _checkWindow(r);
    }

    /// @dev Half sold, at the lowest price of the period's band.
    function _statement(
        uint32 period,
        uint40 start,
        uint40 end,
        uint256 seed
    ) private view returns (RevenueReport memory r) {
        (Hardware memory unit, , ) = _registry.reportingFacts(CLUSTER, start, end);
        (r.cluster, r.period, r.start, r.end) = (CLUSTER, period, start, end);
        (r.reporterSet, r.clusterVersion) = (_quorum.version(), unit.version);
        r.gpuSecondsAvailable = uint64(_gpuSeconds(start, end));
        r.gpuSecondsSold = r.gpuSecondsAvailable / 2;
        r.gross = uint128((uint256(r.gpuSecondsSold) * _bounds.boundsAt(MODEL, start).minPrice) / 1 hours + 1);
        r.energyWh = uint64((uint256(r.gpuSecondsSold) * 300) / 1 hours);
        r.evidenceRoot = bytes32(seed);
    }

    /// @dev Asks, and remembers the answer.
    function _judged(RevenueReport memory r) private returns (bool) {
        uint40 nowAt = uint40(vm.getBlockTimestamp());
        bytes32 outcome = _outcome(r, nowAt);
        _verdicts.push(Verdict(abi.decode(abi.encode(r), (RevenueReport)), nowAt, outcome));
        return outcome == 0;
    }

    function _outcome(RevenueReport memory r, uint40 submittedAt) private view returns (bytes32) {
        try _oracle.judge(r, submittedAt) {
            return 0;
        } catch (bytes memory reason) {
            return keccak256(reason);
        }
    }

    function _submit(RevenueReport memory r) private returns (bool) {
        (address[] memory signers, bytes[] memory signatures) = _signed(r);
        try _oracle.submit(r, signers, signatures) {
            return true;
        } catch {
            _break("57: what passes is not admitted");
            return false;
        }
    }

    /// @dev The first three who sit and have a key here: the honest ones, while they are there.
    function _signed(
        RevenueReport memory r
    ) private view returns (address[] memory signers, bytes[] memory signatures) {
        (signers, signatures) = (new address[](3), new bytes[](3));
        for (uint256 i = 0; i < 3; ++i) {
            signers[i] = _honest[i];
            signatures[i] = _sign(_honest[i], r);
        }
    }

    function _sign(address who, RevenueReport memory r) private view returns (bytes memory) {
        (uint8 v, bytes32 x, bytes32 y) = vm.sign(keyOf[who], _oracle.digestOf(r));
        return abi.encodePacked(x, y, v);
    }

    function _eject(address who, RevenueReport memory a, RevenueReport memory b) private returns (bool) {
        bytes32[] memory alone = new bytes32[](0);
        SignedReport memory first = SignedReport(a, alone, _sign(who, a));
        SignedReport memory second = SignedReport(b, alone, _sign(who, b));
        try _contradictions.eject(who, first, second) {
            return true;
        } catch {
            return false;
        }
    }

    function _isStored(RevenueReport memory r) private view returns (bool) {
        bytes32 content = _oracle.storedUnder(CLUSTER, r.period, r.revision).contentHash;
        return content == keccak256(abi.encode(_typehash(), r));
    }

    function _typehash() private pure returns (bytes32) {
        return
            keccak256(
                "RevenueReport(uint256 cluster,uint32 period,uint32 revision,uint32 reporterSet,uint32 clusterVersion,"
                "uint40 start,uint40 end,uint64 gpuSecondsAvailable,uint64 gpuSecondsSold,uint128 gross,"
                "uint64 energyWh,uint128 energyCost,uint128 otherOpex,bytes32 evidenceRoot)"
            );
    }

    // --- mirrors ---

    /// @dev Every GPU by itself: those that were lost until their second, all others to the end.
    function _gpuSeconds(uint256 start, uint256 end) private view returns (uint256 sum) {
        uint256 length = end - start;
        sum = uint256(_registry.hardware(CLUSTER).gpuCount) * length;
        for (uint256 i = 0; i < _lossAt.length; ++i) {
            uint256 until = _lossAt[i] < start ? start : _lossAt[i];
            sum += _lost[i] * ((until < end ? until : end) - start);
        }
    }

    /// @dev One of the two windows that were in force when its period began, or until the period before is final.
    function _checkWindow(RevenueReport memory r) private {
        uint256 i = _timings.length - 1;
        while (_timingsAt[i] > r.start) --i;
        ReportRecord memory kept = _oracle.reportOf(CLUSTER, r.period);
        uint256 window = kept.finalAt - kept.submittedAt;
        bool isOfThen = window == _timings[i].window || window == _timings[i].longWindow;
        bool waits = r.period > 1 && kept.finalAt <= _oracle.reportOf(CLUSTER, r.period - 1).finalAt;
        if (!isOfThen && !waits) _break("57: a window of now for a period of then");
        ++times["windows"];
    }

    function _break(string memory law) private {
        if (bytes(breach).length == 0) breach = law;
    }

    function _band(uint96 low, uint96 high) private pure returns (ModelBounds memory) {
        return ModelBounds(low, high + 10_000, 200, 0, 600_000, 3_000_000);
    }

    function _facts() private view returns (Registration memory) {
        return
            Registration({
                name: "one",
                model: MODEL,
                region: "US",
                operator: operator,
                gpuCount: 100_000,
                systemWatts: 1_275,
                pueBps: 12_500,
                maxPeriod: 1 days,
                usefulLife: 365 days,
                cost: 1,
                salvage: 0,
                serialsRoot: bytes32(uint256(1))
            });
    }
}

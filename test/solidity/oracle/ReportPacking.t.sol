// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LastSale} from "../../../contracts/interfaces/IReportBounds.sol";
import {ReportRecord, ReportStatus, RevenueReport} from "../../../contracts/interfaces/IRevenueOracle.sol";
import {Progress, ReportPacking, StoredReport} from "../../../contracts/oracle/ReportPacking.sol";
import {SeatCode} from "../../../contracts/oracle/SeatCode.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice Whatever a report's words, a cluster's progress and a set of reporters are given, they give back.
contract ReportPackingTest is SolidityTest {
    using ReportPacking for *;

    StoredReport private _report;

    function testFuzz_progress(Progress memory given) public pure {
        uint256 word = given.packed();
        assertEq(keccak256(abi.encode(word.toProgress())), keccak256(abi.encode(given)), "progress");
        assertEq(word.submitted(), given.submitted, "submitted, by itself");
        assertEq(word.latched(), given.finalised, "latched, by itself");
        assertEq(word.finalFloor(), given.finalFloor, "since when, by itself");
        assertEq(word.isDoubted(), given.doubted, "doubted, by itself");
    }

    function testFuzz_report(RevenueReport memory r, uint32 signers, uint256 window, bytes32 content) public {
        vm.warp(1_900_000_000);
        r.end = uint40(bound(r.end, 1_700_000_000, 1_900_000_000));
        r.start = uint40(r.end - bound(r.start, 1, 366 days));
        r.revision = uint16(r.revision);
        r.gpuSecondsSold &= (1 << 45) - 1;
        r.gpuSecondsAvailable &= (1 << 45) - 1;
        r.gross &= (1 << 88) - 1;
        r.energyCost &= (1 << 84) - 1;
        r.otherOpex &= (1 << 84) - 1;
        uint40 finalAt = uint40(vm.getBlockTimestamp() + bound(window, 0, (1 << 29) - 1));

        _report.write(r, signers, finalAt, content);
        assertEq(_report.facts.signers(), uint256(signers), "signers");
        _check(r, finalAt, content, ReportStatus.Pending);

        // A status and a moment change, and nothing else.
        _report.setStatus(ReportStatus.Disputed);
        _check(r, finalAt, content, ReportStatus.Disputed);
        _report.setFinalAt(1_900_000_007);
        _report.setStatus(ReportStatus.Void);
        _check(r, 1_900_000_007, content, ReportStatus.Void);
        assertEq(_report.facts.signers(), uint256(signers), "signers stay");
    }

    function testFuzz_seats(address[] memory members, address[] memory standbys) public {
        address seats = SeatCode.write(members, standbys);
        address[] memory read = SeatCode.read(seats, 0, members.length);
        assertEq(keccak256(abi.encode(read)), keccak256(abi.encode(members)), "seats");
        read = SeatCode.read(seats, members.length, standbys.length);
        assertEq(keccak256(abi.encode(read)), keccak256(abi.encode(standbys)), "who stands by");
    }

    function _check(RevenueReport memory r, uint40 finalAt, bytes32 content, ReportStatus status) private view {
        ReportRecord memory told = _report.toRecord();
        ReportRecord memory expected = ReportRecord({
            status: status,
            revision: r.revision,
            start: r.start,
            end: r.end,
            submittedAt: uint40(vm.getBlockTimestamp()),
            finalAt: finalAt,
            gross: r.gross,
            energyCost: r.energyCost,
            otherOpex: r.otherOpex,
            gpuSecondsAvailable: r.gpuSecondsAvailable,
            gpuSecondsSold: r.gpuSecondsSold,
            contentHash: content
        });
        assertEq(keccak256(abi.encode(told)), keccak256(abi.encode(expected)), "the record");
        LastSale memory sale = LastSale(r.gross, r.gpuSecondsSold, r.energyCost + r.otherOpex, r.end - r.start);
        assertEq(keccak256(abi.encode(_report.toSale())), keccak256(abi.encode(sale)), "what the next is held against");
    }
}

import { expect } from "chai";
import {
  alone,
  among,
  ARRAY_TYPES,
  buildReport,
  contentsOf,
  REPORT_TYPES,
  reportDomain,
  signReport,
  signReports,
  type Report,
  submitReport,
} from "../support/reports.ts";
import {
  DAY,
  ethers,
  LONG_WINDOW,
  networkHelpers,
  plainStatement,
  STATUS,
  WINDOW,
} from "../support/statementFixture.ts";

const { time } = networkHelpers;

/** Clusters 1, 2 and 3 are in service; a day of each is over, and `day` says what they did. */
const three = async () => {
  const statement = await plainStatement();
  const { oracle, registry, curator, holder, facts, act, nextReport, reporters } = statement;
  const first = await nextReport();
  const rest: Report[] = [];
  for (const cluster of [2n, 3n]) {
    await act(curator, registry, "register", [{ ...facts, name: `Abilene ${cluster}` }, holder.address]);
    await registry.connect(holder).commission(cluster, BigInt(await time.latest()) - DAY);
    rest.push(await buildReport(oracle, registry, cluster));
  }
  const day = [first, ...rest];
  const signAll = (reports: readonly Report[], by = reporters.slice(0, 3)) => signReports(oracle, reports, by);
  const submitAll = async (reports: readonly Report[]) => {
    const { signers, signatures } = await signAll(reports);
    return oracle.submitMany([...reports], signers, signatures);
  };
  return { ...statement, day, signAll, submitAll };
};
const given = () => networkHelpers.loadFixture(three);

type Day = [Report, Report, Report];
const changed = (day: readonly Report[], index: number, changes: Partial<Report>): Report[] =>
  day.map((report, at) => (at === index ? { ...report, ...changes } : report));

describe("RevenueOracle.submitMany", () => {
  describe("given the array was not signed as it is submitted", () => {
    it("refuses an empty one", async () => {
      const { oracle, signAll } = await given();
      const { signers, signatures } = await signAll([]);

      await expect(oracle.submitMany([], signers, signatures)).to.be.revertedWithCustomError(
        oracle,
        "RevenueOracle_NoReports",
      );
      await expect(oracle.digestOfMany([])).to.be.revertedWithCustomError(oracle, "RevenueOracle_NoReports");
    });

    it("refuses a part of it, another order, and a report more", async () => {
      const { oracle, quorum, day, signAll } = await given();
      const { signers, signatures } = await signAll(day);

      for (const other of [day.slice(0, 2), day.toReversed(), [...day, ...day.slice(0, 1)]]) {
        await expect(oracle.submitMany(other, signers, signatures))
          .to.be.revertedWithCustomError(quorum, "ReporterQuorum_BadSignature")
          .withArgs(signers[0], await oracle.digestOfMany(other));
      }
    });

    it("refuses too few signatures", async () => {
      const { oracle, quorum, day, signAll, reporters } = await given();
      const { signers, signatures } = await signAll(day, reporters.slice(0, 2));

      await expect(oracle.submitMany(day, signers, signatures))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_TooFewSignatures")
        .withArgs(2, 3);
    });

    it("refuses signatures of its reports one by one, and its own for a report by itself", async () => {
      const { oracle, quorum, day, sign, signAll } = await given();
      const [report] = day as Day;
      const single = await sign(report);
      const array = await signAll([report]);

      await expect(oracle.submitMany([report], single.signers, single.signatures))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_BadSignature")
        .withArgs(single.signers[0], await oracle.digestOfMany([report]));
      await expect(oracle.submit(report, array.signers, array.signatures))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_BadSignature")
        .withArgs(single.signers[0], await oracle.digestOf(report));
    });

    it("refuses what was signed before a reporter was ejected", async () => {
      const { contradictions, oracle, quorum, day, signAll, reporters } = await given();
      const { signers, signatures } = await signAll(day);
      const [report] = day as Day;
      const lie = { ...report, gross: report.gross - 1n };
      const d = reporters[3];
      const words = await Promise.all([report, lie].map((said) => signReport(oracle, said, [d])));
      const [one, other] = words.map((word) => word.signatures[0] ?? "");
      await submitReport(oracle, report, reporters.slice(0, 3));
      await contradictions.eject(d, alone(report, one ?? ""), alone(lie, other ?? ""));

      await expect(oracle.submitMany(day, signers, signatures))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_WrongVersion")
        .withArgs(1n, 2n);
    });

    it("refuses reports of several reporter sets", async () => {
      const { oracle, quorum, day, submitAll } = await given();

      await expect(submitAll(changed(day, 1, { reporterSet: 2n })))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_WrongVersion")
        .withArgs(2n, 1n);
      expect(await oracle.progressOf(1)).to.deep.equal([0n, 0n]);
    });
  });

  describe("when a quorum has signed it", () => {
    it("admits every report with its own window, from anyone", async () => {
      const { oracle, day, signAll, stranger } = await given();
      const { signers, signatures } = await signAll(day);
      const now = BigInt(await time.latest()) + 10n;
      await time.setNextBlockTimestamp(now);

      const submission = oracle.connect(stranger).submitMany(day, signers, signatures);

      for (const report of day) {
        // The first cluster's report is late by now: the others were registered meanwhile.
        const long = report.cluster === 1n;
        await expect(submission)
          .to.emit(oracle, "ReportSubmitted")
          .withArgs(report.cluster, 1n, Object.values(report), 0b0111n, now + (long ? LONG_WINDOW : WINDOW), long);
        expect((await oracle.reportOf(report.cluster, 1)).contentHash).to.equal(contentsOf([report])[0]);
      }
      await expect(submission).not.to.emit(oracle, "ReportSkipped");
    });

    it("hashes it as wallets do", async () => {
      const { oracle, day } = await given();

      expect(await oracle.digestOfMany(day)).to.equal(
        ethers.TypedDataEncoder.hash(await reportDomain(oracle), ARRAY_TYPES, { reports: day }),
      );
    });

    it("takes several periods of one cluster, in order", async () => {
      const { oracle, day, submitAll } = await given();
      const [report] = day as Day;
      const half = { ...report, end: report.start + DAY / 2n, gpuSecondsSold: 0n, gross: 0n, energyWh: 0n };
      const zero = { gpuSecondsAvailable: 0n, energyCost: 0n, otherOpex: 0n };
      const one = { ...half, ...zero };
      const two = { ...one, period: 2n, start: one.end, end: report.end };

      await submitAll([one, two]);

      expect(await oracle.progressOf(1)).to.deep.equal([2n, 0n]);
    });
  });

  describe("given a report of it can't be admitted", () => {
    const reasonOf = async (changes: Partial<Report>, index = 1) => {
      const fixture = await given();
      const { oracle, day, signAll } = fixture;
      const reports = changed(day, index, changes);
      const { signers, signatures } = await signAll(reports);
      return { ...fixture, reports, submission: oracle.submitMany(reports, signers, signatures) };
    };

    for (const [name, changes, error, args] of [
      ["an unknown cluster", { cluster: 9n }, "ClusterRegistry_UnknownCluster", [9n]],
      ["a wrong period", { period: 2n }, "RevenueOracle_WrongPeriod", [2n, 2n, 1n]],
      ["a wrong revision", { revision: 64n }, "RevenueOracle_WrongRevision", [64n, 0n]],
      ["another version of the hardware", { clusterVersion: 2n }, "RevenueOracle_WrongClusterVersion", [2n, 1n]],
      ["what sold nothing and billed", { gpuSecondsSold: 0n }, "ReportBounds_GrossWithoutSold", undefined],
    ] as const) {
      it(`skips ${name} with the reason, and admits the others`, async () => {
        const { oracle, registry, bounds, reports, submission } = await reasonOf(changes);
        const skipped = reports[1];
        if (skipped === undefined) throw new Error("there are three");
        const declared = [oracle, registry, bounds].find((contract) => contract.interface.getError(error) !== null);
        const reason = declared?.interface.encodeErrorResult(error, [...(args ?? [skipped.gross])]);

        await expect(submission).to.emit(oracle, "ReportSkipped").withArgs(skipped.cluster, skipped.period, reason);

        expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Pending);
        expect(await oracle.statusOf(2, 1)).to.equal(STATUS.None);
        expect(await oracle.statusOf(3, 1)).to.equal(STATUS.Pending);
      });
    }

    it("leaves nothing of it half done", async () => {
      const { oracle, submission } = await reasonOf({ gross: 1n });
      await submission;

      expect(await oracle.progressOf(2)).to.deep.equal([0n, 0n]);
      expect((await oracle.reportOf(2, 1)).contentHash).to.equal(ethers.ZeroHash);
    });

    it("takes the first of two that say otherwise, and skips the second", async () => {
      const { oracle, day, submitAll } = await given();
      const [report] = day as Day;
      const reason = oracle.interface.encodeErrorResult("RevenueOracle_AlreadyReported", [1n, 1n]);

      await expect(submitAll([report, { ...report, gross: report.gross - 1n }]))
        .to.emit(oracle, "ReportSkipped")
        .withArgs(1n, 1n, reason);

      expect((await oracle.reportOf(1, 1)).gross).to.equal(report.gross);
    });

    it("refuses all of it where one fails without a reason, as when the gas runs out", async () => {
      const { oracle, registry, day, signAll } = await given();
      const { signers, signatures } = await signAll(day);
      await networkHelpers.setCode(await registry.getAddress(), "0xfe");

      await expect(oracle.submitMany(day, signers, signatures, { gasLimit: 5_000_000n }))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NoReason")
        .withArgs(1n, 1n);
    });
  });

  describe("when it is submitted again", () => {
    it("does no harm: every report of it is skipped", async () => {
      const { oracle, day, signAll } = await given();
      const { signers, signatures } = await signAll(day);
      await oracle.submitMany(day, signers, signatures);
      const before = await Promise.all(day.map(({ cluster }) => oracle.reportOf(cluster, 1)));
      const replay = oracle.submitMany(day, signers, signatures);

      for (const { cluster } of day) {
        await expect(replay)
          .to.emit(oracle, "ReportSkipped")
          .withArgs(cluster, 1n, oracle.interface.encodeErrorResult("RevenueOracle_AlreadyReported", [cluster, 1n]));
      }
      await expect(replay).not.to.emit(oracle, "ReportSubmitted");
      expect(await Promise.all(day.map(({ cluster }) => oracle.reportOf(cluster, 1)))).to.deep.equal(before);
    });

    it("admits what was too early before", async () => {
      const { oracle, day, signAll } = await given();
      const [, , third] = day as Day;
      const zero = {
        gpuSecondsAvailable: 0n,
        gpuSecondsSold: 0n,
        gross: 0n,
        energyWh: 0n,
        energyCost: 0n,
        otherOpex: 0n,
      };
      const hour = { ...third, ...zero, end: third.start + 3_600n };
      const next = { ...hour, period: 2n, start: hour.end, end: BigInt(await time.latest()) + 1_000n };
      const { signers, signatures } = await signAll([hour, next]);
      await expect(oracle.submitMany([hour, next], signers, signatures)).to.emit(oracle, "ReportSkipped");
      expect(await oracle.progressOf(3)).to.deep.equal([1n, 0n]);

      await time.increaseTo(next.end);
      await oracle.submitMany([hour, next], signers, signatures);

      expect(await oracle.progressOf(3)).to.deep.equal([2n, 0n]);
    });
  });
});

describe("RevenueOracle.admit", () => {
  it("is the oracle's alone", async () => {
    const { oracle, day, stranger, governor } = await given();
    const [report] = day as Day;

    for (const caller of [stranger, governor]) {
      await expect(oracle.connect(caller).admit(report, contentsOf([report])[0] ?? "", 7n))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotItself")
        .withArgs(caller.address);
    }
  });
});

describe("Equivocation in arrays", () => {
  /** All three are admitted, signed at once by the first three reporters; `lie` says otherwise of the second. */
  const admitted = async () => {
    const statement = await three();
    await statement.submitAll(statement.day);
    const [, said, third] = statement.day as Day;
    const lie = { ...said, gross: said.gross - 1n };
    return { ...statement, said, lie, lies: [lie, third] };
  };
  const pending = () => networkHelpers.loadFixture(admitted);
  const hash = (report: Report) => ethers.TypedDataEncoder.hashStruct("RevenueReport", REPORT_TYPES, report);

  it("contradicts a report of an array with one signed by itself", async () => {
    const { contradictions, oracle, said, lie, sign, reporters } = await pending();
    const { signers, signatures } = await sign(lie, reporters.slice(1));

    await expect(contradictions.contradict(said, lie, [], signers, signatures))
      .to.emit(oracle, "ReportChallenged")
      .withArgs(2n, 1n, hash(said), hash(lie))
      .and.to.emit(contradictions, "EquivocationProven")
      .withArgs(reporters[1].address, 2n, 1n)
      .and.to.emit(contradictions, "EquivocationProven")
      .withArgs(reporters[2].address, 2n, 1n);
  });

  it("contradicts it with one of another array, whose other reports need not be shown", async () => {
    const { contradictions, oracle, quorum, said, lie, lies, signAll, reporters } = await pending();
    const { signers, signatures } = await signAll(lies, reporters.slice(1));

    await expect(contradictions.contradict(said, lie, contentsOf(lies), signers, signatures))
      .to.emit(oracle, "ReportChallenged")
      .withArgs(2n, 1n, hash(said), hash(lie));

    const seated = new Set(await quorum.reporters());
    expect(reporters.map(({ address }) => seated.has(address))).to.deep.equal([true, false, false, true]);
    expect(await oracle.statusOf(2, 1)).to.equal(STATUS.Challenged);
  });

  it("refuses an array that does not hold it, and one that was not signed", async () => {
    const { contradictions, oracle, quorum, said, lie, lies, day, signAll, reporters } = await pending();
    const { signers, signatures } = await signAll(lies, reporters.slice(1));

    await expect(contradictions.contradict(said, lie, contentsOf(day), signers, signatures))
      .to.be.revertedWithCustomError(contradictions, "Contradictions_NotInArray")
      .withArgs(hash(lie));
    await expect(contradictions.contradict(said, lie, contentsOf([lie]), signers, signatures))
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_BadSignature")
      .withArgs(signers[0], await oracle.digestOfMany([lie]));
  });

  it("refuses another report as the one that stands", async () => {
    const { contradictions, said, lie, sign, reporters } = await pending();
    const { signers, signatures } = await sign(lie, reporters.slice(1));
    const other = { ...said, evidenceRoot: ethers.ZeroHash };

    await expect(contradictions.contradict(other, lie, [], signers, signatures))
      .to.be.revertedWithCustomError(contradictions, "Contradictions_OtherReport")
      .withArgs(hash(other), hash(said));
  });

  describe("Contradictions.eject", () => {
    for (const [name, first, second] of [
      ["one in an array, one by itself", true, false],
      ["one by itself, one in an array", false, true],
      ["both in arrays", true, true],
    ] as const) {
      it(`takes ${name}`, async () => {
        const { contradictions, oracle, quorum, said, lie, lies, day, signAll, reporters, stranger } = await pending();
        const [a] = reporters;
        const signed = async (report: Report, reports: readonly Report[] | undefined) => {
          if (reports === undefined) return alone(report, (await signReport(oracle, report, [a])).signatures[0] ?? "");
          return among(reports, report, (await signAll(reports, [a])).signatures[0] ?? "");
        };

        await expect(
          contradictions
            .connect(stranger)
            .eject(a, await signed(said, first ? day : undefined), await signed(lie, second ? lies : undefined)),
        )
          .to.emit(contradictions, "EquivocationProven")
          .withArgs(a.address, 2n, 1n);

        expect(await quorum.isReporter(a)).to.equal(false);
      });
    }

    it("takes one array that says both", async () => {
      const { contradictions, quorum, said, lie, signAll, reporters } = await pending();
      const [a] = reporters;
      const both = [said, lie];
      const signature = (await signAll(both, [a])).signatures[0] ?? "";

      await contradictions.eject(a, among(both, said, signature), among(both, lie, signature));

      expect(await quorum.isReporter(a)).to.equal(false);
    });

    it("refuses an array that does not hold the report", async () => {
      const { contradictions, said, lie, day, signAll, reporters } = await pending();
      const [a] = reporters;
      const signature = (await signAll(day, [a])).signatures[0] ?? "";

      await expect(contradictions.eject(a, among(day, said, signature), among(day, lie, signature)))
        .to.be.revertedWithCustomError(contradictions, "Contradictions_NotInArray")
        .withArgs(hash(lie));
    });
  });
});

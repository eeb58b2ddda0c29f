import { expect } from "chai";
import { alone, REPORT_TYPES, signReport, submitReport, type Report } from "../../support/reports.ts";
import { ethers, networkHelpers, plainStatement, STATUS } from "../../support/statementFixture.ts";

/** A statement that is stored, and the same with one unit less. */
const fixture = async () => {
  const statement = await plainStatement();
  const { oracle } = statement;
  const truth = await statement.report();
  const lie = { ...truth, gross: truth.gross - 1n };
  const signatureOf = async (report: Report, signer = statement.reporters[0]) =>
    (await signReport(oracle, report, [signer])).signatures[0] ?? "";
  return { ...statement, truth, lie, signatureOf };
};
const given = () => networkHelpers.loadFixture(fixture);

const hash = (report: Report) => ethers.TypedDataEncoder.hashStruct("RevenueReport", REPORT_TYPES, report);

describe("Contradictions.eject", () => {
  it("refuses two signatures of one content", async () => {
    const { contradictions, reporters, truth, signatureOf } = await given();
    const signature = await signatureOf(truth);

    await expect(contradictions.eject(reporters[0], alone(truth, signature), alone(truth, signature)))
      .to.be.revertedWithCustomError(contradictions, "Contradictions_NoConflict")
      .withArgs(hash(truth), hash(truth));
  });

  for (const field of ["cluster", "period", "revision", "reporterSet"] as const) {
    it(`refuses two statements that differ in ${field}`, async () => {
      const { contradictions, reporters, truth, lie, signatureOf } = await given();
      const other = { ...lie, [field]: lie[field] + 1n };
      const pair = [alone(truth, await signatureOf(truth)), alone(other, await signatureOf(other))] as const;

      await expect(contradictions.eject(reporters[0], ...pair))
        .to.be.revertedWithCustomError(contradictions, "Contradictions_NoConflict")
        .withArgs(hash(other), hash(truth));
    });
  }

  describe("given the first was never stored", () => {
    it("refuses it, whichever of the two it is, also for a period that nobody has reported", async () => {
      const { contradictions, reporters, truth, lie, signatureOf } = await given();
      const next = { ...truth, period: 2n };

      for (const [first, second, stored] of [
        [lie, truth, hash(truth)],
        [next, { ...lie, period: 2n }, ethers.ZeroHash],
      ] as const) {
        const pair = [alone(first, await signatureOf(first)), alone(second, await signatureOf(second))] as const;
        await expect(contradictions.eject(reporters[0], ...pair))
          .to.be.revertedWithCustomError(contradictions, "Contradictions_OtherReport")
          .withArgs(hash(first), stored);
      }
    });

    it("refuses a revision that reporters have left out", async () => {
      const { contradictions, oracle, reporters, truth, lie, signatureOf } = await given();
      await submitReport(oracle, { ...truth, revision: 2n }, reporters.slice(0, 3));
      const [left, other] = [
        { ...truth, revision: 1n },
        { ...lie, revision: 1n },
      ];

      const pair = [alone(left, await signatureOf(left)), alone(other, await signatureOf(other))] as const;
      await expect(contradictions.eject(reporters[0], ...pair))
        .to.be.revertedWithCustomError(contradictions, "Contradictions_OtherReport")
        .withArgs(hash(left), ethers.ZeroHash);
    });
  });

  describe("given the second would have been refused", () => {
    it("tells the oracle's reason, the same at any later second", async () => {
      const { contradictions, oracle, bounds, registry, holder, reporters, truth, signatureOf } = await given();
      const refused = async (changes: Partial<Report>) => {
        const other = { ...truth, ...changes };
        const pair = [alone(truth, await signatureOf(truth)), alone(other, await signatureOf(other))] as const;
        return expect(contradictions.eject(reporters[0], ...pair)).to.be;
      };

      for (const pause of [0n, 400n * 86_400n]) {
        await networkHelpers.time.increase(pause + 1n);
        await registry.connect(holder).retireGpus(1n, 1n);
        await (
          await refused({ clusterVersion: 2n })
        )
          .revertedWithCustomError(oracle, "RevenueOracle_WrongClusterVersion")
          .withArgs(2n, 1n);
        await (
          await refused({ end: truth.submittedAt + 1n, start: truth.start })
        ).revertedWithCustomError(oracle, "RevenueOracle_PeriodTooLong");
        await (
          await refused({ start: truth.start + 1n })
        )
          .revertedWithCustomError(contradictions, "Contradictions_WrongStart")
          .withArgs(truth.start + 1n, truth.start);
        await (
          await refused({ gpuSecondsAvailable: 256n * 86_400n + 1n })
        )
          .revertedWithCustomError(bounds, "ReportBounds_AvailableAboveInstalled")
          .withArgs(256n * 86_400n + 1n, 256n * 86_400n);
      }
    });
  });

  it("refuses a signature that is not the reporter's, in either place", async () => {
    const { contradictions, oracle, quorum, reporters, truth, lie, signatureOf } = await given();
    const [a, b] = reporters;

    await expect(
      contradictions.eject(a, alone(truth, await signatureOf(truth, a)), alone(lie, await signatureOf(lie, b))),
    )
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_BadSignature")
      .withArgs(a.address, await oracle.digestOf(lie));
    await expect(
      contradictions.eject(a, alone(truth, await signatureOf(truth, b)), alone(lie, await signatureOf(lie, a))),
    )
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_BadSignature")
      .withArgs(a.address, await oracle.digestOf(truth));
  });

  it("refuses an equivocator that is no reporter", async () => {
    const { contradictions, quorum, stranger, truth, lie, signatureOf } = await given();

    await expect(
      contradictions.eject(
        stranger,
        alone(truth, await signatureOf(truth, stranger)),
        alone(lie, await signatureOf(lie, stranger)),
      ),
    )
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_NotReporter")
      .withArgs(stranger.address);
  });

  describe("when a key signed both", () => {
    it("ejects its reporter, shown by anyone, and seats the first who stands by", async () => {
      const { contradictions, quorum, reporters, stranger, truth, lie, signatureOf } = await given();
      const [a, b, c, d] = reporters;
      const [first, second] = await quorum.standbys();
      const pair = [alone(truth, await signatureOf(truth)), alone(lie, await signatureOf(lie))] as const;

      await expect(contradictions.connect(stranger).eject(a, ...pair))
        .to.emit(contradictions, "EquivocationProven")
        .withArgs(a.address, 1n, 1n)
        .and.to.emit(quorum, "ReporterEjected")
        .withArgs(a.address, 2n, first);

      expect(new Set(await quorum.reporters())).to.deep.equal(new Set([b.address, c.address, d.address, first]));
      expect(await quorum.standbys()).to.deep.equal([second]);
      expect(await quorum.threshold()).to.equal(3n);
    });

    it("leaves the report pending (38)", async () => {
      const { contradictions, oracle, reporters, lie, truth, signatureOf } = await given();

      await contradictions.eject(
        reporters[0],
        alone(truth, await signatureOf(truth)),
        alone(lie, await signatureOf(lie)),
      );

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Pending);
      await networkHelpers.time.increaseTo(truth.finalAt);
      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Final);
    });

    for (const how of ["vetoed", "replaced by another revision", "vetoed and replaced"] as const) {
      it(`ejects it where the stored one is ${how} since`, async () => {
        const { contradictions, oracle, quorum, guardian, reporters, truth, lie, signatureOf } = await given();
        if (how !== "replaced by another revision") await oracle.connect(guardian).veto(1n, 1n);
        if (how !== "vetoed") await submitReport(oracle, { ...lie, revision: 1n }, reporters.slice(0, 3));

        await contradictions.eject(
          reporters[0],
          alone(truth, await signatureOf(truth)),
          alone(lie, await signatureOf(lie)),
        );

        expect(await quorum.isReporter(reporters[0])).to.equal(false);
      });
    }

    it("leaves who signed two revisions of one period alone", async () => {
      const { contradictions, oracle, quorum, reporters, truth, lie, signatureOf } = await given();
      const next = { ...lie, revision: 1n };
      await submitReport(oracle, next, reporters.slice(0, 3));

      for (const [first, second] of [
        [truth, next],
        [next, truth],
      ] as const) {
        const pair = [alone(first, await signatureOf(first)), alone(second, await signatureOf(second))] as const;
        await expect(contradictions.eject(reporters[0], ...pair)).to.be.revertedWithCustomError(
          contradictions,
          "Contradictions_NoConflict",
        );
      }
      expect(await quorum.isReporter(reporters[0])).to.equal(true);
    });

    it("ejects on statements of an earlier set of reporters too", async () => {
      const { contradictions, quorum, governor, reporters, truth, lie, signatureOf, act } = await given();
      await act(governor, quorum, "setReporters", [reporters.map(({ address }) => address), 4, []]);

      await contradictions.eject(
        reporters[0],
        alone(truth, await signatureOf(truth)),
        alone(lie, await signatureOf(lie)),
      );

      expect(await quorum.isReporter(reporters[0])).to.equal(false);
    });

    it("ejects it although its account has since got code that denies everything", async () => {
      const { contradictions, quorum, reporters, truth, lie, signatureOf } = await given();
      const signatures = [await signatureOf(truth), await signatureOf(lie)] as const;
      const wallet = await ethers.deployContract("MockSignerWallet", [ethers.ZeroAddress]);
      await networkHelpers.setCode(reporters[0].address, await ethers.provider.getCode(wallet));

      await contradictions.eject(reporters[0].address, alone(truth, signatures[0]), alone(lie, signatures[1]));

      expect(await quorum.isReporter(reporters[0].address)).to.equal(false);
    });
  });

  describe("when a smart account signed both (ERC-1271)", () => {
    const withWallet = async (name: string) => {
      const statement = await given();
      const { governor, quorum, reporters, stranger, act, nextReport, signatureOf } = statement;
      const args = name === "MockSignerWallet" ? [stranger.address] : [];
      const wallet = await ethers.deployContract(name, args);
      const account = await wallet.getAddress();
      const members = [account, ...reporters.map(({ address }) => address)];
      members.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
      await act(governor, quorum, "setReporters", [members, 4, []]);
      const truth = await nextReport();
      await submitReport(statement.oracle, truth, reporters);
      const lie = { ...truth, gross: truth.gross - 1n };
      const signatures = [await signatureOf(truth, stranger), await signatureOf(lie, stranger)] as const;
      return { ...statement, account, truth, lie, signatures };
    };

    it("ejects it", async () => {
      const { contradictions, quorum, account, truth, lie, signatures } = await withWallet("MockSignerWallet");

      await contradictions.eject(account, alone(truth, signatures[0]), alone(lie, signatures[1]));

      expect(await quorum.isReporter(account)).to.equal(false);
    });

    it("refuses what the account denies, or burns all its gas over", async () => {
      const { contradictions, oracle, quorum, account, truth, lie, signatures } = await withWallet("MockBurningWallet");

      await expect(
        contradictions.eject(account, alone(truth, signatures[0]), alone(lie, signatures[1]), { gasLimit: 5_000_000n }),
      )
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_BadSignature")
        .withArgs(account, await oracle.digestOf(truth));
    });
  });
});

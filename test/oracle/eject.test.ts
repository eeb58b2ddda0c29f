import { expect } from "chai";
import { network } from "hardhat";
import { alone, signReport, type Report } from "../support/reports.ts";
import { deployStatement, STATUS } from "../support/statementFixture.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

/** A statement nobody has submitted, and the same with one unit less. */
const fixture = async () => {
  const statement = await deployStatement(connection);
  const { oracle } = statement;
  const truth = await statement.nextReport();
  const lie = { ...truth, gross: truth.gross - 1n };
  const signatureOf = async (report: Report, signer = statement.reporters[0]) =>
    (await signReport(oracle, report, [signer])).signatures[0] ?? "";
  return { ...statement, truth, lie, signatureOf };
};
const given = () => networkHelpers.loadFixture(fixture);

describe("RevenueOracle.eject", () => {
  it("refuses two signatures of one content", async () => {
    const { oracle, reporters, truth, signatureOf } = await given();
    const signature = await signatureOf(truth);

    await expect(
      oracle.eject(reporters[0], alone(truth, signature), alone(truth, signature)),
    ).to.be.revertedWithCustomError(oracle, "RevenueOracle_NotEquivocation");
  });

  for (const field of ["cluster", "period", "revision", "reporterSet", "clusterVersion"] as const) {
    it(`refuses two statements that differ in ${field}`, async () => {
      const { oracle, reporters, truth, lie, signatureOf } = await given();
      const other = { ...lie, [field]: lie[field] + 1n };

      await expect(
        oracle.eject(reporters[0], alone(truth, await signatureOf(truth)), alone(other, await signatureOf(other))),
      ).to.be.revertedWithCustomError(oracle, "RevenueOracle_NotEquivocation");
    });
  }

  it("refuses a signature that is not the reporter's, in either place", async () => {
    const { oracle, quorum, reporters, truth, lie, signatureOf } = await given();
    const [a, b] = reporters;
    const [mine, others] = [await signatureOf(truth, a), await signatureOf(lie, b)];

    await expect(oracle.eject(a, alone(truth, mine), alone(lie, others)))
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_BadSignature")
      .withArgs(a.address, await oracle.digestOf(lie));
    await expect(oracle.eject(a, alone(lie, others), alone(truth, mine)))
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_BadSignature")
      .withArgs(a.address, await oracle.digestOf(lie));
  });

  it("refuses an equivocator that is no reporter", async () => {
    const { oracle, quorum, stranger, truth, lie, signatureOf } = await given();

    await expect(
      oracle.eject(
        stranger,
        alone(truth, await signatureOf(truth, stranger)),
        alone(lie, await signatureOf(lie, stranger)),
      ),
    )
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_NotReporter")
      .withArgs(stranger.address);
  });

  describe("when a key signed both", () => {
    it("ejects its reporter, shown by anyone", async () => {
      const { oracle, quorum, reporters, stranger, truth, lie, signatureOf } = await given();
      const [a, b, c, d] = reporters;

      await expect(
        oracle.connect(stranger).eject(a, alone(truth, await signatureOf(truth)), alone(lie, await signatureOf(lie))),
      )
        .to.emit(oracle, "EquivocationProven")
        .withArgs(a.address, 1n, 1n)
        .and.to.emit(quorum, "ReporterEjected")
        .withArgs(a.address, 2n, 3n);

      expect(await quorum.reporters()).to.deep.equal([b.address, c.address, d.address]);
    });

    it("leaves a report that it signed pending (38)", async () => {
      const { oracle, reporters, report, lie, truth, signatureOf } = await given();
      const made = await report();

      await oracle.eject(reporters[0], alone(truth, await signatureOf(truth)), alone(lie, await signatureOf(lie)));

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Pending);
      await networkHelpers.time.increaseTo(made.finalAt);
      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Final);
    });

    it("ejects on statements of an earlier set of reporters too", async () => {
      const { oracle, quorum, governor, reporters, truth, lie, signatureOf, act } = await given();
      await act(governor, quorum, "setReporters", [reporters.map(({ address }) => address), 4]);

      await oracle.eject(reporters[0], alone(truth, await signatureOf(truth)), alone(lie, await signatureOf(lie)));

      expect(await quorum.isReporter(reporters[0])).to.equal(false);
    });

    it("ejects it although its account has since got code that denies everything", async () => {
      const { oracle, quorum, reporters, truth, lie, signatureOf } = await given();
      const signatures = [await signatureOf(truth), await signatureOf(lie)] as const;
      const wallet = await ethers.deployContract("MockSignerWallet", [ethers.ZeroAddress]);
      await networkHelpers.setCode(reporters[0].address, await ethers.provider.getCode(wallet));

      await oracle.eject(reporters[0].address, alone(truth, signatures[0]), alone(lie, signatures[1]));

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
      await act(governor, quorum, "setReporters", [members, 4]);
      const truth = await nextReport();
      const lie = { ...truth, gross: truth.gross - 1n };
      const signatures = [await signatureOf(truth, stranger), await signatureOf(lie, stranger)] as const;
      return { ...statement, account, truth, lie, signatures };
    };

    it("ejects it", async () => {
      const { oracle, quorum, account, truth, lie, signatures } = await withWallet("MockSignerWallet");

      await oracle.eject(account, alone(truth, signatures[0]), alone(lie, signatures[1]));

      expect(await quorum.isReporter(account)).to.equal(false);
    });

    it("refuses what the account denies, or burns all its gas over", async () => {
      const { oracle, quorum, account, truth, lie, signatures } = await withWallet("MockBurningWallet");

      await expect(
        oracle.eject(account, alone(truth, signatures[0]), alone(lie, signatures[1]), { gasLimit: 5_000_000n }),
      )
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_BadSignature")
        .withArgs(account, await oracle.digestOf(truth));
    });
  });
});

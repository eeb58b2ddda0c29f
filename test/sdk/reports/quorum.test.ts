import {
  ascending,
  brokenBound,
  buildReport,
  checkSignatures,
  expectReport,
  judgeReport,
  NotPendingError,
  readSignature,
  reportDomain,
  showStatement,
  signStatement,
  submissionOf,
  type Measured,
  type ReportSignature,
  type Statement,
} from "@gpu-yield-vaults/sdk/reports";
import { expect } from "chai";
import { createWalletClient, custom, type Address, type Client, type Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { localReporters } from "../../../scripts/lib/localAccounts.ts";
import { errorOf } from "../../support/errorOf.ts";
import { buildReport as reportOnChain } from "../../support/reports.ts";
import { ethers, networkHelpers, plainStatement, provider } from "../../support/statementFixture.ts";

const client: Client = createWalletClient({ transport: custom(provider) });

const ACCOUNTS = localReporters().map(({ privateKey }) => privateKeyToAccount(privateKey as Hex));
const NAMES = { period: 1, revision: 0, reporterSet: 1 };

async function fixture() {
  const deployed = await plainStatement();
  const { oracle, registry } = deployed;
  const address = (await oracle.getAddress()) as Address;
  const { start, end, ...model } = await reportOnChain(oracle, registry, 1n);
  const measured: Measured = { ...model, start: Number(start), end: Number(end) };
  return { ...deployed, address, measured };
}
/** The first period has begun; or is over. */
const begun = () => networkHelpers.loadFixture(fixture);
async function given() {
  const deployed = await begun();
  await networkHelpers.time.increaseTo(deployed.measured.end);
  return deployed;
}

/** What is next of cluster 1, out of what was measured. */
async function statementNow(address: Address, measured: Measured): Promise<Statement> {
  const expected = await expectReport(client, address, { cluster: 1n });
  const { report } = await buildReport(client, expected, measured, `0x${"e1".repeat(32)}`);
  return { domain: expected.domain, report };
}

async function send({ to, data }: { to: Address; data: Hex }) {
  const [anyone] = await ethers.getSigners();
  return anyone?.sendTransaction({ to, data });
}

describe("a report from telemetry to the chain", () => {
  describe("what is expected", () => {
    it("is what the chain says of the cluster, at one block", async () => {
      const { address, registry, measured } = await given();
      const expected = await expectReport(client, address, { cluster: 1n });

      expect(expected).to.deep.include({ cluster: 1n, ...NAMES, start: measured.start });
      expect(expected).to.deep.include({ name: "Abilene 1", model: "H100-SXM5", assetDecimals: 6 });
      expect(expected.domain).to.deep.equal(reportDomain(31_337, address));
      expect(expected.registry).to.equal(await registry.getAddress());
      expect(expected.limits).to.deep.equal({
        ...{ systemWatts: 1_275, pueBps: 12_500, leastBusyWatts: 200 },
        ...{ minPrice: 500_000n, maxPrice: 16_000_000n, minTariff: 10_000n, maxTariff: 600_000n },
        otherOpexCap: 3_000_000n,
      });
      expect([expected.blockNumber, expected.now]).to.deep.equal([
        BigInt(await networkHelpers.time.latestBlock()),
        await networkHelpers.time.latest(),
      ]);
    });

    it("is the next revision of a report that is pending, and of no other", async () => {
      const { address, report } = await given();
      const which = { cluster: 1n, pending: 1 };
      const none = await errorOf(expectReport(client, address, which));
      expect(none).to.be.instanceOf(NotPendingError);
      expect(none.message).to.equal("Period 1 of cluster 1 is none, not pending.");

      const { start } = await report();
      expect(await expectReport(client, address, which)).to.deep.include({
        ...NAMES,
        revision: 1,
        start: Number(start),
      });
      expect(await expectReport(client, address, { ...which, revision: 5 })).to.deep.include({ ...NAMES, revision: 5 });
      expect(await expectReport(client, address, { cluster: 1n })).to.deep.include({ ...NAMES, period: 2 });
    });

    it("has the hardware of the period's last second, and the GPU-seconds of every one", async () => {
      const { address, measured, registry, holder } = await begun();
      const half = measured.start + (measured.end - measured.start) / 2;
      await networkHelpers.time.setNextBlockTimestamp(half);
      await registry.connect(holder).retireGpus(1n, 56);
      await networkHelpers.time.increaseTo(measured.end);
      const expected = await expectReport(client, address, { cluster: 1n });
      const { report, installed } = await buildReport(client, expected, measured, `0x${"e1".repeat(32)}`);

      expect(report.clusterVersion).to.equal(2);
      expect(installed).to.equal(BigInt((256 + 200) * (half - measured.start)));
    });
  });

  describe("its bounds", () => {
    const seconds = 256n * 86_400n;
    const edges: readonly (readonly [
      name: string,
      change: Partial<Measured>,
      past: Partial<Measured>,
      field: string,
    ])[] = [
      [
        "hours there are",
        { gpuSecondsAvailable: seconds },
        { gpuSecondsAvailable: seconds + 1n },
        "gpuSecondsAvailable",
      ],
      [
        "hours offered",
        { gpuSecondsAvailable: 9n, gpuSecondsSold: 9n, gross: 5_000n, energyWh: 1n, energyCost: 10n },
        { gpuSecondsAvailable: 9n, gpuSecondsSold: 10n, gross: 5_000n, energyWh: 1n, energyCost: 10n },
        "gpuSecondsSold",
      ],
      [
        "least price",
        { gpuSecondsSold: 3_600n, gross: 500_000n },
        { gpuSecondsSold: 3_600n, gross: 499_999n },
        "gross",
      ],
      [
        "highest price",
        { gpuSecondsSold: 3_600n, gross: 16_000_000n },
        { gpuSecondsSold: 3_600n, gross: 16_000_001n },
        "gross",
      ],
      ["billed without sales", { gpuSecondsSold: 0n, gross: 0n }, { gpuSecondsSold: 0n, gross: 1n }, "gross"],
      [
        "most energy",
        { energyWh: 9_792_000n, energyCost: 979_200_000n },
        { energyWh: 9_792_001n, energyCost: 979_200_000n },
        "energyWh",
      ],
      [
        "least energy",
        { gpuSecondsSold: 3_600n, gross: 2_000_000n, energyWh: 200n, energyCost: 20_000n },
        { gpuSecondsSold: 3_600n, gross: 2_000_000n, energyWh: 199n, energyCost: 20_000n },
        "energyWh",
      ],
      [
        "highest tariff",
        { energyWh: 5_000_000n, energyCost: 3_000_000_000n },
        { energyWh: 5_000_000n, energyCost: 3_000_000_001n },
        "energyCost",
      ],
      ["other costs", { otherOpex: 18_432_000_000n }, { otherOpex: 18_432_000_001n }, "otherOpex"],
    ];
    for (const [name, change, past, field] of edges) {
      it(`are the chain's to the unit: ${name}`, async () => {
        const { address, measured } = await given();
        const expected = await expectReport(client, address, { cluster: 1n });
        const build = (figures: Partial<Measured>) =>
          buildReport(client, expected, { ...measured, ...figures }, `0x${"e1".repeat(32)}`);

        const [within, beyond] = [await build(change), await build(past)];

        expect(brokenBound(within.report, within.installed, expected.limits)).to.equal(undefined);
        await judgeReport(client, address, within.report);
        expect(brokenBound(beyond.report, beyond.installed, expected.limits)?.field).to.equal(field);
        expect((await errorOf(judgeReport(client, address, beyond.report))).message).to.contain("ReportBounds_");
      });
    }
  });

  describe("its signatures", () => {
    it("come from a key, from a wallet, and from a node that is given the file as it is", async () => {
      const { address, measured } = await given();
      const statement = await statementNow(address, measured);
      const [a, b, c] = ACCOUNTS as [(typeof ACCOUNTS)[number], (typeof ACCOUNTS)[number], (typeof ACCOUNTS)[number]];
      const wallet = createWalletClient({ account: b.address, transport: custom(provider) });

      const byKey = await signStatement(statement, a);
      const byWallet = await signStatement(statement, wallet);
      const file: unknown = JSON.parse(showStatement(statement, 6));
      const bare: unknown = await provider.request({
        method: "eth_signTypedData_v4",
        params: [c.address, file],
      });
      const byNode = await readSignature(bare as Hex, statement);

      expect([byKey, byWallet, byNode].map(({ signer }) => signer)).to.deep.equal(
        [a, b, c].map(({ address }) => address),
      );
      expect(await checkSignatures(client, statement, [byNode, byKey, byWallet])).to.deep.include({
        ...{ threshold: 3, reporterSet: 1, isOfThisSet: true, isEnough: true },
        missing: [ACCOUNTS[3]?.address],
      });
      await send(submissionOf(statement, [byNode, byKey, byWallet]));
      await expectPending(address);
    });

    it("of an array are submitted at once", async () => {
      const { address, measured, startCluster, oracle } = await given();
      const second = await startCluster();
      await networkHelpers.time.increase(86_400);
      const expected = await expectReport(client, address, { cluster: second });
      const reports = [];
      for (const next of [await expectReport(client, address, { cluster: 1n }), expected]) {
        const figures = { ...measured, start: next.start, end: next.start + 86_400 };
        reports.push((await buildReport(client, next, figures, `0x${"e1".repeat(32)}`)).report);
      }
      const statement = { domain: expected.domain, reports };
      const signatures = await Promise.all(ACCOUNTS.slice(1).map((account) => signStatement(statement, account)));

      await send(submissionOf(statement, signatures.toReversed()));

      expect(await oracle.statusOf(1n, 1n)).to.equal(2n);
      expect(await oracle.statusOf(second, 1n)).to.equal(2n);
    });

    it("are judged one by one: a stranger's, a false one, one too many of a signer", async () => {
      const { address, measured } = await given();
      const statement = await statementNow(address, measured);
      const [a, b] = ACCOUNTS;
      if (!a || !b) throw new Error("the local chain has too few reporters");
      const stranger = privateKeyToAccount(`0x${"5e".repeat(32)}`);
      const genuine = await signStatement(statement, a);
      const several: ReportSignature[] = [
        genuine,
        await signStatement(statement, stranger),
        { signer: b.address, signature: genuine.signature },
        genuine,
      ];

      const found = await checkSignatures(client, statement, several);

      expect(found.signatures.map(({ verdict }) => verdict)).to.deep.equal(["counts", "stranger", "false", "counts"]);
      expect(found.isEnough).to.equal(false);
      expect(found.missing).to.deep.equal(ACCOUNTS.slice(1).map(({ address }) => address));
      expect(ascending(several)).to.have.lengthOf(3);
    });

    it("of an inactive seat do not count, nor those for another set", async () => {
      const { address, measured, oracle, act, governor, quorum, reporters } = await given();
      const statement = await statementNow(address, measured);
      const signatures = await Promise.all(ACCOUNTS.map((account) => signStatement(statement, account)));
      const { stakes } = await attached(oracle);
      await stakes.connect(reporters[0]).resign();

      const before = await checkSignatures(client, statement, signatures);
      expect(before.signatures.map(({ verdict }) => verdict)).to.deep.equal(["inactive", "counts", "counts", "counts"]);
      expect([before.isEnough, before.missing]).to.deep.equal([true, []]);

      await act(governor, quorum, "setReporters", [reporters.map((reporter) => reporter.address), 3, []]);
      const after = await checkSignatures(client, statement, signatures);
      expect([after.reporterSet, after.isOfThisSet, after.isEnough]).to.deep.equal([2, false, false]);
      const then = await checkSignatures(client, statement, signatures, { blockNumber: before.blockNumber });
      expect(then).to.deep.equal(before);
    });

    it("of a contract are judged by the contract (ERC-1271)", async () => {
      const { address, measured, act, governor, quorum, stake } = await given();
      const [a, b, c, owner] = ACCOUNTS;
      if (!a || !b || !c || !owner) throw new Error("the local chain has too few reporters");
      const wallet = await ethers.deployContract("MockSignerWallet", [owner.address]);
      const safe = (await wallet.getAddress()) as Address;
      const members = [a.address, b.address, safe].sort((x, y) => (BigInt(x) < BigInt(y) ? -1 : 1));
      await act(governor, quorum, "setReporters", [members, 3, []]);
      await networkHelpers.setBalance(safe, 10n ** 18n);
      await stake(await ethers.getImpersonatedSigner(safe));
      const statement = await statementNow(address, measured);
      const { signature } = await signStatement(statement, owner);
      const bySafe = await readSignature(`${safe}:${signature}`, statement);
      const signatures = [await signStatement(statement, b), await signStatement(statement, a), bySafe];

      expect((await checkSignatures(client, statement, signatures)).isEnough).to.equal(true);
      const wrong = { signer: safe, signature: (await signStatement(statement, c)).signature };
      const found = await checkSignatures(client, statement, [wrong]);
      expect(found.signatures.map(({ verdict }) => verdict)).to.deep.equal(["false"]);
      await send(submissionOf(statement, signatures));
      await expectPending(address);
    });
  });
});

async function expectPending(address: Address): Promise<void> {
  const oracle = await ethers.getContractAt("RevenueOracle", address);
  expect(await oracle.statusOf(1n, 1n)).to.equal(2n);
}

async function attached(oracle: { quorum(): Promise<string> }) {
  const quorum = await ethers.getContractAt("ReporterQuorum", await oracle.quorum());
  return { stakes: await ethers.getContractAt("ReporterStakes", await quorum.stakes()) };
}

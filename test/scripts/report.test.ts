import { expect } from "chai";
import { Contract, encodeBytes32String, id, JsonRpcProvider } from "ethers";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { passPeriod } from "../../scripts/dev/passPeriod.ts";
import { localAccounts, localReporters } from "../../scripts/lib/localAccounts.ts";
import { connect } from "../../scripts/lib/rpc.ts";
import { claimAward } from "../../scripts/report/award.ts";
import { buildReport } from "../../scripts/report/build.ts";
import { signReportFile } from "../../scripts/report/sign.ts";
import { resignSeat, postStake, withdrawStake } from "../../scripts/report/stake.ts";
import { showStatus } from "../../scripts/report/status.ts";
import { submitReport } from "../../scripts/report/submit.ts";
import { errorOf } from "../support/errorOf.ts";
import { cliErrorOf } from "./support/cliErrorOf.ts";
import { quietly } from "./support/quietly.ts";
import { runScript } from "./support/runScript.ts";
import { scenarioFile } from "./support/scenarioFile.ts";
import { serveVault, type ServedVault } from "./support/servedVault.ts";

const TERMS = { deposit: "300000" };
const DAYS = [
  { from: 0, to: 24 },
  { from: 24, to: 48 },
];
const KEY = "REPORTER_PRIVATE_KEY";

describe("report", function () {
  this.timeout(180_000);

  let served: ServedVault;
  let folder: string;
  const at = (name: string) => join(folder, name);

  before(async () => {
    served = await serveVault(DAYS, TERMS);
    folder = await mkdtemp(join(tmpdir(), "report-"));
    await writeFile(at("telemetry.csv"), scenarioFile([...DAYS, { from: 48, to: 72, price: 2.1 }].map(shifted)));
  });

  after(async () => {
    await served.close();
    await rm(folder, { recursive: true });
  });

  /** Sketches moved to where the chain's periods are. */
  function shifted(sketch: (typeof DAYS)[number] & { price?: number }) {
    const hours = served.shift / 3_600;
    return { ...sketch, from: sketch.from + hours, to: sketch.to + hours };
  }

  async function build(change: object = {}): Promise<void> {
    const { rpc, vault } = served;
    const options = {
      rpc,
      vault,
      clusters: [1n],
      telemetry: at("telemetry.csv"),
      evidence: [],
      out: at("report.json"),
      ...change,
    };
    await quietly(() => buildReport(options));
  }

  async function sign(reporter: number, out: string): Promise<void> {
    process.env.REPORTER_PRIVATE_KEY = localReporters()[reporter]?.privateKey ?? "";
    try {
      await quietly(() => signReportFile(at("report.json"), out, at("signed.jsonl")));
    } finally {
      delete process.env.REPORTER_PRIVATE_KEY;
    }
  }

  const submit = (...signatures: string[]) =>
    quietly(() =>
      submitReport(
        served.rpc,
        at("report.json"),
        signatures.map((name) => at(name)),
      ),
    );

  it("builds the report that the chain expects next, and nothing of it is lost in the file", async () => {
    await build();
    const { message, domain, digest } = JSON.parse(await readFile(at("report.json"), "utf8")) as {
      message: Record<string, unknown>;
      domain: Record<string, unknown>;
      digest: string;
    };

    expect(message).to.deep.include({
      cluster: "1",
      period: 3,
      revision: 0,
      reporterSet: 1,
      clusterVersion: 1,
      gross: "201600000",
    });
    expect(domain).to.deep.include({ name: "GpuYieldVaults RevenueOracle", version: "1", chainId: 31_337 });
    expect(digest).to.match(/^0x[0-9a-f]{64}$/);
  });

  it("takes files as evidence, in any order", async () => {
    const root = async () => {
      const { message } = JSON.parse(await readFile(at("report.json"), "utf8")) as {
        message: { evidenceRoot: string };
      };
      return message.evidenceRoot;
    };
    await writeFile(at("invoice-1"), "one");
    await writeFile(at("invoice-2"), "two");
    await build({ evidence: [at("invoice-1"), at("invoice-2")] });
    const first = await root();
    await build({ evidence: [at("invoice-2"), at("invoice-1")] });
    expect(await root()).to.equal(first);
    await build();
    expect(await root()).to.not.equal(first);
  });

  it("refuses a row that is not the next period", async () => {
    const error = await cliErrorOf(build({ row: 1 }));
    expect(error.text).to.match(
      /telemetry\.csv:2:4: period_start is not .*Z, where the chain expects the next period$/,
    );
  });

  it("refuses telemetry that the chain would refuse, with its line", async () => {
    await writeFile(at("wrong.csv"), scenarioFile([shifted({ from: 48, to: 72, price: 16.01 })]));
    const error = await cliErrorOf(build({ telemetry: at("wrong.csv") }));
    expect(error.text).to.match(/wrong\.csv:2:8: gross_revenue is 16\.01 per GPU-hour sold/);
  });

  it("refuses a period that is not over, and says when it is", async () => {
    await writeFile(at("early.csv"), scenarioFile([shifted({ from: 48, to: 48 + 24 * 40 })]));
    const error = await cliErrorOf(build({ telemetry: at("early.csv") }));
    const [first, second = "", ...rest] = error.facts;
    expect(error.message).to.equal("The period of a is not over.");
    expect(first).to.match(/^it ends at \d{4}-\S+Z$/);
    expect([second.replace(/\d\S*/g, "N"), rest, error.next]).to.deep.equal([
      "block N is of N",
      [],
      "build the report then.",
    ]);
  });

  it("finds that a place can't be written before it asks a node", async () => {
    const options = { out: at("nowhere/report.json"), rpc: "http://127.0.0.1:9" };
    const error = await cliErrorOf(build(options));
    expect(error.text).to.equal(
      `error: ${at("nowhere/report.json")} can't be written.\n  ENOENT: no such file or directory\n` +
        "→ name a place that is there and has room.",
    );
    expect((await cliErrorOf(build({ out: folder }))).facts).to.deep.equal(["it is a folder"]);
  });

  it("refuses to sign without a key, and never shows a malformed one", async () => {
    await build();
    const missing = await cliErrorOf(
      quietly(() => signReportFile(at("report.json"), at("x.json"), at("signed.jsonl"))),
    );
    expect(missing.message).to.equal(`The key ${KEY} is missing.`);
    process.env.REPORTER_PRIVATE_KEY = "0xsecret";
    const error = await cliErrorOf(quietly(() => signReportFile(at("report.json"), at("x.json"), at("signed.jsonl"))));
    delete process.env.REPORTER_PRIVATE_KEY;
    expect(error.message).to.equal(`${KEY} is not a private key.`);
    expect(error.text).to.not.contain("secret");
  });

  it("refuses a report that was changed after it was built", async () => {
    await build();
    const text = await readFile(at("report.json"), "utf8");
    await writeFile(at("changed.json"), text.replace('"gross": "201600000"', '"gross": "201600001"'));
    const error = await cliErrorOf(signReportFile(at("changed.json"), at("x.json"), at("signed.jsonl")));
    expect(error.message).to.equal(`${at("changed.json")} is no report to be signed: it has been changed.`);
  });

  it("submits only when the quorum is there, and says how many are missing", async () => {
    await build();
    for (const reporter of [0, 1, 2]) await sign(reporter, at(`signature-${reporter}.json`));

    const error = await cliErrorOf(submit("signature-2.json", "signature-0.json", "signature-0.json"));
    expect(error.message).to.equal("2 of 3 signatures are there; 1 more is needed.");
    expect(error.exitCode).to.equal(3);
    expect(error.facts).to.deep.equal([1, 3].map((index) => `not signed: ${localReporters()[index]?.address}`));
  });

  it("names a signature by somebody else, and one of another report", async () => {
    const stranger = localAccounts()[15]?.privateKey ?? "";
    process.env.REPORTER_PRIVATE_KEY = stranger;
    await quietly(() => signReportFile(at("report.json"), at("stranger.json"), at("signed.jsonl")));
    delete process.env.REPORTER_PRIVATE_KEY;
    expect((await cliErrorOf(submit("stranger.json"))).message).to.match(
      /stranger\.json is by 0x\w{40}, who is no reporter\.$/,
    );

    const text = await readFile(at("signature-0.json"), "utf8");
    const other = JSON.parse(text) as { digest: string; signature: string };
    await writeFile(at("other.json"), text.replace(other.digest, `0x${"11".repeat(32)}`));
    expect((await cliErrorOf(submit("other.json"))).message).to.equal(
      `${at("other.json")} is no signature of this report: it signs another report.`,
    );

    const { signature } = JSON.parse(await readFile(at("signature-1.json"), "utf8")) as { signature: string };
    await writeFile(at("forged.json"), text.replace(other.signature, signature));
    expect((await cliErrorOf(submit("forged.json"))).message).to.match(
      /forged\.json is not a signature of 0x\w{40}\.$/,
    );
  });

  it("refuses a second content for the revision that a reporter signed, and offers the next", async () => {
    await build({ evidence: [at("invoice-1")] });
    const error = await cliErrorOf(sign(0, at("x.json")));
    expect(error.message).to.equal("Another content of period 3 of cluster 1, revision 0, was signed with this key.");
    expect(error.text).to.contain("build it anew with --revision 1, which takes the long window.");

    await build({ evidence: [at("invoice-1")], revision: 1 });
    await sign(0, at("x.json"));
    await build({ evidence: [at("invoice-1")], revision: 64 });
    await sign(0, at("x.json"));
    await build(); // the same as before, and as often as anybody likes
    await sign(0, at("x.json"));
  });

  it("takes signatures as wallets give them", async () => {
    const { signature } = JSON.parse(await readFile(at("signature-0.json"), "utf8")) as { signature: string };
    await writeFile(at("bare.txt"), `${signature}\n`);
    const enough = (...given: string[]) => quietly(() => submitReport(served.rpc, at("report.json"), given));

    for (const given of [at("bare.txt"), signature]) {
      expect((await cliErrorOf(enough(given))).message).to.equal("1 of 3 signatures are there; 2 more are needed.");
    }
    const nobody = await cliErrorOf(enough(`0x${"12".repeat(20)}:${signature}`));
    expect(nobody.message).to.match(/^0x1212\w+… is by 0x1212\w+, who is no reporter\.$/);
    const short = await cliErrorOf(enough("0x1234"));
    expect(short.message).to.match(/^0x1234 is no signature of this report: a key's signature is 65 bytes; /);
  });

  it("submits with three signatures, and the status follows", async () => {
    const before = await quietly(() => showStatus(served.rpc, served.vault, 1n));
    expect(before).to.contain("submitted 2, final 2, latched 1");
    expect(before).to.contain("next: period 3, revision 0");
    expect(before).to.contain("signatures needed: 3 of 4 (reporter set 1); seats with a stake: 4");

    const printed = await submit("signature-0.json", "signature-1.json", "signature-2.json");
    expect(printed).to.match(/^sent 0x[0-9a-f]{64}\nperiod 3 of cluster 1 submitted; final at /);
    const after = await quietly(() => showStatus(served.rpc, served.vault, 1n));
    expect(after).to.match(/period 3, revision 0: .*, pending, final at /);
    expect(after).to.contain("next: period 4, revision 0");
  });

  it("puts a pending report right by its next revision, which takes the long window", async () => {
    expect((await cliErrorOf(build({ period: 2 }))).message).to.equal("Period 2 of cluster 1 is final, not pending.");
    await build({ period: 3, revision: 2, evidence: [at("invoice-1")] });
    for (const reporter of [0, 1, 2]) await sign(reporter, at(`second-${reporter}.json`));

    const printed = await submit("second-0.json", "second-1.json", "second-2.json");

    expect(printed).to.match(/^sent 0x\w+\nperiod 3 of cluster 1 submitted; final at .* \(long window\)\n$/);
    expect(await quietly(() => showStatus(served.rpc, served.vault, 1n))).to.match(/period 3, revision 2: .*, pending/);
  });

  it("says in the chain's own words why a second time is refused", async () => {
    const error = await cliErrorOf(submit("second-0.json", "second-1.json", "second-2.json"));
    expect(error.message).to.match(/^The chain refused: RevenueOracle_\w+\.$/);
  });

  it("stakes, leaves and withdraws with a reporter's key, and counts no signature of an inactive seat", async () => {
    const { stakes, asset } = served.context.contracts;
    const reporter = localReporters()[0]?.address ?? "";
    const { provider } = served.context.chain.connection;
    const asReporter = async (act: () => Promise<void>) => {
      process.env[KEY] = localReporters()[0]?.privateKey ?? "";
      return quietly(act).finally(() => {
        Reflect.deleteProperty(process.env, KEY);
      });
    };
    const snapshot: unknown = await provider.request({ method: "evm_snapshot" });
    await asset.mint(reporter, 7_000_000n);

    expect(await asReporter(() => postStake(served.rpc, served.vault, "2.5"))).to.match(
      /^sent 0x\w{64}\nsent 0x\w{64}\nstaked 20,002\.50; a seat takes 10,000\.00\n$/,
    );
    expect(await asReporter(() => resignSeat(served.rpc, served.vault))).to.match(
      /^sent 0x\w+\nthe seat is inactive; the stake is free at /,
    );
    expect(await quietly(() => showStatus(served.rpc, served.vault, 1n))).to.contain("seats with a stake: 3");
    const error = await cliErrorOf(submit("second-0.json", "second-1.json", "second-2.json"));
    expect(error.message).to.match(/second-0\.json is by 0x\w+, whose seat is inactive\.$/);
    const early = await cliErrorOf(asReporter(() => withdrawStake(served.rpc, served.vault, "2.5")));
    expect(early.message).to.equal("The chain refused: ReporterStakes_NotYet.");
    await provider.request({ method: "evm_increaseTime", params: [90 * 86_400] });
    await provider.request({ method: "evm_mine" });
    expect(await asReporter(() => withdrawStake(served.rpc, served.vault, "2.5"))).to.match(
      new RegExp(`^sent 0x\\w+\n2\\.50 → ${reporter}; 20,000\\.00 left\n$`),
    );
    expect(await stakes.stakeOf(reporter)).to.equal(20_000_000_000n);
    expect((await cliErrorOf(asReporter(() => postStake(served.rpc, served.vault, "x")))).message).to.equal(
      "x is not an amount of whole units.",
    );
    await provider.request({ method: "evm_revert", params: [snapshot] });
  });

  it("claims an award for who has shown that a report is false", async () => {
    const { disputes, stakes, escrow, asset } = served.context.contracts;
    const { connection } = served.context.chain;
    const snapshot: unknown = await connection.provider.request({ method: "evm_snapshot" });
    const [challenger] = await connection.ethers.getSigners();
    if (!challenger) throw new Error("the chain has no account");
    await connection.provider.request({ method: "evm_increaseTime", params: [3_600] });
    await asset.connect(challenger).mint(challenger, 10n ** 12n);
    await asset.connect(challenger).approve(escrow, 10n ** 12n);
    await disputes.connect(challenger).challenge(1n, 3n, 2n, encodeBytes32String("evidenceRoot"), id("a meter"));
    const address = await disputes.getAddress();

    const early = await cliErrorOf(quietly(() => claimAward(served.rpc, address, 1n)));
    expect(early.message).to.equal("The chain refused: ReporterStakes_NoAward.");
    expect((await cliErrorOf(quietly(() => claimAward(served.rpc, address, 9n)))).message).to.equal(
      "There is no dispute 9.",
    );
    const { answerBy } = await disputes.disputeOf(1n, 3n);
    await connection.provider.request({ method: "evm_setNextBlockTimestamp", params: [Number(answerBy)] });
    await disputes.timeout(1n, 3n);
    await build(); // its row is the evidence now
    for (const reporter of [0, 1, 2]) await sign(reporter, at(`third-${reporter}.json`));
    await submit("third-0.json", "third-1.json", "third-2.json");
    await connection.provider.request({ method: "evm_increaseTime", params: [4 * 86_400] });
    await connection.provider.request({ method: "evm_mine" });

    const printed = await quietly(() => claimAward(served.rpc, address, 1n));

    expect(printed).to.match(/^sent 0x\w+\nperiod 3 of cluster 1: 500\.00 are credits of its challengers\n$/);
    expect(await stakes.awardedFor(1n, 3n)).to.equal(1n);
    await connection.provider.request({ method: "evm_revert", params: [snapshot] });
  });

  it("lets another period pass on the local chain, paid and settled", async () => {
    const provider = new JsonRpcProvider(served.rpc);
    try {
      const passed = await passPeriod(provider, served.vault, 1n, true);
      expect(passed).to.deep.include({ cluster: "1", period: 4, gross: "201600000", settled: true });
      const { lockbox, settledPeriods } = await served.context.contracts.lens.facility(1);
      // The third period was never paid: its rent is what the fourth one's cash pays first.
      expect(settledPeriods).to.be.greaterThan(2n);
      expect(lockbox).to.equal(0n);
    } finally {
      provider.destroy();
    }
  });

  it("shows its commands and its exit codes", async () => {
    const { code, stdout } = await runScript("report", ["--help"]);
    expect(code).to.equal(0);
    for (const word of ["build", "sign", "submit", "status", "stake", "award", "Exit codes", KEY])
      expect(stdout).to.contain(word);
  });

  it("is audited from outside: agreement ends with 0, a difference with 1", async () => {
    const args = ["--rpc", served.rpc, "--vault", served.vault];
    const agreed = await runScript("nav", args);
    expect(agreed.stderr).to.equal("");
    expect(agreed.code).to.equal(0);
    expect(agreed.stdout).to.match(/= cash +\d+ +\d+ +0\n/);

    const { provider } = served.context.chain.connection;
    for (let index = 0; index < 16; index++) {
      const place = `0x${index.toString(16)}`;
      const word = BigInt(
        String(await provider.request({ method: "eth_getStorageAt", params: [served.vault, place, "latest"] })),
      );
      const { cash } = await served.context.contracts.vault.state();
      if ((word & ((1n << 96n) - 1n)) !== cash) continue;
      const tampered = `0x${(word + 1n).toString(16).padStart(64, "0")}`;
      await provider.request({ method: "hardhat_setStorageAt", params: [served.vault, place, tampered] });
      break;
    }
    const differs = await runScript("nav", args);
    expect(differs.code).to.equal(1);
    expect(differs.stdout).to.match(/≠ cash +\d+ +\d+ +1\n/);
    expect(differs.stderr).to.contain(`The contracts and the events of ${served.vault} disagree in block`);
    const nobody = await cliErrorOf(connect("http://127.0.0.1:9"));
    expect([nobody.message, nobody.exitCode]).to.deep.equal(["No node answers at http://127.0.0.1:9.", 2]);
  });

  it("passes a revert's data through the node, for wallets to read", async () => {
    const provider = new JsonRpcProvider(served.rpc);
    try {
      const vault = new Contract(served.vault, served.context.contracts.vault.interface, provider);
      const error = await errorOf(vault.getFunction("deposit").staticCall(1n, served.vault));
      expect(error.message).to.contain("ERC20InsufficientAllowance");
    } finally {
      provider.destroy();
    }
  });
});

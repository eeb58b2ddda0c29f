import {
  buildReport,
  checkSignatures,
  expectReport,
  readSignature,
  showStatement,
  submissionOf,
  type Statement,
} from "@gpu-yield-vaults/sdk/reports";
import { expect } from "chai";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, custom, type Address } from "viem";
import { localReporters } from "../../scripts/lib/localAccounts.ts";
import { bundleSigner } from "../../scripts/report/signer/bundle.ts";
import { buildReport as reportOnChain } from "../support/reports.ts";
import { ethers, networkHelpers, plainStatement, provider } from "../support/statementFixture.ts";
import { quietly } from "./support/quietly.ts";

const client = createClient({ transport: custom(provider) });

describe("the signer for a machine without a network", function () {
  this.timeout(60_000);

  let folder: string;
  let statement: Statement;
  let oracle: Awaited<ReturnType<typeof plainStatement>>["oracle"];
  const at = (name: string) => join(folder, name);

  before(async () => {
    const deployed = await plainStatement();
    ({ oracle } = deployed);
    const { start, end, ...measured } = await reportOnChain(oracle, deployed.registry, 1n);
    await networkHelpers.time.increaseTo(end);
    const expected = await expectReport(client, (await oracle.getAddress()) as Address, { cluster: 1n });
    const figures = { ...measured, start: Number(start), end: Number(end) };
    const { report } = await buildReport(client, expected, figures, `0x${"e1".repeat(32)}`);
    statement = { domain: expected.domain, report };

    folder = await mkdtemp(join(tmpdir(), "signer-"));
    await writeFile(at("report.json"), showStatement(statement, 6));
    await quietly(() => bundleSigner(at("sign.mjs")));
  });

  after(() => rm(folder, { recursive: true }));

  /** As on a bare machine: nothing but Node, no variable of the environment, no package beside it. */
  async function sign(args: readonly string[], stdin = "", file = "report.json") {
    const child = spawn(process.execPath, ["sign.mjs", file, "--record", "signed.jsonl", ...args], {
      cwd: folder,
      env: {},
    });
    child.stdin.on("error", () => undefined).end(stdin); // which nobody may read
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, stdout, stderr };
  }

  const keyOf = (reporter: number) => localReporters()[reporter]?.privateKey ?? "";

  it("is one file, the same wherever it is made, and reaches for no network", async () => {
    const printed = await quietly(() => bundleSigner(at("again.mjs")));
    const [text, again] = [await readFile(at("sign.mjs"), "utf8"), await readFile(at("again.mjs"), "utf8")];
    await rm(at("again.mjs"));

    expect(again).to.equal(text);
    expect(printed).to.contain(`${createHash("sha256").update(text).digest("hex")}  ${at("again.mjs")}\n`);
    const imported = [...text.matchAll(/^import .* from "(.*)";$/gm)].map(([, name = ""]) => name);
    expect(imported.length).to.be.greaterThan(3);
    for (const name of imported) {
      expect(builtinModules).to.include(name.replace(/^node:/, ""));
      expect(name).not.to.match(/http|net|dns|dgram|tls|child_process|worker/);
    }
    expect(text).not.to.match(/\bfetch\(|import\(|require\(|WebSocket\(/);
  });

  it("shows hours, energy and money in words before it signs", async () => {
    const { code, stderr } = await sign([], "no key");

    expect(code).to.equal(1);
    expect(stderr.split("\n").map((line) => line.trim())).to.include.members([
      "offered      6,144.00 GPU-hours (22118400 GPU-seconds)",
      "sold         4,915.20 GPU-hours (17694720 GPU-seconds), 80.00 % of them",
      "billed       11,059.20 (11059200000 base units), 2.25 a GPU-hour sold",
      "energy       6,854.40 kWh for 584.68032 (584680320 base units), 0.0853 a kWh",
      "other costs  614.40 (614400000 base units)",
      "amounts      with 6 decimals, by the file's word; base units are what is signed",
      "error: What came in by stdin is not a private key.",
    ]);
    expect(stderr).not.to.contain("no key");
  });

  it("signs with a key of a file or of stdin, and the chain takes the signatures", async () => {
    await writeFile(at("key"), `\uFEFF${keyOf(0)}\r\n`, { mode: 0o600 });
    const first = await sign(["--key-file", "key", "--out", "first.json"]);
    expect([first.code, first.stdout]).to.deep.equal([0, ""]);
    const second = await sign([], keyOf(1).slice(2));
    const third = await sign([], `${keyOf(2)}\n`);
    const texts = [await readFile(at("first.json"), "utf8"), second.stdout, third.stdout];

    const signatures = await Promise.all(texts.map((text) => readSignature(text, statement)));

    expect((await checkSignatures(client, statement, signatures)).isEnough).to.equal(true);
    const [anyone] = await ethers.getSigners();
    await anyone?.sendTransaction(submissionOf(statement, signatures));
    expect(await oracle.statusOf(1n, 1n)).to.equal(2n);
  });

  it("refuses a second content of one revision, by its own record", async () => {
    if (!("report" in statement)) throw new Error("one report is expected");
    const other = { ...statement, report: { ...statement.report, gross: statement.report.gross + 1n } };
    await writeFile(at("other.json"), showStatement(other, 6));

    const { code, stdout, stderr } = await sign([], keyOf(0), "other.json");

    expect([code, stdout]).to.deep.equal([1, ""]);
    expect(stderr).to.contain(
      "error: Another content of period 1 of cluster 1, revision 0, was signed with this key.\n",
    );
    expect((await sign([], keyOf(3), "other.json")).code).to.equal(0); // another's key
  });

  it("refuses a file that a wallet would sign as something else", async () => {
    const text = await readFile(at("report.json"), "utf8");
    await writeFile(at("tricked.json"), text.replace('"otherOpex": "', '"otherOpex": "9'));
    const { code, stderr } = await sign([], keyOf(0), "tricked.json");

    expect(code).to.equal(1);
    expect(stderr).to.match(/^error: tricked\.json is no report to be signed: it has been changed\.\n/);
  });

  it("takes no key from the command line, and shows none", async () => {
    const asOption = await sign([`--key=${keyOf(0)}`]);
    const asWord = await sign([keyOf(0)]);

    for (const { code, stdout, stderr } of [asOption, asWord]) {
      expect([code, stdout]).to.deep.equal([2, ""]);
      expect(stderr).not.to.contain(keyOf(0).slice(2));
    }
  });

  it("leaves nothing beside what it was asked for", async () => {
    const left = await readdir(folder);
    const asked = ["first.json", "key", "other.json", "report.json", "sign.mjs", "signed.jsonl", "tricked.json"];
    expect(left.sort()).to.deep.equal(asked);
  });
});

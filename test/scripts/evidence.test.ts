import { expect } from "chai";
import { evidenceRoot, reportDomain, statementOf } from "@gpu-yield-vaults/sdk/reports";
import { toUtf8Bytes } from "ethers";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { proveFile } from "../../scripts/evidence/prove.ts";
import { verifyFile } from "../../scripts/evidence/verify.ts";
import { writeStatementFile } from "../../scripts/report/files.ts";
import { cliErrorOf } from "./support/cliErrorOf.ts";
import { quietly } from "./support/quietly.ts";
import { runScript } from "./support/runScript.ts";

describe("evidence", () => {
  describe("the command", () => {
    let folder: string;
    const at = (name: string) => join(folder, name);
    const files = () => ["a.pdf", "b.csv", "c.csv"].map(at);

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "evidence-"));
      await writeFile(at("a.pdf"), "one");
      await writeFile(at("b.csv"), "two");
      await writeFile(at("c.csv"), "three");
      await writeFile(at("other.csv"), "four");
    });
    after(() => rm(folder, { recursive: true }));

    it("prints a root, proves a piece and verifies it", async () => {
      const root = evidenceRoot(["one", "two", "three"].map((text) => toUtf8Bytes(text)));

      const shown = await runScript("evidence", ["root", ...files()]);
      expect([shown.code, shown.stdout]).to.deep.equal([0, `${root}\n`]);
      const proven = await runScript("evidence", ["prove", at("b.csv"), ...files()]);
      expect(proven.code).to.equal(0);
      await writeFile(at("proof.json"), proven.stdout);
      const verified = await runScript("evidence", [
        "verify",
        at("b.csv"),
        "--proof",
        at("proof.json"),
        "--root",
        root,
      ]);
      expect([verified.code, verified.stdout]).to.deep.equal([0, `${at("b.csv")} is under ${root}\n`]);
    });

    it("ends with 2 on wrong usage", async () => {
      expect((await runScript("evidence", ["root"])).code).to.equal(2);
      expect((await runScript("evidence", ["verify", at("a.pdf"), "--proof", "p", "--root", "0x12"])).code).to.equal(2);
    });

    it("ends with 1 where a piece is not under a root", async () => {
      await proveFile(at("a.pdf"), files(), at("proof.json"));
      const { code, stderr } = await runScript("evidence", [
        "verify",
        at("a.pdf"),
        "--proof",
        at("proof.json"),
        "--root",
        `0x${"11".repeat(32)}`,
      ]);

      expect(code).to.equal(1);
      expect(stderr).to.contain(`error: ${at("a.pdf")} is not under that root.`);
    });

    it("does not prove what is none of the pieces", async () => {
      const { message, facts } = await cliErrorOf(proveFile(at("other.csv"), files()));

      expect([message, facts]).to.deep.equal([
        `${at("other.csv")} is none of the pieces.`,
        ["compared with 3 files, byte by byte"],
      ]);
    });

    it("tells a proof of another piece", async () => {
      await proveFile(at("a.pdf"), files(), at("proof.json"));
      const { message } = await cliErrorOf(verifyFile(at("b.csv"), { proof: at("proof.json") }));

      expect(message).to.equal(`${at("proof.json")} proves another piece than ${at("b.csv")}.`);
    });

    it("tells a proof that was changed", async () => {
      await proveFile(at("a.pdf"), files(), at("proof.json"));
      const text = await readFile(at("proof.json"), "utf8");
      const { proof } = JSON.parse(text) as { proof: string[] };
      await writeFile(at("proof.json"), text.replace(proof[0] ?? "", `0x${"22".repeat(32)}`));

      const { message } = await cliErrorOf(verifyFile(at("a.pdf"), { proof: at("proof.json") }));
      expect(message).to.equal(`${at("a.pdf")} is not under that root.`);
    });

    it("tells what is no proof, and what can't be read", async () => {
      const notJson = await cliErrorOf(verifyFile(at("a.pdf"), { proof: at("b.csv") }));
      expect(notJson.message).to.equal(`${at("b.csv")} is not a proof: it is not JSON.`);
      await writeFile(at("empty.json"), "{}");
      const empty = await cliErrorOf(verifyFile(at("a.pdf"), { proof: at("empty.json") }));
      expect(empty.message).to.match(/^.*empty\.json is not a proof: /);
      const missing = await cliErrorOf(verifyFile(at("a.pdf"), { proof: at("nowhere.json") }));
      expect(missing.message).to.equal(`${at("nowhere.json")} can't be read.`);
    });

    it("verifies against a report's own root", async () => {
      await proveFile(at("a.pdf"), files(), at("proof.json"));
      const domain = reportDomain(31_337n, "0x000000000000000000000000000000000000dEaD");
      const numbers = { period: 1, revision: 0, reporterSet: 1, clusterVersion: 1, start: 0, end: 1 };
      const amounts = { gpuSecondsAvailable: 0n, gpuSecondsSold: 0n, gross: 0n, energyWh: 0n };
      const report = (cluster: bigint, ...texts: string[]) => {
        const root = evidenceRoot(texts.map((text) => toUtf8Bytes(text)));
        return { cluster, ...numbers, ...amounts, energyCost: 0n, otherOpex: 0n, evidenceRoot: root };
      };
      const write = (...reports: ReturnType<typeof report>[]) =>
        writeStatementFile(at("report.json"), statementOf(domain, reports), 6);
      const verify = () =>
        quietly(() => verifyFile(at("a.pdf"), { proof: at("proof.json"), report: at("report.json") }));
      const mine = report(7n, "one", "two", "three");
      const other = report(8n, "one");

      await write(mine);
      expect(await verify()).to.equal(`${at("a.pdf")} is under ${mine.evidenceRoot}, of cluster 7, period 1\n`);
      await write(other, mine);
      expect(await verify()).to.equal(`${at("a.pdf")} is under ${mine.evidenceRoot}, of cluster 7, period 1\n`);
      await write(other);
      const { message, facts } = await cliErrorOf(verify());
      expect([message, facts]).to.deep.equal([
        `${at("a.pdf")} is not under that root.`,
        [`of cluster 8, period 1: ${other.evidenceRoot}`],
      ]);
    });

    it("takes digests in any letter case, and files with a mark in front", async () => {
      await proveFile(at("a.pdf"), files(), at("proof.json"));
      const text = await readFile(at("proof.json"), "utf8");
      const shouted = text.replaceAll(/0x[0-9a-f]{64}/g, (hex) => `0x${hex.slice(2).toUpperCase()}`);
      await writeFile(at("shouted.json"), `\uFEFF${shouted.replaceAll("\n", "\r\n")}`);
      const { root } = JSON.parse(text) as { root: string };

      const printed = await quietly(() => verifyFile(at("a.pdf"), { proof: at("shouted.json"), root }));
      expect(printed).to.equal(`${at("a.pdf")} is under ${root}\n`);
    });

    it("finds that a place can't be written before it reads a file", async () => {
      const { message } = await cliErrorOf(proveFile(at("nothing"), [at("nothing")], at("nowhere/proof.json")));
      expect(message).to.equal(`${at("nowhere/proof.json")} can't be written.`);
    });
  });
});

import { expect } from "chai";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Summary } from "../../scripts/replay/summary.ts";
import { EXAMPLE_TERMS } from "../../scripts/scenario/exampleTerms.ts";
import { DEFAULT_TERMS } from "../../scripts/scenario/terms.ts";
import { runScript } from "./support/runScript.ts";
import { scenarioFile } from "./support/scenarioFile.ts";

describe("the replay command", function () {
  this.timeout(120_000);

  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "replay-"));
    await writeFile(join(folder, "terms.json"), '{"deposit":"300000"}');
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  const at = (name: string) => join(folder, name);

  it("prints the default terms, and an example of every form, with --help", async () => {
    const { code, stdout } = await runScript("replay", ["--help"]);
    expect(code).to.equal(0);
    expect(stdout).to.contain(JSON.stringify(DEFAULT_TERMS, null, 2));
    expect(stdout).to.contain(JSON.stringify(EXAMPLE_TERMS, null, 2));
    expect(stdout).to.contain("Exit codes");
  });

  it("prints the summary, and nothing else, on stdout", async () => {
    await writeFile(at("good.csv"), scenarioFile([{ from: 0, to: 24 }]));
    const run = await runScript("replay", ["--scenario", at("good.csv"), "--terms", at("terms.json")]);

    expect(run.code, run.stderr).to.equal(0);
    expect((JSON.parse(run.stdout) as Summary).periods).to.equal(1);
  });

  it("replays what stands above a refused row, writes its summary, and ends with 1", async () => {
    const text = scenarioFile([
      { from: 0, to: 24 },
      { from: 24, to: 48 },
      { from: 49, to: 72 },
      { from: 72, to: 96 },
    ]);
    await writeFile(at("gap.csv"), text);
    const args = ["--scenario", at("gap.csv"), "--terms", at("terms.json"), "--json", at("out.json")];
    const run = await runScript("replay", args);

    expect(run.code).to.equal(1);
    expect(run.stdout).to.equal("");
    expect(run.stderr).to.contain(
      `error: ${at("gap.csv")}:4:4: period_start 2025-01-03T01:00:00Z leaves a gap after the period ` +
        "of a before it, which ends at 2025-01-03T00:00:00Z\n  2 rows above it were replayed\n",
    );
    const { periods, waterfall } = JSON.parse(await readFile(at("out.json"), "utf8")) as Summary;
    expect(periods).to.equal(2);
    expect(waterfall.reported).to.equal("384000000");
  });

  it("refuses what the chain refuses like any other row, and tells of depositors who left", async () => {
    const sketches = ["-1000", "-400000"].map((flow, day) => ({ from: day * 24, to: day * 24 + 24, flow }));
    await writeFile(at("flow.csv"), scenarioFile(sketches));
    const run = await runScript("replay", ["--scenario", at("flow.csv"), "--terms", at("terms.json")]);

    expect(run.code).to.equal(1);
    expect(run.stderr).to.contain("  the chain refused line 3; once more, with the rows above it\n");
    expect(run.stderr).to.match(/ {2}exits: requested 1,000\.00, settled 999\.[\d]+, claimed 999\.[\d]+\n/);
    expect(run.stderr).to.match(
      /flow\.csv:3:14: depositor_flow -400,000\.00 is more than the depositors hold, 299,[\d,.]+ at the exit price\n/,
    );
    expect(run.stderr).to.contain("\n  1 rows above it were replayed\n");
    expect((JSON.parse(run.stdout) as Summary).periods).to.equal(1);
  });

  it("refuses a file whose first row breaks a rule, without a summary", async () => {
    await writeFile(at("bad.csv"), scenarioFile([{ from: 0, to: 24, price: 17 }]));
    const run = await runScript("replay", ["--scenario", at("bad.csv")]);

    expect(run.code).to.equal(1);
    expect(run.stdout).to.equal("");
    expect(run.stderr).to.match(/bad\.csv:2:8: gross_revenue is 17\.00 per GPU-hour sold, outside the band/);
  });

  it("refuses terms that are no JSON", async () => {
    await writeFile(at("no.json"), "{");
    const terms = await runScript("replay", ["--scenario", at("good.csv"), "--terms", at("no.json")]);
    expect(terms.code).to.equal(1);
    expect(terms.stderr).to.contain(`error: ${at("no.json")} is not JSON.`);
  });
});

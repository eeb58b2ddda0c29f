import { expect } from "chai";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localReporters } from "../../scripts/lib/localAccounts.ts";
import { buildReport } from "../../scripts/report/build.ts";
import { signReportFile } from "../../scripts/report/sign.ts";
import { submitReport } from "../../scripts/report/submit.ts";
import { cliErrorOf } from "./support/cliErrorOf.ts";
import { quietly } from "./support/quietly.ts";
import { runScript } from "./support/runScript.ts";
import { scenarioFile, type PeriodSketch } from "./support/scenarioFile.ts";
import { serveVault, type ServedVault } from "./support/servedVault.ts";

const FIRST_DAY = ["a", "b"].map((cluster) => ({ cluster, from: 0, to: 24 }));
const SECOND_DAY = ["a", "b"].map((cluster) => ({ cluster, from: 24, to: 48 }));

describe("report, of many clusters at once", function () {
  this.timeout(180_000);

  let served: ServedVault;
  let folder: string;
  const at = (name: string) => join(folder, name);

  before(async () => {
    served = await serveVault(FIRST_DAY, { deposit: "600000" });
    folder = await mkdtemp(join(tmpdir(), "reports-"));
    await writeFile(at("telemetry.csv"), scenarioFile([...FIRST_DAY, ...SECOND_DAY].map(shifted)));
  });

  after(async () => {
    await served.close();
    await rm(folder, { recursive: true });
  });

  /** Sketches moved to where the chain's periods are. */
  function shifted(sketch: PeriodSketch): PeriodSketch {
    const hours = served.shift / 3_600;
    return { ...sketch, from: sketch.from + hours, to: sketch.to + hours };
  }

  async function build(change: object = {}): Promise<void> {
    const { rpc, vault } = served;
    const options = {
      ...{ rpc, vault, clusters: [1n, 2n], telemetry: at("telemetry.csv"), evidence: [] },
      ...{ out: at("reports.json"), ...change },
    };
    await quietly(() => buildReport(options));
  }

  async function sign(reporter: number, file = "reports.json"): Promise<string> {
    process.env.REPORTER_PRIVATE_KEY = localReporters()[reporter]?.privateKey ?? "";
    try {
      return await quietly(() => signReportFile(at(file), at(`signature-${reporter}.json`), at("signed.jsonl")));
    } finally {
      delete process.env.REPORTER_PRIVATE_KEY;
    }
  }

  const submit = (...reporters: number[]) =>
    quietly(() =>
      submitReport(
        served.rpc,
        at("reports.json"),
        reporters.map((reporter) => at(`signature-${reporter}.json`)),
      ),
    );

  it("builds one array of the reports that the chain expects next", async () => {
    await build();
    const { format, message, digest } = JSON.parse(await readFile(at("reports.json"), "utf8")) as {
      format: string;
      message: { reports: { cluster: string; period: number; gross: string }[] };
      digest: string;
    };
    const { reports } = message;

    expect(format).to.equal("gpu-yield-vaults/reports/2");
    expect(reports.map(({ cluster, period, gross }) => [cluster, period, gross])).to.deep.equal([
      ["1", 2, "192000000"],
      ["2", 2, "192000000"],
    ]);
    expect(digest).to.match(/^0x[0-9a-f]{64}$/);
  });

  it("refuses a cluster named twice, and what is about one cluster only", async () => {
    const refusal = async (change: object) => {
      const error = await cliErrorOf(build(change));
      return [error.message, error.exitCode];
    };

    expect(await refusal({ clusters: [2n, 1n, 2n] })).to.deep.equal(["Cluster 2 is named twice.", 2]);
    expect(await refusal({ row: 1 })).to.deep.equal(["--row is about one cluster; 2 are named.", 2]);
    expect(await refusal({ evidence: [at("telemetry.csv")] })).to.deep.equal([
      "--evidence is about one cluster; 2 are named.",
      2,
    ]);
  });

  it("names every cluster whose period is missing or wrong, with the file's line, column and rule", async () => {
    const [first, second] = SECOND_DAY.map(shifted) as [PeriodSketch, PeriodSketch];
    const sentence = `${at("wrong.csv")} does not hold what is to be reported.`;
    const refusal = async (text: string) => {
      await writeFile(at("wrong.csv"), text);
      const { message, facts } = await cliErrorOf(build({ telemetry: at("wrong.csv") }));
      expect(message).to.equal(sentence);
      return facts.map((fact) => fact.replace(`${folder}/`, "").replace(/\d{4}-\S+Z/, "TIME"));
    };

    expect(await refusal(scenarioFile([first, { ...second, price: 16.01 }]))).to.deep.equal([
      "wrong.csv:3:8: gross_revenue is 16.01 per GPU-hour sold, outside the band of H100-SXM5, 0.50 to 16.00",
    ]);
    expect(await refusal(scenarioFile([{ ...first, from: first.from + 1 }]))).to.deep.equal([
      "no period of a starts at TIME",
      "no period of b starts at TIME",
    ]);
    expect(await refusal(scenarioFile([first, second, second]))).to.deep.equal([
      "wrong.csv:4:4: period_start is that of line 3 too; a period is there once",
    ]);
    expect(await refusal(scenarioFile([first, second]).replace(",192.000000,", ",192 USD,"))).to.deep.equal([
      'wrong.csv:2:8: gross_revenue must be whole units with at most 6 decimals, found "192 USD"',
    ]);
    expect(await refusal(scenarioFile([first, second]).replaceAll("\na,H100-SXM5", "\na,B200"))).to.deep.equal([
      "wrong.csv:2:2: gpu_model is not H100-SXM5, which is what the title of a says",
    ]);
    expect(await refusal(scenarioFile([first, second]).replace("gpu_model", "model"))).to.deep.equal([
      'wrong.csv:1:2: column 2 must be gpu_model, found "model"',
    ]);
  });

  it("skips rows of other clusters and models, whatever they hold", async () => {
    const [header = "", ...rows] = scenarioFile(SECOND_DAY.map(shifted)).trim().split("\n");
    const others = [
      "c,GB300,nonsense",
      ",,,",
      ...rows.map((row) => row.replace("H100-SXM5", "B200").replace(/,\d+,/, ",x,")),
    ];
    const dressed = ["\uFEFF" + header, ...others, ...rows, ...others, ""].join("\r\n");
    await writeFile(at("site.csv"), dressed);
    await build();
    const plain = JSON.parse(await readFile(at("reports.json"), "utf8")) as { message: { reports: object[] } };
    await build({ telemetry: at("site.csv") });
    const found = JSON.parse(await readFile(at("reports.json"), "utf8")) as typeof plain;

    expect(found).to.deep.equal(plain);
  });

  it("refuses a file that was changed, reordered or emptied after it was built", async () => {
    await build();
    const text = await readFile(at("reports.json"), "utf8");
    const content = JSON.parse(text) as { message: { reports: unknown[] } };
    const all = content.message.reports;
    for (const reports of [all.toReversed(), all.slice(1)]) {
      await writeFile(at("changed.json"), JSON.stringify({ ...content, message: { reports } }));
      const error = await cliErrorOf(signReportFile(at("changed.json"), at("x.json"), at("signed.jsonl")));
      expect(error.message).to.equal(`${at("changed.json")} is no report to be signed: it has been changed.`);
    }
    await writeFile(at("changed.json"), JSON.stringify({ ...content, message: { reports: [] } }));
    expect((await cliErrorOf(signReportFile(at("changed.json"), at("x.json"), at("signed.jsonl")))).message).to.match(
      /changed\.json is no report to be signed: message\.reports is not a list of reports\.$/,
    );
  });

  it("shows who signs every report of it", async () => {
    const shown = await sign(0);
    expect(shown).to.match(/cluster {6}1, hardware version 1[^]*cluster {6}2, hardware version 1/);
    expect(shown).to.match(/all {10}2 reports as one array\n[^]*digest {7}0x/);
    for (const reporter of [1, 2]) await sign(reporter);
  });

  it("submits all of them with one transaction", async () => {
    const printed = await submit(0, 1, 2);

    expect(printed).to.match(
      /^sent 0x\w+\nperiod 2 of cluster 1 submitted; final at .*\nperiod 2 of cluster 2 submitted; final at .*\n$/,
    );
  });

  it("tells of every one that was skipped, with the chain's reason", async () => {
    const error = await cliErrorOf(submit(0, 1, 2));

    expect([error.message, error.exitCode]).to.deep.equal(["2 of 2 reports were skipped.", 1]);
    expect(error.facts).to.deep.equal(
      [1, 2].map(
        (cluster) =>
          `period 2 of cluster ${cluster}: Period 2 of cluster ${cluster} is already reported. ` +
          `RevenueOracle_AlreadyReported(cluster: ${cluster}, period: 2)`,
      ),
    );
  });

  it("is read by the audit from outside", async () => {
    const { code } = await runScript("nav", ["--rpc", served.rpc, "--vault", served.vault]);

    expect(code).to.equal(0);
  });
});

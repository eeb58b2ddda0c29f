import { expect } from "chai";
import { readFile } from "node:fs/promises";
import { parseScenario, type Scenario } from "../../../scripts/scenario/parseScenario.ts";
import { COLUMNS, OPTIONAL_COLUMNS, showRefusal, type AnyColumn, type Column } from "../../../scripts/scenario/row.ts";
import { parseTerms } from "../../../scripts/scenario/terms.ts";

const HEADER = COLUMNS.join(",");
const PRODUCT = "scripts/scenario/data/helios-h100-256.csv";
const { gpuModels } = parseTerms({});

/** A day of two H100 that breaks no rule: 24 GPU-hours sold at $2.00. */
const GOOD: Record<Column, string> = {
  cluster: "a",
  gpu_model: "H100-SXM5",
  gpu_count: "2",
  period_start: "2025-10-19T00:00:00Z",
  period_end: "2025-10-20T00:00:00Z",
  gpu_seconds_available: "172800",
  gpu_seconds_sold: "86400",
  gross_revenue: "48.00",
  energy_wh: "60000",
  energy_cost: "6.00",
  other_opex: "10.00",
  cash_paid: "48.00",
};
const NEXT_DAY: Partial<Record<Column, string>> = {
  period_start: "2025-10-20T00:00:00Z",
  period_end: "2025-10-21T00:00:00Z",
};

const line = (change: Partial<Record<Column, string>> = {}) =>
  COLUMNS.map((column) => ({ ...GOOD, ...change })[column]).join(",");
const parse = (text: string | Uint8Array): Scenario =>
  parseScenario(typeof text === "string" ? new TextEncoder().encode(text) : text, "f.csv", gpuModels);
const file = (...lines: string[]) => parse(`${[HEADER, ...lines].join("\n")}\n`);
const refusalOf = (scenario: Scenario) => scenario.refusal && showRefusal(scenario.refusal);

describe("parseScenario", () => {
  describe("given the product's scenario", () => {
    it("reads 29 days of one cluster, with the totals of its source", async () => {
      const { rows, refusal } = parseScenario(await readFile(PRODUCT), PRODUCT, gpuModels);

      expect(refusal).to.equal(undefined);
      expect(rows).to.have.length(29);
      expect(rows.reduce((sum, { gross }) => sum + gross, 0n)).to.equal(300_125_399_978n);
      expect(rows.reduce((sum, { energyCost }) => sum + energyCost, 0n)).to.equal(24_222_470_400n);
      expect(rows.reduce((sum, { otherOpex }) => sum + otherOpex, 0n)).to.equal(59_990_857_879n);
      expect(rows[9]).to.deep.equal({
        line: 11,
        cluster: "helios-h100-256",
        gpuModel: "H100-SXM5",
        gpuCount: 256,
        start: 1_761_609_600,
        end: 1_761_696_000,
        gpuSecondsAvailable: 22_118_400n,
        gpuSecondsSold: 0n,
        gross: 0n,
        energyWh: 9_792_000n,
        energyCost: 835_257_600n,
        otherOpex: 1_551_192_686n,
        cashPaid: 0n,
      });
    });
  });

  describe("given a well-formed file in another dress", () => {
    const good = line();
    const dresses: [string, string][] = [
      ["a byte order mark", `\ufeff${HEADER}\n${good}\n`],
      ["CRLF", `${HEADER}\r\n${good}\r\n`],
      ["no end of line at the end", `${HEADER}\n${good}`],
      ["empty lines at the end", `${HEADER}\n${good}\n\n\r\n\n`],
      [
        "quoted fields",
        `${HEADER}\n${good
          .split(",")
          .map((value) => `"${value}"`)
          .join(",")}\n`,
      ],
      ["a quoted header", `${COLUMNS.map((name) => `"${name}"`).join(",")}\n${good}\n`],
    ];
    for (const [dress, text] of dresses) {
      it(`reads ${dress}`, () => {
        const scenario = parse(text);
        expect(refusalOf(scenario)).to.equal(undefined);
        expect(scenario.rows).to.deep.equal(file(good).rows);
      });
    }

    it("reads names with commas and quotes", () => {
      const { rows } = file(line({ cluster: '"Oslo, ""north"""' }));
      expect(rows[0]?.cluster).to.equal('Oslo, "north"');
    });

    it("reads times with an offset", () => {
      const { rows } = file(line({ period_start: "2025-10-19T02:00:00+02:00" }));
      expect(rows[0]?.start).to.equal(Date.parse(GOOD.period_start) / 1000);
    });
  });

  describe("given several clusters", () => {
    it("keeps the order of each, whether they come in turns or one after the other", () => {
      const [a1, a2, b1] = [
        line(),
        line(NEXT_DAY),
        line({ cluster: "b", gpu_count: "4", period_start: "2025-10-19T12:00:00Z" }),
      ];

      expect(refusalOf(file(a1, b1, a2))).to.equal(undefined);
      expect(refusalOf(file(a1, a2, b1))).to.equal(undefined);
      expect(file(b1, a1, a2).rows.map(({ cluster, line: number }) => `${cluster}${number}`)).to.deep.equal([
        "b2",
        "a3",
        "a4",
      ]);
    });
  });

  describe("given the header is wrong", () => {
    const wrong: [string, string, string][] = [
      ["a missing column", HEADER.replace(",cash_paid", ""), "f.csv:1:12: column cash_paid is missing"],
      [
        "an unknown column",
        `${HEADER},note`,
        `f.csv:1:13: unknown column "note"; the columns are ${HEADER}, then any of event, depositor_flow, repaid`,
      ],
      [
        "an unknown column behind a known one",
        `${HEADER},event,`,
        `f.csv:1:14: unknown column ""; the columns are ${HEADER}, then any of event, depositor_flow, repaid`,
      ],
      ["an optional column twice", `${HEADER},event,event`, "f.csv:1:14: column event is there twice"],
      [
        "an optional column in the midst of the others",
        HEADER.replace("cash_paid", "event,cash_paid"),
        'f.csv:1:12: column 12 must be cash_paid, found "event"',
      ],
      [
        "another order",
        HEADER.replace("cluster,gpu_model", "gpu_model,cluster"),
        'f.csv:1:1: column 1 must be cluster, found "gpu_model"',
      ],
    ];
    for (const [what, header, refusal] of wrong) {
      it(`refuses ${what}`, () => {
        const scenario = parse(`${header}\n${line()}\n`);
        expect(scenario.rows).to.deep.equal([]);
        expect(refusalOf(scenario)).to.equal(refusal);
      });
    }

    it("refuses an empty file", () => {
      expect(refusalOf(parse(""))).to.equal("f.csv:1:1: the file is empty; a header is needed");
    });

    it("refuses a header without rows", () => {
      expect(refusalOf(parse(`${HEADER}\n`))).to.equal("f.csv:2:1: there is no row under the header");
    });

    it("refuses what is not UTF-8", () => {
      expect(refusalOf(parse(Uint8Array.of(0xff, 0xfe, 0x41)))).to.equal("f.csv:1:1: the file is not UTF-8 text");
    });
  });

  describe("given a row is wrong", () => {
    it("keeps the rows above it and reads no further", () => {
      const scenario = file(line(), line({ ...NEXT_DAY, gpu_count: "3" }), line(NEXT_DAY));

      expect(scenario.rows).to.have.length(1);
      expect(refusalOf(scenario)).to.equal("f.csv:3:3: gpu_count is 3, but a has 2 above; a cluster keeps its size");
    });

    it("counts lines as an editor does, also after quoted line breaks and empty lines", () => {
      const scenario = parse(`${HEADER}\n\n${line()}\n\n${line({ ...NEXT_DAY, cluster: '"b\nc"' })}\n`);
      expect(refusalOf(scenario)).to.equal(
        'f.csv:5:1: cluster must be a name of 1 to 64 bytes without control characters, found "b\\nc"',
      );
    });

    it("refuses too few and too many fields", () => {
      expect(refusalOf(file("a,b"))).to.equal("f.csv:2:2: the row has 2 fields, the header 12");
      expect(refusalOf(file(`${line()},1`))).to.equal("f.csv:2:12: the row has 13 fields, the header 12");
    });

    it("refuses a quote that is never closed, and keeps what is above it", () => {
      const scenario = file(line(), `"${line(NEXT_DAY)}`);
      expect(scenario.rows).to.have.length(1);
      expect(refusalOf(scenario)).to.match(/^f\.csv:\d+:1: not well-formed CSV: Quote Not Closed/);
    });

    const money = "must be whole units with at most 6 decimals, found";
    const whole = "must be a whole number from 0 to 2^64 - 1, found";
    const time = "must be an ISO 8601 time with a zone and whole seconds, such as 2025-10-19T00:00:00Z, found";
    const fields: [Column, string, string][] = [
      ["cluster", "", 'cluster must be a name of 1 to 64 bytes without control characters, found ""'],
      ["gpu_model", "H100–SXM5", 'gpu_model must be 1 to 31 printable ASCII characters, found "H100–SXM5"'],
      ["gpu_count", "0", 'gpu_count must be a whole number from 1 to 1000000, found "0"'],
      ["gpu_count", "2.0", 'gpu_count must be a whole number from 1 to 1000000, found "2.0"'],
      ["period_start", "2025-10-19", `period_start ${time} "2025-10-19"`],
      ["period_start", "2025-10-19T00:00:00", `period_start ${time} "2025-10-19T00:00:00"`],
      ["period_end", "2025-02-30T00:00:00Z", `period_end ${time} "2025-02-30T00:00:00Z"`],
      ["period_end", "2025-10-20T00:00:00.5Z", `period_end ${time} "2025-10-20T00:00:00.5Z"`],
      ["gpu_seconds_available", "-1", `gpu_seconds_available ${whole} "-1"`],
      ["gpu_seconds_sold", "1e4", `gpu_seconds_sold ${whole} "1e4"`],
      ["gpu_seconds_sold", "18446744073709551616", `gpu_seconds_sold ${whole} "18446744073709551616"`],
      ["gross_revenue", "48.0000001", `gross_revenue ${money} "48.0000001"`],
      ["gross_revenue", "-48", `gross_revenue ${money} "-48"`],
      ["gross_revenue", "$48", `gross_revenue ${money} "$48"`],
      ["energy_wh", " 60000", `energy_wh ${whole} " 60000"`],
      ["energy_cost", "6.", `energy_cost ${money} "6."`],
      ["other_opex", ".5", `other_opex ${money} ".5"`],
      ["cash_paid", "", `cash_paid ${money} ""`],
    ];
    for (const [column, value, rule] of fields) {
      it(`refuses ${column} ${JSON.stringify(value)}`, () => {
        expect(refusalOf(file(line({ [column]: value })))).to.equal(`f.csv:2:${COLUMNS.indexOf(column) + 1}: ${rule}`);
      });
    }

    const rules: [string, Partial<Record<Column, string>>, string][] = [
      [
        "a period that ends where it starts",
        { period_end: GOOD.period_start },
        "5: period_end 2025-10-19T00:00:00Z is not after period_start 2025-10-19T00:00:00Z",
      ],
      [
        "a period under a minute",
        { period_end: "2025-10-19T00:00:59Z" },
        "5: period_end makes the period 59 s long; it may be from 1 min to 366 d",
      ],
      [
        "more offered than there is",
        { gpu_seconds_available: "172801" },
        "6: gpu_seconds_available 172801 is above gpu_count × duration, 172800",
      ],
      [
        "more sold than offered",
        { gpu_seconds_available: "86399" },
        "7: gpu_seconds_sold 86400 is above gpu_seconds_available, 86399",
      ],
      ["rent without hours", { gpu_seconds_sold: "0" }, "8: gross_revenue is 48.00 although nothing was sold"],
      ["hours without rent", { gross_revenue: "0" }, "8: gross_revenue is 0 although 86400 GPU-seconds were sold"],
      [
        "more energy than the cluster can draw",
        { energy_wh: "76501" },
        "9: energy_wh 76501 is above what the cluster can draw, 76500 Wh (gpu_count × system watts × PUE × hours)",
      ],
      [
        "less energy than busy GPUs draw",
        { energy_wh: "4799" },
        "9: energy_wh 4799 is below what the hours sold must draw, 4800 Wh",
      ],
      [
        "a price below the band",
        { gross_revenue: "11.999999" },
        "8: gross_revenue is 0.499999 per GPU-hour sold, outside the band of H100-SXM5, 0.50 to 16.00",
      ],
      [
        "a price above the band",
        { gross_revenue: "384.000001" },
        "8: gross_revenue is 16.00 per GPU-hour sold, outside the band of H100-SXM5, 0.50 to 16.00",
      ],
      [
        "a tariff below the band",
        { energy_cost: "0.599999" },
        "10: energy_cost is 0.009999 per kWh, outside the band of H100-SXM5, 0.01 to 0.60",
      ],
      [
        "a tariff above the band",
        { energy_cost: "36.000001" },
        "10: energy_cost is 0.60 per kWh, outside the band of H100-SXM5, 0.01 to 0.60",
      ],
      [
        "a price for no energy",
        { gpu_seconds_sold: "0", gross_revenue: "0", energy_wh: "0", energy_cost: "0.000001" },
        "10: energy_cost is charged although no energy was drawn, outside the band of H100-SXM5, 0.01 to 0.60",
      ],
      [
        "other costs above the cap",
        { other_opex: "144.000001" },
        "11: other_opex 144.000001 is above the cap of 3.00 per installed GPU-hour, 144.00",
      ],
      [
        "a model without bounds",
        { gpu_model: "GB300" },
        "2: gpu_model GB300 has no bounds; give it an entry under gpuModels in the terms",
      ],
    ];
    for (const [what, change, refusal] of rules) {
      it(`refuses ${what}`, () => {
        expect(refusalOf(file(line(change)))).to.equal(`f.csv:2:${refusal}`);
      });
    }

    const exact: [string, Partial<Record<Column, string>>][] = [
      [
        "everything offered and sold",
        { gpu_seconds_sold: "172800", gross_revenue: "96", energy_wh: "76500", energy_cost: "7" },
      ],
      ["the least price", { gross_revenue: "12.000000" }],
      ["the highest price", { gross_revenue: "288" }],
      ["the least energy, at the least tariff", { energy_wh: "4800", energy_cost: "0.048" }],
      ["the highest tariff", { energy_cost: "36" }],
      ["the most of other costs", { other_opex: "144" }],
      [
        "nothing at all",
        {
          gpu_seconds_sold: "0",
          gross_revenue: "0",
          energy_wh: "0",
          energy_cost: "0",
          other_opex: "0",
          cash_paid: "0",
        },
      ],
      ["more paid than billed", { cash_paid: "1000000" }],
    ];
    for (const [what, change] of exact) {
      it(`accepts ${what}`, () => {
        expect(refusalOf(file(line(change)))).to.equal(undefined);
      });
    }
  });

  describe("given rows of one cluster that do not follow on each other", () => {
    const second: [string, Partial<Record<Column, string>>, string][] = [
      [
        "a gap",
        { period_start: "2025-10-20T00:00:01Z", period_end: "2025-10-21T00:00:01Z" },
        "4: period_start 2025-10-20T00:00:01Z leaves a gap after the period of a before it, which " +
          "ends at 2025-10-20T00:00:00Z",
      ],
      [
        "an overlap",
        { period_start: "2025-10-19T23:59:59Z" },
        "4: period_start 2025-10-19T23:59:59Z overlaps the period of a before it, which ends at 2025-10-20T00:00:00Z",
      ],
      [
        "another model",
        { gpu_model: "B200" },
        "2: gpu_model is B200, but a has H100-SXM5 above; a cluster keeps its model",
      ],
    ];
    for (const [what, change, refusal] of second) {
      it(`refuses ${what}`, () => {
        expect(refusalOf(file(line(), line({ ...NEXT_DAY, ...change })))).to.equal(`f.csv:3:${refusal}`);
      });
    }
  });

  describe("given events and flows", () => {
    const WIDE = [...COLUMNS, ...OPTIONAL_COLUMNS];
    /** Days of a, each with its event and flow; the first has `GOOD`'s two GPUs. */
    const wide = (...changes: Partial<Record<AnyColumn, string>>[]) => {
      const lines = changes.map((change, day) => {
        const at = (days: number) => new Date(Date.UTC(2025, 9, 19 + days)).toISOString().replace(".000", "");
        const fields = {
          ...GOOD,
          event: "",
          depositor_flow: "",
          repaid: "",
          period_start: at(day),
          period_end: at(day + 1),
          ...change,
        };
        return WIDE.map((column) => fields[column]).join(",");
      });
      return parse(`${[WIDE.join(","), ...lines].join("\n")}\n`);
    };

    it("reads every event", () => {
      const { rows, refusal } = wide(
        { event: "no_report" },
        { event: "stop_paying" },
        { event: "cure" },
        { event: "lose_gpus:1" },
        { event: "default:12.5", gpu_seconds_available: "86400", energy_wh: "30000", energy_cost: "3" },
      );
      expect(refusal).to.equal(undefined);
      expect(rows.map(({ event }) => event)).to.deep.equal([
        { kind: "no_report" },
        { kind: "stop_paying" },
        { kind: "cure" },
        { kind: "lose_gpus", count: 1 },
        { kind: "default", recovered: 12_500_000n },
      ]);
    });

    it("reads flows of both directions", () => {
      const { rows } = wide({ depositor_flow: "1.25" }, { depositor_flow: "-0.000001" }, { depositor_flow: "+3" });
      expect(rows.map(({ flow }) => flow)).to.deep.equal([1_250_000n, -1n, 3_000_000n]);
    });

    it("reads a row without either as one of a file without the columns", () => {
      expect(wide({}, { depositor_flow: "0" }).rows).to.deep.equal(file(line(), line(NEXT_DAY)).rows);
    });

    it("reads what is repaid", () => {
      const { rows } = wide({ repaid: "1600000.5" }, { repaid: "" }, { repaid: "0" });
      expect(rows.map(({ repaid }) => repaid)).to.deep.equal([1_600_000_500_000n, undefined, undefined]);
    });

    it("reads each column alone, and both in the other order", () => {
      const alone = (header: string, ...values: string[]) =>
        parse(`${HEADER},${header}\n${line()},${values.join(",")}\n`);
      expect(alone("event", "cure").rows[0]?.event).to.deep.equal({ kind: "cure" });
      expect(alone("depositor_flow", "-2").rows[0]?.flow).to.equal(-2_000_000n);
      expect(alone("repaid", "2").rows[0]?.repaid).to.equal(2_000_000n);
      expect(alone("depositor_flow,event", "-2", "cure").rows[0]).to.deep.include({
        flow: -2_000_000n,
        event: { kind: "cure" },
      });
      expect(refusalOf(alone("depositor_flow,event", "-2", "heal"))).to.match(/^f\.csv:2:14: event must be empty/);
    });

    const events =
      "event must be empty, no_report, stop_paying, cure, default:<recovered, whole units> or lose_gpus:<count>";
    const flows = "depositor_flow must be empty, or whole units with at most 6 decimals and a sign";
    const malformed: [AnyColumn, string, string][] = [
      ["event", "default", `f.csv:2:13: ${events}, found "default"`],
      ["event", "default:", `f.csv:2:13: ${events}, found "default:"`],
      ["event", "default:-1", `f.csv:2:13: ${events}, found "default:-1"`],
      ["event", "default:0.0000001", `f.csv:2:13: ${events}, found "default:0.0000001"`],
      ["event", "lose_gpus:0", `f.csv:2:13: ${events}, found "lose_gpus:0"`],
      ["event", "lose_gpus:1.5", `f.csv:2:13: ${events}, found "lose_gpus:1.5"`],
      ["event", "CURE", `f.csv:2:13: ${events}, found "CURE"`],
      ["depositor_flow", "--1", `f.csv:2:14: ${flows}, found "--1"`],
      ["depositor_flow", "-", `f.csv:2:14: ${flows}, found "-"`],
      ["repaid", "-1", 'f.csv:2:15: repaid must be empty, or whole units with at most 6 decimals, found "-1"'],
      ["depositor_flow", "1.0000001", `f.csv:2:14: ${flows}, found "1.0000001"`],
    ];
    for (const [column, value, refusal] of malformed) {
      it(`refuses ${column} ${JSON.stringify(value)}`, () => {
        expect(refusalOf(wide({ [column]: value }))).to.equal(refusal);
      });
    }

    it("refuses what follows a default", () => {
      const scenario = wide({}, { event: "default:0" }, {});
      expect(scenario.rows).to.have.length(2);
      expect(refusalOf(scenario)).to.equal("f.csv:4:1: cluster a has defaulted in line 3; no row of it can follow");
    });

    it("refuses to lose more GPUs than leave one", () => {
      expect(refusalOf(wide({ event: "lose_gpus:2" }))).to.equal(
        "f.csv:2:13: event lose_gpus:2 leaves nothing of a, which has 2 in service; default:<recovered> ends it",
      );
      const half = { gpu_seconds_available: "86400", energy_wh: "30000", energy_cost: "3" };
      expect(refusalOf(wide({ event: "lose_gpus:1" }, { ...half, event: "lose_gpus:1" }))).to.equal(
        "f.csv:3:13: event lose_gpus:1 leaves nothing of a, which has 1 in service; default:<recovered> ends it",
      );
    });

    it("holds later rows to the GPUs that are left, under the count that was registered", () => {
      expect(refusalOf(wide({ event: "lose_gpus:1" }, {}))).to.equal(
        "f.csv:3:6: gpu_seconds_available 172800 is above what is left of gpu_count (1) × duration, 86400",
      );
      const half = { gpu_seconds_available: "86400" };
      expect(refusalOf(wide({ event: "lose_gpus:1" }, half))).to.equal(
        "f.csv:3:9: energy_wh 60000 is above what the cluster can draw, 38250 Wh (what is left of " +
          "gpu_count (1) × system watts × PUE × hours)",
      );
      expect(refusalOf(wide({ event: "lose_gpus:1" }, { ...half, gpu_count: "1" }))).to.equal(
        "f.csv:3:3: gpu_count is 1, but a has 2 above; a cluster keeps its size",
      );
      const cheap = { ...half, energy_wh: "30000", energy_cost: "3" };
      expect(refusalOf(wide({ event: "lose_gpus:1" }, { ...cheap, other_opex: "72.000001" }))).to.equal(
        "f.csv:3:11: other_opex 72.000001 is above the cap of 3.00 per installed GPU-hour, 72.00",
      );
      expect(refusalOf(wide({ event: "lose_gpus:1" }, cheap))).to.equal(undefined);
    });
  });

  it("reads thousands of rows in little time", () => {
    const day = (index: number) => new Date(Date.UTC(2020, 0, 1 + index)).toISOString().replace(".000", "");
    const rows = Array.from({ length: 5_000 }, (_, index) =>
      line({ period_start: day(index), period_end: day(index + 1) }),
    );
    const startedAt = performance.now();
    expect(file(...rows).rows).to.have.length(5_000);
    expect(performance.now() - startedAt).to.be.lessThan(5_000);
  });
});

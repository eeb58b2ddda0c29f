import { expect } from "chai";
import { readFile } from "node:fs/promises";
import { CliError } from "../../scripts/lib/cliError.ts";
import { silent } from "../../scripts/lib/progress.ts";
import { planReplay } from "../../scripts/replay/plan.ts";
import { replay, type Replay } from "../../scripts/replay/replay.ts";
import type { Summary } from "../../scripts/replay/summary.ts";
import { parseScenario } from "../../scripts/scenario/parseScenario.ts";
import { parseTerms } from "../../scripts/scenario/terms.ts";
import { lockedAt, NOTHING_LOCKED, withLocked } from "@gpu-yield-vaults/sdk/model";
import { cliErrorOf } from "./support/cliErrorOf.ts";
import { expectedWaterfall } from "./support/expectedWaterfall.ts";
import { toX32, forgoneOn, lineFrom, valueDrawn, valueOn, whole, wholeUp, type Line } from "./support/lineLaw.ts";
import { rowsOf, type PeriodSketch } from "./support/scenarioFile.ts";

const HOUR = 3_600;
const DAY = 86_400;
const NOW = Math.floor(Date.now() / 1000);
const WINDOW = 6 * HOUR;
const LONG_WINDOW = 2 * DAY;
const LIFE = 1_825 * DAY;

/** Eight GPUs at $31,250, and more than they cost. */
const SMALL = { deposit: "300000" };

async function run(
  sketches: readonly PeriodSketch[],
  json: object = SMALL,
): Promise<Replay & { expected: Record<string, string> }> {
  const terms = parseTerms(json);
  const rows = rowsOf(sketches, terms);
  const expected = Object.entries(expectedWaterfall(rows, terms)).map(([line, amount]) => [line, `${amount}`] as const);
  const result = await replay(planReplay(rows, terms), NOW, silent);
  await result.context.chain.connection.close();
  return { ...result, expected: Object.fromEntries(expected) };
}

type Facility = Summary["facilities"][number];

/** The line of a facility that has begun to depreciate. */
function lineOf({ cost, salvage, depreciatesFrom, depreciatesUntil }: Facility, life: number): Line {
  const drawn = valueDrawn(BigInt(cost), BigInt(salvage), BigInt(life));
  return lineFrom(drawn, BigInt(salvage), BigInt(depreciatesFrom), BigInt(depreciatesUntil));
}

/** What a facility is worth at a moment, X32. */
function valueAt(facility: Facility, at: number, life = LIFE): bigint {
  const { cost, salvage, depreciatesFrom } = facility;
  if (depreciatesFrom === 0 || at < depreciatesFrom) return valueDrawn(BigInt(cost), BigInt(salvage), BigInt(life));
  return valueOn(lineOf(facility, life), BigInt(at));
}

/** @param unrealised What leavers forgo where the operator does not pay. */
function expectConsistent(
  { vault, waterfall, facilities, deposits, losses, readAt }: Summary,
  unrealised = 0n,
  life = LIFE,
): void {
  const sum = (of: (facility: Summary["facilities"][number]) => bigint) =>
    facilities.reduce((total, f) => total + of(f), 0n);
  const cost = sum((facility) => BigInt(facility.cost));
  expect(BigInt(vault.cash)).to.equal(BigInt(deposits) + BigInt(vault.received) - cost - BigInt(waterfall.fee));
  expect(BigInt(vault.nav)).to.equal(BigInt(vault.cash) + BigInt(vault.value) - BigInt(vault.locked));
  expect(vault.locked).to.equal("0");
  expect(losses.unrealised).to.equal(`${unrealised}`);
  expect(BigInt(vault.totalAssets)).to.equal(BigInt(vault.nav) - unrealised);
  for (const facility of facilities) expect(facility.value).to.equal(`${whole(valueAt(facility, readAt, life))}`);
  expect(BigInt(vault.depreciation)).to.equal(cost - sum((facility) => BigInt(facility.value)));
  const price = (assets: string) => ((BigInt(assets) + 1n) * 10n ** 24n) / (BigInt(vault.totalSupply) + 10n ** 6n);
  expect(vault.entryPrice).to.equal(`${price(vault.nav)}`);
  expect(vault.exitPrice).to.equal(`${price(vault.totalAssets)}`);
  expect(NOW - readAt).to.be.within(0, DAY - 1);
}

/** What leavers forgo for facilities that are delinquent, each since a moment of its own. */
function forgone({ facilities, readAt }: Summary, delinquentSince: readonly (number | undefined)[]): bigint {
  const losses = facilities.map((facility, index) => {
    const since = delinquentSince[index];
    if (since === undefined || since >= readAt) return 0n;
    return forgoneOn(lineOf(facility, LIFE), BigInt(since), BigInt(90 * DAY), BigInt(readAt));
  });
  return wholeUp(losses.reduce((sum, loss) => sum + loss, 0n));
}

describe("replay", function () {
  this.timeout(120_000);

  describe("given the product's scenario and the default terms", () => {
    let result: Replay;
    before(async () => {
      const file = "scripts/scenario/data/helios-h100-256.csv";
      const terms = parseTerms({});
      const { rows } = parseScenario(await readFile(file), file, terms.gpuModels);
      result = await replay(planReplay(rows, terms), NOW, silent);
    });

    it("comes to the published figures", () => {
      expect(result.summary.periods).to.equal(29);
      expect(result.summary.waterfall).to.deep.equal({
        reported: "300125399978",
        received: "300125399978",
        distributed: "300125399978",
        energy: "24222470400",
        otherOpex: "59990857879",
        interest: "0",
        principal: "0",
        reserve: "0",
        fee: "0",
        preferred: "0",
        vault: "215912071699",
        operator: "0",
        trapped: "0",
        repaid: "0",
        fromReserve: "0",
        receivable: "0",
        opexUnpaid: "0",
      });
      expect(result.summary.vault.received).to.equal("215912071699");
      expect(result.summary.deposits).to.equal("10000000000000");
      expect(result.summary.vault.totalSupply).to.equal("10000000000000000000");
    });

    it("depreciates the $8,000,000 cluster towards $800,000 from its first settlement on", () => {
      const { facilities } = result.summary;
      const inService = facilities[0]?.inService ?? 0;
      expect(facilities.map((facility) => ({ ...facility, value: "" }))).to.deep.equal([
        {
          cluster: "helios-h100-256",
          cost: "8000000000000",
          salvage: "800000000000",
          inService,
          depreciatesFrom: inService + DAY + WINDOW,
          depreciatesUntil: inService + DAY + WINDOW + 1_825 * DAY,
          value: "",
          form: "revenue_share",
          tier: 0,
          trapped: "0",
        },
      ]);
      expectConsistent(result.summary);
    });

    it("settles the day without rent as a valid zero, and pays its costs first from the next day's cash", async () => {
      const { shares } = result.context.contracts;
      const settled = await shares.queryFilter(shares.filters.Settled);
      const lines = (period: number) => settled[period - 1]?.args.lines;

      expect(settled[9]?.args.period).to.equal(10n);
      expect(lines(10)?.cash).to.equal(0n);
      expect(settled[9]?.args.carriedEnergy).to.equal(835_257_600n);
      expect(settled[9]?.args.carriedOther).to.equal(1_551_192_686n);
      expect(lines(11)?.energyCarried).to.equal(835_257_600n);
      expect(lines(11)?.otherCarried).to.equal(1_551_192_686n);
      expect(settled[10]?.args.carriedEnergy).to.equal(0n);
    });

    it("lets the share price fall with the depreciation once the rent of the day before has vested", async () => {
      const { shares, vault, vaultLens } = result.context.contracts;
      const { provider } = result.context.chain.connection.ethers;
      const settled = await shares.queryFilter(shares.filters.Settled);
      const [zero, next] = [settled[9]?.blockNumber ?? 0, settled[10]?.blockNumber ?? 0];
      const before = { blockTag: next - 1 };
      const state = await vault.state(before);
      const at = (await provider.getBlock(next - 1))?.timestamp ?? 0;

      // The eleventh day's report lies between: by then the ninth day's rent has vested, the tenth brought none.
      expect(zero).to.be.lessThan(next - 1);
      expect(state.vestsAt).to.be.lessThan(at);
      expect(state.locked).to.equal(0n);
      const priceAfter = await vaultLens.entryPrice(before);
      const priceAtZero = await vaultLens.entryPrice({ blockTag: zero });
      expect(priceAfter < priceAtZero).to.equal(true);
    });
  });

  describe("given clusters of different sizes, starts and period lengths, in turns", () => {
    it("replays all of them in one vault, ordered by time", async () => {
      const { summary, expected } = await run(
        [
          { cluster: "a", gpus: 8, from: 0, to: 24, otherOpex: "20" },
          { cluster: "b", gpus: 3, from: 30, to: 31, price: 3 },
          { cluster: "a", gpus: 8, from: 24, to: 96, otherOpex: "30", sold: 0.9 },
          { cluster: "b", gpus: 3, from: 31, to: 200, price: 3.5, otherOpex: "5" },
          { cluster: "c", gpus: 1, from: 0, to: 24 * 30, sold: 1 },
          { cluster: "b", gpus: 3, from: 200, to: 201, price: 3 },
        ],
        { deposit: "400000", reserveTarget: "100", vaultShareBps: 9_000 },
      );

      expect(summary.waterfall).to.deep.include(expected);
      expect(summary.periods).to.equal(6);
      expect(summary.clusters).to.equal(3);
      expect(summary.facilities.map(({ cluster }) => cluster)).to.deep.equal(["a", "b", "c"]);
      const starts = summary.facilities.map(({ inService }) => inService - (summary.facilities[0]?.inService ?? 0));
      expect(starts).to.deep.equal([0, 30 * HOUR, 0]);
      const depreciation = summary.facilities.map(({ inService, depreciatesFrom }) => depreciatesFrom - inService);
      // The first period of each is paid when its report becomes final; c's is only due long after.
      expect(depreciation.slice(0, 2)).to.deep.equal([24 * HOUR + WINDOW, HOUR + WINDOW]);
      expect(depreciation[2]).to.equal(30 * DAY + WINDOW);
      expectConsistent(summary);
    });
  });

  describe("given the operator pays too little, too much and nothing", () => {
    it("carries a receivable and what is paid ahead, to the unit", async () => {
      const { summary, expected } = await run([
        { from: 0, to: 24, paid: "100.000001", otherOpex: "60" },
        { from: 24, to: 48, paid: "0", otherOpex: "60" },
        { from: 48, to: 72, sold: 0, paid: "150.5", otherOpex: "70.25" },
        { from: 72, to: 96, paid: "2000" },
        { from: 96, to: 120, paid: "0.000001" },
      ]);

      expect(summary.waterfall).to.deep.include(expected);
      expect(summary.waterfall.received).to.equal("2250500002");
      expect(summary.waterfall.distributed).to.equal("768000000");
      expect(summary.waterfall.receivable).to.equal("0");
      expectConsistent(summary);
    });

    it("starts depreciation at the payment deadline when the first period is not paid", async () => {
      const { summary, expected } = await run(
        Array.from({ length: 8 }, (_, day) => ({ from: day * 24, to: day * 24 + 24, paid: day < 7 ? "0" : "1" })),
      );
      const [facility] = summary.facilities;

      expect(summary.waterfall).to.deep.include(expected);
      expect((facility?.depreciatesFrom ?? 0) - (facility?.inService ?? 0)).to.equal(DAY + WINDOW + 5 * DAY);
      expect(summary.vault.profit).to.equal("0");
      expectConsistent(summary, forgone(summary, [facility?.depreciatesFrom]));
    });
  });

  describe("given a zero first period", () => {
    it("starts depreciation with its settlement", async () => {
      const { summary, expected } = await run([
        { from: 0, to: 24, sold: 0 },
        { from: 24, to: 48 },
      ]);
      const [facility] = summary.facilities;

      expect(summary.waterfall).to.deep.include(expected);
      expect((facility?.depreciatesFrom ?? 0) - (facility?.inService ?? 0)).to.equal(DAY + LONG_WINDOW);
      expectConsistent(summary);
    });
  });

  describe("given a price that jumps by more than 30 %", () => {
    it("waits for the long window, and keeps the order of what follows", async () => {
      const { summary, context, expected } = await run([
        { from: 0, to: 24, price: 2 },
        { from: 24, to: 48, price: 2.61 },
        { from: 48, to: 72, price: 2.61 },
      ]);

      expect(context.contracts.oracle).to.not.equal(undefined);
      expect(summary.waterfall).to.deep.include(expected);
      expectConsistent(summary);
    });
  });

  describe("given a performance fee", () => {
    it("takes its share of the profit that had vested by each settlement", async () => {
      const sketches = Array.from({ length: 4 }, (_, day) => ({
        from: day * 24,
        to: day * 24 + 24,
        price: 10,
        sold: 1,
      }));
      const without = await run(sketches);
      const { summary } = await run(sketches, { ...SMALL, performanceFeeBps: 1_000 });

      // No line of the waterfall knows of it.
      expect({ ...summary.waterfall, fee: "0" }).to.deep.equal(without.summary.waterfall);
      const [facility] = summary.facilities;
      if (!facility) throw new Error("no facility");
      const daily = BigInt(summary.waterfall.vault) / 4n;
      let [vesting, mark, cash] = [NOTHING_LOCKED, 0n, -BigInt(facility.cost)];
      for (let day = 1; day <= 4; day += 1) {
        const at = facility.inService + day * DAY + WINDOW;
        // What the entry price shows by then: the first rent has not begun to vest, and pays nothing.
        const worth = valueAt({ ...facility, depreciatesFrom: day === 1 ? 0 : facility.depreciatesFrom }, at);
        const profit = cash + ((worth - lockedAt(vesting, BigInt(at))) >> 32n);
        const fee = profit > mark ? profit / 10n - mark / 10n : 0n;
        if (profit > mark) mark = profit;
        // The line that is drawn at the first settlement has no remainder.
        const lost = day === 1 ? worth - valueAt(facility, at) : 0n;
        vesting = withLocked(vesting, toX32(daily - fee) - lost, BigInt(DAY + WINDOW), BigInt(at));
        cash += daily;
        if (day === 1) expect(fee).to.equal(0n);
      }
      expect(summary.waterfall.fee).to.equal(`${mark / 10n}`);
      expectConsistent(summary);
    });
  });

  describe("given a useful life that ends during the replay", () => {
    it("stops at the salvage value", async () => {
      const { summary } = await run(
        Array.from({ length: 6 }, (_, day) => ({ from: day * 24, to: day * 24 + 24 })),
        { ...SMALL, usefulLifeDays: 2, salvageBps: 2_500 },
      );
      expect(summary.vault.value).to.equal("62500000000");
      expect(summary.facilities[0]?.value).to.equal(summary.facilities[0]?.salvage);
      expectConsistent(summary, 0n, 2 * DAY);
    });
  });

  describe("given a short vesting cap", () => {
    it("refuses one that leaves no time to report and pay the longest period", () => {
      const rows = rowsOf([{ from: 0, to: 24 }], parseTerms(SMALL));
      expect(planReplay(rows, parseTerms({ ...SMALL, vestingCapDays: 42 })).notes).to.deep.equal([]);
      expect(() => planReplay(rows, parseTerms({ ...SMALL, vestingCapDays: 41 }))).to.throw(
        CliError,
        /leaves no time to report and pay the longest period of .*\.$/,
      );
    });
  });

  describe("given the deposit does not pay for a cluster", () => {
    it("names the cluster, its cost and the cash", async () => {
      const error = await cliErrorOf(run([{ from: 0, to: 24 }], { deposit: "249999.999999" }));

      expect(error.text).to.equal(
        "error: The vault can't pay for a.\n  to be drawn: 250,000.00\n  cash when it enters service: " +
          "249,999.999999\n→ raise deposit, or lower costPerGpu, in --terms.",
      );
    });
  });
});

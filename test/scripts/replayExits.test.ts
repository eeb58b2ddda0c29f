import { expect } from "chai";
import { silent } from "../../scripts/lib/progress.ts";
import { lockedAt, NOTHING_LOCKED, withLocked } from "@gpu-yield-vaults/sdk/model";
import { planReplay } from "../../scripts/replay/plan.ts";
import { replay, type Replay } from "../../scripts/replay/replay.ts";
import { replayRows } from "../../scripts/replay/replayRows.ts";
import type { Summary } from "../../scripts/replay/summary.ts";
import { parseTerms } from "../../scripts/scenario/terms.ts";
import { days } from "./support/days.ts";
import { toX32, forgoneOn, lineFrom, valueDrawn, valueOn, whole, wholeUp } from "./support/lineLaw.ts";
import { rowsOf, type PeriodSketch } from "./support/scenarioFile.ts";

const HOUR = 3_600;
const DAY = 86_400;
const NOW = Math.floor(Date.now() / 1000);
const WINDOW = 6 * HOUR;
const GRACE = 5 * DAY;
const REPORTING = 5 * DAY; // deadline and long window
const CURATOR_DELAY = 2 * DAY;

const usd = (units: number) => BigInt(Math.round(units * 1e6));
const COST = usd(250_000); // eight GPUs
const SALVAGE = usd(25_000);
const LIFE = BigInt(1_825 * DAY);
const RENT = usd(192); // of a day: 96 hours sold at 2.00
const ENERGY = usd(15.3); // of a day: 153 kWh at 0.10
const TO_VAULT = RENT - ENERGY;
const SMALL = { deposit: "300000" };
const NO_LOSS = { unrealised: "0", realised: "0", bond: "0", reserve: "0", locked: "0", shareholders: "0" };
const NO_EXIT = { instant: "0", requested: "0", settled: "0", claimed: "0", pendingShares: "0" };

async function run(sketches: readonly PeriodSketch[], json: object = SMALL): Promise<Replay> {
  const terms = parseTerms(json);
  return replay(planReplay(rowsOf(sketches, terms), terms), NOW, silent);
}

/** The cluster's value in seconds since its beginning, all on the hour: paid for its first day when that was final. */
const DRAWN = valueDrawn(COST, SALVAGE, LIFE);
const BEGUN = BigInt(DAY + WINDOW);
const LINE = lineFrom(DRAWN, SALVAGE, BEGUN, BEGUN + LIFE);
const valueAt = (at: number) => valueOn(LINE, BigInt(at));
const MARKDOWN = BigInt(90 * DAY);

const serviceOf = ({ facilities }: Summary) => facilities[0]?.inService ?? 0;

describe("replay of exits and losses", function () {
  this.timeout(120_000);

  describe("given nothing goes wrong and nobody leaves", () => {
    it("shows exits and losses of nothing", async () => {
      const { summary } = await run(days(1));
      expect(summary.exits).to.deep.equal(NO_EXIT);
      expect(summary.losses).to.deep.equal(NO_LOSS);
      expect(summary.unreported).to.equal(0);
    });
  });

  describe("given an operator that stops paying and defaults", () => {
    const RECOVERED = usd(100_000);
    const BOND = usd(12_500); // 5 % of the cost
    const RESERVE = usd(50);
    // Delinquent when the grace of the second day's rent is over; opened when it is marked down; closed by the curator.
    const LATE = 2 * DAY + WINDOW + GRACE;
    const OPENED = LATE + 30 * DAY;
    const CLOSED = OPENED + CURATOR_DELAY;
    const terms = { ...SMALL, bondBps: 500, reserveTarget: "50", markdownDays: 30 };
    const defaulting = (recovered: string) =>
      days(4, (day) => (day === 1 ? { event: "stop_paying" } : day === 3 ? { event: `default:${recovered}` } : {}));

    it("recovers a part, and has bond, reserve and shareholders bear the rest", async () => {
      const { summary } = await run(defaulting("100000"), terms);

      // The recovery takes its part of value and salvage; two more days of depreciation follow.
      const opened = valueAt(OPENED);
      const left = opened - toX32(RECOVERED);
      const salvage = (SALVAGE * left) / opened;
      const line = lineFrom(left, salvage, BigInt(OPENED), LINE.until);
      // With it goes what the new line leaves over.
      const loss = whole(left - valueOn(line, BigInt(OPENED)) + valueOn(line, BigInt(CLOSED)));
      expect(summary.losses).to.deep.equal({
        unrealised: "0",
        realised: `${loss}`,
        bond: `${BOND}`,
        reserve: `${RESERVE}`,
        locked: "0",
        shareholders: `${loss - BOND - RESERVE}`,
      });
      const cash = usd(300_000) - COST + TO_VAULT - RESERVE + RECOVERED + BOND + RESERVE;
      expect(summary.vault).to.deep.include({ cash: `${cash}`, value: "0", nav: `${cash}`, totalAssets: `${cash}` });
      expect(summary.readAt - serviceOf(summary)).to.equal(CLOSED);
      expect(summary.periods).to.equal(4);
      expect(summary.waterfall).to.deep.include({ received: `${RENT}`, receivable: `${RENT * 3n}` });
    });

    it("recovers nothing: the whole value is lost", async () => {
      const { summary } = await run(defaulting("0"), terms);
      const loss = whole(valueAt(CLOSED));
      expect(summary.losses).to.deep.include({ realised: `${loss}`, shareholders: `${loss - BOND - RESERVE}` });
    });

    it("recovers more than the value: nothing is lost, and what is above it vests over the cap", async () => {
      const { summary } = await run(defaulting("400000"), terms);
      expect(summary.losses).to.deep.equal(NO_LOSS);
      const cash = usd(300_000) - COST + TO_VAULT + usd(400_000); // the reserve is returned
      expect(summary.vault).to.deep.include({ cash: `${cash}`, nav: `${cash}`, locked: "0" });
      expect(summary.readAt - serviceOf(summary)).to.be.within(OPENED + 90 * DAY, CLOSED + 90 * DAY);
    });

    it("is late when its next report is, where everything was paid", async () => {
      const { summary } = await run(
        days(2, (day) => (day === 1 ? { event: "default:0" } : {})),
        { ...SMALL, markdownDays: 7 },
      );
      const closed = 2 * DAY + DAY + REPORTING + 7 * DAY + CURATOR_DELAY;
      expect(summary.losses.realised).to.equal(`${whole(valueAt(closed))}`);
      expect(summary.readAt - serviceOf(summary)).to.equal(closed);
    });
  });

  describe("given an operator that stops paying, and a cure", () => {
    it("falls along the line until all arrears are paid", async () => {
      const sketches = days(12, (day) => (day === 1 ? { event: "stop_paying" } : day === 10 ? { event: "cure" } : {}));
      const { summary, context } = await run(sketches);

      expect(summary.waterfall).to.deep.include({ received: `${RENT * 12n}`, distributed: `${RENT * 12n}` });
      expect(summary.losses).to.deep.equal(NO_LOSS);
      expect(summary.vault.exitPrice).to.equal(summary.vault.entryPrice);
      const { shares, vault } = context.contracts;
      const [cured] = await shares.queryFilter(shares.filters.Cured);
      const block = await cured?.getBlock();
      expect((block?.timestamp ?? 0) - serviceOf(summary)).to.equal(11 * DAY + WINDOW);

      // The report of the eleventh day came in four hours less than four days after the second day's rent was late.
      const late = 2 * DAY + WINDOW + GRACE;
      const [report] = (
        await context.contracts.oracle.queryFilter(context.contracts.oracle.filters.ReportSubmitted)
      ).slice(10);
      const at = { blockTag: report?.blockNumber ?? 0 };
      const loss = forgoneOn(LINE, BigInt(late), MARKDOWN, BigInt(11 * DAY));
      expect((await vault.state(at)).unrealisedLoss).to.equal(wholeUp(loss));
    });
  });

  describe("given reporters that fall silent", () => {
    it("marks the silence, and reports everything late with the cure", async () => {
      const sketches = days(14, (day) => (day === 2 ? { event: "no_report" } : day === 11 ? { event: "cure" } : {}));
      const { summary, context } = await run(sketches);

      expect(summary.periods).to.equal(14);
      expect(summary.unreported).to.equal(0);
      expect(summary.waterfall).to.deep.include({ received: `${RENT * 14n}`, distributed: `${RENT * 14n}` });
      expect(summary.losses).to.deep.equal(NO_LOSS);
      const { oracle, shares, lens } = context.contracts;
      const [missed] = await oracle.queryFilter(oracle.filters.PeriodMissed);
      expect(missed?.args.period).to.equal(3n);
      expect(((await missed?.getBlock())?.timestamp ?? 0) - serviceOf(summary)).to.equal(2 * DAY + DAY + 3 * DAY + 1);
      // What comes after the fourteen days is idle, and counts for nothing.
      const reports = (await oracle.queryFilter(oracle.filters.ReportSubmitted)).slice(0, 14);
      expect(reports.map(({ args }) => args.report.revision)).to.deep.equal([
        0n,
        0n,
        1n,
        ...Array<bigint>(11).fill(0n),
      ]);
      const finals = reports.slice(2, 12).map(({ args }) => Number(args.finalAt) - serviceOf(summary));
      expect(finals).to.deep.equal(Array<number>(10).fill(14 * DAY));
      const cures = await shares.queryFilter(shares.filters.Cured);
      expect(cures).to.have.length(1);
      const { delinquentSince } = await lens.facility(1, { blockTag: (cures[0]?.blockNumber ?? 0) - 1 });
      expect(Number(delinquentSince) - serviceOf(summary)).to.equal(2 * DAY + DAY + REPORTING);
    });

    it("counts what they never spoke about, keeps what was paid for it, and shows the line", async () => {
      const { summary } = await run(days(9, (day) => (day === 2 ? { event: "no_report" } : {})));

      expect(summary.periods).to.equal(2);
      expect(summary.unreported).to.equal(7);
      expect(summary.waterfall).to.deep.include({ received: `${RENT * 9n}`, distributed: `${RENT * 2n}` });
      const [late, readAt] = [2 * DAY + DAY + REPORTING, 9 * DAY + WINDOW];
      expect(summary.readAt - serviceOf(summary)).to.equal(readAt);
      const loss = wholeUp(forgoneOn(LINE, BigInt(late), MARKDOWN, BigInt(readAt)));
      expect(summary.losses).to.deep.equal({ ...NO_LOSS, unrealised: `${loss}` });
      expect(BigInt(summary.vault.totalAssets)).to.equal(BigInt(summary.vault.nav) - loss);
    });
  });

  describe("given GPUs that are lost", () => {
    it("takes their part of the value, from the bond, what is locked, and the price", async () => {
      // Announced at a day's end, they are idle from then on, and leave two days later.
      const left = (day: number) => (day < 2 ? 8 : day < 4 ? 6 : 4);
      const sketches = days(7, (day) => ({
        left: left(day),
        ...(day === 1 || day === 3 ? { event: "lose_gpus:2" } : {}),
      }));
      const { summary, context } = await run(sketches, { ...SMALL, bondBps: 100 });

      const BOND = usd(2_500);
      const first = valueAt(4 * DAY);
      const firstOut = (first * 2n) / 8n;
      const after = first - firstOut;
      const salvage = (SALVAGE * after) / first;
      const line = lineFrom(after, salvage, BigInt(4 * DAY), LINE.until);
      const second = valueOn(line, BigInt(6 * DAY));
      // Two of six, rounded up to a part in 2^32, and down to base units.
      const secondOut = toX32(whole((second * (((2n << 32n) + 5n) / 6n)) >> 32n));
      const left2 = lineFrom(
        second - secondOut,
        ((line.salvage >> 32n) * (second - secondOut)) / second,
        BigInt(6 * DAY),
        LINE.until,
      );
      // What each new line leaves over goes with what is lost; the first was drawn with the money.
      const rests = [
        toX32(COST) - DRAWN,
        after - valueOn(line, BigInt(4 * DAY)),
        second - secondOut - valueOn(left2, BigInt(6 * DAY)),
      ] as const;
      // Three days' rents are vesting over thirty hours each, but for what the first line leaves over; nothing that
      // bond or recovery pays can spare what is left of them.
      let vesting = NOTHING_LOCKED;
      for (let day = 1; day <= 3; day += 1) {
        const rest = day === 1 ? DRAWN - valueOn(LINE, BEGUN) : 0n;
        const rent = (TO_VAULT * BigInt(left(day - 1))) / 8n;
        vesting = withLocked(vesting, toX32(rent) - rest, BEGUN, BigInt(day * DAY + WINDOW));
      }
      const firstLocked = wholeUp(lockedAt(vesting, BigInt(4 * DAY)));
      const losses = await context.contracts.vault.queryFilter(context.contracts.vault.filters.LossBooked);
      expect(losses.map(({ args }) => args.loss)).to.deep.equal([
        rests[0],
        firstOut - toX32(BOND) + rests[1],
        secondOut + rests[2],
      ]);
      expect(wholeUp(losses[1]?.args.fromLocked ?? 0n)).to.equal(firstLocked);

      const byVault = whole(firstOut - toX32(BOND) + rests[1] + secondOut + rests[2]);
      expect(summary.losses).to.deep.include({ realised: `${byVault + BOND}`, bond: `${BOND}`, reserve: "0" });
      expect(BigInt(summary.losses.locked) + BigInt(summary.losses.shareholders)).to.equal(byVault);
      expect((await context.contracts.registry.hardware(1)).gpuCount).to.equal(4n);
      expect(summary.periods).to.equal(7);
    });
  });

  describe("given depositors who come and go", () => {
    it("settles and claims as cash comes in, part by part", async () => {
      const flows = ["", "5000", "-1000.5", "", "-60000"];
      const { summary, context } = await run(days(16, (day) => ({ flow: flows[day] ?? "" })));
      const { exits, vault } = summary;

      expect(summary.deposits).to.equal(`${usd(305_000)}`);
      expect(exits).to.deep.include({ instant: "0", requested: `${usd(61_000.5)}` });
      expect(exits.claimed).to.equal(exits.settled);
      // Everything but a rounding is paid out, and more is asked for.
      expect(BigInt(vault.cash)).to.be.within(0n, 1n);
      const paid = usd(305_000) - COST + TO_VAULT * 16n - BigInt(vault.cash);
      expect(exits.settled).to.equal(`${paid}`);
      const { queue, vault: shares, asset } = context.contracts;
      expect(exits.pendingShares).to.equal(`${await shares.balanceOf(queue)}`);
      expect(BigInt(exits.pendingShares)).to.be.greaterThan(0n);
      expect(await asset.balanceOf(queue)).to.equal(0n);
      // The first epoch is settled at its end; of the second, what there is at its end, then each day's rent.
      const settled = (await queue.queryFilter(queue.filters.EpochSettled)).map(({ args }) => args);
      const [first = 0n, second = 0n] = settled.map(({ requestId }) => requestId);
      expect([first % 2n, second - first]).to.deep.equal([0n, 2n]); // both patient
      expect(settled.slice(1).map(({ requestId }) => requestId)).to.deep.equal(
        Array<bigint>(settled.length - 1).fill(second),
      );
      for (const { assets } of settled.slice(2)) expect(assets).to.be.within(TO_VAULT - 1n, TO_VAULT + 1n);
    });

    it("lets everybody out of what was never invested", async () => {
      const flows = ["10000", "-10000"];
      const { summary } = await run(
        days(2, (day) => ({ flow: flows[day] ?? "" })),
        { ...SMALL, epochDays: 1 },
      );
      expect(summary.exits.pendingShares).to.equal("0");
      expect(summary.exits.settled).to.equal(summary.exits.claimed);
    });
  });

  describe("given a row that the chain refuses", () => {
    async function refusalOf(sketches: readonly PeriodSketch[], json: object = SMALL) {
      const terms = parseTerms(json);
      const { rows, refused, replay: result } = await replayRows(rowsOf(sketches, terms), terms, NOW, silent);
      return { rows: rows.length, periods: result.summary.periods, refused };
    }

    it("replays the rows above a deposit that comes while too much is late", async () => {
      const sketches = days(12, (day) => (day === 1 ? { event: "stop_paying" } : day === 9 ? { flow: "100" } : {}));
      const { rows, periods, refused } = await refusalOf(sketches);
      expect(rows).to.equal(9);
      expect(periods).to.equal(9);
      expect(refused?.row.line).to.equal(11);
      expect(refused?.column).to.equal("depositor_flow");
      expect(refused?.rule).to.match(
        /^depositor_flow is refused by the chain: GpuYieldVault_TooMuchDelinquent\(\d+, \d+\)$/,
      );
    });

    it("replays the rows above a request for more than the depositors hold", async () => {
      const { rows, refused } = await refusalOf(days(3, (day) => (day === 1 ? { flow: "-400000" } : {})));
      expect(rows).to.equal(1);
      expect(refused?.rule).to.match(
        /^depositor_flow -400,000\.00 is more than the depositors hold, [\d,.]+ at the exit price$/,
      );
    });
  });
});

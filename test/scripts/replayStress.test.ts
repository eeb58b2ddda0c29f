import { expect } from "chai";
import { scheduleRows } from "@gpu-yield-vaults/sdk/model";
import { audit } from "../../scripts/nav/audit.ts";
import { silent } from "../../scripts/lib/progress.ts";
import { planReplay } from "../../scripts/replay/plan.ts";
import { replay, type Replay } from "../../scripts/replay/replay.ts";
import type { CovenantLine } from "../../scripts/replay/summary.ts";
import { parseTerms } from "../../scripts/scenario/terms.ts";
import { incomeOf, MONTH, monthsOf, type Month } from "./support/months.ts";
import { LOAN } from "./support/threeForms.ts";

const NOW = Math.floor(Date.now() / 1000);
const PERIODS = 5;

/** A dozen base units of the whole vault, in the price of a share: what rounding alone may move it by. */
const DUST = 10n ** 6n;

const CHEAP = { priceBps: 6_500n };
const EMPTY = { soldBps: 6_000n };
const DEAR = { powerBps: 15_000n };

/**
 * Stress of the reference economics: what it does to a month, the coverage of the $5.6M loan, and the tiers it asks
 * for.
 */
const STRESS: [string, Month, string, strict: number, mild: number][] = [
  ["nothing", {}, "1.367", 1, 0],
  ["price -35 %", CHEAP, "0.748", 3, 3],
  ["60 % of the hours sold", EMPTY, "0.925", 3, 3],
  ["power +50 %", DEAR, "1.297", 2, 0],
  ["all three", { ...CHEAP, ...EMPTY, ...DEAR }, "0.390", 3, 3],
];

/** Two loans alike: the covenants of one are broken before those of the other. */
const LOAN_TERMS = { form: "loan", principal: "5600000", yearlyRate: "0.10", periodDays: "month", payments: 36 };
const TERMS = {
  deposit: "12000000",
  clusters: {
    strict: { ...LOAN_TERMS, covenants: { periods: 1, curePeriods: 2, coverageBps: [14_000, 13_000, 12_000] } },
    mild: { ...LOAN_TERMS, covenants: { periods: 3, curePeriods: 2, coverageBps: [12_500, 11_000, 10_000] } },
  },
};

/** A month's debt service of that loan, base units. */
const PAYMENT = LOAN.payment;

type Prices = { time: number; entry: bigint; exit: bigint; loss: bigint };

describe("replay of loans under the stress of the reference economics", function () {
  this.timeout(300_000);

  for (const [what, month, dscr, strict, mild] of STRESS) {
    describe(`given ${what}`, () => {
      let result: Replay;
      let prices: Prices[];
      before(async () => {
        const rows = [...monthsOf("strict", PERIODS, () => month), ...monthsOf("mild", PERIODS, () => month)];
        result = await replay(planReplay(rows, parseTerms(TERMS)), NOW, silent);
        prices = await pricesOf(result);
      });
      after(async () => {
        await result.context.chain.connection.close();
      });

      it(`covers debt service ${dscr} times, and moves the tiers as the covenants say`, () => {
        const [row] = monthsOf("strict", 1, () => month);
        const income = row ? incomeOf(row) : 0n;
        expect((Number(income) / Number(PAYMENT)).toFixed(3)).to.equal(dscr);
        for (const [index, tier] of [strict, mild].entries()) {
          const facility = result.summary.facilities[index];
          const lines: readonly CovenantLine[] = facility?.covenants ?? [];
          expect(lines.slice(0, PERIODS)).to.deep.equal(
            Array.from({ length: PERIODS }, (_, period) => ({
              period: period + 1,
              tier,
              coverageBps: `${(income * 10_000n) / PAYMENT}`,
            })),
          );
          expect(facility?.tier).to.equal(tier);
        }
      });

      it("says what is outstanding, and which payment comes next", () => {
        const { inService = 0, debt } = result.summary.facilities[1] ?? {};
        const [last, next] = scheduleRows(LOAN, inService, MONTH).slice(PERIODS - 1);
        // Where it is kept, by its schedule; where it is not, one that has been due is still to be paid.
        const kept = { outstanding: `${last?.balance}`, nextPayment: { dueAt: next?.dueAt, amount: `${PAYMENT}` } };
        if (Number(dscr) > 1) expect(debt).to.deep.include(kept);
        else expect((debt?.nextPayment?.dueAt ?? Infinity) <= (last?.dueAt ?? 0)).to.equal(true);
      });

      it("keeps exits fair: no higher than entries, the same while nothing is late, and moved up by nobody", () => {
        expect(prices.length).to.be.greaterThan(4 * PERIODS);
        for (const [index, { time, entry, exit, loss }] of prices.entries()) {
          expect(exit <= entry, `${index}`).to.equal(true);
          if (loss === 0n) expect(exit).to.equal(entry);
          const before = prices[index - 1];
          if (before?.time !== time) continue;
          // Of the same second: a transaction lies between, and nothing else.
          expect(entry <= before.entry + DUST, `entry of ${index}`).to.equal(true);
          if (before.loss === 0n) expect(exit <= before.exit + DUST, `exit of ${index}`).to.equal(true);
          else expect(exit <= before.entry + DUST, `exit of ${index}`).to.equal(true);
        }
        // What does not cover its debt service is late in the end, and leavers know.
        expect(prices.at(-1)?.loss !== 0n).to.equal(Number(dscr) < 1);
      });

      it("is recomputed exactly", async () => {
        const { chain, contracts } = result.context;
        const { provider } = chain.connection.ethers;
        const vault = await contracts.vault.getAddress();
        const settled = (await contracts.loans.queryFilter(contracts.loans.filters.Settled)).map(
          (log) => log.blockNumber,
        );
        const times = new Map<number, number>();
        for (const block of [...settled, await provider.getBlockNumber()]) {
          const { comparisons, contradictions } = await audit(provider, vault, block, 0, times);
          expect(
            comparisons.filter(({ agrees }) => !agrees),
            `block ${block}`,
          ).to.deep.equal([]);
          expect(contradictions, `block ${block}`).to.deep.equal([]);
        }
      });
    });
  }
});

/** Prices in every block since the first loan was drawn. */
async function pricesOf({ context: { chain, contracts } }: Replay): Promise<Prices[]> {
  const { vault, vaultLens, origination } = contracts;
  const { provider } = chain.connection.ethers;
  const [drawn] = await origination.queryFilter(origination.filters.Drawn);
  const latest = await provider.getBlockNumber();
  const prices: Prices[] = [];
  for (let block = (drawn?.blockNumber ?? 0) - 1; block <= latest; block += 1) {
    const at = { blockTag: block };
    const [entry, exit, { unrealisedLoss }, found] = await Promise.all([
      vaultLens.entryPrice(at),
      vaultLens.exitPrice(at),
      vault.state(at),
      provider.getBlock(block),
    ]);
    prices.push({ time: found?.timestamp ?? 0, entry, exit, loss: unrealisedLoss });
  }
  return prices;
}

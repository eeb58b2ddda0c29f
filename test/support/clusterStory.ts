import { expect } from "chai";
import { FacilityCurve } from "./facilityCurve.ts";
import { FacilityLaw, type Waterfall } from "./facilityLaw.ts";
import { ONE_X32 } from "./moneyLaw.ts";
import {
  at,
  COST,
  DEPOSIT,
  FEE_BPS,
  inService,
  inServiceMonthly,
  LIFE,
  MONTH,
  networkHelpers,
  PERIOD,
  SALVAGE,
  TERMS,
  WINDOW,
} from "./protocol.ts";
import type { Report } from "./reports.ts";
import { DAY, HOUR } from "./units.ts";
import { VaultLaw } from "./vaultLaw.ts";

export const SHARE_UNIT = 10n ** 12n;

/**
 * One cluster from its first second of service, told beside the law: every settlement is made on the chain and in the
 * law, and its lines are compared. Reports come an hour after a period's end and are settled when they are final.
 */
export async function clusterStory(): Promise<Story> {
  return begin(await inService(), PERIOD);
}

/** The same with a report every thirty days. */
export async function monthlyStory(): Promise<Story> {
  return begin(await inServiceMonthly(), MONTH);
}

export type Story = ReturnType<typeof begin>;

function begin(fixture: Awaited<ReturnType<typeof inService>>, length: bigint) {
  const { shares, vault, vaultLens, inServiceAt, reportAt, payIn, payInAt, terms } = fixture;
  const law = new VaultLaw(DAY, 90n * DAY, FEE_BPS);
  const facility = new FacilityLaw({ ...TERMS, maxPeriod: length }, inServiceAt);
  law.deposit(inServiceAt, DEPOSIT);
  law.draw(inServiceAt, 1n, COST, FacilityCurve.hardware(COST, SALVAGE, LIFE, facility.deadline));

  /** Second in which period `k` starts. */
  const startOf = (period: bigint): bigint => inServiceAt + (period - 1n) * length;
  /** Second in which period `k`, reported an hour after its end, can be settled. */
  const settledAt = (period: bigint): bigint => startOf(period + 1n) + HOUR + WINDOW;
  const valueAt = (t: bigint): bigint => law.valueX32At(t) / ONE_X32;

  /**
   * Settles in second `t` what `cash` there is for it, by the payment of `pays` where something is paid then.
   * Depreciation begins there if the first period is paid in full now, and the deadline moves.
   */
  const settle = async (
    t: bigint,
    {
      cash,
      pays,
      report,
      finalAt,
      vestFrom,
    }: { cash: bigint; pays?: bigint; report?: Report; finalAt?: bigint; vestFrom: bigint },
  ): Promise<Waterfall> => {
    const statement = report && { ...report, finalAt: finalAt ?? settledAt(report.period) };
    const split = facility.settle(cash, statement);
    const before = law.curveOf();
    const begun = facility.oldestUnpaid > 1n ? before.begunAt(t) : before;
    const next = begun.expectedAt(t, facility.deadline);
    law.move(t, 1n, next, { cash: split.toVault, over: t - vestFrom });

    const settlement = pays === undefined ? at(t, () => shares.settle(1n)) : payInAt(t, 1n, pays);

    await expect(settlement)
      .to.emit(shares, "Settled")
      .withArgs(1n, report?.period ?? 0n, split.lines, vestFrom, split.carriedEnergy, split.carriedOther);
    await holds(t);
    return split;
  };

  /** Reports period `k` in its time. */
  const report = (period: bigint, changes: Partial<Report> = {}): Promise<Report> =>
    reportAt(startOf(period + 1n) + HOUR, 1n, changes);

  /** Reports a period, pays all of it and settles: how it should be. */
  const fullPeriod = async (period: bigint, changes: Partial<Report> = {}) => {
    const made = await report(period, changes);
    if (made.gross > 0n) await payIn(1n, made.gross);
    const split = await settle(settledAt(period), { cash: made.gross, report: made, vestFrom: startOf(period) });
    return { report: made, split };
  };

  /** Chain and law agree in the newest block, which is of second `t`. */
  const holds = async (t: bigint): Promise<void> => {
    const state = await vault.state();
    expect(state.cash).to.equal(law.cash, "cash");
    expect(state.value).to.equal(valueAt(t), "value");
    expect(state.nav).to.equal(law.navAt(t), "nav");
    expect(state.totalAssets).to.equal(law.exitAt(t), "exit value");
    expect(state.delinquentValue).to.equal(law.delinquentAt(t), "delinquent value");
    expect(state.restrictedLocked).to.equal(law.restrictedAt(t), "restricted income");
    expect(await vaultLens.entryPrice()).to.equal(law.entryPriceAt(t, SHARE_UNIT), "entry price");
    expect(await vaultLens.exitPrice()).to.equal(law.exitPriceAt(t, SHARE_UNIT), "exit price");
    const { sourceCash, profit, mark, owed } = await vault.fee();
    expect([sourceCash, profit, mark, owed]).to.deep.equal(
      [law.fee.sourceCash, law.profitAt(t), law.fee.mark, law.fee.owed],
      "fee",
    );
  };

  /** Lets time pass until second `t`, and compares. Returns the share price. */
  const priceAt = async (t: bigint): Promise<bigint> => {
    await networkHelpers.time.increaseTo(t);
    await holds(t);
    return vaultLens.exitPrice();
  };

  return { ...fixture, terms, law, facility, startOf, settledAt, settle, report, fullPeriod, holds, priceAt };
}

import type { FacilityView } from "../chain/readFacilities";
import type { PeriodRow } from "./periods";

const DAY = 86_400;

/** What is looked back over, unless there is less. */
const WINDOW = 30 * DAY;

/** What a cluster has earned lately, by its reports, against what it has to. Base units, unix seconds. */
export type Performance = {
  from: number;
  to: number;
  gross: bigint;
  costs: bigint;
  /** Part of them. */
  energyCost: bigint;
  /** gross − costs. */
  income: bigint;
  /** What its hardware depreciates by in that time or, of a loan or a lease, what its payments come to. */
  needed: bigint;
  sold: bigint;
  available: bigint;
  /** It earns less than it needs: the vault loses by it even if everything is paid. */
  isShort: boolean;
};

/** Reports that say something about what was earned. */
const TELLING = new Set<PeriodRow["status"]>(["pending", "final", "settled"]);

/** Over the last 30 days that were reported; absent before the first report. */
export function performanceOf(facility: FacilityView, periods: readonly PeriodRow[]): Performance | undefined {
  const told = periods.filter(({ status, end }) => TELLING.has(status) && end > 0);
  const to = told.at(-1)?.end;
  if (to === undefined) return undefined;
  const recent = told.filter(({ end }) => end > to - WINDOW);
  const from = recent[0]?.start ?? to;
  const of = (pick: (row: PeriodRow) => bigint): bigint => recent.reduce((sum, row) => sum + pick(row), 0n);
  const gross = of((row) => row.gross);
  const costs = of(({ energyCost, otherOpex }) => energyCost + otherOpex);
  const income = gross - costs;
  const needed = neededIn(facility, BigInt(to - from));
  return {
    from,
    to,
    gross,
    costs,
    energyCost: of((row) => row.energyCost),
    income,
    needed,
    sold: of(({ gpuSecondsSold }) => gpuSecondsSold),
    available: of(({ gpuSecondsAvailable }) => gpuSecondsAvailable),
    isShort: income < needed,
  };
}

function neededIn({ cost, salvage, usefulLife, debt }: FacilityView, seconds: bigint): bigint {
  if (debt) return debt.schedule.payments === 0 ? 0n : (debt.schedule.payment * seconds) / BigInt(debt.period);
  return ((cost - salvage) * seconds) / BigInt(usefulLife);
}

import { growthOf, plannedSchedule, power, ratePerPeriodUp, trimmed, type Schedule } from "@gpu-yield-vaults/sdk/model";
import { showAmount } from "../lib/amount.ts";
import { CliError } from "../lib/cliError.ts";
import { showDuration } from "../lib/instant.ts";
import {
  NO_COVENANTS,
  PLAIN_SHARE,
  type ClusterTerms,
  type CovenantTerms,
  type DebtTerms,
  type Form,
  type ShareTerms,
} from "../scenario/clusterTerms.ts";
import { ASSET_DECIMALS, type GpuModel, type ReplayTerms } from "../scenario/terms.ts";

/** What one cluster is financed on: everything decided. Money in base units, durations in seconds. */
export type Financing = {
  form: Form;
  amount: bigint; // drawn when its first period begins
  vaultShareBps: number;
  reserveTarget: bigint;
  paymentGrace: number;
  bondBps: number;
  debt?: DebtTerms;
  share: ShareTerms;
  covenants: CovenantTerms;
};

/** What terms are held against. */
type Cluster = { name: string; cost: bigint; model: GpuModel };

const LIMIT = 1n << 159n;
const LEAST_RATE = 10n ** 14n; // 1e18 = 100 % a year
const MOST_DEBT = 2n ** 96n;

const money = (amount: bigint) => showAmount(amount, ASSET_DECIMALS);

/** Joins a cluster's terms with those of all; refuses what the contracts would. */
export function financingOf(cluster: Cluster, terms: ReplayTerms, paymentGrace: number): Financing {
  const own: ClusterTerms = terms.clusters.get(cluster.name) ?? {
    form: "revenue_share",
    share: PLAIN_SHARE,
    covenants: NO_COVENANTS,
  };
  const financing: Financing = {
    form: own.form,
    amount: own.amount ?? cluster.cost,
    vaultShareBps: own.vaultShareBps ?? terms.vaultShareBps,
    reserveTarget: own.reserveTarget ?? terms.reserveTarget,
    paymentGrace: own.paymentGrace ?? paymentGrace,
    bondBps: own.bondBps ?? terms.bondBps,
    ...(own.debt ? { debt: own.debt } : {}),
    share: own.share,
    covenants: own.covenants,
  };
  const broken = ruleBroken(cluster, financing, terms.vestingCap);
  if (!broken) return financing;
  const [key, rule] = broken;
  throw new CliError(
    `The terms of ${cluster.name} are not usable: ${key} ${rule}.`,
    [],
    "correct clusters in --terms.",
  );
}

/** The schedule of a debt on the whole amount. */
export function scheduleOf({ amount, debt }: Financing): Schedule | undefined {
  return debt && trimmed(plannedSchedule({ ...debt, amount, period: BigInt(debt.period) }));
}

/** The first rule that terms break, as the contracts have them: its key, and a sentence that goes on from it. */
function ruleBroken(
  { cost, model }: Cluster,
  financing: Financing,
  vestingCap: number,
): readonly [string, string] | undefined {
  const { form, amount, debt, covenants, paymentGrace } = financing;
  if (amount > cost) {
    return [form === "loan" ? "principal" : "price", `${money(amount)} is above what it costs, ${money(cost)}`];
  }
  const { priceLow } = covenants;
  if (priceLow > 0n && (priceLow < model.minPrice || priceLow > model.maxPrice)) {
    const limits = `${money(model.minPrice)} to ${money(model.maxPrice)}`;
    return ["covenants.priceLow", `${money(priceLow)} is outside the price band of its model, ${limits}`];
  }
  if (covenants.loanToValueBps.some((tier) => tier > 0) && model.mark === 0n) {
    return ["covenants.loanToValueBps", "needs a markPerGpu of its model"];
  }
  if (!debt) return undefined;
  if (debt.period + paymentGrace > vestingCap) {
    const longest = `${showDuration(debt.period)} and its grace of ${showDuration(paymentGrace)}`;
    return ["periodDays", `of ${longest} are longer than the vesting cap, ${showDuration(vestingCap)}`];
  }
  return debtRuleBroken(financing, debt);
}

function debtRuleBroken({ form, amount }: Financing, debt: DebtTerms): readonly [string, string] | undefined {
  const { rent, payments, finalPayment, period } = debt;
  if (amount >= MOST_DEBT) return ["principal", "is more than a schedule is exact for"];
  if (finalPayment > amount) {
    return [form === "loan" ? "balloon" : "buyout", `${money(finalPayment)} is above the amount, ${money(amount)}`];
  }
  if (form === "lease") {
    if (rent > amount) return ["rent", `${money(rent)} is above the price, ${money(amount)}`];
    const total = rent * BigInt(payments) + finalPayment;
    if (total < amount)
      return ["rent", `comes to ${money(total)} with the buyout, less than the price, ${money(amount)}`];
  }
  const growth = growthOf({ ...debt, amount, period: BigInt(period) });
  const key = form === "lease" ? "rent" : "yearlyRate";
  if (growth > 0n && growth < ratePerPeriodUp(LEAST_RATE, period))
    return [key, "comes to less than 0.01 % a year, and not to 0"];
  if (power(growth + 1n, payments) >= LIMIT) return [key, "makes the debt grow by more than 2^31 over its term"];
  return undefined;
}

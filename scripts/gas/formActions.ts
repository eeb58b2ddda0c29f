import { DAY } from "../lib/instant.ts";
import { PLAIN_TERMS } from "../lib/plainTerms.ts";
import { clustersInService } from "./clusters.ts";
import { openChain } from "./openChain.ts";
import { gasOf, type GasByAction } from "./vaultActions.ts";

const UNIT = 1_000_000n;
const MINUTE = 60;
const { debt, covenants } = PLAIN_TERMS;
/** So little principal that a day's rent pays it. */
const DAILY = { period: BigInt(DAY), payments: 120n, finalPayment: 245_000n * UNIT };
const MONTHLY = { period: BigInt(30 * DAY), payments: 36n };

const COVENANTS = {
  ...covenants,
  periods: 2n,
  curePeriods: 1n,
  coverageBps: [12_500n, 11_000n, 10_000n] as [bigint, bigint, bigint],
};

/** Terms of 250,000 in each form: loans at 10 % that pay by the month or by the day, a lease of about as
 * much, a loan with covenants on coverage. */
export const FORM_TERMS = {
  "revenue share": {},
  loan: { form: 1, vaultShareBps: 0, debt: { ...debt, ...MONTHLY, yearlyRate: 10n ** 17n } },
  lease: { form: 2, vaultShareBps: 0, debt: { ...debt, ...MONTHLY, rent: 8_100n * UNIT } },
  "loan, a payment a day": { form: 1, vaultShareBps: 0, debt: { ...debt, ...DAILY, yearlyRate: 10n ** 17n } },
  "loan, covenants": {
    form: 1,
    vaultShareBps: 0,
    debt: { ...debt, ...MONTHLY, yearlyRate: 10n ** 17n },
    covenants: COVENANTS,
  },
} as const;

/**
 * What a cluster financed in one form costs whoever settles, after three days of rent, and whoever pays after the
 * window.
 */
export async function formActions(form: keyof typeof FORM_TERMS): Promise<GasByAction> {
  const connection = await openChain();
  const { contracts, report, pay, settle, passDay, passWindow } = await clustersInService(connection, 1, {
    terms: FORM_TERMS[form],
  });
  const figures: bigint[] = [];
  for (let day = 0; day < 3; day += 1) {
    await passDay();
    await report(1n);
    await pay(1n);
    await passWindow();
    figures.push(await settle(1n));
  }
  await passDay();
  await report(1n);
  await passWindow();
  const payment = await pay(1n);
  await report(1n, MINUTE);
  await pay(1n);
  await passWindow();
  const settled = {
    "settle, the first period": figures[0] ?? 0n,
    "settle, a later period": figures[2] ?? 0n,
    "payIn, settling a later period": payment,
    "settle, a minute that moves no deadline": await settle(1n),
  };
  if (form === "revenue share") return settled;

  const [payer] = await connection.ethers.getSigners();
  if (!payer) throw new Error("The chain has no account.");
  const { asset, loans } = contracts;
  await asset.mint(payer, 100_000n * UNIT);
  await asset.connect(payer).approve(loans, 100_000n * UNIT);
  return {
    ...settled,
    "repay, a part of a payment": await gasOf(loans.connect(payer).repay(1n, 1_000n * UNIT)),
    "repay, a payment and principal ahead": await gasOf(loans.connect(payer).repay(1n, 50_000n * UNIT)),
  };
}

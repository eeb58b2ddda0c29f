import hre from "hardhat";
import { DAY } from "../lib/instant.ts";
import { PLAIN_TERMS } from "../lib/plainTerms.ts";
import { clustersInService } from "./clusters.ts";
import { gasOf, type GasByAction } from "./vaultActions.ts";

const UNIT = 1_000_000n;
const { debt, covenants } = PLAIN_TERMS;
const MONTHLY = { period: BigInt(30 * DAY), payments: 36n };

const COVENANTS = {
  ...covenants,
  periods: 2n,
  curePeriods: 1n,
  coverageBps: [12_500n, 11_000n, 10_000n] as [bigint, bigint, bigint],
};

/** Terms of 250,000 in each form: a loan at 10 %, a lease of about as much, each without and with covenants on coverage. */
export const FORM_TERMS = {
  "revenue share": {},
  loan: { form: 1, vaultShareBps: 0, debt: { ...debt, ...MONTHLY, yearlyRate: 10n ** 17n } },
  lease: { form: 2, vaultShareBps: 0, debt: { ...debt, ...MONTHLY, rent: 8_100n * UNIT } },
  "loan, covenants": {
    form: 1,
    vaultShareBps: 0,
    debt: { ...debt, ...MONTHLY, yearlyRate: 10n ** 17n },
    covenants: COVENANTS,
  },
} as const;

/** What a cluster financed in one form costs whoever settles, after three days of rent. */
export async function formActions(form: keyof typeof FORM_TERMS): Promise<GasByAction> {
  const connection = await hre.network.create();
  const { contracts, report, settle, passDay, passWindow } = await clustersInService(connection, 1, FORM_TERMS[form]);
  const figures: bigint[] = [];
  for (const period of [1, 2, 3]) {
    await passDay();
    await report(1n, period);
    await passWindow();
    figures.push(await settle(1n));
  }
  const settled = { "settle, the first period": figures[0] ?? 0n, "settle, a later period": figures[2] ?? 0n };
  if (form === "revenue share") return settled;

  const [payer] = await connection.ethers.getSigners();
  if (!payer) throw new Error("The chain has no account.");
  const { asset, book } = contracts;
  await asset.mint(payer, 100_000n * UNIT);
  await asset.connect(payer).approve(book, 100_000n * UNIT);
  return {
    ...settled,
    "repay, a part of a payment": await gasOf(book.connect(payer).repay(1n, 1_000n * UNIT)),
    "repay, a payment and principal ahead": await gasOf(book.connect(payer).repay(1n, 50_000n * UNIT)),
  };
}

import { encodeBytes32String, id, parseUnits, type ContractTransaction } from "ethers";
import { localActor } from "../lib/localAccounts.ts";
import { DAY, HOUR } from "../lib/instant.ts";
import { PLAIN_TERMS } from "../lib/plainTerms.ts";
import { passTime } from "../dev/passTime.ts";
import { CURATOR_DELAY } from "../replay/plan.ts";
import type { Operators } from "../replay/operators.ts";
import { fund, scheduleAct } from "../replay/runContext.ts";
import type { ChainContext } from "../replay/setUp.ts";
import { FORMS } from "../scenario/clusterTerms.ts";
import { healthy } from "./healthy.ts";
import type { World } from "./world.ts";

const AUCTION = 1n;
const PRINCIPAL = 2_000_000n * 10n ** 6n;
const BOND = 10_000n * 10n ** 6n;
const GPUS = 64;
/** Yearly rates, 1e18 = 100 %: what the vault takes at least, what two bid, and from where bids fall. */
const [LEAST, BIDS, MOST] = [
  parseUnits("0.08", 18),
  [parseUnits("0.09", 18), parseUnits("0.0975", 18)],
  parseUnits("0.12", 18),
] as const;

/** The healthy world, whose curator offers two million for another cluster; two operators have sealed their bids. */
export const auction: World = {
  what: "capital of 2,000,000 offered for a loan, two sealed bids, open for two days more",
  look: [
    "The operator's page shows the offer: connect as Operator to seal a bid, and open it once sealing is over.",
    "`npm run due` with the printed --directory says until when bids are taken and until when they are opened.",
    "`npm run act -- operator commit-bid` as Operator seals a third one, after `npm run act -- operator --help`.",
  ],
  vaults: healthy.vaults,
  isLively: false,
  staging: { takes: CURATOR_DELAY + DAY, stage: offerCapital },
};

async function offerCapital(context: ChainContext, operators: Operators, now: number): Promise<void> {
  const { chain, contracts } = context;
  const { auction: offers, registry, loans, escrow } = contracts;
  const curator = localActor("curator").address;
  const bidders = ["Atlas", "Borea"].map((name) => operators.accountOf(name));
  const cluster = (await registry.clusterCount()) + 1n;

  // The curator announces, and life goes on for as long as its delay.
  const announcedAt = await chain.now();
  const readyAt = announcedAt + CURATOR_DELAY;
  const acts: ContractTransaction[] = [
    await registry.register.populateTransaction(hardware(), loans),
    ...(await Promise.all(
      [localActor("operator").address, ...bidders].map((bidder) => offers.admit.populateTransaction(bidder)),
    )),
    await offers.open.populateTransaction(
      { cluster, leastBid: LEAST, bond: BOND, commitUntil: now + 2 * DAY, revealUntil: now + 3 * DAY },
      loanTerms(now + 60 * DAY),
    ),
  ];
  for (const act of acts) await scheduleAct(context, announcedAt, act, readyAt);
  await passTime([context], readyAt);
  for (const act of acts) await chain.send(curator, await chain.now(), act);

  // Two seal a bid; their salts are their addresses.
  await passTime([context], now - HOUR);
  for (const [index, bidder] of bidders.entries()) {
    const bid = BIDS[index] ?? LEAST;
    const at = await chain.now();
    await fund(context, at, bidder, escrow, BOND);
    const seal = await offers.commitmentHash(AUCTION, bidder, bid, id(bidder));
    await chain.send(bidder, at, await offers.commit.populateTransaction(AUCTION, seal));
  }
}

const hardware = () => ({
  name: "Rhea",
  model: encodeBytes32String("H100-SXM5"),
  region: encodeBytes32String("unstated"),
  operator: localActor("operator").address,
  gpuCount: GPUS,
  systemWatts: 1_275,
  pueBps: 12_500,
  maxPeriod: 30 * DAY,
  usefulLife: 1_825 * DAY,
  cost: PRINCIPAL,
  salvage: 0n,
  serialsRoot: id("serials of Rhea"),
});

const loanTerms = (inServiceBy: number) => ({
  ...PLAIN_TERMS,
  form: FORMS.indexOf("loan"),
  amount: PRINCIPAL,
  vaultShareBps: 0n,
  reserveTarget: 0n,
  inServiceBy,
  paymentGrace: 7 * DAY,
  bondBps: 0n,
  debt: { ...PLAIN_TERMS.debt, yearlyRate: MOST, period: BigInt(30 * DAY), payments: 36n },
});

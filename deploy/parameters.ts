import { getAddress, isAddress, parseUnits, ZeroAddress } from "ethers";
import { z } from "zod";
import { DeploymentRefused } from "./errors.ts";

/** The only chain on which a dollar may be made out of nothing. */
export const LOCAL_CHAIN_ID = 31_337;

/** Stands for an address that only the people who deploy can know. Refused until it is filled in. */
export const UNSET = "UNSET";

const address = z.string().transform((text, context) => {
  if (text !== UNSET && isAddress(text) && getAddress(text) !== ZeroAddress) return getAddress(text);
  context.addIssue(text === UNSET ? "is not set; fill in the address" : `is not an address: ${JSON.stringify(text)}`);
  return z.NEVER;
});

const DAY = 86_400;
/**
 * The outer caps that the contracts are compiled with: of a report's deadline, its long window, both windows of a
 * dispute. Whatever is set later, a report in time is final so long after its period's end at the latest: a dispute and
 * a veto move that once each.
 */
const MAX_REPORT_DEADLINE = 7 * DAY;
const MAX_LONG_WINDOW = 4 * DAY;
const MAX_DISPUTE_WINDOWS = 10 * DAY;
export const MAX_REPORTING_TIME = 2 * (MAX_REPORT_DEADLINE + MAX_LONG_WINDOW) + MAX_DISPUTE_WINDOWS + MAX_LONG_WINDOW;

const seconds = (minimum: number, maximum: number) => z.int().min(minimum).max(maximum);
const bps = (maximum: number) => z.int().min(0).max(maximum);
const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'must be whole units such as "0.50"');

const modelBounds = z.strictObject({
  minPrice: decimal, // whole units of the asset per GPU-hour sold
  maxPrice: decimal,
  leastBusyWatts: z.int().min(0).max(100_000), // W a rented GPU draws at the least
  minTariff: decimal, // whole units per kWh
  maxTariff: decimal,
  otherOpexCap: decimal, // whole units per installed GPU-hour
});

/** Who acts for a vault alone. */
const peopleShape = z
  .strictObject({
    curator: address,
    curatorDelay: seconds(0, 2 ** 32 - 1),
    guardian: address, // acts at once: it can only reduce risk
  })
  .partial();

/** What each vault has of its own. */
const vaultShape = {
  asset: z.union([z.literal("TestDollar"), address], { error: "must be an address or TestDollar" }),
  what: z.string().min(1).max(200), // the vault in a sentence, for people
  vault: z.strictObject({
    name: z.string().min(1),
    symbol: z.string().min(1),
    vestingFloor: seconds(1, 366 * 86_400),
    vestingCap: seconds(1, 366 * 86_400),
    capWholeTokens: z
      .int()
      .min(0)
      .max(2 ** 32 - 1), // whole units of the asset
    epochLength: seconds(3_600, 92 * 86_400), // of the redemption queue
    delinquencyLimitBps: bps(1_000), // of NAV; deposits are closed while more is delinquent
    toleranceBps: bps(1_000), // of NAV; patient redemption requests wait while more is unrealised
    tick: seconds(1, 86_400), // kinks of the vault's curve lie on multiples of it
    markdownPeriod: seconds(7 * 86_400, 365 * 86_400), // from delinquent to worth nothing to a leaver; whole ticks
  }),
  fee: z.strictObject({ bps: bps(2_000), recipient: address }), // of profit
  bond: z.strictObject({ releaseDelay: seconds(86_400, 365 * 86_400) }), // from a facility's end on
  workouts: z.strictObject({
    workoutPeriod: seconds(86_400, 365 * 86_400), // the curator's for selling; then anyone starts a Dutch auction
    claimPeriod: seconds(86_400, 365 * 86_400), // for which a booked loss counts as claimed
  }),
  drawLimits: z.strictObject({
    // Of NAV, in one of them; 10,000: no limit.
    clusterBps: bps(10_000),
    operatorBps: bps(10_000),
    modelBps: bps(10_000),
    regionBps: bps(10_000),
    maxLoanToValueBps: bps(10_000), // of what GPUs are marked at; 10,000: no limit
    minCoverageBps: bps(50_000), // of the payments of a loan or lease; 0: no limit
    utilisationBps: bps(10_000), // of GPU-hours, assumed to be sold
    runningCostBps: bps(10_000), // of gross, assumed
  }),
  disputes: z.strictObject({
    leastBond: decimal, // of a challenge, whole units of the asset
    bondBps: bps(1_000), // of the gross reported, where that is more
    answerWindow: seconds(3_600, MAX_DISPUTE_WINDOWS), // for the reporters
    arbiterWindow: seconds(3_600, MAX_DISPUTE_WINDOWS), // for the arbiter, from the answer; ten days with the other
  }),
};

/** The protocol's own people are a vault's where it names none. */
const withPeople = <T extends { roles: Required<z.output<typeof peopleShape>>; people?: z.output<typeof peopleShape> }>(
  given: T,
) => {
  const { curator, curatorDelay, guardian } = given.roles;
  return { ...given, people: { curator, curatorDelay, guardian, ...given.people } };
};

const schema = z
  .strictObject({
    network: z.string(), // as in hardhat.config.ts
    chainId: z.int().min(1),
    assetDecimals: z.int().min(6).max(18),
    ...vaultShape,
    people: peopleShape.optional(), // of the vault; those of `roles` when left out
    oracle: z.strictObject({
      window: seconds(60, MAX_LONG_WINDOW), // challenge window of an ordinary report
      longWindow: seconds(60, MAX_LONG_WINDOW), // of what is late, revised or outside a soft bound
      reportDeadline: seconds(3_600, MAX_REPORT_DEADLINE), // after a period's longest possible end
      sequencerFeed: z.union([z.literal("none"), address]), // uptime feed of a rollup
    }),
    bounds: z.strictObject({
      priceJumpBps: bps(10_000), // of the last final price
      models: z.record(z.string().regex(/^[\x20-\x7e]{1,31}$/), modelBounds),
    }),
    // What reporters put up, once for all vaults, in the asset of the first one.
    stakes: z.strictObject({
      leastStake: decimal, // of a reporter, whole units; ten of the least bond of a challenge or more, in every vault
      releaseDelay: seconds(60 * DAY, 365 * DAY), // from leaving on
    }),
    quorum: z.strictObject({
      reporters: z.array(address).min(1).max(32),
      standbys: z.array(address).max(8), // the first takes the seat of the first reporter that is ejected
      threshold: z.int().min(1).max(32),
    }),
    roles: z.strictObject({
      governor: address,
      governorDelay: seconds(0, 2 ** 32 - 1),
      curator: address, // registers clusters for all vaults; and of vaults that name no other
      curatorDelay: seconds(0, 2 ** 32 - 1),
      guardian: address, // vetoes reports, acts at once; and of vaults that name no other
      arbiter: address, // decides disputes that reporters defend, inside a deadline
    }),
  })
  .transform(withPeople)
  .superRefine((parameters, context) => {
    const complain = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
    const { asset, assetDecimals, chainId, vault, oracle, disputes, stakes, quorum, roles, people } = parameters;
    if (asset === "TestDollar" && chainId !== LOCAL_CHAIN_ID) {
      complain(["asset"], `TestDollar is for chain ${LOCAL_CHAIN_ID} only, and this is chain ${chainId}`);
    }
    if (vault.markdownPeriod % vault.tick !== 0) complain(["vault", "markdownPeriod"], "must be whole ticks");
    if (vault.toleranceBps > vault.delinquencyLimitBps) {
      complain(["vault", "toleranceBps"], "is above delinquencyLimitBps");
    }
    if (vault.vestingFloor > vault.vestingCap) complain(["vault", "vestingFloor"], "is above vestingCap");
    if (vault.vestingCap <= MAX_REPORTING_TIME) {
      complain(["vault", "vestingCap"], "must be longer than a report may ever take (36 days), or no period fits");
    }
    if (roles.governorDelay <= vault.epochLength) {
      complain(["roles", "governorDelay"], "must be longer than an epoch, so that leaving is faster than a change");
    }
    if (oracle.longWindow < oracle.window) complain(["oracle", "longWindow"], "is below window");
    if (disputes.answerWindow + disputes.arbiterWindow > MAX_DISPUTE_WINDOWS) {
      complain(["disputes", "arbiterWindow"], "is above ten days together with answerWindow");
    }
    const inUnits = (amount: string) => parseUnits(amount, assetDecimals);
    const { leastStake } = stakes;
    if (inUnits(leastStake) < 10n * inUnits(disputes.leastBond))
      complain(["stakes", "leastStake"], "is below ten times disputes.leastBond");
    const least = Math.floor((2 * quorum.reporters.length) / 3) + 1;
    if (quorum.threshold < least || quorum.threshold > quorum.reporters.length) {
      complain(["quorum", "threshold"], `must be from ${least} to ${quorum.reporters.length}`);
    }
    if (new Set(quorum.reporters).size !== quorum.reporters.length)
      complain(["quorum", "reporters"], "holds one twice");
    const { governor, curator, guardian, arbiter } = roles;
    if (new Set([governor, curator, guardian, arbiter]).size !== 4) {
      complain(["roles"], "governor, curator, guardian and arbiter must be four accounts: each may stop another");
    }
    // Nobody stops itself: a vault's curator is no guardian, of the vault or of the protocol.
    if ([governor, guardian, arbiter].includes(people.curator) && people.curator !== curator) {
      complain(["people", "curator"], "is also the protocol's governor, guardian or arbiter");
    }
    if ([governor, arbiter, people.curator].includes(people.guardian) && people.guardian !== guardian) {
      complain(["people", "guardian"], "is also the vault's curator, or the protocol's governor or arbiter");
    }
    const judges = new Set([governor, curator, guardian, arbiter, people.curator, people.guardian]);
    if ([...quorum.reporters, ...quorum.standbys].some((reporter) => judges.has(reporter))) {
      complain(["quorum"], "names a governor, curator, guardian or arbiter: they judge what reporters say");
    }
    const seated = new Set([...quorum.reporters, ...quorum.standbys]).size;
    if (seated !== new Set(quorum.reporters).size + quorum.standbys.length)
      complain(["quorum", "standbys"], "holds one twice, or a reporter");
    if (chainId !== LOCAL_CHAIN_ID && (roles.governorDelay === 0 || roles.curatorDelay === 0)) {
      complain(["roles"], "governor and curator need a delay outside the local chain");
    } else if (chainId !== LOCAL_CHAIN_ID && people.curatorDelay === 0) {
      complain(["people", "curatorDelay"], "must not be 0 outside the local chain");
    }
  });

/** What a deployment is made with, as it is written down: money in whole units, durations in seconds. */
export type ParametersInput = z.input<typeof schema>;

/** Plausibility bounds of one GPU model, money in base units of the asset. */
export type ModelBoundsParameters = {
  minPrice: bigint;
  maxPrice: bigint;
  leastBusyWatts: number;
  minTariff: bigint;
  maxTariff: bigint;
  otherOpexCap: bigint;
};

type Checked = z.output<typeof schema>;

/** What a deployment is made with, checked: money in base units, addresses with checksum, reporters ascending. */
export type ProtocolParameters = {
  oracle: Omit<Checked["oracle"], "sequencerFeed"> & { sequencerFeed: string };
  bounds: { priceJumpBps: number; models: Readonly<Record<string, ModelBoundsParameters>> };
  disputes: Omit<Checked["disputes"], "leastBond"> & { leastBond: bigint };
  stakes: Omit<Checked["stakes"], "leastStake"> & { leastStake: bigint };
} & Omit<Checked, "bounds" | "oracle" | "disputes" | "stakes">;

/** What each vault of a protocol has of its own. */
export type VaultParameters = Pick<
  ProtocolParameters,
  "asset" | "what" | "people" | "vault" | "fee" | "bond" | "workouts" | "drawLimits" | "disputes"
>;

/** Checks parameters; a refusal names every one that is wrong. */
export function parseParameters(input: ParametersInput): ProtocolParameters {
  const result = schema.safeParse(input);
  if (!result.success) throw refusal(`The parameters of ${input.network} can't be used.`, result.error);
  const { bounds, oracle, quorum, disputes, stakes, ...rest } = result.data;
  const models = Object.entries(bounds.models).map(
    ([model, given]) => [model, toBaseUnits(given, rest.assetDecimals)] as const,
  );
  return {
    ...rest,
    oracle: { ...oracle, sequencerFeed: oracle.sequencerFeed === "none" ? ZeroAddress : oracle.sequencerFeed },
    bounds: { priceJumpBps: bounds.priceJumpBps, models: Object.fromEntries(models) },
    disputes: { ...disputes, leastBond: parseUnits(disputes.leastBond, rest.assetDecimals) },
    stakes: { ...stakes, leastStake: parseUnits(stakes.leastStake, rest.assetDecimals) },
    quorum: { ...quorum, reporters: [...quorum.reporters].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)) },
  };
}

const sections = ["vault", "fee", "bond", "workouts", "drawLimits", "disputes"] as const;

/** What the file of a further vault says: in what it differs from the first one of its network. */
const vaultFile = z.strictObject({
  asset: vaultShape.asset.optional(),
  what: vaultShape.what,
  people: peopleShape.optional(),
  vault: vaultShape.vault.partial().required({ name: true, symbol: true }),
  fee: vaultShape.fee.partial().optional(),
  bond: vaultShape.bond.partial().optional(),
  workouts: vaultShape.workouts.partial().optional(),
  drawLimits: vaultShape.drawLimits.partial().optional(),
  disputes: vaultShape.disputes.partial().optional(),
});

/**
 * Checks what the file of a further vault says, beside the parameters of its network; a refusal names all that is
 * wrong.
 *
 * @returns the network's parameters, with the vault's in the place of the first one's
 */
export function parseVault(network: ParametersInput, file: unknown): ProtocolParameters {
  const result = vaultFile.safeParse(file);
  if (!result.success) throw refusal(`The parameters of a vault on ${network.network} can't be used.`, result.error);
  const { asset = network.asset, what, people, ...given } = result.data;
  const changed = Object.fromEntries(sections.map((section) => [section, { ...network[section], ...given[section] }]));
  return parseParameters({ ...network, asset, what, people, ...changed });
}

function refusal(summary: string, { issues }: z.ZodError): DeploymentRefused {
  return new DeploymentRefused(
    summary,
    issues.map(({ path, message }) => `${path.map(String).join(".") || "the file"}: ${message}`),
  );
}

function toBaseUnits(given: z.output<typeof modelBounds>, decimals: number): ModelBoundsParameters {
  return {
    minPrice: parseUnits(given.minPrice, decimals),
    maxPrice: parseUnits(given.maxPrice, decimals),
    leastBusyWatts: given.leastBusyWatts,
    minTariff: parseUnits(given.minTariff, decimals),
    maxTariff: parseUnits(given.maxTariff, decimals),
    otherOpexCap: parseUnits(given.otherOpexCap, decimals),
  };
}

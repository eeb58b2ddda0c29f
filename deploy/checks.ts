import { reportBoundsAbi } from "@gpu-yield-vaults/sdk/abi/ReportBounds";
import { readLogs } from "@gpu-yield-vaults/sdk/logs";
import {
  COMPANION_KEYS,
  DEPLOYED_KEYS,
  keysPer,
  knownBy,
  PROTOCOL,
  SOURCE_KEYS,
  toldBy,
  type DeployedKey,
} from "@gpu-yield-vaults/sdk/protocol";
import { ROLES } from "@gpu-yield-vaults/sdk/roles";
import { decodeBytes32String, encodeBytes32String, isCallException, zeroPadValue } from "ethers";
import { artifacts } from "hardhat";
import { parseEventLogs, type Address } from "viem";
import { readAuthority } from "./authority.ts";
import { readNeighbour, type ProtocolAddresses, type ProtocolContracts } from "./contracts.ts";
import type { Protocol } from "./deployProtocol.ts";
import { readGrants } from "./grants.ts";
import { logsOf, type RawLog } from "./logs.ts";
import type { ProtocolParameters } from "./parameters.ts";
import { requesterOf, type RpcProvider } from "./requester.ts";
import { protocolTable, typedKeys, vaultTable } from "./roles.ts";
import { readScheduled, type Scheduled } from "./scheduled.ts";
import { FIRST_VAULT } from "./setup.ts";

/** One thing that is not as it was meant. */
export type Difference = {
  what: string;
  expected: string;
  found: string;
};

/** The chain differs from the parameters; every difference is listed. */
export class DeploymentMismatch extends Error {
  override readonly name = "DeploymentMismatch";

  constructor(readonly differences: readonly Difference[]) {
    const lines = differences.map(({ what, expected, found }) => `  ${what}: expected ${expected}, found ${found}`);
    super([`The deployment differs in ${differences.length} places.`, ...lines].join("\n"));
  }
}

/** A vault beside the first one: its contracts with those of the protocol, its name, and its number. */
export type FurtherVault = Protocol & { name: string; number: number };

type NumberedVault = Protocol & { number: number };

type Value = string | number | bigint | boolean;
/** What something is, and what it should be. */
type Fact = readonly [what: string, found: Value, expected: Value];

/**
 * Reads a deployment back: code, wiring, listing, parameters, every role's members with their delays, every function's
 * role. Throws `DeploymentMismatch` on any difference, also on what is there and should not be.
 *
 * @param fromBlock The block to read events from; at or before the deployment.
 * @param further Vaults beside the first one. Of one that the governor has not admitted yet, only what it is made of.
 * @returns what is announced and has not happened yet: no difference now, maybe one soon
 */
export async function checkDeployment(
  provider: RpcProvider,
  { contracts, addresses, parameters }: Protocol,
  fromBlock = 0,
  further: readonly FurtherVault[] = [],
): Promise<readonly Scheduled[]> {
  const latest = await provider.getBlockNumber();
  const address = [addresses.accessManager, addresses.bounds] as Address[];
  const logs = await readLogs(requesterOf(provider), { address }, BigInt(fromBlock), BigInt(latest));
  const first = { contracts, addresses, parameters, number: FIRST_VAULT };
  const admitted = await filterAsync(further, isAdmitted);
  const facts = [
    ...(await builtFacts(provider, first, DEPLOYED_KEYS)),
    ...(await protocolFacts(contracts, parameters)),
    ...(await listingFacts(first)),
    ...(await boundsFacts(contracts, parameters, logs)),
    ...(await authorityFacts(first, [first, ...admitted], logs)),
  ];
  for (const vault of further) {
    const own = [
      ...(await builtFacts(provider, vault, keysPer("vault"))),
      ...(admitted.includes(vault) ? await listingFacts(vault) : []),
    ];
    facts.push(...own.map(([what, found, expected]): Fact => [`${vault.name}: ${what}`, found, expected]));
  }
  const differences = facts
    .map(([what, found, expected]) => ({ what, expected: String(expected), found: String(found) }))
    .filter(({ expected, found }) => expected.toLowerCase() !== found.toLowerCase());
  if (differences.length > 0) throw new DeploymentMismatch(differences);
  const block = await provider.getBlock(latest);
  if (!block) throw new Error(`the node does not know block ${latest} any more`);
  return readScheduled([first, ...further], logs, BigInt(block.timestamp));
}

/** Whether the governor stands behind a vault. */
export async function isAdmitted({ contracts, addresses }: Protocol): Promise<boolean> {
  return (await contracts.directory.listingOf(addresses.vault)).listedAt !== 0n;
}

/** What contracts are made of: code, neighbours, constants, and the terms of their vault. */
async function builtFacts(provider: RpcProvider, vault: Protocol, keys: readonly DeployedKey[]): Promise<Fact[]> {
  const { contracts, addresses, parameters } = vault;
  return [
    ...(await codeFacts(provider, addresses, parameters, keys)),
    ...(await wiringFacts(contracts, addresses, keys)),
    ...(await constantFacts(contracts, addresses, keys)),
    ...(await vaultFacts(contracts, parameters)),
  ];
}

/** The code at each address is the compiler's, but for the constants that its constructor has put in. */
async function codeFacts(
  provider: RpcProvider,
  addresses: ProtocolAddresses,
  { asset }: ProtocolParameters,
  keys: readonly DeployedKey[],
): Promise<Fact[]> {
  // The dollar of a public network is its issuer's.
  const own = keys.filter((key) => (key !== "asset" && key !== "dollar") || asset === "TestDollar");
  const facts = own.map(async (key): Promise<Fact> => {
    const { deployedBytecode, immutableReferences = {} } = await artifacts.readArtifact(PROTOCOL[key].contract);
    const blanks = Object.values(immutableReferences).flat();
    const [found, expected] = [await provider.getCode(addresses[key]), deployedBytecode].map((code) =>
      withoutConstants(code, blanks),
    );
    const is = found === expected ? "as compiled" : found === "0x" ? "none" : "another one";
    return [`code of ${key}`, is, "as compiled"];
  });
  return Promise.all(facts);
}

/** @param blanks Where the compiler says that constants go, in bytes of the code */
function withoutConstants(code: string, blanks: readonly { start: number; length: number }[]): string {
  let text = code.toLowerCase();
  for (const { start, length } of blanks) {
    const [from, to] = [2 + 2 * start, 2 + 2 * (start + length)];
    if (to <= text.length) text = `${text.slice(0, from)}${"0".repeat(to - from)}${text.slice(to)}`;
  }
  return text;
}

/** What the governor has said of the vault: its sources, and its listing. */
async function listingFacts({ contracts, addresses, parameters, number }: NumberedVault): Promise<Fact[]> {
  const { directory, vault } = contracts;
  const sources = [...(await vault.sources())];
  const listing = await directory.listingOf(addresses.vault);
  const companions = listing.companions.map(({ name, target }) => `${decodeBytes32String(name)} ${target}`);
  return [
    ["vault.sources", sources.join(), SOURCE_KEYS.map((key) => addresses[key]).join()],
    [
      "directory, the vault",
      listing.listedAt === 0n ? "not listed" : listing.retiredAt === 0n ? "listed" : "retired",
      "listed",
    ],
    ["directory, its number", listing.number, number],
    ["directory, what it is", listing.what, parameters.what],
    [
      "directory, companions",
      companions.join(),
      COMPANION_KEYS.map((key) => `${key} ${addresses[key as DeployedKey]}`).join(),
    ],
  ];
}

/** What contracts tell of their neighbours. */
async function wiringFacts(
  contracts: ProtocolContracts,
  addresses: ProtocolAddresses,
  keys: readonly DeployedKey[],
): Promise<Fact[]> {
  const facts = keys.flatMap((key) =>
    toldBy(key).map(async ({ getter, field, neighbour }): Promise<Fact> => [
      `${key}.${field ?? getter}`,
      await readNeighbour(contracts[key], getter, field),
      addresses[neighbour],
    ]),
  );
  return Promise.all(facts);
}

/** Neighbours that contracts know and do not tell: constants, which stand in their code. */
async function constantFacts(
  contracts: ProtocolContracts,
  addresses: ProtocolAddresses,
  keys: readonly DeployedKey[],
): Promise<Fact[]> {
  const facts = keys
    .filter((key) => knownBy(key).length > 0)
    .map(async (key): Promise<Fact[]> => {
      const code = (await contracts[key].getDeployedCode()) ?? "";
      return knownBy(key).map((neighbour): Fact => {
        const isThere = code.includes(zeroPadValue(addresses[neighbour], 32).slice(2).toLowerCase());
        return [`${key}.${neighbour}`, isThere ? addresses[neighbour] : "another one", addresses[neighbour]];
      });
    });
  return (await Promise.all(facts)).flat();
}

/** What there is once for the protocol, by its parameters. */
async function protocolFacts(contracts: ProtocolContracts, parameters: ProtocolParameters): Promise<Fact[]> {
  const { quorum, oracle, stakes } = contracts;
  const { window, longWindow, reportDeadline } = await oracle.timings();
  return [
    ["oracle.assetDecimals", await oracle.assetDecimals(), parameters.assetDecimals],
    ["oracle.window", window, parameters.oracle.window],
    ["oracle.longWindow", longWindow, parameters.oracle.longWindow],
    ["oracle.reportDeadline", reportDeadline, parameters.oracle.reportDeadline],
    ["oracle.sequencerFeed", await oracle.sequencerFeed(), parameters.oracle.sequencerFeed],
    ["quorum.reporters", [...(await quorum.reporters())].join(), parameters.quorum.reporters.join()],
    ["quorum.standbys", [...(await quorum.standbys())].join(), parameters.quorum.standbys.join()],
    ["quorum.threshold", await quorum.threshold(), parameters.quorum.threshold],
    ["stakes.leastStake", await stakes.leastStake(), parameters.stakes.leastStake],
    ["stakes.releaseDelay", await stakes.releaseDelay(), parameters.stakes.releaseDelay],
  ];
}

/** The terms of a vault, by its parameters. */
async function vaultFacts(contracts: ProtocolContracts, parameters: ProtocolParameters): Promise<Fact[]> {
  const { vault, queue, workouts, bond, drawLimits, disputes, asset } = contracts;
  const settings = await vault.settings();
  const state = await vault.state();
  const fee = await vault.fee();
  const { leastBond, bondBps, answerWindow, arbiterWindow } = await disputes.terms();
  const limits = await drawLimits.limits();
  const wholeToken = 10n ** BigInt(parameters.assetDecimals);
  return [
    ["asset.decimals", await asset.decimals(), parameters.assetDecimals],
    ["vault.name", await vault.name(), parameters.vault.name],
    ["vault.symbol", await vault.symbol(), parameters.vault.symbol],
    ["vault.decimals", await vault.decimals(), parameters.assetDecimals + 6],
    ["vault.vestingFloor", settings.vestingFloor, parameters.vault.vestingFloor],
    ["vault.vestingCap", settings.vestingCap, parameters.vault.vestingCap],
    ["vault.delinquencyLimitBps", settings.delinquencyLimitBps, parameters.vault.delinquencyLimitBps],
    ["vault.toleranceBps", settings.toleranceBps, parameters.vault.toleranceBps],
    ["vault.tick", settings.tick, parameters.vault.tick],
    ["vault.markdownPeriod", settings.markdownPeriod, parameters.vault.markdownPeriod],
    ["vault.cap", state.cap, BigInt(parameters.vault.capWholeTokens) * wholeToken],
    ["queue.epochLength", await queue.epochLength(), parameters.vault.epochLength],
    ["vault.paused", state.paused, false],
    ["vault.feeBps", fee.bps, parameters.fee.bps],
    ["vault.feeRecipient", fee.recipient, parameters.fee.recipient],
    ["workouts.workoutPeriod", await workouts.workoutPeriod(), parameters.workouts.workoutPeriod],
    ["workouts.claimPeriod", await workouts.claimPeriod(), parameters.workouts.claimPeriod],
    ["drawLimits.noticePeriod", await drawLimits.noticePeriod(), parameters.vault.epochLength],
    ["bond.releaseDelay", await bond.releaseDelay(), parameters.bond.releaseDelay],
    ...typedKeys(parameters.drawLimits).map((field): Fact => [
      `drawLimits.${field}`,
      limits[field],
      parameters.drawLimits[field],
    ]),
    ["disputes.leastBond", leastBond, parameters.disputes.leastBond],
    ["disputes.bondBps", bondBps, parameters.disputes.bondBps],
    ["disputes.answerWindow", answerWindow, parameters.disputes.answerWindow],
    ["disputes.arbiterWindow", arbiterWindow, parameters.disputes.arbiterWindow],
  ];
}

async function boundsFacts(
  { bounds }: ProtocolContracts,
  { bounds: expected }: ProtocolParameters,
  logs: readonly RawLog[],
): Promise<Fact[]> {
  const facts: Fact[] = [["bounds.priceJumpBps", await bounds.priceJumpBps(), expected.priceJumpBps]];
  for (const [model, limits] of Object.entries(expected.models)) {
    const found = await boundsOf(bounds, model);
    for (const field of typedKeys(limits)) {
      facts.push([`bounds of ${model}, ${field}`, found ? found[field] : "no bounds", limits[field]]);
    }
  }
  // Models that nobody asked for.
  const known = new Set(Object.keys(expected.models).map(encodeBytes32String));
  const changes = parseEventLogs({
    abi: reportBoundsAbi,
    eventName: "BoundsChanged",
    logs: logsOf(await bounds.getAddress(), logs),
  });
  for (const { args } of changes) {
    if (!known.has(args.model)) facts.push([`bounds of ${args.model}`, "set", "not set"]);
  }
  return facts;
}

async function boundsOf(bounds: ProtocolContracts["bounds"], model: string) {
  try {
    return await bounds.boundsOf(encodeBytes32String(model));
  } catch (error) {
    if (error instanceof Error && error.message.includes("ReportBounds_UnknownModel")) return undefined;
    if (isCallException(error) && error.revert?.name === "ReportBounds_UnknownModel") return undefined;
    throw error;
  }
}

async function authorityFacts(
  { contracts, addresses, parameters: { roles } }: Protocol,
  vaults: readonly NumberedVault[],
  logs: readonly RawLog[],
): Promise<Fact[]> {
  const found = await readAuthority(contracts.accessManager, logs);
  const facts: Fact[] = [];
  const same = (
    what: string,
    actual: ReadonlyMap<string, Value>,
    wanted: ReadonlyMap<string, Value>,
    missing: Value,
  ) => {
    for (const key of new Set([...actual.keys(), ...wanted.keys()])) {
      facts.push([`${what} ${key}`, actual.get(key) ?? missing, wanted.get(key) ?? missing]);
    }
  };

  const grants = await readGrants();
  const tables = [protocolTable(addresses, grants, roles), ...vaults.map((vault) => vaultTable(vault, grants))];
  const members = tables.flatMap((table) => table.members);
  const held = new Map(members.map(({ id, account, delay }) => [`${id}/${account}`, delay]));
  same("delay of member", found.members, held, "no member");
  same("guardian of role", found.guardians, byText(tables.flatMap(({ guardians }) => [...guardians])), 0n);
  same("admin of role", found.admins, new Map(), ROLES.admin);
  same("grant delay of role", found.grantDelays, new Map(), 0);
  same("label of role", found.labels, byText(tables.flatMap(({ labels }) => [...labels])), "none");

  const functions = tables.flatMap((table) => table.functions);
  const roleOf = functions.flatMap(({ target, selectors, id }) =>
    selectors.map((selector) => [`${target}.${selector}`, id] as const),
  );
  same("role of function", found.functions, new Map(roleOf), ROLES.admin);
  same("target", found.closed, new Map(), "open");
  same("admin delay of target", found.targetDelays, new Map(), 0);
  return facts;
}

async function filterAsync<T>(all: readonly T[], keep: (each: T) => Promise<boolean>): Promise<readonly T[]> {
  const kept = await Promise.all(all.map(keep));
  return all.filter((_, index) => kept[index]);
}

const byText = (pairs: readonly (readonly [bigint, Value])[]): ReadonlyMap<string, Value> =>
  new Map(pairs.map(([id, value]) => [`${id}`, value]));

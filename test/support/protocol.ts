import { anew } from "./anew.ts";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { encodeBytes32String, type BaseContract, type ContractTransactionResponse, type Signer } from "ethers";
import { deployProtocol } from "../../deploy/deployProtocol.ts";
import { PLAIN_TERMS } from "../../scripts/lib/plainTerms.ts";
import { LOCAL_ACTORS, LOCAL_REPORTERS } from "../../deploy/parameters/local.ts";
import { actWithDelay } from "./authority.ts";
import { chainNamed } from "./chains.ts";
import { buildReport, signReport, type Report } from "./reports.ts";
import { DAY, HOUR, usdc } from "./units.ts";

const chain = await chainNamed("protocol");
export const { ethers, networkHelpers } = chain;
const { time } = networkHelpers;

export const LIFE = 1_825n * DAY;
export const COST = usdc("8_000_000");
export const SALVAGE = usdc("800_000");
export const DEPOSIT = usdc("10_000_000");
export const GRACE = 5n * DAY;
export const WINDOW = 6n * HOUR;
export const LONG_WINDOW = 2n * DAY;
export const REPORT_DEADLINE = 3n * DAY;
export const PERIOD = DAY;
export const MONTH = 30n * DAY;
export const CURATOR_DELAY = 2n * DAY;
export const GOVERNOR_DELAY = 10n * DAY;
/** From an announcement of a loss, or an offer, until it can be booked or taken. */
export const NOTICE = 2n * DAY;
/** Kinks of the vault's curve lie on multiples of it. */
export const TICK = HOUR;
/** From delinquent to worth nothing to a leaver. */
export const MARKDOWN = 90n * DAY;
/** The curator has it for selling what is in a workout. */
export const WORKOUT_PERIOD = 180n * DAY;
/** Over which the price of a Dutch auction falls to nothing. */
export const AUCTION_TIME = 30n * DAY;
/** For which a booked loss counts as claimed. */
export const CLAIM_PERIOD = 180n * DAY;
/** From the end of its last facility until a manager can be let go. */
export const RUN_OFF = 365n * DAY;
/** From the longest end of a period to the latest second in which its report becomes final. */
export const REPORTING_DELAY = REPORT_DEADLINE + LONG_WINDOW;
/** The longest that it may ever become: outer caps of a report deadline, a long window, a dispute and a veto. */
export const LONGEST_REPORTING = 36n * DAY;
export const FEE_BPS = 1_000n;

export const STATUS = { None: 0n, Approved: 1n, Drawn: 2n, InService: 3n, Retired: 4n, Resolving: 5n } as const;

/** What the curator approves when a test does not say otherwise; `inServiceBy` is up to the fixture. */
export const TERMS = {
  form: 0n,
  amount: COST,
  vaultShareBps: 8_000n,
  reserveTarget: usdc("5_000"),
  paymentGrace: GRACE,
  bondBps: 0n,
  ...PLAIN_TERMS,
};

export type Terms = typeof TERMS & { inServiceBy: bigint };

type Facts = {
  name: string;
  model: string;
  region: string;
  operator: string;
  gpuCount: bigint;
  systemWatts: bigint;
  pueBps: bigint;
  maxPeriod: bigint;
  usefulLife: bigint;
  cost: bigint;
  salvage: bigint;
  serialsRoot: string;
};

/** What a title is issued on: 256 H100 for 8,000,000 that depreciate to a tenth in five years, reported daily. */
export function facts(
  operator: string,
  changes: Partial<Pick<Facts, "cost" | "salvage" | "usefulLife" | "maxPeriod">> = {},
): Facts {
  return {
    name: "Abilene 1",
    model: encodeBytes32String("H100-SXM5"),
    region: encodeBytes32String("US-TX"),
    operator,
    gpuCount: 256n,
    systemWatts: 1_275n,
    pueBps: 12_500n,
    maxPeriod: PERIOD,
    usefulLife: LIFE,
    cost: COST,
    salvage: SALVAGE,
    serialsRoot: `0x${"5e".repeat(32)}`,
    ...changes,
  };
}

/** The whole protocol with production's roles and delays, and 10,000,000 in the vault. */
export async function deployed(): Promise<Acting<typeof deployDeposited>> {
  const fixture = await networkHelpers.loadFixture(deployDeposited);
  return withActions(fixture);
}

/** Cluster 1 is ordered and its title lies with the manager of revenue shares. */
export async function ordered(): Promise<Acting<typeof deployOrdered>> {
  const fixture = await networkHelpers.loadFixture(deployOrdered);
  return withActions(fixture);
}

/** Its facility is approved. */
export async function approved(): Promise<Acting<typeof deployApproved>> {
  const fixture = await networkHelpers.loadFixture(deployApproved);
  return withActions(fixture);
}

/** 8,000,000 have been drawn for it. */
export async function drawn(): Promise<Acting<typeof deployDrawn>> {
  const fixture = await networkHelpers.loadFixture(deployDrawn);
  return withActions(fixture);
}

/** It is in service: period 1 starts at `inServiceAt`. */
export async function inService(): Promise<Acting<typeof deployInService>> {
  const fixture = await networkHelpers.loadFixture(deployInService);
  return withActions(fixture);
}

/** As `inService`, but reported every thirty days: what is late for months takes few reports. */
export async function inServiceMonthly(): Promise<Acting<typeof deployInServiceMonthly>> {
  const fixture = await networkHelpers.loadFixture(deployInServiceMonthly);
  return withActions(fixture);
}

async function deployDeposited() {
  const { contracts, parameters } = await deployProtocol(chain, { name: anew() });
  const accounts = await ethers.getSigners();
  const account = (index: number): HardhatEthersSigner => {
    const signer = accounts[index];
    if (signer === undefined) throw new Error(`The chain has no account ${index}.`);
    return signer;
  };
  const cast = {
    deployer: account(LOCAL_ACTORS.deployer),
    governor: account(LOCAL_ACTORS.governor),
    curator: account(LOCAL_ACTORS.curator),
    guardian: account(LOCAL_ACTORS.guardian),
    operator: account(LOCAL_ACTORS.operator),
    feeRecipient: account(LOCAL_ACTORS.feeRecipient),
    depositor: account(LOCAL_ACTORS.depositor),
    other: account(LOCAL_ACTORS.depositor + 1),
    stranger: account(LOCAL_ACTORS.depositor + 2),
    buyer: account(LOCAL_ACTORS.depositor + 3),
  };
  const reporters = Array.from({ length: LOCAL_REPORTERS }, (_, i) => account(LOCAL_ACTORS.firstReporter + i));

  const { asset, vault, shares, loans, workouts, escrow } = contracts;
  for (const holder of [cast.depositor, cast.other, cast.operator, cast.buyer, cast.stranger]) {
    await asset.mint(holder, usdc("100_000_000"));
    await asset.connect(holder).approve(vault, ethers.MaxUint256);
    for (const spender of [shares, loans, workouts, escrow]) {
      await asset.connect(holder).approve(spender, ethers.MaxUint256);
    }
  }
  await vault.connect(cast.depositor).deposit(DEPOSIT, cast.depositor);
  return { ...contracts, ...cast, reporters, parameters };
}

async function deployOrdered() {
  const fixture = await networkHelpers.loadFixture(deployDeposited);
  const { registry, shares, operator, curator } = fixture;
  await withActions(fixture).act(curator, registry, "register", [facts(operator.address), await shares.getAddress()]);
  return fixture;
}

async function deployApproved() {
  const fixture = await networkHelpers.loadFixture(deployOrdered);
  const terms = { ...TERMS, inServiceBy: (await now()) + 60n * DAY };
  await withActions(fixture).act(fixture.curator, fixture.origination, "approve", [1n, terms]);
  return { ...fixture, terms };
}

async function deployDrawn() {
  const fixture = await networkHelpers.loadFixture(deployApproved);
  const { origination, operator } = fixture;
  await origination.connect(operator).draw(1n, COST, operator);
  return fixture;
}

async function deployInService() {
  const fixture = await networkHelpers.loadFixture(deployDrawn);
  const inServiceAt = (await now()) + HOUR;
  await at(inServiceAt, () => fixture.origination.connect(fixture.operator).commission(1n, inServiceAt));
  return { ...fixture, inServiceAt };
}

async function deployInServiceMonthly() {
  const fixture = await networkHelpers.loadFixture(deployDeposited);
  const { origination, operator } = fixture;
  const terms = { ...TERMS, inServiceBy: (await now()) + 60n * DAY };
  await withActions(fixture).addCluster({ maxPeriod: MONTH }, terms);
  await origination.connect(operator).draw(1n, COST, operator);
  const inServiceAt = (await now()) + HOUR;
  await at(inServiceAt, () => origination.connect(operator).commission(1n, inServiceAt));
  return { ...fixture, terms, inServiceAt };
}

type Deposited = Awaited<ReturnType<typeof deployDeposited>>;

/** What a deployment made, and what people do with it. */
type Acting<Deploy extends () => Promise<Deposited>> = ReturnType<typeof withActions<Awaited<ReturnType<Deploy>>>>;

/** What people do, in a word each. */
function withActions<F extends Deposited>(fixture: F) {
  const { accessManager: manager, registry, oracle, origination, shares, loans, losses, workouts } = fixture;
  const { asset, curator, operator, buyer, stranger, reporters } = fixture;

  /** Calls a restricted function as its role has to: scheduled, and after its delay. An offer can be taken then. */
  const act = async (caller: Signer, target: BaseContract, name: string, args: readonly unknown[]) => {
    const tx = await actWithDelay({ manager, networkHelpers }, caller, target, name, args);
    if (name === "offerSale") await time.increase(NOTICE - 1n);
    return tx;
  };

  /** As `act`, carried out in exactly this second; scheduled, or offered, as long before as the delay asks. */
  const actAt = async (
    second: bigint,
    caller: Signer,
    target: BaseContract,
    name: string,
    args: readonly unknown[],
  ) => {
    const to = await target.getAddress();
    const data = target.interface.encodeFunctionData(name, args);
    const { delay } = await manager.canCall(await caller.getAddress(), to, data.slice(0, 10));
    if (delay > 0n) {
      // A schedule lapses after a week: not earlier than it has to be.
      const latest = second - delay - 1n;
      if (latest > (await now())) await time.increaseTo(latest);
      await manager.connect(caller).schedule(to, data, 0);
    }
    await time.setNextBlockTimestamp(name === "offerSale" ? second - NOTICE : second);
    const tx = await caller.sendTransaction({ to, data });
    if (name === "offerSale") await time.increaseTo(second);
    return tx;
  };

  /** Opens the workout of what is served: its operator has given it up. */
  const openServed = async (cluster: bigint) => {
    await workouts.connect(operator).giveUp(cluster, true);
    return act(curator, workouts, "openResolution", [cluster]);
  };

  /** The same in exactly this second. */
  const openServedAt = async (second: bigint, cluster: bigint) => {
    await workouts.connect(operator).giveUp(cluster, true);
    return actAt(second, curator, workouts, "openResolution", [cluster]);
  };

  /** Gives the title of a workout away for nothing: what is left can close then. */
  const giveTitle = async (cluster: bigint) => {
    await act(curator, workouts, "offerSale", [cluster, buyer.address, 0n]);
    return workouts.connect(buyer).buy(cluster, 0n);
  };

  /** Announces a write-down by a fraction (X32) and books it, in exactly this second if one is given. */
  const writeDown = async (cluster: bigint, fraction: bigint, second?: bigint) => {
    const bookedAt = second ?? (await now()) + NOTICE + 2n;
    await at(bookedAt - NOTICE, () => losses.connect(curator).announceWriteDown(cluster, fraction));
    return at(bookedAt, () => workouts.connect(stranger).bookLoss(cluster, 0n));
  };

  /** Announces that GPUs are lost and books it, in exactly this second if one is given. */
  const loseGpus = async (cluster: bigint, gpus: bigint, recovery = 0n, second?: bigint) => {
    const bookedAt = second ?? (await now()) + NOTICE + 2n;
    await at(bookedAt - NOTICE, () => losses.connect(curator).announceLostGpus(cluster, gpus));
    return at(bookedAt, () => workouts.connect(curator).bookLoss(cluster, recovery));
  };

  /** Another cluster of the same kind: registered with the manager of its form, and approved. */
  const addCluster = async (changes: Parameters<typeof facts>[1] = {}, terms: Partial<Terms> = {}) => {
    const financier = (terms.form ?? TERMS.form) === 0n ? shares : loans;
    await act(curator, registry, "register", [facts(operator.address, changes), await financier.getAddress()]);
    const cluster = await registry.clusterCount();
    const { cost } = await registry.priceOf(cluster);
    const inServiceBy = (await now()) + 60n * DAY;
    await act(curator, origination, "approve", [cluster, { ...TERMS, amount: cost, inServiceBy, ...terms }]);
    return cluster;
  };

  /** Reports the next period of a cluster in exactly this second, signed by three of the four. */
  const reportAt = async (second: bigint, cluster: bigint, changes: Partial<Report> = {}) => {
    const report = await buildReport(oracle, registry, cluster, changes);
    const { signers, signatures } = await signReport(oracle, report, reporters.slice(0, 3));
    await at(second, () => oracle.submit(report, signers, signatures));
    return report;
  };

  /** Mints what is to be paid and pays it into a lockbox, which settles what is final. */
  const payIn = async (cluster: bigint, amount: bigint, second?: bigint) => {
    await asset.mint(operator, amount);
    const financier = (await registry.managerOf(cluster)) === (await loans.getAddress()) ? loans : shares;
    if (second !== undefined) await time.setNextBlockTimestamp(second);
    return financier.connect(operator).payIn(cluster, amount);
  };
  /** As `payIn`, in exactly this second. */
  const payInAt = (second: bigint, cluster: bigint, amount: bigint) => payIn(cluster, amount, second);

  return {
    ...fixture,
    act,
    actAt,
    openServed,
    openServedAt,
    giveTitle,
    writeDown,
    loseGpus,
    addCluster,
    reportAt,
    payIn,
    payInAt,
  };
}

/** The second of the newest block. */
export async function now(): Promise<bigint> {
  return BigInt(await time.latest());
}

/** Sends a transaction in exactly this second. */
export async function at(
  second: bigint,
  send: () => Promise<ContractTransactionResponse>,
): Promise<ContractTransactionResponse> {
  await time.setNextBlockTimestamp(second);
  return send();
}

import { anew } from "./anew.ts";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id, ZeroHash, type Signer } from "ethers";
import { deployProtocol } from "../../deploy/deployProtocol.ts";
import { postStakes } from "../../deploy/postStakes.ts";
import { parseParameters } from "../../deploy/parameters.ts";
import { local, LOCAL_ACTORS, LOCAL_REPORTERS } from "../../deploy/parameters/local.ts";
import { chainNamed } from "./chains.ts";
import { facts } from "./protocol.ts";
import { buildReport, signReport, submitReport, type Report } from "./reports.ts";
import { signWord } from "./defence.ts";
import { DAY, HOUR, usdc } from "./units.ts";

const chain = await chainNamed("disputes");
export const { ethers, networkHelpers } = chain;
const { time } = networkHelpers;

export const CHALLENGE_BOND = usdc("1_000");
export const ANSWER_WINDOW = 2n * DAY;
export const ARBITER_WINDOW = 5n * DAY;
export const WINDOW = 6n * HOUR;
export const LONG_WINDOW = 2n * DAY;
export const OPERATOR_BOND = usdc("400_000");

export const DISPUTE = {
  None: 0n,
  Open: 1n,
  Defended: 2n,
  Upheld: 3n,
  Overturned: 4n,
  Conceded: 5n,
  Closed: 6n,
} as const;

export const GROSS = ethers.encodeBytes32String("gross");
export const EVIDENCE = id("an invoice that says something else");

/** The first report of cluster 1 is pending; the operator's bond is 400,000. */
export async function pending(): Promise<Disputing> {
  return networkHelpers.loadFixture(deployPending);
}

/** It has been challenged. */
export async function challenged(): Promise<Disputing> {
  return networkHelpers.loadFixture(deployChallenged);
}

/** A quorum has defended it. */
export async function defended(): Promise<Disputing> {
  return networkHelpers.loadFixture(deployDefended);
}

/** As `pending`, around any token that can be minted, and with an uptime feed where one is given. */
export async function disputesAround(
  token: { name: string; args: readonly unknown[] } = { name: "MockToken", args: ["Dollar", "USD", 6] },
  sequencerFeed = "none",
): Promise<Disputing> {
  return deployAround(token, sequencerFeed);
}

async function deployPending() {
  return deployAround({ name: "MockToken", args: ["Dollar", "USD", 6] }, "none");
}

async function deployChallenged() {
  const fixture = await networkHelpers.loadFixture(deployPending);
  await fixture.disputes.connect(fixture.challenger).challenge(1n, 1n, 0n, GROSS, EVIDENCE);
  return fixture;
}

async function deployDefended() {
  const fixture = await networkHelpers.loadFixture(deployChallenged);
  await fixture.defend();
  return fixture;
}

/**
 * The protocol as it is deployed, with cluster 1 in service. Its manager puts it in service by itself, without a
 * facility: disputes are about statements, and need no money but bonds.
 */
async function deployAround(token: { name: string; args: readonly unknown[] }, sequencerFeed: string) {
  const accounts = await ethers.getSigners();
  const account = (index: number): HardhatEthersSigner => {
    const signer = accounts[index];
    if (signer === undefined) throw new Error(`The chain has no account ${index}.`);
    return signer;
  };
  const cast = {
    governor: account(LOCAL_ACTORS.governor),
    curator: account(LOCAL_ACTORS.curator),
    guardian: account(LOCAL_ACTORS.guardian),
    operator: account(LOCAL_ACTORS.operator),
    arbiter: account(LOCAL_ACTORS.arbiter),
    challenger: account(LOCAL_ACTORS.depositor),
    receiver: account(LOCAL_ACTORS.depositor + 1),
    stranger: account(LOCAL_ACTORS.depositor + 2),
  };
  const reporters = Array.from({ length: LOCAL_REPORTERS }, (_, i) => account(LOCAL_ACTORS.firstReporter + i)).sort(
    (a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1),
  );

  const asset = await ethers.getContractAt("MockToken", await ethers.deployContract(token.name, [...token.args]));
  const input = local(accounts.map(({ address }) => address));
  const parameters = parseParameters({
    ...input,
    asset: await asset.getAddress(),
    oracle: { ...input.oracle, sequencerFeed },
  });
  const { contracts } = await deployProtocol(chain, { parameters, name: anew() });
  const {
    accessManager: manager,
    registry,
    oracle,
    quorum,
    contradictions,
    disputes,
    escrow,
    bond,
    shares,
    workouts,
    vault,
    stakes,
    stakeEscrow,
  } = contracts;
  // Of this token nobody can stake what the escrow would count: no stake is asked for.
  if (token.name === "MockFeeToken") {
    const nowhere = quorum.interface.encodeFunctionData("setStakes", [ethers.ZeroAddress]);
    await manager.connect(cast.governor).schedule(quorum, nowhere, 0);
    await time.increase(10n * DAY);
    await cast.governor.sendTransaction({ to: quorum, data: nowhere });
  } else {
    await postStakes(chain, contracts, parameters);
  }

  const registration = registry.interface.encodeFunctionData("register", [
    facts(cast.operator.address),
    await shares.getAddress(),
  ]);
  await manager.connect(cast.curator).schedule(registry, registration, 0);
  await time.increase(2n * DAY);
  await cast.curator.sendTransaction({ to: registry, data: registration });
  const financier = await acting(await shares.getAddress());
  await registry.connect(financier).manage(1n);
  await registry.connect(financier).commission(1n, BigInt(await time.latest()));

  for (const holder of [cast.challenger, cast.stranger, cast.operator]) {
    await asset.mint(holder, usdc("1_000_000"));
    await asset.connect(holder).approve(escrow, ethers.MaxUint256);
  }

  const nextReport = async (changes: Partial<Report> = {}) => {
    const next = await buildReport(oracle, registry, 1n, changes);
    const now = BigInt(await time.latest());
    if (next.end > now) await time.increaseTo(next.end);
    return next;
  };
  const report = async (changes: Partial<Report> = {}) => {
    const next = await nextReport(changes);
    await submitReport(oracle, next, reporters.slice(0, 3));
    const { finalAt } = await oracle.reportOf(1n, next.period);
    return { ...next, finalAt };
  };
  const sign = (what: Report, by: readonly Signer[] = reporters.slice(0, 3)) => signReport(oracle, what, by);

  /** A quorum's word for the report in dispute, as its signers would write it down. */
  const word = async (by: readonly Signer[] = reporters.slice(0, 3), changes: object = {}, reporterSet?: bigint) => {
    const set = reporterSet ?? (await quorum.version());
    return { set, ...(await signWord(disputes, 1n, 1n, set, by, changes)) };
  };
  const defend = async (by?: readonly Signer[]) => {
    const { set, signers, signatures } = await word(by);
    return disputes.defend(1n, 1n, set, signers, signatures);
  };

  const made = await report();
  if (token.name !== "MockFeeToken") await bond.connect(cast.operator).post(1n, OPERATOR_BOND);
  return {
    ...cast,
    ...{
      reporters,
      manager,
      registry,
      oracle,
      contradictions,
      quorum,
      disputes,
      escrow,
      bond,
      shares,
      workouts,
      vault,
      stakes,
      stakeEscrow,
      asset,
    },
    ...{ made, report, nextReport, sign, word, defend },
  };
}

export type Disputing = Awaited<ReturnType<typeof deployAround>>;

/** Periods of a minute in a row, and their windows: as many as write over the oldest report that is kept. */
export async function writeOver({ oracle, report }: Disputing): Promise<void> {
  const oldest = await oracle.oldestKept(1n);
  while ((await oracle.oldestKept(1n)) === oldest) {
    const { period, start } = await oracle.nextReport(1n);
    if (period === oldest + 64n) await time.increase(LONG_WINDOW);
    await report({ end: start + 60n });
  }
}

/** Acts as a contract. */
export async function acting(address: string): Promise<HardhatEthersSigner> {
  await networkHelpers.impersonateAccount(address);
  await networkHelpers.setBalance(address, 10n ** 18n);
  return ethers.getSigner(address);
}

/** The second of the newest block. */
export async function now(): Promise<bigint> {
  return BigInt(await time.latest());
}

export const NOTHING = ZeroHash;

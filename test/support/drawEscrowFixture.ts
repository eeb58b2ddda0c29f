import type { Signer } from "ethers";
import type { DrawEscrow, MockToken } from "../../build/types/index.ts";
import { actors } from "./actors.ts";
import { chainNamed } from "./chains.ts";
import { signAscending, type Signatures } from "./reports.ts";
import { DAY, usdc } from "./units.ts";
import { PLAIN } from "./drawLimitsFixture.ts";

const chain = await chainNamed("drawEscrow");
export const { ethers, networkHelpers } = chain;
const { time } = networkHelpers;

export const MILESTONE = { None: 0n, Ordered: 1n, Delivered: 2n, InService: 3n } as const;
export const DRAWN = usdc("8_000_000");
export const ORDERED_BPS = 3_000n;
export const DELIVERED_BPS = 5_000n;
export const EVIDENCE = `0x${"e1".repeat(32)}`;
/** From the in-service date on, reporters may still attest. */
export const ATTESTING_TIME = 7n * DAY;
/** What is earned clears so long after the last attestation and the last draw. */
export const LONG_WINDOW = 2n * DAY;
const FACILITY = { Drawn: 2n } as const;

/** What a quorum says of a cluster's way into service. */
export type Attestation = {
  cluster: bigint;
  milestone: bigint;
  reporterSet: bigint;
  clusterVersion: bigint;
  reachedAt: bigint;
  evidenceRoot: string;
};

/** The EIP-712 type as its signers would write it down. */
const TYPES = {
  MilestoneAttestation: [
    { name: "cluster", type: "uint256" },
    { name: "milestone", type: "uint8" },
    { name: "reporterSet", type: "uint32" },
    { name: "clusterVersion", type: "uint32" },
    { name: "at", type: "uint40" },
    { name: "evidenceRoot", type: "bytes32" },
  ],
};

/** Reporters' signatures over an attestation, ascending by signer; `changes` make them sign something else. */
export async function signAttestation(
  drawEscrow: DrawEscrow,
  attestation: Attestation,
  by: readonly Signer[],
  changes: object = {},
): Promise<Signatures> {
  const { provider } = drawEscrow.runner ?? {};
  if (!provider) throw new Error("The draw escrow is not connected to a chain.");
  const domain = {
    name: "GpuYieldVaults DrawEscrow",
    version: "1",
    chainId: (await provider.getNetwork()).chainId,
    verifyingContract: await drawEscrow.getAddress(),
  };
  const word = { ...attestation, at: attestation.reachedAt, ...changes };
  return signAscending(by, domain, TYPES, word);
}

/** Cluster 1 earns 30 % when ordered, 50 % when delivered, the rest in service; nothing has been drawn. */
export async function escrow(): Promise<Escrowed> {
  return withActions(await networkHelpers.loadFixture(deployPlain));
}

/** 8,000,000 have been drawn into it. */
export async function drawnInto(): Promise<Escrowed> {
  return withActions(await networkHelpers.loadFixture(deployDrawn));
}

/** As `escrow`, around any token that can be minted. */
export async function escrowAround(token: string, args: readonly unknown[]): Promise<Escrowed> {
  const asset = await ethers.deployContract(token, [...args]);
  return withActions(await deployAround(await ethers.getContractAt("MockToken", asset)));
}

async function deployPlain() {
  return deployAround(await ethers.deployContract("MockToken", ["Dollar", "USD", 6]));
}

async function deployDrawn() {
  const fixture = await networkHelpers.loadFixture(deployPlain);
  await fixture.financier.drawInto(fixture.drawEscrow, 1n, DRAWN, DRAWN);
  return fixture;
}

async function deployAround(asset: MockToken) {
  const cast = await actors(ethers, "admin", "operator", "receiver", "stranger", "ann", "ben", "cyd", "dot");
  const reporters = [cast.ann, cast.ben, cast.cyd, cast.dot].sort((a, b) =>
    BigInt(a.address) < BigInt(b.address) ? -1 : 1,
  );
  const manager = await ethers.deployContract("AccessManager", [cast.admin.address]);
  const quorum = await ethers.deployContract("ReporterQuorum", [
    manager,
    reporters.map(({ address }) => address),
    3n,
    [],
  ]);
  const financier = await ethers.deployContract("MockLimitedManager", [asset, quorum]);
  const drawEscrow = await ethers.deployContract("DrawEscrow", [manager, financier, financier]);
  await asset.mint(financier, usdc("100_000_000"));
  const inServiceBy = BigInt(await time.latest()) + 60n * DAY;
  const facility = {
    ...PLAIN,
    status: FACILITY.Drawn as bigint,
    operator: cast.operator.address,
    orderedBps: ORDERED_BPS,
    deliveredBps: DELIVERED_BPS,
    inServiceBy,
  };
  await financier.set(1n, facility);
  const closesAt = inServiceBy + ATTESTING_TIME;
  return { ...cast, reporters, manager, quorum, financier, drawEscrow, asset, facility, inServiceBy, closesAt };
}

function withActions(fixture: Awaited<ReturnType<typeof deployAround>>) {
  const { financier, facility, drawEscrow, quorum, reporters } = fixture;

  /** Has the financier say something else of cluster 1. */
  const say = (changes: Partial<typeof facility>) => financier.set(1n, { ...facility, ...changes });

  /** What a quorum would say of cluster 1 now. */
  const saying = async (milestone: bigint, changes: Partial<Attestation> = {}): Promise<Attestation> => ({
    cluster: 1n,
    milestone,
    reporterSet: await quorum.version(),
    clusterVersion: 1n,
    reachedAt: BigInt(await time.latest()),
    evidenceRoot: EVIDENCE,
    ...changes,
  });

  /** A quorum says it; anyone submits it. */
  const attest = async (milestone: bigint, changes: Partial<Attestation> = {}) => {
    const attestation = await saying(milestone, changes);
    const { signers, signatures } = await signAttestation(drawEscrow, attestation, reporters.slice(0, 3));
    return drawEscrow.attest(attestation, signers, signatures);
  };

  /** The same, and the window in which it can be undone has passed. */
  const settleMilestone = async (milestone: bigint, changes: Partial<Attestation> = {}) => {
    await attest(milestone, changes);
    await time.increase(LONG_WINDOW);
  };

  return { ...fixture, say, saying, attest, settleMilestone };
}

export type Escrowed = ReturnType<typeof withActions>;

/** The second of the newest block. */
export async function now(): Promise<bigint> {
  return BigInt(await time.latest());
}

import { encodeBytes32String, ZeroAddress, zeroPadValue, type Addressable } from "ethers";
import type { MockLimitedManager, DrawLimits as DrawLimitsContract } from "../../build/types/index.ts";
import { ROLES } from "@gpu-yield-vaults/sdk/roles";
import { actors } from "./actors.ts";
import { chainNamed } from "./chains.ts";
import { DAY, usdc } from "./units.ts";

const chain = await chainNamed("drawLimits");
export const { ethers, networkHelpers } = chain;

export const SCOPE = { Cluster: 0n, Operator: 1n, Model: 2n, Region: 3n } as const;
export const H100 = encodeBytes32String("H100-SXM5");
export const B200 = encodeBytes32String("B200");
export const TEXAS = encodeBytes32String("US-TX");
export const OREGON = encodeBytes32String("US-OR");
export const NAV = usdc("10_000_000");
export const ONE_X32 = 2n ** 32n;

/** Nothing is limited; a projection takes 60 % of the hours for sold and 25 % of the gross for running costs. */
export const NO_LIMITS = {
  clusterBps: 10_000n,
  operatorBps: 10_000n,
  modelBps: 10_000n,
  regionBps: 10_000n,
  maxLoanToValueBps: 10_000n,
  minCoverageBps: 0n,
  utilisationBps: 6_000n,
  runningCostBps: 2_500n,
};

export type Limits = typeof NO_LIMITS;

/** The limits in force. */
export async function limitsOf(limiter: DrawLimitsContract): Promise<Limits> {
  const found = await limiter.limits();
  const fields = Object.keys(NO_LIMITS) as (keyof Limits)[];
  return Object.fromEntries(fields.map((field) => [field, found[field]])) as Limits;
}

/** A revenue share over 256 H100 in Texas, of which nothing has been drawn. */
export const PLAIN = {
  status: 1n,
  operator: ZeroAddress,
  model: H100,
  region: TEXAS,
  gpuCount: 256n,
  version: 1n,
  orderedBps: 0n,
  deliveredBps: 0n,
  inServiceBy: 0n,
  cost: 0n,
  valueX32: 0n,
  payment: 0n,
  period: 0n,
  priceLow: 0n,
};

/** 256 GPUs · 720 h · 60 % · 1.00 · 75 % = 82,944 a month of thirty days. */
export const LOAN = { payment: usdc("82_944"), period: 30n * DAY, priceLow: usdc("1") };

/** What identifies an account among exposures. */
export async function idOf(account: Addressable): Promise<string> {
  return zeroPadValue(await account.getAddress(), 32);
}

export const clusterId = (cluster: bigint): string => zeroPadValue(`0x${cluster.toString(16).padStart(2, "0")}`, 32);

/** A vault of 10,000,000; cluster 1 is approved for `operator`, and nothing is limited. */
export async function drawLimits(): Promise<DrawLimits> {
  return withActions(await networkHelpers.loadFixture(deployUnlimited));
}

async function deployUnlimited() {
  const cast = await actors(ethers, "admin", "governor", "curator", "guardian", "operator", "other", "stranger");
  const manager = await ethers.deployContract("AccessManager", [cast.admin.address]);
  const financier = await ethers.deployContract("MockLimitedManager", [ZeroAddress, ZeroAddress]);
  const limiter = await ethers.deployContract("DrawLimits", [manager, financier, financier, NO_LIMITS]);
  const restrict = async (names: readonly ("setMark" | "setLimits" | "lowerMark" | "lowerLimits")[], role: bigint) =>
    manager.setTargetFunctionRole(
      limiter,
      names.map((name) => limiter.interface.getFunction(name).selector),
      role,
    );
  await restrict(["setLimits"], ROLES.governor);
  await restrict(["setMark"], ROLES.curator);
  await restrict(["lowerMark"], ROLES.guardian);
  await restrict(["lowerLimits"], ROLES.tightener);
  await manager.grantRole(ROLES.governor, cast.governor, 0);
  await manager.grantRole(ROLES.curator, cast.curator, 0);
  await manager.grantRole(ROLES.guardian, cast.guardian, 0);
  for (const tightener of [cast.curator, cast.guardian]) await manager.grantRole(ROLES.tightener, tightener, 0);
  await financier.setNav(NAV);
  await financier.set(1n, { ...PLAIN, operator: cast.operator });
  return { ...cast, manager, financier, limiter };
}

type Facts = Partial<Parameters<MockLimitedManager["set"]>[1]>;

function withActions(fixture: Awaited<ReturnType<typeof deployUnlimited>>) {
  const { financier, limiter, governor, operator } = fixture;
  /** Has the financier say something else of a cluster; what was drawn stays. */
  const say = async (cluster: bigint, facts: Facts) =>
    financier.set(cluster, { ...PLAIN, operator, cost: await financier.drawnOf(cluster), ...facts });
  const giveBack = (cluster: bigint, amount: bigint) => financier.giveBack(limiter, cluster, amount);
  const draw = (cluster: bigint, amount: bigint) => financier.draw(limiter, cluster, amount);
  const limit = (changes: Partial<Limits>) => limiter.connect(governor).setLimits({ ...NO_LIMITS, ...changes });
  return { ...fixture, say, draw, giveBack, limit };
}

export type DrawLimits = ReturnType<typeof withActions>;

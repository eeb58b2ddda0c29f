import type { ClusterRegistry, MockToken } from "../../build/types/index.ts";
import { ROLES } from "@gpu-yield-vaults/sdk/roles";
import { actors } from "./actors.ts";
import { chainNamed } from "./chains.ts";
import { deployEscrow, entrust } from "./custody.ts";
import { DAY, usdc } from "./units.ts";

const chain = await chainNamed("bond");
export const { ethers, networkHelpers } = chain;

export const RELEASE_DELAY = 30n * DAY;
export const BOND = usdc("400_000");

/** Where a facility stands, as a manager numbers it. */
export const FACILITY = { None: 0n, Approved: 1n, Drawn: 2n, InService: 3n, Retired: 4n, Resolving: 5n } as const;

/** A bond of nothing yet, for cluster 1; `slasher` may take from it, `manager`'s admin is `admin`. */
export async function bonded(): Promise<Bonded> {
  return networkHelpers.loadFixture(deployPlain);
}

/** 400,000 are posted for cluster 1, by its operator. */
export async function posted(): Promise<Bonded> {
  return networkHelpers.loadFixture(deployPosted);
}

/** As `bonded`, around any token that can be minted. */
export async function bondAround(token: string, args: readonly unknown[]): Promise<Bonded> {
  const asset = await ethers.deployContract(token, [...args]);
  return deployAround(await ethers.getContractAt("MockToken", asset));
}

async function deployAround(asset: MockToken) {
  const cast = await actors(ethers, "admin", "operator", "slasher", "winner", "receiver", "stranger");
  const { admin, operator, slasher } = cast;
  const manager = await ethers.deployContract("AccessManager", [admin.address]);
  const vault = await ethers.deployContract("MockBondedVault", [asset, operator]);
  const escrow = await deployEscrow(ethers, manager, asset);
  const bond = await ethers.deployContract("OperatorBond", [manager, vault, vault, escrow, RELEASE_DELAY]);
  await entrust(manager, bond);
  const selectors = (["seize", "seizeInto", "hold", "unhold"] as const).map(
    (name) => bond.interface.getFunction(name).selector,
  );
  await manager.setTargetFunctionRole(bond, selectors, ROLES.slasher);
  await manager.grantRole(ROLES.slasher, slasher, 0);
  for (const holder of [operator, cast.stranger]) {
    await asset.mint(holder, usdc("1_000_000"));
    await asset.connect(holder).approve(escrow, ethers.MaxUint256);
  }
  // Its errors are the registry's.
  const registry: ClusterRegistry = await ethers.getContractAt("ClusterRegistry", vault);
  return { ...cast, manager, vault, registry, escrow, bond, asset };
}

async function deployPlain() {
  return deployAround(await ethers.deployContract("MockToken", ["Dollar", "USD", 6]));
}

async function deployPosted() {
  const fixture = await networkHelpers.loadFixture(deployPlain);
  await fixture.bond.connect(fixture.operator).post(1n, BOND);
  return fixture;
}

export type Bonded = Awaited<ReturnType<typeof deployAround>>;

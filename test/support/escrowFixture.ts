import type { MockToken } from "../../build/types/index.ts";
import { actors } from "./actors.ts";
import { chainNamed } from "./chains.ts";
import { accountOf, deployEscrow, entrust } from "./custody.ts";
import { usdc } from "./units.ts";

const chain = await chainNamed("escrow");
export const { ethers, networkHelpers } = chain;

/** The custodian's account that these tests are about. */
export const ID = accountOf(1n);
export const STAKE = usdc("10_000");
export const DISPUTE = ethers.encodeBytes32String("dispute");
export const AWARD = ethers.encodeBytes32String("award");

/** An empty escrow with two custodians; a payer and a stranger have approved it. */
export async function empty(): Promise<Escrowed> {
  return networkHelpers.loadFixture(deployPlain);
}

/** The custodian has put 10,000 of the payer's into its account 1. */
export async function funded(): Promise<Escrowed> {
  return networkHelpers.loadFixture(deployFunded);
}

/** And made 4,000 of it the winner's credit. */
export async function credited(): Promise<Escrowed> {
  return networkHelpers.loadFixture(deployCredited);
}

/** As `empty`, around any token that can be minted. */
export async function escrowAround(token: string, args: readonly unknown[]): Promise<Escrowed> {
  const asset = await ethers.deployContract(token, [...args]);
  return deployAround(await ethers.getContractAt("MockToken", asset));
}

async function deployAround(asset: MockToken) {
  const cast = await actors(ethers, "admin", "custodian", "other", "payer", "winner", "receiver", "stranger");
  const manager = await ethers.deployContract("AccessManager", [cast.admin.address]);
  const escrow = await deployEscrow(ethers, manager, asset);
  await entrust(manager, cast.custodian, cast.other);
  for (const holder of [cast.payer, cast.stranger]) {
    await asset.mint(holder, usdc("1_000_000"));
    await asset.connect(holder).approve(escrow, ethers.MaxUint256);
  }
  return { ...cast, manager, escrow, asset };
}

async function deployPlain() {
  return deployAround(await ethers.deployContract("MockToken", ["Dollar", "USD", 6]));
}

async function deployFunded() {
  const fixture = await networkHelpers.loadFixture(deployPlain);
  await fixture.escrow.connect(fixture.custodian).deposit(ID, fixture.payer, STAKE);
  return fixture;
}

async function deployCredited() {
  const fixture = await networkHelpers.loadFixture(deployFunded);
  await fixture.escrow.connect(fixture.custodian).credit(ID, fixture.winner, usdc("4_000"));
  return fixture;
}

export type Escrowed = Awaited<ReturnType<typeof deployAround>>;

import type { HardhatEthers } from "@nomicfoundation/hardhat-ethers/types";
import { AbiCoder, keccak256, toBeHex, type AddressLike } from "ethers";
import type { AccessManager, CollateralEscrow } from "../../build/types/index.ts";
import { PROTOCOL } from "@gpu-yield-vaults/sdk/protocol";
import { ROLES } from "@gpu-yield-vaults/sdk/roles";

/** An escrow whose custodians are yet to be named; `manager` acts for its admin. */
export async function deployEscrow(
  ethers: HardhatEthers,
  manager: AccessManager,
  asset: AddressLike,
): Promise<CollateralEscrow> {
  const escrow = await ethers.deployContract("CollateralEscrow", [manager, asset]);
  await nameCustodians(manager, escrow);
  return escrow;
}

/** Gives the escrow's functions to custodians. */
export async function nameCustodians(manager: AccessManager, escrow: CollateralEscrow): Promise<void> {
  const selectors = PROTOCOL.escrow.roles.custodian.map((name) => escrow.interface.getFunction(name).selector);
  await manager.setTargetFunctionRole(escrow, selectors, ROLES.custodian);
}

/** Lets accounts command the escrow, each over accounts of its own. */
export async function entrust(manager: AccessManager, ...custodians: readonly AddressLike[]): Promise<void> {
  for (const custodian of custodians) await manager.grantRole(ROLES.custodian, custodian, 0);
}

/** What an account has put up for a cluster, among the accounts of operators' bonds. */
export const stakeAccountOf = (cluster: bigint, account: string): string =>
  toBeHex((cluster << 160n) | BigInt(account), 32);

/** A custodian's account of what it counts itself: an auction, a dispute. */
export const accountOf = (id: bigint): string => toBeHex(id, 32);

/** A custodian's account of what was forfeited over a cluster. */
export const forfeitedAccountOf = (cluster: bigint): string =>
  keccak256(AbiCoder.defaultAbiCoder().encode(["string", "uint256"], ["forfeited", cluster]));

import { DEPLOYED_KEYS, type DeployedKey } from "@gpu-yield-vaults/sdk/protocol";
import { getAddress, isAddress, isHex, type Address, type Hex } from "viem";

/** The only chain on which test accounts are ever offered. */
export const LOCAL_CHAIN_ID = 31337;

export type TestAccount = {
  label: string;
  address: Address;
  privateKey: Hex;
};

/** What this page talks to; read at run time from `deployment.json`, beside the export. */
export type Deployment = {
  chainId: number;
  /** The node that is asked first, and shown. */
  rpcUrl: string;
  /** All nodes, in the order in which they are asked. */
  rpcUrls: readonly string[];
  /** An index of the protocol, which saves asking the nodes for the past. */
  indexUrl?: string;
  /** The chain's name as people know it. */
  name: string;
  /** The block of the deployment: history begins here. */
  blockNumber: bigint;
  contracts: Record<DeployedKey, Address>;
  /** Empty on every chain but the local one, whatever the file says. */
  testAccounts: readonly TestAccount[];
  /** Where a local chain's time machine is asked; on no other chain, whatever the file says. */
  timeMachineUrl?: string;
};

/** Thrown with one sentence that says which field is wrong. */
export class DeploymentFormatError extends Error {
  override name = "DeploymentFormatError";
}

/** Reads a deployment file strictly: a wrong address here would send somebody's money astray. */
export function parseDeployment(json: unknown): Deployment {
  const file = record(json, "the file");
  const chainId = integer(file.chainId, "chainId");
  const contracts = record(file.contracts, "contracts");

  return {
    chainId,
    ...nodes(file),
    ...(file.indexUrl !== undefined && { indexUrl: webAddress(file.indexUrl, "indexUrl") }),
    name: text(file.name, "name"),
    blockNumber: BigInt(integer(file.blockNumber, "blockNumber")),
    contracts: Object.fromEntries(
      DEPLOYED_KEYS.map((name) => [name, address(contracts[name], `contracts.${name}`)]),
    ) as Record<DeployedKey, Address>,
    testAccounts: chainId === LOCAL_CHAIN_ID ? testAccounts(file.testAccounts) : [],
    ...(chainId === LOCAL_CHAIN_ID && file.timeMachineUrl !== undefined
      ? { timeMachineUrl: webAddress(file.timeMachineUrl, "timeMachineUrl") }
      : {}),
  };
}

/** One node as `rpcUrl`, or several as `rpcUrls`, or both: that one first. */
function nodes({ rpcUrl, rpcUrls = [] }: Record<string, unknown>): Pick<Deployment, "rpcUrl" | "rpcUrls"> {
  if (!Array.isArray(rpcUrls)) throw new DeploymentFormatError("rpcUrls is not a list.");
  const listed = rpcUrls.map((url: unknown, index) => webAddress(url, `rpcUrls[${index}]`));
  const [first, ...rest] = rpcUrl === undefined ? listed : [webAddress(rpcUrl, "rpcUrl"), ...listed];
  if (first === undefined) throw new DeploymentFormatError("rpcUrl is not a text.");
  return { rpcUrl: first, rpcUrls: [...new Set([first, ...rest])] };
}

function webAddress(value: unknown, at: string): string {
  const given = text(value, at);
  if (!/^https?:\/\//.test(given) || !URL.canParse(given)) {
    throw new DeploymentFormatError(`${at} is not an address that begins with https:// or http://.`);
  }
  return given;
}

function testAccounts(value: unknown): TestAccount[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new DeploymentFormatError("testAccounts is not a list.");
  return value.map((entry: unknown, index) => {
    const at = `testAccounts[${index}]`;
    const account = record(entry, at);
    const privateKey = account.privateKey;
    if (!isHex(privateKey) || privateKey.length !== 66)
      throw new DeploymentFormatError(`${at}.privateKey is not a key.`);
    return {
      label: text(account.label, `${at}.label`),
      address: address(account.address, `${at}.address`),
      privateKey,
    };
  });
}

function record(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new DeploymentFormatError(`${at} is not an object.`);
  }
  return value as Record<string, unknown>;
}

function text(value: unknown, at: string): string {
  if (typeof value !== "string" || value === "") throw new DeploymentFormatError(`${at} is not a text.`);
  return value;
}

function number(value: unknown, at: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new DeploymentFormatError(`${at} is not a number.`);
  return value;
}

function integer(value: unknown, at: string): number {
  const given = number(value, at);
  if (!Number.isSafeInteger(given) || given < 0) throw new DeploymentFormatError(`${at} is not a whole number.`);
  return given;
}

function address(value: unknown, at: string): Address {
  if (typeof value !== "string" || !isAddress(value, { strict: false })) {
    throw new DeploymentFormatError(`${at} is not an address.`);
  }
  return getAddress(value);
}

import type { Address, Hex } from "viem";
import type { Client } from "./client";

/** EIP-7702: an account of a key, which acts by another contract's code. */
const DELEGATED = /^0xef0100[0-9a-f]{40}$/i;

/** Milliseconds for which an account is taken for what it was: what it is hardly ever changes. */
const KEPT = 60_000;

type Known = { isContract: Promise<boolean>; until: number };
const known = new WeakMap<Client, Map<Address, Known>>();

/** Whether there is a contract instead of a key: it signs nothing that a token takes. */
export function isContractCode(code: Hex | undefined): boolean {
  return code !== undefined && code !== "0x" && !DELEGATED.test(code);
}

/** The same of an account. A page asks once a minute, not with every block. */
export function isContractAccount(client: Client, address: Address, blockNumber: bigint): Promise<boolean> {
  const accounts = known.get(client) ?? new Map<Address, Known>();
  known.set(client, accounts);
  const before = accounts.get(address);
  if (before && before.until > Date.now()) return before.isContract;
  const isContract = client.getCode({ address, blockNumber }).then(isContractCode);
  accounts.set(address, { isContract, until: Date.now() + KEPT });
  isContract.catch(() => accounts.delete(address));
  return isContract;
}

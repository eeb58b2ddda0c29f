import type { Address, Hex, Log } from "viem";
import type { Context } from "ponder:registry";
import type { ABIS } from "@gpu-yield-vaults/sdk/abi/all";
import type { EventKey, EventNameOf } from "./contracts.ts";

/** Where rows are kept, one at a time. */
export type Store = Context["db"];

type ArgsOf<Key extends EventKey, Name extends EventNameOf<Key>> = Log<
  bigint,
  number,
  false,
  undefined,
  true,
  (typeof ABIS)[Key],
  Name
>["args"];

/** One event, with where and when it happened. Addresses are in small letters. */
export type Happened<Args = unknown> = {
  readonly id: string; // sorts as the chain does
  readonly args: Args;
  readonly contract: Address;
  readonly vault: Address | undefined; // whose contract it is
  readonly block: bigint;
  readonly time: bigint; // unix seconds
  readonly transaction: Hex;
  readonly sender: Address; // of the transaction
};

/** What becomes of the events of each contract, beside their line in the ledger. */
export type Projections = {
  readonly [Key in EventKey]?: {
    readonly [Name in EventNameOf<Key>]?: (happened: Happened<ArgsOf<Key, Name>>, store: Store) => Promise<unknown>;
  };
};

/** The vault that a contract works for. */
export function vaultOf({ vault, contract }: Happened): Address {
  if (vault === undefined) throw new Error(`${contract} works for no vault`);
  return vault;
}

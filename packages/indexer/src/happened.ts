import type { AbiParameter, AbiParameterToPrimitiveType, Address, Hex } from "viem";
import type { Context } from "ponder:registry";
import type { EventKey, EventOf } from "./contracts.ts";

/** Where rows are kept, one at a time. */
export type Store = Context["db"];

type ArgsOf<Event extends { readonly inputs: readonly Named[] }> = {
  readonly [Input in Event["inputs"][number] as Input["name"]]: AbiParameterToPrimitiveType<Input>;
};

type Named = AbiParameter & { readonly name: string };

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
    readonly [Event in EventOf<Key> as Event["name"]]?: (
      happened: Happened<ArgsOf<Event>>,
      store: Store,
    ) => Promise<unknown>;
  };
};

/** The vault that a contract works for. */
export function vaultOf({ vault, contract }: Happened): Address {
  if (vault === undefined) throw new Error(`${contract} works for no vault`);
  return vault;
}

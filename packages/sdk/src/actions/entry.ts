import type { AbiFunction, AbiParameter, AbiParameterToPrimitiveType } from "viem";
import type { Say } from "../errors/sentence.ts";
import type { ContractKey } from "../protocol.ts";
import type { ABIS } from "../abi/all.ts";
import type { CONTRACTS_ONLY } from "./contractsOnly.ts";
import type { KindsOf } from "./kinds.ts";

/** Who acts: what a person, a Safe or a machine is to the protocol. */
export type Party =
  | "depositor"
  | "operator"
  | "reporter"
  | "challenger"
  | "holder" // who buys the title of a cluster, or has it
  | "keeper" // anyone: what needs no role
  | "curator"
  | "guardian"
  | "arbiter"
  | "governor";

export const PARTIES = [
  "depositor",
  "operator",
  "reporter",
  "challenger",
  "holder",
  "keeper",
  "curator",
  "guardian",
  "arbiter",
  "governor",
] as const satisfies readonly Party[];

type Named<Parameters extends readonly AbiParameter[]> = {
  readonly [P in Parameters[number] as P["name"] extends string ? P["name"] : never]: AbiParameterToPrimitiveType<P>;
};

type FunctionsOf<K extends ContractKey> = Extract<
  (typeof ABIS)[K][number],
  { type: "function"; stateMutability: "nonpayable" | "payable" }
>;

/** Names of the functions of a contract that change something. */
export type WriteName<K extends ContractKey> = FunctionsOf<K>["name"];

type OnlyContracts<K> = K extends keyof typeof CONTRACTS_ONLY ? keyof (typeof CONTRACTS_ONLY)[K] : never;

/** Names of those that a person, a Safe or a keeper may call. */
export type ActionName<K extends ContractKey> = Exclude<WriteName<K>, OnlyContracts<K>>;

/** Contracts that have such functions. */
export type ActingKey = { [K in ContractKey]: ActionName<K> extends never ? never : K }[ContractKey];

/** What a function is called with, by name. */
export type ActionArguments<K extends ContractKey, F extends ActionName<K>> = Named<
  Extract<FunctionsOf<K>, { name: F }>["inputs"]
>;

/** Asks a contract of the vault's something, at the latest block. */
export type Look = (contract: ContractKey, name: string, args?: readonly unknown[]) => Promise<unknown>;

/** What a call takes from its sender, who has to allow it: the asset, the stakes' dollar, or shares of the vault. */
export type Pull = { token: "asset" | "dollar" | "vault"; spender: ContractKey; amount: bigint };

/** One function that somebody may call. */
export type Entry<Inputs extends readonly AbiParameter[] = readonly AbiParameter[], Args = Named<Inputs>> = {
  /** Who calls it; whose it is first. */
  who: readonly [Party, ...Party[]];
  /** What it is called on the command line: one verb, one function of an party's. */
  verb: string;
  /** What it does, for who looks through a list: without a capital, without a full stop. */
  does: string;
  /** What each parameter says. */
  kinds: KindsOf<Inputs>;
  /** What the call does, a sentence with its numbers. */
  words: (args: Args, say: Say) => string;
  /** What it takes from its sender. Of what the chain knows, it is asked. */
  pulls?: (args: Args, look: Look, sender: string) => Pull | Promise<Pull>;
};

type EntryOf<F extends AbiFunction> = Entry<F["inputs"], Named<F["inputs"]>>;

/** An entry for each function that somebody may call: one that is missing, or of no function, does not compile. */
export type ActionsOf<K extends ContractKey> = {
  readonly [F in ActionName<K>]: EntryOf<Extract<FunctionsOf<K>, { name: F }>>;
};

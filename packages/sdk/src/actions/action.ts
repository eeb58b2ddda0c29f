import { decodeFunctionData, encodeFunctionData, type Abi, type AbiFunction, type Address, type Hex } from "viem";
import { ABIS } from "../abi/all.ts";
import type { Say } from "../errors/sentence.ts";
import { ENTRIES, type ContractKey } from "../protocol.ts";
import type { Role } from "../roles.ts";
import type { ActingKey, ActionArguments, ActionName, Entry } from "./entry.ts";
import type { Kind } from "./kinds.ts";
import { ACTIONS } from "./table/index.ts";
import { showDetails, type Detail } from "./words.ts";

/** One transaction to be: what is called, and with what. */
export type Action = {
  contract: ActingKey;
  name: string;
  args: Readonly<Record<string, unknown>>;
};

/** What is sent, without value. */
export type Transaction = { to: Address; data: Hex };

/** Where the contracts of a vault are, as far as is known. */
export type Addresses = Readonly<Partial<Record<ContractKey, string>>>;

/** An entry as whoever goes through all of them sees it. */
export type AnyEntry = Omit<Entry<readonly [], Action["args"]>, "kinds"> & {
  kinds: Readonly<Record<string, Kind>>;
};

export const ACTING_KEYS = Object.keys(ACTIONS) as readonly ActingKey[];

/** Names of what somebody may call of a contract. */
export const actionNames = (contract: ActingKey): readonly string[] => Object.keys(ACTIONS[contract]);

/** The entry of a function; `undefined` where nobody may call it. */
export function entryOf(contract: ContractKey, name: string): AnyEntry | undefined {
  const table: Readonly<Record<string, Readonly<Record<string, unknown>>>> = ACTIONS;
  return table[contract]?.[name] as AnyEntry | undefined;
}

/** A transaction to be, with arguments by name, typed by the function's ABI. */
export function createAction<K extends ActingKey, F extends ActionName<K> & string>(
  contract: K,
  name: F,
  args: ActionArguments<K, F>,
): Action {
  return { contract, name, args };
}

/** The function of an action; of several of one name the one that says most. */
export function functionOf({ contract, name }: Pick<Action, "contract" | "name">): AbiFunction {
  const abi: Abi = ABIS[contract];
  const named = abi.filter((item): item is AbiFunction => item.type === "function" && item.name === name);
  const [most] = named.sort((a, b) => b.inputs.length - a.inputs.length);
  if (!most) throw new Error(`${contract} has no function ${name}`);
  return most;
}

/** Which role the authority asks for; `undefined` where anybody may call, or whom the contract names. */
export function roleOf({ contract, name }: Pick<Action, "contract" | "name">): Role | undefined {
  const roles = Object.entries(ENTRIES[contract].roles ?? {}) as [Role, readonly string[]][];
  return roles.find(([, names]) => names.includes(name))?.[0];
}

/** What is to be sent for an action. */
export function encode(action: Action, addresses: Addresses): Transaction {
  const to = addresses[action.contract];
  if (to === undefined) throw new Error(`no address of ${action.contract} is known`);
  const item = functionOf(action);
  const args = item.inputs.map(({ name = "" }) => action.args[name]);
  return { to: to as Address, data: encodeFunctionData({ abi: [item], functionName: item.name, args }) };
}

/** What an action does: a sentence with its numbers, and everything that its parameters say. */
export type Explanation = { what: string; details: readonly Detail[] };

export function explain(action: Action, say: Say): Explanation {
  const entry = entryOf(action.contract, action.name);
  if (!entry) throw new Error(`nobody may call ${action.contract}.${action.name}`);
  const details = Object.entries(entry.kinds).flatMap(([name, kind]) =>
    showDetails(name, kind, action.args[name], say),
  );
  return { what: entry.words(action.args, say), details };
}

/**
 * The action that a transaction is, by the contracts that are known; `undefined` where it is none of them, or where
 * nobody may call its function.
 */
export function decode({ to, data }: Transaction, addresses: Addresses): Action | undefined {
  const contract = ACTING_KEYS.find((key) => addresses[key]?.toLowerCase() === to.toLowerCase());
  if (contract === undefined) return undefined;
  try {
    const abi: Abi = ABIS[contract];
    const { functionName: name, args: values = [] } = decodeFunctionData({ abi, data });
    if (!entryOf(contract, name)) return undefined;
    const item = functionOf({ contract, name });
    return {
      contract,
      name,
      args: Object.fromEntries(item.inputs.map(({ name: input = "" }, index) => [input, values[index] ?? "0x"])),
    };
  } catch {
    return undefined; // no function of this contract
  }
}

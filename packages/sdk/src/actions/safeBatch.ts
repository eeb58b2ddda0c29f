import {
  decodeFunctionData,
  keccak256,
  toFunctionSelector,
  toHex,
  type Abi,
  type AbiFunction,
  type AbiParameter,
} from "viem";
import { ABIS } from "../abi/all.ts";
import type { Transaction } from "./action.ts";

/** What a Safe's Transaction Builder loads. The bytes count; the method beside them is for people. */
export type SafeBatch = {
  version: "1.0";
  chainId: string;
  createdAt: number; // milliseconds
  meta: { name: string; description: string; checksum: string };
  transactions: readonly SafeTransaction[];
};

export type SafeTransaction = {
  to: string;
  value: "0";
  data: string;
  contractMethod: { inputs: readonly SafeInput[]; name: string; payable: boolean } | null;
  contractInputsValues: Readonly<Record<string, string>> | null;
};

type SafeInput = { name: string; type: string; components?: readonly SafeInput[] };

const FUNCTIONS = new Map(
  Object.values(ABIS)
    .flatMap((abi) => abi as Abi)
    .filter((item): item is AbiFunction => item.type === "function")
    .map((item) => [toFunctionSelector(item), item]),
);

/**
 * Transactions of a Safe as a file for its Transaction Builder, which signs them as one.
 *
 * @param createdAt Milliseconds since 1970.
 */
export function safeBatch(
  chainId: number | bigint,
  { name, description = "", createdAt }: { name: string; description?: string; createdAt: number },
  transactions: readonly Transaction[],
): SafeBatch {
  const batch = {
    version: "1.0",
    chainId: `${chainId}`,
    createdAt,
    meta: { name, description },
    transactions: transactions.map(safeTransaction),
  } as const;
  return { ...batch, meta: { ...batch.meta, checksum: checksumOf(batch) } };
}

function safeTransaction({ to, data }: Transaction): SafeTransaction {
  const method = FUNCTIONS.get(data.slice(0, 10) as `0x${string}`);
  if (!method) return { to, value: "0", data, contractMethod: null, contractInputsValues: null };
  const { args: values = [] } = decodeFunctionData({ abi: [method] as Abi, data });
  return {
    to,
    value: "0",
    data,
    contractMethod: {
      inputs: method.inputs.map(safeInput),
      name: method.name,
      payable: method.stateMutability === "payable",
    },
    contractInputsValues: Object.fromEntries(
      method.inputs.map(({ name = "" }, index) => [name, safeValue(values[index])]),
    ),
  };
}

function safeInput({ name = "", type, ...rest }: AbiParameter): SafeInput {
  if (!("components" in rest)) return { name, type };
  return { name, type, components: rest.components.map(safeInput) };
}

/** As the builder shows it: plain, or JSON where it has parts. */
function safeValue(value: unknown): string {
  const text = JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `${part}` : part));
  return typeof value === "object" ? text : text.replaceAll('"', "");
}

/** What the builder compares, to tell whether a file was changed: every key and value in order, but for the name. */
function checksumOf(batch: Omit<SafeBatch, "meta"> & { meta: object }): string {
  return keccak256(toHex(serialized({ ...batch, meta: { ...batch.meta, name: null } })));
}

/** As the builder does it: an object's keys first, then its values, each with a comma. */
function serialized(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(serialized).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const keys = JSON.stringify(fields.map(([key]) => key));
  return `{${keys}${fields.map(([, inner]) => `${serialized(inner)},`).join("")}}`;
}

import { ABIS } from "@gpu-yield-vaults/sdk/abi/all";
import { toFunctionSelector, type Abi, type AbiFunction } from "viem";

const NAMES = new Map(
  Object.values(ABIS)
    .flatMap((abi) => abi as Abi)
    .filter((item): item is AbiFunction => item.type === "function")
    .map((item) => [toFunctionSelector(item) as string, item.name]),
);

/** What a function is called, by its selector; the selector itself where no contract of the list has it. */
export const functionName = (selector: string): string => NAMES.get(selector) ?? selector;

import type { Action } from "@gpu-yield-vaults/sdk/actions";
import { functionOf } from "@gpu-yield-vaults/sdk/actions";
import type { Say } from "@gpu-yield-vaults/sdk/errors";
import { getAddress, toHex, type AbiParameter, type Address } from "viem";

/** Units as a test reads them best. */
export const say: Say = {
  money: (units) => `${units} USDC`,
  wholeMoney: (tokens) => `${tokens} whole USDC`,
  shares: (units) => `${units} shares`,
  moment: (seconds) => `second ${seconds}`,
  length: (seconds) => `${seconds} s`,
  account: (address) => `account ${Number(BigInt(address))}`,
  label: (value) => `label ${Number(BigInt(value))}`,
};

/** An account by a small number. */
export const account = (number: number): Address => getAddress(toHex(number, { size: 20 }));

/** An action with arguments that all differ: 1, 2, 3 and so on, in the order of its parameters. */
export function sampleOf({ contract, name }: Pick<Action, "contract" | "name">): Action {
  let next = 1;
  const valueOf = (parameter: AbiParameter): unknown => {
    const { type } = parameter;
    const list = /^(.*)\[(\d*)\]$/.exec(type);
    if (list) {
      const [, inner = "", length = ""] = list;
      return Array.from({ length: Number(length || 2) }, () => valueOf({ ...parameter, type: inner }));
    }
    if ("components" in parameter) {
      return Object.fromEntries(parameter.components.map((part) => [part.name, valueOf(part)]));
    }
    const number = next++;
    if (type === "address") return account(number);
    if (type === "bool") return true;
    if (type === "string") return `text ${number}`;
    if (type === "bytes32") return `0x${number.toString(16).padStart(64, "0")}`;
    if (type === "bytes4") return `0x${number.toString(16).padStart(8, "0")}`;
    if (type === "bytes") return `0x${number.toString(16).padStart(16, "0")}`;
    return Number(type.replace("uint", "")) <= 48 ? number : BigInt(number);
  };
  const { inputs } = functionOf({ contract, name });
  return {
    contract,
    name,
    args: Object.fromEntries(inputs.map((input) => [input.name ?? "", valueOf(input)] as const)),
  };
}

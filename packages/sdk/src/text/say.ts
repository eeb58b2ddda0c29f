import { hexToString, type Hex } from "viem";
import type { Say } from "../errors/index.ts";
import type { Units } from "../inputs/index.ts";
import { showAmount } from "./amount.ts";
import { showDuration, showInstant } from "./instant.ts";

/** Numbers in the units of the contracts, which need no question to a node. */
export const plainSay: Say = {
  money: (units) => `${units.toLocaleString("en-US")} base units`,
  wholeMoney: (tokens) => `${tokens.toLocaleString("en-US")} whole tokens`,
  shares: (units) => `${units.toLocaleString("en-US")} units of shares`,
  moment: (seconds) => showInstant(Number(seconds)),
  length: (seconds) => showDuration(Number(seconds)),
  account: (address) => address,
  label: (value) => hexToString(value as Hex, { size: 32 }).replace(/\0+$/, ""),
};

/** Amounts in whole tokens and shares, accounts by what the list of contracts calls them. */
export function sayIn(units: Units, addresses: Readonly<Partial<Record<string, string>>>): Say {
  const names = new Map(
    Object.entries(addresses)
      .reverse()
      .map(([name, address]) => [address?.toLowerCase(), name]),
  );
  return {
    ...plainSay,
    money: (amount) => `${showAmount(amount, units.decimals)} ${units.symbol}`,
    wholeMoney: (tokens) => `${tokens.toLocaleString("en-US")} ${units.symbol}`,
    shares: (amount) => `${showAmount(amount, units.shareDecimals)} ${units.shareSymbol}`,
    account: (address) => {
      const name = names.get(address.toLowerCase());
      return name === undefined ? address : `${name} (${address})`;
    },
  };
}

import type { Look } from "@gpu-yield-vaults/sdk/actions";
import type { Say } from "@gpu-yield-vaults/sdk/errors";
import type { Units } from "@gpu-yield-vaults/sdk/inputs";
import { showAmount } from "../lib/amount.ts";
import { plainSay } from "../lib/plainSay.ts";

export async function readUnits(look: Look): Promise<Units> {
  const [symbol, decimals, shareSymbol, shareDecimals] = await Promise.all([
    look("asset", "symbol"),
    look("asset", "decimals"),
    look("vault", "symbol"),
    look("vault", "decimals"),
  ]);
  return { symbol, decimals, shareSymbol, shareDecimals } as Units;
}

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

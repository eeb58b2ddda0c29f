import type { Units } from "../inputs/index.ts";
import type { Look } from "./entry.ts";

/** What a vault's token and shares are called, and how many decimals they have. */
export async function readUnits(look: Look): Promise<Units> {
  const [symbol, decimals, shareSymbol, shareDecimals] = await Promise.all([
    look("asset", "symbol"),
    look("asset", "decimals"),
    look("vault", "symbol"),
    look("vault", "decimals"),
  ]);
  return { symbol, decimals, shareSymbol, shareDecimals } as Units;
}

import type { Say } from "@gpu-yield-vaults/sdk/errors";
import { hexToString, type Hex } from "viem";
import { showDuration, showInstant } from "./instant.ts";

/** Errors' numbers in the units of the contracts, which need no question to a node. */
export const plainSay: Say = {
  money: (units) => `${units.toLocaleString("en-US")} base units`,
  wholeMoney: (tokens) => `${tokens.toLocaleString("en-US")} whole tokens`,
  shares: (units) => `${units.toLocaleString("en-US")} units of shares`,
  moment: (seconds) => showInstant(Number(seconds)),
  length: (seconds) => showDuration(Number(seconds)),
  account: (address) => address,
  label: (value) => hexToString(value as Hex, { size: 32 }).replace(/\0+$/, ""),
};

import type { Address, Hex } from "viem";
import { shortAddress } from "../format/address";
import { formatAmount } from "../format/amount";
import { formatLabel } from "../format/bytes";
import { formatDateTime, formatDuration } from "../format/time";
import type { Say } from "@gpu-yield-vaults/sdk/errors";

export type Units = {
  assetSymbol: string;
  assetDecimals: number;
  shareSymbol: string;
  shareDecimals: number;
};

/** Words for an error's numbers, in the units of this vault. */
export function createSay(units: Units, labels: ReadonlyMap<string, string> = new Map()): Say {
  return {
    money: (amount) => `${formatAmount(amount, units.assetDecimals)} ${units.assetSymbol}`,
    wholeMoney: (tokens) => `${tokens.toLocaleString("en-US")} ${units.assetSymbol}`,
    shares: (amount) => `${formatAmount(amount, units.shareDecimals, 4)} ${units.shareSymbol}`,
    moment: (seconds) => formatDateTime(Number(seconds)),
    length: (seconds) => formatDuration(Number(seconds)),
    account: (address) => labels.get(address.toLowerCase()) ?? shortAddress(address as Address),
    label: (value) => formatLabel(value as Hex),
  };
}

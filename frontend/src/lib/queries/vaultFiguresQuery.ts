import type { ListedVault } from "@gpu-yield-vaults/sdk/read";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { blockBefore } from "../chain/blockBefore";
import type { Head, ReadContext } from "../chain/client";
import { readVaultFigures } from "../chain/readVaultFigures";

const HOUR = 3_600;
const DAYS_30 = 30 * 86_400;

/** The block of 30 days ago, looked for once an hour; `null` where there was none, or the node has forgotten it. */
export function pastBlockQuery(context: ReadContext, asOf: Head) {
  const hour = Math.floor(asOf.timestamp / HOUR);
  return queryOptions({
    queryKey: ["pastBlock", hour],
    queryFn: async () => (await blockBefore(context, asOf, hour * HOUR - DAYS_30)) ?? null,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
}

/** What the table of all vaults says, at one block. */
export function vaultFiguresQuery(
  context: ReadContext,
  asOf: Head,
  vaults: readonly ListedVault[],
  before: bigint | undefined,
) {
  return queryOptions({
    queryKey: ["vaultFigures", asOf.number.toString(), `${before}`, ...vaults.map(({ vault }) => vault)],
    queryFn: () => readVaultFigures(context, asOf, vaults, before),
    enabled: vaults.length > 0,
    staleTime: Infinity,
    gcTime: 20_000,
    placeholderData: keepPreviousData,
  });
}

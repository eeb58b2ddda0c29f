import type { ListedVault } from "@gpu-yield-vaults/sdk/read";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Head, ReadContext, WatchedHead } from "../chain/client";
import { readPricesBefore } from "../chain/readPricesBefore";
import { readVaultFigures } from "../chain/readVaultFigures";
import type { IndexReader } from "../indexer/IndexReader";

const HOUR = 3_600;
const DAYS_30 = 30 * 86_400;

/** What the vaults' shares cost 30 days ago, looked for once an hour. */
export function pricesBeforeQuery(
  context: ReadContext,
  index: IndexReader | undefined,
  asOf: WatchedHead,
  vaults: readonly ListedVault[],
) {
  const hour = Math.floor(asOf.timestamp / HOUR);
  return queryOptions({
    queryKey: ["pricesBefore", hour, ...vaults.map(({ vault }) => vault)],
    queryFn: () => readPricesBefore(context, index, asOf, vaults, hour * HOUR - DAYS_30),
    enabled: vaults.length > 0,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
}

/** What the table of all vaults says, at one block. */
export function vaultFiguresQuery(context: ReadContext, asOf: Head, vaults: readonly ListedVault[]) {
  return queryOptions({
    queryKey: ["vaultFigures", asOf.number.toString(), ...vaults.map(({ vault }) => vault)],
    queryFn: () => readVaultFigures(context, asOf, vaults),
    enabled: vaults.length > 0,
    staleTime: Infinity,
    gcTime: 20_000,
    placeholderData: keepPreviousData,
  });
}

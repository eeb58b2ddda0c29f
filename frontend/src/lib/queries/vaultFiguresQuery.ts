import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ListedVault } from "@gpu-yield-vaults/sdk/read";
import type { Head, ReadContext } from "../chain/client";
import { readVaultFigures } from "../chain/readVaultFigures";

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

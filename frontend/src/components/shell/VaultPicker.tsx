"use client";

import { usePathname, useRouter } from "next/navigation";
import { useVaultChoice } from "@/hooks/useVaultChoice";

/** Goes to the same page of another vault. Only where there are several; on a phone the table of all leads there. */
export function VaultPicker() {
  const choice = useVaultChoice();
  const router = useRouter();
  const pathname = usePathname();
  const { vault, listed = [], href } = choice ?? {};
  const page = (["/vault/", "/operator/", "/reports/", "/audit/"] as const).find((each) =>
    `${pathname}/`.startsWith(each),
  );
  if (!href || !page || listed.length < 2) return undefined;
  return (
    <select
      aria-label="Vault"
      value={vault}
      onChange={({ target }) => {
        const chosen = listed.find((each) => each.vault === target.value);
        if (chosen) router.push(href(page, chosen.vault));
      }}
      className="hidden h-9 max-w-56 truncate rounded-lg border bg-surface px-2 text-sm sm:block"
    >
      {listed.some((each) => each.vault === vault) || <option value={vault}>Another vault</option>}
      {listed.map(({ vault: address, share }) => (
        <option key={address} value={address}>
          {share.name}
        </option>
      ))}
    </select>
  );
}

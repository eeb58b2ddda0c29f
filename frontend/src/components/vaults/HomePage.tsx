"use client";

import { useQuery } from "@tanstack/react-query";
import { useChain } from "@/hooks/useChain";
import { useProtocol } from "@/hooks/useProtocol";
import { useVaultChoice } from "@/hooks/useVaultChoice";
import { pricesBeforeQuery, vaultFiguresQuery } from "@/lib/queries/vaultFiguresQuery";
import { formatDateTime } from "@/lib/format/time";
import { PageSkeleton } from "../shell/PageSkeleton";
import { ReadFailure } from "../vault/ReadFailure";
import { VaultPage } from "../vault/VaultPage";
import { VaultsTable } from "./VaultsTable";

/** All vaults of the deployment; where there is one, its page. */
export function HomePage() {
  const { listed, isListMissing } = useVaultChoice() ?? {};
  // The first vault is known without the directory.
  if (!listed) return isListMissing ? <VaultPage /> : <PageSkeleton />;
  return listed.length > 1 ? <VaultsPage /> : <VaultPage />;
}

function VaultsPage() {
  const { head } = useChain();
  const { read, index } = useProtocol();
  const { listed = [], href } = useVaultChoice() ?? {};
  const { data: pricesBefore } = useQuery(pricesBeforeQuery(read, index, head, listed));
  const { data, error } = useQuery(vaultFiguresQuery(read, head, listed));
  if (!data) return error ? <ReadFailure error={error} /> : <PageSkeleton />;
  return (
    <>
      <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight sm:text-[1.75rem]">Vaults</h1>
          <p className="mt-1 max-w-xl text-soft">
            Each buys GPU clusters with its depositors’ money and is paid from their rent. Gains and losses of one are
            never another’s.
          </p>
        </div>
        <p className="text-[0.8125rem] text-faint" data-testid="as-of">
          Block {head.number.toLocaleString("en-US")} · {formatDateTime(head.timestamp)}
        </p>
      </header>
      <VaultsTable
        vaults={data}
        pricesBefore={pricesBefore}
        now={head.timestamp}
        hrefOf={(vault) => href?.("/vault/", vault) ?? "/"}
      />
    </>
  );
}

"use client";

import { findVaults } from "@gpu-yield-vaults/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useMemo, type ReactNode } from "react";
import { isAddressEqual } from "viem";
import { ProtocolContext } from "@/hooks/useProtocol";
import { VaultChoiceContext, type VaultChoice } from "@/hooks/useVaultChoice";
import type { Client } from "@/lib/chain/client";
import { findVault } from "@/lib/chain/findVault";
import type { Deployment } from "@/lib/config/deployment";
import { pageOf, vaultInUrl } from "@/lib/config/vaultInUrl";
import { protocolOf } from "./protocolOf";
import { QueriesOf } from "./QueriesOf";
import { VaultGateContext, type VaultGateState } from "./VaultGate";

type VaultProviderProps = { deployment: Deployment; client: Client; children: ReactNode };

/**
 * Makes the page one about the vault that its URL names, or the deployment's first one. What has been read of a vault
 * is kept apart from what has been read of others.
 */
export function VaultProvider({ deployment, client, children }: VaultProviderProps) {
  const asked = vaultInUrl(useSearchParams());
  const first = deployment.contracts.vault;
  const wanted = asked.kind === "address" ? asked.vault : first;
  const isFirst = isAddressEqual(wanted, first);
  const listed = useQuery({
    queryKey: ["listed"],
    queryFn: async () => (await findVaults(client, deployment.contracts)).vaults,
    staleTime: Infinity,
    refetchInterval: ({ state }) => (state.status === "error" ? 2_000 : 60_000),
    retry: 1,
  });
  const found = useQuery({
    queryKey: ["contracts", wanted],
    queryFn: () => findVault({ client, deployment }, wanted),
    enabled: !isFirst,
    staleTime: Infinity,
    retry: false,
  });

  const contracts = isFirst ? deployment.contracts : found.data;
  const protocol = useMemo(
    () => protocolOf({ ...deployment, contracts: contracts ?? deployment.contracts }, client),
    [deployment, contracts, client],
  );
  const choice = useMemo<VaultChoice>(
    () => ({
      vault: wanted,
      listed: listed.data,
      isListMissing: listed.isError,
      href: (page, vault = wanted) => pageOf(page, vault),
    }),
    [wanted, listed.data, listed.isError],
  );
  const state: VaultGateState =
    asked.kind === "malformed"
      ? { kind: "malformed", text: asked.text }
      : contracts
        ? { kind: "ready" }
        : found.error
          ? { kind: "failed", vault: wanted, error: found.error }
          : { kind: "finding" };
  return (
    <ProtocolContext value={protocol}>
      <VaultChoiceContext value={choice}>
        <VaultGateContext value={state}>
          <QueriesOf key={wanted} vault={isFirst ? undefined : wanted}>
            {children}
          </QueriesOf>
        </VaultGateContext>
      </VaultChoiceContext>
    </ProtocolContext>
  );
}

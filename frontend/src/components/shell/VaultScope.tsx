"use client";

import type { ListedVault } from "@gpu-yield-vaults/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { isAddressEqual } from "viem";
import { ChainContext, useChain, type ChainFacts } from "@/hooks/useChain";
import { ProtocolContext, useProtocol } from "@/hooks/useProtocol";
import { findVault } from "@/lib/chain/findVault";
import { createSay } from "@/lib/errors/say";
import { Awaited } from "../ui/Awaited";
import { protocolOf } from "./protocolOf";
import { QueriesOf } from "./QueriesOf";

type VaultScopeProps = { listed: ListedVault; children: ReactNode };

/** Makes a part of a page one about a vault of the directory, at the page's block. */
export function VaultScope({ listed, children }: VaultScopeProps) {
  const { deployment } = useProtocol();
  return isAddressEqual(listed.vault, deployment.contracts.vault) ? (
    children
  ) : (
    <OtherVault listed={listed}>{children}</OtherVault>
  );
}

function OtherVault({ listed, children }: VaultScopeProps) {
  const { vault, asset, share } = listed;
  const { deployment, read } = useProtocol();
  const chain = useChain();
  const { data: contracts, error } = useQuery({
    queryKey: ["contracts", vault],
    queryFn: () => findVault(read, vault),
    staleTime: Infinity,
    refetchInterval: ({ state }) => (state.status === "error" ? 2_000 : false),
    retry: false,
  });
  const protocol = useMemo(
    () => contracts && protocolOf({ ...deployment, contracts }, read.client),
    [deployment, contracts, read.client],
  );
  const facts = useMemo<ChainFacts>(() => {
    const units = {
      assetSymbol: asset.symbol,
      assetDecimals: asset.decimals,
      shareSymbol: share.symbol,
      shareDecimals: share.decimals,
    };
    return { ...chain, tokens: { asset, share }, say: createSay(units, chain.labels) };
  }, [chain, asset, share]);
  if (!protocol) return <Awaited error={error} what={`What ${share.name} says`} className="h-40" />;
  return (
    <ProtocolContext value={protocol}>
      <ChainContext value={facts}>
        <QueriesOf vault={vault}>{children}</QueriesOf>
      </ChainContext>
    </ProtocolContext>
  );
}

"use client";

import { useMemo } from "react";
import type { Address } from "viem";
import type { RequestView } from "@/lib/chain/readRequests";
import type { VaultView } from "@/lib/chain/readVault";
import { gainOf, positionOf, type Position } from "@/lib/history/position";
import type { Checkpoint } from "@/lib/history/vaultTimeline";
import { costBasisOf, type CostBasis } from "@/lib/portfolio/costBasis";
import { incomeOf } from "@/lib/portfolio/incomeOf";
import { sharesOverTime, type SharesSince } from "@/lib/portfolio/sharesOverTime";
import { worthInQueue } from "@/lib/queue/worthInQueue";
import { useAccountRead } from "./useAccountView";
import { useChain } from "./useChain";
import { useHistory } from "./useHistory";
import { useProtocol } from "./useProtocol";
import { useRequests } from "./useRequests";
import { useVault } from "./useVault";

/** What an account has in a vault at one block. Base units, but for shares. */
export type Holding = {
  vault: VaultView;
  /** In the wallet. */
  shares: bigint;
  worth: bigint;
  /** Of its worth, what is in the queue. */
  queued: bigint;
  requests: readonly RequestView[];
};

/** How it came to that, from events. */
export type HoldingPast = {
  position: Position;
  basis: CostBasis;
  gain: bigint;
  /** Its part of the cash that rent and debt service brought, less fees. */
  income: bigint;
  changes: readonly SharesSince[];
  checkpoints: readonly Checkpoint[];
};

/** Each undefined while it is not known, with why. */
export function useHolding(account: Address) {
  const { tokens } = useChain();
  const { queue } = useProtocol().deployment.contracts;
  const vault = useVault();
  const view = useAccountRead(account);
  const requests = useRequests(account);
  const { events, checkpoints, error: pastError } = useHistory();
  const { decimals } = tokens.share;

  const holding = useMemo<Holding | undefined>(() => {
    if (!vault.data || !view.data || !requests.data) return undefined;
    const queued = worthInQueue(requests.data, vault.data.exitPrice, decimals);
    const { shares, worth } = view.data;
    return { vault: vault.data, shares, worth: worth + queued, queued, requests: requests.data };
  }, [vault.data, view.data, requests.data, decimals]);

  const traced = useMemo(() => {
    if (!events || !checkpoints) return undefined;
    const position = positionOf(events, checkpoints, account, decimals, queue);
    const changes = sharesOverTime(position.entries);
    const income = incomeOf(events, checkpoints, changes, decimals);
    return { position, basis: costBasisOf(position.entries), changes, income, checkpoints };
  }, [events, checkpoints, account, decimals, queue]);

  const past: HoldingPast | undefined = holding &&
    traced && { ...traced, gain: gainOf(traced.position, holding.worth) };
  return { holding, past, error: vault.error ?? view.error ?? requests.error, pastError };
}

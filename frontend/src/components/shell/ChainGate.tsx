"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, type ReactNode } from "react";
import { ChainContext, type ChainFacts } from "@/hooks/useChain";
import { useProtocol } from "@/hooks/useProtocol";
import { useSteadyHead } from "@/hooks/useSteadyHead";
import { createSay } from "@/lib/errors/say";
import { nodeTitle } from "@/lib/chain/nodeWords";
import { accountLabels } from "@/lib/config/accountLabels";
import { headQuery, tokensQuery, wiringQuery } from "@/lib/queries/chainQueries";
import { NodeWords } from "../ui/NodeWords";
import { Notice } from "../ui/Notice";
import { ChainUnreachable } from "./ChainUnreachable";
import { PageSkeleton } from "./PageSkeleton";
import { WrongWiring } from "./WrongWiring";

/** Lets the page through once the chain answers and is the right one; says what is wrong until then. */
export function ChainGate({ children }: { children: ReactNode }) {
  const { read, deployment, head: watch } = useProtocol();
  const head = useQuery(headQuery(read, watch));
  const wiring = useQuery(wiringQuery(read));
  const tokens = useQuery({ ...tokensQuery(read), enabled: wiring.data?.ok === true });
  useNewChain(head.data?.chain);
  const steady = useSteadyHead(head.data);

  const labels = useMemo(() => accountLabels(deployment), [deployment]);
  const facts = useMemo<ChainFacts | undefined>(() => {
    if (!steady || !tokens.data) return undefined;
    const { asset, share } = tokens.data;
    const units = {
      assetSymbol: asset.symbol,
      assetDecimals: asset.decimals,
      shareSymbol: share.symbol,
      shareDecimals: share.decimals,
    };
    return { head: steady, tokens: tokens.data, labels, say: createSay(units, labels) };
  }, [steady, tokens.data, labels]);

  if (wiring.data && !wiring.data.ok) return <WrongWiring wiring={wiring.data} deployment={deployment} />;
  if (facts) {
    return (
      <ChainContext value={facts}>
        {head.isError && (
          <Notice tone="bad" live className="mb-6" title={nodeTitle(head.error, deployment.rpcUrl)} testId="rpc-lost">
            The numbers below are those of block {facts.head.number.toString()}. This page reconnects by itself.
            <NodeWords error={head.error} />
          </Notice>
        )}
        {children}
      </ChainContext>
    );
  }
  if (head.isError || wiring.isError || tokens.isError)
    return <ChainUnreachable deployment={deployment} error={head.error ?? wiring.error ?? tokens.error} />;
  return <PageSkeleton />;
}

/** Another chain has another past: everything is read again, the deployment too. */
function useNewChain(chain: number | undefined): void {
  const queryClient = useQueryClient();
  const known = useRef(chain);
  useEffect(() => {
    if (chain === undefined) return;
    if (known.current !== undefined && chain !== known.current) void queryClient.resetQueries();
    known.current = chain;
  }, [chain, queryClient]);
}

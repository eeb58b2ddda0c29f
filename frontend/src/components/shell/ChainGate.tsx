"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, type ReactNode } from "react";
import { ChainContext, type ChainFacts } from "@/hooks/useChain";
import { useProtocol } from "@/hooks/useProtocol";
import { useSteadyHead } from "@/hooks/useSteadyHead";
import { createSay } from "@/lib/errors/say";
import { accountLabels } from "@/lib/config/accountLabels";
import { headQuery, tokensQuery, wiringQuery } from "@/lib/queries/chainQueries";
import { NodeWords } from "../ui/NodeWords";
import { Notice } from "../ui/Notice";
import { ChainUnreachable } from "./ChainUnreachable";
import { PageSkeleton } from "./PageSkeleton";
import { WrongWiring } from "./WrongWiring";

/** Lets the page through once the chain answers and is the right one; says what is wrong until then. */
export function ChainGate({ children }: { children: ReactNode }) {
  const { read, deployment } = useProtocol();
  const head = useQuery(headQuery(read));
  const wiring = useQuery(wiringQuery(read));
  const tokens = useQuery({ ...tokensQuery(read), enabled: wiring.data?.ok === true });
  useRestartDetection(head.data?.number);
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
          <Notice tone="bad" live className="mb-6" title={`No answer from ${deployment.rpcUrl}`} testId="rpc-lost">
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

/** A chain whose height falls was started anew: its deployment is read again. */
function useRestartDetection(height: bigint | undefined): void {
  const queryClient = useQueryClient();
  const highest = useRef(0n);
  useEffect(() => {
    if (height === undefined) return;
    if (height < highest.current) void queryClient.resetQueries();
    highest.current = height;
  }, [height, queryClient]);
}

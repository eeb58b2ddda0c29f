"use client";

import { testDollarAbi } from "@gpu-yield-vaults/sdk/abi/TestDollar";
import { useQuery } from "@tanstack/react-query";
import type { Dollar } from "@/lib/flows/stakeFlows";
import { useProtocol } from "./useProtocol";

/** The dollar that reporters' stakes are in, which need not be the vault's asset. Undefined while it is not known. */
export function useDollar(): Dollar | undefined {
  const { read } = useProtocol();
  const address = read.deployment.contracts.dollar;
  return useQuery({
    queryKey: ["dollar", address],
    queryFn: async () => {
      const ask = { abi: testDollarAbi, address } as const;
      const [decimals, symbol] = await Promise.all([
        read.client.readContract({ ...ask, functionName: "decimals" }),
        read.client.readContract({ ...ask, functionName: "symbol" }),
      ]);
      return { address, decimals, symbol };
    },
    staleTime: Infinity,
    refetchInterval: ({ state }) => (state.status === "error" ? 2_000 : false),
  }).data;
}

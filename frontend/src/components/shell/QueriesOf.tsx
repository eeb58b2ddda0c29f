"use client";

import { QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { Address } from "viem";

/** A further vault's answers are kept in a place of their own. */
export function QueriesOf({ vault, children }: { vault: Address | undefined; children: ReactNode }) {
  const outer = useQueryClient();
  const [own] = useState(() => (vault === undefined ? outer : apartFrom(outer)));
  return <QueryClientProvider client={own}>{children}</QueryClientProvider>;
}

/** Where a chain was started anew, everything is asked again: the deployment too. */
function apartFrom(outer: QueryClient): QueryClient {
  const own = new QueryClient({ defaultOptions: outer.getDefaultOptions() });
  const resetOwn = own.resetQueries.bind(own);
  own.resetQueries = async (...given) => {
    await Promise.all([resetOwn(...given), outer.resetQueries()]);
  };
  return own;
}

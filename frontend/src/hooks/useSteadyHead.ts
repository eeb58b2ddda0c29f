"use client";

import { useIsFetching } from "@tanstack/react-query";
import { useState } from "react";
import type { WatchedHead } from "@/lib/chain/client";
import { isOfBlock } from "@/lib/queries/chainQueries";

/**
 * The block that the page is at. It goes on to the newest once all that was asked of the one before has been answered:
 * a node that takes longer than a block would otherwise never be waited for, and the page would show nothing new.
 */
export function useSteadyHead(newest: WatchedHead | undefined): WatchedHead | undefined {
  const isReading = useIsFetching({ predicate: isOfBlock }) > 0;
  const [head, setHead] = useState(newest);
  if (head !== newest && newest !== undefined && (!isReading || head === undefined)) {
    setHead(newest);
    return newest;
  }
  return head;
}

"use client";

import { useHistory } from "@/hooks/useHistory";
import type { IndexState } from "@/lib/indexer/IndexReader";

/** Up to which block the past was read from an index, and where from beyond it. Nothing where there is no index. */
export function IndexLine() {
  const { index } = useHistory();
  if (!index || index.kind === "unasked") return null;
  return (
    <p className="text-[0.8125rem] text-faint" data-testid="index-line">
      {wordsOf(index)}
    </p>
  );
}

function wordsOf(state: Exclude<IndexState, { kind: "unasked" }>): string {
  if (state.kind === "fails") return `The past was read from the node: the index was of no use. ${state.why}`;
  const block = state.block.toLocaleString("en-US");
  if (state.behind === 0n) return `Past from the index, as of block ${block}`;
  const behind = state.behind === 1n ? "1 block" : `${state.behind.toLocaleString("en-US")} blocks`;
  return `Past from the index, as of block ${block}, ${behind} behind; what came later is the node’s`;
}

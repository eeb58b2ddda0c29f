"use client";

import { useChain } from "@/hooks/useChain";
import { explain } from "@/lib/errors/explain";
import { Notice } from "../ui/Notice";

/** The newest block could not be read: what is shown is still of an older one, and says of which. */
export function StaleNotice({ error, block }: { error: Error; block?: bigint }) {
  const { what, detail } = explain(error, useChain().say);
  return (
    <Notice
      tone="warn"
      live
      className="mb-6"
      title={
        block === undefined
          ? "These numbers are old"
          : `These are the numbers of block ${block.toLocaleString("en-US")}`
      }
      testId="stale"
    >
      A newer one could not be read: {what} It is asked again by itself.
      {detail && <p className="mt-1 font-mono text-xs break-all">{detail}</p>}
    </Notice>
  );
}

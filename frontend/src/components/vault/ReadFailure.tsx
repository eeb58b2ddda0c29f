"use client";

import { useChain } from "@/hooks/useChain";
import { explain } from "@/lib/errors/explain";
import { Notice } from "../ui/Notice";

/** A read that failed although the chain answers. */
export function ReadFailure({ error }: { error: Error }) {
  const { say } = useChain();
  const { what, next, detail } = explain(error, say);
  return (
    <Notice tone="bad" live title={what} testId="read-failure">
      <p>{next}</p>
      {detail && <p className="mt-1 font-mono text-xs break-all">{detail}</p>}
    </Notice>
  );
}

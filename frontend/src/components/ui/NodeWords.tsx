import { nodeErrorOf } from "@gpu-yield-vaults/sdk/logs";

/** What a node that gave no answer says of it itself. */
export function NodeWords({ error }: { error: unknown }) {
  const failure = nodeErrorOf(error);
  if (!failure) return null;
  return <p className="mt-1 font-mono text-xs break-all">{failure.message}</p>;
}

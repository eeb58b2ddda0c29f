import type { ReadContext } from "./client";

/** Whether the node and the deployment file belong together. */
export type Wiring = { ok: true } | { ok: false; problem: "chain"; chainId: number } | { ok: false; problem: "code" };

export async function readWiring({ client, deployment }: ReadContext): Promise<Wiring> {
  const [chainId, code] = await Promise.all([
    client.getChainId(),
    client.getCode({ address: deployment.contracts.vault }),
  ]);
  if (chainId !== deployment.chainId) return { ok: false, problem: "chain", chainId };
  if (code === undefined || code === "0x") return { ok: false, problem: "code" };
  return { ok: true };
}

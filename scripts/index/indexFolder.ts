import type { Node } from "@gpu-yield-vaults/sdk/logs";
import { join } from "node:path";

const INDEXES = join(import.meta.dirname, "..", "..", "build", "index");

/** Where the index of a chain is kept: two chains may have one id, but not one first block. */
export async function indexFolder(node: Node): Promise<string> {
  const id = await node.request({ method: "eth_chainId" });
  const first = await node.request({ method: "eth_getBlockByNumber", params: ["0x0", false] });
  const hash = (first as { hash?: string } | null)?.hash ?? "0x";
  return join(INDEXES, `${Number(id)}-${hash.slice(2, 10)}`);
}

import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { silent } from "../../../scripts/lib/progress.ts";
import { planReplay } from "../../../scripts/replay/plan.ts";
import { replay } from "../../../scripts/replay/replay.ts";
import type { ChainContext } from "../../../scripts/replay/setUp.ts";
import { parseTerms } from "../../../scripts/scenario/terms.ts";
import { createRpcServer } from "../../../scripts/start/rpcServer.ts";
import { rowsOf, type PeriodSketch } from "./scenarioFile.ts";

/** A replayed vault behind a node that answers over HTTP. */
export type ServedVault = {
  rpc: string;
  vault: string;
  context: ChainContext;
  shift: number; // seconds by which the sketches were moved
  close(): Promise<void>;
};

export async function serveVault(sketches: readonly PeriodSketch[], json: object): Promise<ServedVault> {
  const terms = parseTerms(json);
  const plan = planReplay(rowsOf(sketches, terms), terms);
  const { context, shiftedByDays } = await replay(plan, Math.floor(Date.now() / 1000), silent);
  const node = await serve(context.chain.connection.provider);
  return {
    rpc: node.rpc,
    vault: await context.contracts.vault.getAddress(),
    context,
    shift: shiftedByDays * 86_400,
    async close() {
      await node.close();
      await context.chain.connection.close();
    },
  };
}

/** Answers over HTTP for a chain of this process. */
export async function serve(
  provider: Parameters<typeof createRpcServer>[0],
): Promise<{ rpc: string; close(): Promise<void> }> {
  const server = createRpcServer(provider);
  const { port } = await listening(server);
  return {
    rpc: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listening(server: Server): Promise<AddressInfo> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server.address() as AddressInfo));
  });
}

import hre from "hardhat";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { JsonRpcProvider } from "ethers";
import type { ProtocolContracts } from "../../../../deploy/contracts.ts";
import { build } from "../../../../scripts/lib/build.ts";
import { silent } from "../../../../scripts/lib/progress.ts";
import { readVaults } from "../../../../scripts/start/vaults.ts";

/** The three vaults of `npm start` on a chain of this process, and the exported web app before them. */
export type ServedVaults = {
  url: string;
  /** For the test's own reads. */
  provider: JsonRpcProvider;
  vaults: readonly ProtocolContracts[];
  close(): Promise<void>;
};

export async function serveVaults(): Promise<ServedVaults> {
  const { root } = hre.config.paths;
  await build();
  // These read the compiled contracts' types, so they come after the compiler.
  const { planVaults } = await import("../../../../scripts/replay/plan.ts");
  const { replayVaults } = await import("../../../../scripts/replay/replay.ts");
  const { createRpcServer } = await import("../../../../scripts/start/rpcServer.ts");
  const { createWebServer } = await import("../../../../scripts/start/webServer.ts");
  const { deploymentFile } = await import("../../../../scripts/start/deploymentFile.ts");

  const plans = planVaults(await readVaults(root));
  const replays = await replayVaults(plans, Math.floor(Date.now() / 1000), silent);
  const [first] = replays;
  if (!first) throw new Error("nothing was replayed");
  const { connection } = first.context.chain;
  const node = createRpcServer(connection.provider);
  const deployment = deploymentFile(first, await listening(node));
  const provider = new JsonRpcProvider(deployment.rpcUrl, deployment.chainId, { staticNetwork: true });
  const app = createWebServer(join(root, "frontend", "out"), { "/deployment.json": deployment });
  return {
    url: await listening(app),
    provider,
    vaults: replays.map(({ context }) => context.contracts),
    async close() {
      provider.destroy();
      for (const server of [app, node]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
      await connection.close();
    },
  };
}

/** Serves on a port that is free, and says where. */
async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

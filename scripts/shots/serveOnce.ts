import type { Progress } from "../lib/progress.ts";
import { openWorld } from "../worlds/openWorld.ts";
import type { World } from "../worlds/world.ts";

/** A world and the web app before it, on ports that nobody uses. */
export type Served = { url: string; close(): Promise<void> };

/** @param web The folder of the static export. */
export async function serveOnce(root: string, web: string, world: World, progress: Progress): Promise<Served> {
  const now = () => Math.floor(Date.now() / 1000);
  const { replays, operators } = await openWorld(root, world, now(), progress);
  // These read the compiled contracts' types, so they come after the compiler.
  const { createRpcServer } = await import("../start/rpcServer.ts");
  const { createWebServer } = await import("../start/webServer.ts");
  const { deploymentFile } = await import("../start/deploymentFile.ts");
  const { listenAnywhere } = await import("../start/ports.ts");

  const [first] = replays;
  const { chain } = first.context;
  await chain.mineAt(now());
  const node = await listenAnywhere(createRpcServer(chain.connection.provider));
  const deployment = deploymentFile(first, node.url, operators);
  const app = await listenAnywhere(createWebServer(web, { "/deployment.json": deployment }));
  return {
    url: app.url,
    async close() {
      await Promise.all([app.close(), node.close()]);
      await chain.connection.close();
    },
  };
}

import hre from "hardhat";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { JsonRpcProvider, Network } from "ethers";
import type { ProtocolContracts } from "../../../../deploy/contracts.ts";
import { build } from "../../../../scripts/lib/build.ts";
import { silent } from "../../../../scripts/lib/progress.ts";
import { healthy } from "../../../../scripts/worlds/healthy.ts";
import { openWorld } from "../../../../scripts/worlds/openWorld.ts";
import type { World } from "../../../../scripts/worlds/world.ts";
import { freePorts } from "../../../../test/support/freePorts.ts";

/** A world on a chain of this process, the healthy one unless told, and the exported web app before it. */
export type ServedApp = {
  /** The app, with a deployment that names no test accounts. */
  url: string;
  /** The same app with the labelled test accounts and the time machine. */
  urlWithTestAccounts: string;
  /** The app without a deployment file. */
  urlWithoutDeployment: string;
  /** The app with test accounts, told of an index at `indexUrl`, where a test may start one. */
  urlWithIndex: string;
  indexUrl: string;
  rpcUrl: string;
  /** For the test's own reads and writes; the page never uses it. */
  provider: JsonRpcProvider;
  contracts: ProtocolContracts;
  vault: string;
  /** Of each vault of the world; those above are the first one's. */
  vaults: readonly ProtocolContracts[];
  /** Takes the node away, and brings it back. */
  stopNode(): Promise<void>;
  startNode(): Promise<void>;
  close(): Promise<void>;
};

export async function serveApp(world: World = healthy): Promise<ServedApp> {
  const { root } = hre.config.paths;
  const folder = join(root, "frontend", "out");
  if (!existsSync(join(folder, "index.html"))) {
    throw new Error("There is no built web app. Run `npm test -- --only web-build,browser`.");
  }
  await build();
  // These read the compiled contracts' types, so they come after the compiler.
  const { createRpcServer } = await import("../../../../scripts/start/rpcServer.ts");
  const { createWebServer } = await import("../../../../scripts/start/webServer.ts");
  const { deploymentFile } = await import("../../../../scripts/start/deploymentFile.ts");
  const { startTime } = await import("../../../../scripts/start/startTime.ts");
  const { listen } = await import("../../../../scripts/start/ports.ts");

  const { replays, operators } = await openWorld(root, world, Math.floor(Date.now() / 1000), silent);
  const [played] = replays;
  const { connection } = played.context.chain;
  const ports = await freePorts(6);
  const [rpcPort = 0, plainPort = 0, labelledPort = 0, emptyPort = 0, indexedPort = 0, indexPort = 0] = ports;
  const indexUrl = `http://127.0.0.1:${indexPort}`;
  const rpcUrl = `http://127.0.0.1:${rpcPort}`;
  const deployment = deploymentFile(played, rpcUrl, operators);

  const openNode = () => listen(() => createRpcServer(connection.provider), { number: rpcPort, flag: "" });
  const openApp = (number: number, documents: Record<string, unknown>) =>
    listen(() => createWebServer(folder, documents), { number, flag: "" });
  let closeNode = await openNode();
  const contexts = replays.map(({ context }) => context);
  const time = await startTime(contexts, undefined, silent);
  const apps = await Promise.all([
    openApp(plainPort, { "/deployment.json": { ...deployment, testAccounts: [] } }),
    openApp(labelledPort, { "/deployment.json": { ...deployment, timeMachineUrl: time.url } }),
    openApp(emptyPort, {}),
    openApp(indexedPort, { "/deployment.json": { ...deployment, indexUrl } }),
  ]);
  const network = Network.from(deployment.chainId);
  // Every read is of now: ethers would otherwise remember an answer for a quarter of a second.
  const provider = new JsonRpcProvider(rpcUrl, network, { staticNetwork: network, cacheTimeout: -1 });
  provider.pollingInterval = 100;

  return {
    url: `http://127.0.0.1:${plainPort}`,
    urlWithTestAccounts: `http://127.0.0.1:${labelledPort}`,
    urlWithoutDeployment: `http://127.0.0.1:${emptyPort}`,
    urlWithIndex: `http://127.0.0.1:${indexedPort}`,
    indexUrl,
    rpcUrl,
    provider,
    contracts: played.context.contracts,
    vaults: replays.map(({ context }) => context.contracts),
    vault: deployment.contracts.vault,
    stopNode: () => closeNode(),
    async startNode() {
      closeNode = await openNode();
    },
    async close() {
      provider.destroy();
      await Promise.all([closeNode(), time.close(), ...apps.map((close) => close())]);
      await connection.close();
    },
  };
}

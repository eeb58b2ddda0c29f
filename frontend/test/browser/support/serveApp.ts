import hre from "hardhat";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { JsonRpcProvider, Network } from "ethers";
import type { ProtocolContracts } from "../../../../deploy/contracts.ts";
import { build } from "../../../../scripts/lib/build.ts";
import { silent } from "../../../../scripts/lib/progress.ts";
import { parseScenario } from "../../../../scripts/scenario/parseScenario.ts";
import type { ScenarioRow } from "../../../../scripts/scenario/row.ts";
import { parseTerms, type ReplayTerms } from "../../../../scripts/scenario/terms.ts";
import { freePorts } from "../../../../test/support/freePorts.ts";

const SCENARIO = "scripts/scenario/data/helios-h100-256.csv";

/** A world on a chain of this process, the product's 29 real days unless told, and the exported web app before it. */
export type ServedApp = {
  /** The app, with a deployment that names no test accounts. */
  url: string;
  /** The same app with the labelled test accounts. */
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
  /** Takes the node away, and brings it back. */
  stopNode(): Promise<void>;
  startNode(): Promise<void>;
  close(): Promise<void>;
};

/** What is replayed before the app is opened. */
export type World = {
  rows: readonly ScenarioRow[];
  terms: ReplayTerms;
};

/** The product: 29 real days of one cluster. */
async function helios(): Promise<World> {
  const terms = parseTerms({});
  const { rows } = parseScenario(await readFile(join(hre.config.paths.root, SCENARIO)), SCENARIO, terms.gpuModels);
  return { rows, terms };
}

export async function serveApp(world?: World): Promise<ServedApp> {
  const { root } = hre.config.paths;
  const folder = join(root, "frontend", "out");
  if (!existsSync(join(folder, "index.html"))) {
    throw new Error("There is no built web app. Run `npm test -- --only web-build,browser`.");
  }
  await build();
  const { rows, terms } = world ?? (await helios());
  // These read the compiled contracts' types, so they come after the compiler.
  const { planReplay } = await import("../../../../scripts/replay/plan.ts");
  const { replay } = await import("../../../../scripts/replay/replay.ts");
  const { createRpcServer } = await import("../../../../scripts/start/rpcServer.ts");
  const { createWebServer } = await import("../../../../scripts/start/webServer.ts");
  const { deploymentFile } = await import("../../../../scripts/start/deploymentFile.ts");
  const { listen } = await import("../../../../scripts/start/ports.ts");

  const played = await replay(planReplay(rows, terms), Math.floor(Date.now() / 1000), silent);
  const { connection } = played.context.chain;
  const ports = await freePorts(6);
  const [rpcPort = 0, plainPort = 0, labelledPort = 0, emptyPort = 0, indexedPort = 0, indexPort = 0] = ports;
  const indexUrl = `http://127.0.0.1:${indexPort}`;
  const rpcUrl = `http://127.0.0.1:${rpcPort}`;
  const deployment = deploymentFile(played, rpcUrl);

  const openNode = () => listen(() => createRpcServer(connection.provider), { number: rpcPort, flag: "" });
  const openApp = (number: number, documents: Record<string, unknown>) =>
    listen(() => createWebServer(folder, documents), { number, flag: "" });
  let closeNode = await openNode();
  const apps = await Promise.all([
    openApp(plainPort, { "/deployment.json": { ...deployment, testAccounts: [] } }),
    openApp(labelledPort, { "/deployment.json": deployment }),
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
    vault: deployment.contracts.vault,
    stopNode: () => closeNode(),
    async startNode() {
      closeNode = await openNode();
    },
    async close() {
      provider.destroy();
      await Promise.all([closeNode(), ...apps.map((close) => close())]);
      await connection.close();
    },
  };
}

import { JsonRpcProvider, Network, type ContractTransaction } from "ethers";
import hre, { network } from "hardhat";
import { join } from "node:path";
import { localActor } from "../../../../scripts/lib/localAccounts.ts";
import { build } from "../../../../scripts/lib/build.ts";
import { DAY, reach, timeOf } from "./finance.ts";

/** A vault of many clusters on a chain of this process, and the exported web app before it. */
export type ServedFleet = {
  url: string;
  rpcUrl: string;
  /** Makes a block, and says its number. */
  mine(): Promise<bigint>;
  close(): Promise<void>;
};

/** So many are in service; the others are approved: all but their next report is read of them, too. */
const IN_SERVICE = 2;
/** Calls of the curator in one transaction. */
const AT_ONCE = 10;
const CURATOR_DELAY = 2 * DAY;
const COST = 250_000n * 10n ** 6n;

/** @param count Clusters, each financed by a loan. */
export async function serveFleet(count: number): Promise<ServedFleet> {
  const { paths } = hre.config;
  await build();
  // These read the compiled contracts' types, so they come after the compiler.
  const { clustersInService, registration } = await import("../../../../scripts/gas/clusters.ts");
  const { createRpcServer } = await import("../../../../scripts/start/rpcServer.ts");
  const { createWebServer } = await import("../../../../scripts/start/webServer.ts");
  const { deploymentFile } = await import("../../../../scripts/start/deploymentFile.ts");
  const { listenAnywhere } = await import("../../../../scripts/start/ports.ts");
  const { PLAIN_TERMS } = await import("../../../../scripts/lib/plainTerms.ts");
  const terms = {
    ...PLAIN_TERMS,
    form: 1,
    debt: { ...PLAIN_TERMS.debt, yearlyRate: 10n ** 17n, period: 30n * BigInt(DAY), payments: 12n },
  };

  const connection = await network.create();
  const { contracts } = await clustersInService(connection, IN_SERVICE, { terms });
  const { accessManager, registry, origination, loans } = contracts;
  const node = await listenAnywhere(createRpcServer(connection.provider));
  const deployment = { ...deploymentFile({ context: { contracts } }, node.url), testAccounts: [] };
  const chain = Network.from(deployment.chainId);
  const provider = new JsonRpcProvider(node.url, chain, { staticNetwork: chain, cacheTimeout: -1 });
  const curator = await provider.getSigner(localActor("curator").address);
  const inServiceBy = (await timeOf(provider)) + 60 * DAY;
  const calls: ContractTransaction[] = [];
  for (let cluster = BigInt(IN_SERVICE + 1); cluster <= BigInt(count); cluster += 1n) {
    const facts = registration(cluster, localActor("operator").address, COST);
    const plan = { amount: COST, vaultShareBps: 0, reserveTarget: 0, inServiceBy, paymentGrace: 5 * DAY, bondBps: 0 };
    calls.push(await registry.register.populateTransaction(facts, loans));
    calls.push(await origination.approve.populateTransaction(cluster, { ...plan, ...terms }));
  }
  const manager = accessManager.interface;
  const byCurator = async (encode: (call: ContractTransaction) => string): Promise<void> => {
    for (let at = 0; at < calls.length; at += AT_ONCE) {
      await accessManager.connect(curator).multicall(calls.slice(at, at + AT_ONCE).map(encode));
    }
  };
  await byCurator(({ to, data }) => manager.encodeFunctionData("schedule", [to, data, 0]));
  await reach(provider, (await timeOf(provider)) + CURATOR_DELAY);
  await byCurator(({ to, data }) => manager.encodeFunctionData("execute", [to, data]));

  const app = await listenAnywhere(
    createWebServer(join(paths.root, "frontend", "out"), { "/deployment.json": deployment }),
  );
  return {
    url: app.url,
    rpcUrl: node.url,
    async mine() {
      await provider.send("evm_mine", []);
      return BigInt(await provider.getBlockNumber());
    },
    async close() {
      provider.destroy();
      await Promise.all([app.close(), node.close()]);
      await connection.close();
    },
  };
}

import { reportDomain } from "@gpu-yield-vaults/sdk/reports";
import { MaxUint256, type JsonRpcProvider } from "ethers";
import { LOCAL_CHAIN_ID } from "../../../deploy/parameters.ts";
import { sameAgain } from "../../../scripts/dev/sameAgain.ts";
import { eventsIn } from "../../../scripts/lib/events.ts";
import { silent } from "../../../scripts/lib/progress.ts";
import { connect } from "../../../scripts/lib/rpc.ts";
import { signLocally } from "../../../scripts/lib/signLocally.ts";
import { planVaults } from "../../../scripts/replay/plan.ts";
import { replayVaults } from "../../../scripts/replay/replay.ts";
import type { ChainContext } from "../../../scripts/replay/setUp.ts";
import { parseTerms } from "../../../scripts/scenario/terms.ts";
import { readScenarios } from "../../../scripts/worlds/readScenarios.ts";
import { threeVaults } from "../../../scripts/worlds/worlds.ts";
import { days } from "./days.ts";
import { rowsOf } from "./scenarioFile.ts";
import { serve } from "./servedVault.ts";

const SIGNATURES = 3;
/** Reports in one transaction. */
const BATCH = 10;
/** Keepers act between a transaction's estimate and its block. */
const GENEROUS = { gasLimit: 12_000_000n };

/** Three vaults of one protocol behind a node, each with its share of the clusters, all with one day settled. */
export type RentedVaults = {
  readonly rpc: string;
  readonly provider: JsonRpcProvider;
  readonly contexts: readonly ChainContext[];
  readonly clusters: readonly bigint[];
  /** The first block since. */
  readonly from: number;
  /** A day of every cluster: over, paid for, reported and final. Nothing settles it. */
  passDay(): Promise<void>;
  /** Cluster and period of every settlement since, in order. */
  settlements(): Promise<readonly string[]>;
  close(): Promise<void>;
};

/** @param each Clusters of each vault. */
export async function rentThreeVaults(each: number): Promise<RentedVaults> {
  const files = (await readScenarios(".", threeVaults.vaults)).map(({ file }) => file);
  const terms = parseTerms({ deposit: `${each * 280_000}` });
  const scenarios = files.map((file, vault) => {
    const names = Array.from({ length: each }, (_, index) => `v${vault}c${index}`);
    const rows = rowsOf(
      names.flatMap((cluster) => days(1, () => ({ cluster }))),
      terms,
    );
    return { ...(file ? { file } : {}), rows, terms };
  });
  const replays = await replayVaults(planVaults(scenarios), Math.floor(Date.now() / 1000), silent);
  const contexts = replays.map(({ context }) => context);
  const [first] = contexts;
  if (!first) throw new Error("nothing was replayed");
  const node = await serve(first.chain.connection.provider);
  const provider = await connect(node.rpc);
  const clusters = Array.from({ length: files.length * each }, (_, index) => BigInt(index + 1));
  const { oracle, asset, registry } = first.contracts;

  const reach = async (time: number) => {
    const latest = await provider.getBlock("latest");
    if (latest && latest.timestamp >= time) return;
    await provider.send("evm_setNextBlockTimestamp", [time]);
    await provider.send("evm_mine", []);
  };
  const sharesOf = (cluster: bigint) => {
    const context = contexts[Math.floor((Number(cluster) - 1) / each)];
    if (!context) throw new Error(`cluster ${cluster} is of no vault`);
    return context.contracts.shares;
  };

  for (const [vault, { contracts }] of contexts.entries()) {
    const operator = await provider.getSigner(await registry.operatorOf(BigInt(vault * each + 1)));
    await (await asset.connect(operator).approve(contracts.shares, MaxUint256)).wait();
  }
  const from = (await provider.getBlockNumber()) + 1;

  return {
    ...{ rpc: node.rpc, provider, contexts, clusters, from },
    async passDay() {
      const reports = await Promise.all(clusters.map((cluster) => sameAgain(oracle, cluster)));
      await reach(Math.max(...reports.map(({ end }) => end)));
      for (const { cluster, gross } of reports) {
        const operator = await provider.getSigner(await registry.operatorOf(cluster));
        await (await asset.mint(operator, gross, GENEROUS)).wait();
        await (await sharesOf(cluster).connect(operator).payIn(cluster, gross, GENEROUS)).wait();
      }
      const domain = reportDomain(BigInt(LOCAL_CHAIN_ID), await oracle.getAddress());
      const finals: number[] = [];
      for (let start = 0; start < reports.length; start += BATCH) {
        const some = reports.slice(start, start + BATCH);
        const { signers, signatures } = await signLocally({ domain, reports: some }, SIGNATURES);
        const receipt = await (await oracle.submitMany(some, signers, signatures, GENEROUS)).wait();
        const admitted = eventsIn(oracle, oracle.filters.ReportSubmitted, receipt?.logs ?? []);
        if (admitted.length !== some.length) throw new Error(`${admitted.length} of ${some.length} were admitted`);
        finals.push(...admitted.map(({ finalAt }) => Number(finalAt)));
      }
      await reach(Math.max(...finals));
    },
    async settlements() {
      const named: string[] = [];
      for (const { contracts } of contexts) {
        const { shares } = contracts;
        const logs = await provider.getLogs({ address: await shares.getAddress(), fromBlock: from });
        for (const { cluster, period } of eventsIn(shares, shares.filters.Settled, logs))
          if (period > 0n) named.push(`${cluster}/${period}`);
      }
      return named;
    },
    async close() {
      provider.destroy();
      await node.close();
      await first.chain.connection.close();
    },
  };
}

import { reportDomain } from "@gpu-yield-vaults/sdk/reports";
import type { JsonRpcProvider } from "ethers";
import { LOCAL_CHAIN_ID } from "../../deploy/parameters.ts";
import { CliError } from "../lib/cliError.ts";
import { attachVault, bindings, managerOf } from "../lib/contracts.ts";
import { eventsIn } from "../lib/events.ts";
import { explainRevert } from "../lib/explainRevert.ts";
import { signLocally } from "../lib/signLocally.ts";
import { sameAgain } from "./sameAgain.ts";

/** What became of a period. Money in base units, times in unix seconds. */
export type PassedPeriod = {
  cluster: string;
  period: number;
  start: number;
  end: number;
  gross: string;
  finalAt: number;
  settled: boolean;
};

/**
 * Lets another period pass on the local chain: the clock moves to its end, the local reporters sign what they signed
 * for the last period that rented anything, and the clock moves on until that report is final.
 *
 * @param given The cluster; the first one that the vault finances when left out.
 * @param pay Whether the operator pays the rent in, which settles the period.
 */
export async function passPeriod(
  provider: JsonRpcProvider,
  vaultAddress: string,
  given: bigint | undefined,
  pay: boolean,
): Promise<PassedPeriod> {
  const { chainId } = await provider.getNetwork();
  if (chainId !== BigInt(LOCAL_CHAIN_ID)) {
    throw new CliError(`Time passes by itself on chain ${chainId}.`, [], "this works on the local chain only.");
  }
  const cluster = given ?? (await firstClusterOf(vaultAddress, provider));
  const contracts = await attachVault(vaultAddress, provider, cluster);
  const { vault, oracle, quorum, registry } = contracts;
  const manager = await managerOf(contracts, cluster);
  if (!manager) throw new CliError(`No source of the vault finances cluster ${cluster}.`);

  // 1. The same again.
  const report = await sameAgain(oracle, cluster);
  const { start } = report;

  // 2. Reported when it is over, and final after its window.
  await reach(provider, report.end);
  const needed = Number(await quorum.threshold());
  const domain = reportDomain(chainId, await oracle.getAddress());
  const { signers, signatures } = await signLocally({ domain, report }, needed);
  const sender = await provider.getSigner(0);
  const finalAt = await explainRevert(async () => {
    const response = await oracle.connect(sender).submit(report, signers, signatures);
    const receipt = await response.wait();
    return Number(eventsIn(oracle, oracle.filters.ReportSubmitted, receipt?.logs ?? [])[0]?.finalAt);
  });
  await reach(provider, finalAt);

  // 3. Paid, if asked, which settles it.
  if (pay) {
    const operator = await provider.getSigner(await registry.operatorOf(cluster));
    const { TestDollar__factory } = await bindings();
    const dollar = TestDollar__factory.connect(await vault.asset(), operator);
    await (await dollar.mint(operator.address, report.gross)).wait();
    await (await dollar.approve(await manager.getAddress(), report.gross)).wait();
    await (await manager.connect(operator).payIn(cluster, report.gross)).wait();
  }
  return {
    cluster: `${cluster}`,
    period: report.period,
    start,
    end: report.end,
    gross: `${report.gross}`,
    finalAt,
    settled: pay,
  };
}

async function firstClusterOf(vault: string, provider: JsonRpcProvider): Promise<bigint> {
  const contracts = await attachVault(vault, provider);
  const count = await contracts.registry.clusterCount();
  for (let cluster = 1n; cluster <= count; cluster += 1n) {
    if (await managerOf(contracts, cluster)) return cluster;
  }
  throw new CliError("The vault finances no cluster yet.");
}

/** Moves the chain's clock on, unless it is there already. */
async function reach(provider: JsonRpcProvider, time: number): Promise<void> {
  const latest = await provider.getBlock("latest");
  if (latest && latest.timestamp >= time) return;
  await provider.send("evm_setNextBlockTimestamp", [time]);
  await provider.send("evm_mine", []);
}

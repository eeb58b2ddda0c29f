import { reportDomain } from "@gpu-yield-vaults/sdk/reports";
import { id } from "ethers";
import type { Hex } from "viem";
import { localActor } from "../../../../scripts/lib/localAccounts.ts";
import { signLocally } from "../../../../scripts/lib/signLocally.ts";
import { DAY, reach, timeOf } from "./finance.ts";
import type { ServedApp } from "./serveApp.ts";

/** The next day of a cluster is over and reported as one on which nothing was rented: it stands in its window. */
export async function submitZero({ provider, contracts }: ServedApp, cluster: bigint): Promise<number> {
  const { oracle, quorum } = contracts;
  const submitter = await provider.getSigner(localActor("deployer").address);
  const next = await oracle.nextReport(cluster);
  const [period, start] = [Number(next.period), Number(next.start)];
  const report = {
    cluster,
    period,
    revision: Number(next.revision),
    reporterSet: Number(next.reporterSet),
    clusterVersion: Number(next.clusterVersion),
    start,
    end: start + DAY,
    gpuSecondsAvailable: 0n,
    gpuSecondsSold: 0n,
    gross: 0n,
    energyWh: 0n,
    energyCost: 0n,
    otherOpex: 0n,
    evidenceRoot: id("a day of nothing") as Hex,
  };
  if ((await timeOf(provider)) < report.end) await reach(provider, report.end);
  const { chainId } = await provider.getNetwork();
  const domain = reportDomain(chainId, await oracle.getAddress());
  const { signers, signatures } = await signLocally({ domain, report }, Number(await quorum.threshold()));
  await (await oracle.connect(submitter).submit(report, signers, signatures)).wait();
  return period;
}

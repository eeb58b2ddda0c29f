import { evidenceRoot, type RevenueReport } from "@gpu-yield-vaults/sdk/reports";
import { toUtf8Bytes } from "ethers";
import type { RevenueOracle } from "../../build/types/index.ts";
import { CliError } from "../lib/cliError.ts";

/**
 * The next report of a cluster, for a period as long as an earlier one and with its figures.
 *
 * @param periodsAgo Which one, counted back from the last that rented anything; the first where there are not as many.
 */
export async function sameAgain(oracle: RevenueOracle, cluster: bigint, periodsAgo = 1): Promise<RevenueReport> {
  const submitted = await oracle.queryFilter(oracle.filters.ReportSubmitted(cluster));
  const earlier = submitted.map(({ args }) => args.report).filter(({ gpuSecondsSold }) => gpuSecondsSold > 0n);
  const model = earlier.at(-periodsAgo) ?? earlier[0];
  if (!model) throw new CliError(`Cluster ${cluster} has not rented anything yet.`);
  const next = await oracle.nextReport(cluster);
  const start = Number(next.start);
  return {
    cluster,
    period: Number(next.period),
    revision: Number(next.revision),
    reporterSet: Number(next.reporterSet),
    clusterVersion: Number(next.clusterVersion),
    start,
    end: start + Number(model.end - model.start),
    gpuSecondsAvailable: model.gpuSecondsAvailable,
    gpuSecondsSold: model.gpuSecondsSold,
    gross: model.gross,
    energyWh: model.energyWh,
    energyCost: model.energyCost,
    otherOpex: model.otherOpex,
    evidenceRoot: evidenceRoot([toUtf8Bytes(`the same again, from ${start}`)]),
  };
}

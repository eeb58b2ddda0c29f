import { readLogs } from "@gpu-yield-vaults/sdk/logs";
import { requesterOf } from "../../deploy/requester.ts";
import { showAmount } from "../lib/amount.ts";
import { CliError } from "../lib/cliError.ts";
import { attachOracle, bindings } from "../lib/contracts.ts";
import { eventsIn } from "../lib/events.ts";
import { explainRevert } from "../lib/explainRevert.ts";
import { landed } from "../lib/landed.ts";
import { connect } from "../lib/rpc.ts";
import { senderOn } from "../lib/sender.ts";

/** Claims what challengers earned by a dispute; the reports come from the oracle's events. */
export async function claimAward(rpc: string, address: string, dispute: bigint, fromBlock = 0): Promise<void> {
  const provider = await connect(rpc);
  try {
    // 1. Read.
    const types = await bindings();
    const disputes = types.ReportDisputes__factory.connect(address, provider);
    const { oracle, stakes, dollar } = await attachOracle(await disputes.oracle(), provider);
    const { revision } = await disputes.disputeNumbered(dispute);
    const latest = BigInt(await provider.getBlockNumber());
    const sources = { address: [address, oracle.target] as `0x${string}`[] };
    const logs = await readLogs(requesterOf(provider), sources, BigInt(fromBlock), latest);
    const opened = eventsIn(disputes, disputes.filters.DisputeOpened, logs).find((event) => event.dispute === dispute);
    if (!opened) throw new CliError(`There is no dispute ${dispute}.`);
    const { cluster, period } = opened;
    const submitted = eventsIn(oracle, oracle.filters.ReportSubmitted, logs).filter(
      (event) => event.cluster === cluster && event.period === period,
    );
    const standing = await oracle.reportOf(cluster, period);
    const reportOf = (wanted: bigint) => {
      const found = submitted.find(({ report }) => report.revision === wanted);
      if (!found) throw new CliError(`No event tells of revision ${wanted}.`, [`looked from block ${fromBlock} on`]);
      return [...found.report] as typeof found.report; // as a call takes it
    };

    // 2. Claim.
    const sender = await senderOn((await provider.getNetwork()).chainId, provider);
    const writer = stakes.connect(sender);
    const receipt = await explainRevert(() =>
      landed(writer.claimAward(address, dispute, reportOf(revision), reportOf(standing.revision))),
    );
    const [paid] = eventsIn(stakes, stakes.filters.AwardPaid, receipt.logs);
    if (!paid) throw new Error("the stakes did not log an award");
    const amount = showAmount(paid.amount, Number(await dollar.decimals()));
    process.stdout.write(`period ${period} of cluster ${cluster}: ${amount} are credits of its challengers\n`);
  } finally {
    provider.destroy();
  }
}

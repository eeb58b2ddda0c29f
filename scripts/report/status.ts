import { REPORT_STATUSES } from "@gpu-yield-vaults/sdk/read";
import { attachVault } from "../lib/contracts.ts";
import { showInstant } from "../lib/instant.ts";
import { connect } from "../lib/rpc.ts";

/** How many of the newest reports are listed. */
const NEWEST = 5;

/** Shows where a cluster's reports stand, and what the next one has to be. */
export async function showStatus(rpc: string, vault: string, cluster: bigint): Promise<void> {
  const provider = await connect(rpc);
  try {
    const { oracle, quorum, registry } = await attachVault(vault, provider, cluster);
    const { name } = await registry.registration(cluster);
    const next = await oracle.nextReport(cluster);
    const { submitted, latched } = await oracle.progressOf(cluster);
    const { finalised } = await oracle.finalityOf(cluster);
    const lines = [`cluster ${cluster}: ${name}`, `  submitted ${submitted}, final ${finalised}, latched ${latched}`];
    for (let period = Math.max(1, Number(submitted) - NEWEST + 1); period <= Number(submitted); period++) {
      const { status, revision, start, end, finalAt } = await oracle.reportOf(cluster, period);
      const span = `${showInstant(Number(start))} → ${showInstant(Number(end))}`;
      const state = REPORT_STATUSES[Number(status)] ?? `status ${status}`;
      lines.push(
        `  period ${period}, revision ${revision}: ${span}, ${state}, final at ${showInstant(Number(finalAt))}`,
      );
    }
    lines.push(
      `  next: period ${next.period}, revision ${next.revision}, from ` +
        `${showInstant(Number(next.start))}, due by ${showInstant(Number(next.deadline))}`,
      `  signatures needed: ${await quorum.threshold()} of ${(await quorum.reporters()).length} ` +
        `(reporter set ${next.reporterSet}); seats with a stake: ${countBits(await quorum.activeSeats())}`,
    );
    process.stdout.write(`${lines.join("\n")}\n`);
  } finally {
    provider.destroy();
  }
}

const countBits = (bitmap: bigint): number => bitmap.toString(2).replaceAll("0", "").length;

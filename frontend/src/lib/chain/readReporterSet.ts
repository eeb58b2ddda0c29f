import { LogReader } from "@gpu-yield-vaults/sdk/logs";
import { reporterQuorumAbi } from "@gpu-yield-vaults/sdk/abi/ReporterQuorum";
import { isAddressEqual, parseEventLogs, type Address } from "viem";
import type { Head, ReadContext } from "./client";

/** Who had the seats of a version of a reporter set, from events; undefined where none of them tells. */
export async function readReporterSet(
  { client, deployment }: ReadContext,
  asOf: Head,
  quorum: Address,
  reporterSet: number,
): Promise<readonly Address[] | undefined> {
  const reader = new LogReader(client);
  let seats: readonly Address[] | undefined;
  for await (const { logs } of reader.read({ address: quorum }, deployment.blockNumber, asOf.number)) {
    const events = parseEventLogs({
      abi: reporterQuorumAbi,
      eventName: ["ReportersChanged", "ReporterEjected"],
      logs: [...logs],
    });
    for (const { eventName, args } of events) {
      if (args.version > reporterSet) return seats;
      if (eventName === "ReportersChanged") seats = args.reporters;
      else seats = seats?.map((seat) => (isAddressEqual(seat, args.reporter) ? args.successor : seat));
    }
  }
  return seats;
}

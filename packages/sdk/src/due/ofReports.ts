import type { Address } from "viem";
import { revenueOracleAbi } from "../abi/RevenueOracle.ts";
import type { Contracts } from "../read/index.ts";
import { nameAt, REPORT_STATUSES } from "../read/names.ts";
import { readReports } from "../read/readReports.ts";
import type { Reading } from "../read/reading.ts";
import type { Due } from "./item.ts";

type ReportContracts = Contracts<"vault" | "oracle" | "disputes">;

/** What reporters, challengers and the arbiter have before them, of a cluster that is in service. */
export async function dueOfReports(
  reading: Reading,
  contracts: ReportContracts,
  cluster: bigint,
  retiredAt: number | undefined,
): Promise<readonly Due[]> {
  const ask = reading.at(revenueOracleAbi, contracts.oracle);
  const [[submitted], [final, challenged], [period, , , , start, deadline]] = await Promise.all([
    ask("progressOf", cluster),
    ask("finalityOf", cluster),
    ask("nextReport", cluster),
  ]);
  const isOver = retiredAt !== undefined && start >= retiredAt;
  const pending = Array.from({ length: submitted - final }, (_, index) => final + index + 1);
  const next = isOver ? [] : [reportDue(contracts.vault, cluster, period, deadline)];
  const [windows, disputes] = await Promise.all([
    Promise.all(pending.map((number) => windowOf(reading, contracts, cluster, number))),
    challenged === 0 ? [] : disputesOf(reading, contracts, cluster),
  ]);
  return [...next, ...windows.flat(), ...disputes];
}

const reportDue = (vault: Address, cluster: bigint, period: number, at: number): Due => ({
  at,
  kind: "reportDue",
  nature: "deadline",
  what: `The report of period ${period} of cluster ${cluster} has to be there.`,
  who: ["reporter", "keeper"],
  verb: "submit",
  otherwise: "It is marked missed; what comes later takes the long window, and the cluster may be late.",
  vault,
  cluster,
});

async function windowOf(
  reading: Reading,
  { oracle, vault }: ReportContracts,
  cluster: bigint,
  period: number,
): Promise<readonly Due[]> {
  const report = await reading.at(revenueOracleAbi, oracle)("reportOf", cluster, period);
  if (nameAt(REPORT_STATUSES, report.status) !== "pending") return [];
  return [
    {
      at: report.finalAt,
      kind: "reportFinal",
      nature: "deadline",
      what: `The report of period ${period} of cluster ${cluster} can be challenged, or vetoed.`,
      who: ["challenger", "guardian"],
      verb: "challenge",
      otherwise: "It is final, for ever, and is settled.",
      vault,
      cluster,
    },
  ];
}

async function disputesOf(
  { client, asOf }: Reading,
  { oracle, disputes, vault }: ReportContracts,
  cluster: bigint,
): Promise<readonly Due[]> {
  const { reports } = await readReports(client, { oracle, disputes }, cluster, { asOf });
  return reports.flatMap(({ period, dispute }): Due[] => {
    if (dispute?.deadline === undefined) return [];
    const isOpen = dispute.status === "open";
    const whom = isOpen ? "the reporters" : "the arbiter";
    return [
      {
        at: Number(dispute.deadline),
        kind: isOpen ? "disputeAnswer" : "disputeDecision",
        nature: "deadline",
        what: `Dispute ${dispute.id} of period ${period} of cluster ${cluster} waits for ${whom}.`,
        who: isOpen ? ["reporter"] : ["arbiter"],
        verb: isOpen ? "defend" : "decide",
        otherwise: "Anyone ends it by timeout, for who has kept its deadline.",
        vault,
        cluster,
      },
    ];
  });
}

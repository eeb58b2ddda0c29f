import type { ScenarioRow } from "../../../scripts/scenario/row.ts";
import type { ReplayTerms } from "../../../scripts/scenario/terms.ts";

/** What a scenario's waterfall must come to, without a fee; computed here from the rows alone. */
export type ExpectedWaterfall = {
  reported: bigint;
  received: bigint;
  distributed: bigint;
  energy: bigint;
  otherOpex: bigint;
  reserve: bigint;
  vault: bigint;
  operator: bigint;
  receivable: bigint;
  opexUnpaid: bigint;
};

/** Each cluster by itself, row by row: what is there pays, in order, what is owed. */
export function expectedWaterfall(rows: readonly ScenarioRow[], terms: ReplayTerms): ExpectedWaterfall {
  const total: ExpectedWaterfall = {
    reported: 0n,
    received: 0n,
    distributed: 0n,
    energy: 0n,
    otherOpex: 0n,
    reserve: 0n,
    vault: 0n,
    operator: 0n,
    receivable: 0n,
    opexUnpaid: 0n,
  };
  for (const name of new Set(rows.map(({ cluster }) => cluster))) {
    const cluster = { box: 0n, owed: 0n, energyDue: 0n, otherDue: 0n, reserve: 0n };
    for (const row of rows.filter((candidate) => candidate.cluster === name)) {
      total.reported += row.gross;
      total.received += row.cashPaid;
      cluster.box += row.cashPaid;
      cluster.owed += row.gross;
      let cash = cluster.box < cluster.owed ? cluster.box : cluster.owed;
      cluster.box -= cash;
      cluster.owed -= cash;
      total.distributed += cash;
      const take = (most: bigint) => {
        const part = most < cash ? most : cash;
        cash -= part;
        return part;
      };
      // What was carried over comes before what is new, energy before other costs.
      const [oldEnergy, oldOther] = [take(cluster.energyDue), take(cluster.otherDue)];
      const [newEnergy, newOther] = [take(row.energyCost), take(row.otherOpex)];
      cluster.energyDue += row.energyCost - oldEnergy - newEnergy;
      cluster.otherDue += row.otherOpex - oldOther - newOther;
      const reserve = take(terms.reserveTarget - cluster.reserve);
      cluster.reserve += reserve;
      const operator = (cash * BigInt(10_000 - terms.vaultShareBps)) / 10_000n;
      total.energy += oldEnergy + newEnergy;
      total.otherOpex += oldOther + newOther;
      total.reserve += reserve;
      total.operator += operator;
      total.vault += cash - operator;
    }
    total.receivable += cluster.owed;
    total.opexUnpaid += cluster.energyDue + cluster.otherDue;
  }
  return total;
}

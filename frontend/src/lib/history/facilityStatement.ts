import type { FacilityView } from "../chain/readFacilities";
import { isDebt } from "../debt/words";
import type { ProtocolEvent } from "./protocolEvent";
import { valueExits, type ValueExit } from "./valueExits";

/** What became of the money that one facility was paid, base units. `paid` is the sum of `parts`. */
export type FacilityStatement = {
  /** Everything that was ever drawn. */
  paid: bigint;
  parts: Record<StatementPart, bigint>;
  /** Beside it: what came in beyond the value it was for, such as recoveries of a loss that had been booked. */
  above: bigint;
  /** Of what was lost and written down, rent that had not vested bore so much, the share price the rest. */
  fromLocked: bigint;
};

export type StatementPart =
  "returned" | "depreciated" | "principal" | "recovered" | "bond" | "reserve" | "writtenDown" | "lost" | "atWork";

/**
 * The statement of one facility, as of the block that both events and facility are of. What is neither at work nor
 * accounted for by an event has depreciated or, of a loan or a lease, been paid back as principal: the value falls
 * by nothing else. What rounding a slope takes, less than a unit a time, counts with it, as in the contract's own
 * `returnsOf`.
 */
export function facilityStatement(
  records: readonly ProtocolEvent[],
  { cluster, cost, value, form }: Pick<FacilityView, "cluster" | "cost" | "value" | "form">,
): FacilityStatement {
  const returned = sum(
    records.flatMap((record) =>
      record.source === "origination" && record.eventName === "DrawReturned" && record.args.cluster === cluster
        ? [record.args.amount]
        : [],
    ),
  );
  const exits = valueExits(records).filter((exit) => exit.cluster === cluster);
  const of = (pick: (exit: ValueExit) => bigint): bigint => sum(exits.map(pick));
  const usedUp = cost - value - of((exit) => exit.value);
  const [depreciated, principal] = isDebt(form) ? [0n, usedUp] : [usedUp, 0n];
  return {
    paid: cost + returned,
    parts: {
      returned,
      depreciated,
      principal,
      recovered: of(({ recovered }) => recovered),
      bond: of(({ bond }) => bond),
      reserve: of(({ reserve }) => reserve),
      writtenDown: of(({ cause, lost }) => (cause === "writeDown" ? lost : 0n)),
      lost: of(({ cause, lost }) => (cause === "writeDown" ? 0n : lost)),
      atWork: value,
    },
    above: of(({ above }) => above),
    fromLocked: of(({ fromLocked }) => fromLocked),
  };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

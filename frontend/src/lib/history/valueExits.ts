import { floor, max, min } from "@gpu-yield-vaults/sdk/model";
import type { Hex } from "viem";
import type { ManagerEvent, Place, ProtocolEvent, WorkoutsEvent } from "./protocolEvent";

/** Why value left a facility other than by depreciation and principal. */
export type ExitCause = "recovery" | "default" | "sale" | "lostGpus" | "writeDown" | "redeemed";

/** Value that left a facility in one transaction, and what came for it. Base units. */
export type ValueExit = Place & {
  cluster: bigint;
  cause: ExitCause;
  /** What left; recovered, bond, reserve and lost add up to it. */
  value: bigint;
  recovered: bigint;
  bond: bigint;
  reserve: bigint;
  lost: bigint;
  /** Of what was lost, rent that had not vested bore so much before the share price bore the rest. */
  fromLocked: bigint;
  /** What came in beyond the value it was for. */
  above: bigint;
};

/**
 * How value left each facility, oldest first. A manager says that value left; the workouts say, around it in the same
 * transaction, why, and what the bond bore.
 */
export function valueExits(records: readonly ProtocolEvent[]): ValueExit[] {
  const exits: ValueExit[] = [];
  /** Value that has left and whose reason is still to be told, by cluster. */
  const open = new Map<bigint, ValueExit>();
  /** Recoveries whose value is still to leave: it has been counted. */
  const recovering = new Set<bigint>();
  let latest: ValueExit | undefined;

  for (const record of records) {
    const place = placeOf(record);
    if (record.source === "vault" && record.eventName === "LossBooked" && isSame(latest, record.transactionHash)) {
      latest.fromLocked = min(latest.lost, latest.fromLocked + floor(record.args.fromLocked));
    }
    if (record.source === "manager") {
      const left = valueLeft(record, place);
      if (!left || recovering.delete(left.cluster)) continue;
      latest = left;
      if (left.cause === "writeDown") exits.push(left);
      else open.set(left.cluster, left);
    }
    if (record.source !== "workouts") continue;
    // A title that goes for nothing recovers nothing.
    if (record.eventName === "Recovered" && record.args.amount > 0n) {
      const { cluster, amount, ofValue } = record.args;
      exits.push({
        ...NOTHING,
        ...place,
        cluster,
        cause: "recovery",
        value: ofValue,
        recovered: ofValue,
        above: amount - ofValue,
      });
      recovering.add(cluster);
    }
    const reason = reasonOf(record);
    const left = reason && open.get(reason.cluster);
    if (!reason || !left) continue;
    open.delete(reason.cluster);
    const bond = reason.fromBond;
    exits.push(Object.assign(left, { cause: reason.cause, bond, recovered: left.recovered - bond }));
  }
  return exits;
}

const NOTHING = { value: 0n, recovered: 0n, bond: 0n, reserve: 0n, lost: 0n, fromLocked: 0n, above: 0n };

/** As the manager tells it. All cash counts as recovered until it is said what the bond bore. */
function valueLeft({ eventName, args }: ManagerEvent, place: Place): ValueExit | undefined {
  if (eventName === "WrittenDown") {
    const { cluster, loss } = args;
    return { ...NOTHING, ...place, cluster, cause: "writeDown", value: loss, lost: loss };
  }
  if (eventName !== "ValueLeft") return undefined;
  const { cluster, valueOut, cash, fromReserve: reserve } = args;
  const value = floor(valueOut);
  return {
    ...NOTHING,
    ...place,
    cluster,
    cause: "default",
    value,
    recovered: min(cash, value),
    reserve,
    lost: max(value - cash - reserve, 0n),
    above: max(cash + reserve - value, 0n),
  };
}

function reasonOf({
  eventName,
  args,
}: WorkoutsEvent): { cluster: bigint; cause: ExitCause; fromBond: bigint } | undefined {
  switch (eventName) {
    case "ResolutionClosed":
      return { cluster: args.cluster, cause: "default", fromBond: args.fromBond };
    case "GpusRetired":
      return { cluster: args.cluster, cause: "lostGpus", fromBond: args.fromBond };
    case "FacilitySold":
      return { cluster: args.cluster, cause: "sale", fromBond: 0n };
    case "PledgeRedeemed":
      return { cluster: args.cluster, cause: "redeemed", fromBond: 0n };
    default:
      return undefined;
  }
}

function isSame(exit: ValueExit | undefined, transactionHash: Hex): exit is ValueExit {
  return exit?.transactionHash === transactionHash;
}

function placeOf({ blockNumber, logIndex, transactionHash, timestamp }: Place): Place {
  return { blockNumber, logIndex, transactionHash, timestamp };
}

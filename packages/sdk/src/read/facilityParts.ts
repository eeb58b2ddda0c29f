import type { Address } from "viem";
import { facilityOriginationAbi } from "../abi/FacilityOrigination.ts";
import { loanManagerAbi } from "../abi/LoanManager.ts";
import { workoutsAbi } from "../abi/Workouts.ts";
import type { Reading } from "./reading.ts";

/** The contracts that one manager works with, by its own word: what can be replaced is asked for. */
export type FacilityParts = {
  readonly origination: Address;
  readonly covenants: Address;
  readonly workouts: Address;
  readonly losses: Address;
  readonly bond: Address;
  readonly drawEscrow: Address;
  /** Of loans and leases. */
  readonly ledger?: Address | undefined;
};

const LOAN = 1;

/** Asks each manager once, however many facilities it has. */
export function partsReader(reading: Reading): (manager: Address) => Promise<FacilityParts> {
  const known = new Map<Address, Promise<FacilityParts>>();
  return (manager) => {
    const parts = known.get(manager) ?? readParts(reading, manager);
    known.set(manager, parts);
    return parts;
  };
}

async function readParts(reading: Reading, manager: Address): Promise<FacilityParts> {
  const ask = reading.at(loanManagerAbi, manager);
  const [{ origination, bond, drawEscrow }, covenants, { workouts, losses }, ledger] = await Promise.all([
    ask("origination").then(async (origination) => {
      const parts = await reading.at(facilityOriginationAbi, origination)("parts");
      return { ...parts, origination };
    }),
    ask("covenants"),
    ask("workouts").then(async (workouts) => ({
      workouts,
      losses: await reading.at(workoutsAbi, workouts)("losses"),
    })),
    ask("finances", LOAN).then((isLender) => (isLender ? ask("ledger") : undefined)),
  ]);
  return { origination, covenants, workouts, losses, bond, drawEscrow, ledger };
}

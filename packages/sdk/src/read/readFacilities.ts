import type { Address } from "viem";
import { facilityLensAbi } from "../abi/FacilityLens.ts";
import { facilityOriginationAbi } from "../abi/FacilityOrigination.ts";
import { operatorBondAbi } from "../abi/OperatorBond.ts";
import { covenantsOf, debtOf, drawEscrowOf } from "./facilityDetails.ts";
import { partsReader, type FacilityParts } from "./facilityParts.ts";
import type { FacilityView } from "./facilityView.ts";
import { given } from "./given.ts";
import { FACILITY_STATUSES, FORMS, nameAt } from "./names.ts";
import { openReading, type AsOf, type Reading, type ReadClient, type ReadOptions } from "./reading.ts";
import { workoutOf } from "./workout.ts";

export type FacilitiesView = { readonly asOf: AsOf; readonly facilities: readonly FacilityView[] };

/** Every facility of a vault, of whichever manager, by ascending cluster. The vault's lens finds them. */
export async function readFacilities(
  client: ReadClient,
  { lens }: { readonly lens: Address },
  options: ReadOptions = {},
): Promise<FacilitiesView> {
  const reading = await openReading(client, options);
  const partsOf = partsReader(reading);
  const clusters = await reading.at(facilityLensAbi, lens)("clusters");
  const facilities = clusters.map((cluster) => facilityAt(reading, lens, cluster, partsOf));
  return { asOf: reading.asOf, facilities: await Promise.all(facilities) };
}

/** The facility of one cluster. Throws a `ReadError` where no source of the vault finances it. */
export async function readFacility(
  client: ReadClient,
  { lens }: { readonly lens: Address },
  cluster: bigint,
  options: ReadOptions = {},
): Promise<{ readonly asOf: AsOf; readonly facility: FacilityView }> {
  const reading = await openReading(client, options);
  return { asOf: reading.asOf, facility: await facilityAt(reading, lens, cluster, partsReader(reading)) };
}

async function facilityAt(
  reading: Reading,
  lens: Address,
  cluster: bigint,
  partsOf: (manager: Address) => Promise<FacilityParts>,
): Promise<FacilityView> {
  const ask = reading.at(facilityLensAbi, lens);
  const manager = await ask("managerOf", cluster);
  const parts = await partsOf(manager);
  const askBond = reading.at(operatorBondAbi, parts.bond);
  const [state, receivable, [returnOfCapital, profit], approval, bond, holds, debt, covenants, drawEscrow, workout] =
    await Promise.all([
      ask("facility", cluster),
      ask("receivable", cluster),
      ask("returnsOf", cluster),
      reading.at(facilityOriginationAbi, parts.origination)("approvalOf", cluster),
      askBond("bondOf", cluster),
      askBond("holdsOn", cluster),
      parts.ledger === undefined ? undefined : debtOf(reading, parts.ledger, cluster),
      covenantsOf(reading, parts.covenants, cluster),
      drawEscrowOf(reading, parts.drawEscrow, cluster),
      workoutOf(reading, parts, cluster),
    ]);
  const { approved, bondBps, workoutSince, ...figures } = state;
  const { inServiceBy, orderedBps, deliveredBps } = approval;
  return {
    ...figures,
    cluster,
    manager,
    status: nameAt(FACILITY_STATUSES, state.status),
    form: nameAt(FORMS, state.form),
    approval: { amount: approved, inServiceBy, orderedBps, deliveredBps },
    depreciatesUntil: given(state.depreciatesUntil),
    deadline: given(state.deadline),
    delinquentSince: given(state.delinquentSince),
    markedDownAt: given(state.markedDownAt),
    retiredAt: given(state.retiredAt),
    reportedUntil: given(state.reportedUntil),
    oldestUnpaid: given(state.oldestUnpaid),
    receivable,
    returnOfCapital,
    profit,
    bond: { amount: bond, bps: bondBps, holds },
    debt,
    covenants,
    drawEscrow: orderedBps + deliveredBps === 0 ? undefined : drawEscrow,
    workout: { since: given(workoutSince), ...workout },
  };
}

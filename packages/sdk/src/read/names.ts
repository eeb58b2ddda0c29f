import { hexToString, type Hex } from "viem";
import { ReadError } from "./ReadError.ts";

/** How a facility is financed. */
export const FORMS = ["revenueShare", "loan", "lease"] as const;
export type Form = (typeof FORMS)[number];

/** Where a facility stands; "none" where nothing was approved. */
export const FACILITY_STATUSES = ["none", "approved", "drawn", "inService", "retired", "resolving"] as const;
export type FacilityStatus = (typeof FACILITY_STATUSES)[number];

/** Where a cluster stands. */
export const CLUSTER_STATUSES = ["none", "ordered", "inService", "retired"] as const;
export type ClusterStatus = (typeof CLUSTER_STATUSES)[number];

/** Where a report stands. */
export const REPORT_STATUSES = ["none", "missed", "pending", "challenged", "disputed", "void", "final"] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** Where a dispute stands. */
export const DISPUTE_STATUSES = ["none", "open", "defended", "upheld", "overturned", "conceded", "closed"] as const;
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

/** Why a vault takes no deposits, or that it does. */
export type DepositStatus = "open" | "paused" | "accrualPending" | "delinquent" | "capReached" | "nothingLeft";

/** Why a vault pays nobody out at once, or that it does. */
export type WithdrawStatus = "open" | "accrualPending" | "noCash";

/** What the date of an exit rests on. */
export const BASES = ["cashThere", "rentOwed", "newCash", "hardwareResolved", "cure"] as const;
export type Basis = (typeof BASES)[number];

/** A loss of a facility that is announced and not booked. */
export const LOSS_KINDS = ["none", "writeDown", "lostGpus", "sale", "sold"] as const;
export type LossKind = (typeof LOSS_KINDS)[number];

/** The name at a position of a contract's enum. Another version of the contract may have further ones. */
export function nameAt<Name extends string>(names: readonly Name[], position: number): Name {
  const name = names[position];
  if (name === undefined) {
    throw new ReadError(`A contract tells of state ${position}, of ${names.join(", ")}.`, "Update the SDK.");
  }
  return name;
}

/** What a contract keeps in 32 bytes, ASCII, left-aligned: `H100-SXM5`, `US-TX`. */
export const labelOf = (bytes32: Hex): string => hexToString(bytes32, { size: 32 }).replace(/\0+$/, "");

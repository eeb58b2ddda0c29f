import type { Address } from "viem";
import type { Party } from "../actions/index.ts";

/** What it is about. */
export const DUE_KINDS = [
  "reportDue",
  "reportFinal",
  "disputeAnswer",
  "disputeDecision",
  "delinquent",
  "serviceDue",
  "milestoneClears",
  "milestonesClose",
  "resolutionOpens",
  "lossBookable",
  "saleEnds",
  "auctionCommit",
  "auctionReveal",
  "epochCloses",
  "actionReady",
  "actionExpires",
  "stakeFree",
  "chore",
] as const;

/** Something that has a second: when it may or must be done, by whom, and what comes of it if nobody does. */
export type Due = {
  /** Unix seconds. */
  readonly at: number;
  readonly kind: (typeof DUE_KINDS)[number];
  /** A sentence with its numbers. */
  readonly what: string;
  /** Who may act; the first is expected to. */
  readonly who: readonly [Party, ...Party[]];
  /** What they send: `npm run act -- <party> <verb>`. Absent where there is nothing to send. */
  readonly verb?: string | undefined;
  /** What comes of it if nobody does. */
  readonly otherwise: string;
  /** Absent where it is the protocol's. */
  readonly vault?: Address | undefined;
  readonly cluster?: bigint | undefined;
  /**
   * What its second is to it: before it something must have happened (`deadline`), or from it on something may
   * (`opening`). A deadline that is past is overdue; an opening that is past is to be used.
   */
  readonly nature: "deadline" | "opening";
};

/** Whether somebody is late, or kept waiting. */
export const isPast = ({ at }: Due, now: number): boolean => at <= now;

import type { Address } from "viem";
import type { FacilityStatus, Form, LossKind } from "./names.ts";

/** One facility at one block. Money in base units of the asset, times in unix seconds. */
export type FacilityView = {
  readonly cluster: bigint;
  /** The contract that accounts for it: rent and repayments go there. */
  readonly manager: Address;
  readonly status: FacilityStatus;
  readonly form: Form;
  readonly operator: Address;

  readonly approval: ApprovalView;
  /** Drawn so far. */
  readonly cost: bigint;
  /** At the end of the useful life; 0 of a loan. */
  readonly salvage: bigint;
  /** Depreciated to this block, or principal outstanding. Rounded down. */
  readonly value: bigint;
  /** What leavers are paid for it: below the value while delinquent, and once a loss is announced. */
  readonly exitValue: bigint;
  /** Depreciation, 2^-32 base units a second, planned or under way. */
  readonly slope: bigint;
  /** Absent until depreciation has started. */
  readonly depreciatesUntil: number | undefined;

  /** Delinquent from here on unless it reports and pays; absent while it is. */
  readonly deadline: number | undefined;
  readonly delinquentSince: number | undefined;
  /** Worth nothing to a leaver from here on; absent unless it is delinquent. */
  readonly markedDownAt: number | undefined;
  readonly retiredAt: number | undefined;

  /** End of the newest period settled, or the in-service second; absent before. */
  readonly reportedUntil: number | undefined;
  readonly settledPeriods: number;
  /** The first period whose rent is not distributed in full, reported or not; absent of loans and leases. */
  readonly oldestUnpaid: number | undefined;
  /** Gross of all settled reports, and what settlements took from the lockbox for it. */
  readonly reported: bigint;
  readonly distributed: bigint;
  /** The difference. Never in the NAV. */
  readonly receivable: bigint;
  /** Paid in, not distributed. */
  readonly lockbox: bigint;
  /** The operator's, not claimed. */
  readonly earned: bigint;
  /** What reached the vault, before its fee; and that split in what hardware wore off and the rest. */
  readonly received: bigint;
  readonly returnOfCapital: bigint;
  readonly profit: bigint;
  /** Running costs unpaid. */
  readonly carriedEnergy: bigint;
  readonly carriedOther: bigint;
  readonly reserve: bigint;
  readonly reserveTarget: bigint;
  /** Of the residual. */
  readonly vaultShareBps: number;
  /** Of the operator's part of the residual, kept back by covenants. */
  readonly trappedCash: bigint;
  /** Of the preferred part, not paid yet. */
  readonly preferredOwed: bigint;

  readonly bond: BondView;
  /** Of loans and leases. */
  readonly debt: DebtView | undefined;
  /** Of its covenants; 0: kept. */
  readonly tier: number;
  /** Where it has any. */
  readonly covenants: CovenantsView | undefined;
  /** Where draws wait for milestones. */
  readonly drawEscrow: DrawEscrowView | undefined;
  readonly workout: WorkoutView;
};

/** What was approved. */
export type ApprovalView = {
  /** Most that may be drawn. */
  readonly amount: bigint;
  /** No draws after it. */
  readonly inServiceBy: number;
  /** Shares of the draws that are earned when ordered and when delivered; both 0: draws are paid out at once. */
  readonly orderedBps: number;
  readonly deliveredBps: number;
};

/** What the operator put up for it. */
export type BondView = {
  readonly amount: bigint;
  /** Of the cost: what a draw asks for. */
  readonly bps: number;
  /** Open disputes and the like, which keep it from being released. */
  readonly holds: bigint;
};

/** A loan or a lease: its schedule, what was paid, and what is claimed. */
export type DebtView = {
  /** Outstanding when the schedule began, or began anew after a prepayment. */
  readonly principal: bigint;
  /** Each payment, and what is due with the last one. */
  readonly payment: bigint;
  readonly finalPayment: bigint;
  /** Rate of one period, 2^128 = 100 %. */
  readonly growth: bigint;
  /** Payment k is due at `start + k * period`; absent before service. */
  readonly start: number | undefined;
  readonly period: number;
  /** 0 once it has been repaid. */
  readonly payments: number;
  /** What is prepaid shortens the term; otherwise it lowers the payments. */
  readonly shorten: boolean;
  /** 10^18 = 100 % a year, simple, on what is past its grace. */
  readonly lateRate: bigint;
  /** Since the schedule began. */
  readonly interestPaid: bigint;
  readonly principalPaid: bigint;
  /** Late interest that is not paid, counted up to then; absent while none was. */
  readonly lateOwed: bigint;
  readonly lateAt: number | undefined;
  /** What is claimed in this second. */
  readonly owed: { readonly lateInterest: bigint; readonly interest: bigint; readonly principal: bigint };
  /** All principal that is not paid. */
  readonly outstanding: bigint;
};

/** Thresholds of the three tiers, bps; 0: not tested. */
export type Thresholds = readonly [number, number, number];

/** How its covenants stand. */
export type CovenantsView = {
  /** Good reports in a row, and how many step the tier down by one. */
  readonly good: number;
  readonly curePeriods: number;
  /** Reports that coverage looks back over, their income less running costs, and the debt service of that time. */
  readonly periods: number;
  readonly income: bigint;
  readonly service: bigint;
  readonly coverageBps: Thresholds;
  readonly loanToValueBps: Thresholds;
  readonly priceBps: Thresholds;
  /** Base units per GPU-hour. */
  readonly priceLow: bigint;
};

/** Drawn money that waits for milestones. */
export type DrawEscrowView = {
  readonly drawn: bigint;
  /**
   * What the milestones so far have earned, of it what nobody can undo any more, what the operator has taken, and what
   * went back to the vault.
   */
  readonly earned: bigint;
  readonly cleared: bigint;
  readonly paid: bigint;
  readonly returned: bigint;
  readonly orderedAt: number | undefined;
  readonly deliveredAt: number | undefined;
  readonly inServiceAt: number | undefined;
  /** From here on what is not earned goes back. */
  readonly closesAt: number;
  /** From here on all that is earned may be taken. */
  readonly clearsAt: number | undefined;
  /** Before, what was attested last may be undone: by the guardian while there were no vetoes, then by the arbiter. */
  readonly vetoUntil: number | undefined;
  readonly vetoes: number;
};

/** How its hardware leaves, and what may still come back of its losses. */
export type WorkoutView = {
  /** When its resolution was opened; absent if none was. */
  readonly since: number | undefined;
  /** From here on anyone may open it; absent unless it is delinquent. */
  readonly opensToAllAt: number | undefined;
  /** From here on anyone may start a Dutch auction; absent before a resolution. */
  readonly sellFrom: number | undefined;
  /** The auction's price is nothing from here on; absent where there is none. */
  readonly auctionEndsAt: number | undefined;
  /** The curator's offer, or the auction's of this second. */
  readonly offer: OfferView | undefined;
  readonly announcement: AnnouncementView | undefined;
  /** Everything that is owed of a pledge; 0 of what is none. */
  readonly owed: bigint;
  /** Booked losses not made good, of them what counts as delinquent, and until when. */
  readonly loss: bigint;
  readonly claimed: bigint;
  readonly countsUntil: number | undefined;
};

export type OfferView = {
  readonly price: bigint;
  /** Who may take it; absent: anyone. */
  readonly buyer: Address | undefined;
  readonly from: number;
  readonly until: number;
};

/** A loss that is announced and not booked. */
export type AnnouncementView = {
  readonly kind: Exclude<LossKind, "none">;
  /** Of value and exit value, 2^32 is all of it. */
  readonly fraction: number;
  readonly gpus: number;
  readonly announcedAt: number;
  /** What leavers forgo because of it, rounded down. */
  readonly marked: bigint;
};

import type { ContractKey } from "../protocol.ts";
import type { WriteName } from "./entry.ts";

/** Who calls what no person does: a contract of the list, or another protocol that pays in the same transaction. */
export type ContractCaller = ContractKey | "payers";

type Callers = {
  readonly [K in ContractKey]?: Readonly<Partial<Record<WriteName<K>, readonly ContractCaller[]>>>;
};

const MANAGERS = ["shares", "loans"] as const;
const SLASHERS = ["workouts", "auction"] as const;

/** The authority is replaced through the authority alone. */
const AUTHORITY = { setAuthority: ["accessManager"] } as const;

const MANAGER = {
  open: ["origination"],
  fund: ["origination"],
  takeBack: ["origination"],
  begin: ["origination"],
  setOracle: ["origination"],
  writeDownCosts: ["origination"],
  beginResolution: ["workouts"],
  derecognise: ["workouts"],
  writeDown: ["workouts"],
  postClaim: ["workouts"],
  end: ["workouts"],
  setAnnounced: ["losses"],
} as const;

const custodyOf = <const K extends ContractKey>(custodians: readonly K[]) => ({
  deposit: custodians,
  transfer: custodians,
  credit: custodians,
  pay: custodians,
  release: custodians,
  recover: custodians,
  hold: custodians,
  unhold: custodians,
});

/** Functions that only other contracts may call, and which do. */
export const CONTRACTS_ONLY = {
  // Whatever asks the authority has it take off what was scheduled.
  accessManager: {
    consumeScheduledOp: [
      "directory",
      "registry",
      "quorum",
      "bounds",
      "oracle",
      "vault",
      "origination",
      "workouts",
      "drawLimits",
      "auction",
    ],
  },
  directory: AUTHORITY,
  registry: AUTHORITY,
  quorum: { ...AUTHORITY, eject: ["contradictions"] },
  bounds: AUTHORITY,
  oracle: {
    ...AUTHORITY,
    admit: ["oracle"],
    contest: ["contradictions"],
    dispute: ["disputes"],
    endDispute: ["disputes"],
  },
  clock: { onDispute: ["oracle"], onVeto: ["oracle"] },
  escrow: { ...AUTHORITY, ...custodyOf(["bond", "disputes", "auction"]) },
  stakeEscrow: { ...AUTHORITY, ...custodyOf(["stakes"]) },
  stakes: { ...AUTHORITY, creditFee: ["payers"] },
  vault: {
    ...AUTHORITY,
    escrow: ["queue"],
    serveRequests: ["queue"],
    fund: MANAGERS,
    post: [...MANAGERS, "losses"],
    noticeDraw: ["drawLimits"],
  },
  shares: MANAGER,
  loans: MANAGER,
  ledger: {
    plan: ["loans"],
    begin: ["loans"],
    pay: ["loans"],
    serve: ["loans"],
    repay: ["loans"],
    forget: ["loans"],
  },
  origination: { ...AUTHORITY, returnDraw: ["drawEscrow"] },
  covenants: { set: ["origination"], onReport: MANAGERS, end: MANAGERS },
  losses: {
    ...AUTHORITY,
    announceSale: ["workouts"],
    endSale: ["workouts"],
    markSold: ["workouts"],
    take: ["workouts"],
    follow: MANAGERS,
  },
  workouts: { ...AUTHORITY, serveClaim: MANAGERS },
  bond: { ...AUTHORITY, seize: SLASHERS, seizeInto: SLASHERS, hold: SLASHERS, unhold: SLASHERS },
  drawLimits: { ...AUTHORITY, onDraw: ["origination"], onReturn: ["origination"] },
  drawEscrow: { ...AUTHORITY, onDraw: ["origination"] },
  disputes: AUTHORITY,
  auction: AUTHORITY,
} as const satisfies Callers;

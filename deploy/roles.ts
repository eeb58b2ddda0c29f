import type {
  AccessManager,
  ICapitalAuction,
  IClusterRegistry,
  ICollateralEscrow,
  IFacilityManager,
  IFacilityOrigination,
  IGpuYieldVault,
  ILossAnnouncements,
  IOperatorBond,
  IReportBounds,
  IReportDisputes,
  IReporterQuorum,
  IWorkouts,
  IRevenueOracle,
  IDrawEscrow,
  IDrawLimits,
} from "../build/types/index.ts";

/**
 * Ids of the authority's roles. People hold the first five; the contradictions', the slashers', the disputes', the
 * custodians' and the limiter's are held by contracts only, the originators' by the curator and the auction, the
 * tighteners' and the cancellers' by curator and guardian, the announcers' by the curator, which needs no delay for it.
 * The removals' is held by nobody and has no guardian: see `accessManager` below.
 */
export const ROLES = {
  admin: 0n,
  governor: 1n,
  curator: 2n,
  guardian: 3n,
  arbiter: 4n,
  contradictions: 5n,
  slasher: 6n,
  disputes: 7n,
  originator: 8n,
  custodian: 9n,
  tightener: 10n,
  removal: 11n,
  limiter: 12n,
  announcer: 13n,
  canceller: 14n,
} as const;

export type Role = keyof typeof ROLES;

/** Roles whose scheduled operations the guardian may cancel. */
export const GUARDED: readonly Role[] = ["governor", "curator", "originator", "tightener"];

/** Contracts that ask the authority before they act, by their name in the deployment. */
export type Target =
  | "registry"
  | "quorum"
  | "bounds"
  | "oracle"
  | "vault"
  | "shares"
  | "loans"
  | "origination"
  | "losses"
  | "workouts"
  | "escrow"
  | "bond"
  | "drawLimits"
  | "drawEscrow"
  | "disputes"
  | "auction"
  | "accessManager";

type FunctionsOf<C extends { interface: { getFunction: (name: never) => unknown } }> = Parameters<
  C["interface"]["getFunction"]
>[0];

/** Which role may call which function: one role per function, everything else is open to anyone. */
export type Permissions = {
  registry: Partial<Record<Role, readonly FunctionsOf<IClusterRegistry>[]>>;
  quorum: Partial<Record<Role, readonly FunctionsOf<IReporterQuorum>[]>>;
  bounds: Partial<Record<Role, readonly FunctionsOf<IReportBounds>[]>>;
  oracle: Partial<Record<Role, readonly FunctionsOf<IRevenueOracle>[]>>;
  vault: Partial<Record<Role, readonly FunctionsOf<IGpuYieldVault>[]>>;
  shares: Partial<Record<Role, readonly FunctionsOf<IFacilityManager>[]>>;
  loans: Partial<Record<Role, readonly FunctionsOf<IFacilityManager>[]>>;
  origination: Partial<Record<Role, readonly FunctionsOf<IFacilityOrigination>[]>>;
  losses: Partial<Record<Role, readonly FunctionsOf<ILossAnnouncements>[]>>;
  workouts: Partial<Record<Role, readonly FunctionsOf<IWorkouts>[]>>;
  escrow: Partial<Record<Role, readonly FunctionsOf<ICollateralEscrow>[]>>;
  bond: Partial<Record<Role, readonly FunctionsOf<IOperatorBond>[]>>;
  drawLimits: Partial<Record<Role, readonly FunctionsOf<IDrawLimits>[]>>;
  drawEscrow: Partial<Record<Role, readonly FunctionsOf<IDrawEscrow>[]>>;
  disputes: Partial<Record<Role, readonly FunctionsOf<IReportDisputes>[]>>;
  auction: Partial<Record<Role, readonly FunctionsOf<ICapitalAuction>[]>>;
  accessManager: Partial<Record<Role, readonly FunctionsOf<AccessManager>[]>>;
};

/** What every way of financing asks of people. */
const MANAGER: Permissions["shares"] = { governor: ["setOracle"] };

export const PERMISSIONS: Permissions = {
  registry: { curator: ["register"] },
  quorum: { governor: ["setReporters"], contradictions: ["eject"] },
  bounds: { governor: ["setBounds", "setPriceJump"] },
  oracle: {
    governor: ["setBounds", "setTimings", "uphold", "migrate", "reportZero"],
    guardian: ["veto"],
    arbiter: ["vetoAgain"],
    contradictions: ["contest"],
    disputes: ["dispute", "endDispute"],
  },
  // What loosens a limit takes longer than leaving does; what tightens one is a function of its own.
  vault: {
    governor: ["bindSource", "unbindSource", "setFee", "setCap", "rescue"],
    curator: ["unpause", "skim"],
    guardian: ["pause"],
    tightener: ["lowerCap"],
    limiter: ["noticeDraw"],
  },
  shares: MANAGER,
  loans: MANAGER,
  origination: { originator: ["approve"], guardian: ["lowerApproval"] },
  // What lowers what leavers are paid, at once: a delay would let who reads it leave at par.
  losses: { announcer: ["announceWriteDown", "announceLostGpus"], canceller: ["cancelAnnouncement"] },
  // The curator alone, except where a default has waited for too long: then anyone.
  workouts: {
    governor: ["endClaim"],
    curator: ["openResolution", "closeResolution"],
    announcer: ["offerSale"],
    canceller: ["withdrawOffer"],
    tightener: ["prolongClaim"],
  },
  drawLimits: { governor: ["setLimits"], curator: ["setMark"], guardian: ["lowerMark"], tightener: ["lowerLimits"] },
  drawEscrow: { guardian: ["veto"], arbiter: ["vetoAgain"] },
  escrow: { custodian: ["deposit", "transfer", "credit", "pay", "release", "recover", "hold", "unhold"] },
  bond: { slasher: ["seize", "seizeInto", "hold", "unhold"] },
  disputes: { arbiter: ["decide"] },
  auction: {
    curator: ["admit", "open", "withdraw", "forfeit"],
    guardian: ["dismiss", "cancel"],
  },
  // The manager itself asks its admin role, whatever stands here. It looks here for one thing: who is the guardian that
  // may cancel such an operation while it waits. A removal nobody cancels but who asked for it: a guardian would stay
  // for ever.
  accessManager: {
    removal: ["revokeRole"],
    governor: [
      "labelRole",
      "grantRole",
      "setRoleAdmin",
      "setRoleGuardian",
      "setGrantDelay",
      "setTargetFunctionRole",
      "setTargetAdminDelay",
      "setTargetClosed",
      "updateAuthority",
    ],
  },
};

import type { Role } from "./roles.ts";

/** One contract of the list. */
export type Entry = {
  /** What it is called in Solidity. */
  contract: string;
  /**
   * Once for the protocol, once for each of its vaults, or once for each cluster that somebody wants one for.
   * `deploy/modules` has a module for the first and one for the second; nobody deploys the third with the others.
   */
  per: "protocol" | "vault" | "cluster";
  /**
   * Which role may call which function: one role per function, everything else is open to anyone. Of a role that both
   * the protocol and each vault have, the protocol's over what there is once, and the vault's over what it has itself.
   */
  roles?: Readonly<Partial<Record<Role, readonly string[]>>>;
  /** Whether the vault takes it for a source. It lists them in the list's order. */
  source?: true;
  /** Whether the directory names it beside the vault, which does not know it. */
  companion?: true;
  /** Roles that it holds itself. */
  holds?: readonly Role[];
  /** Neighbours that it tells by a getter of their name, or by another: `["parts.vault", "vault"]`. */
  tells?: readonly (string | readonly [getter: string, neighbour: string])[];
  /** Neighbours that stand in its code and that it does not tell. */
  knows?: readonly string[];
};

/** What every way of financing tells. */
const MANAGER = {
  per: "vault",
  source: true,
  tells: ["vault", "registry", "oracle", "covenants", "origination", "workouts"],
} as const;

/** What custodians do with their accounts in an escrow. */
const CUSTODY = ["deposit", "transfer", "credit", "pay", "release", "recover", "hold", "unhold"] as const;

/**
 * Every contract once, by the name that everything else gives it. Types, addresses, attachment, checks, records, ABIs,
 * the authority's table and the web app's deployment file follow from here.
 */
export const PROTOCOL = {
  // The manager itself asks its admin role, whatever stands here. It looks here for one thing: who is the guardian that
  // may cancel such an operation while it waits. A removal nobody cancels but who asked for it: a guardian would stay
  // for ever.
  accessManager: {
    contract: "AccessManager",
    per: "protocol",
    roles: {
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
  },

  // The one address that somebody has to be told: every vault is found from it.
  directory: { contract: "VaultDirectory", per: "protocol", roles: { governor: ["list", "describe", "retire"] } },

  // Titles of clusters; who agrees, what was said, is it plausible.
  registry: { contract: "ClusterRegistry", per: "protocol", roles: { registrar: ["register"] } },
  quorum: {
    contract: "ReporterQuorum",
    per: "protocol",
    roles: { governor: ["setReporters", "setStakes"], contradictions: ["eject"] },
    tells: ["stakes"],
  },
  bounds: { contract: "ReportBounds", per: "protocol", roles: { governor: ["setBounds", "setPriceJump"] } },
  oracle: {
    contract: "RevenueOracle",
    per: "protocol",
    roles: {
      governor: ["setBounds", "setTimings", "uphold", "migrate", "reportZero"],
      guardian: ["veto"],
      arbiter: ["vetoAgain"],
      contradictions: ["contest"],
      disputes: ["dispute", "endDispute"],
    },
    tells: ["registry", "clock", "quorum", "bounds"],
  },
  clock: { contract: "ReportClock", per: "protocol", tells: ["oracle"], knows: ["registry"] },
  contradictions: {
    contract: "Contradictions",
    per: "protocol",
    holds: ["contradictions"],
    tells: ["oracle"],
    knows: ["quorum"],
  },
  feed: { contract: "ClusterFeed", per: "cluster" },

  router: { contract: "VaultRouter", per: "protocol" },

  // The vault's token, the network's dollar as a rule, and what is nobody's income yet.
  asset: { contract: "TestDollar", per: "vault" },
  escrow: {
    contract: "CollateralEscrow",
    per: "vault",
    roles: { custodian: CUSTODY },
    tells: ["asset"],
  },
  // What reporters put up, once for whatever they sign, in the network's dollar. Nobody's contract but theirs has
  // accounts beside it. Elsewhere than on the local chain the dollar is its issuer's. It stands behind the asset, which
  // it is as a rule: by its address the asset is found.
  dollar: { contract: "TestDollar", per: "protocol" },
  stakeEscrow: {
    contract: "CollateralEscrow",
    per: "protocol",
    roles: { custodian: CUSTODY },
    tells: [["asset", "dollar"]],
  },
  stakes: {
    contract: "ReporterStakes",
    per: "protocol",
    roles: { guardian: ["stopAward"] },
    holds: ["custodian"],
    tells: ["oracle", "quorum", ["escrow", "stakeEscrow"]],
  },
  // What loosens a limit takes longer than leaving does; what tightens one is a function of its own.
  vault: {
    contract: "GpuYieldVault",
    per: "vault",
    roles: {
      governor: ["bindSource", "unbindSource", "setFee", "setCap", "rescue"],
      curator: ["unpause", "skim"],
      guardian: ["pause"],
      tightener: ["lowerCap"],
      limiter: ["noticeDraw"],
    },
    tells: ["asset", "queue", ["share", "vault"]],
  },
  queue: { contract: "RedemptionQueue", per: "vault", tells: ["asset", ["share", "vault"]] },
  vaultLens: { contract: "VaultLens", per: "vault", companion: true, tells: ["vault"] },

  // What finances clusters.
  shares: { contract: "RevenueShareManager", ...MANAGER },
  loans: { contract: "LoanManager", ...MANAGER, tells: [...MANAGER.tells, "ledger"] },
  ledger: { contract: "LoanLedger", per: "vault", tells: [["manager", "loans"]] },
  lens: { contract: "FacilityLens", per: "vault", companion: true, tells: ["vault"], knows: ["registry"] },
  origination: {
    contract: "FacilityOrigination",
    per: "vault",
    roles: { governor: ["setOracle", "writeDownCosts"], originator: ["approve"], guardian: ["lowerApproval"] },
    tells: [
      ["parts.vault", "vault"],
      ["parts.registry", "registry"],
      ["parts.bond", "bond"],
      ["parts.drawLimits", "drawLimits"],
      ["parts.drawEscrow", "drawEscrow"],
      ["parts.covenants", "covenants"],
    ],
  },
  covenants: { contract: "Covenants", per: "vault", tells: ["vault"], knows: ["registry", "drawLimits"] },
  // What lowers what leavers are paid, at once: a delay would let who reads it leave at par.
  losses: {
    contract: "LossAnnouncements",
    per: "vault",
    source: true,
    roles: { announcer: ["announceWriteDown", "announceLostGpus"], canceller: ["cancelAnnouncement"] },
    tells: ["vault"],
    knows: ["registry"],
  },
  // The curator alone, except where a default has waited for too long: then anyone.
  workouts: {
    contract: "Workouts",
    per: "vault",
    roles: {
      governor: ["endClaim"],
      curator: ["openResolution", "closeResolution"],
      announcer: ["offerSale"],
      canceller: ["withdrawOffer"],
      tightener: ["prolongClaim"],
    },
    holds: ["slasher"],
    tells: ["losses", "vault", "asset"],
    knows: ["registry", "bond"],
  },
  bond: {
    contract: "OperatorBond",
    per: "vault",
    roles: { slasher: ["seize", "seizeInto", "hold", "unhold"] },
    holds: ["custodian"],
    tells: ["escrow", "vault", "asset"],
    knows: ["registry"],
  },
  drawLimits: {
    contract: "DrawLimits",
    per: "vault",
    roles: { governor: ["setLimits"], curator: ["setMark"], guardian: ["lowerMark"], tightener: ["lowerLimits"] },
    holds: ["limiter"],
    tells: ["vault"],
    knows: ["registry"],
  },
  drawEscrow: {
    contract: "DrawEscrow",
    per: "vault",
    roles: { guardian: ["veto"], arbiter: ["vetoAgain"] },
    tells: ["vault", "asset"],
    knows: ["registry"],
  },

  // Who says that a report of a vault's cluster is false, and who bids for its capital.
  disputes: {
    contract: "ReportDisputes",
    per: "vault",
    companion: true,
    roles: { arbiter: ["decide"] },
    holds: ["disputes", "custodian"],
    tells: ["oracle", "vault", "escrow", "asset"],
  },
  auction: {
    contract: "CapitalAuction",
    per: "vault",
    companion: true,
    roles: { curator: ["admit", "open", "withdraw", "forfeit"], guardian: ["dismiss", "cancel"] },
    holds: ["originator", "slasher", "custodian"],
    tells: ["origination", "bond", "escrow", "asset", "vault"],
    knows: ["registry", "workouts"],
  },
} as const satisfies Record<string, Entry>;

type List = typeof PROTOCOL;

/** The name of a contract in the list. */
export type ContractKey = keyof List;

/** What it is called in Solidity. */
export type ContractName<K extends ContractKey = ContractKey> = List[K]["contract"];

/** Names of what there is once for the protocol, or once for a vault. */
export type KeyPer<Per extends Entry["per"]> = {
  [K in ContractKey]: List[K]["per"] extends Per ? K : never;
}[ContractKey];

/** Everything that a deployment of one vault consists of. */
export type DeployedKey = KeyPer<"protocol" | "vault">;

/** What a vault takes for its sources. */
export type SourceKey = { [K in ContractKey]: List[K] extends { source: true } ? K : never }[ContractKey];

/** What the directory names beside a vault. */
export type CompanionKey = { [K in ContractKey]: List[K] extends { companion: true } ? K : never }[ContractKey];

type Told<Neighbour> = Neighbour extends readonly [string, infer Name] ? Name : Neighbour;

/** Everything that another contract tells of: where one is known, the others are found. */
export type ToldKey =
  | {
      [K in ContractKey]: List[K] extends { tells: readonly (infer Neighbour)[] } ? Told<Neighbour> : never;
    }[ContractKey]
  | SourceKey
  | "accessManager";

/** Contracts that ask the authority before they act. */
export type GuardedKey = { [K in ContractKey]: List[K] extends { roles: object } ? K : never }[ContractKey];

/** The list, for whoever goes through all of it. */
export const ENTRIES: Readonly<Record<ContractKey, Entry>> = PROTOCOL;

export const CONTRACT_KEYS = Object.keys(PROTOCOL) as readonly ContractKey[];

/** Names of what there is once for each of these, in the list's order. */
export function keysPer<Per extends Entry["per"]>(...per: readonly Per[]): readonly KeyPer<Per>[] {
  const isWanted = (key: ContractKey): key is KeyPer<Per> => (per as readonly string[]).includes(PROTOCOL[key].per);
  return CONTRACT_KEYS.filter(isWanted);
}

export const DEPLOYED_KEYS: readonly DeployedKey[] = keysPer("protocol", "vault");

export const SOURCE_KEYS = CONTRACT_KEYS.filter((key): key is SourceKey => ENTRIES[key].source === true);

/** What the directory names beside a vault, by ascending name, as it asks. */
export const COMPANION_KEYS = CONTRACT_KEYS.filter(
  (key): key is CompanionKey => ENTRIES[key].companion === true,
).sort();

export const GUARDED_KEYS = CONTRACT_KEYS.filter((key): key is GuardedKey => ENTRIES[key].roles !== undefined);

/** What a contract tells of its neighbours: the getter, the field of what it returns if that is a struct, and whom. */
export function toldBy(key: ContractKey): readonly { getter: string; field?: string; neighbour: DeployedKey }[] {
  const { roles, tells = [] } = ENTRIES[key];
  // The authority guards itself.
  const authority = roles === undefined || key === "accessManager" ? [] : [["authority", "accessManager"] as const];
  return [...authority, ...tells].map((told) => {
    const [path, neighbour] = typeof told === "string" ? [told, told] : told;
    const [getter = path, field] = path.split(".");
    return { getter, ...(field !== undefined && { field }), neighbour: neighbour as DeployedKey };
  });
}

/** Neighbours that stand in a contract's code and that it does not tell. */
export const knownBy = (key: ContractKey): readonly DeployedKey[] =>
  (ENTRIES[key].knows ?? []) as readonly DeployedKey[];

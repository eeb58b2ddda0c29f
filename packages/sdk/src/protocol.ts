/**
 * Every contract once, by the name that everything else gives it. What is listed elsewhere follows from here: ABIs,
 * addresses, records, checks, the web app's deployment file, types.
 *
 * - `contract`: what it is called in Solidity.
 */
export const PROTOCOL = {
  accessManager: { contract: "AccessManager" },
  registry: { contract: "ClusterRegistry" },
  quorum: { contract: "ReporterQuorum" },
  bounds: { contract: "ReportBounds" },
  oracle: { contract: "RevenueOracle" },
  clock: { contract: "ReportClock" },
  contradictions: { contract: "Contradictions" },
  feed: { contract: "ClusterFeed" },
  vault: { contract: "GpuYieldVault" },
  queue: { contract: "RedemptionQueue" },
  router: { contract: "VaultRouter" },
  vaultLens: { contract: "VaultLens" },
  shares: { contract: "RevenueShareManager" },
  loans: { contract: "LoanManager" },
  ledger: { contract: "LoanLedger" },
  lens: { contract: "FacilityLens" },
  origination: { contract: "FacilityOrigination" },
  covenants: { contract: "Covenants" },
  losses: { contract: "LossAnnouncements" },
  workouts: { contract: "Workouts" },
  escrow: { contract: "CollateralEscrow" },
  bond: { contract: "OperatorBond" },
  drawLimits: { contract: "DrawLimits" },
  drawEscrow: { contract: "DrawEscrow" },
  disputes: { contract: "ReportDisputes" },
  auction: { contract: "CapitalAuction" },
  asset: { contract: "TestDollar" },
} as const;

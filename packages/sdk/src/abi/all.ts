import { accessManagerAbi } from "./AccessManager.ts";
import { vaultDirectoryAbi } from "./VaultDirectory.ts";
import { clusterRegistryAbi } from "./ClusterRegistry.ts";
import { reporterQuorumAbi } from "./ReporterQuorum.ts";
import { reportBoundsAbi } from "./ReportBounds.ts";
import { revenueOracleAbi } from "./RevenueOracle.ts";
import { reportClockAbi } from "./ReportClock.ts";
import { contradictionsAbi } from "./Contradictions.ts";
import { clusterFeedAbi } from "./ClusterFeed.ts";
import { vaultRouterAbi } from "./VaultRouter.ts";
import { testDollarAbi } from "./TestDollar.ts";
import { collateralEscrowAbi } from "./CollateralEscrow.ts";
import { reporterStakesAbi } from "./ReporterStakes.ts";
import { gpuYieldVaultAbi } from "./GpuYieldVault.ts";
import { redemptionQueueAbi } from "./RedemptionQueue.ts";
import { vaultLensAbi } from "./VaultLens.ts";
import { revenueShareManagerAbi } from "./RevenueShareManager.ts";
import { loanManagerAbi } from "./LoanManager.ts";
import { loanLedgerAbi } from "./LoanLedger.ts";
import { facilityLensAbi } from "./FacilityLens.ts";
import { facilityOriginationAbi } from "./FacilityOrigination.ts";
import { covenantsAbi } from "./Covenants.ts";
import { lossAnnouncementsAbi } from "./LossAnnouncements.ts";
import { workoutsAbi } from "./Workouts.ts";
import { operatorBondAbi } from "./OperatorBond.ts";
import { drawLimitsAbi } from "./DrawLimits.ts";
import { drawEscrowAbi } from "./DrawEscrow.ts";
import { reportDisputesAbi } from "./ReportDisputes.ts";
import { capitalAuctionAbi } from "./CapitalAuction.ts";

/** Every contract's ABI, by its name in the list. For who needs them all: a page imports the ones it uses. */
export const ABIS = {
  accessManager: accessManagerAbi,
  directory: vaultDirectoryAbi,
  registry: clusterRegistryAbi,
  quorum: reporterQuorumAbi,
  bounds: reportBoundsAbi,
  oracle: revenueOracleAbi,
  clock: reportClockAbi,
  contradictions: contradictionsAbi,
  feed: clusterFeedAbi,
  router: vaultRouterAbi,
  asset: testDollarAbi,
  escrow: collateralEscrowAbi,
  dollar: testDollarAbi,
  stakeEscrow: collateralEscrowAbi,
  stakes: reporterStakesAbi,
  vault: gpuYieldVaultAbi,
  queue: redemptionQueueAbi,
  vaultLens: vaultLensAbi,
  shares: revenueShareManagerAbi,
  loans: loanManagerAbi,
  ledger: loanLedgerAbi,
  lens: facilityLensAbi,
  origination: facilityOriginationAbi,
  covenants: covenantsAbi,
  losses: lossAnnouncementsAbi,
  workouts: workoutsAbi,
  bond: operatorBondAbi,
  drawLimits: drawLimitsAbi,
  drawEscrow: drawEscrowAbi,
  disputes: reportDisputesAbi,
  auction: capitalAuctionAbi,
} as const;

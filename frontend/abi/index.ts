// Written by `npm run abi`. Do not edit.

export { accessManagerAbi } from "./AccessManager";
export { capitalAuctionAbi } from "./CapitalAuction";
export { clusterFeedAbi } from "./ClusterFeed";
export { clusterRegistryAbi } from "./ClusterRegistry";
export { collateralEscrowAbi } from "./CollateralEscrow";
export { covenantsAbi } from "./Covenants";
export { facilityLensAbi } from "./FacilityLens";
export { facilityOriginationAbi } from "./FacilityOrigination";
export { gpuYieldVaultAbi } from "./GpuYieldVault";
export { loanLedgerAbi } from "./LoanLedger";
export { loanManagerAbi } from "./LoanManager";
export { drawEscrowAbi } from "./DrawEscrow";
export { operatorBondAbi } from "./OperatorBond";
export { redemptionQueueAbi } from "./RedemptionQueue";
export { reportBoundsAbi } from "./ReportBounds";
export { reportClockAbi } from "./ReportClock";
export { reportDisputesAbi } from "./ReportDisputes";
export { reporterQuorumAbi } from "./ReporterQuorum";
export { workoutsAbi } from "./Workouts";
export { revenueOracleAbi } from "./RevenueOracle";
export { revenueShareManagerAbi } from "./RevenueShareManager";
export { testDollarAbi } from "./TestDollar";
export { drawLimitsAbi } from "./DrawLimits";
export { vaultLensAbi } from "./VaultLens";
export { vaultRouterAbi } from "./VaultRouter";
export { errorsAbi } from "./errors";

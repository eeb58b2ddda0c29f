// Written by `npm run abi`. Do not edit.

export { accessManagerAbi } from "./AccessManager";
export { capitalAuctionAbi } from "./CapitalAuction";
export { clusterFeedAbi } from "./ClusterFeed";
export { clusterRegistryAbi } from "./ClusterRegistry";
export { collateralEscrowAbi } from "./CollateralEscrow";
export { facilityBookAbi } from "./FacilityBook";
export { gpuYieldVaultAbi } from "./GpuYieldVault";
export { milestonesAbi } from "./Milestones";
export { operatorBondAbi } from "./OperatorBond";
export { redemptionQueueAbi } from "./RedemptionQueue";
export { reportBoundsAbi } from "./ReportBounds";
export { reportDisputesAbi } from "./ReportDisputes";
export { reporterQuorumAbi } from "./ReporterQuorum";
export { resolutionsAbi } from "./Resolutions";
export { revenueOracleAbi } from "./RevenueOracle";
export { testDollarAbi } from "./TestDollar";
export { underwritingAbi } from "./Underwriting";
export { errorsAbi } from "./errors";

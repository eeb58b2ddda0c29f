// Written by `npm run abi`. Do not edit.

export { accessManagerAbi } from "./AccessManager";
export { clusterFeedAbi } from "./ClusterFeed";
export { clusterRegistryAbi } from "./ClusterRegistry";
export { facilityBookAbi } from "./FacilityBook";
export { gpuYieldVaultAbi } from "./GpuYieldVault";
export { reportBoundsAbi } from "./ReportBounds";
export { reporterQuorumAbi } from "./ReporterQuorum";
export { revenueOracleAbi } from "./RevenueOracle";
export { testDollarAbi } from "./TestDollar";
export { errorsAbi } from "./errors";

/** The contracts the web app talks to, or whose errors it may have to explain. */
export const contracts = [
  "AccessManager",
  "ClusterFeed",
  "ClusterRegistry",
  "FacilityBook",
  "GpuYieldVault",
  "OperatorBond",
  "RedemptionQueue",
  "ReportBounds",
  "ReportDisputes",
  "ReporterQuorum",
  "RevenueOracle",
  "TestDollar",
] as const;

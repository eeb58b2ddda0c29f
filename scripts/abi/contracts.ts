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
  "Resolutions",
  "RevenueOracle",
  "TestDollar",
] as const;

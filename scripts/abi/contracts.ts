/** The contracts the web app talks to, or whose errors it may have to explain. */
export const contracts = [
  "AccessManager",
  "CapitalAuction",
  "ClusterFeed",
  "ClusterRegistry",
  "FacilityBook",
  "GpuYieldVault",
  "Milestones",
  "OperatorBond",
  "RedemptionQueue",
  "ReportBounds",
  "ReportDisputes",
  "ReporterQuorum",
  "Resolutions",
  "RevenueOracle",
  "TestDollar",
  "Underwriting",
] as const;

/** What contracts say, at one block, in one call each: typed, batched by the client, and never zero for unknown. */

export { decodeAuthorityLogs, type AuthorityEvent, type AuthorityPast } from "./authorityEvents.ts";
export { findContracts, findNeighbours, type Contracts, type FoundContracts } from "./findContracts.ts";
export { findVaults, type DirectoryView, type ListedVault } from "./findVaults.ts";
export type {
  AnnouncementView,
  ApprovalView,
  BondView,
  CovenantsView,
  DebtView,
  DrawEscrowView,
  FacilityView,
  OfferView,
  Thresholds,
  WorkoutView,
} from "./facilityView.ts";
export {
  BASES,
  CLUSTER_STATUSES,
  DISPUTE_STATUSES,
  FACILITY_STATUSES,
  FORMS,
  labelOf,
  LOSS_KINDS,
  REPORT_STATUSES,
  type Basis,
  type ClusterStatus,
  type DepositStatus,
  type DisputeStatus,
  type FacilityStatus,
  type Form,
  type LossKind,
  type ReportStatus,
  type WithdrawStatus,
} from "./names.ts";
export { readBlock, type AsOf, type ReadClient, type ReadOptions } from "./reading.ts";
export { readClusters, type ClustersView, type ClusterView } from "./readClusters.ts";
export { ReadError } from "./ReadError.ts";
export { readExit, type ExitForecast, type ExitView } from "./readExit.ts";
export { readFacilities, readFacility, type FacilitiesView } from "./readFacilities.ts";
export { readPendingActions, type PendingAction, type PendingActionsView } from "./readPendingActions.ts";
export { readPosition, type PositionView } from "./readPosition.ts";
export { readQueue, type QueueView, type SharesByClass } from "./readQueue.ts";
export {
  readDispute,
  readReports,
  type DisputeView,
  type NextReport,
  type ReportsOptions,
  type ReportsView,
  type ReportView,
} from "./readReports.ts";
export { readRequests, type RequestsView, type RequestView } from "./readRequests.ts";
export { readRoles, type MemberView, type RolesView, type RoleView } from "./readRoles.ts";
export {
  readVault,
  type DrawNotice,
  type Token,
  type VaultFee,
  type VaultSource,
  type VaultView,
} from "./readVault.ts";

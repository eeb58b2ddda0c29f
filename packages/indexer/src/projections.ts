import type { Projections } from "./happened.ts";
import { auctions } from "./project/auctions.ts";
import { accessManager } from "./project/authority.ts";
import { registry } from "./project/clusters.ts";
import { disputes } from "./project/disputes.ts";
import { covenants, ledger, loans, origination, shares } from "./project/facilities.ts";
import { queue } from "./project/positions.ts";
import { oracle, quorums, stakes } from "./project/reports.ts";
import { directory, vaults } from "./project/vaults.ts";
import { bonds, drawEscrow, escrow, losses, workouts } from "./project/workouts.ts";

/** Every event that has more than its line in the ledger. */
export const PROJECTIONS: Projections = {
  accessManager,
  directory,
  registry,
  quorum: quorums,
  oracle,
  escrow,
  stakes,
  vault: vaults,
  queue,
  shares,
  loans,
  ledger,
  origination,
  covenants,
  losses,
  workouts,
  bond: bonds,
  drawEscrow,
  disputes,
  auction: auctions,
};

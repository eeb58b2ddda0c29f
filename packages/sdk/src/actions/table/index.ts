import type { ActingKey, ActionsOf } from "../entry.ts";
import { accessManagerActions } from "./accessManager.ts";
import { assetActions, dollarActions } from "./asset.ts";
import { auctionActions } from "./auction.ts";
import { bondActions, escrowActions, stakeEscrowActions, stakesActions } from "./collateral.ts";
import { directoryActions } from "./directory.ts";
import { contradictionsActions, disputesActions } from "./disputes.ts";
import { drawEscrowActions, drawLimitsActions } from "./draws.ts";
import { loansActions, sharesActions } from "./managers.ts";
import { boundsActions, oracleActions, quorumActions } from "./oracle.ts";
import { originationActions } from "./origination.ts";
import { queueActions } from "./queue.ts";
import { registryActions } from "./registry.ts";
import { routerActions } from "./router.ts";
import { vaultActions } from "./vault.ts";
import { lossesActions, workoutsActions } from "./workouts.ts";

/**
 * Everything that a person, a Safe, a reporter or a keeper may send to the contracts of the list. A function that is
 * missing does not compile, nor one that only contracts call: `CONTRACTS_ONLY` has those.
 */
export const ACTIONS: { readonly [K in ActingKey]: ActionsOf<K> } = {
  vault: vaultActions,
  queue: queueActions,
  asset: assetActions,
  dollar: dollarActions,
  router: routerActions,
  shares: sharesActions,
  loans: loansActions,
  origination: originationActions,
  drawLimits: drawLimitsActions,
  drawEscrow: drawEscrowActions,
  bond: bondActions,
  escrow: escrowActions,
  stakeEscrow: stakeEscrowActions,
  stakes: stakesActions,
  registry: registryActions,
  oracle: oracleActions,
  quorum: quorumActions,
  bounds: boundsActions,
  disputes: disputesActions,
  contradictions: contradictionsActions,
  losses: lossesActions,
  workouts: workoutsActions,
  auction: auctionActions,
  directory: directoryActions,
  accessManager: accessManagerActions,
};

import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { IgnitionModule } from "@nomicfoundation/ignition-core";
import type { ProtocolParameters } from "../parameters.ts";
import { GUARDED, ROLES } from "../roles.ts";
import { typedKeys, type Grant } from "../selectors.ts";
import type { AuctionModule } from "./auction.ts";
import type { AuthorityModule, Deployed } from "./authority.ts";
import type { DisputesModule } from "./disputes.ts";
import type { OracleContracts, OracleModule } from "./oracle.ts";
import type { VaultContracts, VaultModule } from "./vault.ts";

export type HandoverModule = IgnitionModule<
  "Handover",
  string,
  OracleContracts &
    VaultContracts & {
      accessManager: Deployed<"AccessManager">;
      disputes: Deployed<"ReportDisputes">;
      auction: Deployed<"CapitalAuction">;
    }
>;

/**
 * The whole protocol, ending with the authority: gives every function its role, every role its members, and the
 * deployer nothing: one transaction, so that no interruption leaves the authority half set up.
 */
export function handoverModule(
  parameters: ProtocolParameters,
  grants: readonly Grant[],
  deployer: string,
  modules: {
    authority: AuthorityModule;
    oracle: OracleModule;
    vault: VaultModule;
    disputes: DisputesModule;
    auction: AuctionModule;
  },
): HandoverModule {
  return buildModule("Handover", (m) => {
    const { accessManager } = m.useModule(modules.authority);
    const { registry, quorum, bounds, oracle, clock, contradictions } = m.useModule(modules.oracle);
    const { queue, router, vaultLens, ledger, lens, covenants, ...rest } = m.useModule(modules.vault);
    const { disputes } = m.useModule(modules.disputes);
    const { auction } = m.useModule(modules.auction);
    const targets = { registry, quorum, bounds, oracle, ...rest, disputes, auction, accessManager };
    const { workouts, bond, drawLimits } = rest;
    const { governor, governorDelay, curator, curatorDelay, guardian, arbiter } = parameters.roles;

    const step = (id: string, name: string, args: Parameters<typeof m.encodeFunctionCall>[2]) =>
      m.encodeFunctionCall(accessManager, name, args, { id });

    const labels = typedKeys(ROLES)
      .filter((role) => role !== "admin")
      .map((role) => step(`Label_${role}`, "labelRole", [ROLES[role], role.toUpperCase()]));
    const guardians = GUARDED.map((role) =>
      step(`Guardian_of_${role}`, "setRoleGuardian", [ROLES[role], ROLES.guardian]),
    );
    const permissions = grants.map(({ target, role, functions }) => {
      const selectors = functions.map(({ selector }) => selector);
      return step(`Functions_${target}_${role}`, "setTargetFunctionRole", [targets[target], selectors, ROLES[role]]);
    });
    const members = [
      step("Governor", "grantRole", [ROLES.governor, governor, governorDelay]),
      step("Curator", "grantRole", [ROLES.curator, curator, curatorDelay]),
      // One function, one role: who approves a facility is either of them.
      step("Originator_curator", "grantRole", [ROLES.originator, curator, curatorDelay]),
      step("Originator_auction", "grantRole", [ROLES.originator, auction, 0]),
      step("Tightener_curator", "grantRole", [ROLES.tightener, curator, curatorDelay]),
      step("Tightener_guardian", "grantRole", [ROLES.tightener, guardian, 0]),
      // The curator announces without its delay, and takes back as the guardian does.
      step("Announcer", "grantRole", [ROLES.announcer, curator, 0]),
      step("Canceller_curator", "grantRole", [ROLES.canceller, curator, 0]),
      step("Canceller_guardian", "grantRole", [ROLES.canceller, guardian, 0]),
      step("Guardian", "grantRole", [ROLES.guardian, guardian, 0]),
      step("Arbiter", "grantRole", [ROLES.arbiter, arbiter, 0]),
      step("Contradictions", "grantRole", [ROLES.contradictions, contradictions, 0]),
      step("Slasher_auction", "grantRole", [ROLES.slasher, auction, 0]),
      step("Slasher_workouts", "grantRole", [ROLES.slasher, workouts, 0]),
      step("Custodian_bond", "grantRole", [ROLES.custodian, bond, 0]),
      step("Custodian_disputes", "grantRole", [ROLES.custodian, disputes, 0]),
      step("Custodian_auction", "grantRole", [ROLES.custodian, auction, 0]),
      step("Limiter", "grantRole", [ROLES.limiter, drawLimits, 0]),
      step("Disputes", "grantRole", [ROLES.disputes, disputes, 0]),
      step("Admin", "grantRole", [ROLES.admin, governor, governorDelay]),
      step("Deployer", "renounceRole", [ROLES.admin, deployer]),
    ];

    // Before it, the deployer has had to bind the sources and set the bounds.
    m.call(accessManager, "multicall", [[...labels, ...guardians, ...permissions, ...members]], {
      after: [modules.oracle, modules.vault, modules.disputes, modules.auction],
    });
    return { ...targets, clock, contradictions, queue, router, vaultLens, ledger, lens, covenants };
  });
}

import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { IgnitionModule } from "@nomicfoundation/ignition-core";
import { encodeBytes32String } from "ethers";
import type { ProtocolParameters } from "../parameters.ts";
import type { AuthorityModule, ContractAt, Deployed } from "./authority.ts";

export type OracleContracts = {
  registry: Deployed<"ClusterRegistry">;
  quorum: Deployed<"ReporterQuorum">;
  bounds: Deployed<"ReportBounds">;
  oracle: Deployed<"RevenueOracle">;
  clock: ContractAt<"ReportClock">;
  contradictions: Deployed<"Contradictions">;
};

export type OracleModule = IgnitionModule<"Oracle", string, OracleContracts>;

/** Who agrees, what was said, is it plausible; and the titles of the clusters that are reported on. */
export function oracleModule(parameters: ProtocolParameters, authority: AuthorityModule): OracleModule {
  return buildModule("Oracle", (m) => {
    const { accessManager } = m.useModule(authority);
    const { oracle: timings, bounds: plausible, quorum: members, assetDecimals } = parameters;

    const registry = m.contract("ClusterRegistry", [accessManager]);
    const quorum = m.contract("ReporterQuorum", [
      accessManager,
      members.reporters,
      members.threshold,
      members.standbys,
    ]);
    const bounds = m.contract("ReportBounds", [accessManager, assetDecimals, plausible.priceJumpBps]);
    const oracle = m.contract("RevenueOracle", [
      accessManager,
      registry,
      quorum,
      bounds,
      assetDecimals,
      { window: timings.window, longWindow: timings.longWindow, reportDeadline: timings.reportDeadline },
      timings.sequencerFeed,
    ]);
    for (const [index, [model, limits]] of Object.entries(plausible.models).entries()) {
      // The deployer is still the authority's only member.
      m.call(bounds, "setBounds", [encodeBytes32String(model), { ...limits }], { id: `Bounds_${index + 1}` });
    }
    const clock = m.contractAt("ReportClock", m.staticCall(oracle, "clock")); // the oracle has made it
    const contradictions = m.contract("Contradictions", [oracle]);
    return { registry, quorum, bounds, oracle, clock, contradictions };
  });
}

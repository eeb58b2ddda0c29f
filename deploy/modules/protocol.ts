import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { encodeBytes32String } from "ethers";
import { keysPer, PROTOCOL, type KeyPer } from "@gpu-yield-vaults/sdk/protocol";
import type { ProtocolParameters } from "../parameters.ts";
import type { Futures, ProtocolModule } from "./futures.ts";

/**
 * Who may do what; who agrees, what was said, is it plausible; titles; custody; and the dollar where there is none. The
 * authority begins with the deployer as its only admin.
 */
export function protocolModule(parameters: ProtocolParameters, deployer: string): ProtocolModule {
  return buildModule("Protocol", (m) => {
    const { oracle: timings, bounds: plausible, quorum: members, assetDecimals } = parameters;

    const accessManager = m.contract("AccessManager", [deployer]);
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

    const asset =
      parameters.asset === "TestDollar" ? m.contract("TestDollar") : m.contractAt("TestDollar", parameters.asset);
    const escrow = m.contract("CollateralEscrow", [accessManager, asset]);
    const router = m.contract("VaultRouter");
    return { accessManager, registry, quorum, bounds, oracle, clock, contradictions, asset, escrow, router };
  });
}

/** A protocol that is there already. */
export function existingProtocol(addresses: Readonly<Record<KeyPer<"protocol">, string>>): ProtocolModule {
  return buildModule("ExistingProtocol", (m) => {
    const contracts = keysPer("protocol").map((key) => [key, m.contractAt(PROTOCOL[key].contract, addresses[key])]);
    return Object.fromEntries(contracts) as Futures<KeyPer<"protocol">>;
  });
}

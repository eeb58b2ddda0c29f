import type { BaseContract } from "ethers";
import { SOURCE_KEYS } from "@gpu-yield-vaults/sdk/protocol";
import { attachProtocol } from "../../deploy/deployProtocol.ts";
import { carryOut } from "../../deploy/carryOut.ts";
import { Plan } from "../../deploy/chain/plan.ts";
import { compiler } from "../../deploy/compiler.ts";
import { planProtocol } from "../../deploy/modules/protocol.ts";
import { planVault } from "../../deploy/modules/vault.ts";
import { parseParameters } from "../../deploy/parameters.ts";
import { local } from "../../deploy/parameters/local.ts";
import { actors } from "./actors.ts";
import { anew } from "./anew.ts";
import { chainNamed } from "./chains.ts";
import { entrust, nameCustodians } from "./custody.ts";
import { facts, TERMS } from "./protocol.ts";
import { buildReport, signReport, type Report } from "./reports.ts";
import { DAY } from "./units.ts";

const chain = await chainNamed("tokens");
export const { ethers, networkHelpers } = chain;

/**
 * Vault, managers and oracle around any token, all authority with `admin` and without a delay, one reporter: the
 * smallest protocol in which a token can misbehave.
 */
export function deployAround(
  token: BaseContract,
  decimals: number,
  capWholeTokens?: number,
): ReturnType<typeof deploy> {
  return deploy(token, decimals, capWholeTokens);
}

async function deploy(token: BaseContract, decimals: number, capWholeTokens = 1_000_000_000) {
  const cast = await actors(
    ethers,
    "admin",
    "operator",
    "reporter",
    "feeRecipient",
    "depositor",
    "stranger",
    "receiver",
  );
  const { admin, reporter, feeRecipient } = cast;
  const accounts = (await ethers.getSigners()).map(({ address }) => address);
  const parameters = {
    ...parseParameters({ ...local(accounts), assetDecimals: decimals }),
    asset: await token.getAddress(),
    fee: { bps: 1_000, recipient: feeRecipient.address },
    quorum: { reporters: [reporter.address], threshold: 1, standbys: [] },
  };
  const terms = { ...parameters, vault: { ...parameters.vault, capWholeTokens } };
  const plan = new Plan(compiler, anew());
  const shared = await planProtocol(plan, parameters, admin.address);
  const addresses = { ...shared, ...(await planVault(plan, terms, shared)) };
  await carryOut(chain.provider, admin.address, plan);
  const contracts = await attachProtocol(chain, addresses);
  const { accessManager: manager, bounds, escrow, vault, bond } = contracts;
  await nameCustodians(manager, escrow);
  await entrust(manager, bond);
  for (const source of SOURCE_KEYS) await vault.bindSource(contracts[source]);
  for (const [model, limits] of Object.entries(parameters.bounds.models)) {
    await bounds.setBounds(ethers.encodeBytes32String(model), limits);
  }
  return { ...contracts, ...cast, token, manager, unit: 10n ** BigInt(decimals) };
}

type Around = Awaited<ReturnType<typeof deploy>>;

/** Registers and approves a cluster of 8,000,000 whole tokens, operated by `operator`. */
export async function approveCluster(
  { registry, shares, origination, unit }: Around,
  operator: string,
  changes: Parameters<typeof facts>[1] = {},
): Promise<{ cluster: bigint; cost: bigint }> {
  await registry.register(
    { ...facts(operator), cost: 8_000_000n * unit, salvage: 800_000n * unit, ...changes },
    shares,
  );
  const cluster = await registry.clusterCount();
  const { cost } = await registry.priceOf(cluster);
  const inServiceBy = BigInt(await networkHelpers.time.latest()) + 60n * DAY;
  await origination.approve(cluster, { ...TERMS, amount: cost, reserveTarget: 5_000n * unit, inServiceBy });
  return { cluster, cost };
}

/** Reports a cluster's next period and lets its window pass. */
export async function reportFinal({ oracle, registry, reporter }: Around, cluster: bigint): Promise<Report> {
  const report = await buildReport(oracle, registry, cluster);
  const { signers, signatures } = await signReport(oracle, report, [reporter]);
  await networkHelpers.time.increaseTo(report.end);
  await oracle.submit(report, signers, signatures);
  await networkHelpers.time.increase(2n * DAY);
  return report;
}

import { DEPLOYED_KEYS } from "@gpu-yield-vaults/sdk/protocol";
import type { Replay } from "../replay/replay.ts";
import type { ProtocolAddresses } from "../../deploy/contracts.ts";
import { LOCAL_CHAIN_ID } from "../../deploy/parameters.ts";
import { LOCAL_ACTORS } from "../../deploy/parameters/local.ts";
import { addressOf } from "../lib/addressOf.ts";
import { localAccounts } from "../lib/localAccounts.ts";

export type TestAccount = {
  label: string;
  address: string;
  privateKey: string;
};

/** What the web app is told: which chain, which contracts, and, on the local chain only, keys to try it with. */
export type DeploymentFile = {
  chainId: number;
  rpcUrl: string;
  name: string;
  blockNumber: number;
  contracts: ProtocolAddresses;
  testAccounts: readonly TestAccount[];
  scenario: { name: string; shiftedByDays: number };
};

/** Accounts for whoever opens the page. */
export function testAccounts(): readonly TestAccount[] {
  const { firstVisitor, secondDepositor, depositor, operator } = LOCAL_ACTORS;
  const labels: [string, number][] = [
    ["Depositor", firstVisitor],
    ["Second depositor", secondDepositor],
    ["First depositor of the scenario", depositor],
    ["Operator", operator],
  ];
  return labels.map(([label, index]) => {
    const wallet = localAccounts()[index];
    if (!wallet) throw new Error(`the local chain has no account ${index}`);
    return { label, address: wallet.address, privateKey: wallet.privateKey };
  });
}

export function deploymentFile({ context, shiftedByDays }: Replay, rpcUrl: string, scenario: string): DeploymentFile {
  const addresses = DEPLOYED_KEYS.map((name) => [name, addressOf(context.contracts[name])] as const);
  return {
    chainId: LOCAL_CHAIN_ID,
    rpcUrl,
    name: "Local chain",
    blockNumber: 0,
    contracts: Object.fromEntries(addresses) as ProtocolAddresses,
    testAccounts: testAccounts(),
    scenario: { name: scenario, shiftedByDays },
  };
}

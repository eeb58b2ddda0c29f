import { DEPLOYED_KEYS } from "@gpu-yield-vaults/sdk/protocol";
import type { Replay } from "../replay/replay.ts";
import type { ProtocolAddresses } from "../../deploy/contracts.ts";
import { LOCAL_CHAIN_ID } from "../../deploy/parameters.ts";
import { LOCAL_ACTORS } from "../../deploy/parameters/local.ts";
import { addressOf } from "../lib/addressOf.ts";
import { localAccount, localAccounts, localReporters } from "../lib/localAccounts.ts";

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
};

/** Accounts for whoever opens the page; and those of operators who have names. */
export function testAccounts(operators: ReadonlyMap<string, string>): readonly TestAccount[] {
  const { firstVisitor, secondDepositor, depositor, operator, arbiter } = LOCAL_ACTORS;
  const labels: readonly [string, number][] = [
    ["Depositor", firstVisitor],
    ["Second depositor", secondDepositor],
    ["First depositor of the scenario", depositor],
    ["Operator", operator],
    ["Arbiter", arbiter],
  ];
  const reporters = localReporters().map((wallet, seat) => [`Reporter ${seat + 1}`, wallet] as const);
  const named = [...operators].map(([name, account]) => {
    const wallet = localAccounts().find(({ address }) => address === account);
    if (!wallet) throw new Error(`${account} is no account of the local chain`);
    return [`Operator ${name}`, wallet] as const;
  });
  return [...labels.map(([label, index]) => [label, localAccount(index)] as const), ...reporters, ...named].map(
    ([label, { address, privateKey }]) => ({ label, address, privateKey }),
  );
}

/**
 * @param replay Of the first vault: others are found by its directory.
 * @param operators Accounts of those who have names.
 */
export function deploymentFile(
  { context }: { context: Pick<Replay["context"], "contracts"> },
  rpcUrl: string,
  operators: ReadonlyMap<string, string> = new Map(),
): DeploymentFile {
  const addresses = DEPLOYED_KEYS.map((name) => [name, addressOf(context.contracts[name])] as const);
  return {
    chainId: LOCAL_CHAIN_ID,
    rpcUrl,
    name: "Local chain",
    blockNumber: 0,
    contracts: Object.fromEntries(addresses) as ProtocolAddresses,
    testAccounts: testAccounts(operators),
  };
}

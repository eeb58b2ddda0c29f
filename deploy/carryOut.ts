import type { EthereumProvider } from "hardhat/types/providers";
import { ask, bringProxy } from "./chain/create2.ts";
import { requireFunds } from "./chain/funds.ts";
import { creationStep, type Plan } from "./chain/plan.ts";
import { forgetful, PATIENCE, Sender, type Memory, type Patience, type Step } from "./chain/sender.ts";
import { LOCAL_CHAIN_ID } from "./parameters.ts";

export type CarryingOut = {
  /** What an earlier run has sent; nothing when left out. */
  memory?: Memory;
  patience?: Patience;
  /** Told of every transaction. */
  say?: (line: string) => void;
};

/** Looks as often as a chain of tests mines. */
const LOCAL_PATIENCE: Patience = { ...PATIENCE, poll: 5 };

/**
 * Creates what is planned and not there yet, then does the steps that are not done yet.
 *
 * @param deployer An account that the provider can sign for, and that pays.
 */
export async function carryOut(
  provider: EthereumProvider,
  deployer: string,
  { creations }: Plan,
  steps: readonly Step[] = [],
  { memory = forgetful(), patience, say }: CarryingOut = {},
): Promise<void> {
  const isLocal = Number(await ask(provider, "eth_chainId", [])) === LOCAL_CHAIN_ID;
  if (!isLocal) await requireFunds(provider, deployer, creations);
  await bringProxy(provider, isLocal, deployer);
  const all = [...creations.map((creation) => creationStep(provider, creation)), ...steps];
  await new Sender(provider, deployer, memory, patience ?? (isLocal ? LOCAL_PATIENCE : PATIENCE), say).run(all);
}

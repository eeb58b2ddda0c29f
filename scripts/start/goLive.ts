import { localActor } from "../lib/localAccounts.ts";
import type { ChainContext } from "../replay/setUp.ts";
import type { TestAccount } from "./deploymentFile.ts";

/** What each test account finds in its wallet, base units. */
const INITIAL_BALANCE = 1_000_000n * 10n ** 6n;

/** Milliseconds between blocks in which nothing happens: depreciation and vesting are seen to move. */
export const BLOCK_EVERY = 2_000;

/** Ends the replay's clock: from here on the chain follows the real one, with a block every other second. */
export async function goLive(
  { chain, contracts: { asset } }: ChainContext,
  visitors: readonly TestAccount[],
): Promise<void> {
  const { provider } = chain.connection;
  const now = () => Math.floor(Date.now() / 1000);
  const deployer = localActor("deployer").address;
  for (const { address } of visitors) {
    await chain.send(deployer, now(), await asset.mint.populateTransaction(address, INITIAL_BALANCE));
  }
  await chain.mineAt(now());
  await provider.request({ method: "evm_setIntervalMining", params: [BLOCK_EVERY] });
}

import type { Address } from "viem";
import { gpuYieldVaultAbi } from "../abi/GpuYieldVault.ts";
import { testDollarAbi } from "../abi/TestDollar.ts";
import { openReading, type AsOf, type ReadClient, type ReadOptions } from "./reading.ts";
import { requestsOf, type RequestView } from "./readRequests.ts";

/** What one account has in a vault, and may do now. Base units of the asset unless said otherwise. */
export type PositionView = {
  readonly asOf: AsOf;
  readonly account: Address;
  /** Of the asset, in the account. */
  readonly wallet: bigint;
  /** Of it, what the vault may take for a deposit. */
  readonly allowance: bigint;
  /** What the vault would take now; 0 while deposits are shut. */
  readonly maxDeposit: bigint;
  readonly shares: bigint;
  /** What the shares are worth to a leaver: at the exit price, whether there is cash or not. */
  readonly assets: bigint;
  /** Of that, what can be withdrawn in this second. */
  readonly withdrawable: bigint;
  /** Shares that can be redeemed in this second. */
  readonly redeemable: bigint;
  /** In the redemption queue: the patient ones, then those at any price, each oldest first. */
  readonly requests: readonly RequestView[];
};

/** What an account has in a vault, and asked of it. */
export async function readPosition(
  client: ReadClient,
  { vault }: { readonly vault: Address },
  account: Address,
  options: ReadOptions = {},
): Promise<PositionView> {
  const reading = await openReading(client, options);
  const ask = reading.at(gpuYieldVaultAbi, vault);
  const [shares, maxDeposit, withdrawable, redeemable, [wallet, allowance], requests] = await Promise.all([
    ask("balanceOf", account).then(async (held) => ({ held, assets: await ask("convertToAssets", held) })),
    ask("maxDeposit", account),
    ask("maxWithdraw", account),
    ask("maxRedeem", account),
    ask("asset").then((asset) => {
      const askToken = reading.at(testDollarAbi, asset);
      return Promise.all([askToken("balanceOf", account), askToken("allowance", account, vault)]);
    }),
    ask("queue").then((queue) => requestsOf(reading, queue, account)),
  ]);
  return {
    asOf: reading.asOf,
    account,
    wallet,
    allowance,
    maxDeposit,
    shares: shares.held,
    assets: shares.assets,
    withdrawable,
    redeemable,
    requests,
  };
}

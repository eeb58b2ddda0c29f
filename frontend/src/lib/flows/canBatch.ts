import type { WalletClient } from "viem";

/** Milliseconds for which a wallet is asked what it can: one that does not know the question may never answer. */
const PATIENCE = 1_500;

/** Whether the wallet carries out several calls as one without changing the account for it (EIP-5792). */
export async function canBatch(wallet: WalletClient, chainId: number): Promise<boolean> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE));
  const asked = wallet.getCapabilities({ account: wallet.account, chainId }).catch(() => undefined);
  const capabilities = await Promise.race([asked, late]);
  const atomic: unknown = capabilities?.atomic;
  return typeof atomic === "object" && atomic !== null && "status" in atomic && atomic.status === "supported";
}

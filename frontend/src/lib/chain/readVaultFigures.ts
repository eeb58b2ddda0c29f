import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { redemptionQueueAbi } from "@gpu-yield-vaults/sdk/abi/RedemptionQueue";
import { vaultLensAbi } from "@gpu-yield-vaults/sdk/abi/VaultLens";
import type { ListedVault } from "@gpu-yield-vaults/sdk/read";
import type { Head, ReadContext } from "./client";

/** One vault among others, at one block. Money in base units of its asset. */
export type VaultFigures = ListedVault & {
  nav: bigint;
  cash: bigint;
  /** Cash that may be paid out now: no closed epoch waits for it. */
  freeCash: bigint;
  /** What anybody may deposit now; 0 while deposits are shut. */
  capacity: bigint;
  /** Assets per whole share · 10^12. */
  entryPrice: bigint;
  /** Until when what is asked for now waits for others to ask, unix seconds. */
  epochEnd: number;
};

/** Any account but the zero address: `maxDeposit` is the same for everyone. */
const ANYONE = "0x0000000000000000000000000000000000000001";

/** What a table says of each of them. */
export async function readVaultFigures(
  context: ReadContext,
  asOf: Head,
  vaults: readonly ListedVault[],
): Promise<readonly VaultFigures[]> {
  return Promise.all(vaults.map((listed) => readOne(context, asOf, listed)));
}

async function readOne({ client }: ReadContext, asOf: Head, listed: ListedVault): Promise<VaultFigures> {
  const vault = { address: listed.vault, abi: gpuYieldVaultAbi, blockNumber: asOf.number } as const;
  const lens = { address: listed.companions.vaultLens ?? listed.vault, abi: vaultLensAbi } as const;
  const [state, capacity, entryPrice, epochEnd] = await Promise.all([
    client.readContract({ ...vault, functionName: "state" }),
    client.readContract({ ...vault, functionName: "maxDeposit", args: [ANYONE] }),
    client.readContract({ ...lens, blockNumber: asOf.number, functionName: "entryPrice" }),
    client
      .readContract({ ...vault, functionName: "queue" })
      .then((address) =>
        client.readContract({
          address,
          abi: redemptionQueueAbi,
          blockNumber: asOf.number,
          functionName: "currentEpoch",
        }),
      )
      .then(([, end]) => end),
  ]);
  const { nav, cash, freeCash } = state;
  return { ...listed, nav, cash, freeCash, capacity, entryPrice, epochEnd };
}

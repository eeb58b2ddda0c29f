import type { Address } from "viem";
import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { testDollarAbi } from "@gpu-yield-vaults/sdk/abi/TestDollar";
import { isContractAccount } from "./accountCode";
import type { Head, ReadContext } from "./client";

/** What one account has and may do at one block. */
export type AccountView = {
  address: Address;
  /** The chain's own coin, for fees, in wei. */
  coin: bigint;
  /** Asset in the wallet, base units. */
  assets: bigint;
  /** What each contract that pulls money may take from the wallet, by lower-case address: see `allowanceTo`. */
  allowances: Readonly<Record<string, bigint>>;
  shares: bigint;
  /** Shares that the router may burn. */
  shareAllowance: bigint;
  /** What the shares are worth at the exit price. */
  worth: bigint;
  maxDeposit: bigint;
  maxWithdraw: bigint;
  maxRedeem: bigint;
  /** A contract account: it cannot sign a permit. */
  isContract: boolean;
};

/** Who pulls the asset: the vault for deposits, managers for rent and repayments, the escrow for bonds. */
const SPENDERS = ["vault", "shares", "loans", "escrow"] as const;

export async function readAccount(
  { client, deployment }: ReadContext,
  asOf: Head,
  address: Address,
): Promise<AccountView> {
  const { contracts } = deployment;
  const { number: blockNumber } = asOf;
  const vault = { address: contracts.vault, abi: gpuYieldVaultAbi, blockNumber } as const;
  const asset = { address: contracts.asset, abi: testDollarAbi, blockNumber } as const;
  const [coin, isContract, assets, allowances, shares, shareAllowance, maxDeposit, maxWithdraw, maxRedeem] =
    await Promise.all([
      client.getBalance({ address, blockNumber }),
      isContractAccount(client, address, blockNumber),
      client.readContract({ ...asset, functionName: "balanceOf", args: [address] }),
      Promise.all(
        SPENDERS.map(async (name) => {
          const spender = contracts[name];
          const allowed = await client.readContract({ ...asset, functionName: "allowance", args: [address, spender] });
          return [spender.toLowerCase(), allowed] as const;
        }),
      ),
      client.readContract({ ...vault, functionName: "balanceOf", args: [address] }),
      client.readContract({ ...vault, functionName: "allowance", args: [address, contracts.router] }),
      client.readContract({ ...vault, functionName: "maxDeposit", args: [address] }),
      client.readContract({ ...vault, functionName: "maxWithdraw", args: [address] }),
      client.readContract({ ...vault, functionName: "maxRedeem", args: [address] }),
    ]);
  const worth = await client.readContract({ ...vault, functionName: "convertToAssets", args: [shares] });
  return {
    address,
    coin,
    assets,
    allowances: Object.fromEntries(allowances),
    shares,
    shareAllowance,
    worth,
    maxDeposit,
    maxWithdraw,
    maxRedeem,
    isContract,
  };
}

/** What `spender` may take from the wallet, base units. Of a contract this app does not know: nothing, so it asks. */
export function allowanceTo({ allowances }: AccountView, spender: Address): bigint {
  return allowances[spender.toLowerCase()] ?? 0n;
}

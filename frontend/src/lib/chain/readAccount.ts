import type { Address } from "viem";
import { facilityBookAbi, gpuYieldVaultAbi, testDollarAbi } from "../../../abi";
import type { Head, ReadContext } from "./client";

/** What one account has and may do at one block. */
export type AccountView = {
  address: Address;
  /** The chain's own coin, for fees, in wei. */
  coin: bigint;
  /** Asset in the wallet, base units. */
  assets: bigint;
  /** What the vault, the book and the escrow may take from the wallet. */
  allowance: bigint;
  bookAllowance: bigint;
  escrowAllowance: bigint;
  shares: bigint;
  /** What the shares are worth at the exit price. */
  worth: bigint;
  maxDeposit: bigint;
  maxWithdraw: bigint;
  maxRedeem: bigint;
  /** Credits to claim at the facility book. */
  credit: bigint;
  /** A contract account: it cannot sign a permit. */
  isContract: boolean;
};

export async function readAccount(
  { client, deployment }: ReadContext,
  asOf: Head,
  address: Address,
): Promise<AccountView> {
  const { contracts } = deployment;
  const { number: blockNumber } = asOf;
  const vault = { address: contracts.vault, abi: gpuYieldVaultAbi, blockNumber } as const;
  const asset = { address: contracts.asset, abi: testDollarAbi, blockNumber } as const;
  const [
    coin,
    code,
    assets,
    allowance,
    bookAllowance,
    escrowAllowance,
    shares,
    maxDeposit,
    maxWithdraw,
    maxRedeem,
    credit,
  ] = await Promise.all([
    client.getBalance({ address, blockNumber }),
    client.getCode({ address, blockNumber }),
    client.readContract({ ...asset, functionName: "balanceOf", args: [address] }),
    client.readContract({ ...asset, functionName: "allowance", args: [address, contracts.vault] }),
    client.readContract({ ...asset, functionName: "allowance", args: [address, contracts.book] }),
    client.readContract({ ...asset, functionName: "allowance", args: [address, contracts.escrow] }),
    client.readContract({ ...vault, functionName: "balanceOf", args: [address] }),
    client.readContract({ ...vault, functionName: "maxDeposit", args: [address] }),
    client.readContract({ ...vault, functionName: "maxWithdraw", args: [address] }),
    client.readContract({ ...vault, functionName: "maxRedeem", args: [address] }),
    client.readContract({
      address: contracts.book,
      abi: facilityBookAbi,
      blockNumber,
      functionName: "creditOf",
      args: [address],
    }),
  ]);
  const worth = await client.readContract({ ...vault, functionName: "convertToAssets", args: [shares] });
  // An EIP-7702 delegation keeps its key: it starts with 0xef0100 and still signs permits.
  const isContract = code !== undefined && code !== "0x" && !code.startsWith("0xef0100");
  return {
    address,
    coin,
    assets,
    allowance,
    bookAllowance,
    escrowAllowance,
    shares,
    worth,
    maxDeposit,
    maxWithdraw,
    maxRedeem,
    credit,
    isContract,
  };
}

import { keccak256, encodeAbiParameters, toHex, zeroHash, type Address, type Hex } from "viem";
import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { testDollarAbi } from "@gpu-yield-vaults/sdk/abi/TestDollar";
import type { ReadContext } from "./client";

export type Token = {
  address: Address;
  name: string;
  symbol: string;
  decimals: number;
};

/** The EIP-712 domain under which a token takes permits, as far as it can be proven. */
export type PermitDomain = {
  name: string;
  version: string;
  chainId: number;
  verifyingContract: Address;
};

export type Tokens = {
  asset: Token;
  share: Token;
  /** Absent when the asset takes no EIP-2612 permits: an exact approval is asked for instead. */
  permit?: PermitDomain;
  /** The same for the shares, which the router burns for their owner. */
  sharePermit?: PermitDomain;
};

/** Names, symbols and decimals never change: read once. */
export async function readTokens({ client, deployment }: ReadContext): Promise<Tokens> {
  const asset = { address: deployment.contracts.asset, abi: testDollarAbi } as const;
  const share = { address: deployment.contracts.vault, abi: gpuYieldVaultAbi } as const;
  const [assetName, assetSymbol, assetDecimals, shareName, shareSymbol, shareDecimals] = await Promise.all([
    client.readContract({ ...asset, functionName: "name" }),
    client.readContract({ ...asset, functionName: "symbol" }),
    client.readContract({ ...asset, functionName: "decimals" }),
    client.readContract({ ...share, functionName: "name" }),
    client.readContract({ ...share, functionName: "symbol" }),
    client.readContract({ ...share, functionName: "decimals" }),
  ]);
  const [permit, sharePermit] = await Promise.all([
    findPermitDomain({ client, deployment }, asset.address, assetName),
    findPermitDomain({ client, deployment }, share.address, shareName),
  ]);
  return {
    asset: { address: asset.address, name: assetName, symbol: assetSymbol, decimals: assetDecimals },
    share: { address: share.address, name: shareName, symbol: shareSymbol, decimals: shareDecimals },
    permit,
    sharePermit,
  };
}

/**
 * A permit is offered only when the separator computed here equals the token's own, so that no signature is asked for
 * that the token would refuse. Versions "1" (OpenZeppelin) and "2" (USDC) are tried.
 */
async function findPermitDomain(
  { client, deployment }: ReadContext,
  address: Address,
  name: string,
): Promise<PermitDomain | undefined> {
  const token = { address, abi: testDollarAbi } as const;
  try {
    const [separator] = await Promise.all([
      client.readContract({ ...token, functionName: "DOMAIN_SEPARATOR" }),
      client.readContract({ ...token, functionName: "nonces", args: [deployment.contracts.vault] }),
    ]);
    return ["1", "2"]
      .map((version) => ({ name, version, chainId: deployment.chainId, verifyingContract: address }))
      .find((domain) => separatorOf(domain) === separator);
  } catch {
    return undefined;
  }
}

const DOMAIN_TYPE = keccak256(
  toHex("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
);

export function separatorOf(domain: PermitDomain): Hex {
  if (domain.name === "") return zeroHash;
  return keccak256(
    encodeAbiParameters(
      [{ type: "bytes32" }, { type: "bytes32" }, { type: "bytes32" }, { type: "uint256" }, { type: "address" }],
      [
        DOMAIN_TYPE,
        keccak256(toHex(domain.name)),
        keccak256(toHex(domain.version)),
        BigInt(domain.chainId),
        domain.verifyingContract,
      ],
    ),
  );
}

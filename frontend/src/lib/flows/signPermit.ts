import { parseSignature, type Address, type Hex } from "viem";
import { testDollarAbi } from "@gpu-yield-vaults/sdk/abi/TestDollar";
import type { PermitDomain } from "../chain/readTokens";
import type { FlowContext } from "./flow";

export type SignedPermit = {
  deadline: bigint;
  v: number;
  r: Hex;
  s: Hex;
};

/** How long a signed permission is good for, seconds. */
export const PERMIT_LIFETIME = 3600;

const TYPES = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/** Asks the wallet for an EIP-2612 permission over exactly `value`, until `deadline`. Sends nothing. */
export async function signPermit(
  { client, wallet, account }: FlowContext,
  domain: PermitDomain,
  spender: Address,
  value: bigint,
  deadline: bigint,
): Promise<SignedPermit> {
  const nonce = await client.readContract({
    address: domain.verifyingContract,
    abi: testDollarAbi,
    functionName: "nonces",
    args: [account],
  });
  const signature = await wallet.signTypedData({
    domain,
    types: TYPES,
    primaryType: "Permit",
    message: { owner: account, spender, value, nonce, deadline },
  });
  const { r, s, yParity } = parseSignature(signature);
  return { deadline, r, s, v: yParity + 27 };
}

import {
  isAddressEqual,
  parseCompactSignature,
  parseSignature,
  recoverTypedDataAddress,
  compactSignatureToSignature,
  size,
  type Address,
  type Hex,
} from "viem";
import { testDollarAbi } from "@gpu-yield-vaults/sdk/abi/TestDollar";
import type { PermitDomain } from "../chain/readTokens";
import { FlowError } from "../errors/explain";
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

/**
 * Asks the wallet for an EIP-2612 permission over exactly `value`, until `deadline`. Sends nothing. What comes back is
 * checked: a signature in another form, or by another key, would be refused by the token.
 */
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
  const typed = {
    domain,
    types: TYPES,
    primaryType: "Permit",
    message: { owner: account, spender, value, nonce, deadline },
  } as const;
  const signature = await wallet.signTypedData(typed);
  const parts = partsOf(signature);
  if (!parts) throw wrong("The wallet signs in a form that the token does not take.");
  const signer = await recoverTypedDataAddress({ ...typed, signature: parts }).catch(() => undefined);
  if (signer === undefined || !isAddressEqual(signer, account)) {
    throw wrong("The wallet has signed with another key than the account’s.");
  }
  return { deadline, r: parts.r, s: parts.s, v: parts.yParity + 27 };
}

/** Of 65 bytes, or of 64 (EIP-2098); nothing else is a key's. */
function partsOf(signature: Hex): { r: Hex; s: Hex; yParity: number } | undefined {
  try {
    if (size(signature) === 65) return parseSignature(signature);
    if (size(signature) !== 64) return undefined;
    const { r, s, yParity } = compactSignatureToSignature(parseCompactSignature(signature));
    return { r, s, yParity: yParity ?? 0 };
  } catch {
    return undefined;
  }
}

const wrong = (what: string): FlowError => new FlowError(what, "Use an approval instead: it needs no signature.");

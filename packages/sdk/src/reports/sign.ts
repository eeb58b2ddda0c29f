/** Signatures of reporters. */

import {
  isAddressEqual,
  type Account,
  type Address,
  type Client,
  type Hex,
  type LocalAccount,
  type Transport,
} from "viem";
import { signTypedData } from "viem/actions";
import type { Statement } from "./report.ts";
import { digestOf, typedDataOf } from "./typedData.ts";

/** A reporter's signature of a statement. */
export type ReportSignature = {
  readonly signer: Address;
  readonly signature: Hex;
};

/** A key at hand, or a wallet that is asked. */
export type Signer = LocalAccount | Client<Transport, undefined, Account> | WalletOnChain;
type WalletOnChain = Client<Transport, NonNullable<Client["chain"]>, Account>;

/** Signs a statement with a key of viem's `privateKeyToAccount`, or through a wallet client that has an account. */
export async function signStatement(statement: Statement, signer: Signer): Promise<ReportSignature> {
  if ("account" in signer) {
    const signature = await signTypedData(signer, { ...typedDataOf(statement), account: signer.account });
    return { signer: signer.account.address, signature };
  }
  // A key needs the digest alone, which many of them share.
  const signature = signer.sign
    ? await signer.sign({ hash: digestOf(statement) })
    : await signer.signTypedData(typedDataOf(statement));
  return { signer: signer.address, signature };
}

/** By ascending signer, as the quorum wants them; of several by one signer the last. */
export function ascending(signatures: readonly ReportSignature[]): ReportSignature[] {
  return signatures
    .filter(({ signer }, index) => !signatures.slice(index + 1).some((later) => isAddressEqual(later.signer, signer)))
    .sort((a, b) => (BigInt(a.signer) < BigInt(b.signer) ? -1 : 1));
}

import { signStatement, type Statement } from "@gpu-yield-vaults/sdk/reports";
import type { Address, Hex } from "viem";
import { privateKeyToAccount, type PrivateKeyAccount } from "viem/accounts";
import { localReporters } from "./localAccounts.ts";

/** A quorum's signatures by ascending signer, as a call takes them. */
export type Signatures = {
  signers: Address[];
  signatures: Hex[];
};

let accounts: readonly PrivateKeyAccount[] | undefined;

/** Signs a statement with the keys of the local chain's first reporters. */
export async function signLocally(statement: Statement, count: number): Promise<Signatures> {
  accounts ??= localReporters().map(({ privateKey }) => privateKeyToAccount(privateKey as Hex));
  const signed = await Promise.all(accounts.slice(0, count).map((account) => signStatement(statement, account)));
  return { signers: signed.map(({ signer }) => signer), signatures: signed.map(({ signature }) => signature) };
}

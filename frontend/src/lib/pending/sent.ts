import type { Address, Hash } from "viem";

/** What a wallet was given to carry out, and what is needed to find out how that ended. */
export type Sent = {
  /** What the wallet calls it: a transaction's hash, a Safe's, or the id of a batch. */
  id: string;
  /** `batch`: the wallet alone knows what becomes of the id. */
  kind: "transaction" | "batch";
  account: Address;
  /** What it calls, to tell a faster one of the same from another. `dataHash` is the keccak of the call's data. */
  to: Address;
  dataHash: Hash;
  /** The newest block before it was sent: it is in none up to there. */
  after: number;
  /** Of the account, once a node has seen the transaction; the one that was next when it was sent, until then. */
  nonce: number;
  isNonceSeen: boolean;
  /** Whether the account is a contract: its wallet may hand out a hash that waits for signatures. */
  isContract: boolean;
  /** Of a Safe, where it is known that the hash is one. */
  safeNonce?: number;
};

import type { Account, Address, Hex, TransactionReceipt, Transport, WalletClient, Chain } from "viem";
import type { Client } from "../chain/client";
import type { Sent } from "../pending/sent";

/** One line of a summary or of a result. */
export type FlowRow = {
  label: string;
  value: string;
  /** Why, or by what rule. */
  note?: string;
};

/** A call that is ready to be sent. */
export type Call = {
  to: Address;
  data: Hex;
};

/** Who acts, through which wallet. */
export type FlowContext = {
  client: Client;
  wallet: WalletClient<Transport, Chain, Account>;
  account: Address;
};

type StepBase = {
  id: string;
  /** What the person is asked to do: `Sign the permission`. */
  label: string;
  /** What it allows, and what it does not. */
  explanation: string;
};

/** A signature costs nothing and sends nothing; what it is for is kept for a later step. */
export type SignatureStep = {
  kind: "signature";
  sign(context: FlowContext): Promise<void>;
} & StepBase;

/** A transaction. The call is built when its turn comes, so that it can use what was signed before. */
export type TransactionStep = {
  kind: "transaction";
  call(context: FlowContext): Promise<Call> | Call;
  /** Whether the chain, as it is when its turn comes, still asks for it; always, where this is absent. */
  isNeeded?(context: FlowContext): Promise<boolean>;
} & StepBase;

/** Several transactions that a wallet carries out as one, or not at all (EIP-5792). */
export type BatchStep = {
  kind: "batch";
  parts: readonly TransactionStep[];
} & StepBase;

export type FlowStep = SignatureStep | TransactionStep | BatchStep;

/**
 * A piece of business with the chain, declared: what it is about, what the person will be asked for, and how the
 * outcome is read back from the receipt. It knows no component and holds no state of the page.
 */
export type Flow = {
  id:
    | "deposit"
    | "withdraw"
    | "requestRedeem"
    | "cancelRequest"
    | "takeBack"
    | "settleEpoch"
    | "claimRedemption"
    | "payIn"
    | "repay"
    | "payDrawn"
    | "noticeDraw"
    | "bookLoss"
    | "settle"
    | "settleMany"
    | "claim"
    | "postBond"
    | "accrue"
    | "draw"
    | "commission"
    | "govern"
    | "mint"
    | "submitReport"
    | "challenge"
    | "defend"
    | "correct"
    | "decide"
    | "endDispute"
    | "postStake"
    | "resign"
    | "withdrawStake"
    | "claimCredit"
    | "claimAward"
    | "commitBid"
    | "revealBid"
    | "claimBidBond"
    | "endAuction";
  title: string;
  summary: FlowRow[];
  steps: readonly FlowStep[];
  /** By an approval of `token` instead of a signature, for accounts whose signature it does not take. */
  otherWay?: { token: Address; flow: Flow };
  /** What really happened, from the last receipt's own events. Throws when they do not show it. */
  verify(receipt: TransactionReceipt): FlowRow[];
};

/** A flow that is still to be declared, from figures that are read for it. */
export type Preparation = {
  title: string;
  /** Throws a `FlowError` where the chain has changed so much that it makes no sense any more. */
  prepare(): Promise<Flow>;
};

/** What a running flow reports, and what it waits for. */
export type FlowProgress = {
  onStep(index: number): void;
  /** Kept from here on: whoever goes on with the flow later asks after this instead of sending another. */
  onSent(sent: Sent): void;
  /** Until the chain has decided: the receipt of what happened in its place, if that was the same. */
  end(sent: Sent): Promise<TransactionReceipt>;
};

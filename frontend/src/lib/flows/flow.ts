import type { Account, Address, Hash, Hex, TransactionReceipt, Transport, WalletClient, Chain } from "viem";
import type { Client } from "../chain/client";

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
} & StepBase;

export type FlowStep = SignatureStep | TransactionStep;

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
    | "mint";
  title: string;
  summary: FlowRow[];
  steps: FlowStep[];
  /** What really happened, from the last receipt's own events. Throws when they do not show it. */
  verify(receipt: TransactionReceipt): FlowRow[];
};

/** What a running flow reports. */
export type FlowProgress = {
  onStep(index: number): void;
  onSent(step: TransactionStep, hash: Hash): void;
  onMined(hash: Hash, receipt: TransactionReceipt): void;
};

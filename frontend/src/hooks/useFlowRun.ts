"use client";

import { useCallback, useRef, useState } from "react";
import { toast } from "sonner";
import { isAddressEqual, type Address } from "viem";
import { useConfig } from "wagmi";
import { getWalletClient } from "wagmi/actions";
import { explain, FlowError, type Explanation } from "@/lib/errors/explain";
import { rememberApproval } from "@/lib/flows/approvalMemory";
import { bundled, isBundleable } from "@/lib/flows/bundled";
import { canBatch } from "@/lib/flows/canBatch";
import type { Flow, FlowContext, FlowProgress, FlowRow, Preparation } from "@/lib/flows/flow";
import { receiptOfEnd } from "@/lib/flows/receiptOfEnd";
import { runFlow, START, type Reached } from "@/lib/flows/runFlow";
import type { Fate } from "@/lib/pending/fate";
import type { Sent } from "@/lib/pending/sent";
import { useChain } from "./useChain";
import { pendingStore } from "./usePending";
import { useProtocol } from "./useProtocol";

/** Where a flow stands. */
export type FlowPhase =
  | { kind: "preparing" }
  | { kind: "review" }
  | { kind: "running"; step: number; sentId?: string }
  | { kind: "done"; result: FlowRow[] }
  | { kind: "failed"; step: number; explanation: Explanation; isOnItsWay: boolean };

export type Run = {
  id: number;
  title: string;
  prepare: () => Promise<Flow>;
  /** Its figures can be read anew. */
  isPrepared: boolean;
  flow?: Flow;
  /** Whose wallet it was declared for. */
  account?: Address;
  phase: FlowPhase;
  onDone?: () => void;
};

let lastId = 0;

const OTHER_ACCOUNT = "Your wallet is at another account now than this was made for.";
const START_AGAIN = "Change back in your wallet and try again, or close this and start anew.";

/** One flow at a time, from its preparation to what it came to. */
export function useFlowRun() {
  const { deployment, read } = useProtocol();
  const { say } = useChain();
  const config = useConfig();
  const [run, setRun] = useState<Run>();
  /** How far each run has come: one whose dialog gave way to another's goes on. */
  const reached = useRef(new Map<number, Reached>());

  const reachedBy = (id: number): Reached => reached.current.get(id) ?? START;

  const change = useCallback(
    (id: number, changes: Partial<Run>) => setRun((now) => (now?.id === id ? { ...now, ...changes } : now)),
    [],
  );

  const walletFor = useCallback(async (): Promise<FlowContext> => {
    const wallet = await getWalletClient(config, { chainId: deployment.chainId });
    return { client: read.client, wallet, account: wallet.account.address };
  }, [config, deployment, read]);

  /** Transactions that follow each other become one where the wallet has that. */
  const asWalletHasIt = useCallback(
    async (flow: Flow): Promise<Flow> => {
      if (!isBundleable(flow)) return flow;
      const { wallet } = await walletFor();
      return (await canBatch(wallet, deployment.chainId)) ? bundled(flow) : flow;
    },
    [walletFor, deployment],
  );

  const review = useCallback(
    async ({ id, prepare }: Pick<Run, "id" | "prepare">): Promise<void> => {
      reached.current.set(id, START);
      change(id, { phase: { kind: "preparing" } });
      try {
        const flow = await asWalletHasIt(await prepare());
        const { account } = await walletFor();
        change(id, { flow, account, title: flow.title, phase: { kind: "review" } });
      } catch (error) {
        change(id, { phase: { kind: "failed", step: 0, explanation: explain(error, say), isOnItsWay: false } });
      }
    },
    [asWalletHasIt, change, say, walletFor],
  );

  const start = useCallback(
    (what: Flow | Preparation, onDone?: () => void) => {
      const id = ++lastId;
      const isPrepared = "prepare" in what;
      const prepare = (): Promise<Flow> => (isPrepared ? what.prepare() : Promise.resolve(what));
      setRun({ id, title: what.title, prepare, isPrepared, phase: { kind: "preparing" }, onDone });
      void review({ id, prepare });
    },
    [review],
  );

  /** Goes on at the step that it has come to. */
  const confirm = async ({ id, flow, account, onDone }: Run & { flow: Flow }): Promise<void> => {
    try {
      const from = reachedBy(id);
      change(id, { phase: { kind: "running", step: from.step, sentId: from.sent?.id } });
      const context = await walletFor();
      if (account && !isAddressEqual(account, context.account)) throw new FlowError(OTHER_ACCOUNT, START_AGAIN);
      const result = await runFlow(flow, context, progressOf(id, flow), from);
      change(id, { phase: { kind: "done", result } });
      onDone?.();
    } catch (error) {
      const explanation = explain(error, say);
      const { step, sent } = reachedBy(id);
      change(id, { phase: { kind: "failed", step, explanation, isOnItsWay: sent !== undefined } });
      if (explanation.kind !== "rejected") toast.error(flow.title, { description: explanation.what });
    }
  };

  const remember = (sent: Sent, title: string): void => {
    if (pendingStore().find(sent.id)) return;
    const { chainId, contracts } = deployment;
    const fate: Fate = {
      kind: sent.safeNonce !== undefined ? "signing" : sent.isNonceSeen ? "waiting" : "unseen",
    };
    pendingStore().add({ sent, chainId, vault: contracts.vault, title, sentAt: Date.now(), fate });
  };

  const progressOf = (id: number, flow: Flow): FlowProgress => {
    const show = ({ step, sent }: Reached): void => {
      change(id, { phase: { kind: "running", step, sentId: sent?.id } });
    };
    const reach = (next: Reached): Reached => {
      reached.current.set(id, next);
      return next;
    };
    return {
      onStep: (step) => {
        const before = reachedBy(id);
        show(reach({ ...before, step, sent: step === before.step ? before.sent : undefined }));
      },
      onSent: (sent) => show(reach({ ...reachedBy(id), sent })),
      end: async (sent) => {
        const { step, receipt: before } = reachedBy(id);
        remember(sent, flow.steps[step]?.label ?? flow.title);
        const ended = await pendingStore().ended(sent.id);
        // What has not happened may be sent again; what has, never.
        if (ended.kind !== "confirmed") reach({ step, receipt: before });
        const receipt = await receiptOfEnd(read.client, ended);
        reach({ step: step + 1, receipt });
        return receipt;
      },
    };
  };

  const takeOtherWay = ({ id, flow }: Run & { flow: Flow }): void => {
    const other = flow.otherWay;
    if (!other) return;
    const prepare = async (): Promise<Flow> => {
      const { account } = await walletFor();
      rememberApproval(window.localStorage, account, other.token);
      return other.flow;
    };
    void review({ id, prepare });
  };

  return { run, start, confirm, review, takeOtherWay };
}

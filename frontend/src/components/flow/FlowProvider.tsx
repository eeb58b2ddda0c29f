"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState, type ReactNode } from "react";
import { toast } from "sonner";
import { useConfig } from "wagmi";
import { getWalletClient } from "wagmi/actions";
import { FlowStarter } from "@/hooks/useFlow";
import { pendingStore } from "@/hooks/usePending";
import { useChain } from "@/hooks/useChain";
import { useProtocol } from "@/hooks/useProtocol";
import { explain, type Explanation } from "@/lib/errors/explain";
import type { Flow, FlowRow } from "@/lib/flows/flow";
import { runFlow } from "@/lib/flows/runFlow";
import { keys } from "@/lib/queries/keys";
import { FlowDialog } from "./FlowDialog";

/** Where a flow stands. */
export type FlowPhase =
  | { kind: "review" }
  | { kind: "running"; step: number; sent: boolean }
  | { kind: "done"; result: FlowRow[] }
  | { kind: "failed"; step: number; explanation: Explanation };

type Run = {
  id: number;
  flow: Flow;
  phase: FlowPhase;
};

let lastId = 0;

/** Carries out flows, one at a time, and shows them. A closed dialog does not stop a flow: the tray shows its rest. */
export function FlowProvider({ children }: { children: ReactNode }) {
  const { deployment, read } = useProtocol();
  const { say } = useChain();
  const config = useConfig();
  const queryClient = useQueryClient();
  const [run, setRun] = useState<Run>();
  const [isOpen, setOpen] = useState(false);

  const start = useCallback((flow: Flow) => {
    lastId += 1;
    setRun({ id: lastId, flow, phase: { kind: "review" } });
    setOpen(true);
  }, []);

  const confirm = async (): Promise<void> => {
    if (!run || run.phase.kind === "running") return;
    const { id, flow } = run;
    let at = 0;
    const show = (phase: FlowPhase): void => setRun((now) => (now?.id === id ? { ...now, phase } : now));
    try {
      show({ kind: "running", step: 0, sent: false });
      const wallet = await getWalletClient(config, { chainId: deployment.chainId });
      const account = wallet.account.address;
      const result = await runFlow(
        flow,
        { client: read.client, wallet, account },
        {
          onStep: (step) => {
            at = step;
            show({ kind: "running", step, sent: false });
          },
          onSent: (step, hash) => {
            show({ kind: "running", step: at, sent: true });
            pendingStore().add({
              hash,
              chainId: deployment.chainId,
              vault: deployment.contracts.vault,
              account,
              title: step.label,
              sentAt: Date.now(),
              status: "pending",
            });
          },
          onMined: (hash, receipt) => {
            pendingStore().mark(hash, receipt.status === "success" ? "confirmed" : "reverted");
            void queryClient.invalidateQueries({ queryKey: keys.head });
          },
        },
      );
      show({ kind: "done", result });
      toast.success(flow.title, { description: "Confirmed on the chain." });
    } catch (error) {
      const explanation = explain(error, say);
      show({ kind: "failed", step: at, explanation });
      if (explanation.kind !== "rejected") toast.error(flow.title, { description: explanation.what });
    }
  };

  return (
    <FlowStarter value={start}>
      {children}
      {run && (
        <FlowDialog
          flow={run.flow}
          phase={run.phase}
          open={isOpen}
          onOpenChange={setOpen}
          onConfirm={() => void confirm()}
        />
      )}
    </FlowStarter>
  );
}

"use client";

import type { FlowPhase, Run } from "@/hooks/useFlowRun";
import { usePending } from "@/hooks/usePending";
import { fateWords } from "@/lib/pending/fateWords";
import { Facts } from "../ui/Facts";
import { Modal } from "../ui/Modal";
import { Notice } from "../ui/Notice";
import { Skeleton } from "../ui/Skeleton";
import { FlowActions } from "./FlowActions";
import { FlowSteps } from "./FlowSteps";

type FlowDialogProps = {
  run: Run;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Goes on at the step that it has come to. */
  onConfirm: () => void;
  /** Reads the figures anew and shows them. */
  onReview: () => void;
  /** By an approval instead of a signature. */
  onOtherWay: () => void;
};

/** What is about to happen, step by step, and how it went. */
export function FlowDialog({ run, open, onOpenChange, ...acts }: FlowDialogProps) {
  const { flow, phase, title } = run;
  return (
    <Modal open={open} onOpenChange={onOpenChange} title={title} description={DESCRIPTIONS[phase.kind]}>
      {phase.kind === "preparing" && <Skeleton className="h-24" />}
      {phase.kind === "done" && <Facts facts={phase.result} />}
      {flow && phase.kind !== "preparing" && phase.kind !== "done" && (
        <>
          <Facts facts={flow.summary} />
          <FlowSteps steps={flow.steps} phase={phase} />
        </>
      )}
      {phase.kind === "running" && phase.sentId !== undefined && <OnItsWay id={phase.sentId} />}
      {phase.kind === "failed" && (
        <Notice
          tone={phase.explanation.kind === "rejected" ? "info" : "bad"}
          live
          className="mt-5"
          title={phase.explanation.what}
          testId="flow-error"
        >
          <p>{phase.explanation.next}</p>
          {phase.explanation.detail && <p className="mt-1.5 font-mono text-xs break-all">{phase.explanation.detail}</p>}
        </Notice>
      )}
      <div className="mt-6 flex flex-col gap-2">
        <FlowActions run={run} onClose={() => onOpenChange(false)} {...acts} />
      </div>
    </Modal>
  );
}

const DESCRIPTIONS: Record<FlowPhase["kind"], string> = {
  preparing: "Reading the figures of the newest block.",
  review: "Look it over; your wallet will ask for your consent.",
  running: "Follow your wallet. You may close this: the pending list keeps track.",
  done: "Confirmed. These are the figures of the receipt.",
  failed: "This step did not go through.",
};

/** What is known of what the wallet was given. */
function OnItsWay({ id }: { id: string }) {
  const entry = usePending().find(({ sent }) => sent.id === id);
  if (!entry) return null;
  return (
    <p role="status" className="mt-4 text-[0.8125rem] text-soft" data-testid="on-its-way">
      {fateWords(entry)}
    </p>
  );
}

"use client";

import { Check, Circle, LoaderCircle, X } from "lucide-react";
import type { ReactNode } from "react";
import type { Flow, FlowRow, FlowStep } from "@/lib/flows/flow";
import { Button } from "../ui/Button";
import { Facts } from "../ui/Facts";
import { Modal } from "../ui/Modal";
import { Notice } from "../ui/Notice";
import type { FlowPhase } from "./FlowProvider";

type FlowDialogProps = {
  flow: Flow;
  phase: FlowPhase;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => void;
};

/** What is about to happen, step by step, and how it went. */
export function FlowDialog({ flow, phase, open, onOpenChange, onConfirm }: FlowDialogProps) {
  const rows = phase.kind === "done" ? phase.result : flow.summary;
  return (
    <Modal open={open} onOpenChange={onOpenChange} title={flow.title} description={DESCRIPTIONS[phase.kind]}>
      <Rows rows={rows} />
      {phase.kind !== "done" && (
        <ol className="mt-5 space-y-3.5 border-t pt-5">
          {flow.steps.map((step, index) => (
            <Step key={step.id} step={step} state={stateOf(phase, index)} />
          ))}
        </ol>
      )}
      {phase.kind === "failed" && (
        <Notice
          tone={phase.explanation.kind === "rejected" ? "info" : "bad"}
          live
          className="mt-5"
          title={phase.explanation.what}
          testId="flow-error"
        >
          <p>{phase.explanation.next}</p>
          {phase.explanation.detail && (
            <p className="mt-1.5 font-mono text-xs break-all opacity-80">{phase.explanation.detail}</p>
          )}
        </Notice>
      )}
      <div className="mt-6 flex flex-col gap-2">{actions(phase, onConfirm, () => onOpenChange(false))}</div>
    </Modal>
  );
}

const DESCRIPTIONS = {
  review: "Look it over; your wallet will ask for your consent.",
  running: "Follow your wallet. You may close this: the pending list keeps track.",
  done: "Confirmed. These are the figures of the receipt.",
  failed: "This did not go through.",
} as const;

function actions(phase: FlowPhase, onConfirm: () => void, onClose: () => void): ReactNode {
  switch (phase.kind) {
    case "review":
      return (
        <Button size="large" onClick={onConfirm}>
          Continue
        </Button>
      );
    case "running":
      return (
        <Button size="large" disabled>
          {phase.sent ? "Waiting for the block…" : "Waiting for your wallet…"}
        </Button>
      );
    case "failed":
      return (
        <>
          <Button size="large" onClick={onConfirm}>
            Try again
          </Button>
          <Button look="quiet" onClick={onClose}>
            Close
          </Button>
        </>
      );
    case "done":
      return (
        <Button size="large" onClick={onClose}>
          Done
        </Button>
      );
  }
}

function Rows({ rows }: { rows: readonly FlowRow[] }) {
  return <Facts facts={rows} />;
}

type StepState = "waiting" | "active" | "done" | "failed";

function stateOf(phase: FlowPhase, index: number): StepState {
  if (phase.kind === "running") return index < phase.step ? "done" : index === phase.step ? "active" : "waiting";
  if (phase.kind === "failed") return index < phase.step ? "done" : index === phase.step ? "failed" : "waiting";
  return "waiting";
}

const MARKS = {
  waiting: { icon: Circle, look: "text-line-strong", word: "to do" },
  active: { icon: LoaderCircle, look: "animate-spin text-accent", word: "in progress" },
  done: { icon: Check, look: "text-accent", word: "done" },
  failed: { icon: X, look: "text-bad-ink", word: "failed" },
} as const;

function Step({ step, state }: { step: FlowStep; state: StepState }) {
  const { icon: Icon, look, word } = MARKS[state];
  return (
    <li className="flex gap-3 text-sm" aria-current={state === "active" ? "step" : undefined}>
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${look}`} />
      <div>
        <p className="font-medium">
          {step.label}
          <span className="sr-only"> ({word})</span>
          {step.kind === "signature" && <span className="ml-1.5 font-normal text-faint">signature, free</span>}
        </p>
        <p className="text-[0.8125rem] text-faint">{step.explanation}</p>
      </div>
    </li>
  );
}

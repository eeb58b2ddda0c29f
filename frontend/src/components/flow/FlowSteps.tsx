import { Check, Circle, LoaderCircle, X } from "lucide-react";
import type { FlowPhase } from "@/hooks/useFlowRun";
import type { FlowStep } from "@/lib/flows/flow";

/** What the wallet will be asked for, and how far it has come. */
export function FlowSteps({ steps, phase }: { steps: readonly FlowStep[]; phase: FlowPhase }) {
  return (
    <ol className="mt-5 space-y-3.5 border-t pt-5">
      {steps.map((step, index) => (
        <Step key={step.id} step={step} state={stateOf(phase, index)} />
      ))}
    </ol>
  );
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

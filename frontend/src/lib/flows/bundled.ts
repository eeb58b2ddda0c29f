import type { BatchStep, Flow, FlowStep, TransactionStep } from "./flow";

/** The same flow with transactions that follow each other in one step, for a wallet that does all of them or none. */
export function bundled(flow: Flow): Flow {
  const steps: FlowStep[] = [];
  for (const step of flow.steps) {
    const last = steps.at(-1);
    if (step.kind !== "transaction" || last === undefined || last.kind === "signature") steps.push(step);
    else steps[steps.length - 1] = together(last.kind === "batch" ? last.parts : [last], step);
  }
  return { ...flow, steps };
}

/** Whether there is anything to bundle. */
export const isBundleable = ({ steps }: Flow): boolean => steps.filter(({ kind }) => kind === "transaction").length > 1;

function together(parts: readonly TransactionStep[], next: TransactionStep): BatchStep {
  const all = [...parts, next];
  return {
    id: next.id,
    kind: "batch",
    label: next.label,
    explanation: `In one go, or not at all: ${all.map(({ label }) => lowerFirst(label)).join("; ")}.`,
    parts: all,
  };
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

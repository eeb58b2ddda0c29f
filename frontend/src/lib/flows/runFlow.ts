import type { TransactionReceipt } from "viem";
import type { Sent } from "../pending/sent";
import type { Flow, FlowContext, FlowProgress, FlowRow, FlowStep, TransactionStep } from "./flow";
import { sendBatch, sendTransaction } from "./send";

/** How far a flow has come: what to go on with after a failure. */
export type Reached = {
  step: number;
  /** What the step has sent already, and what its last step did. */
  sent?: Sent;
  receipt?: TransactionReceipt;
};

export const START: Reached = { step: 0 };

/**
 * Carries out a flow step by step, from where it has come to, and returns what it verified. Whatever a step throws ends
 * it there.
 */
export async function runFlow(
  flow: Flow,
  context: FlowContext,
  progress: FlowProgress,
  { step: first, sent, receipt }: Reached = START,
): Promise<FlowRow[]> {
  let last = receipt;
  for (const [index, step] of flow.steps.entries()) {
    if (index < first) continue;
    progress.onStep(index);
    if (step.kind === "signature") await step.sign(context);
    else last = (await carryOut(step, context, progress, index === first ? sent : undefined)) ?? last;
  }
  if (last === undefined) throw new Error(`The flow "${flow.id}" sent no transaction.`);
  return flow.verify(last);
}

/** `undefined` where the chain asks for nothing of it any more. */
async function carryOut(
  step: Exclude<FlowStep, { kind: "signature" }>,
  context: FlowContext,
  progress: FlowProgress,
  before: Sent | undefined,
): Promise<TransactionReceipt | undefined> {
  if (before) return progress.end(before);
  const parts = await needed(step.kind === "batch" ? step.parts : [step], context);
  if (parts.length === 0) return undefined;
  const calls = [];
  for (const part of parts) calls.push(await part.call(context));
  const [only] = calls;
  const sent =
    step.kind === "transaction" && only ? await sendTransaction(only, context) : await sendBatch(calls, context);
  progress.onSent(sent);
  return progress.end(sent);
}

async function needed(parts: readonly TransactionStep[], context: FlowContext): Promise<TransactionStep[]> {
  const kept: TransactionStep[] = [];
  for (const part of parts) if ((await part.isNeeded?.(context)) ?? true) kept.push(part);
  return kept;
}

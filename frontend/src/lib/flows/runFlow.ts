import type { TransactionReceipt } from "viem";
import { FlowError } from "../errors/explain";
import type { Flow, FlowContext, FlowProgress, FlowRow, TransactionStep } from "./flow";

/** Carries out a flow step by step and returns what it verified. Whatever a step throws ends it. */
export async function runFlow(flow: Flow, context: FlowContext, progress: FlowProgress): Promise<FlowRow[]> {
  let receipt: TransactionReceipt | undefined;
  for (const [index, step] of flow.steps.entries()) {
    progress.onStep(index);
    if (step.kind === "signature") await step.sign(context);
    else receipt = await send(step, context, progress);
  }
  if (receipt === undefined) throw new Error(`The flow "${flow.id}" sent no transaction.`);
  return flow.verify(receipt);
}

/** Spare gas, percent: a kink that falls due in between costs its sender a little more than was estimated. */
const SPARE_GAS = 130n;

async function send(
  step: TransactionStep,
  { client, wallet, account }: FlowContext,
  progress: FlowProgress,
): Promise<TransactionReceipt> {
  const { to, data } = await step.call({ client, wallet, account });
  // The estimate is also the rehearsal: a call that would fail is told before the wallet asks for anything.
  const gas = await client.estimateGas({ account, to, data });
  const hash = await wallet.sendTransaction({ to, data, gas: (gas * SPARE_GAS) / 100n });
  progress.onSent(step, hash);
  const receipt = await client.waitForTransactionReceipt({ hash });
  progress.onMined(hash, receipt);
  if (receipt.status === "reverted") {
    throw new FlowError(
      "The transaction was included, but the contract refused it: something changed in between.",
      "Nothing moved except the network fee. Look at the new numbers and try again.",
    );
  }
  return receipt;
}

import { readRequestId } from "../model/index.ts";
import { requestName } from "./requestName.ts";
import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

const OPERATOR = "Connect the account itself, or let it approve this one as its operator in the queue.";
const SHOWN = "The list of your requests shows what can be claimed, what waits and what was cancelled.";

export const queueSentences: Sentences<ErrorsOf<"RedemptionQueue">> = {
  RedemptionQueue_NotOperator: ({ caller, controller }, say) =>
    tell(`${say.account(caller)} is not an operator of ${say.account(controller)}.`, OPERATOR),
  RedemptionQueue_ZeroController: () =>
    tell("A request has to be somebody's.", "Name an account that claims it; the zero address never could."),
  RedemptionQueue_ZeroAmount: () => tell("The amount is zero.", "Enter an amount above zero."),
  RedemptionQueue_WrongReceiver: ({ receiver }, say) =>
    tell(
      `${say.account(receiver)} cannot be paid.`,
      "Enter a receiver that is neither the zero address nor the queue.",
    ),
  RedemptionQueue_NothingClosed: () =>
    tell("No closed epoch waits for payment.", "An epoch is settled after its end, until all of it is paid."),
  RedemptionQueue_AwaitsCure: ({ requestId }) =>
    tell(
      `Only patient requests wait, the oldest in ${requestName(requestId)}, and too much is unrealised to pay them.`,
      "They are paid after a cure or the end of the workouts; until then they can be cancelled.",
    ),
  RedemptionQueue_NothingClaimable: ({ requestId, controller }, say) =>
    tell(`${say.account(controller)} has nothing to claim of ${requestName(requestId)} now.`, SHOWN),
  // In shares or in base units, as the caller asked.
  RedemptionQueue_AboveClaimable: () =>
    tell("This is more than can be claimed now.", `Enter a smaller amount. ${SHOWN}`),
  RedemptionQueue_NothingPending: ({ requestId, controller }, say) =>
    tell(`${say.account(controller)} has nothing in ${requestName(requestId)} that could be cancelled.`, SHOWN),
  RedemptionQueue_EpochClosed: ({ requestId }) =>
    tell(
      `The request of ${requestName(requestId)} stands: its epoch has closed, and it waits for payment.`,
      readRequestId(requestId).atAnyPrice
        ? "After that a request at any price can be cancelled only while leaving costs something."
        : "After that a patient request can be cancelled only while too much is unrealised to pay it.",
    ),
  RedemptionQueue_NothingCancelled: ({ requestId, controller }, say) =>
    tell(`${say.account(controller)} has no cancelled shares in ${requestName(requestId)}.`, SHOWN),
  RedemptionQueue_RedeemsOnly: () => tell("The queue is a way out only.", "Deposit into the vault itself."),
  RedemptionQueue_NoPreview: () =>
    tell("What a queued redemption will pay is known when its epoch is settled.", "Look at the exit forecast instead."),
  RedemptionQueue_EpochLengthOutOfRange: ({ given, minimum, maximum }, say) =>
    tell(
      `Epochs of ${say.length(given)} are out of range (${say.length(minimum)} to ${say.length(maximum)}).`,
      "Correct the deployment's parameters and deploy again.",
    ),
};

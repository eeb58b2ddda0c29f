import { tell, type ErrorsOf, type Sentences } from "./sentence";

const OPERATOR = "Connect the account itself, or let it approve this one as its operator in the queue.";
const SHOWN = "The list of your requests shows what can be claimed, what waits and what was cancelled.";

export const queueSentences: Sentences<ErrorsOf<"RedemptionQueue">> = {
  RedemptionQueue_NotOperator: ({ caller, controller }, say) =>
    tell(`${say.account(caller)} is not an operator of ${say.account(controller)}.`, OPERATOR),
  RedemptionQueue_NotAccepted: ({ controller, owner }, say) =>
    tell(
      `${say.account(controller)} has not agreed to control requests of ${say.account(owner)}.`,
      "Request for yourself, or let the other account approve you as its operator first.",
    ),
  RedemptionQueue_ZeroAmount: () => tell("The amount is zero.", "Enter an amount above zero."),
  RedemptionQueue_WrongReceiver: ({ receiver }, say) =>
    tell(
      `${say.account(receiver)} cannot be paid.`,
      "Enter a receiver that is neither the zero address nor the queue.",
    ),
  RedemptionQueue_NothingClosed: ({ epoch, end }, say) =>
    epoch === 0n
      ? tell("Nobody has asked to leave through the queue yet.", "There is nothing to settle.")
      : tell(
          `No closed epoch waits for payment; epoch ${epoch} ends, or ended, on ${say.moment(end)}.`,
          "An epoch is settled after its end, once.",
        ),
  RedemptionQueue_NothingClaimable: ({ epoch, controller }, say) =>
    tell(`${say.account(controller)} has nothing to claim of epoch ${epoch} now.`, SHOWN),
  // In shares or in base units, as the caller asked.
  RedemptionQueue_AboveClaimable: () =>
    tell("This is more than can be claimed now.", `Enter a smaller amount. ${SHOWN}`),
  RedemptionQueue_NothingPending: ({ epoch, controller }, say) =>
    tell(`${say.account(controller)} has nothing in epoch ${epoch} that could be cancelled.`, SHOWN),
  RedemptionQueue_EpochClosed: ({ epoch }) =>
    tell(
      `Epoch ${epoch} has closed and waits for payment.`,
      "After its end a request can be cancelled only while something is delinquent and leaving costs something.",
    ),
  RedemptionQueue_NothingCancelled: ({ epoch, controller }, say) =>
    tell(`${say.account(controller)} has no cancelled shares in epoch ${epoch}.`, SHOWN),
  RedemptionQueue_RedeemsOnly: () => tell("The queue is a way out only.", "Deposit into the vault itself."),
  RedemptionQueue_NoPreview: () =>
    tell("What a queued redemption will pay is known when its epoch is settled.", "Look at the exit forecast instead."),
  RedemptionQueue_EpochLengthOutOfRange: ({ given, minimum, maximum }, say) =>
    tell(
      `Epochs of ${say.length(given)} are out of range (${say.length(minimum)} to ${say.length(maximum)}).`,
      "Correct the deployment's parameters and deploy again.",
    ),
};

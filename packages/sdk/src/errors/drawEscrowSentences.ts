import { milestoneWord } from "./statusWords.ts";
import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

export const drawEscrowSentences: Sentences<ErrorsOf<"DrawEscrow">> = {
  DrawEscrow_NotOrigination: ({ caller }, say) =>
    tell(`${say.account(caller)} is not the vault's origination.`, "Draw through the facility origination."),
  DrawEscrow_NotOperator: ({ cluster, caller, operator }, say) =>
    tell(
      `Cluster ${cluster} is run by ${say.account(operator)}, not by ${say.account(caller)}.`,
      "Connect the operator's account.",
    ),
  DrawEscrow_NoMilestones: ({ cluster }) =>
    tell(`The terms of cluster ${cluster} have no milestones.`, "What is drawn for it is paid out at once."),
  DrawEscrow_ShortTransfer: ({ arrived, expected }, say) =>
    tell(
      `Only ${say.money(arrived)} of ${say.money(expected)} arrived: the token keeps a fee on transfers.`,
      "Such a token cannot wait for milestones.",
    ),
  DrawEscrow_OutOfOrder: ({ cluster, given, reached }) =>
    tell(
      `For cluster ${cluster}, “${milestoneWord(given)}” does not follow “${milestoneWord(reached)}”.`,
      "Milestones are attested in their order, each once.",
    ),
  DrawEscrow_MomentOutOfRange: ({ given, earliest, latest }, say) =>
    tell(
      `${say.moment(given)} was attested; possible is ${say.moment(earliest)} to ${say.moment(latest)}.`,
      "Attest the second in which it was reached: not before the milestone before it, and not ahead.",
    ),
  DrawEscrow_WrongVersion: ({ cluster, given, current }) =>
    tell(
      `Version ${given} of cluster ${cluster} was attested; its hardware is at version ${current}.`,
      "Have the reporters sign for the present hardware.",
    ),
  DrawEscrow_Closed: ({ cluster, closesAt }, say) =>
    tell(
      `Milestones of cluster ${cluster} counted until ${say.moment(closesAt)}, or until its resolution.`,
      "What was not earned goes back to the vault.",
    ),
  DrawEscrow_StillOpen: ({ cluster, closesAt }, say) =>
    tell(
      `Milestones of cluster ${cluster} count until ${say.moment(closesAt)}.`,
      "What is not earned then can be given back.",
    ),
  DrawEscrow_NothingToPay: ({ cluster }) =>
    tell(`Nothing is earned and unpaid of cluster ${cluster}.`, "Wait for the next milestone."),
  DrawEscrow_NotCleared: ({ clearsAt }, say) =>
    tell(
      `What is earned clears at ${say.moment(clearsAt)}; until then the attestation behind it can be undone.`,
      "Come back then.",
    ),
  DrawEscrow_NothingToVeto: ({ cluster }) =>
    tell(
      `Nothing was attested of cluster ${cluster} that a veto could still undo.`,
      "What has cleared stays the operator's.",
    ),
  DrawEscrow_WrongVeto: ({ cluster, vetoes }) =>
    tell(
      vetoes === 0
        ? `The guardian has not vetoed the milestones of cluster ${cluster}.`
        : `The milestones of cluster ${cluster} have been vetoed ${vetoes === 1 ? "once" : "twice"} already.`,
      "The guardian has the first veto, the arbiter the second, and nobody another.",
    ),
  DrawEscrow_NothingToReturn: ({ cluster }) =>
    tell(`Everything drawn for cluster ${cluster} was earned or has gone back.`, "There is nothing to do."),
};

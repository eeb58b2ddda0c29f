import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

export const covenantSentences: Sentences<ErrorsOf<"Covenants">> = {
  Covenants_NotFinanced: ({ cluster }) =>
    tell(`The vault finances nothing of cluster ${cluster}.`, "Choose a cluster from the list."),
  Covenants_NotOrigination: ({ caller }, say) =>
    tell(`${say.account(caller)} may not agree on covenants.`, "They are agreed on with the approval, and stay."),
  Covenants_NotManager: ({ cluster, caller }, say) =>
    tell(
      `${say.account(caller)} does not account for cluster ${cluster}.`,
      "Covenants are tested when a report is settled.",
    ),
};

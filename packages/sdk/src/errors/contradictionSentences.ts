import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

export const contradictionSentences: Sentences<ErrorsOf<"Contradictions">> = {
  Contradictions_OtherReport: () =>
    tell(
      "The oracle has stored no such report under this revision.",
      "Give the stored one, exactly as it was submitted.",
    ),
  Contradictions_NoConflict: () =>
    tell(
      "The second report does not contradict the first.",
      "Only two contents of one revision do, of the same period.",
    ),
  Contradictions_WrongStart: ({ given, stored }, say) =>
    tell(
      `The second report starts at ${say.moment(given)}, the stored one at ${say.moment(stored)}.`,
      "It could not have been stored instead, and proves nothing.",
    ),
  Contradictions_NotInArray: () =>
    tell(
      "The report is not among those that were signed together.",
      "Give all of them, in the order they were signed in.",
    ),
};

import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

export const lossSentences: Sentences<ErrorsOf<"LossAnnouncements">> = {
  LossAnnouncements_Announced: ({ cluster }) =>
    tell(
      `A loss of facility ${cluster} is announced already.`,
      "Wait until it is booked or taken back: until then nothing is drawn, and no other loss announced.",
    ),
  LossAnnouncements_NotAnnounced: ({ cluster }) =>
    tell(
      `No loss of facility ${cluster} is announced that could be booked or taken back.`,
      "An offer below value is withdrawn instead.",
    ),
  LossAnnouncements_NotYet: ({ cluster, from }, say) =>
    tell(`For facility ${cluster} that is possible from ${say.moment(from)} on.`, "Come back then."),
  LossAnnouncements_Bookable: ({ cluster, until }, say) =>
    tell(
      `What is announced of facility ${cluster} could be taken back until ${say.moment(until)}.`,
      "Book it: anyone can.",
    ),
  LossAnnouncements_FractionOutOfRange: () =>
    tell("No part, or more than all of the value would be lost.", "Announce a part of the value."),
  LossAnnouncements_GpusOutOfRange: ({ cluster, gpus, inService }) =>
    tell(
      `Cluster ${cluster} has ${inService} GPUs in service; ${gpus} are none, or would leave none.`,
      "Announce fewer, or sell or resolve the facility as a whole.",
    ),
  LossAnnouncements_NothingFinanced: ({ cluster }) =>
    tell(`Cluster ${cluster} has no value in this vault that could be lost.`, "Choose a facility that has been drawn."),
  LossAnnouncements_NotWorkouts: ({ caller }, say) =>
    tell(`${say.account(caller)} may not offer hardware.`, "Offers are made through the vault's workouts."),
  LossAnnouncements_NotManager: ({ cluster, caller }, say) =>
    tell(
      `${say.account(caller)} does not account for cluster ${cluster}.`,
      "Its manager reports its changes by itself.",
    ),
};

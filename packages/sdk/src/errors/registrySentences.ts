import { clusterStatusWord } from "./statusWords.ts";
import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

const CURATOR = "The curator can register the cluster again with that corrected.";

export const registrySentences: Sentences<ErrorsOf<"ClusterRegistry">> = {
  ClusterRegistry_UnknownCluster: ({ cluster }) => tell(`There is no cluster ${cluster}.`, "Choose one from the list."),
  ClusterRegistry_NotTitleHolder: ({ cluster, caller, holder }, say) =>
    tell(
      `The title of cluster ${cluster} is held by ${say.account(holder)}, not by ${say.account(caller)}.`,
      "Only the holder of the title moves its status.",
    ),
  ClusterRegistry_WrongStatus: ({ cluster, current, required }) =>
    tell(
      `Cluster ${cluster} is ${clusterStatusWord(current)}; it has to be ${clusterStatusWord(required)} for this.`,
      "The stages are ordered, in service, retired, in that order only.",
    ),
  ClusterRegistry_NameLength: ({ length, maximum }) =>
    tell(`The name has ${length} bytes; allowed are 1 to ${maximum}.`, CURATOR),
  ClusterRegistry_EmptyField: ({ field }, say) => tell(`“${say.label(field)}” is empty.`, CURATOR),
  ClusterRegistry_OutOfRange: ({ field, given, minimum, maximum }, say) =>
    tell(`“${say.label(field)}” is ${given}; allowed is ${minimum} to ${maximum}.`, CURATOR),
  ClusterRegistry_InServiceInFuture: ({ inServiceAt, nowAt }, say) =>
    tell(
      `In service on ${say.moment(inServiceAt)} lies after the chain's clock (${say.moment(nowAt)}).`,
      "Declare a moment that has passed.",
    ),
};

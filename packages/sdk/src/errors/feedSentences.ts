import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

const WAIT = "Read the plain feed, which shows the age, or wait for the next final report.";

/** The price and utilisation feeds that other protocols read. */
export const feedSentences: Sentences<ErrorsOf<"ClusterFeed">> = {
  ClusterFeed_NoFinalReport: ({ cluster }) => tell(`Cluster ${cluster} has no final report yet.`, WAIT),
  ClusterFeed_NoSuchRound: ({ cluster, roundId }) =>
    tell(`Cluster ${cluster} has no final report ${roundId}.`, "Ask for the latest round."),
  ClusterFeed_NothingSold: ({ period }) => tell(`Nothing was rented in period ${period}, so there is no price.`, WAIT),
  ClusterFeed_NothingAvailable: ({ period }) =>
    tell(`Nothing was on offer in period ${period}, so there is no utilisation.`, WAIT),
  ClusterFeed_Challenged: ({ challenged }) => tell(`The report of period ${challenged} is challenged.`, WAIT),
  ClusterFeed_TooOld: ({ age, maxAge }, say) =>
    tell(`The latest final report is ${say.length(age)} old; at most ${say.length(maxAge)} is allowed.`, WAIT),
  ClusterFeed_NoMaxAge: () => tell("A strict feed needs an age limit.", "This concerns whoever sets the feed up."),
};

import type { ActionsOf } from "../entry.ts";
import { REPORT, SIGNATURES } from "../kindSets.ts";
import { counted, percent } from "../words.ts";

const CLUSTER = { cluster: "cluster" } as const;
const PERIOD = { cluster: "cluster", period: "number" } as const;

export const oracleActions: ActionsOf<"oracle"> = {
  submit: {
    who: ["reporter"],
    verb: "submit",
    does: "submit a report that a quorum has signed",
    kinds: { report: REPORT, ...SIGNATURES },
    words: ({ report, signers }, say) =>
      `Report ${say.money(report.gross)} billed in period ${report.period} of cluster ${report.cluster}, with ` +
      `${counted(signers.length, "signature")}.`,
  },
  submitMany: {
    who: ["reporter"],
    verb: "submit-many",
    does: "submit reports of many clusters that a quorum has signed as one",
    kinds: { reports: [REPORT], ...SIGNATURES },
    words: ({ reports, signers }, say) =>
      `Report ${say.money(reports.reduce((sum, { gross }) => sum + gross, 0n))} billed in ` +
      `${counted(reports.length, "period")} of many clusters, with ${counted(signers.length, "signature")}.`,
  },
  finalize: {
    who: ["keeper"],
    verb: "finalize",
    does: "latch what is final of a cluster's reports",
    kinds: CLUSTER,
    words: ({ cluster }) => `Latch what is final of the reports of cluster ${cluster}.`,
  },
  markMissed: {
    who: ["keeper"],
    verb: "mark-missed",
    does: "mark a cluster's next period missed, once its report is too late",
    kinds: CLUSTER,
    words: ({ cluster }) => `Mark the next period of cluster ${cluster} missed: nobody has reported it in time.`,
  },
  veto: {
    who: ["guardian"],
    verb: "veto",
    does: "void a report while its window runs",
    kinds: PERIOD,
    words: ({ cluster, period }) => `Void the report of period ${period} of cluster ${cluster}.`,
  },
  vetoAgain: {
    who: ["arbiter"],
    verb: "veto",
    does: "void a report once more, after the guardian's veto",
    kinds: PERIOD,
    words: ({ cluster, period }) =>
      `Void the report of period ${period} of cluster ${cluster} once more, after the guardian's veto.`,
  },
  uphold: {
    who: ["governor"],
    verb: "uphold",
    does: "let a challenged report stand",
    kinds: PERIOD,
    words: ({ cluster, period }) =>
      `Let the challenged report of period ${period} of cluster ${cluster} stand; a window starts anew.`,
  },
  reportZero: {
    who: ["governor"],
    verb: "report-zero",
    does: "report that a missed period has earned nothing",
    kinds: { report: REPORT },
    words: ({ report }) => `Report that period ${report.period} of cluster ${report.cluster} has earned nothing.`,
  },
  migrate: {
    who: ["governor"],
    verb: "migrate",
    does: "begin a cluster at a period, when this oracle replaces another",
    kinds: { ...PERIOD, start: "moment" },
    words: ({ cluster, period, start }, say) =>
      `Begin cluster ${cluster} at period ${period}, from ${say.moment(start)} on, in this oracle.`,
  },
  setBounds: {
    who: ["governor"],
    verb: "set-bounds",
    does: "have reports judged by other bounds",
    kinds: { bounds_: "contract" },
    words: ({ bounds_ }, say) => `Have reports of periods to come judged by the bounds at ${say.account(bounds_)}.`,
  },
  setTimings: {
    who: ["governor"],
    verb: "set-timings",
    does: "change challenge windows and the report deadline",
    kinds: { timings_: { window: "length", longWindow: "length", reportDeadline: "length" } },
    words: ({ timings_: { window, longWindow, reportDeadline } }, say) =>
      `Set the challenge window to ${say.length(window)}, the long one to ${say.length(longWindow)}, and the report ` +
      `deadline to ${say.length(reportDeadline)}, for periods to come.`,
  },
};

export const quorumActions: ActionsOf<"quorum"> = {
  setReporters: {
    who: ["governor"],
    verb: "set-reporters",
    does: "replace all reporters, and who stands by for them",
    kinds: { reporters_: ["account"], threshold_: "count", standbys_: ["account"] },
    words: ({ reporters_, threshold_, standbys_ }) =>
      `Name ${counted(reporters_.length, "reporter")} anew, ${threshold_} of whom agree, with ${standbys_.length} ` +
      "standing by.",
  },
  setStakes: {
    who: ["governor"],
    verb: "set-stakes",
    does: "name the stakes that make a seat active",
    kinds: { stakes_: "contract" },
    words: ({ stakes_ }, say) => `Have seats be active by the stakes at ${say.account(stakes_)}.`,
  },
  refresh: {
    who: ["keeper"],
    verb: "refresh-seats",
    does: "look at the reporters' stakes anew",
    kinds: {},
    words: () => "Look at the reporters' stakes anew.",
  },
};

export const boundsActions: ActionsOf<"bounds"> = {
  setBounds: {
    who: ["governor"],
    verb: "set-model-bounds",
    does: "set what reports of a GPU model may say",
    kinds: {
      model: "name",
      bounds: {
        minPrice: "money",
        maxPrice: "money",
        leastBusyWatts: "watts",
        minTariff: "money",
        maxTariff: "money",
        otherOpexCap: "money",
      },
    },
    words: ({ model, bounds: { minPrice, maxPrice } }, say) =>
      `Let a GPU-hour of ${say.label(model)} be sold at ${say.money(minPrice)} to ${say.money(maxPrice)}, in periods ` +
      "to come.",
  },
  setPriceJump: {
    who: ["governor"],
    verb: "set-price-jump",
    does: "set how far a price may move before its report takes the long window",
    kinds: { bps: "bps" },
    words: ({ bps }) => `Let a price move by ${percent(bps)} before its report takes the long window.`,
  },
};

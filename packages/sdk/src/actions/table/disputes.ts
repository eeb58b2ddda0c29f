import type { ActionsOf } from "../entry.ts";
import { REPORT, SIGNATURES } from "../kindSets.ts";
import { counted } from "../words.ts";

const PERIOD = { cluster: "cluster", period: "number" } as const;
const SIGNED = { report: REPORT, array: ["hash"], signature: "bytes" } as const;

export const disputesActions: ActionsOf<"disputes"> = {
  challenge: {
    who: ["challenger"],
    verb: "challenge",
    does: "say that a field of a report is false, with a bond",
    kinds: { ...PERIOD, revision: "number", field: "name", evidenceHash: "hash" },
    words: ({ cluster, period, revision, field }, say) =>
      `Challenge the field ${say.label(field)} of the report of period ${period} of cluster ${cluster}, ` +
      `revision ${revision}.`,
    pulls: async ({ cluster, period }, look) => {
      const amount = (await look("disputes", "challengeBondOf", [cluster, period])) as bigint;
      return { token: "asset", spender: "escrow", amount };
    },
  },
  correct: {
    who: ["reporter"],
    verb: "correct",
    does: "answer a dispute with the next revision of the report",
    kinds: { report: REPORT, ...SIGNATURES },
    words: ({ report, signers }, say) =>
      `Correct the report of period ${report.period} of cluster ${report.cluster} to ${say.money(report.gross)} ` +
      `billed, with ${counted(signers.length, "signature")}.`,
  },
  defend: {
    who: ["reporter"],
    verb: "defend",
    does: "answer a dispute with a quorum's word that the report is true",
    kinds: { ...PERIOD, reporterSet: "number", ...SIGNATURES },
    words: ({ cluster, period, signers }) =>
      `Defend the report of period ${period} of cluster ${cluster}, with ${counted(signers.length, "signature")}; ` +
      "the arbiter decides.",
  },
  decide: {
    who: ["arbiter"],
    verb: "decide",
    does: "decide a dispute in which the reporters defend their report",
    kinds: { ...PERIOD, reportStands: "yesNo" },
    words: ({ cluster, period, reportStands }) =>
      `Decide that the report of period ${period} of cluster ${cluster} ${reportStands ? "is true" : "is false"}.`,
  },
  timeout: {
    who: ["challenger", "keeper"],
    verb: "time-out",
    does: "decide for the challengers, once a deadline has passed in silence",
    kinds: PERIOD,
    words: ({ cluster, period }) =>
      `Decide the dispute of period ${period} of cluster ${cluster} for its challengers: a deadline has passed.`,
  },
  close: {
    who: ["challenger", "keeper"],
    verb: "close-dispute",
    does: "give the bonds of a dispute back whose report was voided",
    kinds: PERIOD,
    words: ({ cluster, period }) =>
      `Give the bonds of the dispute of period ${period} of cluster ${cluster} back: its report was voided.`,
  },
  forward: {
    who: ["keeper"],
    verb: "forward-challenge-bonds",
    does: "pay what challengers have forfeited over a cluster into the vault",
    kinds: { cluster: "cluster" },
    words: ({ cluster }) => `Pay what challengers have forfeited over cluster ${cluster} into the vault.`,
  },
  proveEvidence: {
    who: ["challenger", "reporter"],
    verb: "prove-evidence",
    does: "show that a piece of evidence is under a report's root",
    kinds: { report: REPORT, pieceHash: "hash", proof: ["hash"] },
    words: ({ report, pieceHash }) =>
      `Show that the piece ${pieceHash} is evidence of period ${report.period} of cluster ${report.cluster}.`,
  },
};

export const contradictionsActions: ActionsOf<"contradictions"> = {
  contradict: {
    who: ["challenger"],
    verb: "contradict",
    does: "show that a second quorum has signed other contents of a pending report",
    kinds: { standing: REPORT, report: REPORT, array: ["hash"], ...SIGNATURES },
    words: ({ standing, signers }) =>
      `Show other contents of period ${standing.period} of cluster ${standing.cluster}, with ` +
      `${counted(signers.length, "signature")}.`,
  },
  eject: {
    who: ["challenger"],
    verb: "eject",
    does: "eject a reporter that has signed two contents of one report",
    kinds: { reporter: "account", first: SIGNED, second: SIGNED },
    words: ({ reporter, first: { report } }, say) =>
      `Eject ${say.account(reporter)}, who has signed two contents of period ${report.period} of cluster ` +
      `${report.cluster}.`,
  },
};

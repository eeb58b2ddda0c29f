import { milestoneWord } from "../../errors/statusWords.ts";
import type { ActionsOf } from "../entry.ts";
import { LIMITS, SIGNATURES } from "../kindSets.ts";
import { counted, percent } from "../words.ts";

const CLUSTER = { cluster: "cluster" } as const;
const MARK = { model: "name", perGpu: "money" } as const;

export const drawLimitsActions: ActionsOf<"drawLimits"> = {
  noticeDraw: {
    who: ["operator"],
    verb: "notice-draw",
    does: "give notice of drawing, which draws go by from one week later to two",
    kinds: CLUSTER,
    words: ({ cluster }) => `Give notice of drawing for cluster ${cluster}; draws go by it later.`,
  },
  refresh: {
    who: ["keeper", "operator"],
    verb: "refresh-exposure",
    does: "lower what a cluster counts for in the limits to its value of now",
    kinds: CLUSTER,
    words: ({ cluster }) => `Lower what cluster ${cluster} counts for in the limits to its value of now.`,
  },
  setMark: {
    who: ["curator"],
    verb: "set-mark",
    does: "mark what a GPU of a model is worth",
    kinds: MARK,
    words: ({ model, perGpu }, say) =>
      perGpu === 0n
        ? `Take the mark of ${say.label(model)} away.`
        : `Mark a GPU of ${say.label(model)} at ${say.money(perGpu)}.`,
  },
  lowerMark: {
    who: ["guardian"],
    verb: "lower-mark",
    does: "lower at once the mark that draws go by",
    kinds: MARK,
    words: ({ model, perGpu }, say) =>
      `Lower the mark of ${say.label(model)} that draws go by to ${say.money(perGpu)} a GPU.`,
  },
  setLimits: {
    who: ["governor"],
    verb: "set-limits",
    does: "set the limits of draws",
    kinds: { newLimits: LIMITS },
    words: ({ newLimits }) => `Set the limits of draws: ${limitsIn(newLimits)}.`,
  },
  lowerLimits: {
    who: ["guardian", "curator"],
    verb: "lower-limits",
    does: "set stricter limits of draws",
    kinds: { newLimits: LIMITS },
    words: ({ newLimits }) => `Set stricter limits of draws: ${limitsIn(newLimits)}.`,
  },
};

type Limits = { [field in keyof typeof LIMITS]: number };

function limitsIn(limits: Limits): string {
  const shares = `${percent(limits.clusterBps)} a cluster, ${percent(limits.operatorBps)} an operator, `;
  const kinds = `${percent(limits.modelBps)} a model, ${percent(limits.regionBps)} a region`;
  const loans = `loan-to-value ${percent(limits.maxLoanToValueBps)}, coverage ${percent(limits.minCoverageBps)}`;
  return `of NAV ${shares}${kinds}; ${loans}`;
}

export const drawEscrowActions: ActionsOf<"drawEscrow"> = {
  pay: {
    who: ["operator"],
    verb: "claim-milestones",
    does: "be paid what milestones have earned and has cleared",
    kinds: { ...CLUSTER, receiver: "sender" },
    words: ({ cluster, receiver }, say) =>
      `Pay out what milestones of cluster ${cluster} have earned and has cleared, to ${say.account(receiver)}.`,
  },
  attest: {
    who: ["reporter"],
    verb: "attest-milestone",
    does: "submit a milestone that a quorum has signed",
    kinds: {
      a: {
        cluster: "cluster",
        milestone: "milestone",
        reporterSet: "number",
        clusterVersion: "number",
        reachedAt: "moment",
        evidenceRoot: "hash",
      },
      ...SIGNATURES,
    },
    words: ({ a: { cluster, milestone, reachedAt }, signers }, say) =>
      `Attest that cluster ${cluster} was ${milestoneWord(milestone)} at ${say.moment(reachedAt)}, with ` +
      `${counted(signers.length, "signature")}.`,
  },
  giveBack: {
    who: ["keeper"],
    verb: "give-back",
    does: "return drawn money that no milestone has earned to the vault",
    kinds: CLUSTER,
    words: ({ cluster }) => `Return what was drawn for cluster ${cluster} and not earned to the vault.`,
  },
  veto: {
    who: ["guardian"],
    verb: "veto-milestones",
    does: "undo what was attested since the newest milestone that stands",
    kinds: CLUSTER,
    words: ({ cluster }) => `Undo what was attested of cluster ${cluster} since the newest milestone that stands.`,
  },
  vetoAgain: {
    who: ["arbiter"],
    verb: "veto-milestones",
    does: "undo what was attested, after the guardian's veto",
    kinds: CLUSTER,
    words: ({ cluster }) => `Undo what was attested of cluster ${cluster} once more, after the guardian's veto.`,
  },
};

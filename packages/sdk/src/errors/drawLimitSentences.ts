import { scopeWord } from "./statusWords.ts";
import { tell, type ErrorsOf, type Say, type Sentences } from "./sentence.ts";

const percent = (bps: bigint) => `${Number(bps) / 100} %`;

/** Whose limit it is: the numbers of the four scopes are of different kinds. */
function whose(scope: number, id: string, say: Say): string {
  if (scope === 0) return `cluster ${BigInt(id)}`;
  if (scope === 1) return `operator ${say.account(`0x${id.slice(-40)}`)}`;
  return `${scopeWord(scope)} ${say.label(id)}`;
}

export const drawLimitSentences: Sentences<ErrorsOf<"DrawLimits">> = {
  DrawLimits_NotOrigination: ({ caller }, say) =>
    tell(`${say.account(caller)} is not the vault's origination.`, "Draw through the facility origination."),
  DrawLimits_NotOperator: ({ cluster, caller, operator }, say) =>
    tell(
      `Cluster ${cluster} is operated by ${say.account(operator)}, not by ${say.account(caller)}.`,
      "Connect the operator's account.",
    ),
  DrawLimits_NothingToDraw: ({ cluster }) =>
    tell(
      `Nothing can be drawn for cluster ${cluster} any more: all of it has been, or the last day for it has passed.`,
      "Choose a cluster that has something left to draw.",
    ),
  DrawLimits_NoticeGiven: ({ from, until }, say) =>
    tell(
      `Notice of drawing has been given: draws go by it from ${say.moment(from)} until ${say.moment(until)}.`,
      "Draw then. The next notice can be given from that moment on.",
    ),
  DrawLimits_NoNotice: ({ from, until }, say) =>
    tell(
      "Draws are limited to a part of the NAV, and no notice of drawing counts now" +
        (until === 0n ? "." : `; the newest counts from ${say.moment(from)} until ${say.moment(until)}.`),
      "Draw while a notice counts, or give one: draws go by it one redemption epoch later.",
    ),
  DrawLimits_NotFinanced: ({ cluster }) =>
    tell(`The vault finances nothing of cluster ${cluster}.`, "Choose a cluster from the list."),
  DrawLimits_LimitOutOfRange: ({ field, given, maximum }, say) =>
    tell(
      `${percent(given)} was given for ${say.label(field)}; at most ${percent(maximum)} is allowed.`,
      "Choose a limit inside the range.",
    ),
  DrawLimits_LimitNotStricter: ({ field, given, current }, say) =>
    tell(
      `${percent(given)} for ${say.label(field)} is looser than the ${percent(current)} in force.`,
      "Looser limits are the governor's, with its delay.",
    ),
  DrawLimits_UnknownModel: () => tell("No GPU model is named.", "Name the model as it is registered."),
  DrawLimits_MarkNotLower: ({ model, given, current }, say) =>
    tell(
      `${say.money(given)} for a ${say.label(model)} is not below its mark of ${say.money(current)}.`,
      "The guardian only lowers a mark, to something above zero; the curator sets any, with its delay.",
    ),
  DrawLimits_AboveLimit: ({ scope, id, exposure, maximum }, say) =>
    tell(
      `With this draw ${say.money(exposure)} would be at risk with ${whose(scope, id, say)}; at ` +
        `most ${say.money(maximum)} may be.`,
      "Draw less. Where hardware has depreciated since it was last counted, refresh its cluster first.",
    ),
  DrawLimits_AboveLoanToValue: ({ cluster, cost, maximum }, say) =>
    tell(
      `With this draw ${say.money(cost)} would be financed of cluster ${cluster}; its GPUs carry ` +
        `${say.money(maximum)}.`,
      "Draw less.",
    ),
  DrawLimits_CoverageTooLow: ({ cluster, coverageBps, minimumBps }) =>
    tell(
      `The projected income of cluster ${cluster} covers its payments by ${percent(coverageBps)}; ` +
        `at least ${percent(minimumBps)} is asked for.`,
      "Draw less, or agree on lower payments.",
    ),
};

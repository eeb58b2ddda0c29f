import type { OperatorName } from "./operators/index.ts";
import type { Site } from "./sites.ts";

/**
 * One site, by what the syntax tree says of it: the member, the operator, and which of them. `of` is a name that the
 * site's statement mentions, a function that it calls, an error, a word of storage; never a variable of the function.
 */
export type Choice = readonly [member: string, operator: OperatorName, which?: Which];

type Which = number | string | readonly [of: string, ordinal: number];

/**
 * The one site that is meant. One that is not there, or one of several, is an error: nothing is left out in silence.
 */
export function choose(sites: readonly Site[], [member, operator, which = 1]: Choice): Site {
  const inMember = sites.filter((site) => site.member === member);
  if (inMember.length === 0) throw new Error(`${member} is gone, or has nothing to break.`);
  const ofOperator = inMember.filter((site) => site.operator === operator);
  const [of, ordinal] = typeof which === "number" ? [undefined, which] : typeof which === "string" ? [which] : which;
  const named = ofOperator.filter(({ words }) => of === undefined || words.has(of));
  const what = `${member}: ${operator}${of === undefined ? "" : ` of ${of}`}`;
  if (ordinal === undefined && named.length > 1) throw new Error(`${what} is there ${named.length} times: say which.`);
  const site = named[(ordinal ?? 1) - 1];
  if (site === undefined) throw new Error(`${what} ${ordinal ?? 1} is not there: ${named.length} are.`);
  return site;
}

import type { ActingKey } from "@gpu-yield-vaults/sdk/actions";
import type { Verb } from "@gpu-yield-vaults/sdk/inputs";

/** What the functions of a contract are about. */
const ABOUT: Readonly<Partial<Record<ActingKey, string>>> = {
  vault: "The vault",
  origination: "Facilities",
  drawLimits: "Limits and marks",
  drawEscrow: "Milestones",
  losses: "Losses",
  workouts: "Sales and workouts",
  auction: "Auctions of capital",
  registry: "Titles",
  oracle: "Reports",
  quorum: "Reporters",
  bounds: "Bounds of reports",
  stakes: "Stakes",
  directory: "Directory of vaults",
  accessManager: "Roles and announcements",
};

/** Verbs by what they are about, in the table's order. */
export function verbGroups(verbs: readonly Verb[]): readonly (readonly [about: string, members: readonly Verb[]])[] {
  const groups = new Map<string, Verb[]>();
  for (const verb of verbs) {
    const about = ABOUT[verb.contracts[0]] ?? verb.contracts[0];
    groups.set(about, [...(groups.get(about) ?? []), verb]);
  }
  return [...groups];
}

/** `set-fee` as `Set fee`. */
export function verbTitle(verb: string): string {
  const words = verb.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

import { ACTING_KEYS, actionNames, entryOf } from "../actions/action.ts";
import type { ActingKey, Party } from "../actions/entry.ts";

/** What of several functions is meant: the managers have some in common. */
export type Verb = { verb: string; does: string; name: string; contracts: readonly [ActingKey, ...ActingKey[]] };

/** What a party may do, in the table's order. Both managers do some of it: one verb, and the cluster says which. */
export function verbsOf(party: Party): readonly Verb[] {
  const verbs = new Map<string, Verb>();
  for (const contract of ACTING_KEYS) {
    for (const name of actionNames(contract)) {
      const entry = entryOf(contract, name);
      if (!entry?.who.includes(party)) continue;
      const { verb, does } = entry;
      const contracts: [ActingKey, ...ActingKey[]] = [...(verbs.get(verb)?.contracts ?? []), contract];
      verbs.set(verb, { verb, does, name, contracts });
    }
  }
  return [...verbs.values()];
}

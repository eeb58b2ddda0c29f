import { ACTING_KEYS, actionNames, entryOf, type ActingKey, type Party } from "@gpu-yield-vaults/sdk/actions";
import type { Verb } from "./options.ts";

/** What an party may do, in the table's order. Both managers do some of it: one verb, and the cluster says which. */
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

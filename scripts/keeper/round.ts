import { readChores, type Chore, type ChoreContracts } from "@gpu-yield-vaults/sdk/chores";
import { carryOut, type Post } from "./carryOut.ts";
import type { Deed } from "./Logbook.ts";

/** Doing one thing may make another due: so often a vault is looked at again in one round. */
const PASSES = 20;

/**
 * Does what is due for one vault, until nothing is that can be done.
 *
 * @param tell Hears of each deed as it is done.
 * @returns How much was due at the end.
 */
export async function round(post: Post, contracts: ChoreContracts, tell: (deed: Deed) => void): Promise<number> {
  const hopeless = new Map<string, Chore>();
  for (let pass = 0; pass < PASSES; pass += 1) {
    const { asOf, chores } = await readChores(post.client, contracts);
    const left = chores.filter((chore) => !hopeless.has(nameOf(chore)));
    if (left.length === 0) return chores.length;
    for (const chore of left) {
      const deed = await carryOut(post, chore, asOf.timestamp);
      post.logbook.note(deed);
      tell(deed);
      if (deed.outcome !== "done") hopeless.set(nameOf(chore), chore);
    }
  }
  return (await readChores(post.client, contracts)).chores.length;
}

const nameOf = ({ action: { contract, name, args } }: Chore) =>
  [contract, name, ...Object.values(args).map(String)].join(" ");

import { readFileSync } from "node:fs";
import { EQUIVALENTS } from "./equivalents.ts";
import { RULES, SAMPLE } from "./rules.ts";
import { choose, type Choice } from "./selection.ts";
import { describe, idOf, type Site } from "./sites.ts";
import { targetOf, type Target } from "./sources.ts";
import { TARGETS } from "./targets.ts";

export type Mutant = {
  /** `VaultPostings.post: drop 4 «vesting = …» → «{}»`, and the rule that it breaks if it is a named one. */
  readonly name: string;
  readonly target: Target;
  readonly site: Site;
  readonly tests: readonly string[];
  /** Chosen by hand: it has to compile. */
  readonly chosen: boolean;
};

/** Every site of every target that can make a difference. The named rules are all there, or this fails. */
export function everyMutant(): Mutant[] {
  const rules = new Map(RULES.map(([words, ...choice]) => [keyOf(find(choice)), words]));
  const equivalents = new Set(EQUIVALENTS.map(([, ...choice]) => keyOf(find(choice))));
  return TARGETS.flatMap(({ files, tests }) =>
    files.map(targetOf).flatMap((target) => target.sites.map((site) => mutantOf(target, site, tests))),
  )
    .filter((mutant) => !equivalents.has(keyOf(mutant)))
    .map((mutant) => withRule(mutant, rules.get(keyOf(mutant))));
}

/** The named rules, in their order. */
export function namedMutants(): Mutant[] {
  return RULES.map(([words, ...choice]) => withRule(find(choice), words));
}

export function sampledMutants(): Mutant[] {
  return SAMPLE.map((choice) => ({ ...find(choice), chosen: true }));
}

/** The mutant of a choice. Reads only the file that its contract is in. */
function find(choice: Choice): Mutant {
  const contract = choice[0].split(".", 1)[0] ?? "";
  const declares = new RegExp(String.raw`^(?:abstract contract|contract|library) ${contract}\b`, "m");
  for (const { files, tests } of TARGETS) {
    const file = files.find((path) => declares.test(readFileSync(path, "utf8")));
    if (file === undefined) continue;
    const target = targetOf(file);
    return mutantOf(target, choose(target.sites, choice), tests);
  }
  throw new Error(`No target declares ${contract}.`);
}

function mutantOf(target: Target, site: Site, tests: readonly string[]): Mutant {
  return { name: `${idOf(site)} ${describe(target.source, site)}`, target, site, tests, chosen: false };
}

function withRule(mutant: Mutant, rule: string | undefined): Mutant {
  return rule === undefined ? mutant : { ...mutant, name: `${rule}: ${mutant.name}`, chosen: true };
}

function keyOf({ target, site }: Mutant): string {
  return `${target.file} ${idOf(site)}`;
}

import type { ActionsOf } from "../entry.ts";

const LISTING = { what: "text", companions: [{ name: "name", target: "contract" }] } as const;

export const directoryActions: ActionsOf<"directory"> = {
  list: {
    who: ["governor"],
    verb: "list-vault",
    does: "list a vault under a number, and what works for it",
    kinds: { vault: "contract", number: "number", ...LISTING },
    words: ({ vault, number, what }, say) => `List the vault ${say.account(vault)} as number ${number}: "${what}"`,
  },
  describe: {
    who: ["governor"],
    verb: "describe-vault",
    does: "say anew what a listed vault is, and what works for it",
    kinds: { vault: "contract", ...LISTING },
    words: ({ vault, what }, say) => `Describe the vault ${say.account(vault)} anew: "${what}"`,
  },
  retire: {
    who: ["governor"],
    verb: "retire-vault",
    does: "retire a listed vault for good",
    kinds: { vault: "contract", why: "text" },
    words: ({ vault, why }, say) => `Retire the vault ${say.account(vault)} for good: "${why}"`,
  },
};

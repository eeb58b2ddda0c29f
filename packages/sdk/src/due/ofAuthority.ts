import { decode, explain, roleOf, type Party } from "../actions/index.ts";
import type { Say } from "../errors/index.ts";
import type { Contracts, PendingAction } from "../read/index.ts";
import type { DeployedKey } from "../protocol.ts";
import type { Due } from "./item.ts";

/** What people in office have announced of this vault, or of the protocol. */
export function dueOfAuthority(
  contracts: Contracts<"vault"> & Partial<Contracts<DeployedKey>>,
  pending: readonly PendingAction[],
  say: Say,
): readonly Due[] {
  return pending.flatMap(({ caller, target, data, contract, call, readyAt, expiresAt }): Due[] => {
    if (contract === undefined) return []; // another vault's
    const action = decode({ to: target, data }, contracts);
    const what = action ? explain(action, say).what : `${contract}.${call?.functionName ?? data.slice(0, 10)}`;
    const who: readonly [Party, ...Party[]] = [officeOf(action && roleOf(action)), "guardian"];
    const about = { vault: contracts.vault, who } as const;
    return [
      {
        ...about,
        at: readyAt,
        kind: "actionReady",
        nature: "opening",
        what: `${what} Announced by ${say.account(caller)}; the guardian may cancel it.`,
        otherwise: "Nothing changes, and a week later it expires.",
      },
      {
        ...about,
        at: expiresAt,
        kind: "actionExpires",
        nature: "deadline",
        what: `${what} It can be carried out no more.`,
        otherwise: "It has to be announced again.",
      },
    ];
  });
}

/** In whose name people hold a role. */
const officeOf = (role: string | undefined): Party =>
  role === "curator" || role === "originator" || role === "tightener" || role === "registrar" ? "curator" : "governor";

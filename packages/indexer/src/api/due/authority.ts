import { EXPIRES_AFTER } from "@gpu-yield-vaults/sdk/actions";
import { eq } from "ponder";
import { db } from "ponder:api";
import { pendingAction } from "ponder:schema";
import type { Due } from "../due.ts";

/** What people in office have scheduled. */
export async function authorityDue(): Promise<Due[]> {
  const scheduled = await db.select().from(pendingAction).where(eq(pendingAction.status, "scheduled"));
  return scheduled.flatMap(({ id, caller, target, contract, call, vault, executableFrom }): Due[] => {
    const about = { vault, cluster: null, reference: id };
    const what = `${contract ?? target}.${call ?? "a function that is not known"}`;
    return [
      {
        ...about,
        at: executableFrom,
        kind: "actionReady",
        what: `${what} can be executed from then on.`,
        who: `${caller}; whoever guards its role may cancel it`,
        otherwise: "Nothing changes, and a week later it expires.",
      },
      {
        ...about,
        at: executableFrom + EXPIRES_AFTER,
        kind: "actionExpires",
        what: `${what} can be executed no more.`,
        who: caller,
        otherwise: "It has to be scheduled again.",
      },
    ];
  });
}

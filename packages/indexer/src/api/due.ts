import type { Hono } from "hono";
import type { Address } from "viem";
import type { Answered } from "../../client/routes.ts";
import { authorityDue } from "./due/authority.ts";
import { facilitiesDue } from "./due/facilities.ts";
import { reportsDue } from "./due/reports.ts";
import { vaultsDue } from "./due/vaults.ts";
import { serve } from "./serve.ts";

type Item = Answered<"due">["items"][number];

/** Something that has a second, before it is known whether that has come. */
export type Due = Omit<Item, "isPast">;

/** Everything that has a second: from whom it is expected, and what comes of it if nobody does it. */
export function serveDue(app: Hono): void {
  serve(app, "due", async ({ vault, until }, { time }) => {
    const all = (await Promise.all([facilitiesDue(), reportsDue(), vaultsDue(), authorityDue()])).flat();
    const items = all
      .filter((item) => vault === undefined || item.vault === (vault as Address) || item.vault === null)
      .filter((item) => until === undefined || item.at <= BigInt(until))
      .map((item) => ({ ...item, isPast: item.at <= time }))
      .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
    return { items };
  });
}

import { parameter } from "ponder:schema";
import type { Happened, Store } from "../happened.ts";
import { plainArgs } from "../plain.ts";

/** Settings tell of themselves by events of these names. */
const SETTING = /^(Cap|Fee|Limits|Mark|Bounds|Timings|PriceJump|Reporters|ReportingDelay)Changed$|Replaced$/;

/** Whether an event says that somebody in office has changed a setting. */
export const isSetting = (event: string): boolean => SETTING.test(event);

/** What a setting is now. Which one, where a contract has several of a kind, its event names first. */
export async function noteSetting(event: string, happened: Happened, store: Store): Promise<void> {
  const { contract, vault, time } = happened;
  const value = plainArgs(happened.args);
  const subject = typeof value.model === "string" ? value.model : "";
  const name = event.replace(/Changed$|Replaced$/, "");
  const row = { value, changedAt: time };
  await store
    .insert(parameter)
    .values({ contract, name, subject, vault: vault ?? null, ...row, changes: 1 })
    .onConflictDoUpdate((before) => ({ ...row, changes: before.changes + 1 }));
}

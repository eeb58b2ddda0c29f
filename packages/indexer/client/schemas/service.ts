import { DUE_KINDS } from "@gpu-yield-vaults/sdk/due";
import { z } from "zod";
import { address, answer, block, hex, said, seconds, whole } from "./wire.ts";

export const health = answer({
  head: z.object({ block, time: seconds }).meta({ description: "the node's latest block" }),
  behind: z.object({ blocks: z.number().int(), seconds: z.number().int() }),
  isReady: z.boolean().meta({ description: "whether all of the past has been indexed" }),
});

/** Something that has a second: when it may or must be done, by whom, and what comes of it if nobody does. */
export const dueItem = z.object({
  at: seconds,
  kind: z.enum(DUE_KINDS),
  nature: z.enum(["deadline", "opening"]).meta({
    description: "a deadline that is past is overdue; an opening that is past is to be used",
  }),
  what: z.string(),
  who: z.array(z.string()).meta({ description: "roles that may act; the first is expected to" }),
  verb: z.string().nullable().meta({ description: "what they send: npm run act -- <role> <verb>" }),
  otherwise: z.string(),
  vault: address.nullable().meta({ description: "null: it is the protocol's" }),
  cluster: whole.nullable(),
  isPast: z.boolean().meta({ description: "whether its second has come by the last indexed block" }),
});

export const due = answer({ items: z.array(dueItem).meta({ description: "by their seconds" }) });

export const activityItem = z.object({
  id: z.string(),
  block,
  time: seconds,
  transaction: hex,
  logIndex: z.number().int(),
  sender: address,
  contract: address,
  name: z.string(),
  vault: address.nullable(),
  event: z.string(),
  cluster: whole.nullable(),
  args: said,
});

export const activity = answer({
  items: z.array(activityItem).meta({ description: "newest first" }),
  before: z.string().nullable().meta({ description: "where the next page begins; null: there is none" }),
});

/** A log as the chain has it. */
export const log = z.object({
  address,
  topics: z.array(hex),
  data: hex,
  block,
  time: seconds,
  transaction: hex,
  logIndex: z.number().int(),
});

export const logs = answer({
  to: block.meta({ description: "all logs up to and with this block are here; before `from`: none has been indexed" }),
  logs: z.array(log).meta({ description: "in the chain's order" }),
});

/** What went wrong with a request, in a sentence, and what to do. */
export const problem = z.object({ error: z.string(), next: z.string() });

import { dueOfStake, isPast, readVaultDue, type Due } from "@gpu-yield-vaults/sdk/due";
import { decodeAuthorityLogs, ReadError, type AuthorityEvent } from "@gpu-yield-vaults/sdk/read";
import { plainSay } from "@gpu-yield-vaults/sdk/text";
import type { Hono } from "hono";
import { and, asc, eq, gt, inArray, isNotNull } from "ponder";
import { db, publicClients } from "ponder:api";
import { activity, stake, vault } from "ponder:schema";
import { readTarget } from "../../target.ts";
import type { AsOf } from "./asOf.ts";
import { Problem } from "./problem.ts";
import { serve } from "./serve.ts";

/** Events that tell of what was announced to the authority. */
const OPERATIONS = ["OperationScheduled", "OperationExecuted", "OperationCanceled"];

const { directory } = readTarget();

/** What was found out of the newest block that anybody has asked about. */
let newest: { readonly block: bigint; readonly items: Promise<readonly Due[]> } | undefined;

/**
 * Everything that has a second: from whom it is expected, and what comes of it if nobody does it. By the SDK's law, as
 * of the last indexed block: what only events tell comes out of the tables, and what contracts hold from the contracts.
 */
export function serveDue(app: Hono): void {
  serve(app, "due", async (question, asOf) => {
    const items = await dueAt(asOf);
    return {
      items: items
        .filter((item) => question.vault === undefined || [question.vault, undefined].includes(item.vault))
        .filter(({ at }) => question.until === undefined || at <= Number(question.until))
        .map((item) => ({
          ...item,
          at: BigInt(item.at),
          who: [...item.who],
          verb: item.verb ?? null,
          vault: item.vault ?? null,
          cluster: item.cluster ?? null,
          isPast: isPast(item, Number(asOf.time)),
        })),
    };
  });
}

function dueAt(asOf: AsOf): Promise<readonly Due[]> {
  if (newest?.block === asOf.block) return newest.items;
  const items = readAll(asOf).catch((error: unknown) => {
    newest = undefined;
    if (!(error instanceof ReadError)) throw error;
    const next = "Ask again; a node that keeps the state of older blocks answers for an index that is behind.";
    throw new Problem(503, `The node does not tell how things stood at block ${asOf.block}.`, next);
  });
  newest = { block: asOf.block, items };
  return items;
}

async function readAll({ block: number, time }: AsOf): Promise<readonly Due[]> {
  const asOf = { number, timestamp: Number(time) };
  const [events, listed, left] = await Promise.all([
    readOperations(),
    db.select({ address: vault.address }).from(vault).where(isNotNull(vault.listedAt)),
    db
      .select()
      .from(stake)
      .where(and(isNotNull(stake.freeAt), gt(stake.amount, 0n))),
  ]);
  const ofVaults = await Promise.all(
    listed.map(async ({ address }) => {
      const { items } = await readVaultDue(publicClients.main, { vault: address, directory }, { asOf, events });
      return items.map((item) => ({ ...item, vault: address }));
    }),
  );
  const ofStakes = left.map(({ reporter, amount, freeAt }) =>
    dueOfStake({ reporter, stake: amount, freeAt: Number(freeAt) }, plainSay),
  );
  return [...ofVaults.flat(), ...ofStakes].sort((one, other) => one.at - other.at);
}

async function readOperations(): Promise<AuthorityEvent[]> {
  const rows = await db
    .select()
    .from(activity)
    .where(and(eq(activity.name, "accessManager"), inArray(activity.event, OPERATIONS)))
    .orderBy(asc(activity.id));
  return decodeAuthorityLogs(
    rows.map(({ contract, topics, data, block, transaction, logIndex }) => ({
      address: contract,
      topics,
      data,
      blockNumber: block,
      transactionHash: transaction,
      logIndex,
    })),
  );
}

import { eventsIn } from "../lib/events.ts";
import { localActor } from "../lib/localAccounts.ts";
import { refer } from "./chainRefusal.ts";
import { rowAt, type Actor, type Scene } from "./scene.ts";

export type Settling = {
  /** A report is final: the operator pays what the row says, and it is settled in the same second. */
  settle(actor: Actor, index: number, at: number): Promise<void>;
  /** Nobody reported a period: the operator pays for it all the same, in the second in which it would have been final. */
  pay(actor: Actor, index: number, at: number): Promise<void>;
  /** A report without anything is final, of a cluster whose rows have ended. */
  rest(actor: Actor, at: number): Promise<void>;
};

export function createSettling({ stage, outcome }: Scene): Settling {
  const { chain, contracts } = stage;
  const { book, asset } = contracts;
  const operator = localActor("operator").address;
  const paidAlready = new Set<string>();

  async function payIn({ cluster, course }: Actor, index: number, at: number): Promise<void> {
    const key = `${cluster.id}/${index}`;
    if (paidAlready.has(key)) return;
    paidAlready.add(key);
    const row = rowAt(cluster, index);
    let amount = course[index]?.paid ?? 0n;
    if (row.event?.kind === "cure") {
      const { reported, distributed, lockbox } = await book.facility(cluster.id);
      const owed = reported + row.gross - distributed - lockbox;
      if (owed > amount) {
        await chain.send(operator, at, await asset.mint.populateTransaction(operator, owed - amount));
        amount = owed;
      }
    }
    if (amount === 0n) return;
    await refer(row, "cash_paid", async () =>
      chain.send(operator, at, await book.payIn.populateTransaction(cluster.id, amount)),
    );
    outcome.totals.received += amount;
  }

  /** Takes in the report of a period, 0 for none, and distributes what is there. */
  async function settleBook(actor: Actor, index: number, at: number, period: number): Promise<void> {
    const row = rowAt(actor.cluster, index);
    const logs = await refer(row, "cluster", async () =>
      chain.send(operator, at, await book.settle.populateTransaction(actor.cluster.id)),
    );
    const [settled] = eventsIn(book, book.filters.Settled, logs);
    if (Number(settled?.period) !== period || !settled) throw new Error(`line ${row.line} did not settle`);
    const { lines } = settled;
    const { totals } = outcome;
    totals.distributed += lines.cash;
    totals.energy += lines.energyCarried + lines.energy;
    totals.otherOpex += lines.otherCarried + lines.other;
    totals.interest += lines.interest;
    totals.principal += lines.principal;
    totals.reserve += lines.reserve;
    totals.fee += lines.fee;
    totals.vault += lines.toVault;
    totals.operator += lines.toOperator;
  }

  return {
    async settle(actor, index, at) {
      await payIn(actor, index, at);
      await settleBook(actor, index, at, index + 1);
      outcome.totals.reported += rowAt(actor.cluster, index).gross;
      outcome.periods += 1;
    },

    async pay(actor, index, at) {
      const { received } = outcome.totals;
      await payIn(actor, index, at);
      if (outcome.totals.received > received) await settleBook(actor, index, at, 0);
    },

    async rest({ cluster }, at) {
      // Whatever was paid in has been distributed as far as it is owed: no line of it moves.
      await chain.send(operator, at, await book.settle.populateTransaction(cluster.id));
    },
  };
}

import { localActor } from "../lib/localAccounts.ts";
import { CURATOR_DELAY } from "../replay/plan.ts";
import { fund, scheduleAct } from "../replay/runContext.ts";
import type { ChainContext } from "../replay/setUp.ts";

/** Of what a cluster is worth on the books. */
const RECOVERED_BPS = 2_000n;
const BPS = 10_000n;

/**
 * Resolves a facility that is late: the curator opens its workout, a part of its value comes back, the title goes for
 * nothing, and the rest is booked as lost.
 *
 * @param passTime Lets time pass until a second of the chain.
 */
export async function letDefault(
  context: ChainContext,
  cluster: bigint,
  passTime: (until: number) => Promise<void>,
): Promise<void> {
  const { chain, contracts } = context;
  const { workouts, lens } = contracts;
  const curator = localActor("curator").address;
  const operator = localActor("operator").address;

  // 1. The curator announces that it opens a workout, and opens it.
  const opening = await workouts.openResolution.populateTransaction(cluster);
  const openAt = (await chain.now()) + CURATOR_DELAY;
  await scheduleAct(context, await chain.now(), opening, openAt);
  await passTime(openAt);
  await chain.send(curator, await chain.now(), opening);

  // 2. What can be saved comes in; the rest is offered for nothing.
  const { value } = await lens.facility(cluster);
  const recovered = (value * RECOVERED_BPS) / BPS;
  if (recovered > 0n) {
    await fund(context, await chain.now(), operator, workouts, recovered);
    await chain.send(operator, await chain.now(), await workouts.recover.populateTransaction(cluster, recovered));
  }
  const closing = await workouts.closeResolution.populateTransaction(cluster);
  const closeAt = (await chain.now()) + CURATOR_DELAY;
  await chain.send(curator, await chain.now(), await workouts.offerSale.populateTransaction(cluster, operator, 0n));
  await scheduleAct(context, await chain.now(), closing, closeAt);

  // 3. The title leaves, and the curator closes.
  await passTime(closeAt);
  await chain.send(operator, await chain.now(), await workouts.buy.populateTransaction(cluster, 0n));
  await chain.send(curator, await chain.now(), closing);
}

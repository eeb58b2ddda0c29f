import { approvalsFor, encode, explain, lookThrough, simulate, type Transaction } from "@gpu-yield-vaults/sdk/actions";
import type { Say } from "@gpu-yield-vaults/sdk/errors";
import { FlowError } from "../errors/explain";
import { readHead } from "../chain/readHead";
import type { ReadContext } from "../chain/client";
import type { Flow } from "../flows/flow";
import { announceFlow, carryOutFlow, orderOf } from "./flows";
import { readAttempt, type Attempt, type Wish } from "./readAttempt";

/** What has to be sent first: allowances of exactly what is taken. */
export async function allowancesFor(
  { client, deployment }: ReadContext,
  { wish, pull }: Attempt,
  say: Say,
): Promise<readonly Transaction[]> {
  if (!pull) return [];
  const { contracts } = deployment;
  const accepts = async (approval: Transaction) => (await simulate(client, approval, wish.sender, say)).succeeds;
  return approvalsFor(pull, contracts, wish.sender, lookThrough(client, contracts), accepts);
}

/** What of a wish can be sent now, by the newest block: its announcement, or itself. */
export async function prepareWish(context: ReadContext, wish: Wish, title: string, say: Say): Promise<Flow> {
  const attempt = await readAttempt(context, await readHead(context), wish, say);
  const { action, sender } = wish;
  const { contracts: addresses } = context.deployment;
  const order = orderOf(action, encode(action, addresses), title, say);
  const office = { addresses, authority: addresses.accessManager, sender, say };
  const { standing } = attempt;
  switch (standing.is) {
    case "unannounced":
      return announceFlow(order, office, standing.delay);
    case "ready":
      return carryOutFlow(order, office, true, await allowancesFor(context, attempt, say));
    case "open":
    case "immediate":
      return carryOutFlow(order, office, false, await allowancesFor(context, attempt, say));
    case "waiting":
      throw new FlowError(
        "This is announced already, and its delay has not passed.",
        `Carry it out from ${say.moment(standing.from)} on. ${explain(action, say).what}`,
      );
    case "forbidden":
      throw new FlowError(
        `${say.account(sender)} may not do that.`,
        `The authority asks for the role ${standing.role}: connect who holds it.`,
      );
  }
}

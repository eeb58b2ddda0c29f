import {
  encode,
  lookThrough,
  pullOf,
  readStanding,
  simulate,
  simulateReady,
  type Action,
  type Pull,
  type Rehearsal,
  type Standing,
} from "@gpu-yield-vaults/sdk/actions";
import type { Say } from "@gpu-yield-vaults/sdk/errors";
import type { Address } from "viem";
import type { Head, ReadContext } from "../chain/client";

/** What is wanted, and by whom. */
export type Wish = { action: Action; sender: Address };

/** What the authority and the contract say of a wish. */
export type Attempt = {
  asOf: Head;
  wish: Wish;
  standing: Standing;
  /** What would come of it in the newest block; were its delay over, where it has one. */
  outcome: Rehearsal;
  /** What it takes from its sender, who allows it first. */
  pull: Pull | undefined;
};

/** Asks the authority, and tries it; sends nothing. */
export async function readAttempt(
  { client, deployment }: ReadContext,
  asOf: Head,
  wish: Wish,
  say: Say,
): Promise<Attempt> {
  const { action, sender } = wish;
  const { contracts } = deployment;
  const { accessManager } = contracts;
  const transaction = encode(action, contracts);
  const [standing, pull] = await Promise.all([
    readStanding(client, action, transaction, accessManager, sender),
    pullOf(action, lookThrough(client, contracts), sender),
  ]);
  const isDelayed = standing.is === "unannounced" || standing.is === "waiting";
  const outcome = isDelayed
    ? await simulateReady(client, transaction, accessManager, sender, say)
    : await simulate(client, transaction, sender, say);
  return { asOf, wish, standing, outcome, pull };
}

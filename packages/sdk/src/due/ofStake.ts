import type { Address } from "viem";
import type { Say } from "../errors/index.ts";
import type { Due } from "./item.ts";

/** A seat that was given up. */
export type LeftSeat = {
  readonly reporter: Address;
  /** Base units of the dollar. */
  readonly stake: bigint;
  /** Unix seconds. */
  readonly freeAt: number;
};

/** What a reporter who has left gets back. */
export const dueOfStake = ({ reporter, stake, freeAt }: LeftSeat, say: Say): Due => ({
  at: freeAt,
  kind: "stakeFree",
  nature: "opening",
  what: `The stake of ${say.account(reporter)}, ${say.money(stake)}, is free.`,
  who: ["reporter"],
  verb: "withdraw-stake",
  otherwise: "It stays where it is.",
});

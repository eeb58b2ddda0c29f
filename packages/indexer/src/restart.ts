import { hexToString, type Address, type Hex } from "viem";
import { EVENT_KEYS } from "./contracts.ts";
import { contractAt } from "./followed.ts";
import type { Happened } from "./happened.ts";

/** Events that name a contract which may be new, and by which argument. */
const JOINING: Readonly<Record<string, string>> = {
  VaultListed: "vault",
  SourceBound: "source",
  OracleReplaced: "newOracle",
  BoundsReplaced: "newBounds",
  StakesReplaced: "newStakes",
};

type Companions = readonly { readonly name: Hex; readonly target: Address }[];

/** The contracts that an event says have a part in the protocol from now on, and whose events count. */
function joinedBy(event: string, args: Readonly<Record<string, unknown>>): Address[] {
  const field = JOINING[event];
  if (field !== undefined) return [args[field] as Address];
  if (event !== "VaultDescribed") return [];
  const counts = (name: Hex) => (EVENT_KEYS as readonly string[]).includes(hexToString(name, { size: 32 }));
  return (args.companions as Companions).filter(({ name }) => counts(name)).map(({ target }) => target);
}

/** Whether an event names a contract that is not followed. */
export const namesNew = (event: string, { args }: Happened): boolean =>
  joinedBy(event, (args ?? {}) as Readonly<Record<string, unknown>>).some(
    (address) => BigInt(address) !== 0n && contractAt(address) === undefined,
  );

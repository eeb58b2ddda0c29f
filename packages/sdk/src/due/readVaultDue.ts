import type { Address } from "viem";
import { lookThrough, readUnits } from "../actions/index.ts";
import { findContracts, type AuthorityPast } from "../read/index.ts";
import type { ReadClient, ReadOptions } from "../read/reading.ts";
import { sayIn } from "../text/index.ts";
import { readDue, type DueView } from "./readDue.ts";

/**
 * What is due of a listed vault, in its token's own words.
 *
 * @param options Announcements to the authority are known from events alone: from which block on they are read, or
 * those that were read already.
 */
export async function readVaultDue(
  client: ReadClient,
  known: { readonly vault: Address; readonly directory: Address },
  options: ReadOptions & AuthorityPast,
): Promise<DueView> {
  const { asOf, contracts } = await findContracts(client, known, options);
  const say = sayIn(await readUnits(lookThrough(client, contracts)), contracts);
  return readDue(client, contracts, say, { ...options, asOf });
}

/** Whether a quorum has signed, as the chain judges it. */

import { isAddressEqual, type Address, type Client } from "viem";
import { getBlockNumber, readContract } from "viem/actions";
import { reporterQuorumAbi } from "../abi/ReporterQuorum.ts";
import { revenueOracleAbi } from "../abi/RevenueOracle.ts";
import { reportsIn, type Statement } from "./report.ts";
import type { ReportSignature } from "./sign.ts";
import { digestOf } from "./typedData.ts";

/** What a signature is worth: it counts; or by nobody of the set, by a seat without a stake, or of something else. */
export type Verdict = "counts" | "stranger" | "inactive" | "false";

export type SignatureCheck = {
  /** Where it was asked. */
  readonly blockNumber: bigint;
  /** The version of the set that signs now. */
  readonly reporterSet: number;
  /** Whether the statement is for that set: what another one has signed is void. */
  readonly isOfThisSet: boolean;
  /** Signatures needed. */
  readonly threshold: number;
  readonly signatures: readonly (ReportSignature & { readonly verdict: Verdict })[];
  /** Reporters that may sign and have not. */
  readonly missing: readonly Address[];
  /** Whether the oracle would find a quorum behind the statement. */
  readonly isEnough: boolean;
};

/**
 * Asks the oracle's quorum about every signature by itself: keys, and contracts by ERC-1271.
 *
 * @param at The block to ask; the newest when left out.
 */
export async function checkSignatures(
  client: Client,
  statement: Statement,
  signatures: readonly ReportSignature[],
  at: { readonly blockNumber?: bigint } = {},
): Promise<SignatureCheck> {
  const blockNumber = at.blockNumber ?? (await getBlockNumber(client, { cacheTime: 0 }));
  const oracle = statement.domain.verifyingContract;
  const address = await readContract(client, {
    abi: revenueOracleAbi,
    address: oracle,
    functionName: "quorum",
    blockNumber,
  });
  const quorum = { abi: reporterQuorumAbi, address, blockNumber } as const;
  const digest = digestOf(statement);

  const [members, active, threshold, reporterSet, genuine] = await Promise.all([
    readContract(client, { ...quorum, functionName: "reporters" }),
    readContract(client, { ...quorum, functionName: "activeSeats" }),
    readContract(client, { ...quorum, functionName: "threshold" }),
    readContract(client, { ...quorum, functionName: "version" }),
    Promise.all(
      signatures.map(({ signer, signature }) =>
        readContract(client, { ...quorum, functionName: "isSignedBy", args: [signer, digest, signature] }),
      ),
    ),
  ]);
  const seatOf = (signer: Address) => members.findIndex((member) => isAddressEqual(member, signer));
  const isActive = (seat: number) => ((active >> BigInt(seat)) & 1n) === 1n;

  const verdicts = signatures.map((given, index) => {
    const seat = seatOf(given.signer);
    const verdict: Verdict =
      seat < 0 ? "stranger" : !isActive(seat) ? "inactive" : genuine[index] === true ? "counts" : "false";
    return { ...given, verdict };
  });
  const counted = new Set(verdicts.filter(({ verdict }) => verdict === "counts").map(({ signer }) => seatOf(signer)));
  const isOfThisSet = reportsIn(statement).every((report) => report.reporterSet === reporterSet);
  return {
    blockNumber,
    reporterSet,
    threshold,
    signatures: verdicts,
    missing: members.filter((_, seat) => isActive(seat) && !counted.has(seat)),
    isOfThisSet,
    isEnough: isOfThisSet && counted.size >= threshold,
  };
}

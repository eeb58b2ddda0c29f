import { reporterQuorumAbi } from "@gpu-yield-vaults/sdk/abi/ReporterQuorum";
import type { ReportSignature } from "@gpu-yield-vaults/sdk/reports";
import { hashTypedData, isAddressEqual } from "viem";
import type { Client } from "../chain/client";
import type { QuorumView } from "../chain/readReporting";
import { FlowError } from "../errors/explain";
import type { DefenceStatement } from "./defence";

/** Throws why a signature of a defence would not count; contracts are asked by ERC-1271. */
export async function isDefenceSigned(
  client: Client,
  { address, reporters, active }: QuorumView,
  statement: DefenceStatement,
  { signer, signature }: ReportSignature,
  name: string,
): Promise<void> {
  const seat = reporters.findIndex((reporter) => isAddressEqual(reporter, signer));
  if (seat < 0) throw new FlowError(`${name} is by ${signer}, who is no reporter.`, "Leave it out.");
  if (((active >> BigInt(seat)) & 1n) === 0n) {
    throw new FlowError(`${name} is by ${signer}, whose seat is inactive.`, "It has too little at stake, or has left.");
  }
  const args = [signer, hashTypedData(statement), signature] as const;
  const isGenuine = await client.readContract({ abi: reporterQuorumAbi, address, functionName: "isSignedBy", args });
  if (!isGenuine) throw new FlowError(`${name} is no signature of ${signer} of this defence.`, "Have it signed anew.");
}

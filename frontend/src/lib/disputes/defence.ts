import { defenceOf } from "@gpu-yield-vaults/sdk/actions";
import type { ReportSignature } from "@gpu-yield-vaults/sdk/reports";
import { getAddress, isAddress, isHex, type Address } from "viem";
import type { DisputedReport } from "../chain/readDisputes";
import { FlowError } from "../errors/explain";

export type DefenceStatement = ReturnType<typeof defenceOf>;

/** A quorum's word that a disputed report is true, as a wallet signs it. */
export function defenceStatement(
  domain: { chainId: number; verifyingContract: Address },
  { cluster, period, dispute }: Pick<DisputedReport, "cluster" | "period" | "dispute">,
  reporterSet: number,
): DefenceStatement {
  const { revision, contentHash, id } = dispute;
  return defenceOf(domain, { cluster, period, revision, reporterSet, contentHash, dispute: id });
}

/** As the command line writes it (`sign-defence`). */
export function showDefenceSignature(
  { cluster, period }: Pick<DisputedReport, "cluster" | "period">,
  statement: DefenceStatement,
  { signer, signature }: ReportSignature,
): string {
  const { reporterSet } = statement.message;
  const content = { cluster, period, reporterSet, signer, signature, typedData: statement };
  return `${JSON.stringify(content, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value), 2)}\n`;
}

/** Of such a file, or of `0xACCOUNT:0xSIGNATURE`. Whether it is any good, the chain says. */
export function readDefenceSignature(text: string, name: string): ReportSignature {
  const [, account = "", bytes = ""] = /^(0x[0-9a-f]{40}):(0x(?:[0-9a-f]{2})+)$/i.exec(text.trim()) ?? [];
  const { signer, signature } = account === "" ? fieldsOf(text) : { signer: account, signature: bytes };
  if (typeof signer === "string" && isAddress(signer, { strict: false }) && isHex(signature)) {
    return { signer: getAddress(signer), signature };
  }
  throw new FlowError(
    `${name} is no signature of a defence.`,
    "It is a file of sign-defence, or 0xACCOUNT:0xSIGNATURE.",
  );
}

function fieldsOf(text: string): { signer?: unknown; signature?: unknown } {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === "object" && content !== null ? content : {};
  } catch {
    return {};
  }
}

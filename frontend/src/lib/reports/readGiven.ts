import {
  readSignature,
  readStatement,
  ReportFileError,
  reportsIn,
  type ReportSignature,
  type StatementFile,
} from "@gpu-yield-vaults/sdk/reports";
import { isAddressEqual } from "viem";
import type { Deployment } from "../config/deployment";
import { FlowError } from "../errors/explain";
import type { ReportedPlace } from "../chain/readReporting";

/** Whether a text is a report that is handed from one to the other, rather than a signature of one. */
export const isStatementText = (text: string): boolean => /"format"\s*:\s*"gpu-yield-vaults\/reports?\//.test(text);

/** A report of this vault's clusters, as it was built here or from the command line; any other is refused. */
export function readGivenStatement(
  text: string,
  name: string,
  { chainId, name: chain }: Pick<Deployment, "chainId" | "name">,
  places: readonly ReportedPlace[],
): StatementFile {
  const given = refusing(name, "is no report to be signed", "Have it built anew.", () => readStatement(text));
  const { domain } = given.statement;
  if (domain.chainId !== BigInt(chainId)) {
    throw new FlowError(
      `${name} is for chain ${domain.chainId}; this page is about ${chain}, ${chainId}.`,
      "Open the page of that chain.",
    );
  }
  for (const { cluster } of reportsIn(given.statement)) {
    const place = places.find((known) => known.cluster === cluster);
    if (!place) throw new FlowError(`${name} is about cluster ${cluster}, which is not this vault’s.`, OTHER_VAULT);
    if (!isAddressEqual(place.oracle, domain.verifyingContract)) {
      throw new FlowError(
        `${name} is for another oracle than the one that cluster ${cluster} listens to.`,
        OTHER_VAULT,
      );
    }
  }
  return given;
}

const OTHER_VAULT = "Open the page of the vault that it is about.";

/** A signature of a report: a file, or hexadecimal as wallets give it. */
export async function readGivenSignature(
  text: string,
  name: string,
  { statement }: Pick<StatementFile, "statement">,
): Promise<ReportSignature> {
  try {
    return await readSignature(text, statement);
  } catch (error) {
    throw refusal(name, "is no signature of this report", "Have this very report signed.", error);
  }
}

function refusing<T>(name: string, what: string, next: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw refusal(name, what, next, error);
  }
}

function refusal(name: string, what: string, next: string, error: unknown): unknown {
  if (!(error instanceof ReportFileError)) return error;
  const facts = error.facts.length === 0 ? "" : ` (${error.facts.join("; ")})`;
  return new FlowError(`${name} ${what}: ${error.message}${facts}.`, next);
}

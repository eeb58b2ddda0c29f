import {
  ascending,
  checkSignatures,
  type ReportSignature,
  type Statement,
  type Verdict,
} from "@gpu-yield-vaults/sdk/reports";
import type { TransactionReceipt } from "ethers";
import type { RevenueOracle } from "../../build/types/index.ts";
import { CliError } from "../lib/cliError.ts";
import { clientOf } from "../lib/clientOf.ts";
import { attachOracle } from "../lib/contracts.ts";
import { eventsIn } from "../lib/events.ts";
import { explainData, explainRevert } from "../lib/explainRevert.ts";
import { showInstant } from "../lib/instant.ts";
import { landed } from "../lib/landed.ts";
import { connect, type NodeProvider } from "../lib/rpc.ts";
import { senderOn } from "../lib/sender.ts";
import { readGivenSignature, readStatementFile, shorten } from "./files.ts";

/** Exit code while signatures are missing. */
export const NO_QUORUM = 3;

/** Submits a report, or many at once, with the signatures, once there are enough of them. */
export async function submitReport(rpc: string, file: string, given: readonly string[]): Promise<void> {
  // 1. Read.
  const { statement } = await readStatementFile(file);
  const { chainId: wanted, verifyingContract } = statement.domain;
  const signatures: ReportSignature[] = [];
  for (const name of given) signatures.push(await readGivenSignature(name, statement));
  const provider = await connect(rpc);
  try {
    const { chainId } = await provider.getNetwork();
    if (chainId !== wanted) {
      throw new CliError(`The report is for chain ${wanted}, the node is on chain ${chainId}.`, [], "check --rpc.", 2);
    }
    const { oracle } = await attachOracle(verifyingContract, provider);

    // 2. Check every signature by itself, so that a bad one is named.
    await requireQuorum(provider, statement, signatures, given);

    // 3. Submit.
    const sorted = ascending(signatures);
    const signers = sorted.map(({ signer }) => signer);
    const bytes = sorted.map(({ signature }) => signature);
    const writer = oracle.connect(await senderOn(chainId, provider));
    const receipt = await explainRevert(() =>
      landed(
        "report" in statement
          ? writer.submit(statement.report, signers, bytes)
          : writer.submitMany([...statement.reports], signers, bytes),
      ),
    );
    tellOutcome(oracle, receipt);
  } finally {
    provider.destroy();
  }
}

const FAULTS: Readonly<Record<Exclude<Verdict, "counts">, (name: string, signer: string) => CliError>> = {
  stranger: (name, signer) =>
    new CliError(
      `${name} is by ${signer}, who is no reporter.`,
      ["a signature of something else seems to be by a stranger, too"],
      "leave it out, or have this very file signed.",
    ),
  inactive: (name, signer) =>
    new CliError(`${name} is by ${signer}, whose seat is inactive.`, [
      "it has too little at stake, or has left (npm run report -- stake)",
    ]),
  false: (name, signer) =>
    new CliError(
      `${name} is not a signature of ${signer}.`,
      ["neither its key has signed this, nor does a contract there vouch for it (ERC-1271)"],
      "leave it out, or have this very file signed.",
    ),
};

async function requireQuorum(
  provider: NodeProvider,
  statement: Statement,
  signatures: readonly ReportSignature[],
  names: readonly string[],
): Promise<void> {
  const found = await explainRevert(() => checkSignatures(clientOf(provider), statement, signatures));
  for (const [index, { signer, verdict }] of found.signatures.entries()) {
    if (verdict !== "counts") throw FAULTS[verdict](shorten(names[index] ?? ""), signer);
  }
  const { isEnough, threshold, missing, reporterSet, isOfThisSet } = found;
  if (isEnough) return;
  if (!isOfThisSet) {
    const facts = [`the reporter set is ${reporterSet} now`];
    throw new CliError("The report was signed for another reporter set.", facts, "build it anew, and sign it anew.");
  }
  const there = ascending(signatures).length;
  const count = threshold - there;
  throw new CliError(
    `${there} of ${threshold} signatures are there; ${count} more ${count === 1 ? "is" : "are"} needed.`,
    missing.map((member) => `not signed: ${member}`),
    "hand them the report file, and add their signatures.",
    NO_QUORUM,
  );
}

/** Every report that was admitted, and those that were not, with the reason. */
function tellOutcome(oracle: RevenueOracle, { logs }: TransactionReceipt): void {
  const admitted = eventsIn(oracle, oracle.filters.ReportSubmitted, logs);
  const skipped = eventsIn(oracle, oracle.filters.ReportSkipped, logs);
  if (admitted.length + skipped.length === 0) throw new Error("the oracle did not log a report");
  for (const { cluster, period, finalAt, longWindow } of admitted) {
    process.stdout.write(
      `period ${period} of cluster ${cluster} submitted; final at ` +
        `${showInstant(Number(finalAt))}${longWindow ? " (long window)" : ""}\n`,
    );
  }
  if (skipped.length === 0) return;
  const facts = skipped.map(({ cluster, period, reason }) => {
    const { what, detail } = explainData(reason);
    return `period ${period} of cluster ${cluster}: ${what} ${detail}`;
  });
  throw new CliError(
    `${skipped.length} of ${admitted.length + skipped.length} reports were skipped.`,
    facts,
    "build those anew; the others are admitted.",
  );
}

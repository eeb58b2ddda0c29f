import { recoverAddress, type Provider, type TransactionReceipt } from "ethers";
import { CliError } from "../lib/cliError.ts";
import type { RevenueOracle } from "../../build/types/index.ts";
import { attachOracle } from "../lib/contracts.ts";
import { eventsIn } from "../lib/events.ts";
import { explainData, explainRevert } from "../lib/explainRevert.ts";
import { showInstant } from "../lib/instant.ts";
import { connect } from "../lib/rpc.ts";
import { senderOn } from "../lib/sender.ts";
import { readSignature, readStatement, type SignatureFile } from "./files.ts";

/** Exit code while signatures are missing. */
export const NO_QUORUM = 3;

/** Submits a report, or many at once, with the signatures, once there are enough of them. */
export async function submitReport(rpc: string, file: string, signatureFiles: readonly string[]): Promise<void> {
  const content = await readStatement(file);
  const { domain, digest } = content;
  const provider = await connect(rpc);
  try {
    // 1. Read.
    const { chainId } = await provider.getNetwork();
    if (chainId !== domain.chainId) {
      throw new CliError(`The report is for chain ${domain.chainId}, the node is on chain ${chainId}.`);
    }
    const { oracle, quorum } = await attachOracle(domain.verifyingContract, provider);
    const members = new Set(await quorum.reporters());
    const active = await quorum.activeSeats();
    const inactive = new Set([...members].filter((_, seat) => ((active >> BigInt(seat)) & 1n) === 0n));
    const needed = Number(await quorum.threshold());

    // 2. Check every signature by itself, so that a bad one is named.
    const bySigner = new Map<string, SignatureFile>();
    for (const name of signatureFiles) {
      const given = await readSignature(name);
      if (given.digest !== digest)
        throw new CliError(`${name} signs another report.`, [`it signs ${given.digest}`, `this is ${digest}`]);
      if (!members.has(given.signer)) throw new CliError(`${name} is by ${given.signer}, who is no reporter.`);
      if (inactive.has(given.signer)) {
        throw new CliError(`${name} is by ${given.signer}, whose seat is inactive.`, [
          "it has too little at stake, or has left (npm run report -- stake)",
        ]);
      }
      await requireGenuine(provider, given, name);
      bySigner.set(given.signer, given);
    }
    if (bySigner.size < needed) {
      const missing = [...members].filter((member) => !bySigner.has(member)).map((member) => `not signed: ${member}`);
      const count = needed - bySigner.size;
      throw new CliError(
        `${bySigner.size} of ${needed} signatures are there; ${count} more ${count === 1 ? "is" : "are"} needed.`,
        missing,
        "hand them the report file, and add their signature files.",
        NO_QUORUM,
      );
    }

    // 3. Submit.
    const ascending = [...bySigner.values()].sort((a, b) => (BigInt(a.signer) < BigInt(b.signer) ? -1 : 1));
    const sender = await senderOn(chainId, provider);
    const signers = ascending.map(({ signer }) => signer);
    const signatures = ascending.map(({ signature }) => signature);
    const receipt = await explainRevert(async () => {
      const writer = oracle.connect(sender);
      const response = await ("report" in content
        ? writer.submit(content.report, signers, signatures)
        : writer.submitMany([...content.reports], signers, signatures));
      return response.wait();
    });
    tellOutcome(oracle, receipt);
  } finally {
    provider.destroy();
  }
}

/** Every report that was admitted, and those that were not, with the reason. */
function tellOutcome(oracle: RevenueOracle, receipt: TransactionReceipt | null): void {
  const logs = receipt?.logs ?? [];
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

/** An account's signature must recover to it; a contract judges its own on chain. */
async function requireGenuine(
  provider: Provider,
  { digest, signer, signature }: SignatureFile,
  file: string,
): Promise<void> {
  if ((await provider.getCode(signer)) !== "0x") return;
  let recovered: string;
  try {
    recovered = recoverAddress(digest, signature);
  } catch {
    recovered = "nobody";
  }
  if (recovered !== signer)
    throw new CliError(`${file} is not a signature of ${signer}.`, [`it recovers to ${recovered}`]);
}

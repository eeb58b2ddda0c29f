import { defenceOf, lookThrough, milestoneOf, readUnits, type Look } from "@gpu-yield-vaults/sdk/actions";
import { milestoneWord } from "@gpu-yield-vaults/sdk/errors";
import { parseParts, type InputContext } from "@gpu-yield-vaults/sdk/inputs";
import { sayIn } from "@gpu-yield-vaults/sdk/text";
import type { Address, Hex } from "viem";
import { CliError } from "../lib/cliError.ts";
import { clientOf } from "../lib/clientOf.ts";
import { requireWritable, writeWhole } from "../lib/outFile.ts";
import { connect } from "../lib/rpc.ts";
import { actorOn } from "./parties.ts";
import { findAddresses, type Where } from "./find.ts";
import { notFound } from "./perform.ts";
import { taken } from "./taken.ts";
import { toJson } from "./tell.ts";

type OfSigning = Where & { rpc: string; cluster: string; out: string };
type Statement = ReturnType<typeof defenceOf> | ReturnType<typeof milestoneOf>;
type Prepared = { statement: Statement; words: string; beside: object };
type Prepare = (domain: { chainId: number }, look: Look, by: InputContext) => Promise<Prepared>;

/** Signs that a disputed report is true. */
export async function signDefence(given: OfSigning & { period: string }): Promise<void> {
  await sign(given, async ({ chainId }, look, by) => {
    const { disputes } = by.addresses;
    if (disputes === undefined) throw notFound("disputes");
    const { cluster, period } = read(by, { cluster: given.cluster, period: given.period });
    const dispute = (await look("disputes", "disputeOf", [cluster, period])) as {
      id: bigint;
      revision: number;
      contentHash: Hex;
    };
    if (dispute.id === 0n) throw new CliError(`The report of period ${period} of cluster ${cluster} is not disputed.`);
    const reporterSet = Number(await look("quorum", "version"));
    const { id, revision, contentHash } = dispute;
    const word = { cluster: BigInt(cluster), period: Number(period), revision, reporterSet, contentHash, dispute: id };
    return {
      statement: defenceOf({ chainId, verifyingContract: disputes as Address }, word),
      words: `The report of period ${period} of cluster ${cluster}, ${contentHash}, is true.`,
      beside: { cluster, period, reporterSet },
    };
  });
}

type OfMilestone = OfSigning & { milestone: string; reachedAt: string; evidenceRoot: string };

/** Signs that a cluster has reached a milestone. */
export async function signMilestone(given: OfMilestone): Promise<void> {
  await sign(given, async ({ chainId }, look, by) => {
    const { cluster, milestone, reachedAt, evidenceRoot } = read(by, {
      cluster: given.cluster,
      milestone: given.milestone,
      reachedAt: given.reachedAt,
      evidenceRoot: given.evidenceRoot,
    });
    const reporterSet = Number(await look("quorum", "version"));
    const { version } = (await look("registry", "hardware", [cluster])) as { version: number };
    const facts = { cluster: BigInt(cluster), milestone: Number(milestone), reporterSet, clusterVersion: version };
    const root = String(evidenceRoot) as Hex;
    const contract = by.addresses.drawEscrow as Address;
    const statement = { ...facts, at: Number(reachedAt), evidenceRoot: root };
    return {
      statement: milestoneOf({ chainId, verifyingContract: contract }, statement),
      words: `Cluster ${cluster} was ${milestoneWord(Number(milestone))} at second ${reachedAt}.`,
      beside: {
        attestation: { ...facts, milestone: given.milestone, reachedAt: `${reachedAt}`, evidenceRoot: root },
      },
    };
  });
}

const KINDS = {
  cluster: ["cluster", "uint256"],
  period: ["number", "uint32"],
  milestone: ["milestone", "uint8"],
  reachedAt: ["moment", "uint40"],
  evidenceRoot: ["hash", "bytes32"],
} as const;

/** Values of options by the kinds that the table has them under. */
function read<Name extends keyof typeof KINDS>(
  by: InputContext,
  given: Readonly<Record<Name, string>>,
): Record<Name, bigint | number | string> {
  const entries = (Object.keys(given) as Name[]).map((name) => {
    const [kind, type] = KINDS[name];
    return [name, taken(() => parseParts(`--${name}`, kind, given[name], { name, type }, by))] as const;
  });
  return Object.fromEntries(entries) as Record<Name, bigint | number | string>;
}

async function sign({ rpc, out, ...where }: OfSigning, prepare: Prepare): Promise<void> {
  await requireWritable(out);
  const provider = await connect(rpc);
  try {
    const { chainId } = await provider.getNetwork();
    const client = clientOf(provider);
    const addresses = await findAddresses(client, where);
    const look = lookThrough(client, addresses);
    const units = await readUnits(look);
    const signer = await actorOn("reporter", chainId, provider);
    const sender = await signer.getAddress();
    const by = { units, addresses, sender };
    const { statement, words, beside } = await prepare({ chainId: Number(chainId) }, look, by);
    process.stderr.write(`${words}\n  signed by ${sayIn(units, addresses).account(sender)}\n`);
    const { domain, types, message } = statement;
    const signature = await signer.signTypedData(domain, types as never, message);
    await writeWhole(out, toJson({ ...beside, signer: sender, signature, typedData: statement }));
    process.stdout.write(`written ${out}\n`);
  } finally {
    provider.destroy();
  }
}

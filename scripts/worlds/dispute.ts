import { evidenceRoot, reportDomain } from "@gpu-yield-vaults/sdk/reports";
import { encodeBytes32String, id, toUtf8Bytes } from "ethers";
import { LOCAL_CHAIN_ID } from "../../deploy/parameters.ts";
import { sameAgain } from "../dev/sameAgain.ts";
import { localActor } from "../lib/localAccounts.ts";
import { signLocally } from "../lib/signLocally.ts";
import type { ChainContext } from "../replay/setUp.ts";
import { fund } from "../replay/runContext.ts";
import { healthy } from "./healthy.ts";
import type { World } from "./world.ts";

const CLUSTER = 1n;

/** The healthy world, but that its last report says a fifth more rent than there was; somebody has challenged it. */
export const dispute: World = {
  what: "a report that states a fifth more rent than there was, challenged and not answered yet",
  look: [
    "/ and /operator/ show the period as disputed: nothing settles in between.",
    "`npm run due` with the printed --directory says until when the reporters may answer, and by which command.",
  ],
  vaults: healthy.vaults,
  isLively: false,
  staging: { takes: 0, stage: challengeNext },
};

async function challengeNext(context: ChainContext): Promise<void> {
  const { chain, contracts } = context;
  const { oracle, quorum, disputes, escrow } = contracts;
  const operator = localActor("operator").address;
  const challenger = localActor("secondDepositor").address;
  const honest = await sameAgain(oracle, CLUSTER);
  const report = {
    ...honest,
    gross: (honest.gross * 6n) / 5n,
    evidenceRoot: evidenceRoot([toUtf8Bytes("a false invoice")]),
  };
  const at = Math.max(report.end, await chain.now());

  const domain = reportDomain(BigInt(LOCAL_CHAIN_ID), await oracle.getAddress());
  const { signers, signatures } = await signLocally({ domain, report }, Number(await quorum.threshold()));
  await chain.send(operator, at, await oracle.submit.populateTransaction(report, signers, signatures));
  await fund(context, at, challenger, escrow, await disputes.challengeBondOf(CLUSTER, report.period));
  const { period, revision } = report;
  const field = encodeBytes32String("gross");
  await chain.send(
    challenger,
    at,
    await disputes.challenge.populateTransaction(CLUSTER, period, revision, field, id("the invoices of the period")),
  );
}

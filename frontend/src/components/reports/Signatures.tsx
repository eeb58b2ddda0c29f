"use client";

import { showSignature, type RevenueReport, type Statement, type Verdict } from "@gpu-yield-vaults/sdk/reports";
import { isAddressEqual } from "viem";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { useSignatureCheck } from "@/hooks/useSignatureCheck";
import type { StatementOnTheWay, useStatement } from "@/hooks/useStatement";
import { useWallet } from "@/hooks/useWallet";
import type { FacilityView } from "@/lib/chain/readFacilities";
import type { ReportingView } from "@/lib/chain/readReporting";
import { saveFile } from "@/lib/files/saveFile";
import { correctFlow } from "@/lib/flows/disputeFlows";
import { submitReportFlow } from "@/lib/flows/submitReportFlow";
import { ActButton } from "../shell/ActButton";
import { AddressText } from "../ui/AddressText";
import { Awaited } from "../ui/Awaited";
import { Badge, type BadgeTone } from "../ui/Badge";
import { Button } from "../ui/Button";
import { PasteSignature } from "./PasteSignature";

const VERDICTS: Readonly<Record<Verdict, { tone: BadgeTone; words: string }>> = {
  counts: { tone: "good", words: "counts" },
  stranger: { tone: "bad", words: "by no reporter, or of something else" },
  inactive: { tone: "bad", words: "its seat has no stake, or has left" },
  false: { tone: "bad", words: "not its signature" },
};

type SignaturesProps = {
  writing: ReturnType<typeof useStatement>;
  statement: StatementOnTheWay;
  facilities: readonly FacilityView[];
  reporting: ReportingView | undefined;
};

/** Whose signatures are there, each judged by the chain; one's own; and what is done once there are enough. */
export function Signatures({ writing, statement, facilities, reporting }: SignaturesProps) {
  const { deployment } = useProtocol();
  const { labels, tokens } = useChain();
  const wallet = useWallet();
  const startFlow = useFlow();
  const check = useSignatureCheck(statement);
  const { content, signatures, refusal } = statement;
  const found = check.data;
  const quorum = reporting?.quorums.get(content.statement.domain.verifyingContract.toLowerCase());
  const own = wallet.status === "ready" ? wallet.address : undefined;
  const isReporter = quorum?.reporters.some((reporter) => own !== undefined && isAddressEqual(reporter, own));
  const answered = answeredBy(content.statement, reporting);
  const counted = found?.signatures.filter(({ verdict }) => verdict === "counts").length;
  const missing = found && counted !== undefined ? found.threshold - counted : undefined;

  return (
    <section aria-label="Signatures" className="space-y-4 border-t pt-5">
      {!found ? (
        <Awaited error={check.error} what="Whose signatures count" className="h-10" />
      ) : (
        <>
          <p className="text-sm font-medium" data-testid="signature-count">
            {`${counted} of ${found.threshold} signatures are there`}
          </p>
          {!found.isOfThisSet && (
            <p className="text-sm text-warn-ink">
              {`The reporter set is ${found.reporterSet} now: build the report anew, and sign it anew.`}
            </p>
          )}
          <ul className="space-y-1.5 text-sm">
            {found.signatures.map(({ signer, verdict }) => (
              <li key={signer} className="flex flex-wrap items-center gap-2">
                <AddressText address={signer} label={labels.get(signer.toLowerCase())} />
                <Badge tone={VERDICTS[verdict].tone}>{VERDICTS[verdict].words}</Badge>
              </li>
            ))}
            {found.missing.map((reporter) => (
              <li key={reporter} className="flex flex-wrap items-center gap-2 text-faint">
                <AddressText address={reporter} label={labels.get(reporter.toLowerCase())} />
                has not signed
              </li>
            ))}
          </ul>
        </>
      )}
      <PasteSignature placeholder="0x… or 0xACCOUNT:0x…" onPaste={(file) => writing.receive([file])} />
      <div className="flex flex-wrap gap-2">
        <ActButton
          look={found?.isEnough ? "secondary" : "primary"}
          reason={
            refusal
              ? "The oracle would refuse it"
              : isReporter === false
                ? "For reporters"
                : writing.isSigning
                  ? "Waiting for your wallet…"
                  : undefined
          }
          onAct={() => void writing.sign(statement)}
        >
          Sign it
        </ActButton>
        <ActButton
          look={found?.isEnough ? "primary" : "secondary"}
          reason={
            found?.isEnough
              ? undefined
              : missing === undefined
                ? "Whose signatures count is not known yet"
                : missing <= 0
                  ? "It was signed for another reporter set"
                  : `${missing} more ${missing === 1 ? "signature is" : "signatures are"} needed`
          }
          onAct={() => {
            const counting = found?.signatures.filter(({ verdict }) => verdict === "counts") ?? [];
            const names = new Map(facilities.map(({ cluster, name }) => [cluster, name]));
            const given = { statement: content.statement, signatures: counting, asset: tokens.asset, names };
            const { disputes } = deployment.contracts;
            startFlow(
              answered ? correctFlow({ ...given, disputes, report: answered }) : submitReportFlow(given),
              writing.drop,
            );
          }}
        >
          {answered ? "Answer the dispute by it" : "Submit it"}
        </ActButton>
        {signatures
          .filter(({ signer }) => own !== undefined && isAddressEqual(signer, own))
          .map((signature) => (
            <Button
              key={signature.signer}
              look="quiet"
              onClick={() => saveFile("signature.json", showSignature(content.statement, signature))}
            >
              Save my signature
            </Button>
          ))}
      </div>
    </section>
  );
}

/** The report that answers a dispute, if it is one: it goes to where it is disputed, and ends that. */
function answeredBy(statement: Statement, reporting: ReportingView | undefined): RevenueReport | undefined {
  if (!("report" in statement)) return undefined;
  const { report } = statement;
  const standing = reporting?.pending.get(report.cluster)?.find(({ period }) => period === report.period);
  return standing?.status === "disputed" && standing.dispute?.status === "open" ? report : undefined;
}

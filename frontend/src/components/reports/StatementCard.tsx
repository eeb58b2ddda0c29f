"use client";

import { describeReport, reportsIn, showStatement } from "@gpu-yield-vaults/sdk/reports";
import { Download, Link2 } from "lucide-react";
import { useState } from "react";
import { useChain } from "@/hooks/useChain";
import type { useStatement } from "@/hooks/useStatement";
import type { FacilityView } from "@/lib/chain/readFacilities";
import type { ReportingView } from "@/lib/chain/readReporting";
import { saveFile } from "@/lib/files/saveFile";
import { reportLink } from "@/lib/reports/reportLink";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Notice } from "../ui/Notice";
import { BoundsTable } from "./BoundsTable";
import { Signatures } from "./Signatures";
import { StatementWords } from "./StatementWords";

type StatementCardProps = {
  writing: ReturnType<typeof useStatement>;
  facilities: readonly FacilityView[];
  reporting: ReportingView | undefined;
};

/** What is about to be signed, in words; its bounds; whose signatures are there; and the way to the oracle. */
export function StatementCard({ writing, facilities, reporting }: StatementCardProps) {
  const { tokens } = useChain();
  const [isCopied, setCopied] = useState(false);
  const { statement, failure } = writing;
  const problem = failure && (
    <Notice tone={failure.kind === "rejected" ? "info" : "bad"} live title={failure.what} testId="statement-error">
      {failure.next}
    </Notice>
  );
  if (!statement) {
    return (
      <Card title="The statement" caption="What reporters sign, in words, before they sign it">
        <div className="space-y-4">
          {problem}
          <p className="py-10 text-center text-sm text-faint">
            Drop telemetry to make a report; or take up one that somebody else has made, by its file or its link.
          </p>
        </div>
      </Card>
    );
  }
  const { content, checks, refusal } = statement;
  const { assetDecimals, digest } = content;
  const { domain } = content.statement;
  const reports = reportsIn(content.statement);
  const text = showStatement(content.statement, assetDecimals);
  const copyLink = async (): Promise<void> => {
    await navigator.clipboard.writeText(reportLink(window.location.href, text, statement.signatures));
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <Card
      title="The statement"
      caption={
        <span className="break-all">{`For the oracle ${domain.verifyingContract} on chain ${domain.chainId}`}</span>
      }
      aside={
        <Button look="quiet" size="small" onClick={writing.drop}>
          Put it away
        </Button>
      }
    >
      <div className="space-y-5">
        {problem}
        {refusal && (
          <Notice tone="bad" live title={refusal.what} testId="statement-refused">
            {`The oracle would refuse it. ${refusal.next}`}
          </Notice>
        )}
        {reports.map((report, index) => (
          <section key={`${report.cluster}-${report.period}`} aria-label={`Report of cluster ${report.cluster}`}>
            <h3 className="mb-2 text-sm font-medium">
              {facilities.find(({ cluster }) => cluster === report.cluster)?.name}
            </h3>
            <StatementWords facts={describeReport(report, assetDecimals, tokens.asset.symbol)} />
            {checks?.[index] && <BoundsTable checks={checks[index]} asset={tokens.asset} />}
          </section>
        ))}
        <p className="text-[0.8125rem] break-all text-faint">
          Digest <span className="font-mono">{digest}</span>
        </p>
        <div className="flex flex-wrap gap-2">
          <Button look="secondary" size="small" onClick={() => saveFile("report.json", text)}>
            <Download aria-hidden className="size-4" />
            Save the report
          </Button>
          <Button look="secondary" size="small" onClick={() => void copyLink()}>
            <Link2 aria-hidden className="size-4" />
            {isCopied ? "Copied" : "Copy a link with its signatures"}
          </Button>
        </div>
        <Signatures writing={writing} statement={statement} facilities={facilities} reporting={reporting} />
      </div>
    </Card>
  );
}

"use client";

import { useFlow } from "@/hooks/useFlow";
import { useDefence } from "@/hooks/useDefence";
import { useProtocol } from "@/hooks/useProtocol";
import { saveFile } from "@/lib/files/saveFile";
import { defendFlow } from "@/lib/flows/disputeFlows";
import { ActButton } from "../shell/ActButton";
import { Button } from "../ui/Button";
import { Details } from "../ui/Details";
import { FileDrop } from "../ui/FileDrop";
import { Notice } from "../ui/Notice";
import { PasteSignature } from "../reports/PasteSignature";
import type { DisputeProps } from "./Dispute";

/** The reporters' answer that their report is true: signed by a quorum, brought by anyone. */
export function Defend({ facility, disputed, quorum }: DisputeProps) {
  const { deployment } = useProtocol();
  const startFlow = useFlow();
  const defence = useDefence(disputed, quorum);
  if (!quorum) return undefined;
  const { signatures, counted, failure, isSigning } = defence;
  const { cluster, period, dispute } = disputed;
  const missing = quorum.threshold - counted;
  return (
    <Details title="Answer as reporters" note="defend it, or correct it by a report of the next revision below">
      <div className="space-y-4">
        <p className="text-sm">
          {`Signed: period ${period}, revision ${dispute.revision}, is true (dispute ${dispute.id}).`}{" "}
          <span className="font-medium" data-testid="defence-count">
            {`${counted} of ${quorum.threshold} signatures are there`}
          </span>
        </p>
        {failure && (
          <Notice tone={failure.kind === "rejected" ? "info" : "bad"} live title={failure.what} testId="defence-error">
            {failure.next}
          </Notice>
        )}
        <FileDrop
          label="Signatures of the others"
          multiple
          hint="As the command line or this page writes them"
          onFiles={(files) =>
            void Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() }))).then(
              defence.receive,
            )
          }
        />
        <PasteSignature placeholder="0xACCOUNT:0x…" onPaste={(file) => defence.receive([file])} />
        <div className="flex flex-wrap gap-2">
          <ActButton
            look={missing > 0 ? "primary" : "secondary"}
            reason={isSigning ? "Waiting for your wallet…" : undefined}
            onAct={() => void defence.sign()}
          >
            Sign that it is true
          </ActButton>
          <ActButton
            look={missing > 0 ? "secondary" : "primary"}
            reason={
              missing > 0 ? `${missing} more ${missing === 1 ? "signature is" : "signatures are"} needed` : undefined
            }
            onAct={() =>
              startFlow(
                defendFlow({
                  disputes: deployment.contracts.disputes,
                  cluster,
                  clusterName: facility.name,
                  period,
                  reporterSet: quorum.reporterSet,
                  signatures,
                }),
              )
            }
          >
            Defend it
          </ActButton>
          {defence.own && (
            <Button look="quiet" onClick={() => saveFile("defence.json", defence.showOwn())}>
              Save my signature
            </Button>
          )}
        </div>
      </div>
    </Details>
  );
}

"use client";

import {
  ascending,
  judgeReport,
  reportsIn,
  signedReport,
  signStatement,
  type BoundCheck,
  type ReportSignature,
  type StatementFile,
} from "@gpu-yield-vaults/sdk/reports";
import { useState } from "react";
import { useConfig } from "wagmi";
import { getWalletClient } from "wagmi/actions";
import type { ReportedPlace } from "@/lib/chain/readReporting";
import { explain, FlowError, type Explanation } from "@/lib/errors/explain";
import { boundsOf } from "@/lib/reports/boundsOf";
import { isStatementText, readGivenSignature, readGivenStatement } from "@/lib/reports/readGiven";
import { recordSigning } from "@/lib/reports/signedStore";
import { useChain } from "./useChain";
import { useProtocol } from "./useProtocol";

/** A report on its way to a quorum, and whose signatures are there. */
export type StatementOnTheWay = {
  content: StatementFile;
  /** Bounds of each report, in the statement's order; absent while they are being reckoned. */
  checks?: readonly (readonly BoundCheck[])[];
  /** Why the oracle would refuse it, as far as it has been asked. */
  refusal?: Explanation;
  signatures: readonly ReportSignature[];
};

/** A statement: taken up, signed, completed with others' signatures. */
export function useStatement(places: readonly ReportedPlace[]) {
  const { deployment, read } = useProtocol();
  const { say } = useChain();
  const config = useConfig();
  const [statement, setStatement] = useState<StatementOnTheWay>();
  const [failure, setFailure] = useState<Explanation>();
  const [isSigning, setSigning] = useState(false);

  /** Whatever goes wrong is told, and changes nothing. */
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    setFailure(undefined);
    try {
      await act();
    } catch (error) {
      setFailure(explain(error, say));
    }
  };

  const change = (of: StatementFile, next: (now: StatementOnTheWay) => StatementOnTheWay): void =>
    setStatement((now) => (now?.content.digest === of.digest ? next(now) : now));

  const take = (content: StatementFile, signatures: readonly ReportSignature[] = []): void => {
    setFailure(undefined);
    setStatement({ content, signatures });
    const { domain } = content.statement;
    const reports = reportsIn(content.statement);
    void Promise.all(reports.map((report) => boundsOf(read, domain.verifyingContract, report)))
      .then((checks) => change(content, (now) => ({ ...now, checks })))
      .catch((error: unknown) => change(content, (now) => ({ ...now, refusal: explain(error, say) })));
    void Promise.all(reports.map((report) => judgeReport(read.client, domain.verifyingContract, report))).catch(
      (error: unknown) => change(content, (now) => ({ ...now, refusal: explain(error, say) })),
    );
  };

  const addSignature = async (of: StatementFile, text: string, name: string): Promise<void> => {
    const signature = await readGivenSignature(text, name, of);
    change(of, (now) => ({ ...now, signatures: ascending([...now.signatures, signature]) }));
  };

  return {
    statement,
    failure,
    isSigning,
    take,
    drop: () => setStatement(undefined),

    /** A report's file or text, and signatures of it or of the one that is there. */
    receive: (given: readonly { name: string; text: string }[]) =>
      attempt(async () => {
        let content = statement?.content;
        for (const { name, text } of given.filter((file) => isStatementText(file.text))) {
          content = readGivenStatement(text, name, deployment, places);
          take(content);
        }
        for (const { name, text } of given.filter((file) => !isStatementText(file.text))) {
          if (!content) throw new FlowError(`${name} is no report.`, "Take up the report first, then its signatures.");
          await addSignature(content, text, name);
        }
      }),

    /** By the connected wallet; what it signs is written down first. */
    sign: ({ content }: Pick<StatementOnTheWay, "content">) =>
      attempt(async () => {
        setSigning(true);
        try {
          const wallet = await getWalletClient(config, { chainId: deployment.chainId });
          const { domain } = content.statement;
          const signed = reportsIn(content.statement).map((report) =>
            signedReport(wallet.account.address, domain, report),
          );
          const contradiction = recordSigning(window.localStorage, signed);
          if (contradiction) throw contradicted(contradiction.report.period, contradiction.free);
          const signature = await signStatement(content.statement, wallet);
          change(content, (now) => ({ ...now, signatures: ascending([...now.signatures, signature]) }));
        } finally {
          setSigning(false);
        }
      }),
  };
}

const contradicted = (period: number, free: number): FlowError =>
  new FlowError(
    `You have signed another content of this revision of period ${period} in this browser.`,
    `Who signs two can be ejected by anyone who shows both. Build it as revision ${free}; it takes the long window.`,
  );

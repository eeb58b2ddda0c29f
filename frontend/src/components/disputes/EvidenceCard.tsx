"use client";

import { evidenceProof, isProven, readProof, showProof, type EvidenceProof } from "@gpu-yield-vaults/sdk/reports";
import { useState } from "react";
import { keccak256, type Hex } from "viem";
import { saveFile } from "@/lib/files/saveFile";
import type { Submission } from "@/lib/reports/submissions";
import { Awaited } from "../ui/Awaited";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Choice } from "../ui/Choice";
import { FileDrop } from "../ui/FileDrop";
import { Notice } from "../ui/Notice";

type EvidenceCardProps = {
  clusterName: string;
  /** What was submitted of the cluster; absent while history is not known. */
  submissions: readonly Submission[] | undefined;
  historyError: Error | null;
};

type Piece = { name: string; hash: Hex; bytes: Uint8Array };

const keyOf = ({ report }: Submission): string => `${report.period}.${report.revision}`;

const nameOf = ({ report: { period, revision } }: Submission): string =>
  revision > 0 ? `Period ${period}, revision ${revision}` : `Period ${period}`;

/** Whether a file is under a report's evidence root: by a proof of it, or by all the files there are. */
export function EvidenceCard({ clusterName, submissions, historyError }: EvidenceCardProps) {
  const [chosen, setChosen] = useState("");
  const [piece, setPiece] = useState<Piece>();
  const [proof, setProof] = useState<EvidenceProof>();
  const [problem, setProblem] = useState<string>();

  const newest = submissions?.toReversed() ?? [];
  const submission = newest.find((each) => keyOf(each) === chosen) ?? newest[0];
  const takePiece = async ([file]: readonly File[]): Promise<void> => {
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    setPiece({ name: file.name, bytes, hash: keccak256(bytes) });
    setProof(undefined);
    setProblem(undefined);
  };
  const takeProof = async (files: readonly File[]): Promise<void> => {
    if (!piece) return;
    setProblem(undefined);
    try {
      const [first] = files;
      const isProofFile = files.length === 1 && first !== undefined && /\.json$/i.test(first.name);
      const pieces = await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())));
      const found = isProofFile ? readProof(await first.text()) : evidenceProof(piece.bytes, pieces);
      setProof(found);
      if (!found) setProblem(`${piece.name} is none of those ${files.length} files.`);
      else if (found.pieceHash !== piece.hash) setProblem(`The proof is of another file than ${piece.name}.`);
    } catch (error) {
      setProof(undefined);
      setProblem(`That is no proof: ${error instanceof Error ? error.message : String(error)}.`);
    }
  };

  return (
    <Card title="Evidence" caption={`Whether a file is one of those that a report of ${clusterName} stands on`}>
      {!submissions ? (
        <Awaited error={historyError} what="What was reported" className="h-24" />
      ) : !submission ? (
        <p className="py-6 text-center text-sm text-faint">Nothing has been reported yet.</p>
      ) : (
        <div className="space-y-4">
          <Choice
            label="Report"
            value={keyOf(submission)}
            options={newest.map((each) => ({
              value: keyOf(each),
              label: nameOf(each),
            }))}
            onChange={setChosen}
          />
          <FileDrop
            label="The file"
            hint={piece ? `${piece.name}, ${piece.hash}` : "An invoice, a meter’s reading: it stays in this browser"}
            onFiles={(files) => void takePiece(files)}
          />
          {piece && (
            <FileDrop
              label="A proof of it, or all files of the evidence"
              multiple
              hint="A proof is JSON, as the command line writes it; the file itself is among all files"
              onFiles={(files) => void takeProof(files)}
            />
          )}
          {piece && <Result piece={piece} proof={proof} problem={problem} root={submission.report.evidenceRoot} />}
        </div>
      )}
    </Card>
  );
}

type ResultProps = { piece: Piece; proof: EvidenceProof | undefined; problem: string | undefined; root: Hex };

/** Yes or no, with the root and the leaf; a file alone may be all of the evidence. */
function Result({ piece, proof, problem, root }: ResultProps) {
  const alone = evidenceProof(piece.bytes, [piece.bytes]);
  const used = proof ?? (alone?.root === root ? alone : undefined);
  if (problem !== undefined) return <Notice tone="bad" live title={problem} testId="evidence-result" />;
  if (!used) {
    return (
      <Notice testId="evidence-result" live title="It is not all of the evidence">
        Add a proof of it, or all files of the evidence.
      </Notice>
    );
  }
  const isUnder = used.pieceHash === piece.hash && isProven({ ...used, root });
  return (
    <Notice
      tone={isUnder ? "info" : "bad"}
      live
      testId="evidence-result"
      title={
        isUnder ? `Yes: ${piece.name} is under the report’s root` : `No: ${piece.name} is not under the report’s root`
      }
      action={
        isUnder && (
          <Button look="secondary" size="small" onClick={() => saveFile("proof.json", showProof(used))}>
            Save the proof
          </Button>
        )
      }
    >
      <span className="block break-all">Root {root}</span>
      <span className="block break-all">Hash of the file {piece.hash}</span>
      <span className="block break-all">Leaf {keccak256(piece.hash)}</span>
    </Notice>
  );
}

"use client";

import type { ReportView } from "@gpu-yield-vaults/sdk/read";
import type { StatementFile } from "@gpu-yield-vaults/sdk/reports";
import { useRef, useState } from "react";
import { useChain } from "@/hooks/useChain";
import { useProtocol } from "@/hooks/useProtocol";
import type { FacilityView } from "@/lib/chain/readFacilities";
import { explain, type Explanation } from "@/lib/errors/explain";
import type { CheckedTelemetry } from "@/lib/reports/checkTelemetry";
import { Card } from "../ui/Card";
import { Choice } from "../ui/Choice";
import { FileDrop } from "../ui/FileDrop";
import { Notice } from "../ui/Notice";
import { RowChecks } from "./RowChecks";

type TelemetryCardProps = {
  facilities: readonly FacilityView[];
  facility: FacilityView;
  /** Its reports that are not final. */
  pending: readonly ReportView[];
  onChoose: (cluster: bigint) => void;
  onBuilt: (content: StatementFile) => void;
  /** Reports and signatures among what was dropped. */
  onFiles: (files: readonly { name: string; text: string }[]) => void;
};

const NEXT = "next";

/** What a report is to be made of, and for which period. */
type Wish = { which: string; revision: string; evidence: readonly File[] };

/** Telemetry, held row by row against what the chain would refuse, and made a report. */
export function TelemetryCard({ facilities, facility, pending, onChoose, onBuilt, onFiles }: TelemetryCardProps) {
  const { read } = useProtocol();
  const { say } = useChain();
  const [which, setWhich] = useState(NEXT);
  const [revision, setRevision] = useState("");
  const [evidence, setEvidence] = useState<readonly File[]>([]);
  const [table, setTable] = useState<File>();
  const [checked, setChecked] = useState<CheckedTelemetry>();
  const [failure, setFailure] = useState<Explanation>();
  const [isReading, setReading] = useState(false);
  const turn = useRef(0);
  const correctable = pending.filter(({ status }) => status === "pending" || status === "disputed");

  /** Held against the chain anew, whenever the file, its evidence, or what it is for has changed. */
  const check = async (file: File | undefined, changes: Partial<Wish> = {}): Promise<void> => {
    const wish: Wish = { which, revision, evidence, ...changes };
    if (!file) return;
    setTable(file);
    const own = ++turn.current;
    setChecked(undefined);
    setFailure(undefined);
    setReading(true);
    try {
      // What reads CSV is loaded when there is some.
      const { checkTelemetry } = await import("@/lib/reports/checkTelemetry");
      const bytes = async (one: File) => new Uint8Array(await one.arrayBuffer());
      const result = await checkTelemetry(read, {
        oracle: facility.oracle,
        cluster: facility.cluster,
        pending: wish.which === NEXT ? undefined : Number(wish.which),
        revision: wish.revision === "" ? undefined : Number(wish.revision),
        file: file.name,
        content: await bytes(file),
        evidence: await Promise.all(wish.evidence.map(bytes)),
      });
      if (own !== turn.current) return;
      setChecked(result);
      if (result.built) onBuilt(result.built);
    } catch (error) {
      if (own === turn.current) setFailure(explain(error, say));
    } finally {
      if (own === turn.current) setReading(false);
    }
  };

  const receive = async (files: readonly File[]): Promise<void> => {
    const isTable = ({ name }: File) => !/\.(json|txt|sig)$/i.test(name);
    const [table] = files.filter(isTable);
    if (table) await check(table);
    const others = files.filter((file) => !isTable(file));
    if (others.length > 0) {
      onFiles(await Promise.all(others.map(async (file) => ({ name: file.name, text: await file.text() }))));
    }
  };

  return (
    <Card title="Write a report" caption="Files are read in this browser and go nowhere.">
      <div className="space-y-4">
        <Choice
          label="Cluster"
          value={facility.cluster.toString()}
          options={facilities.map(({ cluster, name }) => ({ value: cluster.toString(), label: name }))}
          onChange={(value) => onChoose(BigInt(value))}
        />
        <Choice
          label="Period"
          value={which}
          options={[
            { value: NEXT, label: `${facility.nextReport?.period ?? ""}, the next` },
            ...correctable.map(({ period, revision: last, status }) => ({
              value: String(period),
              label: `${period}, ${status === "disputed" ? "answered" : "put right"} by revision ${last + 1}`,
            })),
          ]}
          onChange={(value) => {
            setWhich(value);
            void check(table, { which: value });
          }}
        />
        <Choice
          label="Revision"
          value={revision}
          options={[
            { value: "", label: "the first that is free" },
            ...[1, 2, 3, 4, 5].map((number) => ({ value: String(number), label: String(number) })),
          ]}
          onChange={(value) => {
            setRevision(value);
            void check(table, { revision: value });
          }}
        />
        <FileDrop
          label="Evidence"
          multiple
          hint={
            evidence.length === 0
              ? "Invoices and meter readings; without them the row itself is the evidence"
              : evidence.map(({ name }) => name).join(", ")
          }
          onFiles={(files) => {
            setEvidence(files);
            void check(table, { evidence: files });
          }}
        />
        <FileDrop
          label="Telemetry, a report or signatures"
          multiple
          accept=".csv,.json,.txt,.sig,text/csv,application/json"
          hint="Telemetry is CSV; reports and signatures are JSON, as the command line writes them"
          onFiles={(files) => void receive(files)}
        />
        {isReading && (
          <p role="status" className="text-sm text-soft">
            Every row is being held against the chain’s bounds.
          </p>
        )}
        {failure && (
          <Notice tone="bad" live title={failure.what} testId="telemetry-error">
            {failure.next}
          </Notice>
        )}
        {checked?.problem !== undefined && (
          <Notice tone="bad" live title="There is nothing to sign" testId="telemetry-error">
            <span className="break-words">{checked.problem}</span>
          </Notice>
        )}
        {checked && checked.rows.length > 0 && <RowChecks checked={checked} />}
      </div>
    </Card>
  );
}

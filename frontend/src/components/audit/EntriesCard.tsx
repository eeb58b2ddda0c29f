"use client";

import { useMemo, useState } from "react";
import { toCsv } from "@/lib/audit/csv";
import { entriesOf, type Entry } from "@/lib/audit/entries";
import { saveFile } from "@/lib/files/saveFile";
import { shortAddress } from "@/lib/format/address";
import { formatDateTime } from "@/lib/format/time";
import type { ProtocolEvent } from "@/lib/history/protocolEvent";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Choice } from "../ui/Choice";
import { DataTable, type Column } from "../ui/DataTable";

/** Entries of a page. */
const SHOWN = 50;

const COLUMNS: Column<Entry>[] = [
  { key: "block", header: "Block", align: "right", cell: ({ blockNumber }) => blockNumber.toLocaleString("en-US") },
  { key: "time", header: "Time", cell: ({ timestamp }) => formatDateTime(timestamp) },
  {
    key: "transaction",
    header: "Transaction",
    cell: ({ transactionHash }) => (
      <span className="font-mono text-xs" title={transactionHash}>
        {shortAddress(transactionHash)}
      </span>
    ),
  },
  { key: "source", header: "Of", cell: ({ source }) => source },
  { key: "event", header: "Event", cell: ({ event }) => event },
  { key: "cluster", header: "Cluster", align: "right", cell: ({ cluster }) => cluster?.toString() ?? "–" },
  {
    key: "values",
    header: "Says",
    cell: ({ values }) => (
      <span className="block max-w-[36rem] text-xs break-all whitespace-normal text-soft">
        {values.map(([path, value]) => `${path} ${value}`).join(" · ")}
      </span>
    ),
  },
];

const ALL = "all";

/** Everything that has happened, with block and transaction. */
export function EntriesCard({ events, upTo }: { events: readonly ProtocolEvent[]; upTo: bigint }) {
  const [kind, setKind] = useState(ALL);
  const [page, setPage] = useState(0);
  const entries = useMemo(() => entriesOf(events, upTo).toReversed(), [events, upTo]);
  const kinds = useMemo(() => [...new Set(entries.map(({ event }) => event))].sort(), [entries]);
  const wanted = kind === ALL ? entries : entries.filter(({ event }) => event === kind);
  const pages = Math.max(1, Math.ceil(wanted.length / SHOWN));
  const current = Math.min(page, pages - 1);
  const plain = wanted.toReversed();
  return (
    <Card
      title="All that has happened"
      caption={`${wanted.length.toLocaleString("en-US")} events, newest first, in each event’s own units`}
      aside={
        <span className="flex gap-2">
          <Button look="secondary" size="small" onClick={() => saveFile("events.csv", csvOf(plain), "text/csv")}>
            CSV
          </Button>
          <Button look="secondary" size="small" onClick={() => saveFile("events.json", jsonOf(plain))}>
            JSON
          </Button>
        </span>
      }
    >
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <div className="w-64">
          <Choice
            label="Events"
            value={kind}
            options={[{ value: ALL, label: "all" }, ...kinds.map((name) => ({ value: name, label: name }))]}
            onChange={(value) => {
              setKind(value);
              setPage(0);
            }}
          />
        </div>
        <span className="flex items-center gap-2 text-sm text-soft">
          <Button
            look="secondary"
            size="small"
            aria-disabled={current === 0 ? true : undefined}
            onClick={() => setPage(Math.max(0, current - 1))}
          >
            Newer
          </Button>
          {`${current + 1} of ${pages}`}
          <Button
            look="secondary"
            size="small"
            aria-disabled={current === pages - 1 ? true : undefined}
            onClick={() => setPage(Math.min(pages - 1, current + 1))}
          >
            Older
          </Button>
        </span>
      </div>
      <DataTable
        className="max-h-[40rem]"
        caption="Events of the vault and of all that it stands on"
        columns={COLUMNS}
        rows={wanted.slice(current * SHOWN, (current + 1) * SHOWN)}
        rowKey={({ blockNumber, logIndex }) => `${blockNumber}-${logIndex}`}
      />
    </Card>
  );
}

const csvOf = (entries: readonly Entry[]): string =>
  toCsv(
    ["block", "log", "time", "transaction", "of", "event", "cluster", "values"],
    entries.map(({ blockNumber, logIndex, timestamp, transactionHash, source, event, cluster, values }) => [
      ...[blockNumber, logIndex, timestamp].map(String),
      ...[transactionHash, source, event, cluster?.toString() ?? ""],
      values.map(([path, value]) => `${path}=${value}`).join("; "),
    ]),
  );

const jsonOf = (entries: readonly Entry[]): string =>
  `${JSON.stringify(
    entries.map(({ values, ...entry }) => ({ ...entry, values: Object.fromEntries(values) })),
    (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value),
    2,
  )}\n`;

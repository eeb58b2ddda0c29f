import { formatDate } from "@/lib/format/time";
import type { CheckedTelemetry, RowCheck } from "@/lib/reports/checkTelemetry";
import { DataTable, type Column } from "../ui/DataTable";

/** Rows shown: those from the next period on, and a few before. */
const SHOWN = 40;

const PLACES: Readonly<Record<RowCheck["place"], string>> = {
  before: "reported before",
  chosen: "this report",
  after: "a later period",
  notOver: "not over yet",
};

const COLUMNS: Column<RowCheck>[] = [
  { key: "line", header: "Line", align: "right", cell: ({ line }) => line },
  { key: "period", header: "From", cell: ({ start }) => formatDate(start) },
  { key: "place", header: "Is", cell: ({ place }) => PLACES[place] },
  {
    key: "bounds",
    header: "Bounds",
    cell: ({ broken, place }) =>
      broken !== undefined ? (
        <span className="whitespace-normal text-bad-ink">{broken}</span>
      ) : place === "chosen" || place === "after" ? (
        "kept"
      ) : (
        "–"
      ),
  },
];

/** Every row of the cluster, and the first bound that it breaks. */
export function RowChecks({ checked: { file, rows } }: { checked: CheckedTelemetry }) {
  const first = Math.max(0, rows.findIndex(({ place }) => place !== "before") - 2);
  const shown = rows.slice(first, first + SHOWN);
  return (
    <div data-testid="row-checks">
      <DataTable
        className="max-h-72"
        caption={`Rows of ${file}`}
        columns={COLUMNS}
        rows={shown}
        rowKey={({ line }) => String(line)}
      />
      {shown.length < rows.length && (
        <p className="mt-2 text-[0.8125rem] text-faint">{`${shown.length} of ${rows.length} rows.`}</p>
      )}
    </div>
  );
}

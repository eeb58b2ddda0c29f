import type { BoundCheck, BoundName } from "@gpu-yield-vaults/sdk/reports";
import type { Token } from "@/lib/chain/readTokens";
import { figureWords } from "@/lib/reports/figureWords";
import type { FigureUnit } from "@/lib/reports/compareReports";
import { Badge } from "../ui/Badge";
import { DataTable, type Column } from "../ui/DataTable";

const BOUNDS: Readonly<Record<BoundName, { name: string; unit: FigureUnit }>> = {
  offered: { name: "GPU-hours offered, of those in service", unit: "gpuHours" },
  sold: { name: "GPU-hours sold, of those offered", unit: "gpuHours" },
  energy: { name: "Energy, of what it can and must draw", unit: "kilowattHours" },
  price: { name: "Price of a GPU-hour sold", unit: "money" },
  tariff: { name: "Price of a kWh", unit: "money" },
  otherCosts: { name: "Other costs", unit: "money" },
};

/** Every bound that the chain holds a report against. */
export function BoundsTable({ checks, asset }: { checks: readonly BoundCheck[]; asset: Token }) {
  const figure = (check: BoundCheck, value: bigint | undefined): string =>
    figureWords(value, BOUNDS[check.bound].unit, asset);
  const columns: Column<BoundCheck>[] = [
    { key: "bound", header: "Bound", cell: ({ bound }) => BOUNDS[bound].name },
    { key: "least", header: "At least", align: "right", cell: (check) => figure(check, check.least) },
    { key: "figure", header: "It says", align: "right", cell: (check) => figure(check, check.figure) },
    { key: "most", header: "At most", align: "right", cell: (check) => figure(check, check.most) },
    {
      key: "kept",
      header: "Is",
      cell: ({ isKept }) => <Badge tone={isKept ? "good" : "bad"}>{isKept ? "kept" : "broken"}</Badge>,
    },
  ];
  return (
    <div className="mt-4" data-testid="bounds">
      <DataTable
        caption="What the chain holds the report against"
        columns={columns}
        rows={checks}
        rowKey={({ bound }) => bound}
      />
    </div>
  );
}

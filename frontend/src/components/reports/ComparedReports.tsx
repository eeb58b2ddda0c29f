import type { RevenueReport } from "@gpu-yield-vaults/sdk/reports";
import type { Token } from "@/lib/chain/readTokens";
import { compareReports, type ComparedFigure } from "@/lib/reports/compareReports";
import { changeWords, figureWords } from "@/lib/reports/figureWords";
import { DataTable, type Column } from "../ui/DataTable";

type ComparedReportsProps = { before: RevenueReport | undefined; report: RevenueReport; asset: Token };

/** A report's figures beside those of another, the period before it as a rule. */
export function ComparedReports({ before, report, asset }: ComparedReportsProps) {
  const columns: Column<ComparedFigure>[] = [
    { key: "name", header: "Figure", cell: ({ name }) => name },
    {
      key: "before",
      header: before ? `Period ${before.period}` : "Before",
      align: "right",
      cell: (figure) => figureWords(figure.before, figure.unit, asset),
    },
    {
      key: "now",
      header: `Period ${report.period}`,
      align: "right",
      cell: (figure) => figureWords(figure.now, figure.unit, asset),
    },
    { key: "change", header: "Change", align: "right", cell: changeWords },
  ];
  return (
    <DataTable
      caption={`What period ${report.period} says, beside the one before it; money in ${asset.symbol}`}
      columns={columns}
      rows={compareReports(before, report)}
      rowKey={({ name }) => name}
    />
  );
}

import {
  coverageOf,
  returnOf,
  STRESSES,
  yearOf,
  type Assumptions,
  type Outlook,
  type LoanAssumptions,
} from "@gpu-yield-vaults/sdk/economics";
import { formatMoney, formatPercent, formatTimes } from "@/lib/format/projection";
import { Card } from "../ui/Card";
import { DataTable } from "../ui/DataTable";

type StressCardProps = { assumptions: Assumptions; outlook: Outlook; loan: LoanAssumptions };
type Row = { name: string; income: number; coverage: number; yearly: number | undefined };

/** The same year, if something happened that has happened before. */
export function StressCard({ assumptions, outlook, loan }: StressCardProps) {
  const rowOf = (name: string, stressed: Assumptions): Row => ({
    name,
    income: yearOf(stressed).income,
    coverage: coverageOf(stressed, loan),
    yearly: returnOf(stressed, outlook),
  });
  const rows = [
    rowOf("As assumed", assumptions),
    ...STRESSES.map(({ name, apply }) => rowOf(name, apply(assumptions))),
  ];
  return (
    <Card
      title="If it goes wrong"
      caption="Covenants of such loans ask for 1.15 to 1.40 times the payments; below 1, rent does not pay the loan."
    >
      <DataTable
        caption="Income, coverage and return under stress"
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { key: "name", header: "What happens", cell: ({ name }) => name },
          {
            key: "income",
            header: "Income of the year",
            align: "right",
            cell: (row) => bad(row.income < 0, formatMoney(row.income)),
          },
          {
            key: "coverage",
            header: "Coverage of the loan",
            align: "right",
            cell: (row) => bad(row.coverage < 1, formatTimes(row.coverage)),
          },
          {
            key: "return",
            header: "Return a year",
            align: "right",
            cell: ({ yearly }) => (yearly === undefined ? bad(true, "none") : bad(yearly < 0, formatPercent(yearly))),
          },
        ]}
      />
    </Card>
  );
}

const bad = (isBad: boolean, text: string) => (isBad ? <span className="text-bad-ink">{text}</span> : text);

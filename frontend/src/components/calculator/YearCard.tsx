import {
  priceFor,
  returnOf,
  utilisationFor,
  yearOf,
  type Assumptions,
  type Outlook,
} from "@gpu-yield-vaults/sdk/economics";
import { formatMoney, formatPercent } from "@/lib/format/projection";
import { Card } from "../ui/Card";
import { Facts } from "../ui/Facts";
import { Stat } from "../ui/Stat";

type YearCardProps = { assumptions: Assumptions; outlook: Outlook };

/** The first year, line by line, and what it comes to. */
export function YearCard({ assumptions, outlook }: YearCardProps) {
  const year = yearOf(assumptions);
  const breakEven = priceFor(assumptions);
  const leastSold = utilisationFor(assumptions);
  const yearly = returnOf(assumptions, outlook);
  const less = (amount: number) => formatMoney(-amount);
  return (
    <Card title="The first year" caption="In dollars. Shares of the cost where it says so.">
      <dl className="mb-6 grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
        <Stat
          label="Economic yield"
          value={formatPercent(year.economicYield)}
          caption="income over cost"
          tone={year.income < 0 ? "bad" : undefined}
          explanation="What shareholders are richer by after a year: the hardware’s loss of value is deducted."
          testId="economic-yield"
        />
        <Stat
          label="Cash yield"
          value={formatPercent(year.cashYield)}
          caption="cash over cost"
          explanation="What could be paid out. The difference is mostly your own money coming back."
          testId="cash-yield"
        />
        <Stat
          label="Return a year"
          value={yearly === undefined ? "none" : formatPercent(yearly)}
          caption={`over ${assumptions.lifeYears} years, no debt`}
          tone={yearly === undefined || yearly < 0 ? "bad" : undefined}
          explanation="The rate at which all cash, and the salvage, are worth what it cost."
          testId="return"
        />
        <Stat
          label="Breaks even at"
          value={breakEven === undefined ? "no price" : formatMoney(breakEven, 4)}
          unit={breakEven === undefined ? undefined : "$/GPU-hour"}
          caption={
            leastSold === undefined
              ? "not even with all hours sold"
              : `or with ${formatPercent(leastSold)} of hours sold`
          }
          testId="break-even"
        />
      </dl>
      <Facts
        facts={[
          { label: "Rent", value: formatMoney(year.gross) },
          { label: "Platform’s fee, 5 %", value: less(year.platformFee) },
          { label: "Energy", value: less(year.energy) },
          { label: "Other running costs", value: less(year.runningCosts - year.energy) },
          ...(assumptions.hedgedShare > 0 ? [{ label: "From the hedge", value: formatMoney(year.hedge) }] : []),
          { label: "Earned before depreciation", value: formatMoney(year.ebitda), strong: true },
          { label: "Depreciation", value: less(year.depreciation) },
          { label: "Management, 1 % of the cost", value: less(year.management) },
          { label: "Income", value: formatMoney(year.income), strong: true },
          {
            label: "Cash",
            value: formatMoney(year.cash),
            strong: true,
            note: `Income and depreciation, less ${formatMoney(year.reserve)} kept in reserve, 2 % of the rent.`,
          },
        ]}
      />
    </Card>
  );
}

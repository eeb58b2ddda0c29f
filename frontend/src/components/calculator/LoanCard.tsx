import {
  balanceAfter,
  coverageOf,
  monthlyPayment,
  priceForCoverage,
  totalInterest,
  type Assumptions,
  type LoanAssumptions,
} from "@gpu-yield-vaults/sdk/economics";
import { formatMoney, formatTimes } from "@/lib/format/projection";
import { Card } from "../ui/Card";
import { Facts } from "../ui/Facts";

type LoanCardProps = { assumptions: Assumptions; loan: LoanAssumptions };

const COVENANT = 1.4;

export function LoanCard({ assumptions, loan }: LoanCardProps) {
  const least = priceForCoverage(assumptions, loan, COVENANT);
  const years = Array.from({ length: Math.ceil(loan.months / 12) - 1 }, (_, index) => (index + 1) * 12);
  return (
    <Card title="A loan on it" caption="Level monthly payments; interest as assumed, without compounding.">
      <Facts
        facts={[
          { label: "Lent", value: formatMoney(loan.principal) },
          { label: "Payment each month", value: formatMoney(monthlyPayment(loan), 2), strong: true },
          ...years.map((month) => ({
            label: `Owed after ${month} months`,
            value: formatMoney(balanceAfter(loan, month), 2),
          })),
          { label: "All interest", value: formatMoney(totalInterest(loan), 2) },
          { label: "Coverage in the first year", value: formatTimes(coverageOf(assumptions, loan)), strong: true },
          {
            label: `Rent for a coverage of ${COVENANT.toFixed(2)}×`,
            value: least === undefined ? "none is enough" : `${formatMoney(least, 4)} $/GPU-hour`,
          },
        ]}
      />
    </Card>
  );
}

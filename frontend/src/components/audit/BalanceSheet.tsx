import { useChain } from "@/hooks/useChain";
import type { ContractFigures } from "@/lib/audit/comparison";
import { formatExact } from "@/lib/format/amount";
import { Card } from "../ui/Card";
import { Facts } from "../ui/Facts";

/** What the vault has, what of it is not the shareholders’ yet, and what leavers would be paid. */
export function BalanceSheet({ figures }: { figures: ContractFigures }) {
  const { asset } = useChain().tokens;
  const money = (units: bigint): string => formatExact(units, asset.decimals);
  const { cash, value, locked, nav, unrealisedLoss, exitValue } = figures;
  return (
    <Card title="Balance sheet" caption={`The contract’s own, in ${asset.symbol}`}>
      <Facts
        facts={[
          { label: "Cash", value: money(cash) },
          { label: "Hardware and loans, depreciated to this second", value: money(value) },
          { label: "Assets", value: money(cash + value), strong: true },
          { label: "Income that has not vested", value: money(-locked) },
          { label: "Net assets (NAV)", value: money(nav), strong: true },
          { label: "Marked down for who leaves", value: money(-unrealisedLoss) },
          { label: "Net assets at the exit", value: money(exitValue), strong: true },
        ]}
      />
    </Card>
  );
}

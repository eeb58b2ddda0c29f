import type { Token } from "@/lib/chain/readTokens";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime } from "@/lib/format/time";
import type { ClusterHistory } from "@/lib/history/periods";
import { AddressText } from "../ui/AddressText";
import { Awaited } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { DataTable } from "../ui/DataTable";

type PaymentsCardProps = {
  history?: ClusterHistory;
  /** Why history is not known; null while it is being read. */
  error: Error | null;
  asset: Token;
  labels: ReadonlyMap<string, string>;
};

/** Every payment into the lockbox. */
export function PaymentsCard({ history, asset, labels, error }: PaymentsCardProps) {
  return (
    <Card title="Payments" caption="Into the lockbox, newest first">
      {!history ? (
        <Awaited error={error} what="What was paid in" className="h-24" />
      ) : history.payments.length === 0 ? (
        <p className="py-6 text-center text-sm text-faint">No payment yet.</p>
      ) : (
        <DataTable
          className="max-h-72"
          caption="Payments into the lockbox"
          columns={[
            { key: "when", header: "When", cell: ({ timestamp }) => formatDateTime(timestamp) },
            {
              key: "payer",
              header: "Payer",
              cell: ({ payer }) => <AddressText address={payer} label={labels.get(payer.toLowerCase())} />,
            },
            {
              key: "amount",
              header: `Amount (${asset.symbol})`,
              align: "right",
              cell: ({ amount }) => formatAmount(amount, asset.decimals, asset.decimals),
            },
            {
              key: "hash",
              header: "Transaction",
              align: "right",
              cell: ({ transactionHash }) => <AddressText address={transactionHash} />,
            },
          ]}
          rows={history.payments}
          rowKey={({ transactionHash, amount }) => `${transactionHash}-${amount}`}
        />
      )}
    </Card>
  );
}

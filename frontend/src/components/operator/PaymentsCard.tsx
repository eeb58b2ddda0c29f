import type { Token } from "@/lib/chain/readTokens";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime } from "@/lib/format/time";
import type { ClusterHistory } from "@/lib/history/periods";
import { AddressText } from "../ui/AddressText";
import { Card } from "../ui/Card";
import { DataTable } from "../ui/DataTable";
import { Skeleton } from "../ui/Skeleton";

type PaymentsCardProps = {
  history?: ClusterHistory;
  asset: Token;
  labels: ReadonlyMap<string, string>;
};

/** Every payment into the lockbox. */
export function PaymentsCard({ history, asset, labels }: PaymentsCardProps) {
  return (
    <Card title="Payments" caption="Into the lockbox, newest first">
      {!history ? (
        <Skeleton className="h-24" />
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

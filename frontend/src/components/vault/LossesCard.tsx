import type { Token } from "@/lib/chain/readTokens";
import { formatAmount } from "@/lib/format/amount";
import { formatDate, formatDateTime } from "@/lib/format/time";
import type { ValueExit } from "@/lib/history/valueExits";
import { EXIT_WORDS } from "@/lib/vault/exitWords";
import { AddressText } from "../ui/AddressText";
import { Awaited } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { DataTable, type Column } from "../ui/DataTable";

type LossesCardProps = {
  /** Undefined while history is not known. */
  exits?: readonly ValueExit[];
  /** Names of facilities; a cluster that is not among them is called by its number. */
  names: ReadonlyMap<bigint, string>;
  asset: Token;
  error: Error | null;
};

/** Every loss that was booked and every recovery, with what bore it. */
export function LossesCard({ exits, names, asset, error }: LossesCardProps) {
  const lost = exits?.reduce((sum, exit) => sum + exit.lost, 0n) ?? 0n;
  const money = (units: bigint): string => formatAmount(units, asset.decimals);
  return (
    <Card
      title="Losses and recoveries"
      caption={
        lost > 0n ? (
          <span className="text-bad-ink">
            Shareholders have lost <span data-testid="lost-in-all">{money(lost)}</span> {asset.symbol} in all
          </span>
        ) : (
          "Booked losses, and what came back"
        )
      }
    >
      {!exits ? (
        <Awaited error={error} what="Whether anything was lost" className="h-10" />
      ) : exits.length === 0 ? (
        <p className="text-sm text-faint" data-testid="no-losses">
          No loss has been booked since the vault was opened.
        </p>
      ) : (
        <DataTable
          className="max-h-72"
          caption={`Losses and recoveries, in ${asset.symbol}, newest first`}
          columns={columns(names, asset)}
          rows={exits.toReversed()}
          rowKey={({ transactionHash, logIndex }) => `${transactionHash}-${logIndex}`}
        />
      )}
    </Card>
  );
}

function columns(names: ReadonlyMap<bigint, string>, { decimals }: Token): Column<ValueExit>[] {
  const money = (units: bigint): string => (units === 0n ? "–" : formatAmount(units, decimals));
  return [
    {
      key: "when",
      header: "When",
      cell: ({ timestamp, blockNumber, transactionHash }) => (
        <>
          <span title={formatDateTime(timestamp)}>{formatDate(timestamp)}</span>
          <span className="block text-[0.8125rem] text-faint">
            block {blockNumber.toLocaleString("en-US")} · <AddressText address={transactionHash} />
          </span>
        </>
      ),
    },
    {
      key: "what",
      header: "What",
      cell: ({ cluster, cause }) => (
        <>
          {names.get(cluster) ?? `cluster ${cluster}`}
          <span className="block text-[0.8125rem] text-faint">{EXIT_WORDS[cause]}</span>
        </>
      ),
    },
    {
      key: "lost",
      header: "Lost",
      align: "right",
      cell: ({ lost }) => <span className={lost > 0n ? "font-medium text-bad-ink" : undefined}>{money(lost)}</span>,
    },
    { key: "value", header: "Value gone", align: "right", cell: ({ value }) => money(value) },
    { key: "recovered", header: "Recovered", align: "right", cell: ({ recovered, above }) => money(recovered + above) },
    { key: "bond", header: "Bond", align: "right", cell: ({ bond }) => money(bond) },
    { key: "reserve", header: "Reserve", align: "right", cell: ({ reserve }) => money(reserve) },
  ];
}

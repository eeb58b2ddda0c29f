import type { Tokens } from "@/lib/chain/readTokens";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime } from "@/lib/format/time";
import type { PositionEntry } from "@/lib/history/position";
import { ENTRY_SIGNS, ENTRY_WORDS } from "@/lib/history/positionWords";
import { AddressText } from "../ui/AddressText";
import { DataTable, type Column } from "../ui/DataTable";

type PositionEntriesProps = {
  caption: string;
  entries: readonly PositionEntry[];
  tokens: Pick<Tokens, "asset" | "share">;
};

/** Every deposit, withdrawal and transfer of an account, newest first. */
export function PositionEntries({ caption, entries, tokens }: PositionEntriesProps) {
  return (
    <DataTable
      caption={caption}
      columns={columnsOf(tokens)}
      rows={entries}
      rowKey={({ transactionHash, kind, shares }) => `${transactionHash}-${kind}-${shares}`}
    />
  );
}

function columnsOf({ asset, share }: Pick<Tokens, "asset" | "share">): Column<PositionEntry>[] {
  return [
    { key: "when", header: "When", cell: ({ timestamp }) => formatDateTime(timestamp) },
    { key: "what", header: "What", cell: ({ kind }) => ENTRY_WORDS[kind] },
    {
      key: "assets",
      header: `Amount (${asset.symbol})`,
      align: "right",
      cell: ({ kind, assets }) => `${ENTRY_SIGNS[kind]}${formatAmount(assets, asset.decimals, 6)}`,
    },
    {
      key: "shares",
      header: `Shares (${share.symbol})`,
      align: "right",
      cell: ({ shares }) => formatAmount(shares, share.decimals, 6),
    },
    {
      key: "price",
      header: "Price",
      align: "right",
      cell: ({ assets, shares }) =>
        shares === 0n ? "–" : formatAmount((assets * 10n ** BigInt(share.decimals)) / shares, asset.decimals, 6),
    },
    { key: "block", header: "Block", align: "right", cell: ({ blockNumber }) => blockNumber.toLocaleString("en-US") },
    {
      key: "hash",
      header: "Transaction",
      align: "right",
      cell: ({ transactionHash }) => <AddressText address={transactionHash} />,
    },
  ];
}

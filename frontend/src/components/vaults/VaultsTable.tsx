import Link from "next/link";
import type { Address } from "viem";
import type { PricesBefore } from "@/lib/chain/readPricesBefore";
import type { VaultFigures } from "@/lib/chain/readVaultFigures";
import { formatAmount, formatShare } from "@/lib/format/amount";
import { formatPrice } from "@/lib/format/price";
import { formatDateTime } from "@/lib/format/time";
import { Badge } from "../ui/Badge";
import { Card } from "../ui/Card";
import { DataTable, type Column } from "../ui/DataTable";

type VaultsTableProps = {
  vaults: readonly VaultFigures[];
  /** Of 30 days ago; undefined while they are looked for. */
  pricesBefore: PricesBefore | undefined;
  /** The chain's clock. */
  now: number;
  hrefOf: (vault: Address) => string;
};

/** One row a vault. */
export function VaultsTable({ vaults, pricesBefore, now, hrefOf }: VaultsTableProps) {
  const columns: readonly Column<VaultFigures>[] = [
    {
      key: "vault",
      header: "Vault",
      cell: ({ vault, share, what, retiredAt }) => (
        <div className="max-w-72 min-w-44 whitespace-normal">
          <Link href={hrefOf(vault)} className="font-medium text-accent underline-offset-4 hover:underline">
            {share.name}
          </Link>{" "}
          {retiredAt !== undefined && <Badge>retired</Badge>}
          <p className="mt-0.5 text-[0.8125rem] text-soft">{what}</p>
        </div>
      ),
    },
    { key: "asset", header: "Asset", cell: ({ asset }) => asset.symbol },
    {
      key: "nav",
      header: "NAV",
      align: "right",
      cell: ({ nav, asset }) => formatAmount(nav, asset.decimals),
    },
    {
      key: "price",
      header: "Share price",
      align: "right",
      cell: ({ entryPrice, asset }) => formatPrice(entryPrice, asset.decimals),
    },
    { key: "change", header: "30 days", align: "right", cell: (row) => changeOf(row, pricesBefore) },
    {
      key: "cash",
      header: "In cash",
      align: "right",
      cell: ({ cash, nav }) => formatShare(cash, nav),
    },
    {
      key: "capacity",
      header: "Takes still",
      align: "right",
      cell: ({ capacity, asset }) => (capacity === 0n ? "closed" : formatAmount(capacity, asset.decimals, 0)),
    },
    {
      key: "exit",
      header: "Next exit",
      cell: ({ freeCash, asset, epochEnd }) =>
        freeCash > 0n
          ? `at once, up to ${formatAmount(freeCash, asset.decimals, 0)}`
          : `queue of the epoch until ${formatDateTime(Math.max(epochEnd, now))}`,
    },
  ];
  return (
    <Card title="All vaults" caption="Money in units of each vault’s asset; share price is what a deposit pays">
      <DataTable caption="All vaults" columns={columns} rows={vaults} rowKey={({ vault }) => vault} />
    </Card>
  );
}

const BPS_DIGITS = 10_000n;

/** The price's change over 30 days; a dash where the price of then is not known. */
function changeOf({ vault, entryPrice }: VaultFigures, pricesBefore: PricesBefore | undefined) {
  if (!pricesBefore) return "…";
  const priceBefore = pricesBefore.get(vault);
  if (priceBefore === undefined || priceBefore === 0n)
    return (
      <span title="The price of 30 days ago is not known: the vault is younger, or the node has forgotten it.">–</span>
    );
  const bps = ((entryPrice - priceBefore) * BPS_DIGITS) / priceBefore;
  return `${bps > 0n ? "+" : ""}${formatAmount(bps, 2)} %`;
}

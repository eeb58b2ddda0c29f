import type { Tokens } from "@/lib/chain/readTokens";
import { formatAmount } from "@/lib/format/amount";
import { formatDate, formatDuration } from "@/lib/format/time";
import { YIELD_DECIMALS, type Yield } from "@/lib/history/yields";
import { Awaited } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { cn } from "../ui/cn";
import { DataTable, type Column } from "../ui/DataTable";
import { Explain } from "../ui/Explain";

/** A yield and what its window is called. */
export type NamedYield = { name: string; key: string; measured: Yield };

type YieldsCardProps = {
  /** Undefined while history is not known; empty before the first deposit has aged. */
  yields?: readonly NamedYield[];
  tokens: Tokens;
  error: Error | null;
};

/** What a share has earned over several windows: economically, and in cash. */
export function YieldsCard({ yields, tokens: { asset }, error }: YieldsCardProps) {
  const losses = new Map(
    (yields ?? []).flatMap(({ measured }) => measured.losses.map((loss) => [loss.transactionHash, loss] as const)),
  );
  return (
    <Card title="Yields" caption="Of one share; the past says nothing certain about what comes">
      {!yields ? (
        <Awaited error={error} what="What a share has earned" className="h-24" />
      ) : yields.length === 0 ? (
        <p className="text-sm text-faint">They are told from the first deposit on.</p>
      ) : (
        <DataTable
          caption="Yields of one share, by window"
          columns={columns(yields)}
          rows={yields}
          rowKey={({ key }) => key}
        />
      )}
      {[...losses.values()].map(({ transactionHash, timestamp, lost }) => (
        <p key={transactionHash} className="mt-2 text-[0.8125rem] text-bad-ink" data-testid="yield-loss">
          A loss of {formatAmount(lost, asset.decimals)} {asset.symbol} was booked on {formatDate(timestamp)}. It
          happened once, so no window that holds it has a yearly figure.
        </p>
      ))}
    </Card>
  );
}

const ABOUT_ECONOMIC =
  "Growth of the share price, scaled to a year of 365 days, not compounded. Depreciation, fees and losses are out of " +
  "it. A window that holds a booked loss, or is shorter than seven days, has none.";

const ABOUT_CASH =
  "Rent and debt service that reached the vault, less fees, over the price at the beginning. Return of capital " +
  "counts in it: what it is above the economic yield is mostly your own money coming back.";

function columns(yields: readonly NamedYield[]): Column<NamedYield>[] {
  const hasExit = yields.some(({ measured }) => measured.exitChange !== undefined);
  return [
    {
      key: "window",
      header: "Over",
      cell: ({ name, measured }) => (
        <span title={`since ${formatDate(measured.from)}, ${formatDuration(measured.to - measured.from)}`}>{name}</span>
      ),
    },
    {
      key: "change",
      header: hasExit ? "Price to enter" : "Share price",
      align: "right",
      cell: ({ key, measured }) => <Percent parts={measured.change} testId={`change-${key}`} />,
    },
    ...(hasExit
      ? [
          {
            key: "exit",
            header: "Price to leave",
            align: "right" as const,
            cell: ({ key, measured }: NamedYield) => (
              <Percent parts={measured.exitChange ?? measured.change} testId={`exit-change-${key}`} />
            ),
          },
        ]
      : []),
    {
      key: "annual",
      header: <Named name="Economic, a year" about={ABOUT_ECONOMIC} />,
      align: "right",
      cell: ({ key, measured }) => <Percent parts={measured.annual} testId={`annual-${key}`} />,
    },
    {
      key: "cash",
      header: <Named name="Cash, a year" about={ABOUT_CASH} />,
      align: "right",
      cell: ({ key, measured }) => <Percent parts={measured.cashAnnual} testId={`cash-${key}`} />,
    },
  ];
}

function Named({ name, about }: { name: string; about: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {name} <Explain about={name}>{about}</Explain>
    </span>
  );
}

/** A dash is a figure that is not told; the header says when. */
function Percent({ parts, testId }: { parts: bigint | undefined; testId: string }) {
  return (
    <span data-testid={testId} className={cn(parts !== undefined && parts < 0n && "text-bad-ink")}>
      {parts === undefined ? "–" : `${formatAmount(parts, YIELD_DECIMALS - 2, 2)} %`}
    </span>
  );
}

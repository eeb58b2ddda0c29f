import type { Token, Tokens } from "@/lib/chain/readTokens";
import type { VaultView } from "@/lib/chain/readVault";
import { formatAmount, formatExact } from "@/lib/format/amount";
import { formatPrice, priceDecimals } from "@/lib/format/price";
import { formatDuration } from "@/lib/format/time";
import { netYield, YIELD_DECIMALS } from "@/lib/history/netYield";
import type { Checkpoint } from "@/lib/history/vaultTimeline";
import { Card } from "../ui/Card";
import { Explain } from "../ui/Explain";
import { Skeleton } from "../ui/Skeleton";
import { Stat } from "../ui/Stat";

type HeadlineProps = {
  vault: VaultView;
  tokens: Tokens;
  /** Undefined while history is being read. */
  checkpoints?: readonly Checkpoint[];
};

const ABOUT_PRICE =
  "What one share costs and pays. No transaction moves it, except a booked loss: it rises as " +
  "rent vests and falls as hardware depreciates, second by second. While a facility is " +
  "delinquent, leaving pays less, marked down to nothing for that facility; a cure restores it.";

/** The window over which net yield is measured, days. */
const WINDOW_DAYS = 30;

export function Headline({ vault, tokens: { asset, share }, checkpoints }: HeadlineProps) {
  return (
    <Card>
      <dl className="grid gap-x-6 gap-y-5 sm:grid-cols-3">
        <Stat
          size="hero"
          label="Net asset value"
          testId="nav"
          value={formatAmount(vault.nav, asset.decimals, 0)}
          exact={`${formatExact(vault.nav, asset.decimals)} ${asset.symbol}`}
          unit={asset.symbol}
          caption={`${formatAmount(vault.totalSupply, share.decimals, 0)} ${share.symbol}`}
          explanation={
            "Cash plus the depreciated value of hardware, less rent that has not vested yet. What was " +
            "reported but not paid is never in it."
          }
        />
        {vault.exitBelowEntry ? (
          <TwoPrices vault={vault} asset={asset} />
        ) : (
          <Stat
            size="hero"
            label="Share price"
            testId="price"
            value={formatPrice(vault.entryPrice, asset.decimals)}
            exact={exactPrice(vault.entryPrice, asset)}
            unit={asset.symbol}
            caption="to enter and to leave"
            explanation={ABOUT_PRICE}
          />
        )}
        {checkpoints ? (
          <YieldStat vault={vault} shareDecimals={share.decimals} checkpoints={checkpoints} />
        ) : (
          <YieldSkeleton />
        )}
      </dl>
    </Card>
  );
}

/** While something is delinquent: what one share costs, and the less that it pays. */
function TwoPrices({ vault, asset }: { vault: VaultView; asset: Token }) {
  const prices = [
    { testId: "price", price: vault.entryPrice, word: "to enter" },
    { testId: "exit-price", price: vault.exitPrice, word: "to leave" },
  ];
  return (
    <div className="min-w-0">
      <dt className="flex items-center gap-1.5 text-sm text-soft">
        Share prices
        <Explain about="Share prices">{ABOUT_PRICE}</Explain>
      </dt>
      {prices.map(({ testId, price, word }) => (
        <dd key={testId} className="text-[1.375rem] leading-tight font-semibold tracking-tight">
          <span data-testid={testId} title={exactPrice(price, asset)}>
            {formatPrice(price, asset.decimals)}
          </span>
          <span className="ml-1.5 text-sm font-normal text-faint">
            {asset.symbol} {word}
          </span>
        </dd>
      ))}
      <dd className="mt-0.5 text-sm text-faint">A facility is delinquent: leavers forgo a growing part of it.</dd>
    </div>
  );
}

function exactPrice(price: bigint, asset: Token): string {
  return `${formatExact(price, priceDecimals(asset.decimals))} ${asset.symbol}`;
}

function YieldStat({
  vault,
  shareDecimals,
  checkpoints,
}: {
  vault: VaultView;
  shareDecimals: number;
  checkpoints: readonly Checkpoint[];
}) {
  const measured = netYield(checkpoints, vault.asOf.timestamp, WINDOW_DAYS, shareDecimals);
  const definition =
    `How much the price of one share grew over the last ${WINDOW_DAYS} days (or since the first ` +
    "deposit), times 365 days over that window, not compounded. Running costs, depreciation, " +
    "losses and fees are out of it; return of capital is not in it. The past says nothing certain " +
    "about what comes.";
  if (!measured) {
    return (
      <Stat size="hero" label="Net yield" testId="yield" value="–" caption="no history yet" explanation={definition} />
    );
  }
  const window = formatDuration(measured.to - measured.from);
  const percent = (parts: bigint): string => formatAmount(parts, YIELD_DECIMALS - 2, 2);
  return measured.annual === undefined ? (
    <Stat
      size="hero"
      label="Growth of the share price"
      testId="yield"
      value={percent(measured.change)}
      unit="%"
      caption={`in ${window}; too short for a yearly figure`}
      explanation={definition}
    />
  ) : (
    <Stat
      size="hero"
      label="Net yield"
      testId="yield"
      value={percent(measured.annual)}
      unit="% a year"
      tone={measured.annual < 0n ? "bad" : undefined}
      caption={`${percent(measured.change)} % in the last ${window}`}
      explanation={definition}
    />
  );
}

function YieldSkeleton() {
  return (
    <div>
      <dt className="text-sm text-soft">Net yield</dt>
      <dd>
        <Skeleton className="mt-1.5 h-8 w-32" />
        <Skeleton className="mt-2 h-4 w-40" />
      </dd>
    </div>
  );
}

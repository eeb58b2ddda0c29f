import type { Token, Tokens } from "@/lib/chain/readTokens";
import type { VaultView } from "@/lib/chain/readVault";
import { formatAmount, formatExact } from "@/lib/format/amount";
import { formatPrice, priceDecimals } from "@/lib/format/price";
import { formatDate, formatDuration } from "@/lib/format/time";
import { YIELD_DECIMALS, type Yield } from "@/lib/history/yields";
import { AwaitedFigure } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { Explain } from "../ui/Explain";
import { Stat } from "../ui/Stat";

type HeadlineProps = {
  vault: VaultView;
  tokens: Tokens;
  /** Over the last 30 days, or since the first deposit; undefined before it, and while history is not known. */
  measured?: Yield;
  isHistoryKnown: boolean;
  historyError: Error | null;
};

const ABOUT_PRICE =
  "What one share costs and pays. No transaction moves it, except a booked loss: it rises as " +
  "rent vests and falls as hardware depreciates, second by second. While a facility is " +
  "delinquent, leaving pays less, marked down to nothing for that facility; a cure restores it.";

const ABOUT_YIELD =
  "How much the price of one share grew over the last 30 days (or since the first deposit), times 365 days over that " +
  "window, not compounded. Running costs, depreciation, losses and fees are out of it; return of capital is not in " +
  "it. Over a booked loss there is no yearly figure. The past says nothing certain about what comes.";

export function Headline({ vault, tokens, measured, isHistoryKnown, historyError }: HeadlineProps) {
  const { asset, share } = tokens;
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
        {isHistoryKnown ? (
          <YieldStat measured={measured} asset={asset} />
        ) : (
          <Stat label="Net yield" value={<AwaitedFigure error={historyError} />} explanation={ABOUT_YIELD} />
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

function YieldStat({ measured, asset }: { measured?: Yield; asset: Token }) {
  const shared = { size: "hero", testId: "yield", explanation: ABOUT_YIELD } as const;
  if (!measured) return <Stat {...shared} label="Net yield" value="–" caption="told from the first deposit on" />;
  const { change, annual, losses, from, to } = measured;
  const window = formatDuration(to - from);
  const percent = (parts: bigint): string => formatAmount(parts, YIELD_DECIMALS - 2, 2);
  if (annual !== undefined) {
    return (
      <Stat
        {...shared}
        label="Net yield"
        value={percent(annual)}
        unit="% a year"
        tone={annual < 0n ? "bad" : undefined}
        caption={`${percent(change)} % in the last ${window}`}
      />
    );
  }
  return (
    <Stat
      {...shared}
      label="Change of the share price"
      value={percent(change)}
      unit="%"
      tone={change < 0n ? "bad" : undefined}
      caption={
        losses.length === 0 ? `in ${window}; too short for a yearly figure` : lossCaption(measured, window, asset)
      }
    />
  );
}

/** A loss happens once: it is told with its date, and not as a rate. */
function lossCaption({ losses }: Yield, window: string, asset: Token): string {
  const lost = losses.reduce((sum, loss) => sum + loss.lost, 0n);
  const last = losses.at(-1);
  const when = last ? `, ${losses.length > 1 ? "the last one " : ""}on ${formatDate(last.timestamp)}` : "";
  return `in the last ${window}; in it, ${formatAmount(lost, asset.decimals)} was booked as lost${when}`;
}

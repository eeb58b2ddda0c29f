import type { FacilityView } from "@/lib/chain/readFacilities";
import type { Token } from "@/lib/chain/readTokens";
import { formatAmount, formatExact, formatShare } from "@/lib/format/amount";
import { formatDuration } from "@/lib/format/time";
import type { FacilityPast } from "@/lib/history/facilityPast";
import type { Performance } from "@/lib/history/performance";
import { AwaitedFigure } from "../ui/Awaited";
import { Stat } from "../ui/Stat";

type PerformanceStatProps = {
  past?: FacilityPast;
  asset: Token;
  error: Error | null;
};

/** What a cluster earned lately, against what it depreciates by or owes in that time. */
export function PerformanceStat({ past, asset, error }: PerformanceStatProps) {
  const performance = past?.performance;
  return (
    <Stat
      label="Earned lately"
      testId="earned-lately"
      value={
        !past ? (
          <AwaitedFigure error={error} />
        ) : performance ? (
          formatAmount(performance.income, asset.decimals)
        ) : (
          "no report yet"
        )
      }
      exact={performance && formatExact(performance.income, asset.decimals)}
      tone={performance?.isShort ? "bad" : undefined}
      caption={
        performance &&
        `in ${formatDuration(performance.to - performance.from)}, of ` +
          `${formatAmount(performance.needed, asset.decimals)} that it ${needWord(past.facility)}; ` +
          `${formatShare(performance.sold, performance.available, 2)} of hours sold`
      }
      explanation={
        "Rent that was reported for up to 30 days, less energy and other running costs. Hardware that earns less " +
        "than it depreciates by loses the vault money even when everything is paid."
      }
    />
  );
}

/** Why a cluster that pays everything still loses money; nothing where it does not. */
export function ShortfallWords({ past, asset }: { past?: FacilityPast; asset: Token }) {
  const performance = past?.performance;
  if (!past || !performance?.isShort) return null;
  return (
    <p className="mt-4 text-sm text-bad-ink" data-testid="shortfall">
      It earns too little: {shortfall(performance, past.facility, asset)} Of its hours{" "}
      {formatShare(performance.sold, performance.available, 2)} were sold
      {performance.sold > 0n &&
        `, at ${formatAmount((performance.gross * 3_600n) / performance.sold, asset.decimals)} per GPU-hour`}
      .
    </p>
  );
}

function shortfall({ income, needed, from, to }: Performance, facility: FacilityView, asset: Token): string {
  const money = (units: bigint): string => formatAmount(units, asset.decimals);
  const earned = `${money(income)} after running costs in ${formatDuration(to - from)}`;
  return `${earned}, and it ${needWord(facility)} ${money(needed)} in that time.`;
}

function needWord({ debt }: FacilityView): string {
  return debt ? "owes" : "depreciates by";
}

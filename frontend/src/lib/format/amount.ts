/**
 * A number of base units as people read it: grouped by thousands, cut (never rounded up) to `digits` decimals.
 * `1234567890n, 6, 2` is `1,234.56`. Cutting means that nobody is shown more than there is.
 */
export function formatAmount(units: bigint, decimals: number, digits = 2): string {
  const negative = units < 0n;
  const absolute = negative ? -units : units;
  const shown = Math.min(digits, decimals);
  const cut = absolute / 10n ** BigInt(decimals - shown);
  const base = 10n ** BigInt(shown);
  const whole = group((cut / base).toString());
  const sign = negative && cut > 0n ? "−" : "";
  if (shown === 0) return sign + whole;
  return `${sign}${whole}.${(cut % base).toString().padStart(shown, "0")}`;
}

/** Every digit there is, without trailing zeros beyond the second decimal: for tooltips and copying. */
export function formatExact(units: bigint, decimals: number): string {
  const full = formatAmount(units, decimals, decimals);
  const point = full.indexOf(".");
  if (point === -1) return full;
  let end = full.length;
  while (end > point + 3 && full[end - 1] === "0") end -= 1;
  return full.slice(0, end);
}

/** Whether an amount is more than the zero it would be shown as with two decimals. */
export function isWorthShowing(units: bigint, decimals: number): boolean {
  return units >= 10n ** BigInt(Math.max(0, decimals - 2));
}

/** Large amounts in few characters, for chart axes only: `8.03 M`, `4.5 k`, `0`. */
export function formatCompact(units: bigint, decimals: number): string {
  const absolute = units < 0n ? -units : units;
  const one = 10n ** BigInt(decimals);
  const sign = units < 0n ? "−" : "";
  if (absolute >= 1_000_000n * one) return `${sign}${trimZeros(formatAmount(absolute, decimals + 6, 2))} M`;
  if (absolute >= 1_000n * one) return `${sign}${trimZeros(formatAmount(absolute, decimals + 3, 1))} k`;
  return sign + trimZeros(formatAmount(absolute, decimals, 2));
}

/** `3450n` of `10000n` is `34.5 %`. */
export function formatShare(part: bigint, whole: bigint, digits = 1): string {
  if (whole === 0n) return "–";
  return `${formatAmount((part * 10n ** BigInt(digits + 2)) / whole, digits, digits)} %`;
}

/** Basis points as a percentage without idle zeros: `1000` is `10 %`, `1250` is `12.5 %`. */
export function formatBps(bps: number): string {
  return `${trimZeros((bps / 100).toFixed(2))} %`;
}

/** For plotting only: the nearest double. Nothing that is counted or sent ever passes through here. */
export function toPlot(units: bigint, decimals: number): number {
  return Number(units) / 10 ** decimals;
}

function trimZeros(number: string): string {
  return number.replace(/\.?0+$/, "");
}

function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

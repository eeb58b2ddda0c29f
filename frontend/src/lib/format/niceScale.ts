export type Scale = {
  ticks: number[];
  /** Decimals that tell neighbouring ticks apart. */
  decimals: number;
};

/** Round steps that people count in. */
const STEPS = [1, 2, 2.5, 5, 10] as const;

/** About `count` round ticks around `values`, for an axis. A calm line is not blown up: at least 0.05 % is shown. */
export function niceScale(values: readonly number[], count = 4): Scale {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = Math.max(high - low, Math.abs(high) * 0.0005, Number.MIN_VALUE);
  const rough = span / count;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((factor) => factor * magnitude >= rough) ?? 10) * magnitude;
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  const decimals = Math.max(0, Math.ceil(-Math.log10(step)) + (step / magnitude === 2.5 ? 1 : 0));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toFixed(12)));
  return { ticks, decimals };
}
